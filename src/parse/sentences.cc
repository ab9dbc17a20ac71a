#include "parse/sentences.h"

#include <algorithm>
#include <deque>

#include "base/text.h"
#include "base/utf8.h"
#include "parse/limits.h"
#include "parse/marks.h"

// A block is parted first where no reader could doubt it: at a stop behind a plain word and before a capital. The model
// reads each part by itself, since it makes better trees of one sentence than of three, and its one pass gives both the
// ends of sentences within the part and the numbers for their trees. A part too long for a window is read through
// several. In a window that stops before its part does, the sentence at its edge is not taken, because what follows was
// not seen; the next window begins behind the last sentence taken.

namespace annals::parse {
namespace {

constexpr std::size_t kWindowPieces = 126;
constexpr std::size_t kBatchPieces = 256;
constexpr std::size_t kEdgeWords = 6;     // a sentence is taken when the window shows so many words behind it
constexpr std::size_t kPlainLetters = 3;  // of a word in small letters that is no abbreviation
constexpr std::size_t kPlainCapital = 6;  // of a name that is none

// The score of the model's head for sentence ends from which an end that looks like one is taken.
constexpr float kFinalScore = -4.0f;

bool begins_like_sentence(std::string_view form) {
  if (form == "\"" || opens_quote(form)) return true;
  std::size_t at = 0;
  return base::is_upper(base::next_code_point(form, at));
}

bool is_plain_word(std::string_view form) {
  if (form.size() < kPlainLetters) return false;
  const bool capital = base::is_upper_ascii(form.front());
  for (const char c : form.substr(capital ? 1 : 0)) {
    if (!base::is_lower_ascii(c)) return false;
  }
  return !capital || form.size() >= kPlainCapital;
}

}  // namespace

std::size_t SentenceReader::read(std::string_view text, std::vector<BlockWords>& blocks) const {
  std::vector<model::Words> words;  // of each block
  std::vector<Span> spans;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Forms forms{text, blocks[b].words};
    std::vector<std::string_view> views;
    for (std::size_t i = 0; i < forms.size(); ++i) views.push_back(forms[i]);
    words.push_back(model_.split(views));
    part(forms, b, spans);
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
    const model::Reading reading = model_.read(batch, windows, workspace);
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
    annotate(text, reading, found, blocks, workspace);
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

void SentenceReader::annotate(std::string_view text, const model::Reading& reading, const std::vector<Found>& found,
                              std::vector<BlockWords>& blocks, model::Workspace& workspace) const {
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
    made[i].names.resize(last - first);
    sentences.push_back({at, at + last - first, sentence.tokens, made[i].names});
  }
  annotator_.annotate(reading, sentences, workspace);
  for (std::size_t i = 0; i < found.size(); ++i) blocks[found[i].block].sentences.push_back(std::move(made[i]));
}

// The words of a dateline that a block begins with, its dash or colon included: "MOSCOW, Feb. 21 (Xinhua) --". It is
// no part of the sentence behind it, whose tree it would disturb. 0: there is none.
std::size_t SentenceReader::dateline(const Forms& forms) const {
  constexpr std::size_t kMostWords = 16;
  bool capitals = false, digits = false, bracket = false, open = false;
  for (std::size_t i = 0; i < std::min(forms.size(), kMostWords); ++i) {
    const std::string_view form = forms[i];
    std::size_t at = 0;
    const char32_t first = base::next_code_point(form, at);
    if (i > 0 && !open && (capitals || digits || bracket)) {
      const bool dash = (is_dash(form) || form == "--" || form == "_") && forms.spaced_behind(i - 1);
      const bool colon = form == ":" && digits;
      if ((dash || colon) && forms.spaced_behind(i)) return i + 1;
    }
    if (form == "(") {
      open = true;
    } else if (form == ")") {
      open = false;
      bracket = true;
    } else if (base::is_digit(form.front())) {
      digits = true;
    } else if (!open && form != "," && form != "." && form != "/" && form != "-" && !base::is_upper(first)) {
      return 0;
    }
    if (form.size() > 2 && base::is_upper(first) && base::to_lower(form) != form) {
      std::size_t next = at;
      capitals = capitals || base::is_upper(base::next_code_point(form, next));
    }
  }
  return 0;
}

// A block's parts.
void SentenceReader::part(const Forms& forms, std::size_t block, std::vector<Span>& spans) const {
  const std::size_t begin = dateline(forms);
  if (begin > 0) spans.push_back({block, 0, begin, 0, false});
  for (std::size_t first = begin, word = begin; first < forms.size(); ++word) {
    std::size_t end = word + 1;
    if (end < forms.size()) {
      if (!surely_ends(forms, word)) continue;
      end = take_closing(forms, end, forms.size());
    }
    spans.push_back({block, first, end, 0, false});
    first = end;
    word = end - 1;
  }
}

// A stop behind a plain word, and what follows, behind a blank, begins like a sentence.
bool SentenceReader::surely_ends(const Forms& forms, std::size_t word) const {
  if (word == 0 || forms[word] != "." || !is_plain_word(forms[word - 1])) return false;
  const std::size_t end = take_closing(forms, word + 1, forms.size());
  return end < forms.size() && forms.spaced_behind(end - 1) && begins_like_sentence(forms[end]) &&
         may_end(forms, end - 1);
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

// Whether a sentence may end behind a word, whatever the model says.
bool SentenceReader::may_end(const Forms& forms, std::size_t word) const {
  if (word + 1 == forms.size()) return true;
  if (language_.abbreviation(forms[word]) == Abbreviation::before_name) return false;
  // "DAMASCUS (Reuters) -": what stands before a dash or a comma goes on.
  const std::string_view next = forms[word + 1];
  return !(is_dash(next) || next == "," || next == ";" || next == ":" || next == ")" || next == "]");
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

// Closing marks stay with the sentence they close: the end moves behind them.
std::size_t SentenceReader::take_closing(const Forms& forms, std::size_t end, std::size_t last) const {
  for (; end < last && !forms.spaced_behind(end - 1); ++end) {
    const std::string_view mark = forms[end];
    const bool neutral = (mark == "\"" || mark == "'" || mark == "’") && forms.spaced_behind(end);
    if (!neutral && !closes_quote(mark) && mark != ")" && mark != "]") break;
  }
  return end;
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
    if (!may_end(forms, word)) continue;
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
