// Claims as the ledger holds them: each with all that weighing asks of it, whom it meets, and what it was joined to.
// They have numbers in the order in which they came, those of a document one after another in canonical order.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "annals/ledger.h"
#include "link/holdings.h"
#include "link/mention.h"

namespace annals::link {

// What is filed in the ledger, by the first letter of its keys.
struct ClaimKeys {
  static constexpr char kClaims = 'i';   // by number: HeldClaim
  static constexpr char kTies = 'j';     // by number
  static constexpr char kParts = 'k';    // by label
  static constexpr char kNumbers = 'l';  // by document: those of its claims; and AllClaims
  static constexpr char kLoose = 'm';    // ties of claims without a day, by the day of the other
  static constexpr char kFiles = 'n';    // see claim_files.h
  static constexpr char kSigned = 'o';   // by signature: claims
  static constexpr char kPlaces = 'p';   // see held_places.cc
};

inline constexpr std::uint32_t kNobody = ~0U;

struct HeldClaim {
  std::uint32_t position = 0;  // among its document's claims
  Hash id = 0;                 // the first letters of its document's, in their order
  Mention mention;             // its document by number; its own number is of the part at work
};
Hash first_letters(const std::string& id);

// Another claim whose evidence with this one sums to more than nothing, and in how many files the two meet.
struct ClaimTie {
  std::uint32_t other = 0, files = 0;
};

struct ClaimTies {
  std::uint32_t part = kNobody;        // the label of the part it is in
  std::uint32_t folded = kNobody;      // the claim that says the very same, in whose place it is not filed
  std::vector<ClaimTie> meets, tolls;  // by the other's number; `tolls`: accounts of one attack on other days
};

struct HeldMember {
  std::uint32_t claim = 0, document = 0, position = 0;
  bool operator==(const HeldMember&) const = default;
};
struct HeldJoint {
  std::uint32_t a = 0, b = 0;
  double score = 0;
  bool operator==(const HeldJoint&) const = default;
};

// Claims that evidence joined: mostly all of an event. Its label is the least number among them. What is joined to
// another for its toll stands apart, since that is done last.
struct HeldPart {
  std::vector<HeldMember> members;   // in canonical order; none: the one claim that the label tells, alone
  std::vector<HeldJoint> joints;     // best first
  std::uint32_t whole = kNobody;     // the least label of the parts that it is joined with; kNobody: with none
  std::vector<std::uint32_t> parts;  // of that one: all of them, ascending
  std::vector<HeldJoint> tolls;      // ... and what joins them

  bool plain() const { return members.empty() && whole == kNobody; }
};

// Values under numbers, read when first asked for, written back when all is done.
template <typename T>
class HeldShelf {
 public:
  HeldShelf(Ledger& ledger, char kind) : ledger_(ledger), kind_(kind) {}

  T& at(std::uint32_t number, Sides& sides);
  T& make(std::uint32_t number) { return slots_[number].value; }  // what was never there
  void put_anew(std::uint32_t number) { slots_[number].held.clear(); }
  void write_back();
  // All that was asked for was there, but where it need not be, and could be read.
  bool sound() const { return sound_; }

 private:
  struct Slot {
    T value;
    std::string held;  // as read; empty: it was not there
  };
  Ledger& ledger_;
  const char kind_;
  bool sound_ = true;
  std::unordered_map<std::uint32_t, Slot> slots_;  // looked up only, but for writing: see there
};

std::string bytes_of(const HeldClaim& claim);
std::string bytes_of(const ClaimTies& ties);
std::string bytes_of(const HeldPart& part);  // empty where it need not be held

// Numbers that claims have, or will have.
struct ClaimNumbers {
  std::uint32_t first = 0, count = 0;
};

class HeldClaims {
 public:
  HeldClaims(Ledger& ledger, Holdings& holdings);

  HeldClaim& claim(std::uint32_t number) { return claims_.at(number, sides_); }
  ClaimTies& ties(std::uint32_t number) { return ties_.at(number, sides_); }
  HeldPart& part(std::uint32_t label) { return parts_.at(label, sides_); }
  // A claim that was never there: alone, and tied to none.
  HeldClaim& make(std::uint32_t number);
  // A claim is not what it was.
  void put_anew(std::uint32_t number) { claims_.put_anew(number); }
  std::vector<HeldMember> members(std::uint32_t label);
  // The label of the event that a claim, or a part, is in.
  std::uint32_t event_of(std::uint32_t claim) { return whole_of(ties(claim).part); }
  std::uint32_t whole_of(std::uint32_t label);
  // Those of a document; none where it is not held.
  ClaimNumbers numbers_of(std::uint32_t document) const;
  void put_numbers(std::uint32_t document, ClaimNumbers numbers);
  // Whether `a` comes before `b` in canonical order.
  bool before(std::uint32_t a, std::uint32_t b);
  void sort(std::vector<std::uint32_t>& claims);

  void write_back();
  bool sound() const;
  Sides& sides() { return sides_; }

 private:
  Ledger& ledger_;
  Holdings& holdings_;
  Sides sides_;
  HeldShelf<HeldClaim> claims_;
  HeldShelf<ClaimTies> ties_;
  HeldShelf<HeldPart> parts_;
};

// What holds for all claims.
struct AllClaims {
  std::uint32_t next = 0;  // number that no claim has yet
  Day last = kPast;        // the last day that one stands on, but for those without
};
AllClaims read_all_claims(Ledger& ledger);
void write(Ledger& ledger, const AllClaims& all);

}  // namespace annals::link
