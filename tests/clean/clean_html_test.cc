#include <doctest/doctest.h>

#include <algorithm>

#include "base/calendar.h"
#include "clean/clean.h"
#include "clean_check.h"

using namespace annals;

namespace {

const clean::Cleaner& cleaner() {
  static const clean::Cleaner opened = *clean::Cleaner::open(ANNALS_DATA_DIR);
  return opened;
}

Article read(const std::string& html, const std::string& charset = "") {
  Page page;
  page.path = "test.html";
  page.format = PageFormat::html;
  page.bytes = html;
  page.charset = charset;
  const auto article = cleaner().clean(page);
  REQUIRE(article);
  check_article(*article, page);
  return *article;
}

std::vector<std::string> blocks_of(const Article& article) {
  std::vector<std::string> out;
  for (const Block& block : article.blocks) out.emplace_back(article.text_of(block));
  return out;
}

std::vector<std::string> of_kind(const Article& article, BlockKind kind) {
  std::vector<std::string> out;
  for (const Block& block : article.blocks) {
    if (block.kind == kind) out.emplace_back(article.text_of(block));
  }
  return out;
}

using Texts = std::vector<std::string>;

const std::string kPage = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Dam talks end in Addis without a deal | Nile Courier</title>
<meta property="og:title" content="Dam talks end in Addis without a deal">
<meta property="og:site_name" content="Nile Courier">
<meta property="article:published_time" content="2014-02-11T08:30:00Z">
<link rel="canonical" href="https://nile.example/2014/02/11/dam-talks">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam talks end in Addis without a deal",
"datePublished":"2014-02-11T08:30:00Z","dateModified":"2014-02-12","author":{"@type":"Person","name":"Sara Bekele"}}</script>
<style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a><li><a href="/w">World</a><li><a href="/b">Business</a></ul></nav>
<main><article>
<h1>Dam talks end in Addis without a&nbsp;deal</h1>
<p class="standfirst">Ministers of three countries part after two days; engineers are to go on.</p>
<div class="byline">By <a href="/sara">Sara Bekele</a> <time datetime="2014-02-11">11 February 2014</time></div>
<figure><img src="x.jpg"><figcaption>The minister leaves the hall in Addis Ababa on Monday. Photo: Ruth Alemu</figcaption></figure>
<p>ADDIS ABABA (Reuters) - Talks between <b>Egypt</b>, <i>Sudan</i> and Ethiopia on the filling of a dam on the Blue Nile ended on Monday without an agreement, two of the delegations said.</p>
<p>The water ministers met for two days. They agreed only that their engineers would meet again in Khartoum in March&mdash;the fourth such meeting since the work on the dam began.</p>
<blockquote><p>&ldquo;We did not come here to sign, we came here to listen,&rdquo; Egypt&#8217;s minister told reporters after the last session of the talks.</p></blockquote>
<p>Ethiopia says that the dam will be filled over six years, and that it will not harm the countries downstream. Egypt fears for its share of the river's water, on which its farms depend.</p>
<p>Officials from Sudan, which lies between the two, said they would offer a plan of their own before the end of the month.</p>
</article></main>
<aside class="related"><h3>Related</h3><ul><li><a href="/1">Sudan opens new grain port on the Red Sea coast</a><li><a href="/2">Ethiopian runner breaks national record again</a></ul></aside>
<div id="comments"><h3>2 comments</h3><p>I think that they should share the water as brothers would, and that is all.</p></div>
<div class="cookie-banner"><p>We use cookies to give you the best experience. By going on you agree to our use of cookies.</p><button>Accept</button></div>
<footer>&copy; 2014 Nile Courier. All rights reserved.</footer></body></html>)";

}  // namespace

TEST_CASE("a news page is told apart") {
  const Article article = read(kPage);
  CHECK(of_kind(article, BlockKind::title) == Texts{"Dam talks end in Addis without a deal"});
  CHECK(of_kind(article, BlockKind::lead) ==
        Texts{"Ministers of three countries part after two days; engineers are to go on."});
  CHECK(of_kind(article, BlockKind::caption) ==
        Texts{"The minister leaves the hall in Addis Ababa on Monday. Photo: Ruth Alemu"});
  CHECK(of_kind(article, BlockKind::body).size() == 4);
  CHECK(of_kind(article, BlockKind::quote).size() == 1);
  CHECK(of_kind(article, BlockKind::related).size() == 2);
  CHECK(article.title.value == "Dam talks end in Addis without a deal");
  CHECK_FALSE(article.title.spans.empty());
  CHECK(article.byline.value == "Sara Bekele");
  CHECK(article.outlet.value == "Nile Courier");
  CHECK(article.agency.value == "Reuters");
  CHECK(article.dateline_place.value == "ADDIS ABABA");
  CHECK(article.url == "https://nile.example/2014/02/11/dam-talks");
  CHECK(article.language == "en");
  REQUIRE_FALSE(article.dates.empty());
  CHECK(article.dates[0].kind == DateHint::Kind::published);
  CHECK(base::to_iso(*article.dates[0].day.from) == "2014-02-11");
  const auto has = [&](DateHint::Kind kind) {
    return std::any_of(article.dates.begin(), article.dates.end(),
                       [&](const DateHint& hint) { return hint.kind == kind; });
  };
  CHECK(has(DateHint::Kind::updated));
  CHECK(has(DateHint::Kind::url));
}

TEST_CASE("everything a page says is in some block, but scripts and styles") {
  const Article article = read(kPage);
  const std::string all = article.text.text;
  for (const char* text : {"Home", "2 comments", "We use cookies", "All rights reserved", "Accept"})
    CHECK(all.find(text) != std::string::npos);
  CHECK(all.find("color: red") == std::string::npos);
  CHECK(all.find("NewsArticle") == std::string::npos);
}

TEST_CASE("inline tags neither glue words nor break them") {
  CHECK(blocks_of(read("<p>one <b>two</b> three</p>")) == Texts{"one two three"});
  CHECK(blocks_of(read("<p>un<b>break</b>able</p>")) == Texts{"unbreakable"});
  CHECK(blocks_of(read("<p>one<b> </b>two</p>")) == Texts{"one two"});
  CHECK(blocks_of(read("<p>one<!-- x --> two</p>")) == Texts{"one two"});
  CHECK(blocks_of(read("<p>McD<i>on</i>ald</p>")) == Texts{"McDonald"});
  CHECK(blocks_of(read("<a href=1>Home</a><a href=2>News</a>")) == Texts{"Home", "News"});
  CHECK(blocks_of(read("<span>home</span><span>News</span>")) == Texts{"home", "News"});
  CHECK(blocks_of(read("<div>one</div>two<div>three</div>")) == Texts{"one", "two", "three"});
  CHECK(blocks_of(read("<table><tr><td>a<td>b<tr><td>c</table>")) == Texts{"a", "b", "c"});
}

TEST_CASE("a line break ends a block unless the sentence plainly goes on") {
  CHECK(blocks_of(read("<p>First line.<br>Second line.</p>")) == Texts{"First line.", "Second line."});
  CHECK(blocks_of(read("<p>the first half<br>\nof a sentence</p>")) == Texts{"the first half of a sentence"});
  CHECK(blocks_of(read("<p>no blank<br>beside it</p>")) == Texts{"no blank", "beside it"});
  CHECK(blocks_of(read("<p>one <br><br> two</p>")) == Texts{"one", "two"});
}

TEST_CASE("references and odd characters keep their bytes") {
  CHECK(blocks_of(read("<p>AT&amp;T &lt;b&gt; caf&eacute; &#8212; &#x1F600; &notit; &unknown; &</p>")) ==
        Texts{"AT&T <b> caf\u00E9 \u2014 \U0001F600 \u00ACit; &unknown; &"});
  CHECK(blocks_of(read("<p>a&nbsp;b\xC2\xA0"
                       "c&#173;d e\xE2\x80\x8B"
                       "f</p>")) == Texts{"a b cd ef"});
  CHECK(blocks_of(read("<p>a   b\n\n\tc</p>")) == Texts{"a b c"});
}

TEST_CASE("charsets are found and every character keeps its bytes") {
  const auto check = [](const std::string& bytes, const std::string& charset, const std::string& text) {
    const Article article = read(bytes, charset);
    REQUIRE(article.blocks.size() == 1);
    CHECK(article.text_of(article.blocks[0]) == text);
    const auto spans = article.text.spans(article.blocks[0].range);
    REQUIRE_FALSE(spans.empty());
    CHECK(spans.front().begin == bytes.find("<p>") + 3);
    CHECK(spans.back().end == bytes.find("</p>"));
  };
  check("<meta charset=windows-1251><p>\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE2</p>", "", "Министр в");
  check("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>caf\xE9 \x93now\x94</p>", "",
        "café “now”");
  check("<p>\xB9\xFA\xBC\xCA\xD0\xC2\xCE\xC5</p>", "gb2312", "国际新闻");
  check("<meta charset=iso-8859-1><p>d\xC3\xA9j\xC3\xA0 vu</p>", "", "déjà vu");  // it is UTF-8 all the same
  check("<p>\x83\x6A\x83\x85\x81\x5B\x83\x58</p>", "shift_jis", "ニュース");
  std::string wide;
  for (const char c : std::string("<p>Talks go on</p>")) wide += {c, '\0'};
  const Article article = read(wide, "utf-16le");
  CHECK(blocks_of(article) == Texts{"Talks go on"});
  CHECK(article.text.spans(article.blocks[0].range) == ByteSpans{{6, 28}});
}

TEST_CASE("bytes that are no character are read as U+FFFD and counted") {
  const Article article = read("<p>The caf\xE9 on the corner \xE2\x82 closed.</p>", "utf-8");
  CHECK(blocks_of(article) == Texts{"The caf\uFFFD on the corner \uFFFD closed."});
  REQUIRE(article.notes.size() == 1);
  CHECK(article.notes[0].starts_with("2 places"));
}

TEST_CASE("broken markup keeps its text") {
  CHECK(blocks_of(read("<p>one<p>two<li>three</div>four")) == Texts{"one", "two", "three", "four"});
  CHECK(blocks_of(read("text < 3 and a<b")) == Texts{"text < 3 and a"});
  CHECK(blocks_of(read("<p>seen</p><svg><title>icon</title><p>shown")) == Texts{"seen", "shown"});
  CHECK(blocks_of(read("<textarea><p>raw</textarea>after")) == Texts{"<p>raw", "after"});
}

TEST_CASE("a page without text or of binary data is refused") {
  Page page;
  page.format = PageFormat::html;
  CHECK(cleaner().clean(page).error().kind == ErrorKind::Malformed);
  page.bytes = "<script>1</script>  ";
  CHECK(cleaner().clean(page).error().kind == ErrorKind::Malformed);
  page.bytes = std::string("\0\1\2\3abc\0\0\0", 10);
  CHECK(cleaner().clean(page).error().kind == ErrorKind::Unsupported);
  page.format = PageFormat::text;
  page.bytes = " \n\n ";
  CHECK(cleaner().clean(page).error().kind == ErrorKind::Malformed);
}

TEST_CASE("what the caller says of a page goes before what the page says") {
  Page page;
  page.format = PageFormat::html;
  page.bytes = kPage;
  page.outlet = "Caller's Paper";
  page.title = "Another headline";
  page.id = "17";
  page.published = TimeInterval::day(std::chrono::sys_days{std::chrono::year{2014} / 3 / 2});
  const auto article = cleaner().clean(page);
  REQUIRE(article);
  CHECK(article->outlet.value == "Caller's Paper");
  CHECK(article->title.value == "Another headline");
  CHECK(article->id == "17");
  REQUIRE(!article->dates.empty());
  CHECK(article->dates.front().where == "caller");
  CHECK(article->dates.front().as_written == "2014-03-02");
}

TEST_CASE("a trail of sections above the story is no part of it, a sentence with a stroke is") {
  const std::string body =
      "<p>Envoys of both governments signed the protocol in the harbour office on Tuesday, and the ferries sail again "
      "from Friday, the port captain said.</p><p>The first ship carries flour and medicine and / or fuel for the "
      "islands, as the two sides agreed after nine days of talks that nobody outside had expected to last.</p>";
  const Article article =
      read("<html><body><main><article><h1>Ferries sail again</h1><div>Home / World / South Seas</div>" + body +
           "</article></main></body></html>");
  const Texts story = of_kind(article, BlockKind::body);
  CHECK(std::find(story.begin(), story.end(), "Home / World / South Seas") == story.end());
  CHECK(story.size() == 2);
}

TEST_CASE("a call to read another story is no part of this one") {
  const std::string first =
      "<p>Envoys of both governments signed the protocol in the harbour office on Tuesday, and the ferries sail again "
      "from Friday, the port captain said.</p>";
  const std::string second =
      "<p>The first ship carries flour and medicine for the islands, as the two sides agreed after nine days of talks "
      "that nobody outside had expected to last.</p>";
  const Article article = read("<html><body><main><article><h1>Ferries sail again</h1>" + first +
                               "<p>Lea más: <a href='/2'>El puerto abre de nuevo tras nueve días de espera</a></p>" +
                               second + "</article></main></body></html>");
  CHECK(of_kind(article, BlockKind::related) == Texts{"Lea más: El puerto abre de nuevo tras nueve días de espera"});
  CHECK(of_kind(article, BlockKind::body).size() == 2);
}

TEST_CASE("asked for, the scorer gives its reasons in words") {
  Page page;
  page.path = "test.html";
  page.format = PageFormat::html;
  page.bytes = kPage;
  const auto plain = cleaner().clean(page), explained = cleaner().clean(page, true);
  REQUIRE(plain);
  REQUIRE(explained);
  REQUIRE(plain->blocks.size() == explained->blocks.size());
  for (std::size_t i = 0; i < plain->blocks.size(); ++i) {
    CHECK(plain->blocks[i].kind == explained->blocks[i].kind);
    const std::string &short_why = plain->blocks[i].why, &long_why = explained->blocks[i].why;
    CHECK(long_why.starts_with(short_why));
    if (short_why.starts_with("the scorer")) CHECK(long_why.size() > short_why.size() + 10);
  }
}

namespace {

// A page with this head, these lines below its headline, and a story.
Article with_lines(const std::string& head, const std::string& lines) {
  std::string page = "<html><head><title>Port workers end strike</title>" + head +
                     "</head><body><article><h1>Port workers end strike</h1>" + lines;
  for (int i = 0; i < 4; ++i) {
    page +=
        "<p>The dockers of the northern port went back to work on Monday after nine days of talks with the harbour "
        "board, "
        "both sides said, and the first ships were unloaded before noon.</p>";
  }
  return read(page + "</article></body></html>");
}

std::string byline_of(const std::string& head, const std::string& lines) {
  return with_lines(head, lines).byline.value;
}

}  // namespace

TEST_CASE("who wrote it, apart from offices, topics and other stories' writers") {
  // The name alone is a link; what follows is her office. Two names are two names.
  CHECK(byline_of("", "<div class=byline>By <a href=/people/ada>Ada Holm</a> Deputy Harbour Editor</div>") ==
        "Ada Holm");
  CHECK(byline_of("", "<div class=byline>By <a href=/a>Ada Holm</a> and <a href=/b>Jon Berg</a></div>") ==
        "Ada Holm and Jon Berg");
  CHECK(byline_of("", "<div itemprop=author>By <a href=/people/ada>Ada Holm</a><br>Senior Reporter</div>") ==
        "Ada Holm");
  // One tag gives the first, another all of them.
  CHECK(byline_of("<meta name=dc.creator content='Ada Holm'><meta name=citation_authors content='Ada Holm'>"
                  "<meta name=citation_authors content='Jon Berg'>",
                  "") == "Ada Holm, Jon Berg");
  // What the page says it was written by goes before an element of another story.
  CHECK(byline_of("<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ada Holm'>",
                  "<div class=teaser><span itemprop=author>Jon Berg</span></div>") == "Ada Holm");
  // Words that nobody says "by" of.
  CHECK(byline_of("", "<div class=author>Insights from</div>").empty());
  CHECK(byline_of("", "<div class=author>Lifestyle</div>").empty());
  CHECK(byline_of("<meta name=article:section content='Labour Strategy'>", "<div class=author>Labour Strategy</div>")
            .empty());
  CHECK(byline_of("<meta name=author content='www.example.com/ada'>", "").empty());
}

TEST_CASE("a headline in two lines is one headline where the page's data says so") {
  const auto title_of = [](const std::string& data, const std::string& heading) {
    std::string page = "<html><head><title>x</title><meta property=og:title content='" + data +
                       "'></head><body><article><h1>" + heading + "</h1>";
    for (int i = 0; i < 4; ++i) {
      page +=
          "<p>The dockers of the northern port went back to work on Monday after nine days of talks with the harbour "
          "board, both sides said, and the first ships were unloaded before noon.</p>";
    }
    return read(page + "</article></body></html>").title.value;
  };
  CHECK(title_of("Port workers end strike: nine days that cost millions",
                 "<span>Port workers end strike:</span><br><br><span>nine days that cost millions</span>") ==
        "Port workers end strike: nine days that cost millions");
}
