// Text that remembers the bytes it came from.
//
// Reading a page decodes its character set, resolves entities and drops markup. A SourcedText is
// what is left, in UTF-8, with a map from every character back to the raw bytes. The map is a list of
// runs in text order. A run either copies bytes (same length on both sides: offsets translate one to
// one) or rewrites them (an entity, a character of another charset: the whole run stands for the whole
// of its bytes). Text that no byte stands behind (a line break between two blocks) has no run.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "annals/span.h"

namespace annals {

struct SourcedText {
  struct Run {
    std::uint32_t text_begin = 0;
    std::uint32_t text_length = 0;
    std::uint64_t raw_begin = 0;
    std::uint32_t raw_length = 0;
    bool operator==(const Run&) const = default;
  };

  std::string text;       // UTF-8, always valid
  std::vector<Run> runs;  // ascending in text_begin, never overlapping

  std::string_view view(TextRange range) const { return std::string_view(text).substr(range.begin, range.size()); }

  // Adds text that stands in the raw bytes as it is. Grows the last run where both sides go on.
  void append_copy(std::string_view piece, std::uint64_t raw_begin) {
    if (piece.empty()) return;
    const auto at = static_cast<std::uint32_t>(text.size());
    const auto length = static_cast<std::uint32_t>(piece.size());
    if (!runs.empty()) {
      Run& last = runs.back();
      const bool copies = last.text_length == last.raw_length;
      if (copies && last.text_begin + last.text_length == at && last.raw_begin + last.raw_length == raw_begin) {
        last.text_length += length;
        last.raw_length += length;
        text += piece;
        return;
      }
    }
    runs.push_back({at, length, raw_begin, length});
    text += piece;
  }

  // Adds one character (or an inseparable few) written otherwise in the raw bytes.
  void append_rewritten(std::string_view piece, ByteSpan raw) {
    if (piece.empty()) return;
    runs.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(piece.size()), raw.begin,
                    static_cast<std::uint32_t>(raw.size())});
    text += piece;
  }

  // Adds text that no raw byte stands behind.
  void append_unsourced(std::string_view piece) { text += piece; }

  // Adds a part of another SourcedText with its runs.
  void append(const SourcedText& other, TextRange range) {
    const std::uint32_t shift = static_cast<std::uint32_t>(text.size()) - range.begin;
    for (auto run = other.first_run(range.begin); run != other.runs.end() && run->text_begin < range.end; ++run) {
      Run part = *run;
      if (part.text_length == part.raw_length) {  // a copy can be cut anywhere
        const std::uint32_t begin = std::max(part.text_begin, range.begin);
        const std::uint32_t end = std::min(part.text_begin + part.text_length, range.end);
        part.raw_begin += begin - part.text_begin;
        part.text_begin = begin;
        part.text_length = part.raw_length = end - begin;
      }
      part.text_begin += shift;
      runs.push_back(part);
    }
    text += other.view(range);
  }

  // The raw bytes behind `range`, ascending, neighbours joined.
  ByteSpans spans(TextRange range) const {
    ByteSpans out;
    for (auto run = first_run(range.begin); run != runs.end() && run->text_begin < range.end; ++run) {
      ByteSpan span{run->raw_begin, run->raw_begin + run->raw_length};
      if (run->text_length == run->raw_length) {
        if (range.begin > run->text_begin) span.begin += range.begin - run->text_begin;
        const std::uint32_t run_end = run->text_begin + run->text_length;
        if (range.end < run_end) span.end -= run_end - range.end;
      }
      if (!out.empty() && out.back().end == span.begin) {
        out.back().end = span.end;
      } else if (span.begin < span.end) {
        out.push_back(span);
      }
    }
    return out;
  }

 private:
  // The first run that reaches past `at`.
  std::vector<Run>::const_iterator first_run(std::uint32_t at) const {
    return std::partition_point(runs.begin(), runs.end(),
                                [at](const Run& run) { return run.text_begin + run.text_length <= at; });
  }
};

}  // namespace annals
