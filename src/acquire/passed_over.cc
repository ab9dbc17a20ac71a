#include "acquire/passed_over.h"

namespace annals::acquire {

constexpr std::size_t kMostKinds = 64;  // a made-up archive may name a million types
constexpr std::size_t kMostLetters = 60;

void PassedOver::count(std::string_view kind) {
  std::string name;
  for (const char c : kind.substr(0, kMostLetters)) name += c >= ' ' && c < 0x7F && c != ',' ? c : '?';
  const auto found = kinds_.find(name);
  if (found != kinds_.end()) {
    ++found->second;
  } else {
    ++kinds_[kinds_.size() < kMostKinds ? name : "of other kinds"];
  }
}

void PassedOver::tell(const std::string& path, const InputOptions& options) const {
  if (kinds_.empty() || !options.tell) return;
  std::string out;
  for (const auto& [kind, number] : kinds_) out += (out.empty() ? "" : ", ") + std::to_string(number) + " " + kind;
  options.tell(path, "passed over, as they hold no page: " + out);
}

}  // namespace annals::acquire
