// The ledger of linking in a file of its own beside the store: no part of the record, made anew when it is missing,
// damaged or of another state of the store.
#pragma once

#include <filesystem>

#include "annals/ledger.h"
#include "store/sql.h"

namespace annals::store {

class LedgerFile : public Ledger {
 public:
  static std::filesystem::path beside(const std::filesystem::path& store);
  // Opens it, or makes it; its changes are kept by `commit` or lost. Errors: those of a Connection.
  static Result<LedgerFile> open(const std::filesystem::path& path);

  std::optional<std::string> get(std::string_view key) override;
  void put(std::string_view key, std::string_view value) override;
  void erase(std::string_view key) override;
  void walk(std::string_view from, std::string_view to, Way way, const Take& take) override;
  void clear() override;
  Result<Done> state() const override { return state_; }

  Result<Done> commit();

 private:
  explicit LedgerFile(Connection connection) : connection_(std::move(connection)) {}
  // Does something with a statement, unless an error stands; takes note of one.
  void with(const std::string& sql, const std::function<Result<Done>(Statement&)>& use);

  Connection connection_;
  Result<Done> state_ = Done{};
};

}  // namespace annals::store
