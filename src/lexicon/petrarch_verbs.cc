// Synsets, verbs and their patterns.
//
//   &CURRENCY                      a synset; a "_" behind it or a member: no plural is made
//   +SWISS FRANCS
//
//   --- BREAK [1717] ---           a block: verbs of one meaning, the code of the verb alone, and their patterns
//   BREAK { BROKE BROKEN }         forms in braces; without them the regular ones are made
//   +BREAK_DOWN                    "+" stands before the word that is inflected; "WIRE_+TAP"
//   - + WAS * DEAD IN $ [224]      "*" the verb, "$" source, "+" target, "^" any noun phrase, "%" a coordination
//   - * {ARMS SHIPMENT} (TO BORDER) [154]     as PETRARCH 2 has it: a noun phrase, a prepositional phrase
#include <algorithm>

#include "base/text.h"
#include "lexicon/petrarch_state.h"

namespace annals::lexicon {
namespace {

using base::trim;
using Element = Petrarch::Element;
using Gap = Petrarch::Gap;
using Line = Petrarch::Line;
using Word = Petrarch::Word;

// "[025?]", "[080!]": PETRARCH's files mark doubtful codes so.
std::string_view plain_code(std::string_view code) {
  code = trim(code);
  while (!code.empty() && (code.back() == '?' || code.back() == '!')) code.remove_suffix(1);
  // "---": no event; "+++": TABARI's own
  if (code.empty()) return code;
  const char first = code.front();
  return base::is_alpha_ascii(first) || base::is_digit(first) || first == ':' ? code : std::string_view();
}

// A piece of a pattern: a word, a synset, a sign, or "*".
struct Item {
  std::string_view text;
  Gap gap = Gap::any;  // to the item before it
};

// Parts a pattern at blanks, underscores and brackets. False: more of them than a pattern may have.
bool cut_pattern(std::string_view text, std::vector<Item>& out) {
  int depth = 0;
  Gap gap = Gap::any;
  bool fresh = true;  // nothing stands between here and the last blank or bracket
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '{' || c == '}' || c == '(' || c == ')') {
      if (c == '{' || c == '(') ++depth;
      if (c == '}' || c == ')') depth = std::max(0, depth - 1);
      const bool opens = c == '{' || c == '(';
      gap = depth > (opens ? 1 : 0) ? Gap::near : Gap::any;
      fresh = true;
      ++at;
      continue;
    }
    if (c == '_') {
      if (!fresh) gap = Gap::none;
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \t_{}()", at), text.size());
    if (out.size() == kMostWords) return false;
    out.push_back({text.substr(at, end - at), gap});
    at = end;
    fresh = false;
    gap = Gap::any;
  }
  return true;
}

class VerbReader {
 public:
  VerbReader(Petrarch::State& state, std::uint32_t file) : state_(state), file_(file) {}

  void run(std::string_view text) {
    PetrarchLines lines(text);
    std::string_view line;
    std::uint32_t number = 0;
    while (lines.next(line, number)) {
      if (state_.size > kMostEntries) return;
      read({file_, number}, trim(line));
    }
  }

 private:
  void read(Line line, std::string_view text) {
    if (text.starts_with("---")) return open_block(line, text);
    switch (text.front()) {
      case '&':
        return open_synset(line, text);
      case '-':
        return add_pattern(line, text);
      case '~':
        return state_.problem(line, "transformations of PETRARCH 2 are not read");
      case '+':
        if (synset_) return add_member(line, text.substr(1));
        break;
      default:
        break;
    }
    add_verb(line, text);
  }

  // "--- DELAY  [120]  ---"
  void open_block(Line line, std::string_view text) {
    synset_.reset();
    const auto code = bracketed(text);
    block_code_ = code ? plain_code(code->inside) : std::string_view();
    std::string_view name = code ? code->before : text;
    while (!name.empty() && (name.front() == '-' || name.front() == ' ')) name.remove_prefix(1);
    while (!name.empty() && (name.back() == '-' || name.back() == ' ' || name.back() == '_')) name.remove_suffix(1);
    if (name.empty()) state_.problem(line, "expected a name of the verbs that follow, found none");
    state_.blocks.push_back({name, {}});
    position_ = 0;
    in_block_ = true;
  }

  std::uint32_t synset_number(std::string_view name) {
    while (name.ends_with('_')) name.remove_suffix(1);
    const auto [at, fresh] = state_.synset_numbers.try_emplace(base::to_lower_ascii(name),
                                                               static_cast<std::uint32_t>(state_.synsets.size()));
    if (fresh) state_.synsets.emplace_back();
    return at->second;
  }

  void open_synset(Line line, std::string_view text) {
    text = trim(text);
    if (text.size() < 2) return state_.problem(line, "expected a synset's name behind \"&\", found none");
    plurals_ = !text.ends_with('_');
    synset_ = synset_number(text);
    state_.synsets[*synset_].defined = true;
    ++state_.counts.synsets;
  }

  void add_member(Line line, std::string_view text) {
    text = trim(text);
    const bool plural = plurals_ && !text.ends_with('_');
    while (text.ends_with('_')) text.remove_suffix(1);
    if (text.empty()) return state_.problem(line, "expected a member of the synset, found none");
    store_member(line, text);
    if (!plural || text.front() == '&') return;
    std::string more(text);
    if (more.back() == 'Y') {
      more.replace(more.size() - 1, 1, "IES");
    } else {
      more += more.back() == 'S' ? "ES" : "S";
    }
    store_member(line, more);
  }

  void store_member(Line line, std::string_view text) {
    std::vector<Item> items;
    if (!cut_pattern(text, items)) return state_.problem(line, "the member has too many words");
    std::vector<Element> elements;
    for (const Item& item : items) add_elements(item, Gap::none, elements);
    ++state_.size;
    if (elements.empty()) return;
    Synset& synset = state_.synsets[*synset_];
    if (elements.size() == 1 && elements.front().kind == Element::Kind::word) {
      synset.words.push_back(elements.front().id);
    } else {
      synset.members.push_back({std::move(elements)});
    }
  }

  // The words of one item, or its sign.
  void add_elements(const Item& item, Gap gap, std::vector<Element>& out) {
    if (item.text.size() == 1) {
      switch (item.text.front()) {
        case '$':
          return out.push_back({Element::Kind::source, gap, 0});
        case '+':
          return out.push_back({Element::Kind::target, gap, 0});
        case '^':
          return out.push_back({Element::Kind::skip, gap, 0});
        case '%':
          return out.push_back({Element::Kind::compound, gap, 0});
        default:
          break;
      }
    }
    if (item.text.front() == '&') {
      return out.push_back({Element::Kind::synset, gap, synset_number(item.text)});
    }
    parts_.clear();
    cut_part(item.text, parts_);
    for (const std::string& part : parts_) {
      out.push_back({Element::Kind::word, gap, state_.words.add(part)});
      gap = Gap::none;
    }
  }

  void add_pattern(Line line, std::string_view text) {
    if (!in_block_) return state_.problem(line, "a pattern stands before any verb");
    const auto code = bracketed(text);
    if (!code) return state_.problem(line, "expected the pattern's code in brackets, found none");
    Petrarch::Pattern pattern;
    pattern.text = trim(code->before.substr(1));
    pattern.code = plain_code(code->inside);
    pattern.line = line;
    pattern.position = ++position_;
    if (pattern.text.find('|') != std::string_view::npos) {
      return state_.problem(line, "alternatives (\"|\") of TABARI are not read");
    }
    std::vector<Item> items;
    if (!cut_pattern(pattern.text, items)) return state_.problem(line, "the pattern has too many words");
    const auto star = std::find_if(items.begin(), items.end(), [](const Item& item) { return item.text == "*"; });
    if (star == items.end()) return state_.problem(line, "expected \"*\" for the verb, found none");
    for (auto item = star + 1; item != items.end(); ++item) {
      if (item->text == "*") return state_.problem(line, "expected one \"*\" for the verb, found two");
      add_elements(*item, item->gap, pattern.after);
    }
    set_before({items.begin(), star + 1}, pattern);
    state_.size += 1 + pattern.before.size() + pattern.after.size();
    state_.blocks.back().patterns.push_back(std::move(pattern));
    ++state_.counts.patterns;
  }

  // Before the verb the gaps are those to the item that follows, the words run backwards.
  void set_before(std::vector<Item> items, Petrarch::Pattern& pattern) {
    std::vector<Element> all;
    for (std::size_t i = 0; i + 1 < items.size(); ++i) {
      const std::size_t first = all.size();
      add_elements(items[i], Gap::none, all);
      if (all.size() > first) all.back().gap = items[i + 1].gap;
    }
    std::reverse(all.begin(), all.end());
    pattern.before = std::move(all);
  }

  void add_verb(Line line, std::string_view text) {
    synset_.reset();
    if (!in_block_) return state_.problem(line, "a verb stands before any \"--- NAME [CODE] ---\"");
    const auto given = bracketed(text);
    const std::string_view code = given ? plain_code(given->inside) : block_code_;
    std::string_view wording = trim(given ? given->before : text);
    std::string_view forms;
    bool listed = false;
    if (const std::size_t brace = wording.find('{'); brace != std::string_view::npos) {
      const std::size_t close = wording.find('}', brace);
      if (close == std::string_view::npos) return state_.problem(line, "expected \"}\", found the line's end");
      forms = wording.substr(brace + 1, close - brace - 1);
      wording = trim(wording.substr(0, brace));
      listed = true;
    }
    ++state_.counts.verbs;
    store_verb(line, wording, wording, code, !listed);
    for (const std::string_view part : base::split(forms, ',')) {
      for (const std::string_view form : base::split_words(part)) store_verb(line, form, wording, code, false);
    }
  }

  // `wording` with its regular forms, where they are to be made.
  void store_verb(Line line, std::string_view wording, std::string_view name, std::string_view code, bool inflect) {
    std::vector<std::string_view> words;
    std::size_t head = 0;
    bool marked = false;
    for (std::size_t begin = 0; begin < wording.size();) {
      const std::size_t end = std::min(wording.find_first_of(" \t_", begin), wording.size());
      std::string_view word = wording.substr(begin, end - begin);
      begin = end + 1;
      if (word.starts_with('+')) {
        word.remove_prefix(1);
        if (!marked) head = words.size();
        marked = true;
      }
      if (word.empty()) continue;
      if (words.size() == kMostWords) return state_.problem(line, "the verb has too many words");
      words.push_back(word);
    }
    if (head >= words.size()) return state_.problem(line, "expected a verb, found \"" + std::string(wording) + '"');
    Petrarch::Verb verb;
    verb.block = static_cast<std::uint32_t>(state_.blocks.size() - 1);
    verb.text = name.substr(name.starts_with('+') ? 1 : 0);
    verb.code = code;
    verb.line = line;
    for (std::size_t i = head; i-- > 0;) add_words(words[i], true, verb.before);
    for (std::size_t i = head + 1; i < words.size(); ++i) add_words(words[i], false, verb.after);
    std::vector<std::string> heads;
    cut_part(words[head], heads);
    if (heads.empty()) return state_.problem(line, "expected a verb, found \"" + std::string(wording) + '"');
    for (std::size_t i = 0; i + 1 < heads.size(); ++i)
      verb.before.insert(verb.before.begin(), state_.words.add(heads[i]));
    for (const std::string& form : inflect ? inflections(heads.back()) : std::vector<std::string>{heads.back()}) {
      state_.verb_list.emplace_back(state_.words.add(form), verb);
      ++state_.size;
    }
  }

  void add_words(std::string_view text, bool backwards, std::vector<Word>& out) {
    parts_.clear();
    cut_part(text, parts_);
    if (backwards) std::reverse(parts_.begin(), parts_.end());
    for (const std::string& part : parts_) out.push_back(state_.words.add(part));
  }

  // The regular forms that PETRARCH makes, and those of verbs in -y and -sh, which it forgets.
  static std::vector<std::string> inflections(const std::string& verb) {
    const auto ends = [&](std::string_view end) { return verb.ends_with(end); };
    std::vector<std::string> out = {verb};
    const bool hisses = ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh");
    out.push_back(verb + (hisses ? "es" : "s"));
    const std::string stem = ends("e") ? verb.substr(0, verb.size() - 1) : verb;
    out.push_back(stem + "ed");
    out.push_back(stem + "ing");
    const bool vowel = verb.size() > 1 && std::string_view("aeiou").find(verb[verb.size() - 2]) != std::string::npos;
    if (ends("y") && !vowel) {
      out.push_back(verb.substr(0, verb.size() - 1) + "ies");
      out.push_back(verb.substr(0, verb.size() - 1) + "ied");
    }
    return out;
  }

  Petrarch::State& state_;
  const std::uint32_t file_;
  std::optional<std::uint32_t> synset_;  // being read
  bool plurals_ = true;
  bool in_block_ = false;
  std::string_view block_code_;
  std::uint32_t position_ = 0;
  std::vector<std::string> parts_;
};

}  // namespace

void read_petrarch_verbs(Petrarch::State& state, std::uint32_t file, std::string_view text) {
  VerbReader(state, file).run(text);
}

}  // namespace annals::lexicon
