#include <doctest/doctest.h>

#include <fstream>
#include <numeric>

#include "store/made.h"

using namespace annals;
using made::Folder;
using made::Made;

namespace {

Result<Store> reopened(const std::filesystem::path& path) { return Store::open(path, Store::Mode::read); }

void put(const std::filesystem::path& path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

// Adds pages in the order given, in batches of three, and links them.
std::string record_of(const std::filesystem::path& path, const std::vector<Made>& pages) {
  Result<Store> store = made::open_for_writing(path);
  REQUIRE(store);
  std::size_t count = 0;
  for (const Made& page : pages) {
    REQUIRE(store->add(page.page, page.coded));
    if (++count % 3 == 0) REQUIRE(store->commit());
  }
  REQUIRE(store->commit());
  REQUIRE(store->relink(made::link));
  const auto broken = verify(*store, made::link);
  REQUIRE(broken);
  for (const std::string& line : *broken) FAIL_CHECK(line);
  return made::whole_export(*store);
}

Made with_own_id(std::uint64_t number, const std::string& path, const std::string& id) {
  Made out = made::page(number, path);
  out.page.id = out.coded.article.id = id;
  for (ResolvedClaim& claim : out.coded.claims) {
    claim.document = id;
    claim.id = "cl_" + base::short_hash(id + claim.id);
  }
  return out;
}

}  // namespace

TEST_CASE("what was added is read back whole") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a.annals");
  REQUIRE(store);
  std::vector<Made> pages;
  for (std::uint64_t i = 0; i < 20; ++i) pages.push_back(made::page(i));
  for (const Made& page : pages) REQUIRE(store->add(page.page, page.coded));
  REQUIRE(store->commit());
  Result<Store> reader = reopened(folder / "a.annals");
  REQUIRE(reader);
  for (const Made& page : pages) {
    const std::string& id = page.coded.article.id;
    const Result<CodedDocument> document = reader->document(id);
    REQUIRE(document);
    CHECK(pack(*document) == pack(page.coded));
    const Result<CodedDocument> by_path = reader->document(page.page.path);
    REQUIRE(by_path);
    CHECK(by_path->article.id == id);
    const Result<Page> raw = reader->page(id);
    REQUIRE(raw);
    CHECK(raw->bytes == page.page.bytes);
    CHECK(raw->format == page.page.format);
    CHECK(raw->outlet == page.page.outlet);
    CHECK(*reader->raw_bytes(id) == page.page.bytes);
    CHECK(*reader->holds(page.coded.article.sha256, page.page.path));
    CHECK_FALSE(*reader->holds(page.coded.article.sha256, "elsewhere"));
  }
  const auto documents = reader->documents();
  REQUIRE(documents);
  CHECK(documents->size() == 20);
  CHECK(std::is_sorted(documents->begin(), documents->end(), [](const auto& a, const auto& b) {
    return std::pair(a.article.path, a.article.id) < std::pair(b.article.path, b.article.id);
  }));
  CHECK_FALSE(reader->document("nothing"));
  CHECK(reader->document("nothing").error().kind == ErrorKind::NotFound);
  CHECK(reader->raw_bytes("nothing").error().kind == ErrorKind::NotFound);
}

TEST_CASE("the order of pages, their batches and repetition do not reach the record") {
  const Folder folder;
  std::vector<Made> pages;
  for (std::uint64_t i = 0; i < 12; ++i) pages.push_back(made::page(i));
  pages.push_back(made::page(3, "a/same bytes.txt"));  // other paths, one before and one behind
  pages.push_back(made::page(3, "z/same bytes.txt"));
  pages.push_back(made::page(40, "pages/5.txt"));  // a new version of a page
  for (std::uint64_t i = 50; i < 53; ++i) pages.push_back(with_own_id(i, "news.jsonl#1", "story"));  // one id
  pages.push_back(with_own_id(51, "a/news.jsonl#1", "story"));
  const std::string first = record_of(folder / "first", pages);
  made::Dice dice(1);
  for (int round = 0; round < 12; ++round) {
    std::vector<Made> shuffled = pages;
    shuffled.insert(shuffled.end(), pages.begin(), pages.begin() + 5);
    for (std::size_t i = shuffled.size(); i > 1; --i) std::swap(shuffled[i - 1], shuffled[dice.below(i)]);
    const std::string again = record_of(folder / std::to_string(round), shuffled);
    CHECK(again == first);
    if (again != first) break;
  }
}

TEST_CASE("adding what is held changes nothing") {
  const Folder folder;
  made::make_store(folder / "a", 10);
  Result<Store> store = made::open_for_writing(folder / "a");
  const std::string before = made::whole_export(*store);
  for (std::uint64_t i = 0; i < 10; ++i) {
    const Made page = made::page(i);
    REQUIRE(store->add(page.page, page.coded));
  }
  REQUIRE(store->commit());
  REQUIRE(store->relink(made::link));
  CHECK(made::whole_export(*store) == before);
  CHECK(verify(*store, made::link)->empty());
}

TEST_CASE("a new version of a page keeps both") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a");
  const Made one = made::page(1, "news.html"), two = made::page(2, "news.html");
  REQUIRE(store->add(one.page, one.coded));
  REQUIRE(store->add(two.page, two.coded));
  REQUIRE(store->commit());
  CHECK(store->documents()->size() == 2);
  CHECK(*store->raw_bytes(one.coded.article.id) == one.page.bytes);
  CHECK(*store->raw_bytes(two.coded.article.id) == two.page.bytes);
  const auto by_path = store->document("news.html");
  REQUIRE_FALSE(by_path);
  CHECK(by_path.error().kind == ErrorKind::Conflict);
  CHECK(by_path.error().message.find(one.coded.article.id) != std::string::npos);
}

TEST_CASE("an event is found by its id, by its claims' ids and by ids it had before") {
  const Folder folder;
  made::make_store(folder / "a", 30);
  Result<Store> store = reopened(folder / "a");
  const auto events = store->events();
  REQUIRE(events);
  REQUIRE(events->size() > 20);
  for (const Event& event : *events) {
    for (const ResolvedClaim& claim : event.claims) {
      CHECK(store->event(claim.id)->id == event.id);
      CHECK(store->event("ev_" + claim.id.substr(3))->id == event.id);
    }
    CHECK(to_json(*store->event(event.id)) == to_json(event));
  }
  for (const char* unknown : {"", "ev_", "ev_0000000000000000", "cl_", "x"}) {
    CHECK(store->event(unknown).error().kind == ErrorKind::NotFound);
  }
}

TEST_CASE("linking again writes what changed and drops what is gone") {
  const Folder folder;
  made::make_store(folder / "a", 15);
  Result<Store> store = made::open_for_writing(folder / "a");
  const std::string before = made::whole_export(*store);
  const auto half = [](const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
    LinkedRecord out = made::link(documents, decisions);
    out.events.resize(out.events.size() / 2);
    for (Event& event : out.events) event.roots = 7;
    return out;
  };
  REQUIRE(store->relink(half));
  CHECK(store->events()->front().roots == 7);
  CHECK(verify(*store, half)->empty());
  CHECK_FALSE(verify(*store, made::link)->empty());
  REQUIRE(store->relink(made::link));
  CHECK(made::whole_export(*store) == before);
  const auto twice = [](const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
    LinkedRecord out = made::link(documents, decisions);
    out.events.push_back(out.events.front());
    return out;
  };
  const auto refused = store->relink(twice);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::Conflict);
  CHECK(made::whole_export(*store) == before);
}

TEST_CASE("where nothing was added or decided since, nothing is linked") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a");
  std::size_t times = 0;
  const auto linker = [&](const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
    ++times;
    return made::link(documents, decisions);
  };
  const auto add = [&](std::uint64_t number) {
    const Made made = made::page(number);
    REQUIRE(store->add(made.page, made.coded));
    REQUIRE(store->commit());
  };
  const auto linked = [&](std::string_view version) {
    const std::size_t before = times;
    REQUIRE(store->relink(linker, version));
    CHECK(verify(*store, made::link)->empty());
    return times > before;
  };
  for (std::uint64_t i = 0; i < 9; ++i) add(i);
  CHECK(linked("1"));
  CHECK_FALSE(linked("1"));
  add(1);  // it is held
  CHECK_FALSE(linked("1"));
  add(9);
  store = Result<Store>(Error{ErrorKind::Io, "closed"});
  store = made::open_for_writing(folder / "a");  // as after a run that was killed before it linked
  CHECK(linked("1"));
  CHECK(linked("2"));  // other rules
  CHECK_FALSE(linked("2"));
  CHECK(linked(""));
  CHECK(linked("2"));
  REQUIRE(store->decide({.what = DecisionKind::accept,
                         .targets = {store->events()->front().id},
                         .who = "A. Reviewer",
                         .when = "2026-01-01"}));
  CHECK(linked("2"));
  CHECK_FALSE(linked("2"));
}

TEST_CASE("a page that cannot be kept leaves the batch as it was") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a");
  const Made good = made::page(1), other = made::page(2);
  REQUIRE(store->add(good.page, good.coded));
  Made clashing = made::page(5);
  REQUIRE(clashing.coded.claims.size() > 1);
  clashing.coded.claims[1].id = clashing.coded.claims[0].id;
  CHECK(store->add(clashing.page, clashing.coded).error().kind == ErrorKind::Conflict);
  Made outside = made::page(6);
  outside.coded.article.blocks[0].range.end = 1'000'000;
  CHECK(store->add(outside.page, outside.coded).error().kind == ErrorKind::Malformed);
  REQUIRE(store->add(other.page, other.coded));
  REQUIRE(store->commit());
  REQUIRE(store->relink(made::link));
  CHECK(store->documents()->size() == 2);
  CHECK(verify(*store, made::link)->empty());
}

TEST_CASE("what was not committed is gone, what was is kept") {
  const Folder folder;
  const Made one = made::page(1), two = made::page(2);
  {
    Result<Store> store = made::open_for_writing(folder / "a");
    REQUIRE(store->add(one.page, one.coded));
    REQUIRE(store->commit());
    REQUIRE(store->add(two.page, two.coded));
    CHECK(store->documents()->size() == 2);  // the writer sees its own
  }
  CHECK(reopened(folder / "a")->documents()->size() == 1);
}

TEST_CASE("refused inputs are kept, once, until they can be read") {
  const Folder folder;
  const Made page = made::page(4);
  Result<Store> store = made::open_for_writing(folder / "a");
  const Refused broken{"z.jpg", "ab", 7, {ErrorKind::Unsupported, "expected text, found a picture", "z.jpg", {0, 3}}};
  REQUIRE(store->refuse({page.page.path, page.coded.article.sha256, 9, {ErrorKind::Malformed, "at first", "s", {}}}));
  REQUIRE(store->refuse({page.page.path, "", 0, {ErrorKind::Io, "and before that", "s", {}}}));
  REQUIRE(store->refuse(broken));
  REQUIRE(store->refuse(broken));
  REQUIRE(store->commit());
  CHECK(store->refused()->size() == 3);
  REQUIRE(store->add(page.page, page.coded));
  REQUIRE(store->commit());
  const auto left = reopened(folder / "a")->refused();
  REQUIRE(left);
  REQUIRE(left->size() == 1);
  CHECK(left->front().path == "z.jpg");
  CHECK(left->front().bytes == 7);
  CHECK(left->front().error.kind == ErrorKind::Unsupported);
  CHECK(left->front().error.message == broken.error.message);
  CHECK(left->front().error.where == ByteSpan{0, 3});
  Result<Store> again = reopened(folder / "a");
  CHECK(made::exported(*again, ExportWhat::refused) ==
        "{\"path\":\"z.jpg\",\"sha256\":\"ab\",\"bytes\":7,\"kind\":\"Unsupported\",\"message\":"
        "\"expected text, found a picture\",\"where\":[[0,3]]}\n");
  CHECK(made::exported(*again, ExportWhat::refused, "csv") ==
        "path,sha256,bytes,kind,message\nz.jpg,ab,7,Unsupported,\"expected text, found a picture\"\n");
}

TEST_CASE("opening says what is wrong with a file") {
  const Folder folder;
  const auto kind = [&](const std::string& name, Store::Mode mode) {
    const Result<Store> store = Store::open(folder / name, mode);
    REQUIRE_FALSE(store);
    CHECK(store.error().source.find(name) != std::string::npos);
    return store.error().kind;
  };
  CHECK(kind("absent", Store::Mode::read) == ErrorKind::NotFound);
  put(folder / "text", "dear diary");
  put(folder / "empty", "");
  put(folder / "cut", std::string_view("SQLite format 3\0", 16));
  put(folder / "picture", std::string("\xFF\xD8\xFF\xE0", 4) + std::string(9000, 'x'));
  for (const Store::Mode mode : {Store::Mode::read, Store::Mode::write}) {
    CHECK(kind("text", mode) == ErrorKind::Malformed);
    CHECK(kind("picture", mode) == ErrorKind::Malformed);
    CHECK(kind("cut", mode) == ErrorKind::Malformed);
  }
  CHECK(kind("empty", Store::Mode::read) == ErrorKind::Malformed);
  std::filesystem::create_directory(folder / "folder");
  CHECK(kind("folder", Store::Mode::read) == ErrorKind::Io);
  CHECK(kind("folder", Store::Mode::write) == ErrorKind::Io);
  CHECK(kind("no/such/folder", Store::Mode::write) == ErrorKind::Io);
  CHECK(Store::open(folder / "empty", Store::Mode::write));
  std::ifstream text(folder / "text");
  CHECK(std::string(std::istreambuf_iterator<char>(text), {}) == "dear diary");
}

TEST_CASE("a reader cannot write") {
  const Folder folder;
  made::make_store(folder / "a", 2);
  Result<Store> store = reopened(folder / "a");
  const Made page = made::page(9);
  CHECK(store->add(page.page, page.coded).error().kind == ErrorKind::Io);
  CHECK(store->relink(made::link).error().kind == ErrorKind::Io);
}

TEST_CASE("actors are counted over events") {
  const Folder folder;
  made::make_store(folder / "a", 20);
  Result<Store> store = reopened(folder / "a");
  const auto actors = store->actors();
  REQUIRE(actors);
  CHECK(actors->size() == std::size(made::kPeople));
  std::map<std::string, std::uint32_t> events;
  for (const Event& event : made::got(store->events())) {
    std::map<std::string, int> seen;
    for (const Participant& participant : event.participants) seen[participant.actor.id] = 1;
    for (const auto& [id, one] : seen) ++events[id];
  }
  for (const ActorSummary& actor : *actors) {
    CHECK(actor.events == events[actor.actor.id]);
    CHECK(actor.events <= actor.as_actor + actor.as_recipient);
    CHECK(actor.offices == std::vector<std::string>{"Minister of Trade"});
  }
}
