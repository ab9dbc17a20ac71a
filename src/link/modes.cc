// Modes fall into kinds. Two modes of one kind can be one event seen twice ("shelled", "bombed"); modes of two kinds
// cannot (a phone call is no meeting). A kind of 0 fits any ("they were in touch").
#include "link/modes.h"

#include <array>
#include <bit>
#include <string_view>

namespace annals::link {
namespace {

struct ModeKind {
  EventType type;
  std::string_view mode;
  std::uint8_t kind;
};

constexpr auto kModeKinds = std::to_array<ModeKind>({
    {EventType::consult, "contact", 0},
    {EventType::consult, "meeting", 1},
    {EventType::consult, "multilateral", 1},
    {EventType::consult, "third-party", 1},
    {EventType::consult, "visit", 1},
    {EventType::consult, "phone", 2},
    {EventType::consult, "press-conference", 3},
    {EventType::consult, "letter", 4},
    {EventType::retreat, "withdraw", 1},
    {EventType::retreat, "release", 2},
    {EventType::retreat, "disarm", 3},
    {EventType::retreat, "ceasefire", 4},
    {EventType::retreat, "access", 5},
    {EventType::retreat, "resign", 6},
    {EventType::accuse, "disapprove", 1},
    {EventType::accuse, "allege", 1},
    {EventType::accuse, "investigate", 2},
    {EventType::protest, "demo", 1},
    {EventType::protest, "riot", 1},
    {EventType::protest, "obstruct", 1},
    {EventType::protest, "vandalize", 1},
    {EventType::protest, "strike", 2},
    {EventType::protest, "hunger", 3},
    {EventType::protest, "boycott", 4},
    {EventType::sanction, "convict", 1},
    {EventType::sanction, "expel", 2},
    {EventType::sanction, "withdraw", 3},
    {EventType::sanction, "discontinue", 3},
    {EventType::mobilize, "troops", 1},
    {EventType::mobilize, "weapons", 1},
    {EventType::mobilize, "militia", 1},
    {EventType::mobilize, "police", 2},
    {EventType::coerce, "seize", 1},
    {EventType::coerce, "restrict", 2},
    {EventType::coerce, "curfew", 2},
    {EventType::coerce, "martial-law", 2},
    {EventType::coerce, "withhold", 2},
    {EventType::coerce, "censor", 3},
    {EventType::coerce, "arrest", 4},
    {EventType::coerce, "deport", 5},
    {EventType::coerce, "misinformation", 6},
    {EventType::coerce, "cyber", 7},
    {EventType::assault, "abduct", 1},
    {EventType::assault, "beat", 2},
    {EventType::assault, "torture", 2},
    {EventType::assault, "crowd-control", 2},
    {EventType::assault, "sexual", 3},
    {EventType::assault, "targeted", 4},
    {EventType::assault, "destroy", 4},
    {EventType::assault, "primitive", 4},
    {EventType::assault, "firearms", 4},
    {EventType::assault, "explosives", 4},
    {EventType::assault, "suicide-attack", 4},
    {EventType::assault, "aerial", 4},
    {EventType::assault, "drone", 4},
    {EventType::assault, "heavy-weapons", 4},
    {EventType::assault, "unconventional", 4},
});

constexpr std::uint8_t kAnyKind = 0;
constexpr std::uint8_t kOneKindOnly = 8;  // types not in the table: their modes are shades of one thing

constexpr std::uint8_t kind_of(EventType type, std::string_view mode) {
  for (const ModeKind& known : kModeKinds) {
    if (known.type == type && known.mode == mode) return known.kind;
  }
  return kOneKindOnly;
}

using KindTable = std::array<std::array<std::uint8_t, 16>, 16>;  // by type, then by bit

constexpr KindTable make_table() {
  KindTable table{};
  for (std::size_t type = 0; type < 16; ++type) {
    std::size_t bit = 0;
    for (const TypeAndMode& known : kModes) {
      if (static_cast<std::size_t>(known.type) == type) table[type][bit++] = kind_of(known.type, known.mode);
    }
  }
  return table;
}

constexpr KindTable kKinds = make_table();

std::uint16_t kinds_of(EventType type, std::uint16_t modes) {
  std::uint16_t kinds = 0;
  for (unsigned left = modes; left != 0; left &= left - 1) {
    const auto bit = static_cast<std::size_t>(std::countr_zero(left));
    kinds = static_cast<std::uint16_t>(kinds | (1U << kKinds[static_cast<std::size_t>(type)][bit]));
  }
  return kinds;
}

}  // namespace

ModesFit modes_fit(EventType type, std::uint16_t a, std::uint16_t b) {
  if (a == 0 || b == 0) return ModesFit::open;
  const std::uint16_t kinds_a = kinds_of(type, a), kinds_b = kinds_of(type, b);
  const std::uint16_t any = 1U << kAnyKind;
  if ((a & b) != 0 && (kinds_a & kinds_b & ~any) != 0) return ModesFit::same;
  if (((kinds_a | kinds_b) & any) != 0) return ModesFit::open;
  return (kinds_a & kinds_b) != 0 ? ModesFit::near : ModesFit::apart;
}

}  // namespace annals::link
