#include "link/archive.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_set>

namespace annals::link {
namespace {

std::vector<const CodedDocument*> in_order(const std::vector<CodedDocument>& documents) {
  std::vector<const CodedDocument*> out;
  for (const CodedDocument& document : documents) out.push_back(&document);
  const auto identity = [](const CodedDocument* d) { return std::tie(d->article.id, d->article.sha256); };
  std::sort(out.begin(), out.end(), [&](const CodedDocument* a, const CodedDocument* b) {
    return std::tuple_cat(identity(a), std::tie(a->article.path, a->article.url)) <
           std::tuple_cat(identity(b), std::tie(b->article.path, b->article.url));
  });
  // The same bytes under two paths are one document.
  out.erase(std::unique(out.begin(), out.end(),
                        [&](const CodedDocument* a, const CodedDocument* b) { return identity(a) == identity(b); }),
            out.end());
  return out;
}

std::vector<std::uint32_t> publication_order(const std::vector<const CodedDocument*>& documents) {
  std::vector<std::uint32_t> by_day(documents.size());
  std::iota(by_day.begin(), by_day.end(), 0U);
  // An end that is not known sorts last; documents are in the order of their ids already.
  const auto known_first = [](Day day) { return day == kPast ? kFuture : day; };
  std::stable_sort(by_day.begin(), by_day.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Days x = days_of(documents[a]->published), y = days_of(documents[b]->published);
    return std::pair(known_first(x.from), x.to) < std::pair(known_first(y.from), y.to);
  });
  std::vector<std::uint32_t> order(documents.size());
  for (std::uint32_t rank = 0; rank < by_day.size(); ++rank) order[by_day[rank]] = rank;
  return order;
}

}  // namespace

Archive make_archive(const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
  Archive archive;
  archive.documents = in_order(documents);
  archive.order = publication_order(archive.documents);
  for (const CodedDocument* document : archive.documents) {
    const Days published = days_of(document->published);
    if (published.from != kPast) archive.latest = std::max(archive.latest, published.from);
  }
  archive.rulings = Rulings(archive.documents, decisions);
  const PlaceNames& places = archive.places.emplace(archive.documents);
  std::unordered_set<Hash> seen;  // membership only: its order goes nowhere
  for (std::uint32_t d = 0; d < archive.documents.size(); ++d) {
    const Article& article = archive.documents[d]->article;
    const Story story = story_of(article);
    std::vector<const ResolvedClaim*> claims;
    for (const ResolvedClaim& claim : archive.documents[d]->claims) claims.push_back(&claim);
    std::sort(claims.begin(), claims.end(), [](const ResolvedClaim* a, const ResolvedClaim* b) {
      return std::tie(a->id, a->order) < std::tie(b->id, b->order);
    });
    for (const ResolvedClaim* claim : claims) {
      if (!seen.insert(hash_of(claim->id)).second) continue;
      if (archive.rulings.rejected(*claim)) continue;
      const ResolvedClaim& read = archive.rulings.corrected(*claim);
      Mention mention = make_mention(read, d, archive.documents[d]->published, places, archive.sides);
      mention.number = static_cast<std::uint32_t>(archive.mentions.size());
      mention.act = act_of(*claim, article);
      mention.story = story;
      archive.mentions.push_back(mention);
      archive.own.push_back(claim);
    }
  }
  return archive;
}

}  // namespace annals::link
