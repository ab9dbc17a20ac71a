// Events made anew, in one transaction: from all claims, or where the ledger has kept up, from those that new documents
// touch. Only what differs is written.
#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <unordered_map>

#include "annals/store.h"
#include "base/calendar.h"
#include "store/ledger.h"
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

// What the ledger stands for: the documents and decisions that were linked, and how far down the table they reach.
struct LedgerMark {
  std::uint64_t linked = 0;
  Totals totals = {};
  std::int64_t last = 0;  // row of `documents`
};
constexpr std::string_view kMarkKey = "!";  // linking uses letters

std::string packed(const LedgerMark& mark) {
  std::string out = std::to_string(mark.linked) + ' ' + std::to_string(mark.last);
  for (const Part part : {kDocumentsPart, kDecisionsPart}) {
    out += ' ' + std::to_string(mark.totals[part].rows) + ' ' + std::to_string(mark.totals[part].digest);
  }
  return out;
}

LedgerMark unpacked(const std::string& bytes) {
  LedgerMark out;
  std::istringstream in(bytes);
  in >> out.linked >> out.last;
  for (const Part part : {kDocumentsPart, kDecisionsPart}) in >> out.totals[part].rows >> out.totals[part].digest;
  return in ? out : LedgerMark{};
}

constexpr std::int64_t kWorthALedger = 200;  // documents: fewer are linked whole in no time
constexpr std::size_t kMostLate = 4;         // one in so many: more are linked whole as fast

// One relinking of a store, in its open batch.
class Relinking {
 public:
  Relinking(store::State& state, const Linking& linking, std::string_view version)
      : state_(state), linking_(linking), version_(version) {}

  // `linked`: the mark of the record that the store holds; `mark`: what it will be.
  Result<Done> run(std::uint64_t linked, std::uint64_t mark) {
    open_ledger(linked);
    if (ledger_ && mark != 0) {
      const Result<bool> done = run_late(linked);
      if (!done) return done.error();
      if (*done) return note(mark);
      ledger_->clear();
    }
    if (Result<Done> done = run_whole(); !done) return done;
    return note(mark);
  }

  // After the store's batch. A ledger that could not be kept is not missed but by the next relinking.
  void keep_ledger() {
    if (ledger_) (void)ledger_->commit();
  }

 private:
  // Only a record that was linked before and grows pays for one.
  void open_ledger(std::uint64_t linked) {
    if (!linking_.late || linked == 0 || state_.totals[kDocumentsPart].rows < kWorthALedger) return;
    Result<LedgerFile> opened = LedgerFile::open(LedgerFile::beside(state_.path));
    if (opened) ledger_.emplace(std::move(*opened));
  }

  Result<Done> run_whole() {
    Result<std::vector<CodedDocument>> read = state_.read_all_documents();
    if (!read) return read.error();
    std::vector<CodedDocument> documents = std::move(*read);
    const Result<std::vector<Decision>> decisions = state_.standing_decisions();
    if (!decisions) return decisions.error();
    const LinkedRecord record =
        ledger_ ? linking_.filed(documents, *decisions, *ledger_) : linking_.whole(documents, *decisions);
    documents = {};
    if (Result<Done> good = check(record); !good) return good;
    if (Result<Done> wrote = state_.write_events(record.events); !wrote) return wrote;
    return state_.write_links(record.documents);
  }

  // False: the whole must be linked.
  Result<bool> run_late(std::uint64_t linked) {
    const LedgerMark held = unpacked(ledger_->get(kMarkKey).value_or(""));
    const bool fits = held.linked == linked && linked_mark(held.totals, version_) == linked &&
                      held.totals[kDecisionsPart] == state_.totals[kDecisionsPart];
    if (!fits) return false;
    const Result<std::optional<std::vector<CodedDocument>>> fresh = documents_since(held);
    if (!fresh) return fresh.error();
    if (!*fresh) return false;
    const Result<std::vector<Decision>> decisions = state_.standing_decisions();
    if (!decisions) return decisions.error();
    const LinkedSoFar so_far = {[&](const std::string& id) { return state_.read_document(id); },
                                [&](const std::string& id) { return state_.read_links(id, nullptr); }};
    const Result<std::optional<Relinked>> late = linking_.late(**fresh, *decisions, so_far, *ledger_);
    // What the ledger has to say is worth no error of ours: the whole can be linked without it.
    if (!late || !*late || !ledger_->state()) return false;
    for (const std::string& id : (*late)->gone) {
      if (Result<Done> removed = state_.remove_event(id); !removed) return removed.error();
    }
    for (const Event& event : (*late)->events) {
      if (Result<Done> wrote = state_.write_event(event); !wrote) return wrote.error();
    }
    if (Result<Done> wrote = state_.write_links((*late)->documents); !wrote) return wrote.error();
    return true;
  }

  // Nothing: the store holds others than those that were linked and what came after them, or very many of the latter.
  Result<std::optional<std::vector<CodedDocument>>> documents_since(const LedgerMark& held) {
    const Result<std::vector<std::string>> ids =
        state_.texts("SELECT id FROM documents WHERE rowid > ? ORDER BY id", {held.last});
    if (!ids) return ids.error();
    std::optional<std::vector<CodedDocument>> out;
    if (ids->size() * kMostLate > static_cast<std::size_t>(state_.totals[kDocumentsPart].rows)) return out;
    Total total = held.totals[kDocumentsPart];
    std::vector<CodedDocument> fresh;
    for (const std::string& id : *ids) {
      std::uint64_t digest = 0;
      Result<CodedDocument> document = state_.read_document(id, &digest);
      if (!document) return document.error();
      total.add(digest);
      fresh.push_back(std::move(*document));
    }
    if (total == state_.totals[kDocumentsPart]) out = std::move(fresh);
    return out;
  }

  Result<Done> note(std::uint64_t mark) {
    if (Result<Done> saved = save_linked(state_.connection, mark); !saved || !ledger_) return saved;
    const Result<Value> last = state_.connection.value_of("SELECT max(rowid) FROM documents");
    if (!last) return last.error();
    const auto* row = std::get_if<std::int64_t>(&*last);
    ledger_->put(kMarkKey, packed({mark, state_.totals, row != nullptr ? *row : 0}));
    return Done{};
  }

  store::State& state_;
  const Linking& linking_;
  std::string_view version_;
  std::optional<LedgerFile> ledger_;
};

}  // namespace

Result<Done> Store::relink(const Linker& linker, std::string_view version) {
  return relink(Linking{linker, {}, {}}, version);
}

Result<Done> Store::relink(const Linking& linking, std::string_view version) {
  if (Result<Done> kept = commit(); !kept) return kept;
  store::State& state = *state_;
  if (Result<Done> begun = state.begin_batch(); !begun) return begun;
  const std::uint64_t mark = version.empty() ? 0 : linked_mark(state.totals, version);
  Relinking relinking(state, linking, version);
  const auto change = [&]() -> Result<Done> {
    const Result<std::uint64_t> linked = load_linked(state.connection);
    if (!linked) return linked.error();
    return mark != 0 && *linked == mark ? Result<Done>(Done{}) : relinking.run(*linked, mark);
  };
  if (Result<Done> changed = change(); !changed) return state.abandon(changed.error());
  Result<Done> kept = commit();
  if (kept) relinking.keep_ledger();
  return kept;
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

Result<Done> store::State::write_event(const Event& event) {
  const std::string packed = seal(pack_event(event));
  const Result<std::string> held = held_under(connection, "SELECT packed FROM events WHERE id = ?", event.id);
  if (!held) return held.error();
  if (*held == packed) return Done{};
  if (!held->empty()) {
    if (Result<Done> removed = remove_event(event.id); !removed) return removed;
  }
  if (Result<Done> wrote = insert(rows_of(event)); !wrote) return wrote;
  totals[kEventsPart].add(seal_of(packed));
  return Done{};
}

Result<Done> store::State::write_events(const std::vector<Event>& events) {
  const Result<std::vector<std::string>> ids = texts("SELECT id FROM events ORDER BY id");
  if (!ids) return ids.error();
  std::set<std::string> gone(ids->begin(), ids->end());
  for (const Event& event : events) {
    gone.erase(event.id);
    if (Result<Done> wrote = write_event(event); !wrote) return wrote;
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
