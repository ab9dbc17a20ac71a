// A Mention is a claim as linking looks at it: names as hashes, times as days, words cut to stems.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "link/hash.h"

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

enum class PartyKind : std::uint8_t { person, state, organ, body, group, people, other };

// Somebody who takes part.
struct Party {
  Hash id = 0;
  Hash country = 0;
  PartyKind kind = PartyKind::other;
  Role role = Role::actor;
  bool official = false;  // acts for its country: an office-holder, a ministry, an army
  bool definite = false;  // the knowledge base knows it: another one like it is somebody else
};

enum class TimeKind : std::uint8_t {
  unknown,
  stated,   // the text says when
  implied,  // it follows from the document's date
  lasting,  // the text says since when, or for how long
};

struct Mention {
  const ResolvedClaim* claim = nullptr;
  std::uint32_t document = 0;  // position in the canonical order of documents
  EventType type = EventType::consult;
  Status status = Status::happened;
  bool mutual = false;
  std::uint16_t modes = 0;  // bits: position among kModes of the type
  std::vector<Party> parties;
  TimeKind time_kind = TimeKind::unknown;
  Days time;           // as the claim has it
  Days within;         // the days it can lie on, as far as another claim could contradict it
  Day told = kFuture;  // when its document was published, at the latest
  Hash place = 0;
  Hash country = 0;
  bool whole_country = false;  // the place is a country, not a spot in it
  std::vector<Hash> words, topics, setting;
  Hash sentence = 0;

  Hash sketch() const { return words.empty() ? 0 : words.front(); }
  bool speaks() const;  // what is done is done with words: the same parties may do it many times a day
};

std::uint16_t mode_bits(EventType type, const std::vector<std::string>& modes);

// What the whole set tells of single names: which place names are countries.
class PlaceNames {
 public:
  explicit PlaceNames(const std::vector<const CodedDocument*>& documents);
  bool is_country(const Place& place) const;

 private:
  std::vector<Hash> countries_;  // sorted hashes of name and country code
};

Mention make_mention(const ResolvedClaim& claim, std::uint32_t document, const TimeInterval& published,
                     const PlaceNames& places);

}  // namespace annals::link
