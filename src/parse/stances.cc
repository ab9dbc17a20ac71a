#include "parse/stances.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "parse/sources.h"

// Every word of the table that has a part in the tree of the kind that it takes: a clause, an infinitive, an object, a
// noun behind its preposition. Outer ones first: what stands in the content of one is no other's.

namespace annals::parse {
namespace {

class Finder {
 public:
  Finder(const SyntaxView& tree, std::uint32_t sentence, const Language& language, std::vector<bool> taken)
      : tree_(tree), sentence_(sentence), language_(language), taken_(std::move(taken)) {}

  std::vector<Stance> find() {
    for (const std::uint32_t i : from_the_top()) {
      if (taken_[i]) continue;
      const Token& word = tree_.token(i);
      if (word.deprel == Deprel::amod || word.deprel == Deprel::compound) continue;
      const Frames* frames = language_.stance(word.lemma, word.upos);
      if (frames == nullptr) continue;
      if (word.upos == Upos::NOUN) {
        of_noun(i, *frames);
      } else {
        of_predicate(i, *frames);
      }
    }
    std::sort(out_.begin(), out_.end(), [](const Stance& a, const Stance& b) { return a.first < b.first; });
    return std::move(out_);
  }

 private:
  std::vector<std::uint32_t> from_the_top() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
      if (!tree_.head(i)) order.push_back(i);
    }
    for (std::size_t at = 0; at < order.size(); ++at) {
      for (const std::uint32_t child : tree_.children(order[at])) order.push_back(child);
    }
    return order;
  }

  // Whether a word has a marker: "that", "to", or a preposition of the list.
  bool marked(std::uint32_t i, std::string_view marker) const {
    for (const std::uint32_t child : tree_.children(i)) {
      const Token& word = tree_.token(child);
      const bool marks = word.deprel == Deprel::mark || word.deprel == Deprel::case_;
      if (marks && base::to_lower_ascii(word.form) == marker) return true;
    }
    return false;
  }
  bool marked(std::uint32_t i, const Frames& frames) const {
    return std::any_of(frames.prepositions.begin(), frames.prepositions.end(),
                       [&](const std::string& preposition) { return marked(i, preposition); });
  }

  void of_predicate(std::uint32_t i, const Frames& frames) {
    const bool passive = tree_.child(i, Deprel::nsubj_pass) || tree_.child(i, Deprel::aux_pass);
    const auto agent = tree_.child(i, Deprel::obl_agent);
    std::vector<std::uint32_t> parts;
    for (const std::uint32_t child : tree_.children(i)) {
      if (is_part(i, child, frames, passive)) parts.push_back(child);
    }
    if (parts.empty()) {
      const auto subject = tree_.child(i, Deprel::nsubj_pass);
      if (!frames.thing || !agent || !subject) return;
      parts = {*subject};
    }
    const Phrase source = source_of(tree_, sentence_, i);
    if (source.empty() && !passive) return;
    add(i, parts, source);
  }

  // Whether a word hangs on a verb or an adjective as what is thought or wanted.
  bool is_part(std::uint32_t i, std::uint32_t child, const Frames& frames, bool passive) const {
    const bool verb = tree_.token(i).upos == Upos::VERB;
    switch (tree_.token(child).deprel) {
      case Deprel::ccomp:
        return frames.clause || frames.infinitive || frames.hearer;
      case Deprel::xcomp:
      case Deprel::advcl:
        if (marked(child, "to")) return child > i && (frames.infinitive || frames.hearer);
        if (marked(child, frames)) return true;
        return tree_.token(child).deprel == Deprel::xcomp && (frames.thing || frames.infinitive);
      case Deprel::obj:
        return verb && frames.thing && !passive && !taken_[child];
      case Deprel::obl:
      case Deprel::obl_unmarked:
        return marked(child, frames);
      default:
        return false;
    }
  }

  // "His call for a truce", "voiced fears that the truce would end".
  void of_noun(std::uint32_t i, const Frames& frames) {
    std::vector<std::uint32_t> parts;
    Phrase source;
    for (const std::uint32_t child : tree_.children(i)) {
      const Token& word = tree_.token(child);
      const bool behind = child > i;
      if (word.deprel == Deprel::nmod_poss) {
        source = tree_.noun_phrase(sentence_, child);
      } else if (word.deprel == Deprel::nmod && marked(child, "by")) {
        source = tree_.noun_phrase(sentence_, child);
      } else if (behind && word.deprel == Deprel::nmod && marked(child, frames)) {
        parts.push_back(child);
      } else if (behind && (word.deprel == Deprel::acl || word.deprel == Deprel::ccomp)) {
        if (marked(child, "to") ? frames.infinitive : marked(child, "that") ? frames.clause : marked(child, frames)) {
          parts.push_back(child);
        }
      }
    }
    if (parts.empty()) return;
    std::uint32_t first = i;
    const auto above = tree_.head(i);
    if (source.empty() && above && tree_.token(i).deprel == Deprel::obj && !taken_[*above]) {
      const Frames* carrier = language_.stance(tree_.token(*above).lemma, Upos::VERB);
      if (carrier == nullptr) return;
      source = source_of(tree_, sentence_, *above);
      if (*above < i) first = *above;
    }
    if (source.empty()) return;
    add(i, parts, source, first);
  }

  void add(std::uint32_t i, const std::vector<std::uint32_t>& parts, Phrase source,
           std::optional<std::uint32_t> cue = std::nullopt) {
    std::uint32_t first = tree_.size(), last = 0;
    for (const std::uint32_t part : parts) {
      const auto words = tree_.below(part, [](std::uint32_t) { return false; });
      for (std::uint32_t w = 0; w < tree_.size(); ++w) {
        if (!words[w] || tree_.token(w).upos == Upos::PUNCT) continue;
        first = std::min(first, w);
        last = std::max(last, w + 1);
      }
    }
    const Token* opening = first < last ? &tree_.token(first) : nullptr;
    // The preposition is the cue's, the infinitive's "to" is the content's.
    const bool marks = opening != nullptr && (opening->deprel == Deprel::case_ || opening->upos == Upos::SCONJ);
    if (marks) ++first;
    if (first >= last || (first <= i && i < last)) return;
    if (!source.empty() && source.first < last && first < source.last) return;
    Phrase words = verb_group(tree_, sentence_, cue.value_or(i));
    words.head = i;
    words.last = std::max(words.last, i + 1);
    if (first == words.last + 1 && marks) ++words.last;
    out_.push_back({first, last, source, words});
    for (std::uint32_t w = first; w < last; ++w) taken_[w] = true;
    for (std::uint32_t w = words.first; w < words.last; ++w) taken_[w] = true;
  }

  const SyntaxView& tree_;
  std::uint32_t sentence_;
  const Language& language_;
  std::vector<bool> taken_;
  std::vector<Stance> out_;
};

}  // namespace

std::vector<Stance> find_stances(const SyntaxView& tree, std::uint32_t sentence, const Language& language,
                                 std::vector<bool> taken) {
  return Finder(tree, sentence, language, std::move(taken)).find();
}

}  // namespace annals::parse
