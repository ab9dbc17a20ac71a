// Names of outlets and wires.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "annals/article.h"

namespace annals::link {

// "The Xinhua News Agency" and "Xinhua" are one source.
std::string source_name(std::string_view name);

// The wire an article hands on: the source that it credits, or its own outlet where that is one that others credit.
// Empty: none.
std::string wire_of(const Article& article, const std::function<bool(const std::string&)>& is_credited);

// The wires that some articles credit.
class Wires {
 public:
  void add(const Article& article);
  bool has(const std::string& source) const { return spelling_.contains(source); }
  // As they write it: the spelling that sorts first.
  const std::string& spelling(const std::string& source) const { return spelling_.at(source); }
  const std::map<std::string, std::string>& all() const { return spelling_; }  // spellings by source

 private:
  std::map<std::string, std::string> spelling_;
};

}  // namespace annals::link
