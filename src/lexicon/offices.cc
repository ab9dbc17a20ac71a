#include "lexicon/offices.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "lexicon/names.h"
#include "lexicon/persons.h"

namespace annals::lexicon {
namespace {

// The weightiest first: of two offices held at once, news names the earlier one here.
constexpr std::array<std::string_view, 44> kRoles = {"head of state",
                                                     "head of government",
                                                     "head of body",
                                                     "leader",
                                                     "heir",
                                                     "vice head of state",
                                                     "foreign minister",
                                                     "defence minister",
                                                     "interior minister",
                                                     "deputy head of government",
                                                     "finance minister",
                                                     "foreign policy chief",
                                                     "national security adviser",
                                                     "deputy head of body",
                                                     "army chief",
                                                     "intelligence chief",
                                                     "party leader",
                                                     "justice minister",
                                                     "energy minister",
                                                     "trade minister",
                                                     "information minister",
                                                     "health minister",
                                                     "labour minister",
                                                     "agriculture minister",
                                                     "education minister",
                                                     "transport minister",
                                                     "environment minister",
                                                     "minister",
                                                     "speaker",
                                                     "envoy",
                                                     "permanent representative",
                                                     "ambassador",
                                                     "spokesperson",
                                                     "chief of staff",
                                                     "police chief",
                                                     "central bank governor",
                                                     "chief justice",
                                                     "attorney general",
                                                     "general",
                                                     "governor",
                                                     "deputy foreign minister",
                                                     "deputy minister",
                                                     "mayor",
                                                     "other"};

std::optional<sys_days> later(std::optional<sys_days> a, std::optional<sys_days> b) {
  return !a ? b : !b ? a : std::max(*a, *b);
}
std::optional<sys_days> earlier(std::optional<sys_days> a, std::optional<sys_days> b) {
  return !a ? b : !b ? a : std::min(*a, *b);
}

// Days that a tenure and an interval share; a missing end counts as far away.
long shared_days(const Tenure& tenure, const TimeInterval& when) {
  const auto from = later(tenure.from, when.from), to = earlier(tenure.to, when.to);
  if (!from || !to) return 1000000;
  return (*to - *from).count();
}

// Titles that tell a king from a president where both are heads of state: each row is one kind.
constexpr std::array<std::array<std::string_view, 8>, 2> kStrict = {{
    {"president", "chairman", "", "", "", "", "", ""},
    {"king", "queen", "emperor", "sultan", "emir", "monarch", "grand", "prince"},
}};

std::uint64_t first_bytes(std::string_view text) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return out;
}

bool holds_word(std::string_view key, std::string_view word) {
  for (std::size_t at = key.find(word); at != std::string_view::npos; at = key.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

std::span<const std::string_view> Actors::roles() { return kRoles; }

std::size_t Offices::weight(std::string_view role) {
  return static_cast<std::size_t>(std::find(kRoles.begin(), kRoles.end(), role) - kRoles.begin());
}

Result<Done> Offices::read(const std::filesystem::path& file, const Persons& persons) {
  enum { kPerson, kOffice, kRole, kOf, kToward, kFrom, kTo, kEnd, kSource, kColumns };
  Result<Table> table = Table::open(file, kColumns);
  if (!table) return table.error();
  tenures_.reserve(tenures_.size() + table->rows());
  std::string_view known_role;  // the row before mostly has the same
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto field = [&](std::size_t column) { return table->field(row, column); };
    const auto person = persons.by_id(field(kPerson));
    if (!person) return table->malformed(row, "no such person: " + std::string(field(kPerson)));
    const std::string_view role = field(kRole);
    if (role != known_role && weight(role) == kRoles.size()) {
      return table->malformed(row, "no such role: " + std::string(role));
    }
    known_role = role;
    DaysTold from, to;
    if (!read_days(field(kFrom), from) || !read_days(field(kTo), to)) {
      return table->malformed(row, "expected days as 2016, 2016-05 or 2016-05-31");
    }
    const bool known = field(kEnd) != "~";
    tenures_.push_back({*person, field(kOffice), role, field(kOf), field(kToward), from.first, to.last, from.exact,
                        to.exact && known, known, field(kSource)});
  }
  tables_.push_back(std::move(*table));
  return Done{};
}

Result<Done> Offices::read_titles(const std::filesystem::path& file) {
  Result<Table> titles = Table::open(file, 3);
  if (!titles) return titles.error();
  for (std::size_t row = 0; row < titles->rows(); ++row) {
    if (weight(titles->field(row, 2)) == kRoles.size()) return titles->malformed(row, "no such role");
    for (const std::string_view title : list_of(titles->field(row, 0))) {
      titles_.push_back({key_of(title), titles->field(row, 1), titles->field(row, 2)});
    }
  }
  std::stable_sort(titles_.begin(), titles_.end(), [](const Title& a, const Title& b) { return a.key < b.key; });
  tables_.push_back(std::move(*titles));
  return Done{};
}

void Offices::sort() {
  std::stable_sort(tenures_.begin(), tenures_.end(), [](const Tenure& a, const Tenure& b) {
    return std::tie(a.person, a.from, a.office) < std::tie(b.person, b.from, b.office);
  });
  // The first bytes of what is compared, as a number, decide most comparisons.
  struct Place {
    std::uint64_t of;
    std::uint32_t tenure;
  };
  std::vector<Place> places;
  places.reserve(tenures_.size());
  for (std::uint32_t i = 0; i < tenures_.size(); ++i) places.push_back({first_bytes(tenures_[i].of), i});
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    if (a.of != b.of) return a.of < b.of;
    const Tenure &x = tenures_[a.tenure], &y = tenures_[b.tenure];
    return std::tie(x.of, x.role, x.from, a.tenure) < std::tie(y.of, y.role, y.from, b.tenure);
  });
  by_office_.clear();
  by_office_.reserve(places.size());
  for (const Place& place : places) by_office_.push_back(place.tenure);
}

Result<Offices> Offices::open(const std::filesystem::path& folder, const Persons& persons,
                              const std::filesystem::path& titles, const std::filesystem::path& own) {
  Offices offices;
  for (const std::string_view file : {"offices.tsv", "offices_more.tsv"}) {
    if (auto done = offices.read(folder / file, persons); !done) return done.error();
  }
  std::error_code failed;
  if (!own.empty() && std::filesystem::exists(own / "offices.tsv", failed)) {
    if (auto done = offices.read(own / "offices.tsv", persons); !done) return done.error();
  }
  if (auto done = offices.read_titles(titles); !done) return done.error();
  offices.sort();
  return offices;
}

std::vector<const Tenure*> Offices::of_person(PersonIndex person) const {
  std::vector<const Tenure*> out;
  auto at = std::lower_bound(tenures_.begin(), tenures_.end(), person,
                             [](const Tenure& tenure, PersonIndex wanted) { return tenure.person < wanted; });
  for (; at != tenures_.end() && at->person == person; ++at) out.push_back(&*at);
  return out;
}

std::vector<const Tenure*> Offices::exact_holders(std::string_view role, std::string_view of,
                                                  const TimeInterval& when) const {
  std::vector<const Tenure*> out;
  const auto less = [&](std::uint32_t index, const std::pair<std::string_view, std::string_view>& wanted) {
    return std::tie(tenures_[index].of, tenures_[index].role) < std::tie(wanted.first, wanted.second);
  };
  auto at = std::lower_bound(by_office_.begin(), by_office_.end(), std::pair{of, role}, less);
  for (; at != by_office_.end() && tenures_[*at].of == of && tenures_[*at].role == role; ++at) {
    if (tenures_[*at].overlaps(when)) out.push_back(&tenures_[*at]);
  }
  std::stable_sort(out.begin(), out.end(), [&](const Tenure* a, const Tenure* b) {
    if (a->to_known != b->to_known) return a->to_known;
    return shared_days(*a, when) > shared_days(*b, when);
  });
  return out;
}

// A state that never had a head of government beside the head of state has both in one.
std::vector<const Tenure*> Offices::holders(std::string_view role, std::string_view of,
                                            const TimeInterval& when) const {
  std::vector<const Tenure*> out = exact_holders(role, of, when);
  if (role == "head of government" && exact_holders(role, of, {}).empty())
    out = exact_holders("head of state", of, when);
  if (out.empty() && role == "foreign minister") out = exact_holders("foreign policy chief", of, when);
  return out;
}

std::vector<const Tenure*> Offices::holders_by_title(std::string_view title, std::string_view of,
                                                     const TimeInterval& when) const {
  const std::string key = key_of(title);
  for (const std::string_view role : roles_of_title(title, of)) {
    std::vector<const Tenure*> all = holders(role, of, when);
    for (const auto& kind : kStrict) {
      const bool asked = std::any_of(kind.begin(), kind.end(), [&](auto word) { return !word.empty() && key == word; });
      if (!asked) continue;
      std::erase_if(all, [&](const Tenure* tenure) {
        const std::string office = key_of(tenure->office);
        return std::none_of(kind.begin(), kind.end(),
                            [&](auto word) { return !word.empty() && holds_word(office, word); });
      });
    }
    if (!all.empty()) return all;
  }
  return {};
}

std::vector<std::string_view> Offices::roles_of_title(std::string_view title, std::string_view iso3) const {
  const std::string key = key_of(title);
  std::vector<std::string_view> own, any;
  auto at = std::lower_bound(titles_.begin(), titles_.end(), key,
                             [](const Title& row, const std::string& wanted) { return row.key < wanted; });
  for (; at != titles_.end() && at->key == key; ++at) {
    if (at->country.empty()) any.push_back(at->role);
    if (!iso3.empty() && at->country == iso3) own.push_back(at->role);
  }
  return own.empty() ? any : own;
}

}  // namespace annals::lexicon
