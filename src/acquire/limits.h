// What a reader of the open web allows its input. Each is a promise of docs/promises.md.
#pragma once

#include <cstddef>
#include <cstdint>

namespace annals::acquire {

inline constexpr std::size_t kMaxPageBytes = 64u << 20;     // one page, or one line of JSON Lines, opened
inline constexpr std::uint64_t kRatioFreeBytes = 1u << 20;  // up to here a compressed file may grow as it likes
inline constexpr std::uint64_t kMaxRatio = 200;
inline constexpr unsigned kMaxEmptyMembers = 1024;    // of a gzip file, in a row
inline constexpr std::size_t kHeadBytes = 64u << 10;  // what is looked at to tell the format
inline constexpr unsigned kMaxFolderDepth = 64;

}  // namespace annals::acquire
