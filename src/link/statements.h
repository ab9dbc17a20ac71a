// Pages without any other source that quote the same words, or have the same event from the same speaker, rest on one
// statement. Only two of them show that: nearly every report has somebody speaking in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "link/press.h"
#include "link/sourcing.h"

namespace annals::link {

// Between two pages that have one statement, by their first days: one that could be of any day of a year is of the day
// on which the last thing happened that it tells.
constexpr Day kSameWords = 3, kSameSpeaker = 1;

// A page that rests on a statement, or would if it were told whose it is.
struct Resting {
  std::uint32_t page = 0;
  std::uint32_t group = 0;  // the least page of those with one statement
  std::string speaker;      // empty: nobody knows
  std::string why;
};

Support statement_of(const Article& article, const Resting& resting);

// Among `pages`, which have nothing from anybody else. Those of one statement are a chain: each is near another.
std::vector<Resting> find_statements(Press& press, std::vector<std::uint32_t> pages);

// Who a page has its events from, by claim; none of the crowds that have no name.
struct Voice {
  std::uint64_t cluster = 0;
  Hash speaker = 0;
  std::uint32_t order = 0;  // among those of its page
  const std::string* name = nullptr;
};
std::vector<Voice> voices_of(Press& press, std::uint32_t page);

// Who speaks in a sentence, else on the page.
std::optional<Actor> speaker(const CodedDocument& document, const ByteSpans& sentence);

}  // namespace annals::link
