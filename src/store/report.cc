// A report to read, print and hand on: one HTML page, complete in itself, that runs no script and fetches nothing.
// Every text of a page is escaped, and what it hides (control characters, marks that turn the direction of text) is
// shown.
#include <algorithm>
#include <ostream>

#include "base/utf8.h"
#include "store/formats.h"
#include "store/names.h"
#include "store/time_text.h"

namespace annals::store {
namespace {

constexpr std::string_view kStyle =
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 Georgia,'Times New Roman',serif;color:#1d2327;"
    "background:#fdfcfa}h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}.sum,.by,dt{color:#5b6570}"
    "article{border-top:1px solid #d9d4cb;padding:1rem 0;break-inside:avoid}h2{font-size:1.1rem;margin:.1rem 0}"
    ".when{font:600 .8rem/1.4 system-ui,sans-serif;color:#7a3e12}.by,dl{font:.82rem/1.45 system-ui,sans-serif}"
    "dl{display:grid;grid-template-columns:7rem 1fr;margin:.4rem 0}dd{margin:0}blockquote{margin:.5rem 0 .5rem 0;"
    "padding-left:.8rem;border-left:3px solid #d9d4cb}.by{margin:.1rem 0 0}.not{color:#a3252c}"
    "@media(prefers-color-scheme:dark){body{background:#16191c;color:#e4e2dd}article,blockquote{border-color:#3a4047}"
    ".sum,.by,dt{color:#9aa4ae}.when{color:#e0a06a}.not{color:#f08a8f}}";

// Text between tags, in which nothing is markup and nothing hides.
std::string shown(std::string_view text) { return base::escaped_markup(base::visible(text)); }

void row(std::ostream& out, std::string_view name, const std::string& value) {
  if (!value.empty()) out << "<dt>" << name << "</dt><dd>" << shown(value) << "</dd>";
}

std::string named(const Event& event, Role role) {
  std::string out;
  for (const Participant& participant : event.participants) {
    if (participant.role != role) continue;
    if (!out.empty()) out += "; ";
    out += participant.actor.name;
    if (!participant.actor.office.empty()) out += " (" + participant.actor.office + ")";
  }
  return out;
}

void write_claim(const ResolvedClaim& claim, std::ostream& out) {
  std::string by;
  for (const ResolvedSpeaker& speaker : claim.said_by) by += (by.empty() ? "according to " : ", ") + speaker.actor.name;
  const bool plain = claim.status == Status::happened || claim.status == Status::ongoing;
  out << "<blockquote dir=\"auto\">" << shown(claim.sentence) << "<p class=\"by\">"
      << shown(claim.outlet.empty() ? claim.path : claim.outlet + ", " + claim.path);
  if (!by.empty()) out << "; " << shown(by);
  if (!plain) out << "; <span class=\"not\">" << to_string(claim.status) << "</span>";
  out << "</p></blockquote>\n";
}

void write_event(const Event& event, const ExportOptions& options, std::ostream& out) {
  const std::string when = options.when ? options.when(event.time) : interval_text(event.time);
  out << "<article id=\"" << shown(event.id) << "\">\n<p class=\"when\">" << shown(when.empty() ? "day unknown" : when)
      << "</p>\n<h2>" << shown(options.headline ? options.headline(event) : named(event, Role::actor)) << "</h2>\n<dl>";
  std::string coded{to_string(event.type)};
  for (const std::string& mode : event.modes) coded += " " + mode;
  row(out, "coded", coded);
  row(out, "status", std::string(to_string(event.status)));
  if (event.outcome != Outcome::none) row(out, "outcome", std::string(name_of(event.outcome)));
  row(out, "actors", named(event, Role::actor));
  row(out, "recipients", named(event, Role::recipient));
  row(out, "place", event.place.name + (event.place.country.empty() ? "" : " (" + event.place.country + ")"));
  row(out, "killed", event.casualties.killed ? std::to_string(*event.casualties.killed) : "");
  row(out, "injured", event.casualties.injured ? std::to_string(*event.casualties.injured) : "");
  row(out, "told by",
      std::to_string(event.documents) + " documents, " + std::to_string(event.outlets) + " outlets, " +
          std::to_string(event.roots) + " independent roots");
  for (const Disagreement& difference : event.disagreements) {
    std::string sides;
    for (const Disagreement::Side& side : difference.sides) {
      sides += (sides.empty() ? "" : " / ") + side.value + " (" + std::to_string(side.claims.size()) + ")";
    }
    row(out, "disagreement", difference.field + ": " + sides);
  }
  out << "</dl>\n";
  for (const ResolvedClaim& claim : event.claims) write_claim(claim, out);
  out << "</article>\n";
}

}  // namespace

Result<Done> write_report(Store& store, const ExportOptions& options, std::ostream& out) {
  std::size_t events = 0, claims = 0;
  const Result<Done> counted = each_kept_event(store, options, [&](const Event& event) {
    ++events;
    claims += event.claims.size();
    return true;
  });
  if (!counted) return counted;
  out << "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta "
         "http-equiv=\"Content-Security-Policy\" "
         "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
         "content=\"width=device-width,initial-scale=1\">\n<title>"
      << shown(options.title) << "</title>\n<style>" << kStyle << "</style></head>\n<body>\n<h1>"
      << shown(options.title) << "</h1>\n<p class=\"sum\">" << events << " events, " << claims << " claims</p>\n";
  const Result<Done> read = each_kept_event(store, options, [&](const Event& event) {
    write_event(event, options, out);
    return out.good();
  });
  out << "</body></html>\n";
  return ended(read, out);
}

}  // namespace annals::store
