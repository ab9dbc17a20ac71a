#include "model/word_piece.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::model {
namespace {

constexpr std::size_t kLongestChunk = 100;  // characters; BERT reads a longer one as [UNK]

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// BERT's idea of punctuation: all of ASCII that is no letter, digit or blank, and Unicode's P*.
bool is_punctuation(char32_t c) {
  if (c < 0x80) return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
  return base::is_punctuation(c);
}

bool is_ideograph(char32_t c) {
  static constexpr char32_t kRanges[][2] = {{0x4E00, 0x9FFF},   {0x3400, 0x4DBF},   {0x20000, 0x2A6DF},
                                            {0x2A700, 0x2B73F}, {0x2B740, 0x2B81F}, {0x2B820, 0x2CEAF},
                                            {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F}};
  if (c < 0x3400) return false;
  return std::any_of(std::begin(kRanges), std::end(kRanges),
                     [c](auto& range) { return c >= range[0] && c <= range[1]; });
}

bool is_dropped(char32_t c) {
  if (c == 0 || c == base::kReplacement) return true;
  const auto category = u_charType(static_cast<UChar32>(c));
  return category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || category == U_NON_SPACING_MARK;
}

bool is_space(char32_t c) { return base::is_white_space(c) || (c >= 0x1C && c <= 0x1F); }

// Marks apart from their letters, to drop out; or together with them.
std::string normalize(std::string_view word, bool marks) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form =
      marks ? icu::Normalizer2::getNFCInstance(status) : icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return std::string(word);
  const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  std::string out;
  form->normalize(wide, status).toUTF8String(out);
  return out;
}

// Calls take(chunk, characters) for each run without blanks or punctuation, and for each character that stands alone.
template <typename Take>
void for_each_chunk(std::string_view word, Take&& take) {
  std::string chunk;
  std::size_t characters = 0;
  const auto flush = [&] {
    if (!chunk.empty()) take(chunk, characters);
    chunk.clear();
    characters = 0;
  };
  for (std::size_t at = 0; at < word.size();) {
    char32_t c = base::next_code_point(word, at);
    if (is_dropped(c)) continue;
    c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    const bool alone = is_punctuation(c) || is_ideograph(c);
    if (alone || is_space(c)) flush();
    if (is_space(c)) continue;
    base::append_code_point(chunk, c);
    ++characters;
    if (alone) flush();
  }
  flush();
}

}  // namespace

Result<WordPiece> WordPiece::open(std::string_view vocabulary, bool marks) {
  WordPiece out;
  out.marks_ = marks;
  std::int32_t number = 0;
  for (const std::string_view piece : base::split(vocabulary, '\n')) {
    if (piece.size() > 2 && piece.starts_with("##")) out.inner_.emplace(piece.substr(2), number);
    out.ids_.emplace(piece, number++);
  }
  out.unknown_ = out.find("[UNK]");
  out.begin_ = out.find("[CLS]");
  out.end_ = out.find("[SEP]");
  if (out.unknown_ < 0 || out.begin_ < 0 || out.end_ < 0 || out.ids_.size() != static_cast<std::size_t>(number)) {
    return Error{ErrorKind::Malformed, "the weights' vocabulary lacks a special piece or names one piece twice"};
  }
  return out;
}

std::int32_t WordPiece::find(std::string_view piece) const {
  const auto found = ids_.find(piece);
  return found == ids_.end() ? -1 : found->second;
}

void WordPiece::split(std::string_view word, std::vector<std::int32_t>& pieces) const {
  const std::size_t before = pieces.size();
  const auto take = [&](std::string_view chunk, std::size_t characters) { split_chunk(chunk, characters, pieces); };
  if (is_ascii(word)) {
    for_each_chunk(word, take);
  } else {
    for_each_chunk(normalize(word, marks_), take);
  }
  if (pieces.size() == before) pieces.push_back(unknown_);
}

// Longest match first; a chunk with a part that is not in the vocabulary is [UNK] as a whole.
void WordPiece::split_chunk(std::string_view chunk, std::size_t characters, std::vector<std::int32_t>& pieces) const {
  const std::size_t before = pieces.size();
  if (characters > kLongestChunk) return pieces.push_back(unknown_);
  for (std::size_t begin = 0; begin < chunk.size();) {
    const auto& table = begin == 0 ? ids_ : inner_;
    std::size_t end = chunk.size();
    auto found = table.find(chunk.substr(begin, end - begin));
    while (found == table.end() && --end > begin) {
      const bool inside = (static_cast<unsigned char>(chunk[end]) & 0xC0) == 0x80;
      if (!inside) found = table.find(chunk.substr(begin, end - begin));
    }
    if (found == table.end()) {
      pieces.resize(before);
      return pieces.push_back(unknown_);
    }
    pieces.push_back(found->second);
    begin = end;
  }
}

int shape_of(std::string_view word) {
  std::size_t characters = 0, digits = 0, letters = 0, marks = 0, upper = 0, lower = 0;
  bool first_is_upper = false, dotted = false;
  bool before_is_letter = false, dot_after_letter = false;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = base::next_code_point(word, at);
    ++characters;
    const bool is_letter = (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_L_MASK) != 0;
    const bool is_upper = u_isUUppercase(static_cast<UChar32>(c));
    if (is_letter && letters == 0) first_is_upper = is_upper;
    digits += u_charType(static_cast<UChar32>(c)) == U_DECIMAL_DIGIT_NUMBER;
    letters += is_letter;
    marks += is_punctuation(c);
    upper += is_upper;
    lower += static_cast<bool>(u_isULowercase(static_cast<UChar32>(c)));
    dotted = dotted || (dot_after_letter && is_letter);
    dot_after_letter = before_is_letter && c == U'.';
    before_is_letter = is_letter;
  }
  if (digits > 0) return digits == characters ? 6 : 7;
  if (letters == 0) return characters > 0 && marks == characters ? 8 : 0;
  if (dotted) return 9;
  if (upper == 0) return lower > 0 ? 1 : 0;
  if (lower == 0) return upper == 1 ? 4 : 3;
  return upper == 1 && first_is_upper ? 2 : 5;
}

}  // namespace annals::model
