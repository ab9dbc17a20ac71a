// A credit is a name beside a word of telling, on the side on which English puts it: "AFP reported", "according to
// AFP", "wrote AFP", "told AFP". The name is an outlet's that we know, or is made like one ("the Daily Standard", "the
// EFE news agency"). Any other name is handed on as `named`: whether it is an outlet shows in the other pages of an
// archive.
#include "clean/credits.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::clean {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr auto kTells = std::to_array<std::string_view>(
    {"reported",  "reports",   "report",   "said",    "says",      "wrote",  "writes", "quoted",
     "quotes",    "cited",     "cites",    "tells",   "announced", "put",    "called", "added",
     "broadcast", "published", "revealed", "carried", "showed",    "counted"});
// With which the name may stand behind the verb: "wrote Le Monde".
constexpr auto kTellsBefore = std::to_array<std::string_view>(
    {"reported", "reports", "said", "says", "wrote", "writes", "citing", "quoting", "quotes", "quoted", "cites"});
// Between a name and its verb.
constexpr auto kBetween = std::to_array<std::string_view>(
    {"has",       "had",      "have",      "also",        "later",   "earlier",    "first",    "on",      "which",
     "agency",    "news",     "newspaper", "daily",       "paper",   "television", "tv",       "channel", "radio",
     "website",   "magazine", "network",   "broadcaster", "service", "portal",     "the",      "monday",  "tuesday",
     "wednesday", "thursday", "friday",    "saturday",    "sunday",  "today",      "yesterday"});
// Before a name, describing it.
constexpr auto kDescribes = std::to_array<std::string_view>(
    {"the",      "a",       "an",     "news",    "agency",     "newspaper", "daily",     "weekly",      "paper",
     "magazine", "website", "site",   "channel", "television", "tv",        "radio",     "broadcaster", "network",
     "station",  "portal",  "outlet", "wire",    "service",    "official",  "state",     "run",         "owned",
     "private",  "public",  "local",  "own",     "online",     "business",  "opposition"});
constexpr auto kOutletWords = std::to_array<std::string_view>(
    {"times",       "post",    "mail",     "standard",     "herald",   "news",     "press",      "gazette", "daily",
     "star",        "tribune", "courier",  "chronicle",    "echo",     "observer", "journal",    "monitor", "mirror",
     "telegraph",   "record",  "bulletin", "review",       "weekly",   "tv",       "television", "radio",   "agency",
     "wire",        "online",  "globe",    "sentinel",     "examiner", "dispatch", "ledger",     "mercury", "guardian",
     "independent", "nation",  "magazine", "broadcasting", "pravda",   "gazeta",   "zeitung",    "matin",   "morning",
     "evening",     "today",   "argus",    "messenger",    "network",  "channel"});
constexpr auto kStateMedia = std::to_array<std::string_view>({"television", "tv", "media", "radio", "agency"});
constexpr auto kPlatforms =
    std::to_array<std::string_view>({"twitter", "x", "telegram", "facebook", "instagram", "weibo", "vk", "vkontakte",
                                     "youtube", "truth", "tiktok", "mastodon", "threads", "bluesky"});
constexpr auto kReporters = std::to_array<std::string_view>(
    {"reporter", "reporters", "journalist", "journalists", "correspondent", "correspondents", "photographer", "crew"});
constexpr auto kLinks = std::to_array<std::string_view>(
    {"of", "de", "del", "la", "le", "el", "al", "y", "e", "und", "der", "and", "the", "du", "des", "di", "da", "for"});

struct WordAt {
  TextRange range;
  std::string folded;
  bool capital = false;
  bool ends = false;     // a comma or the like stands behind it
  bool bracket = false;  // an opening bracket or stroke stands before it
  bool genitive = false;
};

std::vector<WordAt> words_of(const Article& article, TextRange sentence) {
  std::vector<WordAt> out;
  const std::string_view text = article.text.text;
  bool bracket = false;
  for (std::size_t at = sentence.begin; at < sentence.end;) {
    const std::size_t begin = at;
    std::size_t next = at;
    const char32_t first = base::next_code_point(text, next);
    if (!base::is_letter(first) && !base::is_number(first)) {
      if (!out.empty() && (first == ',' || first == ';' || first == ':' || first == '.' || first == '"' ||
                           first == 0x201C || first == 0x201D || first == ')')) {
        out.back().ends = true;
      }
      if (first == '(' || first == '/')
        bracket = true;
      else if (first != ' ')
        bracket = false;
      at = next;
      continue;
    }
    std::size_t end = next;
    bool genitive = false;
    while (end < sentence.end) {
      std::size_t after = end;
      const char32_t c = base::next_code_point(text, after);
      if (c == '\'' || c == 0x2019) {  // the genitive is no part of a name
        if (text.substr(after, 1) == "s") {
          at = after + 1;
          genitive = true;
          break;
        }
      } else if (!base::is_letter(c) && !base::is_number(c) && c != '&') {
        break;
      }
      end = after;
    }
    if (at < end) at = end;
    WordAt word;
    word.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    word.ends = word.genitive = genitive;  // "China's Xinhua" is no longer name
    word.folded = base::fold(text.substr(begin, end - begin));
    word.capital = base::is_upper(first) || base::is_number(first);
    word.bracket = std::exchange(bracket, false);
    out.push_back(std::move(word));
  }
  return out;
}

// A run of words that may be a name: [first, last).
struct NameAt {
  std::size_t first = 0, last = 0;
  bool empty() const { return first >= last; }
};

class Sentence {
 public:
  Sentence(const Article& article, TextRange range, const Outlets& outlets)
      : article_(article), range_(range), outlets_(outlets), words_(words_of(article, range)) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool beside = (i + 1 < words_.size() && among(kTells, words_[i + 1].folded)) ||
                          (i > 0 && (among(kTellsBefore, words_[i - 1].folded) || is(i - 1, "to")));
      if (beside && !words_[i].capital) words_[i].capital = outlets_.written_small(words_[i].folded);
    }
  }

  void find(std::vector<CreditWords>& out) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string& word = words_[i].folded;
      if (among(kTells, word)) take(name_before(i), i, out);
      if (among(kTellsBefore, word)) take(name_after(i + 1), i, out);
      if (word == "according" && is(i + 1, "to")) take(name_after(i + 2), i, out);
      if (word == "told" || word == "telling") take(name_after(i + 1), i, out);
      if (word == "by" && i > 0 &&
          (is(i - 1, "reported") || is(i - 1, "quoted") || is(i - 1, "cited") || is(i - 1, "published") ||
           is(i - 1, "seen"))) {
        take(name_after(i + 1), i - 1, out);
      }
      if ((word == "with" || word == "to") && i > 0 && is(i - 1, "interview")) take(name_after(i + 1), i - 1, out);
      if (among(kReporters, word)) take(name_before(i), i, out);
      if (words_[i].bracket && known(i)) take({i, i + known_words(i)}, i, out);
      read_state_media(i, out);
      read_post(i, out);
    }
  }

 private:
  bool is(std::size_t i, std::string_view word) const { return i < words_.size() && words_[i].folded == word; }

  std::string_view text(NameAt name) const {
    return article_.text.view({words_[name.first].range.begin, words_[name.last - 1].range.end});
  }

  // The longest name from `from` on that data/outlets has, in words; 0: none.
  std::size_t known_words(std::size_t from) const {
    for (std::size_t size = std::min<std::size_t>(6, words_.size() - from); size > 0; --size) {
      if (outlets_.named(text({from, from + size})) != nullptr) return size;
    }
    return 0;
  }
  bool known(std::size_t from) const { return words_[from].capital && known_words(from) > 0; }

  // Past "the Swiss magazine".
  NameAt name_after(std::size_t from) const {
    std::size_t i = from;
    for (int steps = 0; i < words_.size() && steps < 7; ++i, ++steps) {
      if (words_[i].capital && known_words(i) > 0) return {i, i + known_words(i)};
      const bool describes = among(kDescribes, words_[i].folded);
      if (describes && (!words_[i].capital || words_[i].folded == "the")) {
        if (words_[i].folded != "the" || i + 1 >= words_.size() || !words_[i + 1].capital) continue;
        continue;
      }
      if (words_[i].capital) {
        const NameAt name = run_from(i);
        if (words_[name.last - 1].genitive) {
          i = name.last - 1;
          continue;
        }
        // "Egypt's official news agency MENA": a name before more of the description is not the one.
        const bool goes_on = name.last < words_.size() && !words_[name.last - 1].ends &&
                             among(kDescribes, words_[name.last].folded) && words_[name.last].folded != "the";
        if (!goes_on || made_like_outlet(name)) return name;
        if (describes_outlet(name.last)) return name;
        i = name.last - 1;
        continue;
      }
      return {};
    }
    return {};
  }

  NameAt run_from(std::size_t i) const {
    std::size_t last = i + 1;
    while (last < words_.size() && !words_[last - 1].ends &&
           (words_[last].capital ||
            (among(kLinks, words_[last].folded) && last + 1 < words_.size() && words_[last + 1].capital))) {
      ++last;
    }
    return {i, last};
  }

  // "the EFE news agency": the description stands behind and nothing named comes after it.
  bool describes_outlet(std::size_t i) const {
    while (i < words_.size() && among(kDescribes, words_[i].folded)) ++i;
    return i >= words_.size() || !words_[i].capital;
  }

  NameAt name_before(std::size_t verb) const {
    std::size_t i = verb;
    for (int steps = 0; i > 0 && steps < 5; ++steps) {
      if (words_[i - 1].ends && i != verb) break;
      if (words_[i - 1].ends) {
        // "AFP, the French agency, said" is rare; "..., said X" has its name behind.
        return {};
      }
      if (words_[i - 1].capital && !(among(kBetween, words_[i - 1].folded) && !ends_outlet(i - 1))) break;
      if (!among(kBetween, words_[i - 1].folded)) return {};
      --i;
    }
    if (i == 0 || !words_[i - 1].capital) return {};
    std::size_t first = i - 1;
    while (
        first > 0 && !words_[first - 1].ends &&
        (words_[first - 1].capital || (among(kLinks, words_[first - 1].folded) && words_[first - 1].folded != "and" &&
                                       first > 1 && words_[first - 2].capital && words_[first - 1].folded != "the"))) {
      --first;
    }
    return {first, i};
  }

  bool ends_outlet(std::size_t i) const { return words_[i].capital && i > 0 && words_[i - 1].capital; }

  bool made_like_outlet(NameAt name) const {
    if (name.empty()) return false;
    const bool several = name.last - name.first > 1;
    return several &&
           (among(kOutletWords, words_[name.last - 1].folded) || among(kOutletWords, words_[name.first].folded));
  }

  // Whether what is left of a name beside the known one makes it another.
  bool part_of_longer(NameAt name, std::size_t first, std::size_t last) const {
    const auto counts = [&](std::size_t i) {
      const std::string& word = words_[i].folded;
      const bool day = word.ends_with("day");
      return words_[i].capital && !day && !among(kDescribes, word) && !(i == 0 && name.last - name.first > 2);
    };
    for (std::size_t i = name.first; i < first; ++i) {
      if (counts(i) && !words_[i].ends) return true;
    }
    for (std::size_t i = last; i < name.last; ++i) {
      if (counts(i) && !words_[i - 1].ends) return true;
    }
    return false;
  }

  // Whether the words around call it an agency, a newspaper ...
  bool called_outlet(NameAt name) const {
    const auto says_so = [&](std::size_t i) {
      constexpr auto kCalls = std::to_array<std::string_view>({"agency", "newspaper", "daily", "weekly", "paper",
                                                               "magazine", "website", "channel", "television", "tv",
                                                               "radio", "broadcaster", "network", "station", "portal"});
      return i < words_.size() && !words_[i].capital && among(kCalls, words_[i].folded);
    };
    if (name.first > 0 && !words_[name.first - 1].ends && says_so(name.first - 1)) return true;
    return says_so(name.last) || (is(name.last, "news") && says_so(name.last + 1));
  }

  void take(NameAt name, std::size_t cue, std::vector<CreditWords>& out) {
    if (name.empty()) return;
    // The name may begin with a word of the sentence: "Yesterday Reuters reported".
    for (std::size_t i = name.first; i < name.last; ++i) {
      const std::size_t size = known_words(i);
      if (size == 0 || i + size > name.last + 2) continue;
      // "The Kenya Daily Mirror" is not the Daily Mirror.
      if (part_of_longer(name, i, i + size)) break;
      put(outlets_.named(text({i, i + size}))->name, "report", {i, i + size}, cue, out);
      return;
    }
    while (name.first < name.last && words_[name.first].folded == "the" && name.last - name.first > 1) ++name.first;
    const bool outlet = made_like_outlet(name) || called_outlet(name);
    put(std::string(text(name)), outlet ? "report" : "named", name, cue, out);
  }

  void put(std::string source, std::string kind, NameAt name, std::size_t cue, std::vector<CreditWords>& out) {
    const TextRange range{std::min(words_[name.first].range.begin, words_[cue].range.begin),
                          std::max(words_[name.last - 1].range.end, words_[cue].range.end)};
    for (const CreditWords& known : out) {
      if (known.sentence == range_ && base::fold(known.source) == base::fold(source)) return;
    }
    out.push_back({std::move(source), std::move(kind), range, range_});
  }

  // "Iranian state television said", "quoting state TV", "the official news agency reported".
  void read_state_media(std::size_t i, std::vector<CreditWords>& out) {
    if (words_[i].folded != "state" || i + 1 >= words_.size()) return;
    std::size_t last = i + 1;
    if (is(last, "run") || is(last, "owned") || is(last, "news")) ++last;
    if (last >= words_.size() || !among(kStateMedia, words_[last].folded)) return;
    if (last + 1 < words_.size() && words_[last + 1].capital && !words_[last].ends) return;  // it is named
    const bool told = (last + 1 < words_.size() && among(kTells, words_[last + 1].folded)) ||
                      (i > 0 && (is(i - 1, "quoting") || is(i - 1, "citing") || is(i - 1, "to") || is(i - 1, "on") ||
                                 is(i - 1, "told"))) ||
                      (i > 1 && (is(i - 2, "quoting") || is(i - 2, "citing") || is(i - 2, "to") || is(i - 2, "on")));
    if (!told) return;
    std::size_t first = i;
    if (i > 0 && words_[i - 1].capital && !words_[i - 1].ends) first = i - 1;
    std::string name(text({first, last + 1}));
    const std::size_t cue = first > 0 && (is(first - 1, "quoting") || is(first - 1, "citing")) ? first - 1 : last;
    put(std::move(name), "report", {first, last + 1}, cue, out);
  }

  // "wrote on Twitter", "in a post on X", "tweeted".
  void read_post(std::size_t i, std::vector<CreditWords>& out) {
    const std::string& word = words_[i].folded;
    const bool tweeted = word == "tweeted" || word == "tweet";
    const bool platform = words_[i].capital && among(kPlatforms, word) && i > 0 &&
                          (is(i - 1, "on") || is(i - 1, "to") || is(i - 1, "via"));
    if (!tweeted && !platform) return;
    out.push_back({"", "post", words_[i].range, range_});
  }

  const Article& article_;
  TextRange range_;
  const Outlets& outlets_;
  std::vector<WordAt> words_;
};

bool tells_story(BlockKind kind) {
  return kind == BlockKind::body || kind == BlockKind::lead || kind == BlockKind::quote;
}

}  // namespace

std::vector<CreditWords> credits_in(const Article& article, const std::vector<TextRange>& sentences,
                                    const Outlets& outlets) {
  std::vector<CreditWords> out;
  for (const TextRange& sentence : sentences) {
    const auto block = std::find_if(article.blocks.begin(), article.blocks.end(),
                                    [&](const Block& one) { return one.range.contains(sentence); });
    if (block == article.blocks.end() || !tells_story(block->kind)) continue;
    Sentence(article, sentence, outlets).find(out);
  }
  return out;
}

}  // namespace annals::clean
