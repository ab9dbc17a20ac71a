#include "link/outlets.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "link/copies_sources.h"

namespace annals::link {
namespace {

void sort_once(std::vector<Hash>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::erase(keys, Hash{0});
}

}  // namespace

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

std::string masthead(const Article& article) {
  constexpr std::size_t kLongest = 40;
  if (article.blocks.size() < 3 || article.blocks.front().kind == BlockKind::body) return {};
  const std::string_view name = article.text_of(article.blocks[0]), under = article.text_of(article.blocks[1]);
  const auto digit = [](char c) { return base::is_digit(c); };
  if (name.size() > kLongest || under.size() > kLongest) return {};
  if (std::ranges::any_of(name, digit) || std::ranges::none_of(under, digit)) return {};
  return base::fold_spaces(name);
}

bool is_wire(const Article& article) {
  const std::string& agency = article.agency.value;
  return !agency.empty() && source_key(agency) == source_key(article.outlet.value) && masthead(article).empty();
}

bool names_itself(const Article& article, std::string_view source) {
  const std::string name = source_name(source);
  if (name.size() <= 3) return false;
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::body || block.kind == BlockKind::lead || block.kind == BlockKind::quote) break;
    if (base::fold(article.text_of(block)).find(name) != std::string::npos) return true;
  }
  return false;
}

std::vector<Hash> names_of(const CodedDocument& document) {
  const Article& article = document.article;
  std::vector<Hash> out = {hash_of(source_key(article.outlet.value)), hash_of(source_key(masthead(article)))};
  for (const CreditWords& credit : document.credits) {
    if (credit.kind == "report" && names_itself(article, credit.source)) {
      out.push_back(hash_of(source_key(credit.source)));
    }
  }
  sort_once(out);
  return out;
}

std::vector<Hash> credited_by(const CodedDocument& document) {
  std::vector<Hash> out = {hash_of(source_key(document.article.agency.value))};
  for (const CreditWords& credit : document.credits) out.push_back(hash_of(source_key(credit.source)));
  sort_once(out);
  return out;
}

}  // namespace annals::link
