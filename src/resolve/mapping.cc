#include "resolve/mapping.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/text.h"
#include "base/utf8.h"
#include "resolve/published.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

struct Beside {
  std::string words;
  double km = 0;
};

// "near Homs", "north of Homs", "outside the city of Homs"
std::optional<Beside> beside(const Document& document, const Language& language, const Phrase& phrase) {
  const Sentence& sentence = document.sentences[phrase.sentence];
  std::uint32_t at = phrase.first;
  const auto form = [&](std::uint32_t i) { return base::fold(sentence.tokens[i].form); };
  if (at > 1 && form(at - 1) == "of" && language.has(WordClass::town, form(at - 2))) at -= 2;  // "the city of"
  while (at > 0 && language.has(WordClass::determiner, form(at - 1))) --at;
  for (std::uint32_t words = 3; words > 0; --words) {
    if (at < words) continue;
    const std::string told = words_of(sentence, at - words, at);
    if (const std::string* km = language.value(WordClass::beside, told)) {
      return Beside{base::fold(told), std::strtod(km->c_str(), nullptr)};
    }
  }
  return std::nullopt;
}

std::string use_of(Toponym::Use use) {
  return use == Toponym::Use::name ? "name" : use == Toponym::Use::people ? "people" : "adjective";
}

}  // namespace

std::optional<double> reach_km(const lexicon::KnownPlace& place) {
  if (place.kind == "town" || place.kind == "capital" || place.kind == "village") {
    return std::clamp(std::sqrt(static_cast<double>(place.population)) / 60, 1.0, 40.0);
  }
  if (place.kind == "quarter" || place.kind == "camp" || place.kind == "base" || place.kind == "building") return 2;
  if (place.kind == "crossing") return 1;
  if (place.kind == "district") return 30;
  if (place.kind == "strait" || place.kind == "island" || place.kind == "mountain") return 50;
  if (place.kind == "region" || place.kind == "area") return 150;
  if (place.kind == "country" || place.kind == "sea" || place.kind == "river") return 500;
  return std::nullopt;  // a continent
}

Mapped chart(const Document& document, const Knowledge& know, bool keep_signs) {
  PublishedDate date;
  if (auto told = told_date(document, know)) {
    date = std::move(*told);
  } else {
    date = published_date(document, know, Cast(document, know, {}), {});
  }
  const Cast cast(document, know, date.published);
  const Toponyms toponyms(document, know, cast);
  std::vector<Toponym> names;
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    for (Toponym& one : toponyms.named_in(s)) names.push_back(std::move(one));
  }
  return {date.published, Atlas(document, know, date.published, std::move(names), keep_signs)};
}

PlacedDocument map(const Document& document, const Knowledge& know) {
  const Mapped mapped = chart(document, know);
  PlacedDocument out;
  out.id = document.article.id == document.article.sha256.substr(0, 16) ? std::string() : document.article.id;
  out.path = document.article.path;
  out.published = mapped.published;
  for (std::size_t i = 0; i < mapped.atlas.names().size(); ++i) {
    const Toponym& name = mapped.atlas.names()[i];
    NamedPlace& named = out.places.emplace_back();
    named.as_written = document.text_of(name.phrase);
    named.spans = document.article.text.spans(document.range_of(name.phrase));
    named.use = use_of(name.use);
    named.place.name = named.as_written;
    named.place.country = name.country;
    if (const PlaceSense* meant = mapped.atlas.meant(i)) {
      const lexicon::KnownPlace& known = know.places.place(meant->place);
      named.place.name = known.name;
      named.place.country = known.country;
      named.place.latitude = known.latitude;
      named.place.longitude = known.longitude;
      named.place.geonames = known.geonames;
      named.kind = known.kind;
      named.region = known.region;
      named.radius_km = reach_km(known);
      named.confidence = meant->chance;
      named.why = meant->why;
    } else {
      named.why = "no table of places knows the name";
    }
    if (const auto told = beside(document, know.language, name.phrase)) {
      named.beside = told->words;
      if (named.radius_km) named.radius_km = *named.radius_km + told->km;
    }
  }
  return out;
}

}  // namespace annals::resolve
