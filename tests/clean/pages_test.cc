// Plain-text pages of tests/pages/clean with what is expected of them: "name: value" lines, then a block a line:
// kind, "*" where it repeats an earlier one, "|", its text or, before "...", its beginning.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "base/text.h"
#include "clean/clean.h"
#include "clean_check.h"

using namespace annals;

namespace {

constexpr std::string_view kKinds[] = {"title", "lead", "body", "caption", "quote", "related", "chrome"};

std::string line_of(const Article& article, const Block& block) {
  return std::string(kKinds[static_cast<std::size_t>(block.kind)]) + (block.repeated ? "*" : "") + " | " +
         std::string(article.text_of(block));
}

bool matches(std::string_view expected, std::string_view got) {
  if (expected.ends_with("...")) return got.starts_with(expected.substr(0, expected.size() - 3));
  return got == expected;
}

std::string field_of(const Article& article, std::string_view name) {
  if (name == "title") return article.title.value;
  if (name == "byline") return article.byline.value;
  if (name == "outlet") return article.outlet.value;
  if (name == "agency") return article.agency.value;
  if (name == "place") return article.dateline_place.value;
  if (name == "date") return article.dateline_date.value;
  if (name == "language") return article.language;
  return "(no such field)";
}

}  // namespace

TEST_CASE("plain-text pages are told apart as a reader would") {
  const auto cleaner = clean::Cleaner::open(ANNALS_DATA_DIR);
  REQUIRE(cleaner);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(ANNALS_SOURCE_DIR) + "/tests/pages/clean")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 25);
  for (const auto& file : files) {
    CAPTURE(file.filename().string());
    Page page;
    page.path = file.filename().string();
    page.bytes = *base::read_file(file);
    const auto article = cleaner->clean(page);
    REQUIRE(article);
    check_article(*article, page);
    auto expect_path = file;
    const auto expected = base::read_file(expect_path.replace_extension(".expect"));
    REQUIRE(expected);
    std::size_t block = 0;
    for (const std::string_view line : base::split(*expected, '\n')) {
      if (line.empty()) continue;
      const auto bar = line.find(" | ");
      const auto colon = line.find(": ");
      if (bar != std::string_view::npos && bar < 12) {
        const std::string got =
            block < article->blocks.size() ? line_of(*article, article->blocks[block]) : "(no more blocks)";
        CHECK_MESSAGE(matches(line, got), "expected ", std::string(line), "\n     got ", got);
        ++block;
      } else if (colon != std::string_view::npos) {
        CHECK_MESSAGE(field_of(*article, line.substr(0, colon)) == line.substr(colon + 2), std::string(line), " got ",
                      field_of(*article, line.substr(0, colon)));
      }
    }
    CHECK(block == article->blocks.size());
  }
}
