#include "link/supports.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "link/outlets.h"
#include "link/statements.h"

namespace annals::link {
namespace {

constexpr std::size_t kOneEvent = 1 << 20;  // in likeness: more than all words of a page
constexpr std::size_t kLeastLikeness = 4;   // a name both speak of counts two, another word one

// Sentences of the story before this one, its title apart.
std::size_t sentence_number(const CodedDocument& document, TextRange sentence) {
  std::size_t number = 0;
  const auto& blocks = document.article.blocks;
  for (const TextRange& one : document.sentences) {
    if (one.begin >= sentence.begin) break;
    const auto block =
        std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.range.contains(one); });
    if (block != blocks.end() && block->kind != BlockKind::title && is_story(block->kind)) ++number;
  }
  return number;
}

std::string said(const Article& article, const CreditWords& credit) {
  return "says \"" + base::fold_spaces(article.text.view(credit.range)) + '"';
}

// "X, citing Y": X is where it has it from, and Y where X has it.
bool cites(const Article& article, const CreditWords& credit) {
  const std::string words = base::fold(article.text.view(credit.range));
  return words.starts_with("citing ") || words.starts_with("quoting ") || words.starts_with("quotes ") ||
         words.starts_with("quoted ") || words.starts_with("cites ") || words.starts_with("cited ");
}

}  // namespace

std::vector<Support> Supports::of(std::uint32_t page) {
  found_.clear();
  sought_.clear();
  if (!add_agency(page) && !add_copy(page)) add_credits(page);
  return std::move(found_);
}

// --- which page ---

const PageWords& Supports::words(std::uint32_t page) {
  const auto [at, fresh] = words_.try_emplace(page);
  if (fresh) at->second = read_words(article(page));
  return at->second;
}

// A page that tells one of its events is likelier than any that tells none.
std::size_t Supports::likeness(std::uint32_t a, std::uint32_t b) {
  const PageWords &x = words(a), &y = words(b);
  const std::size_t events = shared_clusters(a, b);
  const std::size_t like = kLeastLikeness * events + 2 * shared(x.names, y.names) + shared(x.words, y.words);
  return std::min(like, kOneEvent - 1) + (events > 0 ? kOneEvent : 0);
}

std::size_t Supports::shared_clusters(std::uint32_t a, std::uint32_t b) {
  return shared(press_.clusters(a), press_.clusters(b));
}

std::vector<std::uint32_t> Supports::candidates(Hash outlet, std::uint32_t page) {
  const Days days = press_.published(page);
  if (!days.bounded() || outlet == 0) return {};
  std::vector<std::uint32_t> out = press_.latest_of(outlet, days.from - kSameNews, days.from, kCandidates + 1);
  std::erase(out, page);
  if (out.size() > kCandidates) out.pop_back();
  return out;
}

// The page of `source` that `page` has its news from; kNone where none of the set will do.
std::uint32_t Supports::page_of(const std::string& source, std::uint32_t page) {
  Sought out{hash_of(source), kNone, kLeastLikeness};
  for (const Sought& known : sought_) {
    if (known.outlet == out.outlet) return known.page;
  }
  std::vector<std::uint32_t> all = candidates(out.outlet, page);
  const auto tells_none = [&](std::uint32_t other) { return shared_clusters(other, page) == 0; };
  if (!std::ranges::all_of(all, tells_none)) std::erase_if(all, tells_none);  // they need not be read
  for (const std::uint32_t other : all) {
    const auto like = static_cast<std::uint32_t>(likeness(other, page));
    if (like >= out.likeness) out.likeness = like, out.page = other;  // of two alike, the earlier
  }
  sought_.push_back(out);
  return out.page;
}

bool Supports::is_nearer(std::uint32_t other, std::uint32_t page, const Sought& sought) {
  // Most pages are known by that alone, and are not read.
  if (sought.likeness >= kOneEvent && shared_clusters(other, page) == 0) return false;
  const std::size_t like = likeness(other, page);
  return like > sought.likeness ||
         (like == sought.likeness && (sought.page == kNone || press_.before(other, sought.page)));
}

Support support_of(const Article& article, std::string source, std::string kind, std::string why) {
  Support out;
  out.origin.document = article.id;
  out.origin.source = std::move(source);
  out.origin.kind = std::move(kind);
  out.origin.why = std::move(why);
  return out;
}

Support Supports::support(std::uint32_t page, std::uint32_t parent, std::string source, std::string kind,
                          std::string why) {
  Support out = support_of(article(page), std::move(source), std::move(kind), std::move(why));
  if (parent == kNone) return out;
  out.parent = parent;
  out.origin.from = article(parent).id;
  const std::string name = masthead(article(parent));
  if (!name.empty() || !article(parent).outlet.value.empty()) {
    out.origin.source = name.empty() ? article(parent).outlet.value : name;
  }
  return out;
}

// --- whose text it is ---

bool Supports::add_agency(std::uint32_t page) {
  const Found& agency = article(page).agency;
  if (!agency || press_.is_wire(page)) return false;
  const std::uint32_t parent = page_of(source_key(agency.value), page);
  found_.push_back(support(page, parent, agency.value, "agency", "its " + agency.where + " names " + agency.value));
  found_.back().origin.spans = agency.spans;
  return true;
}

// The text's own source: the earliest of the pages that hold most of it.
bool Supports::add_copy(std::uint32_t page) {
  std::uint32_t best = kNone;
  const Copy* found = nullptr;
  for (const Copy& copy : press_.copies(page)) {
    if (copy.similarity < kCopied) continue;
    const std::optional<std::uint32_t> other = press_.find(copy.document);
    if (!other || !press_.before(*other, page)) continue;
    if (press_.root_of_copies(*other) != press_.root_of_copies(page)) continue;
    if (best == kNone || press_.before(*other, best)) best = *other, found = &copy;
  }
  if (best == kNone) return false;
  const int percent = static_cast<int>(found->similarity * 100 + 0.5);
  Support one = support(page, best, "", "copy", std::to_string(percent) + " % of its text stands in that document");
  for (const SharedPassage& passage : found->passages) {
    one.origin.spans.insert(one.origin.spans.end(), passage.spans.begin(), passage.spans.end());
  }
  found_.push_back(std::move(one));
  return true;
}

// --- credits in the text ---

bool Supports::is_source(std::uint32_t page, const CreditWords& credit) {
  if (credit.source.empty()) return false;
  const std::string key = source_key(credit.source);
  if (names_itself(article(page), credit.source) || key == source_key(article(page).outlet.value)) return false;
  return credit.kind == "report" || press_.is_outlet(hash_of(key)) || !press_.agency(hash_of(key)).empty();
}

void Supports::add_credits(std::uint32_t page) {
  const std::vector<CreditWords>& credits = press_.document(page).credits;
  const auto all_cite = [&](const CreditWords& credit) { return cites(article(page), credit); };
  for (std::size_t i = 0; i < credits.size(); ++i) {
    if (credits[i].kind == "post") add_post(page, credits[i]);
    if (credits[i].kind == "post" || !is_source(page, credits[i])) continue;
    const auto nearer = std::find_if(credits.begin(), credits.end(), [&](const CreditWords& other) {
      return &other != &credits[i] && other.sentence == credits[i].sentence && is_source(page, other) &&
             !all_cite(other);
    });
    if (all_cite(credits[i]) && nearer != credits.end()) {
      if (page_of(source_key(nearer->source), page) == kNone) set_root(nearer->source, credits[i].source);
      continue;
    }
    add_credit(page, credits[i]);
  }
  settle_main();
}

void Supports::add_credit(std::uint32_t page, const CreditWords& credit) {
  const std::string key = source_key(credit.source);
  const std::uint32_t parent = page_of(key, page);
  for (const Support& known : found_) {
    if (source_key(known.origin.source) == key && known.parent == parent) return;
  }
  Support one = support(page, parent, credit.source, "report", said(article(page), credit));
  one.origin.spans = article(page).text.spans(credit.range);
  one.sentence = article(page).text.spans(credit.sentence);
  one.main = sentence_number(press_.document(page), credit.sentence) < 2;
  found_.push_back(std::move(one));
}

void Supports::set_root(const std::string& source, const std::string& root) {
  for (Support& known : found_) {
    if (source_key(known.origin.source) == source_key(source)) known.origin.root = root;
  }
}

void Supports::add_post(std::uint32_t page, const CreditWords& credit) {
  const ByteSpans sentence = article(page).text.spans(credit.sentence);
  const std::optional<Actor> who = speaker(press_.document(page), sentence);
  if (!who) return;
  Support one = support_of(article(page), who->name, "post", said(article(page), credit));
  one.origin.spans = article(page).text.spans(credit.range);
  one.sentence = sentence;
  one.main = sentence_number(press_.document(page), credit.sentence) < 2;
  found_.push_back(std::move(one));
}

// Where none is said of the news itself, what is said of other sentences is said beside it.
void Supports::settle_main() {
  std::erase_if(found_, [](const Support& one) { return !one.main && one.parent == kNone; });
  // "State media said": which, the page says beside it.
  const auto unnamed = [](const Support& one) { return source_key(one.origin.source).starts_with("state "); };
  if (!std::ranges::all_of(found_, unnamed)) {
    std::erase_if(found_, [&](const Support& one) { return one.parent == kNone && unnamed(one); });
  }
}

}  // namespace annals::link
