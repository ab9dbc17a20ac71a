// A Store keeps the record in one file: raw pages, what was read out of them, and the events they are about.
//
//   Result<Store> store = Store::open("syria.annals");
//   if (!store) return report(store.error());
//   store->add(page, coded);         // any number of these
//   store->relink();                 // events are made anew from all claims
//
// One writer (a process or a thread) and any number of readers may use the file at the same time; readers see the
// record as of their last `begin_reading`. Killed at any moment, it holds every document added before, whole, or not at
// all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/error.h"
#include "annals/event.h"
#include "annals/page.h"

namespace annals {

// An input that could not be read, kept so that nothing is lost in silence.
struct Refused {
  std::string path;
  std::string sha256;  // empty when no bytes could be had
  std::uint64_t bytes = 0;
  Error error;
};

struct SentenceHit {
  std::string document;
  std::string path;
  std::string outlet;
  std::string sentence;  // with the hits between U+E000 and U+E001
  ByteSpans spans;
  std::vector<std::string> claims;  // coded from this sentence
};

class Store {
 public:
  enum class Mode { read, write };
  // Opens `path`; with Mode::write creates it when absent.
  // Errors: NotFound, Io; Malformed when the file is not ours; Unsupported when a newer annals wrote it.
  static Result<Store> open(const std::filesystem::path& path, Mode mode);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Whether these bytes under this path are held already (a second ingest of them changes nothing).
  Result<bool> holds(const std::string& sha256, const std::string& path);
  // Keeps the page's raw bytes (compressed), its sentences for search, and its claims, in one transaction a batch.
  // Adding what is held already changes nothing. Errors: Io (a full disk), Conflict.
  Result<Done> add(const Page& page, const CodedDocument& document);
  Result<Done> refuse(const Refused& refused);
  Result<Done> commit();  // ends the current batch; `add` begins one where none is open

  // Makes the events anew from all claims held, with link(), in one transaction.
  using Linker = std::function<LinkedRecord(const std::vector<CodedDocument>&)>;
  Result<Done> relink(const Linker& linker);

  // Reading. All in the record's own order: events by time then id, documents by path then id.
  Result<std::vector<CodedDocument>> documents();
  Result<std::vector<LinkedRecord::DocumentLinks>> links();
  Result<std::vector<Event>> events();
  Result<std::vector<Refused>> refused();
  Result<std::string> raw_bytes(const std::string& document);
  // An id may be an event's, one of its claims' (the event it is now part of), or an older id of it.
  Result<Event> event(const std::string& id);
  Result<CodedDocument> document(const std::string& id);
  Result<std::vector<SentenceHit>> search(const std::string& words, std::size_t limit);

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// What `annals verify` found: an empty list means that every promise of docs/record.md holds on this store.
Result<std::vector<std::string>> verify(Store& store, const Store::Linker& linker);

}  // namespace annals
