// Adding pages to a store, and what becomes of pages that share a path, their bytes or an id.
#include "annals/store.h"
#include "base/sha256.h"
#include "store/names.h"
#include "store/pack.h"
#include "store/schema.h"
#include "store/seal.h"
#include "store/state.h"

namespace annals {

using namespace annals::store;

namespace {

// A document under another id, and its claims with it. The same for the same document, whatever else the store holds.
CodedDocument renamed(CodedDocument document, const std::string& id) {
  document.article.id = id;
  for (ResolvedClaim& claim : document.claims) {
    claim.document = id;
    claim.id = "cl_" + base::short_hash(claim.id + '@' + document.article.sha256);
  }
  return document;
}

std::string version_id(const std::string& id, const std::string& sha256) { return id + '@' + sha256.substr(0, 8); }

Result<Done> check(const Page& page, const CodedDocument& document) {
  const Article& article = document.article;
  if (page.bytes.size() > kMostBytes) {
    return Error{ErrorKind::Unsupported, "expected a page of at most 256 MiB, found a bigger one", page.path};
  }
  bool good = !article.id.empty() && article.bytes == page.bytes.size() &&
              ranges_hold(article, document.sentences, document.credits);
  for (const ResolvedClaim& claim : document.claims) good = good && claim.document == article.id;
  if (good) return Done{};
  return Error{ErrorKind::Malformed, "expected a document that fits its page, found ranges or ids that do not",
               page.path};
}

}  // namespace

Result<Done> store::State::begin_batch() {
  if (!writes) return Error{ErrorKind::Io, "the store was opened for reading only", path};
  if (batch_open()) return Done{};
  if (Result<Done> begun = connection.execute("BEGIN IMMEDIATE"); !begun) return begun;
  const Result<Totals> held = load_totals(connection);
  if (!held) return abandon(held.error());
  totals = *held;
  batch = true;
  return Done{};
}

Error store::State::abandon(Error why) {
  batch = false;
  if (connection.in_transaction()) (void)connection.execute("ROLLBACK");
  return why;
}

Result<Done> store::State::whole_or_nothing(const std::function<Result<Done>()>& change) {
  const Totals before = totals;
  if (Result<Done> marked = connection.execute("SAVEPOINT change"); !marked) return abandon(marked.error());
  Result<Done> done = change();
  if (done) done = connection.execute("RELEASE change");
  if (done) return done;
  totals = before;
  // A full disk can end the whole transaction; what was committed stays.
  if (connection.in_transaction() && !connection.execute("ROLLBACK TO change; RELEASE change")) {
    return abandon(done.error());
  }
  return done;
}

Result<Done> Store::commit() {
  store::State& state = *state_;
  if (!state.batch_open()) return Done{};
  if (Result<Done> saved = save_totals(state.connection, state.totals); !saved) return state.abandon(saved.error());
  if (Result<Done> done = state.connection.execute("COMMIT"); !done) return state.abandon(done.error());
  state.batch = false;
  return Done{};
}

Result<bool> Store::holds(const std::string& sha256, const std::string& path) {
  const Result<Value> found =
      state_->connection.value_of("SELECT 1 FROM paths WHERE path = ? AND sha256 = ?", {path, sha256});
  if (found) return true;
  if (found.error().kind == ErrorKind::NotFound) return false;
  return found.error();
}

Result<Done> Store::add(const Page& page, const CodedDocument& document) {
  if (Result<Done> good = check(page, document); !good) return good;
  if (Result<Done> begun = state_->begin_batch(); !begun) return begun;
  const Result<bool> held = holds(document.article.sha256, document.article.path);
  if (!held) return held.error();
  if (*held) return Done{};
  return state_->whole_or_nothing([&] { return state_->add_page(page, document); });
}

Result<Done> store::State::add_page(const Page& page, const CodedDocument& document) {
  const Article& article = document.article;
  if (Result<Done> forgot = forget_refused(article.path, article.sha256); !forgot) return forgot;
  if (Result<Done> forgot = forget_refused(article.path, ""); !forgot) return forgot;
  const Result<Value> holder = connection.value_of("SELECT sha256 FROM documents WHERE id = ?", {article.id});
  if (!holder && holder.error().kind != ErrorKind::NotFound) return holder.error();
  if (!holder) return insert_document(page, document);
  const auto* sha256 = std::get_if<std::string>(&*holder);
  if (sha256 == nullptr) return damaged("a document's hash");
  if (*sha256 == article.sha256) return keep_same(article.id, page, document);
  return keep_version(page, document, *sha256);
}

// The same bytes under another path: the path that sorts first names the document.
Result<Done> store::State::keep_same(const std::string& id, const Page& page, const CodedDocument& document) {
  const Result<Value> held = connection.value_of("SELECT path FROM documents WHERE id = ?", {id});
  if (!held) return held.error();
  const auto* held_path = std::get_if<std::string>(&*held);
  if (held_path == nullptr) return damaged("a document's path");
  const Article& article = document.article;
  if (*held_path <= article.path) return note_path(article.path, article.sha256, id);
  if (Result<Done> removed = remove_document(id); !removed) return removed;
  return insert_document(page, id == article.id ? document : renamed(document, id));
}

// Other bytes under the same id, which pages brought: the one whose hash sorts first keeps the id.
Result<Done> store::State::keep_version(const Page& page, const CodedDocument& document,
                                        const std::string& holder_sha256) {
  const Article& article = document.article;
  const std::string id = version_id(article.id, article.sha256);
  const Result<Value> held = connection.value_of("SELECT 1 FROM documents WHERE id = ?", {id});
  if (held) return keep_same(id, page, document);
  if (held.error().kind != ErrorKind::NotFound) return held.error();
  if (holder_sha256 < article.sha256) return insert_document(page, renamed(document, id));

  const Result<CodedDocument> holder = read_document(article.id);
  if (!holder) return holder.error();
  const Result<Page> holder_page = read_page(article.id);
  if (!holder_page) return holder_page.error();
  const std::string moved_id = version_id(article.id, holder_sha256);
  if (Result<Done> removed = remove_document(article.id); !removed) return removed;
  Result<Statement> paths = connection.prepare("UPDATE paths SET document = ? WHERE document = ?");
  if (!paths) return paths.error();
  if (Result<Done> moved = paths->bind(1, moved_id).bind(2, article.id).run(); !moved) return moved;
  if (Result<Done> moved = insert_document(*holder_page, renamed(*holder, moved_id)); !moved) return moved;
  return insert_document(page, document);
}

Result<Done> store::State::note_path(const std::string& of, const std::string& sha256, const std::string& document) {
  Result<Statement> row = connection.prepare("INSERT OR REPLACE INTO paths (path, sha256, document) VALUES (?, ?, ?)");
  if (!row) return row.error();
  return row->bind(1, of).bind(2, sha256).bind(3, document).run();
}

Result<Done> store::State::insert(const Rows& rows) {
  for (std::size_t table = 0; table < kTables; ++table) {
    if (rows[table].empty()) continue;
    Result<Statement> insertion = connection.prepare(insert_sql(tables()[table]));
    if (!insertion) return insertion.error();
    for (const Row& row : rows[table]) {
      for (std::size_t i = 0; i < row.size(); ++i) insertion->bind(static_cast<int>(i + 1), row[i]);
      if (Result<Done> done = insertion->run(); !done) return done;
    }
  }
  return Done{};
}

namespace {

// SQLite names a column; a person wants to know what clashes.
Error clash(Error error, const Page& page) {
  if (error.kind == ErrorKind::Conflict) error.message = "two claims have one id (" + error.message + ")";
  error.source = page.path;
  return error;
}

std::uint64_t seal_of_row(const Row& row) {
  const auto* packed = std::get_if<Blob>(&row.back());
  return packed != nullptr ? seal_of(packed->bytes) : 0;
}

}  // namespace

Result<Done> store::State::insert_document(const Page& page, const CodedDocument& document) {
  const std::string& id = document.article.id;
  const Rows rows = rows_of(document, nullptr);
  if (Result<Done> done = insert(rows); !done) {
    return done.error().kind == ErrorKind::Conflict ? clash(done.error(), page) : done.error();
  }
  totals[kDocumentsPart].add(seal_of_row(rows[kDocuments].front()));
  Result<Statement> words = connection.prepare(
      "INSERT INTO sentences_text (rowid, text) SELECT id, text FROM sentences WHERE document = ? ORDER BY position");
  if (!words) return words.error();
  if (Result<Done> done = words->bind(1, id).run(); !done) return done;
  Result<Statement> raw =
      connection.prepare("INSERT INTO pages (document, format, charset, packed, content) VALUES (?, ?, ?, ?, ?)");
  if (!raw) return raw.error();
  raw->bind(1, id).bind(2, name_of(page.format)).bind(3, text_or_null(page.charset));
  raw->bind(4, Blob{seal(pack_page(id, page))}).bind(5, Blob{seal(page.bytes)});
  if (Result<Done> done = raw->run(); !done) return done;
  return note_path(document.article.path, document.article.sha256, id);
}

// Takes a document out with all that hangs on it, events that its claims are in included: linking makes them anew.
Result<Done> store::State::remove_document(const std::string& id) {
  const Result<std::vector<std::string>> events_held =
      texts("SELECT DISTINCT event FROM event_claims WHERE claim IN (SELECT id FROM claims WHERE document = ?)", {id});
  if (!events_held) return events_held.error();
  for (const std::string& event : *events_held) {
    if (Result<Done> removed = remove_event(event); !removed) return removed;
  }
  const Result<Value> packed = connection.value_of("SELECT packed FROM documents WHERE id = ?", {id});
  if (!packed) return packed.error();
  totals[kDocumentsPart].take(seal_of_row({*packed}));
  const Result<Value> linked = connection.value_of("SELECT packed FROM links WHERE document = ?", {id});
  if (linked) totals[kLinksPart].take(seal_of_row({*linked}));

  std::vector<std::string> statements = {
      "INSERT INTO sentences_text (sentences_text, rowid, text) SELECT 'delete', id, text FROM sentences WHERE "
      "document = ?1",
      delete_sql(tables()[kClaimParticipants]), delete_sql(tables()[kSaidBy])};
  for (const Table& table : tables()) {
    if (table.of == TableOf::document) statements.push_back(delete_sql(table));
  }
  statements.push_back("DELETE FROM links WHERE document = ?1");
  statements.push_back("DELETE FROM pages WHERE document = ?1");
  for (const std::string& sql : statements) {
    Result<Statement> statement = connection.prepare(sql);
    if (!statement) return statement.error();
    if (Result<Done> done = statement->bind(1, id).run(); !done) return done;
  }
  return Done{};
}

Result<Done> store::State::remove_event(const std::string& id) {
  const Result<Value> packed = connection.value_of("SELECT packed FROM events WHERE id = ?", {id});
  if (!packed) return packed.error();
  totals[kEventsPart].take(seal_of_row({*packed}));
  for (const Table& table : tables()) {
    if (table.of != TableOf::event) continue;
    Result<Statement> statement = connection.prepare(delete_sql(table));
    if (!statement) return statement.error();
    if (Result<Done> done = statement->bind(1, id).run(); !done) return done;
  }
  return Done{};
}

}  // namespace annals
