#include "link/copies_sources.h"

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

std::string wire_of(const Article& article, const std::function<bool(const std::string&)>& is_credited) {
  if (std::string agency = source_name(article.agency.value); !agency.empty()) return agency;
  std::string outlet = source_name(article.outlet.value);
  if (outlet.empty() || !is_credited(outlet)) outlet.clear();
  return outlet;
}

void Wires::add(const Article& article) {
  const std::string source = source_name(article.agency.value);
  if (source.empty()) return;
  const auto [at, fresh] = spelling_.emplace(source, article.agency.value);
  if (!fresh && article.agency.value < at->second) at->second = article.agency.value;
}

}  // namespace annals::link
