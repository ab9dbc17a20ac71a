// The record's words for the values of its enums, where ontology.h does not spell them already.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "annals/article.h"
#include "annals/claim.h"
#include "annals/error.h"
#include "annals/event.h"
#include "base/packed.h"

namespace annals::store {

inline constexpr std::array<std::string_view, 7> kBlockKinds = {"title", "lead",    "body",  "caption",
                                                                "quote", "related", "chrome"};
inline constexpr std::array<std::string_view, 2> kRoles = {"actor", "recipient"};
inline constexpr std::array<std::string_view, 6> kOutcomes = {"none",      "open",  "happened",
                                                              "cancelled", "moved", "unconfirmed"};
inline constexpr std::array<std::string_view, 6> kDateKinds = {"published", "updated", "dateline",
                                                               "caption",   "url",     "text"};
inline constexpr std::array<std::string_view, 2> kPageFormats = {"text", "html"};
inline constexpr std::array<std::string_view, 5> kErrorKinds = {"NotFound", "Malformed", "Unsupported", "Conflict",
                                                                "Io"};

constexpr std::string_view name_of(BlockKind kind) { return kBlockKinds[static_cast<std::size_t>(kind)]; }
constexpr std::string_view name_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }
constexpr std::string_view name_of(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)]; }
constexpr std::string_view name_of(DateHint::Kind kind) { return kDateKinds[static_cast<std::size_t>(kind)]; }
constexpr std::string_view name_of(PageFormat format) { return kPageFormats[static_cast<std::size_t>(format)]; }
constexpr std::string_view name_of(ErrorKind kind) { return kErrorKinds[static_cast<std::size_t>(kind)]; }

// The enum value that `names` spells as `name`.
template <typename Enum, std::size_t N>
constexpr std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace annals::store

namespace annals::base {

static_assert(kValues<BlockKind> == store::kBlockKinds.size() && kValues<Role> == store::kRoles.size());
template <>
inline constexpr unsigned kValues<Outcome> = store::kOutcomes.size();
template <>
inline constexpr unsigned kValues<DateHint::Kind> = store::kDateKinds.size();
template <>
inline constexpr unsigned kValues<PageFormat> = store::kPageFormats.size();
template <>
inline constexpr unsigned kValues<Precision> = 6;
template <>
inline constexpr unsigned kValues<DecisionKind> = kDecisionNames.size();

}  // namespace annals::base
