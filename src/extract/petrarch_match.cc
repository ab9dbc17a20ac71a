#include "extract/petrarch_match.h"

#include <algorithm>
#include <span>

namespace annals::extract {
namespace {

using lexicon::Petrarch;
using Element = Petrarch::Element;
using Gap = Petrarch::Gap;

constexpr std::size_t kNear = 3;           // words between two of one noun phrase
constexpr int kStepsOfPattern = 4'000;     // tries before a pattern is given up
constexpr int kStepsOfSentence = 400'000;  // and all patterns of a sentence

class Matcher {
 public:
  Matcher(const PetrarchSentence& sentence, const Petrarch& lexicon, const VerbMatch& verb, int& budget)
      : sentence_(sentence), lexicon_(lexicon), verb_(verb), budget_(budget), words_(sentence.words()) {
    for (std::size_t w = verb.begin; w > 0 && first_ == 0; --w) {
      if (w < words_.size() && sentence.comma_before(w) && !within_group(w - 1)) first_ = w;
    }
  }

  std::optional<PatternMatch> run(const Petrarch::Pattern& pattern) {
    match_ = {};
    match_.pattern = &pattern;
    steps_ = kStepsOfPattern;
    pattern_ = &pattern;
    if (!after(0, verb_.end)) return std::nullopt;
    return match_;
  }

 private:
  // A comma between the members of a coordination parts no clauses.
  bool within_group(std::size_t word) const {
    const int left = sentence_.phrase_at(word), right = sentence_.phrase_at(word + 1);
    if (left < 0 || right < 0) return false;
    const auto& phrases = sentence_.phrases();
    return phrases[static_cast<std::size_t>(left)].group == phrases[static_cast<std::size_t>(right)].group;
  }

  bool spent() { return --steps_ < 0 || --budget_ < 0; }

  // How far behind `at` an element may begin.
  std::size_t last_start(const Element& element, std::size_t at) const {
    switch (element.gap) {
      case Gap::none: {
        std::size_t last = at;
        while (last < verb_.reach && lexicon_.is_skipped(words_[last])) ++last;
        return last;
      }
      case Gap::near:
        return at + kNear;
      case Gap::any:
        break;
    }
    return verb_.reach;
  }

  bool after(std::size_t k, std::size_t at) {
    if (k == pattern_->after.size()) return before(0, verb_.begin);
    const Element& element = pattern_->after[k];
    const std::size_t last = std::min(last_start(element, at), verb_.reach);
    for (std::size_t p = at; p <= last && p < verb_.reach; ++p) {
      if (spent()) return false;
      if (take_after(element, k, p)) return true;
    }
    return false;
  }

  bool take_after(const Element& element, std::size_t k, std::size_t p) {
    std::size_t size = 0;
    switch (element.kind) {
      case Element::Kind::word:
        size = words_[p] == element.id ? 1 : 0;
        break;
      case Element::Kind::synset:
        size = lexicon_.synset_at(element.id, std::span(words_).first(verb_.reach), p);
        break;
      default:
        return take_phrase(element, p, false, [&](std::size_t, std::size_t end) { return after(k + 1, end); });
    }
    if (size == 0) return false;
    const std::size_t held = match_.words.size();
    for (std::size_t i = 0; i < size; ++i) match_.words.push_back(p + i);
    if (after(k + 1, p + size)) return true;
    match_.words.resize(held);
    return false;
  }

  std::size_t first_end(const Element& element, std::size_t end) const {
    switch (element.gap) {
      case Gap::none: {
        std::size_t first = end;
        while (first > first_ && lexicon_.is_skipped(words_[first - 1])) --first;
        return first;
      }
      case Gap::near:
        return end > kNear ? end - kNear : 0;
      case Gap::any:
        break;
    }
    return 0;
  }

  // Goes from the verb to the left; `end` is behind the next word to be read.
  bool before(std::size_t k, std::size_t end) {
    if (k == pattern_->before.size()) return true;
    const Element& element = pattern_->before[k];
    const bool phrase = element.kind != Element::Kind::word && element.kind != Element::Kind::synset;
    const std::size_t least = std::max(first_end(element, end), phrase ? 0 : first_);
    for (std::size_t e = end; e > 0 && e >= least; --e) {
      if (spent()) return false;
      if (take_before(element, k, e)) return true;
    }
    return false;
  }

  bool take_before(const Element& element, std::size_t k, std::size_t e) {
    std::size_t size = 0;
    switch (element.kind) {
      case Element::Kind::word:
        size = words_[e - 1] == element.id ? 1 : 0;
        break;
      case Element::Kind::synset:
        for (std::size_t n = std::min<std::size_t>(e, 6); n > 0 && size == 0; --n) {
          if (lexicon_.synset_at(element.id, std::span(words_).first(e), e - n) == n) size = n;
        }
        break;
      default:
        return take_phrase(element, e - 1, true, [&](std::size_t begin, std::size_t) { return before(k + 1, begin); });
    }
    if (size == 0 || e - size < first_) return false;
    const std::size_t held = match_.words.size();
    for (std::size_t i = 0; i < size; ++i) match_.words.push_back(e - size + i);
    if (before(k + 1, e - size)) return true;
    match_.words.resize(held);
    return false;
  }

  // `word`: the first of the phrase, or the last where we go to the left.
  template <typename Next>
  bool take_phrase(const Element& element, std::size_t word, bool leftwards, Next next) {
    const int at = sentence_.phrase_at(word);
    if (at < 0) return false;
    const NounPhrase& phrase = sentence_.phrases()[static_cast<std::size_t>(at)];
    // "* THEIR ^": what the pattern has read of a phrase is not asked for again.
    const bool read = !match_.words.empty() && match_.words.back() + 1 == word;
    if (leftwards ? word + 1 != phrase.end : word != phrase.begin && !read) return false;
    if (element.kind == Element::Kind::skip) return next(phrase.begin, phrase.end);
    if (sentence_.parties_of_group(phrase).empty()) return false;
    if (element.kind == Element::Kind::compound && sentence_.group_size(phrase) < 2) return false;
    std::size_t begin = phrase.begin, end = phrase.end;
    for (const NounPhrase& other : sentence_.phrases()) {
      if (other.group != phrase.group) continue;
      begin = std::min(begin, other.begin);
      end = std::max(end, other.end);
    }
    const PatternMatch held = match_;
    if (element.kind == Element::Kind::source) match_.source = at;
    if (element.kind == Element::Kind::target) match_.target = at;
    if (element.kind == Element::Kind::compound) {
      match_.pair = at;
      match_.pair_before = leftwards;
    }
    if (next(begin, end)) return true;
    match_ = held;
    return false;
  }

  const PetrarchSentence& sentence_;
  const Petrarch& lexicon_;
  const VerbMatch& verb_;
  int& budget_;
  const std::vector<Petrarch::Word>& words_;
  const Petrarch::Pattern* pattern_ = nullptr;
  PatternMatch match_;
  int steps_ = 0;
  std::size_t first_ = 0;  // where the verb's clause begins
};

class Finder {
 public:
  Finder(const PetrarchSentence& sentence, const Petrarch& lexicon)
      : sentence_(sentence), lexicon_(lexicon), tree_(sentence.tree()), words_(sentence.words()) {}

  std::vector<VerbMatch> run() {
    std::size_t governed = 0;  // end of the last match's verb phrase
    for (std::size_t w = 0; w < words_.size(); ++w) {
      const TokenId token = sentence_.token_of(w);
      if (!tree_.token(token).xpos.starts_with("VB")) continue;
      if (w < governed && is_governed(token)) continue;
      std::optional<VerbMatch> match = match_at(w);
      if (!match) continue;
      governed = std::max(governed, match->reach);
      matches_.push_back(std::move(*match));
    }
    return std::move(matches_);
  }

 private:
  bool is_governed(TokenId token) const {
    const std::size_t word = sentence_.word_of(token);
    return std::any_of(matches_.begin(), matches_.end(),
                       [&](const VerbMatch& match) { return word >= match.end && word < match.reach; });
  }

  // The words after or before the verb that its wording asks for; articles may stand between.
  bool fits(const Petrarch::Verb& verb, std::size_t w, std::size_t& begin, std::size_t& end) const {
    begin = w;
    end = w + 1;
    for (const Petrarch::Word wanted : verb.after) {
      while (end < words_.size() && words_[end] != wanted && lexicon_.is_skipped(words_[end])) ++end;
      if (end >= words_.size() || words_[end] != wanted) return false;
      ++end;
    }
    for (const Petrarch::Word wanted : verb.before) {
      while (begin > 0 && words_[begin - 1] != wanted && lexicon_.is_skipped(words_[begin - 1])) --begin;
      if (begin == 0 || words_[begin - 1] != wanted) return false;
      --begin;
    }
    return true;
  }

  std::optional<VerbMatch> match_at(std::size_t w) {
    std::span<const Petrarch::Verb> verbs = lexicon_.verbs(words_[w]);
    if (verbs.empty()) {
      lemma_.clear();
      lexicon_.words_of(tree_.lemma(sentence_.token_of(w)), lemma_);
      if (lemma_.size() == 1) verbs = lexicon_.verbs(lemma_.front());
    }
    std::optional<VerbMatch> best;
    std::size_t most = 0, asked = 0;
    bool by_pattern = false;
    for (const Petrarch::Verb& verb : verbs) {
      const std::size_t size = 1 + verb.before.size() + verb.after.size();
      if (best && size < most) break;
      VerbMatch match;
      if (!fits(verb, w, match.begin, match.end)) continue;
      match.token = sentence_.token_of(w);
      match.verb = &verb;
      match.reach = reach_of(match);
      match.code = verb.code;
      Matcher matcher(sentence_, lexicon_, match, budget_);
      for (const Petrarch::Pattern& pattern : lexicon_.block(verb.block).patterns) {
        const std::size_t elements = pattern.before.size() + pattern.after.size();
        if (by_pattern && elements <= asked) break;
        auto found = matcher.run(pattern);
        if (!found) continue;
        match.match = std::move(*found);
        match.code = pattern.code;
        asked = elements;
        by_pattern = true;
        break;
      }
      // The first verb of its words stays unless another's pattern asks for more.
      if (!best || match.match.pattern != nullptr || (best->match.pattern == nullptr && best->code.empty()))
        best = match;
      most = size;
    }
    if (!best || best->code.empty()) return std::nullopt;
    return best;
  }

  // To the end of the verb phrase: what hangs on the verb to its right, without what is coordinated with it.
  std::size_t reach_of(const VerbMatch& match) const {
    TokenId top = match.token;
    const Deprel relation = tree_.relation(top);
    const bool helps = relation == Deprel::aux || relation == Deprel::aux_pass || relation == Deprel::cop;
    if (helps && tree_.head(top) != kNoToken) top = tree_.head(top);
    std::size_t end = match.end;
    for (std::size_t w = match.end; w < words_.size(); ++w) {
      if (!is_below(sentence_.token_of(w), top)) break;
      end = w + 1;
    }
    return end;
  }

  bool is_below(TokenId token, TokenId top) const {
    for (std::size_t steps = 0; steps <= tree_.size(); ++steps) {
      if (token == top) return true;
      const TokenId above = tree_.head(token);
      if (above == kNoToken) return false;
      const Deprel relation = tree_.relation(token);
      if (above == top && (relation == Deprel::conj || relation == Deprel::parataxis) && tree_.is_verb(token)) {
        return false;
      }
      token = above;
    }
    return false;
  }

  const PetrarchSentence& sentence_;
  const Petrarch& lexicon_;
  const Tree& tree_;
  const std::vector<Petrarch::Word>& words_;
  std::vector<Petrarch::Word> lemma_;
  int budget_ = kStepsOfSentence;
  std::vector<VerbMatch> matches_;
};

}  // namespace

std::vector<VerbMatch> match_verbs(const PetrarchSentence& sentence, const Petrarch& lexicon) {
  return Finder(sentence, lexicon).run();
}

}  // namespace annals::extract
