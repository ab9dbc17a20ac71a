#include "clean/why.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace annals::clean {
namespace {

constexpr std::size_t kReasons = 4;
constexpr std::size_t kAsked = 12;  // several numbers may say one thing

// What a number says when it is at least `from`, and when it is less. Empty: nothing worth saying.
struct Phrase {
  std::string_view feature;  // or, before "*", how its name begins
  float from;
  std::string_view more, less;
};

constexpr std::string_view kManyParagraphs = "the element around it holds much of the page's text";
constexpr std::string_view kFewParagraphs = "the element around it holds little of the page's text";
constexpr std::string_view kLinked = "the element around it is mostly links";
constexpr std::string_view kUnlinked = "the element around it has few links";

constexpr std::array kPhrases = {
    Phrase{"chars", 6.5f, "it is long", "it is short"},
    Phrase{"words", 4.5f, "it is long", "it is short"},
    Phrase{"word_length", 3, "", "it has few letters"},
    Phrase{"link_density", 0.5f, "it is mostly links", "it is mostly no link"},
    Phrase{"links", 1, "there are links in it", "there is no link in it"},
    Phrase{"sentence_ends", 1, "it holds whole sentences", "it holds no whole sentence"},
    Phrase{"final_stop", 0.5f, "it ends as a sentence does", "it does not end as a sentence does"},
    Phrase{"final_colon", 0.5f, "it ends in a colon", ""},
    Phrase{"commas", 1, "it has commas", "it has no comma"},
    Phrase{"quotes", 1, "something is quoted in it", ""},
    Phrase{"capitalised", 0.6f, "most words have capitals", "few words have capitals"},
    Phrase{"upper", 0.4f, "it is in capitals", ""},
    Phrase{"digits", 0.2f, "it is mostly figures", ""},
    Phrase{"years", 1, "it names a year", ""},
    Phrase{"separators", 1, "strokes or bars part it", ""},
    Phrase{"begins_lower", 0.5f, "it begins with a small letter", ""},
    Phrase{"copyright", 0.5f, "it has a copyright sign", ""},
    Phrase{"address", 0.5f, "it gives an address", ""},
    Phrase{"control", 0.5f, "it is a control", ""},
    Phrase{"hidden", 0.5f, "it is not shown", ""},
    Phrase{"form", 0.5f, "it stands in a form", ""},
    Phrase{"table", 0.5f, "it stands in a table", ""},
    Phrase{"list", 0.5f, "it is an item of a list", "it is no item of a list"},
    Phrase{"figure", 0.5f, "it stands in a figure", ""},
    Phrase{"blockquote", 0.5f, "it is set apart as a quotation", ""},
    Phrase{"bold", 1.5f, "it is set in bold type", ""},
    Phrase{"tag", 19.5f, "it is a heading", ""},
    Phrase{"cover*", 0.5f, "it stands where most of the page's text is",
           "it stands apart from most of the page's text"},
    Phrase{"look_link_density", 0.5f, "elements like its own are mostly links", "elements like its own have few links"},
    Phrase{"look_length", 6, "elements like its own hold long texts", "elements like its own hold short texts"},
    Phrase{"look_blocks", 3, "there are many elements like its own", "there are few elements like its own"},
    Phrase{"*look_share", 0.3f, "elements like its own hold much of the page's text",
           "elements like its own hold little of the page's text"},
    Phrase{"level*_link_density", 0.5f, kLinked, kUnlinked},
    Phrase{"level*_good_share", 0.3f, kManyParagraphs, kFewParagraphs},
    Phrase{"level*_goodness", 0.3f, kManyParagraphs, kFewParagraphs},
    Phrase{"position", 0.5f, "it stands in the page's second half", "it stands in the page's first half"},
    Phrase{"chars_before", 0.5f, "more of the page's text stands before it", "more of the page's text follows it"},
    Phrase{"good_before", 0.5f, "most paragraphs of the page stand before it", "most paragraphs of the page follow it"},
    Phrase{"good_gap_before", 3, "no paragraph stands close before it", "a paragraph stands close before it"},
    Phrase{"good_gap_after", 3, "no paragraph follows close", "a paragraph follows close"},
    Phrase{"title_match", 0.5f, "it says what the headline says", ""},
    Phrase{"summary_match", 0.5f, "it says what the page's own summary says", ""},
    Phrase{"repeats", 0.5f, "the page says it twice", ""},
    Phrase{"from_title", 0, "it stands below the headline", "it stands above the headline"},
    Phrase{"marker*", 0.5f, "it or what stands beside it begins as notes, bylines or menus do", ""},
    Phrase{"since_comments", 40, "", "it stands below a heading for comments"},
    Phrase{"since_related", 20, "", "it stands below a heading for other stories"},
    Phrase{"word_*", 0, "its words are those of stories", "its words are those of menus and notices"},
    Phrase{"section_words", 0, "its heading's words are those of stories",
           "its heading's words are those of menus and notices"},
    Phrase{"names_*", 0, "the names of the elements around it speak for story",
           "the names of the elements around it speak against story"},
    Phrase{"alike*", 2, "it is in one of many like elements", ""},
    Phrase{"section_link_density", 0.5f, "what stands below its heading is mostly links",
           "what stands below its heading has few links"},
    Phrase{"section_goodness", 0.5f, "paragraphs stand below its heading", "no paragraphs stand below its heading"},
    Phrase{"hint_content", 0.15f, "an element around it is called content", ""},
    Phrase{"hint_body", 0.15f, "an element around it is called the body", ""},
    Phrase{"hint_comment", 0.15f, "an element around it is called comments", ""},
    Phrase{"hint_footer", 0.15f, "an element around it is called a footer", "no element around it is called a footer"},
    Phrase{"hint_header", 0.15f, "an element around it is called a header", ""},
    Phrase{"hint_nav", 0.15f, "an element around it is called a menu", ""},
    Phrase{"hint_sidebar", 0.15f, "an element around it is called a sidebar", ""},
    Phrase{"hint_related", 0.15f, "an element around it is called related", ""},
    Phrase{"hint_media", 0.15f, "an element around it is called a picture", ""},
    Phrase{"hint_ad", 0.15f, "an element around it is called an advertisement", ""},
    Phrase{"hint_date", 0.15f, "an element around it is called a date", ""},
    Phrase{"hint_byline", 0.15f, "an element around it is called a byline", ""},
    Phrase{"hint_signup", 0.15f, "an element around it is called a way to sign up", ""},
    Phrase{"hint_share", 0.15f, "an element around it is called a way to share", ""},
    Phrase{"hint_consent", 0.15f, "an element around it asks for consent", ""},
    Phrase{"n*_words", 4.5f, "the blocks beside it are long", "the blocks beside it are short"},
    Phrase{"n*_link_density", 0.5f, "the blocks beside it are links", "the blocks beside it are no links"},
    Phrase{"p_level*", 0.5f, "what stands in the same element is story", "what stands in the same element is no story"},
    Phrase{"p_look*", 0.5f, "what stands in elements like its own is story",
           "what stands in elements like its own is no story"},
    Phrase{"p_section", 0.5f, "what stands below the same heading is story",
           "what stands below the same heading is no story"},
    Phrase{"p_page", 0.5f, "most of the page is story", "little of the page is story"},
    Phrase{"p_*", 0.5f, "the blocks around it are story", "the blocks around it are no story"},
    Phrase{"p-*", 0.5f, "the blocks before it are story", "the blocks before it are no story"},
    Phrase{"p1", 0.5f, "the block behind it is story", "the block behind it is no story"},
    Phrase{"p2", 0.5f, "the blocks behind it are story", "the blocks behind it are no story"},
};

bool matches(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == name;
  return name.starts_with(pattern.substr(0, star)) && name.ends_with(pattern.substr(star + 1));
}

std::string_view in_words(std::string_view name, float value) {
  const auto phrase =
      std::find_if(kPhrases.begin(), kPhrases.end(), [&](const Phrase& one) { return matches(one.feature, name); });
  if (phrase == kPhrases.end()) return {};
  return value >= phrase->from ? phrase->more : phrase->less;
}

// Adds up to `most` phrases that are not there yet.
void add_reasons(const model::Forest& forest, std::span<const float> row, std::size_t most,
                 std::vector<std::string_view>& out) {
  const std::vector<std::string>& names = forest.names();
  const std::size_t full = out.size() + most;
  for (const std::string& name : forest.reasons(row, kAsked)) {
    if (out.size() >= full) return;
    const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    const std::string_view words = in_words(name, row[at]);
    if (!words.empty() && std::find(out.begin(), out.end(), words) == out.end()) out.push_back(words);
  }
}

}  // namespace

std::string reasons_in_words(const model::Forest& first, const model::Forest& second, std::span<const float> row) {
  std::vector<std::string_view> reasons;
  add_reasons(first, row.first(first.names().size()), kReasons / 2, reasons);
  add_reasons(second, row, kReasons - kReasons / 2, reasons);
  std::string out;
  for (const std::string_view reason : reasons) out += (out.empty() ? "" : "; ") + std::string(reason);
  return out;
}

}  // namespace annals::clean
