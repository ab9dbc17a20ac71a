// How sourcing is written into a ledger. By document: what it rests on. Beside that, so that it is found whom a late
// page touches: pages by outlet and day, by whom they credit and day, by the statements they may rest on and day, and
// by what they rest on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/ledger.h"
#include "link/holdings.h"
#include "link/keys.h"
#include "link/sourcing.h"

namespace annals::link {

// One document's sourcing.
struct Shown {
  std::vector<Support> of;
  std::vector<std::string> roots;
  std::string own;
};

struct FiledPage {
  Shown shown;
  Day day = kPast;                     // the first on which it may have been published, if that is bounded
  bool left = false;                   // has nothing from anybody by itself: may rest on a statement
  std::optional<std::uint32_t> group;  // of those that rest on the same statement
};

// The ids of documents are left out: that of the document itself is handed in, those of the others are not put back.
std::string pack(const FiledPage& filed, const std::string& id);
std::string pack(const Shown& shown, const std::string& id);
FiledPage unpack(std::string_view bytes, const std::string& id);

// What a page found when it looked for one of an outlet that it credits. Empty: it did not look.
std::string pack(const Sought& sought);
std::optional<Sought> unpack_sought(std::string_view bytes);

// What a statement that a page may rest on could be known by: hashes cut short, sorted. They find all pages that may
// share one, and a few too many.
struct Marks {
  std::vector<std::uint32_t> runs, speakers;
  bool empty() const { return runs.empty() && speakers.empty(); }
};
Marks marks_of(const CodedDocument& document);
std::string pack(const Marks& marks);
Marks unpack_marks(std::string_view bytes);

// By first day where it is bounded.
Day filing_day(Days published);

// A page in the order of its outlet's pages.
Key outlet_key(Hash outlet, Day day, bool wire, const Published& published);
inline Key outlet_key(Hash outlet) { return Key('q').u64(outlet); }
inline Key outlet_key(Hash outlet, Day day) { return outlet_key(outlet).day(day); }
inline Key credit_key(Hash source) { return Key('r').u64(source); }
inline Key credit_key(Hash source, Day day) { return credit_key(source).day(day); }
inline Key credit_key(Hash source, Day day, std::uint32_t number) { return credit_key(source, day).u32(number); }
inline Key marks_key(Day day) { return Key('s').day(day); }
inline Key marks_key(Day day, std::uint32_t number) { return marks_key(day).u32(number); }
inline Key child_key(std::uint32_t parent) { return Key('t').u32(parent); }
inline Key child_key(std::uint32_t parent, std::uint32_t child) { return child_key(parent).u32(child); }
inline Key agency_key(Hash agency) { return Key('u').u64(agency); }
inline Key group_key(std::uint32_t group) { return Key('v').u32(group); }
inline Key group_key(std::uint32_t group, std::uint32_t member) { return group_key(group).u32(member); }
inline Key filed_key(std::uint32_t number) { return Key('w').u32(number); }

std::string pack_number(std::uint32_t number);
std::uint32_t unpack_number(std::string_view bytes);

}  // namespace annals::link
