#include "link/copies_sources.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "link/copies_words.h"

namespace annals::link {
namespace {

// Words beside a source's name by which a text says that it has its matter from there.
constexpr auto kCreditWords = std::to_array<std::string_view>(
    {"according", "agency", "cited", "citing", "quoted", "quoting", "reported", "reports", "said", "told"});
constexpr std::size_t kCreditReach = 3;

}  // namespace

std::string source_name(std::string_view name) {
  std::string folded = base::fold(name);
  if (folded.starts_with("the ")) folded.erase(0, 4);
  for (const std::string_view ending : {" news agency", " news service", " agency"}) {
    if (folded.ends_with(ending) && folded.size() > ending.size()) folded.resize(folded.size() - ending.size());
  }
  return folded;
}

Sources::Sources(const std::vector<const CodedDocument*>& documents) {
  for (const CodedDocument* document : documents) {
    for (const std::string* name : {&document->article.outlet.value, &document->article.agency.value}) {
      if (!name->empty()) names_.push_back(source_name(*name));
    }
  }
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  first_words_.resize(1024);
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    words_.push_back(spelled_words(names_[i]));
    if (words_[i].empty()) continue;
    const Hash first = words_[i].front();
    by_first_word_.push_back({first, i});
    first_words_[(first >> 6) % first_words_.size()] |= std::uint64_t{1} << (first % 64);
  }
  std::sort(by_first_word_.begin(), by_first_word_.end());
  for (const std::string_view word : kCreditWords) cues_.push_back(spelled_words(word).front());
  std::sort(cues_.begin(), cues_.end());
}

std::uint32_t Sources::find(std::string_view name) const {
  if (name.empty()) return kNoSource;
  const std::string folded = source_name(name);
  const auto at = std::lower_bound(names_.begin(), names_.end(), folded);
  if (at == names_.end() || *at != folded) return kNoSource;
  return static_cast<std::uint32_t>(at - names_.begin());
}

bool Sources::named_at(const std::vector<Hash>& spelled, std::size_t at, std::uint32_t source) const {
  const std::vector<Hash>& name = words_[source];
  return at + name.size() <= spelled.size() &&
         std::equal(name.begin(), name.end(), spelled.begin() + static_cast<std::ptrdiff_t>(at));
}

bool Sources::cue_near(const std::vector<Hash>& spelled, std::size_t begin, std::size_t end) const {
  const std::size_t low = begin - std::min(begin, kCreditReach), high = std::min(spelled.size(), end + kCreditReach);
  for (std::size_t i = low; i < high; ++i) {
    const bool outside = i < begin || i >= end;
    if (outside && std::binary_search(cues_.begin(), cues_.end(), spelled[i])) return true;
  }
  return false;
}

std::vector<std::uint32_t> Sources::credited(const std::vector<Hash>& spelled, std::uint32_t own) const {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    if (!may_begin(spelled[i])) continue;
    auto at = std::lower_bound(by_first_word_.begin(), by_first_word_.end(), std::pair(spelled[i], 0U));
    for (; at != by_first_word_.end() && at->first == spelled[i]; ++at) {
      const std::uint32_t source = at->second;
      if (source == own || !named_at(spelled, i, source)) continue;
      if (cue_near(spelled, i, i + words_[source].size())) out.push_back(source);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace annals::link
