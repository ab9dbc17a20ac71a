#include "query/layout.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::query {
namespace {

constexpr std::string_view kStrong = "\x1B[1m", kFaint = "\x1B[2m", kPlain = "\x1B[0m";
constexpr unsigned kLabelColumns = 12;
constexpr unsigned kNarrowest = 24;  // below this, texts stand under each other

// Marks that stand on the character before them.
bool is_mark(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || (c >= 0x591 && c <= 0x5BD) ||
         (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x6D6 && c <= 0x6DC) ||
         (c >= 0x93C && c <= 0x94D && c != 0x93D && c != 0x93E && c != 0x93F && c != 0x940 && c != 0x949) ||
         (c >= 0xE34 && c <= 0xE3A) || (c >= 0xE47 && c <= 0xE4E) || (c >= 0x20D0 && c <= 0x20F0) ||
         (c >= 0xFE00 && c <= 0xFE0F);
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

unsigned width_of(char32_t c) { return is_mark(c) ? 0 : is_wide(c) ? 2 : 1; }

// The longest beginning of `word` that fits, in bytes: at least one character.
std::size_t beginning(std::string_view word, unsigned columns) {
  std::size_t at = 0;
  for (unsigned used = 0; at < word.size();) {
    std::size_t next = at;
    used += width_of(base::next_code_point(word, next));
    if (used > columns && at > 0) break;
    at = next;
  }
  return at;
}

}  // namespace

unsigned width_of(std::string_view text) {
  unsigned width = 0;
  for (std::size_t at = 0; at < text.size();) width += width_of(base::next_code_point(text, at));
  return width;
}

std::vector<std::string> wrapped(std::string_view text, unsigned columns) {
  columns = std::max(columns, 1U);
  std::vector<std::string> lines(1);
  unsigned used = 0;
  const auto next_line = [&] {
    lines.emplace_back();
    used = 0;
  };
  for (std::string_view word : base::split_words(text)) {
    unsigned width = width_of(word);
    if (used > 0 && used + 1 + width > columns) next_line();
    if (used > 0) {
      lines.back() += ' ';
      ++used;
    }
    while (width > columns) {  // an address, or a script without blanks
      const std::size_t size = beginning(word, columns);
      lines.back() += word.substr(0, size);
      word.remove_prefix(size);
      width = width_of(word);
      next_line();
    }
    lines.back() += word;
    used += width;
  }
  if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
  return lines;
}

void Lines::put_as(unsigned indent, std::string_view text, unsigned hang, std::string_view code) {
  const bool coloured = style_.colours && !code.empty();
  const unsigned room = style_.columns > indent + hang ? style_.columns - indent - hang : 1;
  unsigned extra = 0;
  for (const std::string& line : wrapped(text, room)) {
    out_.append(indent + extra, ' ');
    if (coloured) out_ += code;
    out_ += line;
    if (coloured) out_ += kPlain;
    out_ += '\n';
    extra = hang;
  }
}

void Lines::put(unsigned indent, std::string_view text, unsigned hang) { put_as(indent, text, hang, ""); }
void Lines::put_strong(unsigned indent, std::string_view text) { put_as(indent, text, 0, kStrong); }
void Lines::put_faint(unsigned indent, std::string_view text) { put_as(indent, text, 0, kFaint); }

void Lines::put_ends(std::string_view left, std::string_view right) {
  const unsigned left_width = width_of(left), right_width = width_of(right);
  if (left_width + right_width + 2 > style_.columns) {
    put_strong(0, left);
    put_faint(2, right);
    return;
  }
  if (style_.colours) out_ += kStrong;
  out_ += left;
  if (style_.colours) out_ += kPlain;
  out_.append(style_.columns - left_width - right_width, ' ');
  if (style_.colours) out_ += kFaint;
  out_ += right;
  if (style_.colours) out_ += kPlain;
  out_ += '\n';
}

void Lines::put_labelled(unsigned indent, std::string_view label, std::string_view text) {
  const unsigned width = std::max(kLabelColumns, width_of(label) + 1);
  const unsigned room = style_.columns > indent + width ? style_.columns - indent - width : 1;
  bool first = true;
  for (const std::string& line : wrapped(text, room)) {
    out_.append(indent, ' ');
    if (first) out_ += label;
    out_.append(first ? width - width_of(label) : width, ' ');
    out_ += line;
    out_ += '\n';
    first = false;
  }
}

void Lines::put_columns(unsigned indent, const std::vector<std::vector<std::string>>& columns) {
  const auto count = static_cast<unsigned>(columns.size());
  if (count == 0) return;
  const unsigned room = style_.columns > indent ? style_.columns - indent : 1;
  const unsigned each = room / count;
  if (each < kNarrowest + 2) {
    for (const auto& texts : columns) {
      for (const std::string& text : texts) put(indent, text, 2);
    }
    return;
  }
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 0;
  for (const auto& texts : columns) {
    auto& column = lines.emplace_back();
    for (const std::string& text : texts) {
      for (std::string& line : wrapped(text, each - 2)) column.push_back(std::move(line));
    }
    height = std::max(height, column.size());
  }
  for (std::size_t row = 0; row < height; ++row) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (row < lines[i].size()) line += lines[i][row];
      const auto end = static_cast<unsigned>(indent + each * (i + 1));
      if (i + 1 < lines.size() && width_of(line) < end) line.append(end - width_of(line), ' ');
    }
    out_ += line.substr(0, line.find_last_not_of(' ') + 1);
    out_ += '\n';
  }
}

}  // namespace annals::query
