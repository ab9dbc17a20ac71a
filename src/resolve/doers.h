// Who has a part in an act, weighed over everybody whom the page names: where the words beside an act name nobody, or
// only "the column" and "his captors", the one who did it mostly stands a sentence or a paragraph before.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "annals/error.h"
#include "model/forest.h"
#include "resolve/cast.h"
#include "resolve/referents.h"

namespace annals::resolve {

// How likely each candidate has a part, learned from hand-coded texts (train/doers).
class PartWeights {
 public:
  // Errors: NotFound, Malformed: other numbers than Doers::kFeatures.
  static Result<PartWeights> open(const std::filesystem::path& file);
  const model::Forest& of(Role role) const { return forests_[static_cast<std::size_t>(role)]; }

 private:
  std::vector<model::Forest> forests_;  // by Role
};

// One who may have a part in an act.
struct Candidate {
  Actor actor;
  Phrase phrase;                  // where he is named or meant nearest to the act
  bool told[2] = {false, false};  // by Role: named in it by the words beside the act
  std::vector<float> features;    // as Doers::kFeatures names them
};

// Somebody chosen, and how likely it is he of all candidates.
struct Chosen {
  const Candidate* candidate;
  float chance;
};

class Doers {
 public:
  static constexpr std::array<std::string_view, 45> kFeatures = {"hint_actor",
                                                                 "hint_recipient",
                                                                 "hint_speaker",
                                                                 "best_actor",
                                                                 "best_recipient",
                                                                 "told_actor",
                                                                 "told_recipient",
                                                                 "speaker",
                                                                 "told_actors",
                                                                 "told_recipients",
                                                                 "known",
                                                                 "back",
                                                                 "token_distance",
                                                                 "tree_distance",
                                                                 "subject",
                                                                 "object",
                                                                 "oblique",
                                                                 "owner",
                                                                 "modifier",
                                                                 "before",
                                                                 "mentions",
                                                                 "share",
                                                                 "in_title",
                                                                 "in_lead",
                                                                 "last_actor",
                                                                 "last_recipient",
                                                                 "same_type_actor",
                                                                 "same_type_recipient",
                                                                 "acted",
                                                                 "suffered",
                                                                 "kind",
                                                                 "sector",
                                                                 "type",
                                                                 "verb",
                                                                 "passive",
                                                                 "same_country_told",
                                                                 "country_share",
                                                                 "candidates",
                                                                 "mutual",
                                                                 "by_form",
                                                                 "status",
                                                                 "sentence",
                                                                 "paragraph_back",
                                                                 "same_word_actor",
                                                                 "same_word_recipient"};

  Doers(const Document& document, const Cast& cast, const Referents& referents);

  // Everybody who may have a part in the claim; `told`: whom the words beside it name.
  std::vector<Candidate> candidates(const Claim& claim, const std::vector<Participant>& told,
                                    const std::vector<ResolvedSpeaker>& said_by, const Situation& situation) const;
  // Who has a part in the claim, the likeliest first; nobody where that is likelier than anybody.
  static std::vector<Chosen> choose(const std::vector<Candidate>& candidates, const PartWeights& weights, Role role,
                                    bool mutual);
  // Claims are asked for in the order of the text; each tells the next who acts.
  void remember(const Claim& claim, const std::vector<Participant>& participants);

 private:
  struct Standing {  // of one candidate, over all places where he is named or meant
    Candidate candidate;
    float actor = -5, recipient = -5, speaker = -5;
    std::vector<Phrase> places;
  };
  struct Past {
    EventType type;
    std::string stem;                             // of the word that heads it
    std::vector<std::string> actors, recipients;  // ids
  };
  static std::vector<float> nobody(const std::vector<Candidate>& candidates);
  void fill(const Claim& claim, const std::vector<Participant>& told, const std::vector<ResolvedSpeaker>& said_by,
            std::vector<Standing>& all) const;

  const Document& document_;
  const Cast& cast_;
  const Referents& referents_;
  std::map<std::string, std::size_t> mentions_;  // of an id, in the whole document
  std::map<std::string, std::size_t> of_country_;
  std::vector<Past> past_;
};

}  // namespace annals::resolve
