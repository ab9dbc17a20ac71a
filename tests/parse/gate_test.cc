// The gate with its real weights; skipped where they are absent.
#include "parse/gate.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "parse/parse.h"

using namespace annals;
using parse::Gate;
using parse::GatePart;

namespace {

const std::filesystem::path kData = ANNALS_DATA_DIR;
const std::filesystem::path kWeights = kData / "models" / "gate.en.safetensors";

bool absent() {
  if (std::filesystem::exists(kWeights)) return false;
  MESSAGE("skipped: no data/models/gate.en.safetensors");
  return true;
}

Article article(const std::vector<std::string>& paragraphs) {
  Article out;
  for (const std::string& text : paragraphs) {
    const auto begin = static_cast<std::uint32_t>(out.text.text.size());
    out.text.append_unsourced(text);
    out.blocks.push_back({BlockKind::body, {begin, static_cast<std::uint32_t>(out.text.text.size())}, {}, false});
    out.text.append_unsourced("\n\n");
  }
  return out;
}

const std::vector<std::string> kMixed = {
    "The foreign ministers of both countries met in Geneva on Monday to discuss a ceasefire.",
    "Rebels shelled the northern suburbs of the capital overnight, killing four people, the army said.",
    "Melt the butter in a large pan and add the onions. Stir until they are soft and golden.",
    "Season with salt and pepper to taste. Serve it warm with a slice of bread.",
    "My grandmother taught me this soup when I was seven. I have never used another recipe.",
    "The government condemned the attack and called on both sides to withdraw their troops."};

}  // namespace

TEST_CASE("words of politics pass the gate, words of the kitchen do not") {
  if (absent()) return;
  const auto reader = parse::Reader::open(kData);
  const auto gate = Gate::open(kWeights);
  REQUIRE(reader);
  REQUIRE(gate);
  const Article mixed = article(kMixed);
  const std::vector<GatePart> parts = reader->parts(mixed);
  const std::vector<float> scores = gate->scores(parts);
  REQUIRE(parts.size() == 9);
  float least_told = 1e9f, most_else = -1e9f;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool told = parts[i].block < 2 || parts[i].block == 5;
    if (told) least_told = std::min(least_told, scores[i]);
    if (!told) most_else = std::max(most_else, scores[i]);
  }
  CHECK(least_told > gate->least());
  CHECK(most_else < least_told);
  CHECK(gate->scores(parts) == scores);
}

TEST_CASE("what is read behind the gate is read as it is without, and the rest is named") {
  if (absent()) return;
  const auto reader = parse::Reader::open(kData);
  REQUIRE(reader);
  const Document every = reader->read(article(kMixed));
  const Document gated = reader->read(article(kMixed), false);
  CHECK(every.passed_over.empty());
  CHECK(gated.sentences.size() < every.sentences.size());
  std::size_t held = 0;
  for (const Sentence& sentence : gated.sentences) {
    for (const Sentence& other : every.sentences) {
      if (other.range.begin != sentence.range.begin) continue;
      REQUIRE(other.tokens.size() == sentence.tokens.size());
      for (std::size_t t = 0; t < other.tokens.size(); ++t) {
        CHECK(other.tokens[t].head == sentence.tokens[t].head);
        CHECK(other.tokens[t].lemma == sentence.tokens[t].lemma);
      }
      ++held;
    }
  }
  CHECK(held == gated.sentences.size());
  std::size_t bytes = 0, all = 0;
  for (const Sentence& sentence : every.sentences) all += sentence.range.size();
  for (const Sentence& sentence : gated.sentences) bytes += sentence.range.size();
  for (const PassedOver& part : gated.passed_over) {
    bytes += part.range.size();
    CHECK(part.score < 0);
  }
  CHECK(bytes <= all + gated.passed_over.size());  // a part of two sentences holds the blank between them
}

TEST_CASE("a short story is read whole") {
  if (absent()) return;
  const auto reader = parse::Reader::open(kData);
  REQUIRE(reader);
  const Document document = reader->read(article({"Melt the butter in a pan. Add the onions to it."}), false);
  CHECK(document.sentences.size() == 2);
  CHECK(document.passed_over.empty());
}

TEST_CASE("other weights are no gate's") {
  const auto absent_file = Gate::open(kData / "models" / "no such file");
  REQUIRE(!absent_file);
  CHECK(absent_file.error().kind == ErrorKind::NotFound);
  const auto other = Gate::open(kData / "models" / "reader.en.safetensors");
  if (!std::filesystem::exists(kData / "models" / "reader.en.safetensors")) return;
  REQUIRE(!other);
  CHECK(other.error().kind == ErrorKind::Malformed);
}
