#include "store/cells.h"

#include "base/csv.h"
#include "store/json_writer.h"

namespace annals::store {

TabLine& TabLine::text(std::string_view value) {
  separate();
  if (base::looks_like_formula(value)) out_ += '\'';
  for (const char c : value) out_ += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  return *this;
}

TabLine& TabLine::whole(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

TabLine& TabLine::number(const std::optional<double>& value) {
  separate();
  JsonWriter json;
  json.number_or_null(value);
  if (json.out != "null") out_ += json.out;
  return *this;
}

TabLine& TabLine::empty(std::size_t cells) {
  for (std::size_t i = 0; i < cells; ++i) separate();
  return *this;
}

std::string TabLine::finish() { return std::move(out_) + '\n'; }

void TabLine::separate() {
  if (begun_) out_ += '\t';
  begun_ = true;
}

}  // namespace annals::store
