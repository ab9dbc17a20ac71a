#include "store/spans.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "base/utf8.h"
#include "store/entities.h"

namespace annals::store {
namespace {

constexpr std::size_t kMostComplaints = 20;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Whether the page's bytes are plainly UTF-8. NUL and escape characters tell of other encodings that look like it.
bool reads_as_utf8(const Page& page) {
  if (page.bytes.find('\0') != std::string::npos || page.bytes.find('\x1B') != std::string::npos) return false;
  const std::string charset = base::to_lower_ascii(page.charset);
  const bool named_otherwise = !charset.empty() && charset != "utf-8" && charset != "utf8" && charset != "us-ascii";
  return named_otherwise ? is_ascii(page.bytes) : base::is_valid_utf8(page.bytes);
}

class Checker {
 public:
  Checker(const CodedDocument& document, const Page& page)
      : document_(document), page_(page), utf8_(reads_as_utf8(page)) {}

  std::vector<std::string> check() {
    check_runs();
    sort_runs();
    for (const ResolvedClaim& claim : document_.claims) check_claim(claim);
    return std::move(complaints_);
  }

 private:
  void complain(std::string what) {
    if (complaints_.size() < kMostComplaints) complaints_.push_back(std::move(what));
  }
  bool within(ByteSpan span) const { return span.begin < span.end && span.end <= page_.bytes.size(); }
  std::string_view raw(ByteSpan span) const { return std::string_view(page_.bytes).substr(span.begin, span.size()); }

  // The text that raw bytes stand for, without the map; empty when that cannot be told here.
  std::optional<std::string> read_afresh(std::string_view bytes) const {
    if (!utf8_ && !is_ascii(bytes)) return std::nullopt;
    if (page_.format == PageFormat::text) return std::string(bytes);
    return resolve_references(bytes);
  }
  bool reads_as(std::string_view bytes, std::string_view text) const {
    if (bytes == text) return true;
    const std::optional<std::string> read = read_afresh(bytes);
    return !read || base::fold_spaces(*read) == base::fold_spaces(text);
  }

  // Every piece of the article's text against the bytes it is said to come from.
  void check_runs() {
    const SourcedText& text = document_.article.text;
    for (const SourcedText::Run& run : text.runs) {
      const ByteSpan span{run.raw_begin, run.raw_begin + run.raw_length};
      const TextRange range{run.text_begin, run.text_begin + run.text_length};
      if (!within(span)) {
        complain("text of document " + document_.article.id + " comes from bytes outside its page");
      } else if ((utf8_ || run.text_length == run.raw_length) && !reads_as(raw(span), text.view(range))) {
        complain("bytes " + std::to_string(span.begin) + " to " + std::to_string(span.end) + " of document " +
                 document_.article.id + " do not read as its text there");
      }
    }
  }

  void sort_runs() {
    by_bytes_ = document_.article.text.runs;
    std::stable_sort(by_bytes_.begin(), by_bytes_.end(),
                     [](const auto& a, const auto& b) { return a.raw_begin < b.raw_begin; });
  }

  // The text behind `span` by the stored map. Text that stands there twice (a title used again) counts once.
  std::string mapped(ByteSpan span) const {
    const SourcedText& text = document_.article.text;
    std::string out;
    auto run = std::partition_point(by_bytes_.begin(), by_bytes_.end(), [&](const SourcedText::Run& of) {
      return of.raw_begin + of.raw_length <= span.begin;
    });
    for (std::uint64_t at = span.begin; run != by_bytes_.end() && run->raw_begin < span.end; ++run) {
      const std::uint64_t run_end = run->raw_begin + run->raw_length;
      if (run_end <= at) continue;
      TextRange range{run->text_begin, run->text_begin + run->text_length};
      if (run->text_length == run->raw_length) {
        if (at > run->raw_begin) range.begin += static_cast<std::uint32_t>(at - run->raw_begin);
        if (span.end < run_end) range.end -= static_cast<std::uint32_t>(run_end - span.end);
      }
      out += text.view(range);
      at = run_end;
    }
    return out;
  }

  void check_claim(const ResolvedClaim& claim) {
    std::string by_map, afresh;
    bool readable = true;
    for (const ByteSpan& span : claim.sentence_spans) {
      if (!within(span)) return complain("claim " + claim.id + " has a sentence outside its page");
      by_map += mapped(span);
      const std::optional<std::string> read = read_afresh(raw(span));
      readable = readable && read;
      if (read) afresh += *read;
    }
    const std::string expected = base::fold_spaces(claim.sentence);
    if (claim.sentence_spans.empty()) return complain("claim " + claim.id + " has no bytes behind its sentence");
    if (base::fold_spaces(by_map) != expected) {
      complain("the sentence of claim " + claim.id + " is not the text that the map gives for its bytes");
    }
    if (readable && base::fold_spaces(afresh) != expected) {
      complain("the sentence of claim " + claim.id + " is not what its bytes read as");
    }
    check_evidence(claim);
  }

  void check_evidence(const ResolvedClaim& claim) {
    const Evidence& evidence = claim.evidence;
    const auto check = [&](const ByteSpans& spans, std::string_view part) {
      if (!std::all_of(spans.begin(), spans.end(), [&](ByteSpan span) { return within(span); })) {
        complain("claim " + claim.id + " has evidence of its " + std::string(part) + " outside its page");
      }
    };
    check(evidence.trigger, "trigger");
    check(evidence.actor, "actor");
    check(evidence.recipient, "recipient");
    check(evidence.time, "time");
    check(evidence.place, "place");
    check(evidence.said_by, "speaker");
    for (const Participant& participant : claim.participants) check(participant.spans, "participants");
    for (const ResolvedSpeaker& speaker : claim.said_by) check(speaker.spans, "speaker");
  }

  const CodedDocument& document_;
  const Page& page_;
  const bool utf8_;
  std::vector<SourcedText::Run> by_bytes_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::vector<std::string> check_spans(const CodedDocument& document, const Page& page) {
  return Checker(document, page).check();
}

}  // namespace annals::store
