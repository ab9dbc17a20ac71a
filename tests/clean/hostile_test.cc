// Pages written to break their reader: cost grows in a straight line, nothing is lost but what is told.
#include <doctest/doctest.h>

#include <chrono>
#include <functional>

#include "clean/clean.h"
#include "clean/tree.h"
#include "clean_check.h"

using namespace annals;

namespace {

std::string repeat(const std::string& piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Family {
  const char* name;
  std::function<std::string(std::size_t bytes)> make;
};

const std::vector<Family>& families() {
  static const std::vector<Family> all = {
      {"nested divs", [](std::size_t n) { return repeat("<div>", n) + "the end"; }},
      {"open formatting", [](std::size_t n) { return repeat("<b>", n) + "the end"; }},
      {"paragraphs with open formatting", [](std::size_t n) { return repeat("<p><b><i>x", n); }},
      {"open links", [](std::size_t n) { return repeat("<a href=x>link ", n); }},
      {"open paragraphs", [](std::size_t n) { return repeat("<p>para graph ", n); }},
      {"open tables", [](std::size_t n) { return repeat("<table><tr><td>x ", n); }},
      {"open list items", [](std::size_t n) { return repeat("<ul><li>x ", n); }},
      {"misnested links", [](std::size_t n) { return repeat("<a><div></a>x ", n); }},
      {"attributes of one tag", [](std::size_t n) { return "<p " + repeat("a b=c ", n) + ">the end"; }},
      {"many attributes", [](std::size_t n) { return repeat("<p " + repeat("data-x=1 ", 3000) + ">x ", n); }},
      {"end tags of nothing",
       [](std::size_t n) { return repeat("<div>", 3000) + repeat("</b></p></li></x-y>", n) + "the end"; }},
      {"references",
       [](std::size_t n) { return "<p>" + repeat("&amp;&CounterClockwiseContourIntegral;&#x41;&no", n); }},
      {"angle brackets", [](std::size_t n) { return "x" + repeat("<", n); }},
      {"open comments", [](std::size_t n) { return "x" + repeat("<!-- a --!", n); }},
      {"scripts in scripts", [](std::size_t n) { return "x" + repeat("<script><!--<script>", n); }},
      {"options", [](std::size_t n) { return "<select>" + repeat("<option>a", n); }},
      {"own elements", [](std::size_t n) { return repeat("<x-a><x-b>y</x-a> ", n); }},
      {"svg", [](std::size_t n) { return repeat("<svg><p>x", n); }},
      {"linked data",
       [](std::size_t n) { return "<script type='application/ld+json'>" + repeat("[", n) + "</script>the end"; }},
      {"times", [](std::size_t n) { return repeat("<time>3 March 2011 ", n); }},
      {"headlines", [](std::size_t n) { return repeat("<h1 itemprop=headline>A title of a story ", n); }},
      {"captions",
       [](std::size_t n) {
         return repeat("<figure><figcaption>A minister speaks in a town.</figcaption></figure>", n);
       }},
  };
  return all;
}

Article clean_page(const clean::Cleaner& cleaner, const std::string& bytes, PageFormat format) {
  Page page;
  page.format = format;
  page.bytes = bytes;
  auto article = cleaner.clean(page);
  REQUIRE(article);
  return std::move(*article);
}

}  // namespace

TEST_CASE("the cost of a hostile page grows in a straight line") {
  const auto cleaner = clean::Cleaner::open(ANNALS_DATA_DIR);
  REQUIRE(cleaner);
  for (const Family& family : families()) {
    CAPTURE(family.name);
    // Big enough that the part that is capped (20,000 blocks) is the same on both sides.
    const std::string once = family.make(1u << 20), twice = family.make(2u << 20);
    const double base = seconds_of([&] { clean_page(*cleaner, once, PageFormat::html); });
    const double doubled = seconds_of([&] { clean_page(*cleaner, twice, PageFormat::html); });
    CHECK(doubled < 4 * base + 0.5);  // a square would be far above, a busy machine is not
    CHECK(doubled < 10);
  }
}

TEST_CASE("plain text written to break its reader") {
  const auto cleaner = clean::Cleaner::open(ANNALS_DATA_DIR);
  REQUIRE(cleaner);
  for (const char* piece :
       {"line of words\n", "This is a sentence of a story that is long enough to be prose, and it goes on.\n", "word ",
        "(((((", "\n", "FILE - A caption is here (left), Dec. 2, 2016.\n",
        "\xE2\x80\xA2 A headline of another story here\n", "3 March 2011 ", "\xC2\xA9 x / y\n"}) {
    CAPTURE(piece);
    const std::string text = repeat(piece, 2u << 20) + "x";
    CHECK(seconds_of([&] { clean_page(*cleaner, text, PageFormat::text); }) < 10);
  }
}

TEST_CASE("a hundred thousand nested elements keep their text") {
  const auto cleaner = clean::Cleaner::open(ANNALS_DATA_DIR);
  REQUIRE(cleaner);
  Page page;
  page.format = PageFormat::html;
  page.bytes = "<p>before</p>" + repeat("<div>", 500000) + "<p>The text deep down is kept.</p>" +
               repeat("</div>", 600000) + "<p>after</p>";
  const auto article = cleaner->clean(page);
  REQUIRE(article);
  check_article(*article, page);
  CHECK(article->text.text == "before\n\nThe text deep down is kept.\n\nafter");
  CHECK(article->notes.size() == 1);
}

TEST_CASE("a tree is never deeper than its limit") {
  const clean::Tree tree = clean::build_tree(repeat("<div><span>", 100000));
  CHECK(tree.flattened);
  std::vector<std::uint32_t> ends;
  std::size_t deepest = 0;
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
    while (!ends.empty() && ends.back() <= i) ends.pop_back();
    REQUIRE(tree.nodes[i].end > i);
    if (!ends.empty()) REQUIRE(tree.nodes[i].end <= ends.back());
    ends.push_back(tree.nodes[i].end);
    deepest = std::max(deepest, ends.size());
  }
  CHECK(deepest <= clean::Tree::kMaxDepth + 1);
}

TEST_CASE("text beyond 8 MiB is cut and told") {
  const auto cleaner = clean::Cleaner::open(ANNALS_DATA_DIR);
  REQUIRE(cleaner);
  const std::string sentence = "The talks went on for another day in the capital. ";
  const Article text = clean_page(*cleaner, repeat(sentence, 9u << 20), PageFormat::text);
  CHECK(text.text.text.size() <= 8u << 20);
  CHECK(text.notes.size() == 1);
  const Article html = clean_page(*cleaner, "<p>" + repeat(sentence, 9u << 20), PageFormat::html);
  CHECK(html.text.text.size() <= (8u << 20) + 1000);
  CHECK(html.notes.size() == 1);
}
