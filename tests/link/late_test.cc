// Linking what late documents touch gives the record that linking the whole gives.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "annals/pipeline.h"
#include "link/ledger_in_memory.h"
#include "link/pages.h"
#include "link/world.h"

using namespace annals;

namespace {

// A record that is kept up as documents come in.
class Growing {
 public:
  // False: the whole had to be linked.
  bool add(const std::vector<CodedDocument>& fresh, const std::vector<Decision>& decisions = {}) {
    for (const CodedDocument& document : fresh) documents_[document.article.id] = document;
    if (begun_) {
      const LinkedSoFar so_far = {
          [&](const std::string& id) -> Result<CodedDocument> { return documents_.at(id); },
          [&](const std::string& id) -> Result<LinkedRecord::DocumentLinks> { return links_.at(id); }};
      const auto late = linking_.late(fresh, decisions, so_far, ledger_);
      REQUIRE(late);
      if (*late) return take(**late), true;
    }
    begun_ = true;
    const LinkedRecord record = linking_.filed(all(), decisions, ledger_);
    events_.clear();
    take({record.events, {}, record.documents});
    return false;
  }

  std::vector<CodedDocument> all() const {
    std::vector<CodedDocument> out;
    for (const auto& [id, document] : documents_) out.push_back(document);
    return out;
  }
  // As link_documents gives it, but for the order of events.
  LinkedRecord record() const {
    LinkedRecord out;
    for (const auto& [id, event] : events_) out.events.push_back(event);
    for (const auto& [id, links] : links_) out.documents.push_back(links);
    return out;
  }

 private:
  void take(const Relinked& late) {
    for (const std::string& id : late.gone) CHECK(events_.erase(id) == 1);
    for (const Event& event : late.events) events_[event.id] = event;
    for (const LinkedRecord::DocumentLinks& links : late.documents) links_[links.document] = links;
  }

  Linking linking_ = linking({});
  annals::link::LedgerInMemory ledger_;
  std::map<std::string, CodedDocument> documents_;
  std::map<std::string, Event> events_;
  std::map<std::string, LinkedRecord::DocumentLinks> links_;
  bool begun_ = false;
};

std::string dump_by_id(LinkedRecord record) {
  std::sort(record.events.begin(), record.events.end(), [](const Event& a, const Event& b) { return a.id < b.id; });
  return told::dump(record);
}

// The first line that differs, which tells more than two whole records.
std::string difference(const std::string& a, const std::string& b) {
  std::size_t line = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] != b[i]) return a.substr(line, 300) + "\n--- but whole\n" + b.substr(line, 300);
    if (a[i] == '\n') line = i + 1;
  }
  return a.size() == b.size() ? "" : "one goes on";
}

std::uint64_t next(std::uint64_t& state) {
  return state = state * 6364136223846793005ULL + 1442695040888963407ULL, state >> 33;
}

}  // namespace

namespace {

struct Ways {
  std::size_t late = 0, whole = 0;
};

// What a reviewer decides on two claims of documents at hand: rejects one, corrects one, joins or parts the two.
Decision decision_on(const CodedDocument& a, const CodedDocument& b, std::uint64_t which) {
  Decision out;
  out.id = "dc_" + std::to_string(which);
  out.what =
      std::array{DecisionKind::reject, DecisionKind::correct, DecisionKind::merge, DecisionKind::split}[which % 4];
  if (out.what == DecisionKind::correct) out.field = "time", out.value = "1991-06-05";
  out.who = "A. Reader";
  out.when = "2001-01-01";
  const bool two = out.what == DecisionKind::merge || out.what == DecisionKind::split;
  const auto mark = [&](const CodedDocument& of, std::uint32_t side) {
    const ResolvedClaim& claim = of.claims.front();
    out.claims.push_back({claim.id, claim.document, claim.path, claim.type, claim.sentence_spans,
                          claim.evidence.trigger, claim.sentence, side});
  };
  mark(a, 0);
  if (two) mark(b, out.what == DecisionKind::split ? 1 : 0);
  return out;
}

// In an order of its own and portions of any size; after each the record is that of the whole.
void grow(std::vector<CodedDocument> documents, std::uint64_t seed, Ways& ways, bool reviewed = false) {
  std::uint64_t dice = seed * 977;
  for (std::size_t i = documents.size(); i > 1; --i) std::swap(documents[i - 1], documents[next(dice) % i]);
  Growing growing;
  std::vector<Decision> decisions;
  if (reviewed) {
    const auto untold = [](const CodedDocument& document) { return document.claims.empty(); };
    std::vector<CodedDocument> told(documents.begin(),
                                    documents.begin() + static_cast<std::ptrdiff_t>(documents.size() / 2));
    std::erase_if(told, untold);
    for (std::size_t i = 0; i + 1 < std::min<std::size_t>(told.size(), 3); ++i) {
      decisions.push_back(decision_on(told[i], told[i + 1], seed + i));
    }
  }
  for (std::size_t at = 0; at < documents.size();) {
    const std::size_t size = at == 0 ? documents.size() / 2 : 1 + next(dice) % (reviewed ? 2 : 8);
    const std::size_t end = std::min(at + size, documents.size());
    const auto from = documents.begin() + static_cast<std::ptrdiff_t>(at);
    growing.add({from, documents.begin() + static_cast<std::ptrdiff_t>(end)}, decisions) ? ++ways.late : ++ways.whole;
    REQUIRE(difference(dump_by_id(growing.record()), dump_by_id(link_documents(growing.all(), decisions))) == "");
    at = end;
  }
}

}  // namespace

TEST_CASE("late documents: what they touch linked anew is the record of the whole") {
  Ways ways;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    grow(told::make_world(40 + seed % 7 * 10, seed).documents, seed, ways);
    grow(told::pages::make_pages(seed), seed, ways);
  }
  CHECK(ways.late > 4 * ways.whole);
}

TEST_CASE("late documents: near what a reviewer decided all is linked, and elsewhere what is touched") {
  Ways ways;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    CAPTURE(seed);
    grow(told::make_world(160, seed).documents, seed, ways, true);
    grow(told::pages::make_pages(seed), seed, ways, true);
  }
  MESSAGE(ways.late << " by what is touched, " << ways.whole << " as a whole");
  CHECK(ways.late > 5);
  CHECK(ways.whole > 10);
}
