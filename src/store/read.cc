// Reading a store. What is read is the packed record, whose checksum holds, and never a column that only repeats it;
// rows that a damaged file lost are missed by the totals. So an answer is the right one or an error.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "annals/store.h"
#include "store/pack.h"
#include "store/seal.h"
#include "store/state.h"

namespace annals {

using namespace annals::store;

namespace store {

Result<Reading> Reading::begin(Connection& connection) {
  if (connection.in_transaction()) return Reading(nullptr);
  if (Result<Done> begun = connection.execute("BEGIN"); !begun) return begun.error();
  return Reading(&connection);
}
Reading::Reading(Reading&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
Reading::~Reading() {
  if (connection_ != nullptr && connection_->in_transaction()) (void)connection_->execute("COMMIT");
}

}  // namespace store

namespace {

constexpr const char* kDocumentsByPath = "SELECT id FROM documents ORDER BY path, id";
// Events by time: what has no known end lies after what has.
constexpr const char* kEventsByTime =
    "SELECT id FROM events ORDER BY coalesce(time_from, time_to) IS NULL, coalesce(time_from, time_to), "
    "time_to IS NULL, time_to, id";

auto time_order(const Event& event) {
  const auto& from = event.time.from ? event.time.from : event.time.to;
  return std::tuple(!from.has_value(), from, !event.time.to.has_value(), event.time.to, event.id);
}

std::string bytes_of(const Value& value) {
  const auto* blob = std::get_if<Blob>(&value);
  return blob != nullptr ? blob->bytes : std::string();
}

}  // namespace

Result<Totals> store::State::totals_now() {
  if (batch_open()) return totals;
  return load_totals(connection);
}

Result<std::vector<std::string>> store::State::texts(const std::string& sql, std::initializer_list<Value> bound) {
  Result<Statement> rows = connection.prepare(sql);
  if (!rows) return rows.error();
  int at = 0;
  for (const Value& value : bound) rows->bind(++at, value);
  std::vector<std::string> out;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    out.push_back(rows->text(0));
  }
  rows->reset();
  return out;
}

Result<ResolvedClaim> store::State::read_claim(const std::string& id) {
  const Result<Value> packed = connection.value_of("SELECT packed FROM claims WHERE id = ?", {id});
  if (!packed && packed.error().kind == ErrorKind::NotFound) return damaged("claim " + id);
  if (!packed) return packed.error();
  const Result<std::string> bytes = unseal(bytes_of(*packed));
  if (!bytes) return bytes.error();
  Result<ResolvedClaim> claim = unpack_claim(*bytes);
  if (claim && claim->id != id) return damaged("claim " + id);
  return claim;
}

Result<CodedDocument> store::State::read_document(const std::string& id, std::uint64_t* digest) {
  const Result<Value> packed = connection.value_of("SELECT packed FROM documents WHERE id = ?", {id});
  if (!packed && packed.error().kind == ErrorKind::NotFound) {
    return Error{ErrorKind::NotFound, "the store holds no document " + id, path};
  }
  if (!packed) return packed.error();
  const std::string sealed = bytes_of(*packed);
  if (digest != nullptr) *digest = seal_of(sealed);
  const Result<std::string> bytes = unseal(sealed);
  if (!bytes) return bytes.error();
  Result<PackedDocument> read = unpack_document(*bytes);
  if (!read) return read.error();
  if (read->article.id != id) return damaged("document " + id);
  CodedDocument out{
      std::move(read->article), std::move(read->published), {}, std::move(read->sentences), std::move(read->credits)};
  out.claims.reserve(read->claims.size());
  for (const std::string& claim_id : read->claims) {
    Result<ResolvedClaim> claim = read_claim(claim_id);
    if (!claim) return claim.error();
    if (claim->document != id) return damaged("claim " + claim_id);
    out.claims.push_back(std::move(*claim));
  }
  return out;
}

Result<Event> store::State::read_event(const std::string& id, std::uint64_t* digest, std::size_t most_claims) {
  const Result<Value> packed = connection.value_of("SELECT packed FROM events WHERE id = ?", {id});
  if (!packed) return packed.error();
  const std::string sealed = bytes_of(*packed);
  if (digest != nullptr) *digest = seal_of(sealed);
  const Result<std::string> bytes = unseal(sealed);
  if (!bytes) return bytes.error();
  Result<PackedEvent> read = unpack_event(*bytes);
  if (!read) return read.error();
  if (read->event.id != id) return damaged("event " + id);
  Event out = std::move(read->event);
  out.claims.reserve(std::min(read->claims.size(), most_claims));
  for (const std::string& claim_id : read->claims) {
    if (out.claims.size() == most_claims) break;
    Result<ResolvedClaim> claim = read_claim(claim_id);
    if (!claim) return claim.error();
    out.claims.push_back(std::move(*claim));
  }
  return out;
}

Result<Done> store::State::each_document(const std::string& order, const std::function<bool(CodedDocument)>& take) {
  const bool by_path = order == kDocumentsByPath;
  Result<Reading> reading = Reading::begin(connection);
  if (!reading) return reading.error();
  const Result<std::vector<std::string>> ids = texts(order);
  if (!ids) return ids.error();
  Total seen;
  std::pair<std::string, std::string> last;
  for (const std::string& id : *ids) {
    std::uint64_t digest = 0;
    Result<CodedDocument> document = read_document(id, &digest);
    if (!document && document.error().kind == ErrorKind::NotFound) return damaged("document " + id);
    if (!document) return document.error();
    seen.add(digest);
    std::pair<std::string, std::string> place(by_path ? document->article.path : "", id);
    if (seen.rows > 1 && place <= last) return damaged("the order of the documents");
    last = std::move(place);
    if (!take(std::move(*document))) return Done{};
  }
  const Result<Totals> all = totals_now();
  if (!all) return all.error();
  if (seen != (*all)[kDocumentsPart]) return damaged("the list of documents");
  return Done{};
}

Result<Done> Store::begin_reading() {
  // Nobody else changes what the writer reads.
  if (state_->writes || state_->connection.in_transaction()) return Done{};
  if (Result<Done> begun = state_->connection.execute("BEGIN"); !begun) return begun;
  // SQLite takes its snapshot at the first read.
  const Result<Value> first = state_->connection.value_of("SELECT count(*) FROM totals");
  if (!first) return state_->abandon(first.error());
  return Done{};
}

void Store::end_reading() {
  if (!state_->writes && state_->connection.in_transaction()) (void)state_->connection.execute("COMMIT");
}

Result<std::vector<CodedDocument>> Store::documents() {
  std::vector<CodedDocument> out;
  const Result<Done> done = state_->each_document(kDocumentsByPath, [&](CodedDocument document) {
    out.push_back(std::move(document));
    return true;
  });
  if (!done) return done.error();
  return out;
}

Result<Done> Store::each_document(const std::function<bool(const CodedDocument&)>& take) {
  return state_->each_document(kDocumentsByPath, [&](const CodedDocument& document) { return take(document); });
}

Result<Done> Store::each_event(const std::function<bool(const Event&)>& take) {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  const Result<std::vector<std::string>> ids = state_->texts(kEventsByTime);
  if (!ids) return ids.error();
  Total seen;
  std::optional<Event> last;
  for (const std::string& id : *ids) {
    std::uint64_t digest = 0;
    Result<Event> event = state_->read_event(id, &digest);
    if (!event && event.error().kind == ErrorKind::NotFound) return damaged("event " + id);
    if (!event) return event.error();
    seen.add(digest);
    if (last && time_order(*event) <= time_order(*last)) return damaged("the order of the events");
    last = std::move(*event);
    if (!take(*last)) return Done{};
  }
  const Result<Totals> all = state_->totals_now();
  if (!all) return all.error();
  if (seen != (*all)[kEventsPart]) return damaged("the list of events");
  return Done{};
}

Result<std::vector<Event>> Store::events() {
  std::vector<Event> out;
  const Result<Done> done = each_event([&](const Event& event) {
    out.push_back(event);
    return true;
  });
  if (!done) return done.error();
  return out;
}

Result<std::vector<LinkedRecord::DocumentLinks>> Store::links() {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  const Result<std::vector<std::string>> ids = state_->texts("SELECT document FROM links ORDER BY document");
  if (!ids) return ids.error();
  std::vector<LinkedRecord::DocumentLinks> out;
  Total seen;
  for (const std::string& id : *ids) {
    Result<LinkedRecord::DocumentLinks> links = state_->read_links(id, &seen);
    if (!links) return links.error();
    if (!out.empty() && links->document <= out.back().document) return damaged("the order of the documents");
    out.push_back(std::move(*links));
  }
  const Result<Totals> all = state_->totals_now();
  if (!all) return all.error();
  if (seen != (*all)[kLinksPart]) return damaged("the list of documents");
  return out;
}

Result<LinkedRecord::DocumentLinks> store::State::read_links(const std::string& document, Total* seen) {
  const Result<Value> packed = connection.value_of("SELECT packed FROM links WHERE document = ?", {document});
  if (!packed) return packed.error();
  const std::string sealed = bytes_of(*packed);
  if (seen != nullptr) seen->add(seal_of(sealed));
  const Result<std::string> bytes = unseal(sealed);
  if (!bytes) return bytes.error();
  Result<LinkedRecord::DocumentLinks> links = unpack_links(*bytes);
  if (links && links->document != document) return damaged("document " + document);
  return links;
}

Result<LinkedRecord::DocumentLinks> Store::links_of(const std::string& document) {
  Result<LinkedRecord::DocumentLinks> links = state_->read_links(document, nullptr);
  if (links || links.error().kind != ErrorKind::NotFound) return links;
  return Error{ErrorKind::NotFound, "the store links no document " + document, state_->path};
}

Result<Page> store::State::read_page(const std::string& document) {
  Result<Statement> row = connection.prepare("SELECT packed, content FROM pages WHERE document = ?");
  if (!row) return row.error();
  const Result<bool> there = row->bind(1, document).step();
  if (!there) return there.error();
  if (!*there) return Error{ErrorKind::NotFound, "the store holds no page of document " + document, path};
  const std::string packed = row->text(0), content = row->text(1);
  row->reset();
  const Result<std::string> about = unseal(packed);
  if (!about) return about.error();
  Result<Page> page = unpack_page(document, *about);
  if (!page) return page;
  Result<std::string> bytes = unseal(content);
  if (!bytes) return bytes.error();
  page->bytes = std::move(*bytes);
  return page;
}

Result<Page> Store::page(const std::string& document) { return state_->read_page(document); }

Result<std::string> Store::raw_bytes(const std::string& document) {
  Result<Page> page = state_->read_page(document);
  if (!page) return page.error();
  return std::move(page->bytes);
}

Result<Event> Store::event(const std::string& id) {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  Result<Event> event = state_->read_event(id);
  if (event || event.error().kind != ErrorKind::NotFound) return event;
  // A claim's id, or the id that an event had before it was merged into another: that of its founding claim.
  const std::string claim = id.starts_with("ev_") ? "cl_" + id.substr(3) : id;
  const Result<std::vector<std::string>> events =
      state_->texts("SELECT event FROM event_claims WHERE claim = ? ORDER BY event", {claim});
  if (!events) return events.error();
  if (events->empty()) return Error{ErrorKind::NotFound, "the store holds no event " + id, state_->path};
  event = state_->read_event(events->front());
  if (!event && event.error().kind == ErrorKind::NotFound) return damaged("event " + events->front());
  const auto has_claim = [&](const ResolvedClaim& held) { return held.id == claim; };
  if (event && std::none_of(event->claims.begin(), event->claims.end(), has_claim)) return damaged("claim " + claim);
  return event;
}

Result<Event> Store::event(const std::string& id, std::size_t most_claims) {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  Result<Event> event = state_->read_event(id, nullptr, most_claims);
  if (event || event.error().kind != ErrorKind::NotFound) return event;
  return Error{ErrorKind::NotFound, "the store holds no event " + id, state_->path};
}

Result<CodedDocument> Store::document(const std::string& id) {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  Result<CodedDocument> document = state_->read_document(id);
  if (document || document.error().kind != ErrorKind::NotFound) return document;
  const Result<std::vector<std::string>> ids =
      state_->texts("SELECT DISTINCT document FROM paths WHERE path = ? ORDER BY document", {id});
  if (!ids) return ids.error();
  if (ids->empty()) return document;
  if (ids->size() == 1) return state_->read_document(ids->front());
  std::string names;
  for (const std::string& other : *ids) names += (names.empty() ? "" : ", ") + other;
  return Error{ErrorKind::Conflict, "several documents were read from this path: " + names, id};
}

namespace {

struct ActorCount {
  ActorSummary summary;
  std::set<std::string> offices;
};

void count_event(const Event& event, std::map<std::string, ActorCount>& counts) {
  std::set<std::string> seen, seen_acting, seen_receiving;
  for (const Participant& participant : event.participants) {
    const std::string& key = participant.actor.id.empty() ? participant.actor.name : participant.actor.id;
    ActorCount& count = counts[key];
    ActorSummary& summary = count.summary;
    if (summary.events == 0) summary.actor = participant.actor;
    summary.actor.office.clear();
    if (!participant.actor.office.empty()) count.offices.insert(participant.actor.office);
    summary.events += seen.insert(key).second;
    if (participant.role == Role::actor) summary.as_actor += seen_acting.insert(key).second;
    if (participant.role == Role::recipient) summary.as_recipient += seen_receiving.insert(key).second;
    const auto& from = event.time.from;
    const auto& to = event.time.to;
    if (from && (!summary.first || *from < *summary.first)) summary.first = from;
    if (to && (!summary.last || *to > *summary.last)) summary.last = to;
  }
}

}  // namespace

Result<std::vector<ActorSummary>> Store::actors() {
  std::map<std::string, ActorCount> counts;
  const Result<Done> done = each_event([&](const Event& event) {
    count_event(event, counts);
    return true;
  });
  if (!done) return done.error();
  std::vector<ActorSummary> out;
  for (auto& [key, count] : counts) {
    count.summary.offices.assign(count.offices.begin(), count.offices.end());
    out.push_back(std::move(count.summary));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const ActorSummary& a, const ActorSummary& b) { return a.events > b.events; });
  return out;
}

}  // namespace annals
