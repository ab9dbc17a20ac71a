// A view as a table, for spreadsheets and scripts: CSV, or JSON Lines with an object a row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/filter.h"
#include "serve/reply.h"

namespace annals::serve {

class Table {
 public:
  Table(Format format, std::vector<std::string_view> columns);
  Table& text(std::string_view value);
  Table& whole(std::int64_t value);
  Table& number(double value);
  Table& none();  // unknown
  void end_row();
  Reply reply(std::string_view name) &&;  // a file of this name

 private:
  void cell(std::string_view text, bool is_number);
  Format format_;
  std::vector<std::string_view> columns_;
  std::size_t at_ = 0;
  std::string out_;
};

std::string_view type_of(Format format);
std::string file_name(std::string_view name, Format format);  // as Content-Disposition wants it

}  // namespace annals::serve
