// An HTML page told apart. A learned scorer says of each block whether it is story (see features.h, forest.h); the
// page's structure then says what kind of story, or what else it is.
#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "clean/features.h"
#include "clean/headline.h"
#include "clean/page_says.h"
#include "clean/state.h"
#include "clean/why.h"

namespace annals::clean {
namespace {

constexpr float kStory = 0.5f;
constexpr std::string_view kScorer = "the scorer says story, ";
constexpr float kTitleMatch = 0.5f;
constexpr std::size_t kMaxCaption = 700;

class HtmlPage {
 public:
  HtmlPage(const Page& page, const Decoded& decoded, const State& state, Article& article)
      : page_(page), state_(state), article_(article), tree_(build_tree(decoded.text())) {
    says_ = read_page_says(tree_);
    blocks_ = read_blocks(tree_, decoded, state.hints, state.evidence, kMaxPageText);
    if (blocks_.cut_at > 0) article.notes.push_back("the page holds more than 8 MiB of text: the rest was left out");
    if (tree_.flattened) article.notes.push_back("tags are nested too deep: some were passed over, their text kept");
    if (blocks_.blocks.size() > kMaxBlocks) cut();
  }

  Result<Done> read(bool reasons) {
    if (blocks_.blocks.empty()) return Error{ErrorKind::Malformed, "the page holds no text", page_.path};
    score();
    tell_kinds();
    if (reasons) add_reasons();
    say_metadata();
    hand_over();
    return Done{};
  }

 private:
  // What stands beyond the last block we tell apart is one more block.
  void cut() {
    HtmlBlock& last = blocks_.blocks[kMaxBlocks];
    beyond_ = {last.range.begin, blocks_.blocks.back().range.end};
    blocks_.blocks.resize(kMaxBlocks);
    article_.notes.push_back("the page has more than " + std::to_string(kMaxBlocks) +
                             " blocks: the rest was not told apart");
  }

  void score() {
    features_.emplace(blocks_, says_.titles.empty() ? "" : says_.titles[0].value,
                      says_.summaries.empty() ? "" : says_.summaries[0].value, state_.markers, state_.evidence);
    const std::size_t size = blocks_.blocks.size(), width = state_.first.names().size();
    rows_ = Rows(size, state_.second.names().size());
    for (std::size_t i = 0; i < size; ++i) features_->fill(i, rows_.writer(i));
    features_->take_first(state_.first.probabilities(rows_));
    for (std::size_t i = 0; i < size; ++i) features_->fill_second(i, rows_.writer(i, width));
    story_ = state_.second.probabilities(rows_);
  }

  bool is_story(std::size_t i) const { return story_[i] >= kStory; }

  const Container& container(std::size_t i) const { return blocks_.containers[blocks_.blocks[i].container]; }
  bool near(std::size_t i, Hint hint, int distance) const {
    const int stands = container(i).nearest[static_cast<std::size_t>(hint)];
    return (blocks_.blocks[i].inline_hints & bit(hint)) != 0 || (stands > 0 && stands <= distance);
  }
  std::string_view text(std::size_t i) const { return blocks_.text.view(blocks_.blocks[i].range); }
  float link_density(std::size_t i) const {
    const HtmlBlock& block = blocks_.blocks[i];
    return block.chars > 0 ? static_cast<float>(block.link_chars) / static_cast<float>(block.chars) : 0;
  }

  // The block that is the headline: like what the page says its headline is, a heading rather, near the story.
  void find_title() {
    std::vector<std::string> wanted;
    for (const Said& said : says_.titles) {
      if (said.where != "h1") wanted.push_back(base::fold(said.value));
    }
    if (!page_.title.empty()) wanted.push_back(base::fold(page_.title));
    double best = 0.55;
    const std::string site = base::fold(site_name());
    const std::string host = host_letters();
    bool headed = false;
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      if (first_story_ && i > *first_story_ + 8) break;
      const HtmlBlock& block = blocks_.blocks[i];
      if (block.range.size() > 400 || block.hidden || block.control) continue;
      const std::string folded = base::fold(text(i));
      double likeness = 0;
      for (const std::string& one : wanted) likeness = std::max(likeness, headline_likeness(folded, one));
      const Tag tag = container(i).tag;
      const double heading = tag == Tag::h1 ? 0.45 : is_heading(tag) ? 0.25 : near(i, Hint::title, 2) ? 0.15 : 0;
      const double place =
          first_story_ ? -0.004 * std::abs(static_cast<double>(i) - static_cast<double>(*first_story_)) : 0;
      const double nav = near(i, Hint::nav, 3) || near(i, Hint::related, 3) ? -0.3 : 0;
      const double linked = link_density(i) > 0.8 ? -0.15 : 0;
      // The first h1 above the story is its headline, whatever the page calls it elsewhere, unless it is the site's
      // name.
      double headline = 0;
      if (tag == Tag::h1 && !headed && linked == 0 && nav == 0 && features_->facts(i).words >= 2 && place > -0.15 &&
          (!first_story_ || i <= *first_story_) && !is_site(folded, site, host, wanted)) {
        headline = 0.8;
        headed = true;
      }
      const double score = likeness + heading + std::max(place, -0.3) + nav + linked + headline;
      if (score > best && (likeness > kTitleMatch || tag == Tag::h1)) {
        best = score;
        title_ = i;
      }
    }
  }

  std::string_view site_name() const { return says_.outlets.empty() ? std::string_view() : says_.outlets[0].value; }

  std::string host_letters() const {
    if (!page_.url.empty()) return letters_of_host(page_.url);
    return says_.urls.empty() ? std::string() : letters_of_host(says_.urls[0].value);
  }

  // Whether a heading is the name of the site: said so, in its address, or what the page's titles end with.
  static bool is_site(std::string_view heading, std::string_view site, std::string_view host,
                      const std::vector<std::string>& titles) {
    if (heading == site) return true;
    std::string letters;
    for (const char c : heading) {
      if (base::is_alpha_ascii(c) || base::is_digit(c)) letters += c;
    }
    if (letters.size() >= 4 && host.find(letters) != std::string_view::npos) return true;
    return std::any_of(titles.begin(), titles.end(), [&](const std::string& title) {
      return title.size() > heading.size() + 3 && title.ends_with(heading) &&
             title[title.size() - heading.size() - 1] == ' ' &&
             !base::is_alpha_ascii(title[title.size() - heading.size() - 2]);
    });
  }

  void find_region() {
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      if (!is_story(i) || features_->facts(i).words < 8) continue;
      if (!first_story_) first_story_ = i;
      last_story_ = i;
    }
  }

  void tell_kinds() {
    find_region();
    find_title();
    kinds_.assign(blocks_.blocks.size(), BlockKind::chrome);
    why_.resize(blocks_.blocks.size());
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) kinds_[i] = kind_of(i);
    find_lead();
  }

  BlockKind said(std::size_t i, BlockKind kind, std::string why) {
    why_[i] = std::move(why);
    return kind;
  }

  BlockKind kind_of(std::size_t i) {
    if (title_ && i == *title_) return said(i, BlockKind::title, "it is what the page calls its headline");
    const HtmlBlock& block = blocks_.blocks[i];
    const TextFacts& facts = features_->facts(i);
    if (is_caption(i))
      return said(i, BlockKind::caption, block.in_figure ? "it stands in a figure" : "its element is called a caption");
    if (is_byline_line(i)) return said(i, BlockKind::chrome, "its element is called a byline or a date");
    if (is_comment(i)) return said(i, BlockKind::chrome, "it stands in one of several comments");
    if (is_pointer(i)) return said(i, BlockKind::related, "it points to another story");
    if (is_trail(i)) return said(i, BlockKind::chrome, "a trail of sections");
    if (is_story(i)) {
      std::string why = scorer_says("", story_[i]);
      return said(i, block.in_quote || near(i, Hint::quote, 1) ? BlockKind::quote : BlockKind::body, std::move(why));
    }
    const bool headline = facts.words >= 4 && facts.chars >= 20 && facts.chars <= 220;
    if (headline && link_density(i) > 0.6f && !block.control && !near(i, Hint::nav, 2) && !near(i, Hint::footer, 4)) {
      return said(i, BlockKind::related, "a linked headline outside the story");
    }
    return said(i, BlockKind::chrome, block.hidden ? "it is not shown" : scorer_says("only ", story_[i]));
  }

  // A line that only says who wrote it, or when.
  bool is_byline_line(std::size_t i) const {
    const TextFacts& facts = features_->facts(i);
    if (facts.words > 14 || facts.final_stop || !(near(i, Hint::byline, 2) || near(i, Hint::date, 2))) return false;
    const std::string_view line = text(i);
    if (state_.markers.at_beginning(Marker::byline, line) > 0) return true;
    std::size_t dates = 0;
    for (const WrittenDate& date : state_.dates.find(line)) dates += date.range.size();
    return dates * 2 > line.size();
  }

  // In one of a row of elements that are called comments, and not within the story's own element.
  bool is_comment(std::size_t i) const {
    constexpr float kRow = 2;
    constexpr int kLevels = 6;
    std::uint32_t at = blocks_.blocks[i].container;
    for (int level = 0; level < kLevels && at != Container::kNone; ++level, at = blocks_.containers[at].parent) {
      const Container& one = blocks_.containers[at];
      if ((one.hints & bit(Hint::comment)) != 0 && features_->alike(at) >= kRow && is_called_comment(one)) return true;
    }
    return false;
  }

  // The hint also stands for reviews and opinions, which may be the story.
  bool is_called_comment(const Container& one) const {
    bool called = false;
    const Node& node = tree_.nodes[one.node];
    for (std::uint32_t k = 0; k < node.attribute_count; ++k) {
      const NodeAttribute& attribute = tree_.attributes[node.attributes + k];
      if (!is_naming(attribute.name)) continue;
      each_name_word(
          tree_.source.substr(attribute.value.begin, attribute.value.size()),
          [&](std::uint64_t, std::string_view word) { called = called || state_.markers.is(Marker::comments, word); });
    }
    return called;
  }

  // "Read also: ...", "Lea más: ...": a call to read on elsewhere, and the headline it leads to.
  bool is_pointer(std::size_t i) const {
    const HtmlBlock& block = blocks_.blocks[i];
    if (block.link_chars == 0 || features_->facts(i).words > 40 || link_density(i) < 0.5f) return false;
    const std::string_view line = text(i);
    const std::size_t end = state_.markers.at_beginning(Marker::related, line);
    return end > 0 && end < line.size() && line.substr(end).find_first_not_of(' ') != std::string_view::npos &&
           std::string_view(":>|\xC2").find(line[line.find_first_not_of(' ', end)]) != std::string_view::npos;
  }

  // "Home / World / Africa": a few short names of sections, parted by one mark.
  bool is_trail(std::size_t i) const {
    const TextFacts& facts = features_->facts(i);
    if (facts.final_stop || facts.words > 16 || facts.words < 3) return false;
    if (facts.separators == 0 && text(i).find_first_of(">\xC2\xE2") == std::string_view::npos) return false;
    for (const std::string_view mark : {" / ", " > ", " » ", " › ", " | ", " → "}) {
      std::size_t parts = 1, longest = 0;
      std::string_view rest = text(i);
      for (std::size_t at; (at = rest.find(mark)) != std::string_view::npos; ++parts) {
        longest = std::max(longest, base::split_words(rest.substr(0, at)).size());
        rest.remove_prefix(at + mark.size());
      }
      longest = std::max(longest, base::split_words(rest).size());
      if (parts >= 3 && longest <= 3) return true;
    }
    return false;
  }

  // What moved the scorer, where it was the one to decide.
  void add_reasons() {
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      if (!why_[i].starts_with(kScorer)) continue;
      why_[i] += ": " + reasons_in_words(state_.first, state_.second, rows_.row(i));
    }
  }

  static std::string scorer_says(std::string_view only, float probability) {
    std::string out;
    out.reserve(kScorer.size() + only.size() + 5);
    return out.append(kScorer).append(only).append(std::to_string(static_cast<int>(probability * 100 + 0.5f))) += " %";
  }

  bool is_caption(std::size_t i) const {
    const HtmlBlock& block = blocks_.blocks[i];
    if (block.hidden || block.control || block.chars > kMaxCaption || link_density(i) > 0.8f) return false;
    const Container& own = container(i);
    const int stands = own.nearest[static_cast<std::size_t>(Hint::caption)];
    const bool called = stands == 1 || (block.inline_hints & bit(Hint::caption)) != 0;
    const bool tagged = own.tag == Tag::figcaption || (block.in_figure && own.tag != Tag::td && own.tag != Tag::th &&
                                                       !block.in_quote && !(is_story(i) && !called));
    if (tagged) return in_reach(i);
    return called && in_reach(i) && near(i, Hint::media, 4) && !near(i, Hint::footer, 3) && !near(i, Hint::share, 2);
  }

  // Within the story or right before it.
  bool in_reach(std::size_t i) const { return first_story_ && i + 25 >= *first_story_ && i <= last_story_ + 3; }

  // The standfirst: called so, or what the page gives as its summary, between the headline and the story's body.
  void find_lead() {
    if (!first_story_) return;
    const std::size_t begin = title_ ? *title_ + 1 : 0;
    const std::string summary = says_.summaries.empty() ? "" : base::fold(says_.summaries[0].value);
    for (std::size_t i = begin; i < blocks_.blocks.size() && i <= *first_story_ + 1; ++i) {
      if (kinds_[i] != BlockKind::body && kinds_[i] != BlockKind::chrome) continue;
      const TextFacts& facts = features_->facts(i);
      if (facts.words < 6 || facts.chars > 600 || link_density(i) > 0.3f || blocks_.blocks[i].hidden ||
          blocks_.blocks[i].control)
        continue;
      const bool called = near(i, Hint::lead, 2) && !near(i, Hint::related, 3) && !near(i, Hint::nav, 3);
      const bool summed = summary.size() > 30 && headline_likeness(base::fold(text(i)), summary) > 0.8;
      const bool heading = is_heading(container(i).tag) && i < *first_story_ + 1 && title_ && i == *title_ + 1;
      if (kinds_[i] == BlockKind::chrome && !((summed || called) && story_[i] > 0.15f)) continue;
      if (called || summed || heading) {
        kinds_[i] = BlockKind::lead;
        why_[i] = called   ? "its element is called a standfirst"
                  : summed ? "it is the page's own summary"
                           : "a heading right below the headline";
      }
    }
  }

  void hand_over() {
    article_.text = std::move(blocks_.text);
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      article_.blocks.push_back({kinds_[i], blocks_.blocks[i].range, std::move(why_[i]), false});
    }
    if (!beyond_.empty())
      article_.blocks.push_back({BlockKind::chrome, beyond_, "beyond the blocks that are told apart", false});
  }

  // A headline whose lines are blocks of their own, where the page's data gives it as one.
  std::string whole_heading() const {
    const Container& heading = container(*title_);
    const std::uint32_t end = tree_.nodes[heading.node].end;
    std::string whole;
    for (std::size_t i = 0; i < blocks_.blocks.size() && blocks_.blocks[i].node < end; ++i) {
      if (blocks_.blocks[i].node > heading.node) whole += (whole.empty() ? "" : " ") + std::string(text(i));
    }
    if (whole.size() <= text(*title_).size() || whole.size() > 400) return {};
    const std::string folded = base::fold(whole);
    const bool said = std::any_of(says_.titles.begin(), says_.titles.end(), [&](const Said& one) {
      return one.where != "h1" && base::fold(without_site_name(one.value, site_name(), host_letters())) == folded;
    });
    return said ? whole : "";
  }

  void say_metadata() {
    if (title_) {
      const TextRange range = blocks_.blocks[*title_].range;
      const Tag tag = container(*title_).tag;
      const std::string whole = is_heading(tag) ? whole_heading() : "";
      article_.title = {
          !whole.empty()    ? whole
          : is_heading(tag) ? without_sure_site_name(blocks_.text.view(range), site_name(), host_letters())
                            : without_site_name(blocks_.text.view(range), site_name(), host_letters()),
          is_heading(tag) ? "text, " + std::string(name_of(tag)) : "text", 0.9, blocks_.text.spans(range)};
    } else if (!says_.titles.empty()) {
      const Said& best = says_.titles[0];
      article_.title = {without_site_name(best.value, site_name(), host_letters()), best.where, best.confidence, {}};
    }
    const auto take = [](const std::vector<Said>& from, Found& to) {
      if (!from.empty()) to = {from[0].value, from[0].where, from[0].confidence, {}};
    };
    take(says_.sections, article_.section);
    take(says_.urls, article_.canonical_url);
    take(says_.outlets, article_.outlet);
    if (const Outlet* known = state_.outlets.named(article_.outlet.value)) article_.outlet.value = known->name;
    find_byline();
    if (article_.url.empty() && !says_.urls.empty()) article_.url = says_.urls[0].value;
    for (const Said& said : says_.published) add_date(said, DateHint::Kind::published);
    for (const Said& said : says_.updated) add_date(said, DateHint::Kind::updated);
    find_dates_in_blocks();
    find_only_day();
  }

  bool month_first() const {
    for (const Said& said : says_.languages) {
      const std::string lower = base::to_lower_ascii(said.value);
      if (lower.starts_with("en"))
        return lower.find("gb") == std::string::npos && lower.find("au") == std::string::npos &&
               lower.find("in") == std::string::npos && lower.find("nz") == std::string::npos;
      return false;
    }
    return false;
  }

  void add_date(const Said& said, DateHint::Kind kind) {
    const auto found = state_.dates.first_day(said.value, month_first());
    if (!found) return;
    article_.dates.push_back(
        {kind, said.value, found->interval(), said.where, found->ambiguous ? said.confidence * 0.8 : said.confidence});
  }

  // Days in blocks that are called dates, or that say "Published", near the headline.
  void find_dates_in_blocks() {
    const std::size_t anchor = title_ ? *title_ : first_story_.value_or(0);
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      const TextFacts& facts = features_->facts(i);
      if (facts.digits == 0 || facts.words > 30 || blocks_.blocks[i].chars > 220) continue;
      const bool called = near(i, Hint::date, 2);
      const bool updated = state_.markers.at_beginning(Marker::updated, text(i)) > 0;
      const bool marked = updated || state_.markers.at_beginning(Marker::published, text(i)) > 0;
      const auto distance = static_cast<double>(i > anchor ? i - anchor : anchor - i);
      const bool close = distance <= 12;
      if (!called && !marked && !close) continue;
      if (is_story(i) && !marked && !called) continue;
      const auto day = state_.dates.first_day(text(i), month_first());
      if (!day) continue;
      const bool outside = near(i, Hint::related, 5) || near(i, Hint::sidebar, 4) || near(i, Hint::comment, 5) ||
                           near(i, Hint::footer, 4);
      const double confidence =
          std::max(0.1, (marked   ? 0.75
                         : called ? 0.6
                                  : 0.5) -
                            0.01 * std::min(distance, 30.0) - (outside ? 0.3 : 0) - (day->ambiguous ? 0.05 : 0));
      article_.dates.push_back({updated           ? DateHint::Kind::updated
                                : marked || close ? DateHint::Kind::published
                                                  : DateHint::Kind::text,
                                std::string(text(i).substr(day->range.begin, day->range.size())), day->interval(),
                                marked   ? "text, marked"
                                : called ? "text, called a date"
                                         : "text near the headline",
                                confidence});
    }
  }

  // Where nothing else tells the day: the only day that the page's lines tell outside its story, or its summary.
  void find_only_day() {
    if (std::any_of(article_.dates.begin(), article_.dates.end(),
                    [](const DateHint& hint) { return hint.kind == DateHint::Kind::published && hint.day.is_day(); }))
      return;
    std::optional<DateHint> only;
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      const TextFacts& facts = features_->facts(i);
      if (facts.years == 0 || facts.words > 40 || is_story(i) || blocks_.blocks[i].hidden) continue;
      if (near(i, Hint::comment, 5) || near(i, Hint::related, 5) ||
          state_.markers.at_beginning(Marker::updated, text(i)) > 0)
        continue;
      const auto day = state_.dates.first_day(text(i), month_first());
      if (!day) continue;
      if (only && *only->day.from != *day->on()) return;
      only = DateHint{DateHint::Kind::published, std::string(text(i).substr(day->range.begin, day->range.size())),
                      day->interval(), "text, the only day", 0.42};
    }
    for (const Said& said : says_.summaries) {
      if (only) break;
      const auto day = state_.dates.first_day(said.value, month_first());
      if (day)
        only = DateHint{DateHint::Kind::published, said.value.substr(day->range.begin, day->range.size()),
                        day->interval(), said.where, 0.42};
    }
    if (only) article_.dates.push_back(std::move(*only));
  }

  // A name as a writer has one: not a login, not the outlet itself.
  bool is_writer(std::string_view name) const {
    const bool login = name.find(' ') == std::string_view::npos && facts_of(name).uppers == 0 &&
                       facts_of(name).letters > 0 && !facts_of(name).cjk;
    const std::string folded = base::fold(name);
    const bool outlet = std::any_of(says_.outlets.begin(), says_.outlets.end(),
                                    [&](const Said& said) { return base::fold(said.value) == folded; });
    return !login && !outlet && state_.outlets.named(name) == nullptr;
  }

  static bool is_linked(const Said& said) { return said.where == "rel author" || said.where == "itemprop author"; }

  // What the page's data names as its writer; of elements that are called so only with `linked`, for they may stand in
  // other stories' teasers. False: nobody that is sure to be a person.
  bool take_named_writer(bool linked, Found& weak) {
    for (const Said& said : says_.bylines) {
      if (is_linked(said) != linked) continue;
      const std::string name = clean_byline(said.value, state_.markers, state_.dates);
      if (name.empty() || (linked && !looks_like_name(name))) continue;
      const bool sure = said.confidence > 0.5 && is_writer(name);
      Found& to = sure ? article_.byline : weak;
      if (!to) to = {name, said.where, sure ? said.confidence : 0.5, {}};
      if (sure) return take_longer_list(), true;
    }
    return false;
  }

  // One tag gives the first writer, another all of them.
  void take_longer_list() {
    Found& to = article_.byline;
    for (const Said& said : says_.bylines) {
      const std::string names = clean_byline(said.value, state_.markers, state_.dates);
      if (!is_linked(said) && names.size() > to.value.size() && names.starts_with(to.value + ", ") &&
          looks_like_name(std::string_view(names).substr(to.value.size() + 2)))
        to = {names, said.where, said.confidence, {}};
    }
  }

  void find_byline() {
    Found weak;
    if (take_named_writer(false, weak)) return;
    for (const Said& said : says_.labelled) {
      const std::string name = clean_byline(said.value, state_.markers, state_.dates);
      if (article_.byline || !state_.markers.is(Marker::byline, said.where) || !is_writer(name)) continue;
      article_.byline = {name, "meta twitter:data", said.confidence, {}};
    }
    if (!article_.byline && take_named_writer(true, weak)) return;
    if (!article_.byline) find_written_byline();
    for (const Said& said : says_.author_links) {
      const std::string name = clean_byline(said.value, state_.markers, state_.dates);
      if (article_.byline || name.empty() || !is_writer(name) || !looks_like_name(name)) continue;
      article_.byline = {name, said.where, said.confidence, {}};
    }
    if (!article_.byline) find_bare_name();
    if (!article_.byline) article_.byline = weak;
    cut_outlet_off_byline();
  }

  // A line right below the headline that is nothing but a name, which the page gives once more further down.
  void find_bare_name() {
    if (!title_) return;
    for (std::size_t i = *title_ + 1; i < std::min(*title_ + 5, blocks_.blocks.size()); ++i) {
      const HtmlBlock& block = blocks_.blocks[i];
      const std::string_view name = text(i);
      const TextFacts& facts = features_->facts(i);
      if (facts.words < 2 || facts.words > 3 || facts.digits > 0 || facts.capitalised != facts.words ||
          facts.final_stop || facts.uppers > facts.words + 1 || block.hidden || block.control ||
          block.range.size() > 40 || facts.separators > 0 || !is_writer(name))
        continue;
      if (is_heading(container(i).tag) || near(i, Hint::nav, 3) || near(i, Hint::tags, 2)) continue;
      for (std::size_t k = i + 2; k < blocks_.blocks.size(); ++k) {
        if (text(k) != name) continue;
        article_.byline = {std::string(name), "text below the headline", 0.5, blocks_.text.spans(block.range)};
        return;
      }
    }
  }

  // "Anna Smith Example Times": an outlet's name that runs on from the writer's.
  void cut_outlet_off_byline() {
    std::string& name = article_.byline.value;
    if (std::count(name.begin(), name.end(), ' ') < 2 || name.find(',') != std::string::npos) return;
    const auto mention = state_.outlets.mentioned(name);
    if (mention.outlet == nullptr || mention.range.end != name.size() || mention.range.begin < 8 ||
        mention.range.size() < 4)
      return;
    name.resize(mention.range.begin - 1);
  }

  // "By ...", or a day and then "By ...".
  bool says_by(std::string_view line) const {
    if (state_.markers.at_beginning(Marker::byline, line) > 0) return true;
    if (line.size() > 100) return false;
    for (const WrittenDate& date : state_.dates.find(line)) {
      if (date.range.begin > 12) return false;
      const std::size_t at = line.find_first_not_of(" ,:-|", date.range.end);
      return at != std::string_view::npos && state_.markers.at_beginning(Marker::byline, line.substr(at)) > 0;
    }
    return false;
  }

  // More than one word, and none that a list of topics or contents has: what nobody says "by" of may be anything.
  bool is_whole_name(std::string_view name) const {
    if (name.find(' ') == std::string_view::npos && !facts_of(name).cjk) return false;
    if (name.find(" By ") != std::string_view::npos) return false;
    const std::string folded = base::fold(name);
    return std::none_of(says_.sections.begin(), says_.sections.end(),
                        [&](const Said& said) { return base::fold(said.value) == folded; });
  }

  // "By Anna Smith Deputy Editor", where the name alone is a link: the rest is her office.
  void cut_office_off(std::size_t i, std::string& name) const {
    const std::size_t last = i + 1 < blocks_.blocks.size() ? blocks_.blocks[i + 1].node : tree_.nodes.size();
    std::string linked;
    for (std::size_t k = blocks_.blocks[i].node; k < last; ++k) {
      const Node& node = tree_.nodes[k];
      if (node.kind != Node::Kind::text || !node.linked) continue;
      if (!linked.empty()) return;  // several are named
      linked = base::fold_spaces(tree_.source.substr(node.range.begin, node.range.size()));
    }
    if (linked.find(' ') == std::string::npos || !name.starts_with(linked + " ") || !looks_like_name(linked)) return;
    const std::string_view rest = std::string_view(name).substr(linked.size() + 1);
    std::size_t at = 0;
    if (base::is_upper(base::next_code_point(rest, at))) name = linked;  // not "and Bob Jones"
  }

  void find_written_byline() {
    const std::size_t anchor = title_ ? *title_ : first_story_.value_or(0);
    double best = 0.3;
    for (std::size_t i = 0; i < blocks_.blocks.size(); ++i) {
      const HtmlBlock& block = blocks_.blocks[i];
      if (block.chars > 120 || block.hidden || near(i, Hint::comment, 4) || near(i, Hint::related, 4)) continue;
      // "By" may be a block of its own.
      const bool behind_mark = i > 0 && blocks_.blocks[i - 1].range.size() < 24 &&
                               state_.markers.is(Marker::byline, base::trim(text(i - 1)));
      const bool marked = behind_mark || says_by(text(i));
      const auto distance = static_cast<double>(i > anchor ? i - anchor : anchor - i);
      const bool called = near(i, Hint::byline, 2);
      const bool short_line = features_->facts(i).words <= 10;
      if (!called && !(marked && distance <= 8 && short_line) && !(marked && features_->facts(i).words <= 6)) continue;
      // Who wrote it and when stand in one line.
      const bool dated = marked && features_->facts(i).digits > 0 && !state_.dates.find(text(i)).empty();
      const double score = 0.8 - 0.01 * std::min(distance, 35.0) - (near(i, Hint::footer, 3) ? 0.3 : 0) +
                           (marked ? 0.1 : 0) + (dated ? 0.1 : 0) - (called ? 0 : 0.1);
      std::string name = clean_byline(text(i), state_.markers, state_.dates);
      if (name.empty() || score <= best || !is_writer(name) || features_->facts(i).words > 14) continue;
      if (!looks_like_name(name) || (!marked && !is_whole_name(name))) continue;
      cut_office_off(i, name);
      best = score;
      article_.byline = {name, marked ? "text" : "text, called a byline", marked ? 0.75 : 0.6,
                         blocks_.text.spans(block.range)};
    }
  }

  const Page& page_;
  const State& state_;
  Article& article_;
  Tree tree_;
  PageSays says_;
  HtmlBlocks blocks_;
  std::optional<Features> features_;
  Rows rows_;  // the scorer's numbers of all blocks
  std::vector<float> story_;
  std::vector<BlockKind> kinds_;
  std::vector<std::string> why_;
  std::optional<std::size_t> title_, first_story_;
  std::size_t last_story_ = 0;
  TextRange beyond_;
};

}  // namespace

Result<Done> clean_html(const Page& page, const Decoded& decoded, const State& state, bool reasons, Article& article) {
  return HtmlPage(page, decoded, state, article).read(reasons);
}

}  // namespace annals::clean
