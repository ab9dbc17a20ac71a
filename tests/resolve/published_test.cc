#include "resolve/published.h"

#include "base/calendar.h"
#include "resolve/documents.h"

using namespace annals;
using namespace annals::testing;

namespace {

TimeInterval on_day(int y, unsigned m, unsigned d) { return TimeInterval::day(*base::make_day(y, m, d)); }

resolve::PublishedDate date_of(const Document& document, const std::vector<resolve::DateBound>& bounds = {}) {
  const resolve::Cast cast(document, knowledge(), {});
  return resolve::published_date(document, knowledge(), cast, bounds);
}

std::string ends(const TimeInterval& time) {
  return (time.from ? base::to_iso(*time.from) : "?") + ".." + (time.to ? base::to_iso(*time.to) : "?");
}

bool has_reason(const TimeInterval& time, std::string_view words) {
  return std::any_of(time.why.begin(), time.why.end(),
                     [&](const std::string& why) { return why.find(words) != std::string::npos; });
}

// "US Secretary of State John Kerry said ..." in words of our own.
constexpr std::string_view kKerry =
    "US/US/PROPN/NNP/compound/5/B-place Secretary/Secretary/PROPN/NNP/nmod:desc/5 of/of/ADP/IN/case/4 "
    "State/State/PROPN/NNP/nmod/2 John/John/PROPN/NNP/nsubj/7/B-person Kerry/Kerry/PROPN/NNP/flat/5/I-person "
    "arrived/arrive/VERB/VBD/root/0 ";

}  // namespace

TEST_CASE("the caller's day wins over the page's, and the page's over its text") {
  const Document document = DocumentBuilder()
                                .hint(DateHint::Kind::published, "2011-05-03", on_day(2011, 5, 3), "meta date")
                                .hint(DateHint::Kind::published, "2011-05-01", on_day(2011, 5, 1), "caller")
                                .plain("Rebels took the town on Monday .")
                                .done();
  const auto date = date_of(document);
  CHECK(ends(date.published) == "2011-05-01..2011-05-01");
  CHECK(date.told);
  CHECK(has_reason(date.published, "caller"));
  CHECK(has_reason(date.published, "says otherwise"));
}

TEST_CASE("a date of update only bounds the page from above") {
  const Document document = DocumentBuilder()
                                .hint(DateHint::Kind::updated, "2011-05-03", on_day(2011, 5, 3))
                                .plain("The mission has been in the hills since 2009 .")
                                .done();
  CHECK(ends(date_of(document).published) == "2009-01-01..2011-05-03");
}

TEST_CASE("a page without evidence has no day") {
  const auto date = date_of(DocumentBuilder().plain("Rebels took the town .").done());
  CHECK(date.published.unknown());
  CHECK(has_reason(date.published, "nothing"));
}

TEST_CASE("dateline, weekday and office leave one year") {
  const std::string lead = std::string(kKerry) +
                           "here/here/ADV/RB/advmod/7 on/on/ADP/IN/case/10 "
                           "Sunday/Sunday/PROPN/NNP/obl/7~ ././PUNCT/./punct/7";
  const auto date = date_of(DocumentBuilder().dateline("AMMAN", "Feb. 21").sentence(lead).done());
  CHECK(ends(date.published) == "2016-02-21..2016-02-21");
  CHECK(date.published.precision == Precision::day);
  CHECK(has_reason(date.published, "dateline"));
  CHECK(has_reason(date.published, "John Kerry"));
}

TEST_CASE("a dateline with its year needs nothing else") {
  const auto date = date_of(DocumentBuilder().dateline("QUITO", "3 March 1998").plain("Talks went on .").done());
  CHECK(ends(date.published) == "1998-03-03..1998-03-03");
}

TEST_CASE("the lead's weekday takes its date from a caption of that weekday, not from an archive picture") {
  DocumentBuilder builder;
  builder.block(BlockKind::caption).plain("The envoys shake hands in Bern , March 7 , 1997 .");
  builder.block(BlockKind::caption).plain("FILE - The bridge in ruins , March 5 , 1993 .");
  builder.block(BlockKind::body).plain("The envoys agreed on a truce , their hosts said Friday .");
  const auto date = date_of(builder.done());
  CHECK(ends(date.published) == "1997-03-07..1997-03-08");
  CHECK(ends(date.news_day) == "1997-03-07..1997-03-07");
}

TEST_CASE("a caption of another weekday only bounds from below") {
  DocumentBuilder builder;
  builder.block(BlockKind::caption).plain("The envoys shake hands in Bern , March 6 , 1997 .");
  builder.block(BlockKind::body).plain("The envoys agreed on a truce , their hosts said Friday .");
  CHECK(ends(date_of(builder.done()).published) == "1997-03-06..?");
}

TEST_CASE("a weekday is a picture's day where the story tells of the same two persons on it") {
  const std::string shown =
      "Marta/Marta/PROPN/NNP/nsubj/6/B-person Ruiz/Ruiz/PROPN/NNP/flat/1/I-person and/and/CCONJ/CC/cc/4 "
      "Pablo/Pablo/PROPN/NNP/conj/1/B-person Soto/Soto/PROPN/NNP/flat/4/I-person meet/meet/VERB/VBP/root/0 "
      "in/in/ADP/IN/case/8 Bern/Bern/PROPN/NNP/obl/6~ ,/,/PUNCT/,/punct/10 March/March/PROPN/NNP/obl/6 "
      "6/6/NUM/CD/nummod/10~ ,/,/PUNCT/,/punct/13 1997/1997/NUM/CD/nmod/10~ ././PUNCT/./punct/6";
  const std::string shown_alone =
      "Marta/Marta/PROPN/NNP/nsubj/3/B-person Ruiz/Ruiz/PROPN/NNP/flat/1/I-person speaks/speak/VERB/VBZ/root/0 "
      "in/in/ADP/IN/case/5 Bern/Bern/PROPN/NNP/obl/3~ ,/,/PUNCT/,/punct/7 March/March/PROPN/NNP/obl/3 "
      "6/6/NUM/CD/nummod/7~ ,/,/PUNCT/,/punct/10 1997/1997/NUM/CD/nmod/7~ ././PUNCT/./punct/3";
  const auto told = [](std::string_view day) {
    return "Pablo/Pablo/PROPN/NNP/nsubj/3/B-person Soto/Soto/PROPN/NNP/flat/1/I-person met/meet/VERB/VBD/root/0 "
           "Marta/Marta/PROPN/NNP/obj/3/B-person Ruiz/Ruiz/PROPN/NNP/flat/4/I-person on/on/ADP/IN/case/7 " +
           std::string(day) + "/" + std::string(day) + "/PROPN/NNP/obl/3~ ././PUNCT/./punct/3";
  };
  const auto page = [&](const std::string& caption, std::string_view day, const std::string& lead) {
    DocumentBuilder builder;
    builder.block(BlockKind::caption).sentence(caption);
    builder.block(BlockKind::body).plain(lead).plain("Snow fell on the city .").plain("Nobody spoke of the war .");
    builder.block(BlockKind::body).sentence(told(day));
    return date_of(builder.done());
  };
  const std::string friday = "The envoys agreed on a truce , their hosts said Friday .";
  const auto date = page(shown, "Thursday", friday);  // 6 March 1997
  CHECK(ends(date.published) == "1997-03-07..1997-03-08");
  CHECK(ends(date.news_day) == "1997-03-07..1997-03-07");
  CHECK(has_reason(date.published, "persons whom the caption"));
  CHECK(ends(page(shown, "Thursday", "The envoys agreed on a truce .").published) == "1997-03-06..1997-03-12");
  // Wednesday may be the day before the picture, or six days behind it.
  CHECK(ends(page(shown, "Thursday", "The envoys agreed on a truce , their hosts said Wednesday .").published) ==
        "1997-03-06..?");
  CHECK(ends(page(shown, "Tuesday", friday).published) == "1997-03-06..?");         // another day of the week
  CHECK(ends(page(shown_alone, "Thursday", friday).published) == "1997-03-06..?");  // one of the two
}

TEST_CASE("a day of the year in the text fits the lead's weekday in one year of an office") {
  const std::string lead =
      std::string(kKerry) + "on/on/ADP/IN/case/9 Thursday/Thursday/PROPN/NNP/obl/7~ ././PUNCT/./punct/7";
  DocumentBuilder builder;
  builder.block(BlockKind::caption).plain("The ministers in Oslo , September 9 , 2016 .");
  builder.block(BlockKind::body).sentence(lead);
  builder.block(BlockKind::body).plain("Both had met in the morning of December 8 .");
  const auto date = date_of(builder.done());
  CHECK(ends(date.published) == "2016-12-08..2016-12-09");
  CHECK(ends(date.news_day) == "2016-12-08..2016-12-08");
}

TEST_CASE("what history bounds is weaker than an office") {
  const std::string lead = std::string(kKerry) + "././PUNCT/./punct/7";
  const Document document = DocumentBuilder().sentence(lead).done();
  const auto after = *base::make_day(2015, 9, 30), wrong = *base::make_day(2019, 1, 1);
  CHECK(ends(date_of(document, {{after, {}, 1, "a campaign began"}}).published) == "2015-09-30..2017-01-20");
  const auto date = date_of(document, {{wrong, {}, 1, "another campaign began"}});
  CHECK(ends(date.published) == "2013-02-01..2017-01-20");
  CHECK(has_reason(date.published, "contradicts"));
}

TEST_CASE("a former office does not bound the page from above") {
  const std::string lead =
      "Former/former/ADJ/JJ/amod/6 US/US/PROPN/NNP/compound/6/B-place Secretary/Secretary/PROPN/NNP/nmod:desc/6 "
      "of/of/ADP/IN/case/5 State/State/PROPN/NNP/nmod/3 John/John/PROPN/NNP/nsubj/8/B-person "
      "Kerry/Kerry/PROPN/NNP/flat/6/I-person arrived/arrive/VERB/VBD/root/0~ ././PUNCT/./punct/8";
  CHECK_FALSE(date_of(DocumentBuilder().sentence(lead).done()).published.to);
}

TEST_CASE("years that lie ahead do not make a page younger") {
  const std::string lead =
      "Voters/voter/NOUN/NNS/nsubj/3 will/will/AUX/MD/aux/3 elect/elect/VERB/VB/root/0 a/a/DET/DT/det/5 "
      "council/council/NOUN/NN/obj/3 in/in/ADP/IN/case/7 2031/2031/NUM/CD/obl/3~ ././PUNCT/./punct/3";
  CHECK(date_of(DocumentBuilder().sentence(lead).plain("It had been dissolved in 1994 .").done()).published.from ==
        *base::make_day(1994, 1, 1));
}

TEST_CASE("who has left an office by the page's words had left it") {
  const std::string lead =
      "Former/former/ADJ/JJ/amod/6 US/US/PROPN/NNP/compound/6/B-place Secretary/Secretary/PROPN/NNP/nmod:desc/6 "
      "of/of/ADP/IN/case/5 State/State/PROPN/NNP/nmod/3 John/John/PROPN/NNP/nsubj/8/B-person "
      "Kerry/Kerry/PROPN/NNP/flat/6/I-person arrived/arrive/VERB/VBD/root/0~ ././PUNCT/./punct/8";
  const auto date = date_of(DocumentBuilder().sentence(lead).done());
  CHECK(ends(date.published) == "2016-12-20..?");  // a month before he left
  CHECK(has_reason(date.published, "had left"));
}

TEST_CASE("a year told as still ahead bounds the page from above, one that lay ahead then does not") {
  const std::string ahead =
      "Voters/voter/NOUN/NNS/nsubj/3 will/will/AUX/MD/aux/3 elect/elect/VERB/VB/root/0 a/a/DET/DT/det/5 "
      "council/council/NOUN/NN/obj/3 in/in/ADP/IN/case/7 1999/1999/NUM/CD/obl/3~ ././PUNCT/./punct/3";
  CHECK(ends(date_of(DocumentBuilder().sentence(ahead).plain("It had been dissolved in 1994 .").done()).published) ==
        "1994-01-01..1999-12-31");
  const std::string then =
      "Voters/voter/NOUN/NNS/nsubj/3 would/would/AUX/MD/aux/3 elect/elect/VERB/VB/root/0 a/a/DET/DT/det/5 "
      "council/council/NOUN/NN/obj/3 in/in/ADP/IN/case/7 1999/1999/NUM/CD/obl/3~ ././PUNCT/./punct/3";
  CHECK_FALSE(date_of(DocumentBuilder().sentence(then).plain("It had been dissolved in 1994 .").done()).published.to);
}

TEST_CASE("a day with its weekday leaves one year of those that are possible") {
  const auto from = *base::make_day(1995, 1, 1), to = *base::make_day(1999, 12, 31);
  const std::vector<resolve::DateBound> bounds = {{from, to, 3, "an office"}};
  DocumentBuilder builder;
  for (int i = 0; i < 4; ++i) builder.plain("Nothing of a day is told here .");
  const auto date = date_of(builder.plain("The bridge fell on Thursday , March 6 .").done(), bounds);
  CHECK(ends(date.published) == "1997-03-06..1998-03-07");
  CHECK(has_reason(date.published, "1997 only"));
  DocumentBuilder two;
  for (int i = 0; i < 4; ++i) two.plain("Nothing of a day is told here .");
  const std::vector<resolve::DateBound> wide = {{*base::make_day(1990, 1, 1), to, 3, "an office"}};
  CHECK(ends(date_of(two.plain("The bridge fell on Wednesday , March 6 .").done(), wide).published) ==
        "1990-01-01..1999-12-31");  // 1991 and 1996
}

TEST_CASE("years counted on from a dated thing bound the page from below") {
  DocumentBuilder builder;
  CHECK(ends(date_of(builder.plain("Prices doubled ten years after the 1973 coup .").done()).published) ==
        "1983-01-01..?");
}

TEST_CASE("an archive's day of fetching only bounds the page from above") {
  Document document = DocumentBuilder().plain("The mission has been in the hills since 2009 .").done();
  document.article.notes.push_back("fetched 2012-05-03T04:00:00Z, as its archive says");
  CHECK(ends(date_of(document).published) == "2009-01-01..2012-05-03");
}

TEST_CASE("a dateline without its year leaves a choice of days") {
  const auto open = date_of(DocumentBuilder().dateline("AMMAN", "Feb. 21").plain("Talks went on .").done());
  CHECK(open.published.unknown());
  CHECK(open.choices.size() > 60);
  const auto bounded = date_of(DocumentBuilder().dateline("AMMAN", "Feb. 21").plain("Talks went on .").done(),
                               {{*base::make_day(2010, 1, 1), *base::make_day(2012, 12, 31), 3, "as the test has it"}});
  CHECK(ends(bounded.published) == "2010-02-21..2012-02-21");
  CHECK(bounded.choices.size() == 3);
}

TEST_CASE("a dateline that contradicts the page's own day is reported") {
  const auto date = date_of(DocumentBuilder()
                                .hint(DateHint::Kind::published, "2011-05-03", on_day(2011, 5, 3))
                                .dateline("AMMAN", "Feb. 21")
                                .plain("Rebels took the town .")
                                .done());
  CHECK(ends(date.published) == "2011-05-03..2011-05-03");
  CHECK(has_reason(date.published, "contradicts"));
  REQUIRE(date.others.size() == 1);
  CHECK(date.others[0].day == *base::make_day(2011, 2, 21));
  const auto fits = date_of(DocumentBuilder()
                                .hint(DateHint::Kind::published, "2011-05-03", on_day(2011, 5, 3))
                                .dateline("AMMAN", "May 2")
                                .plain("Rebels took the town .")
                                .done());
  CHECK_FALSE(has_reason(fits.published, "contradicts"));
}
