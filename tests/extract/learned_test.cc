#include "extract/learned.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "extract/conllu.h"
#include "extract/extract.h"
#include "extract/fuse.h"

namespace {

using namespace annals;
using namespace annals::extract;

const lexicon::Forms& forms() {
  static const Result<lexicon::Forms> loaded = lexicon::Forms::open(std::string(ANNALS_DATA_DIR) + "/events");
  REQUIRE(loaded.ok());
  return *loaded;
}

const Learned& learned() {
  static const Result<Learned> loaded = Learned::open(std::string(ANNALS_DATA_DIR) + "/models/coder.en.safetensors");
  REQUIRE_MESSAGE(loaded.ok(), loaded.error().message);
  return *loaded;
}

std::string row(int id, const char* form, const char* lemma, const char* upos, int head, const char* relation) {
  return std::to_string(id) + '\t' + form + '\t' + lemma + '\t' + upos + "\t_\t_\t" + std::to_string(head) + '\t' +
         relation + "\t_\t_\n";
}

// "Ukraine's president met the Turkish foreign minister in Ankara on Monday."
const std::string kMet = row(1, "Ukraine", "Ukraine", "PROPN", 3, "nmod:poss") + row(2, "'s", "'s", "PART", 1, "case") +
                         row(3, "president", "president", "NOUN", 4, "nsubj") +
                         row(4, "met", "meet", "VERB", 0, "root") + row(5, "the", "the", "DET", 8, "det") +
                         row(6, "Turkish", "Turkish", "ADJ", 8, "amod") +
                         row(7, "foreign", "foreign", "ADJ", 8, "amod") +
                         row(8, "minister", "minister", "NOUN", 4, "obj") + row(9, "in", "in", "ADP", 10, "case") +
                         row(10, "Ankara", "Ankara", "PROPN", 4, "obl") + row(11, "on", "on", "ADP", 12, "case") +
                         row(12, "Monday", "Monday", "PROPN", 4, "obl") + row(13, ".", ".", "PUNCT", 4, "punct");

// "The choir sang two hymns in the village church."
const std::string kSang = row(1, "The", "the", "DET", 2, "det") + row(2, "choir", "choir", "NOUN", 3, "nsubj") +
                          row(3, "sang", "sing", "VERB", 0, "root") + row(4, "two", "two", "NUM", 5, "nummod") +
                          row(5, "hymns", "hymn", "NOUN", 3, "obj") + row(6, "in", "in", "ADP", 9, "case") +
                          row(7, "the", "the", "DET", 9, "det") + row(8, "village", "village", "NOUN", 9, "compound") +
                          row(9, "church", "church", "NOUN", 3, "obl") + row(10, ".", ".", "PUNCT", 3, "punct");

// "They discussed the dam in phone talks at a NATO summit."
const std::string kDiscussed = row(1, "They", "they", "PRON", 2, "nsubj") +
                               row(2, "discussed", "discuss", "VERB", 0, "root") +
                               row(3, "the", "the", "DET", 4, "det") + row(4, "dam", "dam", "NOUN", 2, "obj") +
                               row(5, "in", "in", "ADP", 7, "case") + row(6, "phone", "phone", "NOUN", 7, "compound") +
                               row(7, "talks", "talk", "NOUN", 2, "obl") + row(8, "at", "at", "ADP", 11, "case") +
                               row(9, "a", "a", "DET", 11, "det") + row(10, "NATO", "NATO", "PROPN", 11, "compound") +
                               row(11, "summit", "summit", "NOUN", 2, "obl") + row(12, ".", ".", "PUNCT", 2, "punct");

// "Envoys left after contacts that took place on Monday over a cease-fire."
const std::string kTookPlace =
    row(1, "Envoys", "envoy", "NOUN", 2, "nsubj") + row(2, "left", "leave", "VERB", 0, "root") +
    row(3, "after", "after", "ADP", 4, "case") + row(4, "contacts", "contact", "NOUN", 2, "obl") +
    row(5, "that", "that", "PRON", 6, "nsubj") + row(6, "took", "take", "VERB", 4, "acl:relcl") +
    row(7, "place", "place", "NOUN", 6, "obj") + row(8, "on", "on", "ADP", 9, "case") +
    row(9, "Monday", "Monday", "PROPN", 6, "obl") + row(10, "over", "over", "ADP", 12, "case") +
    row(11, "a", "a", "DET", 12, "det") + row(12, "cease-fire", "cease-fire", "NOUN", 6, "obl") +
    row(13, ".", ".", "PUNCT", 2, "punct");

// A reading of one sentence with nothing but what a test puts into it.
struct Whole {
  explicit Whole(const std::string& conllu = kMet)
      : document(testing::read_conllu(conllu)),
        standing(document, forms(), known),
        trees{Tree(document, forms(), 0)},
        speakers(document, trees, forms()) {}
  Reading reading() const { return {document, trees, forms(), standing, speakers}; }

  Known known;
  Document document;
  Standing standing;
  std::vector<Tree> trees;
  Speakers speakers;
};

Finding finding(std::uint32_t token, EventType type, float chance) {
  Finding out;
  out.token = token;
  out.types[static_cast<std::size_t>(type)] = chance;
  out.scores[static_cast<std::size_t>(type)] = std::log(chance / (1 - chance));
  out.statuses[static_cast<std::size_t>(Status::happened)] = 1;
  return out;
}

Claim by_form(std::uint32_t token, EventType type) {
  Claim claim;
  claim.type = type;
  claim.trigger = {0, token, token + 1, token};
  claim.rule = "consult.meet";
  claim.confidence = 0.8;
  return claim;
}

}  // namespace

TEST_CASE("the learned coder finds a meeting, its parties, its place and its time") {
  const std::vector<Finding> found = learned().read(testing::read_conllu(kMet));
  REQUIRE(!found.empty());
  const auto met = std::find_if(found.begin(), found.end(), [](const Finding& f) { return f.token == 3; });
  REQUIRE(met != found.end());
  CHECK(met->types[static_cast<std::size_t>(EventType::consult)] > 0.5f);
  CHECK(std::max_element(met->statuses.begin(), met->statuses.end()) - met->statuses.begin() == 0);
  const auto likeliest = [&](Part part) {
    const PartWord* best = nullptr;
    for (const PartWord& word : met->parts) {
      if (word.part == part && (!best || word.chance > best->chance)) best = &word;
    }
    return best ? static_cast<int>(best->token) : -1;
  };
  CHECK(likeliest(Part::place) == 9);
  CHECK(likeliest(Part::time) == 11);
  const int actor = likeliest(Part::actor);
  CHECK_MESSAGE((actor == 0 || actor == 2 || actor == 5 || actor == 7), actor);
}

TEST_CASE("the learned coder finds nothing where nothing political happens") {
  for (const Finding& found : learned().read(testing::read_conllu(kSang))) {
    for (std::size_t t = 0; t < found.types.size(); ++t)
      CHECK(found.types[t] < learned().threshold(static_cast<EventType>(t)));
  }
}

TEST_CASE("a document of very long sentences is read to its end") {
  std::string text;
  for (int sentence = 0; sentence < 3; ++sentence) {
    for (int i = 1; i <= 700; ++i) text += row(i, "shelling", "shelling", "NOUN", i - 1, i == 1 ? "root" : "conj");
    text += "\n";
  }
  for (const Finding& found : learned().read(testing::read_conllu(text + kMet))) {
    CHECK(found.sentence < 4);
    CHECK(found.statuses[0] >= 0);
  }
}

TEST_CASE("weights that are no coder's are refused") {
  const auto reader = Learned::open(std::string(ANNALS_DATA_DIR) + "/models/reader.en.safetensors");
  REQUIRE(!reader);
  CHECK(reader.error().kind == ErrorKind::Malformed);
  CHECK(reader.error().message.find("lack a head") != std::string::npos);
  CHECK(!Learned::open(std::string(ANNALS_DATA_DIR) + "/models/absent.safetensors"));
}

TEST_CASE("two coders: what both find is one claim, what one finds surely stays, what is unlikely goes") {
  const Whole whole;
  const Reading reading = whole.reading();
  // Both.
  std::vector<Claim> claims =
      fuse(reading, learned(), {finding(3, EventType::consult, 0.9f)}, {by_form(3, EventType::consult)});
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].rule == "consult.meet");
  CHECK(claims[0].confidence > 0.5);
  CHECK(claims[0].confidence < 1);
  // The learned coder alone, and sure.
  claims = fuse(reading, learned(), {finding(3, EventType::consult, 0.95f)}, {});
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].rule == kLearnedRule);
  // A form alone: the learned coder has seen nothing there.
  CHECK(fuse(reading, learned(), {}, {by_form(2, EventType::accuse)}).empty());
  // Another type at the same word is another claim.
  claims = fuse(reading, learned(), {finding(3, EventType::consult, 0.95f), finding(7, EventType::agree, 0.95f)},
                {by_form(3, EventType::consult)});
  REQUIRE(claims.size() == 2);
  CHECK(claims[1].type == EventType::agree);
  // Two words side by side head one act of a type.
  claims = fuse(reading, learned(), {finding(3, EventType::consult, 0.95f), finding(4, EventType::consult, 0.9f)}, {});
  CHECK(claims.size() == 1);
}

TEST_CASE("two coders: the talks in which something is discussed are no second claim, a summit with a name is") {
  const Whole whole(kDiscussed);
  const auto found = [&](std::uint32_t token) {
    return fuse(whole.reading(), learned(),
                {finding(1, EventType::consult, 0.99f), finding(token, EventType::consult, 0.98f)},
                {by_form(1, EventType::consult)});
  };
  CHECK(found(6).size() == 1);
  CHECK(found(10).size() == 2);
}

TEST_CASE("two coders: what a form reads as having taken place stays, whatever the learned coder thinks") {
  const Whole whole(kTookPlace);
  CHECK(fuse(whole.reading(), learned(), {}, {by_form(3, EventType::consult)}).size() == 1);
  CHECK(fuse(whole.reading(), learned(), {}, {by_form(11, EventType::retreat)}).empty());
}

TEST_CASE("explain tells how sure the learned coder was") {
  const Document document = testing::read_conllu(kMet);
  const Known known;
  const Knowledge knowledge{forms(), &learned(), known};
  const std::vector<Claim> claims = extract::extract(document, knowledge);
  REQUIRE(!claims.empty());
  std::string text;
  for (const std::string& line : extract::explain(document, knowledge, claims[0])) text += line + '\n';
  CHECK(text.find("learned reading of \"met\": CONSULT") != std::string::npos);
  CHECK(text.find("place \"Ankara\"") != std::string::npos);
}
