#include "store/columns.h"

#include <array>
#include <concepts>
#include <type_traits>

#include "annals/export.h"
#include "base/calendar.h"
#include "base/text.h"
#include "store/json_writer.h"
#include "store/names.h"
#include "store/time_text.h"

namespace annals::store {
namespace {

template <typename Value>
constexpr CellKind kind_of() {
  if constexpr (std::is_same_v<Value, Names>) return CellKind::list;
  if constexpr (std::is_same_v<Value, double> || std::is_same_v<Value, std::optional<double>>) return CellKind::real;
  if constexpr (std::integral<Value> || std::is_same_v<Value, std::optional<std::int64_t>>) return CellKind::whole;
  return CellKind::text;
}

template <typename Value>
Cell cell_of(Value&& value) {
  constexpr CellKind kKind = kind_of<std::remove_cvref_t<Value>>();
  if constexpr (kKind == CellKind::list)
    return Names(std::forward<Value>(value));
  else if constexpr (kKind == CellKind::real)
    return std::optional<double>(value);
  else if constexpr (std::integral<std::remove_cvref_t<Value>>)
    return std::optional<std::int64_t>(static_cast<std::int64_t>(value));
  else if constexpr (kKind == CellKind::whole)
    return std::optional<std::int64_t>(value);
  else
    return std::string(value);
}

Names names_of(const std::vector<Participant>& participants, Role role) {
  std::vector<std::string> names;
  for (const Participant& participant : participants) {
    if (participant.role == role) names.push_back(participant.actor.name);
  }
  return names;
}
Names countries_of(const std::vector<Participant>& participants, Role role) {
  std::vector<std::string> countries;
  for (const Participant& participant : participants) {
    if (participant.role == role) countries.push_back(participant.actor.country);
  }
  return countries;
}
Names ids_of(const std::vector<Participant>& participants, Role role) {
  std::vector<std::string> ids;
  for (const Participant& participant : participants) {
    if (participant.role == role) ids.push_back(participant.actor.id);
  }
  return ids;
}
Names speakers_of(const std::vector<ResolvedSpeaker>& speakers) {
  std::vector<std::string> names;
  for (const ResolvedSpeaker& speaker : speakers) names.push_back(speaker.actor.name);
  return names;
}
Names claims_of(const Event& event) {
  std::vector<std::string> ids;
  for (const ResolvedClaim& claim : event.claims) ids.push_back(claim.id);
  return ids;
}
std::string spans_of(const ResolvedClaim& claim) {
  JsonWriter json;
  json.spans(claim.sentence_spans);
  return std::move(json.out);
}

Names copies_of(const ShownDocument& document) {
  std::vector<std::string> ids;
  for (const Copy& copy : document.links != nullptr ? document.links->copies : std::vector<Copy>{}) {
    ids.push_back(copy.document);
  }
  return ids;
}

#define ANNALS_COLUMN(T, name, meaning, value)                                                                \
  Column<T> {                                                                                                 \
    name, meaning,                                                                                            \
        kind_of<std::remove_cvref_t<decltype([](const T& x) { return value; }(std::declval<const T&>()))>>(), \
        [](const T& x) -> Cell { return cell_of(value); }                                                     \
  }

constexpr auto kEventColumns = std::to_array<Column<Event>>({
    ANNALS_COLUMN(Event, "id", "the event's id", x.id),
    ANNALS_COLUMN(Event, "type", "PLOVER's event type", to_string(x.type)),
    ANNALS_COLUMN(Event, "mode", "its modes", x.modes),
    ANNALS_COLUMN(Event, "contexts", "PLOVER's contexts", x.contexts),
    ANNALS_COLUMN(Event, "score", "intensity, -10 to 10", x.score),
    ANNALS_COLUMN(Event, "time_from", "first day it can have been, ISO 8601", end_text(x.time.from, x.time.clock)),
    ANNALS_COLUMN(Event, "time_to", "last day it can have been", end_text(x.time.to, x.time.clock)),
    ANNALS_COLUMN(Event, "time_precision", "day, week, month, season, year or interval",
                  base::to_string(x.time.precision)),
    ANNALS_COLUMN(Event, "part_of_day", "morning, night ...", x.time.part_of_day),
    ANNALS_COLUMN(Event, "actors", "who did it, or all who took part", names_of(x.participants, Role::actor)),
    ANNALS_COLUMN(Event, "actor_ids", "their ids, in the same order", ids_of(x.participants, Role::actor)),
    ANNALS_COLUMN(Event, "actor_countries", "their countries, ISO 3166-1 alpha-3",
                  countries_of(x.participants, Role::actor)),
    ANNALS_COLUMN(Event, "recipients", "to whom it was done", names_of(x.participants, Role::recipient)),
    ANNALS_COLUMN(Event, "recipient_ids", "their ids", ids_of(x.participants, Role::recipient)),
    ANNALS_COLUMN(Event, "recipient_countries", "their countries", countries_of(x.participants, Role::recipient)),
    ANNALS_COLUMN(Event, "place", "where", x.place.name),
    ANNALS_COLUMN(Event, "country", "the place's country, ISO 3166-1 alpha-3", x.place.country),
    ANNALS_COLUMN(Event, "latitude", "degrees north", x.place.latitude),
    ANNALS_COLUMN(Event, "longitude", "degrees east", x.place.longitude),
    ANNALS_COLUMN(Event, "geonames", "the place's GeoNames id", x.place.geonames),
    ANNALS_COLUMN(Event, "setting", "the occasion", x.setting),
    ANNALS_COLUMN(Event, "topics", "what it was about", x.topics),
    ANNALS_COLUMN(Event, "status", "happened, ongoing, planned, possible, requested, cancelled or denied",
                  to_string(x.status)),
    ANNALS_COLUMN(Event, "outcome", "of what was planned: open, happened, cancelled, moved or unconfirmed",
                  x.outcome == Outcome::none ? std::string_view() : name_of(x.outcome)),
    ANNALS_COLUMN(Event, "killed", "how many", x.casualties.killed),
    ANNALS_COLUMN(Event, "injured", "how many", x.casualties.injured),
    ANNALS_COLUMN(Event, "documents", "how many tell of it", x.documents),
    ANNALS_COLUMN(Event, "outlets", "how many outlets", x.outlets),
    ANNALS_COLUMN(Event, "roots", "how many independent origins", x.roots),
    ANNALS_COLUMN(Event, "confidence", "0 to 1", x.confidence),
    ANNALS_COLUMN(Event, "claims", "ids of the claims behind it", claims_of(x)),
});

constexpr auto kClaimColumns = std::to_array<Column<ResolvedClaim>>({
    ANNALS_COLUMN(ResolvedClaim, "id", "the claim's id", x.id),
    ANNALS_COLUMN(ResolvedClaim, "document", "the document's id", x.document),
    ANNALS_COLUMN(ResolvedClaim, "path", "where the document was read", x.path),
    ANNALS_COLUMN(ResolvedClaim, "outlet", "who published it", x.outlet),
    ANNALS_COLUMN(ResolvedClaim, "type", "PLOVER's event type", to_string(x.type)),
    ANNALS_COLUMN(ResolvedClaim, "mode", "its modes", x.modes),
    ANNALS_COLUMN(ResolvedClaim, "status", "happened, ongoing, planned, possible, requested, cancelled or denied",
                  to_string(x.status)),
    ANNALS_COLUMN(ResolvedClaim, "time_from", "first day, ISO 8601", end_text(x.time.from, x.time.clock)),
    ANNALS_COLUMN(ResolvedClaim, "time_to", "last day", end_text(x.time.to, x.time.clock)),
    ANNALS_COLUMN(ResolvedClaim, "time_precision", "day, week, month, season, year or interval",
                  base::to_string(x.time.precision)),
    ANNALS_COLUMN(ResolvedClaim, "time_as_written", "the words for it", x.time_as_written),
    ANNALS_COLUMN(ResolvedClaim, "actors", "who did it, or all who took part", names_of(x.participants, Role::actor)),
    ANNALS_COLUMN(ResolvedClaim, "actor_ids", "their ids", ids_of(x.participants, Role::actor)),
    ANNALS_COLUMN(ResolvedClaim, "recipients", "to whom it was done", names_of(x.participants, Role::recipient)),
    ANNALS_COLUMN(ResolvedClaim, "recipient_ids", "their ids", ids_of(x.participants, Role::recipient)),
    ANNALS_COLUMN(ResolvedClaim, "place", "where", x.place.name),
    ANNALS_COLUMN(ResolvedClaim, "country", "the place's country", x.place.country),
    ANNALS_COLUMN(ResolvedClaim, "setting", "the occasion", x.setting),
    ANNALS_COLUMN(ResolvedClaim, "topics", "what it was about", x.topics),
    ANNALS_COLUMN(ResolvedClaim, "killed", "how many", x.casualties.killed),
    ANNALS_COLUMN(ResolvedClaim, "injured", "how many", x.casualties.injured),
    ANNALS_COLUMN(ResolvedClaim, "said_by", "according to whom, nearest first", speakers_of(x.said_by)),
    ANNALS_COLUMN(ResolvedClaim, "sentence", "its text", x.sentence),
    ANNALS_COLUMN(ResolvedClaim, "sentence_spans", "its bytes in the raw page, [[from, to], ...]", spans_of(x)),
    ANNALS_COLUMN(ResolvedClaim, "block", "title, lead, body, caption or quote", name_of(x.block)),
    ANNALS_COLUMN(ResolvedClaim, "rule", "the form that coded it", x.rule),
    ANNALS_COLUMN(ResolvedClaim, "confidence", "0 to 1", x.confidence),
});

constexpr auto kDocumentColumns = std::to_array<Column<ShownDocument>>({
    ANNALS_COLUMN(ShownDocument, "id", "the document's id", x.article.id),
    ANNALS_COLUMN(ShownDocument, "path", "where it was read", x.article.path),
    ANNALS_COLUMN(ShownDocument, "url", "where it was published", x.article.url),
    ANNALS_COLUMN(ShownDocument, "sha256", "of its raw bytes", x.article.sha256),
    ANNALS_COLUMN(ShownDocument, "bytes", "how many", x.article.bytes),
    ANNALS_COLUMN(ShownDocument, "language", "BCP 47", x.article.language),
    ANNALS_COLUMN(ShownDocument, "outlet", "who published it", x.article.outlet.value),
    ANNALS_COLUMN(ShownDocument, "agency", "the wire it credits", x.article.agency.value),
    ANNALS_COLUMN(ShownDocument, "title", "its headline", x.article.title.value),
    ANNALS_COLUMN(ShownDocument, "byline", "its author", x.article.byline.value),
    ANNALS_COLUMN(ShownDocument, "dateline_place", "as written", x.article.dateline_place.value),
    ANNALS_COLUMN(ShownDocument, "dateline_date", "as written", x.article.dateline_date.value),
    ANNALS_COLUMN(ShownDocument, "published_from", "first day it can have appeared, ISO 8601",
                  end_text(x.published.from, x.published.clock)),
    ANNALS_COLUMN(ShownDocument, "published_to", "last day", end_text(x.published.to, x.published.clock)),
    ANNALS_COLUMN(ShownDocument, "published_precision", "day, week, month, season, year or interval",
                  base::to_string(x.published.precision)),
    ANNALS_COLUMN(ShownDocument, "published_why", "the reasons", x.published.why),
    ANNALS_COLUMN(ShownDocument, "root", "the document or agency its text comes from",
                  x.links != nullptr ? std::string_view(x.links->root) : std::string_view()),
    ANNALS_COLUMN(ShownDocument, "copies", "ids of documents that share its text", copies_of(x)),
});

constexpr auto kActorColumns = std::to_array<Column<ActorSummary>>({
    ANNALS_COLUMN(ActorSummary, "id", "Wikidata's Q-number, or x: and a name of ours", x.actor.id),
    ANNALS_COLUMN(ActorSummary, "name", "the name", x.actor.name),
    ANNALS_COLUMN(ActorSummary, "kind", "person, government, organ, body, group, country, people or place",
                  x.actor.kind),
    ANNALS_COLUMN(ActorSummary, "country", "ISO 3166-1 alpha-3", x.actor.country),
    ANNALS_COLUMN(ActorSummary, "sector", "PLOVER's", x.actor.sector),
    ANNALS_COLUMN(ActorSummary, "offices", "held on the days of its events", x.offices),
    ANNALS_COLUMN(ActorSummary, "events", "how many it takes part in", x.events),
    ANNALS_COLUMN(ActorSummary, "as_actor", "in how many it acts", x.as_actor),
    ANNALS_COLUMN(ActorSummary, "as_recipient", "in how many it is acted upon", x.as_recipient),
    ANNALS_COLUMN(ActorSummary, "first", "first day of its events", end_text(x.first, {})),
    ANNALS_COLUMN(ActorSummary, "last", "last day of its events", end_text(x.last, {})),
});

constexpr auto kRefusedColumns = std::to_array<Column<Refused>>({
    ANNALS_COLUMN(Refused, "path",
                  "the input, or the record of an archive; FILE#* are FILE's records that hold no page", x.path),
    ANNALS_COLUMN(Refused, "sha256", "of its raw bytes, where they could be had", x.sha256),
    ANNALS_COLUMN(Refused, "bytes", "how many", x.bytes),
    ANNALS_COLUMN(Refused, "kind", "NotFound, Malformed, Unsupported, Conflict or Io", name_of(x.error.kind)),
    ANNALS_COLUMN(Refused, "message", "why", x.error.message),
});

#undef ANNALS_COLUMN

}  // namespace

std::span<const Column<Event>> event_columns() { return kEventColumns; }
std::span<const Column<ResolvedClaim>> claim_columns() { return kClaimColumns; }
std::span<const Column<ShownDocument>> document_columns() { return kDocumentColumns; }
std::span<const Column<ActorSummary>> actor_columns() { return kActorColumns; }
std::span<const Column<Refused>> refused_columns() { return kRefusedColumns; }

}  // namespace annals::store

namespace annals {
namespace {

template <typename T>
std::vector<ExportColumn> described(std::span<const store::Column<T>> columns) {
  std::vector<ExportColumn> out;
  for (const auto& column : columns) out.push_back({column.name, column.meaning});
  return out;
}

}  // namespace

std::span<const ExportColumn> csv_columns(ExportWhat what) {
  static const std::array kTables = {described(store::event_columns()), described(store::claim_columns()),
                                     described(store::document_columns()), described(store::actor_columns()),
                                     described(store::refused_columns())};
  return kTables[static_cast<std::size_t>(what)];
}

}  // namespace annals
