#include "lexicon/own_tables.h"

#include <array>
#include <utility>

#include "base/files.h"
#include "base/text.h"

namespace annals::lexicon {
namespace {

struct OwnTable {
  std::string_view file, columns;
  std::set<std::string> OwnRows::*rows;
};
constexpr std::array<OwnTable, 4> kTables = {{
    {"added.tsv", "#id\tname\tkind\tcountry\tsector\tfrom\tto\tparent\torgan\taliases\tsource", &OwnRows::added},
    {"persons.tsv", "#id\tname\tsurname\taliases\tsource", &OwnRows::persons},
    {"offices.tsv", "#person\toffice\trole\tof\ttoward\tfrom\tto\tend\tsource", &OwnRows::offices},
    {"standings.tsv", "#who\tcountry\tsector\tcode\tfrom\tto\tsource", &OwnRows::standings},
}};

Result<std::size_t> keep(const std::filesystem::path& file, std::string_view columns,
                         const std::set<std::string>& rows) {
  if (rows.empty()) return std::size_t{0};
  std::string head = std::string(columns) + '\n';
  std::set<std::string> all = rows;
  std::size_t held = 0;
  std::error_code failed;
  if (std::filesystem::exists(file, failed)) {
    const Result<std::string> text = base::read_file(file);
    if (!text) return text.error();
    head.clear();
    for (const std::string_view line : base::split(*text, '\n')) {
      if (line.empty()) continue;
      if (line.front() == '#') {
        head += std::string(line) + '\n';
      } else {
        all.emplace(line);
        ++held;
      }
    }
  }
  std::string bytes = head;
  for (const std::string& row : all) bytes += row + '\n';
  if (auto written = base::write_file(file, bytes); !written) return written.error();
  return all.size() - std::min(held, all.size());
}

}  // namespace

Result<std::size_t> keep_rows(const std::filesystem::path& folder, const OwnRows& rows) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{ErrorKind::Io, "cannot make the folder: " + failed.message(), folder.generic_string()};
  std::size_t added = 0;
  for (const OwnTable& table : kTables) {
    const auto kept = keep(folder / table.file, table.columns, rows.*table.rows);
    if (!kept) return kept.error();
    added += *kept;
  }
  return added;
}

}  // namespace annals::lexicon
