// Pages with questions: tests/cases/resolve/*.actors and *.places. "== day" opens a page, "> " tells a sentence, the
// line behind it has its words as DocumentBuilder reads them, "? phrase = answer" asks.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/files.h"
#include "resolve/documents.h"

namespace annals::testing {

struct Question {
  std::string phrase, expected, where;
};

struct CasePage {
  TimeInterval day;
  Document document;
  std::vector<Question> questions;
};

// Reads every file of the extension and hands over its pages; returns how many questions there were.
inline std::size_t for_each_page(const std::string& extension, const std::function<void(const CasePage&)>& answer) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(ANNALS_SOURCE_DIR) / "tests/cases/resolve")) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  std::size_t count = 0;
  for (const auto& file : files) {
    const Result<std::string> text = base::read_file(file);
    REQUIRE(text);
    CasePage page;
    DocumentBuilder builder;
    const auto close = [&] {
      if (page.questions.empty()) return;
      page.document = builder.done();
      answer(page);
    };
    std::size_t number = 0;
    for (const std::string_view line : base::split(*text, '\n')) {
      ++number;
      if (line.substr(0, 3) == "== ") {
        close();
        page = CasePage{};
        builder = DocumentBuilder{};
        if (const auto day = base::read_iso(base::trim(line.substr(3)))) page.day = *day;
      } else if (line.substr(0, 2) == "  ") {
        builder.sentence(base::trim(line));
      } else if (line.substr(0, 2) == "? ") {
        const std::size_t is = line.find(" = ");
        REQUIRE(is != std::string_view::npos);
        page.questions.push_back({std::string(line.substr(2, is - 2)), std::string(base::trim(line.substr(is + 3))),
                                  file.filename().string() + ":" + std::to_string(number)});
        ++count;
      }
    }
    close();
  }
  return count;
}

}  // namespace annals::testing
