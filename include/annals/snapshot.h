// A Snapshot is a whole record's events as columns in memory: what filters, facets and pictures ask of every event,
// told apart in milliseconds however many there are. An event's whole JSON stays in the store.
//
//   Result<std::shared_ptr<const Snapshot>> snapshot = Snapshot::read(store);
//   Question question;
//   question.actor = {"France"};
//   for (std::uint32_t row : (*snapshot)->select(question)) print((*snapshot)->events[row].id);
//
// Immutable: any number of threads may use one, and a newer one takes its place without their waiting.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annals/error.h"
#include "annals/event.h"
#include "annals/store.h"

namespace annals {

namespace query {
struct SnapshotIndex;
}

// Names and other words that many events share, each kept once, by number.
using WordNumber = std::uint32_t;
inline constexpr std::uint32_t kNobody = UINT32_MAX;

// A part of one of the snapshot's lists.
struct Slice {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
};

struct Box {
  double west = -180, south = -90, east = 180, north = 90;  // degrees; west > east crosses the date line
  bool contains(double latitude, double longitude) const;
};

// What is asked of events. Every field that is set must hold; of the names in one field, any. They match as those of
// Filter (query.h) do; types, modes, statuses and outcomes as whole words;
// `country` is that of a participant, by its code or its name.
struct Question {
  std::vector<std::string> actor, with, country, type, mode, status, place, topic, outlet, outcome;
  std::optional<sys_days> since, until;
  std::optional<Box> box;                           // of places whose point is known
  std::optional<std::vector<std::string>> telling;  // ids, sorted: Store::events_telling
  bool disagreements = false;                       // only those on which claims differ
};

class Snapshot {
 public:
  enum class Order { time, newest, confidence, documents, roots, score, disagreements };

  struct Event {
    std::string id;
    std::optional<sys_days> from, to;
    Precision precision = Precision::interval;
    EventType type = EventType::consult;
    Status status = Status::happened;
    Outcome outcome = Outcome::none;
    std::uint8_t disagreements = 0;  // fields
    float score = 0, confidence = 0;
    std::uint32_t documents = 0, outlets = 0, roots = 0;
    std::uint32_t place = kNobody;                     // of `places`
    std::uint32_t pair = 0;                            // of `pairs`: whose lane it is drawn in
    Slice parties, modes, topics, tellings, speakers;  // of the lists of these names
  };
  // The first actor of an event and the first other party, whichever way the act went; the smaller number first.
  struct Pair {
    std::uint32_t a = kNobody, b = kNobody;  // of `actors`
    auto operator<=>(const Pair&) const = default;
  };
  struct Party {
    std::uint32_t actor = 0;  // of `actors`
    Role role = Role::actor;
    WordNumber office = kNobody;
  };
  struct Telling {  // a claim
    WordNumber outlet = kNobody;
    std::uint32_t document = kNobody;  // of `documents`
    Status status = Status::happened;
  };
  struct DocumentRow {
    DocumentHead head;
    std::uint32_t events = 0;
  };

  // Errors: those of reading a Store.
  static Result<std::shared_ptr<const Snapshot>> read(Store& store);

  StoreState state;  // of the store when this was read
  std::uint64_t claims = 0;
  std::vector<Event> events;  // by time, then id
  std::vector<Actor> actors;  // without offices; first met first
  std::vector<Place> places;
  std::vector<std::string> words;
  std::vector<Party> parties;
  std::vector<Pair> pairs;  // in the order of the events that met them first
  std::vector<WordNumber> modes, topics;
  std::vector<Telling> tellings;
  std::vector<std::uint32_t> speakers;  // of `actors`, each once an event
  std::vector<DocumentRow> documents;   // by path, then id

  template <typename List>
  auto part(const List& list, Slice slice) const {
    return std::span(list).subspan(slice.begin, slice.size());
  }
  std::string_view word(WordNumber number) const { return number == kNobody ? std::string_view() : words[number]; }
  std::optional<std::uint32_t> row_of(std::string_view event) const;
  std::optional<std::uint32_t> document_of(std::string_view id) const;
  std::optional<std::uint32_t> actor_of(std::string_view id) const;

  // Rows of `events` for which all of `question` holds, by time.
  std::vector<std::uint32_t> select(const Question& question) const;
  std::size_t count(const Question& question) const;  // of these rows
  // Whether `a` comes before `b`: by what the order names, then by id.
  static bool before(Order order, const Event& a, const Event& b);

  struct Count {
    std::string value, name;  // `name` where the value is an id
    std::uint32_t events = 0;
  };
  struct Facet {
    std::string name;
    std::vector<Count> counts;  // most first; years by year
    std::uint32_t more = 0;     // values beyond `most`
  };
  // How many events there are of each value, each facet with all of `question` but its own field; `total`: with all.
  std::vector<Facet> facets(const Question& question, std::size_t most, std::uint32_t& total) const;

 private:
  std::unordered_map<std::string, std::uint32_t> event_rows_, document_rows_, actor_rows_;
  std::shared_ptr<const query::SnapshotIndex> index_;
  friend struct SnapshotMaker;
};

}  // namespace annals
