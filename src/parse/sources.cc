#include "parse/sources.h"

namespace annals::parse {
namespace {

constexpr int kClimb = 4;  // steps up the tree to a subject that a verb shares

// A relative pronoun stands for the noun that its clause hangs on.
Phrase of_subject(const SyntaxView& tree, std::uint32_t s, std::uint32_t verb, std::uint32_t subject) {
  const auto above = tree.head(verb);
  const std::string& tag = tree.token(subject).xpos;
  const bool relative = tag == "WP" || tag == "WDT";
  if (relative && tree.token(verb).deprel == Deprel::acl_relcl && above) return tree.noun_phrase(s, *above);
  if (tree.token(subject).lemma == "it" && tree.child(verb, Deprel::expl)) return {};
  return tree.noun_phrase(s, subject);
}

}  // namespace

Phrase source_of(const SyntaxView& tree, std::uint32_t s, std::uint32_t word) {
  std::uint32_t at = word;
  for (int step = 0; step < kClimb; ++step) {
    if (const auto agent = tree.child(at, Deprel::obl_agent)) return tree.noun_phrase(s, *agent);
    if (const auto subject = tree.child(at, Deprel::nsubj)) return of_subject(tree, s, at, *subject);
    const auto passive = tree.child(at, Deprel::nsubj_pass);
    if (passive && step > 0) return tree.noun_phrase(s, *passive);  // "was quoted as saying"
    if (passive) return {};                                         // "is said to": by nobody in particular
    const auto above = tree.head(at);
    if (!above) return {};
    switch (tree.token(at).deprel) {
      case Deprel::acl: {
        const auto mark = tree.child(at, Deprel::mark);
        const auto carrier = tree.head(*above);
        if (!mark || tree.token(*mark).upos != Upos::PART || !carrier) {
          return tree.noun_phrase(s, *above);  // "a statement saying"
        }
        at = *carrier;  // "took the chance to say"
        break;
      }
      case Deprel::acl_relcl:
        return {};
      case Deprel::advcl:
      case Deprel::xcomp:
        // "quoted the minister as saying"
        if (tree.token(at).deprel == Deprel::advcl && tree.token(*above).lemma == "quote") {
          for (const Deprel object : {Deprel::obj, Deprel::iobj}) {
            if (const auto quoted = tree.child(*above, object)) return tree.noun_phrase(s, *quoted);
          }
        }
        at = *above;
        break;
      case Deprel::conj:
      case Deprel::parataxis:
        at = *above;
        break;
      default:
        return {};
    }
  }
  return {};
}

Phrase verb_group(const SyntaxView& tree, std::uint32_t s, std::uint32_t word) {
  const auto goes_with = [&](std::uint32_t i) {
    const Token& token = tree.token(i);
    const bool hangs = tree.head(i) == word || (tree.head(i) && tree.head(*tree.head(i)) == word);
    const Deprel deprel = token.deprel;
    return hangs && (deprel == Deprel::aux || deprel == Deprel::aux_pass || deprel == Deprel::cop ||
                     deprel == Deprel::compound_prt || (deprel == Deprel::advmod && token.upos != Upos::PRON));
  };
  Phrase out{s, word, word + 1, word};
  while (out.first > 0 && goes_with(out.first - 1)) --out.first;
  while (out.last < tree.size() && tree.token(out.last).deprel == Deprel::compound_prt && goes_with(out.last)) {
    ++out.last;
  }
  return out;
}

}  // namespace annals::parse
