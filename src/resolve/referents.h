// Who is meant by a phrase: a name, a title on its day, a pronoun, "the two", "the ministry", "Syrian soldiers".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "resolve/cast.h"
#include "resolve/knowledge.h"

namespace annals::resolve {

struct Referent {
  Actor actor;
  Phrase phrase;    // the part of the phrase that names it
  std::string why;  // in plain words; empty where the name speaks for itself
};

// What is known of a claim when its actors are asked for.
struct Situation {
  enum class Asked { actor, recipient, speaker };
  TimeInterval when;            // the claim's day, else the document's
  std::string country;          // ISO code of where it happened; empty when unknown
  std::vector<Actor> speakers;  // who asserts the claim: "I" and "we"
  bool mutual = false;
  Asked asked = Asked::actor;  // which part of the claim the phrase is
  std::vector<Actor> apart;    // whom a pronoun cannot mean: who did it to "him"
  bool things = false;         // what can take no part in an act is asked for, too
};

class Referents {
 public:
  Referents(const Document& document, const Knowledge& know, const Cast& cast);

  // Everybody the phrase names, in text order, each once. Empty: it names nobody who could be told.
  std::vector<Referent> named_by(const Phrase& phrase, const Situation& situation) const;

  // What a claim's parties were, for "the two" and "they" behind it; who spoke, for "the statement" and "it said".
  void remember_parties(std::uint32_t sentence, EventType type, const std::vector<Actor>& parties);
  // Whose talks, deal or truce was told of last, for "the talks" that say no more. Empty: nobody's.
  std::vector<Actor> parties_before(EventType type) const;
  // Who did what was told, for "the attackers".
  void remember_deed(std::uint32_t sentence, EventType type, const std::vector<Actor>& doers);
  // `word`: the noun by which it was called there ("spokesman").
  void remember_speaker(std::uint32_t sentence, const Actor& speaker, std::string word = {});

  // The state a text means by "the army" where no state is named: of the claim's place, else the oftenest named.
  std::string focus_country(const Situation& situation) const;

 private:
  struct Part {  // one noun phrase without its conjuncts
    const Sentence* sentence = nullptr;
    Phrase phrase;
    std::uint32_t end = 0;  // of its core: before relative clauses and appositions
  };
  enum class Gathering { any, persons, states };
  enum class Pointing { none, definite, indefinite };
  Pointing pointing(const Part& part) const;

  std::vector<Part> parts_of(const Phrase& phrase) const;
  std::vector<const Mention*> listed_names(const Phrase& phrase) const;
  std::vector<Referent> of_part(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_name(const Part& part, const Situation& situation) const;
  const Mention* name_beside(const Part& part) const;
  std::optional<std::vector<Referent>> by_pronoun(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_gathering(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_counterpart(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_title(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_party(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_voice(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_vessel(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_deed(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_relation(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_organ(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_quantity(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_kind(const Part& part, const Situation& situation) const;
  std::optional<std::vector<Referent>> by_agent(const Part& part, const Situation& situation) const;
  std::vector<Actor> body_of(const Part& part) const;
  const Mention* force_named_before(const Part& part, const std::vector<std::string_view>& kinds) const;
  bool names_others_forces(const Part& part) const;
  Referent in_words(const Part& part) const;

  // Whose it is. A person who owns it stands for his state, except with `whole_person` ("Powell's statement").
  std::vector<Actor> owners(const Part& part, const Situation& situation, bool with_pronoun,
                            bool whole_person = false) const;
  // `found_in`: takes the sentence in which the two were told of together, if one was.
  std::vector<Actor> pair_before(std::uint32_t sentence, std::uint32_t token, Gathering kind,
                                 const Situation& situation, std::optional<std::uint32_t>* found_in = nullptr) const;
  std::vector<Actor> states_of(const std::vector<Actor>& actors) const;
  std::vector<Actor> antecedent(const Part& part, std::string_view kind, const Situation& situation) const;
  bool goes_on(const Sentence& sentence, const Token& pronoun) const;
  std::vector<Actor> joined_before(std::uint32_t here, std::uint32_t token, std::string_view kind,
                                   const Situation& situation) const;
  std::optional<Actor> person_with_role(const Title& title, std::string_view of, std::uint32_t sentence,
                                        std::uint32_t token, const Situation& situation) const;
  Referent holder(const Title& title, const Actor& of, const Part& part, const Situation& situation) const;
  Actor actor_of_mention(const Mention& mention, const Situation& situation) const;
  std::string core_words(const Part& part) const;
  static bool wants_actors(const Situation& situation);
  bool may_act(const Part& part) const;
  // Mentions before a token, the nearest first; no further back than a page's reader would remember.
  std::vector<const Mention*> mentions_before(std::uint32_t sentence, std::uint32_t token) const;

  const Document& document_;
  const Knowledge& know_;
  const Cast& cast_;
  struct Told {
    std::uint32_t sentence;
    std::vector<Actor> actors;
    std::string word;  // of parties and deeds, the type of act
  };
  std::vector<Told> parties_;
  std::vector<Told> speakers_;
  std::vector<Told> deeds_;
};

}  // namespace annals::resolve
