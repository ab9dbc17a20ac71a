#include <doctest/doctest.h>

#include "store/made.h"

using namespace annals;

namespace {

// Any bytes at all: a path may be no UTF-8, and nothing may be lost for that.
std::string any_bytes(made::Dice& dice) {
  std::string out(dice.below(12), '\0');
  for (char& c : out) c = static_cast<char>(dice.below(256));
  return out;
}

void disturb(made::Dice& dice, CodedDocument& document) {
  Article& article = document.article;
  for (std::string* text : {&article.path, &article.url, &article.language, &article.title.value, &article.byline.where,
                            &article.agency.value, &article.section.value, &article.dateline_date.value}) {
    *text = any_bytes(dice);
  }
  article.notes = {any_bytes(dice), ""};
  article.dates.push_back({DateHint::Kind::url, any_bytes(dice), made::some_time(dice), any_bytes(dice), -0.0});
  article.title.confidence = dice.chance(50) ? 1e-300 : 0.1 + 0.2;
  article.title.spans = {{0, 5}, {UINT64_MAX - 1, UINT64_MAX}};
  for (ResolvedClaim& claim : document.claims) {
    claim.setting = any_bytes(dice);
    claim.topics = {any_bytes(dice), any_bytes(dice)};
    claim.casualties = {INT64_MIN, INT64_MAX};
    claim.place.geonames = -1;
    claim.participants_count = 3000;
    if (!claim.participants.empty()) claim.participants[0].actor.spelled = any_bytes(dice);
    claim.order = UINT32_MAX;
    claim.repeated = dice.chance(50);
    claim.time.from = *base::make_day(-400, 2, 29);
    claim.evidence.place = {{9, 3}};  // not a range at all, and kept as it is
  }
}

}  // namespace

TEST_CASE("unpack gives back what pack was given, whatever the strings hold") {
  for (std::uint64_t i = 0; i < 300; ++i) {
    made::Dice dice(i);
    CodedDocument document = made::page(i).coded;
    if (i % 2) disturb(dice, document);
    const std::string packed = pack(document);
    const Result<CodedDocument> back = unpack(packed);
    REQUIRE(back);
    CHECK(pack(*back) == packed);
    CHECK(back->claims.size() == document.claims.size());
    CHECK(back->article.text.text == document.article.text.text);
    CHECK(back->article.text.runs == document.article.text.runs);
    CHECK(back->sentences == document.sentences);
    CHECK(back->article.path == document.article.path);
    for (std::size_t c = 0; c < document.claims.size(); ++c) {
      CHECK(back->claims[c].participants == document.claims[c].participants);
      CHECK(back->claims[c].time == document.claims[c].time);
      CHECK(back->claims[c].evidence == document.claims[c].evidence);
      CHECK(back->claims[c].topics == document.claims[c].topics);
      CHECK(back->claims[c].participants_count == document.claims[c].participants_count);
    }
  }
}

TEST_CASE("bytes that pack did not write are refused or give a document that is safe to use") {
  std::size_t refused = 0;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    made::Dice dice(i);
    std::string packed = pack(made::page(i % 7).coded);
    switch (i % 3) {
      case 0:
        packed[dice.below(packed.size())] ^= static_cast<char>(1 << dice.below(8));
        break;
      case 1:
        packed.resize(dice.below(packed.size()));
        break;
      case 2:
        packed.insert(dice.below(packed.size()), 3, static_cast<char>(dice.below(256)));
        break;
    }
    const Result<CodedDocument> read = unpack(packed);
    refused += !read;
    if (!read) continue;
    for (const Block& block : read->article.blocks) {  // neither may read outside its text
      (void)read->article.text_of(block);
      (void)read->article.text.spans(block.range);
    }
  }
  CHECK(refused > 1000);
  CHECK_FALSE(unpack(""));
  CHECK_FALSE(unpack(std::string(1, '\x01') + std::string(20, '\xFF')));
}
