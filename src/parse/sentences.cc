#include "parse/sentences.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include "base/text.h"
#include "base/utf8.h"
#include "parse/limits.h"
#include "parse/marks.h"

// A block comes in parts (parts.h). The model reads each by itself, since it makes better trees of one sentence than of
// three, and its one pass gives both the ends of sentences within the part and the numbers for their trees. A part too
// long for a window is read through several. In a window that stops before its part does, the sentence at its edge is
// not taken, because what follows was not seen; the next window begins behind the last sentence taken.

namespace annals::parse {
namespace {

constexpr std::size_t kWindowPieces = 126;
constexpr std::size_t kBatchPieces = 256;
constexpr std::size_t kEdgeWords = 6;  // a sentence is taken when the window shows so many words behind it

// The score of the model's head for sentence ends from which an end that looks like one is taken.
constexpr float kFinalScore = -4.0f;

// Words are most alike by what they mean after this layer: later ones tell the parts of speech and the tree.
constexpr std::size_t kMeaningLayer = 4;

// Proportions are kept: the greatest number becomes 127.
void append_rounded(std::span<const float> vector, std::vector<std::int8_t>& out) {
  float most = 1e-9f;
  for (const float x : vector) most = std::max(most, std::abs(x));
  for (const float x : vector) out.push_back(static_cast<std::int8_t>(std::lround(x * 127 / most)));
}

}  // namespace

std::size_t SentenceReader::read(std::string_view text, std::vector<BlockWords>& blocks) const {
  std::vector<model::Words> words(blocks.size());
  std::vector<Span> spans;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].parts.empty()) continue;
    const Forms forms{text, blocks[b].words};
    std::vector<std::string_view> views;
    for (std::size_t i = 0; i < forms.size(); ++i) views.push_back(forms[i]);
    words[b] = model_.split(views);
    for (const Part& part : blocks[b].parts) spans.push_back({b, part.first, part.last, 0, false});
  }
  std::deque<Span> waiting(spans.begin(), spans.end());
  model::Workspace workspace;
  std::size_t work = 0;
  while (!waiting.empty() && work < kMostWork) {
    spans.clear();
    std::vector<model::Window> windows;
    model::Words batch;
    for (std::size_t pieces = 0; !waiting.empty(); waiting.pop_front()) {
      Span& span = waiting.front();
      const model::Words& source = words[span.block];
      span.window_last = window_end(source, span);
      pieces += source.pieces_of(span.first, span.window_last) + 2;
      if (!spans.empty() && pieces > kBatchPieces) break;
      windows.push_back({batch.size(), batch.size() + span.window_last - span.first});
      batch.append(source, span.first, span.window_last);
      spans.push_back(span);
    }
    for (const model::Window& window : windows) work += work_of(batch.pieces_of(window.first, window.last));
    model::Middle middle{kMeaningLayer, 0, {}};
    const model::Reading reading = model_.read(batch, windows, workspace, meanings_ ? &middle : nullptr);
    std::vector<Found> found;
    std::vector<Span> rests;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      Span span = spans[i];
      std::size_t at = windows[i].first;
      const auto taken = ends(reading, at, {text, blocks[span.block].words}, span);
      span.wide = taken.empty();
      for (const std::size_t end : taken) {
        found.push_back({span.block, span.first, end, at});
        at += end - span.first;
        span.first = end;
      }
      if (span.first < span.last) rests.push_back(span);
    }
    // In front, so that what is unread when reading stops is the end of the text.
    waiting.insert(waiting.begin(), rests.begin(), rests.end());
    annotate(text, reading, middle, found, blocks, workspace);
  }
  const std::size_t stop =
      waiting.empty() ? text.size() : blocks[waiting.front().block].words[waiting.front().first].begin;
  for (BlockWords& block : blocks) {
    std::erase_if(block.sentences, [&](const BlockSentence& one) { return one.sentence.range.begin >= stop; });
    std::sort(block.sentences.begin(), block.sentences.end(), [](const BlockSentence& a, const BlockSentence& b) {
      return a.sentence.range.begin < b.sentence.range.begin;
    });
  }
  return stop;
}

void SentenceReader::annotate(std::string_view text, const model::Reading& reading, const model::Middle& middle,
                              const std::vector<Found>& found, std::vector<BlockWords>& blocks,
                              model::Workspace& workspace) const {
  std::vector<BlockSentence> made(found.size());  // none moves while all are annotated
  std::vector<ReadSentence> sentences;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& [b, first, last, at] = found[i];
    Sentence& sentence = made[i].sentence;
    sentence.block = blocks[b].block;
    sentence.range = {blocks[b].words[first].begin, blocks[b].words[last - 1].end};
    for (std::size_t word = first; word < last; ++word) {
      Token& token = sentence.tokens.emplace_back();
      token.range = blocks[b].words[word];
      token.form = std::string(text.substr(token.range.begin, token.range.size()));
    }
    for (std::size_t word = at; meanings_ && word < at + last - first; ++word)
      append_rounded(middle.of(word), sentence.meanings);
    made[i].names.resize(last - first);
    sentences.push_back({at, at + last - first, sentence.tokens, made[i].names});
  }
  annotator_.annotate(reading, sentences, workspace);
  for (std::size_t i = 0; i < found.size(); ++i) blocks[found[i].block].sentences.push_back(std::move(made[i]));
}

// The end of the window that begins where the span does: one word at least, and no more pieces than fit.
std::size_t SentenceReader::window_end(const model::Words& words, const Span& span) const {
  const std::size_t most = span.wide ? model_.longest_window() : std::min(kWindowPieces, model_.longest_window());
  const std::uint32_t limit = words.begin[span.first] + static_cast<std::uint32_t>(most);
  const auto begin = words.begin.begin();
  const auto past = std::upper_bound(begin + static_cast<std::ptrdiff_t>(span.first),
                                     begin + static_cast<std::ptrdiff_t>(span.last) + 1, limit);
  return static_cast<std::size_t>(past - begin) - 1;
}

// A stop, and what follows begins like a sentence: the model needs to be less sure. It saw little text in which a
// quotation follows its lead-in.
bool SentenceReader::looks_final(const Forms& forms, std::size_t word) const {
  if (word + 1 >= forms.size()) return true;
  const bool closed = word > 0 && (closes_quote(forms[word]) || forms[word] == "\"");
  const std::string_view stop = forms[closed ? word - 1 : word];
  return (stop == "." || stop == "?" || stop == "!") && forms.spaced_behind(word) &&
         begins_like_sentence(forms[word + 1]);
}

// The ends of the sentences to be taken from a window, as words of the block; none when it must be read again, wider.
std::vector<std::size_t> SentenceReader::ends(const model::Reading& reading, std::size_t offset, const Forms& forms,
                                              const Span& span) const {
  const std::size_t last = span.window_last;
  const bool whole = last == span.last;
  std::vector<std::size_t> out;
  std::size_t nearest = last;  // where, in the window's second half, an end is likeliest
  float highest = 0;
  for (std::size_t word = span.first; word + (whole ? 1 : 0) < last; ++word) {
    if (!may_end(forms, word, language_)) continue;
    const float score = reading.scores(*labels_.sentence_end, offset + word - span.first)[0];
    if (2 * (word - span.first) >= last - span.first && (nearest == last || score > highest)) {
      nearest = word + 1;
      highest = score;
    }
    if (!(score > (looks_final(forms, word) ? kFinalScore : 0.0f))) continue;
    const std::size_t end = take_closing(forms, word + 1, last);
    if (out.empty() || end > out.back()) out.push_back(end);
  }
  if (whole) {
    if (out.empty() || out.back() < last) out.push_back(last);
    return out;
  }
  while (out.size() > 1 && out.back() + kEdgeWords > last) out.pop_back();
  if (!out.empty() && out.back() + kEdgeWords > last && !span.wide) out.pop_back();
  // A sentence longer than any window is cut where it comes nearest to an end.
  if (out.empty() && span.wide) out.push_back(nearest);
  return out;
}

}  // namespace annals::parse
