// A page's bytes through the cleaner.
#pragma once

#include "article_check.h"
#include "clean/clean.h"

namespace annals::fuzz {

inline int clean_bytes(std::string_view bytes, PageFormat format) {
  static const auto cleaner = clean::Cleaner::open(ANNALS_DATA_DIR);
  must(cleaner.ok(), "the cleaner's data opens");
  Page page;
  page.path = "page";
  page.format = format;
  page.bytes = bytes;
  if (const auto article = cleaner->clean(page)) check_article(*article, page);
  return 0;
}

}  // namespace annals::fuzz
