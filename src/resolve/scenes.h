// Where an act was, weighed over every place that its sentence and those before it name: how a name stands to the act's
// word, what the coders took for its place, where the act before it was. What speaks for a place and how much stands in
// data/languages/XX/scenes.tsv, counted on hand-coded texts by train/choices.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "resolve/cast.h"
#include "resolve/knowledge.h"
#include "resolve/placing.h"

namespace annals::resolve {

// A place that may be an act's.
struct Scene {
  Phrase phrase;                   // the words that name it
  std::string name;                // as written
  std::string folded;              // one for all its bearers in a page
  std::vector<std::string> signs;  // what speaks for it or against it, as scenes.tsv names it
};

// What the claims before one leave: where they were.
struct Weighing {
  std::vector<Scene> scenes;
  std::vector<std::string> nowhere;  // what speaks for none of them
};

class Scenes {
 public:
  Scenes(const Document& document, const Knowledge& know, const Cast& cast, const Placing& placing);

  Weighing weigh(const Claim& claim) const;
  // The likeliest place; none where it is likelier that the text tells no place.
  const Scene* likeliest(const Weighing& weighing) const;
  // Of "Irving, Texas" and "the island of Failaka" the narrower, where the wider was found the likeliest.
  const Scene* narrowest(const Weighing& weighing, const Scene* scene) const;
  // Names of places in each sentence.
  const std::vector<std::vector<Placing::Spot>>& spots() const { return spots_; }
  // Claims are asked for in the order of the text.
  void remember(const Claim& claim, const Scene* scene);

 private:
  struct Way;
  struct Past {
    std::string folded;
    EventType type;
    std::uint32_t sentence = 0;
  };
  void collect(std::uint32_t sentence, const Claim& claim, std::vector<Scene>& out) const;
  void add(const Scene& scene, std::vector<Scene>& out) const;
  void sign(const Claim& claim, Scene& scene, const std::vector<Scene>& all) const;
  void sign_who(const Claim& claim, Scene& scene, const std::string& kind) const;
  bool names_people(std::uint32_t sentence, std::uint32_t token) const;
  bool tells_year(const Claim& claim) const;
  void sign_page(Scene& scene, const std::string& kind, bool own) const;
  Way way(const Sentence& sentence, std::uint32_t from, const Phrase& trigger) const;
  float sum(const std::vector<std::string>& signs) const;

  const Document& document_;
  const Knowledge& know_;
  const Cast& cast_;
  const Placing& placing_;
  std::vector<std::vector<Placing::Spot>> spots_;  // by sentence
  std::map<std::string, int, std::less<>> count_;  // of a place's name in the page
  std::set<std::string, std::less<>> titled_;      // names in the headline
  std::string first_;                              // the first place named below the headline
  std::vector<Past> past_;
};

}  // namespace annals::resolve
