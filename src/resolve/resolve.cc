#include "resolve/resolve.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <set>
#include <tuple>

#include "base/calendar.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/utf8.h"
#include "resolve/captions.h"
#include "resolve/cast.h"
#include "resolve/chronicle.h"
#include "resolve/doers.h"
#include "resolve/placing.h"
#include "resolve/published.h"
#include "resolve/referents.h"
#include "resolve/spelling.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

ByteSpans joined(ByteSpans spans) {
  std::sort(spans.begin(), spans.end());
  ByteSpans out;
  for (const ByteSpan& span : spans) {
    if (!out.empty() && span.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

bool readable(const Document& document, const Phrase& phrase) {
  return !phrase.empty() && phrase.sentence < document.sentences.size() &&
         phrase.last <= document.sentences[phrase.sentence].tokens.size();
}

ByteSpans spans_of(const Document& document, const Phrase& phrase) {
  if (!readable(document, phrase)) return {};
  return document.article.text.spans(document.range_of(phrase));
}

ByteSpans spans_of(const Document& document, const std::vector<Phrase>& phrases) {
  ByteSpans out;
  for (const Phrase& phrase : phrases) {
    const ByteSpans spans = spans_of(document, phrase);
    out.insert(out.end(), spans.begin(), spans.end());
  }
  return joined(std::move(out));
}

std::string text_of(const Document& document, const Phrase& phrase) {
  return readable(document, phrase) ? base::fold_spaces(document.text_of(phrase)) : std::string();
}

std::string claim_id(const Document& document, const Claim& claim, std::set<std::string>& taken) {
  const Sentence& sentence = document.sentences[claim.sentence];
  const TextRange trigger = document.range_of(claim.trigger);
  std::string key = document.article.id;
  for (const std::uint32_t at : {sentence.range.begin, sentence.range.end, trigger.begin, trigger.end}) {
    key += '\n' + std::to_string(at);
  }
  key += '\n' + std::string(to_string(claim.type));
  std::string id = "cl_" + base::short_hash(key);
  for (int twin = 2; !taken.insert(id).second; ++twin) id = "cl_" + base::short_hash(key + '\n' + std::to_string(twin));
  return id;
}

// One document's claims, in text order, with what each tells the next.
class Resolver {
 public:
  Resolver(const Document& document, const Knowledge& know, const Cast& cast, const PublishedDate& date,
           std::vector<Weighed>* sink, std::vector<Located>* located)
      : document_(document),
        know_(know),
        date_(date),
        cast_(cast),
        referents_(document, know, cast),
        doers_(document, cast, referents_),
        placing_(document, know, cast, date.published),
        chronicle_(document, know.language, date),
        spellings_(spellings(document, cast, know.actors)),
        scenes_(document, know, cast, placing_),
        sink_(sink),
        located_(located) {
    set_leads();
    for (const OtherDay& other : date.others) {
      PublishedDate& otherwise = otherwise_.emplace_back();
      otherwise.told = true;
      otherwise.published = otherwise.news_day = TimeInterval::day(other.day);
      chronicles_otherwise_.emplace_back(document, know.language, otherwise);
    }
  }

  std::vector<ResolvedClaim> run(const std::vector<Claim>& claims) {
    std::vector<ResolvedClaim> out;
    std::set<std::string> taken;
    if (!claims.empty()) placing_.chart(scenes_.spots());
    for (std::size_t first = 0; first < claims.size();) {
      std::size_t last = first;
      while (last < claims.size() && claims[last].sentence == claims[first].sentence) ++last;
      hear_quotations(claims[first].sentence);
      std::vector<ResolvedClaim> here(last - first);
      // Claims that tell their time first: the others of the sentence may hang on them, and tell theirs by then.
      std::vector<bool> resolved(last - first);
      for (const bool timed : {true, false}) {
        for (std::size_t i = first; i < last; ++i) {
          if (resolved[i - first]) continue;
          const ClaimTime told = chronicle_.told_by(claims[i]);
          if (timed && !told.told) continue;
          here[i - first] = resolve_one(claims[i], told);
          resolved[i - first] = true;
        }
      }
      for (std::size_t i = first; i < last; ++i) {
        here[i - first].id = claim_id(document_, claims[i], taken);
        here[i - first].order = static_cast<std::uint32_t>(i);
        out.push_back(std::move(here[i - first]));
      }
      first = last;
    }
    tell_captions_apart(document_, know_.language, claims, out);
    return out;
  }

 private:
  // The persons and bodies that the title and the story's first sentences name.
  void set_leads() {
    std::set<std::string> ids;
    std::uint32_t body = 0;
    for (std::uint32_t s = 0; s < document_.sentences.size() && body < 2; ++s) {
      const BlockKind kind = document_.block_of(document_.sentences[s]).kind;
      if (kind == BlockKind::caption) continue;
      if (kind != BlockKind::title) ++body;
      for (const Mention* mention : cast_.of_sentence(s)) ids.insert(cast_.entity(mention->entity).actor.id);
    }
    chronicle_.set_leads(std::move(ids));
  }

  // Speakers of quotations before the sentence, whether or not a claim was found there.
  void hear_quotations(std::uint32_t sentence) {
    for (; heard_ < document_.quotations.size(); ++heard_) {
      const Phrase& speaker = document_.quotations[heard_].speaker;
      if (document_.quotations[heard_].stance || !readable(document_, speaker)) continue;
      if (speaker.sentence >= sentence) break;
      for (const Referent& referent : referents_.named_by(speaker, speaking())) {
        referents_.remember_speaker(speaker.sentence, referent.actor, word_of(speaker));
      }
    }
  }

  ResolvedClaim resolve_one(const Claim& claim, const ClaimTime& told) {
    ResolvedClaim out;
    out.document = document_.article.id;
    out.path = document_.article.path;
    out.outlet = document_.article.outlet.value;
    out.type = claim.type;
    out.modes = claim.modes;
    out.contexts = claim.contexts;
    out.status = claim.status;
    out.mutual = claim.mutual;
    out.casualties = claim.casualties;
    out.participants_count = claim.participants_count;
    out.rule = claim.rule;
    out.confidence = claim.confidence;
    out.petrarch = claim.petrarch;
    const Sentence& sentence = document_.sentences[claim.sentence];
    const Block& block = document_.block_of(sentence);
    out.sentence = std::string(document_.article.text.view(sentence.range));
    out.sentence_spans = document_.article.text.spans(sentence.range);
    out.block = block.kind;
    out.repeated = block.repeated;

    Situation situation;
    situation.when = told.told && told.time.from && told.time.to ? told.time : date_.published;
    situation.mutual = claim.mutual;
    speak(claim, situation, out);
    locate(claim, situation, out);
    std::vector<Actor> parties;
    take_part(Role::actor, claim.actors, situation, out, parties);
    take_part(claim.mutual ? Role::actor : Role::recipient, claim.recipients, situation, out, parties);

    take_up(claim, out, parties);
    const std::vector<Participant> named = out.participants;
    weigh_parts(claim, situation, out, parties);
    join_organs(named, out, parties);
    if (is_between_two(out)) std::erase(out.modes, "multilateral");

    out.time = told.told ? told.time : chronicle_.inferred(claim, parties);
    out.time_as_written = told.as_written;
    out.contradictions = told.contradictions;
    if (told.told) read_otherwise(claim, out);
    for (const std::string& why : out.time.why) add_why(out, why);
    if (told.told || out.time.is_day()) chronicle_.remember(claim, out.time, parties);
    if (!told.told) hold_offices_on(out.time, out);
    if (claim.mutual) referents_.remember_parties(claim.sentence, claim.type, parties);
    referents_.remember_deed(claim.sentence, claim.type, actors_of(out));
    for (Participant& participant : out.participants) finish(participant.actor);
    for (ResolvedSpeaker& speaker : out.said_by) finish(speaker.actor);

    for (const Phrase& phrase : claim.topics) {
      std::string topic = text_of(document_, phrase);
      if (!topic.empty()) out.topics.push_back(std::move(topic));
    }
    if (!claim.settings.empty()) out.setting = text_of(document_, claim.settings.front());
    out.evidence.trigger = spans_of(document_, claim.trigger);
    out.evidence.actor = spans_of_parts(claim.actors, Role::actor, out);
    out.evidence.recipient = spans_of_parts(claim.recipients, Role::recipient, out);
    out.evidence.time = spans_of(document_, claim.times);
    if (told.words.size() > 0) out.evidence.time = document_.article.text.spans(told.words);
    return out;
  }

  // The page gives itself two days: a time that is counted from it is another one by the other.
  void read_otherwise(const Claim& claim, ResolvedClaim& out) const {
    for (std::size_t i = 0; i < date_.others.size(); ++i) {
      const TimeInterval other = chronicles_otherwise_[i].told_by(claim).time;
      if (!out.time.is_day() || !other.is_day() || other.from == out.time.from) continue;
      out.contradictions.push_back({"time",
                                    base::to_iso(*out.time.from),
                                    base::to_iso(*other.from),
                                    "counted from " + date_.others[i].why + ", which the page gives, too",
                                    {},
                                    date_.others[i].spans});
    }
  }

  void finish(Actor& actor) const {
    if (const auto state = know_.actors.state(actor.country)) actor.country_name = know_.actors.actor(*state).name;
    const auto spelled = spellings_.find(actor.id);
    if (spelled != spellings_.end()) actor.spelled = spelled->second;
  }

  static void add_why(ResolvedClaim& out, const std::string& why) {
    if (!why.empty() && std::find(out.why.begin(), out.why.end(), why) == out.why.end()) out.why.push_back(why);
  }

  Situation speaking() const {
    Situation out;
    out.when = date_.published;
    out.asked = Situation::Asked::speaker;
    return out;
  }
  std::string word_of(const Phrase& phrase) const {
    const Token& head = document_.sentences[phrase.sentence].tokens[phrase.head];
    return head.upos == Upos::NOUN ? base::fold(head.lemma.empty() ? head.form : head.lemma) : std::string();
  }

  void speak(const Claim& claim, Situation& situation, ResolvedClaim& out) {
    ByteSpans spans;
    const Situation then = speaking();
    for (const Speaker& speaker : claim.said_by) {
      if (!readable(document_, speaker.who)) continue;
      for (const Referent& referent : referents_.named_by(speaker.who, then)) {
        const auto same = [&](const ResolvedSpeaker& held) { return held.actor.id == referent.actor.id; };
        if (std::any_of(out.said_by.begin(), out.said_by.end(), same)) continue;
        ResolvedSpeaker said;
        said.actor = referent.actor;
        said.how = text_of(document_, speaker.cue);
        said.quoted = speaker.quoted;
        said.spans = spans_of(document_, speaker.who);
        add_why(out, referent.why);
        situation.speakers.push_back(said.actor);
        referents_.remember_speaker(claim.sentence, said.actor, word_of(speaker.who));
        out.said_by.push_back(std::move(said));
      }
      const ByteSpans who = spans_of(document_, speaker.who);
      spans.insert(spans.end(), who.begin(), who.end());
    }
    out.evidence.said_by = joined(std::move(spans));
  }

  // Where it was, without those to whom it was done: "accused Moscow" says nothing of a place. Violence and force are
  // done to places, too.
  static std::vector<Phrase> places_of(const Claim& claim) {
    const bool done_to_places = claim.type == EventType::assault || claim.type == EventType::coerce ||
                                claim.type == EventType::mobilize || claim.type == EventType::retreat ||
                                claim.type == EventType::aid;
    std::vector<Phrase> out;
    for (const Phrase& phrase : claim.places) {
      const auto overlaps = [&](const Phrase& party) {
        return party.sentence == phrase.sentence && party.first < phrase.last && phrase.first < party.last;
      };
      const bool party = std::any_of(claim.actors.begin(), claim.actors.end(), overlaps) ||
                         std::any_of(claim.recipients.begin(), claim.recipients.end(), overlaps);
      if (done_to_places || !party) out.push_back(phrase);
    }
    return out;
  }

  // The words about a place's name that may tell which of its bearers is meant: "Brest, Belarus", "the Kuwaiti island
  // of Failaka", "Khan Sheikhoun in Idlib province".
  Phrase around(const Phrase& scene) const {
    const Sentence& sentence = document_.sentences[scene.sentence];
    std::uint32_t top = scene.head;
    for (int steps = 0; steps < 2 && sentence.tokens[top].head >= 0; ++steps) {
      const auto above = static_cast<std::uint32_t>(sentence.tokens[top].head);
      if (!locates(sentence.tokens[top].deprel) || !is_ground(sentence.tokens[above])) break;
      top = above;
    }
    Phrase out = scene;
    for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
      std::uint32_t at = i;  // down from the top through what names a place
      while (at != top && locates(sentence.tokens[at].deprel))
        at = static_cast<std::uint32_t>(sentence.tokens[at].head);
      if (at != top) continue;
      out.first = std::min(out.first, i);
      out.last = std::max(out.last, i + 1);
    }
    return out;
  }

  static bool locates(Deprel relation) {
    return relation == Deprel::nmod || relation == Deprel::appos || relation == Deprel::compound ||
           relation == Deprel::amod || relation == Deprel::flat;
  }

  // "The island", "the district", another name: not "talks".
  bool is_ground(const Token& token) const {
    if (token.upos == Upos::PROPN) return true;
    const std::string_view noun = token.lemma.empty() ? std::string_view(token.form) : std::string_view(token.lemma);
    return know_.language.has(WordClass::place_noun, noun) || know_.language.has(WordClass::place_part, noun) ||
           know_.language.has(WordClass::town, noun) || know_.language.has(WordClass::capital, noun);
  }

  // The likeliest of the places that the page names; `phrases`: what tells it.
  Placed weighed_place(const Claim& claim, std::vector<Phrase>& phrases) {
    const Weighing weighing = scenes_.weigh(claim);
    const Scene* scene = scenes_.narrowest(weighing, scenes_.likeliest(weighing));
    Placed placed;
    if (scene) {
      placed = placing_.place_at(scene->phrase, around(scene->phrase));
      phrases = {scene->phrase};
    }
    scenes_.remember(claim, placed.place.unknown() ? nullptr : scene);
    if (located_) {
      Located& kept = located_->emplace_back(Located{claim, weighing, {}});
      for (const Scene& one : weighing.scenes) {
        kept.names.push_back(placing_.place_at(one.phrase, around(one.phrase)).place.name);
      }
    }
    return placed;
  }

  // For a language whose signs nobody has weighed: what the claim has for its place, else a name beside its words.
  Placed told_place(const Claim& claim, std::vector<Phrase>& phrases) const {
    phrases = places_of(claim);
    Placed placed = placing_.place_of(phrases);
    if (!placed.place.unknown()) return placed;
    phrases = placing_.beside(claim);
    return placing_.place_of(phrases);
  }

  void locate(const Claim& claim, Situation& situation, ResolvedClaim& out) {
    std::vector<Phrase> phrases;
    const bool weighs = located_ || !know_.language.scenes().empty();
    Placed placed = weighs ? weighed_place(claim, phrases) : told_place(claim, phrases);
    if (!placed.known) {  // a setting's town is better than a noun of the clause
      Placed setting = placing_.place_named_in(claim.settings);
      if (setting.known) placed = std::move(setting);
    }
    if (placed.place.unknown()) return;
    const bool own = std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
      return phrase.sentence == placed.phrase.sentence && phrase.first <= placed.phrase.first &&
             placed.phrase.first < phrase.last;
    });
    out.place = placed.place;
    out.place_as_written = own ? text_of(document_, phrases.front()) : text_of(document_, placed.phrase);
    out.evidence.place = own ? spans_of(document_, phrases) : spans_of(document_, placed.phrase);
    add_why(out, placed.why);
    situation.country = placed.place.country;
    placing_.remember(placed.place);
  }

  // "The provisional head of the front, A. B.": what he is said to be is nobody beside him.
  bool describes_another(const Phrase& phrase, const std::vector<Phrase>& phrases) const {
    const Sentence& sentence = document_.sentences[phrase.sentence];
    if (sentence.tokens[phrase.head].upos != Upos::NOUN) return false;
    return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& other) {
      if (!readable(document_, other) || other.sentence != phrase.sentence || other.head == phrase.head) return false;
      const Token& name = sentence.tokens[other.head];
      return name.deprel == Deprel::appos && name.head == static_cast<std::int32_t>(phrase.head) &&
             cast_.at(other.sentence, other.head) != nullptr;
    });
  }

  void take_part(Role role, const std::vector<Phrase>& phrases, const Situation& situation, ResolvedClaim& out,
                 std::vector<Actor>& parties) {
    Situation asked = situation;
    if (role == Role::recipient) {
      asked.asked = Situation::Asked::recipient;
      asked.apart = parties;
    }
    for (const Phrase& phrase : phrases) {
      if (!readable(document_, phrase) || in_dateline(phrase) || describes_another(phrase, phrases)) continue;
      for (const Referent& referent : referents_.named_by(phrase, asked)) {
        const auto same = [&](const Participant& held) {
          return held.actor.id == referent.actor.id;  // nor does anybody act upon himself: "the navy sent its ships"
        };
        if (std::any_of(out.participants.begin(), out.participants.end(), same)) continue;
        Participant participant;
        participant.role = role;
        participant.actor = referent.actor;
        participant.as_written = text_of(document_, referent.phrase);
        participant.spans = spans_of(document_, referent.phrase);
        add_why(out, referent.why);
        parties.push_back(referent.actor);
        out.participants.push_back(std::move(participant));
      }
    }
  }

  // "The talks lasted three hours", "the deal": of those whose talks or deal was told of last.
  void take_up(const Claim& claim, ResolvedClaim& out, std::vector<Actor>& parties) const {
    const Sentence& sentence = document_.sentences[claim.sentence];
    const Token& noun = sentence.tokens[claim.trigger.head];
    const bool sits =
        claim.type == EventType::consult || claim.type == EventType::agree || claim.type == EventType::retreat;
    if (!sits || !claim.mutual || !out.participants.empty() || noun.upos != Upos::NOUN) return;
    const auto points = [&](std::uint32_t c) {
      const std::string* article = know_.language.value(WordClass::article, sentence.tokens[c].form);
      return article != nullptr && *article == "definite";
    };
    const std::vector<std::uint32_t> beside = children(sentence, claim.trigger.head);
    if (std::none_of(beside.begin(), beside.end(), points)) return;
    for (const Actor& actor : referents_.parties_before(claim.type)) {
      Participant participant;
      participant.actor = actor;
      participant.as_written = text_of(document_, claim.trigger);
      participant.spans = spans_of(document_, claim.trigger);
      add_why(out, "\"" + participant.as_written + "\" points to what was told of before: " + actor.name +
                       " had a part in it");
      parties.push_back(actor);
      out.participants.push_back(std::move(participant));
    }
  }

  // A state beside its own organ ("Russia", "the Russian Foreign Ministry") is one party: whom the words beside the act
  // name, the organ where they name both, and the state where the organ is no more than its government.
  void join_organs(const std::vector<Participant>& named, ResolvedClaim& out, std::vector<Actor>& parties) const {
    const auto is_told = [&](const Participant& one) {
      return std::any_of(named.begin(), named.end(), [&](const Participant& other) { return same_actor(one, other); });
    };
    const auto is_government = [&](const Participant& one) {
      const auto known = know_.actors.by_id(one.actor.id);
      return known && know_.actors.actor(*known).organ == "government";
    };
    std::vector<std::string> joined;
    for (const Participant& state : out.participants) {
      if (state.actor.kind != "country") continue;
      for (const Participant& organ : out.participants) {
        if (organ.actor.kind != "organ" || organ.role != state.role || organ.actor.country != state.actor.country) {
          continue;
        }
        const bool state_stays = is_told(state) && !is_told(organ);
        joined.push_back(state_stays || is_government(organ) ? organ.actor.id : state.actor.id);
      }
    }
    const auto is_joined = [&](const Actor& actor) {
      return std::find(joined.begin(), joined.end(), actor.id) != joined.end();
    };
    std::erase_if(out.participants, [&](const Participant& one) { return is_joined(one.actor); });
    std::erase_if(parties, is_joined);
  }
  static bool same_actor(const Participant& a, const Participant& b) { return a.actor.id == b.actor.id; }

  // A talk of two, told as a meeting or a call, is not multilateral for the summit around it.
  static bool is_between_two(const ResolvedClaim& claim) {
    return claim.type == EventType::consult && claim.modes.size() > 1 && claim.participants.size() == 2 &&
           std::none_of(claim.participants.begin(), claim.participants.end(), [](const Participant& participant) {
             return participant.actor.kind == "body" || participant.actor.kind == "group";
           });
  }

  // Who has which part in the act, by the weights: of those whom its words name, and of those named around it.
  void weigh_parts(const Claim& claim, const Situation& situation, ResolvedClaim& out, std::vector<Actor>& parties) {
    if (!know_.parts && !sink_) return;
    std::vector<Candidate> candidates = doers_.candidates(claim, out.participants, out.said_by, situation);
    doers_.remember(claim, out.participants);
    if (know_.parts) {
      struct Part {
        Role role;
        Chosen chosen;
      };
      std::vector<Part> parts;
      const std::string reacts = who_reacts(claim);
      std::vector<Candidate> others;  // without him
      if (!reacts.empty()) {
        std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(others),
                     [&](const Candidate& one) { return one.actor.id != reacts; });
      }
      const std::vector<Candidate>& may_act = reacts.empty() ? candidates : others;
      for (const Role role : {Role::actor, Role::recipient}) {
        if (role == Role::recipient && claim.mutual) continue;
        for (const Chosen& chosen :
             Doers::choose(role == Role::actor ? may_act : candidates, *know_.parts, role, claim.mutual))
          parts.push_back({role, chosen});
      }
      // Nobody acts upon himself: of two parts the likelier.
      std::stable_sort(parts.begin(), parts.end(),
                       [](const Part& a, const Part& b) { return a.chosen.chance > b.chosen.chance; });
      std::vector<Participant> chosen;
      for (const Part& part : parts) {
        const Actor& actor = part.chosen.candidate->actor;
        const auto same = [&](const Participant& held) { return held.actor.id == actor.id; };
        if (std::any_of(chosen.begin(), chosen.end(), same)) continue;
        const auto told = std::find_if(out.participants.begin(), out.participants.end(), same);
        if (told != out.participants.end()) {
          chosen.push_back(*told);
        } else {
          chosen.push_back(around(part.chosen, out));
        }
        chosen.back().role = part.role;
      }
      for (const Participant& participant : out.participants) {  // who met and agreed is told by the words
        const auto same = [&](const Participant& held) { return held.actor.id == participant.actor.id; };
        const bool stays = claim.mutual ? participant.actor.id != reacts : claim.outright;
        if (stays && std::none_of(chosen.begin(), chosen.end(), same)) chosen.push_back(participant);
      }
      std::stable_sort(chosen.begin(), chosen.end(), [](const Participant& a, const Participant& b) {
        return std::tie(a.role, a.spans) < std::tie(b.role, b.spans);
      });
      out.participants = std::move(chosen);
      parties.clear();
      for (const Participant& participant : out.participants) parties.push_back(participant.actor);
    }
    if (sink_) sink_->push_back({claim, std::move(candidates)});
  }

  // "Rejected the demand", "condemned the raid": who does so made no demand and no raid. His id; empty: nobody does.
  std::string who_reacts(const Claim& claim) const {
    const Sentence& sentence = document_.sentences[claim.sentence];
    const Token& act = sentence.tokens[claim.trigger.head];
    if (act.deprel != Deprel::obj || act.head < 0) return {};
    const auto verb = static_cast<std::uint32_t>(act.head);
    if (!know_.language.has(WordClass::reacting, base::fold(sentence.tokens[verb].lemma))) return {};
    for (const std::uint32_t c : children(sentence, verb)) {
      if (!is_subject(sentence.tokens[c].deprel)) continue;
      const Mention* who = cast_.at(claim.sentence, c);
      return who ? cast_.entity(who->entity).actor.id : std::string();
    }
    return {};
  }

  static std::vector<Actor> actors_of(const ResolvedClaim& claim) {
    std::vector<Actor> out;
    for (const Participant& participant : claim.participants) {
      if (participant.role == Role::actor) out.push_back(participant.actor);
    }
    return out;
  }

  // Somebody whom the words of the act do not name.
  Participant around(const Chosen& chosen, ResolvedClaim& out) const {
    Participant participant;
    participant.actor = chosen.candidate->actor;
    participant.as_written = text_of(document_, chosen.candidate->phrase);
    participant.spans = spans_of(document_, chosen.candidate->phrase);
    add_why(out, participant.actor.name + " is not named beside the act, and of all named around it the likeliest (" +
                     std::to_string(std::lround(100 * chosen.chance)) + " %)");
    return participant;
  }

  ByteSpans spans_of_parts(const std::vector<Phrase>& phrases, Role role, const ResolvedClaim& claim) const {
    if (!know_.parts) return spans_of(document_, phrases);
    ByteSpans out;
    for (const Participant& participant : claim.participants) {
      if (participant.role == role) out.insert(out.end(), participant.spans.begin(), participant.spans.end());
    }
    return joined(std::move(out));
  }

  // A dateline's town is no party, though it may stand where the subject would.
  bool in_dateline(const Phrase& phrase) const {
    const Sentence& sentence = document_.sentences[phrase.sentence];
    const Block& block = document_.block_of(sentence);
    const TextRange range = document_.range_of(phrase);
    if (range.begin != block.range.begin || phrase.last >= sentence.tokens.size()) return false;
    const std::string town = base::fold(document_.article.dateline_place.value);
    return !town.empty() && base::fold(document_.text_of(phrase)) == town;
  }

  // Offices are those of the event's day, which a claim without a time of its own learns last.
  void hold_offices_on(const TimeInterval& when, ResolvedClaim& out) {
    if (!when.is_day()) return;
    for (Participant& participant : out.participants) {
      if (participant.actor.kind != "person") continue;
      for (const Entity& entity : cast_.entities()) {
        if (entity.person && entity.actor.id == participant.actor.id) {
          participant.actor = person_on(entity, when, know_);
          break;
        }
      }
    }
  }

  const Document& document_;
  const Knowledge& know_;
  const PublishedDate& date_;
  const Cast& cast_;
  Referents referents_;
  Doers doers_;
  Placing placing_;
  Chronicle chronicle_;
  std::deque<PublishedDate> otherwise_;  // the chronicles refer to them
  std::deque<Chronicle> chronicles_otherwise_;
  std::map<std::string, std::string> spellings_;  // by id
  Scenes scenes_;
  std::vector<Weighed>* sink_;
  std::vector<Located>* located_;
  std::size_t heard_ = 0;
};

// What told violence proves: nobody writes of a campaign before it began.
std::vector<DateBound> history_bounds(const Document& document, const std::vector<Claim>& claims, const Knowledge& know,
                                      const Cast& cast, const PublishedDate& date) {
  std::vector<DateBound> out;
  const Referents referents(document, know, cast);
  const Placing placing(document, know, cast, date.published);
  for (const Claim& claim : claims) {
    if (claim.type != EventType::assault || (claim.status != Status::happened && claim.status != Status::ongoing)) {
      continue;
    }
    std::string where = placing.place_of(claim.places).place.country;
    for (const Mention* mention : cast.of_sentence(claim.sentence)) {  // else the state that the sentence names
      const Entity& entity = cast.entity(mention->entity);
      const bool by_name = mention->use == lexicon::NameUse::name || mention->use == lexicon::NameUse::alias;
      if (where.empty() && by_name && entity.actor.kind == "country") where = entity.actor.country;
    }
    if (where.empty()) continue;
    Situation situation;
    situation.when = date.published;
    situation.country = where;
    for (const Phrase& phrase : claim.actors) {
      if (!readable(document, phrase)) continue;
      for (const Referent& referent : referents.named_by(phrase, situation)) {
        lexicon::ConflictQuery query;
        query.country = where;
        query.type = claim.type;
        const bool state = !referent.actor.country.empty();
        query.parties.push_back(state ? std::string_view(referent.actor.country) : std::string_view(referent.actor.id));
        if (state && referent.actor.country == where) continue;
        const auto begun = know.history.not_before(query);
        if (!begun) continue;
        const auto conflicts = know.history.conflicts(query);
        std::string name = conflicts.empty() ? std::string() : std::string(conflicts.front()->name);
        out.push_back({begun,
                       {},
                       1,
                       "the text tells of " + referent.actor.name + " at war in " + where +
                           (name.empty() ? "" : " (" + name + ")") + ", which began on " + base::to_iso(*begun)});
      }
    }
  }
  return out;
}

}  // namespace

CodedDocument resolve(const Document& document, std::vector<Claim> claims, const Knowledge& know,
                      std::vector<Weighed>* weighed, std::vector<Located>* located) {
  std::erase_if(claims, [&](const Claim& claim) {
    return claim.sentence >= document.sentences.size() || !readable(document, claim.trigger);
  });
  std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return std::tie(a.sentence, a.trigger.first, a.type) < std::tie(b.sentence, b.trigger.first, b.type);
  });
  // The page's day and its people each help to find the other.
  PublishedDate date;
  if (auto told = told_date(document, know)) {
    date = std::move(*told);
  } else {
    const Cast undated(document, know, {});
    date = published_date(document, know, undated, {});
    const Cast roughly(document, know, date.published);
    const std::vector<DateBound> bounds = history_bounds(document, claims, know, roughly, date);
    date = published_date(document, know, roughly, bounds);
  }
  const Cast cast(document, know, date.published);
  CodedDocument out;
  out.article = document.article;
  out.published = date.published;
  for (const sys_days day : date.choices) {  // what other documents prove may take one of them
    out.article.dates.push_back({DateHint::Kind::text, document.article.dateline_date.value, TimeInterval::day(day),
                                 "one that its words leave", 0});
  }
  for (const Sentence& sentence : document.sentences) out.sentences.push_back(sentence.range);
  out.claims = Resolver(document, know, cast, date, weighed, located).run(claims);
  return out;
}

}  // namespace annals::resolve
