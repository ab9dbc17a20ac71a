// What an HTML page says of itself in its markup: JSON-LD, OpenGraph and other <meta>, microdata, links, headings.
#pragma once

#include <string>
#include <vector>

#include "clean/tree.h"

namespace annals::clean {

struct Said {
  std::string value;
  std::string where;
  double confidence = 0;
};

struct PageSays {
  // Each in order of trust, best first.
  std::vector<Said> titles, summaries, bylines, outlets, sections, urls, languages, published, updated;
  std::vector<Said> author_links;  // texts of links to authors' pages
  std::vector<Said> labelled;      // values that the page gives beside a label of its own: `where` is the label
};

PageSays read_page_says(const Tree& tree);

}  // namespace annals::clean
