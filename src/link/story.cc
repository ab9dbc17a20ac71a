#include "link/story.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::link {
namespace {

// Every story has them.
constexpr auto kDaysAndMonths = std::to_array<std::string_view>(
    {"april", "august", "decemb", "februa", "friday", "januar", "july", "june", "march", "monday", "novemb", "octobe",
     "saturd", "septem", "sunday", "thursd", "tuesda", "wednes"});
static_assert(std::is_sorted(kDaysAndMonths.begin(), kDaysAndMonths.end()));

constexpr auto kEndings = std::to_array<std::string_view>(
    {"ings", "ing", "edly", "ed", "ions", "ion", "ments", "ment", "ers", "er", "es", "s"});
constexpr std::size_t kStemLetters = 6;
constexpr std::size_t kShortest = 3;

std::string cut(std::string word) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < kStemLetters && end < word.size(); ++i) base::next_code_point(word, end);
  word.resize(end);
  return word;
}

bool in_word(char c) { return base::is_alpha_ascii(c) || static_cast<unsigned char>(c) >= 0x80; }

// Calls `take` with each word, and whether it stands within its sentence.
template <typename Take>
void each_word(std::string_view text, const Take& take) {
  bool within = false;
  for (std::size_t at = 0; at < text.size();) {
    if (!in_word(text[at])) {
      if (text[at] == '.' || text[at] == '!' || text[at] == '?' || text[at] == '\n') within = false;
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && in_word(text[at])) ++at;
    take(text.substr(begin, at - begin), within);
    within = true;
  }
}

bool tells(BlockKind kind) { return kind == BlockKind::body || kind == BlockKind::lead || kind == BlockKind::quote; }

}  // namespace

std::string stem_of(std::string_view word) {
  std::string out = base::fold(word);
  for (const std::string_view ending : kEndings) {
    if (out.ends_with(ending) && out.size() >= ending.size() + kShortest) {
      out.resize(out.size() - ending.size());
      break;
    }
  }
  return cut(std::move(out));
}

Story story_of(const Article& article) {
  std::map<std::string, std::size_t> counts;
  for (const Block& block : article.blocks) {
    if (!tells(block.kind) || block.repeated) continue;
    each_word(article.text_of(block), [&](std::string_view word, bool within) {
      if (!within || word.size() < kShortest || !base::is_upper_ascii(word[0])) return;
      std::string name = cut(base::fold(word));
      if (!std::binary_search(kDaysAndMonths.begin(), kDaysAndMonths.end(), name)) ++counts[std::move(name)];
    });
  }
  std::vector<std::pair<std::string, std::size_t>> names(counts.begin(), counts.end());
  std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Story out{};
  for (std::size_t i = 0; i < std::min(names.size(), kStoryNames); ++i) out[i] = hash_of(names[i].first);
  std::sort(out.begin(), out.end());
  return out;
}

std::size_t names_shared(const Story& a, const Story& b) {
  std::size_t shared = 0;
  for (const Hash name : a) shared += name != 0 && std::binary_search(b.begin(), b.end(), name);
  return shared;
}

Hash act_of(const ResolvedClaim& claim, const Article& article) {
  std::string_view longest;
  for (const ByteSpan& span : claim.evidence.trigger) {
    const auto& runs = article.text.runs;
    auto run = std::upper_bound(runs.begin(), runs.end(), span.begin,
                                [](std::uint64_t at, const SourcedText::Run& r) { return at < r.raw_begin; });
    if (run == runs.begin()) continue;
    --run;
    if (run->text_length != run->raw_length || span.end > run->raw_begin + run->raw_length) continue;
    const auto begin = static_cast<std::uint32_t>(run->text_begin + (span.begin - run->raw_begin));
    each_word(article.text.view({begin, begin + static_cast<std::uint32_t>(span.size())}),
              [&](std::string_view word, bool) {
                if (word.size() > longest.size()) longest = word;
              });
  }
  return longest.empty() ? 0 : hash_of(stem_of(longest));
}

}  // namespace annals::link
