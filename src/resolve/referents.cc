// The readings of a noun phrase, tried from the surest on: its name, a pronoun, a partner ("his Italian counterpart"),
// a title, a gathering word ("both sides"), a voice ("a spokesman for"), an organ ("the ministry"), a common noun with
// or without a nationality, and last its own words.
#include "resolve/referents.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <tuple>

#include "base/text.h"
#include "base/utf8.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

constexpr int kNotCarried = 30;            // how much less those are meant whom a sentence names beside its "they"
constexpr std::uint32_t kMemory = 5;       // sentences that a pronoun looks back over
constexpr std::size_t kRemembered = 2000;  // mentions that a title or an organ looks back over

void add_once(std::vector<Actor>& actors, Actor actor) {
  const auto same = [&](const Actor& held) { return held.id == actor.id; };
  if (std::none_of(actors.begin(), actors.end(), same)) actors.push_back(std::move(actor));
}

bool is_adjective(lexicon::NameUse use) { return use == lexicon::NameUse::adjective; }

bool is_state(const Actor& actor) { return actor.kind == "country"; }

// Offices that many hold at once: "the minister", "diplomats" name nobody by the state alone.
bool is_common(std::string_view role) {
  constexpr auto kCommon =
      std::to_array<std::string_view>({"other", "minister", "general", "mayor", "governor", "spokesperson", "leader",
                                       "ambassador", "envoy", "deputy minister", "party leader"});
  return std::find(kCommon.begin(), kCommon.end(), role) != kCommon.end();
}

// Whether the name at `name` stands beside the noun at `head` as its bearer ("the minister, General A. B.").
bool names_head(const Sentence& sentence, std::uint32_t name, std::uint32_t head) {
  std::int32_t at = static_cast<std::int32_t>(name);
  for (int steps = 0; steps < 3; ++steps) {
    const Token& here = sentence.tokens[static_cast<std::size_t>(at)];
    switch (here.deprel) {
      case Deprel::appos:
      case Deprel::flat:
      case Deprel::compound:
      case Deprel::nmod_desc:
      case Deprel::nmod_unmarked:
      case Deprel::dep:
        break;
      default:
        return false;
    }
    at = here.head;
    if (at == static_cast<std::int32_t>(head)) return true;
    if (at < 0) return false;
  }
  return false;
}

bool is_plural(const Token& token) {
  return token.xpos == "NNS" || token.xpos == "NNPS" ||
         (token.xpos.empty() && token.upos == Upos::NOUN && !token.lemma.empty() && token.form != token.lemma &&
          !token.form.empty() && (token.form.back() == 's' || base::fold(token.form) != base::fold(token.lemma)));
}

}  // namespace

Referents::Referents(const Document& document, const Knowledge& know, const Cast& cast)
    : document_(document), know_(know), cast_(cast) {}

void Referents::remember_parties(std::uint32_t sentence, EventType type, const std::vector<Actor>& parties) {
  std::vector<Actor> distinct;
  for (const Actor& actor : parties) add_once(distinct, actor);
  if (distinct.size() >= 2) parties_.push_back({sentence, std::move(distinct), std::string(to_string(type))});
}

std::vector<Actor> Referents::parties_before(EventType type) const {
  for (std::size_t i = parties_.size(); i-- > 0;) {
    if (parties_[i].word == to_string(type)) return parties_[i].actors;
  }
  return {};
}

void Referents::remember_speaker(std::uint32_t sentence, const Actor& speaker, std::string word) {
  speakers_.push_back({sentence, {speaker}, std::move(word)});
}

void Referents::remember_deed(std::uint32_t sentence, EventType type, const std::vector<Actor>& doers) {
  if (!doers.empty()) deeds_.push_back({sentence, doers, std::string(to_string(type))});
}

std::string Referents::focus_country(const Situation& situation) const {
  // "Three soldiers were killed in American airstrikes": not the Americans' own.
  const auto did_it = [&](const std::string& country) {
    return situation.asked == Situation::Asked::recipient &&
           std::any_of(situation.apart.begin(), situation.apart.end(),
                       [&](const Actor& actor) { return actor.country == country; });
  };
  if (!situation.country.empty() && !did_it(situation.country)) return situation.country;
  for (const std::string& country : cast_.countries()) {
    if (!did_it(country)) return country;
  }
  return {};
}

Actor Referents::actor_of_mention(const Mention& mention, const Situation& situation) const {
  const Entity& entity = cast_.entity(mention.entity);
  return entity.person ? person_on(entity, situation.when, know_) : entity.actor;
}

std::vector<const Mention*> Referents::mentions_before(std::uint32_t sentence, std::uint32_t token) const {
  const std::vector<Mention>& all = cast_.mentions();
  auto end = std::lower_bound(all.begin(), all.end(), std::pair{sentence, token},
                              [](const Mention& mention, const std::pair<std::uint32_t, std::uint32_t>& at) {
                                return std::pair{mention.phrase.sentence, mention.phrase.first} < at;
                              });
  std::vector<const Mention*> out;
  while (end != all.begin() && out.size() < kRemembered) out.push_back(&*--end);
  return out;
}

std::vector<Actor> Referents::states_of(const std::vector<Actor>& actors) const {
  std::vector<Actor> out;
  for (const Actor& actor : actors) {
    if (actor.country.empty()) continue;
    if (const auto state = know_.actors.state(actor.country)) add_once(out, actor_of(know_.actors.actor(*state)));
  }
  return out;
}

// ---- cutting a phrase into its noun phrases

std::vector<Referents::Part> Referents::parts_of(const Phrase& phrase) const {
  const Sentence& sentence = document_.sentences[phrase.sentence];
  const auto size = static_cast<std::uint32_t>(sentence.tokens.size());
  std::vector<std::uint32_t> heads = {std::min(phrase.head, size - 1)};
  for (std::uint32_t i = phrase.first; i < std::min(phrase.last, size); ++i) {
    const Token& token = sentence.tokens[i];
    if (token.deprel != Deprel::conj || !is_nominal(token)) continue;
    if (token.head >= 0 &&
        std::find(heads.begin(), heads.end(), static_cast<std::uint32_t>(token.head)) != heads.end()) {
      heads.push_back(i);
    }
  }
  std::vector<Part> out;
  for (const std::uint32_t head : heads) {
    Part part;
    part.sentence = &sentence;
    part.phrase = {phrase.sentence, head, head + 1, head};
    const auto belongs = [&](std::uint32_t i) {
      if (sentence.tokens[i].upos == Upos::CCONJ && sentence.tokens[i].deprel == Deprel::cc && i != head) {
        const std::int32_t up = sentence.tokens[i].head;
        if (up >= 0 && std::find(heads.begin(), heads.end(), static_cast<std::uint32_t>(up)) != heads.end())
          return false;
      }
      // The phrase as it was handed over is the first head's, whatever the tree makes of its words.
      if (head != heads.front() && !governs(sentence, head, i)) return false;
      for (const std::uint32_t other : heads) {
        const bool below = head == heads.front() || governs(sentence, head, other);
        if (other != head && below && governs(sentence, other, i)) return false;
      }
      return true;
    };
    while (part.phrase.first > phrase.first && belongs(part.phrase.first - 1)) --part.phrase.first;
    while (part.phrase.last < std::min(phrase.last, size) && belongs(part.phrase.last)) ++part.phrase.last;
    part.end = part.phrase.last;
    for (std::uint32_t i = head + 1; i < part.phrase.last; ++i) {
      const Token& token = sentence.tokens[i];
      // "of Britain, Canada, the Netherlands, and Norway": a comma between names ends nothing
      std::uint32_t next = i + 1;
      while (token.form == "," && next + 1 < part.phrase.last &&
             (sentence.tokens[next].upos == Upos::CCONJ || sentence.tokens[next].upos == Upos::DET)) {
        ++next;
      }
      const bool listed = token.form == "," && cast_.at(phrase.sentence, i - 1) != nullptr &&
                          cast_.at(phrase.sentence, next) != nullptr &&
                          !cast_.entity(cast_.at(phrase.sentence, next)->entity).person;
      const bool clause = !listed && cast_.at(phrase.sentence, i) == nullptr &&
                          (token.upos == Upos::VERB || token.upos == Upos::AUX || token.form == "," ||
                           (token.upos == Upos::PRON && token.xpos.substr(0, 1) == "W"));
      if (clause) {
        part.end = i;
        break;
      }
    }
    out.push_back(part);
  }
  return out;
}

// Names told one after the other, "A, B and C", whatever the tree makes of them: headlines and long titles mislead it.
// Empty where the phrase is not such a list.
std::vector<const Mention*> Referents::listed_names(const Phrase& phrase) const {
  const Sentence& sentence = document_.sentences[phrase.sentence];
  std::vector<const Mention*> out;
  bool headed = false;  // the name that heads the phrase is among them
  for (const Mention* mention : cast_.within(phrase)) {
    if (is_adjective(mention->use) || mention->use == lexicon::NameUse::people) continue;
    const bool person = cast_.entity(mention->entity).person;
    const std::int32_t above = sentence.tokens[mention->phrase.head].head;
    const bool heads = (mention->phrase.first <= phrase.head && phrase.head < mention->phrase.last) ||
                       (person && above == static_cast<std::int32_t>(phrase.head));
    if (out.empty()) {
      out.push_back(mention);
      headed = heads;
      continue;
    }
    if (cast_.entity(out.front()->entity).person != person) continue;
    bool joined = false, parted = false;
    for (std::uint32_t i = out.back()->phrase.last; i < mention->phrase.first; ++i) {
      const Token& token = sentence.tokens[i];
      const bool joint = token.upos == Upos::CCONJ || token.form == "," || token.form == "&";
      const bool title = person && (token.upos == Upos::NOUN || token.upos == Upos::PROPN || token.upos == Upos::ADJ ||
                                    token.upos == Upos::ADP || token.upos == Upos::PART || token.form == "-");
      joined = joined || joint;
      parted = parted || !(joint || token.upos == Upos::DET || (title && joined));
    }
    if (joined && !parted) {
      out.push_back(mention);
      headed = headed || heads;
    } else if (!headed) {  // the list begins here, if anywhere
      out = {mention};
      headed = heads;
    }
  }
  if (out.size() < 2 || !headed) out.clear();
  return out;
}

std::vector<Referent> Referents::named_by(const Phrase& phrase, const Situation& situation) const {
  std::vector<Referent> out;
  if (phrase.empty() || phrase.sentence >= document_.sentences.size() ||
      document_.sentences[phrase.sentence].tokens.empty()) {
    return out;
  }
  const std::vector<Part> parts = parts_of(phrase);
  const std::vector<const Mention*> names = listed_names(phrase);
  if (names.size() > parts.size()) {
    for (const Mention* mention : names) {
      const Actor actor = actor_of_mention(*mention, situation);
      const auto same = [&](const Referent& held) { return held.actor.id == actor.id; };
      if (std::any_of(out.begin(), out.end(), same)) continue;
      out.push_back({actor, mention->phrase, cast_.entity(mention->entity).why});
    }
    return out;
  }
  for (const Part& part : parts) {
    for (Referent& referent : of_part(part, situation)) {
      const auto same = [&](const Referent& held) { return held.actor.id == referent.actor.id; };
      if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(referent));
    }
  }
  return out;
}

std::vector<Referent> Referents::of_part(const Part& part, const Situation& situation) const {
  using Reading = std::optional<std::vector<Referent>> (Referents::*)(const Part&, const Situation&) const;
  for (const Reading reading :
       {&Referents::by_pronoun, &Referents::by_quantity, &Referents::by_vessel, &Referents::by_name,
        &Referents::by_counterpart, &Referents::by_party, &Referents::by_voice, &Referents::by_gathering,
        &Referents::by_title, &Referents::by_deed, &Referents::by_relation, &Referents::by_kind, &Referents::by_organ,
        &Referents::by_agent}) {
    if (auto found = (this->*reading)(part, situation)) return *found;
  }
  if (core_words(part).empty()) return {};
  if (wants_actors(situation) && !may_act(part)) return {};
  return {in_words(part)};
}

bool Referents::wants_actors(const Situation& situation) {
  return situation.asked != Situation::Asked::speaker && !situation.things;
}

// Whether the words, which name nobody known, may yet mean somebody: "two climbers", but not "the truce", "dawn".
// Titles in capitals are tagged as names; they are asked, too.
bool Referents::may_act(const Part& part) const {
  const Token& head = part.sentence->tokens[part.phrase.head];
  if (!know_.language.knows(WordClass::being) || head.upos == Upos::PROPN) return true;
  const std::string form = base::fold(head.form);
  if (know_.language.has(WordClass::being, form) || know_.language.has(WordClass::being, head.lemma)) return true;
  if (know_.language.ends(WordClass::being_ending, form)) return true;
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head; ++i) {  // "terrorist targets", "rebel positions"
    const Token& before = part.sentence->tokens[i];
    if (before.head != static_cast<std::int32_t>(part.phrase.head) || before.upos == Upos::PROPN) continue;
    if (know_.language.has(WordClass::being, before.form) || know_.actors.agent(before.form) != nullptr) return true;
  }
  return false;
}

// Whether a part points to somebody told of ("the", "those") or brings in somebody new ("a").
Referents::Pointing Referents::pointing(const Part& part) const {
  for (std::uint32_t i = part.phrase.first; i <= part.phrase.head; ++i) {
    const std::string* article = know_.language.value(WordClass::article, part.sentence->tokens[i].form);
    if (article != nullptr) return *article == "definite" ? Pointing::definite : Pointing::indefinite;
  }
  return Pointing::none;
}

// The words of a part without determiners, numbers and what hangs behind.
std::string Referents::core_words(const Part& part) const {
  const Sentence& sentence = *part.sentence;
  std::uint32_t first = part.phrase.first;
  const auto empty_word = [&](const Token& token) {
    return token.upos == Upos::DET || token.upos == Upos::NUM || token.upos == Upos::PUNCT || token.upos == Upos::ADP ||
           token.upos == Upos::CCONJ || token.upos == Upos::ADV ||
           (token.upos == Upos::PRON && token.deprel == Deprel::nmod_poss) ||
           know_.language.has(WordClass::determiner, token.form);
  };
  while (first < part.phrase.head && empty_word(sentence.tokens[first])) ++first;
  std::uint32_t last = std::max(part.phrase.head + 1, first + 1);
  while (last < part.end &&
         (sentence.tokens[last].deprel == Deprel::flat || sentence.tokens[last].deprel == Deprel::compound ||
          sentence.tokens[last].deprel == Deprel::fixed)) {
    ++last;
  }
  // "Board of Inquiry", "Municipality of Lund": the rest of a name in capitals.
  const auto capital = [&](std::uint32_t i) { return i < part.end && sentence.tokens[i].upos == Upos::PROPN; };
  if (sentence.tokens[part.phrase.head].upos == Upos::PROPN && capital(last + 1) &&
      know_.language.value(WordClass::of, sentence.tokens[last].form) != nullptr &&
      *know_.language.value(WordClass::of, sentence.tokens[last].form) == "name") {
    for (++last; capital(last);) ++last;
  }
  return words_of(sentence, first, std::min(last, part.phrase.last));
}

Referent Referents::in_words(const Part& part) const {
  const Token& head = part.sentence->tokens[part.phrase.head];
  Referent out;
  out.phrase = part.phrase;
  // "Fighting was reported", "reportedly", "is said to": reports say so, nobody knows whose.
  const bool hearsay = head.upos == Upos::VERB || head.upos == Upos::ADV;
  out.actor.name = hearsay ? "reports" : core_words(part);
  out.actor.id = own_id(out.actor.name);
  out.actor.kind = head.upos == Upos::PROPN ? "group" : is_plural(head) ? "people" : "group";
  out.actor.sector = "UNK";
  return out;
}

// ---- names

// "The company, Acme Mining,", "a rival group, the Front of the South,": the body that a noun is said to be.
const Mention* Referents::name_beside(const Part& part) const {
  const Sentence& sentence = *part.sentence;
  const Token& noun = sentence.tokens[part.phrase.head];
  if (noun.upos != Upos::NOUN || is_plural(noun)) return nullptr;
  for (const std::uint32_t child : children(sentence, part.phrase.head)) {
    if (child < part.phrase.head || sentence.tokens[child].deprel != Deprel::appos) continue;
    const Mention* mention = cast_.at(part.phrase.sentence, child);
    if (mention == nullptr || mention->phrase.head != child || cast_.entity(mention->entity).person) continue;
    const std::string& kind = cast_.entity(mention->entity).actor.kind;
    if (!is_adjective(mention->use) && (kind == "group" || kind == "body" || kind == "company" || kind == "outlet")) {
      return mention;
    }
  }
  return nullptr;
}

std::optional<std::vector<Referent>> Referents::by_name(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const std::uint32_t head = part.phrase.head;
  const auto referent = [&](const Mention& mention) {
    const Entity& entity = cast_.entity(mention.entity);
    return Referent{actor_of_mention(mention, situation), mention.phrase, entity.why};
  };
  // The person named in apposition: "his U.S. counterpart Colin Powell".
  for (const Mention* mention : cast_.within(part.phrase)) {
    if (!cast_.entity(mention->entity).person) continue;
    const bool holds_head = mention->phrase.first <= head && head < mention->phrase.last;
    if (holds_head) return std::vector<Referent>{referent(*mention)};
    // "Nixon administration", "Powell's team" are not Nixon and Powell.
    if (mention->phrase.first < head || !names_head(sentence, mention->phrase.head, head)) continue;
    std::vector<Referent> out;
    // A spokesman speaks for his office: both are named.
    const Token& noun = sentence.tokens[head];
    if (know_.language.has(WordClass::voice, noun.lemma.empty() ? noun.form : noun.lemma)) {
      Part office = part;
      office.end = std::min(part.end, mention->phrase.first);
      for (const Actor& owner : owners(office, situation, true)) out.push_back({owner, part.phrase, ""});
    }
    out.push_back(referent(*mention));
    return out;
  }
  // "Home Minister A. B.": the name begins right behind the phrase that was handed over.
  const std::uint32_t behind = head + 1;
  if (behind < sentence.tokens.size() && sentence.tokens[head].upos != Upos::PRON) {
    const Mention* next = cast_.at(part.phrase.sentence, behind);
    if (next != nullptr && next->phrase.first == behind && cast_.entity(next->entity).person &&
        cast_.at(part.phrase.sentence, head) == nullptr &&
        (sentence.tokens[behind].head == static_cast<std::int32_t>(head) ||
         governs(sentence, next->phrase.head, head) || part.phrase.last == behind)) {
      const lexicon::Agent* agent = know_.actors.agent(sentence.tokens[head].form);
      const bool title = agent != nullptr || know_.language.has(WordClass::honorific, sentence.tokens[head].form);
      if (title) return std::vector<Referent>{referent(*next)};
    }
  }
  const Mention* mention = cast_.at(part.phrase.sentence, head);
  if (mention == nullptr) mention = name_beside(part);
  if (mention == nullptr) return std::nullopt;
  if (is_adjective(mention->use)) {  // "US-Russian" and no noun behind it: both states
    std::vector<Referent> states;
    for (const Mention* named : cast_.within(part.phrase)) {
      const Entity& entity = cast_.entity(named->entity);
      if (is_state(entity.actor)) states.push_back({entity.actor, named->phrase, ""});
    }
    return states.empty() ? std::nullopt : std::optional(states);
  }
  if (mention->use == lexicon::NameUse::people) {
    Referent out = in_words(part);
    out.actor.kind = "people";
    out.actor.country = cast_.entity(mention->entity).actor.country;
    out.actor.sector = "CVL";
    return std::vector<Referent>{out};
  }
  Referent out = referent(*mention);
  if (mention->use == lexicon::NameUse::capital || mention->use == lexicon::NameUse::metonym) {
    out.why = "\"" + words_of(sentence, mention->phrase.first, mention->phrase.last) + "\" acts for " + out.actor.name;
  }
  return std::vector<Referent>{out};
}

// ---- pronouns

std::optional<std::vector<Referent>> Referents::by_pronoun(const Part& part, const Situation& situation) const {
  const Token& head = part.sentence->tokens[part.phrase.head];
  const std::string* kind = know_.language.value(WordClass::pronoun, head.form);
  if (kind == nullptr || (head.upos != Upos::PRON && head.upos != Upos::DET && head.upos != Upos::SCONJ)) {
    return std::nullopt;
  }
  std::vector<Referent> out;
  const auto put = [&](const std::vector<Actor>& actors, const std::string& how) {
    for (const Actor& actor : actors) {
      out.push_back({actor, part.phrase, "\"" + head.form + "\" is " + actor.name + ": " + how});
    }
  };
  if (*kind == "reader" || *kind == "none") return out;
  if (*kind == "speaker") {
    put(situation.speakers, "who is speaking");
    return out;
  }
  if (*kind == "speakers") {
    // "We have agreed": both who had been talking, when the speaker is one of them; else his state.
    const std::vector<Actor> pair = pair_before(part.phrase.sentence, part.phrase.first, Gathering::any, situation);
    const auto of_pair = [&](const Actor& actor) {
      return std::any_of(pair.begin(), pair.end(), [&](const Actor& other) {
        return other.id == actor.id || (!actor.country.empty() && other.country == actor.country);
      });
    };
    if (situation.mutual && !situation.speakers.empty() && of_pair(situation.speakers.front())) {
      put(states_of(pair).size() >= 2 ? states_of(pair) : pair, "the speaker and the one he had been talking with");
      return out;
    }
    for (const Actor& speaker : situation.speakers) {
      const std::vector<Actor> states = states_of({speaker});
      const bool for_state = speaker.kind == "person" && speaker.sector == "GOV" && !states.empty();
      put(for_state ? states : std::vector<Actor>{speaker}, "for whom the speaker speaks");
    }
    return out;
  }
  if (*kind == "relative") {
    for (std::int32_t at = static_cast<std::int32_t>(part.phrase.head); at >= 0;) {
      const Token& here = part.sentence->tokens[static_cast<std::size_t>(at)];
      if (here.deprel == Deprel::acl_relcl || here.deprel == Deprel::acl) {
        if (here.head < 0 || here.head >= static_cast<std::int32_t>(part.phrase.head)) break;
        const auto noun = static_cast<std::uint32_t>(here.head);
        Phrase whole{part.phrase.sentence, noun, noun + 1, noun};
        while (whole.first > 0 && governs(*part.sentence, noun, whole.first - 1)) --whole.first;
        while (whole.last < part.phrase.first && governs(*part.sentence, noun, whole.last)) ++whole.last;
        for (Referent& referent : named_by(whole, situation)) out.push_back(std::move(referent));
        return out;
      }
      at = here.head;
    }
    // The tree does not tell: what stands right before it.
    for (std::uint32_t t = part.phrase.head; t-- > 0 && part.phrase.head - t <= 3;) {
      const Token& before = part.sentence->tokens[t];
      if (before.upos == Upos::PUNCT || before.upos == Upos::ADP) continue;
      if (const Mention* mention = cast_.at(part.phrase.sentence, t);
          mention != nullptr && !is_adjective(mention->use)) {
        out.push_back({actor_of_mention(*mention, situation), part.phrase, ""});
      } else if (before.upos == Upos::NOUN && know_.actors.agent(before.form) != nullptr) {
        return named_by({part.phrase.sentence, t, t + 1, t}, situation);
      }
      break;
    }
    return out;
  }
  if (*kind == "many") {
    put(antecedent(part, *kind, situation), "the ones told of last");
    return out;
  }
  put(antecedent(part, *kind, situation), "the nearest that it can stand for");
  return out;
}

// "Chad and its allies", "Venezuela and its president": what is joined to a name by its own "its" is that one's.
std::vector<Actor> Referents::joined_before(std::uint32_t here, std::uint32_t token, std::string_view kind,
                                            const Situation& situation) const {
  const Sentence& sentence = document_.sentences[here];
  const Token& pronoun = sentence.tokens[token];
  if (pronoun.deprel != Deprel::nmod_poss || pronoun.head < 0) return {};
  const Token& owned = sentence.tokens[static_cast<std::size_t>(pronoun.head)];
  if (owned.deprel != Deprel::conj || owned.head < 0) return {};
  const Mention* mention = cast_.at(here, static_cast<std::uint32_t>(owned.head));
  if (mention == nullptr || is_adjective(mention->use) || mention->phrase.first > token) return {};
  const bool person = cast_.entity(mention->entity).person;
  if (person != (kind == "one") || kind == "many") return {};
  return {actor_of_mention(*mention, situation)};
}

// "They took the town. They burned the mill.": whether a sentence's subject is the same pronoun, so that those whom it
// meant are meant again.
bool Referents::goes_on(const Sentence& sentence, const Token& pronoun) const {
  const std::string* kind = know_.language.value(WordClass::pronoun, pronoun.form);
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& token) {
    if (token.upos != Upos::PRON || !is_subject(token.deprel) || token.lemma != pronoun.lemma) return false;
    if (token.head < 0 || sentence.tokens[static_cast<std::size_t>(token.head)].deprel != Deprel::root) return false;
    const std::string* its = know_.language.value(WordClass::pronoun, token.form);
    return its != nullptr && kind != nullptr && *its == *kind;
  });
}

// The best of those told before. Subjects stand out, near ones stand out; what the pronoun's own verb governs beside it
// cannot be meant.
std::vector<Actor> Referents::antecedent(const Part& part, std::string_view kind, const Situation& situation) const {
  const std::uint32_t here = part.phrase.sentence, token = part.phrase.head;
  if (std::vector<Actor> beside = joined_before(here, token, kind, situation); !beside.empty()) return beside;
  const BlockKind own_block = document_.block_of(document_.sentences[here]).kind;
  const bool own_caption = own_block == BlockKind::caption;
  int best_score = -1000;
  std::vector<Actor> best;
  std::uint32_t best_sentence = here;
  bool best_is_subject = false;
  int carried = 0;  // sentences whose own subject is the same pronoun: it is as near as if they were not there
  for (std::uint32_t back = 0; back <= kMemory && back <= here; ++back) {
    const std::uint32_t s = here - back;
    const Sentence& sentence = document_.sentences[s];
    const BlockKind block = document_.block_of(sentence).kind;
    if ((block == BlockKind::caption) != own_caption && back > 0) continue;
    const bool carries = back > 0 && goes_on(sentence, document_.sentences[here].tokens[token]);
    const std::uint32_t end = back == 0 ? token : static_cast<std::uint32_t>(sentence.tokens.size());
    for (std::uint32_t t = 0; t < end; ++t) {
      const Token& candidate = sentence.tokens[t];
      const Mention* mention = cast_.at(s, t);
      std::vector<Actor> actors;
      bool person = false, many = false;
      if (mention != nullptr) {
        if (mention->phrase.head != t || is_adjective(mention->use)) continue;
        const Entity& entity = cast_.entity(mention->entity);
        person = entity.person;
        many = mention->use == lexicon::NameUse::people || entity.actor.kind == "people" ||
               (entity.actor.kind == "group" && entity.known_actor.has_value()) ||
               (candidate.upos == Upos::NOUN && is_plural(candidate));  // "Libyan government troops"
        if (mention->use == lexicon::NameUse::capital && !is_subject(candidate.deprel)) continue;
      } else if (candidate.upos == Upos::NOUN) {
        const lexicon::Agent* agent = know_.actors.agent(candidate.form);
        if (agent == nullptr) continue;
        many = is_plural(candidate);
        person = agent->kind == "person" && !many;
      } else {
        continue;
      }
      if (kind == "one" && !person) continue;
      if (kind == "thing" && (person || (many && mention == nullptr))) continue;
      if (kind == "many" && (person || !many)) continue;
      int score = 100 - 25 * (static_cast<int>(back) - carried) - (carries ? kNotCarried : 0);
      if (is_subject(candidate.deprel)) score += candidate.head >= 0 && depth(sentence, t) <= 2 ? 30 : 22;
      if (candidate.deprel == Deprel::obj || candidate.deprel == Deprel::iobj) score += 10;
      if (candidate.deprel == Deprel::nmod || candidate.deprel == Deprel::compound) score -= 10;
      if (candidate.deprel == Deprel::conj) score += 5;
      if (block == BlockKind::title) score -= 15;
      score += static_cast<int>(t) * 4 / static_cast<int>(std::max<std::size_t>(sentence.tokens.size(), 1));
      if (back == 0) {
        const std::int32_t own = document_.sentences[here].tokens[token].head;
        const bool possessive = document_.sentences[here].tokens[token].deprel == Deprel::nmod_poss;
        if (!possessive && candidate.head >= 0 && candidate.head == own) continue;
      }
      if (score <= best_score) continue;
      if (mention != nullptr) {
        actors = {actor_of_mention(*mention, situation)};
      } else {
        Phrase noun{s, t, t + 1, t};
        while (noun.first > 0 && governs(sentence, t, noun.first - 1)) --noun.first;
        for (const Referent& referent : named_by(noun, situation)) add_once(actors, referent.actor);
        if (kind == "one" && !actors.empty() && actors.front().kind != "person") {
          if (know_.actors.agent(candidate.form)->kind != "person") continue;
        }
      }
      if (actors.empty()) continue;
      const bool apart = std::any_of(situation.apart.begin(), situation.apart.end(),
                                     [&](const Actor& other) { return other.id == actors.front().id; });
      if (apart) continue;
      best_is_subject = is_subject(candidate.deprel);
      best_score = score;
      best = std::move(actors);
      best_sentence = s;
    }
    carried += carries;
  }
  if (kind == "many") {
    // Two who were told of together are "they", when no plural noun was a subject since.
    std::optional<std::uint32_t> together;
    const std::vector<Actor> pair = pair_before(here, token, Gathering::any, situation, &together);
    if (best.empty()) return pair;
    const bool later = together && (*together > best_sentence || (*together == best_sentence && !best_is_subject));
    if (later && pair.size() == 2) best = pair;
    for (std::size_t i = parties_.size(); i-- > 0 && here - parties_[i].sentence <= kMemory;) {
      if (parties_[i].sentence < best_sentence) break;
      best = parties_[i].actors;
      // Two ministers met at a council: "they" are the ministers.
      const auto is_person = [](const Actor& actor) { return actor.kind == "person"; };
      if (std::count_if(best.begin(), best.end(), is_person) >= 2) std::erase_if(best, std::not_fn(is_person));
      break;
    }
  }
  if (kind == "thing" && !speakers_.empty() && here - speakers_.back().sentence <= kMemory) {
    // "it said", "it added": the body that was speaking.
    const Token& verb =
        document_.sentences[here]
            .tokens[verb_above(document_.sentences[here], token) % document_.sentences[here].tokens.size()];
    const Actor& speaker = speakers_.back().actors.front();
    if (know_.language.has(WordClass::speech, verb.lemma) && speaker.kind != "person") return {speaker};
  }
  return best;
}

// ---- the two, both sides, the ministers

std::vector<Actor> Referents::pair_before(std::uint32_t sentence, std::uint32_t token, Gathering kind,
                                          const Situation& situation, std::optional<std::uint32_t>* found_in) const {
  const auto wanted = [&](const std::vector<Actor>& actors) {
    std::vector<Actor> out;
    if (kind == Gathering::states) return states_of(actors);
    for (const Actor& actor : actors) {
      if (kind != Gathering::persons || actor.kind == "person") add_once(out, actor);
    }
    return out;
  };
  const auto two = [](std::vector<Actor> actors) {
    if (actors.size() > 2) actors.resize(2);
    return actors;
  };
  // Who calls on both sides is neither of them.
  const auto one_asks = [&](const std::vector<Actor>& pair) {
    if (situation.asked != Situation::Asked::recipient) return false;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, pair.size()); ++i) {
      for (const Actor& other : situation.apart) {
        if (pair[i].id == other.id || (is_state(pair[i]) && pair[i].country == other.country)) return true;
      }
    }
    return false;
  };
  const BlockKind own = document_.block_of(document_.sentences[sentence]).kind;
  for (std::uint32_t back = 0; back <= kMemory && back <= sentence; ++back) {
    const std::uint32_t s = sentence - back;
    const BlockKind block = document_.block_of(document_.sentences[s]).kind;
    if (back > 0 && (block == BlockKind::caption) != (own == BlockKind::caption)) continue;
    if (found_in != nullptr) *found_in = s;
    for (std::size_t i = parties_.size(); i-- > 0 && parties_[i].sentence >= s;) {
      if (parties_[i].sentence != s) continue;
      std::vector<Actor> told = wanted(parties_[i].actors);
      if (told.size() >= 2 && !one_asks(told)) return two(std::move(told));
    }
    std::vector<Actor> persons, states;
    for (const Mention* mention : cast_.of_sentence(s)) {
      if (back == 0 && mention->phrase.first >= token) break;
      const Actor actor = actor_of_mention(*mention, situation);
      if (actor.kind == "person") {
        add_once(persons, actor);
      } else if (is_state(actor) || actor.kind == "body" || actor.kind == "group") {
        add_once(states, actor);
      }
    }
    if (kind != Gathering::states && persons.size() >= 2 && !one_asks(persons)) return two(std::move(persons));
    if (kind == Gathering::states) {
      std::vector<Actor> of_persons = states_of(persons);
      if (of_persons.size() >= 2 && !one_asks(of_persons)) return two(std::move(of_persons));
      std::erase_if(states, [](const Actor& actor) { return !is_state(actor); });
    }
    if (kind != Gathering::persons && states.size() >= 2 && !one_asks(states)) return two(std::move(states));
  }
  // Nothing near: the two the page speaks of most.
  if (found_in != nullptr) found_in->reset();
  const std::vector<const Mention*> told = mentions_before(sentence, token);
  std::map<std::string, std::pair<int, std::size_t>> counts;  // id -> mentions, the last in `told`: the first told
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Entity& entity = cast_.entity(told[i]->entity);
    if (kind == Gathering::persons ? !entity.person : entity.person || entity.actor.kind != "country") continue;
    auto& [count, first] = counts[entity.actor.id];
    ++count;
    first = i;
  }
  std::vector<std::tuple<int, std::ptrdiff_t, std::size_t>> order;
  for (const auto& [id, count] : counts) {
    order.emplace_back(-count.first, -static_cast<std::ptrdiff_t>(count.second), count.second);
  }
  std::sort(order.begin(), order.end());
  std::vector<Actor> out;
  for (const auto& [count, first, mention] : order) {
    if (out.size() < 2) add_once(out, actor_of_mention(*told[mention], situation));
  }
  return out.size() == 2 ? out : std::vector<Actor>{};
}

std::optional<std::vector<Referent>> Referents::by_gathering(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const Token& head = sentence.tokens[part.phrase.head];
  const std::string* kind = know_.language.value(WordClass::group, head.form);
  if (kind == nullptr || !cast_.within(part.phrase).empty()) return std::nullopt;
  int number = -1;
  for (std::uint32_t i = part.phrase.first; i <= part.phrase.head; ++i) {
    const std::string* pairing = know_.language.value(WordClass::pairing, sentence.tokens[i].form);
    if (pairing != nullptr) number = std::max(number, std::atoi(pairing->c_str()));
  }
  const bool article = pointing(part) == Pointing::definite;
  const bool plural = is_plural(head) || head.upos == Upos::NUM || number == 2;
  const auto value = base::split_words(*kind);
  const bool numbered = value.size() > 1;
  // "two men" are any two; "the two men" were told of
  const bool both = head.upos != Upos::NUM && number == 2 && !article && part.phrase.first < part.phrase.head &&
                    sentence.tokens[part.phrase.head - 1].upos == Upos::NUM;
  if (number > 2 || both || (number != 2 && (numbered || !(article && plural)))) return std::nullopt;
  const Gathering what = value.front() == "persons"  ? Gathering::persons
                         : value.front() == "states" ? Gathering::states
                                                     : Gathering::any;
  // "The presidents of both countries" are theirs, and not the two ministers told of before.
  if (what == Gathering::persons && number != 2 && !owners(part, situation, false).empty()) return std::nullopt;
  const std::vector<Actor> pair = pair_before(part.phrase.sentence, part.phrase.first, what, situation);
  if (pair.empty()) return std::nullopt;
  std::vector<Referent> out;
  const std::string words = words_of(sentence, part.phrase.first, part.phrase.head + 1);
  for (const Actor& actor : pair) {
    out.push_back({actor, part.phrase, "\"" + words + "\" are those told of before: " + actor.name});
  }
  return out;
}

// ---- owners: whose minister, whose army

std::vector<Actor> Referents::owners(const Part& part, const Situation& situation, bool with_pronoun,
                                     bool whole_person) const {
  const Sentence& sentence = *part.sentence;
  std::vector<Actor> out;
  for (const Mention* mention : cast_.within({part.phrase.sentence, part.phrase.first, part.end, part.phrase.head})) {
    if (mention->phrase.first <= part.phrase.head && part.phrase.head < mention->phrase.last) continue;
    const Entity& entity = cast_.entity(mention->entity);
    if (entity.person) {  // "the Nixon administration", "Franco's army", "Powell's statement"
      const Deprel relation = sentence.tokens[mention->phrase.head].deprel;
      if (mention->phrase.last > part.phrase.head || (relation != Deprel::compound && relation != Deprel::nmod_poss)) {
        continue;
      }
      const Actor person = actor_of_mention(*mention, situation);
      if (whole_person) {
        add_once(out, person);
      } else {
        for (Actor& state : states_of({person})) add_once(out, std::move(state));
      }
      continue;
    }
    // What lies behind another preposition is not the owner: "the envoy to Chad", "soldiers near Goma".
    if (mention->phrase.first > part.phrase.head) {
      bool owning = false;
      for (std::uint32_t i = part.phrase.head + 1; i < mention->phrase.first; ++i) {
        if (sentence.tokens[i].upos == Upos::ADP) owning = know_.language.has(WordClass::of, sentence.tokens[i].form);
      }
      if (!owning) continue;
    }
    add_once(out, entity.actor);
  }
  if (!out.empty()) return out;
  for (std::uint32_t i = part.phrase.first; i < part.end; ++i) {  // "of both countries", "the two countries' ministers"
    const std::string* kind = know_.language.value(WordClass::group, sentence.tokens[i].form);
    if (kind == nullptr || i == part.phrase.head || base::split_words(*kind).front() != "states") continue;
    const bool paired = i > 0 && know_.language.has(WordClass::pairing, sentence.tokens[i - 1].form);
    if (paired) return pair_before(part.phrase.sentence, part.phrase.first, Gathering::states, situation);
  }
  if (!with_pronoun) return out;
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head; ++i) {
    const std::string* kind = know_.language.value(WordClass::possessive, sentence.tokens[i].form);
    if (kind == nullptr) continue;
    if (*kind == "speaker" || *kind == "speakers") return states_of(situation.speakers);
    Part pronoun = part;
    pronoun.phrase = {part.phrase.sentence, i, i + 1, i};
    const std::vector<Actor> whose = antecedent(pronoun, *kind, situation);
    const std::vector<Actor> states = states_of(whose);
    return states.empty() ? whose : states;
  }
  return out;
}

// ---- titles

std::optional<Actor> Referents::person_with_role(const Title& title, std::string_view of, std::uint32_t sentence,
                                                 std::uint32_t token, const Situation& situation) const {
  const auto bears = [&](const Entity& entity) {
    if (!entity.person) return false;
    if (entity.title && !entity.title->roles.empty() && entity.title->current && !entity.title->lesser) {
      const bool same_role = std::any_of(title.roles.begin(), title.roles.end(), [&](const std::string& role) {
        return std::find(entity.title->roles.begin(), entity.title->roles.end(), role) != entity.title->roles.end();
      });
      // "President Assad" bears the title, but of Syria, as is known of him.
      const bool of_it = entity.titled_of.empty() ? !entity.known_person : entity.titled_of == of;
      if (same_role && (of.empty() || of_it)) return true;
    }
    if (!entity.known_person) return false;
    for (const lexicon::Tenure* tenure : know_.actors.tenures(*entity.known_person)) {
      if (fits_title(*tenure, title, of) && tenure->overlaps(situation.when)) return true;
    }
    return false;
  };
  // "The Foreign Secretary" is who was called so before a Secretary of State named since.
  const auto called_so = [&](const Entity& entity) { return entity.title && entity.title->words == title.words; };
  const Mention* chosen = nullptr;
  for (const Mention* mention : mentions_before(sentence, token)) {
    const Entity& entity = cast_.entity(mention->entity);
    if (!bears(entity) || (chosen != nullptr && !called_so(entity))) continue;
    chosen = mention;
    if (called_so(entity)) break;
  }
  for (std::size_t i = 0; i < std::min(cast_.mentions().size(), kRemembered) && chosen == nullptr; ++i) {
    if (bears(cast_.entity(cast_.mentions()[i].entity))) chosen = &cast_.mentions()[i];
  }
  if (chosen == nullptr) return std::nullopt;
  return actor_of_mention(*chosen, situation);
}

namespace {

// Of months that end on the day of an office's handing over, he who held it until then is meant.
void drop_who_only_began(std::vector<const lexicon::Tenure*>& held, const TimeInterval& when) {
  constexpr std::chrono::days kMonth{31}, kHandover{1};
  if (held.size() < 2 || !when.from || !when.to || *when.to - *when.from < kMonth) return;
  const auto only_began = [&](const lexicon::Tenure* tenure) {
    return (tenure->from && *when.to - *tenure->from <= kHandover) ||
           (tenure->to && *tenure->to - *when.from <= kHandover);
  };
  if (!std::all_of(held.begin(), held.end(), only_began)) std::erase_if(held, only_began);
}

}  // namespace

Referent Referents::holder(const Title& title, const Actor& of, const Part& part, const Situation& situation) const {
  const std::string code = is_state(of) && !of.country.empty() ? of.country : of.id;
  Referent out;
  out.phrase = part.phrase;
  const std::string words = words_of(*part.sentence, part.phrase.first, part.end);
  if (title.current && !title.lesser) {
    std::vector<const lexicon::Tenure*> held = holders_of(title, code, know_, situation.when);
    drop_who_only_began(held, situation.when);
    std::vector<const lexicon::Tenure*> sure;
    for (const lexicon::Tenure* tenure : held) {
      if (sure.empty() || sure.front()->person != tenure->person) sure.push_back(tenure);
    }
    const bool dated = situation.when.from && situation.when.to;
    if (sure.size() > 1 || !dated) {  // of several, the one the page names
      if (const auto named = person_with_role(title, code, part.phrase.sentence, part.phrase.first, situation)) {
        out.actor = *named;
        out.why = "\"" + words + "\" is " + named->name + ", whom the page names";
        return out;
      }
    }
    if (!sure.empty() && dated &&
        (sure.size() == 1 || situation.when.is_day() ||
         *situation.when.to - *situation.when.from < std::chrono::days{62})) {
      out.actor = holder_actor(*sure.front(), know_);
      out.why = "\"" + words + "\" was " + out.actor.name + " then";
      return out;
    }
    if (const auto named = person_with_role(title, code, part.phrase.sentence, part.phrase.first, situation)) {
      out.actor = *named;
      out.why = "\"" + words + "\" is " + named->name + ", whom the page names";
      return out;
    }
  }
  out.actor.name = core_words(part);
  if (is_state(of)) out.actor.name = title.words + " of " + of.name;
  if (!title.current) out.actor.name = core_words(part);
  out.actor.id = own_id(out.actor.name + " " + code);
  out.actor.kind = "person";
  out.actor.country = of.country;
  out.actor.sector = title.roles.empty() ? "UNK" : sector_of_role(title.roles.front(), code, know_);
  if (title.current && is_state(of)) out.actor.office = out.actor.name;
  out.why = "who was \"" + words + "\" then is not known";
  return out;
}

std::optional<std::vector<Referent>> Referents::by_title(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const std::uint32_t head = part.phrase.head;
  std::optional<Title> title = title_at(sentence, part.phrase.first, part.end, head, know_, situation.when);
  if (!title || title->roles.empty()) return std::nullopt;
  const bool plural = is_plural(sentence.tokens[head]);
  std::vector<Actor> whose = owners(part, situation, true);
  std::vector<Referent> out;
  if (plural) {
    if (whose.size() >= 2 && !is_common(title->roles.front())) {
      for (const Actor& of : whose) out.push_back(holder(*title, of, part, situation));
      return out;
    }
    const Title wanted = *title;
    // "Four governors", "union leaders" are some, not those told of before.
    // "diplomats said": nor are they.
    const bool bare = part.phrase.first == head && situation.asked == Situation::Asked::speaker;
    bool some = pointing(part) != Pointing::definite && (part.phrase.first < head || bare) &&
                title->words.find(' ') == std::string::npos;
    for (std::uint32_t i = part.phrase.first; i < head; ++i) {
      const std::string* pairing = know_.language.value(WordClass::pairing, sentence.tokens[i].form);
      some = some || (sentence.tokens[i].upos == Upos::NUM && pairing == nullptr);
    }
    if (whose.empty() && some) return std::nullopt;
    if (whose.empty()) {  // "the foreign ministers": those of the office whom the page has named
      std::vector<Actor> found;
      for (const Actor& actor : pair_before(part.phrase.sentence, part.phrase.first, Gathering::persons, situation)) {
        if (actor.kind == "person") add_once(found, actor);
      }
      for (const Actor& actor : found) {
        out.push_back({actor, part.phrase, "the " + wanted.words + "s told of before: " + actor.name});
      }
      if (!out.empty()) return out;
    }
    return std::nullopt;  // "French ministers": an agent with a nationality
  }
  if (whose.empty()) {
    if (title->current && !title->lesser) {
      if (const auto named = person_with_role(*title, "", part.phrase.sentence, part.phrase.first, situation)) {
        out.push_back({*named, part.phrase, "\"" + title->words + "\" is " + named->name + ", whom the page names"});
        return out;
      }
    }
    const bool definite = pointing(part) == Pointing::definite;
    const auto state = know_.actors.state(focus_country(situation));
    const bool high = !is_common(title->roles.front());
    if (!definite || !state || !high) return std::nullopt;
    whose.push_back(actor_of(know_.actors.actor(*state)));
  }
  out.push_back(holder(*title, whose.front(), part, situation));
  for (std::size_t i = 1; i < whose.size(); ++i) {
    // "the Russian and US foreign minister" cannot be; "the UN envoy for Syria" is one man of the first.
    if (sentence.tokens[head].upos == Upos::NOUN && title->toward.empty() && is_state(whose[i]) && is_state(whose[0]) &&
        plural) {
      out.push_back(holder(*title, whose[i], part, situation));
    }
  }
  return out;
}

std::optional<std::vector<Referent>> Referents::by_counterpart(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  if (!know_.language.has(WordClass::counterpart, sentence.tokens[part.phrase.head].form)) return std::nullopt;
  // Whose counterpart: the person the pronoun stands for, else the nearest person before.
  std::optional<Actor> whose;
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head; ++i) {
    const std::string* kind = know_.language.value(WordClass::possessive, sentence.tokens[i].form);
    if (kind == nullptr) continue;
    Part pronoun = part;
    pronoun.phrase = {part.phrase.sentence, i, i + 1, i};
    std::vector<Actor> found = antecedent(pronoun, "one", situation);
    if (found.empty()) {  // "Speaking with his Italian counterpart, Rossi ...": the one named behind
      for (const Mention* mention : cast_.of_sentence(part.phrase.sentence)) {
        if (mention->phrase.first > part.phrase.head && cast_.entity(mention->entity).person) {
          found.push_back(actor_of_mention(*mention, situation));
          break;
        }
      }
    }
    if (!found.empty()) whose = found.front();
  }
  // The sentence's own subject is nearer than anybody in the sentence before.
  for (const Mention* mention : cast_.of_sentence(part.phrase.sentence)) {
    const Token& named = sentence.tokens[mention->phrase.head];
    if (cast_.entity(mention->entity).person && is_subject(named.deprel) &&
        (!whose || mention->phrase.first > part.phrase.head)) {
      const std::uint32_t verb = verb_above(sentence, part.phrase.head);
      if (verb < sentence.tokens.size() && named.head >= 0 &&
          governs(sentence, static_cast<std::uint32_t>(named.head), verb)) {
        whose = actor_of_mention(*mention, situation);
      }
    }
  }
  if (!whose) return std::nullopt;
  std::string role, of;
  if (const auto person = know_.actors.person_by_id(whose->id)) {
    for (const lexicon::Tenure* tenure : know_.actors.tenures(*person)) {
      if (tenure->overlaps(situation.when) && tenure->office == whose->office) role = tenure->role;
    }
    if (role.empty()) {
      if (const lexicon::Tenure* tenure = know_.actors.office_of(*person, situation.when)) role = tenure->role;
    }
  }
  for (const Entity& entity : cast_.entities()) {
    if (role.empty() && entity.actor.id == whose->id && entity.title && !entity.title->roles.empty()) {
      role = entity.title->roles.front();
    }
  }
  if (role.empty()) return std::nullopt;
  Title title;
  title.roles = {role};
  title.words = role;
  std::vector<Actor> states = owners(part, situation, false);
  std::vector<Referent> out;
  if (states.empty()) {  // "his counterpart": the other of the two
    for (const Actor& actor : pair_before(part.phrase.sentence, part.phrase.first, Gathering::persons, situation)) {
      if (actor.id != whose->id) out.push_back({actor, part.phrase, "the counterpart told of before: " + actor.name});
    }
    return out.empty() ? std::nullopt : std::optional(out);
  }
  for (const Actor& state : states) {
    const std::string code = is_state(state) && !state.country.empty() ? state.country : state.id;
    std::vector<const lexicon::Tenure*> held = know_.actors.holders(role, code, situation.when);
    const bool dated = situation.when.from && situation.when.to;
    if (!held.empty() && (dated || held.size() == 1)) {
      Referent referent{holder_actor(*held.front(), know_), part.phrase, ""};
      const std::vector<Actor> named_here = [&] {
        std::vector<Actor> found;
        if (const auto named = person_with_role(title, code, part.phrase.sentence, part.phrase.first, situation)) {
          found.push_back(*named);
        }
        return found;
      }();
      if (!named_here.empty()) referent.actor = named_here.front();
      referent.why = "the counterpart of " + whose->name + " (" + role + ") for " + state.name + " was " +
                     referent.actor.name + " then";
      out.push_back(std::move(referent));
    } else {
      out.push_back(holder(title, state, part, situation));
    }
  }
  return out;
}

// ---- voices, papers, deeds: somebody else is meant

std::optional<std::vector<Referent>> Referents::by_voice(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const Token& head = sentence.tokens[part.phrase.head];
  const std::string word = head.upos == Upos::NOUN && !head.lemma.empty() ? head.lemma : head.form;
  const bool voice = know_.language.has(WordClass::voice, word) || know_.language.has(WordClass::voice, head.form);
  const std::string* issued = know_.language.value(WordClass::issued, word);
  const bool side = know_.language.has(WordClass::side, word);
  if (!voice && issued == nullptr && !side) return std::nullopt;
  std::vector<Referent> out;
  for (const Actor& actor : owners(part, situation, true, voice || issued != nullptr)) {
    out.push_back({actor, part.phrase, ""});
  }
  // "The prime minister's office": the office of whoever is
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head && out.empty(); ++i) {
    const Token& owner = sentence.tokens[i];
    if (owner.upos != Upos::NOUN || owner.deprel != Deprel::nmod_poss) continue;
    Part inner = part;
    inner.phrase = {part.phrase.sentence, part.phrase.first, i + 1, i};
    inner.end = i + 1;
    if (auto titled = by_title(inner, situation)) out = *titled;
  }
  // "army spokesman", "a ministry statement": an organ without its state
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head && out.size() < 2; ++i) {
    if (sentence.tokens[i].upos != Upos::NOUN) continue;
    Part inner = part;
    inner.phrase = {part.phrase.sentence, i, i + 1, i};
    inner.end = i + 1;
    if (i > part.phrase.first && sentence.tokens[i - 1].deprel == Deprel::compound) --inner.phrase.first;
    if (auto organ = by_organ(inner, situation)) {
      const bool of_same = !out.empty() && !organ->empty() && organ->front().actor.country == out.front().actor.country;
      if (out.empty() || of_same) out = *organ;
    } else if (out.empty() && know_.actors.agent(sentence.tokens[i].form) != nullptr) {
      if (auto agent = by_agent(inner, situation)) out = *agent;
    }
  }
  if (!out.empty()) {
    const std::string words = words_of(sentence, part.phrase.first, part.end);
    for (Referent& referent : out) {
      if (referent.why.empty()) referent.why = "\"" + words + "\" stands for " + referent.actor.name;
    }
    return out;
  }
  if (issued != nullptr && *issued == "deed") return std::vector<Referent>{};
  if (issued != nullptr && *issued == "vote") {  // "Resolution 2249 condemned": the council or assembly that passed it
    for (const Mention* mention : mentions_before(part.phrase.sentence, part.phrase.first)) {
      const Actor& body = cast_.entity(mention->entity).actor;
      const bool passes = body.kind == "body" || (body.kind == "organ" && body.sector == "LEG");
      if (!passes || is_adjective(mention->use)) continue;
      return std::vector<Referent>{{body, part.phrase, "\"" + head.form + "\": of " + body.name + ", named before"}};
    }
    return std::nullopt;
  }
  if (side) {
    const auto state = know_.actors.state(focus_country(situation));
    const bool of_one = *know_.language.value(WordClass::side, word) == "state";  // "the government", not "the side"
    // The state whose government was named last, by the same noun.
    for (const Mention* mention : mentions_before(part.phrase.sentence, part.phrase.first)) {
      const Entity& entity = cast_.entity(mention->entity);
      if (!of_one || part.phrase.sentence - mention->phrase.sentence > kMemory) break;
      if (!is_state(entity.actor) && entity.actor.kind != "organ") continue;
      const Sentence& there = document_.sentences[mention->phrase.sentence];
      std::uint32_t next = mention->phrase.last;
      if (next < there.tokens.size() && there.tokens[next].upos == Upos::PART) ++next;
      const bool same_noun =
          (next < there.tokens.size() && base::fold(there.tokens[next].form) == base::fold(head.form)) ||
          base::fold(there.tokens[mention->phrase.last - 1].form) == base::fold(head.form);
      const auto whose = know_.actors.state(entity.actor.country);
      if (!same_noun || !whose) continue;
      out.push_back(
          {actor_of(know_.actors.actor(*whose)), part.phrase,
           "\"" + head.form + "\": the one named before, of " + std::string(know_.actors.actor(*whose).name)});
      return out;
    }
    if (state && of_one && !is_plural(head)) {
      out.push_back({actor_of(know_.actors.actor(*state)), part.phrase,
                     "\"" + words_of(sentence, part.phrase.first, part.end) + "\": of the state the page is about"});
      return out;
    }
    return std::nullopt;
  }
  // "the statement said", "the spokesman added": who was so called before, else who spoke last.
  for (std::size_t i = speakers_.size(); i-- > 0 && part.phrase.sentence - speakers_[i].sentence <= 4 * kMemory;) {
    if (speakers_[i].word.empty() || speakers_[i].word != base::fold(word)) continue;
    out.push_back({speakers_[i].actors.front(), part.phrase, "the " + word + " who spoke before"});
    return out;
  }
  if (!speakers_.empty() && part.phrase.sentence - speakers_.back().sentence <= 2 * kMemory) {
    for (std::size_t i = speakers_.size(); i-- > 0;) {
      const Actor& speaker = speakers_[i].actors.front();
      if (issued != nullptr && speaker.kind == "person" && i > 0 &&
          speakers_[i - 1].sentence + 3 > speakers_[i].sentence) {
        continue;  // a statement is a body's before it is a person's
      }
      out.push_back({speaker, part.phrase, "\"" + head.form + "\": of " + speaker.name + ", who spoke before"});
      return out;
    }
  }
  // None has spoken: the organ named last before it.
  const Mention* last = nullptr;
  for (const Mention* mention : mentions_before(part.phrase.sentence, part.phrase.head)) {
    if (cast_.entity(mention->entity).actor.kind != "organ") continue;
    last = mention;
    break;
  }
  if (last != nullptr) {
    out.push_back({cast_.entity(last->entity).actor, part.phrase,
                   "\"" + head.form + "\": of " + cast_.entity(last->entity).actor.name + ", named before"});
    return out;
  }
  return std::nullopt;
}

// "hundreds of detainees", "five of the soldiers": those behind "of".
std::optional<std::vector<Referent>> Referents::by_quantity(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const Token& head = sentence.tokens[part.phrase.head];
  if (head.upos != Upos::NUM && !know_.language.has(WordClass::quantity, head.form)) return std::nullopt;
  for (const std::uint32_t child : children(sentence, part.phrase.head)) {
    if (child <= part.phrase.head || child >= part.phrase.last || sentence.tokens[child].deprel != Deprel::nmod)
      continue;
    Phrase inner{part.phrase.sentence, child, child + 1, child};
    while (inner.first > part.phrase.head + 1 && governs(sentence, child, inner.first - 1)) --inner.first;
    while (inner.last < part.phrase.last && governs(sentence, child, inner.last)) ++inner.last;
    while (inner.first < child && sentence.tokens[inner.first].upos == Upos::ADP) ++inner.first;
    std::vector<Referent> found = named_by(inner, situation);
    if (!found.empty()) return found;
  }
  return std::nullopt;
}

// "the rebels", "the bloc", "the court": the group or body of that kind that was named before.
std::optional<std::vector<Referent>> Referents::by_kind(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const Token& head = sentence.tokens[part.phrase.head];
  const std::string* band = know_.language.value(WordClass::band, head.form);
  const std::string* body = know_.language.value(WordClass::body_noun, head.form);
  if (head.upos != Upos::NOUN && head.upos != Upos::PROPN && head.upos != Upos::ADJ) return std::nullopt;
  const bool definite = pointing(part) == Pointing::definite, counted = pointing(part) == Pointing::indefinite;
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head; ++i) {
    if (sentence.tokens[i].upos == Upos::ADJ || sentence.tokens[i].deprel == Deprel::compound) {
      if (body != nullptr && band == nullptr) return std::nullopt;  // "the electoral commission" says which
    }
  }
  if (!owners(part, situation, true).empty()) return std::nullopt;
  const std::vector<const Mention*> told = mentions_before(part.phrase.sentence, part.phrase.first);
  const auto answer = [&](const Mention& mention) {
    const Entity& entity = cast_.entity(mention.entity);
    return std::vector<Referent>{
        {entity.actor, part.phrase, "\"" + head.form + "\": " + entity.actor.name + ", named before"}};
  };
  if (band != nullptr && (definite || *band == "any") && !(counted && *band != "any")) {
    for (const Mention* mention : told) {
      const Entity& entity = cast_.entity(mention->entity);
      if (entity.person || entity.actor.kind != "group" || !entity.known_actor) continue;
      if (entity.actor.sector == "REB" || entity.actor.sector == "UAF") return answer(*mention);
    }
    for (const Mention& mention : cast_.mentions()) {  // a headline's "rebels" are named in the story below
      if (mention.phrase.sentence > part.phrase.sentence + kMemory) break;
      const Entity& entity = cast_.entity(mention.entity);
      if (!entity.person && entity.actor.kind == "group" && entity.actor.sector == "REB") return answer(mention);
    }
    return std::nullopt;
  }
  if (body == nullptr || !definite || is_plural(head)) return std::nullopt;
  const std::string word = base::fold(head.form);
  for (const bool by_word : {true, false}) {
    for (const Mention* mention : told) {
      const Entity& entity = cast_.entity(mention->entity);
      if (entity.person || is_adjective(mention->use)) continue;
      const std::string name = base::fold(entity.actor.name);
      const auto words = base::split_words(name);
      const bool has_word = std::find(words.begin(), words.end(), word) != words.end();
      if (by_word ? has_word && entity.actor.kind != "country" : entity.actor.kind == *body) return answer(*mention);
    }
  }
  return std::nullopt;
}

// ---- ships by their names, doers by their deeds, neighbours and captors by whose they are

// "The Turkish frigate Kemal Reis", "USS Cole": who sails her acts, as with "the Turkish frigate".
std::optional<std::vector<Referent>> Referents::by_vessel(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const std::uint32_t head = part.phrase.head;
  const auto named = [&](std::uint32_t i) {
    return i < sentence.tokens.size() && sentence.tokens[i].upos == Upos::PROPN;
  };
  const auto sails = [&](std::uint32_t i) {
    return sentence.tokens[i].upos == Upos::NOUN && know_.language.has(WordClass::vessel, sentence.tokens[i].form);
  };
  // The noun or the letters before the name; the phrase may be the name alone, or headed by the noun.
  std::uint32_t ship = head, last = head + 1;
  while (ship > 0 && named(head) && named(ship - 1)) --ship;
  if (!named(head) && !(sails(head) && named(head + 1) && governs(sentence, head, head + 1))) return std::nullopt;
  while (named(last) && governs(sentence, head, last)) ++last;
  if (cast_.at(part.phrase.sentence, last - 1) != nullptr) return std::nullopt;
  const std::string* flag = nullptr;
  for (std::uint32_t i = ship; i < last && flag == nullptr; ++i) {
    flag = know_.language.value(WordClass::ship_prefix, sentence.tokens[i].form);
    if (flag != nullptr) ship = i;
  }
  if (flag == nullptr && named(head)) {
    if (ship == 0 || !sails(ship - 1)) return std::nullopt;
    --ship;
  }
  const std::string words = words_of(sentence, ship, last);
  if (flag != nullptr) {
    const auto navy = flag->empty() ? std::nullopt : know_.actors.organ(*flag, "navy");
    if (navy)
      return std::vector<Referent>{{actor_of(know_.actors.actor(*navy)), part.phrase, "\"" + words + "\" is hers"}};
  } else if (const Mention* navy = cast_.at(part.phrase.sentence, ship)) {  // "the Turkish frigate"
    return std::vector<Referent>{{actor_of_mention(*navy, situation), part.phrase, ""}};
  } else {
    Part inner = part;
    inner.phrase.first = std::min(inner.phrase.first, ship);
    inner.phrase.head = ship;
    inner.end = ship + 1;
    auto found = owners(inner, situation, true).empty() ? std::nullopt : by_agent(inner, situation);
    if (found) {
      for (Referent& referent : *found) referent.phrase = part.phrase;
      return found;
    }
  }
  // Whose she is, is not said; she need not be of the state that the page is about.
  Referent out = in_words(part);
  out.actor.name = words;
  out.actor.id = own_id(words);
  out.actor.kind = "group";
  const lexicon::Agent* agent = know_.actors.agent(sentence.tokens[ship].form);
  if (agent != nullptr && !agent->sector.empty()) out.actor.sector = agent->sector;
  return std::vector<Referent>{out};
}

// "The attackers fled": whoever made the last attack told of.
std::optional<std::vector<Referent>> Referents::by_deed(const Part& part, const Situation&) const {
  const Token& head = part.sentence->tokens[part.phrase.head];
  const std::string* deed = know_.language.value(WordClass::doer, head.form);
  if (deed == nullptr || pointing(part) == Pointing::indefinite) return std::nullopt;
  for (std::size_t i = deeds_.size(); i-- > 0;) {
    if (base::fold(deeds_[i].word) != *deed) continue;
    std::vector<Referent> out;
    for (const Actor& actor : deeds_[i].actors) {
      // Armies and airlines are called by their names again.
      if (actor.kind != "group" || (actor.sector != "REB" && actor.sector != "UAF")) return std::nullopt;
      out.push_back(
          {actor, part.phrase, "\"" + head.form + "\": " + actor.name + ", of whom the deed was told before"});
    }
    return out;
  }
  return std::nullopt;
}

// "Chad and its neighbours", "his captors": neither Chad nor he, and those of one are not those of another.
std::optional<std::vector<Referent>> Referents::by_relation(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const Token& head = sentence.tokens[part.phrase.head];
  if (!know_.language.has(WordClass::relation, head.form)) return std::nullopt;
  for (const std::uint32_t child : children(sentence, part.phrase.head)) {  // "Bosnia foes" are those within
    if (sentence.tokens[child].deprel == Deprel::compound) return std::nullopt;
  }
  std::vector<Actor> whose = owners(part, situation, false, true);
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head && whose.empty(); ++i) {
    const std::string* kind = know_.language.value(WordClass::possessive, sentence.tokens[i].form);
    if (kind == nullptr) continue;
    Part pronoun = part;
    pronoun.phrase = {part.phrase.sentence, i, i + 1, i};
    whose = *kind == "speaker" || *kind == "speakers" ? states_of(situation.speakers)
                                                      : antecedent(pronoun, *kind, situation);
  }
  if (whose.empty()) return std::nullopt;
  if (whose.front().kind == "organ" && !states_of(whose).empty()) whose = states_of(whose);
  Referent out = in_words(part);
  const lexicon::Agent* agent = know_.actors.agent(head.form);
  if (agent != nullptr && !agent->sector.empty()) out.actor.sector = agent->sector;
  out.actor.kind = is_plural(head) ? "people" : "person";
  if (agent != nullptr && !agent->kind.empty() && agent->kind != "person") out.actor.kind = agent->kind;
  out.actor.name = head.form + " of " + whose.front().name;
  out.actor.id = own_id(out.actor.name);
  return std::vector<Referent>{out};
}

// "The police" of a page that tells of the Royal Ulster Constabulary or of the Irving Police Department.
const Mention* Referents::force_named_before(const Part& part, const std::vector<std::string_view>& kinds) const {
  if (std::find(kinds.begin(), kinds.end(), "police") == kinds.end()) return nullptr;
  for (const Mention* mention : mentions_before(part.phrase.sentence, part.phrase.first)) {
    const Entity& entity = cast_.entity(mention->entity);
    if (entity.person || is_adjective(mention->use)) continue;
    if (entity.known_actor && entity.actor.sector == "COP") return mention;
    const auto names = base::split_words(base::fold(entity.actor.name));
    if (!entity.known_actor && std::find(names.begin(), names.end(), "police") != names.end()) return mention;
  }
  return nullptr;
}

// "Coalition troops", "rebel forces" are no state's, though "troops" alone would be.
bool Referents::names_others_forces(const Part& part) const {
  const std::vector<std::string_view> words = forms(*part.sentence);
  for (std::uint32_t first = part.phrase.first; first < part.phrase.head; ++first) {
    const auto match = know_.actors.longest_agent_at(words, first);
    if (match && match->last == part.phrase.head + 1) return !match->agent->government;
  }
  return !body_of(part).empty();
}

// ---- organs: "the ministry", "the army", "the Turkish parliament"

std::optional<std::vector<Referent>> Referents::by_organ(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  if (names_others_forces(part)) return std::nullopt;
  std::vector<std::string_view> kinds;
  std::string words;
  for (std::uint32_t first = part.phrase.first; first <= part.phrase.head && kinds.empty(); ++first) {
    if (cast_.at(part.phrase.sentence, first) != nullptr) continue;
    for (const std::uint32_t last : {part.end, part.phrase.head + 1}) {  // "the Ministry of Defence", "the ministry"
      if (!kinds.empty() || last <= first) continue;
      words = words_of(sentence, first, last);
      kinds = know_.actors.organs_named(words);
    }
  }
  if (kinds.empty()) {  // "the ministry": the last organ named whose name has the word
    const std::string word = base::fold(sentence.tokens[part.phrase.head].form);
    for (const Mention* mention : mentions_before(part.phrase.sentence, part.phrase.first)) {
      const Entity& entity = cast_.entity(mention->entity);
      if (entity.actor.kind != "organ" || !entity.known_actor) continue;
      const std::string_view organ = know_.actors.actor(*entity.known_actor).organ;
      const auto has_word = [&](const std::string& text) {
        const auto names = base::split_words(text);
        return std::find(names.begin(), names.end(), word) != names.end();
      };
      if (!has_word(base::fold(organ)) && !has_word(base::fold(entity.actor.name))) continue;
      if (!owners(part, situation, false).empty()) break;
      return std::vector<Referent>{
          {entity.actor, part.phrase, "\"" + word + "\": " + entity.actor.name + ", named before"}};
    }
    return std::nullopt;
  }
  const auto put = [&](lexicon::ActorIndex organ, const std::string& why) {
    return Referent{actor_of(know_.actors.actor(organ)), part.phrase, why};
  };
  std::vector<Referent> out;
  for (const Actor& owner : owners(part, situation, true)) {
    if (owner.country.empty()) {
      out.push_back({owner, part.phrase, ""});
    } else if (const auto organ = know_.actors.organ(owner.country, kinds.front())) {
      out.push_back(put(*organ, "\"" + words + "\" of " + owner.name));
    }
  }
  if (!out.empty()) return out;
  const Mention* last = nullptr;
  for (const Mention* mention : mentions_before(part.phrase.sentence, part.phrase.first)) {
    const Entity& entity = cast_.entity(mention->entity);
    if (!entity.known_actor) continue;
    const std::string_view organ = know_.actors.actor(*entity.known_actor).organ;
    if (organ.empty() || std::find(kinds.begin(), kinds.end(), organ) == kinds.end()) continue;
    last = mention;
    break;
  }
  if (last != nullptr) {
    const Entity& entity = cast_.entity(last->entity);
    out.push_back({entity.actor, part.phrase, "\"" + words + "\": " + entity.actor.name + ", named before"});
    return out;
  }
  if (const Mention* force = force_named_before(part, kinds)) {
    const Actor& actor = cast_.entity(force->entity).actor;
    return std::vector<Referent>{{actor, part.phrase, "\"" + words + "\": " + actor.name + ", named before"}};
  }
  for (std::size_t i = speakers_.size(); i-- > 0;) {  // of whom "the ministry" was said before
    const Actor& speaker = speakers_[i].actors.front();
    const auto known = know_.actors.by_id(speaker.id);
    if (!known) continue;
    const std::string_view organ = know_.actors.actor(*known).organ;
    if (!organ.empty() && std::find(kinds.begin(), kinds.end(), organ) != kinds.end()) {
      out.push_back({speaker, part.phrase, "\"" + words + "\": " + speaker.name + ", who spoke before"});
      return out;
    }
  }
  const std::string country = focus_country(situation);
  if (country.empty()) return std::nullopt;
  if (const auto organ = know_.actors.organ(country, kinds.front())) {
    out.push_back(put(*organ, "\"" + words + "\": of the state the page is about"));
    return out;
  }
  return std::nullopt;
}

// ---- common nouns

// "Her party backed it": the party named last; it is never her state.
std::optional<std::vector<Referent>> Referents::by_party(const Part& part, const Situation&) const {
  const Sentence& sentence = *part.sentence;
  const lexicon::Agent* agent = know_.actors.agent(sentence.tokens[part.phrase.head].form);
  bool own = false;
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head; ++i) {
    const std::string* kind = know_.language.value(WordClass::possessive, sentence.tokens[i].form);
    own = own || (kind != nullptr && *kind == "one");
  }
  if (!own || agent == nullptr || agent->sector != "PTY") return std::nullopt;
  for (const Mention* mention : mentions_before(part.phrase.sentence, part.phrase.head)) {
    if (part.phrase.sentence - mention->phrase.sentence > kMemory) break;
    const Actor& party = cast_.entity(mention->entity).actor;
    if (party.sector != "PTY" || party.kind == "person") continue;
    return std::vector<Referent>{
        {party, part.phrase, "\"" + core_words(part) + "\": " + party.name + ", named before"}};
  }
  return std::vector<Referent>{in_words(part)};
}

// "Alliance soldiers", "coalition aircraft": those of the body that its noun, set before theirs, points to.
std::vector<Actor> Referents::body_of(const Part& part) const {
  const Sentence& sentence = *part.sentence;
  for (std::uint32_t i = part.phrase.first; i < part.phrase.head; ++i) {
    const Token& before = sentence.tokens[i];
    if (before.deprel != Deprel::compound || before.head != static_cast<std::int32_t>(part.phrase.head)) continue;
    if (!know_.language.has(WordClass::body_noun, before.form)) continue;
    const std::string word = base::fold(before.form);
    for (const Mention* mention : mentions_before(part.phrase.sentence, part.phrase.first)) {
      const Entity& entity = cast_.entity(mention->entity);
      if (entity.person || is_adjective(mention->use) || entity.actor.kind == "country") continue;
      const auto words = base::split_words(base::fold(entity.actor.name));
      const bool so_called = std::find(words.begin(), words.end(), word) != words.end();
      // "The alliance" is a body's other name; a coalition or a militia says so in its own.
      if (so_called || (entity.actor.kind == "body" && (word == "alliance" || word == "bloc"))) return {entity.actor};
    }
  }
  return {};
}

std::optional<std::vector<Referent>> Referents::by_agent(const Part& part, const Situation& situation) const {
  const Sentence& sentence = *part.sentence;
  const std::uint32_t head = part.phrase.head;
  const Token& noun = sentence.tokens[head];
  const lexicon::Agent* agent = nullptr;
  const std::vector<std::string_view> words = forms(sentence);
  for (std::uint32_t first = part.phrase.first; first <= head && agent == nullptr; ++first) {
    const auto match = know_.actors.longest_agent_at(words, first);
    if (match && match->last == head + 1) agent = match->agent;
  }
  if (agent == nullptr) agent = know_.actors.agent(noun.form);
  if (agent == nullptr && !noun.lemma.empty()) agent = know_.actors.agent(noun.lemma);
  std::vector<Actor> whose = owners(part, situation, true);
  if (whose.empty() && agent != nullptr && agent->sector == "MIL") whose = body_of(part);
  const bool acts_for = agent != nullptr && agent->government;
  const bool plural = is_plural(noun);
  const bool indefinite = pointing(part) == Pointing::indefinite;
  bool counted = false;
  for (std::uint32_t i = part.phrase.first; i < head; ++i) {
    counted = counted || sentence.tokens[i].upos == Upos::NUM;
  }
  // Victims are persons, even in uniform ("four Filipino sailors"); "an American official said" is one of them.
  const bool in_person = (situation.asked == Situation::Asked::recipient && (counted || indefinite)) ||
                         (situation.asked == Situation::Asked::speaker && !plural && indefinite);
  // "His memory", "its job" are neither he nor it.
  const bool named = agent != nullptr || !owners(part, situation, false).empty();
  std::vector<Referent> out;
  for (const Actor& owner : whose) {
    const bool of_state = is_state(owner) && !owner.country.empty();
    if (of_state && acts_for && !in_person) {
      Referent referent{owner, part.phrase, ""};
      const bool one_of_many = agent->kind == "person" || agent->kind == "people";  // a diplomat is not his embassy
      const auto organ =
          agent->organ.empty() || one_of_many ? std::nullopt : know_.actors.organ(owner.country, agent->organ);
      if (organ) {
        referent.actor = actor_of(know_.actors.actor(*organ));
      } else if (agent->sector != "GOV" && !agent->sector.empty()) {
        referent.actor.sector = agent->sector;
      }
      referent.why = "\"" + words_of(sentence, part.phrase.first, head + 1) + "\" act for " + owner.name;
      out.push_back(std::move(referent));
    } else if (!of_state && owner.kind != "people" && (agent == nullptr ? named : agent->sector != "CVL")) {
      out.push_back({owner, part.phrase, ""});  // "Hamas fighters", "UN peacekeepers", "Hamas rockets"
    }
  }
  if (!out.empty()) return out;
  if (agent == nullptr) {
    // "Syrian territories", "the gunmen's car": no agent of the tables, but what its owner does or suffers.
    if (whose.empty()) return std::nullopt;
    if (wants_actors(situation) && !is_state(whose.front()) && !may_act(part)) return std::nullopt;
    Referent referent = in_words(part);
    if (is_state(whose.front())) referent.actor.country = whose.front().country;
    return std::vector<Referent>{referent};
  }
  Referent referent = in_words(part);
  referent.actor.kind = agent->kind.empty() || agent->kind == "person" ? (is_plural(noun) ? "people" : "person")
                                                                       : std::string(agent->kind);
  referent.actor.sector = agent->sector.empty() ? "UNK" : std::string(agent->sector);
  // "Countries", "political power": any, and not the one that the page is about.
  const bool by_itself = know_.language.has(WordClass::side, noun.form);  // "government", "authorities"
  bool pointed = pointing(part) != Pointing::none;
  for (std::uint32_t i = part.phrase.first; i < head; ++i) {
    pointed = pointed || know_.language.has(WordClass::possessive, sentence.tokens[i].form);
  }
  const std::string* single = know_.language.value(WordClass::side, noun.lemma);
  const bool several = plural && single != nullptr && *single == "state";  // "the governments of the region"
  const bool any_state = agent->kind == "government" && !by_itself && (several || !pointed);
  if (!whose.empty() && is_state(whose.front())) {
    referent.actor.country = whose.front().country;
  } else if (any_state) {
    // of no state that could be told
  } else if (in_person) {
    referent.actor.country = agent->government ? focus_country(situation) : std::string();
  } else if (acts_for || referent.actor.sector == "MIL" || referent.actor.sector == "COP") {
    // "the army", "police": of the state the page is about; "diplomats" are not its embassy
    const bool one_of_many = agent->kind == "person" || agent->kind == "people";
    const std::string country = focus_country(situation);
    const auto organ = agent->organ.empty() || country.empty() || one_of_many
                           ? std::nullopt
                           : know_.actors.organ(country, agent->organ);
    if (organ) {
      referent.actor = actor_of(know_.actors.actor(*organ));
      referent.why = "\"" + words_of(sentence, part.phrase.first, head + 1) + "\": of the state the page is about";
    } else if (acts_for && agent->sector == "GOV" && agent->kind != "person" && agent->kind != "people" &&
               !country.empty() && know_.actors.state(country)) {
      referent.actor = actor_of(know_.actors.actor(*know_.actors.state(country)));
      referent.why = "\"" + words_of(sentence, part.phrase.first, head + 1) + "\": of the state the page is about";
    } else {
      referent.actor.country = country;
    }
  }
  // One name for one group: its noun with its nationality, whatever else was said of it.
  std::string name;
  for (std::uint32_t i = part.phrase.first; i <= head; ++i) {
    const Token& token = sentence.tokens[i];
    const Mention* mention = cast_.at(part.phrase.sentence, i);
    const bool keeps =
        i == head || (mention != nullptr) || token.deprel == Deprel::compound || (token.upos == Upos::PROPN);
    if (!keeps || token.upos == Upos::NUM) continue;  // "two hundred students" are students
    if (!name.empty()) name += ' ';
    name += token.form;
  }
  if (referent.actor.id.substr(0, 2) == "x:" && !know_.actors.by_id(referent.actor.id)) {
    referent.actor.name = name;
    referent.actor.id = own_id(name + (referent.actor.country.empty() ? "" : " " + referent.actor.country));
  }
  return std::vector<Referent>{referent};
}

}  // namespace annals::resolve
