// A page rests on another page, on a source outside the set, or on somebody's words. What it copies or prints under a
// wire's name it has from there whole; where it names a source beside a word of telling ("the Daily Standard reported")
// it has that sentence from there, and its news where that is among its first sentences.
#include "link/sourcing.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "link/archive.h"
#include "link/chains.h"
#include "link/outlets.h"
#include "link/press.h"
#include "link/statements.h"
#include "link/supports.h"

namespace annals::link {
namespace {

// All pages of an archive, numbered as there.
class PressOfArchive : public Press {
 public:
  explicit PressOfArchive(const Archive& archive) : archive_(archive) {
    list_clusters();
    for (std::uint32_t page = 0; page < archive.documents.size(); ++page) {
      const Article& article = archive.documents[page]->article;
      is_wire_.push_back(link::is_wire(article));
      for (const Hash name : names_of(*archive.documents[page])) pages_of_[name].push_back(page);
      if (article.agency.value.empty()) continue;
      std::string& agency = agencies_[hash_of(source_key(article.agency.value))];
      if (agency.empty() || article.agency.value < agency) agency = article.agency.value;
    }
    for (auto& [outlet, pages] : pages_of_) {
      std::sort(pages.begin(), pages.end(), [&](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    }
  }

  const CodedDocument& document(std::uint32_t page) override { return *archive_.documents[page]; }
  Days published(std::uint32_t page) override { return days_of(archive_.published[page]); }
  bool came_before(std::uint32_t a, std::uint32_t b) override { return archive_.order[a] < archive_.order[b]; }
  bool is_wire(std::uint32_t page) override { return is_wire_[page]; }
  const std::vector<Copy>& copies(std::uint32_t page) override { return archive_.copies.of[page]; }
  const std::string& root_of_copies(std::uint32_t page) override { return archive_.copies.root[page]; }
  std::optional<std::uint32_t> find(const std::string& id) override { return find_document(archive_, id); }
  const std::vector<std::uint64_t>& clusters(std::uint32_t page) override { return clusters_[page]; }
  std::vector<ToldIn> told(std::uint32_t page) override {
    std::vector<ToldIn> out;
    for (std::uint32_t m = first_mention_[page]; m < first_mention_[page + 1]; ++m) {
      out.push_back({cluster_of_[m], archive_.mentions[m].claim});
    }
    return out;
  }
  bool is_outlet(Hash key) override { return pages_of_.contains(key); }
  std::string agency(Hash key) override {
    const auto at = agencies_.find(key);
    return at == agencies_.end() ? std::string() : at->second;
  }
  std::vector<std::uint32_t> latest_of(Hash outlet, Day from, Day to, std::size_t most) override {
    std::vector<std::uint32_t> out;
    const auto at = pages_of_.find(outlet);
    if (at == pages_of_.end()) return out;
    const std::vector<std::uint32_t>& pages = at->second;
    auto page = std::upper_bound(pages.begin(), pages.end(), to,
                                 [&](Day day, std::uint32_t one) { return day < published(one).from; });
    while (page != pages.begin() && out.size() < most) {
      const Days days = published(*--page);
      if (days.from < from) break;
      if (days.bounded()) out.push_back(*page);
    }
    return out;
  }

 private:
  void list_clusters() {
    const std::size_t count = archive_.documents.size();
    cluster_of_.resize(archive_.mentions.size());
    for (std::uint32_t c = 0; c < archive_.clusters.size(); ++c) {
      for (const std::uint32_t m : archive_.clusters[c].members) cluster_of_[m] = c;
    }
    clusters_.resize(count);
    first_mention_.assign(count + 1, 0);
    for (std::uint32_t m = 0; m < archive_.mentions.size(); ++m) {
      const std::uint32_t page = archive_.mentions[m].document;
      clusters_[page].push_back(cluster_of_[m]);
      first_mention_[page + 1] = m + 1;
    }
    for (std::size_t page = 0; page < count; ++page) {
      first_mention_[page + 1] = std::max(first_mention_[page], first_mention_[page + 1]);
      std::vector<std::uint64_t>& all = clusters_[page];
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
    }
  }

  const Archive& archive_;
  std::vector<std::uint32_t> cluster_of_;             // by mention
  std::vector<std::uint32_t> first_mention_;          // by page, and one more
  std::vector<std::vector<std::uint64_t>> clusters_;  // by page
  std::vector<bool> is_wire_;
  std::unordered_map<Hash, std::vector<std::uint32_t>> pages_of_;  // by outlet, in the order of publication
  std::map<Hash, std::string> agencies_;
};

class ChainedOfAll : public Chained {
 public:
  explicit ChainedOfAll(Sourcing& all) : all_(all) {}
  std::vector<Support>& of(std::uint32_t page) override { return all_.of[page]; }
  std::vector<std::string>& roots(std::uint32_t page) override { return all_.roots[page]; }
  const std::string& own(std::uint32_t page) override { return all_.own[page]; }
  bool is_open(std::uint32_t) override { return true; }

 private:
  Sourcing& all_;
};

}  // namespace

Sourcing find_sourcing(const Archive& archive) {
  PressOfArchive press(archive);
  const auto count = static_cast<std::uint32_t>(archive.documents.size());
  Sourcing out;
  out.roots.resize(count);
  out.group.resize(count, kNone);
  std::vector<std::uint32_t> all(count), left;
  Supports supports(press);
  for (std::uint32_t page = 0; page < count; ++page) {
    all[page] = page;
    out.of.push_back(supports.of(page));
    out.sought.push_back(supports.sought());
    out.own.push_back(own_name(press, page));
    if (out.of[page].empty()) left.push_back(page);
  }
  for (const Resting& one : find_statements(press, std::move(left))) {
    out.group[one.page] = one.group;
    if (!one.speaker.empty()) out.of[one.page].push_back(statement_of(press.article(one.page), one));
  }
  ChainedOfAll chained(out);
  lead_to_roots(press, chained, all);
  return out;
}

}  // namespace annals::link
