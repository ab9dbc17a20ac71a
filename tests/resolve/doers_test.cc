#include "resolve/doers.h"

#include <filesystem>
#include <fstream>

#include "base/calendar.h"
#include "resolve/documents.h"
#include "resolve/resolve.h"

using namespace annals;
using namespace annals::testing;
using resolve::Candidate;
using resolve::Doers;

namespace {

std::size_t number_of(std::string_view name) {
  return static_cast<std::size_t>(std::find(Doers::kFeatures.begin(), Doers::kFeatures.end(), name) -
                                  Doers::kFeatures.begin());
}

// Forests that ask each one thing: whether the tables know the candidate, and whether the words beside the act told
// him.
std::filesystem::path simple_forests() {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "annals_doers_test.forest";
  std::ofstream out(file);
  for (const char* role : {"actor", "recipient"}) {
    out << "forest " << role << ' ' << Doers::kFeatures.size() << " 1\n";
    for (const std::string_view name : Doers::kFeatures) out << name << ' ';
    const std::string_view asks = std::string_view(role) == "actor" ? "known" : "told_recipient";
    out << "\n1 " << number_of(asks) << " 0.5 -3 3\n";
  }
  return file;
}

Candidate candidate(const char* id, bool known, bool told_actor, const char* country = "") {
  Candidate out;
  out.actor.id = out.actor.name = id;
  out.actor.kind = "group";
  out.actor.country = country;
  out.told[0] = told_actor;
  out.features.assign(Doers::kFeatures.size(), 0.0f);
  out.features[number_of("known")] = known ? 1 : 0;
  return out;
}

std::vector<std::string> chosen(const std::vector<Candidate>& candidates, bool mutual = false) {
  const auto weights = resolve::PartWeights::open(simple_forests());
  REQUIRE(weights);
  std::vector<std::string> out;
  for (const resolve::Chosen& one : Doers::choose(candidates, *weights, Role::actor, mutual)) {
    out.push_back(one.candidate->actor.id);
  }
  return out;
}

}  // namespace

TEST_CASE("who is likelier than nobody has the part") {
  using Ids = std::vector<std::string>;
  CHECK(chosen({}).empty());
  CHECK(chosen({candidate("stranger", false, false)}).empty());  // no likelier than nobody
  CHECK(chosen({candidate("stranger", false, false), candidate("rebels", true, false)}) == Ids{"rebels"});
  // A state and its organ are one party.
  CHECK(chosen({candidate("army", true, false, "TCD"), candidate("guard", true, false, "TCD")}) == Ids{"army"});
  // Who is told stays beside them, and where two are told to have met, nobody else comes in.
  CHECK(chosen({candidate("a", true, true), candidate("b", true, false)}) == Ids{"a", "b"});
  CHECK(chosen({candidate("a", true, true), candidate("b", true, true), candidate("c", true, false)}, true) ==
        Ids{"a", "b"});
}

TEST_CASE("weights over other numbers are refused") {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "annals_doers_bad.forest";
  std::ofstream(file) << "forest actor 1 1\nknown\n1 0 0.5 -1 1\nforest recipient 1 1\nknown\n1 0 0.5 -1 1\n";
  const auto weights = resolve::PartWeights::open(file);
  REQUIRE_FALSE(weights);
  CHECK(weights.error().kind == ErrorKind::Malformed);
  CHECK_FALSE(resolve::PartWeights::open(file.string() + ".none"));
}

TEST_CASE("an act without anybody beside it takes who was named before it, and says so") {
  const Document document =
      DocumentBuilder()
          .hint(DateHint::Kind::published, "1994-08-09", TimeInterval::day(*base::make_day(1994, 8, 9)))
          .block(BlockKind::body)
          .sentence(
              "Chad/Chad/PROPN/NNP/nsubj/2/B-place denied/deny/VERB/VBD/root/0 it/it/PRON/PRP/obj/2 "
              "././PUNCT/./punct/2")
          .sentence(
              "The/the/DET/DT/det/2 raid/raid/NOUN/NN/nsubj/3 began/begin/VERB/VBD/root/0 at/at/ADP/IN/case/5 "
              "dawn/dawn/NOUN/NN/obl/3~ ././PUNCT/./punct/3")
          .done();
  Claim claim;
  claim.type = EventType::assault;
  claim.sentence = 1;
  claim.trigger = phrase_in(document, 1, "raid");
  const auto weights = resolve::PartWeights::open(simple_forests());
  REQUIRE(weights);
  resolve::Knowledge know = knowledge();
  CHECK(resolve::resolve(document, {claim}, know).claims[0].participants.empty());
  resolve::Knowledge weighing{know.actors, know.places, know.history, know.language, &*weights};
  const CodedDocument coded = resolve::resolve(document, {claim}, weighing);
  REQUIRE(coded.claims[0].participants.size() == 1);
  const Participant& raider = coded.claims[0].participants[0];
  CHECK(raider.actor.country == "TCD");
  CHECK(raider.as_written == "Chad");
  CHECK(coded.claims[0].evidence.actor == raider.spans);
  const auto& why = coded.claims[0].why;
  CHECK(std::any_of(why.begin(), why.end(), [](const std::string& line) {
    return line.starts_with("Chad is not named beside the act, and of all named around it the likeliest (");
  }));
}
