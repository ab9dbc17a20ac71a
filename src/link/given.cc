#include "link/given.h"

#include <algorithm>
#include <limits>
#include <map>

namespace annals::link {
namespace {

// Documents whose mean likeness is above this tell one story. Tuned on the odd topics of ECB+.
constexpr double kOneStory = 0.10;

// How much of two groups' likeness is that of their two likest mentions, the rest being the mean. Tuned on the odd
// topics: one telling in other words should not keep those apart that tell it in the same.
constexpr float kOfTheLikest = 0.3f;

// Likenesses of groups, and of each group the one that is likest among those behind it.
class Linkage {
 public:
  Linkage(std::size_t count, const std::function<double(std::size_t, std::size_t)>& like, float of_the_likest)
      : count_(count),
        of_the_likest_(of_the_likest),
        mean_(count * count),
        size_(count, 1),
        alive_(count, true),
        best_(count, 0) {
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = i + 1; j < count; ++j) {
        mean_[i * count + j] = mean_[j * count + i] = static_cast<float>(like(i, j));
      }
    }
    most_ = mean_;
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
  float at(std::size_t i, std::size_t j) const {
    const std::size_t both = i * count_ + j;
    return of_the_likest_ == 0 ? mean_[both] : (1 - of_the_likest_) * mean_[both] + of_the_likest_ * most_[both];
  }
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
      const std::size_t of_a = a * count_ + k, of_b = b * count_ + k;
      mean_[of_a] = (mean_[of_a] * size_[a] + mean_[of_b] * size_[b]) / (size_[a] + size_[b]);
      most_[of_a] = std::max(most_[of_a], most_[of_b]);
      mean_[k * count_ + a] = mean_[of_a];
      most_[k * count_ + a] = most_[of_a];
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
  float of_the_likest_;
  std::vector<float> mean_, most_, size_;
  std::vector<bool> alive_;
  std::vector<std::size_t> best_;
};

// The mean likeness at which the groups of two things were joined; 0 where they never were.
Near joined_at(std::size_t count, const std::vector<Join>& joins) {
  Near out(count);
  std::vector<std::vector<std::size_t>> members(count);
  for (std::size_t i = 0; i < count; ++i) {
    members[i] = {i};
    out.set(i, i, 1);
  }
  for (const Join& join : joins) {
    for (const std::size_t i : members[join.first]) {
      for (const std::size_t j : members[join.second]) out.set(i, j, static_cast<float>(join.like));
    }
    members[join.first].insert(members[join.first].end(), members[join.second].begin(), members[join.second].end());
  }
  return out;
}

Near matter_near(const std::vector<const Document*>& documents, const Rarity& rarity) {
  std::vector<Bag> matter;
  for (const Document* document : documents) matter.push_back(matter_of(*document, rarity));
  Near out(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (std::size_t j = i; j < documents.size(); ++j) out.set(i, j, cosine(matter[i], matter[j]));
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> average_linkage(std::size_t count,
                                           const std::function<double(std::size_t, std::size_t)>& like, double least,
                                           std::vector<Join>* joins, float of_the_likest) {
  return Linkage(count, like, of_the_likest).join(least, joins);
}

Given::Given(const std::vector<const Document*>& documents, const std::vector<GivenMention>& mentions,
             const lexicon::Senses& senses, const WordVector& word_vector) {
  const Rarity rarity(documents);
  matter_ = matter_near(documents, rarity);
  std::vector<Join> joins;
  stories_ = average_linkage(
      documents.size(), [&](std::size_t i, std::size_t j) { return matter_.of(i, j); }, kOneStory, &joins);
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
  context_ = Context(documents, rarity, stories_, matter_, wordings_);
  for (auto& [story, of] : by_story) by_story_.push_back(std::move(of));
}

Company Given::company(std::uint32_t a, std::uint32_t b) const {
  const Wording &x = wordings_[a], &y = wordings_[b];
  return {matter_.of(x.document, y.document),         joined_.of(x.document, y.document), told_[a], told_[b],
          std::max(told_in_all_[a], told_in_all_[b]), context_.signs(x, y, a, b)};
}

std::vector<std::uint32_t> Given::events(const Alike& alike) const {
  std::vector<std::uint32_t> out(wordings_.size());
  for (const std::vector<std::uint32_t>& story : by_story_) {
    std::vector<Judged> judged;
    for (const std::uint32_t m : story) judged.push_back(alike.judged(wordings_[m]));
    const auto groups = average_linkage(
        story.size(),
        [&](std::size_t i, std::size_t j) { return alike.score(judged[i], judged[j], company(story[i], story[j])); },
        alike.least(), nullptr, kOfTheLikest);
    for (std::size_t i = 0; i < story.size(); ++i) out[story[i]] = story[groups[i]];
  }
  return out;
}

}  // namespace annals::link
