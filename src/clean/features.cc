#include "clean/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/text.h"
#include "base/utf8.h"
#include "clean/forest.h"

namespace annals::clean {
namespace {

constexpr std::array<int, 4> kNeighbours = {-2, -1, 1, 2};
constexpr std::array<float, 3> kCovers = {0.5f, 0.75f, 0.95f};
constexpr std::size_t kLevels = 4;  // the block's container and three above it

float log_of(float value) { return std::log2(1 + value); }
float ratio(float part, float whole) { return whole > 0 ? part / whole : 0; }

// How much of the shorter of two texts the other begins with or holds; both folded.
float likeness(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return 0;
  if (one == other) return 1;
  if (one.size() > other.size()) std::swap(one, other);
  if (one.size() < 8 || other.find(one) == std::string_view::npos) return 0;
  return static_cast<float>(one.size()) / static_cast<float>(other.size());
}

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

Features::Features(const HtmlBlocks& page, std::string_view title, std::string_view summary, const Markers& markers)
    : page_(page) {
  facts_.reserve(page.blocks.size());
  for (const HtmlBlock& block : page.blocks) {
    const TextFacts facts = facts_of(page.text.view(block.range));
    facts_.push_back(facts);
    const float density = ratio(static_cast<float>(block.link_chars), static_cast<float>(block.chars));
    constexpr HintBits kOutside = bit(Hint::comment) | bit(Hint::footer) | bit(Hint::nav) | bit(Hint::consent);
    bool outside = false;
    const Container& container = page.containers[block.container];
    for (std::size_t h = 0; h < kHintCount; ++h) {
      outside = outside || ((kOutside >> h & 1) != 0 && container.nearest[h] > 0 && container.nearest[h] < 5);
    }
    good_.push_back(facts.chars >= (facts.cjk ? 30 : 80) && density < 0.35f && facts.ends > 0 && !block.hidden &&
                    !block.control && !outside);
  }
  add_up();
  find_covers();
  find_repeats();
  find_distances();
  compare_with(title, summary);
  find_markers(markers);
}

void Features::add_up() {
  masses_.resize(page_.containers.size());
  chars_before_.resize(page_.blocks.size());
  good_before_.resize(page_.blocks.size());
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const HtmlBlock& block = page_.blocks[i];
    chars_before_[i] = all_chars_;
    good_before_[i] = all_good_;
    Mass& mass = masses_[block.container];
    if (mass.blocks == 0) mass.first = static_cast<float>(i);
    const auto chars = static_cast<float>(block.chars);
    mass.chars += chars;
    mass.links += static_cast<float>(block.link_chars);
    mass.blocks += 1;
    all_chars_ += chars;
    all_links_ += static_cast<float>(block.link_chars);
    if (!good_[i]) continue;
    mass.good += chars;
    mass.goods += 1;
    all_good_ += chars;
  }
  std::unordered_map<std::uint32_t, float> looks;  // looked up only
  for (std::size_t c = 0; c < masses_.size(); ++c) looks[page_.containers[c].look] += masses_[c].good;
  look_share_.resize(masses_.size());
  for (std::size_t c = 0; c < masses_.size(); ++c) look_share_[c] = ratio(looks[page_.containers[c].look], all_good_);
  for (std::size_t c = masses_.size(); c-- > 0;) {
    const std::uint32_t parent = page_.containers[c].parent;
    if (parent == Container::kNone) continue;
    Mass& above = masses_[parent];
    above.chars += masses_[c].chars;
    above.links += masses_[c].links;
    above.good += masses_[c].good;
    above.goods += masses_[c].goods;
    above.blocks += masses_[c].blocks;
  }
}

// The deepest container that holds at least `share` of the page's good text.
std::uint32_t Features::cover(float share) const {
  std::uint32_t best = Container::kNone;
  for (std::uint32_t c = 0; c < masses_.size(); ++c) {
    if (all_good_ <= 0 || masses_[c].good < share * all_good_) continue;
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

void Features::find_repeats() {
  std::unordered_map<std::string_view, std::size_t> counts;  // looked up only
  for (const HtmlBlock& block : page_.blocks) ++counts[page_.text.view(block.range)];
  for (const HtmlBlock& block : page_.blocks) repeats_.push_back(counts[page_.text.view(block.range)] > 1);
}

void Features::find_distances() {
  constexpr float kFar = 20;
  before_.assign(page_.blocks.size(), kFar);
  after_.assign(page_.blocks.size(), kFar);
  float distance = kFar;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    before_[i] = distance = std::min(distance + 1, kFar);
    if (good_[i]) distance = 0;
  }
  distance = kFar;
  for (std::size_t i = page_.blocks.size(); i-- > 0;) {
    after_[i] = distance = std::min(distance + 1, kFar);
    if (good_[i]) distance = 0;
  }
}

void Features::compare_with(std::string_view title, std::string_view summary) {
  title_match_.assign(page_.blocks.size(), 0);
  summary_match_.assign(page_.blocks.size(), 0);
  const std::string folded_title = base::fold(base::fold_spaces(title.substr(0, 1000)));
  const std::string folded_summary = base::fold(base::fold_spaces(summary.substr(0, 2000)));
  float best = 0.35f;
  std::string text;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    const HtmlBlock& block = page_.blocks[i];
    if (block.range.size() > 1500 || block.range.size() < 4) continue;
    base::fold_into(page_.text.view(block.range), text);
    if (!folded_title.empty() && text.size() <= 400) title_match_[i] = likeness(text, folded_title);
    if (!folded_summary.empty() && text.size() >= 20) summary_match_[i] = likeness(text, folded_summary);
    const float heading = is_heading(page_.containers[block.container].tag) ? 0.3f : 0.f;
    if (title_match_[i] > 0.3f && title_match_[i] + heading > best) {
      best = title_match_[i] + heading;
      title_block_ = i;
      has_title_block_ = true;
    }
  }
}

namespace {

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

}  // namespace

void Features::find_markers(const Markers& markers) {
  constexpr float kFar = 60;
  float comments = kFar, related = kFar;
  std::string line;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    comments = std::min(comments + 1, kFar);
    related = std::min(related + 1, kFar);
    float mark = 0;
    if (facts_[i].words <= 12) {
      bare_into(page_.text.view(page_.blocks[i].range).substr(0, 120), line);
      const Markers::Lengths lengths = markers.at_beginning(line);
      const auto begins = [&](Marker marker) { return lengths[static_cast<std::size_t>(marker)] > 0; };
      const Marker whole = markers.which({Marker::comments, Marker::related, Marker::ui}, line);
      mark = whole == Marker::comments                              ? 1.f
             : whole == Marker::related                             ? 2.f
             : whole == Marker::ui                                  ? 3.f
             : begins(Marker::byline)                               ? 4.f
             : begins(Marker::published) || begins(Marker::updated) ? 5.f
             : begins(Marker::photo) || begins(Marker::file)        ? 6.f
             : begins(Marker::source)                               ? 7.f
             : begins(Marker::related) || begins(Marker::comments)  ? 8.f
                                                                    : 0.f;
      if (mark == 1) comments = 0;
      if (mark == 2) related = 0;
    }
    marked_.push_back(mark);
    since_comments_.push_back(comments);
    since_related_.push_back(related);
  }
}

void Features::add_neighbour(std::size_t block, int offset, std::vector<float>& out) const {
  const auto at = static_cast<std::ptrdiff_t>(block) + offset;
  if (at < 0 || at >= static_cast<std::ptrdiff_t>(page_.blocks.size())) {
    out.insert(out.end(), {-1, -1, -1, -1, -1});
    return;
  }
  const auto i = static_cast<std::size_t>(at);
  const HtmlBlock& other = page_.blocks[i];
  const Container& own = page_.containers[page_.blocks[block].container];
  const Container& its = page_.containers[other.container];
  out.insert(out.end(), {log_of(static_cast<float>(facts_[i].words)),
                         ratio(static_cast<float>(other.link_chars), static_cast<float>(other.chars)),
                         tag_number(its.tag), facts_[i].final_stop ? 1.f : 0.f,
                         other.container == page_.blocks[block].container ? 2.f
                         : its.parent == own.parent                       ? 1.f
                                                                          : 0.f});
}

void Features::fill(std::size_t i, std::vector<float>& out) const {
  const HtmlBlock& block = page_.blocks[i];
  const TextFacts& facts = facts_[i];
  const Container& container = page_.containers[block.container];
  const auto chars = static_cast<float>(block.chars);
  const auto words = static_cast<float>(std::max(1u, facts.words));
  const auto flag = [](bool set) { return set ? 1.f : 0.f; };
  const auto number = [](std::uint32_t value) { return static_cast<float>(value); };

  out.insert(
      out.end(),
      {log_of(chars), log_of(words), ratio(number(block.link_chars), chars), number(std::min(block.links, 20u)),
       number(std::min(facts.ends, 20u)), log_of(number(facts.commas)), number(facts.capitalised) / words,
       ratio(number(facts.digits), chars), ratio(number(facts.letters), words),
       ratio(number(facts.uppers), number(facts.letters)), number(std::min(facts.separators, 10u)),
       number(std::min(facts.quotes, 10u)), number(std::min(facts.years, 4u)), flag(facts.final_stop),
       flag(facts.final_colon), flag(facts.begins_lower), flag(facts.copyright), flag(facts.address), flag(facts.cjk)});
  out.insert(out.end(), {tag_number(container.tag), static_cast<float>(container.depth), flag(block.control),
                         flag(block.hidden), flag(block.in_form), flag(block.in_table), flag(block.in_list),
                         flag(block.in_figure), flag(block.in_quote),
                         block.inline_tag == Tag::b || block.inline_tag == Tag::strong ? 2.f
                         : block.inline_tag == Tag::unknown                            ? 0.f
                                                                                       : 1.f});
  for (std::size_t h = 0; h < kHintCount; ++h) {
    const bool own = (block.inline_hints >> h & 1) != 0;
    out.push_back(own ? 1.f : container.nearest[h] > 0 ? 1.f / static_cast<float>(container.nearest[h] + 1) : 0.f);
  }
  std::uint32_t level = block.container;
  for (std::size_t k = 0; k < kLevels; ++k) {
    const Mass& mass = masses_[level];
    out.insert(out.end(), {log_of(mass.chars), ratio(mass.links, mass.chars), ratio(mass.good, all_good_),
                           ratio(mass.good, mass.chars), log_of(mass.blocks)});
    if (page_.containers[level].parent != Container::kNone) level = page_.containers[level].parent;
  }
  out.push_back(look_share_[block.container]);
  out.push_back(container.parent != Container::kNone ? look_share_[container.parent] : 0);
  for (const std::uint32_t ancestor : covers_) {
    const bool in = within(block.container, ancestor);
    out.push_back(flag(in));
    out.push_back(in ? static_cast<float>(container.depth - page_.containers[ancestor].depth) : -1.f);
    out.push_back(ancestor == Container::kNone ? -1.f : tag_number(page_.containers[ancestor].tag));
  }
  const auto count = static_cast<float>(page_.blocks.size());
  out.insert(out.end(), {static_cast<float>(i) / count, ratio(chars_before_[i], all_chars_),
                         ratio(good_before_[i], all_good_), before_[i], after_[i], log_of(count), log_of(all_good_),
                         ratio(all_links_, all_chars_), ratio(all_good_, all_chars_)});
  out.insert(
      out.end(),
      {title_match_[i], summary_match_[i], flag(repeats_[i]),
       has_title_block_ ? std::clamp(static_cast<float>(i) - static_cast<float>(title_block_), -20.f, 40.f) : -30.f});
  out.insert(out.end(), {marked_[i], since_comments_[i], since_related_[i], i > 0 ? marked_[i - 1] : 0.f,
                         i + 1 < marked_.size() ? marked_[i + 1] : 0.f});
  for (const int offset : kNeighbours) add_neighbour(i, offset, out);
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
  out.insert(out.end(), {"look_share", "parent_look_share"});
  for (const char* name : {"cover50", "cover75", "cover95"}) {
    out.insert(out.end(), {name, std::string(name) + "_depth", std::string(name) + "_tag"});
  }
  out.insert(out.end(), {"position", "chars_before", "good_before", "good_gap_before", "good_gap_after", "page_blocks",
                         "page_good", "page_link_density", "page_goodness", "title_match", "summary_match", "repeats",
                         "from_title", "marker", "since_comments", "since_related", "marker_before", "marker_behind"});
  for (const int offset : kNeighbours) {
    for (const char* name : {"words", "link_density", "tag", "final_stop", "kin"}) {
      out.push_back("n" + std::to_string(offset) + "_" + name);
    }
  }
  return out;
}

namespace {
constexpr std::array<int, 8> kSecondNeighbours = {-4, -3, -2, -1, 1, 2, 3, 4};
}

void Features::fill_second(std::size_t i, const std::vector<float>& first, std::vector<float>& out) const {
  out.push_back(first[i]);
  const auto size = static_cast<std::ptrdiff_t>(first.size());
  for (const int offset : kSecondNeighbours) {
    const auto at = static_cast<std::ptrdiff_t>(i) + offset;
    out.push_back(at >= 0 && at < size ? first[static_cast<std::size_t>(at)] : -1.f);
  }
  // What was found around it, the longer the text the weightier, near and wide.
  for (const std::ptrdiff_t reach : {6, 16}) {
    float weight = 0, sum = 0;
    const auto begin = std::max<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(i) - reach);
    const auto end = std::min<std::ptrdiff_t>(size, static_cast<std::ptrdiff_t>(i) + reach + 1);
    for (std::ptrdiff_t k = begin; k < end; ++k) {
      if (k == static_cast<std::ptrdiff_t>(i)) continue;
      const float chars = std::sqrt(static_cast<float>(page_.blocks[static_cast<std::size_t>(k)].chars));
      weight += chars;
      sum += chars * first[static_cast<std::size_t>(k)];
    }
    out.push_back(ratio(sum, weight));
  }
  // The nearest block of a like kind on either side: same parent.
  for (const int step : {-1, 1}) {
    float found = -1;
    const std::uint32_t parent = page_.containers[page_.blocks[i].container].parent;
    for (std::ptrdiff_t k = static_cast<std::ptrdiff_t>(i) + step, tried = 0; k >= 0 && k < size && tried < 30;
         k += step, ++tried) {
      const HtmlBlock& other = page_.blocks[static_cast<std::size_t>(k)];
      if (page_.containers[other.container].parent == parent || other.container == page_.blocks[i].container) {
        found = first[static_cast<std::size_t>(k)];
        break;
      }
    }
    out.push_back(found);
  }
}

std::vector<std::string> Features::second_names() {
  std::vector<std::string> out = names();
  out.push_back("p");
  for (const int offset : kSecondNeighbours) out.push_back("p" + std::to_string(offset));
  out.insert(out.end(), {"p_near", "p_wide", "p_kin_before", "p_kin_after"});
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
