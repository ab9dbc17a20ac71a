#include "serve/table.h"

#include "base/csv.h"
#include "base/json_writer.h"

namespace annals::serve {

std::string_view type_of(Format format) {
  switch (format) {
    case Format::json:
      return "application/json";
    case Format::csv:
      return "text/csv; charset=utf-8";
    case Format::jsonl:
      return "application/jsonl; charset=utf-8";
  }
  return "application/json";
}

std::string file_name(std::string_view name, Format format) {
  return "attachment; filename=\"" + std::string(name) + (format == Format::csv ? ".csv" : ".jsonl") + '"';
}

Table::Table(Format format, std::vector<std::string_view> columns) : format_(format), columns_(std::move(columns)) {
  if (format_ != Format::csv) return;
  for (const std::string_view column : columns_) out_ += (out_.empty() ? "" : ",") + std::string(column);
  out_ += '\n';
}

// JSON comes as it is; for CSV it is the text itself.
void Table::cell(std::string_view text, bool is_number) {
  if (format_ == Format::csv) {
    if (at_ > 0) out_ += ',';
    base::append_csv_cell(out_, text, is_number);
  } else {
    out_ += at_ == 0 ? '{' : ',';
    out_ += '"';
    out_ += columns_[at_];
    out_ += "\":";
    if (text.empty()) {
      out_ += "null";
    } else if (is_number) {
      out_ += text;
    } else {
      base::JsonWriter json;
      json.text(text);
      out_ += json.out;
    }
  }
  ++at_;
}

Table& Table::text(std::string_view value) { return cell(value, false), *this; }
Table& Table::whole(std::int64_t value) { return cell(std::to_string(value), true), *this; }
Table& Table::number(double value) {
  base::JsonWriter json;
  json.number(value);
  return cell(json.out == "null" ? "" : json.out, true), *this;
}
Table& Table::none() { return cell("", true), *this; }

void Table::end_row() {
  if (format_ == Format::jsonl) out_ += '}';
  out_ += '\n';
  at_ = 0;
}

Reply Table::reply(std::string_view name) && {
  return {200,  std::string(type_of(format_)), std::move(out_), {{"Content-Disposition", file_name(name, format_)}}, {},
          false};
}

}  // namespace annals::serve
