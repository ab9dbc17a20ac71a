// Tables as data/ has them: UTF-8, a row a line, columns parted by tabs, "#" begins a remark line.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/time.h"

namespace annals::lexicon {

// A table in memory. Its fields are views into the text it holds, which stays where it is when the Table moves.
class Table {
 public:
  // Errors: NotFound, Io; Malformed when a row has another number of columns.
  static Result<Table> open(const std::filesystem::path& path, std::size_t columns);

  std::size_t rows() const { return fields_.size() / columns_; }
  std::string_view field(std::size_t row, std::size_t column) const { return fields_[row * columns_ + column]; }
  // What is wrong with a row, for a caller who cannot read a field of it.
  Error malformed(std::size_t row, const std::string& message) const;

 private:
  std::filesystem::path path_;
  std::unique_ptr<std::string> text_;
  std::size_t columns_ = 1;
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> lines_;
};

// The parts between semicolons, trimmed; empty ones left out.
std::vector<std::string_view> list_of(std::string_view field);

// Days that a field tells: "2016-12-08", "2016-12", "2016"; one not told to the day is widened.
struct DaysTold {
  std::optional<sys_days> first, last;
  bool exact = false;
};
bool read_days(std::string_view text, DaysTold& out);  // false when it is none of these; true when empty

// A name with its days: "Zaire{1971-10-27..1997-05-17}".
struct DatedName {
  std::string_view name;
  std::optional<sys_days> from, to;
};
std::optional<DatedName> read_dated(std::string_view text);

}  // namespace annals::lexicon
