#include "parse/language.h"

#include <algorithm>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::parse {
namespace {

// The lines of a table, without comments and empty ones: a word, and what stands behind its tab.
struct Line {
  std::string_view word, rest;
};

Result<std::string> read_table(const std::filesystem::path& path, std::vector<Line>& lines, std::string& text) {
  auto read = base::read_file(path);
  if (!read) return read.error();
  text = std::move(*read);
  for (std::string_view line : base::split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with("# ")) continue;
    const std::size_t tab = line.find('\t');
    lines.push_back({line.substr(0, tab), tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1)});
  }
  return std::string();
}

template <typename Take>
Result<Done> for_each_line(const std::filesystem::path& path, Take&& take) {
  std::string text;
  std::vector<Line> lines;
  if (auto read = read_table(path, lines, text); !read) return read.error();
  for (const Line& line : lines) {
    if (!take(line)) {
      return Error{ErrorKind::Malformed, "cannot read the line \"" + std::string(line.word) + '"', path.string()};
    }
  }
  return Done{};
}

bool to_abbreviation(std::string_view kind, Abbreviation& out) {
  if (kind.empty()) return out = Abbreviation::anywhere, true;
  if (kind == "title") return out = Abbreviation::before_name, true;
  if (kind == "number") return out = Abbreviation::before_number, true;
  return false;
}

bool to_speech(std::string_view kind, Speech& out) {
  if (kind == "that") return out = Speech::clause, true;
  if (kind == "hearer") return out = Speech::hearer, true;
  if (kind == "direct") return out = Speech::direct, true;
  return false;
}

// "VERB\tthat to of": a part of speech and its frames.
bool to_frames(std::string_view frames, Frames& out) {
  for (const std::string_view frame : base::split_words(frames)) {
    if (frame == "that") {
      out.clause = true;
    } else if (frame == "to") {
      out.infinitive = true;
    } else if (frame == "him-to") {
      out.hearer = true;
    } else if (frame == "thing") {
      out.thing = true;
    } else if (frame == "light") {
      out.light = true;
    } else {
      out.prepositions.emplace_back(frame == "prep-to" ? "to" : frame);
    }
  }
  return !frames.empty();
}

}  // namespace

Result<Language> Language::open(const std::filesystem::path& folder) {
  Language out;
  if (auto read = out.read(folder); !read) return read.error();
  return out;
}

Result<Done> Language::read(const std::filesystem::path& folder) {
  auto done = for_each_line(folder / "abbreviations.txt", [&](const Line& line) {
    return line.word.ends_with('.') && to_abbreviation(line.rest, abbreviations_[std::string(line.word)]);
  });
  if (!done) return done;
  done = for_each_line(folder / "tokens.txt", [&](const Line& line) {
    std::vector<std::uint32_t> lengths;
    std::size_t total = 0;
    for (const std::string_view part : base::split_words(line.rest.empty() ? line.word : line.rest)) {
      lengths.push_back(static_cast<std::uint32_t>(part.size()));
      total += part.size();
    }
    tokens_[base::to_lower(line.word)] = lengths;
    return total == line.word.size();
  });
  if (!done) return done;
  done = for_each_line(folder / "hyphens.txt", [&](const Line& line) {
    if (line.word == "*") {
      joins_all_ = true;
    } else if (line.word.starts_with('-')) {
      joined_behind_.emplace(line.word.substr(1));
    } else {
      joined_before_.emplace(line.word);
    }
    return true;
  });
  if (!done) return done;
  done = for_each_line(folder / "units.txt", [&](const Line& line) {
    for (const std::string_view word : base::split_words(line.word)) units_.emplace(word);
    return true;
  });
  if (!done) return done;
  done = for_each_line(folder / "speech_verbs.txt",
                       [&](const Line& line) { return to_speech(line.rest, speech_[std::string(line.word)]); });
  if (!done) return done;
  done = for_each_line(folder / "sources.txt", [&](const Line& line) {
    const auto words = base::split_words(line.word);
    sources_.emplace_back(words.begin(), words.end());
    return line.rest.empty() && !words.empty();
  });
  if (!done) return done;
  if (auto read = read_stances(folder / "stances.tsv"); !read) return read;
  return read_enclitics(folder / "enclitics.txt");
}

// A language may do without.
Result<Done> Language::read_stances(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) return Done{};
  return for_each_line(file, [&](const Line& line) {
    const std::size_t tab = line.rest.find('\t');
    if (tab == std::string_view::npos) return false;
    const std::string key = std::string(line.word) + '\t' + std::string(line.rest.substr(0, tab));
    return to_frames(line.rest.substr(tab + 1), stances_[key]);
  });
}

// Only some languages have the file.
Result<Done> Language::read_enclitics(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) return Done{};
  auto done = for_each_line(file, [&](const Line& line) {
    if (line.rest.empty()) {
      whole_words_.emplace(line.word);
      return true;
    }
    Enclitic out{std::string(line.word), {}};
    std::size_t total = 0;
    for (const std::string_view part : base::split_words(line.rest)) {
      out.parts.push_back(static_cast<std::uint32_t>(part.size()));
      total += part.size();
    }
    enclitics_.push_back(std::move(out));
    return total == line.word.size();
  });
  std::stable_sort(enclitics_.begin(), enclitics_.end(),
                   [](const Enclitic& a, const Enclitic& b) { return a.ending.size() > b.ending.size(); });
  return done;
}

Abbreviation Language::abbreviation(std::string_view word) const {
  auto found = abbreviations_.find(word);
  if (found != abbreviations_.end()) return found->second;
  // "MR." and "GEN." in a headline
  std::string cased = base::to_lower_ascii(word);
  if (cased.size() > 2 && base::is_upper_ascii(word[0]) && base::is_upper_ascii(word[1])) {
    cased[0] = word[0];
    found = abbreviations_.find(cased);
    if (found != abbreviations_.end() && found->second == Abbreviation::before_name) return found->second;
  }
  return Abbreviation::none;
}

const std::vector<std::uint32_t>* Language::parts(std::string_view word) const {
  const auto found = tokens_.find(base::to_lower(word));
  return found == tokens_.end() ? nullptr : &found->second;
}

std::vector<std::uint32_t> Language::enclitics(std::string_view word) const {
  if (enclitics_.empty()) return {};
  const std::string lower = base::to_lower(word);
  if (lower.size() != word.size() || whole_words_.contains(lower)) return {};
  const auto found = std::find_if(enclitics_.begin(), enclitics_.end(), [&](const Enclitic& each) {
    return lower.size() > each.ending.size() && lower.ends_with(each.ending);
  });
  if (found == enclitics_.end()) return {};
  std::vector<std::uint32_t> out = found->parts;
  out.front() += static_cast<std::uint32_t>(word.size() - found->ending.size());
  return out;
}

std::size_t Language::source_phrase(const std::vector<std::string>& words) const {
  std::size_t longest = 0;
  for (const auto& phrase : sources_) {
    if (phrase.size() > longest && phrase.size() <= words.size() &&
        std::equal(phrase.begin(), phrase.end(), words.begin())) {
      longest = phrase.size();
    }
  }
  return longest;
}

bool Language::joins_before(std::string_view part) const {
  return joins_all_ || joined_before_.contains(base::to_lower(part));
}
bool Language::joins_behind(std::string_view part) const { return joined_behind_.contains(base::to_lower(part)); }
bool Language::is_unit(std::string_view word) const { return units_.contains(word); }

Speech Language::speech(std::string_view lemma) const {
  const auto found = speech_.find(lemma);
  return found == speech_.end() ? Speech::none : found->second;
}

const Frames* Language::stance(std::string_view lemma, Upos upos) const {
  const auto found = stances_.find(std::string(lemma) + '\t' + std::string(to_string(upos)));
  return found == stances_.end() ? nullptr : &found->second;
}

}  // namespace annals::parse
