// Writes pieces of decoded text so that they remember the raw bytes, not the decoded ones.
#pragma once

#include <algorithm>
#include <string_view>

#include "annals/sourced_text.h"
#include "clean/decode.h"

namespace annals::clean {

class RawWriter {
 public:
  RawWriter(const Decoded& decoded, SourcedText& out) : decoded_(decoded.made), text_(decoded.text()), out_(out) {
    const auto& runs = decoded_.runs;
    plain_ = runs.empty() || (runs.size() == 1 && runs[0].text_length == runs[0].raw_length);
    shift_ = runs.empty() ? 0 : runs[0].raw_begin;
  }

  // The characters of `range` as they are.
  void copy(TextRange range) {
    if (plain_) {
      out_.append_copy(view(range), range.begin + shift_);
      return;
    }
    for (std::size_t i = run_at(range.begin); i < decoded_.runs.size(); ++i) {
      const SourcedText::Run& run = decoded_.runs[i];
      if (run.text_begin >= range.end) break;
      if (run.text_length != run.raw_length) {
        out_.append_rewritten(view({run.text_begin, run.text_begin + run.text_length}),
                              {run.raw_begin, run.raw_begin + run.raw_length});
        continue;
      }
      const TextRange part{std::max(run.text_begin, range.begin),
                           std::min(run.text_begin + run.text_length, range.end)};
      out_.append_copy(view(part), run.raw_begin + (part.begin - run.text_begin));
    }
  }
  // `text` in place of the characters of `range`.
  void rewrite(std::string_view text, TextRange range) {
    if (plain_) {
      const ByteSpan raw{range.begin + shift_, range.end + shift_};
      if (text.size() == raw.size() && text == view(range)) return out_.append_copy(text, raw.begin);
      out_.append_rewritten(text, raw);
      return;
    }
    if (!range.empty()) out_.append_rewritten(text, {raw_at(range.begin), raw_behind(range.end - 1)});
  }
  // Where the character at `at` begins in the raw bytes, and where it ends.
  std::uint64_t raw_at(std::uint32_t at) {
    if (plain_) return at + shift_;
    const SourcedText::Run& run = decoded_.runs[run_at(at)];
    return run.raw_begin + (run.text_length == run.raw_length ? at - run.text_begin : 0);
  }
  std::uint64_t raw_behind(std::uint32_t at) {
    if (plain_) return at + shift_ + 1;
    const SourcedText::Run& run = decoded_.runs[run_at(at)];
    return run.raw_begin + (run.text_length == run.raw_length ? at - run.text_begin + 1 : run.raw_length);
  }
  // Whether the page's characters are its bytes.
  bool plain() const { return plain_; }
  SourcedText& out() { return out_; }

 private:
  // The run that holds `at`. Pages are written front to back: the next is mostly the last one or the one behind it.
  std::size_t run_at(std::uint32_t at) {
    const auto& runs = decoded_.runs;
    const auto ends_by = [at](const SourcedText::Run& run) { return run.text_begin + run.text_length <= at; };
    if (last_run_ >= runs.size() || runs[last_run_].text_begin > at) last_run_ = 0;
    if (ends_by(runs[last_run_]) && last_run_ + 1 < runs.size()) ++last_run_;
    if (ends_by(runs[last_run_])) {
      const auto from = runs.begin() + static_cast<std::ptrdiff_t>(last_run_);
      last_run_ = static_cast<std::size_t>(std::partition_point(from, runs.end(), ends_by) - runs.begin());
      if (last_run_ == runs.size()) --last_run_;
    }
    return last_run_;
  }

  std::string_view view(TextRange range) const { return text_.substr(range.begin, range.size()); }

  const SourcedText& decoded_;
  std::string_view text_;
  SourcedText& out_;
  bool plain_ = true;
  std::uint64_t shift_ = 0;
  std::size_t last_run_ = 0;
};

}  // namespace annals::clean
