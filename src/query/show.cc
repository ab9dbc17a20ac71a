// One event or one document, whole.
#include <algorithm>
#include <iterator>
#include <map>

#include "annals/query.h"
#include "base/text.h"
#include "query/layout.h"
#include "query/origins.h"
#include "query/source.h"
#include "query/wording.h"

namespace annals {

using namespace annals::query;

namespace {

std::vector<std::string> all_visible(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) out.push_back(visible(text));
  return out;
}

void put_if(Lines& lines, unsigned indent, std::string_view label, const std::string& text) {
  if (!text.empty()) lines.put_labelled(indent, label, text);
}

void put_reasons(Lines& lines, unsigned indent, const std::vector<std::string>& reasons) {
  for (const std::string& reason : reasons) lines.put(indent, "because: " + visible(reason), 9);
}

std::string confidence_text(double confidence) {
  const int percent = static_cast<int>(confidence * 100 + 0.5);
  return std::to_string(percent) + " %";
}

std::string bytes_text(const ByteSpans& spans) {
  return spans.empty() ? "none" : std::to_string(spans.front().begin) + "-" + std::to_string(spans.back().end);
}

// "120-940 (there 0-820), 1010-1300 (there 900-1190)"
std::string passages_text(const std::vector<SharedPassage>& passages) {
  constexpr std::size_t kShown = 6;
  std::vector<std::string> out;
  for (const SharedPassage& passage : passages) {
    if (out.size() == kShown) break;
    out.push_back(bytes_text(passage.spans) + " (there " + bytes_text(passage.other_spans) + ")");
  }
  if (passages.size() > kShown) out.push_back(std::to_string(passages.size() - kShown) + " more");
  return base::join(out, ", ");
}

void put_participants(Lines& lines, const Event& event) {
  for (const Participant& participant : event.participants) {
    const Actor& actor = participant.actor;
    std::vector<std::string> facts;
    for (const std::string* fact : {&actor.id, &actor.kind, &actor.country, &actor.sector}) {
      if (!fact->empty()) facts.push_back(visible(*fact));
    }
    const std::string text = actor_text(actor) + (facts.empty() ? "" : "  [" + base::join(facts, ", ") + "]");
    lines.put_labelled(2, participant.role == Role::actor ? "actor" : "recipient", text);
  }
}

void put_history(Lines& lines, const Event& event) {
  if (event.history.empty()) return;
  std::map<std::string, const ResolvedClaim*> claims;
  for (const ResolvedClaim& claim : event.claims) claims[claim.id] = &claim;
  lines.blank();
  lines.put_strong(0, "History");
  for (const StatusStep& step : event.history) {
    const auto claim = claims.find(step.claim);
    const std::string source = claim != claims.end() ? source_text(*claim->second) : step.claim;
    lines.put_labelled(2, to_string(step.status), time_text(step.as_of) + ": " + source);
  }
}

// "12 (The Harbour Post, Wire North)", each side a column.
void put_disagreements(Lines& lines, const Event& event) {
  if (event.disagreements.empty()) return;
  std::map<std::string, const ResolvedClaim*> claims;
  for (const ResolvedClaim& claim : event.claims) claims[claim.id] = &claim;
  lines.blank();
  lines.put_strong(0, "Disagreements");
  for (const Disagreement& disagreement : event.disagreements) {
    lines.put(2, visible(disagreement.field) + ":");
    std::vector<std::vector<std::string>> columns;
    for (const Disagreement::Side& side : disagreement.sides) {
      std::vector<std::string> column = {side.value.empty() ? "(not said)" : visible(side.value)};
      for (const std::string& id : side.claims) {
        const auto claim = claims.find(id);
        if (claim == claims.end()) {  // the page's caption, an event of its own
          column.push_back("\u2014 " + visible(id));
          continue;
        }
        const std::string who = said_by_text(claim->second->said_by);
        column.push_back("\u2014 " + source_text(*claim->second) + (who.empty() ? "" : ": " + who));
      }
      if (!side.why.empty()) column.push_back(visible(side.why));
      columns.push_back(std::move(column));
    }
    lines.put_columns(4, columns);
  }
}

void put_claim(Lines& lines, const ResolvedClaim& claim) {
  lines.blank();
  put_sentence(lines, 2, claim);
  const std::string modes = claim.modes.empty() ? "" : " " + base::join(claim.modes, ", ");
  lines.put_labelled(4, "claim",
                     visible(claim.id) + ", " + std::string(to_string(claim.type)) + modes + ", " +
                         std::string(to_string(claim.status)) + ", " + confidence_text(claim.confidence));
  put_if(lines, 4, "said by", said_by_text(claim.said_by));
  std::string when = time_text(claim.time);
  if (!claim.time_as_written.empty()) when += "  (\u201C" + visible(claim.time_as_written) + "\u201D)";
  lines.put_labelled(4, "when", when);
  put_reasons(lines, 16, claim.time.why);
  if (!claim.place.unknown()) {
    std::string where = place_text(claim.place);
    if (!claim.place_as_written.empty()) where += "  (\u201C" + visible(claim.place_as_written) + "\u201D)";
    lines.put_labelled(4, "where", where);
  }
  for (const Participant& participant : claim.participants) {
    std::string who = actor_text(participant.actor);
    if (!participant.as_written.empty()) who += "  (\u201C" + visible(participant.as_written) + "\u201D)";
    lines.put_labelled(4, participant.role == Role::actor ? "actor" : "recipient", who);
  }
  put_if(lines, 4, "occasion", visible(claim.setting));
  put_if(lines, 4, "about", list_text(all_visible(claim.topics)));
  put_if(lines, 4, "casualties", casualties_text(claim.casualties));
  put_if(lines, 4, "rule", visible(claim.rule));
  std::vector<std::string> reasons;  // those of the day stand beside it already
  std::ranges::copy_if(claim.why, std::back_inserter(reasons), [&](const std::string& reason) {
    return std::ranges::find(claim.time.why, reason) == claim.time.why.end();
  });
  put_reasons(lines, 16, reasons);
}

}  // namespace

std::string show_text(const Event& event, const TextStyle& style) {
  Lines lines(style);
  lines.put_ends(time_text(event.time), event.id);
  lines.put_strong(2, headline(event));
  lines.put_labelled(2, "coded", kind_text(event));
  put_if(lines, 2, "contexts", base::join(all_visible(event.contexts), ", "));
  put_participants(lines, event);
  if (!event.time.why.empty()) {
    lines.put_labelled(2, "when", time_text(event.time));
    put_reasons(lines, 14, event.time.why);
  }
  put_if(lines, 2, "occasion", visible(event.setting));
  put_if(lines, 2, "about", list_text(all_visible(event.topics)));
  put_if(lines, 2, "casualties", casualties_text(event.casualties));
  lines.put_labelled(2, "status", to_string(event.status));
  put_if(lines, 2, "outcome", outcome_text(event));
  lines.put_labelled(2, "told by", sources_text(event));
  lines.put_labelled(2, "confidence", confidence_text(event.confidence));
  put_history(lines, event);
  put_origins(lines, event);
  put_disagreements(lines, event);
  if (!event.why.empty()) {
    lines.blank();
    lines.put_strong(0, "Why these claims are one event");
    put_reasons(lines, 2, event.why);
  }
  lines.blank();
  lines.put_strong(0, event.claims.size() == 1 ? "1 claim" : std::to_string(event.claims.size()) + " claims");
  for (const ResolvedClaim& claim : event.claims) put_claim(lines, claim);
  return lines.take();
}

std::string show_text(const CodedDocument& document, const LinkedRecord::DocumentLinks* links, const TextStyle& style) {
  const Article& article = document.article;
  const TimeInterval& published = links != nullptr ? links->published : document.published;
  Lines lines(style);
  lines.put_ends(article.title ? visible(article.title.value) : "(no title)", visible(article.id));
  put_if(lines, 2, "outlet", visible(article.outlet.value));
  put_if(lines, 2, "agency", visible(article.agency.value));
  put_if(lines, 2, "by", visible(article.byline.value));
  put_if(lines, 2, "dateline", visible(article.dateline_place.value + " " + article.dateline_date.value));
  lines.put_labelled(2, "published", time_text(published));
  put_reasons(lines, 14, published.why);
  lines.put_labelled(2, "path", visible(article.path));
  put_if(lines, 2, "address", visible(article.url));
  put_if(lines, 2, "language", visible(article.language));
  lines.put_labelled(2, "bytes", std::to_string(article.bytes) + ", SHA-256 " + visible(article.sha256));
  if (links != nullptr) {
    put_if(lines, 2, "root", visible(links->root));
    put_origins(lines, *links);
    for (const Copy& copy : links->copies) {
      lines.put_labelled(
          2, "shares text",
          visible(copy.document) + " (" + visible(copy.kind) + ", " + confidence_text(copy.similarity) + ")");
      put_if(lines, 14, "bytes", passages_text(copy.passages));
    }
  }
  for (const std::string& note : article.notes) lines.put_labelled(2, "note", visible(note));
  lines.blank();
  lines.put_strong(0, document.claims.size() == 1 ? "1 claim" : std::to_string(document.claims.size()) + " claims");
  for (const ResolvedClaim& claim : document.claims) put_claim(lines, claim);
  return lines.take();
}

}  // namespace annals
