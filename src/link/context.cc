#include "link/context.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <span>
#include <utility>

#include "link/story.h"

namespace annals::link {
namespace {

constexpr std::uint32_t kOpening = 3;    // sentences
constexpr float kFewMentions = 5;        // a middle of few mentions is drawn towards nothing
constexpr float kNothingBeside = -0.1f;  // where one of two has no words to lay beside the other's

float product(const std::vector<float>& a, const std::vector<float>& b) {
  constexpr std::size_t kLanes = 8;  // sums that do not wait for each other
  std::array<float, kLanes> sums{};
  const std::size_t count = std::min(a.size(), b.size());
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  float out = 0;
  for (; i < count; ++i) out += a[i] * b[i];
  for (const float sum : sums) out += sum;
  return out;
}

void make_unit(std::vector<float>& row) {
  const float length = std::sqrt(product(row, row));
  for (float& x : row) x /= length + 1e-9f;
}

void add(std::vector<float>& to, std::span<const float> row) {
  to.resize(std::max(to.size(), row.size()), 0.0f);
  for (std::size_t i = 0; i < row.size(); ++i) to[i] += row[i];
}

void scale(std::vector<float>& row, float by) {
  for (float& x : row) x *= by;
}

bool is_name(const Token& token, std::uint32_t) { return token.upos == Upos::PROPN; }
bool is_number(const Token& token, std::uint32_t) { return token.upos == Upos::NUM; }
bool is_act_or_thing(const Token& token, std::uint32_t) {
  return token.upos == Upos::NOUN || token.upos == Upos::VERB || token.upos == Upos::ADJ;
}
bool opens(const Token& token, std::uint32_t sentence) { return sentence < kOpening && carries(token); }

Near near_by(const std::vector<const Document*>& documents, const Rarity& rarity, Takes takes,
             const std::vector<std::uint32_t>& stories) {
  std::vector<Bag> bags;
  for (const Document* document : documents) bags.push_back(matter_of(*document, rarity, takes));
  Near out(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (std::size_t j = i + 1; j < documents.size(); ++j) {
      if (stories[i] == stories[j]) out.set(i, j, cosine(bags[i], bags[j]));
    }
  }
  return out;
}

// The words of one sentence beside those of another.
struct Beside {
  float best = kNothingBeside, mean = kNothingBeside;
};

class Table {
 public:
  Table(const std::vector<std::vector<float>>& a, const std::vector<std::vector<float>>& b)
      : a_(a), b_(b), near_(a.size() * b.size(), kNotAsked) {}
  float at(std::uint32_t i, std::uint32_t j) const {  // most words are never laid beside each other
    float& near = near_[i * b_.size() + j];
    if (near == kNotAsked) near = product(a_[i], b_[j]);
    return near;
  }

  Beside beside(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) const {
    if (a.empty() || b.empty()) return {};
    std::vector<float> best_a(a.size(), -1.0f), best_b(b.size(), -1.0f);
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::size_t j = 0; j < b.size(); ++j) {
        const float near = at(a[i], b[j]);
        best_a[i] = std::max(best_a[i], near);
        best_b[j] = std::max(best_b[j], near);
      }
    }
    float sum_a = 0, sum_b = 0;
    for (const float one : best_a) sum_a += one;
    for (const float one : best_b) sum_b += one;
    return {*std::max_element(best_a.begin(), best_a.end()),
            (sum_a / static_cast<float>(a.size()) + sum_b / static_cast<float>(b.size())) / 2};
  }

 private:
  static constexpr float kNotAsked = 9;  // nothing is nearer than 1
  const std::vector<std::vector<float>>&a_, &b_;
  mutable std::vector<float> near_;
};

// What a mean of words around a mention counts: rare ones more, and where `fading`, near ones more.
class Weights {
 public:
  Weights(const Wording& wording, const std::vector<float>& rarity, bool fading) {
    for (const std::uint32_t word : wording.around_at) {
      const auto distance = static_cast<float>(word < wording.head ? wording.head - word : word - wording.head);
      of.push_back((rarity[word] + 0.01f) / (fading ? 1 + distance : 1));
      all += of.back();
    }
  }
  std::vector<float> of;
  float all = 0;
};

// How far each word around one finds its like around the other.
float side_by_side(const Table& table, const Wording& a, const Wording& b, const Weights& of_a, const Weights& of_b) {
  if (a.around_at.empty() || b.around_at.empty()) return 0;
  std::vector<float> best_b(b.around_at.size(), 0.0f);
  float sum_a = 0, sum_b = 0;
  for (std::size_t i = 0; i < a.around_at.size(); ++i) {
    float best = 0;
    for (std::size_t j = 0; j < b.around_at.size(); ++j) {
      const float near = table.at(a.around_at[i], b.around_at[j]);
      best = std::max(best, near);
      best_b[j] = std::max(best_b[j], near);
    }
    sum_a += best * of_a.of[i];
  }
  for (std::size_t j = 0; j < best_b.size(); ++j) sum_b += best_b[j] * of_b.of[j];
  return (sum_a / of_a.all + sum_b / of_b.all) / 2;
}

}  // namespace

Context::Context(const std::vector<const Document*>& documents, const Rarity& rarity,
                 const std::vector<std::uint32_t>& stories, const Near& matter, const std::vector<Wording>& wordings)
    : stories_(stories) {
  for (std::uint32_t d = 0; d < stories_.size(); ++d) members_[stories_[d]].push_back(d);
  see(documents, rarity, wordings);
  kinds_[0].plain = matter;
  constexpr std::array<Takes, 4> kTakes = {is_name, is_number, is_act_or_thing, opens};
  for (std::size_t k = 0; k < kTakes.size(); ++k) {
    kinds_[k + 1].plain = near_by(documents, rarity, kTakes[k], stories_);
  }
  for (Kind& kind : kinds_) kind.ahead = ahead(kind.plain);
  neighbours_ = neighbours(matter);
  count(wordings);
}

Near Context::ahead(const Near& plain) const {
  Near out(stories_.size());
  for (const auto& [story, of] : members_) {
    std::vector<float> usual(of.size(), 0.0f);
    for (std::size_t i = 0; i < of.size(); ++i) {
      for (std::size_t j = 0; j < of.size(); ++j) usual[i] += i == j ? 0 : plain.of(of[i], of[j]);
      usual[i] /= static_cast<float>(std::max<std::size_t>(of.size() - 1, 1));
    }
    for (std::size_t i = 0; i < of.size(); ++i) {
      for (std::size_t j = i + 1; j < of.size(); ++j) {
        out.set(of[i], of[j], plain.of(of[i], of[j]) - (usual[i] + usual[j]) / 2);
      }
    }
  }
  return out;
}

// Whether two documents are near to the same others.
Near Context::neighbours(const Near& plain) const {
  Near out(stories_.size());
  for (const auto& [story, of] : members_) {
    const std::size_t count = of.size();
    std::vector<Row> rows(count, Row(count));
    Row means(count, 0.0f);
    for (std::size_t i = 0; i < count; ++i) {
      float best = 0;
      for (std::size_t j = 0; j < count; ++j) {
        rows[i][j] = i == j ? 0 : plain.of(of[i], of[j]);
        best = std::max(best, rows[i][j]);
      }
      rows[i][i] = best;
      add(means, rows[i]);
    }
    scale(means, 1 / static_cast<float>(count));
    for (Row& row : rows) {
      float sum = 0;
      for (std::size_t j = 0; j < count; ++j) sum += row[j] -= means[j];
      for (float& x : row) x -= sum / static_cast<float>(count);
      make_unit(row);
    }
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = i + 1; j < count; ++j) out.set(of[i], of[j], product(rows[i], rows[j]));
    }
  }
  return out;
}

void Context::count(const std::vector<Wording>& wordings) {
  struct Sum {
    std::array<Row, 3> rows;
    float count = 0;
  };
  std::map<std::uint32_t, Sum> sums;
  for (const Wording& one : wordings) {
    const std::uint32_t story = stories_[one.document];
    told_[{story, one.stem}].insert(one.document);
    mentions_.push_back({one.by_itself, one.here, one.sentence_meaning});
    Sum& sum = sums[story];
    for (std::size_t k = 0; k < 3; ++k) add(sum.rows[k], mentions_.back()[k]);
    sum.count += 1;
  }
  for (std::size_t m = 0; m < mentions_.size(); ++m) {
    const Sum& sum = sums[stories_[wordings[m].document]];
    for (std::size_t k = 0; k < 3; ++k) {
      Row& row = mentions_[m][k];
      for (std::size_t i = 0; i < row.size(); ++i) row[i] -= sum.rows[k][i] / (sum.count + kFewMentions);
      for (std::size_t i = 0; k > 0 && i < std::min(row.size(), spread_.size()); ++i) row[i] /= spread_[i];
      make_unit(row);
    }
  }
}

void Context::centre(Row& row, std::uint32_t story) const {
  const Row& middle = middles_.at(story);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = (row[i] - middle[i]) / spread_[i];
  make_unit(row);
}

void Context::see(const std::vector<const Document*>& documents, const Rarity& rarity,
                  const std::vector<Wording>& wordings) {
  std::map<std::uint32_t, float> counts;
  std::vector<double> sums, squares;
  double all = 0;
  std::vector<Row> means(documents.size());
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    for (const Sentence& sentence : documents[d]->sentences) {
      for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
        const Row row = meaning_of(sentence, t, t + 1);
        if (row.empty()) continue;
        sums.resize(row.size(), 0.0);
        squares.resize(row.size(), 0.0);
        for (std::size_t i = 0; i < row.size(); ++i) {
          sums[i] += row[i];
          squares[i] += static_cast<double>(row[i]) * row[i];
        }
        add(middles_[stories_[d]], row);
        add(means[d], row);
        counts[stories_[d]] += 1;
        all += 1;
      }
    }
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double mean = sums[i] / all;
    spread_.push_back(static_cast<float>(std::sqrt(std::max(squares[i] / all - mean * mean, 0.0)) + 1e-3));
  }
  for (auto& [story, middle] : middles_) scale(middle, 1 / counts[story]);
  for (std::uint32_t d = 0; d < means.size(); ++d) {
    make_unit(means[d]);
    if (!means[d].empty()) centre(means[d], stories_[d]);
  }
  kinds_[5].plain = Near(documents.size());
  for (std::uint32_t i = 0; i < means.size(); ++i) {
    for (std::uint32_t j = i + 1; j < means.size(); ++j) {
      if (stories_[i] == stories_[j]) kinds_[5].plain.set(i, j, product(means[i], means[j]));
    }
  }
  for (const Wording& one : wordings) {
    const auto [at, fresh] = sentences_.try_emplace({one.document, one.sentence});
    if (!fresh) continue;
    const Sentence& sentence = documents[one.document]->sentences[one.sentence];
    for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
      Row& row = at->second.words.emplace_back(meaning_of(sentence, t, t + 1));
      if (!row.empty()) centre(row, stories_[one.document]);
      const Hash stem = hash_of(stem_of(sentence.tokens[t].form));
      at->second.stems.push_back(stem);
      at->second.rarity.push_back(rarity.of(stem));
    }
  }
}

ContextSigns Context::signs(const Wording& a, const Wording& b, std::uint32_t number_a, std::uint32_t number_b) const {
  const bool same = a.stem == b.stem, together = a.document == b.document;
  const auto yes = [](bool is) { return is ? 1.0f : 0.0f; };
  ContextSigns out{};
  std::size_t at = 0;
  const auto put = [&](float sign) { out[at++] = sign; };
  const auto put_both = [&](float sign) {
    put(sign);
    put(same ? sign : 0);
  };
  for (std::size_t k = 0; k < kinds_.size(); ++k) {
    if (k > 0) put(together ? 0 : kinds_[k].plain.of(a.document, b.document));
    put_both(together ? 0 : kinds_[k].ahead.of(a.document, b.document));
    if (k == 0) put_both(together ? 0 : neighbours_.of(a.document, b.document));
  }

  const std::uint32_t story = stories_[a.document];
  const std::set<std::uint32_t>&in_a = told_.at({story, a.stem}), &in_b = told_.at({stories_[b.document], b.stem});
  const auto size = [](const auto& of) { return static_cast<float>(of.size()); };
  const auto documents = size(members_.at(story));
  float both = 0;
  for (const std::uint32_t one : in_a) both += yes(in_b.count(one) > 0);
  put(std::log((both + 0.5f) * documents / ((size(in_a) + 0.5f) * (size(in_b) + 0.5f))));
  put(std::max(size(in_a), size(in_b)) / documents);
  put(std::min(size(in_a), size(in_b)) / documents);
  put(both / (size(in_a) + size(in_b) - both));
  put(std::log(documents) / 4);
  for (std::size_t k = 0; k < 3; ++k) put(product(mentions_[number_a][k], mentions_[number_b][k]));

  const Seen &seen_a = sentences_.at({a.document, a.sentence}), &seen_b = sentences_.at({b.document, b.sentence});
  const Table table(seen_a.words, seen_b.words);
  const Beside parties = table.beside(a.parties_at, b.parties_at), objects = table.beside(a.objects_at, b.objects_at);
  put(parties.best);
  put(parties.mean);
  put(table.beside(a.subjects_at, b.subjects_at).best);
  put(objects.best);
  put(objects.mean);
  put(std::max(table.beside(a.subjects_at, b.objects_at).best, table.beside(a.objects_at, b.subjects_at).best));
  put(yes(a.parties_at.empty() || b.parties_at.empty()));
  put(yes(a.subjects_at.empty() || b.subjects_at.empty()));
  put(yes(a.objects_at.empty() || b.objects_at.empty()));
  for (const bool fading : {false, true}) {
    put(side_by_side(table, a, b, Weights(a, seen_a.rarity, fading), Weights(b, seen_b.rarity, fading)));
  }
  constexpr float kNoGovernor = -0.2f;
  const bool governed_a = a.governing != 0, governed_b = b.governing != 0;
  put(governed_a && governed_b ? table.at(a.governor, b.governor) : 0);
  put(std::max(governed_a ? table.at(a.governor, b.head) : kNoGovernor,
               governed_b ? table.at(a.head, b.governor) : kNoGovernor));
  const auto tells = [](const Wording& wording, const Seen& seen, Hash stem) {
    return std::any_of(wording.around_at.begin(), wording.around_at.end(),
                       [&](std::uint32_t word) { return seen.stems[word] == stem; });
  };
  put(yes(tells(a, seen_a, b.stem) || tells(b, seen_b, a.stem)));
  put(table.at(a.head, b.head));
  return out;
}

}  // namespace annals::link
