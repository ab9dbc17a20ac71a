#include "extract/standing.h"

#include <algorithm>
#include <set>
#include <vector>

namespace annals::extract {

Known known_from(const lexicon::Actors& actors, const lexicon::Places& places) {
  Known known;
  known.actor = [&actors](std::string_view phrase) {
    if (!actors.named(phrase).empty()) return true;
    const auto persons = actors.persons_named(phrase, {}, 1);
    return !persons.empty() && persons.front().score > 0.9;
  };
  known.place = [&places](std::string_view phrase) { return places.is_name(phrase); };
  known.town = [&places](std::string_view phrase) {
    const auto found = places.named(phrase, {}, 1);
    if (found.empty()) return false;
    const std::string_view kind = places.place(found.front().place).kind;
    return kind == "town" || kind == "capital" || kind == "village" || kind == "quarter" || kind == "camp";
  };
  return known;
}

bool is_time(const Tree& tree, const lexicon::Forms& forms, TokenId i) {
  const std::string_view form = tree.form(i);
  if (forms.listed("time_nouns", tree.lemma(i)) || forms.listed("time_nouns", form)) return true;
  if (tree.token(i).upos == Upos::NUM) {  // "on Feb. 11"
    for (const TokenId c : tree.children(i)) {
      if (tree.token(c).upos != Upos::NUM && tree.preposition(c).empty() &&
          (forms.listed("time_nouns", tree.form(c)) || tree.form(c) == "may" || tree.form(c) == "march"))
        return true;
    }
  }
  if (tree.token(i).upos == Upos::PROPN && (form == "may" || form == "march")) {  // "in May"; Mrs May is no month
    return tree.preposition(i) == "in" || tree.preposition(i) == "since";
  }
  const bool digits =
      form.size() == 4 && std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && (form[0] == '1' || form[0] == '2') && (form[1] == '9' || form[1] == '0' || form[1] == '8');
}

Standing::Standing(const Document& document, const lexicon::Forms& forms, const Known& known)
    : forms_(forms), known_(known) {
  // Different words, not their number: a match report says "club" ten times, a political one "minister" once.
  std::set<std::string_view> political, elsewhere;
  std::vector<Tree> trees;
  trees.reserve(document.sentences.size());
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const Tree& tree = trees.emplace_back(document, forms, s);
    for (TokenId i = 0; i < tree.size(); ++i) {
      for (const std::string_view word : {tree.lemma(i), tree.form(i)}) {
        if (forms.listed("elsewhere", word)) elsewhere.insert(tree.lemma(i));
        if (forms.listed("political_signs", word)) political.insert(tree.lemma(i));
      }
    }
  }
  elsewhere_ = static_cast<int>(elsewhere.size());
  politics_ = static_cast<int>(political.size()) - elsewhere_;
}

bool Standing::known_actor(const Tree& tree, TokenId i) const {
  if (!known_.actor) return false;
  const Phrase phrase = tree.noun_phrase(i);
  return known_.actor(tree.token(i).form) || (phrase.last - phrase.first <= 8 && known_.actor(tree.text(phrase)));
}

bool Standing::political(const Tree& tree, TokenId i) const {
  const std::string_view lemma = tree.lemma(i);
  if (forms_.listed("political", lemma) || forms_.listed("political", tree.form(i))) return true;
  if (forms_.listed("time_nouns", lemma)) return false;
  if (tree.token(i).upos == Upos::PROPN) return true;
  bool is_name = false;
  tree.name_kind(i, is_name);
  if (is_name) return true;
  if (tree.token(i).upos == Upos::PRON) return !forms_.listed("empty_pronouns", lemma);
  for (const std::string_view list : {"forces", "aircraft", "ships", "crowds", "militia_words", "police_words"}) {
    if (forms_.listed(list, lemma)) return true;
  }
  return forms_.listed("demonyms", tree.form(i)) || is_organ(tree, i) || known_actor(tree, i);
}

// "the security service", "a rebel unit"
bool Standing::is_organ(const Tree& tree, TokenId i) const {
  if (!forms_.listed("organs", tree.lemma(i))) return false;
  for (const TokenId c : tree.children(i)) {
    const bool modifies = tree.relation(c) == Deprel::amod || tree.relation(c) == Deprel::compound;
    if (modifies && (forms_.listed("political", tree.lemma(c)) || tree.form(c) == "secret")) return true;
  }
  return false;
}

bool Standing::acts(const Tree& tree, TokenId i) const {
  if (political(tree, i) || person(tree, i)) return true;
  for (const std::string_view list :
       {"weapons", "missiles", "explosives", "measures", "promises_kept", "attacks", "hostilities", "talks"}) {
    if (forms_.listed(list, tree.lemma(i))) return false;
  }
  for (const TokenId c : tree.children(i)) {
    const bool modifies = tree.relation(c) == Deprel::amod || tree.relation(c) == Deprel::compound ||
                          tree.relation(c) == Deprel::nmod_poss;
    if (modifies && (forms_.listed("demonyms", tree.form(c)) || tree.token(c).upos == Upos::PROPN)) return true;
  }
  return false;
}

namespace {

// "mutineer", "loyalist", "electrician", "frogmen"
bool ends_like_a_person(const lexicon::Forms& forms, std::string_view lemma) {
  for (const std::string_view ending : forms.list("person_endings")) {
    if (lemma.size() > ending.size() + 2 && lemma.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

bool Standing::person(const Tree& tree, TokenId i) const {
  if (forms_.listed("quantities", tree.lemma(i))) {  // "a group of peasants"
    for (const TokenId c : tree.children(i)) {
      const bool of = tree.relation(c) == Deprel::nmod && tree.preposition(c) == "of";
      if (of && !forms_.listed("quantities", tree.lemma(c)) && person(tree, c)) return true;
    }
  }
  if (forms_.listed("people", tree.lemma(i)) || forms_.listed("people", tree.form(i))) return true;
  bool is_name = false;
  const NameKind kind = tree.name_kind(i, is_name);
  if (is_name) return kind == NameKind::person || kind == NameKind::nationality;
  switch (tree.token(i).upos) {
    case Upos::PRON:
      return tree.form(i) != "it" && !forms_.listed("empty_pronouns", tree.lemma(i));
    case Upos::NUM:
    case Upos::PROPN:
      return true;
    case Upos::NOUN:
      if (ends_like_a_person(forms_, tree.lemma(i)) && !forms_.listed("things", tree.lemma(i))) return true;
      [[fallthrough]];
    default:
      return tree.form(i) == "others" || tree.form(i) == "dozens" || tree.form(i) == "scores" ||
             tree.form(i) == "hundreds" || tree.form(i) == "thousands" || political(tree, i);
  }
}

bool Standing::place(const Tree& tree, TokenId i) const {
  if (forms_.listed("place_nouns", tree.lemma(i))) return true;
  bool is_name = false;
  const NameKind kind = tree.name_kind(i, is_name);
  if (is_name) return kind == NameKind::place;
  if (known_.place && known_.place(tree.token(i).form)) return true;
  return tree.token(i).upos == Upos::PROPN && !forms_.listed("time_nouns", tree.lemma(i));
}

bool Standing::town(const Tree& tree, TokenId i) const {
  bool is_name = false;
  const NameKind kind = tree.name_kind(i, is_name);
  if (is_name && (kind == NameKind::person || kind == NameKind::nationality)) return false;
  if (is_name && kind == NameKind::organization && known_actor(tree, i)) return false;
  return known_.town && tree.token(i).upos == Upos::PROPN && known_.town(tree.token(i).form);
}

bool Standing::is_a(const Tree& tree, TokenId i, std::string_view word_class) const {
  if (word_class.empty()) return true;
  if (word_class == "political") return political(tree, i);
  if (word_class == "leaders" || word_class == "officials") {
    bool is_name = false;
    if (tree.name_kind(i, is_name) == NameKind::person && is_name) return true;
  }
  if (word_class == "people") return person(tree, i) || political(tree, i);
  if (word_class == "place_nouns") return place(tree, i);
  if (word_class == "named_place") {
    bool is_name = false;
    const NameKind kind = tree.name_kind(i, is_name);
    return tree.token(i).upos == Upos::PROPN && (!is_name || kind == NameKind::place || kind == NameKind::other);
  }
  return forms_.listed(word_class, tree.lemma(i)) || forms_.listed(word_class, tree.form(i));
}

}  // namespace annals::extract
