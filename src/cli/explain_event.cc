// The linker weighs pairs of claims (weigh_events); here the pairs that decided are picked and put into words: within
// the event the best pair that holds each claim to the rest, towards another event the nearest pair.
#include "cli/explain_event.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "annals/pipeline.h"
#include "annals/query.h"

namespace annals::cli {
namespace {

constexpr std::size_t kPairsTold = 12;    // within an event
constexpr std::size_t kOthersTold = 3;    // events beside it
constexpr std::size_t kOthersTried = 60;  // events that are weighed in search of those
constexpr std::size_t kClaimsWeighed = 40;

std::string signed_text(double weight) {
  const long tenths = std::lround(std::abs(weight) * 10);
  return (weight < 0 ? "-" : "+") + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

class Teller {
 public:
  explicit Teller(Store& store) : store_(store) {}

  // The documents of an event's first claims; each is read once.
  Result<Done> fetch(const Event& event) {
    for (const ResolvedClaim& claim : event.claims) {
      if (!fetched_.insert(claim.document).second) continue;
      Result<CodedDocument> document = store_.document(claim.document);
      if (!document) return document.error();
      documents_.push_back(std::move(*document));
    }
    return Done{};
  }

  const std::vector<CodedDocument>& documents() const { return documents_; }

  static std::string source(const Event& event, const std::string& claim) {
    for (const ResolvedClaim& one : event.claims) {
      if (one.id == claim) return claim + " (" + (one.outlet.empty() ? one.path : one.outlet) + ")";
    }
    return claim;
  }
  static std::string sentence(const Event& event, const std::string& claim) {
    for (const ResolvedClaim& one : event.claims) {
      if (one.id == claim) return one.sentence;
    }
    return "";
  }

  static std::string pair_text(const Event& event, const Event& other, const PairReasons& pair) {
    std::string out = "  " + source(event, pair.claim) + ": " + sentence(event, pair.claim) + "\n  " +
                      source(other, pair.other) + ": " + sentence(other, pair.other) + "\n";
    if (!pair.against.empty()) return out + "    never: " + pair.against + "\n";
    for (const Reason& reason : pair.reasons) {
      const bool several = reason.times >= 2;
      out += "    " + signed_text(reason.weight) + "  " + reason.words +
             (several ? " (" + std::to_string(static_cast<int>(reason.times)) + ")" : "") + "\n";
    }
    return out + "    " + signed_text(pair.weight) + "  together; above nothing speaks for one event\n";
  }

 private:
  Store& store_;
  std::set<std::string> fetched_;
  std::vector<CodedDocument> documents_;
};

Event shortened(Event event) {
  if (event.claims.size() > kClaimsWeighed) event.claims.resize(kClaimsWeighed);
  return event;
}

std::string title(const Event& event) {
  return event.id + "  " + headline(event) + ", " + time_text(event.time) +
         (event.place.unknown() ? "" : ", " + event.place.name);
}

// The best pair that holds each further claim to those before.
std::string within(const Event& event, const std::vector<CodedDocument>& documents) {
  if (event.claims.size() < 2) return "One claim alone tells it.\n";
  std::string out = "One event, because of\n";
  std::size_t told = 0, left = 0;
  for (const PairReasons& pair : pairs_that_hold(shortened(event), documents)) {
    ++told <= kPairsTold ? void(out += Teller::pair_text(event, event, pair)) : void(++left);
  }
  for (const std::string& reason : event.why) {  // what a reviewer joined has no weight of its own
    if (reason.find(" decided so on ") != std::string::npos) out += "  " + reason + "\n";
  }
  if (left > 0) out += "  and " + std::to_string(left) + " more claims in the same way\n";
  return out;
}

// What reviewers said of both.
std::string parted_by(const Event& event, const Event& other) {
  for (const ReviewNote& mine : event.review) {
    if (mine.what != DecisionKind::split) continue;
    for (const ReviewNote& theirs : other.review) {
      if (mine.decision != theirs.decision) continue;
      return "  kept apart by " + mine.who + " on " + mine.when + (mine.reason.empty() ? "" : ": " + mine.reason) +
             "\n";
    }
  }
  return "";
}

std::string apart(const Event& event, const Event& other, const std::vector<PairReasons>& pairs) {
  std::string out = "Not one event with " + title(other) + "\n" + parted_by(event, other);
  if (pairs.empty()) return out;
  out += Teller::pair_text(event, other, pairs.front());
  if (pairs.front().against.empty() && pairs.front().weight > 0) {
    out += "    but the claims of the two together contradict: they have no day, no parties or no plan in common\n";
  }
  return out;
}

bool shares(const Event& event, const Event& other) {
  const bool place = !event.place.unknown() && event.place.name == other.place.name;
  return place || std::any_of(event.participants.begin(), event.participants.end(), [&](const Participant& a) {
           return std::any_of(other.participants.begin(), other.participants.end(), [&](const Participant& b) {
             return a.actor.id == b.actor.id || (!a.actor.country.empty() && a.actor.country == b.actor.country);
           });
         });
}

// Days between two events, as far as they are known.
int days_apart(const Event& event, const Event& other) {
  const auto& a = event.time.from ? event.time.from : event.time.to;
  const auto& b = other.time.from ? other.time.from : other.time.to;
  if (!a || !b) return 40;
  return std::abs(static_cast<int>((*a - *b).count()));
}

Result<std::vector<Event>> neighbours(Store& store, const Event& event) {
  std::vector<std::pair<int, Event>> near;
  const Result<Done> read = store.each_event([&](const Event& other) {
    if (other.id == event.id || other.type != event.type || !shares(event, other)) return true;
    near.emplace_back(days_apart(event, other), shortened(other));
    const auto sooner = [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second.id < b.second.id;
    };
    std::sort(near.begin(), near.end(), sooner);
    if (near.size() > kOthersTried) near.pop_back();
    return true;
  });
  if (!read) return read.error();
  std::vector<Event> out;
  for (auto& [days, other] : near) out.push_back(std::move(other));
  return out;
}

}  // namespace

Result<std::string> explain_event(Store& store, const Event& event, const std::string& other) {
  std::vector<Event> others;
  if (other.empty()) {
    Result<std::vector<Event>> found = neighbours(store, event);
    if (!found) return found.error();
    others = std::move(*found);
  } else {
    Result<Event> one = store.event(other);
    if (!one) return one.error();
    if (one->id == event.id) {
      return Error{ErrorKind::Conflict, "both are one event: annals explain STORE " + event.id + " says why"};
    }
    others.push_back(shortened(std::move(*one)));
  }
  Teller teller(store);
  const Event some = shortened(event);
  if (Result<Done> read = teller.fetch(some); !read) return read.error();
  for (const Event& one : others) {
    if (Result<Done> read = teller.fetch(one); !read) return read.error();
  }
  struct Beside {
    const Event* event;
    std::vector<PairReasons> pairs;
  };
  std::vector<Beside> beside;
  for (const Event& one : others) beside.push_back({&one, weigh_events(some, one, teller.documents())});
  std::stable_sort(beside.begin(), beside.end(), [](const Beside& a, const Beside& b) {
    const auto key = [](const Beside& x) {
      const bool parted = x.pairs.empty() || !x.pairs.front().against.empty();
      return std::pair(parted, parted ? 0.0 : -x.pairs.front().weight);
    };
    return key(a) < key(b);
  });
  std::string out = title(event) + "\n\n" + (other.empty() ? within(event, teller.documents()) + "\n" : "");
  for (std::size_t i = 0; i < std::min(beside.size(), kOthersTold); ++i) {
    out += apart(event, *beside[i].event, beside[i].pairs) + "\n";
  }
  if (beside.empty()) out += "No other event of its type shares a party or a place with it.\n";
  while (out.ends_with("\n")) out.pop_back();
  return out;
}

}  // namespace annals::cli
