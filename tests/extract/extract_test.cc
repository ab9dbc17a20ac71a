#include "extract/extract.h"

#include <doctest/doctest.h>

#include <string>

#include "extract/adjuncts.h"
#include "extract/conllu.h"

namespace {

using namespace annals;

const lexicon::Forms& forms() {
  static const Result<lexicon::Forms> loaded = lexicon::Forms::open(std::string(ANNALS_DATA_DIR) + "/events");
  REQUIRE(loaded.ok());
  return *loaded;
}

std::string row(int id, const char* form, const char* lemma, const char* upos, const char* xpos, int head,
                const char* relation) {
  return std::to_string(id) + '\t' + form + '\t' + lemma + '\t' + upos + '\t' + xpos + "\t_\t" + std::to_string(head) +
         '\t' + relation + "\t_\t_\n";
}

// "Rebels denied that they had killed two soldiers in Dili."
const std::string kDenied =
    row(1, "Rebels", "rebel", "NOUN", "NNS", 2, "nsubj") + row(2, "denied", "deny", "VERB", "VBD", 0, "root") +
    row(3, "that", "that", "SCONJ", "IN", 6, "mark") + row(4, "they", "they", "PRON", "PRP", 6, "nsubj") +
    row(5, "had", "have", "AUX", "VBD", 6, "aux") + row(6, "killed", "kill", "VERB", "VBN", 2, "ccomp") +
    row(7, "two", "two", "NUM", "CD", 8, "nummod") + row(8, "soldiers", "soldier", "NOUN", "NNS", 6, "obj") +
    row(9, "in", "in", "ADP", "IN", 10, "case") + row(10, "Dili", "Dili", "PROPN", "NNP", 6, "obl") +
    row(11, ".", ".", "PUNCT", ".", 2, "punct");

}  // namespace

TEST_CASE("a denied killing keeps its victims, its toll, its place and who denies it") {
  const Document document = testing::read_conllu(kDenied);
  const std::vector<Claim> claims = extract::extract(document, {forms(), nullptr, {}});
  REQUIRE(claims.size() == 1);
  const Claim& claim = claims[0];
  CHECK(claim.type == EventType::assault);
  CHECK(claim.status == Status::denied);
  REQUIRE(claim.recipients.size() == 1);
  CHECK(document.text_of(claim.recipients[0]) == "two soldiers");
  CHECK(claim.casualties.killed == 2);
  REQUIRE(claim.places.size() == 1);
  CHECK(document.text_of(claim.places[0]) == "Dili");
  REQUIRE(claim.said_by.size() == 1);
  CHECK(document.text_of(claim.said_by[0].who) == "Rebels");
}

// "Forty rebels killed soldiers in Dili on Monday."
const std::string kCounted =
    row(1, "Forty", "forty", "NUM", "CD", 2, "nummod") + row(2, "rebels", "rebel", "NOUN", "NNS", 3, "nsubj") +
    row(3, "killed", "kill", "VERB", "VBD", 0, "root") + row(4, "soldiers", "soldier", "NOUN", "NNS", 3, "obj") +
    row(5, "in", "in", "ADP", "IN", 6, "case") + row(6, "Dili", "Dili", "PROPN", "NNP", 3, "obl") +
    row(7, ".", ".", "PUNCT", ".", 3, "punct");

TEST_CASE("who acted is counted, who suffered is not") {
  const Document counted = testing::read_conllu(kCounted);
  const std::vector<Claim> claims = extract::extract(counted, {forms(), nullptr, {}});
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].participants_count == 40);
  const Document denied = testing::read_conllu(kDenied);
  CHECK_FALSE(extract::extract(denied, {forms(), nullptr, {}})[0].participants_count);  // two soldiers are its toll
}

TEST_CASE("explain names the form, the roles and the reasons") {
  const Document document = testing::read_conllu(kDenied);
  const std::vector<Claim> claims = extract::extract(document, {forms(), nullptr, {}});
  REQUIRE(!claims.empty());
  std::string text;
  for (const std::string& line : extract::explain(document, {forms(), nullptr, {}}, claims[0])) text += line + '\n';
  CHECK(text.find("form assault.") != std::string::npos);
  CHECK(text.find("recipient: \"two soldiers\"") != std::string::npos);
  CHECK(text.find("\"denied\" denies it") != std::string::npos);
}

TEST_CASE("every mode of a form belongs to its type, and every form has an example and a look-alike") {
  for (const lexicon::Form& form : forms().all()) {
    bool positive = false, never = false;
    for (const lexicon::Example& example : form.examples) (example.never ? never : positive) = true;
    CHECK_MESSAGE((positive && never), form.id);
    CHECK_MESSAGE(!form.gloss.empty(), form.id);
  }
}

TEST_CASE("a wording is read as it is written") {
  const auto& prepositions = forms().list("prepositions");
  const auto pattern =
      lexicon::read_pattern("{actor:forces} open fire on {recipient}?", lexicon::Pattern::Kind::verb, prepositions);
  REQUIRE(pattern.ok());
  CHECK(pattern->heads == std::vector<std::string>{"open"});
  REQUIRE(pattern->subject.size() == 1);
  CHECK(pattern->subject[0].word_class == "forces");
  REQUIRE(pattern->parts.size() == 2);
  CHECK(pattern->parts[0].words == std::vector<std::string>{"fire"});
  CHECK(pattern->parts[1].prepositions == std::vector<std::string>{"on"});
  CHECK(pattern->parts[1].optional);
  CHECK(!lexicon::read_pattern("meet {nobody}", lexicon::Pattern::Kind::verb, prepositions).ok());
}
