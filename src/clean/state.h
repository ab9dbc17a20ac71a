// What a Cleaner knows, and the steps it shares.
#pragma once

#include "annals/article.h"
#include "annals/page.h"
#include "clean/clean.h"
#include "clean/credit_words.h"
#include "clean/dates.h"
#include "clean/decode.h"
#include "clean/evidence.h"
#include "clean/hints.h"
#include "clean/markers.h"
#include "clean/outlets.h"
#include "model/forest.h"

namespace annals::clean {

inline constexpr std::size_t kMaxPageText = 8u << 20;  // bytes of text of one page
inline constexpr std::size_t kMaxHtmlBytes = 64u << 20;
inline constexpr std::size_t kMaxBlocks = 20000;  // beyond them a page is not told apart any more

}  // namespace annals::clean

struct annals::clean::Cleaner::State {
  HintWords hints;
  DateReader dates;
  Markers markers;
  Outlets outlets;
  CreditTables credits;
  Evidence evidence;
  model::Forest first, second;
};

namespace annals::clean {

using State = Cleaner::State;

// Fills text, blocks and what the markup says. Errors: Malformed.
Result<Done> clean_html(const Page& page, const Decoded& decoded, const State& state, bool reasons, Article& article);
// Fills text and blocks of a page without markup.
Result<Done> clean_text(const Page& page, const Decoded& decoded, const State& state, Article& article);
// What the text itself says, whatever it came in: dateline, agency, byline, days, language.
void read_text_metadata(const State& state, Article& article);

std::string language_of(std::string_view text);

}  // namespace annals::clean
