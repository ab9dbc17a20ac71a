// Where a claim's event took place: names of places found in its phrases, and which of their bearers is meant.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "resolve/cast.h"
#include "resolve/knowledge.h"

namespace annals::resolve {

struct Placed {
  Place place;
  Phrase phrase;  // the phrase that gave it; empty when none did
  std::string why;
  bool known = false;  // a place of the tables, with its coordinates
};

class Placing {
 public:
  // A name of a place.
  struct Spot {
    Phrase phrase;  // of the name
    std::string name;
    std::string country;  // ISO code, when the words name a state or what is a state's ("Syrian soil")
    bool known = false;   // some place is called so
    bool beside_head = false;
  };

  Placing(const Document& document, const Knowledge& know, const Cast& cast, const TimeInterval& when);

  // The place of phrases that say where: the nearest named place among them, the others narrowing which is meant. A
  // name that no table knows keeps its words; the rest of the claim never hangs on it.
  Placed place_of(const std::vector<Phrase>& phrases) const;
  // As above for a setting ("on the sidelines of a summit in Lima"): only a place named there by name.
  Placed place_named_in(const std::vector<Phrase>& phrases) const;
  // Names of places that stand by the claim's own words ("in", "near") and were not handed over with it.
  std::vector<Phrase> beside(const Claim& claim) const;
  // Names of places in a phrase, in text order.
  std::vector<Spot> spots(const Phrase& phrase) const;
  // The place that the phrase names or, without a name, tells ("the hospital"); `around` narrows which is meant.
  Placed place_at(const Phrase& phrase, const Phrase& around) const;
  // Weighs all names of the page together, for what place_of and place_at say of them from now on.
  void chart(const std::vector<std::vector<Spot>>& spots);
  // Whether the one name's place lies in the other's.
  bool lies_in(const Phrase& inner, const Phrase& outer) const;
  // The state that a name's place lies in, as far as the page's names tell; empty: unknown.
  std::string_view country_of(const Phrase& name) const;
  // What later "there" stands for.
  void remember(const Place& place) { last_ = place; }

 private:
  bool names_a_place(const Sentence& sentence, std::uint32_t first, std::uint32_t last) const;
  bool is_ours(const std::string& name) const;  // in extra.tsv or a user's own table
  Place place(const Spot& spot, const std::vector<Spot>& others, std::string& why) const;
  Place of_country(std::string_view code) const;
  Placed by_noun(const Phrase& phrase) const;
  Place town_before(const Phrase& phrase) const;

  const Document& document_;
  const Knowledge& know_;
  const Cast& cast_;
  TimeInterval when_;
  Place dateline_;
  Place last_;
  struct Charted {
    lexicon::PlaceIndex place = 0;
    std::string_view why;
    bool sure = false;  // enough to say so; else only what lies in what is taken from it
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Charted> charted_;  // by a name's sentence and first word
};

}  // namespace annals::resolve
