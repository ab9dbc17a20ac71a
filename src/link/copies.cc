// Whose text is whose, in five steps, each in the file of its name:
//   copies_words    stories as numbers, one a word            copies_judge    which of them are copies
//   copies_meet     which stories share runs of words         copies_sources  outlets and wires, and who credits whom
//   copies_align    the passages two stories share
// copies_late does the same for documents that come later, by the same rules.
// Here the families of copies get their roots, and each document the list of its nearest copies.
#include "link/copies.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "link/copies_sources.h"

namespace annals::link {
namespace {

constexpr double kSamePage = 0.95;  // of both texts
constexpr double kTaken = 0.5;      // of its text: then a document is a copy
constexpr double kWoven = 0.2;      // of a longer one that holds the whole of a shorter one

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

Families join_families(const std::vector<Pair>& pairs, std::size_t stories) {
  Families out(stories);
  for (const Pair& pair : pairs) {
    if (pair.shares.are_copies() && are_one_family(pair.shares)) out.join(pair.earlier, pair.later);
  }
  return out;
}

// --- roots ---

// `published` are the documents in the order of publication. A family of copies comes from the wire that the earliest
// of them to name one names.
std::vector<std::string> roots_of(const std::vector<const CodedDocument*>& published, Families& families) {
  Wires wires;
  for (const CodedDocument* document : published) wires.add(document->article);
  const auto is_credited = [&](const std::string& source) { return wires.has(source); };
  std::vector<std::string> wire(published.size());  // by the first of a family
  for (std::uint32_t d = 0; d < published.size(); ++d) {
    std::string& of_family = wire[families.first_of(d)];
    if (of_family.empty()) of_family = wire_of(published[d]->article, is_credited);
  }
  std::vector<std::string> roots;
  for (std::uint32_t d = 0; d < published.size(); ++d) {
    const std::uint32_t first = families.first_of(d);
    roots.push_back(!wire[first].empty() ? wires.spelling(wire[first]) : published[first]->article.id);
  }
  return roots;
}

// --- lists of copies ---

std::vector<std::vector<Listed>> lists_of(const std::vector<Pair>& pairs, std::size_t documents) {
  std::vector<std::vector<Listed>> out(documents);
  for (std::uint32_t p = 0; p < pairs.size(); ++p) {
    if (!pairs[p].shares.are_copies()) continue;
    const double similarity = rounded(pairs[p].shares.similarity());
    out[pairs[p].earlier].push_back({pairs[p].later, p, similarity});
    out[pairs[p].later].push_back({pairs[p].earlier, p, similarity});
  }
  for (std::vector<Listed>& list : out) keep_nearest(list, std::less<>());
  return out;
}

// The raw bytes of words [begin, end).
ByteSpans bytes_of(const StoryText& story, std::uint32_t begin, std::uint32_t end) {
  return story.article.text.spans({story.begins[begin], word_end(story.article, story.begins[end - 1])});
}

}  // namespace

double rounded(double share) { return std::round(std::min(share, 1.0) * 100) / 100; }

bool are_one_family(const Shares& shares) {
  return shares.of_later >= kTaken || std::min(shares.of_earlier, shares.of_later) >= kWoven;
}

std::vector<std::vector<std::uint32_t>> families_of(const std::vector<Pair>& pairs, std::size_t stories) {
  Families families = join_families(pairs, stories);
  std::vector<std::vector<std::uint32_t>> out(stories);  // by the first
  for (std::uint32_t story = 0; story < stories; ++story) out[families.first_of(story)].push_back(story);
  std::erase_if(out, [](const std::vector<std::uint32_t>& family) { return family.size() < 2; });
  return out;
}

bool are_whole(const Shares& shares) { return std::min(shares.of_earlier, shares.of_later) >= kSamePage; }

std::string kind_of(const Shares& shares, const Article& a, const Article& b) {
  const bool two_outlets = a.outlet && b.outlet && source_name(a.outlet.value) != source_name(b.outlet.value);
  return are_whole(shares) && !two_outlets ? "same page" : "wire copy";
}

void keep_nearest(std::vector<Listed>& list, const std::function<bool(std::uint32_t, std::uint32_t)>& is_earlier) {
  std::sort(list.begin(), list.end(), [&](const Listed& a, const Listed& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : is_earlier(a.other, b.other);
  });
  if (list.size() <= kCopiesListed) return;
  const auto earliest = std::min_element(
      list.begin(), list.end(), [&](const Listed& a, const Listed& b) { return is_earlier(a.other, b.other); });
  const auto last = list.begin() + (kCopiesListed - 1);
  if (earliest > last) std::swap(*last, *earliest);
  list.resize(kCopiesListed);
}

std::vector<SharedPassage> listed_passages(const std::vector<Passage>& passages, const StoryText& earlier,
                                           const StoryText& later, bool later_lists) {
  std::vector<SharedPassage> out;
  for (const Passage& p : passages) {
    ByteSpans here = bytes_of(earlier, p.begin, p.end);
    ByteSpans there = bytes_of(later, p.there_begin, p.there_end);
    if (later_lists) std::swap(here, there);
    out.push_back({std::move(here), std::move(there)});
  }
  std::sort(out.begin(), out.end(), [](const SharedPassage& a, const SharedPassage& b) { return a.spans < b.spans; });
  return out;
}

CopyWork compare_texts(const std::vector<const CodedDocument*>& published) {
  CopyWork work;
  StoryWords story;
  std::size_t bytes = 0;
  for (const CodedDocument* document : published) bytes += document->article.text.text.size();
  constexpr std::size_t kBytesAWord = 8;  // with the blank, and the words that are too short to count
  work.stories.expect(published.size(), bytes / kBytesAWord);
  for (const CodedDocument* document : published) {
    read_story(document->article, story);
    work.stories.add(story);
  }
  work.meetings = meet(work.stories);
  work.judged = judge(work.stories, work.meetings);
  return work;
}

Copies find_copies(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& order) {
  CopyWork work;
  return find_copies(documents, order, work);
}

Copies find_copies(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& order,
                   CopyWork& work) {
  std::vector<const CodedDocument*> published(documents.size());
  for (std::size_t d = 0; d < documents.size(); ++d) published[order[d]] = documents[d];
  work = compare_texts(published);
  const std::vector<Pair>& pairs = work.judged.pairs;
  Families families = join_families(pairs, documents.size());
  const std::vector<std::string> roots = roots_of(published, families);
  const std::vector<std::vector<Listed>> lists = lists_of(pairs, documents.size());
  const auto text_of = [&](std::uint32_t place) {
    return StoryText{published[place]->article, work.stories.begins_of(place)};
  };
  Copies out;
  out.of.resize(documents.size());
  for (std::size_t d = 0; d < documents.size(); ++d) {
    const std::uint32_t place = order[d];
    for (const Listed& listed : lists[place]) {
      const Pair& pair = pairs[listed.pair];
      const StoryText earlier = text_of(pair.earlier), later = text_of(pair.later);
      out.of[d].push_back({published[listed.other]->article.id, listed.similarity,
                           kind_of(pair.shares, earlier.article, later.article),
                           listed_passages(pair.passages, earlier, later, pair.later == place)});
    }
    out.root.push_back(roots[place]);
  }
  return out;
}

}  // namespace annals::link
