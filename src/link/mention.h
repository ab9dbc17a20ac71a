// A Mention is a claim as linking looks at it: names as hashes, times as days, words cut to stems.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "annals/claim.h"
#include "link/hash.h"
#include "link/story.h"

namespace annals::link {

// Days since 1970-01-01. The ends of an open interval lie outside every calendar.
using Day = std::int32_t;
inline constexpr Day kPast = std::numeric_limits<Day>::min() / 2;
inline constexpr Day kFuture = std::numeric_limits<Day>::max() / 2;

struct Days {
  Day from = kPast;
  Day to = kFuture;

  bool bounded() const { return from != kPast && to != kFuture; }
  bool is_day() const { return from == to; }
  bool overlaps(Days other) const { return from <= other.to && other.from <= to; }
  std::int64_t count() const { return bounded() ? std::int64_t{to} - from + 1 : kFuture; }
  bool operator==(const Days&) const = default;
};
Days days_of(const TimeInterval& time);
inline sys_days to_day(Day day) { return sys_days{std::chrono::days{day}}; }

// It took place, or is under way.
inline bool done(Status status) { return status == Status::happened || status == Status::ongoing; }

enum class PartyKind : std::uint8_t { person, state, organ, body, group, people, other };

// Somebody who takes part.
struct Party {
  Hash id = 0;
  Hash country = 0;
  PartyKind kind = PartyKind::other;
  Role role = Role::actor;
  bool official : 1 = false;  // acts for its country: an office-holder, a ministry, an army
  bool definite : 1 = false;  // the knowledge base knows it: another one like it is somebody else
  bool known : 1 = false;     // a person of the knowledge base, not only of a page
  std::uint32_t called = 0;   // a person's full name, however it is spelled; 0 where there is none

  // A page that does not say who somebody is, and one that does: his name says that he is the same.
  bool same_name(const Party& other) const { return called != 0 && called == other.called && !(known && other.known); }
};
static_assert(sizeof(Party) == 24);  // many are kept

enum class TimeKind : std::uint8_t {
  unknown,
  stated,   // the text says when
  implied,  // it follows from the document's date
  lasting,  // the text says since when, or for how long
};

// The days on which a claim with this time can lie, as far as another could contradict it.
Days leeway(Days time, TimeKind kind, Status status);

// All that clustering asks of a claim: nothing here is looked up in the claim again, so that a mention can be written
// to a file and read back (see sweep). The lists lie in `Sides`.
struct Mention {
  EventType type = EventType::consult;
  Status status = Status::happened;
  TimeKind time_kind = TimeKind::unknown;
  BlockKind block = BlockKind::body;
  bool mutual = false;
  bool repeated = false;
  bool whole_country = false;  // the place is a country, not a spot in it
  bool mapped = false;         // where the place lies is known
  std::uint16_t modes = 0;     // bits: position among kModes of the type
  std::uint32_t number = 0;    // its own, in the canonical order of mentions: by document, then claim id
  std::uint32_t document = 0;  // position in the canonical order of documents
  std::uint32_t order = 0;     // among its document's claims
  Days within;                 // the days it can lie on, as far as another claim could contradict it
  Days time;                   // as the claim has it
  Day told = kFuture;          // when its document was published, at the latest
  Day told_from = kPast;       // and at the earliest
  Hash place = 0;
  Hash country = 0;
  double latitude = 0, longitude = 0;
  Hash sentence = 0;                       // of its words
  Hash sentence_at = 0;                    // of its bytes in the document
  std::int64_t killed = -1, injured = -1;  // -1: not said
  Hash act = 0;                            // of the word that tells it; 0: not known
  Story story = {};                        // of its document
  std::span<const Party> parties;
  std::span<const Hash> words, topics, setting;  // sorted
  const ResolvedClaim* claim = nullptr;          // for what becomes of it later; clustering does not look there

  Hash sketch() const { return words.empty() ? 0 : words.front(); }
  bool bare() const;    // nobody takes part by whom it could be known
  bool speaks() const;  // what is done is done with words: the same parties may do it many times a day
};
static_assert(std::is_trivially_copyable_v<Mention>);

// The lists of many mentions, one after another; they stay where they are until it goes.
class Sides {
 public:
  template <typename T>
  std::span<const T> keep(std::span<const T> list) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::uint64_t));
    if (list.empty()) return {};
    const std::size_t units = (list.size_bytes() + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t);
    T* to = reinterpret_cast<T*>(room_for(units));
    std::uninitialized_copy(list.begin(), list.end(), to);
    return {to, list.size()};
  }
  const Mention& keep(const Mention& mention);  // with its lists

 private:
  std::uint64_t* room_for(std::size_t units);

  std::vector<std::unique_ptr<std::uint64_t[]>> blocks_;
  std::uint64_t* free_ = nullptr;
  std::size_t left_ = 0;
};

std::uint16_t mode_bits(EventType type, const std::vector<std::string>& modes);

// A place's name with its country, by which others can say that it is a country; 0: it is not known.
Hash place_name(const Place& place);
// The names of countries that a document's claims tell; sorted, each once.
std::vector<Hash> country_names(const CodedDocument& document);

// What the whole set tells of single names: which place names are countries.
class PlaceNames {
 public:
  explicit PlaceNames(const std::vector<const CodedDocument*>& documents);
  // Of what country_names() gives, sorted.
  static PlaceNames of(std::vector<Hash> countries);
  bool is_country(const Place& place) const;

 private:
  PlaceNames() = default;

  std::vector<Hash> countries_;  // sorted
};

// Its lists go into `sides`; its number is for the caller to give.
Mention make_mention(const ResolvedClaim& claim, std::uint32_t document, const TimeInterval& published,
                     const PlaceNames& places, Sides& sides);

}  // namespace annals::link
