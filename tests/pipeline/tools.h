// What the tools that print for train/ have in common.
#pragma once

#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "annals/error.h"
#include "annals/span.h"

namespace annals::testing {

// The value; where there is none, says why and ends the program.
template <typename T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  std::cerr << result.error().source << ": " << result.error().message << '\n';
  std::exit(1);
}

inline nlohmann::json spans_of(const ByteSpans& spans) {
  nlohmann::json out = nlohmann::json::array();
  for (const ByteSpan& span : spans) out.push_back({span.begin, span.end});
  return out;
}

}  // namespace annals::testing
