// Retelling is found by runs of words. Every run of five words of a story is hashed and a fixed quarter of the hashes
// is kept, the same quarter for all, so that two texts can be compared by what was kept of them. Documents that share a
// run stand together after sorting by hash; each is compared with the first that has it and with its two neighbours,
// so that a wire's thousandth copy costs no more than its second. A pair counts as a copy when half of the shorter text
// is in the other and in the same order.
#include "link/copies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

#include "base/utf8.h"
#include "link/hash.h"
#include "link/words.h"

namespace annals::link {
namespace {

constexpr std::size_t kRunWords = 5;
constexpr Hash kKeepOneIn = 4;
constexpr std::size_t kFewestRuns = 6;  // a text of fewer kept runs copies nobody
constexpr std::size_t kFewestShared = 4;
constexpr double kCopied = 0.5;     // of the shorter text
constexpr double kSamePage = 0.95;  // of both texts
constexpr double kInOrder = 0.6;    // of what is shared
constexpr std::size_t kCopiesListed = 8;

struct Run {
  Hash hash;
  std::uint32_t at;  // position in the text
  bool operator<(const Run& other) const { return hash != other.hash ? hash < other.hash : at < other.at; }
};

bool is_story(const Block& block) {
  return !block.repeated &&
         (block.kind == BlockKind::body || block.kind == BlockKind::lead || block.kind == BlockKind::quote);
}

std::vector<Hash> story_words(const Article& article) {
  std::vector<Hash> words;
  for (const Block& block : article.blocks) {
    if (!is_story(block)) continue;
    const std::vector<Hash> more = all_words(article.text_of(block));
    words.insert(words.end(), more.begin(), more.end());
  }
  return words;
}

std::vector<Run> kept_runs(const std::vector<Hash>& words) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i + kRunWords <= words.size(); ++i) {
    Hash hash = 0;
    for (std::size_t k = 0; k < kRunWords; ++k) hash = mix(hash, words[i + k]);
    if (hash % kKeepOneIn == 0) runs.push_back({hash, static_cast<std::uint32_t>(i)});
  }
  std::sort(runs.begin(), runs.end());
  const auto same = [](const Run& a, const Run& b) { return a.hash == b.hash; };
  runs.erase(std::unique(runs.begin(), runs.end(), same), runs.end());
  return runs;
}

// --- who is compared with whom ---

using DocumentPair = std::pair<std::uint32_t, std::uint32_t>;

std::vector<DocumentPair> pairs_sharing(const std::vector<std::vector<Run>>& runs,
                                        const std::vector<std::uint32_t>& order) {
  struct Posting {
    Hash hash;
    std::uint32_t rank, document;
    auto operator<=>(const Posting&) const = default;
  };
  std::vector<Posting> postings;
  for (std::uint32_t d = 0; d < runs.size(); ++d) {
    if (runs[d].size() < kFewestRuns) continue;
    for (const Run& run : runs[d]) postings.push_back({run.hash, order[d], d});
  }
  std::sort(postings.begin(), postings.end());
  std::vector<DocumentPair> shared;
  for (std::size_t begin = 0, i = 0; i < postings.size(); ++i) {
    if (postings[begin].hash != postings[i].hash) begin = i;
    const auto meet = [&](std::size_t j) { shared.push_back(std::minmax(postings[j].document, postings[i].document)); };
    if (i > begin) meet(begin);
    if (i > begin + 1) meet(i - 1);
    if (i > begin + 2) meet(i - 2);
  }
  std::sort(shared.begin(), shared.end());
  std::vector<DocumentPair> out;
  for (std::size_t i = 0; i < shared.size();) {
    std::size_t j = i;
    while (j < shared.size() && shared[j] == shared[i]) ++j;
    if (j - i >= kFewestShared) out.push_back(shared[i]);
    i = j;
  }
  return out;
}

// --- how alike two texts are ---

// The length of the longest part of `values` that ascends.
std::size_t longest_ascent(const std::vector<std::uint32_t>& values) {
  std::vector<std::uint32_t> tails;
  for (const std::uint32_t value : values) {
    const auto at = std::lower_bound(tails.begin(), tails.end(), value);
    if (at == tails.end()) {
      tails.push_back(value);
    } else {
      *at = value;
    }
  }
  return tails.size();
}

struct Alike {
  double of_shorter = 0, of_longer = 0;
};

Alike compare(const std::vector<Run>& a, const std::vector<Run>& b) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> shared;  // position in a, in b
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->hash == y->hash) {
      shared.push_back({x->at, y->at});
      ++x, ++y;
    } else if (x->hash < y->hash) {
      ++x;
    } else {
      ++y;
    }
  }
  if (shared.size() < kFewestShared) return {};
  std::sort(shared.begin(), shared.end());
  std::vector<std::uint32_t> there;
  for (const auto& pair : shared) there.push_back(pair.second);
  const auto count = static_cast<double>(shared.size());
  if (static_cast<double>(longest_ascent(there)) < kInOrder * count) return {};
  return {count / static_cast<double>(std::min(a.size(), b.size())),
          count / static_cast<double>(std::max(a.size(), b.size()))};
}

double rounded(double share) { return std::round(share * 100) / 100; }

// --- names of outlets and wires ---

// "The Xinhua News Agency" and "Xinhua" are one source.
std::string source_name(std::string_view name) {
  std::string folded = base::fold(name);
  if (folded.starts_with("the ")) folded.erase(0, 4);
  for (const std::string_view ending : {" news agency", " news service", " agency"}) {
    if (folded.ends_with(ending) && folded.size() > ending.size()) folded.resize(folded.size() - ending.size());
  }
  return folded;
}

// Words beside a source's name by which a text says that it has its matter from there.
constexpr auto kCreditWords = std::to_array<std::string_view>(
    {"according", "agency", "cited", "citing", "quoted", "quoting", "reported", "reports", "said", "told"});
constexpr std::size_t kCreditReach = 3;

struct SourceTable {
  std::vector<std::string> names;                             // sorted
  std::vector<std::pair<Hash, std::uint32_t>> by_first_word;  // sorted
  std::vector<std::vector<Hash>> words;

  std::uint32_t find(std::string_view name) const {
    const std::string folded = source_name(name);
    const auto at = std::lower_bound(names.begin(), names.end(), folded);
    if (folded.empty() || at == names.end() || *at != folded) return kNoSource;
    return static_cast<std::uint32_t>(at - names.begin());
  }
};

SourceTable source_table(const std::vector<const CodedDocument*>& documents) {
  SourceTable table;
  for (const CodedDocument* document : documents) {
    for (const std::string& name : {document->article.outlet.value, document->article.agency.value}) {
      if (std::string folded = source_name(name); !folded.empty()) table.names.push_back(std::move(folded));
    }
  }
  std::sort(table.names.begin(), table.names.end());
  table.names.erase(std::unique(table.names.begin(), table.names.end()), table.names.end());
  for (std::uint32_t i = 0; i < table.names.size(); ++i) {
    table.words.push_back(all_words(table.names[i]));
    if (!table.words[i].empty()) table.by_first_word.push_back({table.words[i].front(), i});
  }
  std::sort(table.by_first_word.begin(), table.by_first_word.end());
  return table;
}

std::vector<Hash> credit_words() {
  std::vector<Hash> out;
  for (const std::string_view word : kCreditWords) out.push_back(hash_of(word));
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::uint32_t> credited(const std::vector<Hash>& words, const SourceTable& table,
                                    const std::vector<Hash>& cues, std::uint32_t own) {
  std::vector<std::uint32_t> out;
  const auto is_cue = [&](Hash word) { return std::binary_search(cues.begin(), cues.end(), word); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto at = std::lower_bound(table.by_first_word.begin(), table.by_first_word.end(), std::pair(words[i], 0U));
    for (; at != table.by_first_word.end() && at->first == words[i]; ++at) {
      const std::vector<Hash>& name = table.words[at->second];
      const std::size_t end = i + name.size();
      if (at->second == own || end > words.size() ||
          !std::equal(name.begin(), name.end(), words.begin() + static_cast<std::ptrdiff_t>(i)))
        continue;
      const std::size_t low = i - std::min(i, kCreditReach), high = std::min(words.size(), end + kCreditReach);
      bool cue = false;
      for (std::size_t k = low; k < high; ++k) cue |= (k < i || k >= end) && is_cue(words[k]);
      if (cue) out.push_back(at->second);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// --- roots ---

// Groups of documents; the one published first stands for its group.
class Families {
 public:
  explicit Families(const std::vector<std::uint32_t>& order) : parent_(order.size()), order_(order) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t first_of(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = first_of(a), b = first_of(b);
    if (a == b) return;
    if (order_[b] < order_[a]) std::swap(a, b);
    parent_[b] = a;
  }

 private:
  std::vector<std::uint32_t> parent_;
  const std::vector<std::uint32_t>& order_;
};

// The wire a document hands on: the one it credits, or itself where it is one that others credit.
std::uint32_t wire_of(const CodedDocument& document, const SourceTable& table, const std::vector<bool>& is_wire) {
  const std::uint32_t agency = table.find(document.article.agency.value);
  if (agency != kNoSource) return agency;
  const std::uint32_t outlet = table.find(document.article.outlet.value);
  return outlet != kNoSource && is_wire[outlet] ? outlet : kNoSource;
}

std::vector<std::string> roots_of(const std::vector<const CodedDocument*>& documents, const SourceTable& table,
                                  const std::vector<std::uint32_t>& order, Families& families) {
  std::vector<bool> is_wire(table.names.size(), false);
  std::vector<std::string> display(table.names.size());  // the spelling that sorts first
  for (const CodedDocument* document : documents) {
    const std::string& agency = document->article.agency.value;
    const std::uint32_t source = table.find(agency);
    if (source == kNoSource) continue;
    is_wire[source] = true;
    if (display[source].empty() || agency < display[source]) display[source] = agency;
  }
  // A family of copies comes from the wire that the earliest of them to name one names.
  std::vector<std::uint32_t> wire(documents.size(), kNoSource), named_at(documents.size(), ~0U);
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    const std::uint32_t source = wire_of(*documents[d], table, is_wire);
    const std::uint32_t first = families.first_of(d);
    if (source == kNoSource || order[d] >= named_at[first]) continue;
    wire[first] = source;
    named_at[first] = order[d];
  }
  std::vector<std::string> roots;
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    const std::uint32_t first = families.first_of(d);
    roots.push_back(wire[first] != kNoSource ? display[wire[first]] : documents[first]->article.id);
  }
  return roots;
}

void list_nearest(std::vector<Copy>& copies) {
  std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.document < b.document;
  });
  if (copies.size() > kCopiesListed) copies.resize(kCopiesListed);
}

}  // namespace

Copies find_copies(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& order) {
  Copies out;
  out.of.resize(documents.size());
  const SourceTable table = source_table(documents);
  const std::vector<Hash> cues = credit_words();
  std::vector<std::vector<Run>> runs;
  for (const CodedDocument* document : documents) {
    const std::vector<Hash> words = story_words(document->article);
    const std::uint32_t own = table.find(document->article.outlet.value);
    runs.push_back(kept_runs(words));
    out.source_of.push_back(own);
    out.credits.push_back(credited(words, table, cues, own));
  }
  Families families(order);
  for (const auto& [a, b] : pairs_sharing(runs, order)) {
    const Alike alike = compare(runs[a], runs[b]);
    if (alike.of_shorter < kCopied) continue;
    const std::string kind = alike.of_longer >= kSamePage ? "same page" : "wire copy";
    const double similarity = rounded(alike.of_shorter);
    out.of[a].push_back({documents[b]->article.id, similarity, kind});
    out.of[b].push_back({documents[a]->article.id, similarity, kind});
    families.join(a, b);
  }
  for (std::vector<Copy>& copies : out.of) list_nearest(copies);
  out.root = roots_of(documents, table, order, families);
  out.sources = table.names;
  return out;
}

}  // namespace annals::link
