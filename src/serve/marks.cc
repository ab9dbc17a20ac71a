#include "serve/marks.h"

#include <algorithm>
#include <numeric>

#include "base/utf8.h"

namespace annals::serve {

using base::JsonWriter;

TextOf::TextOf(const SourcedText& text) : text_(text), by_raw_(text.runs.size()) {
  std::iota(by_raw_.begin(), by_raw_.end(), 0U);
  std::stable_sort(by_raw_.begin(), by_raw_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return text.runs[a].raw_begin < text.runs[b].raw_begin; });
}

std::vector<TextRange> TextOf::ranges(const ByteSpans& spans) const {
  std::vector<TextRange> out;
  for (const ByteSpan& span : spans) {
    // Runs never overlap in the raw bytes but for text that is given twice; the first that may reach past the
    // beginning.
    auto at = std::partition_point(by_raw_.begin(), by_raw_.end(), [&](std::uint32_t run) {
      return text_.runs[run].raw_begin + text_.runs[run].raw_length <= span.begin;
    });
    for (; at != by_raw_.end() && text_.runs[*at].raw_begin < span.end; ++at) {
      const SourcedText::Run& run = text_.runs[*at];
      if (run.raw_begin + run.raw_length <= span.begin) continue;
      TextRange range{run.text_begin, run.text_begin + run.text_length};
      if (run.text_length == run.raw_length) {  // a copy: its bytes go one to one
        if (span.begin > run.raw_begin) range.begin += static_cast<std::uint32_t>(span.begin - run.raw_begin);
        const std::uint64_t run_end = run.raw_begin + run.raw_length;
        if (span.end < run_end) range.end -= static_cast<std::uint32_t>(run_end - span.end);
      }
      out.push_back(range);
    }
  }
  std::sort(out.begin(), out.end());
  std::vector<TextRange> joined;
  for (const TextRange& range : out) {
    if (!joined.empty() && range.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, range.end);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

Utf16::Utf16(std::string_view text) {
  if (base::ascii_end(text) == text.size()) return;
  ascii_ = false;
  units_.reserve(text.size() + 1);
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text, at);
    units_.insert(units_.end(), at - begin, units);
    units += c > 0xFFFF ? 2 : 1;
  }
  units_.push_back(units);
}

Folded fold_with_units(std::string_view text) {
  Folded out;
  out.units.reserve(text.size() + 1);
  std::uint32_t units = 0;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text, at);
    if (base::is_white_space(c)) {
      blank = !out.text.empty();
      out.units.insert(out.units.end(), at - begin, units);
      continue;
    }
    if (blank) out.text += ' ', ++units, blank = false;
    out.units.insert(out.units.end(), at - begin, units);
    out.text += text.substr(begin, at - begin);
    units += c > 0xFFFF ? 2 : 1;
  }
  out.units.push_back(units);
  return out;
}

const Documents::Held* Documents::get(const std::string& id) {
  const auto [at, fresh] = held_.try_emplace(id);
  if (fresh) {
    Result<CodedDocument> document = store_.document(id);
    if (document) {
      at->second.emplace(Held{std::move(*document), nullptr});
      at->second->text = std::make_unique<TextOf>(at->second->document.article.text);
    }
  }
  return at->second ? &*at->second : nullptr;
}

std::vector<NamedSpans> parts_of(const Evidence& evidence) {
  return {{"trigger", &evidence.trigger}, {"actor", &evidence.actor}, {"recipient", &evidence.recipient},
          {"time", &evidence.time},       {"place", &evidence.place}, {"said_by", &evidence.said_by}};
}

void write_marks(JsonWriter& json, const ResolvedClaim& claim, Documents& documents) {
  const Documents::Held* held = documents.get(claim.document);
  const std::vector<TextRange> all =
      held != nullptr ? held->text->ranges(claim.sentence_spans) : std::vector<TextRange>();
  if (all.empty()) {
    json.null();
    return;
  }
  const TextRange sentence{all.front().begin, all.back().end};
  const Folded folded = fold_with_units(held->document.article.text.view(sentence));
  if (folded.text != claim.sentence) {
    json.null();
    return;
  }
  json.begin_object();
  for (const NamedSpans& part : parts_of(claim.evidence)) {
    json.key(part.name).begin_array();
    for (const TextRange& range : held->text->ranges(*part.spans)) {
      if (!sentence.contains(range)) continue;  // who says so may stand in another sentence
      const std::uint32_t from = folded.units[range.begin - sentence.begin];
      const std::uint32_t to = folded.units[range.end - sentence.begin];
      json.begin_array().whole(std::uint64_t{from}).whole(std::uint64_t{to}).end_array();
    }
    json.end_array();
  }
  json.end_object();
}

}  // namespace annals::serve
