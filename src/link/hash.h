// 64-bit hashes that are the same on every machine, for comparing names and words without keeping them.
#pragma once

#include <cstdint>
#include <string_view>

namespace annals::link {

using Hash = std::uint64_t;

constexpr Hash mix(Hash seed, Hash value) {  // the finaliser of SplitMix64
  Hash x = seed ^ (value + 0x9E3779B97F4A7C15ULL + (seed << 6) + (seed >> 2));
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

constexpr Hash hash_of(std::string_view text) {  // FNV-1a, then mixed; 0 stands for the empty text
  if (text.empty()) return 0;
  Hash h = 0xCBF29CE484222325ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return mix(h, text.size()) | 1;
}

}  // namespace annals::link
