// Names of outlets and wires, and where a text says that it has its matter from one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/claim.h"
#include "link/hash.h"

namespace annals::link {

inline constexpr std::uint32_t kNoSource = ~0U;

// "The Xinhua News Agency" and "Xinhua" are one source.
std::string source_name(std::string_view name);

class Sources {
 public:
  explicit Sources(const std::vector<const CodedDocument*>& documents);

  // The number of a source, or kNoSource.
  std::uint32_t find(std::string_view name) const;
  // Sources that a text names beside a word of telling, sorted; `own` is left out.
  std::vector<std::uint32_t> credited(const std::vector<Hash>& spelled, std::uint32_t own) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  bool named_at(const std::vector<Hash>& spelled, std::size_t at, std::uint32_t source) const;
  bool cue_near(const std::vector<Hash>& spelled, std::size_t begin, std::size_t end) const;
  bool may_begin(Hash word) const { return (first_words_[(word >> 6) % first_words_.size()] >> (word % 64) & 1) != 0; }

  std::vector<std::string> names_;                             // sorted
  std::vector<std::vector<Hash>> words_;                       // of each name
  std::vector<std::pair<Hash, std::uint32_t>> by_first_word_;  // sorted
  std::vector<std::uint64_t> first_words_;                     // a bit for what a first word hashes to
  std::vector<Hash> cues_;                                     // sorted
};

}  // namespace annals::link
