// Families of pages written to make a reader slow: each grows to any size.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annals::families {

inline std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + piece.size());
  while (out.size() < bytes) out += piece;
  return out;
}

struct Family {
  const char* name;
  std::string (*make)(std::size_t bytes);
};

inline const std::vector<Family>& all() {
  static const std::vector<Family> families = {
      // Depth and what stays open.
      {"nested divs", [](std::size_t n) { return repeat("<div>", n) + "the end"; }},
      {"nested divs with text", [](std::size_t n) { return repeat("<div>a word or two ", n); }},
      {"nested divs that end", [](std::size_t n) { return repeat("<div>", n / 2) + "x" + repeat("</div>", n / 2); }},
      {"open formatting", [](std::size_t n) { return repeat("<b>", n) + "the end"; }},
      {"paragraphs with open formatting", [](std::size_t n) { return repeat("<p><b><i>x", n); }},
      {"formatting of many looks", [](std::size_t n) { return repeat("<p><font size=1><b id=2><a href=3>x", n); }},
      {"open links", [](std::size_t n) { return repeat("<a href=x>link ", n); }},
      {"open paragraphs", [](std::size_t n) { return repeat("<p>para graph ", n); }},
      {"open tables", [](std::size_t n) { return repeat("<table><tr><td>x ", n); }},
      {"open list items", [](std::size_t n) { return repeat("<ul><li>x ", n); }},
      {"open definitions", [](std::size_t n) { return repeat("<dl><dt>a<dd>b ", n); }},
      {"open headings", [](std::size_t n) { return repeat("<h1><h2>x ", n); }},
      {"open quotes", [](std::size_t n) { return repeat("<blockquote>he said it was so ", n); }},
      {"open figures", [](std::size_t n) { return repeat("<figure><figcaption>A picture of it ", n); }},
      {"open buttons", [](std::size_t n) { return repeat("<button>press ", n); }},
      {"open frames and objects", [](std::size_t n) { return repeat("<object><applet><marquee>x ", n); }},
      {"templates in templates", [](std::size_t n) { return repeat("<template><div>x ", n); }},
      {"options", [](std::size_t n) { return "<select>" + repeat("<option>a", n); }},
      {"own elements", [](std::size_t n) { return repeat("<x-a><x-b>y</x-a> ", n); }},
      {"svg", [](std::size_t n) { return repeat("<svg><p>x", n); }},
      {"math that never ends", [](std::size_t n) { return repeat("<math><mi>x<mrow>", n); }},
      // End tags without a start, and the other way round.
      {"misnested links", [](std::size_t n) { return repeat("<a><div></a>x ", n); }},
      {"misnested formatting", [](std::size_t n) { return repeat("<b><i><p></b>x</i>", n); }},
      {"end tags of nothing",
       [](std::size_t n) { return repeat("<div>", 3000) + repeat("</b></p></li></x-y>", n) + "the end"; }},
      {"cells out of tables", [](std::size_t n) { return repeat("<td>a</td><tr>b</tr>", n); }},
      // Attributes and names.
      {"attributes of one tag", [](std::size_t n) { return "<p " + repeat("a b=c ", n) + ">the end"; }},
      {"many attributes", [](std::size_t n) { return repeat("<p " + repeat("data-x=1 ", 3000) + ">x ", n); }},
      {"one long attribute", [](std::size_t n) { return "<p class=\"" + repeat("nav-", n) + "\">the end"; }},
      {"one long name", [](std::size_t n) { return "<" + repeat("abc", n) + ">the end"; }},
      {"hidden by style", [](std::size_t n) { return repeat("<p style='display : none'>x ", n); }},
      // What tokenizers look ahead for.
      {"references",
       [](std::size_t n) { return "<p>" + repeat("&amp;&CounterClockwiseContourIntegral;&#x41;&no", n); }},
      {"numbers of references", [](std::size_t n) { return "<p>&#" + repeat("0", n) + "65;"; }},
      {"angle brackets", [](std::size_t n) { return "x" + repeat("<", n); }},
      {"open comments", [](std::size_t n) { return "x" + repeat("<!-- a --!", n); }},
      {"bogus comments", [](std::size_t n) { return "x" + repeat("<!x<?y", n); }},
      {"scripts in scripts", [](std::size_t n) { return "x" + repeat("<script><!--<script>", n); }},
      {"ends of scripts that are none", [](std::size_t n) { return "x<script>" + repeat("</scrip", n); }},
      {"open titles", [](std::size_t n) { return repeat("<title>x</titl", n) + "</title>the end"; }},
      {"quotes that never close", [](std::size_t n) { return "the start" + repeat("<p a=\"", n); }},
      // What a reader of metadata looks at.
      {"linked data",
       [](std::size_t n) { return "<script type='application/ld+json'>" + repeat("[", n) + "</script>x"; }},
      {"many linked data",
       [](std::size_t n) {
         return repeat("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"a\"}</script>",
                       n) +
                "the end";
       }},
      {"linked data in a list",
       [](std::size_t n) {
         return "<script type='application/ld+json'>[" +
                repeat("{\"@type\":\"Article\",\"author\":[{\"name\":\"a\"}]},", n) + "{}]</script>the end";
       }},
      {"metas", [](std::size_t n) { return repeat("<meta property='article:author' content='A B'>", n) + "the end"; }},
      {"times", [](std::size_t n) { return repeat("<time>3 March 2011 ", n); }},
      {"headlines", [](std::size_t n) { return repeat("<h1 itemprop=headline>A title of a story ", n); }},
      {"authors", [](std::size_t n) { return repeat("<a rel=author class=byline>By A. Writer</a><p>", n); }},
      {"captions",
       [](std::size_t n) {
         return repeat("<figure><figcaption>A minister speaks in a town.</figcaption></figure>", n);
       }},
      {"images without text", [](std::size_t n) { return repeat("<img src=x alt='a picture'>", n) + "the end"; }},
      // Text itself.
      {"one paragraph", [](std::size_t n) { return "<p>" + repeat("A sentence of a story that goes on. ", n); }},
      {"line breaks", [](std::size_t n) { return "<p>" + repeat("a line<br>", n); }},
      {"one word", [](std::size_t n) { return "<p>" + repeat("word", n); }},
      {"white space", [](std::size_t n) { return "<p>a" + repeat(" \n\t", n) + "b"; }},
      {"preformatted", [](std::size_t n) { return "<pre>" + repeat("a line\n\n", n); }},
      {"days", [](std::size_t n) { return repeat("<p>On 3 March 2011 and 2011-03-04, May 5", n); }},
      {"capitals", [](std::size_t n) { return repeat("<p>GENEVA, MARCH 3 (WIRE) - x", n); }},
      {"small marks", [](std::size_t n) { return repeat("<p>a / b > c | d", n); }},
      {"bytes that are none", [](std::size_t n) { return "<p>\xC3\xA9" + repeat("\xFF\xC3(", n); }},
      {"NULs in text",
       [](std::size_t n) { return "<p>" + repeat(repeat("words of text and ", 150) + std::string(1, '\0'), n); }},
      {"letters beyond ASCII", [](std::size_t n) { return "<p>" + repeat("\xE4\xBB\x8A\xE5\xA4\xA9\xE3\x80\x82", n); }},
      {"marks upon marks", [](std::size_t n) { return "<p>e" + repeat("\xCC\x81", n); }},
  };
  return families;
}

}  // namespace annals::families
