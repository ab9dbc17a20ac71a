#include "link/roots.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

#include "base/utf8.h"

namespace annals::link {
namespace {

class Merge {
 public:
  explicit Merge(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t root(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a), b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

// Joins everything filed under the same key.
template <typename Key>
class JoinByKey {
 public:
  explicit JoinByKey(Merge& merge) : merge_(merge) {}
  void file(const Key& key, std::uint32_t item) {
    const auto [at, fresh] = first_.emplace(key, item);
    if (!fresh) merge_.join(at->second, item);
  }

 private:
  Merge& merge_;
  std::map<Key, std::uint32_t> first_;
};

}  // namespace

std::vector<std::uint32_t> roots_of_claims(const Archive& archive, const std::vector<std::uint32_t>& positions) {
  std::vector<std::uint32_t> documents;
  for (const std::uint32_t p : positions) documents.push_back(archive.mentions[p].document);
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  const auto index = [&](std::uint32_t document) {
    return static_cast<std::uint32_t>(std::lower_bound(documents.begin(), documents.end(), document) -
                                      documents.begin());
  };
  Merge merge(documents.size());
  JoinByKey<std::string> by_root(merge), by_speaker(merge);
  const Copies& copies = archive.copies;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    by_root.file(copies.root[documents[i]], i);
  }
  // A page that names another outlet as its source has the event from there, where that outlet tells it too.
  std::map<std::uint32_t, std::vector<std::uint32_t>> pages_of;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    if (copies.source_of[documents[i]] != kNoSource) pages_of[copies.source_of[documents[i]]].push_back(i);
  }
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    for (const std::uint32_t source : copies.credits[documents[i]]) {
      const auto pages = pages_of.find(source);
      if (pages != pages_of.end()) merge.join(i, pages->second.front());
    }
  }
  for (const std::uint32_t p : positions) {
    for (const ResolvedSpeaker& speaker : archive.mentions[p].claim->said_by) {
      if (speaker.actor.kind == "people") continue;  // "officials" are many
      const std::string key = speaker.actor.id.empty() ? base::fold(speaker.actor.name) : speaker.actor.id;
      if (!key.empty()) by_speaker.file(key, index(archive.mentions[p].document));
    }
  }
  std::vector<std::uint32_t> out;
  for (const std::uint32_t p : positions) out.push_back(merge.root(index(archive.mentions[p].document)));
  return out;
}

}  // namespace annals::link
