// What is known of each block of an HTML page, as numbers: the input of the scorer (see forest.h).
//
// Everything here is a sum or a table made in a few passes over the page: a block costs no string and no search.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "clean/evidence.h"
#include "clean/html_blocks.h"
#include "clean/markers.h"
#include "clean/text_facts.h"
#include "model/forest.h"

namespace annals::clean {

using model::Forest;
using model::Rows;

// The numbers of one page, a row a block.
class Features {
 public:
  // `title`: what the page says its headline is. `summary`: its own description of the story.
  Features(const HtmlBlocks& page, std::string_view title, std::string_view summary, const Markers& markers,
           const Evidence& evidence);

  std::size_t rows() const { return page_.blocks.size(); }
  const TextFacts& facts(std::size_t block) const { return facts_[block]; }
  bool repeats(std::size_t block) const { return said_[block].repeats; }
  // How many elements stand beside a container that look like it, itself included.
  float alike(std::uint32_t container) const { return rows_[container].alike; }
  // Writes the numbers of a block by itself and its surroundings.
  void fill(std::size_t block, Rows::Writer out) const;
  // Takes what a first scoring said of every block, for fill_second().
  void take_first(std::vector<float> first);
  // Writes what it said of the block, its neighbours and all that holds it.
  void fill_second(std::size_t block, Rows::Writer out) const;

  static std::vector<std::string> names();         // of fill()
  static std::vector<std::string> second_names();  // of fill() and fill_second()

 private:
  struct Mass {
    float chars = 0, links = 0, good = 0, blocks = 0;
    void add(const Mass& other);
  };
  // What the words of a block say.
  struct Said {
    float sum = 0, lowest = 0, highest = 0;  // for story, see evidence.h
    float title = 0, summary = 0;            // how like the page's headline and summary
    float mark = 0;                          // what its words mark it as
    float since_comments = 0, since_related = 0;
    std::uint64_t hash = 0;
    bool repeats = false;
  };
  struct Place {
    float chars_before = 0, good_before = 0;
    float gap_before = 0, gap_after = 0;  // blocks to the nearest good paragraph
    std::uint32_t section = 0;
  };
  struct Section {
    Mass mass;
    std::uint32_t first = 0;
    float level = 0, words = 0, mark = 0;
  };
  struct Row {                               // of containers
    float alike = 0;                         // siblings that look like it, itself included
    float alike_above = 0, index_above = 0;  // the same of what holds it, where it is most; and its place in that row
  };
  // What fill() says more than once: of a block, as its neighbours see it, and of a container.
  struct Glance {
    float words = 0, link_density = 0, tag = 0, near = 0;
  };
  struct Level {
    float chars = 0, link_density = 0, good_share = 0, goodness = 0, blocks = 0;
  };
  struct Opinion {  // of a container, or a section: what the first scoring said of all that is in it
    float weight = 0, story = 0;
    void add(float more, float p) { weight += more, story += more * p; }
    float mean() const { return weight > 0 ? story / weight : 0; }
  };

  void read_words(std::string_view title, std::string_view summary, const Markers& markers, const Evidence& evidence);
  bool is_good(std::size_t block) const;
  void add_up();
  void find_looks();
  void find_rows();
  void find_sections();
  void find_covers();
  void find_gaps();
  std::uint32_t cover(float share) const;
  bool within(std::uint32_t container, std::uint32_t ancestor) const;
  void find_glances();
  void put_neighbour(std::size_t block, int offset, Rows::Writer& out) const;

  const HtmlBlocks& page_;
  std::vector<TextFacts> facts_;
  std::vector<bool> good_;
  std::vector<Said> said_;
  std::vector<Place> places_;
  std::vector<Section> sections_;
  std::vector<Mass> masses_;          // of containers
  std::vector<std::uint32_t> looks_;  // of containers: which of look_masses_ is theirs
  std::vector<Mass> look_masses_;
  std::vector<Row> rows_;
  std::vector<Glance> glances_;
  std::vector<Level> levels_;  // of containers
  std::vector<std::uint32_t> covers_;
  Mass all_;
  std::size_t title_block_ = 0;
  bool has_title_block_ = false;

  std::vector<float> first_, weights_, story_before_, weight_before_;
  std::vector<float> kin_before_, kin_after_;
  std::vector<Opinion> container_opinions_, look_opinions_, section_opinions_;
  Opinion page_opinion_;
  float highest_ = 0;
};

// What is wrong with a pair of forests for these features; empty: nothing.
std::string check_forests(const std::vector<Forest>& forests);

}  // namespace annals::clean
