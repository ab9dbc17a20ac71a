// Sentences with what must be coded from them: the examples of data/events and the cases of tests/cases/extract.
//
//     # A comment, kept with the case.
//     > Lavrov met Kerry in Hamburg on Wednesday.
//     CONSULT meeting happened | Lavrov, Kerry > | Hamburg | Wednesday
//
// An expected line: type, mode ("-": no matter, "(none)": it has none), status | actors > recipients | place | time |
// who says so. What is left away is no matter; a field of "-" alone is empty. A line that begins with "!" is fitted by
// no claim; "(none)" alone: no claim at all.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"

namespace annals::testing {

struct Case {
  std::string text;
  std::vector<std::string> expected;  // empty: no claim
  std::string where;                  // file and line
};

std::vector<Case> read_cases(const std::filesystem::path& file);
// A page of one paragraph, as `clean` hands it over.
Article article_of(const std::string& text);
// Empty when one of `claims` is as `expected` says, else what is wrong with the nearest.
std::string mismatch(const Document& document, const std::vector<Claim>& claims, const std::string& expected);
std::string as_case(const Document& document, const Claim& claim);  // a claim written as a case writes it

}  // namespace annals::testing
