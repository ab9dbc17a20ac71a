// Actors with the days of their codes, agents, issues and discards.
//
//   MINAS_TIRITH  [GON]            a name and its code; "_" joins what must touch, a blank lets words stand between
//   +CITY_OF_KINGS                 another name of the same actor
//       [GONGOV 950601-990815]     a code with its days, "<" up to, ">" from: YYMMDD or YYYYMMDD
#include <algorithm>

#include "base/calendar.h"
#include "base/text.h"
#include "lexicon/petrarch_state.h"

namespace annals::lexicon {

using base::trim;
using Line = Petrarch::Line;

bool PetrarchLines::raw(std::string_view& line) {
  if (rest_.empty()) return false;
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  line = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  ++number_;
  return true;
}

bool PetrarchLines::next(std::string_view& line, std::uint32_t& number) {
  while (raw(line)) {
    number = number_;
    if (in_comment_) {
      const std::size_t close = line.find("-->");
      in_comment_ = close == std::string_view::npos;
      continue;
    }
    if (line.starts_with("<!")) {
      in_comment_ = line.starts_with("<!--") && line.find("-->") == std::string_view::npos;
      continue;
    }
    if (const std::size_t open = line.find("<!--"); open != std::string_view::npos) {
      in_comment_ = line.find("-->", open) == std::string_view::npos;
      line = line.substr(0, open);
    }
    // A "#" between brackets is a code of TABARI ("[###]").
    const std::size_t bracket = line.find('[');
    std::size_t remark = line.find('#');
    if (bracket < remark && remark != std::string_view::npos) {
      const std::size_t close = line.find(']', bracket);
      if (close != std::string_view::npos && remark < close) remark = line.find('#', close);
    }
    line = line.substr(0, std::min(remark, line.size()));
    while (!line.empty() && base::is_space_ascii(line.back())) line.remove_suffix(1);
    if (!trim(line).empty()) return true;
  }
  return false;
}

std::optional<Bracketed> bracketed(std::string_view line) {
  const std::size_t open = line.find('[');
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = std::min(line.find(']', open), line.size());
  return Bracketed{line.substr(0, open), trim(line.substr(open + 1, close - open - 1)),
                   line.substr(std::min(close + 1, line.size()))};
}

std::vector<PhraseTable::Piece> phrase_pieces(WordTable& words, std::string_view phrase) {
  std::vector<PhraseTable::Piece> out;
  std::vector<std::string> parts;
  bool touches = false;
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = std::min(phrase.find_first_of(" \t_", begin), phrase.size());
    parts.clear();
    cut_part(phrase.substr(begin, end - begin), parts);
    for (const std::string& part : parts) {
      if (out.size() == kMostWords) return {};
      out.push_back({words.add(part), touches && !out.empty()});
      touches = true;
    }
    bool blank = false;
    for (begin = end; begin < phrase.size() && phrase.find_first_of(" \t_", begin) == begin; ++begin) {
      blank = blank || phrase[begin] != '_';
    }
    touches = !blank;
  }
  return out;
}

namespace {

// "950601", "19950601"
std::optional<sys_days> read_day(std::string_view digits) {
  if (digits.size() != 6 && digits.size() != 8) return std::nullopt;
  int number = 0;
  for (const char c : digits) {
    if (!base::is_digit(c)) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  int year = number / 10000;
  if (digits.size() == 6) year += year <= 30 ? 2000 : 1900;  // as PETRARCH reads two digits
  return base::make_day(year, static_cast<unsigned>(number / 100 % 100), static_cast<unsigned>(number % 100));
}

}  // namespace

std::string read_dated_code(std::string_view inside, DatedCode& out) {
  const std::size_t blank = std::min(inside.find_first_of(" \t<>"), inside.size());
  out.code = trim(inside.substr(0, blank));
  std::string_view days = trim(inside.substr(blank));
  if (out.code.empty()) return "expected a code between the brackets, found none";
  if (days.empty()) return {};
  const auto wrong = [&] { return "expected a day as YYMMDD or YYYYMMDD, found \"" + std::string(days) + '"'; };
  const bool until = days.front() == '<', since = days.front() == '>';
  if (until || since) {
    const auto day = read_day(trim(days.substr(1)));
    if (!day) return wrong();
    (until ? out.to : out.from) = *day;
    return {};
  }
  const std::size_t dash = std::min(days.find('-'), days.size());
  out.from = read_day(trim(days.substr(0, dash)));
  out.to = dash == days.size() ? std::nullopt : read_day(trim(days.substr(dash + 1)));
  if (!out.from || !out.to) return wrong();
  if (*out.to < *out.from) return "the days end before they begin: \"" + std::string(days) + '"';
  return {};
}

namespace {

class ActorReader {
 public:
  ActorReader(Petrarch::State& state, std::uint32_t file) : state_(state), file_(file) {}

  void run(std::string_view text) {
    PetrarchLines lines(text);
    std::string_view line;
    std::uint32_t number = 0;
    while (lines.next(line, number)) {
      if (line.find("---STOP---") != std::string_view::npos) break;
      read({file_, number}, trim(line));
    }
    close();
  }

 private:
  void read(Line line, std::string_view text) {
    const std::size_t codes = std::min(text.find('['), text.size());
    std::string_view name = trim(text.substr(0, std::min(codes, text.find(';'))));
    if (!name.empty() && name.front() != '+') {
      if (named_ && !coded_) {  // PETRARCH gives it the codes of the next entry, and so do we
        state_.problem(named_at_, "this actor has no code of its own; it takes those of the next one");
      } else {
        close();
      }
      named_ = true;
      named_at_ = line;
    } else if (!name.empty()) {
      name.remove_prefix(1);
    }
    if (!name.empty()) add_name(line, trim(name));
    for (auto part = bracketed(text.substr(codes)); part; part = bracketed(part->after)) add_code(line, part->inside);
  }

  void add_name(Line line, std::string_view name) {
    const auto pieces = phrase_pieces(state_.words, name);
    if (pieces.empty()) return state_.problem(line, "expected an actor's name, found \"" + std::string(name) + '"');
    const auto entry = static_cast<std::uint32_t>(state_.actor_entries.size());
    state_.actor_entries.emplace_back(static_cast<std::uint32_t>(state_.actor_sets.size()), name);
    state_.actors.add(pieces, entry);
    ++state_.size;
  }

  void add_code(Line line, std::string_view inside) {
    DatedCode code;
    if (const std::string wrong = read_dated_code(inside, code); !wrong.empty()) return state_.problem(line, wrong);
    state_.actor_codes.push_back(code);
    coded_ = true;
    ++state_.size;
  }

  void close() {
    if (named_ && !coded_) state_.problem(named_at_, "this actor has no code");
    if (named_ || coded_) {
      state_.actor_sets.emplace_back(first_, static_cast<std::uint32_t>(state_.actor_codes.size()) - first_);
    }
    first_ = static_cast<std::uint32_t>(state_.actor_codes.size());
    named_ = coded_ = false;
  }

  Petrarch::State& state_;
  const std::uint32_t file_;
  std::uint32_t first_ = static_cast<std::uint32_t>(state_.actor_codes.size());
  bool named_ = false, coded_ = false;
  Line named_at_;
};

// Of the last word: "ministry" -> "ministries".
std::string plural(std::string_view word) {
  const char last = word.empty() ? ' ' : word.back();
  if (last == 'Y' || last == 'y') return std::string(word.substr(0, word.size() - 1)) + (last == 'Y' ? "IES" : "ies");
  return std::string(word) + (last == 'S' || last == 's' ? "ES" : "S");
}

class AgentReader {
 public:
  AgentReader(Petrarch::State& state, std::uint32_t file) : state_(state), file_(file) {}

  void run(std::string_view text) {
    PetrarchLines lines(text);
    std::string_view line;
    std::uint32_t number = 0;
    while (lines.next(line, number)) read({file_, number}, trim(line));
  }

 private:
  // "!PERSON! = MAN, MEN, WOMAN"
  bool read_marker(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (text.front() != '!' || equals == std::string_view::npos) return false;
    const std::size_t end = text.find('!', 1);
    if (end == std::string_view::npos || end > equals) return false;
    std::vector<std::string> words;
    for (const std::string_view word : base::split(text.substr(equals + 1), ',')) {
      if (!trim(word).empty()) words.emplace_back(trim(word));
    }
    markers_[std::string(text.substr(1, end - 1))] = std::move(words);
    return true;
  }

  void read(Line line, std::string_view text) {
    if (read_marker(text)) return;
    const auto code = bracketed(text);
    if (!code) return state_.problem(line, "expected an agent's code in brackets, found none");
    if (code->inside.find('~') == std::string_view::npos || code->inside.size() < 2) {
      return state_.problem(line,
                            "expected a code with \"~\" for the actor's, found \"" + std::string(code->inside) + '"');
    }
    const auto number = static_cast<std::uint32_t>(state_.agent_codes.size());
    state_.agent_codes.push_back(code->inside);
    std::string_view name = trim(code->before);
    std::optional<std::string_view> plural_given;
    if (const std::size_t brace = name.find('{'); brace != std::string_view::npos) {
      const std::size_t close = name.find('}', brace);
      if (close == std::string_view::npos) return state_.problem(line, "expected \"}\", found the line's end");
      plural_given = trim(name.substr(brace + 1, close - brace - 1));
      name = trim(name.substr(0, brace));
    }
    if (name.find('!') != std::string_view::npos) return add_marked(line, name, number);
    while (name.ends_with('_')) name.remove_suffix(1);
    add(line, name, number);
    if (!plural_given) add(line, plural(name), number);
    if (plural_given && !plural_given->empty()) add(line, *plural_given, number);
  }

  void add_marked(Line line, std::string_view name, std::uint32_t number) {
    const std::size_t open = name.find('!');
    const std::size_t close = name.find('!', open + 1);
    const auto marker = close == std::string_view::npos
                            ? markers_.end()
                            : markers_.find(std::string(name.substr(open + 1, close - open - 1)));
    if (marker == markers_.end()) {
      return state_.problem(line, "expected a marker that was set before, found \"" + std::string(name) + '"');
    }
    for (const std::string& word : marker->second) {
      if (state_.size > kMostEntries) return;
      add(line, std::string(name.substr(0, open)) + word + std::string(name.substr(close + 1)), number);
    }
  }

  void add(Line line, std::string_view name, std::uint32_t number) {
    const auto pieces = phrase_pieces(state_.words, name);
    if (pieces.empty()) return state_.problem(line, "expected an agent's name, found \"" + std::string(name) + '"');
    state_.agents.add(pieces, number);
    ++state_.size;
  }

  Petrarch::State& state_;
  const std::uint32_t file_;
  std::unordered_map<std::string, std::vector<std::string>> markers_;  // asked by name, never walked
};

// "pre+n:school" -> "pre school", "pre-school", "pre schools", "pre-schools". Hyphens are cut, so both are one.
std::vector<std::string> issue_forms(std::string_view text) {
  std::vector<std::string> forms = {""};
  const std::string spaced = [&] {
    std::string out(text);
    std::replace(out.begin(), out.end(), '+', '_');
    return out;
  }();
  for (std::size_t begin = 0; begin < spaced.size();) {
    const std::size_t end = std::min(spaced.find_first_of(" _", begin), spaced.size());
    std::string word = spaced.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    std::vector<std::string> here;
    if (word.starts_with("n:")) {
      word.erase(0, 2);
      here = {word, plural(word)};
    } else if (word.starts_with("v:")) {
      word.erase(0, 2);
      const std::string stem = word.ends_with('e') ? word.substr(0, word.size() - 1) : word;
      here = {word, word + "s", stem + "ed", stem + "ing"};
    } else {
      here = {word};
    }
    std::vector<std::string> longer;
    for (const std::string& form : forms) {
      for (const std::string& more : here) {
        if (longer.size() < 64) longer.push_back(form.empty() ? more : form + '_' + more);
      }
    }
    forms = std::move(longer);
  }
  return forms;
}

}  // namespace

void read_petrarch_actors(Petrarch::State& state, std::uint32_t file, std::string_view text) {
  ActorReader(state, file).run(text);
}

void read_petrarch_agents(Petrarch::State& state, std::uint32_t file, std::string_view text) {
  AgentReader(state, file).run(text);
}

void read_petrarch_issues(Petrarch::State& state, std::uint32_t file, std::string_view text) {
  PetrarchLines lines(text);
  std::string_view line;
  std::uint32_t number = 0;
  std::unordered_map<std::string, std::uint32_t> numbers;  // asked by name, never walked
  while (lines.next(line, number)) {
    line = trim(line);
    if (line.front() == '<') continue;  // <ISSUE CATEGORY=...>, </ISSUE>
    std::string_view phrase = line;
    std::string code = "~";
    if (line.front() == '~') {
      phrase.remove_prefix(std::min(line.find_first_not_of('~'), line.size()));
    } else if (const auto found = bracketed(line); found && !found->inside.empty()) {
      phrase = found->before;
      code = std::string(found->inside);
    } else {
      state.problem({file, number}, "expected an issue's code in brackets, found none");
      continue;
    }
    const auto [at, fresh] = numbers.try_emplace(code, static_cast<std::uint32_t>(state.issue_codes.size()));
    if (fresh) state.issue_codes.push_back(code);
    for (const std::string& form : issue_forms(base::to_lower_ascii(trim(phrase)))) {
      const auto pieces = phrase_pieces(state.words, form);
      if (!pieces.empty()) state.issues.add(pieces, at->second);
      ++state.size;
    }
    if (state.size > kMostEntries) return;
  }
}

void read_petrarch_discards(Petrarch::State& state, std::uint32_t file, std::string_view text) {
  PetrarchLines lines(text);
  std::string_view line;
  std::uint32_t number = 0;
  while (lines.next(line, number)) {
    std::string phrase(trim(line));
    const bool story = phrase.front() == '+';
    if (story) phrase.erase(0, 1);
    std::replace(phrase.begin(), phrase.end(), ' ', '_');  // all of it must touch
    const auto pieces = phrase_pieces(state.words, phrase);
    if (pieces.empty()) {
      state.problem({file, number}, "expected a phrase, found \"" + phrase + '"');
      continue;
    }
    state.discards.add(pieces, static_cast<std::uint32_t>(state.discard_story.size()));
    state.discard_story.push_back(story);
    ++state.size;
  }
}

}  // namespace annals::lexicon
