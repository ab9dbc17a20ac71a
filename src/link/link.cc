#include "link/link.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "annals/pipeline.h"
#include "link/archive.h"
#include "link/beginnings.h"
#include "link/evidence.h"
#include "link/late.h"
#include "link/links.h"
#include "link/merge.h"
#include "link/moved.h"
#include "link/rejoin.h"
#include "link/reviewed.h"

namespace annals::link {
namespace {

void sort_events(std::vector<Event>& events) {
  const auto key = [](const Event& event) {
    const Days days = days_of(event.time);
    return std::tuple(days.from == kPast ? kFuture : days.from, days.to);
  };
  std::sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
    const auto x = key(a), y = key(b);
    return x != y ? x < y : a.id < b.id;
  });
}

const ResolvedClaim* find_claim(const CodedDocument& document, const std::string& id) {
  const auto at = std::find_if(document.claims.begin(), document.claims.end(),
                               [&](const ResolvedClaim& claim) { return claim.id == id; });
  return at == document.claims.end() ? nullptr : &*at;
}

}  // namespace

LinkedRecord link(const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions,
                  const ClusterOptions& options, Ledger* ledger) {
  std::vector<const CodedDocument*> all;
  for (const CodedDocument& document : documents) all.push_back(&document);
  Archive archive = make_archive(std::move(all), decisions);
  CopyWork work;
  archive.copies = ledger != nullptr ? find_copies(archive.documents, archive.order, work)
                                     : find_copies(archive.documents, archive.order);
  const std::vector<Bond> bonds = bonds_of(archive);
  archive.clusters = cluster(archive.mentions, bonds, options);
  join_other_days(archive.mentions, bonds, archive.clusters);
  const std::map<Acting, std::vector<Beginning>> beginnings = beginnings_of(archive);
  narrow_published(archive, beginnings_in(beginnings));
  narrow_by_credits(archive);
  archive.sourcing = find_sourcing(archive);
  LinkedRecord record;
  for (const Cluster& one : archive.clusters) record.events.push_back(make_event(archive, one));
  if (ledger != nullptr) file_all(archive, work, record.events, *ledger);
  review_events(archive, record.events);
  find_moved(record.events);
  sort_events(record.events);
  record.documents = document_links(archive);
  return record;
}

std::string explain_pair(const CodedDocument& first, const std::string& claim, const CodedDocument& second,
                         const std::string& other_claim) {
  const ResolvedClaim* a = find_claim(first, claim);
  const ResolvedClaim* b = find_claim(second, other_claim);
  if (!a || !b) return "one of the claims is not in these documents";
  const bool together = first.article.id == second.article.id;
  const std::vector<const CodedDocument*> both = {&first, &second};
  const PlaceNames places(both);
  Sides sides;
  const Mention x = make_mention(*a, 0, first.published, places, sides);
  const Mention y = make_mention(*b, together ? 0 : 1, second.published, places, sides);
  std::vector<Note> notes;
  const Weighing weighing = weigh(x, y, &notes);
  if (weighing.against != Against::nothing) return "two events: " + std::string(to_string(weighing.against));
  std::string out = weighing.score > 0 ? "one event" : "not enough to be one event";
  const long hundredths = std::lround(weighing.score * 100);
  return out + " (weight " + std::to_string(hundredths) + "/100): " + in_words(notes);
}

}  // namespace annals::link

namespace annals {

LinkedRecord link_documents(const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
  return link::link(documents, decisions);
}

Linking linking(const LinkOptions& chosen) {
  const link::ClusterOptions options{chosen.threads, chosen.memory_bytes, chosen.folder};
  return {[options](const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
            return link::link(documents, decisions, options);
          },
          [options](const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions,
                    Ledger& ledger) { return link::link(documents, decisions, options, &ledger); },
          link::link_late};
}

std::function<LinkedRecord(const std::vector<CodedDocument>&, const std::vector<Decision>&)> linker(
    const LinkOptions& options) {
  return linking(options).whole;
}

}  // namespace annals
