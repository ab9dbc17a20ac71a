// A line of tab-separated cells. Tabs and ends of lines inside a cell become blanks; what begins like a formula gets an
// apostrophe, as in CSV.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace annals::store {

class TabLine {
 public:
  TabLine& text(std::string_view value);
  TabLine& whole(std::int64_t value);
  TabLine& number(const std::optional<double>& value);  // the shortest that reads back the same; empty where unknown
  TabLine& empty(std::size_t cells = 1);
  std::string finish();  // with the end of the line

 private:
  void separate();
  std::string out_;
  bool begun_ = false;
};

}  // namespace annals::store
