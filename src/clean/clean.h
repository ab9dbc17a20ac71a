// Tells a page apart: the door of this room.
//
//   Result<Cleaner> cleaner = Cleaner::open("data");
//   Result<Article> article = cleaner->clean(page);
//
// A Cleaner is immutable once open: any number of threads may use one at the same time.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "annals/article.h"
#include "annals/claim.h"
#include "annals/error.h"
#include "annals/page.h"

namespace annals::clean {

class Cleaner {
 public:
  // Errors: NotFound, Malformed: a file of data/clean or data/outlets is missing or not as it should be.
  static Result<Cleaner> open(const std::filesystem::path& data);
  // Errors: Malformed where the page is empty or holds no text; Unsupported where it is binary.
  // `reasons`: a Block::why also says what moved the scorer most, which takes a while to find out.
  Result<Article> clean(const Page& page, bool reasons = false) const;

  // Where the story says that it has its matter from somebody; `sentences` are ranges of its text.
  std::vector<CreditWords> credits(const Article& article, const std::vector<TextRange>& sentences) const;

  struct State;

 private:
  explicit Cleaner(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace annals::clean
