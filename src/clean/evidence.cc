#include "clean/evidence.h"

#include <charconv>

#include "base/files.h"
#include "base/text.h"

namespace annals::clean {
namespace {

bool read_weight(std::string_view word, float& out) {
  return std::from_chars(word.data(), word.data() + word.size(), out).ptr == word.data() + word.size();
}

std::uint64_t hash_of(std::string_view word) {
  WordReader reader(word);
  return reader.next() ? reader.hash() : 0;
}

bool read_line(std::string_view line, Evidence& out) {
  const auto words = base::split_words(line);
  float one = 0, other = 0;
  if (words.size() == 4 && words[0] == "name" && read_weight(words[2], one) && read_weight(words[3], other)) {
    out.names[words[1]] = {one, other};
  } else if (words.size() == 4 && words[0] == "text" && read_weight(words[3], one)) {
    const std::uint64_t first = words[1] == "^" ? kBeginning : hash_of(words[1]);
    out.set_word(hash_pair(first, hash_of(words[2])), one);
  } else if (words.size() == 3 && words[0] == "text" && read_weight(words[2], one)) {
    out.set_word(hash_of(words[1]), one);
  } else {
    return false;
  }
  return true;
}

}  // namespace

Result<Evidence> Evidence::open(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  if (!text) return text.error();
  Evidence out;
  for (std::string_view line : base::split(*text, '\n')) {
    line = base::trim(line);
    if (line.empty() || line.front() == '#') continue;
    if (!read_line(line, out)) {
      return Error{
          ErrorKind::Malformed,
          "expected \"text WORD WEIGHT\" or \"name WORD NEAR FAR\", found \"" + std::string(line.substr(0, 60)) + '"',
          file.string()};
    }
  }
  return out;
}

}  // namespace annals::clean
