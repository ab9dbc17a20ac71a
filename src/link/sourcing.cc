// A page rests on another page, on a source outside the set, or on somebody's words. What it copies or prints under a
// wire's name it has from there whole; where it names a source beside a word of telling ("the Daily Standard reported")
// it has that sentence from there, and its news where that is among its first sentences. Which page of that outlet is
// meant is told by the days and by the names that both speak of. Pages without any such source that quote the same
// words, or have the same event from the same speaker, rest on one statement: but only two of them show that, since
// nearly every report has somebody speaking in it.
#include "link/sourcing.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include "base/text.h"
#include "base/utf8.h"
#include "link/archive.h"

namespace annals::link {
namespace {

constexpr std::uint32_t kNone = ~0U;
constexpr Day kSameNews = 10;  // days between a page and the one it has its news from
constexpr Day kSameStatement = 3;
constexpr double kCopied = 0.5;
constexpr std::size_t kLeastLikeness = 4;  // a name both speak of counts two, another word one
constexpr std::size_t kBeginning = 5;      // letters of a name: "Syria" and "Syrian" are one
constexpr std::size_t kShortest = 4;       // of another word
constexpr std::size_t kShortLine = 80;     // bytes
constexpr std::size_t kQuoteWords = 5;     // so many words in a row, in quotation marks on both pages
constexpr std::size_t kCandidates = 64;    // pages of one outlet that are looked at, the latest first

bool is_story(BlockKind kind) {
  return kind == BlockKind::title || kind == BlockKind::lead || kind == BlockKind::body || kind == BlockKind::quote;
}

// --- names and quotes of a page ---

constexpr auto kCommonCapitals = std::to_array<std::string_view>(
    {"monday",   "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",        "january", "february",
     "march",    "april",   "may",       "june",     "july",   "august",   "september",     "october", "november",
     "december", "the",     "and",       "for",      "from",   "our",      "correspondent", "photo",   "reporter",
     "staff",    "its",     "his",       "her",      "they",   "this",     "that",          "there",   "when",
     "after",    "with",    "but",       "about",    "both",   "one",      "two",           "three",   "according"});

constexpr auto kCommonWords = std::to_array<std::string_view>(
    {"about", "after", "again", "also",    "been",      "before", "between",   "could",  "during",   "first", "from",
     "have",  "into",  "more",  "most",    "much",      "only",   "other",     "over",   "reported", "said",  "says",
     "some",  "than",  "that",  "their",   "them",      "then",   "there",     "they",   "this",     "those", "told",
     "under", "until", "very",  "wants",   "were",      "what",   "when",      "where",  "which",    "while", "will",
     "with",  "would", "your",  "reports", "according", "people", "newspaper", "agency", "news"});
bool is_common(std::string_view word) { return std::ranges::find(kCommonWords, word) != kCommonWords.end(); }

struct PageWords {
  std::vector<Hash> names;   // beginnings of capitalised words, and numbers, sorted
  std::vector<Hash> words;   // beginnings of the other words of five letters and more, sorted
  std::vector<Hash> quoted;  // runs of kQuoteWords words within quotation marks, sorted
};

bool opens_quote(char32_t c) { return c == 0x201C || c == 0xAB || c == 0x201E; }
bool closes_quote(char32_t c) { return c == 0x201D || c == 0xBB; }

void add_runs(const std::vector<Hash>& words, std::vector<Hash>& runs) {
  for (std::size_t i = 0; i + kQuoteWords <= words.size(); ++i) {
    Hash run = 0;
    for (std::size_t k = i; k < i + kQuoteWords; ++k) run = mix(run, words[k]);
    runs.push_back(run);
  }
}

PageWords read_words(const Article& article) {
  PageWords out;
  for (const Block& block : article.blocks) {
    // Beside the story its short lines count, too: a headline may pass for chrome.
    if (!is_story(block.kind) && (block.kind != BlockKind::chrome || block.range.size() > kShortLine)) continue;
    const std::string_view text = article.text_of(block);
    bool inside = false;
    std::vector<Hash> quote;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t first = base::next_code_point(text, at);
      const bool plain = first == '"';
      if (opens_quote(first) || closes_quote(first) || plain) {
        if (inside) add_runs(quote, out.quoted);
        quote.clear();
        inside = opens_quote(first) || (plain && !inside);
        continue;
      }
      if (!base::is_letter(first) && !base::is_number(first)) continue;
      std::size_t end = at;
      while (end < text.size()) {
        std::size_t next = end;
        const char32_t c = base::next_code_point(text, next);
        if (!base::is_letter(c) && !base::is_number(c)) break;
        end = next;
      }
      at = end;
      const std::string word = base::fold(text.substr(begin, end - begin));
      if (inside) quote.push_back(hash_of(word));
      const bool name = base::is_upper(first) || base::is_number(first);
      const bool common = std::find(kCommonCapitals.begin(), kCommonCapitals.end(), word) != kCommonCapitals.end();
      const std::string_view beginning = base::utf8_prefix(word, name ? kBeginning : kShortest);
      if (name && !common && word.size() > 1 && !(base::is_number(first) && word.size() == 4)) {
        out.names.push_back(hash_of(beginning));
      } else if (!name && word.size() >= kShortest && !is_common(word)) {
        out.words.push_back(hash_of(beginning));
      }
    }
  }
  for (std::vector<Hash>* all : {&out.names, &out.words, &out.quoted}) {
    std::sort(all->begin(), all->end());
    all->erase(std::unique(all->begin(), all->end()), all->end());
  }
  return out;
}

std::size_t shared(const std::vector<Hash>& a, const std::vector<Hash>& b) {
  std::size_t out = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y)
      ++out, ++x, ++y;
    else if (*x < *y)
      ++x;
    else
      ++y;
  }
  return out;
}

// "Iranian state TV" and "state television" are one.
std::string source_key(std::string_view name) {
  std::string folded = source_name(name);
  for (const std::string_view kind :
       {"state television", "state tv", "state run television", "state media", "state news agency", "state radio"}) {
    if (!folded.ends_with(kind)) continue;
    if (kind == "state tv" || kind == "state run television") return "state television";
    return std::string(kind);
  }
  for (const std::string_view ending : {" television", " tv", " channel", " newspaper"}) {
    if (folded.ends_with(ending) && folded.size() > ending.size() + 3) folded.resize(folded.size() - ending.size());
  }
  return folded;
}

// A short line with a day under it at the head of a page without markup: what the page calls itself.
std::string masthead(const Article& article) {
  constexpr std::size_t kLongest = 40;
  if (article.blocks.size() < 3 || article.blocks.front().kind == BlockKind::body) return {};
  const std::string_view name = article.text_of(article.blocks[0]), under = article.text_of(article.blocks[1]);
  const auto digit = [](char c) { return base::is_digit(c); };
  if (name.size() > kLongest || under.size() > kLongest) return {};
  if (std::ranges::any_of(name, digit) || std::ranges::none_of(under, digit)) return {};
  return base::fold_spaces(name);
}

class Finder {
 public:
  explicit Finder(const Archive& archive)
      : archive_(archive), words_(archive.documents.size()), clusters_of_(archive.documents.size()) {
    const std::size_t count = archive.documents.size();
    out_.of.resize(count);
    out_.roots.resize(count);
    for (std::uint32_t c = 0; c < archive.clusters.size(); ++c) {
      for (const std::uint32_t m : archive.clusters[c].members) clusters_of_[archive.mentions[m].document].push_back(c);
    }
    for (auto& all : clusters_of_) {
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
    }
    for (std::uint32_t d = 0; d < count; ++d) {
      index_[archive.documents[d]->article.id] = d;
      std::set<std::string> names = {source_key(article(d).outlet.value), source_key(masthead(article(d)))};
      for (const CreditWords& credit : archive.documents[d]->credits) {
        if (credit.kind == "report" && names_itself(d, credit.source)) names.insert(source_key(credit.source));
      }
      for (const std::string& name : names) {
        if (!name.empty()) pages_of_[name].push_back(d);
      }
    }
    for (const CodedDocument* document : archive.documents) {
      const std::string& agency = document->article.agency.value;
      if (!agency.empty()) agencies_.emplace(source_key(agency), agency);
    }
    for (auto& [outlet, pages] : pages_of_) {
      std::sort(pages.begin(), pages.end(), [&](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    }
    for (std::uint32_t d = 0; d < count; ++d) out_.own.push_back(own_name(d));
  }

  Sourcing run() {
    for (std::uint32_t d = 0; d < archive_.documents.size(); ++d) {
      if (!add_agency(d) && !add_copy(d)) add_credits(d);
    }
    add_statements();
    for (std::uint32_t d = 0; d < archive_.documents.size(); ++d) roots_of(d);
    return std::move(out_);
  }

 private:
  const Article& article(std::uint32_t d) const { return archive_.documents[d]->article; }

  // Of the documents of one day, the wire's was there first.
  std::tuple<Day, bool, std::uint32_t> place(std::uint32_t d) const {
    const Days days = days_of(archive_.published[d]);
    const bool wire = is_wire(d);
    return {days.from, !wire, archive_.order[d]};
  }
  // A page that the agency whose wire it is published itself.
  bool is_wire(std::uint32_t d) const {
    const std::string& agency = article(d).agency.value;
    return !agency.empty() && source_key(agency) == source_key(article(d).outlet.value) && masthead(article(d)).empty();
  }
  bool before(std::uint32_t a, std::uint32_t b) const { return place(a) < place(b); }

  std::string own_name(std::uint32_t d) const {
    const auto agency = agencies_.find(source_key(article(d).outlet.value));
    if (agency != agencies_.end() && !is_wire(d) && !article(d).agency.value.empty()) return article(d).id;
    return agency != agencies_.end() ? agency->second : article(d).id;
  }

  const PageWords& words(std::uint32_t d) {
    if (!words_[d]) words_[d] = read_words(article(d));
    return *words_[d];
  }

  bool close(std::uint32_t a, std::uint32_t b, Day most) const {
    const Days x = days_of(archive_.published[a]), y = days_of(archive_.published[b]);
    if (!x.bounded() || !y.bounded()) return false;
    return x.from <= y.to + most && y.from <= x.to + most;
  }

  std::size_t likeness(std::uint32_t a, std::uint32_t b) {
    return kLeastLikeness * shared_clusters(a, b) + 2 * shared(words(a).names, words(b).names) +
           shared(words(a).words, words(b).words);
  }
  std::size_t shared_clusters(std::uint32_t a, std::uint32_t b) const {
    std::vector<std::uint32_t> both;
    std::set_intersection(clusters_of_[a].begin(), clusters_of_[a].end(), clusters_of_[b].begin(),
                          clusters_of_[b].end(), std::back_inserter(both));
    return both.size();
  }

  // The page of `source` that `d` has its news from; kNone where none of the set will do.
  std::uint32_t page_of(const std::string& source, std::uint32_t d) {
    const auto pages = pages_of_.find(source);
    if (pages == pages_of_.end()) return kNone;
    std::uint32_t best = kNone;
    std::size_t most = kLeastLikeness - 1, looked = 0;
    for (auto p = pages->second.rbegin(); p != pages->second.rend() && looked < kCandidates; ++p) {
      if (*p == d || !close(*p, d, kSameNews) || std::get<0>(place(*p)) > std::get<0>(place(d))) continue;
      ++looked;
      const std::size_t like = likeness(*p, d);
      if (like > most || (like == most && best != kNone && before(*p, best))) most = like, best = *p;
    }
    return best;
  }

  Support support(std::uint32_t d, std::uint32_t parent, std::string source, std::string kind, std::string why) const {
    Support out;
    out.origin.document = article(d).id;
    out.origin.source = std::move(source);
    out.origin.kind = std::move(kind);
    out.origin.why = std::move(why);
    if (parent == kNone) return out;
    out.parent = parent;
    out.origin.from = article(parent).id;
    const std::string name = masthead(article(parent));
    if (!name.empty() || !article(parent).outlet.value.empty()) {
      out.origin.source = name.empty() ? article(parent).outlet.value : name;
    }
    return out;
  }

  bool add_agency(std::uint32_t d) {
    const Found& agency = article(d).agency;
    if (!agency || is_wire(d)) return false;
    const std::uint32_t page = page_of(source_key(agency.value), d);
    Support one = support(d, page, agency.value, "agency", "its " + agency.where + " names " + agency.value);
    one.origin.spans = agency.spans;
    out_.of[d].push_back(std::move(one));
    return true;
  }

  // The text's own source: the earliest of the pages that hold most of it.
  bool add_copy(std::uint32_t d) {
    std::uint32_t best = kNone;
    const Copy* found = nullptr;
    for (const Copy& copy : archive_.copies.of[d]) {
      const auto at = index_.find(copy.document);
      if (at == index_.end() || copy.similarity < kCopied || !before(at->second, d)) continue;
      if (archive_.copies.root[at->second] != archive_.copies.root[d]) continue;
      if (best == kNone || before(at->second, best)) best = at->second, found = &copy;
    }
    if (best == kNone) return false;
    const int percent = static_cast<int>(found->similarity * 100 + 0.5);
    Support one = support(d, best, "", "copy", std::to_string(percent) + " % of its text stands in that document");
    for (const SharedPassage& passage : found->passages) {
      one.origin.spans.insert(one.origin.spans.end(), passage.spans.begin(), passage.spans.end());
    }
    out_.of[d].push_back(std::move(one));
    return true;
  }

  // --- credits in the text ---

  // Sentences of the story, its title apart.
  std::size_t sentence_number(std::uint32_t d, TextRange sentence) const {
    std::size_t number = 0;
    for (const TextRange& one : archive_.documents[d]->sentences) {
      if (one.begin >= sentence.begin) break;
      const auto& blocks = article(d).blocks;
      const auto block =
          std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.range.contains(one); });
      if (block != blocks.end() && block->kind != BlockKind::title && is_story(block->kind)) ++number;
    }
    return number;
  }

  std::string said(std::uint32_t d, const CreditWords& credit) const {
    return "says \"" + base::fold_spaces(article(d).text.view(credit.range)) + '"';
  }

  // "X, citing Y": X is where it has it from, and Y where X has it.
  bool cites(std::uint32_t d, const CreditWords& credit) const {
    const std::string words = base::fold(article(d).text.view(credit.range));
    return words.starts_with("citing ") || words.starts_with("quoting ") || words.starts_with("quotes ") ||
           words.starts_with("quoted ") || words.starts_with("cites ") || words.starts_with("cited ");
  }

  bool is_source(std::uint32_t d, const CreditWords& credit) const {
    if (credit.source.empty()) return false;
    const std::string key = source_key(credit.source);
    if (names_itself(d, credit.source) || key == source_key(article(d).outlet.value)) return false;
    return credit.kind == "report" || pages_of_.contains(key) || agencies_.contains(key);
  }

  // "Told this reporter of the Levant Herald": beside its story, a page names nobody but itself as an outlet.
  bool names_itself(std::uint32_t d, const std::string& source) const {
    const std::string name = source_name(source);
    for (const Block& block : article(d).blocks) {
      if (block.kind == BlockKind::body || block.kind == BlockKind::lead || block.kind == BlockKind::quote) break;
      if (name.size() > 3 && base::fold(article(d).text_of(block)).find(name) != std::string::npos) return true;
    }
    return false;
  }

  void add_credits(std::uint32_t d) {
    const std::vector<CreditWords>& credits = archive_.documents[d]->credits;
    for (std::size_t i = 0; i < credits.size(); ++i) {
      if (credits[i].kind == "post") add_post(d, credits[i]);
      if (credits[i].kind == "post" || !is_source(d, credits[i])) continue;
      const auto beside = [&](const CreditWords& other) {
        return &other != &credits[i] && other.sentence == credits[i].sentence && is_source(d, other);
      };
      const auto nearer = std::find_if(credits.begin(), credits.end(),
                                       [&](const CreditWords& other) { return beside(other) && !cites(d, other); });
      if (cites(d, credits[i]) && nearer != credits.end()) {
        if (page_of(source_key(nearer->source), d) == kNone) set_root(d, nearer->source, credits[i].source);
        continue;
      }
      add_credit(d, credits[i]);
    }
    settle_main(d);
  }

  void add_credit(std::uint32_t d, const CreditWords& credit) {
    const std::string key = source_key(credit.source);
    const std::uint32_t page = page_of(key, d);
    for (const Support& known : out_.of[d]) {
      if (source_key(known.origin.source) == key && known.parent == page) return;
    }
    Support one = support(d, page, credit.source, "report", said(d, credit));
    one.origin.spans = article(d).text.spans(credit.range);
    one.sentence = article(d).text.spans(credit.sentence);
    one.main = sentence_number(d, credit.sentence) < 2;
    out_.of[d].push_back(std::move(one));
  }

  void set_root(std::uint32_t d, const std::string& source, const std::string& root) {
    for (Support& known : out_.of[d]) {
      if (source_key(known.origin.source) == source_key(source)) known.origin.root = root;
    }
  }

  void add_post(std::uint32_t d, const CreditWords& credit) {
    const ByteSpans sentence = article(d).text.spans(credit.sentence);
    const std::optional<Actor> who = speaker(d, sentence);
    if (!who) return;
    Support one = support(d, kNone, who->name, "post", said(d, credit));
    one.origin.spans = article(d).text.spans(credit.range);
    one.sentence = sentence;
    one.main = sentence_number(d, credit.sentence) < 2;
    out_.of[d].push_back(std::move(one));
  }

  // Where none is said of the news itself, what is said of other sentences is said beside it.
  void settle_main(std::uint32_t d) {
    std::vector<Support>& all = out_.of[d];
    std::erase_if(all, [](const Support& one) { return !one.main && one.parent == kNone; });
    // "State media said": which, the page says beside it.
    const auto unnamed = [](const Support& one) { return source_key(one.origin.source).starts_with("state "); };
    if (!std::ranges::all_of(all, unnamed)) {
      std::erase_if(all, [&](const Support& one) { return one.parent == kNone && unnamed(one); });
    }
  }

  // --- statements ---

  // Who speaks in a sentence, else on the page.
  std::optional<Actor> speaker(std::uint32_t d, const ByteSpans& sentence) const {
    const auto& claims = archive_.documents[d]->claims;
    for (const ResolvedClaim& claim : claims) {
      if (claim.sentence_spans == sentence && !claim.said_by.empty()) return claim.said_by.front().actor;
    }
    for (const ResolvedClaim& claim : claims) {
      if (claim.sentence_spans != sentence) continue;
      for (const Participant& one : claim.participants) {
        if (one.role == Role::actor && one.actor.kind == "person") return one.actor;
      }
    }
    std::map<std::string, std::pair<std::size_t, Actor>> counted;
    for (const ResolvedClaim& claim : claims) {
      for (const ResolvedSpeaker& one : claim.said_by) {
        if (one.actor.kind == "people") continue;
        auto& entry = counted[one.actor.name];
        ++entry.first;
        entry.second = one.actor;
      }
    }
    const std::pair<std::size_t, Actor>* best = nullptr;
    for (const auto& [name, entry] : counted) {
      if (best == nullptr || entry.first > best->first) best = &entry;
    }
    return best != nullptr ? std::optional(best->second) : std::nullopt;
  }

  // The sentence that holds a quoted run of words both pages have.
  std::optional<Actor> speaker_of(std::uint32_t d, const std::vector<Hash>& runs) {
    for (const TextRange& sentence : archive_.documents[d]->sentences) {
      if (!holds_run(article(d).text.view(sentence), runs)) continue;
      if (auto who = speaker(d, article(d).text.spans(sentence))) return who;
    }
    return speaker(d, {});
  }
  static bool holds_run(std::string_view text, const std::vector<Hash>& runs) {
    std::vector<Hash> all, words;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t first = base::next_code_point(text, at);
      if (!base::is_letter(first) && !base::is_number(first)) continue;
      while (at < text.size()) {
        std::size_t next = at;
        const char32_t c = base::next_code_point(text, next);
        if (!base::is_letter(c) && !base::is_number(c)) break;
        at = next;
      }
      words.push_back(hash_of(base::fold(text.substr(begin, at - begin))));
    }
    add_runs(words, all);
    std::sort(all.begin(), all.end());
    return shared(all, runs) > 0;
  }

  struct Statement {
    std::uint32_t a, b;
    std::string why;
  };

  std::uint32_t group_of(std::uint32_t x) {
    while (group_[x] != x) x = group_[x] = group_[group_[x]];
    return x;
  }

  void add_statements() {
    const std::size_t count = archive_.documents.size();
    group_.resize(count);
    std::iota(group_.begin(), group_.end(), 0U);
    why_.resize(count);
    votes_.resize(count);
    join_by_quotes();
    join_by_speakers();
    std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t d = 0; d < count; ++d) {
      if (!why_[d].empty()) groups[group_of(d)].push_back(d);
    }
    for (const auto& [first, members] : groups) {
      const std::string name = named_by_most(members);
      if (members.size() < 2 || name.empty()) continue;
      for (const std::uint32_t d : members) out_.of[d].push_back(support(d, kNone, name, "statement", why_[d]));
    }
  }

  std::string named_by_most(const std::vector<std::uint32_t>& members) const {
    std::map<std::string, std::size_t> counted;
    for (const std::uint32_t d : members) {
      for (const std::string& name : votes_[d]) ++counted[name];
    }
    std::string best;
    std::size_t most = 0;
    for (const auto& [name, count] : counted) {  // of two told as often, the one told more exactly
      if (count > most || (count == most && name.size() > best.size())) most = count, best = name;
    }
    return best;
  }

  void join(std::uint32_t a, std::uint32_t b, const std::string& why) {
    const std::uint32_t x = group_of(a), y = group_of(b);
    group_[std::max(x, y)] = std::min(x, y);
    for (const std::uint32_t d : {a, b}) {
      if (why_[d].empty()) why_[d] = why;
    }
  }

  // Only pages that quote are read, and of them those that have their news from nobody else.
  void join_by_quotes() {
    std::map<Hash, std::vector<std::uint32_t>> by_run;
    for (std::uint32_t d = 0; d < archive_.documents.size(); ++d) {
      if (!out_.of[d].empty()) continue;
      if (article(d).text.text.find('"') == std::string::npos &&
          article(d).text.text.find("\xE2\x80\x9C") == std::string::npos) {
        continue;
      }
      for (const Hash run : words(d).quoted) by_run[run].push_back(d);
    }
    for (const auto& [run, pages] : by_run) {
      for (std::size_t i = 1; i < pages.size(); ++i) {
        const std::uint32_t a = pages[i - 1], b = pages[i];
        if (!close(a, b, kSameStatement)) continue;
        if (group_of(a) != group_of(b)) vote_for_quote(a, b);
        join(a, b, "quotes the same words as other documents");
      }
    }
  }
  void vote_for_quote(std::uint32_t a, std::uint32_t b) {
    std::vector<Hash> both;
    std::set_intersection(words(a).quoted.begin(), words(a).quoted.end(), words(b).quoted.begin(),
                          words(b).quoted.end(), std::back_inserter(both));
    for (const std::uint32_t d : {a, b}) {
      if (const auto who = speaker_of(d, both)) votes_[d].insert(who->name);
    }
  }

  void join_by_speakers() {
    for (const Cluster& cluster : archive_.clusters) {
      std::map<std::string, std::uint32_t> first;
      for (const std::uint32_t m : cluster.members) {
        const std::uint32_t d = archive_.mentions[m].document;
        if (!out_.of[d].empty()) continue;
        for (const ResolvedSpeaker& one : archive_.mentions[m].claim->said_by) {
          if (one.actor.kind == "people" || one.actor.id.empty()) continue;
          const auto [at, fresh] = first.emplace(one.actor.id, d);
          if (fresh || at->second == d || !close(at->second, d, 1)) continue;
          votes_[d].insert(one.actor.name);
          votes_[at->second].insert(one.actor.name);
          join(at->second, d, "has it from " + one.actor.name + ", as other documents have");
        }
      }
    }
  }

  // --- where it all leads ---

  const std::vector<std::string>& roots_of(std::uint32_t d) {
    if (!out_.roots[d].empty() || on_the_way_.contains(d)) return out_.roots[d];
    on_the_way_.insert(d);
    std::set<std::string> roots;
    for (Support& one : out_.of[d]) {
      if (one.parent != kNone) {
        const std::vector<std::string>& there = roots_of(one.parent);
        one.origin.root = there.empty() ? out_.own[one.parent] : there.front();
        if (one.main) roots.insert(there.begin(), there.end());
        continue;
      }
      if (one.origin.root.empty()) one.origin.root = display(one.origin.source);
      if (one.main) roots.insert(one.origin.root);
    }
    if (roots.empty()) roots.insert(out_.own[d]);
    out_.roots[d].assign(roots.begin(), roots.end());
    on_the_way_.erase(d);
    return out_.roots[d];
  }

  std::string display(const std::string& source) const {
    const std::string key = source_key(source);
    const auto agency = agencies_.find(key);
    if (agency != agencies_.end()) return agency->second;
    return key.starts_with("state ") ? key : source;
  }

  const Archive& archive_;
  Sourcing out_;
  std::vector<std::optional<PageWords>> words_;
  std::vector<std::vector<std::uint32_t>> clusters_of_;
  std::map<std::string, std::uint32_t> index_;
  std::map<std::string, std::vector<std::uint32_t>> pages_of_;  // by outlet, in the order of publication
  std::map<std::string, std::string> agencies_;                 // by key: a spelling
  std::vector<std::uint32_t> group_;
  std::vector<std::string> why_;
  std::vector<std::set<std::string>> votes_;
  std::set<std::uint32_t> on_the_way_;
};

}  // namespace

Sourcing find_sourcing(const Archive& archive) { return Finder(archive).run(); }

}  // namespace annals::link
