#include "resolve/captions.h"

#include <algorithm>

#include "base/calendar.h"
#include "resolve/chronicle.h"
#include "resolve/published.h"

namespace annals::resolve {
namespace {

using std::chrono::days;

// A picture is of the story's act where it was taken about then; one of weeks before is of something else.
constexpr days kNear{7};

bool tells_day(const ResolvedClaim& claim) { return claim.time.is_day() && !looks_ahead(claim.status); }

bool is_story(BlockKind kind) { return kind == BlockKind::lead || kind == BlockKind::body; }

// Who takes part in the one takes part in the other, and there are at least two, or one and the place.
bool same_act(const ResolvedClaim& a, const ResolvedClaim& b) {
  if (a.type != b.type || a.status == Status::denied || b.status == Status::denied) return false;
  const bool placed = !a.place.unknown() && !b.place.unknown();
  if (placed && (a.place.name != b.place.name || a.place.country != b.place.country)) return false;
  const auto takes_part = [](const Participant& one, const ResolvedClaim& in) {
    return std::any_of(in.participants.begin(), in.participants.end(),
                       [&](const Participant& other) { return other.actor.id == one.actor.id; });
  };
  const auto shared = static_cast<std::size_t>(std::count_if(
      a.participants.begin(), a.participants.end(), [&](const Participant& one) { return takes_part(one, b); }));
  if (shared < std::min(a.participants.size(), b.participants.size())) return false;
  return shared >= 2 || (shared == 1 && placed);
}

std::string day_of(const ResolvedClaim& claim) { return base::to_iso(*claim.time.from); }

void contradict(ResolvedClaim& kept, const ResolvedClaim& other, const std::string& who) {
  const auto same = [&](const Contradiction& one) { return one.other == day_of(other); };
  if (std::any_of(kept.contradictions.begin(), kept.contradictions.end(), same)) return;
  kept.contradictions.push_back({"time", day_of(kept), day_of(other),
                                 who + " is dated \"" + other.time_as_written + "\"", other.id, other.evidence.time});
}

}  // namespace

void tell_captions_apart(const Document& document, const Language& language, const std::vector<Claim>& claims,
                         std::vector<ResolvedClaim>& resolved) {
  const auto told_in_story = [&](sys_days day) {
    return std::any_of(resolved.begin(), resolved.end(), [&](const ResolvedClaim& claim) {
      return is_story(claim.block) && claim.time.is_day() && claim.time.from == day;
    });
  };
  for (std::size_t c = 0; c < resolved.size(); ++c) {
    ResolvedClaim& caption = resolved[c];
    if (caption.block != BlockKind::caption || !tells_day(caption) || caption.time_as_written.empty()) continue;
    if (is_archive_caption(document, document.sentences[claims[c].sentence].block, language)) continue;
    if (told_in_story(*caption.time.from)) continue;
    for (ResolvedClaim& story : resolved) {
      if (!is_story(story.block) || !tells_day(story) || story.time_as_written.empty()) continue;
      const auto apart = std::chrono::abs(*story.time.from - *caption.time.from);
      if (apart < days{1} || apart > kNear || !same_act(story, caption)) continue;
      contradict(story, caption, "a caption of the page");
      contradict(caption, story, "the story");
      break;
    }
  }
}

}  // namespace annals::resolve
