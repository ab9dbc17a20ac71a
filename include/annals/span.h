// Where a piece of text stands: in the raw bytes of a page, or in the text read from it.
#pragma once

#include <cstdint>
#include <vector>

namespace annals {

// The bytes [begin, end) of the raw input as it was ingested.
struct ByteSpan {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  std::uint64_t size() const { return end - begin; }
  bool operator==(const ByteSpan&) const = default;
  auto operator<=>(const ByteSpan&) const = default;
};

using ByteSpans = std::vector<ByteSpan>;

// The bytes [begin, end) of an article's UTF-8 text (Article::text).
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(TextRange other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(TextRange other) const { return begin < other.end && other.begin < end; }
  bool operator==(const TextRange&) const = default;
  auto operator<=>(const TextRange&) const = default;
};

}  // namespace annals
