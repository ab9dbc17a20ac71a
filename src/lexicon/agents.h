// Common nouns that act, from agents.tsv.
#pragma once

#include "lexicon/actors.h"
#include "lexicon/name_index.h"
#include "lexicon/table.h"

namespace annals::lexicon {

class Agents {
 public:
  static Result<Agents> open(const std::filesystem::path& file);
  const Agent* find(std::string_view noun) const;
  std::optional<AgentMatch> longest(std::span<const Unit> units) const;

 private:
  std::vector<Table> tables_;  // one; the agents' words live in it
  std::vector<Agent> agents_;
  NameIndex names_;  // value: agent * 2 + plural
};

}  // namespace annals::lexicon
