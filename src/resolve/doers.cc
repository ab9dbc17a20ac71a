#include "resolve/doers.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "resolve/tree.h"

namespace annals::resolve {
namespace {

constexpr std::uint32_t kBack = 8;  // sentences before the act whose names may have a part in it
constexpr std::uint32_t kLead = 3;  // sentences from the top whose names may have a part in any act
constexpr std::size_t kMostCandidates = 40;
constexpr float kUnsaid = -5;  // no hint
constexpr std::size_t kPastKept = 200;

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

std::uint32_t gap(std::uint32_t token, const Phrase& phrase) {
  if (token < phrase.first) return phrase.first - token;
  return token < phrase.last ? 0 : token - phrase.last + 1;
}

}  // namespace

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
  const Past* alike = nullptr;
  std::map<std::string, int> acted, suffered;
  for (const Past& past : past_) {
    if (past.type == claim.type) alike = &past;
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
    };
  }
}

void Doers::remember(const Claim& claim, const std::vector<Participant>& participants) {
  Past past{claim.type, {}, {}};
  for (const Participant& participant : participants) {
    (participant.role == Role::actor ? past.actors : past.recipients).push_back(participant.actor.id);
  }
  past_.push_back(std::move(past));
  if (past_.size() > kPastKept) past_.erase(past_.begin());
}

}  // namespace annals::resolve
