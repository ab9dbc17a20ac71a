// A credit is a name beside a word of telling, on the side on which English puts it: "AFP reported", "according to
// AFP", "wrote AFP", "told AFP". The name is an outlet's that we know, or is made like one ("the Daily Standard", "the
// EFE news agency"). Any other name is handed on as `named`: whether it is an outlet shows in the other pages of an
// archive.
#include "clean/credits.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

struct WordAt {
  TextRange range;
  std::string folded;
  bool capital = false;
  bool ends = false;     // a comma or the like stands behind it
  bool bracket = false;  // an opening bracket or stroke stands before it
  bool genitive = false;
  CreditLexicon::Bits classes = 0;

  bool in(CreditClass what) const { return (classes & CreditLexicon::bit(what)) != 0; }
};

std::vector<WordAt> words_of(const Article& article, TextRange sentence, const CreditLexicon& lexicon) {
  std::vector<WordAt> out;
  const std::string_view text = article.text.text;
  bool bracket = false;
  for (std::size_t at = sentence.begin; at < sentence.end;) {
    const std::size_t begin = at;
    std::size_t next = at;
    const char32_t first = base::next_code_point(text, next);
    if (!base::is_letter(first) && !base::is_number(first)) {
      if (!out.empty() && (first == ',' || first == ';' || first == ':' || first == '.' || first == '"' ||
                           first == 0x201C || first == 0x201D || first == ')')) {
        out.back().ends = true;
      }
      if (first == '(' || first == '/')
        bracket = true;
      else if (first != ' ')
        bracket = false;
      at = next;
      continue;
    }
    std::size_t end = next;
    bool genitive = false;
    while (end < sentence.end) {
      std::size_t after = end;
      const char32_t c = base::next_code_point(text, after);
      if (c == '\'' || c == 0x2019) {  // the genitive is no part of a name
        if (text.substr(after, 1) == "s") {
          at = after + 1;
          genitive = true;
          break;
        }
      } else if (!base::is_letter(c) && !base::is_number(c) && c != '&') {
        break;
      }
      end = after;
    }
    if (at < end) at = end;
    WordAt word;
    word.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    word.ends = word.genitive = genitive;  // "China's Xinhua" is no longer name
    word.folded = base::fold(text.substr(begin, end - begin));
    word.classes = lexicon.classes_of(word.folded);
    word.capital = base::is_upper(first) || base::is_number(first);
    word.bracket = std::exchange(bracket, false);
    out.push_back(std::move(word));
  }
  return out;
}

// A run of words that may be a name: [first, last).
struct NameAt {
  std::size_t first = 0, last = 0;
  bool empty() const { return first >= last; }
};

class Sentence {
 public:
  Sentence(const Article& article, TextRange range, const Outlets& outlets, const CreditLexicon& lexicon)
      : article_(article), range_(range), outlets_(outlets), words_(words_of(article, range, lexicon)) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool beside =
          (i + 1 < words_.size() && words_[i + 1].in(CreditClass::tells)) ||
          (i > 0 && (words_[i - 1].in(CreditClass::tells_before) || in(i - 1, CreditClass::according_to)));
      if (beside && !words_[i].capital) words_[i].capital = outlets_.written_small(words_[i].folded);
    }
  }

  void find(std::vector<CreditWords>& out) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const WordAt& word = words_[i];
      if (word.in(CreditClass::tells)) take(name_before(i), i, out);
      if (word.in(CreditClass::tells_before)) take(name_after(i + 1), i, out);
      if (word.in(CreditClass::according) && in(i + 1, CreditClass::according_to)) take(name_after(i + 2), i, out);
      if (word.in(CreditClass::told)) take(name_after(i + 1), i, out);
      if (word.in(CreditClass::by) && in(i - 1, CreditClass::by_verb)) take(name_after(i + 1), i - 1, out);
      if (word.in(CreditClass::interview_with) && in(i - 1, CreditClass::interview)) {
        take(name_after(i + 1), i - 1, out);
      }
      if (word.in(CreditClass::reporter)) take(name_before(i), i, out);
      if (words_[i].bracket && known(i)) take({i, i + known_words(i)}, i, out);
      read_state_media(i, out);
      read_post(i, out);
    }
  }

 private:
  bool in(std::size_t i, CreditClass what) const { return i < words_.size() && words_[i].in(what); }

  std::string_view text(NameAt name) const {
    return article_.text.view({words_[name.first].range.begin, words_[name.last - 1].range.end});
  }

  // The longest name from `from` on that data/outlets has, in words; 0: none.
  std::size_t known_words(std::size_t from) const {
    for (std::size_t size = std::min<std::size_t>(6, words_.size() - from); size > 0; --size) {
      if (outlets_.named(text({from, from + size})) != nullptr) return size;
    }
    return 0;
  }
  bool known(std::size_t from) const { return words_[from].capital && known_words(from) > 0; }

  // Past "the Swiss magazine".
  NameAt name_after(std::size_t from) const {
    std::size_t i = from;
    for (int steps = 0; i < words_.size() && steps < 7; ++i, ++steps) {
      if (words_[i].capital && known_words(i) > 0) return {i, i + known_words(i)};
      const bool describes = words_[i].in(CreditClass::describes);
      if (describes && (!words_[i].capital || words_[i].in(CreditClass::article))) {
        if (!words_[i].in(CreditClass::article) || i + 1 >= words_.size() || !words_[i + 1].capital) continue;
        continue;
      }
      if (words_[i].capital) {
        const NameAt name = run_from(i);
        if (words_[name.last - 1].genitive) {
          i = name.last - 1;
          continue;
        }
        // "Egypt's official news agency MENA": a name before more of the description is not the one.
        const bool goes_on = name.last < words_.size() && !words_[name.last - 1].ends &&
                             words_[name.last].in(CreditClass::describes) &&
                             !words_[name.last].in(CreditClass::article);
        if (!goes_on || made_like_outlet(name)) return name;
        if (describes_outlet(name.last)) return name;
        i = name.last - 1;
        continue;
      }
      return {};
    }
    return {};
  }

  NameAt run_from(std::size_t i) const {
    std::size_t last = i + 1;
    while (last < words_.size() && !words_[last - 1].ends &&
           (words_[last].capital ||
            (words_[last].in(CreditClass::link) && last + 1 < words_.size() && words_[last + 1].capital))) {
      ++last;
    }
    return {i, last};
  }

  // "the EFE news agency": the description stands behind and nothing named comes after it.
  bool describes_outlet(std::size_t i) const {
    while (i < words_.size() && words_[i].in(CreditClass::describes)) ++i;
    return i >= words_.size() || !words_[i].capital;
  }

  NameAt name_before(std::size_t verb) const {
    std::size_t i = verb;
    for (int steps = 0; i > 0 && steps < 5; ++steps) {
      if (words_[i - 1].ends && i != verb) break;
      if (words_[i - 1].ends) {
        // "AFP, the French agency, said" is rare; "..., said X" has its name behind.
        return {};
      }
      if (words_[i - 1].capital && !(words_[i - 1].in(CreditClass::between) && !ends_outlet(i - 1))) break;
      if (!words_[i - 1].in(CreditClass::between)) return {};
      --i;
    }
    if (i == 0 || !words_[i - 1].capital) return {};
    std::size_t first = i - 1;
    while (first > 0 && !words_[first - 1].ends &&
           (words_[first - 1].capital ||
            (words_[first - 1].in(CreditClass::link) && !words_[first - 1].in(CreditClass::and_) && first > 1 &&
             words_[first - 2].capital && !words_[first - 1].in(CreditClass::article)))) {
      --first;
    }
    return {first, i};
  }

  bool ends_outlet(std::size_t i) const { return words_[i].capital && i > 0 && words_[i - 1].capital; }

  bool made_like_outlet(NameAt name) const {
    if (name.empty()) return false;
    const bool several = name.last - name.first > 1;
    return several && (words_[name.last - 1].in(CreditClass::outlet) || words_[name.first].in(CreditClass::outlet));
  }

  // Whether what is left of a name beside the known one makes it another.
  bool part_of_longer(NameAt name, std::size_t first, std::size_t last) const {
    const auto counts = [&](std::size_t i) {
      const WordAt& word = words_[i];
      return word.capital && !word.in(CreditClass::day_ending) && !word.in(CreditClass::describes) &&
             !(i == 0 && name.last - name.first > 2);
    };
    for (std::size_t i = name.first; i < first; ++i) {
      if (counts(i) && !words_[i].ends) return true;
    }
    for (std::size_t i = last; i < name.last; ++i) {
      if (counts(i) && !words_[i - 1].ends) return true;
    }
    return false;
  }

  // Whether the words around call it an agency, a newspaper ...
  bool called_outlet(NameAt name) const {
    const auto says_so = [&](std::size_t i) {
      return i < words_.size() && !words_[i].capital && words_[i].in(CreditClass::called);
    };
    if (name.first > 0 && !words_[name.first - 1].ends && says_so(name.first - 1)) return true;
    return says_so(name.last) || (in(name.last, CreditClass::news) && says_so(name.last + 1));
  }

  void take(NameAt name, std::size_t cue, std::vector<CreditWords>& out) {
    if (name.empty()) return;
    // The name may begin with a word of the sentence: "Yesterday Reuters reported".
    for (std::size_t i = name.first; i < name.last; ++i) {
      const std::size_t size = known_words(i);
      if (size == 0 || i + size > name.last + 2) continue;
      // "The Kenya Daily Mirror" is not the Daily Mirror.
      if (part_of_longer(name, i, i + size)) break;
      put(outlets_.named(text({i, i + size}))->name, "report", {i, i + size}, cue, out);
      return;
    }
    while (name.first < name.last && words_[name.first].in(CreditClass::article) && name.last - name.first > 1)
      ++name.first;
    const bool outlet = made_like_outlet(name) || called_outlet(name);
    put(std::string(text(name)), outlet ? "report" : "named", name, cue, out);
  }

  void put(std::string source, std::string kind, NameAt name, std::size_t cue, std::vector<CreditWords>& out) {
    const TextRange range{std::min(words_[name.first].range.begin, words_[cue].range.begin),
                          std::max(words_[name.last - 1].range.end, words_[cue].range.end)};
    for (const CreditWords& known : out) {
      if (known.sentence == range_ && base::fold(known.source) == base::fold(source)) return;
    }
    out.push_back({std::move(source), std::move(kind), range, range_});
  }

  // "Iranian state television said", "quoting state TV", "the official news agency reported".
  void read_state_media(std::size_t i, std::vector<CreditWords>& out) {
    if (!words_[i].in(CreditClass::state) || i + 1 >= words_.size()) return;
    std::size_t last = i + 1;
    if (in(last, CreditClass::state_owned)) ++last;
    if (last >= words_.size() || !words_[last].in(CreditClass::state_media)) return;
    if (last + 1 < words_.size() && words_[last + 1].capital && !words_[last].ends) return;  // it is named
    const bool told = (last + 1 < words_.size() && words_[last + 1].in(CreditClass::tells)) ||
                      in(i - 1, CreditClass::cites_media) || in(i - 1, CreditClass::tells_media) ||
                      in(i - 2, CreditClass::cites_media);
    if (!told) return;
    std::size_t first = i;
    if (i > 0 && words_[i - 1].capital && !words_[i - 1].ends) first = i - 1;
    std::string name(text({first, last + 1}));
    const std::size_t cue = in(first - 1, CreditClass::citing) ? first - 1 : last;
    put(std::move(name), "report", {first, last + 1}, cue, out);
  }

  // "wrote on Twitter", "in a post on X", "tweeted".
  void read_post(std::size_t i, std::vector<CreditWords>& out) {
    const bool tweeted = words_[i].in(CreditClass::post);
    const bool platform = words_[i].capital && words_[i].in(CreditClass::platform) && in(i - 1, CreditClass::posted_on);
    if (!tweeted && !platform) return;
    out.push_back({"", "post", words_[i].range, range_});
  }

  const Article& article_;
  TextRange range_;
  const Outlets& outlets_;
  std::vector<WordAt> words_;
};

bool tells_story(BlockKind kind) {
  return kind == BlockKind::body || kind == BlockKind::lead || kind == BlockKind::quote;
}

}  // namespace

std::vector<CreditWords> credits_in(const Article& article, const std::vector<TextRange>& sentences,
                                    const Outlets& outlets, const CreditTables& tables) {
  const CreditLexicon& lexicon = tables.of(article.language);
  std::vector<CreditWords> out;
  for (const TextRange& sentence : sentences) {
    const auto block = std::find_if(article.blocks.begin(), article.blocks.end(),
                                    [&](const Block& one) { return one.range.contains(sentence); });
    if (block == article.blocks.end() || !tells_story(block->kind)) continue;
    Sentence(article, sentence, outlets, lexicon).find(out);
  }
  return out;
}

}  // namespace annals::clean
