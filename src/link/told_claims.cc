#include "link/told_claims.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace annals::link {

std::vector<const ResolvedClaim*> claims_in_order(const CodedDocument& document) {
  std::vector<const ResolvedClaim*> out;
  for (const ResolvedClaim& claim : document.claims) out.push_back(&claim);
  std::sort(out.begin(), out.end(), [](const ResolvedClaim* a, const ResolvedClaim* b) {
    return std::tie(a->id, a->order) < std::tie(b->id, b->order);
  });
  out.erase(std::unique(out.begin(), out.end(),
                        [](const ResolvedClaim* a, const ResolvedClaim* b) { return a->id == b->id; }),
            out.end());
  return out;
}

Mention mention_in(const CodedDocument& of, std::uint32_t document, const Story& story, const ResolvedClaim& claim,
                   const PlaceNames& places, Sides& sides) {
  Mention out = make_mention(claim, document, of.published, places, sides);
  out.act = act_of(claim, of.article);
  out.story = story;
  return out;
}

ToldDocument tell_document(const CodedDocument& document, std::uint32_t number, Sides& sides) {
  static const PlaceNames none = PlaceNames::of({});
  const Story story = story_of(document.article);
  ToldDocument out;
  for (const ResolvedClaim* claim : claims_in_order(document)) {
    const auto position = static_cast<std::uint32_t>(claim - document.claims.data());
    out.claims.push_back(
        {mention_in(document, number, story, *claim, none, sides), position, place_name(claim->place)});
  }
  out.countries = country_names(document);
  return out;
}

}  // namespace annals::link
