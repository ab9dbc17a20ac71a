// A page without markup as lines, each with what can be told from it alone and from the lines around it.
#pragma once

#include <string>
#include <vector>

#include "annals/sourced_text.h"
#include "clean/decode.h"
#include "clean/markers.h"
#include "clean/text_facts.h"

namespace annals::clean {

struct TextLine {
  TextRange range;                 // in the decoded text
  std::uint32_t blank_before = 0;  // empty lines above
  TextFacts facts;
  int script = -1;
  bool bullet = false;  // begins with a list mark
  TextRange body;       // without the mark
  bool joined = false;  // several lines of a paragraph wrapped at a fixed width
};

// Lines without the empty ones; paragraphs that were wrapped at a fixed width are one line again; a line that only
// glues two things together ("© AGENCY / Jane RoeThe minister speaks ...") is two.
std::vector<TextLine> read_lines(const Decoded& decoded, std::size_t max_lines);

}  // namespace annals::clean
