// What holds of every article, whatever page it was read from.
#pragma once

#include <string>

#include "annals/article.h"
#include "base/utf8.h"
#include "door.h"

namespace annals::fuzz {

inline void check_spans(const ByteSpans& spans, std::uint64_t size) {
  for (const ByteSpan& span : spans) must(span.begin < span.end && span.end <= size, "spans lie within the page");
}

inline void check_article(const Article& article, const Page& page) {
  must(base::is_valid_utf8(article.text.text), "the text is UTF-8");
  std::uint64_t text_at = 0;
  for (const SourcedText::Run& run : article.text.runs) {
    must(run.text_begin >= text_at, "runs ascend");
    text_at = std::uint64_t{run.text_begin} + run.text_length;
    must(text_at <= article.text.text.size(), "runs lie within the text");
    must(run.raw_begin + run.raw_length <= page.bytes.size(), "runs lie within the page");
  }
  std::uint32_t block_at = 0;
  for (const Block& block : article.blocks) {
    must(block.range.begin >= block_at && block.range.end >= block.range.begin, "blocks ascend");
    must(block.range.end <= article.text.text.size(), "blocks lie within the text");
    block_at = block.range.end;
  }
  for (const Found* found : {&article.title, &article.byline, &article.outlet, &article.agency, &article.section,
                             &article.dateline_place, &article.dateline_date}) {
    check_spans(found->spans, page.bytes.size());
    must(base::is_valid_utf8(found->value), "what was found is UTF-8");
  }
}

}  // namespace annals::fuzz
