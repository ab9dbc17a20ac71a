#include "link/copies.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <map>

#include "annals/pipeline.h"
#include "link/told.h"

using namespace annals;
using namespace told;

namespace {

const std::string kFerry =
    "A ferry with more than two hundred passengers on board ran aground off the southern island early on Tuesday after "
    "its rudder failed in heavy seas, the coast guard said. Eleven people were taken to hospital, two of them with "
    "broken bones, and the others were brought ashore in fishing boats before the tide turned. Captain Horacio "
    "Belmonte "
    "said that he had steered for the sandbank on purpose, because the ship would otherwise have been thrown against "
    "the rocks below the lighthouse. The company that runs the line has owned the vessel for six years; inspectors "
    "found it seaworthy in the spring but asked for the steering gear to be repaired within ninety days. Harbour "
    "officials could not say on Tuesday whether that had been done. It was the third accident on the route in two "
    "years, and the governor of the islands called for the licence to be withdrawn until every ship of the line had "
    "been examined by engineers from the mainland. Families waited through the morning at the fish market, where the "
    "mayor read out the names of those who had been brought in.";

const std::string kDam =
    "Engineers opened two of the seven gates of the northern dam on Sunday night to relieve the pressure of the "
    "highest "
    "water in forty years, and villages along the lower river were told to move cattle and grain to the hills. The "
    "minister for water, Adela Quiroga, flew over the valley at noon and said that the wall was sound. Farmers were "
    "less "
    "sure: in the last flood the gates jammed, and the bridge at the old mill was carried away with a bus on it.";

const std::string kStatement =
    "“We have listened to the families, we have listened to the engineers, and we have come to the conclusion that no "
    "ship of this line shall leave port until the last bolt has been looked at by somebody who is not paid by those "
    "who "
    "own it. That is a hard decision for the islands, and we know it. But a hard week is better than another morning "
    "like this one, and I will not stand in that market again reading names from a sheet of paper.”";

Teller page(const std::string& id, const std::string& outlet, const std::vector<std::string>& paragraphs,
            const std::string& day = "1991-06-04") {
  Teller out(id, outlet, day);
  for (const std::string& paragraph : paragraphs) out.text(paragraph);
  return out;
}

const LinkedRecord::DocumentLinks& links_of(const LinkedRecord& record, const std::string& id) {
  const auto at = std::find_if(record.documents.begin(), record.documents.end(),
                               [&](const LinkedRecord::DocumentLinks& links) { return links.document == id; });
  REQUIRE(at != record.documents.end());
  return *at;
}

std::size_t copies_in(const LinkedRecord& record) {
  std::size_t count = 0;
  for (const LinkedRecord::DocumentLinks& links : record.documents) count += links.copies.size();
  return count;
}

// Sentences without sense: `count` of them, the same for the same seed.
std::vector<std::string> sentences(std::size_t count, std::uint64_t seed) {
  constexpr auto kWords = std::to_array<const char*>(
      {"harbour",  "grain",    "frontier", "prisoners", "treaty",    "bridge",   "pipeline", "embargo",
       "fishing",  "convoy",   "truce",    "missile",   "election",  "refugees", "tariff",   "airport",
       "barracks", "hostages", "river",    "mines",     "observer",  "uranium",  "railway",  "islands",
       "militia",  "debts",    "vaccine",  "journal",   "satellite", "power"});
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string sentence = "Then";
    for (int word = 0; word < 14; ++word) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      sentence += std::string(" ") + kWords[(seed >> 33) % kWords.size()];
    }
    out.push_back(sentence + ".");
  }
  return out;
}

}  // namespace

TEST_CASE("a wire cut to its first third, with a local paragraph, is a copy, and its passage is shown in both") {
  const std::string third = kFerry.substr(0, kFerry.find(" The company that runs"));
  const std::string local = "Two teachers from this town were on the way to a wedding when it happened, a cousin said.";
  const CodedDocument whole = page("a1", "Island Wire", {kFerry}),
                      cut = page("b1", "Evening Star", {"PORT SOL, June 4 - " + third, local}, "1991-06-05");
  const LinkedRecord record = link_documents({whole, cut});
  const LinkedRecord::DocumentLinks& links = links_of(record, "b1");
  CHECK(links.root == "a1");
  REQUIRE(links.copies.size() == 1);
  CHECK(links.copies[0].document == "a1");
  CHECK(links.copies[0].kind == "wire copy");
  CHECK(links.copies[0].similarity > 0.7);
  REQUIRE(links.copies[0].passages.size() == 1);
  const SharedPassage& passage = links.copies[0].passages[0];
  const auto bytes = [](const CodedDocument& document, const ByteSpans& spans) {  // raw bytes are the text's here
    return document.article.text.text.substr(spans.at(0).begin, spans.at(0).size());
  };
  const std::string here = bytes(cut, passage.spans);
  CHECK(here == bytes(whole, passage.other_spans));
  CHECK(here.starts_with("ferry with more than two hundred"));
  CHECK(here.ends_with("below the lighthouse"));
  const Copy& mirror = links_of(record, "a1").copies.at(0);
  CHECK(mirror.passages.at(0).spans == passage.other_spans);
}

TEST_CASE("spelling, shortened names, dropped words and turned sentences leave a copy a copy") {
  const std::string edited =
      "A ferry carrying over two hundred passengers ran aground off the southern island Tuesday after its rudder "
      "failed "
      "in rough seas, the coastguard said. Eleven people were taken to the hospital, two with broken bones, and the "
      "others were brought ashore in fishing boats before the tide turned. Belmonte said he had steered for the "
      "sandbank "
      "on purpose, because the ship would otherwise have been thrown against rocks below the lighthouse. Harbor "
      "officials "
      "could not say whether that had been done. The company which runs the line has owned the ship for 6 years; "
      "inspectors found it seaworthy in spring but asked for the steering gear to be repaired within 90 days.";
  const LinkedRecord record =
      link_documents({page("a1", "Island Wire", {kFerry}), page("b1", "Star", {edited}), page("c1", "Sun", {kDam})});
  REQUIRE(links_of(record, "b1").copies.size() == 1);
  CHECK(links_of(record, "b1").copies[0].document == "a1");
  CHECK(links_of(record, "c1").copies.empty());
}

TEST_CASE("stories that quote one long statement are no copies of one another") {
  const auto told = [&](const std::string& id, const std::string& before, const std::string& after) {
    return page(id, "Outlet " + id, {before, kStatement, after});
  };
  const LinkedRecord record = link_documents(
      {told("a1", "The governor grounded the island ferries on Wednesday, a day after one of them struck a sandbank.",
            "Shares of the operator lost a fifth of their value within an hour of the announcement on the exchange."),
       told("b1", "No boat will sail to the islands this week, and tourists are looking for other ways to get home.",
            "Hotel owners in the south said that they would let stranded guests stay for half of the usual price."),
       told("c1", "Speaking without notes before a silent crowd, the head of the provincial government went further.",
            "The union of seamen, which had asked for inspections since the winter, welcomed what it called a late "
            "step.")});
  CHECK(copies_in(record) == 0);
}

TEST_CASE("what stands under many stories makes none of them a copy, and hides none") {
  const std::string notice =
      "We and our partners keep small files on your device to count visits and to choose advertising that may interest "
      "you; you may change your mind at any time in the settings at the foot of this page. All rights reserved.";
  const std::string background =
      "The line was founded by two brothers after the war and carried mail and cattle until the bridge was built; "
      "since "
      "then it has lived on tourists, and has changed hands four times in ten years.";
  std::vector<CodedDocument> documents;
  for (int i = 0; i < 12; ++i) {
    std::vector<std::string> paragraphs =
        sentences(6 + static_cast<std::size_t>(i % 4), 100 + static_cast<std::uint64_t>(i));
    paragraphs.push_back(i % 2 == 0 ? notice : background);
    documents.push_back(page("d" + std::to_string(i), i % 2 == 0 ? "Star" : "Sun", paragraphs));
  }
  const std::string half = kFerry.substr(0, kFerry.find(" It was the third"));
  documents.push_back(page("wire", "Island Wire", {kFerry, background}));
  documents.push_back(page("copy", "Star", {half, notice}, "1991-06-05"));
  const LinkedRecord record = link_documents(documents);
  CHECK(copies_in(record) == 2);
  REQUIRE(links_of(record, "copy").copies.size() == 1);
  CHECK(links_of(record, "copy").copies[0].document == "wire");
  CHECK(links_of(record, "copy").copies[0].similarity > 0.95);  // the notice weighs nothing
}

TEST_CASE("one text under one name is a page read twice, under two names a wire") {
  const LinkedRecord record =
      link_documents({page("a1", "Star", {kFerry}), page("b1", "Star", {kFerry, "Updated."}), page("c1", "", {kDam}),
                      page("d1", "Sun", {kDam}), page("e1", "Moon", {kDam}, "1991-06-05")});
  CHECK(links_of(record, "a1").copies.at(0).kind == "same page");
  CHECK(links_of(record, "d1").copies.at(0).kind == "same page");  // nothing says that they are two
  std::map<std::string, std::string> kinds;
  for (const Copy& copy : links_of(record, "e1").copies) kinds[copy.document] = copy.kind;
  CHECK(kinds["d1"] == "wire copy");
}

TEST_CASE("a wire of one sentence is found in another page, a phrase that two share is not") {
  const std::string flash =
      "The parliament of the islands voted on Friday evening to dissolve itself and to hold elections in October, the "
      "speaker told reporters after a session of nine hours behind closed doors.";
  const LinkedRecord record = link_documents(
      {page("a1", "Island Wire", {flash}), page("b1", "Star", {flash, "More soon."}, "1991-06-05"),
       page("c1", "Sun", {"Told reporters after a session of nine hours behind closed doors, nobody was surprised."})});
  REQUIRE(links_of(record, "b1").copies.size() == 1);
  CHECK(links_of(record, "b1").root == "a1");
  CHECK(links_of(record, "c1").copies.empty());
}

TEST_CASE("texts without blanks between words, and texts from right to left, are compared as well") {
  const std::string chinese_first =
      "海岸警卫队星期二宣布，一艘载有二百多名乘客的渡轮清晨在南部岛屿附近搁浅，原因是船舵在大浪中失灵。";
  const std::string chinese_second =
      "十一人被送往医院，其中两人骨折，其余乘客在退潮前由渔船接回岸上。船长表示他有意驶向沙洲，以免船只撞上灯塔下的礁石"
      "。";
  const std::string chinese_other =
      "北部水坝的工程师星期日夜间打开了七座闸门中的两座，以减轻四十年来最高水位造成的压力，下游村庄已接到通知转移牲畜和"
      "粮食。";
  const std::string arabic_first =
      "أعلن خفر السواحل يوم الثلاثاء أن عبارة تقل أكثر من مئتي راكب جنحت قرب الجزيرة الجنوبية فجرا بعد تعطل الدفة في "
      "بحر "
      "هائج، ونقل أحد عشر شخصا إلى المستشفى.";
  const std::string arabic_second =
      "وقال القبطان إنه توجه عمدا نحو الكثيب الرملي كي لا ترتطم السفينة بالصخور أسفل المنارة، وانتظرت العائلات في سوق "
      "السمك حتى قرئت الأسماء.";
  const std::string arabic_other =
      "فتح المهندسون ليل الأحد بوابتين من سبع بوابات في السد الشمالي لتخفيف ضغط المياه، وطلب من القرى نقل الماشية "
      "والحبوب.";
  const LinkedRecord record = link_documents(
      {page("c1", "甲", {chinese_first + chinese_second}), page("c2", "乙", {chinese_first}, "1991-06-05"),
       page("c3", "丙", {chinese_other}), page("r1", "أ", {arabic_first, arabic_second}),
       page("r2", "ب", {arabic_second}, "1991-06-05"), page("r3", "ج", {arabic_other})});
  CHECK(copies_in(record) == 4);
  CHECK(links_of(record, "c2").root == "c1");
  CHECK(links_of(record, "r2").root == "r1");
}

TEST_CASE("a round-up that holds many wires joins them to nothing") {
  std::vector<CodedDocument> documents;
  std::vector<std::string> all;
  for (int i = 0; i < 8; ++i) {
    const std::vector<std::string> wire = sentences(8, 500 + static_cast<std::uint64_t>(i));
    documents.push_back(page("w" + std::to_string(i), "Wire", wire));
    all.insert(all.end(), wire.begin(), wire.end());
  }
  documents.push_back(page("roundup", "Star", all, "1991-06-05"));
  const LinkedRecord record = link_documents(documents);
  CHECK(links_of(record, "roundup").copies.size() == 8);
  CHECK(links_of(record, "roundup").root == "roundup");
  for (int i = 0; i < 8; ++i) CHECK(links_of(record, "w" + std::to_string(i)).root == "w" + std::to_string(i));
}

namespace {

// A wire and its copies: each keeps the first third at least, and puts in a sentence of its own.
std::vector<CodedDocument> wire_and_copies(std::size_t copies) {
  const std::vector<std::string> wire = sentences(24, 9);
  std::vector<CodedDocument> out = {page("wire", "Wire", wire)};
  for (std::size_t i = 0; i < copies; ++i) {
    std::vector<std::string> text(wire.begin(), wire.begin() + 8 + static_cast<std::ptrdiff_t>(i % 16));
    text.insert(text.begin() + static_cast<std::ptrdiff_t>(1 + i % 7), sentences(1, 1000 + i).front());
    out.push_back(page("copy" + std::to_string(i), "Outlet " + std::to_string(i), text, "1991-06-05"));
  }
  return out;
}

double seconds_to_link(const std::vector<CodedDocument>& documents) {
  const std::clock_t began = std::clock();
  CHECK(link_documents(documents).documents.size() == documents.size());
  return static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("a wire's thousand copies all lead back to it, at a cost that grows no faster than they do") {
  const std::vector<CodedDocument> thousand = wire_and_copies(1000);
  const LinkedRecord record = link_documents(thousand);
  for (const LinkedRecord::DocumentLinks& links : record.documents) {
    CHECK(links.root == "wire");
    CHECK(links.copies.size() <= 8);
    const bool listed =
        std::any_of(links.copies.begin(), links.copies.end(), [](const Copy& copy) { return copy.document == "wire"; });
    CHECK((listed || links.document == "wire"));
  }
  const double small = seconds_to_link(thousand), large = seconds_to_link(wire_and_copies(4000));
  MESSAGE("1,000 copies: " << small << " s, 4,000: " << large << " s");
  CHECK(large < 8 * small + 0.2);
}

TEST_CASE("the order in which copies come in changes nothing") {
  std::vector<CodedDocument> documents = wire_and_copies(60);
  for (int i = 0; i < 20; ++i)
    documents.push_back(page("s" + std::to_string(i), "Star", sentences(7, 70 + static_cast<std::uint64_t>(i / 2))));
  const auto dump = [](const LinkedRecord& record) {
    std::string out;
    for (const LinkedRecord::DocumentLinks& links : record.documents) {
      out += links.document + " " + links.root + "\n";
      for (const Copy& copy : links.copies) {
        out += copy.document + std::to_string(copy.similarity) + copy.kind;
        for (const SharedPassage& passage : copy.passages)
          out += " " + std::to_string(passage.spans.at(0).begin) + "," + std::to_string(passage.other_spans.at(0).end);
        out += "\n";
      }
    }
    return out;
  };
  const std::string expected = dump(link_documents(documents));
  std::uint64_t state = 5;
  for (int round = 0; round < 5; ++round) {
    for (std::size_t i = documents.size(); i > 1; --i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      std::swap(documents[i - 1], documents[(state >> 33) % i]);
    }
    CHECK(dump(link_documents(documents)) == expected);
  }
}
