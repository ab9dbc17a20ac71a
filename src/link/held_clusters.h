// Which claims are of one event, held in the ledger so that documents that come late are only held against those that
// they touch. What comes out is what cluster() and join_other_days() make of all documents at once, where no reviewer
// has decided anything: else the whole is linked.
//
// A claim is only joined to one that it is weighed against, and it is weighed against its neighbours in a few files
// (candidates.h). So the ledger holds the files, and of each claim those that speak for it. A late claim steps into its
// files: it meets its neighbours, and the last of those that claims behind it met are out of their reach now. Events
// whose claims gained or lost somebody are put together anew, and beside them those that they could take something
// from, as long as any of those comes out changed: what comes out as it was has had no part in it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "annals/ledger.h"
#include "link/candidates.h"
#include "link/cluster.h"
#include "link/holdings.h"
#include "link/mention.h"
#include "link/told_claims.h"

namespace annals::link {

struct EventHeld {
  std::uint32_t label = 0;  // the same as long as its members are
  struct Member {
    std::uint32_t document = 0, position = 0;
    bool operator==(const Member&) const = default;
  };
  std::vector<Member> members;  // in canonical order
  std::vector<Joint> joints;    // positions in the members; best first
};

struct EventsChanged {
  std::vector<std::uint32_t> gone;  // labels that no event has any more; ascending
  std::vector<EventHeld> made;      // new, or with other members or joints than before, or with a member whose place
                                    // is known to be a country now; by label
};

class HeldClusters {
 public:
  // As tell_document().
  using Tell = std::function<ToldDocument(std::uint32_t document, Sides& sides)>;
  // Documents have ids of their own, and so have claims.
  HeldClusters(Ledger& ledger, Holdings& holdings, Tell tell, Day reach_days = kReachDays);

  // Files all claims of a set in a ledger that has nothing of them. `told` in canonical order, with what is known of
  // countries, and the clusters that join_other_days() leaves of them: the labels of their events, in the same order.
  std::vector<std::uint32_t> build(std::span<const ToldClaim> told, std::span<const Hash> countries,
                                   std::span<const Cluster> clusters);

  // What the claims of these documents, which are not held yet, change. None: the ledger is not sound; all must be
  // built anew.
  std::optional<EventsChanged> add(std::vector<std::uint32_t> documents);

  // The document's claims in canonical order, with the labels of the events they are in.
  struct ToldOf {
    std::uint32_t position = 0, event = 0;
  };
  std::vector<ToldOf> told(std::uint32_t document);
  // Those labels, ascending, each once.
  std::vector<std::uint32_t> events_of(std::uint32_t document);
  EventHeld event(std::uint32_t label);
  // For PlaceNames: all that documents held tell.
  std::vector<Hash> countries();

 private:
  Ledger& ledger_;
  Holdings& holdings_;
  const Tell tell_;
  const Day reach_days_;
};

}  // namespace annals::link
