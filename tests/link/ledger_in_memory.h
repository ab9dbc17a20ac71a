#pragma once

#include <map>
#include <string>

#include "annals/ledger.h"

namespace annals::link {

class LedgerInMemory : public Ledger {
 public:
  std::optional<std::string> get(std::string_view key) override {
    const auto at = held_.find(key);
    return at == held_.end() ? std::nullopt : std::optional(at->second);
  }
  void put(std::string_view key, std::string_view value) override { held_.insert_or_assign(std::string(key), value); }
  void erase(std::string_view key) override {
    if (const auto at = held_.find(key); at != held_.end()) held_.erase(at);
  }
  void walk(std::string_view from, std::string_view to, Way way, const Take& take) override {
    const auto begin = held_.lower_bound(from), end = held_.lower_bound(to);
    if (way == Way::up) {
      for (auto at = begin; at != end && take(at->first, at->second);) ++at;
    } else {
      for (auto at = end; at != begin && (--at, take(at->first, at->second));) {
      }
    }
  }
  void clear() override { held_.clear(); }
  Result<Done> state() const override { return Done{}; }
  std::size_t size() const { return held_.size(); }

 private:
  std::map<std::string, std::string, std::less<>> held_;
};

}  // namespace annals::link
