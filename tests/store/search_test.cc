#include <doctest/doctest.h>

#include "store/made.h"

using namespace annals;
using made::Folder;

namespace {

// A page of one block: its sentences are told apart, or the block is searched whole.
void add(Store& store, const std::string& path, const std::string& text, bool sentences = true) {
  Page page;
  page.path = path;
  page.bytes = text;
  CodedDocument document;
  Article& article = document.article;
  article.path = path;
  article.bytes = text.size();
  article.sha256 = base::sha256_hex(text);
  article.id = article.sha256.substr(0, 16);
  article.outlet.value = "The Harbour Post";
  article.text.append_copy(text, 0);
  article.blocks = {{BlockKind::body, {0, static_cast<std::uint32_t>(text.size())}, "", false}};
  if (sentences) document.sentences = {{0, static_cast<std::uint32_t>(text.size())}};
  ResolvedClaim claim;
  claim.id = "cl_" + article.id;
  claim.document = article.id;
  claim.sentence = text;
  claim.sentence_spans = {{0, text.size()}};
  document.claims = {claim};
  REQUIRE(store.add(page, document));
  REQUIRE(store.commit());
}

}  // namespace

TEST_CASE("search finds sentences that hold all words, and marks them") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a");
  add(*store, "one.txt", "The crews held talks in Altenmarkt.");
  add(*store, "two.txt", "Talks were held by nobody in Şirinköy.", false);
  add(*store, "three.txt", "El Nuño \"cost\" them dear; 渔民代表在港口会谈。");
  const auto search = [&](const std::string& words) { return *store->search(words, 10); };
  REQUIRE(search("altenmarkt TALKS").size() == 1);
  const SentenceHit hit = search("altenmarkt TALKS").front();
  CHECK(hit.sentence == "The crews held \uE000talks\uE001 in \uE000Altenmarkt\uE001.");
  CHECK(hit.path == "one.txt");
  CHECK(hit.outlet == "The Harbour Post");
  CHECK(hit.claims == std::vector<std::string>{"cl_" + hit.document});
  CHECK(hit.spans == ByteSpans{{0, 35}});
  CHECK(search("held talks").size() == 2);
  CHECK(search("\"held talks\"").size() == 1);
  CHECK(search("altenm*").size() == 1);
  CHECK(search("altenm").empty());
  CHECK(search("sirinkoy").size() == 1);  // accents apart
  CHECK(search("nuno").size() == 1);
  REQUIRE(search("港口 nuno").size() == 1);
  CHECK(search("港口").front().sentence.find("\uE000港口\uE001") != std::string::npos);
  CHECK(search("港湾").empty());
  CHECK(store->search("held", 1)->size() == 1);
}

TEST_CASE("a user's words are words, whatever they look like") {
  const Folder folder;
  made::make_store(folder / "a", 5);
  Result<Store> store = Store::open(folder / "a", Store::Mode::read);
  for (const char* words : {"",
                            " ",
                            "\"",
                            "\"\"",
                            "*",
                            "a AND",
                            "NOT",
                            "OR OR",
                            "text:met",
                            "NEAR(met talks)",
                            "met^2",
                            "(met",
                            "met)",
                            "- met",
                            "+met",
                            "{met}",
                            "'; DROP TABLE documents; --",
                            "met\\",
                            "\"met",
                            "\"a\"\"b\"",
                            "%",
                            "\xFF\xFE",
                            "*met*",
                            "::",
                            "a\tb\nc",
                            "met AND NOT quota",
                            "..",
                            "\"*\""}) {
    CHECK_MESSAGE(store->search(words, 5), words);
  }
  CHECK(store->search(std::string(1, '\0') + "met", 5));
  made::Dice dice(3);
  for (int i = 0; i < 500; ++i) {
    std::string words(dice.below(20), '\0');
    for (char& c : words) c = "met AND\"*()-+:^{}'%_,;"[dice.below(22)];
    CHECK_MESSAGE(store->search(words, 5), words);
  }
  CHECK(store->search("quota", 1000)->size() > 5);
}
