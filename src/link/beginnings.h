// Campaigns: the first day of the acts of one actor in one country, as documents with a day of their own tell it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "link/archive.h"

namespace annals::link {

// Whether a page published on these days has a day of its own.
bool has_day(Days published);
inline bool is_dated(const CodedDocument& document) { return has_day(days_of(document.published)); }

// Acts of one kind by one actor: the state it acts for, or its own id.
struct Acting {
  EventType type = EventType::consult;
  Hash actor = 0;
  auto operator<=>(const Acting&) const = default;
};
// Those of a mention; none where the act is none of the field.
std::vector<Acting> actings_of(const Mention& mention);

struct Act {
  Acting acting;
  std::uint32_t mention = 0;
  auto operator<=>(const Act&) const = default;
};

struct Beginning {
  Hash country = 0;
  Day day = kPast;
  bool said = false;  // it is told as the beginning, not merely the earliest act known
  const ResolvedClaim* claim = nullptr;
};
// Whether a mention of a document with a day of its own says when acts in its country were, and which it then is.
bool is_beginning(const Mention& mention);
Beginning beginning_of(const Mention& mention);
// Whether `a` is taken for the beginning where `b` was, of one country.
bool outdoes(const Beginning& a, const Beginning& b);

using BeginningsOf = std::function<const std::vector<Beginning>&(Acting)>;  // one a country

// Fills the archive's `published` and `spoken_of`.
void narrow_published(Archive& archive, const BeginningsOf& beginnings);

// Of all that the archive tells.
std::map<Acting, std::vector<Beginning>> beginnings_of(const Archive& archive);
BeginningsOf beginnings_in(const std::map<Acting, std::vector<Beginning>>& all);  // it must outlive them

}  // namespace annals::link
