#include "link/link.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "annals/pipeline.h"
#include "link/archive.h"
#include "link/evidence.h"
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

// Documents that hand on one wire and tell one event share it even where the wording was changed.
void add_shared_agencies(const Archive& archive, std::vector<LinkedRecord::DocumentLinks>& links) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> shared;
  for (const Cluster& cluster : archive.clusters) {
    std::map<std::string_view, std::uint32_t> first;  // by agency
    for (const std::uint32_t p : as_published(archive, cluster)) {
      const std::uint32_t document = archive.mentions[p].document;
      const std::string& root = archive.copies.root[document];
      if (archive.documents[document]->article.agency.value.empty()) continue;
      const auto [at, fresh] = first.emplace(root, document);
      if (!fresh && at->second != document) shared[{at->second, document}] = true;
    }
  }
  for (const auto& [pair, yes] : shared) {
    LinkedRecord::DocumentLinks& later = links[pair.second];
    const std::string& id = archive.documents[pair.first]->article.id;
    const bool known =
        std::any_of(later.copies.begin(), later.copies.end(), [&](const Copy& copy) { return copy.document == id; });
    if (!known && later.copies.size() < 8) later.copies.push_back({id, 0, "shared agency"});
  }
}

std::vector<LinkedRecord::DocumentLinks> document_links(const Archive& archive) {
  std::vector<LinkedRecord::DocumentLinks> links;
  for (std::size_t d = 0; d < archive.documents.size(); ++d) {
    links.push_back(
        {archive.documents[d]->article.id, archive.published[d], archive.copies.of[d], archive.copies.root[d], {}});
    for (const Support& one : archive.sourcing.of[d]) links.back().origins.push_back(one.origin);
  }
  add_shared_agencies(archive, links);
  return links;
}

const ResolvedClaim* find_claim(const CodedDocument& document, const std::string& id) {
  const auto at = std::find_if(document.claims.begin(), document.claims.end(),
                               [&](const ResolvedClaim& claim) { return claim.id == id; });
  return at == document.claims.end() ? nullptr : &*at;
}

}  // namespace

LinkedRecord link(const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions,
                  const ClusterOptions& options) {
  Archive archive = make_archive(documents, decisions);
  archive.copies = find_copies(archive.documents, archive.order);
  const std::vector<Bond> bonds = bonds_of(archive);
  archive.clusters = cluster(archive.mentions, bonds, options);
  join_other_days(archive.mentions, bonds, archive.clusters);
  narrow_published(archive);
  narrow_by_credits(archive);
  archive.sourcing = find_sourcing(archive);
  LinkedRecord record;
  for (const Cluster& one : archive.clusters) record.events.push_back(make_event(archive, one));
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

std::function<LinkedRecord(const std::vector<CodedDocument>&, const std::vector<Decision>&)> linker(
    const LinkOptions& options) {
  return [options = link::ClusterOptions{options.threads, options.memory_bytes, options.folder}](
             const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
    return link::link(documents, decisions, options);
  };
}

}  // namespace annals
