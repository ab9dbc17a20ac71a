// CSV as RFC 4180 has it, and what spreadsheets make of it: a heading, then records of fields parted by a comma, a
// semicolon, a tab or a bar; a field in quotation marks may hold all of these and line ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace annals::acquire {

enum class CsvEnd {
  whole,     // a record, and its line end passed
  more,      // the record goes on behind the bytes at hand
  unclosed,  // `last`: a quotation mark never closes
  unfit,     // a quotation mark closes where none should
  too_many,  // more fields than kMaxColumns
};

// Reads the record at the beginning of `bytes` into `fields`; `size` is what it takes, its line end included. `last`:
// nothing follows `bytes`. With `one_line` a line end ends a record within quotation marks too.
CsvEnd read_csv_record(std::string_view bytes, char separator, bool last, bool one_line,
                       std::vector<std::string>& fields, std::size_t& size);

// The separator of a heading line that names a field "text" or "html" and at least one other; 0 where it is none.
char csv_separator(std::string_view head);

}  // namespace annals::acquire
