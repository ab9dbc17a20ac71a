// Writes pieces of decoded text so that they remember the raw bytes, not the decoded ones.
#pragma once

#include <string_view>

#include "annals/sourced_text.h"
#include "clean/decode.h"

namespace annals::clean {

class RawWriter {
 public:
  RawWriter(const Decoded& decoded, SourcedText& out) : decoded_(decoded.text), out_(out) {
    const auto& runs = decoded_.runs;
    plain_ = runs.empty() || (runs.size() == 1 && runs[0].text_length == runs[0].raw_length);
    shift_ = runs.empty() ? 0 : runs[0].raw_begin;
  }

  // The characters of `range` as they are.
  void copy(TextRange range) {
    if (plain_) {
      out_.append_copy(decoded_.view(range), range.begin + shift_);
    } else {
      out_.append(decoded_, range);
    }
  }
  // `text` in place of the characters of `range`.
  void rewrite(std::string_view text, TextRange range) {
    if (plain_) {
      const ByteSpan raw{range.begin + shift_, range.end + shift_};
      if (text.size() == raw.size() && text == decoded_.view(range)) return out_.append_copy(text, raw.begin);
      out_.append_rewritten(text, raw);
      return;
    }
    const ByteSpans spans = decoded_.spans(range);
    if (!spans.empty()) out_.append_rewritten(text, {spans.front().begin, spans.back().end});
  }
  std::uint64_t raw_at(std::uint32_t at) const {
    if (plain_) return at + shift_;
    const ByteSpans spans = decoded_.spans({at, at + 1});
    return spans.empty() ? 0 : spans.front().begin;
  }
  SourcedText& out() { return out_; }

 private:
  const SourcedText& decoded_;
  SourcedText& out_;
  bool plain_ = true;
  std::uint64_t shift_ = 0;
};

}  // namespace annals::clean
