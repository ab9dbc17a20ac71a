// The commands of `annals`: one table, from which dispatch, help and the tests are made.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace annals::cli {

enum class Exit : int { read = 0, some_refused = 1, wrong_call = 2, store_failed = 3 };

// What every command is given.
struct Context {
  std::filesystem::path data;         // the folder data/ of this installation
  std::filesystem::path places = {};  // a user's own places (own_places.h); empty: none
  std::filesystem::path actors = {};  // a user's own tables of actors (actor_base.h); empty: none
};

// A command adds its options to its sub-command and returns what is to be run once they are read.
struct Command {
  std::string_view name;
  std::string_view summary;
  Exit (*run)(int argc, char** argv, const Context& context);
};

std::span<const Command> commands();

// Runs `annals ARGUMENTS...` and returns its exit status.
int run(int argc, char** argv);

}  // namespace annals::cli
