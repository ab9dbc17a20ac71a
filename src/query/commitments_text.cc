// Commitments under each other, each with who owes it, to whom, by when, and its steps.
#include "annals/query.h"
#include "query/layout.h"
#include "query/wording.h"

namespace annals {

using namespace annals::query;

namespace {

std::string state_text(const Commitment& one) {
  switch (one.state) {
    case CommitmentState::open:
      return "open: still to come, as far as the documents reach";
    case CommitmentState::in_force:
      return "in force, as far as the documents reach";
    case CommitmentState::kept:
      return "kept";
    case CommitmentState::broken:
      return "broken";
    case CommitmentState::cancelled:
      return "cancelled";
    case CommitmentState::moved:
      return one.moved_to.empty() ? "moved to another day" : "moved: " + one.moved_to + " took its place";
    case CommitmentState::unconfirmed:
      return "unconfirmed: its day passed, and no document speaks of it";
  }
  return {};
}

std::string names_text(const std::vector<Participant>& all) {
  std::vector<std::string> names;
  for (const Participant& one : all) names.push_back(actor_text(one.actor));
  return list_text(names);
}

void put_step(Lines& lines, const CommitmentStep& step) {
  std::string text = time_text(step.as_of) + ": " + step.what;
  if (!step.by.empty()) text += " by " + names_text(step.by);
  if (!step.said_by.empty()) text += ", according to " + said_by_text(step.said_by);
  lines.put(4, text, 2);
  const std::string source = step.outlet.empty() ? visible(step.path) : visible(step.outlet + ", " + step.path);
  lines.put_faint(6, "\u201C" + visible(step.sentence) + "\u201D \u2014 " + source);
}

}  // namespace

std::string commitments_text(const std::vector<Commitment>& commitments, const TextStyle& style) {
  Lines lines(style);
  bool first = true;
  for (const Commitment& one : commitments) {
    if (!first) lines.blank();
    first = false;
    lines.put_ends(one.due.unknown() ? "no day named" : time_text(one.due), one.id);
    lines.put_strong(2, one.what);
    const auto fact = [&](std::string_view label, const std::string& text) {
      if (!text.empty()) lines.put_labelled(2, label, text);
    };
    fact("kind", std::string(to_string(one.kind)));
    fact("state", state_text(one));
    fact("owed by", names_text(one.owed_by));
    fact(one.kind == CommitmentKind::threatened ? "against" : "owed to", names_text(one.owed_to));
    fact("due", one.due_as_written.empty() ? "" : "\u201C" + visible(one.due_as_written) + "\u201D");
    fact("condition", visible(one.condition));
    for (const CommitmentStep& step : one.steps) put_step(lines, step);
  }
  return lines.take();
}

}  // namespace annals
