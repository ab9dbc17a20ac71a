// The inside of a Store: one connection, and what its files (store.cc, read.cc, relink.cc, search.cc, verify.cc) share.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "annals/store.h"
#include "store/rows.h"
#include "store/sql.h"

namespace annals::store {

// Parts of the record whose rows are counted, so that a row that a damaged file loses is missed. Claims need no count:
// documents and events name theirs.
enum Part : std::size_t { kDocumentsPart, kLinksPart, kEventsPart, kRefusedPart, kDecisionsPart, kParts };

struct Total {
  std::int64_t rows = 0;
  std::uint64_t digest = 0;  // the sum of the rows' checksums: the order does not matter

  void add(std::uint64_t sum) { ++rows, digest += sum; }
  void take(std::uint64_t sum) { --rows, digest -= sum; }
  bool operator==(const Total&) const = default;
};
using Totals = std::array<Total, kParts>;

Result<Totals> load_totals(Connection& connection);
Result<Done> save_totals(Connection& connection, const Totals& totals);
// Which documents and decisions were linked last, and by which rules; 0: none were.
Result<std::uint64_t> load_linked(Connection& connection);
Result<Done> save_linked(Connection& connection, std::uint64_t mark);
std::uint64_t linked_mark(const Totals& totals, std::string_view version);

std::uint64_t digest_of(const Refused& refused);

// Where two differ, the row is not what was written: the file is damaged.
Error damaged(std::string_view what);

struct State {
  Connection connection;
  std::string path;
  bool writes = false;
  bool batch = false;  // begun, and not ended by us; a full disk may have ended it
  Totals totals = {};  // as of the open batch

  bool batch_open() const { return batch && connection.in_transaction(); }
  Result<Done> begin_batch();
  // Undoes the open batch, after an error that left it unusable.
  Error abandon(Error why);
  // Makes a change within the open batch; when it fails the batch is as it was before.
  Result<Done> whole_or_nothing(const std::function<Result<Done>()>& change);

  // Writing parts of an open batch.
  Result<Done> insert(const Rows& rows);
  Result<Done> insert_document(const Page& page, const CodedDocument& document);
  Result<Done> remove_document(const std::string& id);
  Result<Done> remove_event(const std::string& id);
  Result<Done> add_page(const Page& page, const CodedDocument& document);
  Result<Done> keep_same(const std::string& id, const Page& page, const CodedDocument& document);
  Result<Done> keep_version(const Page& page, const CodedDocument& document, const std::string& holder_sha256);
  Result<Done> note_path(const std::string& path, const std::string& sha256, const std::string& document);
  Result<Done> forget_refused(const std::string& path, const std::string& sha256);
  Result<Done> keep_decision(const Decision& decision, std::vector<Decision> held);
  Result<Done> write_event(const Event& event);  // in place of the one of its id, where it differs
  Result<Done> write_events(const std::vector<Event>& events);
  Result<Done> write_links(const std::vector<LinkedRecord::DocumentLinks>& links);

  // Reading.
  Result<Totals> totals_now();
  Result<std::vector<std::string>> texts(const std::string& sql, std::initializer_list<Value> bound = {});
  Result<CodedDocument> read_document(const std::string& id, std::uint64_t* digest = nullptr);
  Result<std::vector<CodedDocument>> read_all_documents();  // by id, in an open batch
  Result<LinkedRecord::DocumentLinks> read_links(const std::string& document, Total* seen);
  Result<Page> read_page(const std::string& document);
  Result<ResolvedClaim> read_claim(const std::string& id);
  Result<std::vector<Decision>> read_decisions();
  Result<std::vector<Decision>> standing_decisions();  // that linking honours, in their order
  Result<Event> read_event(const std::string& id, std::uint64_t* digest = nullptr, std::size_t most_claims = SIZE_MAX);
  Result<Done> complete(SentenceHit& hit, std::int64_t position);
  Result<Done> each_document(const std::string& order, const std::function<bool(CodedDocument)>& take);
};

// A transaction for a few reads that must agree; does nothing inside another one.
class Reading {
 public:
  static Result<Reading> begin(Connection& connection);
  Reading(Reading&& other) noexcept;
  Reading& operator=(Reading&&) = delete;
  ~Reading();

 private:
  explicit Reading(Connection* connection) : connection_(connection) {}
  Connection* connection_ = nullptr;
};

}  // namespace annals::store
