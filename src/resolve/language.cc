#include "resolve/language.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::resolve {
namespace {

constexpr auto kClasses = std::to_array<std::pair<std::string_view, WordClass>>({
    {"pronoun", WordClass::pronoun},
    {"possessive", WordClass::possessive},
    {"determiner", WordClass::determiner},
    {"group", WordClass::group},
    {"pairing", WordClass::pairing},
    {"counterpart", WordClass::counterpart},
    {"side", WordClass::side},
    {"voice", WordClass::voice},
    {"issued", WordClass::issued},
    {"honorific", WordClass::honorific},
    {"off-office", WordClass::off_office},
    {"under-office", WordClass::under_office},
    {"role", WordClass::role},
    {"of", WordClass::of},
    {"toward", WordClass::toward},
    {"place-part", WordClass::place_part},
    {"place-noun", WordClass::place_noun},
    {"town", WordClass::town},
    {"capital", WordClass::capital},
    {"here", WordClass::here},
    {"band", WordClass::band},
    {"body-noun", WordClass::body_noun},
    {"quantity", WordClass::quantity},
    {"where", WordClass::where},
    {"relation", WordClass::relation},
    {"doer", WordClass::doer},
    {"vessel", WordClass::vessel},
    {"ship-prefix", WordClass::ship_prefix},
    {"article", WordClass::article},
    {"speech", WordClass::speech},
    {"just", WordClass::just},
    {"being", WordClass::being},
    {"being-ending", WordClass::being_ending},
    {"feature", WordClass::feature},
    {"beside", WordClass::beside},
    {"reacting", WordClass::reacting},
    {"soil", WordClass::soil},
});

// A table that a language may do without.
Result<Done> read_weights(const std::filesystem::path& table, base::Weights& out) {
  auto weights = base::Weights::open(table);
  if (!weights) return weights.error().kind == ErrorKind::NotFound ? Result<Done>(Done{}) : weights.error();
  out = std::move(*weights);
  return Done{};
}

}  // namespace

Result<Language> Language::open(const std::filesystem::path& folder) {
  Result<DateWords> dates = DateWords::open(folder / "dates.tsv");
  if (!dates) return dates.error();
  const std::filesystem::path table = folder / "references.tsv";
  const Result<std::string> text = base::read_file(table);
  if (!text) return text.error();
  Language out(std::move(*dates));
  std::size_t number = 0;
  for (const std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (base::trim(line).empty() || line.front() == '#') continue;
    const auto fields = base::split(line, '\t');
    const auto what = std::find_if(kClasses.begin(), kClasses.end(),
                                   [&](const auto& known) { return known.first == base::trim(fields[0]); });
    if (fields.size() < 2 || what == kClasses.end()) {
      return Error{ErrorKind::Malformed, "line " + std::to_string(number) + ": expected a class and its words",
                   table.string()};
    }
    out.known_[static_cast<std::size_t>(what->second)] = true;
    const std::string value = fields.size() > 2 ? std::string(base::trim(fields[2])) : std::string();
    out.words_[base::fold(base::trim(fields[1]))].emplace_back(what->second, value);
  }
  if (auto done = read_weights(folder / "scenes.tsv", out.scenes_); !done) return done.error();
  if (auto done = read_weights(folder / "toponyms.tsv", out.toponyms_); !done) return done.error();
  return out;
}

bool Language::ends(WordClass what, std::string_view word) const {
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (has(what, word.substr(at))) return true;
  }
  return false;
}

const std::string* Language::value(WordClass what, std::string_view words) const {
  const auto found = words_.find(base::fold(words));
  if (found == words_.end()) return nullptr;
  for (const auto& [known, value] : found->second) {
    if (known == what) return &value;
  }
  return nullptr;
}

}  // namespace annals::resolve
