// A mention is a name of the cast, or a noun phrase that holds no name as its head and means somebody whom the tables
// know: "the French president", "the foreign ministers of Italy and Spain", "the Security Council's president".
#include "resolve/naming.h"

#include <algorithm>

#include "base/text.h"
#include "resolve/cast.h"
#include "resolve/published.h"
#include "resolve/referents.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

bool stands_apart(const Token& token) {
  switch (token.deprel) {
    case Deprel::flat:
    case Deprel::compound:
    case Deprel::fixed:
    case Deprel::nmod_desc:
    case Deprel::nmod_unmarked:
      return false;
    default:
      return token.upos == Upos::NOUN || token.upos == Upos::PROPN;
  }
}

// The noun with all that hangs on it but what is joined to it, told in clauses, or put beside it.
Phrase phrase_of(const Sentence& sentence, std::uint32_t number, std::uint32_t head) {
  Phrase out{number, head, head + 1, head};
  for (const std::uint32_t child : children(sentence, head)) {
    switch (sentence.tokens[child].deprel) {
      case Deprel::case_:
        if (child > head && sentence.tokens[child].upos == Upos::PART) break;
        continue;
      case Deprel::cc:
      case Deprel::punct:
      case Deprel::appos:
      case Deprel::acl:
      case Deprel::acl_relcl:
      case Deprel::parataxis:
      case Deprel::cop:
      case Deprel::nsubj:
      case Deprel::mark:
        continue;
      case Deprel::conj:
        if (child < head) continue;
        break;
      default:
        break;
    }
    const Phrase inner = phrase_of(sentence, number, child);
    out.first = std::min(out.first, inner.first);
    out.last = std::max(out.last, inner.last);
  }
  return out;
}

class Namer {
 public:
  Namer(const Document& document, const Knowledge& know, const Cast& cast, const TimeInterval& when)
      : document_(document), know_(know), cast_(cast), referents_(document, know, cast) {
    situation_.when = when;
  }

  std::vector<NamedActor> run() {
    std::vector<NamedActor> out;
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const Sentence& sentence = document_.sentences[s];
      for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
        const Mention* mention = cast_.at(s, t);
        if (mention != nullptr) {
          if (mention->phrase.first == t) add(mention->phrase, false, out);
        } else if (stands_apart(sentence.tokens[t])) {
          add(phrase_of(sentence, s, t), true, out);
        }
      }
    }
    return out;
  }

 private:
  void add(const Phrase& phrase, bool known_only, std::vector<NamedActor>& out) const {
    for (const Referent& referent : referents_.named_by(phrase, situation_)) {
      const bool known = know_.actors.by_id(referent.actor.id) || know_.actors.person_by_id(referent.actor.id);
      if (known_only && !known) continue;
      out.push_back({referent.actor, known, base::fold_spaces(document_.text_of(phrase)),
                     document_.article.text.spans(document_.range_of(phrase)), referent.why});
    }
  }

  const Document& document_;
  const Knowledge& know_;
  const Cast& cast_;
  Referents referents_;
  Situation situation_;
};

}  // namespace

NamedDocument name(const Document& document, const Knowledge& know) {
  PublishedDate date;
  if (auto told = told_date(document, know)) {
    date = std::move(*told);
  } else {
    date = published_date(document, know, Cast(document, know, {}), {});
  }
  const Cast cast(document, know, date.published);
  const Article& article = document.article;
  const bool own_id = article.id != article.sha256.substr(0, article.id.size());
  return {own_id ? article.id : std::string(), article.path, date.published,
          Namer(document, know, cast, date.published).run()};
}

}  // namespace annals::resolve
