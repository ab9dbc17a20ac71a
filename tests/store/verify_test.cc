#include <doctest/doctest.h>
#include <sqlite3.h>

#include "store/made.h"

using namespace annals;
using made::Folder;

namespace {

// What somebody else does to the file.
void tamper(const std::filesystem::path& path, const std::string& sql) {
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
  char* message = nullptr;
  const int code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &message);
  CHECK_MESSAGE(code == SQLITE_OK, (message != nullptr ? message : ""));
  sqlite3_free(message);
  sqlite3_close(connection);
}

// What `verify` says of a good store after `sql` was done to it; "refused" when it does not open any more.
std::vector<std::string> verified_after(const Folder& folder, const std::string& sql) {
  std::filesystem::copy_file(folder / "good", folder / "bad", std::filesystem::copy_options::overwrite_existing);
  tamper(folder / "bad", sql);
  Result<Store> store = Store::open(folder / "bad", Store::Mode::read);
  if (!store) return {"refused"};
  const auto found = verify(*store, made::link);
  return found ? *found : std::vector<std::string>{"error: " + found.error().message};
}

}  // namespace

TEST_CASE("a good store verifies, and whatever is changed in one is found") {
  const Folder folder;
  made::make_store(folder / "good", 12);
  {
    Result<Store> store = made::open_for_writing(folder / "good");
    REQUIRE(store->refuse({"x", "", 0, {ErrorKind::Io, "gone", "x", {}}}));
    REQUIRE(store->commit());
    CHECK(verify(*store, made::link)->empty());
  }
  CHECK(verified_after(folder, "ANALYZE").empty());
  CHECK(verified_after(folder, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('ours')").empty());
  for (const char* sql : {
           "UPDATE documents SET title = 'Other'",
           "UPDATE documents SET packed = zeroblob(20) WHERE rowid = 1",
           "DELETE FROM documents WHERE rowid = 2",
           "UPDATE pages SET content = (SELECT content FROM pages WHERE rowid = 2) WHERE rowid = 1",
           "DELETE FROM pages WHERE rowid = 1",
           "UPDATE claims SET status = 'denied' WHERE rowid = 1",
           "UPDATE claims SET packed = (SELECT packed FROM claims WHERE rowid = 2) WHERE rowid = 1",
           "DELETE FROM claims WHERE rowid = 1",
           "UPDATE claim_participants SET name = 'Somebody else'",
           "DELETE FROM claim_participants",
           "INSERT INTO said_by (claim, position, name, quoted) VALUES ('cl_0', 0, 'Nobody', 0)",
           "UPDATE events SET time_from = '1999-01-01' WHERE rowid = 1",
           "DELETE FROM events WHERE rowid = 1",
           "UPDATE events SET packed = (SELECT packed FROM events WHERE rowid = 2) WHERE rowid = 1",
           "DELETE FROM event_claims WHERE position = 0",
           "UPDATE history SET status = 'planned'",
           "DELETE FROM disagreements",
           "UPDATE copies SET similarity = 0.9",
           "DELETE FROM links",
           "DELETE FROM paths",
           "UPDATE paths SET sha256 = 'x'",
           "DELETE FROM refused",
           "UPDATE refused SET message = 'never mind'",
           "UPDATE sentences SET text = 'Nothing was said.' WHERE id = 1",
           "UPDATE sentences SET spans = '[[0,1]]' WHERE id = 1",
           "INSERT INTO sentences_text (sentences_text) VALUES ('delete-all')",
           "UPDATE totals SET rows = rows + 1",
           "DROP INDEX claims_by_document",
           "DROP VIEW timeline",
           "CREATE TRIGGER t AFTER DELETE ON events BEGIN DELETE FROM claims; END",
           "ALTER TABLE refused ADD COLUMN more TEXT",
           "PRAGMA user_version = 9",
           "PRAGMA application_id = 1",
       }) {
    CHECK_MESSAGE(!verified_after(folder, sql).empty(), sql);
  }
}

TEST_CASE("decisions that were changed, lost or put in another order are found") {
  const Folder folder;
  made::make_store(folder / "good", 12);
  {
    Result<Store> store = made::open_for_writing(folder / "good");
    Decision accept{.what = DecisionKind::accept, .targets = {store->events()->front().id}};
    accept.who = "A. Reader";
    accept.when = "2020-02-03";
    const Result<Decision> kept = store->decide(accept);
    REQUIRE(kept);
    accept.what = DecisionKind::undo;
    accept.targets = {kept->id};
    REQUIRE(store->decide(accept));
    REQUIRE(store->commit());
  }
  CHECK(verified_after(folder, "").empty());
  for (const char* sql :
       {"UPDATE decisions SET who = 'Nobody' WHERE position = 1", "UPDATE decisions SET superseded_by = NULL",
        "DELETE FROM decisions WHERE position = 2", "UPDATE decisions SET position = 7 WHERE position = 1",
        "UPDATE decisions SET packed = (SELECT packed FROM decisions WHERE position = 1)"}) {
    CHECK_MESSAGE(!verified_after(folder, sql).empty(), sql);
  }
}

TEST_CASE("a newer store is said to be newer, and another program's is left alone") {
  const Folder folder;
  made::make_store(folder / "good", 2);
  tamper(folder / "good", "PRAGMA user_version = 3");
  for (const Store::Mode mode : {Store::Mode::read, Store::Mode::write}) {
    CHECK(Store::open(folder / "good", mode).error().kind == ErrorKind::Unsupported);
  }
  tamper(folder / "other", "CREATE TABLE recipes (name); PRAGMA user_version = 2");
  for (const Store::Mode mode : {Store::Mode::read, Store::Mode::write}) {
    CHECK(Store::open(folder / "other", mode).error().kind == ErrorKind::Malformed);
  }
}

TEST_CASE("spans that do not reproduce their text are found, by the map and by the bytes") {
  const Folder folder;
  const auto verified = [&](const std::string& name, const auto& change) {
    made::Made page = made::page(0);
    for (std::uint64_t i = 1; page.page.format != PageFormat::html || page.coded.claims.empty(); ++i) {
      page = made::page(i);
    }
    change(page);
    page.coded.article.bytes = page.page.bytes.size();
    Result<Store> store = made::open_for_writing(folder / name);
    REQUIRE(store->add(page.page, page.coded));
    REQUIRE(store->commit());
    REQUIRE(store->relink(made::link));
    return *verify(*store, made::link);
  };
  CHECK(verified("good", [](made::Made&) {}).empty());
  const auto says = [&](const std::string& name, const std::string& words, const auto& change) {
    std::string all;
    for (const std::string& line : verified(name, change)) all += line + "\n";
    CHECK_MESSAGE(all.find(words) != std::string::npos, name, ": ", all);
  };
  says("moved", "is not the text that the map gives", [](made::Made& page) {
    for (ByteSpan& span : page.coded.claims[0].sentence_spans) ++span.begin;
  });
  says("moved too", "is not what its bytes read as",
       [](made::Made& page) { page.coded.claims[0].sentence_spans.front().begin += 2; });
  says("reworded", "is not what its bytes read as", [](made::Made& page) { page.coded.claims[0].sentence += " Not."; });
  says("outside", "outside its page", [](made::Made& page) {
    page.coded.claims[0].evidence.trigger = {{5, page.page.bytes.size() + 1}};
  });
  says("nothing", "no bytes behind", [](made::Made& page) { page.coded.claims[0].sentence_spans.clear(); });
  says("bytes", "not those of its SHA-256", [](made::Made& page) { page.page.bytes.back() = 'x'; });
  says("map", "do not read as its text", [](made::Made& page) { page.coded.article.text.text[3] ^= 1; });
  says("entity", "do not read as its text", [](made::Made& page) {
    SourcedText& text = page.coded.article.text;
    text.text[text.text.find('&')] = '+';
  });
}

TEST_CASE("other character sets are verified as far as their ASCII goes") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a");
  made::Made page;
  page.page.path = "latin.txt";
  page.page.bytes = "The caf\xE9 met him.";
  page.page.charset = "windows-1252";
  Article& article = page.coded.article;
  article.path = page.page.path;
  article.bytes = page.page.bytes.size();
  article.sha256 = base::sha256_hex(page.page.bytes);
  article.id = article.sha256.substr(0, 16);
  article.text.append_copy("The caf", 0);
  article.text.append_rewritten("é", {7, 8});
  article.text.append_copy(" met him.", 8);
  article.blocks = {{BlockKind::body, {0, 18}, "", false}};
  ResolvedClaim claim;
  claim.id = "cl_1";
  claim.document = article.id;
  claim.sentence = "The café met him.";
  claim.sentence_spans = {{0, 17}};
  page.coded.claims = {claim};
  REQUIRE(store->add(page.page, page.coded));
  REQUIRE(store->commit());
  REQUIRE(store->relink(made::link));
  for (const std::string& line : made::got(verify(*store, made::link))) FAIL_CHECK(line);
}
