#include "link/beginnings.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::link {
namespace {

constexpr std::int64_t kDatedDays = 4;    // a page published within so many days has a day of its own
constexpr std::int64_t kNarrowDays = 31;  // a beginning known to the month proves something

// Words by which a text says that an act began rather than merely took place.
constexpr auto kBeginnings = std::to_array<std::string_view>(
    {"since", "from", "began", "begun", "beginning", "started", "starting", "launched"});

bool tells_beginning(const Mention& mention) {
  if (mention.time_kind == TimeKind::lasting) return true;
  if (mention.time_kind != TimeKind::stated || mention.time.count() > kNarrowDays || !done(mention.status))
    return false;
  const std::string sentence = base::fold(mention.claim->sentence);
  for (const std::string_view word : base::split_words(sentence)) {
    if (std::find(kBeginnings.begin(), kBeginnings.end(), word) != kBeginnings.end()) return true;
  }
  return false;
}

bool of_the_field(EventType type) {
  return type == EventType::assault || type == EventType::coerce || type == EventType::mobilize ||
         type == EventType::aid || type == EventType::cooperate;
}

}  // namespace

bool has_day(Days published) { return published.count() <= kDatedDays; }

std::vector<Acting> actings_of(const Mention& mention) {
  std::vector<Acting> out;
  if (!of_the_field(mention.type)) return out;
  for (const Party& party : mention.parties) {
    if (party.role != Role::actor || !party.definite) continue;
    const bool state = party.kind == PartyKind::state || party.official;
    out.push_back({mention.type, state && party.country != 0 ? party.country : party.id});
  }
  return out;
}

bool is_beginning(const Mention& mention) {
  const bool timed = mention.time_kind == TimeKind::lasting || mention.time_kind == TimeKind::stated;
  return timed && done(mention.status) && mention.country != 0 && mention.time.from != kPast;
}

Beginning beginning_of(const Mention& mention) {
  return {mention.country, mention.time.from, tells_beginning(mention), mention.claim};
}

bool outdoes(const Beginning& a, const Beginning& b) {
  if (a.day != b.day) return a.day < b.day;
  return a.said && !b.said;
}

std::map<Acting, std::vector<Beginning>> beginnings_of(const Archive& archive) {
  std::map<Acting, std::vector<Beginning>> out;
  for (const Mention& mention : archive.mentions) {
    if (!is_dated(*archive.documents[mention.document]) || !is_beginning(mention)) continue;
    const std::vector<Acting> actings = actings_of(mention);
    if (actings.empty()) continue;
    const Beginning found = beginning_of(mention);
    for (const Acting& acting : actings) {
      std::vector<Beginning>& all = out[acting];
      const auto known =
          std::find_if(all.begin(), all.end(), [&](const Beginning& b) { return b.country == found.country; });
      if (known == all.end()) {
        all.push_back(found);
      } else if (outdoes(found, *known)) {
        *known = found;
      }
    }
  }
  return out;
}

BeginningsOf beginnings_in(const std::map<Acting, std::vector<Beginning>>& all) {
  return [&all, none = std::vector<Beginning>()](Acting acting) -> const std::vector<Beginning>& {
    const auto at = all.find(acting);
    return at != all.end() ? at->second : none;
  };
}

}  // namespace annals::link
