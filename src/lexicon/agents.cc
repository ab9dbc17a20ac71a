#include "lexicon/agents.h"

namespace annals::lexicon {

Result<Agents> Agents::open(const std::filesystem::path& file) {
  enum { kNoun, kPlural, kSector, kKind, kGovernment, kOrgan, kRole, kColumns };
  Result<Table> table = Table::open(file, kColumns);
  if (!table) return table.error();
  Agents agents;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto index = static_cast<std::uint32_t>(agents.agents_.size());
    agents.agents_.push_back({table->field(row, kNoun), table->field(row, kSector), table->field(row, kKind),
                              table->field(row, kGovernment) == "yes", table->field(row, kOrgan),
                              table->field(row, kRole)});
    for (const std::string_view noun : list_of(table->field(row, kNoun))) agents.names_.add_any_case(noun, index * 2);
    for (const std::string_view noun : list_of(table->field(row, kPlural))) {
      agents.names_.add_any_case(noun, index * 2 + 1);
    }
  }
  agents.names_.sort();
  agents.tables_.push_back(std::move(*table));
  return agents;
}

const Agent* Agents::find(std::string_view noun) const {
  const auto found = names_.find(key_of(noun));
  return found.empty() ? nullptr : &agents_[found.front().value / 2];
}

std::optional<AgentMatch> Agents::longest(std::span<const Unit> units) const {
  const NameIndex::Found found = names_.longest(units);
  if (found.units == 0) return std::nullopt;
  const std::uint32_t value = found.values.front();
  return AgentMatch{units.front().word, units[found.units - 1].word + std::size_t{1}, &agents_[value / 2],
                    value % 2 == 1};
}

}  // namespace annals::lexicon
