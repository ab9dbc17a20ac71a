#include "acquire/archives.h"
#include "acquire/xml.h"
#include "base/calendar.h"

using namespace annals;
using namespace annals::acquire;

namespace {
bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }
std::string day(const Page& page) {
  return page.published && page.published->is_day() ? base::to_iso(*page.published->from) : "";
}
}  // namespace

TEST_CASE("RSS 2.0: the fullest text of an item, its link, its day") {
  const Got got = read_all("feed", R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss [<!ENTITY bomb "x"><!ENTITY file SYSTEM "file:///etc/passwd">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Tampere Courier</title><link>http://c.example/</link><image><title>Logo</title></image>
<item><title>Ferries &amp;amp; &lt;b&gt;strikes&lt;/b&gt;</title><link> http://c.example/1 </link>
 <description>Short &amp; teaser &bomb;</description><media:description>No</media:description>
 <content:encoded><![CDATA[<p>The ferry council &amp; its envoys met.</p>]]></content:encoded>
 <pubDate>Thu, 08 Dec 2016 10:00:00 GMT</pubDate></item>
<item><title>Two</title><guid isPermaLink="true">http://c.example/2</guid>
 <description>&lt;p&gt;Talks&amp;#8217; end &amp;amp; hope.&lt;/p&gt;</description><source url="x">Harbour News</source></item>
<item><title>Three</title><link>http://c.example/3</link><description>Plain words, 5 &lt; 6 &file;.</description></item>
<item><title>Four</title><link>http://c.example/4</link></item>
</channel></rss>)");
  CHECK(got.errors.empty());
  REQUIRE(got.pages.size() == 3);
  const Page& one = got.pages[0];
  CHECK(one.bytes == "<p>The ferry council &amp; its envoys met.</p>");
  CHECK(one.format == PageFormat::html);
  CHECK(one.title == "Ferries & strikes");
  CHECK(one.url == "http://c.example/1");
  CHECK(one.outlet == "The Tampere Courier");
  CHECK(one.path == "feed#1");
  CHECK(one.charset == "utf-8");
  CHECK(day(one) == "2016-12-08");
  CHECK(got.pages[1].bytes == "<p>Talks&#8217; end &amp; hope.</p>");
  CHECK(got.pages[1].url == "http://c.example/2");
  CHECK(got.pages[1].outlet == "Harbour News");
  CHECK(got.pages[2].bytes == "Plain words, 5 < 6 &file;.");
  REQUIRE(got.told.size() == 1);
  CHECK(says(got.told[0], "1 without text"));
}

TEST_CASE("RSS 1.0 and 0.91") {
  const Got rdf = read_all(
      "feed", R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>News</title></channel>
<item rdf:about="y"><title>One</title><link>http://d.example/1</link><description>Words of one.</description><dc:date>2011-03-04T10:00:00Z</dc:date></item></rdf:RDF>)");
  REQUIRE(rdf.pages.size() == 1);
  CHECK(day(rdf.pages[0]) == "2011-03-04");
  CHECK(rdf.pages[0].format == PageFormat::text);
  const Got old =
      read_all("feed",
               "<rss version=\"0.91\"><channel><title>T</title><item><title>A</title><link>u</link><description>Old "
               "words.</description></item></channel></rss>");
  REQUIRE(old.pages.size() == 1);
  CHECK(old.pages[0].bytes == "Old words.");
}

TEST_CASE("Atom: html, xhtml and text; a day of change is none of publication") {
  const Got got = read_all("feed", R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>
<entry><title type="html">A &amp;amp; B</title><link rel="self" href="s"/><link href="http://e.example/1"/><published>2016-12-08T23:00:00Z</published><updated>2016-12-10T00:00:00Z</updated>
 <content type="html">&lt;p&gt;Html.&lt;/p&gt;</content><summary>S</summary></entry>
<entry><title>C</title><link rel="alternate" href="http://e.example/2"/><updated>2016-12-10T00:00:00Z</updated>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Xhtml &amp; more<br/></p></div></content></entry>
<entry><title>D</title><content type="text">Less &lt;p&gt; than text</content></entry>
<entry><title>E</title><content src="http://e.example/video" type="video/mp4"/></entry></feed>)");
  CHECK(got.errors.empty());
  REQUIRE(got.pages.size() == 3);
  CHECK(got.pages[0].title == "A & B");
  CHECK(got.pages[0].url == "http://e.example/1");
  CHECK(got.pages[0].bytes == "<p>Html.</p>");
  CHECK(day(got.pages[0]) == "2016-12-08");
  CHECK(got.pages[1].bytes == "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Xhtml &amp; more<br/></p></div>");
  CHECK_FALSE(got.pages[1].published);
  CHECK(says(got.pages[1].notes.at(0), "no day of publication"));
  CHECK(got.pages[2].format == PageFormat::text);
  CHECK(got.pages[2].bytes == "Less <p> than text");
  CHECK(says(got.told.at(0), "1 whose text lies at another address"));
}

TEST_CASE("feeds in other charsets") {
  const std::string feed =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><title>Caf\xE9</title>"
      "<description>S\xE9mi \x93talks\x94</description></item></channel></rss>";
  const Got got = read_all("feed", feed);
  REQUIRE(got.pages.size() == 1);
  CHECK(got.pages[0].title == "Caf\xC3\xA9");
  CHECK(got.pages[0].bytes == "S\xC3\xA9mi \xE2\x80\x9Ctalks\xE2\x80\x9D");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("<rss><channel><item><description>Wide words.</description></item></channel></rss>"))
    wide += {c, '\0'};
  const Got sixteen = read_all("feed", wide);
  REQUIRE(sixteen.pages.size() == 1);
  CHECK(sixteen.pages[0].bytes == "Wide words.");
}

TEST_CASE("a broken feed keeps the items that are whole") {
  const Got cut = read_all("feed", "<rss><channel><item><description>One.</description></item><item><description>Tw");
  CHECK(cut.pages.size() == 1);
  REQUIRE(cut.errors.size() == 1);
  CHECK(says(cut.errors[0].message, "cut short"));
  CHECK(cut.errors[0].source == "feed#2");
  const Got loose = read_all("feed",
                             "<rss><channel><item><description>Fish <br> & chips <b>now</description></item></div>"
                             "<item><description>Next.</description></item></channel></rss>");
  REQUIRE(loose.pages.size() == 2);
  CHECK(loose.pages[0].bytes == "Fish <br> & chips <b>now");
  std::string deep = "<rss><channel><item><description>";
  for (int i = 0; i < 400; ++i) deep += "<a>";
  deep += "</description></item>";
  for (int i = 0; i < 400; ++i) deep += "</a>";
  const Got nested = read_all("feed", deep + "</channel></rss>");
  CHECK(nested.pages.empty());
  REQUIRE(nested.errors.size() >= 1);
  CHECK(says(nested.errors[0].message, "deeper than 256"));
}

TEST_CASE("the scanner gives exact spans") {
  const std::string_view bytes = "<a x='1>2'>t&amp;<![CDATA[c]]></a>";
  Xml xml(bytes);
  const auto start = xml.next();
  CHECK(start.name == "a");
  CHECK(attribute(start.attributes, "x") == "1>2");
  CHECK(start.span == ByteSpan{0, 11});
  CHECK(resolved(xml.next().text) == "t&");
  const auto cdata = xml.next();
  CHECK(cdata.text == "c");
  CHECK(cdata.span == ByteSpan{17, 30});
  CHECK(xml.next().kind == Xml::Kind::end);
  CHECK(xml.next().kind == Xml::Kind::finish);
  CHECK(resolved("&#x2019;&nbsp;&lt;&#0;&") == "\xE2\x80\x99&nbsp;<\xEF\xBF\xBD&");
}
