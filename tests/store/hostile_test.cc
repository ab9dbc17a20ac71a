// A store file may have been damaged or made by anybody: an answer is the right one, or an error.
#include <doctest/doctest.h>

#include <fstream>

#include "store/made.h"

using namespace annals;
using made::Folder;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}
void put(const std::filesystem::path& path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

constexpr ExportWhat kAll[] = {ExportWhat::events, ExportWhat::claims, ExportWhat::documents, ExportWhat::actors,
                               ExportWhat::refused};

struct Good {
  std::vector<std::string> exports;
  std::string event_id, claim_id, event;
  std::vector<std::string> documents, raw;
};

Good read_good(const std::filesystem::path& path) {
  Good out;
  Store store = made::got(Store::open(path, Store::Mode::read));
  for (const ExportWhat what : kAll) out.exports.push_back(made::exported(store, what));
  const Event event = made::got(store.events()).front();
  out.event_id = event.id;
  out.claim_id = event.claims.front().id;
  out.event = to_json(event);
  for (const CodedDocument& document : made::got(store.documents())) {
    out.documents.push_back(document.article.id);
    out.raw.push_back(made::got(store.raw_bytes(document.article.id)));
  }
  return out;
}

struct Tally {
  int refused = 0, errors = 0, right = 0, wrong = 0, found = 0, unseen = 0;
};

// Asks a damaged store for everything.
void try_store(const std::filesystem::path& path, const Good& good, Tally& tally) {
  Result<Store> store = Store::open(path, Store::Mode::read);
  if (!store) return void(++tally.refused);
  bool all_right = true;
  const auto judge = [&](bool failed, bool right) {
    tally.errors += failed;
    tally.right += !failed && right;
    tally.wrong += !failed && !right;
    all_right = all_right && !failed;
  };
  for (std::size_t i = 0; i < good.exports.size(); ++i) {
    const std::string text = made::exported(*store, kAll[i]);
    judge(text.starts_with("error: "), text == good.exports[i]);
  }
  for (const std::string& id : {good.event_id, good.claim_id}) {
    const auto event = store->event(id);
    judge(!event, event && to_json(*event) == good.event);
  }
  for (std::size_t i = 0; i < good.documents.size(); ++i) {
    const auto raw = store->raw_bytes(good.documents[i]);
    judge(!raw, raw && *raw == good.raw[i]);
  }
  (void)store->search("met quota", 10);
  (void)store->refused();
  (void)store->page(good.documents.front());
  const auto broken = verify(*store, made::link);
  const bool says_good = broken && broken->empty();
  tally.found += !says_good;
  tally.unseen += says_good && !all_right;
}

}  // namespace

TEST_CASE("flipped bits, overwritten and cut stores give an error or the right answer") {
  const Folder folder;
  made::make_store(folder / "good", 6);
  const std::string bytes = bytes_of(folder / "good");
  const Good good = read_good(folder / "good");
  made::Dice dice(99);
  Tally tally;
  for (int round = 0; round < 400; ++round) {
    std::string bad = bytes;
    switch (round % 8) {
      case 6:
        for (std::size_t at = dice.below(bad.size()), n = dice.below(512) + 1; n > 0 && at < bad.size(); ++at, --n) {
          bad[at] = static_cast<char>(dice.below(256));
        }
        break;
      case 7:
        bad.resize(dice.below(bad.size()));
        break;
      default:
        for (std::size_t n = dice.below(3) + 1; n > 0; --n) {
          // The first page and the heads of the others hold what SQLite goes by.
          const bool structure = dice.chance(50);
          const std::size_t at =
              structure ? dice.below(bad.size() / 4096) * 4096 + dice.below(64) : dice.below(bad.size());
          bad[at] = static_cast<char>(bad[at] ^ (1 << dice.below(8)));
        }
    }
    put(folder / "bad", bad);
    try_store(folder / "bad", good, tally);
  }
  CHECK(tally.wrong == 0);
  CHECK(tally.unseen == 0);
  CHECK(tally.refused > 20);
  CHECK(tally.right > 500);
  CHECK(tally.found > 100);
  MESSAGE(tally.refused, " refused, ", tally.right, " right answers, ", tally.errors, " errors, ", tally.wrong,
          " wrong answers; verify found ", tally.found);
}

TEST_CASE("a damaged store that is written to fails cleanly") {
  const Folder folder;
  made::make_store(folder / "good", 4);
  const std::string bytes = bytes_of(folder / "good");
  made::Dice dice(7);
  int failed = 0;
  for (int round = 0; round < 60; ++round) {
    std::string bad = bytes;
    for (int n = 0; n < 4; ++n) {
      const std::size_t at = dice.below(bad.size() / 4096) * 4096 + dice.below(4096);
      bad[at] = static_cast<char>(bad[at] ^ (1 << dice.below(8)));
    }
    for (const char* log : {"-wal", "-shm"}) std::filesystem::remove(folder / ("bad" + std::string(log)));
    put(folder / "bad", bad);
    Result<Store> store = made::open_for_writing(folder / "bad");
    bool good = store.ok();
    for (std::uint64_t i = 0; good && i < 8; ++i) {
      const made::Made page = made::page(i);
      good = store->add(page.page, page.coded).ok();
    }
    good = good && store->commit() && store->relink(made::link);
    failed += !good;
  }
  CHECK(failed > 5);
}

TEST_CASE("a file made of noise behind the right first bytes is refused") {
  const Folder folder;
  made::Dice dice(4);
  for (int round = 0; round < 50; ++round) {
    std::string bytes("SQLite format 3\0", 16);
    while (bytes.size() < 8192) bytes += static_cast<char>(dice.below(256));
    if (round % 2) bytes.replace(16, 8, std::string("\x10\x00\x01\x01\x00\x40\x20\x20", 8));
    put(folder / "noise", bytes);
    for (const Store::Mode mode : {Store::Mode::read, Store::Mode::write}) {
      const Result<Store> store = Store::open(folder / "noise", mode);
      REQUIRE_FALSE(store);
      CHECK(store.error().kind == ErrorKind::Malformed);
    }
  }
}
