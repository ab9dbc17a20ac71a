#include "parse/sentences.h"

#include <algorithm>
#include <deque>

#include "base/text.h"
#include "base/utf8.h"
#include "parse/marks.h"

// A block is read through windows of about three sentences. One pass of the encoder gives both the ends of sentences
// and the numbers for their trees. In a window that stops before its block does, the sentences near its edge are not
// taken: what comes next was not seen. The next window begins behind the last sentence taken.

namespace annals::parse {
namespace {

constexpr std::size_t kWindowPieces = 126;
constexpr std::size_t kBatchPieces = 256;
constexpr std::size_t kEdgeWords = 6;  // a sentence is taken when the window shows so many words behind it

// The score of the model's head for sentence ends from which an end that looks like one is taken.
constexpr float kFinalScore = -4.0f;

}  // namespace

// What is still to be read of a block, and the window it is read through next.
struct SentenceReader::Span {
  std::size_t block = 0;  // in the list of blocks
  std::size_t first = 0;
  std::size_t window_last = 0;
  bool wide = false;  // no sentence ended within a window of the usual size
};

// A sentence that a batch of windows found.
struct SentenceReader::Batch {
  struct Found {
    std::size_t block, first, last;  // words of the block
    std::size_t reading;             // its first word in the reading
  };
  std::vector<Found> found;
};

std::size_t SentenceReader::window_end(const model::Words& words, const Span& span) const {
  const std::size_t most = span.wide ? model_.longest_window() : std::min(kWindowPieces, model_.longest_window());
  const auto begin = words.begin.begin();
  const std::uint32_t limit = words.begin[span.first] + static_cast<std::uint32_t>(most);
  return static_cast<std::size_t>(
             std::upper_bound(begin + static_cast<std::ptrdiff_t>(span.first), words.begin.end(), limit) - begin) -
         1;
}

void SentenceReader::read(std::string_view text, std::vector<BlockWords>& blocks) const {
  std::vector<model::Words> words;  // of each block
  std::deque<Span> waiting;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    std::vector<std::string_view> forms;
    for (const TextRange range : blocks[b].words) forms.push_back(text.substr(range.begin, range.size()));
    words.push_back(model_.split(forms));
    if (!forms.empty()) waiting.push_back({b});
  }
  model::Workspace workspace;
  while (!waiting.empty()) {
    std::vector<Span> spans;
    std::vector<model::Window> windows;
    model::Words batch_words;
    std::size_t pieces = 0;
    while (!waiting.empty()) {
      Span span = waiting.front();
      const model::Words& source = words[span.block];
      span.window_last = window_end(source, span);
      const std::size_t length = source.pieces_of(span.first, span.window_last) + 2;
      if (!spans.empty() && pieces + length > kBatchPieces) break;
      waiting.pop_front();
      pieces += length;
      windows.push_back({batch_words.size(), batch_words.size() + span.window_last - span.first});
      batch_words.append(source, span.first, span.window_last);
      spans.push_back(span);
    }
    const model::Reading reading = model_.read(batch_words, windows, workspace);
    Batch batch;
    std::vector<Span> again;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      Span span = spans[i];
      const BlockWords& block = blocks[span.block];
      const std::size_t offset = windows[i].first;
      const std::size_t begin = span.first;
      for (const std::size_t end : ends(reading, offset, text, span, block)) {
        batch.found.push_back({span.block, span.first, end, offset + span.first - begin});
        span.first = end;
        span.wide = false;
      }
      if (span.first == begin) {
        span.wide = true;
        again.push_back(span);
      } else if (span.first < block.words.size()) {
        again.push_back(span);
      }
    }
    waiting.insert(waiting.begin(), again.begin(), again.end());

    std::vector<ReadSentence> sentences;
    std::vector<Sentence> fresh(batch.found.size());  // none moves while all are annotated
    std::vector<std::vector<NameScore>> names(batch.found.size());
    for (std::size_t i = 0; i < batch.found.size(); ++i) {
      const auto& found = batch.found[i];
      const BlockWords& block = blocks[found.block];
      Sentence& sentence = fresh[i];
      sentence.block = block.block;
      sentence.range = {block.words[found.first].begin, block.words[found.last - 1].end};
      sentence.tokens.resize(found.last - found.first);
      for (std::size_t word = found.first; word < found.last; ++word) {
        Token& token = sentence.tokens[word - found.first];
        token.range = block.words[word];
        token.form = std::string(text.substr(token.range.begin, token.range.size()));
      }
      names[i].resize(sentence.tokens.size());
      sentences.push_back({found.reading, found.reading + sentence.tokens.size(), sentence.tokens, names[i]});
    }
    annotator_.annotate(reading, sentences, workspace);
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      BlockWords& block = blocks[batch.found[i].block];
      block.sentences.push_back(std::move(fresh[i]));
      block.names.push_back(std::move(names[i]));
    }
  }
}

// Whether a sentence may end behind a word, whatever the model says.
bool SentenceReader::may_end(std::string_view text, const BlockWords& block, std::size_t word) const {
  if (word + 1 == block.words.size()) return true;
  const auto form = [&](std::size_t i) { return text.substr(block.words[i].begin, block.words[i].size()); };
  const std::string_view here = form(word), next = form(word + 1);
  if (language_.abbreviation(here) == Abbreviation::before_name) return false;
  // "DAMASCUS (Reuters) -": what stands before a dash or a comma goes on.
  return !(is_dash(next) || next == "," || next == ";" || next == ":" || next == ")" || next == "]");
}

// A stop, and what follows begins like a sentence: the model needs to be less sure. It saw little text in which a
// quotation follows its lead-in.
bool SentenceReader::looks_final(std::string_view text, const BlockWords& block, std::size_t word) const {
  if (word + 1 >= block.words.size()) return true;
  const auto form = [&](std::size_t i) { return text.substr(block.words[i].begin, block.words[i].size()); };
  std::size_t stop = word;
  if (stop > 0 && (closes_quote(form(stop)) || form(stop) == "\"")) --stop;
  if (form(stop) != "." && form(stop) != "?" && form(stop) != "!") return false;
  if (block.words[word].end == block.words[word + 1].begin) return false;
  const std::string_view next = form(word + 1);
  if (next == "\"" || opens_quote(next)) return true;
  std::size_t at = 0;
  return base::is_upper(base::next_code_point(next, at));
}

// Closing marks stay with the sentence they close: the end moves behind them.
std::size_t SentenceReader::take_closing(std::string_view text, const BlockWords& block, std::size_t end,
                                         std::size_t last) const {
  while (end < last) {
    const TextRange before = block.words[end - 1], mark = block.words[end];
    const std::string_view form = text.substr(mark.begin, mark.size());
    const bool spaced_behind = end + 1 == block.words.size() || block.words[end + 1].begin > mark.end;
    const bool closes = closes_quote(form) || form == ")" || form == "]" || (form == "\"" && spaced_behind) ||
                        (form == "'" && spaced_behind);
    if (!closes || before.end != mark.begin) break;
    ++end;
  }
  return end;
}

// The ends of the sentences to be taken from a window, as words of the block; none when it must be read again, wider.
std::vector<std::size_t> SentenceReader::ends(const model::Reading& reading, std::size_t offset, std::string_view text,
                                              const Span& span, const BlockWords& block) const {
  const bool whole = span.window_last == block.words.size();
  std::vector<std::size_t> out;
  std::size_t best = span.window_last;
  float highest = 0;
  for (std::size_t word = span.first; word < span.window_last; ++word) {
    const float score = reading.scores(*labels_.sentence_end, offset + word - span.first)[0];
    if (whole && word + 1 == span.window_last) break;
    if (!may_end(text, block, word)) continue;
    if (word >= span.first + (span.window_last - span.first) / 2 && (best == span.window_last || score > highest)) {
      best = word + 1;
      highest = score;
    }
    if (!(score > (looks_final(text, block, word) ? kFinalScore : 0.0f))) continue;
    const std::size_t end = take_closing(text, block, word + 1, span.window_last);
    if (out.empty() || end > out.back()) out.push_back(end);
  }
  if (whole) {
    if (out.empty() || out.back() < span.window_last) out.push_back(span.window_last);
    return out;
  }
  while (out.size() > 1 && out.back() + kEdgeWords > span.window_last) out.pop_back();
  if (!out.empty() && out.back() + kEdgeWords > span.window_last && !span.wide) out.pop_back();
  // A sentence longer than any window is cut where it comes nearest to an end.
  if (out.empty() && span.wide) out.push_back(best);
  return out;
}

}  // namespace annals::parse
