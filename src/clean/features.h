// What is known of each block of an HTML page, as numbers: the input of the scorer (see forest.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clean/html_blocks.h"
#include "clean/markers.h"
#include "clean/text_facts.h"

namespace annals::clean {

// The numbers of one page, a row a block.
class Features {
 public:
  // `title`: what the page says its headline is. `summary`: its own description of the story.
  Features(const HtmlBlocks& page, std::string_view title, std::string_view summary, const Markers& markers);

  std::size_t rows() const { return page_.blocks.size(); }
  const TextFacts& facts(std::size_t block) const { return facts_[block]; }
  bool repeats(std::size_t block) const { return repeats_[block]; }
  // Appends the numbers of a block by itself and its surroundings.
  void fill(std::size_t block, std::vector<float>& out) const;
  // Appends what a first scoring said of the block and its neighbours: a second scoring sees these behind the others.
  void fill_second(std::size_t block, const std::vector<float>& first, std::vector<float>& out) const;

  static std::vector<std::string> names();         // of fill()
  static std::vector<std::string> second_names();  // of fill() and fill_second()

 private:
  struct Mass {
    float chars = 0, links = 0, good = 0, blocks = 0, goods = 0, first = 0;
  };
  void add_up();
  void find_covers();
  void find_repeats();
  void find_distances();
  void find_markers(const Markers& markers);
  void compare_with(std::string_view title, std::string_view summary);
  std::uint32_t cover(float share) const;
  bool within(std::uint32_t container, std::uint32_t ancestor) const;
  void add_neighbour(std::size_t block, int offset, std::vector<float>& out) const;

  const HtmlBlocks& page_;
  std::vector<TextFacts> facts_;
  std::vector<bool> good_;
  std::vector<bool> repeats_;
  std::vector<float> title_match_, summary_match_;
  std::vector<float> before_, after_;  // blocks to the nearest good paragraph
  std::vector<float> chars_before_, good_before_;
  std::vector<float> marked_;                          // what the block's words mark it as
  std::vector<float> since_comments_, since_related_;  // blocks since a heading that says so
  std::vector<Mass> masses_;                           // of containers
  std::vector<float> look_share_;  // of containers: of all good text, what stands in elements that look the same
  std::vector<std::uint32_t> covers_;
  float all_chars_ = 0, all_links_ = 0, all_good_ = 0;
  std::size_t title_block_ = 0;
  bool has_title_block_ = false;
};

// What is wrong with a pair of forests for these features; empty: nothing.
class Forest;
std::string check_forests(const std::vector<Forest>& forests);

}  // namespace annals::clean
