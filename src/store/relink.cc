// Events made anew from all claims, in one transaction. Only what differs is written, so that linking again after a
// few pages more costs little and changes nothing else.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "annals/store.h"
#include "base/calendar.h"
#include "store/pack.h"
#include "store/seal.h"
#include "store/state.h"
#include "store/time_text.h"

namespace annals {

using namespace annals::store;

namespace {

// The sealed bytes that a table keeps under an id; empty when there are none.
Result<std::string> held_under(Connection& connection, const std::string& sql, const std::string& id) {
  const Result<Value> packed = connection.value_of(sql, {id});
  if (!packed && packed.error().kind == ErrorKind::NotFound) return std::string();
  if (!packed) return packed.error();
  const auto* blob = std::get_if<Blob>(&*packed);
  return blob != nullptr ? blob->bytes : std::string();
}

Result<Done> check(const LinkedRecord& record) {
  std::set<std::string> ids;
  for (const Event& event : record.events) {
    if (!ids.insert(event.id).second) {
      return Error{ErrorKind::Conflict, "linking made two events of one id: " + event.id};
    }
  }
  return Done{};
}

}  // namespace

Result<Done> Store::relink(const Linker& linker, std::string_view version) {
  if (Result<Done> kept = commit(); !kept) return kept;
  store::State& state = *state_;
  if (Result<Done> begun = state.begin_batch(); !begun) return begun;
  const std::uint64_t mark = version.empty() ? 0 : linked_mark(state.totals, version);
  const auto change = [&]() -> Result<Done> {
    const Result<std::uint64_t> linked = load_linked(state.connection);
    if (!linked) return linked.error();
    if (mark != 0 && *linked == mark) return Done{};
    Result<std::vector<CodedDocument>> read = state.read_all_documents();
    if (!read) return read.error();
    std::vector<CodedDocument> documents = std::move(*read);
    const Result<std::vector<Decision>> decisions = state.standing_decisions();
    if (!decisions) return decisions.error();
    const LinkedRecord record = linker(documents, *decisions);
    documents = {};
    if (Result<Done> good = check(record); !good) return good;
    if (Result<Done> wrote = state.write_events(record.events); !wrote) return wrote;
    if (Result<Done> wrote = state.write_links(record.documents); !wrote) return wrote;
    return *linked == mark ? Result<Done>(Done{}) : save_linked(state.connection, mark);
  };
  if (Result<Done> changed = change(); !changed) return state.abandon(changed.error());
  return commit();
}

// Two walks through the tables as they lie, where looking up every document and claim by its name would take several
// times as long.
Result<std::vector<CodedDocument>> store::State::read_all_documents() {
  Result<Statement> claim_rows = connection.prepare("SELECT id, packed FROM claims");
  if (!claim_rows) return claim_rows.error();
  std::unordered_map<std::string, ResolvedClaim> claims;  // looked up only
  for (;;) {
    const Result<bool> row = claim_rows->step();
    if (!row) return row.error();
    if (!*row) break;
    const std::string id = claim_rows->text(0);
    const Result<std::string> bytes = unseal(claim_rows->view(1));
    if (!bytes) return bytes.error();
    Result<ResolvedClaim> claim = unpack_claim(*bytes);
    if (!claim) return claim.error();
    if (claim->id != id || !claims.emplace(id, std::move(*claim)).second) return damaged("claim " + id);
  }
  claim_rows->reset();
  Result<Statement> rows = connection.prepare("SELECT id, packed FROM documents");
  if (!rows) return rows.error();
  std::vector<CodedDocument> out;
  Total seen;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    const std::string id = rows->text(0);
    seen.add(seal_of(rows->view(1)));
    const Result<std::string> bytes = unseal(rows->view(1));
    if (!bytes) return bytes.error();
    Result<PackedDocument> read = unpack_document(*bytes);
    if (!read) return read.error();
    if (read->article.id != id) return damaged("document " + id);
    out.push_back({std::move(read->article),
                   std::move(read->published),
                   {},
                   std::move(read->sentences),
                   std::move(read->credits)});
    for (const std::string& claim_id : read->claims) {
      const auto at = claims.find(claim_id);
      if (at == claims.end() || at->second.document != id) return damaged("claim " + claim_id);
      out.back().claims.push_back(std::move(at->second));
      claims.erase(at);
    }
  }
  rows->reset();
  if (seen != totals[kDocumentsPart]) return damaged("the list of documents");
  std::sort(out.begin(), out.end(),
            [](const CodedDocument& a, const CodedDocument& b) { return a.article.id < b.article.id; });
  return out;
}

Result<Done> store::State::write_events(const std::vector<Event>& events) {
  const Result<std::vector<std::string>> ids = texts("SELECT id FROM events ORDER BY id");
  if (!ids) return ids.error();
  std::set<std::string> gone(ids->begin(), ids->end());
  for (const Event& event : events) {
    const bool known = gone.erase(event.id) > 0;
    const std::string packed = seal(pack_event(event));
    if (known) {
      const Result<std::string> held = held_under(connection, "SELECT packed FROM events WHERE id = ?", event.id);
      if (!held) return held.error();
      if (*held == packed) continue;
      if (Result<Done> removed = remove_event(event.id); !removed) return removed;
    }
    if (Result<Done> wrote = insert(rows_of(event)); !wrote) return wrote;
    totals[kEventsPart].add(seal_of(packed));
  }
  for (const std::string& id : gone) {
    if (Result<Done> removed = remove_event(id); !removed) return removed;
  }
  return Done{};
}

namespace {

// One document's links, and the columns of `documents` and `copies` that repeat them.
Result<Done> replace_links(Connection& connection, const LinkedRecord::DocumentLinks& links,
                           const std::string& packed) {
  Result<Statement> row = connection.prepare("INSERT OR REPLACE INTO links (document, packed) VALUES (?, ?)");
  if (!row) return row.error();
  if (Result<Done> wrote = row->bind(1, links.document).bind(2, Blob{packed}).run(); !wrote) return wrote;
  Result<Statement> columns = connection.prepare(
      "UPDATE documents SET published_from = ?2, published_to = ?3, published_precision = ?4, root = ?5 WHERE id = ?1");
  if (!columns) return columns.error();
  columns->bind(1, links.document).bind(2, text_or_null(end_text(links.published.from, {})));
  columns->bind(3, text_or_null(end_text(links.published.to, {})));
  columns->bind(4, base::to_string(links.published.precision)).bind(5, text_or_null(links.root));
  if (Result<Done> wrote = columns->run(); !wrote) return wrote;
  Result<Statement> removal = connection.prepare(delete_sql(tables()[kCopies]));
  if (!removal) return removal.error();
  return removal->bind(1, links.document).run();
}

}  // namespace

Result<Done> store::State::write_links(const std::vector<LinkedRecord::DocumentLinks>& all) {
  for (const LinkedRecord::DocumentLinks& links : all) {
    const Result<std::string> held =
        held_under(connection, "SELECT packed FROM links WHERE document = ?", links.document);
    if (!held) return held.error();
    const std::string packed = seal(pack_links(links));
    if (*held == packed) continue;
    if (!held->empty()) totals[kLinksPart].take(seal_of(*held));
    totals[kLinksPart].add(seal_of(packed));
    if (Result<Done> wrote = replace_links(connection, links, packed); !wrote) return wrote;
    Rows rows;
    rows[kCopies] = copy_rows(links);
    if (Result<Done> wrote = insert(rows); !wrote) return wrote;
  }
  return Done{};
}

}  // namespace annals
