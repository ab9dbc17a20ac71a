// Which of the places that bear a name is meant, for all names of a page together. Each bearer is weighed by what it is
// (how many live there, its own name or another), by what stands with the name ("Paris, Texas", "Paris County"), and by
// what else the page names: its states and provinces, the towns near it. A name means one place throughout a page, but
// where the page itself tells two of them apart. What speaks for a bearer and how much stands in
// data/places/senses.tsv, counted by train/toponyms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annals/document.h"
#include "resolve/cast.h"
#include "resolve/knowledge.h"
#include "resolve/toponyms.h"

namespace annals::resolve {

struct PlaceSense {
  lexicon::PlaceIndex place = 0;
  std::vector<std::string> signs;  // as senses.tsv names them; kept where they are asked for
  float weight = 0;
  double chance = 0;  // among the bearers of the name
  std::string_view why;
  bool near_by = false;  // told to lie in a place, or near one or in a province that the page names
};

class Atlas {
 public:
  // `names` in text order. `keep_signs`: for train/toponyms.
  Atlas(const Document& document, const Knowledge& know, const TimeInterval& when, std::vector<Toponym> names,
        bool keep_signs = false);

  const std::vector<Toponym>& names() const { return names_; }
  // The bearers that were weighed for a name, the likeliest first; empty when nobody knows of any.
  const std::vector<PlaceSense>& senses(std::size_t name) const { return groups_[group_of_[name]].senses; }
  // The likeliest; none where no table knows the name.
  const PlaceSense* meant(std::size_t name) const {
    const auto& all = senses(name);
    return all.empty() ? nullptr : &all.front();
  }

 private:
  struct Group {
    std::string folded;
    std::string kind;                             // that the words around the name tell
    std::vector<lexicon::PlaceIndex> containers;  // of a name that tells where it lies: "Texas" in "Paris, Texas"
    bool contained = false;
    bool dateline = false;
    int times = 0;
    std::vector<PlaceSense> senses;
    std::vector<float> own;  // the weight of each sense by itself
  };
  struct Support;
  void group(const TimeInterval& when);
  void weigh_alone(Group& group) const;
  void weigh_together(std::size_t group, const Support& support) const;
  Support support() const;
  std::optional<std::string> container_of(std::size_t name) const;
  static void settle(Group& group);

  const Document& document_;
  const Knowledge& know_;
  bool keep_signs_;
  std::vector<Toponym> names_;
  std::vector<std::size_t> group_of_;
  mutable std::vector<Group> groups_;
};

}  // namespace annals::resolve
