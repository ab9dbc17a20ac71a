// What timeline, commitments and export share: a store's events behind a filter.
#pragma once

#include <string>
#include <vector>

#include "annals/event.h"
#include "annals/query.h"
#include "annals/store.h"
#include "cli/commands.h"

namespace CLI {
class App;
}

namespace annals::cli {

struct FilterArguments {
  Filter filter;
  std::string since, until;
  void add_to(CLI::App& app);
  bool any() const;  // whether anything is asked for
  // Reads the dates, and who is meant by an id; what is wrong with them, or nothing.
  std::string settle(const Context& context);

 private:
  std::string find_ids(const Context& context);
};

// Prints events as JSON Lines or as text for people.
Exit print_events(const std::vector<Event>& events, bool json);

}  // namespace annals::cli
