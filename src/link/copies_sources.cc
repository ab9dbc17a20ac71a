#include "link/copies_sources.h"

#include <algorithm>

#include "base/utf8.h"

namespace annals::link {

std::string source_name(std::string_view name) {
  std::string folded = base::fold(name);
  if (folded.starts_with("the ")) folded.erase(0, 4);
  for (const std::string_view ending : {" news agency", " news service", " agency"}) {
    if (folded.ends_with(ending) && folded.size() > ending.size()) folded.resize(folded.size() - ending.size());
  }
  return folded;
}

Sources::Sources(const std::vector<const CodedDocument*>& documents) {
  for (const CodedDocument* document : documents) {
    for (const std::string* name : {&document->article.outlet.value, &document->article.agency.value}) {
      if (!name->empty()) names_.push_back(source_name(*name));
    }
  }
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

std::uint32_t Sources::find(std::string_view name) const {
  if (name.empty()) return kNoSource;
  const std::string folded = source_name(name);
  const auto at = std::lower_bound(names_.begin(), names_.end(), folded);
  if (at == names_.end() || *at != folded) return kNoSource;
  return static_cast<std::uint32_t>(at - names_.begin());
}

}  // namespace annals::link
