// Why the claims of an event are one, and why others are not of it: in the linker's own reasons. Which other events
// are looked at is told from the columns in memory; what they are weighed by are their claims.
#include <algorithm>
#include <map>

#include "annals/json.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/nearest.h"
#include "serve/routes.h"

namespace annals::serve {
namespace {

constexpr std::size_t kOurClaims = 30, kTheirClaims = 6;  // of an event, that are weighed
constexpr std::size_t kTried = 24;                        // other events

Event shortened(Event event, std::size_t claims) {
  if (event.claims.size() > claims) event.claims.resize(claims);
  return event;
}

// The documents of the events that are weighed, each read once.
class Sources {
 public:
  explicit Sources(Store& store) : store_(store) {}
  Result<Done> fetch(const Event& event) {
    for (const ResolvedClaim& claim : event.claims) {
      const auto [at, fresh] = fetched_.try_emplace(claim.document, true);
      if (!fresh) continue;
      Result<CodedDocument> document = store_.document(claim.document);
      if (!document) return document.error();
      documents.push_back(std::move(*document));
    }
    return Done{};
  }
  std::vector<CodedDocument> documents;

 private:
  Store& store_;
  std::map<std::string, bool> fetched_;
};

const ResolvedClaim* claim_of(const Event& event, const std::string& id) {
  const auto at = std::ranges::find(event.claims, id, &ResolvedClaim::id);
  return at == event.claims.end() ? nullptr : &*at;
}

void write_claim(JsonWriter& json, const Event& event, const std::string& id) {
  const ResolvedClaim* claim = claim_of(event, id);
  json.begin_object();
  json.key("id").text(id);
  json.key("document").text(claim != nullptr ? claim->document : "");
  json.key("path").text(claim != nullptr ? claim->path : "");
  json.key("outlet").text_or_null(claim != nullptr ? claim->outlet : "");
  json.key("sentence").text(claim != nullptr ? claim->sentence : "");
  json.end_object();
}

void write_pair(JsonWriter& json, const Event& event, const Event& other, const PairReasons& pair) {
  json.begin_object();
  write_claim(json.key("claim"), event, pair.claim);
  write_claim(json.key("other"), other, pair.other);
  json.key("weight").number(pair.weight);
  json.key("against").text_or_null(pair.against);
  json.key("reasons").begin_array();
  for (const Reason& reason : pair.reasons) {
    json.begin_object();
    json.key("words").text(reason.words);
    json.key("weight").number(reason.weight);
    json.key("times").number(reason.times);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

struct Beside {
  Event event;
  PairReasons pair;  // the nearest of the two events' claims
};

// The others that came nearest to being joined, what parts nothing for good before all else.
Result<std::vector<Beside>> weigh_others(const Context& context, const Event& ours, std::uint32_t row, std::size_t most,
                                         Sources& sources) {
  std::vector<Beside> out;
  for (const std::uint32_t near : nearest_events(context.snapshot, row, kTried)) {
    Result<Event> other = context.store.event(context.snapshot.events[near].id, kTheirClaims);
    if (!other && other.error().kind == ErrorKind::NotFound) continue;  // another took its place since
    if (!other) return other.error();
    if (Result<Done> read = sources.fetch(*other); !read) return read.error();
    std::vector<PairReasons> pairs = weigh_events(ours, *other, sources.documents);
    if (!pairs.empty()) out.push_back({std::move(*other), std::move(pairs.front())});
  }
  std::ranges::stable_sort(out, {}, [](const Beside& one) {
    return std::pair(!one.pair.against.empty(), one.pair.against.empty() ? -one.pair.weight : 0.0);
  });
  if (out.size() > most) out.erase(out.begin() + static_cast<std::ptrdiff_t>(most), out.end());
  return out;
}

// The reviewer's decision that keeps two apart, in words; empty where none does.
std::string parted_by(const Event& event, const Event& other) {
  for (const ReviewNote& mine : event.review) {
    for (const ReviewNote& theirs : other.review) {
      if (mine.what != DecisionKind::split || mine.decision != theirs.decision) continue;
      return "kept apart by " + mine.who + " on " + mine.when + (mine.reason.empty() ? "" : ": " + mine.reason);
    }
  }
  return {};
}

void write_beside(JsonWriter& json, const Event& ours, const Beside& beside) {
  json.begin_object();
  write_brief(json.key("event"), beside.event);
  json.key("weight").number(beside.pair.weight);
  std::vector<std::string> shared, why_not;
  if (const std::string parted = parted_by(ours, beside.event); !parted.empty()) why_not.push_back(parted);
  if (!beside.pair.against.empty()) why_not.push_back(beside.pair.against);
  for (const Reason& reason : beside.pair.reasons) (reason.weight > 0 ? shared : why_not).push_back(reason.words);
  if (why_not.empty() || (beside.pair.against.empty() && beside.pair.weight > 0)) {
    why_not.push_back("the claims of the two together have no day, no parties or no plan in common");
  }
  json.key("shared").texts(shared);
  json.key("why_not").texts(why_not);
  write_pair(json.key("pair"), ours, beside.event, beside.pair);
  json.end_object();
}

}  // namespace

Reply run_event_explain(const Context& context) {
  const Result<std::size_t> limit = number_parameter(context.request.target, "limit", 1, 20, 5);
  if (!limit) return problem(limit.error());
  const Result<Event> event = context.store.event(context.request.captured[0]);
  if (!event) return problem(event.error());
  const Event ours = shortened(*event, kOurClaims);
  Sources sources(context.store);
  if (Result<Done> read = sources.fetch(ours); !read) return problem(read.error());
  JsonWriter json;
  json.begin_object();
  json.key("event").text(event->id);
  json.key("why").texts(event->why);
  json.key("pairs").begin_array();
  for (const PairReasons& pair : pairs_that_hold(ours, sources.documents)) write_pair(json, ours, ours, pair);
  json.end_array();
  json.key("nearest").begin_array();
  if (const std::optional<std::uint32_t> row = context.snapshot.row_of(event->id)) {
    const Result<std::vector<Beside>> others = weigh_others(context, ours, *row, *limit, sources);
    if (!others) return problem(others.error());
    for (const Beside& beside : *others) write_beside(json, ours, beside);
  }
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
