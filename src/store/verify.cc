// What docs/record.md promises, tried on a store: everything that follows from something else is made again and
// compared.
#include <map>
#include <set>

#include "annals/store.h"
#include "base/sha256.h"
#include "store/pack.h"
#include "store/spans.h"
#include "store/state.h"

namespace annals {

using namespace annals::store;

namespace {

constexpr std::size_t kMostComplaints = 1000;

class Verifier {
 public:
  Verifier(store::State& state, Store& store, const Store::Linker& linker)
      : state_(state), store_(store), linker_(linker) {}

  Result<std::vector<std::string>> verify() {
    Result<Reading> reading = Reading::begin(state_.connection);
    if (!reading) return reading.error();
    for (const auto step :
         {&Verifier::check_file, &Verifier::check_documents, &Verifier::check_paths, &Verifier::check_events,
          &Verifier::check_decisions, &Verifier::check_counts, &Verifier::check_search, &Verifier::check_lists}) {
      const Result<Done> done = (this->*step)();
      if (done) continue;
      // A file that cannot be read to its end is damaged, and that is an answer.
      if (done.error().kind == ErrorKind::Io) return done.error();
      complain(done.error().message);
    }
    if (left_out_ > 0) complaints_.push_back("and " + std::to_string(left_out_) + " more");
    return std::move(complaints_);
  }

 private:
  void complain(std::string what) {
    if (complaints_.size() < kMostComplaints) {
      complaints_.push_back(std::move(what));
    } else {
      ++left_out_;
    }
  }

  Result<Done> check_file() {
    const Result<std::vector<std::string>> found = state_.texts("PRAGMA integrity_check(20)");
    if (!found) return found.error();
    for (const std::string& line : *found) {
      if (line != "ok") complain("the file is damaged: " + line);
    }
    return Done{};
  }

  // The rows that a document or an event has in a table, against those it must have.
  Result<Done> compare(const Table& table, const std::string& owner, const std::vector<Row>& expected) {
    Result<Statement> rows = state_.connection.prepare(select_sql(table));
    if (!rows) return rows.error();
    rows->bind(1, owner);
    std::size_t at = 0;
    bool same = true;
    for (;; ++at) {
      const Result<bool> row = rows->step();
      if (!row) return row.error();
      if (!*row) break;
      Row found;
      for (int i = 0; i < rows->columns(); ++i) found.push_back(rows->value(i));
      same = same && at < expected.size() && found == expected[at];
    }
    rows->reset();
    const std::string what = table.of == TableOf::event ? "event " : "document ";
    if (!same || at != expected.size()) {
      complain("the table " + std::string(table.name) + " does not say what " + what + owner + " holds");
    }
    return Done{};
  }
  Result<Done> compare_all(TableOf of, const std::string& owner, const Rows& expected) {
    for (std::size_t table = 0; table < kTables; ++table) {
      if (tables()[table].of != of) continue;
      rows_[table] += expected[table].size();
      if (Result<Done> done = compare(tables()[table], owner, expected[table]); !done) return done;
    }
    return Done{};
  }

  Result<Done> check_documents() {
    const Result<std::vector<std::string>> ids = state_.texts("SELECT id FROM documents ORDER BY id");
    if (!ids) return ids.error();
    for (const std::string& id : *ids) {
      Result<CodedDocument> document = state_.read_document(id);
      if (!document) {
        if (document.error().kind == ErrorKind::Io) return document.error();
        complain("document " + id + ": " + document.error().message);
        continue;
      }
      if (Result<Done> done = check_document(*document); !done) return done;
      documents_.push_back(std::move(*document));
    }
    return Done{};
  }

  Result<Done> check_document(const CodedDocument& document) {
    const std::string& id = document.article.id;
    const Result<LinkedRecord::DocumentLinks> links = state_.read_links(id, nullptr);
    if (!links && links.error().kind != ErrorKind::NotFound) return links.error();
    if (links) links_[id] = *links;
    const Rows expected = rows_of(document, links ? &*links : nullptr);
    if (Result<Done> done = compare_all(TableOf::document, id, expected); !done) return done;
    for (const ResolvedClaim& claim : document.claims) {
      if (!claims_.emplace(claim.id, pack_claim(claim)).second) complain("two claims are called " + claim.id);
    }
    return check_page(document);
  }

  Result<Done> check_page(const CodedDocument& document) {
    const std::string& id = document.article.id;
    const Result<Page> page = state_.read_page(id);
    if (!page) {
      if (page.error().kind == ErrorKind::Io) return page.error();
      complain("the page of document " + id + ": " + page.error().message);
      return Done{};
    }
    if (base::sha256_hex(page->bytes) != document.article.sha256 || page->bytes.size() != document.article.bytes) {
      complain("the raw bytes of document " + id + " are not those of its SHA-256");
    }
    for (std::string& complaint : check_spans(document, *page)) complain(std::move(complaint));
    return Done{};
  }

  Result<Done> check_paths() {
    for (const CodedDocument& document : documents_) {
      const Article& article = document.article;
      const Result<Value> named = state_.connection.value_of("SELECT document FROM paths WHERE path = ? AND sha256 = ?",
                                                             {article.path, article.sha256});
      if (!named && named.error().kind != ErrorKind::NotFound) return named.error();
      if (!named || *named != Value(article.id)) complain("the table paths does not lead to document " + article.id);
    }
    return complain_where(
        "SELECT p.path FROM paths AS p LEFT JOIN documents AS d ON d.id = p.document WHERE "
        "d.id IS NULL OR d.sha256 <> p.sha256 OR d.path > p.path",
        "the table paths does not fit: ");
  }

  Result<Done> complain_where(const std::string& sql, const std::string& what) {
    const Result<std::vector<std::string>> found = state_.texts(sql);
    if (!found) return found.error();
    for (const std::string& line : *found) complain(what + line);
    return Done{};
  }

  // Events are a function of the claims: linking again must give what is held.
  Result<Done> check_events() {
    const Result<std::vector<Decision>> decisions = state_.standing_decisions();
    if (!decisions) return decisions.error();
    const LinkedRecord again = linker_(documents_, *decisions);
    std::map<std::string, const Event*> expected;
    for (const Event& event : again.events) {
      if (!expected.emplace(event.id, &event).second) complain("linking makes two events of one id: " + event.id);
    }
    const Result<std::vector<std::string>> ids = state_.texts("SELECT id FROM events ORDER BY id");
    if (!ids) return ids.error();
    std::size_t wrong = 0;
    for (const std::string& id : *ids) {
      const auto at = expected.find(id);
      const Result<bool> same = check_event(id, at != expected.end() ? at->second : nullptr);
      if (!same) return same.error();
      wrong += !*same;
      if (at != expected.end()) expected.erase(at);
    }
    for (const auto& [id, event] : expected) complain("event " + id + " follows from the claims and is not held");
    wrong += expected.size();
    for (const LinkedRecord::DocumentLinks& links : again.documents) {
      const auto at = links_.find(links.document);
      const bool same = at != links_.end() && pack_links(at->second) == pack_links(links);
      if (!same) complain("the links of document " + links.document + " are not those that follow from the claims");
      wrong += !same;
    }
    if (wrong > 0) complain("an ingest that was cut short leaves events of before: ingest anything again to link anew");
    return Done{};
  }

  Result<bool> check_event(const std::string& id, const Event* expected) {
    const Result<Event> event = state_.read_event(id);
    if (!event) {
      if (event.error().kind == ErrorKind::Io) return event.error();
      complain("event " + id + ": " + event.error().message);
      return false;
    }
    if (Result<Done> done = compare_all(TableOf::event, id, rows_of(*event)); !done) return done.error();
    if (event->claims.empty()) complain("event " + id + " has no claim");
    bool same = expected != nullptr && pack_event(*event) == pack_event(*expected);
    for (const ResolvedClaim& claim : event->claims) {
      if (!in_events_.insert(claim.id).second) complain("claim " + claim.id + " is in two events");
    }
    for (std::size_t i = 0; same && i < event->claims.size(); ++i) {
      const auto held = claims_.find(event->claims[i].id);
      same = held != claims_.end() && held->second == pack_claim(expected->claims[i]);
    }
    if (!same) complain("event " + id + " is not what follows from the claims");
    return same;
  }

  // Columns of decisions repeat what is packed, and which of them stand follows from the others.
  Result<Done> check_decisions() {
    const Result<std::vector<Decision>> decisions = state_.read_decisions();
    if (!decisions) return decisions.error();
    Result<Statement> rows =
        state_.connection.prepare("SELECT " + std::string(kDecisionColumns) + " FROM decisions ORDER BY position");
    if (!rows) return rows.error();
    for (const Decision& decision : *decisions) {
      const Result<bool> row = rows->step();
      if (!row) return row.error();
      Row found;
      for (int i = 0; *row && i < rows->columns(); ++i) found.push_back(rows->value(i));
      const auto* position = found.empty() ? nullptr : std::get_if<std::int64_t>(&found.front());
      if (position == nullptr || found != decision_row(decision, *position)) {
        complain("the table decisions does not say what decision " + decision.id + " holds");
      }
    }
    rows->reset();
    return Done{};
  }

  // Rows that belong to nobody.
  Result<Done> check_counts() {
    for (std::size_t table = 0; table < kTables; ++table) {
      const std::string name(tables()[table].name);
      const Result<Value> count = state_.connection.value_of("SELECT count(*) FROM " + name);
      if (!count) return count.error();
      if (*count != Value(static_cast<std::int64_t>(rows_[table]))) {
        complain("the table " + name + " has rows that belong to nothing, or lacks some");
      }
    }
    return complain_where("SELECT document FROM pages WHERE document NOT IN (SELECT id FROM documents)",
                          "a page without its document: ");
  }

  // The index of words, against one made of the sentences anew.
  Result<Done> check_search() {
    // Tables of this connection alone, which even a reader may make.
    const char* sql =
        "PRAGMA query_only = 0;"
        "DROP TABLE IF EXISTS temp.expected; DROP TABLE IF EXISTS temp.anew; DROP TABLE IF EXISTS temp.held;"
        "CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, sentences_text, instance);"
        "CREATE VIRTUAL TABLE temp.anew USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');"
        "INSERT INTO temp.anew (rowid, text) SELECT id, text FROM sentences;"
        "CREATE VIRTUAL TABLE temp.expected USING fts5vocab(temp, anew, instance);";
    if (Result<Done> made = state_.connection.execute(sql); !made) return made;
    for (const char* difference : {"SELECT count(*) FROM (SELECT term, doc, offset FROM temp.held EXCEPT SELECT term, "
                                   "doc, offset FROM temp.expected)",
                                   "SELECT count(*) FROM (SELECT term, doc, offset FROM temp.expected EXCEPT SELECT "
                                   "term, doc, offset FROM temp.held)"}) {
      const Result<Value> count = state_.connection.value_of(difference);
      if (!count) return count.error();
      if (*count != Value(std::int64_t{0})) complain("the index of words is not that of the sentences");
    }
    const char* drop = "DROP TABLE temp.expected; DROP TABLE temp.anew; DROP TABLE temp.held;";
    if (Result<Done> dropped = state_.connection.execute(drop); !dropped || state_.writes) return dropped;
    return state_.connection.execute("PRAGMA query_only = 1");
  }

  // What only the totals can miss.
  Result<Done> check_lists() {
    const auto nothing = [](const auto&) { return true; };
    if (Result<Done> done = store_.each_document(nothing); !done) complain(done.error().message);
    if (Result<Done> done = store_.each_event(nothing); !done) complain(done.error().message);
    if (const auto links = store_.links(); !links) complain(links.error().message);
    if (const auto refused = store_.refused(); !refused) complain(refused.error().message);
    return Done{};
  }

  store::State& state_;
  Store& store_;
  const Store::Linker& linker_;
  std::vector<CodedDocument> documents_;  // by id
  std::map<std::string, LinkedRecord::DocumentLinks> links_;
  std::map<std::string, std::string> claims_;  // packed, by id
  std::set<std::string> in_events_;
  std::array<std::size_t, kTables> rows_ = {};
  std::vector<std::string> complaints_;
  std::size_t left_out_ = 0;
};

}  // namespace

Result<std::vector<std::string>> verify(Store& store, const Store::Linker& linker) {
  return Verifier(*store.state_, store, linker).verify();
}

}  // namespace annals
