#include "lexicon/senses.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "lexicon/table.h"

namespace annals::lexicon {
namespace {

// A sense further down a word's list is rarer; what is only kin counts less.
constexpr float kRarer = 0.3f, kDerived = 0.8f, kBroader = 0.6f, kNarrower = 0.4f;

std::optional<std::vector<std::uint32_t>> numbers_of(std::string_view field) {
  std::vector<std::uint32_t> out;
  for (const std::string_view word : base::split_words(field)) {
    std::uint32_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ec != std::errc() || read.ptr != word.data() + word.size()) return {};
    out.push_back(number);
  }
  return out;
}

using Weights = std::map<std::uint32_t, float>;

void raise(Weights& weights, const std::vector<std::uint32_t>& ids, float weight) {
  for (const std::uint32_t id : ids) {
    float& at = weights[id];
    at = std::max(at, weight);
  }
}

std::vector<WordSense> list_of(const Weights& weights) {
  std::vector<WordSense> out;
  for (const auto& [id, weight] : weights) out.push_back({id, weight});
  return out;
}

}  // namespace

float likeness(std::span<const WordSense> a, std::span<const WordSense> b) {
  float most = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].id == b[j].id) most = std::max(most, a[i].weight * b[j].weight);
    const bool less = a[i].id < b[j].id, more = b[j].id < a[i].id;
    i += !more;
    j += !less;
  }
  return most;
}

Result<Senses> Senses::open(const std::filesystem::path& folder) {
  Senses out;
  const auto words = Table::open(folder / "senses.tsv", 3);
  if (!words) return words.error();
  for (std::size_t row = 0; row < words->rows(); ++row) {
    auto senses = numbers_of(words->field(row, 2));
    const std::string_view kind = words->field(row, 1);
    if (!senses || (kind != "v" && kind != "n")) return words->malformed(row, "expected v or n and numbers of senses");
    (kind == "v" ? out.verbs_ : out.nouns_).emplace(words->field(row, 0), std::move(*senses));
  }
  const auto kin = Table::open(folder / "kin.tsv", 3);
  if (!kin) return kin.error();
  for (std::size_t row = 0; row < kin->rows(); ++row) {
    const auto own = numbers_of(kin->field(row, 0));
    const auto derived = numbers_of(kin->field(row, 1)), broader = numbers_of(kin->field(row, 2));
    if (!own || own->size() != 1 || !derived || !broader) return kin->malformed(row, "expected numbers of senses");
    Kin& of = out.kin_[own->front()];
    of.derived = *derived;
    of.broader = *broader;
    for (const std::uint32_t id : *broader) out.kin_[id].narrower.push_back(own->front());
  }
  return out;
}

WordSenses Senses::of(std::string_view lemma, bool verb) const {
  const auto& first = verb ? verbs_ : nouns_;
  const auto& second = verb ? nouns_ : verbs_;
  auto found = first.find(lemma);
  if (found == first.end() && (found = second.find(lemma)) == second.end()) return {};
  Weights own;
  for (std::size_t rank = 0; rank < found->second.size(); ++rank) {
    raise(own, {found->second[rank]}, 1 / (1 + kRarer * static_cast<float>(rank)));
  }
  Weights derived = own;
  for (const auto& [id, weight] : own) {
    if (const auto at = kin_.find(id); at != kin_.end()) raise(derived, at->second.derived, kDerived * weight);
  }
  Weights kin = derived;
  for (const auto& [id, weight] : derived) {
    const auto at = kin_.find(id);
    if (at == kin_.end()) continue;
    raise(kin, at->second.broader, kBroader * weight);
    raise(kin, at->second.narrower, kNarrower * weight);
  }
  return {list_of(own), list_of(derived), list_of(kin)};
}

}  // namespace annals::lexicon
