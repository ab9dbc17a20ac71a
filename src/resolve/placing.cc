#include "resolve/placing.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "resolve/atlas.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

constexpr double kSure = 0.8;
constexpr std::int64_t kHamlet = 6;  // a town of so many times fewer people is not the one meant

// The rest of a name behind its hyphen: "al-Zahra" cut in three.
bool glued_name(const Sentence& sentence, std::uint32_t token) {
  return sentence.tokens[token].range.begin == sentence.tokens[token - 1].range.end &&
         base::is_alpha_ascii(sentence.tokens[token].form.front());
}

char32_t first_character(std::string_view word) {
  std::size_t at = 0;
  return word.empty() ? 0 : base::next_code_point(word, at);
}

Place to_place(const lexicon::KnownPlace& known) {
  Place out;
  out.name = known.name;
  out.country = known.country;
  out.latitude = known.latitude;
  out.longitude = known.longitude;
  out.geonames = known.geonames;
  out.kind = known.kind;
  return out;
}

}  // namespace

Placing::Placing(const Document& document, const Knowledge& know, const Cast& cast, const TimeInterval& when)
    : document_(document), know_(know), cast_(cast), when_(when) {
  if (document.article.dateline_place) {
    lexicon::PlaceHint hint;
    for (const std::string& code : cast.countries()) hint.countries.push_back(code);
    const auto found = know.places.named(document.article.dateline_place.value, hint, 1);
    if (!found.empty()) dateline_ = to_place(know.places.place(found.front().place));
  }
}

Place Placing::of_country(std::string_view code) const {
  Place out;
  if (const auto index = know_.places.country(code)) {
    out = to_place(know_.places.place(*index));
  } else if (const auto state = know_.actors.state(code)) {
    out.name = know_.actors.actor(*state).name;
  }
  out.country = code;
  return out;
}

// Names of places in a phrase. A name inside a longer one of a body ("Oslo Security Forum") is none, nor a
// person's.
bool Placing::names_a_place(const Sentence& sentence, std::uint32_t first, std::uint32_t last) const {
  const Token& token = sentence.tokens[first];
  const Token& end = sentence.tokens[last - 1];
  const auto name_like = [](const Token& word) {
    return word.upos == Upos::PROPN || word.upos == Upos::X ||
           ((word.upos == Upos::NOUN || word.upos == Upos::ADJ) && base::is_upper(first_character(word.form)));
  };
  if (!name_like(end) || (last - first == 1 && !base::is_upper(first_character(token.form)))) return false;
  // "December 17" and "Sunday" are no towns, though towns are called so.
  const std::string word = base::fold(token.form);
  return last - first > 1 ||
         !(know_.language.dates().has(TimeClass::month, word) || know_.language.dates().has(TimeClass::weekday, word));
}

bool Placing::is_ours(const std::string& name) const {
  const auto bearers = know_.places.bearers(name);
  return std::any_of(bearers.begin(), bearers.end(), [](const lexicon::PlaceBearer& one) { return one.ours; });
}

std::vector<Placing::Spot> Placing::spots(const Phrase& phrase) const {
  const Sentence& sentence = document_.sentences[phrase.sentence];
  const std::vector<std::string_view> words = forms(sentence);
  std::vector<Spot> out;
  for (std::uint32_t i = phrase.first; i < std::min<std::size_t>(phrase.last, words.size());) {
    const Mention* mention = cast_.at(phrase.sentence, i);
    auto span = know_.places.longest_at(words, i);
    if (span &&
        !names_a_place(sentence, static_cast<std::uint32_t>(span->first), static_cast<std::uint32_t>(span->last))) {
      span.reset();
    }
    const std::uint32_t span_end = span ? std::min(static_cast<std::uint32_t>(span->last), phrase.last) : i;
    if (mention != nullptr) {
      const Entity& entity = cast_.entity(mention->entity);
      const bool place_name =
          entity.actor.kind == "country" || mention->use == lexicon::NameUse::capital || entity.actor.kind == "people";
      const bool longer = mention->phrase.last - mention->phrase.first > span_end - i;
      const bool shorter = mention->phrase.last - mention->phrase.first < span_end - i;
      // The reader has the "Munich" of "the Munich agreement" for a body: no table knows such a body, but the town.
      const bool only_town = span && !longer && !entity.known_actor;
      // The "Bab al-Hawa" that it has for a person is the place that somebody put into our own table.
      const bool nobody = entity.person && !entity.known_person && span && !longer && span_end > i + 1 &&
                          is_ours(words_of(sentence, i, span_end));
      if ((entity.person && !nobody) || (!entity.person && !place_name && !shorter && !only_town)) {
        i = std::max(mention->phrase.last, i + 1);
        continue;
      }
      if (mention->use == lexicon::NameUse::adjective || mention->use == lexicon::NameUse::people) {
        // "Syrian soil": the state's; but not when a longer name of a place begins here ("French Polynesia")
        if (!longer && span_end > mention->phrase.last) {
          // falls through to the place
        } else {
          Spot spot;
          spot.phrase = mention->phrase;
          spot.name = words_of(sentence, mention->phrase.first, mention->phrase.last);
          spot.country = entity.actor.country;
          const Token& token = sentence.tokens[mention->phrase.head];
          spot.beside_head = token.head == static_cast<std::int32_t>(phrase.head);
          out.push_back(std::move(spot));
          i = mention->phrase.last;
          continue;
        }
      } else if (entity.actor.kind == "country" && mention->use != lexicon::NameUse::capital &&
                 mention->phrase.last >= span_end) {
        Spot spot;
        spot.phrase = mention->phrase;
        spot.name = entity.actor.name;
        spot.country = entity.actor.country;
        spot.known = true;
        spot.beside_head = mention->phrase.first <= phrase.head && phrase.head < mention->phrase.last;
        out.push_back(std::move(spot));
        i = mention->phrase.last;
        continue;
      }
    }
    const Token& token = sentence.tokens[i];
    // "Eastern Goma": a direction is no town, though some town is called so.
    const bool side = span && span_end < phrase.last && token.upos == Upos::ADJ && span_end == i + 1 &&
                      know_.places.longest_at(words, i + 1).has_value();
    if (span && span_end > i && !side) {
      Spot spot;
      spot.phrase = {phrase.sentence, i, span_end, i};
      // "eastern Goma": the tables may know the part
      std::uint32_t first = i;
      if (first > phrase.first && sentence.tokens[first - 1].upos == Upos::ADJ &&
          know_.places.is_name(words_of(sentence, first - 1, span_end))) {
        --first;
      }
      spot.name = words_of(sentence, first, span_end);
      spot.known = true;
      spot.beside_head = (spot.phrase.first <= phrase.head && phrase.head < spot.phrase.last) ||
                         (i > phrase.head && sentence.tokens[span_end - 1].deprel == Deprel::nmod &&
                          sentence.tokens[span_end - 1].head == static_cast<std::int32_t>(phrase.head));
      out.push_back(std::move(spot));
      i = span_end;
      continue;
    }
    if (token.upos == Upos::PROPN && names_a_place(sentence, i, i + 1)) {  // a name that the tables do not have
      std::uint32_t end = i + 1;
      while (end < phrase.last && (sentence.tokens[end].upos == Upos::PROPN || sentence.tokens[end].form == "-" ||
                                   (sentence.tokens[end - 1].form == "-" && glued_name(sentence, end)))) {
        if (know_.places.longest_at(words, end) && sentence.tokens[end].upos == Upos::PROPN &&
            sentence.tokens[end - 1].form != "-") {
          break;
        }
        ++end;
      }
      Spot spot;
      spot.phrase = {phrase.sentence, i, end, i};
      spot.name = words_of(sentence, i, end);
      spot.beside_head = spot.phrase.first <= phrase.head && phrase.head < spot.phrase.last;
      out.push_back(std::move(spot));
      i = end;
      continue;
    }
    ++i;
  }
  return out;
}

void Placing::chart(const std::vector<std::vector<Spot>>& spots) {
  std::vector<Toponym> names;
  for (const std::vector<Spot>& sentence : spots) {
    for (const Spot& spot : sentence) {
      Toponym& name = names.emplace_back();
      name.phrase = spot.phrase;
      name.name = spot.name;
      name.country = spot.country;
      if (!spot.country.empty() && !spot.known) name.use = Toponym::Use::adjective;
    }
  }
  const Atlas atlas(document_, know_, when_, std::move(names));
  for (std::size_t i = 0; i < atlas.names().size(); ++i) {
    const Toponym& name = atlas.names()[i];
    // By its province or its neighbours it is sure; that a page speaks of a great state alone makes no hamlet of it a
    // capital's namesake that is meant.
    if (const PlaceSense* meant = atlas.meant(i)) {
      charted_[{name.phrase.sentence, name.phrase.first}] = {meant->place, meant->why,
                                                             meant->near_by && meant->chance > kSure};
    }
  }
}

bool Placing::lies_in(const Phrase& inner, const Phrase& outer) const {
  const auto in = charted_.find({inner.sentence, inner.first}), out = charted_.find({outer.sentence, outer.first});
  return in != charted_.end() && out != charted_.end() && in->second.place != out->second.place &&
         know_.places.inside(in->second.place, out->second.place);
}

std::string_view Placing::country_of(const Phrase& name) const {
  const auto charted = charted_.find({name.sentence, name.first});
  return charted == charted_.end() ? std::string_view() : know_.places.place(charted->second.place).country;
}

Place Placing::place(const Spot& spot, const std::vector<Spot>& others, std::string& why) const {
  if (!spot.country.empty()) return of_country(spot.country);
  if (const auto charted = charted_.find({spot.phrase.sentence, spot.phrase.first});
      charted != charted_.end() && charted->second.sure) {
    const lexicon::KnownPlace& known = know_.places.place(charted->second.place);
    why = "\"" + spot.name + "\" is " + std::string(known.name) +
          (known.country.empty() ? "" : " (" + std::string(known.country) + ")") + ": " +
          std::string(charted->second.why);
    Place out = to_place(known);
    if (known.kind != "country") out.name = spot.name;
    return out;
  }
  lexicon::PlaceHint hint;
  hint.when = when_;
  for (const Spot& other : others) {
    if (&other == &spot || other.phrase == spot.phrase) continue;
    if (!other.country.empty()) {
      hint.countries.push_back(other.country);
    } else if (other.known && other.phrase.first > spot.phrase.first && hint.inside.empty()) {
      hint.inside = other.name;
    }
  }
  const bool told = !hint.countries.empty() || !hint.inside.empty();  // by the phrase itself
  auto found = know_.places.named(spot.name, hint, 1);
  if (!told) {
    // The states that the page speaks of lend their towns weight, but a hamlet of theirs is not meant by the name of a
    // great city elsewhere.
    for (const std::string& code : cast_.countries()) {
      if (hint.countries.size() < 6) hint.countries.push_back(code);
    }
    const auto near = know_.places.named(spot.name, hint, 1);
    const bool better =
        !near.empty() && (found.empty() || know_.places.place(near.front().place).population * kHamlet >=
                                               know_.places.place(found.front().place).population);
    if (better) found = near;
  }
  if (!found.empty()) {
    const lexicon::KnownPlace& known = know_.places.place(found.front().place);
    why = "\"" + spot.name + "\" is " + std::string(known.name) +
          (known.country.empty() ? "" : " (" + std::string(known.country) + ")") +
          (found.front().why.empty() ? "" : ": " + std::string(found.front().why));
    Place out = to_place(known);
    // The place is the table's, its name the text's: "Naples", not "Napoli".
    if (known.kind != "country") out.name = spot.name;
    return out;
  }
  Place out;
  out.name = spot.name;
  for (const Spot& other : others) {
    if (out.country.empty()) out.country = other.country;
  }
  why = "\"" + spot.name + "\" is in no table of places; its name is kept";
  return out;
}

// "the capital", "there", "the hospital": a place without a name.
Placed Placing::by_noun(const Phrase& phrase) const {
  const Sentence& sentence = document_.sentences[phrase.sentence];
  const Token& head = sentence.tokens[std::min<std::size_t>(phrase.head, sentence.tokens.size() - 1)];
  Placed out;
  out.phrase = phrase;
  if (const std::string* where = know_.language.value(WordClass::here, head.form)) {
    if (*where == "here") out.place = dateline_;
    if (*where == "there") out.place = last_;
    if (!out.place.unknown()) out.why = "\"" + head.form + "\" is " + out.place.name;
    return out;
  }
  std::string country;
  for (const Mention* mention : cast_.within(phrase)) {
    if (country.empty() && !cast_.entity(mention->entity).person) country = cast_.entity(mention->entity).actor.country;
  }
  if (know_.language.has(WordClass::capital, head.lemma.empty() ? head.form : head.lemma)) {
    const std::string of = !country.empty()             ? country
                           : !cast_.countries().empty() ? cast_.countries().front()
                                                        : std::string();
    const std::string_view capital = know_.actors.capital(of);
    if (!capital.empty()) {
      lexicon::PlaceHint hint;
      hint.countries.push_back(of);
      const auto found = know_.places.named(capital, hint, 1);
      if (!found.empty()) {
        out.place = to_place(know_.places.place(found.front().place));
        out.why = "the capital is " + out.place.name;
        return out;
      }
    }
  }
  const std::string_view noun = head.lemma.empty() ? std::string_view(head.form) : std::string_view(head.lemma);
  const bool town = know_.language.has(WordClass::town, noun);
  if (head.upos != Upos::NOUN ||
      !(town || know_.language.has(WordClass::place_noun, noun) || know_.language.has(WordClass::place_part, noun))) {
    return out;
  }
  if (town && country.empty()) {  // "the city": the one told of before
    out.place = town_before(phrase);
    if (!out.place.unknown()) {
      out.why = "\"" + head.form + "\" is " + out.place.name + ", told of before";
      out.known = true;
      return out;
    }
  }
  std::uint32_t first = phrase.first;
  while (first < phrase.head && (sentence.tokens[first].upos == Upos::DET || sentence.tokens[first].upos == Upos::ADP ||
                                 sentence.tokens[first].upos == Upos::ADV ||
                                 know_.language.has(WordClass::determiner, sentence.tokens[first].form))) {
    ++first;
  }
  out.place.name = words_of(sentence, first, phrase.head + 1);
  out.place.country = country;
  out.why = "a place without a name";
  return out;
}

// The last town named before the phrase, in its sentence or a few before it.
Place Placing::town_before(const Phrase& phrase) const {
  constexpr std::uint32_t kSentences = 4;
  for (std::uint32_t back = 0; back <= kSentences && back <= phrase.sentence; ++back) {
    const Sentence& sentence = document_.sentences[phrase.sentence - back];
    const auto end = back == 0 ? phrase.first : static_cast<std::uint32_t>(sentence.tokens.size());
    const std::vector<Spot> named = spots({phrase.sentence - back, 0, end, 0});
    for (std::size_t i = named.size(); i-- > 0;) {
      if (!named[i].known || !named[i].country.empty()) continue;
      std::string why;
      Place found = place(named[i], named, why);
      if (found.latitude) return found;
    }
  }
  return last_;
}

Placed Placing::place_at(const Phrase& phrase, const Phrase& around) const {
  const std::vector<Spot> here = spots(phrase);
  const auto named = std::find_if(here.begin(), here.end(), [&](const Spot& spot) {
    return spot.phrase.last == phrase.last && (spot.known || spot.country.empty() || phrase.last - phrase.first == 1);
  });
  Placed out;
  const Sentence& told_in = document_.sentences[phrase.sentence];
  const Token& head = told_in.tokens[std::min<std::size_t>(phrase.head, told_in.tokens.size() - 1)];
  if (named == here.end() && here.size() == 1 && !here.front().country.empty() &&
      know_.language.has(WordClass::soil, head.lemma.empty() ? head.form : head.lemma)) {
    out.place = of_country(here.front().country);  // "on Syrian soil"
    out.phrase = phrase;
    out.known = true;
    return out;
  }
  if (named == here.end()) {
    out = by_noun(phrase);
    if (out.place.unknown()) {
      const Sentence& sentence = document_.sentences[phrase.sentence];
      out.place.name = words_of(sentence, phrase.first, phrase.last);
      if (!here.empty()) out.place.country = here.front().country;  // "Greek waters"
      out.why = "a place by what is told of it";
    }
    return out;
  }
  out.place = place(*named, spots(around), out.why);
  out.phrase = phrase;
  out.known = named->known && (out.place.latitude || !named->country.empty());
  return out;
}

std::vector<Phrase> Placing::beside(const Claim& claim) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  const std::uint32_t verb = verb_above(sentence, claim.trigger.head);
  std::vector<Phrase> out;
  const auto used = [&](std::uint32_t token) {
    const auto holds = [&](const Phrase& phrase) {
      return phrase.sentence == claim.sentence && phrase.first <= token && token < phrase.last;
    };
    return std::any_of(claim.actors.begin(), claim.actors.end(), holds) ||
           std::any_of(claim.recipients.begin(), claim.recipients.end(), holds);
  };
  for (const Spot& spot : spots({claim.sentence, 0, static_cast<std::uint32_t>(sentence.tokens.size()), 0})) {
    if (!spot.known && spot.country.empty()) continue;
    // Up from the name to the claim's own words, through nouns of place only.
    bool placed = false;
    std::int32_t at = static_cast<std::int32_t>(spot.phrase.last - 1);
    while (sentence.tokens[static_cast<std::size_t>(at)].head >= static_cast<std::int32_t>(spot.phrase.first) &&
           sentence.tokens[static_cast<std::size_t>(at)].head < static_cast<std::int32_t>(spot.phrase.last)) {
      at = sentence.tokens[static_cast<std::size_t>(at)].head;
    }
    const std::int32_t name = at;
    for (int steps = 0; steps < 4 && at >= 0; ++steps) {
      const auto here = static_cast<std::uint32_t>(at);
      // "the Tokyo meeting"
      if (here == static_cast<std::uint32_t>(name) && sentence.tokens[here].deprel == Deprel::compound &&
          sentence.tokens[here].head == static_cast<std::int32_t>(claim.trigger.head) && spot.country.empty()) {
        placed = true;
      }
      if (at != name && (here == claim.trigger.head || here == verb)) {
        if (placed && !used(static_cast<std::uint32_t>(name))) out.push_back(spot.phrase);
        break;
      }
      const Token& token = sentence.tokens[here];
      if (token.upos == Upos::VERB) break;
      for (const std::uint32_t child : children(sentence, here)) {
        if (sentence.tokens[child].deprel == Deprel::case_) {
          placed = know_.language.has(WordClass::where, sentence.tokens[child].form);
        }
      }
      at = token.head;
    }
  }
  for (const std::uint32_t child :
       verb < sentence.tokens.size() ? children(sentence, verb) : std::vector<std::uint32_t>{}) {
    const Token& token = sentence.tokens[child];  // "here", "there"
    if (out.empty() && token.deprel == Deprel::advmod && know_.language.has(WordClass::here, token.form)) {
      out.push_back({claim.sentence, child, child + 1, child});
    }
  }
  return out;
}

Placed Placing::place_named_in(const std::vector<Phrase>& phrases) const {
  Placed out;
  std::vector<Spot> all;
  for (const Phrase& phrase : phrases) {
    if (phrase.empty()) continue;
    for (Spot& spot : spots(phrase)) all.push_back(std::move(spot));
  }
  for (const Spot& spot : all) {
    if (!spot.known) continue;
    const Sentence& sentence = document_.sentences[spot.phrase.sentence];
    const bool modifier =
        spot.phrase.last < sentence.tokens.size() && sentence.tokens[spot.phrase.last - 1].deprel == Deprel::compound;
    if (modifier) continue;
    out.place = place(spot, all, out.why);
    out.phrase = spot.phrase;
    out.known = out.place.latitude.has_value() || !spot.country.empty();
    return out;
  }
  return out;
}

Placed Placing::place_of(const std::vector<Phrase>& phrases) const {
  struct Candidate {
    Spot spot;
    Place place;
    std::string why;
    bool wide = false;  // a whole state
    bool known = false;
  };
  std::vector<Spot> all;
  std::vector<Phrase> nameless;
  for (const Phrase& phrase : phrases) {
    if (phrase.empty() || phrase.sentence >= document_.sentences.size()) continue;
    std::vector<Spot> here = spots(phrase);
    // "the Iranian capital" names the state only to say whose capital
    const Sentence& sentence = document_.sentences[phrase.sentence];
    const Token& head = sentence.tokens[std::min<std::size_t>(phrase.head, sentence.tokens.size() - 1)];
    const bool capital = know_.language.has(WordClass::capital, head.lemma.empty() ? head.form : head.lemma);
    const bool town =
        std::any_of(here.begin(), here.end(), [](const Spot& spot) { return spot.known && spot.country.empty(); });
    if (capital && !town) here.clear();
    if (here.empty()) nameless.push_back(phrase);
    for (Spot& spot : here) all.push_back(std::move(spot));
  }
  std::vector<Candidate> candidates;
  for (const Spot& spot : all) {
    Candidate candidate{spot, {}, {}, !spot.country.empty(), spot.known || !spot.country.empty()};
    candidate.place = place(spot, all, candidate.why);
    if (const auto country = know_.places.country(candidate.place.country)) {
      candidate.wide = candidate.wide || candidate.place.geonames == know_.places.place(*country).geonames;
    }
    candidate.known = candidate.known && (candidate.place.latitude || candidate.wide);
    candidates.push_back(std::move(candidate));
  }
  const Candidate* best = nullptr;
  for (const Candidate& candidate : candidates) {
    const auto rank = [](const Candidate& c) {
      return (c.known && !c.wide ? 6 : !c.known && !c.wide ? 2 : 4) + (c.known && c.spot.beside_head ? 1 : 0);
    };
    if (best == nullptr || rank(candidate) > rank(*best)) best = &candidate;
  }
  if (best == nullptr) return nameless.empty() ? Placed{} : by_noun(nameless.front());
  Placed out{best->place, best->spot.phrase, best->why, best->known};
  if (out.place.country.empty() && !out.place.latitude && !cast_.countries().empty() && !best->known) {
    for (const Candidate& candidate : candidates) {
      if (candidate.wide) out.place.country = candidate.place.country;
    }
  }
  return out;
}

}  // namespace annals::resolve
