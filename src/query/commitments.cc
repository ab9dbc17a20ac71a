// What was announced, agreed, ordered, threatened, and what became of it, also as it stood on an earlier day.
#include <algorithm>
#include <tuple>

#include "annals/query.h"
#include "query/promises.h"
#include "query/truces.h"

namespace annals {

using namespace annals::query;

namespace {

bool wanted(const Commitment& commitment, const Commitments& which) {
  if (!which.open && !which.kept && !which.broken) return true;
  switch (commitment.state) {
    case CommitmentState::open:
    case CommitmentState::in_force:
      return which.open;
    case CommitmentState::kept:
      return which.kept;
    case CommitmentState::broken:
    case CommitmentState::cancelled:
    case CommitmentState::unconfirmed:
      return which.broken;
    case CommitmentState::moved:
      return false;
  }
  return false;
}

// The record that the documents up to `day` make, and no others.
Result<LinkedRecord> record_as_of(Store& store, sys_days day, const Store::Linker& linker) {
  const Result<std::vector<LinkedRecord::DocumentLinks>> links = store.links();
  if (!links) return links.error();
  const auto appeared = [&](const std::string& document) {
    const auto at = std::ranges::lower_bound(*links, document, {}, &LinkedRecord::DocumentLinks::document);
    return at != links->end() && at->document == document && at->published.to && *at->published.to <= day;
  };
  std::vector<CodedDocument> documents;
  const Result<Done> read = store.each_document([&](const CodedDocument& document) {
    if (appeared(document.article.id)) documents.push_back(document);
    return true;
  });
  if (!read) return read.error();
  Result<std::vector<Decision>> decisions = store.decisions();
  if (!decisions) return decisions.error();
  std::erase_if(*decisions, [](const Decision& one) { return !stands(one); });
  return linker(documents, *decisions);
}

}  // namespace

std::vector<Commitment> commitments(const LinkedRecord& record, const Commitments& which) {
  const Telling telling = telling_of(record);
  std::vector<Commitment> out = promises_of(telling);
  for (Commitment& truce : truces_of(telling)) out.push_back(std::move(truce));
  std::erase_if(out, [&](const Commitment& one) { return !wanted(one, which); });
  const auto key = [](const Commitment& one) {
    const auto& day = one.due.to ? one.due.to : one.due.from;
    return std::tuple(!day, day ? *day : sys_days{}, std::string_view(one.id));
  };
  std::sort(out.begin(), out.end(), [&](const Commitment& a, const Commitment& b) { return key(a) < key(b); });
  return out;
}

Result<std::vector<Commitment>> commitments(Store& store, const Commitments& which, const Store::Linker& linker) {
  if (which.as_of) {
    const Result<LinkedRecord> record = record_as_of(store, *which.as_of, linker);
    if (!record) return record.error();
    return commitments(*record, which);
  }
  Result<std::vector<Event>> events = store.events();
  if (!events) return events.error();
  Result<std::vector<LinkedRecord::DocumentLinks>> links = store.links();
  if (!links) return links.error();
  return commitments(LinkedRecord{std::move(*events), std::move(*links)}, which);
}

}  // namespace annals
