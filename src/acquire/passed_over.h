// What an archive or a feed holds that is no page, by kind: told once at its end, so that nothing goes in silence.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "annals/pipeline.h"

namespace annals::acquire {

class PassedOver {
 public:
  void count(std::string_view kind);
  // "passed over: 12 request, 3 image/png", by kind. Nothing where nothing was passed over or nobody listens.
  void tell(const std::string& path, const InputOptions& options) const;

 private:
  std::map<std::string, std::uint64_t> kinds_;
};

}  // namespace annals::acquire
