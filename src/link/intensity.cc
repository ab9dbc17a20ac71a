// The scale is Goldstein's (J. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict
// Resolution 36, 1992) as CAMEO's code book carries it over. A PLOVER type takes the value of the CAMEO root code that
// it grew out of, a mode that of the CAMEO code that says the same where there is one.
#include "link/intensity.h"

#include <array>
#include <cmath>

namespace annals::link {
namespace {

struct TypeScore {
  EventType type;
  double value;
  std::string_view cameo;
};

constexpr auto kTypes = std::to_array<TypeScore>({
    {EventType::agree, 4.0, "03 express intent to cooperate"},
    {EventType::consult, 1.0, "04 consult"},
    {EventType::support, 3.5, "05 engage in diplomatic cooperation"},
    {EventType::concede, 5.0, "08 yield"},
    {EventType::cooperate, 6.0, "06 engage in material cooperation"},
    {EventType::aid, 7.0, "07 provide aid"},
    {EventType::retreat, 7.0, "084 to 087: return, release; ease; de-escalate military engagement"},
    {EventType::request, -1.0, "between 02 appeal (3.0) and 10 demand (-5.0)"},
    {EventType::accuse, -2.0, "11 disapprove, 09 investigate"},
    {EventType::reject, -4.0, "12 reject"},
    {EventType::threaten, -6.0, "13 threaten"},
    {EventType::protest, -6.5, "14 protest"},
    {EventType::sanction, -4.0, "16 reduce relations"},
    {EventType::mobilize, -7.2, "15 exhibit military posture"},
    {EventType::coerce, -7.0, "17 coerce"},
    {EventType::assault, -10.0, "18 assault (-9.0), 19 fight (-10.0)"},
});

struct ModeScore {
  EventType type;
  std::string_view mode;
  double value;
  std::string_view cameo;
};

constexpr auto kModeScores = std::to_array<ModeScore>({
    {EventType::consult, "visit", 1.9, "042 make a visit"},
    {EventType::consult, "meeting", 2.5, "044 meet at a third location"},
    {EventType::consult, "multilateral", 2.5, "044 meet at a third location"},
    {EventType::consult, "third-party", 5.0, "045 mediate"},
    {EventType::consult, "phone", 1.0, "041 discuss by telephone"},
    {EventType::request, "assist", 3.4, "023 appeal for aid"},
    {EventType::assault, "abduct", -9.0, "181 abduct"},
    {EventType::assault, "beat", -9.0, "182 physically assault"},
    {EventType::assault, "torture", -9.0, "182 physically assault"},
    {EventType::assault, "sexual", -9.0, "182 physically assault"},
    {EventType::coerce, "arrest", -5.0, "173 arrest, detain"},
    {EventType::coerce, "deport", -5.0, "174 expel or deport"},
    {EventType::coerce, "restrict", -5.0, "172 impose administrative sanctions"},
});

}  // namespace

// Of several modes the one that says most counts.
double intensity(EventType type, const std::vector<std::string>& modes) {
  double best = 0;
  bool found = false;
  for (const std::string& mode : modes) {
    for (const ModeScore& known : kModeScores) {
      if (known.type != type || known.mode != mode) continue;
      if (!found || std::abs(known.value) > std::abs(best)) best = known.value;
      found = true;
    }
  }
  if (found) return best;
  for (const TypeScore& known : kTypes) {
    if (known.type == type) return known.value;
  }
  return 0;
}

}  // namespace annals::link
