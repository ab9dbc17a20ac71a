#include "link/archive.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_set>

namespace annals::link {
namespace {

std::vector<const CodedDocument*> canonical(std::vector<const CodedDocument*> out) {
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

Archive make_archive(std::vector<const CodedDocument*> documents, const std::vector<Decision>& decisions,
                     std::optional<PlaceNames> places_known) {
  Archive archive;
  archive.documents = canonical(std::move(documents));
  archive.order = publication_order(archive.documents);
  for (const CodedDocument* document : archive.documents) {
    const Days published = days_of(document->published);
    if (published.from != kPast) archive.latest = std::max(archive.latest, published.from);
  }
  archive.rulings = Rulings(archive.documents, decisions);
  archive.places = places_known ? std::move(*places_known) : PlaceNames(archive.documents);
  const PlaceNames& places = *archive.places;
  std::unordered_set<Hash> seen;  // membership only: its order goes nowhere
  for (std::uint32_t d = 0; d < archive.documents.size(); ++d) {
    const CodedDocument& document = *archive.documents[d];
    const Story story = story_of(document.article);
    for (const ResolvedClaim* claim : claims_in_order(document)) {
      if (!seen.insert(hash_of(claim->id)).second) continue;
      if (archive.rulings.rejected(*claim)) continue;
      const ResolvedClaim& read = archive.rulings.corrected(*claim);
      archive.mentions.push_back(mention_in(document, d, story, read, places, archive.sides));
      archive.mentions.back().number = static_cast<std::uint32_t>(archive.mentions.size() - 1);
      archive.own.push_back(claim);
    }
  }
  return archive;
}

std::optional<std::uint32_t> find_document(const Archive& archive, const std::string& id) {
  const auto& all = archive.documents;
  const auto at = std::lower_bound(all.begin(), all.end(), id,
                                   [](const CodedDocument* one, const std::string& x) { return one->article.id < x; });
  if (at == all.end() || (*at)->article.id != id) return std::nullopt;
  return static_cast<std::uint32_t>(at - all.begin());
}

std::vector<ToldClaim> told_claims(const Archive& archive, std::span<const std::uint32_t> numbers) {
  std::vector<ToldClaim> out;
  for (std::size_t m = 0; m < archive.mentions.size(); ++m) {
    ToldClaim& one = out.emplace_back();
    one.mention = archive.mentions[m];
    one.position = static_cast<std::uint32_t>(archive.own[m] - archive.documents[one.mention.document]->claims.data());
    one.place_name = place_name(one.mention.claim->place);
    one.mention.document = numbers[one.mention.document];
    one.mention.claim = nullptr;
  }
  return out;
}

std::vector<Hash> countries_told(const Archive& archive) {
  std::vector<Hash> out;
  for (const CodedDocument* document : archive.documents) {
    const std::vector<Hash> names = country_names(*document);
    out.insert(out.end(), names.begin(), names.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace annals::link
