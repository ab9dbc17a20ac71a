// What a reader of the open web allows its input. Each is a promise of docs/promises.md.
#pragma once

#include <cstddef>
#include <cstdint>

namespace annals::acquire {

inline constexpr std::size_t kMaxPageBytes = 64u << 20;     // one page or record, opened
inline constexpr std::uint64_t kRatioFreeBytes = 1u << 20;  // up to here compressed bytes may grow as they like
inline constexpr std::uint64_t kMaxRatio = 200;
inline constexpr unsigned kMaxEmptyMembers = 1024;    // of a gzip file, in a row
inline constexpr std::size_t kHeadBytes = 64u << 10;  // what is looked at to tell the format
inline constexpr unsigned kMaxFolderDepth = 64;
inline constexpr std::size_t kMaxArchiveHeader = 64u << 10;  // of one WARC record, or one HTTP answer
inline constexpr std::size_t kMaxFeedBytes = 64u << 20;      // one feed
inline constexpr unsigned kMaxFeedDepth = 256;               // elements within one another
inline constexpr std::size_t kMaxColumns = 4096;             // of a CSV file

// Whether bytes that came out of `in` compressed ones grew beyond all measure.
constexpr bool is_bomb(std::uint64_t in, std::uint64_t out) { return out > kRatioFreeBytes && out > kMaxRatio * in; }

}  // namespace annals::acquire
