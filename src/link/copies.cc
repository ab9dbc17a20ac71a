// Whose text is whose, in five steps, each in the file of its name:
//   copies_words    stories as numbers, one a word            copies_judge    which of them are copies
//   copies_meet     which stories share runs of words         copies_sources  outlets and wires, and who credits whom
//   copies_align    the passages two stories share
// Here the families of copies get their roots, and each document the list of its nearest copies.
#include "link/copies.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>

#include "link/copies_judge.h"
#include "link/copies_meet.h"
#include "link/copies_words.h"

namespace annals::link {
namespace {

constexpr double kSamePage = 0.95;  // of both texts
constexpr double kTaken = 0.5;      // of its text: then a document is a copy
constexpr double kWoven = 0.2;      // of a longer one that holds the whole of a shorter one
constexpr std::size_t kCopiesListed = 8;

double rounded(double share) { return std::round(std::min(share, 1.0) * 100) / 100; }

// Groups of documents, by their places in the order of publication; the first stands for its group.
class Families {
 public:
  explicit Families(std::size_t documents) : parent_(documents) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t first_of(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = first_of(a), b = first_of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

// A round-up that holds ten wires whole comes from none of them, nor do they come from one another.
bool one_family(const Kinship& kinship) {
  return kinship.of_later >= kTaken || std::min(kinship.of_earlier, kinship.of_later) >= kWoven;
}

// --- roots ---

// The wire a document hands on: the one it credits, or itself where it is one that others credit.
std::uint32_t wire_of(const CodedDocument& document, const Sources& sources, const std::vector<bool>& is_wire) {
  const std::uint32_t agency = sources.find(document.article.agency.value);
  if (agency != kNoSource) return agency;
  const std::uint32_t outlet = sources.find(document.article.outlet.value);
  return outlet != kNoSource && is_wire[outlet] ? outlet : kNoSource;
}

struct Wires {
  std::vector<bool> is_wire;         // by source
  std::vector<std::string> display;  // by source: the spelling that sorts first
};

Wires wires_of(const std::vector<const CodedDocument*>& documents, const Sources& sources) {
  Wires out{std::vector<bool>(sources.names().size(), false), std::vector<std::string>(sources.names().size())};
  for (const CodedDocument* document : documents) {
    const std::string& agency = document->article.agency.value;
    const std::uint32_t source = sources.find(agency);
    if (source == kNoSource) continue;
    out.is_wire[source] = true;
    if (out.display[source].empty() || agency < out.display[source]) out.display[source] = agency;
  }
  return out;
}

// `published` are the documents in the order of publication. A family of copies comes from the wire that the earliest
// of them to name one names.
std::vector<std::string> roots_of(const std::vector<const CodedDocument*>& published, const Sources& sources,
                                  Families& families) {
  const Wires wires = wires_of(published, sources);
  std::vector<std::uint32_t> wire(published.size(), kNoSource);  // by the first of a family
  for (std::uint32_t d = 0; d < published.size(); ++d) {
    std::uint32_t& of_family = wire[families.first_of(d)];
    if (of_family == kNoSource) of_family = wire_of(*published[d], sources, wires.is_wire);
  }
  std::vector<std::string> roots;
  for (std::uint32_t d = 0; d < published.size(); ++d) {
    const std::uint32_t first = families.first_of(d);
    roots.push_back(wire[first] != kNoSource ? wires.display[wire[first]] : published[first]->article.id);
  }
  return roots;
}

// --- lists of copies ---

// A copy as one document lists it: the other document, and the kinship that says so.
struct Listed {
  std::uint32_t other = 0;
  std::uint32_t kinship = 0;
  double similarity = 0;
};

// The nearest first; the earliest of them always has a place, for it is the likeliest source.
void keep_nearest(std::vector<Listed>& list) {
  std::sort(list.begin(), list.end(), [](const Listed& a, const Listed& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.other < b.other;
  });
  if (list.size() <= kCopiesListed) return;
  const auto earliest =
      std::min_element(list.begin(), list.end(), [](const Listed& a, const Listed& b) { return a.other < b.other; });
  const auto last = list.begin() + (kCopiesListed - 1);
  if (earliest > last) std::swap(*last, *earliest);
  list.resize(kCopiesListed);
}

std::vector<std::vector<Listed>> lists_of(const std::vector<Kinship>& all, std::size_t documents) {
  std::vector<std::vector<Listed>> out(documents);
  for (std::uint32_t k = 0; k < all.size(); ++k) {
    const double similarity = rounded(std::max(all[k].of_earlier, all[k].of_later));
    out[all[k].earlier].push_back({all[k].later, k, similarity});
    out[all[k].later].push_back({all[k].earlier, k, similarity});
  }
  for (std::vector<Listed>& list : out) keep_nearest(list);
  return out;
}

// Two outlets that print one text have it from one wire; the same text under one name, or none, is a page read twice.
std::string_view kind_of(const Kinship& kinship, const std::vector<const CodedDocument*>& published) {
  const Article &a = published[kinship.earlier]->article, &b = published[kinship.later]->article;
  const bool whole = std::min(kinship.of_earlier, kinship.of_later) >= kSamePage;
  const bool two_outlets = a.outlet && b.outlet && source_name(a.outlet.value) != source_name(b.outlet.value);
  return whole && !two_outlets ? "same page" : "wire copy";
}

// The raw bytes of words [begin, end) of a story.
ByteSpans bytes_of(const Article& article, const Stories& stories, std::uint32_t story, std::uint32_t begin,
                   std::uint32_t end) {
  const std::uint32_t last = stories.begin_in_text(story, end - 1);
  return article.text.spans({stories.begin_in_text(story, begin), word_end(article, last)});
}

// In the order of the text of the document at `place`, which is one of the two.
std::vector<SharedPassage> passages_of(const Kinship& kinship, std::uint32_t place, const Stories& stories,
                                       const std::vector<const CodedDocument*>& published) {
  std::vector<SharedPassage> out;
  for (const Passage& p : kinship.passages) {
    ByteSpans earlier = bytes_of(published[kinship.earlier]->article, stories, kinship.earlier, p.begin, p.end);
    ByteSpans later = bytes_of(published[kinship.later]->article, stories, kinship.later, p.there_begin, p.there_end);
    if (kinship.later == place) std::swap(earlier, later);
    out.push_back({std::move(earlier), std::move(later)});
  }
  std::sort(out.begin(), out.end(), [](const SharedPassage& a, const SharedPassage& b) { return a.spans < b.spans; });
  return out;
}

}  // namespace

Copies find_copies(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& order) {
  std::vector<const CodedDocument*> published(documents.size());
  for (std::size_t d = 0; d < documents.size(); ++d) published[order[d]] = documents[d];
  const Sources sources(published);
  Copies out;
  out.of.resize(documents.size());
  Stories stories;
  StoryWords story;
  std::size_t bytes = 0;
  for (const CodedDocument* document : published) bytes += document->article.text.text.size();
  constexpr std::size_t kBytesAWord = 8;  // with the blank, and the words that are too short to count
  stories.expect(documents.size(), bytes / kBytesAWord);
  for (const CodedDocument* document : published) {
    read_story(document->article, story);
    stories.add(story);
  }
  const std::vector<Kinship> all = kinships(stories, meet(stories));
  Families families(documents.size());
  for (const Kinship& kinship : all) {
    if (one_family(kinship)) families.join(kinship.earlier, kinship.later);
  }
  const std::vector<std::string> roots = roots_of(published, sources, families);
  const std::vector<std::vector<Listed>> lists = lists_of(all, documents.size());
  for (std::size_t d = 0; d < documents.size(); ++d) {
    const std::uint32_t place = order[d];
    for (const Listed& listed : lists[place]) {
      const Kinship& kinship = all[listed.kinship];
      out.of[d].push_back({published[listed.other]->article.id, listed.similarity,
                           std::string(kind_of(kinship, published)), passages_of(kinship, place, stories, published)});
    }
    out.root.push_back(roots[place]);
  }
  return out;
}

}  // namespace annals::link
