// What the codes mean in the record's words: data/petrarch/cameo.tsv, weis.tsv, or the folder's own codes.tsv.
#include <algorithm>

#include "lexicon/petrarch_state.h"
#include "lexicon/table.h"

namespace annals::lexicon {
namespace {

namespace fs = std::filesystem;

// WEIS has 22 kinds of events, CAMEO 20: a dictionary with codes of the last two is WEIS.
bool is_weis(const Petrarch::State& state) {
  std::size_t all = 0, beyond = 0;
  const auto count = [&](std::string_view code) {
    if (code.size() < 2) return;
    ++all;
    const std::string_view root = code.substr(0, 2);
    if (root == "21" || root == "22") ++beyond;
  };
  for (const Petrarch::Block& block : state.blocks) {
    for (const Petrarch::Pattern& pattern : block.patterns) count(pattern.code);
  }
  for (const Petrarch::Verb& verb : state.verbs) count(verb.code);
  return beyond * 50 > all;
}

Result<Done> read_table(Petrarch::State& state, const fs::path& path) {
  const Result<Table> table = Table::open(path, 5);
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const std::string_view code = table->field(row, 0), type = table->field(row, 1), mode = table->field(row, 2);
    Petrarch::Meaning meaning;
    meaning.type = event_type(type);
    meaning.mode = mode;
    meaning.context = table->field(row, 3);
    if (code.empty()) return table->malformed(row, "expected a code, found none");
    if (type != "-" && !meaning.type) {
      return table->malformed(row, "expected one of PLOVER's types or \"-\", found \"" + std::string(type) + '"');
    }
    if (!mode.empty() && !(meaning.type && is_mode_of(*meaning.type, mode))) {
      return table->malformed(row, "\"" + std::string(mode) + "\" is no mode of " + std::string(type));
    }
    state.meanings.emplace_back(code, std::move(meaning));
  }
  std::stable_sort(state.meanings.begin(), state.meanings.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return Done{};
}

}  // namespace

Result<Done> read_petrarch_codes(Petrarch::State& state, const fs::path& folder, const fs::path& tables) {
  std::error_code failed;
  const fs::path own = folder / "codes.tsv";
  if (fs::is_regular_file(own, failed)) {
    state.scheme = "codes";
    return read_table(state, own);
  }
  state.scheme = is_weis(state) ? "weis" : "cameo";
  return read_table(state, tables / (state.scheme + ".tsv"));
}

}  // namespace annals::lexicon
