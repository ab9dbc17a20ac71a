#include "lexicon/import.h"

#include <algorithm>
#include <array>

#include "base/calendar.h"
#include "base/text.h"
#include "base/utf8.h"
#include "lexicon/names.h"
#include "lexicon/petrarch_state.h"

namespace annals::lexicon {
namespace {

constexpr double kSameName = 0.92;  // of PersonMatch::fit

std::string row_of(std::initializer_list<std::string_view> fields) {
  std::string out;
  for (const std::string_view& field : fields) {
    if (&field != fields.begin()) out += '\t';
    for (const char c : field) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = base::is_lower_ascii(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string day_text(const std::optional<sys_days>& day) { return day ? base::to_iso(*day) : std::string(); }

std::string list_text(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "; ") + name;
  return out;
}

// The person whom the base has by the name, with an office of the state.
std::optional<PersonIndex> known_person(const Actors& known, std::string_view name, std::string_view country) {
  if (name.find(' ') == std::string_view::npos) return std::nullopt;
  for (const PersonMatch& match : known.persons_named(name)) {
    if (match.fit < kSameName) continue;
    const auto tenures = known.tenures(match.person);
    const auto there = [&](const Tenure* tenure) { return tenure->of == country; };
    if (std::any_of(tenures.begin(), tenures.end(), there)) return match.person;
  }
  return std::nullopt;
}

// ---- dictionaries of actors

struct Entry {
  std::size_t line = 0;
  std::vector<std::string> names;
  std::vector<std::pair<DatedCode, CodeSense>> codes;
};

// "MINAS_TIRITH" is "Minas Tirith"; what has small letters is left as it is written.
std::string written(std::string_view name) {
  constexpr auto kSmall = std::to_array<std::string_view>({"of", "the", "and", "for", "in", "on", "de", "la", "bin"});
  std::string plain(name);
  std::replace(plain.begin(), plain.end(), '_', ' ');
  plain = base::fold_spaces(plain);
  if (std::any_of(plain.begin(), plain.end(), base::is_lower_ascii)) return plain;
  const auto words = base::split_words(plain);
  if (words.size() == 1 && plain.size() <= 3) return plain;
  std::string out;
  for (const std::string_view word : words) {
    const std::string low = base::to_lower(word);
    const bool small = !out.empty() && std::find(kSmall.begin(), kSmall.end(), low) != kSmall.end();
    const bool letters = word.find('.') != std::string_view::npos;  // "U.S."
    if (!out.empty()) out += ' ';
    bool begins = !small;
    for (std::size_t at = 0; at < word.size();) {
      const std::size_t first = at;
      base::next_code_point(word, at);
      const std::string_view character = word.substr(first, at - first);
      out += letters || begins ? std::string(character) : base::to_lower(character);
      begins = character == "-";
    }
  }
  return out;
}

std::string_view kind_of(std::string_view sector) {
  constexpr auto kKinds = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"IGO", "body"}, {"NGO", "body"}, {"BUS", "company"}, {"MED", "outlet"}, {"CVL", "people"}});
  for (const auto& [each, kind] : kKinds) {
    if (each == sector) return kind;
  }
  return "group";
}

class PhoenixReader {
 public:
  PhoenixReader(const std::string& path, const Actors& known, const Sectors& sectors)
      : path_(path), known_(known), sectors_(sectors) {}

  Imported run(std::string_view text) {
    PetrarchLines lines(text);
    std::string_view line;
    std::uint32_t number = 0;
    while (lines.next(line, number)) {
      if (line.find("---STOP---") != std::string_view::npos) break;
      read(number, base::trim(line));
    }
    close();
    return std::move(out_);
  }

 private:
  void refuse(std::size_t line, const std::string& why) {
    out_.refused.push_back(path_ + ':' + std::to_string(line) + ": " + why);
  }

  void read(std::size_t number, std::string_view text) {
    const std::size_t codes = std::min(text.find('['), text.size());
    std::string_view name = base::trim(text.substr(0, std::min(codes, text.find(';'))));
    if (!name.empty() && name.front() == '+') {
      name = base::trim(name.substr(1));
      if (entry_.names.empty()) return refuse(number, "expected an actor before a further name of his");
    } else if (!name.empty()) {
      close();
      entry_.line = number;
    }
    if (!name.empty()) {
      std::string shown = written(name);
      if (key_of(shown).empty()) return refuse(number, "expected a name, found \"" + std::string(name) + '"');
      entry_.names.push_back(std::move(shown));
    }
    for (auto part = bracketed(text.substr(codes)); part; part = bracketed(part->after)) add_code(number, part->inside);
  }

  void add_code(std::size_t number, std::string_view inside) {
    if (entry_.names.empty()) return refuse(number, "expected an actor before a code");
    DatedCode code;
    if (const std::string wrong = read_dated_code(inside, code); !wrong.empty()) return refuse(number, wrong);
    if (code.code.find('/') != std::string_view::npos) {
      return refuse(number, "expected one code, found several: \"" + std::string(code.code) + '"');
    }
    entry_.codes.emplace_back(code, sense_of_code(code.code, known_, sectors_));
  }

  // Whom the base has by one of the names, in the state of one of the codes.
  std::string_view known_id() const {
    for (const auto& [code, sense] : entry_.codes) {
      const bool whole_state = code.code.size() == 3 && known_.state(sense.country).has_value();
      for (const std::string& name : entry_.names) {
        for (const Sense& one : known_.named(name)) {
          const KnownActor& actor = known_.actor(one.actor);
          if (one.use > NameUse::alias || actor.country != sense.country) continue;
          if ((actor.kind == "country") == whole_state) return actor.id;
        }
        if (const auto person = known_person(known_, name, sense.country)) return known_.person(*person).id;
      }
    }
    return {};
  }

  // Days and a role under a state are a person's; rebels and firms have no days in these dictionaries.
  bool is_person() const {
    constexpr auto kRoles =
        std::to_array<std::string_view>({"GOV", "LEG", "JUD", "MIL", "OPP", "ELI", "SPY", "COP", "PTY"});
    if (entry_.names.front().find(' ') == std::string::npos) return false;
    return std::any_of(entry_.codes.begin(), entry_.codes.end(), [&](const auto& one) {
      const bool dated = one.first.from || one.first.to;
      return dated && std::find(kRoles.begin(), kRoles.end(), one.second.sector) != kRoles.end();
    });
  }

  void close() {
    Entry entry = std::move(entry_);
    entry_ = {};
    if (entry.names.empty()) return;
    if (entry.codes.empty()) return refuse(entry.line, "this actor has no code");
    std::swap(entry, entry_);
    write();
    entry_ = {};
  }

  void write() {
    ++out_.read;
    const std::string source = "dictionary " + path_;
    const std::string_view held = known_id();
    const std::string id = held.empty() ? own_id(entry_.names.front()) : std::string(held);
    const std::string& name = entry_.names.front();
    const std::string aliases = list_text(std::vector<std::string>(entry_.names.begin() + 1, entry_.names.end()));
    const bool person = held.empty() ? is_person() : known_.person_by_id(held).has_value();
    const auto state = held.empty() ? std::nullopt : known_.by_id(held);
    if (person) {
      out_.rows.persons.insert(row_of({id, name, name.substr(name.rfind(' ') + 1), aliases, source}));
    } else {
      const CodeSense& usual = entry_.codes.front().second;
      const std::string country = known_.state(usual.country) ? usual.country : std::string();
      out_.rows.added.insert(
          row_of({id, name, kind_of(usual.sector), country, usual.sector, "", "", "", "", aliases, source}));
    }
    if (state && known_.actor(*state).kind == "country") return;
    for (const auto& [code, sense] : entry_.codes) {
      const std::string letters = upper(code.code);
      out_.rows.standings.insert(
          row_of({id, sense.country, sense.sector, letters, day_text(code.from), day_text(code.to), source}));
    }
  }

  const std::string& path_;
  const Actors& known_;
  const Sectors& sectors_;
  Entry entry_;
  Imported out_;
};

// ---- tables of offices

// One line of a table with commas; quotes enclose a field that holds some.
std::optional<std::vector<std::string>> csv_fields(std::string_view line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
        out.back() += line[i++];
      } else {
        quoted = !quoted;
      }
    } else if (line[i] == ',' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += line[i];
    }
  }
  if (quoted) return std::nullopt;
  return out;
}

class OfficesReader {
 public:
  OfficesReader(const std::string& path, const Actors& known) : path_(path), known_(known) {}

  Imported run(std::string_view text) {
    constexpr auto kColumns =
        std::to_array<std::string_view>({"qid", "person", "office", "country", "from", "to", "source"});
    std::size_t number = 0;
    for (std::string_view line : base::split(text, '\n')) {
      ++number;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.empty()) continue;
      const auto fields = csv_fields(line);
      if (number == 1) {
        if (!fields || !std::equal(fields->begin(), fields->end(), kColumns.begin(), kColumns.end())) {
          refuse(1, "expected the columns qid,person,office,country,from,to,source");
          break;
        }
      } else if (!fields || fields->size() != kColumns.size()) {
        refuse(number, "expected 7 fields, found " + (fields ? std::to_string(fields->size()) : "an open quotation"));
      } else {
        read(number, *fields);
      }
    }
    return std::move(out_);
  }

 private:
  void refuse(std::size_t line, const std::string& why) {
    out_.refused.push_back(path_ + ':' + std::to_string(line) + ": " + why);
  }

  // "President" of "President of France"; a body is named behind the title.
  std::string title_of(std::string_view office, std::string_view country, std::string& of) const {
    std::string_view head = office;
    for (std::size_t at = office.find(" of "); at != std::string_view::npos; at = office.find(" of ", at + 1)) {
      std::string_view owner = office.substr(at + 4);
      if (owner.starts_with("the ")) owner.remove_prefix(4);
      for (const Sense& sense : known_.named(owner)) {
        const KnownActor& actor = known_.actor(sense.actor);
        const bool state = actor.kind == "country";
        if (sense.use > NameUse::alias || (country.empty() ? state : !state || actor.country != country)) continue;
        of = country.empty() ? actor.id : actor.country;
        head = office.substr(0, at);
        break;
      }
    }
    return std::string(head);
  }

  std::string_view role_of(const std::string& title, std::string_view of) const {
    const auto words = base::split_words(title);
    for (std::size_t first = 0; first < words.size(); ++first) {  // "Federal Minister of Foreign Affairs"
      std::string rest;
      for (std::size_t i = first; i < words.size(); ++i) (rest += rest.empty() ? "" : " ") += words[i];
      const auto roles = known_.roles_of_title(rest, of);
      const bool lesser = first > 0 && (base::fold(words[0]) == "deputy" || base::fold(words[0]) == "vice");
      if (!roles.empty())
        return lesser && roles.front() == "foreign minister" ? "deputy foreign minister"
               : lesser                                      ? "deputy minister"
                                                             : roles.front();
    }
    return base::fold(title).find("minister") != std::string::npos ? "minister" : "other";
  }

  void read(std::size_t number, const std::vector<std::string>& fields) {
    const std::string &qid = fields[0], &person = fields[1], &office = fields[2], &country = fields[3];
    if (person.empty() || office.empty()) return refuse(number, "expected a person and an office");
    if (!country.empty() && !known_.state(country)) return refuse(number, "no state has the code \"" + country + '"');
    DaysTold from, to;
    for (const auto& [text, days] : {std::pair{&fields[4], &from}, std::pair{&fields[5], &to}}) {
      if (!read_days(*text, *days)) return refuse(number, "expected a day as 2016-12-08, found \"" + *text + '"');
    }
    if (from.first && to.last && *to.last < *from.first) return refuse(number, "the office ends before it begins");
    std::string of = country;
    const std::string title = title_of(office, country, of);
    if (of.empty()) return refuse(number, "expected a state's code, or an office of a body that is known");
    const auto known = qid.empty() ? known_person(known_, person, of) : known_.person_by_id(qid);
    const std::string id = known ? std::string(known_.person(*known).id) : qid.empty() ? own_id(person) : qid;
    const std::string source = fields[6].empty() ? "table " + path_ : fields[6];
    const auto names = known ? known_.names_of_person(*known) : std::vector<std::string_view>();
    if (std::find(names.begin(), names.end(), person) == names.end()) {
      out_.rows.persons.insert(row_of({id, person, person.substr(person.rfind(' ') + 1), "", source}));
    }
    out_.rows.offices.insert(
        row_of({id, office, role_of(title, of), of, "", fields[4], fields[5], to.last ? "" : "~", source}));
    ++out_.read;
  }

  const std::string& path_;
  const Actors& known_;
  Imported out_;
};

}  // namespace

Result<Sectors> Sectors::open(const std::filesystem::path& file) {
  Result<Table> table = Table::open(file, 2);
  if (!table) return table.error();
  Sectors out;
  for (std::size_t row = 0; row < table->rows(); ++row) out.sectors_[table->field(row, 0)] = table->field(row, 1);
  out.tables_.push_back(std::move(*table));
  return out;
}

std::string_view Sectors::of(std::string_view letters) const {
  const auto found = sectors_.find(letters);
  return found == sectors_.end() ? std::string_view() : found->second;
}

CodeSense sense_of_code(std::string_view code, const Actors& known, const Sectors& sectors) {
  constexpr std::size_t kLetters = 3;
  const std::string letters = upper(code);
  CodeSense out;
  std::size_t at = 0;
  const std::string head = letters.substr(0, kLetters);
  if (head != "---" && (known.state(head) || sectors.of(head).empty())) {
    out.country = head;
    at = kLetters;
  } else if (head == "---") {
    at = kLetters;
  }
  for (; at + kLetters <= letters.size(); at += kLetters) {  // the last says most: "GOVMIL" is the army
    if (const std::string_view sector = sectors.of(letters.substr(at, kLetters)); !sector.empty()) out.sector = sector;
  }
  return out;
}

Imported import_phoenix(std::string_view text, const std::string& path, const Actors& known, const Sectors& sectors) {
  return PhoenixReader(path, known, sectors).run(text);
}

Imported import_offices_csv(std::string_view text, const std::string& path, const Actors& known) {
  return OfficesReader(path, known).run(text);
}

std::vector<std::string> import_formats() { return {"phoenix", "offices-csv"}; }

}  // namespace annals::lexicon
