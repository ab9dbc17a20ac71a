#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "annals/sourced_text.h"
#include "base/calendar.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/weights.h"

using namespace annals;

TEST_CASE("SHA-256 agrees with the examples of FIPS 180-4") {
  CHECK(base::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(base::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(base::sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(base::sha256_hex(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a bad byte reads as one replacement character and the reading goes on") {
  std::size_t at = 0;
  const std::string text = "\xE2\x28\xA1";
  CHECK(base::next_code_point(text, at) == base::kReplacement);
  CHECK(at == 1);
  CHECK(base::next_code_point(text, at) == U'(');
  CHECK_FALSE(base::is_valid_utf8(text));
  CHECK_FALSE(base::is_valid_utf8("\xC0\xAF"));
  CHECK(base::is_valid_utf8("Şanlıurfa \xEF\xBF\xBD"));
}

TEST_CASE("folding makes spellings of one name alike") {
  CHECK(base::fold("Şanlıurfa") == "sanliurfa");
  CHECK(base::fold("Mevlüt ÇAVUŞOĞLU") == "mevlut cavusoglu");
  CHECK(base::fold("Sana’a") == "sana'a");
  CHECK(base::fold("Łódź–Wrocław") == "lodz-wroclaw");
}

TEST_CASE("white space of every kind folds to one blank") {
  CHECK(base::fold_spaces(" a\t\n b\u00A0\u3000c ") == "a b c");
}

TEST_CASE("ISO dates read as days, months and years, and nothing else does") {
  CHECK(base::to_iso(*base::read_iso("2016-12-08T09:30:00Z")->from) == "2016-12-08");
  CHECK(base::to_iso(*base::read_iso("2016-02")->to) == "2016-02-29");
  CHECK(base::read_iso("1999")->precision == Precision::year);
  CHECK_FALSE(base::read_iso("2015-02-29"));
  CHECK_FALSE(base::read_iso("8 December"));
}

TEST_CASE("a text knows the bytes behind any part of it") {
  SourcedText text;
  text.append_copy("Lavrov ", 10);
  text.append_rewritten("&", {17, 22});
  text.append_copy(" Kerry", 22);
  text.append_copy(" met", 40);
  CHECK(text.text == "Lavrov & Kerry met");
  CHECK((text.spans({0, 18}) == ByteSpans{{10, 28}, {40, 44}}));
  CHECK((text.spans({9, 14}) == ByteSpans{{23, 28}}));
  CHECK((text.spans({7, 8}) == ByteSpans{{17, 22}}));
  SourcedText part;
  part.append(text, {3, 11});
  CHECK(part.text == "rov & Ke");
  CHECK((part.spans({0, 8}) == ByteSpans{{13, 25}}));
}

TEST_CASE("the beginning of a text cuts no character") {
  CHECK(base::utf8_prefix("Ankara", 3) == "Ank");
  CHECK(base::utf8_prefix("\u015eanl\u0131urfa", 1).empty());
  CHECK(base::utf8_prefix("\u015eanl\u0131urfa", 2) == "\u015e");
  CHECK(base::utf8_prefix("\u015e", 2) == "\u015e");
  CHECK(base::utf8_prefix("", 5).empty());
}

TEST_CASE("bytes that are no character are replaced, one by one") {
  CHECK(base::as_valid_utf8("Şanlıurfa") == "Şanlıurfa");
  CHECK(base::as_valid_utf8("a\xFF\xC3z\xE2\x82") == "a\uFFFD\uFFFDz\uFFFD\uFFFD");
  CHECK(base::as_valid_utf8("").empty());
}

TEST_CASE("a table of weights tells its bad line") {
  const std::filesystem::path table = std::filesystem::temp_directory_path() / "annals_base_test_weights.tsv";
  CHECK(base::Weights::open(table.string() + ".absent").error().kind == ErrorKind::NotFound);
  std::ofstream(table) << "# signs\nprep=in:town\t1.25\nnowhere\t-0.5\n";
  const auto weights = base::Weights::open(table);
  REQUIRE(weights.ok());
  CHECK(weights->of("prep=in:town") == 1.25f);
  CHECK(weights->of("nowhere") == -0.5f);
  CHECK(weights->of("prep=of") == 0);
  CHECK_FALSE(weights->empty());
  std::ofstream(table) << "prep=in\t1\nprep=at\n";
  const auto bad = base::Weights::open(table);
  CHECK_FALSE(bad.ok());
  CHECK(bad.error().message.find("line 2") != std::string::npos);
  std::filesystem::remove(table);
}
