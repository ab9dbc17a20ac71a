#include "clean/text_lines.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

constexpr std::size_t kMaxWrapWidth = 110;
constexpr std::size_t kMinWrapWidth = 50;

TextRange trimmed(std::string_view text, TextRange range) {
  while (range.begin < range.end) {
    std::size_t at = range.begin;
    const char32_t c = base::next_code_point(text, at);
    if (!base::is_white_space(c) && c != 0xFEFF && c != 0x200B) break;
    range.begin = static_cast<std::uint32_t>(at);
  }
  while (range.begin < range.end) {
    std::size_t at = range.end - 1;
    while (at > range.begin && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    std::size_t next = at;
    const char32_t c = base::next_code_point(text, next);
    if (!base::is_white_space(c) && c != 0xFEFF && c != 0x200B) break;
    range.end = static_cast<std::uint32_t>(at);
  }
  return range;
}

// The list mark at the beginning of a line, with the blanks behind it.
std::size_t bullet_length(std::string_view line) {
  constexpr std::u32string_view kMarks = U"•·▪●■►▶–—*»›◦‣-+○□◆★→";
  std::size_t at = 0;
  const char32_t c = line.empty() ? 0 : base::next_code_point(line, at);
  if (kMarks.find(c) == std::u32string_view::npos) return 0;
  const std::size_t mark = at;
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t' || line.substr(at, 2) == "\xC2\xA0"))
    at += line[at] == '\xC2' ? 2 : 1;
  const bool strong = c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0x25A0 || c == 0x25BA || c == 0x25B6;
  return at > mark || strong ? at : 0;
}

class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  std::vector<TextLine> read(std::size_t max_lines) {
    cut(max_lines);
    join_wrapped();
    split_glued();
    split_glued();  // what was cut may be the whole of a line that carries a tail
    for (TextLine& line : lines_) finish(line);
    return std::move(lines_);
  }

 private:
  std::string_view view(TextRange range) const { return text_.substr(range.begin, range.size()); }

  void cut(std::size_t max_lines) {
    std::uint32_t blanks = 0;
    for (std::size_t at = 0; at < text_.size();) {
      std::size_t end = text_.find_first_of("\n\r", at);
      if (end == std::string_view::npos) end = text_.size();
      if (lines_.size() >= max_lines) end = text_.size();  // the rest is one line
      const TextRange range = trimmed(text_, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      if (range.empty()) {
        ++blanks;
      } else {
        lines_.push_back({range, blanks, {}, -1, false, {}, false});
        blanks = 0;
      }
      at = end + (text_.substr(end, 2) == "\r\n" ? 2 : 1);
    }
  }

  // A paragraph wrapped at a fixed width: three lines or more, all but the last nearly as wide as the widest, and
  // not each a sentence.
  void join_wrapped() {
    std::vector<TextLine> out;
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin + 1;
      while (end < lines_.size() && lines_[end].blank_before == 0) ++end;
      if (is_wrapped(begin, end)) {
        TextLine whole = lines_[begin];
        whole.range.end = lines_[end - 1].range.end;
        whole.joined = true;
        out.push_back(whole);
      } else {
        out.insert(out.end(), lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                   lines_.begin() + static_cast<std::ptrdiff_t>(end));
      }
      begin = end;
    }
    lines_ = std::move(out);
  }

  bool is_wrapped(std::size_t begin, std::size_t end) const {
    if (end - begin < 3) return false;
    std::size_t widest = 0;
    for (std::size_t i = begin; i < end; ++i) widest = std::max<std::size_t>(widest, lines_[i].range.size());
    if (widest > kMaxWrapWidth || widest < kMinWrapWidth) return false;
    std::size_t wide = 0, stopped = 0, lower = 0;
    for (std::size_t i = begin; i + 1 < end; ++i) {
      const std::string_view line = view(lines_[i].range);
      wide += line.size() * 100 >= widest * 70 ? 1 : 0;
      stopped += facts_of(line).final_stop ? 1 : 0;
      lower += facts_of(view(lines_[i + 1].range)).begins_upper ? 0 : 1;
    }
    const std::size_t inner = end - begin - 1;
    return wide * 10 >= inner * 8 && stopped * 2 < inner && lower * 3 >= inner;
  }

  // A line that ends with, or begins with, the whole of a long line beside it is two things.
  void split_glued() {
    std::vector<TextLine> out;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const TextLine& line = lines_[i];
      std::size_t cut = 0;
      if (i + 1 < lines_.size()) cut = cut_beside(view(line.range), view(lines_[i + 1].range));
      if (cut == 0 && i > 0) cut = cut_beside(view(line.range), view(lines_[i - 1].range));
      if (cut == 0) cut = cut_behind_credit(view(line.range));
      if (cut == 0) {
        out.push_back(line);
        continue;
      }
      const auto at = static_cast<std::uint32_t>(line.range.begin + cut);
      TextLine first = line, second = line;
      first.range = trimmed(text_, {line.range.begin, at});
      second.range = trimmed(text_, {at, line.range.end});
      second.blank_before = 0;
      if (!first.range.empty()) out.push_back(first);
      if (!second.range.empty()) out.push_back(second);
    }
    lines_ = std::move(out);
  }

  // Where `line` is "prefix" + X or X + "tail" and the line beside it holds X at its own beginning.
  static std::size_t cut_beside(std::string_view line, std::string_view beside) {
    constexpr std::size_t kShared = 40;
    if (line.size() < kShared + 3 || beside.size() < kShared) return 0;
    const std::size_t at = line.find(beside.substr(0, kShared));
    if (at == std::string_view::npos) return 0;
    const std::size_t shared = common(line.substr(at), beside);
    if (at > 2 && at < 140 && shared == std::min(line.size() - at, beside.size())) return at;
    const bool other_ends = at == 0 && shared == beside.size();
    // The line beside may carry a prefix of its own; then only a tail behind a dash is cut here.
    if (other_ends && line.size() - shared >= 4 && line.size() - shared < 60) return shared;
    if (at == 0) return 0;
    return 0;
  }

  static std::size_t common(std::string_view one, std::string_view other) {
    std::size_t size = 0;
    while (size < one.size() && size < other.size() && one[size] == other[size]) ++size;
    return size;
  }

  // "© AGENCY / Jane RoeThe minister ...": a small letter right before a capital.
  static std::size_t cut_behind_credit(std::string_view line) {
    if (!line.starts_with("\xC2\xA9") || line.size() < 60) return 0;
    std::size_t spaces = 0;
    for (std::size_t i = 2; i + 1 < line.size() && i < 120; ++i) {
      spaces += line[i] == ' ' ? 1 : 0;
      if (!base::is_lower_ascii(line[i]) || !base::is_upper_ascii(line[i + 1]) || spaces < 2) continue;
      const std::size_t word = line.rfind(' ', i);
      const std::string_view start = line.substr(word + 1, i - word);
      if (start == "Mc" || start == "Mac" || start == "De" || start == "Di" || start == "Le" || start == "La" ||
          start == "Fitz")
        continue;
      return line.size() - i > 40 ? i + 1 : 0;
    }
    return 0;
  }

  void finish(TextLine& line) const {
    const std::string_view text = view(line.range);
    const std::size_t mark = bullet_length(text);
    line.bullet = mark > 0 && mark < text.size();
    line.body = {static_cast<std::uint32_t>(line.range.begin + (line.bullet ? mark : 0)), line.range.end};
    line.facts = facts_of(view(line.body));
    line.script = main_script(view(line.body));
  }

  std::string_view text_;
  std::vector<TextLine> lines_;
};

}  // namespace

std::vector<TextLine> read_lines(const Decoded& decoded, std::size_t max_lines) {
  return Lines(decoded.text()).read(max_lines);
}

}  // namespace annals::clean
