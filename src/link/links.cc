#include "link/links.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "link/merge.h"

namespace annals::link {
namespace {

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

}  // namespace

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

}  // namespace annals::link
