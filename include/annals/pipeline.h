// The stages in order: pages in, coded documents out.
//
//   Result<Pipeline> pipeline = Pipeline::open({.data = "data"});
//   Result<CodedDocument> coded = pipeline->code(page);
//
// A Pipeline is immutable once open: any number of threads may use one at the same time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "annals/error.h"
#include "annals/event.h"
#include "annals/page.h"
#include "annals/places.h"
#include "annals/relink.h"

namespace annals {

// Which coders find claims: forms of events, the learned one, or both together, which is what the record is made with.
enum class Coders { both, forms, learned };

class Pipeline {
 public:
  struct Options {
    std::filesystem::path data;          // the folder data/ of an installation
    std::filesystem::path lexicon = {};  // a folder of dictionaries in PETRARCH's format; empty: none
    Coders coders = Coders::both;
    // Code every sentence, not only those that the gate takes for likely to tell of an event. With a lexicon, all are.
    bool every_sentence = false;
    std::filesystem::path places = {};  // a user's folder of own places (own_places.h); empty: none
    std::filesystem::path actors = {};  // a user's own tables of actors (actor_base.h); empty: none
  };
  // Errors: NotFound, Malformed: a file of data/ is missing or not what its manifest says; the lexicon holds no
  // dictionaries.
  static Result<Pipeline> open(const Options& options);
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();

  // Errors: Malformed, Unsupported: the page cannot be read (it is binary, empty ...).
  Result<Article> clean(const Page& page, bool reasons = false) const;
  Result<Document> parse(const Page& page) const;  // every sentence of it
  Result<CodedDocument> code(const Page& page) const;
  // Everybody whom the page names or means by an office, on its own day; no claims.
  Result<NamedDocument> name(const Page& page) const;
  // All places that the page names, with their coordinates; no claims.
  Result<PlacedDocument> map(const Page& page) const;
  // CoNLL-U in, CoNLL-U out: the given sentences and tokens are kept, tags and trees are ours.
  Result<std::string> parse_conllu(std::string_view conllu) const;
  // What was passed over in the lexicon, as "FILE:LINE: why".
  const std::vector<std::string>& lexicon_problems() const;
  // Why a claim of `page` reads as it does, as text for people. `claim` is its id. Errors: NotFound.
  Result<std::string> explain(const Page& page, const std::string& claim) const;
  // Which of the page's sentences are read and which are passed over, with the gate's scores, as text for people.
  Result<std::string> explain_gate(const Page& page) const;

 private:
  struct State;
  explicit Pipeline(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// CoNLL-U of a document's sentences.
std::string to_conllu(const Document& document);

// What reading a list of inputs found: each page in order, or why an input could not be read.
struct InputOptions {
  std::string format = "auto";  // one of input_formats()
  std::string url, outlet;      // what the caller knows of a single page
  std::string published;        // ISO 8601
  bool linked = false;          // of feeds also the items whose text lies elsewhere: pages with a url and no bytes
  std::string store = {};       // the store that is being written, if any: its files are refused as inputs, unopened
  // What concerns no single page: how many records of an archive hold none, and of which kind. May be empty.
  std::function<void(const std::string& path, const std::string& what)> tell = {};
};
std::vector<std::string> input_formats();  // "auto", "warc", "rss" ...
// Reads `inputs` (files, folders, globs, "-") and hands each page, or the error that took its place, to `take`
// in a stable order (folders sorted by name). `take` returns false to stop.
void read_pages(const std::vector<std::string>& inputs, const InputOptions& options,
                const std::function<bool(Result<Page>)>& take);

// Reads `inputs`, codes what is wanted on `threads` threads, and hands over in the order of the input, whatever the
// number of threads. `wanted` and `take` are called on the calling thread; memory is bounded by a batch of pages.
struct CodeRun {
  std::function<bool(const Page&)> wanted;  // false: the page is passed over. Empty: all are wanted
  std::function<bool(const Page*, Result<CodedDocument>)>
      take;  // no page where the input could not be read; false stops
};
void code_pages(const Pipeline& pipeline, const std::vector<std::string>& inputs, const InputOptions& options,
                std::size_t threads, const CodeRun& run);

// Claims of a set of documents into events: see LinkedRecord. `decisions` are those that stand, in the order they were
// taken: a store hands over its own.
LinkedRecord link_documents(const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions = {});

// What linking may use beside the documents themselves; the record is the same whatever it is.
struct LinkOptions {
  std::size_t memory_bytes = std::size_t{512} << 20;  // to sort claims in; more wait in a file without a name
  std::string folder = {};                            // of that file; empty: the system's for such files
  unsigned threads = 1;
};
// For Store::relink: by the whole, or by what new documents touch.
Linking linking(const LinkOptions& options);
// link_documents, for verify.
std::function<LinkedRecord(const std::vector<CodedDocument>&, const std::vector<Decision>&)> linker(
    const LinkOptions& options);
// Names the rules by which documents are linked: another one where another annals may link the same otherwise.
std::string_view linker_version();

// What speaks for and against a claim of one event and a claim of another being of one event.
struct Reason {
  double weight = 0;  // above nothing: for it
  std::string words;  // "the same day"
  double times = 1;   // how often it counts: two persons, three states
};
struct PairReasons {
  std::string claim, other;
  double weight = 0;            // their sum: above nothing the two may be joined
  std::string against;          // what parts them for good, whatever else fits; empty where nothing does
  std::vector<Reason> reasons;  // what speaks most for it first
};
// Every claim of `event` against every claim of `other` (each pair once, where both are the same event), the nearest
// first. `documents` are those that the claims stand in; claims of others are passed over.
std::vector<PairReasons> weigh_events(const Event& event, const Event& other,
                                      const std::vector<CodedDocument>& documents);
// Of the pairs within one event, the best that holds each further claim to those before: one fewer than claims, where
// all are held together by what they say.
std::vector<PairReasons> pairs_that_hold(const Event& event, const std::vector<CodedDocument>& documents);

}  // namespace annals
