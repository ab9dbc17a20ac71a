// What must hold of every article: blocks ascending, apart, joined by an empty line; their bytes give their text.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "annals/article.h"
#include "annals/page.h"
#include "base/text.h"
#include "base/utf8.h"
#include "clean/references.h"

inline void check_article(const annals::Article& article, const annals::Page& page) {
  using namespace annals;
  CHECK(base::is_valid_utf8(article.text.text));
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    const Block& block = article.blocks[i];
    REQUIRE(block.range.begin < block.range.end);
    REQUIRE(block.range.end <= article.text.text.size());
    REQUIRE(block.range.begin == end + (i == 0 ? 0u : 2u));
    if (i > 0) CHECK(article.text.text.substr(end, 2) == "\n\n");
    end = block.range.end;
    std::uint64_t last = 0;
    std::string raw;
    for (const ByteSpan& span : article.text.spans(block.range)) {
      REQUIRE(span.begin >= last);
      REQUIRE(span.end <= page.bytes.size());
      raw += page.bytes.substr(span.begin, span.size());
      last = span.end;
    }
    if (!page.charset.empty() && page.charset != "utf-8") continue;
    if (!base::is_valid_utf8(page.bytes)) continue;
    if (page.format == PageFormat::html) raw = clean::resolve_references(raw, false);
    CHECK(base::fold_spaces(raw) == base::fold_spaces(article.text_of(block)));
  }
  CHECK(end == article.text.text.size());
}
