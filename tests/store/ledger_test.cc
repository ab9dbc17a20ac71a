// The ledger beside a store, and which way a store is linked.
#include "store/ledger.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "store/made.h"

using namespace annals;
using annals::store::LedgerFile;
using made::Folder;

namespace {

std::string found(Ledger& ledger, std::string_view from, std::string_view to, Ledger::Way way, std::size_t most = 99) {
  std::string out;
  ledger.walk(from, to, way, [&](std::string_view key, std::string_view value) {
    out += std::string(key) + "=" + std::string(value) + " ";
    return --most > 0;
  });
  return out;
}

// A linker that says by which way it was asked. What it needs to know of earlier documents it reads from the ledger.
struct Telling {
  Linking linking;
  std::string way;
  bool refuses = false;

  Telling() {
    linking.whole = [this](const auto& documents, const auto& decisions) {
      way += "whole ";
      return made::link(documents, decisions);
    };
    linking.filed = [this](const auto& documents, const auto& decisions, Ledger& ledger) {
      way += "filed ";
      LinkedRecord record = made::link(documents, decisions);
      ledger.clear();
      file(documents, record, ledger);
      return record;
    };
    linking.late = [this](const auto& fresh, const auto&, const LinkedSoFar& so_far,
                          Ledger& ledger) -> Result<std::optional<Relinked>> {
      if (refuses) return std::optional<Relinked>();
      way += "late:" + std::to_string(fresh.size()) + " ";
      std::map<std::string, CodedDocument> all;
      Relinked out;
      std::vector<std::string> ids;
      ledger.walk("d", "e", Ledger::Way::up, [&](std::string_view key, std::string_view) {
        ids.emplace_back(key.substr(1));
        return true;
      });
      for (const std::string& id : ids) {
        Result<CodedDocument> document = so_far.document(id);
        if (!document) return document.error();
        if (!so_far.links(id)) return so_far.links(id).error();
        all[id] = std::move(*document);
      }
      for (const CodedDocument& document : fresh) all[document.article.id] = document;
      std::vector<CodedDocument> documents;
      for (auto& [id, document] : all) documents.push_back(std::move(document));
      LinkedRecord record = made::link(documents, {});
      std::set<std::string> now;
      for (const Event& event : record.events) now.insert(event.id);
      ledger.walk("e", "f", Ledger::Way::up, [&](std::string_view key, std::string_view) {
        if (!now.contains(std::string(key.substr(1)))) out.gone.emplace_back(key.substr(1));
        return true;
      });
      for (const std::string& id : out.gone) ledger.erase("e" + id);
      file(documents, record, ledger);
      out.events = std::move(record.events);
      out.documents = std::move(record.documents);
      return std::optional(std::move(out));
    };
  }
  static void file(const std::vector<CodedDocument>& documents, const LinkedRecord& record, Ledger& ledger) {
    for (const CodedDocument& document : documents) ledger.put("d" + document.article.id, "");
    for (const Event& event : record.events) ledger.put("e" + event.id, "");
  }
};

struct Growing {
  Folder folder;
  Telling telling;
  std::uint64_t pages = 0;
  Result<Store> store;

  Growing() : store(made::open_for_writing(folder / "a")) {}
  // As another one left it.
  Growing(const Growing& other, std::uint64_t held) : pages(held), store(Error{ErrorKind::Io, "not open yet"}) {
    std::filesystem::copy(other.folder / "a", folder / "a");
    std::filesystem::copy(other.ledger(), ledger());
    store = made::open_for_writing(folder / "a");
  }

  void add(std::uint64_t more) {
    for (const std::uint64_t end = pages + more; pages < end; ++pages) {
      const made::Made page = made::page(pages);
      REQUIRE(store->add(page.page, page.coded));
    }
    REQUIRE(store->commit());
  }
  // By which way; the record is that of the whole whichever it was.
  std::string link(std::string_view version = "1") {
    telling.way.clear();
    REQUIRE(store->relink(telling.linking, version));
    CHECK(verify(*store, made::link)->empty());
    return telling.way;
  }
  std::filesystem::path ledger() const { return LedgerFile::beside(folder / "a"); }
};

}  // namespace

TEST_CASE("a ledger keeps what was committed, in the order of the keys") {
  const Folder folder;
  {
    Result<LedgerFile> ledger = LedgerFile::open(folder / "l");
    REQUIRE(ledger);
    for (const char* key : {"b", "a", "c", "ab"}) ledger->put(key, key);
    ledger->put("a", "again");
    ledger->erase("c");
    ledger->erase("nothing");
    CHECK(ledger->get("a") == "again");
    CHECK_FALSE(ledger->get("c"));
    CHECK(found(*ledger, "a", "z", Ledger::Way::up) == "a=again ab=ab b=b ");
    CHECK(found(*ledger, "ab", "b", Ledger::Way::up) == "ab=ab ");
    CHECK(found(*ledger, "a", "z", Ledger::Way::down, 2) == "b=b ab=ab ");
    REQUIRE(ledger->commit());
  }
  {
    Result<LedgerFile> ledger = LedgerFile::open(folder / "l");
    ledger->put("lost", "");
    ledger->clear();
  }
  Result<LedgerFile> ledger = LedgerFile::open(folder / "l");
  CHECK(found(*ledger, "a", "z", Ledger::Way::up) == "a=again ab=ab b=b ");
  CHECK(ledger->state());
}

TEST_CASE("a store that grows is linked by what is new") {
  Growing growing;
  growing.add(210);
  CHECK(growing.link() == "whole ");  // it may never grow
  CHECK_FALSE(std::filesystem::exists(growing.ledger()));
  growing.add(3);
  CHECK(growing.link() == "filed ");
  growing.add(4);
  CHECK(growing.link() == "late:4 ");
  CHECK(growing.link().empty());
  growing.add(2);
  growing.store = Result<Store>(Error{ErrorKind::Io, "closed"});
  growing.store = made::open_for_writing(growing.folder / "a");
  CHECK(growing.link() == "late:2 ");
  growing.add(100);  // too many
  CHECK(growing.link() == "filed ");
  growing.add(1);
  CHECK(growing.link() == "late:1 ");
}

TEST_CASE("a small store, or a linker that knows but one way, needs no ledger") {
  Growing growing;
  for (int i = 0; i < 3; ++i) {
    growing.add(20);
    CHECK(growing.link() == "whole ");
  }
  growing.add(180);
  growing.telling.linking.late = {};
  CHECK(growing.link() == "whole ");
  CHECK_FALSE(std::filesystem::exists(growing.ledger()));
}

TEST_CASE("a ledger of another state of the store is made anew") {
  static const auto filed = [] {
    auto out = std::make_unique<Growing>();
    out->add(210);
    out->link();
    out->add(3);
    CHECK(out->link() == "filed ");
    out->store = Result<Store>(Error{ErrorKind::Io, "closed"});
    return out;
  }();
  Growing growing(*filed, 213);

  SUBCASE("it was deleted") {
    std::filesystem::remove(growing.ledger());
    growing.add(1);
    CHECK(growing.link() == "filed ");
  }
  SUBCASE("the store was linked without it") {
    growing.add(1);
    REQUIRE(growing.store->relink(made::link, "1"));
    growing.add(1);
    CHECK(growing.link() == "filed ");
  }
  SUBCASE("other rules") {
    growing.add(1);
    CHECK(growing.link("2") == "filed ");
    growing.add(1);
    CHECK(growing.link("2") == "late:1 ");
  }
  SUBCASE("the linker wants the whole") {
    growing.telling.refuses = true;
    growing.add(1);
    CHECK(growing.link() == "filed ");
  }
  SUBCASE("a reviewer decided") {
    Decision decision;
    decision.what = DecisionKind::accept;
    decision.who = "Ada";
    decision.when = "2020-01-02";
    decision.targets = {growing.store->events()->front().id};
    REQUIRE(growing.store->decide(decision));
    REQUIRE(growing.store->commit());
    CHECK(growing.link() == "filed ");
  }
  SUBCASE("a page that was held is named by another path") {
    const made::Made page = made::page(7, "a/first.txt");
    REQUIRE(growing.store->add(page.page, page.coded));
    REQUIRE(growing.store->commit());
    CHECK(growing.link() == "filed ");
  }
  SUBCASE("it is damaged") {
    std::fstream file(growing.ledger(), std::ios::in | std::ios::out | std::ios::binary);
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(growing.ledger()));
    for (std::int64_t at = 4096; at < bytes; at += 311) file.seekp(at).put('#');
    file.close();
    growing.add(1);
    CHECK(growing.link() != "late:1 ");
  }
  SUBCASE("something else lies there") {
    growing.add(1);
    std::filesystem::remove(growing.ledger());
    std::ofstream(growing.ledger()) << std::string(5000, 'x');
    CHECK(growing.link() == "whole ");
  }
}
