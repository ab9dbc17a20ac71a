#include "parse/quotations.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/text.h"
#include "parse/marks.h"
#include "parse/sources.h"
#include "parse/stances.h"
#include "parse/syntax_view.h"

// First the marks: from an opening one to its closing one, across sentences, and where a paragraph leaves a quotation
// open and the next one opens it again, on into that one. Then the speaker: the verb of speech outside the marks that
// governs what is inside, or stands next to it, and its subject. A quotation without one takes the speaker of the
// quotation that it goes on from. Last the clauses of verbs of speech, and "according to".

namespace annals::parse {
namespace {

constexpr std::uint32_t kNear = 12;        // words between a quotation and its verb when no arc joins them
constexpr std::uint32_t kSourceWords = 4;  // of a phrase such as "according to"
constexpr std::uint32_t kVeryNear = 3;     // the same, for verbs that are not of speech by themselves ("smiled")
constexpr std::size_t kShortFragment = 4;  // words; a shorter one that nobody is said to say is no quotation

// A word of the document.
struct Place {
  std::uint32_t sentence = 0;
  std::uint32_t token = 0;
  auto operator<=>(const Place&) const = default;
};

// What stands between two marks: words [first, last).
struct Quoted {
  std::vector<Place> words;
  std::uint32_t block = 0;
  bool closed = false;
  bool goes_on = false;  // from the paragraph before, which left it open
  Phrase speaker, cue;
};

struct Attribution {
  Phrase speaker, cue;
};

class Finder {
 public:
  Finder(const Document& document, const Language& language) : document_(document), language_(language) {
    for (const Sentence& sentence : document.sentences) {
      views_.emplace_back(sentence);
      quoted_.emplace_back(sentence.tokens.size(), false);
    }
  }

  std::vector<Quotation> find() {
    find_marks();
    for (std::size_t i = 0; i < direct_.size(); ++i) attribute(i);
    for (const Quoted& quoted : direct_) add_direct(quoted);
    for (std::uint32_t s = 0; s < views_.size(); ++s) {
      add_indirect(s);
      add_stances(s);
    }
    std::stable_sort(out_.begin(), out_.end(), [](const Quotation& a, const Quotation& b) {
      return std::tie(a.content.begin, a.content.end) < std::tie(b.content.begin, b.content.end);
    });
    return std::move(out_);
  }

 private:
  const SyntaxView& view(std::uint32_t sentence) const { return views_[sentence]; }
  const Token& token(Place place) const { return views_[place.sentence].token(place.token); }
  bool is_speech(std::uint32_t sentence, std::uint32_t i) const {
    const Token& word = view(sentence).token(i);
    // Not "the so-called" and "the said", which only describe a noun.
    return word.upos == Upos::VERB && word.deprel != Deprel::amod && word.deprel != Deprel::compound &&
           language_.speech(word.lemma) != Speech::none;
  }

  // --- marks ---

  void find_marks() {
    const auto count = static_cast<std::uint32_t>(views_.size());
    for (std::uint32_t first = 0, last = 0; first < count; first = last) {
      while (last < count && document_.sentences[last].block == document_.sentences[first].block) ++last;
      std::vector<Place> words;
      for (std::uint32_t s = first; s < last; ++s) {
        for (std::uint32_t t = 0; t < view(s).size(); ++t) words.push_back({s, t});
      }
      if (!find_marks_of_block(words, false)) find_marks_of_block(words, true);
    }
    for (const Quoted& quoted : direct_) {
      for (const Place place : quoted.words) quoted_[place.sentence][place.token] = true;
    }
  }

  bool spaced_before(const std::vector<Place>& words, std::size_t i) const {
    return i == 0 || token(words[i - 1]).range.end < token(words[i]).range.begin || token(words[i - 1]).form == "(" ||
           is_dash(token(words[i - 1]).form);
  }
  bool spaced_behind(const std::vector<Place>& words, std::size_t i) const {
    return i + 1 == words.size() || token(words[i]).range.end < token(words[i + 1]).range.begin;
  }

  // Double marks, or with `single` single ones, which a writer uses instead and apostrophes look like.
  bool find_marks_of_block(const std::vector<Place>& words, bool single) {
    const std::size_t before = direct_.size();
    constexpr std::size_t kClosed = static_cast<std::size_t>(-1);
    std::size_t open = kClosed;  // the mark that opened
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Token& word = token(words[i]);
      bool opens = false, closes = false;
      if (single) {
        if (!is_single_quote(word.form) || word.xpos == "POS") continue;
        opens = open == kClosed && spaced_before(words, i) && !spaced_behind(words, i);
        closes = open != kClosed && !spaced_before(words, i) && word.form != "‘";
      } else {
        const bool neutral = word.form == "\"";
        if (!neutral && !opens_quote(word.form) && !closes_quote(word.form)) continue;
        // Some write '' for both.
        const bool opening =
            word.form == "''" && open == kClosed && spaced_before(words, i) && !spaced_behind(words, i);
        if (word.form == "''" && open == kClosed && !opening) continue;
        // A mark that opens by its form but stands where only a closing one can closes ("...“ in some typography).
        const bool behind_word = !spaced_before(words, i) && spaced_behind(words, i);
        opens = opening || (open == kClosed && !closes_quote(word.form) && !(behind_word && i + 1 == words.size()));
        closes = open != kClosed && (neutral || closes_quote(word.form) || behind_word);
      }
      if (opens) {
        open = i;
      } else if (closes) {
        add_quoted(words, open + 1, i, true, open == 0);
        open = kClosed;
      }
    }
    if (open != kClosed && !single) add_quoted(words, open + 1, words.size(), false, open == 0);
    return direct_.size() > before;
  }

  void add_quoted(const std::vector<Place>& words, std::size_t first, std::size_t last, bool closed, bool at_begin) {
    if (first >= last) return;
    Quoted quoted;
    quoted.words.assign(words.begin() + static_cast<std::ptrdiff_t>(first),
                        words.begin() + static_cast<std::ptrdiff_t>(last));
    quoted.block = document_.sentences[words[first].sentence].block;
    quoted.closed = closed;
    if (!direct_.empty() && at_begin) {
      const Quoted& before = direct_.back();
      quoted.goes_on = !before.closed && before.block < quoted.block && is_next_text(before.block, quoted.block);
    }
    direct_.push_back(std::move(quoted));
  }

  // Whether no other block of the story stands between two blocks.
  bool is_next_text(std::uint32_t before, std::uint32_t block) const {
    for (const Sentence& sentence : document_.sentences) {
      if (sentence.block > before && sentence.block < block &&
          document_.article.blocks[sentence.block].kind != BlockKind::caption) {
        return false;
      }
    }
    return true;
  }

  // --- speakers of direct quotations ---

  void attribute(std::size_t number) {
    Quoted& quoted = direct_[number];
    const std::uint32_t first = quoted.words.front().sentence, last = quoted.words.back().sentence;
    auto found = in_sentence(quoted, first);
    if (!found && last != first) found = in_sentence(quoted, last);
    if (!found) found = behind(quoted, last);
    if (found) {
      quoted.speaker = found->speaker;
      quoted.cue = found->cue;
    }
    if (quoted.speaker.empty() && quoted.goes_on) quoted.speaker = direct_[number - 1].speaker;
    if (quoted.speaker.empty()) quoted.speaker = carried_over(number);
  }

  // The best verb of speech in a sentence that the quotation has a part of.
  std::optional<Attribution> in_sentence(const Quoted& quoted, std::uint32_t s) const {
    std::vector<bool> part(view(s).size(), false);
    std::uint32_t begin = view(s).size(), end = 0;
    for (const Place place : quoted.words) {
      if (place.sentence != s) continue;
      part[place.token] = true;
      begin = std::min(begin, place.token);
      end = std::max(end, place.token + 1);
    }
    if (begin >= end) return std::nullopt;
    const std::uint32_t root = head_of_part(s, part, begin, end);
    std::optional<std::uint32_t> best;
    std::uint32_t lowest = 0;
    for (std::uint32_t v = 0; v < view(s).size(); ++v) {
      if (quoted_[s][v] || !is_speech(s, v)) continue;
      const std::uint32_t distance = v < begin ? begin - v : v - end + 1;
      const bool joined = view(s).governs(v, root) || (view(s).head(v) == root);
      const bool direct_only = language_.speech(view(s).token(v).lemma) == Speech::direct;
      if (!joined && distance > (direct_only ? kVeryNear : kNear)) continue;
      const std::uint32_t cost = distance + (joined ? 0 : 20);
      if (!best || cost < lowest) best = v, lowest = cost;
    }
    if (best) {
      Phrase speaker = speaker_of(s, *best);
      if (speaker.empty() || quoted_[speaker.sentence][speaker.head]) speaker = beside(s, *best);
      return Attribution{speaker, cue_of(s, *best)};
    }
    return according_to(s, part);
  }

  std::uint32_t head_of_part(std::uint32_t s, const std::vector<bool>& part, std::uint32_t begin,
                             std::uint32_t end) const {
    std::uint32_t fallback = begin;
    for (std::uint32_t i = begin; i < end; ++i) {
      const auto head = view(s).head(i);
      if (!part[i] || view(s).token(i).upos == Upos::PUNCT || (head && part[*head])) continue;
      return i;
    }
    return fallback;
  }

  // `"Why?" | he asked.`: the verb in a short sentence of its own behind the quotation.
  std::optional<Attribution> behind(const Quoted& quoted, std::uint32_t last) const {
    const std::uint32_t next = last + 1;
    if (!quoted.closed || next >= views_.size()) return std::nullopt;
    if (document_.sentences[next].block != quoted.block) return std::nullopt;
    if (quoted.words.back().token + 2 < view(last).size()) return std::nullopt;  // words between the mark and the end
    for (std::uint32_t v = 0; v < std::min<std::uint32_t>(view(next).size(), 6); ++v) {
      if (quoted_[next][v]) return std::nullopt;
      if (!is_speech(next, v)) continue;
      const bool has_content = view(next).child(v, Deprel::ccomp).has_value();
      const bool lower = base::is_lower_ascii(view(next).token(0).form[0]);
      if (has_content && !lower) return std::nullopt;
      const Phrase speaker = speaker_of(next, v);
      if (speaker.empty()) return std::nullopt;
      return Attribution{speaker, cue_of(next, v)};
    }
    return std::nullopt;
  }

  // The speaker of the quotation or speech that this one goes on from.
  Phrase carried_over(std::size_t number) const {
    const Quoted& quoted = direct_[number];
    const Place first = quoted.words.front();
    const bool whole_sentence = first.token <= 1;
    if (!whole_sentence) return {};
    const std::uint32_t s = first.sentence;
    if (number > 0) {
      const Quoted& before = direct_[number - 1];
      const bool same_block = before.block == quoted.block;
      const bool near = before.words.back().sentence + 2 >= s;
      if (!before.speaker.empty() && near && (same_block || is_next_text(before.block, quoted.block))) {
        return before.speaker;
      }
    }
    if (s == 0) return {};
    const bool next_to = document_.sentences[s - 1].block == quoted.block ||
                         is_next_text(document_.sentences[s - 1].block, quoted.block);
    if (!next_to || document_.article.blocks[document_.sentences[s - 1].block].kind != BlockKind::body) return {};
    for (std::uint32_t v = 0; v < view(s - 1).size(); ++v) {
      if (quoted_[s - 1][v] || !is_speech(s - 1, v)) continue;
      if (language_.speech(view(s - 1).token(v).lemma) == Speech::direct && view(s - 1).head(v)) continue;
      if (const Phrase speaker = speaker_of(s - 1, v); !speaker.empty()) return speaker;
    }
    return {};
  }

  // --- verbs of speech ---

  Phrase speaker_of(std::uint32_t s, std::uint32_t verb) const { return source_of(view(s), s, verb); }

  // The noun right before the verb, or behind it ("said the minister"): where the tree has given the subject to a verb
  // of the quotation instead.
  Phrase beside(std::uint32_t s, std::uint32_t verb) const {
    const SyntaxView& tree = view(s);
    const auto nominal = [&](std::uint32_t i) {
      const Upos upos = tree.token(i).upos;
      return !quoted_[s][i] && (upos == Upos::PROPN || upos == Upos::PRON || upos == Upos::NOUN);
    };
    const auto phrase_at = [&](std::uint32_t i) {
      while (const auto above = tree.head(i)) {  // to the head of its name
        const Deprel deprel = tree.token(i).deprel;
        const bool part = deprel == Deprel::flat || deprel == Deprel::compound || deprel == Deprel::nmod_desc ||
                          deprel == Deprel::nmod_poss || deprel == Deprel::amod;
        if (!part || !nominal(*above) || (*above < verb) != (i < verb)) break;
        i = *above;
      }
      return tree.noun_phrase(s, i);
    };
    std::uint32_t before = verb;
    while (before > 0 && (tree.token(before - 1).upos == Upos::ADV || tree.token(before - 1).upos == Upos::AUX))
      --before;
    if (before > 0 && nominal(before - 1)) return clipped(phrase_at(before - 1), 0, verb);
    for (std::uint32_t i = verb + 1; i < std::min(tree.size(), verb + 5); ++i) {
      const Upos upos = tree.token(i).upos;
      if (nominal(i)) return clipped(phrase_at(i), verb + 1, tree.size());
      if (upos != Upos::DET && upos != Upos::ADJ && upos != Upos::NUM) break;
    }
    return {};
  }
  static Phrase clipped(Phrase phrase, std::uint32_t first, std::uint32_t last) {
    phrase.first = std::max(phrase.first, first);
    phrase.last = std::min(phrase.last, last);
    return phrase.first < phrase.last ? phrase : Phrase{};
  }

  Phrase cue_of(std::uint32_t s, std::uint32_t verb) const { return verb_group(view(s), s, verb); }

  // "according to the ministry": a case phrase that the language knows.
  std::optional<Attribution> according_to(std::uint32_t s, const std::vector<bool>& part) const {
    for (std::uint32_t i = 0; i + 1 < view(s).size(); ++i) {
      if (part[i] || quoted_[s][i]) continue;
      if (auto found = according_to_at(s, i)) return found;
    }
    return std::nullopt;
  }
  std::optional<Attribution> according_to_at(std::uint32_t s, std::uint32_t i) const {
    const SyntaxView& tree = view(s);
    std::vector<std::string> words;
    for (std::uint32_t k = i; k < tree.size() && k < i + kSourceWords; ++k)
      words.push_back(base::to_lower_ascii(tree.token(k).form));
    const auto length = static_cast<std::uint32_t>(language_.source_phrase(words));
    const std::uint32_t behind = i + length;
    if (length == 0 || behind >= tree.size()) return std::nullopt;
    std::optional<std::uint32_t> noun = tree.head(i);
    if (noun && *noun < behind) noun = tree.head(behind - 1);
    if (!noun || *noun < behind) return std::nullopt;
    const Phrase cue{s, i, behind, i};
    Phrase speaker = tree.noun_phrase(s, *noun);
    speaker.first = std::max(speaker.first, behind);
    return Attribution{speaker, cue};
  }

  // --- the results ---

  TextRange range_of(const std::vector<Place>& words) const {
    std::size_t last = words.size() - 1;
    return {token(words.front()).range.begin, token(words[last]).range.end};
  }

  void add_direct(const Quoted& quoted) {
    const bool has_verb = std::any_of(quoted.words.begin(), quoted.words.end(), [this](Place place) {
      return token(place).upos == Upos::VERB || token(place).upos == Upos::AUX;
    });
    const bool fragment = quoted.words.size() < kShortFragment || !has_verb;
    if (fragment && (quoted.cue.empty() || quoted.speaker.empty())) return;  // “moderate”: a word held at arm's length
    out_.push_back({true, range_of(quoted.words), quoted.speaker, quoted.cue});
  }

  void add_indirect(std::uint32_t s) {
    for (std::uint32_t v = 0; v < view(s).size(); ++v) {
      if (auto found = according_to_at(s, v)) {
        add_content(s, around(s, *found), *found);
        continue;
      }
      if (!is_speech(s, v) || language_.speech(view(s).token(v).lemma) == Speech::direct) continue;
      for (const auto& content : clauses_of(s, v)) add_content(s, content, {speaker_of(s, v), cue_of(s, v)});
    }
  }

  // What somebody thinks or wants, where that stands in nobody's words yet.
  void add_stances(std::uint32_t s) {
    const Sentence& sentence = document_.sentences[s];
    std::vector<bool> taken = quoted_[s];
    for (const Quotation& quotation : out_) {
      for (std::uint32_t i = 0; i < taken.size(); ++i) {
        const bool cue = quotation.cue.sentence == s && quotation.cue.first <= i && i < quotation.cue.last;
        if (cue || quotation.content.contains(sentence.tokens[i].range)) taken[i] = true;
      }
    }
    for (const Stance& stance : find_stances(view(s), s, language_, std::move(taken))) {
      const TextRange content{sentence.tokens[stance.first].range.begin, sentence.tokens[stance.last - 1].range.end};
      out_.push_back({false, content, stance.source, stance.cue, true});
    }
  }

  // The words of the clauses that a verb of speech governs, before it and behind it, or of that which it is set beside.
  std::vector<std::vector<bool>> clauses_of(std::uint32_t s, std::uint32_t verb) const {
    const SyntaxView& tree = view(s);
    const auto nothing = [](std::uint32_t) { return false; };
    std::vector<bool> before(tree.size(), false), behind(tree.size(), false);
    bool any_before = false, any_behind = false;
    for (const std::uint32_t child : tree.children(verb)) {
      if (!is_content(s, verb, child, any_behind)) continue;
      const auto words = tree.below(child, nothing);
      std::vector<bool>& side = child < verb ? before : behind;
      for (std::uint32_t i = 0; i < tree.size(); ++i) side[i] = side[i] || words[i];
      (child < verb ? any_before : any_behind) = true;
    }
    std::vector<std::vector<bool>> out;
    if (any_before) out.push_back(std::move(before));
    if (any_behind) out.push_back(std::move(behind));
    if (!out.empty()) return out;
    if (const auto clause = tree.child(verb, Deprel::parataxis); clause && tree.token(*clause).upos == Upos::VERB) {
      if (!is_speech(s, *clause)) return {tree.below(*clause, nothing)};
    }
    // "They would leave, she said", "..., she was quoted as saying": all but the words of that.
    std::uint32_t top = verb;
    if (const auto quote = tree.head(verb); quote && tree.token(*quote).lemma == "quote") top = *quote;
    const auto above = tree.head(top);
    if (!above || tree.token(top).deprel != Deprel::parataxis || speaker_of(s, verb).empty()) return {};
    return {tree.below(*above, [top](std::uint32_t child) { return child == top; })};
  }

  // A clause of the verb's; "... and that they would stay" behind one; a phrase that the tree has hung too high.
  bool is_content(std::uint32_t s, std::uint32_t verb, std::uint32_t child, bool behind_one) const {
    const SyntaxView& tree = view(s);
    const Token& word = tree.token(child);
    if (word.deprel == Deprel::ccomp) return true;
    if (!behind_one || child < verb) return false;
    if (word.deprel == Deprel::conj) {
      const auto mark = tree.child(child, Deprel::mark);
      return mark && tree.token(*mark).lemma == "that";
    }
    std::uint32_t first = child;
    while (first > verb + 1 && tree.governs(child, first - 1)) --first;
    return (word.deprel == Deprel::obl || word.deprel == Deprel::advcl) && tree.token(first).upos != Upos::PUNCT &&
           tree.token(first - 1).upos != Upos::PUNCT;
  }

  // What "according to X" is about: the clause it hangs on, without the phrase itself.
  std::vector<bool> around(std::uint32_t s, const Attribution& found) const {
    const SyntaxView& tree = view(s);
    const std::uint32_t noun = found.speaker.head;
    std::optional<std::uint32_t> above = tree.head(noun);
    if (!above) return std::vector<bool>(tree.size(), false);
    const auto phrase = tree.below(noun, [](std::uint32_t) { return false; });
    const bool at_edge =
        found.cue.first <= 1 || phrase[tree.size() - 1] || (tree.size() > 1 && phrase[tree.size() - 2]);
    while (at_edge && tree.head(*above)) above = tree.head(*above);  // it is the whole sentence's
    return tree.below(*above, [noun](std::uint32_t child) { return child == noun; });
  }

  // "They would leave, she said on Monday": the clause ends before its cue, whatever hangs on it behind that, unless
  // its own head stands there ("The rebels, he said, would leave").
  std::uint32_t before_cue(std::uint32_t s, const std::vector<bool>& words, std::uint32_t first, std::uint32_t last,
                           const Attribution& attribution) const {
    const Phrase &cue = attribution.cue, &speaker = attribution.speaker;
    const std::uint32_t head = head_of_part(s, words, first, last);
    if (cue.first <= head || cue.first >= last) return last;
    last = cue.first;
    if (speaker.sentence == s && !speaker.empty() && speaker.first > head) last = std::min(last, speaker.first);
    while (last > head + 1 && view(s).token(last - 1).upos == Upos::PUNCT) --last;
    return last;
  }

  void add_content(std::uint32_t s, const std::vector<bool>& words, const Attribution& attribution) {
    std::uint32_t first = 0, last = static_cast<std::uint32_t>(words.size());
    const auto trims = [&](std::uint32_t i) {
      const Token& word = view(s).token(i);
      return !words[i] || word.upos == Upos::PUNCT;
    };
    while (first < last && trims(first)) ++first;
    while (first < last && trims(last - 1)) --last;
    const bool marked =
        first < last && view(s).token(first).deprel == Deprel::mark && view(s).token(first).upos == Upos::SCONJ;
    if (marked) ++first;
    if (first >= last) return;
    last = before_cue(s, words, first, last, attribution);
    // A closing mark goes with its opening one.
    if (last < words.size() && quoted_[s][last - 1] && !quoted_[s][first]) ++last;
    std::uint32_t inside = 0;
    for (std::uint32_t i = first; i < last; ++i) inside += quoted_[s][i];
    if (inside == last - first) return;  // the direct quotation says it already
    const TextRange content{view(s).token(first).range.begin, view(s).token(last - 1).range.end};
    out_.push_back({false, content, attribution.speaker, attribution.cue});
  }

  const Document& document_;
  const Language& language_;
  std::vector<SyntaxView> views_;
  std::vector<std::vector<bool>> quoted_;  // words between marks, by sentence
  std::vector<Quoted> direct_;
  std::vector<Quotation> out_;
};

}  // namespace

std::vector<Quotation> find_quotations(const Document& document, const Language& language) {
  return Finder(document, language).find();
}

}  // namespace annals::parse
