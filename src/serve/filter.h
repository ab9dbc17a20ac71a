// The filter that all lists and pictures share, read from a query's parameters.
#pragma once

#include <array>
#include <string_view>

#include "annals/snapshot.h"
#include "serve/engine.h"

namespace annals::serve {

inline constexpr auto kFilterParameters =
    std::to_array<std::string_view>({"actor", "with", "country", "type", "mode", "status", "place", "topic", "since",
                                     "until", "outlet", "q", "bbox", "outcome", "disagreements"});

// Errors: Unsupported (a value is none that the parameter takes), and those of reading the store.
Result<Question> read_question(const Context& context);

// `limit` and such: a number from `least` to `most`, or `otherwise` where the parameter is not there.
Result<std::size_t> number_parameter(const Target& target, std::string_view name, std::size_t least, std::size_t most,
                                     std::size_t otherwise);
Result<std::optional<sys_days>> day_parameter(const Target& target, std::string_view name, bool last_of_period);
// `since` and `until`: the first and the last of the days that are asked for.
Result<Done> read_days(const Target& target, std::optional<sys_days>& since, std::optional<sys_days>& until);
// One of `words`; the first where the parameter is not there. Errors: Unsupported, with the words.
Result<std::size_t> word_parameter(const Target& target, std::string_view name,
                                   std::span<const std::string_view> words);

// How the answer is wanted: by ?format=, else by Accept.
enum class Format { json, csv, jsonl };
Result<Format> wanted_format(const Request& request);

// A place in a list: the words of a cursor, which a client hands back as it got it. Errors: Unsupported.
std::string cursor_of(const std::vector<std::string>& words);
Result<std::vector<std::string>> read_cursor(const Target& target, std::size_t words);  // empty: from the start

}  // namespace annals::serve
