// CSV as RFC 4180 has it, for spreadsheets. The tables below are the columns: what they are called, what they mean, and
// how they are made. A text that begins like a formula gets an apostrophe before it, for spreadsheets run formulas.
#include <array>
#include <ostream>
#include <string>

#include "base/calendar.h"
#include "base/text.h"
#include "store/formats.h"
#include "store/json_writer.h"
#include "store/names.h"
#include "store/time_text.h"

namespace annals::store {
namespace {

// A cell: text is quoted where needed and defused, numbers are written as they are.
struct Cell {
  std::string text;
  bool number = false;

  Cell(std::string value) : text(std::move(value)) {}
  Cell(std::string_view value) : text(value) {}
  Cell(std::uint32_t value) : text(std::to_string(value)), number(true) {}
  Cell(std::uint64_t value) : text(std::to_string(value)), number(true) {}
  Cell(const std::optional<std::int64_t>& value) : text(value ? std::to_string(*value) : ""), number(true) {}
  Cell(const std::optional<double>& value) : number(true) {
    if (!value) return;
    JsonWriter json;
    json.number(*value);
    text = json.out == "null" ? "" : json.out;
  }
  Cell(double value) : Cell(std::optional<double>(value)) {}
};

void append_cell(std::string& line, const Cell& cell) {
  std::string text = cell.text;
  if (!cell.number && !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) line += c == '"' ? std::string("\"\"") : std::string(1, c);
  line += '"';
}

template <typename T>
struct Column {
  std::string_view name, meaning;
  Cell (*cell)(const T&);
};

std::string names_of(const std::vector<Participant>& participants, Role role) {
  std::vector<std::string> names;
  for (const Participant& participant : participants) {
    if (participant.role == role) names.push_back(participant.actor.name);
  }
  return base::join(names, "; ");
}
std::string countries_of(const std::vector<Participant>& participants, Role role) {
  std::vector<std::string> countries;
  for (const Participant& participant : participants) {
    if (participant.role == role) countries.push_back(participant.actor.country);
  }
  return base::join(countries, "; ");
}
std::string ids_of(const std::vector<Participant>& participants, Role role) {
  std::vector<std::string> ids;
  for (const Participant& participant : participants) {
    if (participant.role == role) ids.push_back(participant.actor.id);
  }
  return base::join(ids, "; ");
}
std::string speakers_of(const std::vector<ResolvedSpeaker>& speakers) {
  std::vector<std::string> names;
  for (const ResolvedSpeaker& speaker : speakers) names.push_back(speaker.actor.name);
  return base::join(names, "; ");
}
std::string claims_of(const Event& event) {
  std::vector<std::string> ids;
  for (const ResolvedClaim& claim : event.claims) ids.push_back(claim.id);
  return base::join(ids, "; ");
}
std::string spans_of(const ResolvedClaim& claim) {
  JsonWriter json;
  json.spans(claim.sentence_spans);
  return std::move(json.out);
}

#define ANNALS_CELL(T, value) [](const T& x) -> Cell { return value; }

constexpr auto kEventColumns = std::to_array<Column<Event>>({
    {"id", "the event's id", ANNALS_CELL(Event, x.id)},
    {"type", "PLOVER's event type", ANNALS_CELL(Event, to_string(x.type))},
    {"mode", "its modes", ANNALS_CELL(Event, base::join(x.modes, "; "))},
    {"contexts", "PLOVER's contexts", ANNALS_CELL(Event, base::join(x.contexts, "; "))},
    {"score", "intensity, -10 to 10", ANNALS_CELL(Event, x.score)},
    {"time_from", "first day it can have been, ISO 8601", ANNALS_CELL(Event, end_text(x.time.from, x.time.clock))},
    {"time_to", "last day it can have been", ANNALS_CELL(Event, end_text(x.time.to, x.time.clock))},
    {"time_precision", "day, week, month, season, year or interval",
     ANNALS_CELL(Event, base::to_string(x.time.precision))},
    {"part_of_day", "morning, night ...", ANNALS_CELL(Event, x.time.part_of_day)},
    {"actors", "who did it, or all who took part", ANNALS_CELL(Event, names_of(x.participants, Role::actor))},
    {"actor_ids", "their ids, in the same order", ANNALS_CELL(Event, ids_of(x.participants, Role::actor))},
    {"actor_countries", "their countries, ISO 3166-1 alpha-3",
     ANNALS_CELL(Event, countries_of(x.participants, Role::actor))},
    {"recipients", "to whom it was done", ANNALS_CELL(Event, names_of(x.participants, Role::recipient))},
    {"recipient_ids", "their ids", ANNALS_CELL(Event, ids_of(x.participants, Role::recipient))},
    {"recipient_countries", "their countries", ANNALS_CELL(Event, countries_of(x.participants, Role::recipient))},
    {"place", "where", ANNALS_CELL(Event, x.place.name)},
    {"country", "the place's country, ISO 3166-1 alpha-3", ANNALS_CELL(Event, x.place.country)},
    {"latitude", "degrees north", ANNALS_CELL(Event, x.place.latitude)},
    {"longitude", "degrees east", ANNALS_CELL(Event, x.place.longitude)},
    {"geonames", "the place's GeoNames id", ANNALS_CELL(Event, x.place.geonames)},
    {"setting", "the occasion", ANNALS_CELL(Event, x.setting)},
    {"topics", "what it was about", ANNALS_CELL(Event, base::join(x.topics, "; "))},
    {"status", "happened, ongoing, planned, possible, requested, cancelled or denied",
     ANNALS_CELL(Event, to_string(x.status))},
    {"outcome", "of what was planned: open, happened, cancelled, moved or unconfirmed",
     ANNALS_CELL(Event, x.outcome == Outcome::none ? std::string_view() : name_of(x.outcome))},
    {"killed", "how many", ANNALS_CELL(Event, x.casualties.killed)},
    {"injured", "how many", ANNALS_CELL(Event, x.casualties.injured)},
    {"documents", "how many tell of it", ANNALS_CELL(Event, x.documents)},
    {"outlets", "how many outlets", ANNALS_CELL(Event, x.outlets)},
    {"roots", "how many independent origins", ANNALS_CELL(Event, x.roots)},
    {"confidence", "0 to 1", ANNALS_CELL(Event, x.confidence)},
    {"claims", "ids of the claims behind it", ANNALS_CELL(Event, claims_of(x))},
});

constexpr auto kClaimColumns = std::to_array<Column<ResolvedClaim>>({
    {"id", "the claim's id", ANNALS_CELL(ResolvedClaim, x.id)},
    {"document", "the document's id", ANNALS_CELL(ResolvedClaim, x.document)},
    {"path", "where the document was read", ANNALS_CELL(ResolvedClaim, x.path)},
    {"outlet", "who published it", ANNALS_CELL(ResolvedClaim, x.outlet)},
    {"type", "PLOVER's event type", ANNALS_CELL(ResolvedClaim, to_string(x.type))},
    {"mode", "its modes", ANNALS_CELL(ResolvedClaim, base::join(x.modes, "; "))},
    {"status", "happened, ongoing, planned, possible, requested, cancelled or denied",
     ANNALS_CELL(ResolvedClaim, to_string(x.status))},
    {"time_from", "first day, ISO 8601", ANNALS_CELL(ResolvedClaim, end_text(x.time.from, x.time.clock))},
    {"time_to", "last day", ANNALS_CELL(ResolvedClaim, end_text(x.time.to, x.time.clock))},
    {"time_precision", "day, week, month, season, year or interval",
     ANNALS_CELL(ResolvedClaim, base::to_string(x.time.precision))},
    {"time_as_written", "the words for it", ANNALS_CELL(ResolvedClaim, x.time_as_written)},
    {"actors", "who did it, or all who took part", ANNALS_CELL(ResolvedClaim, names_of(x.participants, Role::actor))},
    {"actor_ids", "their ids", ANNALS_CELL(ResolvedClaim, ids_of(x.participants, Role::actor))},
    {"recipients", "to whom it was done", ANNALS_CELL(ResolvedClaim, names_of(x.participants, Role::recipient))},
    {"recipient_ids", "their ids", ANNALS_CELL(ResolvedClaim, ids_of(x.participants, Role::recipient))},
    {"place", "where", ANNALS_CELL(ResolvedClaim, x.place.name)},
    {"country", "the place's country", ANNALS_CELL(ResolvedClaim, x.place.country)},
    {"setting", "the occasion", ANNALS_CELL(ResolvedClaim, x.setting)},
    {"topics", "what it was about", ANNALS_CELL(ResolvedClaim, base::join(x.topics, "; "))},
    {"killed", "how many", ANNALS_CELL(ResolvedClaim, x.casualties.killed)},
    {"injured", "how many", ANNALS_CELL(ResolvedClaim, x.casualties.injured)},
    {"said_by", "according to whom, nearest first", ANNALS_CELL(ResolvedClaim, speakers_of(x.said_by))},
    {"sentence", "its text", ANNALS_CELL(ResolvedClaim, x.sentence)},
    {"sentence_spans", "its bytes in the raw page, [[from, to], ...]", ANNALS_CELL(ResolvedClaim, spans_of(x))},
    {"block", "title, lead, body, caption or quote", ANNALS_CELL(ResolvedClaim, name_of(x.block))},
    {"rule", "the form that coded it", ANNALS_CELL(ResolvedClaim, x.rule)},
    {"confidence", "0 to 1", ANNALS_CELL(ResolvedClaim, x.confidence)},
});

// A document as the record shows it: its day is what all documents together prove.
struct ShownDocument {
  const Article& article;
  const TimeInterval& published;
  const LinkedRecord::DocumentLinks* links;
};
std::string copies_of(const ShownDocument& document) {
  std::vector<std::string> ids;
  for (const Copy& copy : document.links != nullptr ? document.links->copies : std::vector<Copy>{}) {
    ids.push_back(copy.document);
  }
  return base::join(ids, "; ");
}

constexpr auto kDocumentColumns = std::to_array<Column<ShownDocument>>({
    {"id", "the document's id", ANNALS_CELL(ShownDocument, x.article.id)},
    {"path", "where it was read", ANNALS_CELL(ShownDocument, x.article.path)},
    {"url", "where it was published", ANNALS_CELL(ShownDocument, x.article.url)},
    {"sha256", "of its raw bytes", ANNALS_CELL(ShownDocument, x.article.sha256)},
    {"bytes", "how many", ANNALS_CELL(ShownDocument, x.article.bytes)},
    {"language", "BCP 47", ANNALS_CELL(ShownDocument, x.article.language)},
    {"outlet", "who published it", ANNALS_CELL(ShownDocument, x.article.outlet.value)},
    {"agency", "the wire it credits", ANNALS_CELL(ShownDocument, x.article.agency.value)},
    {"title", "its headline", ANNALS_CELL(ShownDocument, x.article.title.value)},
    {"byline", "its author", ANNALS_CELL(ShownDocument, x.article.byline.value)},
    {"dateline_place", "as written", ANNALS_CELL(ShownDocument, x.article.dateline_place.value)},
    {"dateline_date", "as written", ANNALS_CELL(ShownDocument, x.article.dateline_date.value)},
    {"published_from", "first day it can have appeared, ISO 8601",
     ANNALS_CELL(ShownDocument, end_text(x.published.from, x.published.clock))},
    {"published_to", "last day", ANNALS_CELL(ShownDocument, end_text(x.published.to, x.published.clock))},
    {"published_precision", "day, week, month, season, year or interval",
     ANNALS_CELL(ShownDocument, base::to_string(x.published.precision))},
    {"published_why", "the reasons", ANNALS_CELL(ShownDocument, base::join(x.published.why, "; "))},
    {"root", "the document or agency its text comes from",
     ANNALS_CELL(ShownDocument, x.links != nullptr ? std::string_view(x.links->root) : std::string_view())},
    {"copies", "ids of documents that share its text", ANNALS_CELL(ShownDocument, copies_of(x))},
});

constexpr auto kActorColumns = std::to_array<Column<ActorSummary>>({
    {"id", "Wikidata's Q-number, or x: and a name of ours", ANNALS_CELL(ActorSummary, x.actor.id)},
    {"name", "the name", ANNALS_CELL(ActorSummary, x.actor.name)},
    {"kind", "person, government, organ, body, group, country, people or place",
     ANNALS_CELL(ActorSummary, x.actor.kind)},
    {"country", "ISO 3166-1 alpha-3", ANNALS_CELL(ActorSummary, x.actor.country)},
    {"sector", "PLOVER's", ANNALS_CELL(ActorSummary, x.actor.sector)},
    {"offices", "held on the days of its events", ANNALS_CELL(ActorSummary, base::join(x.offices, "; "))},
    {"events", "how many it takes part in", ANNALS_CELL(ActorSummary, x.events)},
    {"as_actor", "in how many it acts", ANNALS_CELL(ActorSummary, x.as_actor)},
    {"as_recipient", "in how many it is acted upon", ANNALS_CELL(ActorSummary, x.as_recipient)},
    {"first", "first day of its events", ANNALS_CELL(ActorSummary, end_text(x.first, {}))},
    {"last", "last day of its events", ANNALS_CELL(ActorSummary, end_text(x.last, {}))},
});

constexpr auto kRefusedColumns = std::to_array<Column<Refused>>({
    {"path", "the input, or the record of an archive; FILE#* are FILE's records that hold no page",
     ANNALS_CELL(Refused, x.path)},
    {"sha256", "of its raw bytes, where they could be had", ANNALS_CELL(Refused, x.sha256)},
    {"bytes", "how many", ANNALS_CELL(Refused, x.bytes)},
    {"kind", "NotFound, Malformed, Unsupported, Conflict or Io", ANNALS_CELL(Refused, name_of(x.error.kind))},
    {"message", "why", ANNALS_CELL(Refused, x.error.message)},
});

#undef ANNALS_CELL

template <typename T, std::size_t N>
void write_header(const std::array<Column<T>, N>& columns, std::ostream& out) {
  std::string line;
  for (const Column<T>& column : columns) {
    if (!line.empty()) line += ',';
    line += column.name;
  }
  out << line << '\n';
}

template <typename T, std::size_t N>
void write_row(const std::array<Column<T>, N>& columns, const T& x, std::ostream& out) {
  std::string line;
  for (std::size_t i = 0; i < N; ++i) {
    if (i > 0) line += ',';
    append_cell(line, columns[i].cell(x));
  }
  out << line << '\n';
}

template <typename T, std::size_t N>
std::span<const ExportColumn> described(const std::array<Column<T>, N>& columns) {
  static const std::array<ExportColumn, N> kOut = [&] {
    std::array<ExportColumn, N> out;
    for (std::size_t i = 0; i < N; ++i) out[i] = {columns[i].name, columns[i].meaning};
    return out;
  }();
  return kOut;
}

Result<Done> write_documents(Store& store, std::ostream& out) {
  write_header(kDocumentColumns, out);
  return each_linked_document(store, [&](const CodedDocument& document, const LinkedRecord::DocumentLinks* links) {
    const TimeInterval& published = links != nullptr ? links->published : document.published;
    write_row(kDocumentColumns, ShownDocument{document.article, published, links}, out);
    return out.good();
  });
}

Result<Done> write_actors(Store& store, std::ostream& out) {
  write_header(kActorColumns, out);
  const Result<std::vector<ActorSummary>> actors = store.actors();
  if (!actors) return actors.error();
  for (const ActorSummary& actor : *actors) write_row(kActorColumns, actor, out);
  return Done{};
}

Result<Done> write_refused(Store& store, std::ostream& out) {
  write_header(kRefusedColumns, out);
  const Result<std::vector<Refused>> all = store.refused();
  if (!all) return all.error();
  for (const Refused& refused : *all) write_row(kRefusedColumns, refused, out);
  return Done{};
}

Result<Done> write_claims(Store& store, std::ostream& out) {
  write_header(kClaimColumns, out);
  return store.each_document([&](const CodedDocument& document) {
    for (const ResolvedClaim& claim : document.claims) write_row(kClaimColumns, claim, out);
    return out.good();
  });
}

Result<Done> write_events(Store& store, std::ostream& out) {
  write_header(kEventColumns, out);
  return store.each_event([&](const Event& event) {
    write_row(kEventColumns, event, out);
    return out.good();
  });
}

Result<Done> write_all(Store& store, ExportWhat what, std::ostream& out) {
  switch (what) {
    case ExportWhat::events:
      return write_events(store, out);
    case ExportWhat::claims:
      return write_claims(store, out);
    case ExportWhat::documents:
      return write_documents(store, out);
    case ExportWhat::actors:
      return write_actors(store, out);
    case ExportWhat::refused:
      return write_refused(store, out);
  }
  return Done{};
}

}  // namespace

Result<Done> write_csv(Store& store, ExportWhat what, std::ostream& out) {
  const Result<Done> done = write_all(store, what, out);
  if (!out) return Error{ErrorKind::Io, "cannot write the export: the output takes no more"};
  return done;
}

}  // namespace annals::store

namespace annals {

std::span<const ExportColumn> csv_columns(ExportWhat what) {
  switch (what) {
    case ExportWhat::events:
      return store::described(store::kEventColumns);
    case ExportWhat::claims:
      return store::described(store::kClaimColumns);
    case ExportWhat::documents:
      return store::described(store::kDocumentColumns);
    case ExportWhat::actors:
      return store::described(store::kActorColumns);
    case ExportWhat::refused:
      return store::described(store::kRefusedColumns);
  }
  return {};
}

}  // namespace annals
