#include "clean/features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace annals::clean {
namespace {

constexpr std::array<int, 4> kNeighbours = {-2, -1, 1, 2};
constexpr std::array<float, 3> kCovers = {0.5f, 0.75f, 0.95f};
constexpr std::size_t kLevels = 4;  // the block's container and three above it

// Of small whole numbers, which most are, it is looked up.
float log_of(float value) {
  static const auto known = [] {
    std::array<float, 512> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::log2(1 + static_cast<float>(i));
    return out;
  }();
  const auto whole = value < 512 ? static_cast<std::size_t>(value) : known.size();
  return whole < known.size() && static_cast<float>(whole) == value ? known[whole] : std::log2(1 + value);
}
float ratio(float part, float whole) { return whole > 0 ? part / whole : 0; }

float tag_number(Tag tag) {
  switch (tag) {
    case Tag::p:
      return 1;
    case Tag::li:
      return 2;
    case Tag::td:
    case Tag::th:
      return 3;
    case Tag::div:
      return 4;
    case Tag::blockquote:
      return 5;
    case Tag::pre:
      return 6;
    case Tag::figcaption:
    case Tag::caption:
    case Tag::figure:
      return 7;
    case Tag::dd:
    case Tag::dt:
      return 8;
    case Tag::section:
    case Tag::article:
    case Tag::main:
      return 9;
    case Tag::button:
    case Tag::option:
    case Tag::label:
      return 10;
    case Tag::header:
    case Tag::footer:
    case Tag::nav:
    case Tag::aside:
      return 11;
    default:
      return is_heading(tag) ? 20 + static_cast<float>(static_cast<int>(tag) - static_cast<int>(Tag::h1)) : 0;
  }
}

}  // namespace

void Features::Mass::add(const Mass& other) {
  chars += other.chars;
  links += other.links;
  good += other.good;
  blocks += other.blocks;
}

Features::Features(const HtmlBlocks& page, std::string_view title, std::string_view summary, const Markers& markers,
                   const Evidence& evidence)
    : page_(page) {
  facts_.reserve(page.blocks.size());
  for (const HtmlBlock& block : page.blocks) facts_.push_back(facts_of(page.text.view(block.range)));
  for (std::size_t i = 0; i < page.blocks.size(); ++i) good_.push_back(is_good(i));
  read_words(title, summary, markers, evidence);
  add_up();
  find_looks();
  find_rows();
  find_sections();
  find_covers();
  find_gaps();
  find_glances();
}

// A paragraph as stories have them, to be counted on while nothing is known yet.
bool Features::is_good(std::size_t i) const {
  const HtmlBlock& block = page_.blocks[i];
  const TextFacts& facts = facts_[i];
  if (facts.chars < (facts.cjk ? 30u : 80u) || facts.ends == 0 || block.hidden || block.control) return false;
  if (ratio(static_cast<float>(block.link_chars), static_cast<float>(block.chars)) >= 0.35f) return false;
  const Container& container = page_.containers[block.container];
  for (const Hint hint : {Hint::comment, Hint::footer, Hint::nav, Hint::consent}) {
    const int up = container.nearest[static_cast<std::size_t>(hint)];
    if (up > 0 && up < 5) return false;
  }
  return true;
}

namespace {

// The words of a headline, each with the one before it.
struct Pairs {
  explicit Pairs(std::string_view text) {
    std::uint64_t before = kBeginning;
    for (WordReader words(text); size < 60 && words.next(); ++size) {
      held.at(hash_pair(before, words.hash())) = true;
      before = words.hash();
    }
  }
  // How like a text of `words` words is, `hits` of whose first `looked` pairs are here.
  float likeness(std::size_t hits, std::size_t looked) const {
    const std::size_t longer = std::max(std::min(size, Evidence::kWords), looked);
    return longer > 0 ? static_cast<float>(hits) / static_cast<float>(longer) : 0;
  }
  WordTable<bool> held;
  std::size_t size = 0;
};

// "3 Comments:" without what varies.
void bare_into(std::string_view line, std::string& out) {
  out.clear();
  for (const char c : line) {
    if (base::is_digit(c) || c == '(' || c == ')' || c == ':') continue;
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += c;
  }
  while (!out.empty() && base::is_space_ascii(out.back())) out.pop_back();
}

float mark_of(const Markers& markers, std::string_view line) {
  const Markers::Lengths lengths = markers.at_beginning(line);
  const auto begins = [&](Marker marker) { return lengths[static_cast<std::size_t>(marker)] > 0; };
  const Marker whole = markers.which({Marker::comments, Marker::related, Marker::ui}, line);
  return whole == Marker::comments                              ? 1.f
         : whole == Marker::related                             ? 2.f
         : whole == Marker::ui                                  ? 3.f
         : begins(Marker::byline)                               ? 4.f
         : begins(Marker::published) || begins(Marker::updated) ? 5.f
         : begins(Marker::photo) || begins(Marker::file)        ? 6.f
         : begins(Marker::source)                               ? 7.f
         : begins(Marker::related) || begins(Marker::comments)  ? 8.f
                                                                : 0.f;
}

}  // namespace

void Features::read_words(std::string_view title, std::string_view summary, const Markers& markers,
                          const Evidence& evidence) {
  constexpr float kFar = 60;
  const Pairs titles(title.substr(0, 1000)), summaries(summary.substr(0, 2000));
  WordTable<std::uint8_t> seen;
  said_.resize(page_.blocks.size());
  std::string line;
  float comments = kFar, related = kFar, best = 0.35f;
  for (std::size_t i = 0; i < said_.size(); ++i) {
    Said& said = said_[i];
    const std::string_view text = page_.text.view(page_.blocks[i].range);
    std::size_t looked = 0, title_hits = 0, summary_hits = 0;
    std::uint64_t before = kBeginning, hash = text.size();
    for (WordReader words(text); looked < Evidence::kWords && words.next(); ++looked) {
      const std::uint64_t word = words.hash(), pair = hash_pair(before, word);
      for (const std::uint64_t known : {word, pair}) {
        if (!evidence.may_know(known)) continue;
        const float weight = evidence.words.value_of(known);
        said.sum += weight;
        said.lowest = std::min(said.lowest, weight);
        said.highest = std::max(said.highest, weight);
      }
      title_hits += titles.held.value_of(pair) ? 1 : 0;
      summary_hits += summaries.held.value_of(pair) ? 1 : 0;
      hash = hash_pair(hash, word);
      before = word;
    }
    said.title = titles.likeness(title_hits, looked);
    said.summary = summaries.likeness(summary_hits, looked);
    said.hash = looked > 0 ? hash : hash_pair(hash, static_cast<unsigned char>(text.front()));
    std::uint8_t& times = seen.at(said.hash);
    times = static_cast<std::uint8_t>(std::min(times + 1, 2));
    comments = std::min(comments + 1, kFar);
    related = std::min(related + 1, kFar);
    if (facts_[i].words <= 12) {
      bare_into(text.substr(0, 120), line);
      said.mark = mark_of(markers, line);
      if (said.mark == 1) comments = 0;
      if (said.mark == 2) related = 0;
    }
    said.since_comments = comments;
    said.since_related = related;
    const float heading = is_heading(page_.containers[page_.blocks[i].container].tag) ? 0.3f : 0.f;
    if (said.title > 0.3f && said.title + heading > best) {
      best = said.title + heading;
      title_block_ = i;
      has_title_block_ = true;
    }
  }
  for (Said& said : said_) said.repeats = seen.value_of(said.hash) > 1;
}

void Features::add_up() {
  masses_.resize(page_.containers.size());
  places_.resize(page_.blocks.size());
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const HtmlBlock& block = page_.blocks[i];
    places_[i].chars_before = all_.chars;
    places_[i].good_before = all_.good;
    const auto chars = static_cast<float>(block.chars);
    const Mass mass = {chars, static_cast<float>(block.link_chars), good_[i] ? chars : 0, 1};
    masses_[block.container].add(mass);
    all_.add(mass);
  }
}

// What stands in elements that look the same, and then what each element holds with all below it.
void Features::find_looks() {
  WordTable<std::uint32_t> numbers;
  looks_.resize(masses_.size());
  for (std::size_t c = 0; c < masses_.size(); ++c) {
    std::uint32_t& number = numbers.at(page_.containers[c].look + 1ull);
    if (number == 0) {
      look_masses_.emplace_back();
      number = static_cast<std::uint32_t>(look_masses_.size());
    }
    looks_[c] = number - 1;
    look_masses_[number - 1].add(masses_[c]);
  }
  for (std::size_t c = masses_.size(); c-- > 0;) {
    const std::uint32_t parent = page_.containers[c].parent;
    if (parent != Container::kNone) masses_[parent].add(masses_[c]);
  }
}

// Rows of like elements: paragraphs, teasers, comments.
void Features::find_rows() {
  WordTable<std::uint32_t> counts;
  std::vector<std::uint32_t> index(masses_.size());
  for (std::size_t c = 0; c < masses_.size(); ++c) index[c] = ++counts.at(page_.containers[c].kin);
  rows_.resize(masses_.size());
  for (std::size_t c = 0; c < masses_.size(); ++c) {
    const Container& container = page_.containers[c];
    rows_[c].alike = static_cast<float>(counts.value_of(container.kin));
    if (container.parent == Container::kNone) continue;
    const Row& above = rows_[container.parent];
    const bool more = above.alike >= above.alike_above;
    rows_[c].alike_above = more ? above.alike : above.alike_above;
    rows_[c].index_above = more ? static_cast<float>(index[container.parent]) : above.index_above;
  }
}

// A heading and what follows it up to the next.
void Features::find_sections() {
  sections_.emplace_back();
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const HtmlBlock& block = page_.blocks[i];
    const Tag tag = page_.containers[block.container].tag;
    if (is_heading(tag)) {
      sections_.push_back({{}, static_cast<std::uint32_t>(i), tag_number(tag) - 19, said_[i].sum, said_[i].mark});
    }
    places_[i].section = static_cast<std::uint32_t>(sections_.size() - 1);
    const auto chars = static_cast<float>(block.chars);
    if (!is_heading(tag))
      sections_.back().mass.add({chars, static_cast<float>(block.link_chars), good_[i] ? chars : 0, 1});
  }
}

// The deepest container that holds at least `share` of the page's good text.
std::uint32_t Features::cover(float share) const {
  std::uint32_t best = Container::kNone;
  for (std::uint32_t c = 0; c < masses_.size(); ++c) {
    if (all_.good <= 0 || masses_[c].good < share * all_.good) continue;
    if (best == Container::kNone || page_.containers[c].depth >= page_.containers[best].depth) best = c;
  }
  return best;
}

void Features::find_covers() {
  for (const float share : kCovers) covers_.push_back(cover(share));
}

bool Features::within(std::uint32_t container, std::uint32_t ancestor) const {
  if (ancestor == Container::kNone) return false;
  while (container != Container::kNone && page_.containers[container].depth > page_.containers[ancestor].depth) {
    container = page_.containers[container].parent;
  }
  return container == ancestor;
}

void Features::find_gaps() {
  constexpr float kFar = 20;
  float distance = kFar;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    places_[i].gap_before = distance = std::min(distance + 1, kFar);
    if (good_[i]) distance = 0;
  }
  distance = kFar;
  for (std::size_t i = places_.size(); i-- > 0;) {
    places_[i].gap_after = distance = std::min(distance + 1, kFar);
    if (good_[i]) distance = 0;
  }
}

void Features::find_glances() {
  glances_.resize(page_.blocks.size());
  for (std::size_t i = 0; i < glances_.size(); ++i) {
    const HtmlBlock& block = page_.blocks[i];
    const Container& container = page_.containers[block.container];
    glances_[i] = {log_of(static_cast<float>(facts_[i].words)),
                   ratio(static_cast<float>(block.link_chars), static_cast<float>(block.chars)),
                   tag_number(container.tag), block.inline_near + container.near};
  }
  levels_.reserve(masses_.size());
  for (const Mass& mass : masses_) {
    levels_.push_back({log_of(mass.chars), ratio(mass.links, mass.chars), ratio(mass.good, all_.good),
                       ratio(mass.good, mass.chars), log_of(mass.blocks)});
  }
}

void Features::put_neighbour(std::size_t block, int offset, Rows::Writer& out) const {
  const auto at = static_cast<std::ptrdiff_t>(block) + offset;
  if (at < 0 || at >= static_cast<std::ptrdiff_t>(page_.blocks.size())) return out.put(-1, -1, -1, -1, -1, 0, 0);
  const auto i = static_cast<std::size_t>(at);
  const std::uint32_t own = page_.blocks[block].container, its = page_.blocks[i].container;
  const Glance& glance = glances_[i];
  out.put(glance.words, glance.link_density, glance.tag, facts_[i].final_stop ? 1.f : 0.f,
          its == own                                                     ? 2.f
          : page_.containers[its].parent == page_.containers[own].parent ? 1.f
                                                                         : 0.f,
          said_[i].sum, glance.near);
}

void Features::fill(std::size_t i, Rows::Writer out) const {
  const HtmlBlock& block = page_.blocks[i];
  const TextFacts& facts = facts_[i];
  const Container& container = page_.containers[block.container];
  const Said& said = said_[i];
  const Place& place = places_[i];
  const Glance& glance = glances_[i];
  const auto chars = static_cast<float>(block.chars);
  const auto words = static_cast<float>(std::max(1u, facts.words));
  const auto flag = [](bool set) { return set ? 1.f : 0.f; };
  const auto number = [](std::uint32_t value) { return static_cast<float>(value); };

  out.put(log_of(chars), facts.words > 0 ? glance.words : log_of(words), glance.link_density,
          number(std::min(block.links, 20u)), number(std::min(facts.ends, 20u)), log_of(number(facts.commas)),
          number(facts.capitalised) / words, ratio(number(facts.digits), chars), ratio(number(facts.letters), words),
          ratio(number(facts.uppers), number(facts.letters)), number(std::min(facts.separators, 10u)),
          number(std::min(facts.quotes, 10u)), number(std::min(facts.years, 4u)), flag(facts.final_stop),
          flag(facts.final_colon), flag(facts.begins_lower), flag(facts.copyright), flag(facts.address),
          flag(facts.cjk));
  out.put(glance.tag, static_cast<float>(container.depth), flag(block.control), flag(block.hidden), flag(block.in_form),
          flag(block.in_table), flag(block.in_list), flag(block.in_figure), flag(block.in_quote),
          block.inline_tag == Tag::b || block.inline_tag == Tag::strong ? 2.f
          : block.inline_tag == Tag::unknown                            ? 0.f
                                                                        : 1.f);
  for (std::size_t h = 0; h < kHintCount; ++h) {
    const bool own = (block.inline_hints >> h & 1) != 0;
    out.put(own ? 1.f : container.nearest[h] > 0 ? 1.f / static_cast<float>(container.nearest[h] + 1) : 0.f);
  }
  std::uint32_t level = block.container;
  for (std::size_t k = 0; k < kLevels; ++k) {
    const Level& one = levels_[level];
    out.put(one.chars, one.link_density, one.good_share, one.goodness, one.blocks);
    if (page_.containers[level].parent != Container::kNone) level = page_.containers[level].parent;
  }
  const Mass& look = look_masses_[looks_[block.container]];
  const Mass& above = look_masses_[looks_[container.parent != Container::kNone ? container.parent : block.container]];
  out.put(ratio(look.good, all_.good), ratio(above.good, all_.good), ratio(look.links, look.chars),
          log_of(ratio(look.chars, look.blocks)), log_of(look.blocks));
  for (const std::uint32_t ancestor : covers_) {
    const bool in = within(block.container, ancestor);
    out.put(flag(in), in ? static_cast<float>(container.depth - page_.containers[ancestor].depth) : -1.f,
            ancestor == Container::kNone ? -1.f : tag_number(page_.containers[ancestor].tag));
  }
  const auto count = static_cast<float>(page_.blocks.size());
  out.put(static_cast<float>(i) / count, ratio(place.chars_before, all_.chars), ratio(place.good_before, all_.good),
          place.gap_before, place.gap_after, log_of(count), log_of(all_.good), ratio(all_.links, all_.chars),
          ratio(all_.good, all_.chars));
  out.put(said.title, said.summary, flag(said.repeats),
          has_title_block_ ? std::clamp(static_cast<float>(i) - static_cast<float>(title_block_), -20.f, 40.f) : -30.f);
  out.put(said.mark, said.since_comments, said.since_related, i > 0 ? said_[i - 1].mark : 0.f,
          i + 1 < said_.size() ? said_[i + 1].mark : 0.f);
  out.put(said.sum, said.lowest, said.highest, glance.near, container.far);
  const Row& row = rows_[block.container];
  out.put(log_of(row.alike), log_of(row.alike_above), std::min(row.index_above, 20.f));
  const Section& section = sections_[place.section];
  out.put(log_of(section.mass.chars), ratio(section.mass.links, section.mass.chars),
          ratio(section.mass.good, section.mass.chars), section.level, section.words, section.mark,
          std::min(static_cast<float>(i) - number(section.first), 40.f));
  for (const int offset : kNeighbours) put_neighbour(i, offset, out);
}

std::vector<std::string> Features::names() {
  std::vector<std::string> out = {"chars",        "words",       "link_density", "links",       "sentence_ends",
                                  "commas",       "capitalised", "digits",       "word_length", "upper",
                                  "separators",   "quotes",      "years",        "final_stop",  "final_colon",
                                  "begins_lower", "copyright",   "address",      "cjk",         "tag",
                                  "depth",        "control",     "hidden",       "form",        "table",
                                  "list",         "figure",      "blockquote",   "bold"};
  for (const auto name : kHintNames) out.push_back("hint_" + std::string(name));
  for (std::size_t k = 0; k < kLevels; ++k) {
    const std::string level = "level" + std::to_string(k) + "_";
    for (const char* name : {"chars", "link_density", "good_share", "goodness", "blocks"}) out.push_back(level + name);
  }
  out.insert(out.end(), {"look_share", "parent_look_share", "look_link_density", "look_length", "look_blocks"});
  for (const char* name : {"cover50", "cover75", "cover95"}) {
    out.insert(out.end(), {name, std::string(name) + "_depth", std::string(name) + "_tag"});
  }
  out.insert(out.end(), {"position",         "chars_before",  "good_before",    "good_gap_before",
                         "good_gap_after",   "page_blocks",   "page_good",      "page_link_density",
                         "page_goodness",    "title_match",   "summary_match",  "repeats",
                         "from_title",       "marker",        "since_comments", "since_related",
                         "marker_before",    "marker_behind", "word_sum",       "word_lowest",
                         "word_highest",     "names_near",    "names_far",      "alike",
                         "alike_above",      "index_above",   "section_chars",  "section_link_density",
                         "section_goodness", "section_level", "section_words",  "section_mark",
                         "from_heading"});
  for (const int offset : kNeighbours) {
    for (const char* name : {"words", "link_density", "tag", "final_stop", "kin", "word_sum", "names_near"}) {
      out.push_back("n" + std::to_string(offset) + "_" + name);
    }
  }
  return out;
}

namespace {
constexpr std::array<int, 8> kSecondNeighbours = {-4, -3, -2, -1, 1, 2, 3, 4};
constexpr std::array<std::size_t, 2> kReaches = {6, 16};
constexpr std::ptrdiff_t kKinReach = 30;
}  // namespace

void Features::take_first(std::vector<float> first) {
  first_ = std::move(first);
  const std::size_t size = first_.size();
  weights_.resize(size);
  story_before_.assign(size + 1, 0);
  weight_before_.assign(size + 1, 0);
  container_opinions_.assign(masses_.size(), {});
  look_opinions_.assign(look_masses_.size(), {});
  section_opinions_.assign(sections_.size(), {});
  for (std::size_t i = 0; i < size; ++i) {
    const HtmlBlock& block = page_.blocks[i];
    weights_[i] = std::sqrt(static_cast<float>(block.chars));
    weight_before_[i + 1] = weight_before_[i] + weights_[i];
    story_before_[i + 1] = story_before_[i] + weights_[i] * first_[i];
    container_opinions_[block.container].add(weights_[i], first_[i]);
    look_opinions_[looks_[block.container]].add(weights_[i], first_[i]);
    section_opinions_[places_[i].section].add(weights_[i], first_[i]);
    page_opinion_.add(weights_[i], first_[i]);
    highest_ = std::max(highest_, first_[i]);
  }
  for (std::size_t c = masses_.size(); c-- > 0;) {
    const std::uint32_t parent = page_.containers[c].parent;
    if (parent == Container::kNone) continue;
    container_opinions_[parent].weight += container_opinions_[c].weight;
    container_opinions_[parent].story += container_opinions_[c].story;
  }
  // The nearest block of a like kind on either side: same parent.
  const auto find_kin = [&](std::vector<float>& out, bool forward) {
    out.assign(size, -1);
    std::vector<std::ptrdiff_t> last(masses_.size() + 1, -1);
    for (std::size_t k = 0; k < size; ++k) {
      const std::size_t i = forward ? k : size - 1 - k;
      const std::uint32_t parent = page_.containers[page_.blocks[i].container].parent;
      std::ptrdiff_t& before = last[parent == Container::kNone ? masses_.size() : parent];
      if (before >= 0 && std::abs(static_cast<std::ptrdiff_t>(i) - before) <= kKinReach)
        out[i] = first_[static_cast<std::size_t>(before)];
      before = static_cast<std::ptrdiff_t>(i);
    }
  };
  find_kin(kin_before_, true);
  find_kin(kin_after_, false);
}

void Features::fill_second(std::size_t i, Rows::Writer out) const {
  out.put(first_[i]);
  const std::size_t size = first_.size();
  for (const int offset : kSecondNeighbours) {
    const auto at = static_cast<std::ptrdiff_t>(i) + offset;
    out.put(at >= 0 && at < static_cast<std::ptrdiff_t>(size) ? first_[static_cast<std::size_t>(at)] : -1.f);
  }
  // What was found around it, the longer the text the weightier, near and wide.
  for (const std::size_t reach : kReaches) {
    const std::size_t begin = i > reach ? i - reach : 0, end = std::min(size, i + reach + 1);
    const float weight = weight_before_[end] - weight_before_[begin] - weights_[i];
    const float story = story_before_[end] - story_before_[begin] - weights_[i] * first_[i];
    out.put(weight > 0.5f ? story / weight : 0);
  }
  out.put(kin_before_[i]);
  out.put(kin_after_[i]);
  const HtmlBlock& block = page_.blocks[i];
  std::uint32_t level = block.container;
  for (std::size_t k = 0; k < kLevels; ++k) {
    const Opinion& opinion = container_opinions_[level];
    out.put(opinion.mean());
    out.put(ratio(opinion.story, page_opinion_.story));
    if (page_.containers[level].parent != Container::kNone) level = page_.containers[level].parent;
  }
  out.put(look_opinions_[looks_[block.container]].mean());
  out.put(ratio(look_opinions_[looks_[block.container]].story, page_opinion_.story));
  out.put(section_opinions_[places_[i].section].mean());
  out.put(page_opinion_.mean());
  out.put(highest_);
  out.put(ratio(story_before_[i], page_opinion_.story));
}

std::vector<std::string> Features::second_names() {
  std::vector<std::string> out = names();
  out.push_back("p");
  for (const int offset : kSecondNeighbours) out.push_back("p" + std::to_string(offset));
  out.insert(out.end(), {"p_near", "p_wide", "p_kin_before", "p_kin_after"});
  for (std::size_t k = 0; k < kLevels; ++k) {
    out.push_back("p_level" + std::to_string(k));
    out.push_back("p_level" + std::to_string(k) + "_share");
  }
  out.insert(out.end(), {"p_look", "p_look_share", "p_section", "p_page", "p_highest", "p_before"});
  return out;
}

std::string check_forests(const std::vector<Forest>& forests) {
  if (forests.size() != 2) return "expected two forests";
  if (forests[0].names() != Features::names() || forests[1].names() != Features::second_names()) {
    return "this forest was learned over other features than this program has";
  }
  return {};
}

}  // namespace annals::clean
