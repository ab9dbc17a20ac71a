// Which rows of a snapshot hold which values. A question is answered by setting the bits of the rows that hold what it
// names and joining the sets, without a look at any event: the cost follows what is found, and a sweep over days.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "annals/snapshot.h"

namespace annals::query {

// A bit a row.
class RowSet {
 public:
  explicit RowSet(std::size_t rows) : rows_(rows), words_((rows + 63) / 64) {}
  static RowSet all(std::size_t rows);

  void add(std::uint32_t row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
  void add(std::span<const std::uint32_t> rows) {
    for (const std::uint32_t row : rows) add(row);
  }
  bool has(std::uint32_t row) const { return (words_[row / 64] >> (row % 64) & 1) != 0; }
  RowSet& operator&=(const RowSet& other);
  bool full() const { return count() == rows_; }
  std::size_t count() const;
  std::uint32_t count(std::span<const std::uint32_t> of) const;  // how many of these rows it holds
  std::vector<std::uint32_t> rows() const;                       // ascending
  // The 64 rows from 64 * `word` on, as bits.
  std::uint64_t& word(std::size_t word) { return words_[word]; }
  std::size_t words() const { return words_.size(); }

 private:
  std::size_t rows_;
  std::vector<std::uint64_t> words_;
};

// The rows that hold each value, ascending, each once.
class RowsOf {
 public:
  RowsOf() = default;
  // `each(row, add)` calls add(value) for each value of a row; a value that is none of `values` is passed over.
  template <typename Each>
  RowsOf(std::size_t rows, std::size_t values, const Each& each) : begins_(values + 1) {
    std::vector<std::uint32_t> last(values, kNobody);
    const auto visit = [&](const auto& take) {
      std::fill(last.begin(), last.end(), kNobody);
      for (std::uint32_t row = 0; row < rows; ++row) {
        each(row, [&](std::size_t value) {
          if (value >= values || last[value] == row) return;
          last[value] = row;
          take(value, row);
        });
      }
    };
    visit([&](std::size_t value, std::uint32_t) { ++begins_[value + 1]; });
    for (std::size_t i = 0; i < values; ++i) begins_[i + 1] += begins_[i];
    rows_.resize(begins_.back());
    std::vector<std::uint32_t> at(begins_.begin(), begins_.end() - 1);
    visit([&](std::size_t value, std::uint32_t row) { rows_[at[value]++] = row; });
  }
  std::size_t values() const { return begins_.size() - 1; }
  std::span<const std::uint32_t> of(std::size_t value) const {
    return std::span(rows_).subspan(begins_[value], begins_[value + 1] - begins_[value]);
  }

 private:
  std::vector<std::uint32_t> begins_ = {0}, rows_;
};

struct SnapshotIndex {
  explicit SnapshotIndex(const Snapshot& snapshot);

  struct ActorNames {  // folded, as questions are
    std::string id, name;
    std::uint32_t country = kNobody;
  };
  struct Country {
    std::string code, name;  // as the record has them
    std::string folded_code, folded_name;
  };
  std::size_t rows = 0;
  std::vector<std::int32_t> from, to;  // days; what is not known lies before, and after, all
  RowsOf types, statuses, outcomes, modes, topics, outlets, actors, countries, places, years, disagreeing;
  std::vector<ActorNames> actor_names;
  std::vector<Country> country_names;           // of participants and speakers
  std::vector<std::string> place_names, words;  // folded
  std::vector<std::string> place_countries;     // folded
};

}  // namespace annals::query
