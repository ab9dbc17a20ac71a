#include "link/late_sourcing.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "link/archive.h"
#include "link/chains.h"
#include "link/outlets.h"
#include "link/sourcing_ledger.h"
#include "link/statements.h"
#include "link/supports.h"

namespace annals::link {
namespace {

using Numbers = std::set<std::uint32_t>;

// The documents of a ledger, as sourcing looks at them. What was asked once is remembered.
class PressOfLedger : public Press {
 public:
  PressOfLedger(Ledger& ledger, Holdings& holdings, Findings& findings)
      : ledger_(ledger), holdings_(holdings), findings_(findings) {}

  const CodedDocument& document(std::uint32_t page) override { return holdings_.document(page); }
  Days published(std::uint32_t page) override {
    return remember(days_, page, [&] { return days_of(findings_.published(page)); });
  }
  bool came_before(std::uint32_t a, std::uint32_t b) override {
    return holdings_.published(a) < holdings_.published(b);
  }
  bool is_wire(std::uint32_t page) override {
    return remember(wires_, page, [&] { return link::is_wire(article(page)); });
  }
  const std::vector<Copy>& copies(std::uint32_t page) override { return findings_.copies(page); }
  const std::string& root_of_copies(std::uint32_t page) override { return findings_.root_of_copies(page); }
  std::optional<std::uint32_t> find(const std::string& id) override { return findings_.find(id); }
  const std::vector<std::uint64_t>& clusters(std::uint32_t page) override { return findings_.clusters(page); }
  std::vector<ToldIn> told(std::uint32_t page) override { return findings_.told(page); }
  bool is_outlet(Hash key) override {
    return remember(outlets_, key, [&] {
      bool any = false;
      const Key from = outlet_key(key);
      ledger_.walk(from, from.end(), Ledger::Way::up, [&](std::string_view, std::string_view) {
        any = true;
        return false;
      });
      return any;
    });
  }
  std::string agency(Hash key) override {
    return remember(agencies_, key, [&] { return ledger_.get(agency_key(key)).value_or(""); });
  }
  std::vector<std::uint32_t> latest_of(Hash outlet, Day from, Day to, std::size_t most) override {
    return remember(latest_, std::tuple(outlet, from, to, most), [&] {
      std::vector<std::uint32_t> out;
      const auto take = [&](std::string_view, std::string_view value) {
        out.push_back(unpack_number(value));
        return out.size() < most;
      };
      ledger_.walk(outlet_key(outlet, from), outlet_key(outlet, to + 1), Ledger::Way::down, take);
      return out;
    });
  }

  // Others may have been filed since.
  void forget_names() {
    outlets_.clear();
    latest_.clear();
    agencies_.clear();
  }

 private:
  template <typename Map, typename Ask>
  static typename Map::mapped_type remember(Map& known, typename Map::key_type key, Ask ask) {
    const auto at = known.find(key);
    return at != known.end() ? at->second : known.emplace(key, ask()).first->second;
  }

  Ledger& ledger_;
  Holdings& holdings_;
  Findings& findings_;
  std::unordered_map<std::uint32_t, Days> days_;  // these are looked up only: their order goes nowhere
  std::unordered_map<std::uint32_t, bool> wires_;
  std::unordered_map<Hash, bool> outlets_;
  std::unordered_map<Hash, std::string> agencies_;
  std::map<std::tuple<Hash, Day, Day, std::size_t>, std::vector<std::uint32_t>> latest_;
};

// One portion of late documents on its way into the ledger.
class Portion : public Chained {
 public:
  Portion(Ledger& ledger, Holdings& holdings, Findings& findings)
      : ledger_(ledger), holdings_(holdings), press_(ledger, holdings, findings) {}

  std::optional<std::vector<std::uint32_t>> add(std::span<const std::uint32_t> fresh,
                                                std::span<const std::uint32_t> touched) {
    fresh_.insert(fresh.begin(), fresh.end());
    changed_ = fresh_;
    changed_.insert(touched.begin(), touched.end());
    for (const std::uint32_t page : changed_) file(page);
    if (!look_at_those_that_hang_on_them()) return std::nullopt;
    for (const std::uint32_t page : looked_at_) find_supports(page);
    if (!find_statements_again() || !find_roots()) return std::nullopt;
    return write();
  }

  // --- Chained ---
  std::vector<Support>& of(std::uint32_t page) override { return now(page).shown.of; }
  std::vector<std::string>& roots(std::uint32_t page) override { return now(page).shown.roots; }
  const std::string& own(std::uint32_t page) override { return now(page).shown.own; }
  bool is_open(std::uint32_t page) override { return open_.contains(page); }

 private:
  struct Page {
    FiledPage before, now;
    std::string packed;  // as it was held; empty: not at all
  };

  Page& page_of(std::uint32_t page) {
    const auto [at, unknown] = pages_.try_emplace(page);
    if (!unknown) return at->second;
    if (auto held = ledger_.get(filed_key(page))) {
      at->second.before = unpack(*held, id(page));
      at->second.packed = std::move(*held);
    }
    at->second.now = at->second.before;
    return at->second;
  }
  FiledPage& now(std::uint32_t page) { return page_of(page).now; }
  const FiledPage& before(std::uint32_t page) { return page_of(page).before; }
  const std::string& id(std::uint32_t page) { return holdings_.published(page).id; }
  bool is_fresh(std::uint32_t page) const { return fresh_.contains(page); }

  void walk(std::string_view from, std::string_view to, const Ledger::Take& take) {
    ledger_.walk(from, to, Ledger::Way::up, take);
  }

  // --- filing ---

  // Under the names and the day of now.
  void file(std::uint32_t page) {
    Page& one = page_of(page);
    const CodedDocument& document = holdings_.document(page);
    const Day then = one.before.day, day = one.now.day = filing_day(press_.published(page));
    const std::vector<Hash> names = names_of(document);
    if (is_fresh(page) || then != day) {
      const bool wire = press_.is_wire(page);
      for (const Hash name : names) {
        if (is_fresh(page) && !press_.is_outlet(name)) new_names_.insert(name);
        if (!is_fresh(page)) ledger_.erase(outlet_key(name, then, wire, holdings_.published(page)));
        ledger_.put(outlet_key(name, day, wire, holdings_.published(page)), pack_number(page));
      }
      if (!is_fresh(page)) {
        for (const Hash source : credited_by(document)) ledger_.erase(credit_key(source, then, page));
      }
    }
    if (is_fresh(page)) file_agency(document.article.agency.value);
    for (const Hash name : names) {
      windows_.push_back({name, day, page});
      if (!is_fresh(page) && then != day) windows_.push_back({name, then, page, true});
    }
    for (const Copy& copy : press_.copies(page)) {
      if (copy.similarity < kCopied) continue;
      if (const auto other = press_.find(copy.document)) ledger_.put(child_key(*other, page), {});
    }
  }

  void file_agency(const std::string& name) {
    if (name.empty()) return;
    const Hash key = hash_of(source_key(name));
    const auto known = ledger_.get(agency_key(key));
    if (known && *known <= name) return;
    ledger_.put(agency_key(key), name);
    new_agencies_.insert(key);
  }

  // --- who hangs on them ---

  bool look_at_those_that_hang_on_them() {
    press_.forget_names();
    looked_at_ = changed_;
    const auto take_last = [&](std::string_view key, std::string_view) {
      looked_at_.insert(last_number(key));
      return true;
    };
    const auto take_value = [&](std::string_view, std::string_view value) {
      looked_at_.insert(unpack_number(value));
      return true;
    };
    for (const std::uint32_t page : changed_) {
      if (!is_fresh(page)) walk(child_key(page), child_key(page).end(), take_last);
    }
    for (const std::set<Hash>* keys : {&new_names_, &new_agencies_}) {
      for (const Hash key : *keys) walk(credit_key(key), credit_key(key).end(), take_last);
    }
    for (const Hash key : new_agencies_) walk(outlet_key(key), outlet_key(key).end(), take_value);
    for (const Window& window : windows_) look_at_those_that_credit(window);
    return !too_many(looked_at_.size());
  }

  // Pages that credit the outlet of this one: where it is the one that they mean, or was, or would be now.
  struct Window {
    Hash name = 0;
    Day day = 0;
    std::uint32_t page = 0;
    bool left = false;  // its day is another now
  };
  void look_at_those_that_credit(const Window& window) {
    if (window.day == kPast) return;
    std::vector<std::pair<std::uint32_t, Sought>> all;
    walk(credit_key(window.name, window.day), credit_key(window.name, window.day + kSameNews + 1),
         [&](std::string_view key, std::string_view value) {
           if (const auto sought = unpack_sought(value)) all.push_back({last_number(key), *sought});
           return true;
         });
    for (const auto& [page, sought] : all) {
      if (!looked_at_.contains(page) && may_mean_another(page, sought, window)) looked_at_.insert(page);
    }
  }
  bool may_mean_another(std::uint32_t page, const Sought& sought, const Window& window) {
    if (sought.page == window.page) return true;
    const std::vector<std::uint32_t> all = supports_.candidates(window.name, page);
    if (window.left && all.size() == kCandidates) return true;  // one may have come in its place
    const auto among = [&](std::uint32_t one) { return std::ranges::find(all, one) != all.end(); };
    if (sought.page != kNone && !among(sought.page)) return true;
    return among(window.page) && supports_.is_nearer(window.page, page, sought);
  }

  static std::uint32_t last_number(std::string_view key) {
    if (key.size() < 5) return 0;                  // none of ours
    KeyReader reader(key.substr(key.size() - 5));  // the byte before the number stands for the letter
    return reader.u32();
  }
  bool too_many(std::size_t count) {
    if (count <= kFew) return false;
    std::uint32_t held = 0;
    ledger_.walk(filed_key(0), Key('w').end(), Ledger::Way::down, [&](std::string_view key, std::string_view) {
      held = last_number(key);
      return false;
    });
    return count > held / kMostOf;
  }

  // --- what they rest on ---

  void find_supports(std::uint32_t page) {
    FiledPage& filed = now(page);
    const FiledPage& then = before(page);
    std::vector<Support> of = supports_.of(page);
    file_sought(page, supports_.sought());
    filed.shown.own = own_name(press_, page);
    filed.left = of.empty();
    for (const Support& one : of) {
      if (one.parent != kNone) ledger_.put(child_key(one.parent, page), {});
    }
    // What is as it was keeps its roots, and the statement it rests on, until those are looked at.
    const bool rests_as_it_did = filed.left && then.left;
    const bool same = new_agencies_.empty() && same_but_for_roots(of, then.shown.of);
    if (!rests_as_it_did && !same) filed.shown.of = std::move(of);
    if (changed_.contains(page) || filed.left != then.left) file_marks(page);
  }

  static bool same_but_for_roots(const std::vector<Support>& now, const std::vector<Support>& then) {
    return std::ranges::equal(now, then, [](const Support& a, const Support& b) {
      const Origin &x = a.origin, &y = b.origin;
      return a.parent == b.parent && a.main == b.main && a.sentence == b.sentence && x.source == y.source &&
             x.kind == y.kind && x.why == y.why && x.spans == y.spans && (x.root.empty() || x.root == y.root);
    });
  }

  void file_sought(std::uint32_t page, const std::vector<Sought>& all) {
    for (const Hash source : credited_by(holdings_.document(page))) {
      const auto sought = std::ranges::find(all, source, &Sought::outlet);
      ledger_.put(credit_key(source, now(page).day, page), sought == all.end() ? std::string() : pack(*sought));
    }
  }

  void file_marks(std::uint32_t page) {
    const FiledPage &then = before(page), &filed = now(page);
    if (!then.left && !filed.left) return;
    if (then.group) moved_.insert(page);
    const bool was = then.left && then.day != kPast, is = filed.left && filed.day != kPast;
    const bool stays = was && is && then.day == filed.day;
    if (was && !stays) ledger_.erase(marks_key(then.day, page));
    if (!is) return;
    Marks marks = marks_of(holdings_.document(page));
    if (!stays && !marks.empty()) ledger_.put(marks_key(filed.day, page), pack(marks));
    if (stays) marks.runs.clear();  // whose words it quotes was known: it may have come into other events, no more
    if (marks.empty()) return;
    moved_.insert(page);
    marked_.push_back({page, filed.day, std::move(marks)});
  }

  // --- statements ---

  struct Marked {
    std::uint32_t page = 0;
    Day day = 0;
    Marks marks;
  };

  bool find_statements_again() {
    Numbers group;
    for (const std::uint32_t page : moved_) add_with_group(page, group);
    for (const std::uint32_t page : near_marked()) add_with_group(page, group);
    if (too_many(group.size())) return false;
    std::vector<std::uint32_t> left;
    for (const std::uint32_t page : group) {
      FiledPage& filed = now(page);
      if (const auto then = before(page).group) ledger_.erase(group_key(*then, page));
      filed.group.reset();
      if (!filed.left) continue;
      filed.shown.of.clear();
      left.push_back(page);
    }
    for (const Resting& one : find_statements(press_, std::move(left))) {
      FiledPage& filed = now(one.page);
      filed.group = one.group;
      ledger_.put(group_key(one.group, one.page), {});
      if (!one.speaker.empty()) filed.shown.of.push_back(statement_of(press_.article(one.page), one));
    }
    rejoined_ = std::move(group);
    return true;
  }

  void add_with_group(std::uint32_t page, Numbers& to) {
    to.insert(page);
    const auto group = before(page).group;
    if (!group || !groups_seen_.insert(*group).second) return;
    walk(group_key(*group), group_key(*group).end(), [&](std::string_view key, std::string_view) {
      to.insert(last_number(key));
      return true;
    });
  }

  // Those that may have a statement with one of the marked.
  Numbers near_marked() {
    std::multimap<std::uint32_t, const Marked*> by_run, by_speaker;
    std::map<Day, Day> windows;  // by first day: the last
    for (const Marked& one : marked_) {
      for (const std::uint32_t run : one.marks.runs) by_run.emplace(run, &one);
      for (const std::uint32_t who : one.marks.speakers) by_speaker.emplace(who, &one);
      windows[one.day - kSameWords] = one.day + kSameWords;
    }
    Numbers out;
    std::set<std::pair<std::uint32_t, std::uint32_t>> heard;  // with whom of the marked
    Day done = kPast;
    for (const auto& [from, to] : windows) {
      walk(marks_key(std::max(from, done)), marks_key(to + 1), [&](std::string_view key, std::string_view value) {
        KeyReader reader(key);
        const Day day = reader.day();
        const std::uint32_t page = reader.u32();
        const Marks marks = unpack_marks(value);
        meet(marks.runs, by_run, day, kSameWords, [&](const Marked&) { out.insert(page); });
        meet(marks.speakers, by_speaker, day, kSameSpeaker, [&](const Marked& one) { heard.insert({page, one.page}); });
        return true;
      });
      done = to + 1;
    }
    for (const auto& [page, marked] : heard) {
      if (shared(press_.clusters(page), press_.clusters(marked)) > 0) out.insert(page);
    }
    return out;
  }
  template <typename Each>
  static void meet(const std::vector<std::uint32_t>& marks, const std::multimap<std::uint32_t, const Marked*>& marked,
                   Day day, Day most, Each each) {
    for (const std::uint32_t mark : marks) {
      for (auto [at, end] = marked.equal_range(mark); at != end; ++at) {
        if (std::abs(at->second->day - day) <= most) each(*at->second);
      }
    }
  }

  // --- roots ---

  // Of those that rest on something else than they did, and all that rest on them.
  bool find_roots() {
    std::vector<std::uint32_t> way;
    const auto open = [&](std::uint32_t page) {
      if (open_.insert(page).second) way.push_back(page);
    };
    for (const Numbers* all : {&looked_at_, &rejoined_}) {
      for (const std::uint32_t page : *all) {
        const Shown &then = before(page).shown, &shown = now(page).shown;
        const bool moved = before(page).day != now(page).day;  // of a ring, the earliest is the root
        if (is_fresh(page) || moved || !new_agencies_.empty() || pack(shown, id(page)) != pack(then, id(page)))
          open(page);
      }
    }
    for (std::size_t at = 0; at < way.size(); ++at) {
      const std::uint32_t parent = way[at];
      const Key from = child_key(parent);
      Numbers children;
      walk(from, from.end(), [&](std::string_view key, std::string_view) {
        children.insert(last_number(key));
        return true;
      });
      for (const std::uint32_t page : children) {  // or copies of it that have it from elsewhere
        if (!open_.contains(page) && std::ranges::count(of(page), parent, &Support::parent) > 0) open(page);
      }
      if (too_many(way.size())) return false;
    }
    // What the page itself names as the root of its source is found again with what it rests on.
    std::sort(way.begin(), way.end());
    lead_to_roots(press_, *this, way);
    return true;
  }

  // --- the outcome ---

  std::vector<std::uint32_t> write() {
    std::vector<std::uint32_t> out;
    for (auto& [page, one] : pages_) {
      std::string packed = pack(one.now, id(page));
      if (packed == one.packed) continue;
      ledger_.put(filed_key(page), packed);
      if (is_fresh(page) || pack(one.now.shown, id(page)) != pack(one.before.shown, id(page))) out.push_back(page);
    }
    return out;
  }

  static constexpr std::size_t kFew = 1000;  // are never too many
  static constexpr std::size_t kMostOf = 2;  // of all documents half: linking the whole costs no more

  Ledger& ledger_;
  Holdings& holdings_;
  PressOfLedger press_;
  Supports supports_{press_};
  Numbers fresh_, changed_, looked_at_, moved_, rejoined_, open_;
  std::set<std::uint32_t> groups_seen_;
  std::set<Hash> new_names_, new_agencies_;
  std::vector<Window> windows_;
  std::vector<Marked> marked_;
  std::map<std::uint32_t, Page> pages_;
};

// Entries of one kind, put in the order of their keys.
using Entries = std::vector<std::pair<std::string, std::string>>;
void put_sorted(Ledger& ledger, Entries entries) {
  std::sort(entries.begin(), entries.end());
  for (const auto& [key, value] : entries) ledger.put(key, value);
}

// Files a whole archive, kind by kind, so that no more than one lies in memory.
class Builder {
 public:
  Builder(Ledger& ledger, Holdings& holdings, const Archive& archive, std::span<const std::uint32_t> numbers)
      : ledger_(ledger), holdings_(holdings), archive_(archive), numbers_(numbers) {
    for (std::uint32_t page = 0; page < archive.documents.size(); ++page) {
      days_.push_back(filing_day(days_of(archive.published[page])));
    }
  }

  void build() {
    file_outlets();
    file_credits();
    file_marks();
    file_children();
    file_agencies();
    file_groups();
    file_pages();
  }

 private:
  const CodedDocument& document(std::uint32_t page) const { return *archive_.documents[page]; }
  std::uint32_t pages() const { return static_cast<std::uint32_t>(archive_.documents.size()); }
  const Sourcing& sourcing() const { return archive_.sourcing; }
  bool is_left(std::uint32_t page) const {
    const std::vector<Support>& all = sourcing().of[page];
    return all.empty() || all.front().origin.kind == "statement";
  }
  // Pages by what `before` says of two.
  template <typename Before>
  std::vector<std::uint32_t> sorted(Before before) const {
    std::vector<std::uint32_t> out(pages());
    std::iota(out.begin(), out.end(), 0U);
    std::sort(out.begin(), out.end(), before);
    return out;
  }

  Sought numbered(Sought sought) const {
    if (sought.page != kNone) sought.page = numbers_[sought.page];
    return sought;
  }

  void file_outlets() {
    Entries entries;
    for (std::uint32_t page = 0; page < pages(); ++page) {
      const bool wire = is_wire(document(page).article);
      const Published& published = holdings_.published(numbers_[page]);
      for (const Hash name : names_of(document(page))) {
        entries.emplace_back(outlet_key(name, days_[page], wire, published), pack_number(numbers_[page]));
      }
    }
    put_sorted(ledger_, std::move(entries));
  }
  void file_credits() {
    Entries entries;
    for (std::uint32_t page = 0; page < pages(); ++page) {
      const std::vector<Sought>& all = sourcing().sought[page];
      for (const Hash source : credited_by(document(page))) {
        const auto sought = std::ranges::find(all, source, &Sought::outlet);
        entries.emplace_back(credit_key(source, days_[page], numbers_[page]),
                             sought == all.end() ? std::string() : pack(numbered(*sought)));
      }
    }
    put_sorted(ledger_, std::move(entries));
  }
  void file_marks() {
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(days_[a], numbers_[a]) < std::tie(days_[b], numbers_[b]);
    };
    for (const std::uint32_t page : sorted(before)) {
      if (days_[page] == kPast || !is_left(page)) continue;
      const Marks marks = marks_of(document(page));
      if (!marks.empty()) ledger_.put(marks_key(days_[page], numbers_[page]), pack(marks));
    }
  }
  void file_children() {
    Entries entries;
    const auto add = [&](std::uint32_t parent, std::uint32_t page) {
      entries.emplace_back(child_key(numbers_[parent], numbers_[page]), std::string());
    };
    for (std::uint32_t page = 0; page < pages(); ++page) {
      for (const Support& one : sourcing().of[page]) {
        if (one.parent != kNone) add(one.parent, page);
      }
      for (const Copy& copy : archive_.copies.of[page]) {
        if (copy.similarity < kCopied) continue;
        if (const auto other = find_document(archive_, copy.document)) add(*other, page);
      }
    }
    put_sorted(ledger_, std::move(entries));
  }
  void file_agencies() {
    std::map<Hash, std::string> names;
    for (const CodedDocument* one : archive_.documents) {
      const std::string& name = one->article.agency.value;
      if (name.empty()) continue;
      std::string& known = names[hash_of(source_key(name))];
      if (known.empty() || name < known) known = name;
    }
    for (const auto& [key, name] : names) ledger_.put(agency_key(key), name);
  }
  std::optional<std::uint32_t> group_of(std::uint32_t page) const {
    const std::uint32_t group = sourcing().group[page];
    return group == kNone ? std::nullopt : std::optional(numbers_[group]);
  }
  void file_groups() {
    Entries entries;
    for (std::uint32_t page = 0; page < pages(); ++page) {
      if (const auto group = group_of(page)) entries.emplace_back(group_key(*group, numbers_[page]), std::string());
    }
    put_sorted(ledger_, std::move(entries));
  }
  void file_pages() {
    const auto before = [&](std::uint32_t a, std::uint32_t b) { return numbers_[a] < numbers_[b]; };
    for (const std::uint32_t page : sorted(before)) {
      FiledPage filed;
      filed.shown = {sourcing().of[page], sourcing().roots[page], sourcing().own[page]};
      for (Support& one : filed.shown.of) {
        if (one.parent != kNone) one.parent = numbers_[one.parent];
      }
      filed.day = days_[page];
      filed.left = is_left(page);
      filed.group = group_of(page);
      ledger_.put(filed_key(numbers_[page]), pack(filed, document(page).article.id));
    }
  }

  Ledger& ledger_;
  Holdings& holdings_;
  const Archive& archive_;
  std::span<const std::uint32_t> numbers_;
  std::vector<Day> days_;  // by place in the archive
};

}  // namespace

void LateSourcing::build(Ledger& ledger, Holdings& holdings, const Archive& archive,
                         std::span<const std::uint32_t> numbers) {
  Builder(ledger, holdings, archive, numbers).build();
}

std::optional<std::vector<std::uint32_t>> LateSourcing::add(std::span<const std::uint32_t> fresh,
                                                            std::span<const std::uint32_t> touched) {
  return Portion(ledger_, holdings_, findings_).add(fresh, touched);
}

Shown LateSourcing::shown(std::uint32_t number) {
  const auto held = ledger_.get(filed_key(number));
  return held ? unpack(*held, holdings_.published(number).id).shown : Shown{};
}

std::vector<Support> LateSourcing::of(std::uint32_t number) {
  std::vector<Support> out = shown(number).of;
  for (Support& one : out) {
    if (one.parent != kNone) one.origin.from = holdings_.published(one.parent).id;
  }
  return out;
}

std::vector<std::string> LateSourcing::roots(std::uint32_t number) { return shown(number).roots; }

std::string LateSourcing::own(std::uint32_t number) { return shown(number).own; }

}  // namespace annals::link
