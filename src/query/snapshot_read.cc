// A store's events into columns: one pass over the events, one over the claims, one over the documents.
#include <algorithm>
#include <numeric>
#include <tuple>

#include "annals/snapshot.h"
#include "query/snapshot_index.h"

namespace annals {

namespace {

std::string place_key(const Place& place) {
  std::string key = place.name + '\0' + place.country;
  if (place.geonames) key += '\0' + std::to_string(*place.geonames);
  if (place.latitude && place.longitude) {
    key += '\0' + std::to_string(*place.latitude) + ' ' + std::to_string(*place.longitude);
  }
  return key;
}

}  // namespace

struct SnapshotMaker {
  Snapshot& out;
  std::unordered_map<std::string, std::uint32_t> word_numbers = {}, place_numbers = {};
  std::unordered_map<std::string, std::uint32_t> event_of_claim = {};
  std::vector<std::vector<Snapshot::Telling>> tellings = {};  // by row
  std::vector<std::vector<std::uint32_t>> speakers = {};

  template <typename Key, typename Make>
  static std::uint32_t number(std::unordered_map<std::string, std::uint32_t>& numbers, Key&& key, const Make& make) {
    const auto [at, fresh] = numbers.try_emplace(std::forward<Key>(key), static_cast<std::uint32_t>(numbers.size()));
    if (fresh) make();
    return at->second;
  }
  WordNumber word(const std::string& text) {
    if (text.empty()) return kNobody;
    return number(word_numbers, text, [&] { out.words.push_back(text); });
  }
  std::uint32_t actor(const Actor& who) {
    return number(out.actor_rows_, who.id.empty() ? who.name : who.id, [&] {
      out.actors.push_back(who);
      out.actors.back().office.clear();
    });
  }
  std::uint32_t place(const Place& where) {
    if (where.unknown()) return kNobody;
    return number(place_numbers, place_key(where), [&] { out.places.push_back(where); });
  }
  template <typename T>
  static Slice close(const std::vector<T>& list, std::size_t begin) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(list.size())};
  }
  Slice words(std::vector<WordNumber>& list, const std::vector<std::string>& texts) {
    const std::size_t begin = list.size();
    for (const std::string& text : texts) list.push_back(word(text));
    return close(list, begin);
  }

  void add(annals::Event&& event, const std::vector<std::string>& claims) {
    Snapshot::Event row;
    row.from = event.time.from;
    row.to = event.time.to;
    row.precision = event.time.precision;
    row.type = event.type;
    row.status = event.status;
    row.outcome = event.outcome;
    row.disagreements = static_cast<std::uint8_t>(std::min<std::size_t>(event.disagreements.size(), 255));
    row.score = static_cast<float>(event.score);
    row.confidence = static_cast<float>(event.confidence);
    row.documents = event.documents;
    row.outlets = event.outlets;
    row.roots = event.roots;
    row.place = place(event.place);
    const std::size_t begin = out.parties.size();
    for (const Participant& one : event.participants) {
      out.parties.push_back({actor(one.actor), one.role, word(one.actor.office)});
    }
    row.parties = close(out.parties, begin);
    row.modes = words(out.modes, event.modes);
    row.topics = words(out.topics, event.topics);
    for (const std::string& claim : claims) event_of_claim[claim] = static_cast<std::uint32_t>(out.events.size());
    row.id = std::move(event.id);
    out.events.push_back(std::move(row));
  }

  void add(const DocumentHead& head) { out.documents.push_back({head, 0}); }
  void order_documents() {
    std::sort(out.documents.begin(), out.documents.end(), [](const auto& a, const auto& b) {
      return std::tie(a.head.path, a.head.id) < std::tie(b.head.path, b.head.id);
    });
    for (std::uint32_t i = 0; i < out.documents.size(); ++i) out.document_rows_[out.documents[i].head.id] = i;
  }

  void add(const ClaimHead& head) {
    ++out.claims;
    const auto event = event_of_claim.find(head.id);
    if (event == event_of_claim.end()) return;  // not linked yet
    const auto document = out.document_rows_.find(head.document);
    tellings[event->second].push_back(
        {word(head.outlet), document == out.document_rows_.end() ? kNobody : document->second, head.status});
    for (const Actor& who : head.said_by) {
      const std::uint32_t one = actor(who);
      std::vector<std::uint32_t>& all = speakers[event->second];
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
  }

  // What came in the order of the claims goes to its event; then the events are put in order of time.
  void finish() {
    for (std::size_t i = 0; i < out.events.size(); ++i) {
      out.events[i].tellings = {static_cast<std::uint32_t>(out.tellings.size()),
                                static_cast<std::uint32_t>(out.tellings.size() + tellings[i].size())};
      out.tellings.insert(out.tellings.end(), tellings[i].begin(), tellings[i].end());
      out.events[i].speakers = {static_cast<std::uint32_t>(out.speakers.size()),
                                static_cast<std::uint32_t>(out.speakers.size() + speakers[i].size())};
      out.speakers.insert(out.speakers.end(), speakers[i].begin(), speakers[i].end());
      count_documents(tellings[i]);
    }
    std::sort(out.events.begin(), out.events.end(),
              [](const auto& a, const auto& b) { return Snapshot::before(Snapshot::Order::time, a, b); });
    for (std::uint32_t i = 0; i < out.events.size(); ++i) out.event_rows_[out.events[i].id] = i;
    number_pairs();
    out.index_ = std::make_shared<const query::SnapshotIndex>(out);
  }
  Snapshot::Pair pair_of(const Snapshot::Event& event) const {
    std::uint32_t a = kNobody, b = kNobody;
    const auto parties = out.part(out.parties, event.parties);
    for (const Snapshot::Party& one : parties) {
      if (one.role == Role::actor && a == kNobody) a = one.actor;
    }
    for (const Role role : {Role::recipient, Role::actor}) {
      for (const Snapshot::Party& one : parties) {
        if (one.role == role && b == kNobody && one.actor != a) b = one.actor;
      }
    }
    return {std::min(a, b), std::max(a, b)};
  }
  void number_pairs() {
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    for (Snapshot::Event& event : out.events) {
      const Snapshot::Pair pair = pair_of(event);
      const auto [at, fresh] =
          numbers.try_emplace(std::uint64_t{pair.a} << 32 | pair.b, static_cast<std::uint32_t>(out.pairs.size()));
      if (fresh) out.pairs.push_back(pair);
      event.pair = at->second;
    }
  }
  void count_documents(const std::vector<Snapshot::Telling>& of_event) {
    std::vector<std::uint32_t> seen;
    for (const Snapshot::Telling& telling : of_event) {
      if (telling.document == kNobody || std::find(seen.begin(), seen.end(), telling.document) != seen.end()) continue;
      seen.push_back(telling.document);
      ++out.documents[telling.document].events;
    }
  }
};

Result<std::shared_ptr<const Snapshot>> Snapshot::read(Store& store) {
  auto snapshot = std::make_shared<Snapshot>();
  SnapshotMaker maker{*snapshot};
  if (Result<Done> begun = store.begin_reading(); !begun) return begun.error();
  const auto read_all = [&]() -> Result<Done> {
    const Result<StoreState> state = store.state();
    if (!state) return state.error();
    snapshot->state = *state;
    snapshot->events.reserve(state->events);
    Result<Done> done = store.each_event_head([&](annals::Event event, const std::vector<std::string>& claims) {
      maker.add(std::move(event), claims);
      return true;
    });
    if (!done) return done;
    done = store.each_document_head([&](const DocumentHead& head) {
      maker.add(head);
      return true;
    });
    if (!done) return done;
    maker.order_documents();
    maker.tellings.resize(snapshot->events.size());
    maker.speakers.resize(snapshot->events.size());
    return store.each_claim_head([&](const ClaimHead& head) {
      maker.add(head);
      return true;
    });
  };
  const Result<Done> done = read_all();
  store.end_reading();
  if (!done) return done.error();
  maker.finish();
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

}  // namespace annals
