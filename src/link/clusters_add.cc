#include "link/clusters_add.h"

#include <algorithm>
#include <set>
#include <utility>

#include "link/agglomerate.h"
#include "link/rejoin.h"

namespace annals::link {
namespace {

std::vector<ClaimTie>::iterator find(std::vector<ClaimTie>& ties, std::uint32_t other) {
  return std::lower_bound(ties.begin(), ties.end(), other,
                          [](const ClaimTie& tie, std::uint32_t claim) { return tie.other < claim; });
}

}  // namespace

ClustersAdd::ClustersAdd(Ledger& ledger, Holdings& holdings, Day reach_days)
    : ledger_(ledger),
      holdings_(holdings),
      claims_(ledger, holdings),
      files_(ledger, claims_),
      places_(ledger),
      all_(read_all_claims(ledger)),
      window_{reach_days, all_.last} {}

std::optional<EventsChanged> ClustersAdd::run(std::vector<std::uint32_t> documents, const HeldClusters::Tell& tell) {
  take_in(std::move(documents), tell);
  if (all_.last != window_.last) forget_out_of_reach();
  retell();
  fold();
  file();
  EventsChanged out = settle(claims_, window_.reach, touched_);
  if (!claims_.sound()) return std::nullopt;
  claims_.write_back();
  write(ledger_, all_);
  return out;
}

void ClustersAdd::take_in(std::vector<std::uint32_t> documents, const HeldClusters::Tell& tell) {
  std::sort(documents.begin(), documents.end());
  std::vector<ToldDocument> told;
  for (const std::uint32_t document : documents) {
    told.push_back(tell(document, claims_.sides()));
    for (const Hash name : told.back().countries) {
      if (places_.is_country(name)) continue;
      places_.put_country(name);
      for (const std::uint32_t claim : places_.claims_at(name)) touched_.retold.insert(claim);
    }
  }
  for (std::size_t i = 0; i < documents.size(); ++i) take_in(documents[i], told[i].claims);
}

void ClustersAdd::take_in(std::uint32_t document, const std::vector<ToldClaim>& told) {
  const Hash id = first_letters(holdings_.published(document).id);
  claims_.put_numbers(document, {all_.next, static_cast<std::uint32_t>(told.size())});
  for (const ToldClaim& one : told) {
    const std::uint32_t number = all_.next++;
    HeldClaim& held = claims_.make(number);
    held = {one.position, id, one.mention};
    touched_.fresh.insert(number);
    const Day day = standing_of(one.mention).day;
    if (day != kFuture) all_.last = std::max(all_.last, day);
    if (one.place_name == 0) continue;
    held.mention.whole_country = places_.is_country(one.place_name);
    places_.put_claim(one.place_name, number);
  }
}

// The last day of all is later than it was: claims without one do not reach as far back as they did.
void ClustersAdd::forget_out_of_reach() {
  window_.last = all_.last;
  for (const LooseTie& one : take_loose_before(ledger_, window_.oldest())) part(one.claim, one.other, By::evidence);
}

// Claims whose place turns out to be a country leave all files as what they were.
void ClustersAdd::retell() {
  for (const std::uint32_t claim : touched_.retold) {
    if (claims_.ties(claim).folded == kNobody) step_all(claim, -1);
    step_toll(claim, -1);
  }
  for (const std::uint32_t claim : touched_.retold) {
    claims_.claim(claim).mention.whole_country = true;
    claims_.put_anew(claim);
  }
  glances_.clear();
  for (auto& none : weighed_) none.clear();
}

void ClustersAdd::fold() {
  std::set<Hash> signatures;
  const auto take = [&](std::uint32_t claim, bool fresh) {
    const Hash key = signature(claims_.claim(claim).mention);
    if (key == 0) filed_.push_back(claim);
    if (key != 0) signatures.insert(key);
    if (key != 0 && fresh) put_signed(ledger_, key, claim);
  };
  for (const std::uint32_t claim : touched_.fresh) take(claim, true);
  for (const std::uint32_t claim : touched_.retold) take(claim, false);
  for (const Hash key : signatures) fold_alike(claims_signed(ledger_, key));
}

// Of claims of one signature the first is filed, and those that cannot be joined to it; one that comes late may be it.
void ClustersAdd::fold_alike(std::vector<std::uint32_t> alike) {
  claims_.sort(alike);
  std::vector<const Mention*> nodes;
  std::vector<Signed> all;
  for (std::uint32_t n = 0; n < alike.size(); ++n) {
    Mention& mention = claims_.claim(alike[n]).mention;
    mention.number = n;
    nodes.push_back(&mention);
    all.push_back({0, n, n});
  }
  Agglomeration joined(nodes);
  std::vector<std::uint32_t> folded(alike.size(), kNobody);
  joined.fold_repeats(all, [&](std::uint32_t one, std::uint32_t other) { folded[other] = alike[one]; });
  for (std::uint32_t n = 0; n < alike.size(); ++n) {
    std::uint32_t& held = claims_.ties(alike[n]).folded;
    const bool was_filed = held == kNobody && !touched_.fresh.contains(alike[n]) && !touched_.retold.contains(alike[n]);
    if (folded[n] == kNobody && !was_filed) filed_.push_back(alike[n]);
    if (folded[n] != kNobody && was_filed) taken_out_.push_back(alike[n]);
    held = folded[n];
    if (alike.size() > 1) touched_.claims.insert(alike[n]);
  }
}

void ClustersAdd::file() {
  std::sort(taken_out_.begin(), taken_out_.end());
  std::sort(filed_.begin(), filed_.end());
  for (const std::uint32_t claim : taken_out_) step_all(claim, -1);
  for (const std::uint32_t claim : filed_) step_all(claim, +1);
  // The toll of a whole country is of no place: those told anew have none.
  for (const std::uint32_t claim : touched_.fresh) step_toll(claim, +1);
}

void ClustersAdd::step_all(std::uint32_t claim, int more) {
  const HeldClaim& held = claims_.claim(claim);
  const Filed one = filed(claim, held);
  for (const Hash key : files_of(held.mention)) step(key, one, reach_in(key), By::evidence, more);
}

void ClustersAdd::step_toll(std::uint32_t claim, int more) {
  const HeldClaim& held = claims_.claim(claim);
  if (!tells_toll(held.mention)) return;
  step(toll_key(held.mention), filed_by_toll(claim, held), kTollReach, By::toll, more);
}

// Puts an entry into a file, or takes it out. Those behind it meet it then, and no more the last one that they met; or
// the other way round.
void ClustersAdd::step(Hash key, const Filed& one, std::size_t reach, By by, int more) {
  if (more > 0) files_.put(key, one);
  const ClaimFiles::Around around = files_.around(key, one, reach);
  if (more < 0) files_.erase(key, one);
  for (const Filed& before : around.before) count(before, one, by, more);
  for (std::size_t i = 0; i < around.behind.size(); ++i) {
    count(one, around.behind[i], by, more);
    const std::size_t last = reach - 1 - i;
    if (last < around.before.size()) count(around.before[last], around.behind[i], by, -more);
  }
}

// The two meet in one file more, or less.
void ClustersAdd::count(const Filed& earlier, const Filed& later, By by, int more) {
  if (!window_.meets(earlier.day, later.day)) return;
  std::vector<ClaimTie>& list = ties(earlier.claim, by);
  const auto at = find(list, later.claim);
  if (at == list.end() || at->other != later.claim) {
    if (more > 0 && speak_for(earlier.claim, later.claim, by)) tie(earlier, later, by);
    return;
  }
  std::vector<ClaimTie>& back = ties(later.claim, by);
  const auto other = find(back, earlier.claim);
  if (other == back.end() || other->other != earlier.claim) return;
  if (more > 0) {
    ++at->files, ++other->files;
  } else if (at->files > 1) {
    --at->files, --other->files;
  } else {
    if (later.day == kFuture && earlier.day != kFuture) erase_loose(ledger_, earlier, later.claim);
    part(earlier.claim, later.claim, by);
  }
}

bool ClustersAdd::speak_for(std::uint32_t a, std::uint32_t b, By by) {
  if (claims_.before(b, a)) std::swap(a, b);
  std::unordered_set<std::uint64_t>& none = weighed_[by == By::toll];
  const std::uint64_t both = std::uint64_t{a} << 32 | b;
  if (none.contains(both)) return false;
  const Mention &x = claims_.claim(a).mention, &y = claims_.claim(b).mention;
  bool out = false;
  if (by == By::toll) {
    out = one_attack(x, y);
  } else if (!surely_apart(glance(a), glance(b))) {
    const Weighing weighing = weigh(x, y);
    out = weighing.against == Against::nothing && weighing.score > 0;
  }
  if (!out) none.insert(both);
  return out;
}

const Glance& ClustersAdd::glance(std::uint32_t claim) {
  const auto [at, fresh] = glances_.try_emplace(claim);
  if (fresh) at->second = glance_at(claims_.claim(claim).mention);
  return at->second;
}

std::vector<ClaimTie>& ClustersAdd::ties(std::uint32_t claim, By by) {
  ClaimTies& held = claims_.ties(claim);
  return by == By::toll ? held.tolls : held.meets;
}

void ClustersAdd::tie(const Filed& earlier, const Filed& later, By by) {
  for (const auto& [one, other] : {std::pair(earlier.claim, later.claim), std::pair(later.claim, earlier.claim)}) {
    std::vector<ClaimTie>& list = ties(one, by);
    list.insert(find(list, other), {other, 1});
    if (by == By::toll) touched_.by_toll.insert(one);
  }
  // One of the two is enough: the other is looked at beside it.
  if (by == By::evidence && !touched_.fresh.contains(later.claim)) touched_.claims.insert(earlier.claim);
  if (by == By::evidence && later.day == kFuture && earlier.day != kFuture) {
    put_loose(ledger_, earlier, later.claim);
  }
}

// What did not join them was of no consequence.
void ClustersAdd::part(std::uint32_t a, std::uint32_t b, By by) {
  const bool one_part = claims_.ties(a).part == claims_.ties(b).part;
  for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
    std::vector<ClaimTie>& list = ties(one, by);
    const auto at = find(list, other);
    if (at != list.end() && at->other == other) list.erase(at);
    if (by == By::toll) touched_.by_toll.insert(one);
    if (by == By::evidence && one_part) touched_.claims.insert(one);
  }
}

}  // namespace annals::link
