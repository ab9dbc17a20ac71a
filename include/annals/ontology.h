// PLOVER's event types and modes (with four modes of our own for CONSULT), and the status of a claim.
// Spelled as docs/record.md spells them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace annals {

enum class EventType : std::uint8_t {
  agree,
  consult,
  support,
  concede,
  cooperate,
  aid,
  retreat,
  request,
  accuse,
  reject,
  threaten,
  protest,
  sanction,
  mobilize,
  coerce,
  assault
};
inline constexpr std::array<std::string_view, 16> kEventTypeNames = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};

enum class Status : std::uint8_t { happened, ongoing, planned, possible, requested, cancelled, denied };
inline constexpr std::array<std::string_view, 7> kStatusNames = {"happened",  "ongoing",   "planned", "possible",
                                                                 "requested", "cancelled", "denied"};

struct TypeAndMode {
  EventType type;
  std::string_view mode;
};

// Every mode with the type it belongs to. A mode's name alone does not tell its type ("withdraw").
inline constexpr std::array kModes = std::to_array<TypeAndMode>({
    {EventType::consult, "visit"},          {EventType::consult, "third-party"},
    {EventType::consult, "multilateral"},   {EventType::consult, "phone"},
    {EventType::consult, "meeting"},        {EventType::consult, "press-conference"},
    {EventType::consult, "letter"},         {EventType::consult, "contact"},
    {EventType::retreat, "withdraw"},       {EventType::retreat, "release"},
    {EventType::retreat, "disarm"},         {EventType::retreat, "ceasefire"},
    {EventType::retreat, "access"},         {EventType::retreat, "resign"},
    {EventType::request, "assist"},         {EventType::request, "change"},
    {EventType::request, "yield"},          {EventType::request, "meet"},
    {EventType::reject, "assist"},          {EventType::reject, "change"},
    {EventType::reject, "yield"},           {EventType::reject, "meet"},
    {EventType::accuse, "disapprove"},      {EventType::accuse, "investigate"},
    {EventType::accuse, "allege"},          {EventType::threaten, "restrict"},
    {EventType::threaten, "arrest"},        {EventType::threaten, "relations"},
    {EventType::threaten, "expel"},         {EventType::threaten, "territory"},
    {EventType::threaten, "violence"},      {EventType::protest, "demo"},
    {EventType::protest, "riot"},           {EventType::protest, "strike"},
    {EventType::protest, "hunger"},         {EventType::protest, "boycott"},
    {EventType::protest, "obstruct"},       {EventType::protest, "vandalize"},
    {EventType::sanction, "convict"},       {EventType::sanction, "expel"},
    {EventType::sanction, "withdraw"},      {EventType::sanction, "discontinue"},
    {EventType::mobilize, "troops"},        {EventType::mobilize, "weapons"},
    {EventType::mobilize, "police"},        {EventType::mobilize, "militia"},
    {EventType::coerce, "seize"},           {EventType::coerce, "restrict"},
    {EventType::coerce, "censor"},          {EventType::coerce, "curfew"},
    {EventType::coerce, "martial-law"},     {EventType::coerce, "arrest"},
    {EventType::coerce, "deport"},          {EventType::coerce, "withhold"},
    {EventType::coerce, "misinformation"},  {EventType::coerce, "cyber"},
    {EventType::assault, "abduct"},         {EventType::assault, "beat"},
    {EventType::assault, "torture"},        {EventType::assault, "sexual"},
    {EventType::assault, "targeted"},       {EventType::assault, "destroy"},
    {EventType::assault, "primitive"},      {EventType::assault, "firearms"},
    {EventType::assault, "explosives"},     {EventType::assault, "suicide-attack"},
    {EventType::assault, "aerial"},         {EventType::assault, "drone"},
    {EventType::assault, "heavy-weapons"},  {EventType::assault, "crowd-control"},
    {EventType::assault, "unconventional"},
});

constexpr std::string_view to_string(EventType type) { return kEventTypeNames[static_cast<std::size_t>(type)]; }
constexpr std::string_view to_string(Status status) { return kStatusNames[static_cast<std::size_t>(status)]; }

constexpr std::optional<EventType> event_type(std::string_view name) {
  for (std::size_t i = 0; i < kEventTypeNames.size(); ++i) {
    if (kEventTypeNames[i] == name) return static_cast<EventType>(i);
  }
  return std::nullopt;
}

constexpr std::optional<Status> status(std::string_view name) {
  for (std::size_t i = 0; i < kStatusNames.size(); ++i) {
    if (kStatusNames[i] == name) return static_cast<Status>(i);
  }
  return std::nullopt;
}

constexpr bool is_mode_of(EventType type, std::string_view mode) {
  for (const TypeAndMode& known : kModes) {
    if (known.type == type && known.mode == mode) return true;
  }
  return false;
}

}  // namespace annals
