// Sorted neighbourhoods: every claim is filed under a few keys (who with whom, who where, where, in what sentence, in
// what document), each file is sorted by time, and a claim meets the ones just before it. Two claims of one event stand
// close under at least one key, and a story told by a hundredth of all documents costs no more a claim than any other.
#include "link/candidates.h"

#include <algorithm>

#include "link/few.h"

namespace annals::link {
namespace {

constexpr std::size_t kPartiesFiled = 5;

// Under what name a party is filed: whoever acts for a state is filed under it.
Hash filed_under(const Party& party) {
  const bool state = party.kind == PartyKind::state || party.official;
  return state && party.country != 0 ? party.country : party.id;
}

// Where a claim stands on the line of days. A wide interval stands at its end: news tells of what is fresh.
Day day_of(const Mention& mention) {
  constexpr std::int64_t kNarrow = 31;
  if (mention.time.count() <= kNarrow) return mention.time.from;
  if (mention.time_kind == TimeKind::lasting) return mention.told;
  if (mention.time.to != kFuture) return std::min(mention.time.to, mention.told);
  return mention.time.from != kPast ? mention.time.from : mention.told;
}

enum Key : Hash { kParties = 1, kOneParty, kPartyAtPlace, kPlace, kSentence, kDocument, kAct };

constexpr Hash across(Hash key) { return key & ~Hash{1}; }
constexpr Hash within(Hash key) { return key | 1; }

}  // namespace

Standing standing_of(const Mention& mention) {
  return {day_of(mention), mix(mention.place, mention.sketch()), mention.number};
}

void file_under(const Mention& mention, std::vector<Hash>& keys) {
  const Hash type = static_cast<Hash>(mention.type);
  const auto file = [&](Key key, Hash a, Hash b) { keys.push_back(across(mix(mix(mix(key, type), a), b))); };
  Few<Hash, 8> parties;
  for (const Party& party : mention.parties) parties.push_back(filed_under(party));
  std::sort(parties.begin(), parties.end());
  parties.resize_down(static_cast<std::uint32_t>(std::unique(parties.begin(), parties.end()) - parties.begin()));
  if (parties.size() > kPartiesFiled) parties.resize_down(kPartiesFiled);
  for (std::size_t i = 0; i < parties.size(); ++i) {
    for (std::size_t j = i + 1; j < parties.size(); ++j) file(kParties, parties.data()[i], parties.data()[j]);
    file(kOneParty, parties.data()[i], 0);
    if (mention.place != 0) file(kPartyAtPlace, parties.data()[i], mention.place);
  }
  if (mention.place != 0 && !mention.whole_country) file(kPlace, mention.place, 0);
  file(kSentence, mention.sentence, 0);
  for (const Hash name : mention.story) {
    if (name != 0 && mention.act != 0 && mention.bare()) file(kAct, mention.act, name);
  }
  keys.push_back(within(mix(mix(kDocument, type), mention.document)));
}

}  // namespace annals::link
