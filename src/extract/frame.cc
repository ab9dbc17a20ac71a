#include "extract/frame.h"

#include <algorithm>
#include <array>

namespace annals::extract {
namespace {

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::nsubj_outer ||
         relation == Deprel::csubj || relation == Deprel::csubj_pass;
}

bool is_oblique(Deprel relation) {
  return relation == Deprel::obl || relation == Deprel::obl_agent || relation == Deprel::nmod ||
         relation == Deprel::obl_unmarked;
}

bool is_infinitive(const Tree& tree, TokenId verb) {
  if (tree.foreign()) return tree.token(verb).xpos == "VB";
  for (const TokenId c : tree.children(verb)) {
    if (tree.form(c) == "to" && (tree.relation(c) == Deprel::mark || tree.token(c).upos == Upos::PART)) return true;
  }
  return false;
}

// The noun that a relative clause above `verb` (through coordination and complements) is about.
TokenId antecedent(const Tree& tree, TokenId verb) {
  for (std::size_t steps = 0; verb != kNoToken && steps < tree.size(); ++steps) {
    if (tree.relation(verb) == Deprel::acl_relcl) return tree.head(verb);
    if (tree.relation(verb) != Deprel::conj && tree.relation(verb) != Deprel::xcomp &&
        tree.relation(verb) != Deprel::ccomp) {
      return kNoToken;
    }
    verb = tree.head(verb);
  }
  return kNoToken;
}

TokenId resolve_relative(const Tree& tree, TokenId argument, TokenId verb) {
  if (!tree.is_relative_pronoun(argument)) return argument;
  const TokenId noun = antecedent(tree, verb);
  return noun == kNoToken ? argument : noun;
}

TokenId own_subject(const Tree& tree, TokenId verb) {
  for (const TokenId c : tree.children(verb)) {
    if (is_subject(tree.relation(c)) && tree.relation(c) != Deprel::csubj && tree.relation(c) != Deprel::csubj_pass) {
      return resolve_relative(tree, c, verb);
    }
  }
  return kNoToken;
}

TokenId own_object(const Tree& tree, TokenId verb) {
  TokenId object = tree.child(verb, Deprel::obj);
  if (object == kNoToken) object = tree.child(verb, Deprel::iobj);
  return object == kNoToken ? kNoToken : resolve_relative(tree, object, verb);
}

// "accused Syria of gassing", "prevented them from leaving": the object does it.
bool object_does_it(const Tree& tree, TokenId clause) {
  for (const TokenId c : tree.children(clause)) {
    if (tree.relation(c) == Deprel::mark || tree.relation(c) == Deprel::case_) {
      const std::string_view word = tree.form(c);
      if (word == "of" || word == "for" || word == "from" || word == "into") return true;
    }
  }
  return false;
}

// "Were killed" without a mark and a subject: English leaves no subject out there, so the reader has lost it.
bool is_finite_alone(const Tree& tree, TokenId verb) {
  if (tree.foreign() || tree.has(verb, Deprel::mark)) return false;
  const auto finite = [&](TokenId i) {
    const std::string& tag = tree.token(i).xpos;
    return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD";
  };
  bool by_helper = false;
  for (const TokenId c : tree.children(verb)) {
    if (tree.relation(c) != Deprel::aux && tree.relation(c) != Deprel::aux_pass) continue;
    by_helper = by_helper || finite(c);
  }
  return by_helper;
}

class SubjectSearch {
 public:
  SubjectSearch(const Tree& tree, const lexicon::Forms& forms) : tree_(tree), forms_(forms) {}

  TokenId of(TokenId verb, int depth = 0) const {
    if (depth > 8) return kNoToken;
    if (const TokenId own = own_subject(tree_, verb); own != kNoToken) return own;
    const TokenId head = tree_.head(verb);
    if (head == kNoToken) return kNoToken;
    switch (tree_.relation(verb)) {
      case Deprel::conj:
        if (tree_.has(head, Deprel::expl) && tree_.relation(head) == Deprel::ccomp) {
          return of(tree_.head(head), depth + 1);  // "said there would be no vote and accused": "there" accuses nobody
        }
        return tree_.is_verb(head) || tree_.has(head, Deprel::cop) ? of(head, depth + 1)
                                                                   : of_coordinated(verb, head, depth);
      case Deprel::xcomp:
      case Deprel::ccomp:
        return of_complement(verb, head, depth);
      case Deprel::advcl:
        if (!tree_.is_verb(head) && !tree_.has(head, Deprel::cop)) return kNoToken;
        if (object_does_it(tree_, verb) && !is_passive(tree_, head)) {
          if (const TokenId object = own_object(tree_, head); object != kNoToken) return object;
        }
        if (const TokenId told = told_of(verb, head); told != kNoToken) return told;
        return is_finite_alone(tree_, verb) ? kNoToken : of(head, depth + 1);
      case Deprel::acl:
      case Deprel::amod:
        return of_participle(verb, head, depth);
      case Deprel::parataxis:  // "Nkrumah, meeting Toure, spoke": a participle between commas
        return tree_.token(verb).xpos == "VBG" && tree_.is_noun(head) && head < verb ? of_participle(verb, head, depth)
                                                                                     : kNoToken;
      default:
        return kNoToken;
    }
  }

 private:
  // "The ministry confirmed two clerks, kidnapped in May, were killed": without its "that" the reader takes the clerks
  // for the object of "confirmed", and the ministry for the one who was kidnapped and killed.
  TokenId told_of(TokenId verb, TokenId head) const {
    if (tree_.foreign() || !is_passive(tree_, verb)) return kNoToken;
    TokenId speech = kNoToken;
    if (tree_.is_verb(head) && forms_.listed("speech", tree_.lemma(head))) speech = head;
    if (is_finite_alone(tree_, verb)) {
      for (TokenId i = verb; i-- > 0 && speech == kNoToken;) {
        if (tree_.is_verb(i) && forms_.listed("speech", tree_.lemma(i)) && tree_.has(i, Deprel::obj)) speech = i;
      }
    }
    if (speech == kNoToken || tree_.has(speech, Deprel::ccomp)) return kNoToken;
    const TokenId object = tree_.child(speech, Deprel::obj);
    const bool between = object != kNoToken && speech < object && object < verb;
    return between && is_somebody(tree_, forms_, object) ? object : kNoToken;
  }

  TokenId of_coordinated(TokenId verb, TokenId head, int depth) const {
    // "plans to visit and meet", "accused of killing and wounding": the first conjunct may be a participle or noun.
    if (tree_.relation(head) == Deprel::acl || tree_.relation(head) == Deprel::amod) {
      return of_participle(verb, tree_.head(head), depth);
    }
    return kNoToken;
  }

  TokenId of_complement(TokenId verb, TokenId head, int depth) const {
    if (tree_.foreign() && tree_.relation(verb) == Deprel::ccomp && !is_passive(tree_, verb))
      return of(head, depth + 1);  // "dijo que atacará": who is left out is who speaks
    const bool control = tree_.relation(verb) == Deprel::xcomp || is_infinitive(tree_, verb);
    if (!control) return kNoToken;
    if (!is_passive(tree_, head) && !forms_.listed("subject_control", tree_.lemma(head))) {
      if (const TokenId object = own_object(tree_, head); object != kNoToken) return object;
    }
    return of(head, depth + 1);
  }

  TokenId of_participle(TokenId verb, TokenId noun, int depth) const {
    if (noun == kNoToken) return kNoToken;
    if (!is_infinitive(tree_, verb)) return noun;  // "troops guarding", "men arrested"
    if (const TokenId owner = tree_.child(noun, Deprel::nmod_poss); owner != kNoToken) return owner;
    if (is_somebody(tree_, forms_, noun)) return noun;
    const TokenId governor = tree_.head(noun);
    if (governor != kNoToken && tree_.is_verb(governor)) {
      const TokenId subject = of(governor, depth + 1);
      if (subject != noun) return subject;
      for (const TokenId c : tree_.children(governor)) {
        if (tree_.relation(c) == Deprel::obl_agent) return c;
      }
    }
    return kNoToken;
  }

  const Tree& tree_;
  const lexicon::Forms& forms_;
};

void add_all(const Tree& tree, TokenId first, const std::string& relation, bool own, std::vector<Argument>& out) {
  for (const TokenId i : tree.conjuncts(first)) {
    const bool held = std::any_of(out.begin(), out.end(), [&](const Argument& a) { return a.token == i; });
    if (!held) out.push_back({i, relation, own});
  }
}

// Who a passive's "by" names; "by Friday", "by force" name nobody.
bool is_agent(const Tree& tree, const lexicon::Forms& forms, TokenId i) {
  const bool manner = forms.listed("manner_nouns", tree.form(i));  // "by force", but "by American forces"
  return !forms.listed("time_nouns", tree.lemma(i)) && !manner && tree.token(i).upos != Upos::VERB;
}

void add_obliques(const Tree& tree, const lexicon::Forms& forms, TokenId word, bool passive, bool own,
                  std::vector<Argument>& out) {
  for (const TokenId c : tree.children(word)) {
    if (!is_oblique(tree.relation(c))) continue;
    const std::string preposition = tree.preposition(c);
    const TokenId named = resolve_relative(tree, c, word);
    if (preposition == "at" && tree.token(c).form == "hands") {  // "killed at the hands of the militia"
      for (const TokenId d : tree.children(c)) {
        if (tree.relation(d) == Deprel::nmod) add_all(tree, d, passive ? "subject" : "from", own, out);
      }
      continue;
    }
    for (const TokenId d :
         tree.children(c)) {  // "were moved to the border by Peking": the reader hangs it on the border
      const bool name = tree.token(d).upos == Upos::PROPN || forms.listed("political", tree.lemma(d));
      const bool by = tree.relation(d) == Deprel::nmod && tree.preposition(d) == "by";
      if (passive && name && by && is_agent(tree, forms, d)) add_all(tree, d, "subject", own, out);
    }
    if (passive && preposition == "by" && is_agent(tree, forms, c)) {
      add_all(tree, named, "subject", own, out);
    } else if (!preposition.empty()) {
      add_all(tree, named, preposition, own, out);
    }
  }
}

// The verb a noun is the event of: "held talks", "talks were held", "the raid was carried out", "carried out by".
TokenId carrier_of(const Tree& tree, const lexicon::Forms& forms, TokenId noun) {
  const TokenId first = tree.first_conjunct(noun);
  const TokenId head = tree.head(first);
  if (head == kNoToken) return kNoToken;
  switch (tree.relation(first)) {
    case Deprel::obj:
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
      if (tree.is_verb(head) && forms.listed("light_verbs", tree.lemma(head))) return head;
      break;
    case Deprel::obl:
      if (tree.is_verb(head) && forms.listed("engaging_verbs", tree.lemma(head))) return head;
      break;
    default:
      break;
  }
  for (const TokenId c : tree.children(noun)) {
    if ((tree.relation(c) == Deprel::acl || tree.relation(c) == Deprel::acl_relcl) &&
        forms.listed("light_verbs", tree.lemma(c))) {
      return c;
    }
  }
  return kNoToken;
}

}  // namespace

bool is_passive(const Tree& tree, TokenId verb) {
  const Token& token = tree.token(verb);
  // "Helicopters fired on": a past tense is none, whatever the reader calls its subject.
  if (tree.has(verb, Deprel::aux_pass)) return true;
  if (tree.foreign() && tree.has(verb, Deprel::nsubj_pass)) return true;  // "se firmó el acuerdo"
  if (tree.has(verb, Deprel::nsubj_pass)) return token.xpos != "VBD" || tree.has(verb, Deprel::aux);
  if (token.xpos != "VBN") return false;
  for (const TokenId c : tree.children(verb)) {
    if (tree.relation(c) == Deprel::aux && tree.lemma(c) == "have") return false;
    if (tree.relation(c) == Deprel::nsubj) return false;
  }
  switch (token.deprel) {
    case Deprel::acl:
    case Deprel::amod:
    case Deprel::advcl:
    case Deprel::acl_relcl:
    case Deprel::xcomp:
      return true;
    case Deprel::conj: {
      const TokenId head = tree.head(verb);
      return head != kNoToken && is_passive(tree, head);
    }
    case Deprel::root:
    case Deprel::parataxis:
    case Deprel::ccomp:
      return !tree.has(verb, Deprel::obj);  // a headline without its auxiliary: "Two killed in raid"
    default:
      return false;
  }
}

TokenId surface_subject(const Tree& tree, const lexicon::Forms& forms, TokenId verb) {
  return SubjectSearch(tree, forms).of(verb);
}

bool is_nobody(const Tree& tree, TokenId token) {
  for (const std::string_view word : {"nobody", "none", "neither", "nothing"}) {
    if (tree.form(token) == word) return true;
  }
  for (const TokenId c : tree.children(token)) {  // "no one", "no official"
    if (tree.relation(c) == Deprel::det && tree.form(c) == "no") return true;
  }
  return tree.form(token) == "one" && token > 0 && tree.form(token - 1) == "no";
}

namespace {

// "opened the conference with an appeal", "answered with a threat": who does the one does the other.
void add_subject_of_manner(const Tree& tree, const lexicon::Forms& forms, TokenId noun, std::vector<Argument>& out) {
  const TokenId verb = tree.head(noun);
  if (tree.relation(noun) != Deprel::obl || tree.preposition(noun) != "with" || !tree.is_verb(verb)) return;
  if (is_passive(tree, verb)) return;
  const TokenId subject = surface_subject(tree, forms, verb);
  if (subject != kNoToken) add_all(tree, subject, "subject", false, out);
}

}  // namespace

Frame verb_frame(const Tree& tree, const lexicon::Forms& forms, TokenId verb) {
  Frame frame;
  frame.head = verb;
  frame.passive = is_passive(tree, verb);
  auto& arguments = frame.arguments;
  const TokenId subject = surface_subject(tree, forms, verb);
  if (subject != kNoToken) {
    const bool own = own_subject(tree, verb) != kNoToken;
    add_all(tree, subject, frame.passive ? "object" : "subject", own, arguments);
  }
  for (const TokenId c : tree.children(verb)) {
    if (tree.relation(c) == Deprel::iobj) add_all(tree, resolve_relative(tree, c, verb), "indirect", true, arguments);
  }
  for (const TokenId c : tree.children(verb)) {
    if (tree.relation(c) != Deprel::obj) continue;
    std::string relation = tree.preposition(c);  // an object with a preposition is a slip of the reader
    if (relation.empty()) relation = frame.passive ? "second" : "object";
    add_all(tree, resolve_relative(tree, c, verb), relation, true, arguments);
  }
  const bool has_object = tree.has(verb, Deprel::obj);
  if (!frame.passive && !has_object) {
    // "the men he arrested"; "bombed and shelled the town": the object stands with the last verb.
    if (tree.relation(verb) == Deprel::acl_relcl && own_subject(tree, verb) != kNoToken &&
        own_subject(tree, verb) != tree.head(verb)) {
      bool gap = true;
      for (const TokenId c : tree.children(verb)) {
        const std::string_view form = tree.form(c);
        const bool where = form == "where" || form == "when" || form == "why";
        gap = gap && !where && !(is_oblique(tree.relation(c)) && tree.is_relative_pronoun(c));
      }
      if (gap) add_all(tree, tree.head(verb), "object", true, arguments);
    }
    for (const TokenId c : tree.children(verb)) {
      if (tree.relation(c) != Deprel::conj || !tree.is_verb(c)) continue;
      const TokenId object = tree.child(c, Deprel::obj);
      const bool close = c - verb <= 3;
      if (object != kNoToken && close && own_subject(tree, c) == kNoToken) {
        add_all(tree, object, "object", false, arguments);
        break;
      }
    }
  }
  add_obliques(tree, forms, verb, frame.passive, true, arguments);
  return frame;
}

bool befell_when(const Tree& tree, const lexicon::Forms& forms, TokenId outcome, TokenId means) {
  return tree.is_verb(outcome) && tree.head(means) == outcome && tree.relation(means) == Deprel::advcl &&
         tree.child_with_form(means, "when") != kNoToken &&
         (forms.listed("outcomes", tree.lemma(outcome)) || forms.listed("dying", tree.lemma(outcome)));
}

bool is_somebody(const Tree& tree, const lexicon::Forms& forms, TokenId noun) {
  constexpr auto kSomebody = std::to_array<std::string_view>({"political", "people", "officials", "leaders"});
  return std::any_of(kSomebody.begin(), kSomebody.end(),
                     [&](std::string_view list) { return forms.listed(list, tree.lemma(noun)); });
}

bool is_beside_somebody(const Tree& tree, const lexicon::Forms& forms, TokenId noun) {
  const TokenId first = tree.first_conjunct(noun);
  if (first == noun) return false;
  return tree.token(first).upos == Upos::PROPN || is_somebody(tree, forms, first);
}

Frame noun_frame(const Tree& tree, const lexicon::Forms& forms, TokenId noun) {
  Frame frame;
  frame.head = noun;
  auto& arguments = frame.arguments;
  for (const TokenId c : tree.children(noun)) {
    switch (tree.relation(c)) {
      case Deprel::nmod_poss:
        add_all(tree, c, "poss", true, arguments);
        break;
      case Deprel::compound:
      case Deprel::amod:
      case Deprel::nmod_unmarked:
      case Deprel::nmod_desc:
        add_all(tree, c, "modifier", true, arguments);
        break;
      case Deprel::nmod:
        if (std::string preposition = tree.preposition(c); !preposition.empty()) {
          add_all(tree, resolve_relative(tree, c, noun), preposition, true, arguments);
          // "the killing of nine soldiers by guerrillas": trees hang the agent on the victims
          for (const TokenId d : tree.children(c)) {
            if (preposition == "of" && tree.relation(d) == Deprel::nmod && tree.preposition(d) == "by") {
              add_all(tree, d, "by", true, arguments);
            }
          }
        }
        break;
      default:
        break;
    }
  }
  if (tree.relation(noun) == Deprel::conj &&
      !is_beside_somebody(tree, forms, noun)) {  // "US raids and shelling": what stands before the first holds for all
    for (const TokenId c : tree.children(tree.first_conjunct(noun))) {
      if (tree.relation(c) == Deprel::nmod_poss) add_all(tree, c, "poss", false, arguments);
    }
  }
  add_subject_of_manner(tree, forms, noun, arguments);
  frame.carrier = carrier_of(tree, forms, noun);
  if (frame.carrier != kNoToken) {
    const TokenId verb = frame.carrier;
    const bool passive = is_passive(tree, verb);
    if (!passive) {
      const TokenId subject = surface_subject(tree, forms, verb);
      if (subject != kNoToken && tree.first_conjunct(subject) != tree.first_conjunct(noun) && subject != noun) {
        add_all(tree, subject, "subject", false, arguments);
      }
    }
    add_obliques(tree, forms, verb, passive, false, arguments);
    std::erase_if(arguments, [&](const Argument& a) { return tree.is_ancestor(a.token, noun); });
  }
  return frame;
}

Frame adjective_frame(const Tree& tree, const lexicon::Forms& forms, TokenId adjective) {
  Frame frame;
  frame.head = adjective;
  const TokenId head = tree.head(adjective);
  if (tree.relation(adjective) == Deprel::amod && head != kNoToken) {
    frame.arguments.push_back({head, "object", true});
  } else if (const TokenId subject = surface_subject(tree, forms, adjective); subject != kNoToken) {
    add_all(tree, subject, "object", true, frame.arguments);
  }
  add_obliques(tree, forms, adjective, true, true, frame.arguments);
  return frame;
}

}  // namespace annals::extract
