// What can be counted in a piece of text whatever its language.
#pragma once

#include <cstdint>
#include <string_view>

namespace annals::clean {

struct TextFacts {
  std::uint32_t chars = 0;  // without white space
  std::uint32_t words = 0;  // where words are not parted by spaces, half the characters
  std::uint32_t ends = 0;   // sentence ends: . ! ? 。 ... before a blank or at the end
  std::uint32_t commas = 0;
  std::uint32_t digits = 0;
  std::uint32_t letters = 0;
  std::uint32_t uppers = 0;
  std::uint32_t capitalised = 0;  // words that begin with a capital
  std::uint32_t separators = 0;   // | • · » › / ©
  std::uint32_t quotes = 0;
  std::uint32_t years = 0;  // 19xx, 20xx
  bool final_stop = false;  // ends as a sentence does, closing quotes and brackets passed over
  bool final_colon = false;
  bool begins_lower = false;
  bool begins_upper = false;
  bool copyright = false;
  bool address = false;  // an @ or a web address
  bool cjk = false;      // mostly written without spaces
};

TextFacts facts_of(std::string_view text);

// The script of most letters, as ICU numbers scripts; -1 where there are none.
int main_script(std::string_view text);

}  // namespace annals::clean
