// What a killed process, a full disk and another process at work do to a store: nothing that a reader could see.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "store/failing_disk.h"
#include "store/made.h"

using namespace annals;
using made::Folder;
using made::Made;

namespace {

constexpr std::uint64_t kPages = 24;
constexpr std::uint64_t kBatch = 4;

// Reads all pages that are not held, as a run of `annals ingest` does.
Result<Done> ingest(const std::filesystem::path& path, std::uint64_t pages = kPages) {
  Result<Store> store = made::open_for_writing(path);
  if (!store) return store.error();
  for (std::uint64_t i = 0; i < pages; ++i) {
    const Made page = made::page(i);
    const Result<bool> held = store->holds(page.coded.article.sha256, page.page.path);
    if (!held) return held.error();
    if (!*held) {
      if (Result<Done> added = store->add(page.page, page.coded); !added) return added;
    }
    if (i % kBatch == kBatch - 1) {
      if (Result<Done> kept = store->commit(); !kept) return kept;
      if (Result<Done> linked = store->relink(made::link); !linked) return linked;
    }
  }
  if (Result<Done> kept = store->commit(); !kept) return kept;
  return store->relink(made::link);
}

std::string record_at(const std::filesystem::path& path) {
  Result<Store> store = Store::open(path, Store::Mode::read);
  if (!store) return "error: " + store.error().message;
  const auto broken = verify(*store, made::link);
  if (!broken) return "error: " + broken.error().message;
  for (const std::string& line : *broken) FAIL_CHECK(line);
  return made::whole_export(*store);
}

// Runs `work` in a process of its own. The child leaves without running this one's destructors.
template <typename Work>
pid_t in_child(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work() ? 0 : 1);
  return child;
}

// What is held after an interruption: whole documents, in whole batches.
void check_whole(const std::filesystem::path& path) {
  Result<Store> store = Store::open(path, Store::Mode::read);
  if (!store) {  // it was killed before the store was made
    const bool early = store.error().kind == ErrorKind::NotFound || store.error().kind == ErrorKind::Malformed;
    CHECK_MESSAGE(early, store.error().message);
    return;
  }
  const auto documents = store->documents();
  REQUIRE_MESSAGE(documents, (documents ? "" : documents.error().message));
  CHECK(documents->size() % kBatch == 0);
  for (const CodedDocument& document : *documents) {
    const auto raw = store->raw_bytes(document.article.id);
    REQUIRE(raw);
    CHECK(base::sha256_hex(*raw) == document.article.sha256);
  }
  CHECK(store->events());
}

}  // namespace

TEST_CASE("killed at any moment and run again, a store holds every document once and the same record") {
  const Folder folder;
  const auto begun = std::chrono::steady_clock::now();
  REQUIRE(ingest(folder / "whole"));
  const auto took = std::chrono::steady_clock::now() - begun;
  const auto span = std::chrono::duration_cast<std::chrono::microseconds>(took).count() * 5 / 4 + 1000;
  const std::string expected = record_at(folder / "whole");
  made::Dice dice(2016);
  int kills = 0;
  for (int round = 0; round < 60 && kills < 25; ++round) {
    const auto path = folder / ("round" + std::to_string(round));
    for (int attempt = 0; attempt < 4; ++attempt) {
      const pid_t child = in_child([&] { return ingest(path).ok(); });
      std::this_thread::sleep_for(std::chrono::microseconds(dice.below(static_cast<std::size_t>(span))));
      ::kill(child, SIGKILL);
      int status = 0;
      ::waitpid(child, &status, 0);
      kills += WIFSIGNALED(status);
      check_whole(path);
    }
    REQUIRE(ingest(path));
    CHECK(record_at(path) == expected);
  }
  MESSAGE(kills, " runs were killed while at work");
  CHECK(kills >= 20);
}

TEST_CASE("whichever write fails, the error is told and the store stays good") {
  const Folder folder;
  const std::uint64_t few = kBatch * 2;
  REQUIRE(ingest(folder / "before", kBatch));
  REQUIRE(ingest(folder / "after", few));
  const std::string expected = record_at(folder / "after");
  made::FailingDisk disk;
  for (const int code : {SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC}) {
    std::uint64_t failures = 0;
    // Every write for the first kind, every ninth for the others.
    for (std::uint64_t k = 1;; k += code == SQLITE_FULL ? 1 : 9) {
      for (const char* log : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(folder / ("now" + std::string(log)));
      // Every other time the store is new, so that making one is tried too.
      if (k % 2 == 0) std::filesystem::copy_file(folder / "before", folder / "now");
      disk.fail_from((k + 1) / 2, code);
      const Result<Done> done = ingest(folder / "now", few);
      const bool failed = disk.failed();
      disk.fail_from(0, SQLITE_OK);
      if (!done) {
        CHECK_MESSAGE(done.error().kind == ErrorKind::Io, done.error().message);
        CHECK_FALSE(done.error().message.empty());
        ++failures;
      }
      check_whole(folder / "now");
      const Result<Done> again = ingest(folder / "now", few);
      REQUIRE_MESSAGE(again, (again ? "" : again.error().message));
      REQUIRE(record_at(folder / "now") == expected);
      if (!failed && k % 2 == 0) break;
      if (k > 4000) FAIL("the writes never end");
    }
    MESSAGE(failures, " failures of kind ", code);
    CHECK(failures > 20);
  }
}

TEST_CASE("a full disk is an error, and what was committed stays") {
  const Folder folder;
  const auto small = folder / "small";
  std::filesystem::create_directory(small);
  if (::geteuid() != 0 || ::mount("none", small.c_str(), "tmpfs", 0, "size=640k") != 0) {
    MESSAGE("skipped: needs to mount a small file system");
    return;
  }
  {
    Result<Store> store = made::open_for_writing(small / "a");
    REQUIRE(store);
    std::uint64_t committed = 0;
    Result<Done> done = Done{};
    for (std::uint64_t i = 0; done && i < 10'000; ++i) {
      Made page = made::page(i);
      done = store->add(page.page, page.coded);
      if (done && i % kBatch == kBatch - 1) {
        done = store->commit();
        if (done) committed = i + 1;
      }
    }
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::Io);
    const std::string said = done.error().message;
    CHECK_MESSAGE((said.find("full") != std::string::npos || said.find("space") != std::string::npos), said);
    CHECK(committed > 0);
    const auto held = store->documents();
    REQUIRE(held);
    CHECK(held->size() == committed);
  }
  check_whole(small / "a");
  ::umount(small.c_str());
}

TEST_CASE("readers beside a writer see whole batches and never wait") {
  const Folder folder;
  REQUIRE(ingest(folder / "a", kBatch));
  constexpr std::uint64_t kMore = 120;
  const pid_t writer = in_child([&] { return ingest(folder / "a", kMore).ok(); });
  std::atomic<bool> writing = true;
  std::atomic<int> readings = 0;
  const auto read = [&]() -> std::string {  // what went wrong
    Result<Store> store = Store::open(folder / "a", Store::Mode::read);
    if (!store) return "open: " + store.error().message;
    std::size_t documents = 0;
    do {
      if (const Result<Done> begun = store->begin_reading(); !begun) return "begin: " + begun.error().message;
      const auto held = store->documents();
      const auto events = store->events();  // fails where a claim of one is not there
      const auto again = store->documents();
      store->end_reading();
      if (!held) return "documents: " + held.error().message;
      if (!events) return "events: " + events.error().message;
      if (!again) return "documents again: " + again.error().message;
      if (held->size() % kBatch != 0) return std::to_string(held->size()) + " documents held, not whole batches";
      if (held->size() != again->size()) return "one reading saw two states";
      if (held->size() < documents) return "documents went away";
      documents = held->size();
      ++readings;
    } while (writing);
    return "";
  };
  std::vector<std::string> faults(3);
  std::vector<std::thread> readers;
  for (std::string& fault : faults) readers.emplace_back([&] { fault = read(); });
  int status = 0;
  ::waitpid(writer, &status, 0);
  writing = false;
  for (std::thread& reader : readers) reader.join();
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  for (const std::string& fault : faults) CHECK(fault == "");
  CHECK(readings > 3);
  MESSAGE(readings.load(), " readings beside the writer");
  CHECK(made::got(made::got(Store::open(folder / "a", Store::Mode::read)).documents()).size() == kMore);
}

TEST_CASE("a second writer is told that there is one") {
  const Folder folder;
  Result<Store> first = made::open_for_writing(folder / "a");
  const Made page = made::page(1), other = made::page(2);
  REQUIRE(first->add(page.page, page.coded));
  Result<Store> second = made::open_for_writing(folder / "a");
  REQUIRE(second);
  const Result<Done> refused = second->add(other.page, other.coded);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::Conflict);
  REQUIRE(first->commit());
  REQUIRE(second->add(other.page, other.coded));
  REQUIRE(second->commit());
  CHECK(first->documents()->size() == 2);
}

TEST_CASE("a store on a read-only medium can be read") {
  const Folder folder;
  made::make_store(folder / "a", 3);
  ::chmod((folder / "a").c_str(), 0444);
  ::chmod(folder.path().c_str(), 0555);
  const auto readable = [&] {
    if (::geteuid() == 0 && ::seteuid(65534) != 0) return true;  // root may write anything
    Result<Store> store = Store::open(folder / "a", Store::Mode::read);
    return store && store->documents() && store->documents()->size() == 3;
  };
  int status = 0;
  ::waitpid(in_child(readable), &status, 0);
  ::chmod(folder.path().c_str(), 0755);
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("the last to leave clears away SQLite's log files") {
  const Folder folder;
  made::make_store(folder / "a", 3);
  const auto files = [&] {
    return std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator());
  };
  CHECK(files() == 1);
  {
    Result<Store> reader = Store::open(folder / "a", Store::Mode::read);
    REQUIRE(reader->documents());
    CHECK(verify(*reader, made::link)->empty());
    CHECK(verify(*reader, made::link)->empty());
  }
  CHECK(files() == 1);
}
