#include "resolve/doers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/utf8.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

constexpr std::uint32_t kBack = 8;  // sentences before the act whose names may have a part in it
constexpr std::uint32_t kLead = 3;  // sentences from the top whose names may have a part in any act
constexpr std::size_t kMostCandidates = 40;
constexpr float kUnsaid = -5;  // no hint
constexpr std::size_t kPastKept = 200;
constexpr float kNoNumber = -9;      // of what "nobody" lacks
constexpr float kBeside = 0.6f;      // of the likeliest one's chance: he has the part, too
constexpr float kBesideTold = 0.8f;  // the same where the words beside the act name somebody who stays
constexpr float kPartner = 0.3f;     // the same of whom one met or agreed with, where one alone is named
constexpr float kLeastActor = 0.3f;  // below it, an act of nobody named has no known actor
constexpr float kStays = 0.1f;       // the same of one whom the words beside the act name
constexpr float kToldMore = 6;       // so much likelier must it be that such a one has no part
constexpr std::size_t kMostChosen = 4;

float index_in(std::span<const std::string_view> names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return static_cast<float>(found - names.begin());
}

constexpr auto kKinds =
    std::to_array<std::string_view>({"person", "country", "government", "organ", "body", "group", "people", "place"});
constexpr auto kSectors = std::to_array<std::string_view>(
    {"GOV", "MIL", "REB", "OPP", "IGO", "NGO", "CVL", "MED", "LEG", "JUD", "SPY", "COP", "BUS", "PTY", "UNK"});

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Steps between two words along the tree; `most` where they are further.
int tree_distance(const Sentence& sentence, std::uint32_t a, std::uint32_t b, int most) {
  std::vector<std::uint32_t> above;
  for (std::int32_t at = static_cast<std::int32_t>(a); at >= 0 && above.size() <= sentence.tokens.size();
       at = sentence.tokens[static_cast<std::size_t>(at)].head) {
    above.push_back(static_cast<std::uint32_t>(at));
  }
  int steps = 0;
  for (std::int32_t at = static_cast<std::int32_t>(b); at >= 0 && steps < most;
       at = sentence.tokens[static_cast<std::size_t>(at)].head, ++steps) {
    const auto found = std::find(above.begin(), above.end(), static_cast<std::uint32_t>(at));
    if (found != above.end()) return std::min(most, steps + static_cast<int>(found - above.begin()));
  }
  return most;
}

// "attacked", "attackers", "attack" are of one stem.
std::string stem_of(const Token& token) {
  return base::fold(token.lemma.empty() ? token.form : token.lemma).substr(0, 5);
}

// Those of a country who do not act for its state.
bool is_beside_state(const Actor& actor) {
  constexpr auto kNotOfState = std::to_array<std::string_view>({"REB", "OPP", "CVL", "NGO", "BUS", "MED"});
  return std::find(kNotOfState.begin(), kNotOfState.end(), actor.sector) != kNotOfState.end();
}

// A state and its organ are one party; two persons of it are two.
bool same_party(const Actor& a, const Actor& b) {
  if (a.country.empty() || a.country != b.country) return false;
  if (is_beside_state(a) != is_beside_state(b)) return false;
  return a.kind != "person" || b.kind != "person" || a.id == b.id;
}

}  // namespace

Result<PartWeights> PartWeights::open(const std::filesystem::path& file) {
  auto forests = model::Forest::open(file);
  if (!forests) return forests.error();
  const auto known = [](const model::Forest& forest) {
    return std::equal(forest.names().begin(), forest.names().end(), Doers::kFeatures.begin(), Doers::kFeatures.end());
  };
  if (forests->size() != 2 || !std::all_of(forests->begin(), forests->end(), known)) {
    return Error{ErrorKind::Malformed, "expected two forests over the numbers that this program knows", file.string()};
  }
  PartWeights out;
  out.forests_ = std::move(*forests);
  return out;
}

// The candidate that nobody has the part: train/doers/learn.py puts the same row below the others.
std::vector<float> Doers::nobody(const std::vector<Candidate>& candidates) {
  std::vector<float> out(kFeatures.size(), kNoNumber);
  const auto most = [&](std::string_view name) {
    const auto i = static_cast<std::size_t>(std::find(kFeatures.begin(), kFeatures.end(), name) - kFeatures.begin());
    for (const Candidate& candidate : candidates) out[i] = std::max(out[i], candidate.features[i]);
  };
  for (const std::string_view name : {"hint_actor", "hint_recipient", "told_actors", "told_recipients", "verb", "type",
                                      "passive", "candidates", "mutual", "by_form", "status", "sentence"}) {
    most(name);
  }
  for (const std::string_view name : {"best_actor", "best_recipient", "told_actor", "told_recipient"}) {
    out[static_cast<std::size_t>(std::find(kFeatures.begin(), kFeatures.end(), name) - kFeatures.begin())] = 0;
  }
  return out;
}

std::vector<Chosen> Doers::choose(const std::vector<Candidate>& candidates, const PartWeights& all, Role role,
                                  bool mutual) {
  const model::Forest& weights = all.of(role);
  if (candidates.empty()) return {};
  model::Rows rows(candidates.size() + 1, kFeatures.size());
  const auto put = [&](std::size_t row, const std::vector<float>& numbers) {
    auto writer = rows.writer(row);
    for (const float number : numbers) writer.put(number);
  };
  for (std::size_t i = 0; i < candidates.size(); ++i) put(i, candidates[i].features);
  put(candidates.size(), nobody(candidates));
  std::vector<float> chances = weights.scores(rows);
  const float most = *std::max_element(chances.begin(), chances.end());
  float sum = 0;
  for (float& chance : chances) sum += chance = std::exp(chance - most);
  for (float& chance : chances) chance /= sum;
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return chances[a] > chances[b]; });
  const auto is_told = [&](std::size_t i) { return candidates[i].told[static_cast<std::size_t>(role)]; };
  const auto likely = [&](std::size_t i, float share) {  // and likelier than that it is nobody
    return chances[i] >= share * chances[order.front()] && chances[i] * (is_told(i) ? kToldMore : 1) > chances.back();
  };
  const float least = role == Role::actor ? kLeastActor : 0;
  const auto tolds =
      std::count_if(order.begin(), order.end(), [&](std::size_t i) { return is_told(i) && likely(i, kStays); });
  std::vector<Chosen> out;
  for (const std::size_t i : order) {
    const bool told = is_told(i);
    if (!told && mutual && tolds > 1) continue;  // who met whom is said
    const float share = told ? kStays : tolds == 0 ? kBeside : mutual ? kPartner : kBesideTold;
    if (!likely(i, share) || (!told && tolds == 0 && chances[i] < least)) continue;
    if (!told && out.size() >= kMostChosen) continue;
    const bool held = std::any_of(out.begin(), out.end(), [&](const Chosen& other) {
      const bool both_told = told && other.candidate->told[static_cast<std::size_t>(role)];
      return !both_told && same_party(candidates[i].actor, other.candidate->actor);
    });
    if (!held) out.push_back({&candidates[i], chances[i]});
  }
  return out;
}

Doers::Doers(const Document& document, const Cast& cast, const Referents& referents)
    : document_(document), cast_(cast), referents_(referents) {
  for (const Mention& mention : cast.mentions()) {
    const Actor& actor = cast.entity(mention.entity).actor;
    ++mentions_[actor.id];
    if (!actor.country.empty()) ++of_country_[actor.country];
  }
}

std::vector<Candidate> Doers::candidates(const Claim& claim, const std::vector<Participant>& told,
                                         const std::vector<ResolvedSpeaker>& said_by,
                                         const Situation& situation) const {
  std::vector<Standing> all;
  std::map<std::string, std::size_t> at;
  const auto standing = [&](const Actor& actor) -> Standing& {
    const auto [found, added] = at.try_emplace(actor.id, all.size());
    if (added) {
      all.emplace_back();
      all.back().candidate.actor = actor;
    }
    return all[found->second];
  };
  for (const Participant& participant : told) {
    standing(participant.actor).candidate.told[static_cast<std::size_t>(participant.role)] = true;
  }
  const auto part = [&](const std::vector<Phrase>& phrases) {
    for (const Phrase& phrase : phrases) {
      if (phrase.empty()) continue;
      for (const Referent& referent : referents_.named_by(phrase, situation)) {
        if (at.count(referent.actor.id)) standing(referent.actor).places.push_back(phrase);
      }
    }
  };
  part(claim.actors);
  part(claim.recipients);
  for (const Hint& hint : claim.hints) {
    if (std::max({hint.actor, hint.recipient, hint.speaker}) <= kUnsaid) continue;  // a place and nothing else
    const bool seat = claim.mutual && std::any_of(claim.places.begin(), claim.places.end(), [&](const Phrase& place) {
                        return place.sentence == hint.phrase.sentence && place.head == hint.phrase.head;
                      });
    if (seat) continue;  // where they met, by the form
    for (const Referent& referent : referents_.named_by(hint.phrase, situation)) {
      Standing& one = standing(referent.actor);
      one.actor = std::max(one.actor, hint.actor);
      one.recipient = std::max(one.recipient, hint.recipient);
      one.speaker = std::max(one.speaker, hint.speaker);
      one.places.push_back(hint.phrase);
    }
  }
  for (const ResolvedSpeaker& speaker : said_by) standing(speaker.actor);
  for (const Mention& mention : cast_.mentions()) {
    const std::uint32_t s = mention.phrase.sentence;
    const bool near = s <= claim.sentence && claim.sentence - s <= kBack;
    if (!near && s >= kLead) continue;
    const Entity& entity = cast_.entity(mention.entity);
    if (entity.actor.kind == "place") continue;
    if (all.size() >= kMostCandidates && !at.count(entity.actor.id)) continue;
    standing(entity.actor).places.push_back(mention.phrase);
  }
  fill(claim, told, said_by, all);
  std::vector<Candidate> out;
  for (Standing& one : all) out.push_back(std::move(one.candidate));
  return out;
}

void Doers::fill(const Claim& claim, const std::vector<Participant>& told, const std::vector<ResolvedSpeaker>& said_by,
                 std::vector<Standing>& all) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  const std::uint32_t trigger = claim.trigger.head;
  float best_actor = kUnsaid, best_recipient = kUnsaid, told_actors = 0, told_recipients = 0;
  for (const Standing& one : all) {
    best_actor = std::max(best_actor, one.actor);
    best_recipient = std::max(best_recipient, one.recipient);
  }
  for (const Participant& participant : told) (participant.role == Role::actor ? told_actors : told_recipients) += 1;
  const auto kids = children(sentence, trigger);
  const bool passive = std::any_of(kids.begin(), kids.end(), [&](std::uint32_t c) {
    return sentence.tokens[c].deprel == Deprel::nsubj_pass || sentence.tokens[c].deprel == Deprel::aux_pass;
  });
  const Past* last = past_.empty() ? nullptr : &past_.back();
  const Past *alike = nullptr, *same_word = nullptr;
  const std::string stem = stem_of(sentence.tokens[trigger]);
  std::map<std::string, int> acted, suffered;
  for (const Past& past : past_) {
    if (past.type == claim.type) alike = &past;
    if (past.stem == stem) same_word = &past;
    for (const std::string& id : past.actors) ++acted[id];
    for (const std::string& id : past.recipients) ++suffered[id];
  }
  const float total = static_cast<float>(std::max<std::size_t>(1, cast_.mentions().size()));
  for (Standing& one : all) {
    Candidate& candidate = one.candidate;
    const Actor& actor = candidate.actor;
    std::uint32_t back = 99, distance = 99, paragraphs = 99;
    bool before = false;
    const Phrase* nearest = nullptr;
    for (const Phrase& place : one.places) {
      const std::uint32_t b = place.sentence <= claim.sentence ? claim.sentence - place.sentence : 50;
      const std::uint32_t d = b == 0 ? gap(trigger, place) : 99;
      if (nearest && std::pair(b, d) >= std::pair(back, distance)) continue;
      back = b, distance = d, nearest = &place;
      before = place.sentence < claim.sentence || place.first < trigger;
    }
    float in_title = 0, in_lead = 0;
    for (const Phrase& place : one.places) {
      const Sentence& its = document_.sentences[place.sentence];
      if (document_.block_of(its).kind == BlockKind::title) in_title = 1;
      if (place.sentence < kLead) in_lead = 1;
    }
    int steps = 9;
    Deprel relation = Deprel::root;
    if (nearest) {
      candidate.phrase = *nearest;
      const Sentence& its = document_.sentences[nearest->sentence];
      relation = its.tokens[std::min<std::size_t>(nearest->head, its.tokens.size() - 1)].deprel;
      if (back == 0) steps = tree_distance(sentence, trigger, nearest->head, 8);
      paragraphs = sentence.block >= its.block ? sentence.block - its.block : 50;
    }
    const bool speaks = std::any_of(said_by.begin(), said_by.end(),
                                    [&](const ResolvedSpeaker& said) { return said.actor.id == actor.id; });
    const auto count = mentions_.find(actor.id);
    const float mentions = count == mentions_.end() ? 0 : static_cast<float>(count->second);
    const auto country = of_country_.find(actor.country);
    const bool same_country =
        !actor.country.empty() && std::any_of(told.begin(), told.end(), [&](const Participant& participant) {
          return participant.actor.country == actor.country && participant.actor.id != actor.id;
        });
    const auto count_in = [](const std::map<std::string, int>& counts, const std::string& id) {
      const auto found = counts.find(id);
      return found == counts.end() ? 0.0f : static_cast<float>(found->second);
    };
    candidate.features = {
        one.actor,
        one.recipient,
        one.speaker,
        one.actor - best_actor,
        one.recipient - best_recipient,
        static_cast<float>(candidate.told[0]),
        static_cast<float>(candidate.told[1]),
        static_cast<float>(speaks),
        told_actors,
        told_recipients,
        static_cast<float>(mentions > 0),
        static_cast<float>(std::min(back, 20u)),
        static_cast<float>(std::min(distance, 40u)),
        static_cast<float>(steps),
        static_cast<float>(is_subject(relation)),
        static_cast<float>(relation == Deprel::obj || relation == Deprel::iobj),
        static_cast<float>(relation == Deprel::obl || relation == Deprel::nmod || relation == Deprel::obl_agent),
        static_cast<float>(relation == Deprel::nmod_poss),
        static_cast<float>(relation == Deprel::amod || relation == Deprel::compound),
        static_cast<float>(before),
        std::log2(1 + mentions),
        mentions / total,
        in_title,
        in_lead,
        static_cast<float>(last && holds(last->actors, actor.id)),
        static_cast<float>(last && holds(last->recipients, actor.id)),
        static_cast<float>(alike && holds(alike->actors, actor.id)),
        static_cast<float>(alike && holds(alike->recipients, actor.id)),
        count_in(acted, actor.id),
        count_in(suffered, actor.id),
        index_in(kKinds, actor.kind),
        index_in(kSectors, actor.sector),
        static_cast<float>(claim.type),
        static_cast<float>(sentence.tokens[trigger].upos == Upos::VERB),
        static_cast<float>(passive),
        static_cast<float>(same_country),
        country == of_country_.end() ? 0 : static_cast<float>(country->second) / total,
        static_cast<float>(all.size()),
        static_cast<float>(claim.mutual),
        static_cast<float>(claim.rule != "learned"),
        static_cast<float>(claim.status),
        static_cast<float>(std::min(claim.sentence, 30u)),
        static_cast<float>(std::min(paragraphs, 20u)),
        static_cast<float>(same_word && holds(same_word->actors, actor.id)),
        static_cast<float>(same_word && holds(same_word->recipients, actor.id)),
    };
  }
}

void Doers::remember(const Claim& claim, const std::vector<Participant>& participants) {
  const Token& head = document_.sentences[claim.sentence].tokens[claim.trigger.head];
  Past past{claim.type, stem_of(head), {}, {}};
  for (const Participant& participant : participants) {
    (participant.role == Role::actor ? past.actors : past.recipients).push_back(participant.actor.id);
  }
  past_.push_back(std::move(past));
  if (past_.size() > kPastKept) past_.erase(past_.begin());
}

}  // namespace annals::resolve
