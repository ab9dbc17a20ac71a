#include "extract/fuse.h"

#include <algorithm>
#include <array>

#include "extract/adjuncts.h"
#include "extract/frame.h"
#include "extract/match.h"
#include "extract/outlook.h"

namespace annals::extract {
namespace {

constexpr float kLikelyPart = 0.5f;
constexpr float kOnlyPart = 0.35f;    // of a party, where no other is likelier
constexpr float kAgain = 0.8f;        // of a further act of a type that the sentence tells already
constexpr float kSureThing = 0.75f;   // of a common noun that is no known kind of actor
constexpr float kSureSpeaker = 0.7f;  // where a form found none
constexpr float kSureStatus = 0.6f;   // below it, the status that a form was read with stays
constexpr float kLikelyMode = 0.5f;
constexpr std::uint32_t kNear = 2;  // words of one type this near to each other head one act
constexpr auto kWithin = std::to_array<std::string_view>({"in", "during", "at", "by", "over", "through"});
constexpr std::uint32_t kSame = 4;  // a form's trigger and a finding this near to each other are one

std::uint32_t apart(std::uint32_t token, const Phrase& phrase) {
  if (token < phrase.first) return phrase.first - token;
  return token < phrase.last ? 0 : token - phrase.last + 1;
}

float chance_of(const Finding& finding, EventType type) { return finding.types[static_cast<std::size_t>(type)]; }

Status likeliest_status(const Finding& finding) {
  const auto best = std::max_element(finding.statuses.begin(), finding.statuses.end());
  return static_cast<Status>(best - finding.statuses.begin());
}

std::vector<std::string> likely_modes(const Finding& finding, EventType type) {
  std::vector<std::string> out;
  for (std::size_t m = 0; m < kModes.size(); ++m) {
    if (kModes[m].type == type && finding.modes[m] >= kLikelyMode) out.emplace_back(kModes[m].mode);
  }
  return out;
}

void add(std::vector<Phrase>& list, const Phrase& phrase) {
  if (std::find(list.begin(), list.end(), phrase) == list.end()) list.push_back(phrase);
}

// The verb that governs a speaker: "said".
Phrase cue_of(const Tree& tree, TokenId who) {
  const TokenId above = tree.head(tree.first_conjunct(who));
  return tree.word(above == kNoToken ? who : above);
}

class Maker {
 public:
  explicit Maker(const Reading& reading) : reading_(reading) {
    const auto& all = reading.forms.all();
    for (std::uint32_t form = static_cast<std::uint32_t>(all.size()); form-- > 0;) {
      form_of_[static_cast<std::size_t>(all[form].type)] = form;
    }
  }

  // What the coder read, with what the tree tells beside it.
  Claim read(const Finding& finding, EventType type) const {
    Claim claim;
    claim.type = type;
    claim.modes = likely_modes(finding, type);
    claim.status = likeliest_status(finding);
    add_parts(finding, claim);
    add_hints(finding, claim);
    add_from_tree(finding, claim);
    return claim;
  }

  // A claim of its own.
  Claim make(const Finding& finding, EventType type) const {
    const Tree& tree = reading_.trees[finding.sentence];
    Claim claim = read(finding, type);
    claim.sentence = finding.sentence;
    claim.trigger = tree.word(finding.token);
    claim.rule = kLearnedRule;
    const bool mutual = type == EventType::consult || type == EventType::agree || type == EventType::cooperate;
    claim.mutual = mutual && claim.recipients.empty() && claim.actors.size() > 1;
    if (type == EventType::assault) claim.casualties = count_casualties(tree, reading_.forms, finding.token);
    add_contexts(tree, reading_.forms, claim);
    return claim;
  }

 private:
  void add_parts(const Finding& finding, Claim& claim) const {
    for (const PartWord& word : chosen(finding, claim.type, Part::speaker)) add_speaker(finding, word, claim);
    order_speakers(finding, claim);
    for (const PartWord& word : chosen(finding, claim.type, Part::actor)) add_party(word, claim, claim.actors);
    for (const PartWord& word : chosen(finding, claim.type, Part::recipient)) add_party(word, claim, claim.recipients);
    if (const PartWord* time = likeliest(finding, Part::time)) {
      claim.times.push_back(reading_.trees[time->sentence].whole(time->token));
    }
    if (const PartWord* place = likeliest(finding, Part::place)) {
      claim.places.push_back(reading_.trees[place->sentence].noun_phrase(place->token));
    }
  }

  // The chain, nearest the act first: who speaks further down the tree; of two at one verb whom it quotes, then who
  // quotes, then according to whom. Speakers of other sentences keep their places.
  void order_speakers(const Finding& finding, Claim& claim) const {
    const Tree& tree = reading_.trees[finding.sentence];
    const bool here = std::all_of(claim.said_by.begin(), claim.said_by.end(),
                                  [&](const Speaker& speaker) { return speaker.who.sentence == finding.sentence; });
    if (!here || claim.said_by.size() < 2) return;
    const auto place = [&](const Speaker& speaker) {
      TokenId below = speaker.who.head, above = tree.head(below);
      for (std::size_t steps = 0; above != kNoToken && !tree.is_ancestor(above, finding.token) && steps < 32; ++steps) {
        below = above;
        above = tree.head(above);
      }
      std::size_t up = 0;
      for (TokenId at = finding.token; at != kNoToken && at != above && up < 64; at = tree.head(at)) ++up;
      const Deprel relation = tree.relation(below);
      const bool quoted = relation == Deprel::obj || relation == Deprel::iobj || relation == Deprel::obl_agent;
      const bool speaks = relation == Deprel::nsubj || relation == Deprel::nsubj_pass;
      return std::pair(up, quoted ? 0 : speaks ? 1 : 2);
    };
    std::stable_sort(claim.said_by.begin(), claim.said_by.end(),
                     [&](const Speaker& a, const Speaker& b) { return place(a) < place(b); });
  }

  // What the tree tells and the learned coder missed: whoever speaks above the act, the subject, the object.
  void add_from_tree(const Finding& finding, Claim& claim) const {
    const Tree& tree = reading_.trees[finding.sentence];
    if (claim.said_by.empty() && !done_by_words(claim.type)) {
      for (const Voice& voice : look_at(tree, reading_.forms, {}, match_at(finding, claim.type)).voices) {
        const bool quoted = reading_.speakers.in_quotes(finding.sentence, finding.token);
        claim.said_by.push_back({tree.noun_phrase(voice.who), tree.word(voice.cue), quoted});
      }
      if (claim.said_by.empty()) {
        if (auto speaker = reading_.speakers.of(finding.sentence, finding.token)) claim.said_by.push_back(*speaker);
      }
    }
    const Frame frame = tree.is_verb(finding.token) ? verb_frame(tree, reading_.forms, finding.token)
                                                    : noun_frame(tree, reading_.forms, finding.token);
    const bool no_actor = claim.actors.empty(), no_recipient = claim.recipients.empty();
    for (const Argument& argument : frame.arguments) {
      const PartWord word{Part::actor, finding.sentence, argument.token, 1, 0};
      const bool actor = argument.relation == "subject" || argument.relation == "poss" || argument.relation == "by";
      const bool known = reading_.standing.acts(tree, argument.token);
      if (actor && no_actor && known) add_party(word, claim, claim.actors);
      if (argument.relation == "object" && no_recipient && known) add_party(word, claim, claim.recipients);
    }
  }

  // The finding as a match of some form of its type, for those who walk a tree from a match.
  Match match_at(const Finding& finding, EventType type) const {
    Match match;
    match.entry.form = form_of_[static_cast<std::size_t>(type)];
    match.kind = reading_.trees[finding.sentence].is_verb(finding.token) ? lexicon::Pattern::Kind::verb
                                                                         : lexicon::Pattern::Kind::noun;
    match.head = finding.token;
    match.words = {finding.token};
    return match;
  }

  // The likely words of a part, the likeliest first: of words of one noun phrase the likeliest, and none of other
  // sentences where the act's own has some. Of parties, one that is less likely where there is no other.
  std::vector<PartWord> chosen(const Finding& finding, EventType type, Part part) const {
    std::vector<PartWord> words;
    for (const PartWord& word : finding.parts) {
      if (word.part == part && word.chance >= kLikelyPart) words.push_back(word);
    }
    if (words.empty() && part != Part::speaker) {
      if (const PartWord* only = likeliest(finding, part, kOnlyPart)) words.push_back(*only);
    }
    const bool own = std::any_of(words.begin(), words.end(),
                                 [&](const PartWord& word) { return word.sentence == finding.sentence; });
    std::stable_sort(words.begin(), words.end(),
                     [](const PartWord& a, const PartWord& b) { return a.chance > b.chance; });
    std::vector<PartWord> out;
    for (const PartWord& word : words) {
      if (own && word.sentence != finding.sentence) continue;
      const Tree& tree = reading_.trees[word.sentence];  // "the statement" met nobody
      const bool thing = tree.token(word.token).upos == Upos::NOUN && !reading_.standing.acts(tree, word.token);
      if (thing && word.chance < kSureThing) continue;
      if (part != Part::speaker && is_where(tree, word.token)) continue;
      if (is_seat_of(finding, word, type)) continue;
      if (part != Part::speaker && names_a_sayer(finding, word)) continue;
      const Phrase phrase = tree.noun_phrase(word.token);
      const bool held = std::any_of(out.begin(), out.end(), [&](const PartWord& other) {
        const Phrase theirs = reading_.trees[other.sentence].noun_phrase(other.token);
        return other.sentence == word.sentence && ((theirs.first <= word.token && word.token < theirs.last) ||
                                                   (phrase.first <= other.token && other.token < phrase.last));
      });
      if (!held) out.push_back(word);
    }
    std::stable_sort(out.begin(), out.end(), [](const PartWord& a, const PartWord& b) {
      return a.sentence != b.sentence ? a.sentence < b.sentence : a.token < b.token;
    });
    return out;
  }

  // "The Oslo accords": the town is no party to them.
  bool is_seat_of(const Finding& finding, const PartWord& word, EventType type) const {
    const Tree& tree = reading_.trees[word.sentence];
    return word.sentence == finding.sentence && tree.head(word.token) == finding.token &&
           is_seat(tree, reading_.standing, type, word.token);
  }

  // "..., the Russian ministry's statement said": Russia has no part in what it says by being whose ministry it is.
  bool names_a_sayer(const Finding& finding, const PartWord& word) const {
    if (word.sentence != finding.sentence) return false;
    const Tree& tree = reading_.trees[word.sentence];
    TokenId at = word.token;
    for (std::size_t steps = 0; steps < tree.size(); ++steps) {
      const Deprel relation = tree.relation(at);
      const TokenId above = tree.head(at);
      if (above == kNoToken) return false;
      if (relation == Deprel::nsubj) {
        return at != word.token && tree.is_verb(above) && reading_.forms.listed("speech", tree.lemma(above)) &&
               !tree.is_ancestor(at, finding.token) && above != finding.token;
      }
      if (relation != Deprel::amod && relation != Deprel::compound && relation != Deprel::nmod_poss) return false;
      at = above;
    }
    return false;
  }

  // "Promised in Colombo": no party is told with the preposition of a place.
  bool is_where(const Tree& tree, TokenId token) const {
    const std::string preposition = tree.preposition(token);
    return (preposition == "in" || preposition == "at" || preposition == "near") &&
           reading_.standing.place(tree, token);
  }

  void add_hints(const Finding& finding, Claim& claim) const {
    constexpr float kNone = -5;  // below what a finding keeps
    for (const PartWord& word : finding.parts) {
      if (word.part == Part::time || (word.part != Part::place && is_seat_of(finding, word, claim.type))) continue;
      if (word.part != Part::speaker && names_a_sayer(finding, word)) continue;
      const auto same = [&](const Hint& hint) {
        return hint.phrase.sentence == word.sentence && hint.phrase.head == word.token;
      };
      auto hint = std::find_if(claim.hints.begin(), claim.hints.end(), same);
      if (hint == claim.hints.end()) {
        const Phrase phrase = reading_.trees[word.sentence].noun_phrase(word.token);
        hint = claim.hints.insert(hint, Hint{phrase, kNone, kNone, kNone, kNone});
        hint->phrase.head = word.token;
      }
      (word.part == Part::actor       ? hint->actor
       : word.part == Part::recipient ? hint->recipient
       : word.part == Part::speaker   ? hint->speaker
                                      : hint->place) = word.score;
    }
  }

  static const PartWord* likeliest(const Finding& finding, Part part, float least = kLikelyPart) {
    const PartWord* best = nullptr;
    for (const PartWord& word : finding.parts) {
      if (word.part == part && word.chance >= least && (!best || word.chance > best->chance)) best = &word;
    }
    return best;
  }

  void add_speaker(const Finding& finding, const PartWord& word, Claim& claim) const {
    const Tree& tree = reading_.trees[word.sentence];
    const Phrase who = tree.noun_phrase(word.token);
    for (const Speaker& other : claim.said_by) {
      if (other.who == who) return;
    }
    const bool quoted = reading_.speakers.in_quotes(finding.sentence, finding.token);
    claim.said_by.push_back({who, cue_of(tree, word.token), quoted});
  }

  void add_party(const PartWord& word, Claim& claim, std::vector<Phrase>& list) const {
    const Tree& tree = reading_.trees[word.sentence];
    if (tree.form(word.token) == "it") {
      const TokenId body = body_behind_it(tree, reading_.forms, reading_.standing, word.token);
      if (body != kNoToken) {
        add(list, tree.noun_phrase(body));
        return;
      }
    }
    if (is_first_person(tree, word.token)) {
      if (!claim.said_by.empty()) {
        add(list, claim.said_by.front().who);
        return;
      }
      if (auto speaker = reading_.speakers.of(word.sentence, word.token)) {
        add(list, speaker->who);
        return;
      }
    }
    add(list, tree.noun_phrase(word.token));
  }

  const Reading& reading_;
  std::array<std::uint32_t, kEventTypeNames.size()> form_of_{};  // the first of each type
};

// A type of a finding.
struct Told {
  const Finding* finding;
  EventType type;
  float chance;
};

// Likeliest first, so that of two near words of one type the likelier heads the act.
std::vector<Told> all_told(const std::vector<Finding>& findings) {
  std::vector<Told> told;
  for (const Finding& finding : findings) {
    for (std::size_t t = 0; t < finding.types.size(); ++t) {
      if (finding.types[t] >= Learned::kFloor) told.push_back({&finding, static_cast<EventType>(t), finding.types[t]});
    }
  }
  std::stable_sort(told.begin(), told.end(), [](const Told& a, const Told& b) { return a.chance > b.chance; });
  std::vector<Told> kept;
  for (const Told& one : told) {
    const bool taken = std::any_of(kept.begin(), kept.end(), [&](const Told& other) {
      const std::uint32_t a = one.finding->token, b = other.finding->token;
      return other.type == one.type && other.finding->sentence == one.finding->sentence &&
             (a > b ? a - b : b - a) <= kNear;
    });
    if (!taken) kept.push_back(one);
  }
  return kept;
}

// For each claim of a form the finding of its type that heads the same act, told.size() where there is none: the
// nearest of its sentence, each for one claim.
std::vector<std::size_t> pair_up(const std::vector<Claim>& by_forms, const std::vector<Told>& told) {
  struct Pair {
    std::uint32_t distance;
    std::size_t claim, told;
  };
  std::vector<Pair> pairs;
  for (std::size_t c = 0; c < by_forms.size(); ++c) {
    for (std::size_t t = 0; t < told.size(); ++t) {
      const Finding& finding = *told[t].finding;
      if (told[t].type != by_forms[c].type || finding.sentence != by_forms[c].sentence) continue;
      const std::uint32_t distance = apart(finding.token, by_forms[c].trigger);
      if (distance <= kSame) pairs.push_back({distance, c, t});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.distance < b.distance; });
  std::vector<std::size_t> out(by_forms.size(), told.size());
  std::vector<bool> used(told.size(), false);
  for (const Pair& pair : pairs) {
    if (out[pair.claim] != told.size() || used[pair.told]) continue;
    out[pair.claim] = pair.told;
    used[pair.told] = true;
  }
  return out;
}

// "Charges", "uranium"; not "terrorist targets", which are somebody's.
bool is_thing(const Reading& reading, const Phrase& who) {
  const Tree& tree = reading.trees[who.sentence];
  if (reading.standing.acts(tree, who.head)) return false;
  return std::none_of(tree.children(who.head).begin(), tree.children(who.head).end(), [&](TokenId c) {
    const Deprel relation = tree.relation(c);
    const bool of = relation == Deprel::nmod && tree.preposition(c) == "of";
    const bool modifies = relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::nmod_poss;
    return (of || modifies) && reading.standing.acts(tree, c);
  });
}

// The form's parts stay, the learned coder fills what they lack and settles a status that it is sure of.
void join(const Reading& reading, Claim& claim, const Finding& finding, Claim learned) {
  std::erase_if(claim.recipients, [&](const Phrase& who) { return is_thing(reading, who); });
  const bool sure = finding.statuses[static_cast<std::size_t>(learned.status)] >= kSureStatus;
  if (sure && !claim.outright && !claim.status_told) claim.status = learned.status;
  // That a form tells of no meeting is its word: they may have been on the telephone.
  if (claim.modes.empty() && learned.modes != std::vector<std::string>{"meeting"})
    claim.modes = std::move(learned.modes);
  if (claim.actors.empty()) claim.actors = std::move(learned.actors);
  if (claim.recipients.empty()) claim.recipients = std::move(learned.recipients);
  if (claim.times.empty()) claim.times = std::move(learned.times);
  if (claim.places.empty()) claim.places = std::move(learned.places);
  const bool heard = std::any_of(finding.parts.begin(), finding.parts.end(), [](const PartWord& word) {
    return word.part == Part::speaker && word.chance >= kSureSpeaker;
  });
  if (claim.said_by.empty() && heard) claim.said_by = std::move(learned.said_by);
  claim.hints = std::move(learned.hints);
}

// "Discussed it in phone talks", "were killed in the strikes": the noun below the verb is the verb's own act, where it
// names nobody of its own ("discussed it at a NATO meeting").
bool is_below(const Tree& tree, EventType type, TokenId verb, TokenId noun) {
  if (!tree.is_noun(noun) || tree.head(noun) != verb || tree.relation(noun) != Deprel::obl) return false;
  const std::string preposition = tree.preposition(noun);
  if (std::find(kWithin.begin(), kWithin.end(), preposition) == kWithin.end()) return false;
  if (type != EventType::consult) return true;
  return std::none_of(tree.children(noun).begin(), tree.children(noun).end(), [&](TokenId c) {
    bool named = false;
    tree.name_kind(c, named);
    return (named || tree.token(c).upos == Upos::PROPN) && tree.relation(c) != Deprel::nmod;
  });
}

// "Contacts that took place the day before": a noun of a form whose verb says nothing but that it was.
bool is_told_outright(const Tree& tree, const Claim& claim) {
  const TokenId noun = claim.trigger.head;
  if (!tree.is_noun(noun)) return false;
  const auto says_so = [&](TokenId verb) {
    if (verb == kNoToken || !tree.is_verb(verb)) return false;
    return tree.lemma(verb) == "occur" ||
           (tree.lemma(verb) == "take" && tree.child_with_form(verb, "place") != kNoToken);
  };
  if (tree.relation(noun) == Deprel::nsubj && says_so(tree.head(noun))) return true;
  return says_so(tree.child(noun, Deprel::acl_relcl));
}

bool is_one_act(const Reading& reading, const Claim& claim, const Finding& finding) {
  const Tree& tree = reading.trees[claim.sentence];
  return is_below(tree, claim.type, claim.trigger.head, finding.token) ||
         is_below(tree, claim.type, finding.token, claim.trigger.head) ||
         (claim.type == EventType::assault && befell_when(tree, reading.forms, claim.trigger.head, finding.token));
}

// "Opened talks", "held a meeting": nothing was agreed.
bool only_opens(const Reading& reading, const std::vector<Claim>& claims, const Finding& finding) {
  const Tree& tree = reading.trees[finding.sentence];
  const bool light = tree.is_verb(finding.token) && reading.forms.listed("light_verbs", tree.lemma(finding.token));
  return light && std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
           const TokenId noun = claim.trigger.head;
           if (claim.type != EventType::consult || claim.sentence != finding.sentence) return false;
           if (claim.trigger.first <= finding.token && finding.token < claim.trigger.last) return true;
           return tree.is_noun(noun) && tree.head(noun) == finding.token && tree.relation(noun) == Deprel::obj;
         });
}

}  // namespace

std::vector<Claim> claims_of(const Reading& reading, const Learned& learned, const std::vector<Finding>& findings) {
  const Maker maker(reading);
  std::vector<Claim> out;
  for (const Told& one : all_told(findings)) {
    if (one.chance < learned.threshold(one.type)) continue;
    out.push_back(maker.make(*one.finding, one.type));
    out.back().confidence = learned.confidence(*one.finding, one.type, false);
  }
  return out;
}

std::vector<Claim> fuse(const Reading& reading, const Learned& learned, const std::vector<Finding>& findings,
                        std::vector<Claim> by_forms) {
  const Maker maker(reading);
  const std::vector<Told> told = all_told(findings);
  const std::vector<std::size_t> partner = pair_up(by_forms, told);
  std::vector<bool> used(told.size(), false);
  std::vector<Claim> out;
  for (std::size_t i = 0; i < by_forms.size(); ++i) {
    const bool outright = by_forms[i].outright || is_told_outright(reading.trees[by_forms[i].sentence], by_forms[i]);
    if (partner[i] == told.size()) {
      if (outright) out.push_back(std::move(by_forms[i]));
      continue;
    }
    std::size_t head = partner[i];
    used[head] = true;
    const auto is_likely = [&](std::size_t t) { return told[t].chance >= learned.threshold_beside_form(told[t].type); };
    for (std::size_t t = 0; t < told.size() && !is_likely(head); ++t) {  // "killed" is not, the "strikes" it is in are
      const bool alike = told[t].type == by_forms[i].type && told[t].finding->sentence == by_forms[i].sentence;
      if (alike && !used[t] && is_likely(t) && is_one_act(reading, by_forms[i], *told[t].finding))
        used[head = t] = true;
    }
    const Told& one = told[head];
    if (!outright && !is_likely(head)) continue;
    join(reading, by_forms[i], *one.finding, maker.read(*one.finding, one.type));
    by_forms[i].confidence = learned.confidence(*one.finding, one.type, true);
    out.push_back(std::move(by_forms[i]));
  }
  for (std::size_t i = 0; i < told.size(); ++i) {
    bool again = false, same = false;
    for (const Claim& claim : out) {
      const bool alike = claim.sentence == told[i].finding->sentence && claim.type == told[i].type;
      again = again || alike;
      same = same || (alike && apart(told[i].finding->token, claim.trigger) <= kNear);  // "held", "conversation"
      same = same || (alike && is_one_act(reading, claim, *told[i].finding));
    }
    if (same || (told[i].type == EventType::agree && only_opens(reading, out, *told[i].finding))) continue;
    const float least = again ? std::max(kAgain, learned.threshold(told[i].type)) : learned.threshold(told[i].type);
    if (!used[i] && told[i].chance >= least) {
      out.push_back(maker.make(*told[i].finding, told[i].type));
      out.back().confidence = learned.confidence(*told[i].finding, told[i].type, false);
    }
  }
  return out;
}

const Finding* finding_behind(const Claim& claim, const std::vector<Finding>& findings) {
  const Finding* best = nullptr;
  for (const Finding& finding : findings) {
    if (finding.sentence != claim.sentence || apart(finding.token, claim.trigger) > kSame) continue;
    if (!best || chance_of(finding, claim.type) > chance_of(*best, claim.type)) best = &finding;
  }
  return best;
}

}  // namespace annals::extract
