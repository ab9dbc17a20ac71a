// What `annals watch` keeps beside a store, in STORE.watch/state.json: how far each feed was read, and which documents
// nobody was told of yet. The record itself needs none of it: lost, everything is asked for once more and held already.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "annals/error.h"
#include "annals/watch.h"

namespace annals::cli {

struct FeedState {
  Validators validators;
  unsigned failures = 0;        // one after another
  std::int64_t not_before = 0;  // seconds since 1970
};

struct WatchState {
  std::map<std::string, FeedState> feeds;  // by address
  std::set<std::string> untold;            // documents whose events nobody was told of yet

  static std::filesystem::path folder(const std::string& store) { return store + ".watch"; }
  // Empty where there is none yet. Errors: Malformed, Io.
  static Result<WatchState> open(const std::string& store);
  // Whole or not at all. Errors: Io.
  Result<Done> save(const std::string& store) const;
};

}  // namespace annals::cli
