// Sorted neighbourhoods: every claim is filed under a few keys (who with whom, who where, where on which day, in what
// sentence, in what document), each file is sorted by time, and a claim meets the ones just before it. Two claims of
// one event stand close under at least one key, and a story told by a hundredth of all documents costs no more a claim
// than any other.
#include "link/candidates.h"

#include <algorithm>
#include <tuple>

namespace annals::link {
namespace {

constexpr std::size_t kWindow = 12;
constexpr std::size_t kWindowInDocument = 48;
constexpr std::size_t kPartiesFiled = 5;

struct Entry {
  Hash key;
  Day day;
  Hash near;  // brings likely ones together within a day
  std::uint32_t node;
  auto operator<=>(const Entry&) const = default;
};

// Under what name a party is filed: whoever acts for a state is filed under it.
Hash filed_under(const Party& party) {
  const bool state = party.kind == PartyKind::state || party.official;
  return state && party.country != 0 ? party.country : party.id;
}

std::vector<Hash> filed_parties(const Mention& mention) {
  std::vector<Hash> out;
  for (const Party& party : mention.parties) out.push_back(filed_under(party));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.size() > kPartiesFiled) out.resize(kPartiesFiled);
  return out;
}

// Where a claim stands on the line of days. A wide interval stands at its end: news tells of what is fresh.
Day position(const Mention& mention) {
  constexpr std::int64_t kNarrow = 31;
  if (mention.time.count() <= kNarrow) return mention.time.from;
  if (mention.time_kind == TimeKind::lasting) return mention.told;
  if (mention.time.to != kFuture) return std::min(mention.time.to, mention.told);
  return mention.time.from != kPast ? mention.time.from : mention.told;
}

enum Key : Hash { kParties = 1, kOneParty, kPartyAtPlace, kPlaceAndDay, kSentence, kDocument };

void file_one(const Mention& mention, std::uint32_t node, std::vector<Entry>& across, std::vector<Entry>& within) {
  const Hash type = static_cast<Hash>(mention.type);
  const Day day = position(mention);
  const Hash near = mix(mention.place, mention.sketch());
  const auto file = [&](Key key, Hash a, Hash b) {
    across.push_back({mix(mix(mix(key, type), a), b), day, near, node});
  };
  const std::vector<Hash> parties = filed_parties(mention);
  for (std::size_t i = 0; i < parties.size(); ++i) {
    for (std::size_t j = i + 1; j < parties.size(); ++j) file(kParties, parties[i], parties[j]);
    file(kOneParty, parties[i], 0);
    if (mention.place != 0) file(kPartyAtPlace, parties[i], mention.place);
  }
  if (mention.place != 0 && !mention.whole_country) file(kPlaceAndDay, mention.place, 0);
  file(kSentence, mention.sentence, 0);
  within.push_back({mix(mix(kDocument, type), mention.document), 0, 0, node});
}

// Time alone parts most neighbours; the rest is weighed later.
bool worth_weighing(const Mention& a, const Mention& b) { return a.within.overlaps(b.within); }

void pair_neighbours(std::vector<Entry>& entries, std::size_t window, const std::vector<Mention>& mentions,
                     std::vector<Pair>& pairs) {
  std::sort(entries.begin(), entries.end());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (std::size_t back = 1; back <= std::min(window, i); ++back) {
      const Entry& other = entries[i - back];
      if (other.key != entries[i].key) break;
      const Pair pair = std::minmax(other.node, entries[i].node);
      if (pair.first != pair.second && worth_weighing(mentions[pair.first], mentions[pair.second]))
        pairs.push_back(pair);
    }
  }
}

}  // namespace

std::vector<Pair> candidate_pairs(const std::vector<Mention>& mentions, const std::vector<std::uint32_t>& nodes) {
  std::vector<Entry> across, within;
  for (const std::uint32_t node : nodes) file_one(mentions[node], node, across, within);
  std::vector<Pair> pairs;
  pair_neighbours(across, kWindow, mentions, pairs);
  pair_neighbours(within, kWindowInDocument, mentions, pairs);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace annals::link
