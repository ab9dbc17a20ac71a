#include "resolve/spelling.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::resolve {
namespace {

constexpr std::size_t kShort = 4;  // letters; of shorter words none may differ

std::string letters_of(std::string_view name) {
  std::string out;
  for (const char c : base::fold(name)) {
    if (base::is_alpha_ascii(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80) out += c;
  }
  return out;
}

std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = corner + (a[i] == b[j] ? 0 : 1);
      corner = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

bool all_capitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// A title may stand before a person's name.
std::string last_words(const std::string& text, std::size_t count) {
  std::size_t at = text.size();
  for (std::size_t i = 0; i < count && at != std::string::npos && at > 0; ++i) at = text.rfind(' ', at - 1);
  return at == std::string::npos || at == 0 ? text : text.substr(at + 1);
}

}  // namespace

bool like_spelled(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (std::min(a.size(), b.size()) < kShort) return false;
  return edits(a, b) <= (std::min(a.size(), b.size()) > kShort + 1 ? 2u : 1u);
}

bool same_name_spelled(std::string_view a, std::string_view b, bool person) {
  if (letters_of(a) == letters_of(b)) return true;
  if (!person) return false;
  const std::string left = base::fold(a), right = base::fold(b);
  const auto mine = base::split_words(left), theirs = base::split_words(right);
  return mine.size() == theirs.size() && mine.size() > 1 &&
         std::equal(mine.begin(), mine.end(), theirs.begin(), like_spelled);
}

std::map<std::string, std::string> spellings(const Document& document, const Cast& cast,
                                             const lexicon::Actors& actors) {
  const auto known_as = [&](const Entity& entity) -> std::string_view {
    return entity.known_person ? actors.person(*entity.known_person).name : std::string_view(entity.actor.name);
  };
  std::map<std::string, std::string> out;
  for (const Mention& mention : cast.mentions()) {
    const bool by_name = mention.use == lexicon::NameUse::name || mention.use == lexicon::NameUse::alias;
    const Entity& entity = cast.entity(mention.entity);
    if (!by_name || out.count(entity.actor.id)) continue;
    std::string text = base::fold_spaces(document.text_of(mention.phrase));
    if (entity.person) text = last_words(text, base::split_words(known_as(entity)).size());
    if (!all_capitals(text) && same_name_spelled(text, known_as(entity), entity.person)) {
      out.emplace(entity.actor.id, text);
    }
  }
  std::erase_if(out, [&](const auto& one) {
    return std::any_of(cast.entities().begin(), cast.entities().end(), [&](const Entity& entity) {
      return entity.actor.id == one.first && known_as(entity) == one.second;
    });
  });
  return out;
}

}  // namespace annals::resolve
