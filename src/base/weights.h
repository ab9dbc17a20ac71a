// Signs and how much each weighs for or against a reading: a table counted on hand-coded texts.
//
//   Result<Weights> weights = Weights::open(data / "models" / "coder.en.modes.tsv");
//   float sum = weights->of("ASSAULT drone|word=drone") + ...
//
// A line a sign: the sign, a tab, its weight. Immutable once open.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "annals/error.h"

namespace annals::base {

class Weights {
 public:
  // Errors: NotFound, Io; Malformed, with the line.
  static Result<Weights> open(const std::filesystem::path& table);

  bool empty() const { return weights_.empty(); }
  float of(std::string_view sign) const;  // 0 for one that is not in the table

 private:
  std::map<std::string, float, std::less<>> weights_;
};

}  // namespace annals::base
