// A text as an article: every paragraph of it is body text, so that no page is told apart and no text is lost.
#pragma once

#include <string>

#include "annals/article.h"

namespace annals::testing {

inline Article paragraphs(const std::string& text) {
  Article article;
  article.id = "text";
  article.text.append_copy(text, 0);
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find("\n\n", begin);
    if (end == std::string::npos) end = text.size();
    if (end > begin) {
      article.blocks.push_back(
          {BlockKind::body, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, {}, false});
    }
    begin = end + 2;
  }
  return article;
}

}  // namespace annals::testing
