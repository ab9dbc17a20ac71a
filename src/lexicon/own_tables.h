// A user's own tables of actors, in a folder beside the installed ones: rows as lines, with tabs between the columns.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "annals/error.h"

namespace annals::lexicon {

struct OwnRows {
  std::set<std::string> added, persons, offices, standings;  // by table; in order, each once
  std::size_t size() const { return added.size() + persons.size() + offices.size() + standings.size(); }
};

// Adds the rows to the folder's tables, which are made where they are absent; a row that is there already stays once.
// The same rows give the same bytes, in whatever order they came. Returns how many were new. Errors: Io.
Result<std::size_t> keep_rows(const std::filesystem::path& folder, const OwnRows& rows);

}  // namespace annals::lexicon
