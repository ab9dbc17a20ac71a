// Cells of CSV as RFC 4180 has it. A text that begins like a formula gets an apostrophe before it, for spreadsheets run
// formulas.
#pragma once

#include <string>
#include <string_view>

namespace annals::base {

// Whether a spreadsheet would run a text as a formula.
bool looks_like_formula(std::string_view text);
void append_csv_cell(std::string& line, std::string_view text, bool is_number = false);

}  // namespace annals::base
