// A Store keeps the record in one file: raw pages, what was read out of them, and the events they are about.
//
//   Result<Store> store = Store::open("syria.annals", Store::Mode::write);
//   if (!store) return report(store.error());
//   store->add(page, coded);         // any number of these
//   store->commit();
//   store->relink(link_documents);   // events are made anew from all claims
//
// One writer (a process or a thread) and any number of readers may use the file at the same time, each with a Store of
// its own: a Store is used by one thread at a time. A reader sees what was last committed, each call by itself, or the
// record as of `begin_reading` for as long as that lasts. Killed at any moment, the file holds every document committed
// before, whole, or not at all.
//
// The file is SQLite's, with tables and columns in the record's words (see src/store/schema.cc); a store that was
// damaged or made up by somebody else gives an error or the right answer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"
#include "annals/error.h"
#include "annals/event.h"
#include "annals/page.h"
#include "annals/relink.h"
#include "annals/review.h"

namespace annals {

namespace store {
struct State;
}

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

// Which documents a search looks through. Every field that is set must hold.
struct SearchedDocuments {
  std::vector<std::string> outlets = {};  // any of these, as the record has them
  std::optional<sys_days> since = {};     // that may have been published on or after this day
  std::optional<sys_days> until = {};
};
// How many sentences a search finds in one outlet's documents of one year; empty, and 0, where it is not known.
struct FoundSentences {
  std::string outlet;
  int year = 0;
  std::uint64_t sentences = 0;
};

// Somebody who takes part in events, over all of them.
struct ActorSummary {
  Actor actor;                       // without an office
  std::vector<std::string> offices;  // held on the days of its events; sorted
  std::uint32_t events = 0;
  std::uint32_t as_actor = 0;
  std::uint32_t as_recipient = 0;
  std::optional<sys_days> first;  // of its events, as far as their days are known
  std::optional<sys_days> last;
};

// What lists, filters and pictures of a whole record ask of a claim and of a document: read from the tables' columns,
// fast, and without the checksums that the whole ones carry.
struct ClaimHead {
  std::string id, document, outlet;
  Status status = Status::happened;
  std::vector<Actor> said_by;  // nearest the claim first
};
struct DocumentHead {
  std::string id, path, url, language, outlet, agency, title;
  TimeInterval published;  // without its reasons
  std::string root;
  std::uint64_t bytes = 0;
  std::uint32_t claims = 0;
  std::uint32_t copies = 0;  // as many as its links list
};

// How much a store holds, and which record that is: `version` is the same wherever and whenever the same is held.
struct StoreState {
  std::string version;  // 16 hex digits
  std::uint64_t documents = 0, events = 0, refused = 0;
  bool operator==(const StoreState&) const = default;
};

class Store {
 public:
  enum class Mode { read, write };
  // Opens `path`; with Mode::write creates it when absent.
  // Errors: NotFound, Io; Malformed when the file is not ours; Unsupported when a newer annals wrote it; Conflict when
  // another process writes it.
  static Result<Store> open(const std::filesystem::path& path, Mode mode);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Whether these bytes under this path are held already (a second ingest of them changes nothing).
  Result<bool> holds(const std::string& sha256, const std::string& path);
  // Keeps the page's raw bytes (compressed), its sentences for search, and its claims; begins a batch where none is
  // open. After an error the batch goes on without this page.
  // - What is held already changes nothing. The same bytes under another path are the same document; the path that
  //   sorts first names it, whichever came first.
  // - Other bytes under the same path are another document. Where both bring the same id of their own, the one whose
  //   hash sorts first keeps it, and the others are called "id@" and eight digits of their hash.
  // Errors: Io (a full disk), Malformed (a range outside its text), Unsupported (too big), Conflict (two claims of one
  // id; another writer).
  Result<Done> add(const Page& page, const CodedDocument& document);
  Result<Done> refuse(const Refused& refused);
  Result<Done> commit();  // ends the current batch: from here on it is kept whatever happens

  // Makes the events anew from all claims held, with `linker`, in one transaction. It is given the documents by id, and
  // the decisions that stand. `version` names the linker's rules (linker_version): where the store was linked by them
  // already, and nothing was added or decided since, there is nothing to do. Without it all is always linked.
  using Linker = std::function<LinkedRecord(const std::vector<CodedDocument>&, const std::vector<Decision>&)>;
  Result<Done> relink(const Linker& linker, std::string_view version = {});
  // The same where the linker can also link only what new documents touch. From the second time on that a store of some
  // size is linked, what that takes is kept beside it in a file "NAME-ledger", which may be deleted at any time.
  Result<Done> relink(const Linking& linking, std::string_view version = {});

  // Keeps a reviewer's decision, in the batch that is open or a new one; events follow at the next `relink`. Gives it
  // back as it is kept: with its id, and the claims that its targets are now. What is held already changes nothing.
  // A decision that brings its `claims` (out of another store) keeps them.
  // Errors: NotFound (no such claim, event or decision); Malformed (nobody decides, no day, targets that do not suit);
  // Conflict (claims of several events cannot go out of one; it was decided before, and undone); Io.
  Result<Decision> decide(Decision decision);
  // All decisions ever taken, in their order, those that no longer stand too.
  Result<std::vector<Decision>> decisions();

  // Holds the record as it is now for all that follows, until `end_reading`.
  Result<Done> begin_reading();
  void end_reading();

  // Reading. All in the record's own order: events by time then id, documents by path then id.
  // Errors: Io, Malformed (the file is damaged), NotFound where one is asked for.
  Result<std::vector<CodedDocument>> documents();
  Result<std::vector<LinkedRecord::DocumentLinks>> links();  // by document id
  Result<std::vector<Event>> events();
  Result<std::vector<ActorSummary>> actors();  // by number of events, then id
  Result<std::vector<Refused>> refused();
  // One at a time, for what does not fit into memory. `take` returns false to stop.
  Result<Done> each_document(const std::function<bool(const CodedDocument&)>& take);
  Result<Done> each_event(const std::function<bool(const Event&)>& take);

  // Light, in no order: every event without its claims but for their ids, every claim, every document.
  Result<Done> each_event_head(const std::function<bool(Event, std::vector<std::string> claims)>& take);
  Result<Done> each_claim_head(const std::function<bool(ClaimHead)>& take);
  Result<Done> each_document_head(const std::function<bool(DocumentHead)>& take);
  // What is held now, told from a few rows: cheap enough to ask twice a second.
  Result<StoreState> state();
  // The events that a sentence with all `words` tells of, as `search` reads them; sorted.
  Result<std::vector<std::string>> events_telling(const std::string& words);

  Result<std::string> raw_bytes(const std::string& document);
  Result<Page> page(const std::string& document);  // as it was added
  // An id may be an event's, one of its claims' (the event it is now part of), or an older id of it.
  Result<Event> event(const std::string& id);
  // An event with its first `most_claims` claims only, for lists. It goes by its own id alone.
  Result<Event> event(const std::string& id, std::size_t most_claims);
  // By id, or by path where one document alone goes by it (else Conflict, which names them).
  Result<CodedDocument> document(const std::string& id);
  Result<LinkedRecord::DocumentLinks> links_of(const std::string& document);
  // Sentences that hold all `words`; "two words" in quotation marks stand together, and a * ends the beginning of one.
  Result<std::vector<SentenceHit>> search(const std::string& words, std::size_t limit, std::size_t begin = 0);
  Result<std::vector<SentenceHit>> search(const std::string& words, const SearchedDocuments& in, std::size_t limit,
                                          std::size_t begin = 0);
  // How many there are, by outlet, then year.
  Result<std::vector<FoundSentences>> sentences_with(const std::string& words, const SearchedDocuments& in = {});

 private:
  explicit Store(std::unique_ptr<store::State> state);
  std::unique_ptr<store::State> state_;
  friend Result<std::vector<std::string>> verify(Store& store, const Linker& linker);
};

// What `annals verify` found: an empty list means that every promise of docs/record.md holds on this store.
// Spans are tried twice: by the map from text to bytes that the store keeps, and by reading the raw bytes afresh
// (where the page is UTF-8; of other character sets, its ASCII).
Result<std::vector<std::string>> verify(Store& store, const Store::Linker& linker);

}  // namespace annals
