#include "link/given.h"

#include <algorithm>
#include <limits>
#include <map>

namespace annals::link {
namespace {

// Documents whose mean likeness is above this tell one story. Tuned on the odd topics of ECB+.
constexpr double kOneStory = 0.10;

// Mean likenesses of groups, and of each group the one that is likest among those behind it.
class Linkage {
 public:
  Linkage(std::size_t count, const std::function<double(std::size_t, std::size_t)>& like)
      : count_(count), like_(count * count), size_(count, 1), alive_(count, true), best_(count, 0) {
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = i + 1; j < count; ++j) at(i, j) = at(j, i) = static_cast<float>(like(i, j));
    }
    for (std::size_t i = 0; i < count; ++i) find_best(i);
  }

  std::vector<std::uint32_t> join(double least, std::vector<Join>* joins) {
    std::vector<std::uint32_t> group(count_);
    for (std::uint32_t i = 0; i < count_; ++i) group[i] = i;
    for (;;) {
      std::size_t first = count_;
      for (std::size_t i = 0; i < count_; ++i) {
        if (alive_[i] && best_[i] < count_ && (first == count_ || at(i, best_[i]) > at(first, best_[first]))) first = i;
      }
      if (first == count_ || at(first, best_[first]) < least) return group;
      const std::size_t second = best_[first];
      if (joins)
        joins->push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second), at(first, second)});
      unite(first, second);
      for (std::uint32_t& of : group) {
        if (of == second) of = static_cast<std::uint32_t>(first);
      }
    }
  }

 private:
  float& at(std::size_t i, std::size_t j) { return like_[i * count_ + j]; }
  void find_best(std::size_t i) {
    best_[i] = count_;
    for (std::size_t j = i + 1; j < count_; ++j) {
      if (alive_[j] && (best_[i] == count_ || at(i, j) > at(i, best_[i]))) best_[i] = j;
    }
  }
  void unite(std::size_t a, std::size_t b) {
    alive_[b] = false;
    for (std::size_t k = 0; k < count_; ++k) {
      if (!alive_[k] || k == a) continue;
      at(a, k) = at(k, a) = (at(a, k) * size_[a] + at(b, k) * size_[b]) / (size_[a] + size_[b]);
    }
    size_[a] += size_[b];
    find_best(a);
    for (std::size_t k = 0; k < b; ++k) {
      if (!alive_[k] || k == a) continue;
      if (best_[k] == a || best_[k] == b) {
        find_best(k);
      } else if (k < a && best_[k] < count_ && at(k, a) >= at(k, best_[k])) {
        find_best(k);
      }
    }
  }

  std::size_t count_;
  std::vector<float> like_, size_;
  std::vector<bool> alive_;
  std::vector<std::size_t> best_;
};

// By two things: the mean likeness at which their groups were joined; 0 where they never were.
std::vector<float> joined_at(std::size_t count, const std::vector<Join>& joins) {
  std::vector<float> out(count * count, 0.0f);
  std::vector<std::vector<std::size_t>> members(count);
  for (std::size_t i = 0; i < count; ++i) {
    members[i] = {i};
    out[i * count + i] = 1;
  }
  for (const Join& join : joins) {
    for (const std::size_t i : members[join.first]) {
      for (const std::size_t j : members[join.second]) {
        out[i * count + j] = out[j * count + i] = static_cast<float>(join.like);
      }
    }
    members[join.first].insert(members[join.first].end(), members[join.second].begin(), members[join.second].end());
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> average_linkage(std::size_t count,
                                           const std::function<double(std::size_t, std::size_t)>& like, double least,
                                           std::vector<Join>* joins) {
  return Linkage(count, like).join(least, joins);
}

Given::Given(const std::vector<const Document*>& documents, const std::vector<GivenMention>& mentions,
             const lexicon::Senses& senses, const WordVector& word_vector) {
  const Rarity rarity(documents);
  for (const Document* document : documents) matter_.push_back(matter_of(*document, rarity));
  std::vector<Join> joins;
  stories_ = average_linkage(
      documents.size(), [&](std::size_t i, std::size_t j) { return cosine(matter_[i], matter_[j]); }, kOneStory,
      &joins);
  joined_ = joined_at(documents.size(), joins);
  const WordingTools tools{rarity, senses, word_vector};
  std::map<std::uint32_t, std::vector<std::uint32_t>> by_story;
  std::map<std::pair<std::uint32_t, Hash>, float> told;
  for (std::uint32_t m = 0; m < mentions.size(); ++m) {
    const std::uint32_t document = mentions[m].document;
    wordings_.push_back(wording_of(*documents[document], document, mentions[m].phrase, tools));
    by_story[stories_[document]].push_back(m);
    ++told[{stories_[document], wordings_[m].stem}];
  }
  for (std::uint32_t m = 0; m < mentions.size(); ++m) {
    const std::uint32_t story = stories_[mentions[m].document];
    told_.push_back(told[{story, wordings_[m].stem}]);
    told_in_all_.push_back(static_cast<float>(by_story[story].size()));
  }
  for (auto& [story, of] : by_story) by_story_.push_back(std::move(of));
}

Company Given::company(std::uint32_t a, std::uint32_t b) const {
  const Wording &x = wordings_[a], &y = wordings_[b];
  return {cosine(matter_[x.document], matter_[y.document]), joined_[x.document * matter_.size() + y.document], told_[a],
          told_[b], std::max(told_in_all_[a], told_in_all_[b])};
}

std::vector<std::uint32_t> Given::events(const Alike& alike) const {
  std::vector<std::uint32_t> out(wordings_.size());
  for (const std::vector<std::uint32_t>& story : by_story_) {
    std::vector<Judged> judged;
    for (const std::uint32_t m : story) judged.push_back(alike.judged(wordings_[m]));
    const std::size_t count = story.size();
    const std::vector<float> scores =
        alike.scores(judged, [&](std::size_t i, std::size_t j) { return company(story[i], story[j]); });
    const auto groups = average_linkage(
        count, [&](std::size_t i, std::size_t j) { return scores[i * count + j]; }, alike.least());
    for (std::size_t i = 0; i < story.size(); ++i) out[story[i]] = story[groups[i]];
  }
  return out;
}

}  // namespace annals::link
