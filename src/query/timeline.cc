// Events under each other, each with the sentences it rests on.
#include <set>

#include "annals/query.h"
#include "base/text.h"
#include "query/layout.h"
#include "query/source.h"
#include "query/wording.h"

namespace annals {

using namespace annals::query;

namespace {

constexpr std::size_t kSentences = 8;  // of one event; `show` has them all

// Everybody who says so, once each, in the order of the claims.
std::string all_said_by(const Event& event) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const ResolvedClaim& claim : event.claims) {
    for (const ResolvedSpeaker& speaker : claim.said_by) {
      const std::string name = actor_text(speaker.actor);
      if (seen.insert(name).second) names.push_back(name);
    }
  }
  return list_text(names);
}

void put_facts(Lines& lines, const Event& event) {
  const auto fact = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) lines.put_labelled(2, label, text);
  };
  fact("coded", kind_text(event));
  fact("occasion", visible(event.setting));
  std::vector<std::string> topics;
  for (const std::string& topic : event.topics) topics.push_back(visible(topic));
  fact("about", list_text(topics));
  fact("casualties", casualties_text(event.casualties));
  if (event.status != Status::happened) fact("status", std::string(to_string(event.status)));
  fact("outcome", outcome_text(event));
  fact("said by", all_said_by(event));
  fact("told by", sources_text(event));
  std::vector<std::string> differ;
  for (const Disagreement& one : event.disagreements) {
    std::vector<std::string> values;
    for (const Disagreement::Side& side : one.sides) values.push_back(visible(side.value));
    differ.push_back(visible(one.field) + " (" + base::join(values, " or ") + ")");
  }
  fact("disagreed", list_text(differ));
}

void put_sentences(Lines& lines, const Event& event) {
  std::set<std::pair<std::string, std::string>> seen;
  std::size_t shown = 0, left = 0;
  for (const ResolvedClaim& claim : event.claims) {
    if (!seen.emplace(claim.document, claim.sentence).second) continue;
    if (shown == kSentences) {
      ++left;
      continue;
    }
    ++shown;
    put_sentence(lines, 4, claim);
  }
  if (left > 0) lines.put_faint(4, "and " + std::to_string(left) + " more: show " + event.id);
}

}  // namespace

std::string timeline_text(const std::vector<Event>& events, const TextStyle& style) {
  Lines lines(style);
  bool first = true;
  for (const Event& event : events) {
    if (!first) lines.blank();
    first = false;
    lines.put_ends(time_text(event.time), event.id);
    lines.put_strong(2, headline(event));
    put_facts(lines, event);
    put_sentences(lines, event);
  }
  return lines.take();
}

}  // namespace annals
