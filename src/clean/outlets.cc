#include "clean/outlets.h"

#include <algorithm>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

struct Word {
  TextRange range;
};

// The words of a text without the punctuation around them.
std::vector<TextRange> words_in(std::string_view text) {
  std::vector<TextRange> out;
  std::size_t begin = std::string_view::npos, end = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t here = at;
    const char32_t c = at < text.size() ? base::next_code_point(text, at) : U' ';
    if (here == text.size()) ++at;
    const bool part = here < text.size() &&
                      (base::is_letter(c) || base::is_number(c) || c == '&' || c == '+' || c == '\'' || c == 0x2019 ||
                       (c == '.' && begin != std::string_view::npos) || (c >= 0x300 && c < 0x370));
    if (part) {
      if (begin == std::string_view::npos) begin = here;
      end = at;
    } else if (begin != std::string_view::npos) {
      if (text[end - 1] == '.') --end;
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      begin = std::string_view::npos;
    }
  }
  return out;
}

// A name as it is compared: words folded, parted by single blanks.
std::string key_of(std::string_view name) {
  std::string out;
  for (const TextRange word : words_in(name)) {
    if (!out.empty()) out += ' ';
    out += base::fold(name.substr(word.begin, word.size()));
  }
  return out;
}

}  // namespace

Result<Outlets> Outlets::open(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->path().extension() == ".tsv") files.push_back(at->path());
  }
  if (failed || files.empty()) return Error{ErrorKind::NotFound, "expected tables of outlets (*.tsv)", folder.string()};
  std::sort(files.begin(), files.end());
  Outlets out;
  for (const auto& file : files) {
    const auto text = base::read_file(file);
    if (!text) return text.error();
    for (std::string_view line : base::split(*text, '\n')) {
      if (base::trim(line).empty() || line.front() == '#') continue;
      const auto fields = base::split(line, '\t');
      if (fields.size() != 5)
        return Error{ErrorKind::Malformed, "expected five fields, found \"" + std::string(line) + '"', file.string()};
      out.outlets_.push_back({std::string(fields[0]), std::string(fields[1]), std::string(fields[2])});
      const auto add = [&](std::string_view name) {
        const std::string key = key_of(name);
        if (key.empty()) return;
        out.by_name_.try_emplace(key, out.outlets_.size() - 1);
        if (key == name && base::is_lower_ascii(name.front())) out.small_.insert(key);
        out.longest_ = std::max(out.longest_, static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1);
      };
      add(fields[0]);
      for (const auto other : base::split(fields[3], '|')) add(other);
    }
  }
  return out;
}

const Outlet* Outlets::named(std::string_view name) const {
  const auto found = by_name_.find(key_of(name));
  return found == by_name_.end() ? nullptr : &outlets_[found->second];
}

Outlets::Mention Outlets::mentioned(std::string_view text, bool agencies_only) const {
  const auto words = words_in(text);
  for (std::size_t size = std::min(longest_, words.size()); size > 0; --size) {
    for (std::size_t i = 0; i + size <= words.size(); ++i) {
      const TextRange range{words[i].begin, words[i + size - 1].end};
      std::size_t at = range.begin;
      if (base::is_lower(base::next_code_point(text, at))) continue;  // a name is written as one
      const Outlet* found = named(text.substr(range.begin, range.size()));
      if (found != nullptr && (!agencies_only || found->agency())) return {found, range};
    }
  }
  return {};
}

}  // namespace annals::clean
