#include "resolve/scenes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"
#include "resolve/toponyms.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

constexpr std::uint32_t kBack = 8;  // sentences before the act whose places may be its own
constexpr std::uint32_t kLead = 3;  // sentences from the top whose places may be any act's
constexpr std::size_t kMostScenes = 24;
constexpr std::size_t kLongWay = 4;  // steps in the tree beyond which a way is only long
constexpr float kNoHint = -5;
constexpr float kNoPlace = -3;  // words below this weight name no place

std::string relation_of(Deprel relation) {
  switch (relation) {
    case Deprel::nsubj_outer:
      return "nsubj";
    case Deprel::obl_unmarked:
    case Deprel::nmod_unmarked:
      return "bare";
    case Deprel::advcl_relcl:
      return "advcl";
    default:
      return std::string(kDeprelNames[static_cast<std::size_t>(relation)]);
  }
}

// The word of a phrase that hangs on a word outside it.
std::uint32_t top_of(const Sentence& sentence, const Phrase& phrase) {
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    const std::int32_t head = sentence.tokens[i].head;
    if (head < static_cast<std::int32_t>(phrase.first) || head >= static_cast<std::int32_t>(phrase.last)) return i;
  }
  return phrase.last - 1;
}

std::string preposition(const Sentence& sentence, std::uint32_t token) {
  std::string out;
  for (const std::uint32_t child : children(sentence, token)) {
    if (sentence.tokens[child].deprel != Deprel::case_ || sentence.tokens[child].upos == Upos::PART) continue;
    if (!out.empty()) out += ' ';
    out += base::fold(sentence.tokens[child].form);
  }
  return out;
}

std::string lemma_of(const Token& token) { return base::fold(token.lemma.empty() ? token.form : token.lemma); }

// "The port", "waters": by the lemma or, where only the plural is a place, by the word.
bool is_ground(const Language& language, const Token& token) {
  for (const WordClass kind : {WordClass::place_noun, WordClass::place_part, WordClass::town, WordClass::capital}) {
    if (language.has(kind, lemma_of(token)) || language.has(kind, token.form)) return true;
  }
  return false;
}

bool overlaps(const Phrase& a, const Phrase& b) {
  return a.sentence == b.sentence && a.first < b.last && b.first < a.last;
}

bool any_overlaps(const std::vector<Phrase>& phrases, const Phrase& phrase) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& one) { return overlaps(one, phrase); });
}

// On the telephone and in letters people are in no one place: of such talks one in twenty has one, and then it is told.
bool is_apart(const Claim& claim) {
  return std::any_of(claim.modes.begin(), claim.modes.end(),
                     [](const std::string& mode) { return mode == "phone" || mode == "letter" || mode == "contact"; });
}

std::string bucket(float score) {
  if (score <= kNoHint) return "none";
  return std::to_string(static_cast<int>(std::clamp(score + 4.f, 0.f, 8.f)));
}

std::string bucket(std::uint32_t distance) {
  return distance <= 2 ? "2" : distance <= 4 ? "4" : distance <= 7 ? "7" : distance <= 12 ? "12" : "far";
}

}  // namespace

// From a place's word to the act's: the relations up to what governs both, then those down to the act.
struct Scenes::Way {
  std::string relations;
  std::size_t steps = 0;
  std::size_t verbs = 0;  // passed, the act's own not counted
};

Scenes::Scenes(const Document& document, const Knowledge& know, const Cast& cast, const Placing& placing)
    : document_(document), know_(know), cast_(cast), placing_(placing) {
  const Toponyms toponyms(document, know, cast);
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    auto& spots =
        spots_.emplace_back(placing.spots({s, 0, static_cast<std::uint32_t>(document.sentences[s].tokens.size()), 0}));
    // A person's or a people's name is a town's somewhere.
    std::erase_if(spots, [&](const Placing::Spot& spot) {
      if (spot.country.empty() && !spot.known && names_people(s, spot.phrase.first)) return true;
      if (!spot.country.empty() || toponyms.weight_of(spot.phrase) >= kNoPlace) return false;
      // "Line of Control", "Green Line": a name of several words that somebody put into our own table.
      const auto bearers = know.places.bearers(spot.name);
      return spot.phrase.last - spot.phrase.first == 1 ||
             std::none_of(bearers.begin(), bearers.end(), [](const lexicon::PlaceBearer& one) { return one.ours; });
    });
    const bool title = document.block_of(document.sentences[s]).kind == BlockKind::title;
    for (const Placing::Spot& spot : spots_.back()) {
      const std::string folded = base::fold(spot.name);
      ++count_[folded];
      if (title) titled_.insert(folded);
      if (!title && first_.empty() && spot.known && spot.country.empty()) first_ = folded;
    }
  }
}

// "The siege of the Yazidis", "Ghadiya was killed": nobody is a place, whoever took the words for one. The reader has a
// strange town for a person now and then, so only who is known, titled or called by his surname is one here.
bool Scenes::names_people(std::uint32_t sentence, std::uint32_t token) const {
  const Mention* mention = cast_.at(sentence, token);
  if (mention == nullptr) return false;
  const Entity& entity = cast_.entity(mention->entity);
  if (!entity.person) return mention->use == lexicon::NameUse::people || entity.actor.kind == "people";
  return entity.known_person || entity.title || !mention->full;
}

// The nearest bearer of a name stands for the others.
void Scenes::add(const Scene& scene, std::vector<Scene>& out) const {
  if (out.size() >= kMostScenes) return;
  const bool held = std::any_of(out.begin(), out.end(), [&](const Scene& other) {
    return other.folded == scene.folded || overlaps(other.phrase, scene.phrase);
  });
  if (!held) out.push_back(scene);
}

void Scenes::collect(std::uint32_t number, const Claim& claim, std::vector<Scene>& out) const {
  const Sentence& sentence = document_.sentences[number];
  const bool own = number == claim.sentence;
  std::vector<Scene> here;
  for (const Placing::Spot& spot : spots_[number]) {
    Scene scene{spot.phrase, words_of(sentence, spot.phrase.first, spot.phrase.last), base::fold(spot.name), {}};
    const std::uint32_t top = top_of(sentence, spot.phrase);
    const Token& token = sentence.tokens[top];
    scene.phrase.head = top;
    // "Iraqi waters": the noun is the place.
    if (!spot.country.empty() && !spot.known && token.head > static_cast<std::int32_t>(top)) {
      const auto noun = static_cast<std::uint32_t>(token.head);
      if (is_ground(know_.language, sentence.tokens[noun])) {
        scene.phrase = {number, spot.phrase.first, noun + 1, noun};
        scene.name = words_of(sentence, spot.phrase.first, noun + 1);
        scene.folded = base::fold(scene.name);
      }
    }
    here.push_back(std::move(scene));
  }
  if (own) {
    for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
      const Token& token = sentence.tokens[i];
      const std::string lemma = lemma_of(token);
      const bool noun = token.upos == Upos::NOUN && is_ground(know_.language, token);
      const bool word = token.upos == Upos::ADV && know_.language.has(WordClass::here, token.form);
      const auto of_claim = [&](const Phrase& phrase) {
        return phrase.sentence == number && phrase.head == i && token.upos != Upos::PRON;
      };
      const bool told = std::any_of(claim.places.begin(), claim.places.end(), of_claim);
      const bool hinted = std::any_of(claim.hints.begin(), claim.hints.end(),
                                      [&](const Hint& hint) { return hint.place > kNoHint && of_claim(hint.phrase); });
      if (!noun && !word && !told && !(hinted && is_nominal(token))) continue;
      if (names_people(number, i) && !know_.places.is_name(words_of(sentence, i, i + 1))) continue;
      // The "Line" of "Line of Control", the "Adi" of "Adi Keyih": part of a name that stands in the list already.
      const bool part = std::any_of(spots_[number].begin(), spots_[number].end(), [&](const Placing::Spot& spot) {
        return spot.country.empty() && spot.phrase.first <= i && i < spot.phrase.last;
      });
      if (part) continue;
      std::uint32_t first = i;  // "the district hospital"
      while (first > 0 && sentence.tokens[first - 1].head == static_cast<std::int32_t>(i) &&
             (sentence.tokens[first - 1].deprel == Deprel::amod ||
              sentence.tokens[first - 1].deprel == Deprel::compound)) {
        --first;
      }
      const std::string name = words_of(sentence, first, i + 1);
      here.push_back({{number, first, i + 1, i}, name, base::fold(name), {}});
    }
  }
  std::stable_sort(here.begin(), here.end(), [&](const Scene& a, const Scene& b) {
    if (!own) return a.phrase.first > b.phrase.first;  // the last named is the nearest
    return gap(claim.trigger.head, a.phrase) < gap(claim.trigger.head, b.phrase);
  });
  for (const Scene& scene : here) add(scene, out);
}

Scenes::Way Scenes::way(const Sentence& sentence, std::uint32_t from, const Phrase& trigger) const {
  std::vector<std::uint32_t> up;
  for (std::int32_t at = static_cast<std::int32_t>(from); at >= 0 && up.size() <= sentence.tokens.size();
       at = sentence.tokens[static_cast<std::size_t>(at)].head) {
    up.push_back(static_cast<std::uint32_t>(at));
  }
  std::vector<std::uint32_t> down;
  std::size_t meet = up.size();
  for (std::int32_t at = static_cast<std::int32_t>(trigger.head); at >= 0 && down.size() <= sentence.tokens.size();
       at = sentence.tokens[static_cast<std::size_t>(at)].head) {
    const auto found = std::find(up.begin(), up.end(), static_cast<std::uint32_t>(at));
    if (found != up.end()) {
      meet = static_cast<std::size_t>(found - up.begin());
      break;
    }
    down.push_back(static_cast<std::uint32_t>(at));
  }
  Way out;
  out.steps = meet + down.size();
  const auto passes = [&](std::uint32_t token) {
    out.verbs += sentence.tokens[token].upos == Upos::VERB && token != trigger.head ? 1 : 0;
  };
  for (std::size_t i = 0; i < meet; ++i) {
    if (i > 0) passes(up[i]);
    (out.relations += relation_of(sentence.tokens[up[i]].deprel)) += '>';
  }
  if (meet < up.size()) {
    passes(up[meet]);
    if (sentence.tokens[up[meet]].upos == Upos::VERB) out.relations += 'V';
  }
  for (std::size_t i = down.size(); i-- > 0;) {
    if (i > 0) passes(down[i]);
    (out.relations += '<') += relation_of(sentence.tokens[down[i]].deprel);
  }
  if (out.steps > kLongWay) out.relations = "long";
  return out;
}

void Scenes::sign(const Claim& claim, Scene& scene, const std::vector<Scene>& all) const {
  const Sentence& sentence = document_.sentences[scene.phrase.sentence];
  const Token& head = sentence.tokens[scene.phrase.head];
  const std::string type = ':' + std::string(to_string(claim.type));
  auto& signs = scene.signs;
  const auto put = [&](std::string sign) { signs.push_back(std::move(sign)); };
  const bool own = scene.phrase.sentence == claim.sentence;

  std::string kind = "noun";
  for (const Placing::Spot& spot : spots_[scene.phrase.sentence]) {
    if (!overlaps(spot.phrase, scene.phrase)) continue;
    kind = spot.country.empty() ? (spot.known ? "town" : "unknown") : spot.known ? "country" : "adjective";
    if (kind == "adjective" && scene.phrase.head >= spot.phrase.last) kind = "their";  // "Iraqi waters"
  }
  if (head.upos == Upos::ADV) kind = "there";
  put("kind=" + kind);
  put("kind=" + kind + type);
  for (const Name& name : document_.names) {
    if (!overlaps(name.phrase, scene.phrase)) continue;
    // The reader has the "US" of "US airstrikes" for a place.
    const bool theirs = kind == "adjective" && name.kind == NameKind::place;
    put("name=" + std::string(kNameKindNames[static_cast<std::size_t>(theirs ? NameKind::nationality : name.kind)]));
  }
  if (kind == "noun" || kind == "their") put("noun=" + lemma_of(head));
  if (kind == "adjective" && head.head >= 0)
    put("of=" + lemma_of(sentence.tokens[static_cast<std::size_t>(head.head)]));

  sign_who(claim, scene, kind);
  if (tells_year(claim)) put(std::string("year-told:") + (own ? "own" : "other"));  // another time, maybe elsewhere
  sign_page(scene, kind, own);
  if (kind == "noun" || kind == "their") {
    std::string determiner = "none";
    for (const std::uint32_t child : children(sentence, scene.phrase.head)) {
      if (sentence.tokens[child].deprel == Deprel::det) determiner = base::fold(sentence.tokens[child].form);
      if (sentence.tokens[child].deprel == Deprel::nummod) determiner = "number";
    }
    put("det=" + determiner);
    put("det=" + determiner + (own ? ":own" : ":other"));
  }

  float hint = kNoHint, best = kNoHint;
  for (const Hint& one : claim.hints) {
    best = std::max(best, one.place);
    const bool its = one.phrase.sentence == scene.phrase.sentence && scene.phrase.first <= one.phrase.head &&
                     one.phrase.head < scene.phrase.last;
    if (its) hint = std::max(hint, one.place);
  }
  if (any_overlaps(claim.topics, scene.phrase)) {  // "discussed Syria"
    put("topic:" + kind);
    put("topic" + type);
  }
  const bool told = any_overlaps(claim.places, scene.phrase);
  const std::string seen = claim.hints.empty() ? "unread" : bucket(hint);
  put("hint=" + seen);
  put("hint=" + seen + (told ? ":told" : ""));
  put("hint=" + seen + (own ? ":own" : ":other"));
  if (!claim.hints.empty() && hint > kNoHint && hint >= best) put("hint-best=" + seen);
  const std::string by = claim.rule == "learned" ? "learned" : "form";
  if (told) put("told:" + by);
  if (told) put("told:" + by + type);
  if (told) put("told:" + kind);

  const std::uint32_t back = own                                      ? 0
                             : scene.phrase.sentence < claim.sentence ? claim.sentence - scene.phrase.sentence
                                                                      : 9;
  put("back=" + std::to_string(std::min(back, 5u)));
  put("back=" + std::string(own ? "own" : "other") + type);
  const BlockKind block = document_.block_of(sentence).kind;
  if (block == BlockKind::title && !own) put("in-title:" + kind);
  if (scene.phrase.sentence < kLead && back > kBack) put("in-lead:" + kind);
  if (document_.article.dateline_place && base::fold(document_.article.dateline_place.value) == scene.folded) {
    put("dateline");
    put(std::string("dateline:") + (own ? "own" : "other"));
    put("dateline" + type);
  }

  const bool actor = any_overlaps(claim.actors, scene.phrase), recipient = any_overlaps(claim.recipients, scene.phrase);
  const std::string party = actor ? "actor" : recipient ? "recipient" : "";
  if (!party.empty()) {
    put("party=" + party + ':' + kind);
    put("party=" + party + type);
  }
  if (std::any_of(claim.said_by.begin(), claim.said_by.end(),
                  [&](const Speaker& speaker) { return overlaps(speaker.who, scene.phrase); })) {
    put("speaker:" + kind);
  }

  if (own) {
    const std::string prep = preposition(sentence, scene.phrase.head);
    Way way = this->way(sentence, scene.phrase.head, claim.trigger);
    if (kind == "adjective" && way.relations.starts_with("compound")) way.relations.replace(0, 8, "amod");
    put("prep=" + prep);
    put("prep=" + prep + type);
    for (const std::string& mode : claim.modes) {
      put("mode=" + mode + ':' + prep);
      put("mode=" + mode + ':' + kind);
    }
    if (scene.phrase.first <= 1) put("fronted:" + prep);
    put("prep=" + prep + ':' + kind);
    put("way=" + way.relations);
    put("way=" + way.relations + type);
    put("way=" + way.relations + ':' + prep);
    put("way=" + way.relations + ':' + kind);
    put("verbs=" + std::to_string(std::min<std::size_t>(way.verbs, 3)));
    put("steps=" + std::to_string(std::min<std::size_t>(way.steps, 6)) + ':' + prep);
    const std::string side = scene.phrase.first < claim.trigger.first ? "before" : "after";
    put("gap=" + bucket(gap(claim.trigger.head, scene.phrase)) + ':' + side);
    if (way.steps == 1) {
      put("act=" + lemma_of(sentence.tokens[claim.trigger.head]) + ':' + way.relations + ':' + prep);
    }
    if (by == "form") put("rule=" + claim.rule + ':' + (way.steps <= 2 ? way.relations : "") + prep);
    const bool inner = std::any_of(all.begin(), all.end(), [&](const Scene& other) {
      return &other != &scene && other.phrase.sentence == scene.phrase.sentence &&
             governs(sentence, scene.phrase.head, other.phrase.head);
    });
    const bool outer = std::any_of(all.begin(), all.end(), [&](const Scene& other) {
      return &other != &scene && other.phrase.sentence == scene.phrase.sentence &&
             governs(sentence, other.phrase.head, scene.phrase.head);
    });
    if (inner) put("narrower-inside:" + kind);
    if (outer) put("inside:" + kind);
    if (outer) put("inside:" + prep);
  } else {
    std::size_t rank = 0;
    for (const Scene& other : all) {
      if (&other == &scene) break;
      if (other.phrase.sentence != claim.sentence) ++rank;
    }
    put("recent=" + std::to_string(std::min<std::size_t>(rank, 4)));
    put("recent=" + std::to_string(std::min<std::size_t>(rank, 4)) + ':' + kind);
    const std::string prep = preposition(sentence, scene.phrase.head);
    put("prep-there=" + prep);
    const bool some = std::any_of(all.begin(), all.end(),
                                  [&](const Scene& other) { return other.phrase.sentence == claim.sentence; });
    if (some) put("others-here");
  }
  const auto count = count_.find(scene.folded);
  const int times = count == count_.end() ? 0 : count->second;
  const bool most = std::all_of(all.begin(), all.end(), [&](const Scene& other) {
    const auto theirs = count_.find(other.folded);
    return theirs == count_.end() || theirs->second <= times;
  });
  put("named=" + std::to_string(std::min(times, 5)) + (own ? "" : ":other"));
  if (most && times > 1) put("named-most:" + kind + (own ? "" : ":other"));

  // Where the acts before it were.
  if (!past_.empty()) {
    const auto times_there = [&](const std::string& folded) {
      return std::count_if(past_.begin(), past_.end(), [&](const Past& past) { return past.folded == folded; });
    };
    const auto here = times_there(scene.folded);
    const bool oftenest = here > 0 && std::all_of(past_.begin(), past_.end(), [&](const Past& past) {
                            return past.folded.empty() || times_there(past.folded) <= here;
                          });
    if (oftenest) put("past-most=" + std::to_string(std::min<std::ptrdiff_t>(here, 4)) + (own ? ":own" : ":other"));

    const Past& last = past_.back();
    const std::uint32_t since = std::min(claim.sentence - last.sentence, 3u);
    if (last.folded == scene.folded) {
      put(std::string("last:") + (own ? "own" : "other") + std::to_string(since));
      put(std::string("last:") + (own ? "own" : "other") + type);
      if (last.type == claim.type) put(std::string("last-alike:") + (own ? "own" : "other"));
    } else {
      put(std::string("not-last:") + (own ? "own" : "other"));
    }
    for (std::size_t i = past_.size(); i-- > 0;) {
      if (past_[i].type != claim.type) continue;
      if (past_[i].folded == scene.folded) put(std::string("type-last:") + (own ? "own" : "other"));
      break;
    }
  }
}

// "in 1984"
bool Scenes::tells_year(const Claim& claim) const {
  const auto is_year = [](const Token& token) {
    return token.form.size() == 4 && std::all_of(token.form.begin(), token.form.end(), base::is_digit);
  };
  return std::any_of(claim.times.begin(), claim.times.end(), [&](const Phrase& phrase) {
    const auto& tokens = document_.sentences[phrase.sentence].tokens;
    return std::any_of(tokens.begin() + phrase.first, tokens.begin() + phrase.last, is_year);
  });
}

// Whose land it is, and whether the words are no place's at all ("the siege of the Yazidis", "Assad's forces").
void Scenes::sign_who(const Claim& claim, Scene& scene, const std::string& kind) const {
  auto& signs = scene.signs;
  if (const Mention* mention = cast_.at(scene.phrase.sentence, scene.phrase.head)) {
    const Entity& entity = cast_.entity(mention->entity);
    signs.push_back("who=" + (entity.person ? std::string("person") : entity.actor.kind) + ':' + kind);
  }
  std::string_view land = placing_.country_of(scene.phrase);
  for (const Placing::Spot& spot : spots_[scene.phrase.sentence]) {
    if (land.empty() && overlaps(spot.phrase, scene.phrase)) land = spot.country;
  }
  if (land.empty()) return;
  const std::string where = scene.phrase.sentence == claim.sentence ? "own" : "other";
  const auto sides = {std::pair(&claim.actors, "actor"), std::pair(&claim.recipients, "recipient")};
  for (const auto& [phrases, role] : sides) {
    bool some = false, theirs = false;
    for (const Phrase& phrase : *phrases) {
      for (const Mention* mention : cast_.within(phrase)) {
        const std::string& country = cast_.entity(mention->entity).actor.country;
        some = some || !country.empty();
        theirs = theirs || country == land;
      }
    }
    if (!some) continue;
    const std::string sign = std::string("land=") + role + (theirs ? ":theirs" : ":another");
    signs.push_back(sign + ':' + where);
    signs.push_back(sign + ':' + where + ':' + kind);
    signs.push_back(sign + ':' + std::string(to_string(claim.type)));
  }
}

// What the page makes of the name: in its headline, the first that it tells.
void Scenes::sign_page(Scene& scene, const std::string& kind, bool own) const {
  const std::string where = std::string(own ? "own" : "other") + ':' + kind;
  if (titled_.contains(scene.folded)) scene.signs.push_back("titled:" + where);
  if (first_ == scene.folded) scene.signs.push_back("first:" + where);
}

Weighing Scenes::weigh(const Claim& claim) const {
  Weighing out;
  for (std::uint32_t back = 0; back <= kBack && back <= claim.sentence; ++back) {
    collect(claim.sentence - back, claim, out.scenes);
  }
  for (std::uint32_t s = 0; s < kLead && s + kBack < claim.sentence; ++s) collect(s, claim, out.scenes);
  if (is_apart(claim)) {
    std::erase_if(out.scenes, [&](const Scene& scene) { return !any_overlaps(claim.places, scene.phrase); });
  }
  std::size_t here = 0;
  for (const Scene& scene : out.scenes) here += scene.phrase.sentence == claim.sentence ? 1 : 0;
  for (Scene& scene : out.scenes) sign(claim, scene, out.scenes);
  const std::string type = ':' + std::string(to_string(claim.type));
  const std::string by = claim.rule == "learned" ? "learned" : "form";
  float best = kNoHint;
  for (const Hint& hint : claim.hints) best = std::max(best, hint.place);
  auto& none = out.nowhere;
  none.push_back("nowhere");
  none.push_back("nowhere" + type);
  none.push_back("nowhere:" + std::string(to_string(claim.status)));
  none.push_back("nowhere:" + claim.rule);
  for (const std::string& mode : claim.modes) none.push_back("nowhere:mode=" + mode);  // "by telephone": nowhere
  none.push_back("nowhere:hint=" + (claim.hints.empty() ? std::string("unread") : bucket(best)));
  none.push_back("nowhere:" + by + ":told=" + std::to_string(std::min<std::size_t>(claim.places.size(), 1)));
  none.push_back("nowhere:here=" + std::to_string(std::min<std::size_t>(here, 3)));
  none.push_back("nowhere:past=" + std::string(past_.empty()                 ? "none"
                                               : past_.back().folded.empty() ? "nowhere"
                                                                             : "somewhere"));
  if (tells_year(claim)) none.push_back("nowhere:year-told");
  none.push_back("nowhere:act=" + lemma_of(document_.sentences[claim.sentence].tokens[claim.trigger.head]) + type);
  return out;
}

float Scenes::sum(const std::vector<std::string>& signs) const {
  float out = 0;
  for (const std::string& sign : signs) out += know_.language.scenes().of(sign);
  return out;
}

const Scene* Scenes::likeliest(const Weighing& weighing) const {
  if (know_.language.scenes().empty()) return nullptr;
  const Scene* best = nullptr;
  float most = sum(weighing.nowhere);
  for (const Scene& scene : weighing.scenes) {
    const float weight = sum(scene.signs);
    if (weight > most) most = weight, best = &scene;
  }
  return best;
}

const Scene* Scenes::narrowest(const Weighing& weighing, const Scene* scene) const {
  if (scene == nullptr) return nullptr;
  const Sentence& sentence = document_.sentences[scene->phrase.sentence];
  const auto& spots = spots_[scene->phrase.sentence];
  const auto spot_at = [&](const Phrase& phrase) {
    const auto found = std::find_if(spots.begin(), spots.end(), [&](const Placing::Spot& spot) {
      return spot.phrase.first == phrase.first && spot.phrase.last == phrase.last;
    });
    return found == spots.end() ? nullptr : &*found;
  };
  const bool named = spot_at(scene->phrase) != nullptr;
  for (const Scene& other : weighing.scenes) {
    if (&other == scene || other.phrase.sentence != scene->phrase.sentence || spot_at(other.phrase) == nullptr)
      continue;
    const std::uint32_t last = other.phrase.last;
    if (named && last + 1 == scene->phrase.first && sentence.tokens[last].form == "," &&
        placing_.lies_in(other.phrase, scene->phrase)) {
      return &other;
    }
    // "the Doura district of Baghdad"
    if (named && last + 2 == scene->phrase.first && is_ground(know_.language, sentence.tokens[last]) &&
        sentence.tokens[last].upos == Upos::NOUN && sentence.tokens[last + 1].deprel == Deprel::case_) {
      return &other;
    }
    // "the Kuwaiti island of Failaka"
    const std::uint32_t noun = scene->phrase.head;
    if (!named && sentence.tokens[noun].upos == Upos::NOUN && other.phrase.first == noun + 2 &&
        sentence.tokens[noun + 1].deprel == Deprel::case_ && preposition(sentence, other.phrase.head) == "of" &&
        sentence.tokens[other.phrase.head].head == static_cast<std::int32_t>(noun)) {
      return &other;
    }
  }
  return scene;
}

void Scenes::remember(const Claim& claim, const Scene* scene) {
  past_.push_back({scene ? scene->folded : std::string(), claim.type, claim.sentence});
}

}  // namespace annals::resolve
