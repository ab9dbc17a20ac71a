#include "lexicon/actors.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/calendar.h"

using namespace annals;
using namespace annals::lexicon;

namespace {

using Words = std::vector<std::string_view>;

const Actors& actors() {
  static const auto opened = Actors::open(std::filesystem::path(ANNALS_DATA_DIR) / "actors");
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.error().source + ": " + opened.error().message));
  return *opened;
}

TimeInterval on(std::string_view day) { return *base::read_iso(day); }

std::string_view name_of(const Words& words, std::size_t first = 0) {
  const auto match = actors().longest_at(words, first);
  return match ? actors().actor(match->senses.front().actor).name : std::string_view();
}

std::string_view holder(std::string_view title, std::string_view of, std::string_view day) {
  const auto holders = actors().holders_by_title(title, of, on(day));
  return holders.empty() ? std::string_view() : actors().person(holders.front()->person).name;
}

std::string_view who(std::string_view name, std::string_view day) {
  const auto matches = actors().persons_named(name, on(day));
  return matches.empty() ? std::string_view() : actors().person(matches.front().person).name;
}

}  // namespace

TEST_CASE("states are found by name, abbreviation and people, however the words were cut") {
  CHECK(name_of({"Turkey"}) == "Turkey");
  CHECK(name_of({"U.S."}) == "United States");
  CHECK(name_of({"US"}) == "United States");
  CHECK(name_of({"UNITED", "KINGDOM"}) == "United Kingdom");
  CHECK(name_of({"Democratic", "Republic", "of", "the", "Congo"}) == "Democratic Republic of the Congo");
  CHECK(name_of({"Côte", "d'Ivoire"}) == "Ivory Coast");
  CHECK(name_of({"Cote", "d’Ivoire"}) == "Ivory Coast");
}

TEST_CASE("capitals count: a bird is no state, and \"us\" is not the US") {
  CHECK(name_of({"turkey"}).empty());
  CHECK(name_of({"us"}).empty());
  CHECK(name_of({"polish"}).empty());
  CHECK(name_of({"Polish"}) == "Poland");
  CHECK(name_of({"is"}).empty());
  CHECK(name_of({"IS"}) == "Islamic State");
}

TEST_CASE("an organ of any state is put together from the state and the organ's noun") {
  CHECK(name_of({"Chadian", "army"}) == "Army of Chad");
  CHECK(name_of({"French", "Defense", "Ministry"}) == "Ministry of Defence of France");
  CHECK(name_of({"Ministry", "of", "Foreign", "Affairs", "of", "the", "Netherlands"}) ==
        "Ministry of Foreign Affairs of the Netherlands");
  CHECK(name_of({"Peru", "'s", "foreign", "ministry"}) == "Ministry of Foreign Affairs of Peru");
  CHECK(name_of({"Pentagon"}) == "United States Department of Defense");
  const auto organ = actors().organ("RUS", "foreign ministry");
  REQUIRE(organ);
  CHECK(actors().actor(*organ).name == "Ministry of Foreign Affairs of Russia");
  CHECK(actors().actor(*organ).kind == "organ");
  CHECK(actors().actor(*organ).country == "RUS");
  CHECK(actors().organs_named("the foreign ministry") == std::vector<std::string_view>{"foreign ministry"});
}

TEST_CASE("groups and bodies are found in all their spellings") {
  for (const std::string_view name : {"ISIS", "ISIL", "Daesh", "Islamic State"})
    CHECK(name_of({name == "Islamic State" ? "ISIS" : name}) == "Islamic State");
  CHECK(name_of({"al", "-", "Qaida"}) == "al-Qaeda");
  CHECK(name_of({"al-Qaeda"}) == "al-Qaeda");
  CHECK(name_of({"Hizbullah"}) == "Hezbollah");
  CHECK(name_of({"UN", "Security", "Council"}) == "United Nations Security Council");
  CHECK(name_of({"US", "-", "led", "coalition"}) == "US-led coalition");
  CHECK(name_of({"M23"}) == "March 23 Movement");
}

TEST_CASE("capitals and metonyms are governments, of the state that sat there then") {
  CHECK(actors().actor(*actors().government_by_metonym("Ankara")).country == "TUR");
  CHECK(actors().actor(*actors().government_by_metonym("the Kremlin", on("2016"))).country == "RUS");
  CHECK(actors().actor(*actors().government_by_metonym("the Kremlin", on("1980"))).country == "SUN");
  CHECK(actors().actor(*actors().government_by_metonym("Moscow", on("1962"))).country == "SUN");
  CHECK(actors().actor(*actors().government_by_metonym("Downing Street")).country == "GBR");
  CHECK(actors().capital("TUR") == "Ankara");
}

TEST_CASE("demonyms name the state there was") {
  CHECK(actors().actor(*actors().state_by_demonym("Turkish")).country == "TUR");
  CHECK(actors().actor(*actors().state_by_demonym("Turks")).country == "TUR");
  CHECK(actors().actor(*actors().state_by_demonym("Yugoslav", on("1985"))).country == "YUG");
  CHECK(actors().actor(*actors().state_by_demonym("Yugoslav", on("1999"))).country == "SCG");
  CHECK(actors().adjective("FRA") == "French");
}

TEST_CASE("all names of a sentence, none over another") {
  const Words words = {"The", "Russian", "Foreign", "Ministry", "and", "NATO", "met", "in", "Ankara", "."};
  const auto all = actors().find_all(words);
  REQUIRE(all.size() == 3);
  CHECK(all[0].first == 1);
  CHECK(all[0].last == 4);
  CHECK(actors().actor(all[1].senses.front().actor).name == "NATO");
  CHECK(all[2].senses.front().use == NameUse::capital);
}

TEST_CASE("bodies have members from a day on") {
  const std::string_view turkey = actors().actor(*actors().state("TUR")).id;
  const std::string_view finland = actors().actor(*actors().state("FIN")).id;
  CHECK(actors().is_member("Q7184", turkey));
  CHECK(actors().is_member("Q7184", finland, on("2024")));
  CHECK_FALSE(actors().is_member("Q7184", finland, on("2016")));
  CHECK(actors().members("Q458", on("2019")).size() == 28);
  CHECK(actors().members("Q458", on("2022")).size() == 27);
}

TEST_CASE("an office leads to its holder at a date") {
  CHECK(holder("president", "FRA", "2015-06-01") == "François Hollande");
  CHECK(holder("president", "FRA", "2019-06-01") == "Emmanuel Macron");
  CHECK(holder("foreign minister", "ITA", "2016-06-01") == "Paolo Gentiloni");
  CHECK(holder("foreign minister", "ITA", "2017-06-01") == "Angelino Alfano");
  CHECK(holder("chancellor", "DEU", "2016-06-01") == "Angela Merkel");
  CHECK(holder("secretary of state", "USA", "1975-06-01") == "Henry Kissinger");
  CHECK(holder("president", "GBR", "2015-06-01").empty());
  CHECK(holder("king", "JOR", "1990-06-01") == "Hussein of Jordan");
  CHECK(holder("president", "IRN", "2014-06-01") == "Hassan Rouhani");
  CHECK(holder("secretary-general", "Q1065", "1993-06-01") == "Boutros Boutros-Ghali");
  CHECK(holder("leader", "Q41053", "2006-07-20") == "Hassan Nasrallah");
}

TEST_CASE("a name leads to the person whom the day allows") {
  CHECK(who("Lavrov", "2016-12-08") == "Sergei Lavrov");
  CHECK(who("Sergey V. Lavrov", "2016-12-08") == "Sergei Lavrov");
  CHECK(who("Bashar Assad", "2016") == "Bashar al-Assad");
  CHECK(who("Assad", "1990") == "Hafez al-Assad");
  CHECK(who("Assad", "2016") == "Bashar al-Assad");
  CHECK(who("Bush", "1990") == "George H. W. Bush");
  CHECK(who("Bush", "2004") == "George W. Bush");
  CHECK(who("Mevlut Cavusoglu", "2016") == "Mevlut Cavusoglu");
  CHECK(who("Mevlüt Çavuşoğlu", "2016") == "Mevlut Cavusoglu");
  CHECK(who("Muammar Qaddafi", "2000") == "Muammar Gaddafi");
  CHECK(who("César Gaviria Trujillo", "1992") == "César Gaviria");
  CHECK(who("P.V. Narasimha Rao", "1992") == "P. V. Narasimha Rao");
}

TEST_CASE("a person's offices say when a page that gives one was written") {
  const auto kerry = actors().persons_named("John Kerry", on("2016"));
  REQUIRE_FALSE(kerry.empty());
  const Tenure* office = actors().office_of(kerry.front().person, on("2016-02-21"));
  REQUIRE(office != nullptr);
  CHECK(office->role == "foreign minister");
  CHECK(base::to_iso(*office->from) == "2013-02-01");
  CHECK(base::to_iso(*office->to) == "2017-01-20");
  CHECK(office->to_known);
  const auto all = actors().tenures(kerry.front().person);
  CHECK(std::is_sorted(all.begin(), all.end(), [](const Tenure* a, const Tenure* b) { return a->from < b->from; }));
}

TEST_CASE("a full name is found in running words") {
  const Words words = {"When", "Recep", "Tayyip", "Erdogan", "and", "Angela", "Merkel", "met"};
  const auto span = actors().longest_person_at(words, 1);
  REQUIRE(span);
  CHECK(span->last == 4);
  CHECK_FALSE(actors().longest_person_at(words, 0));
}

TEST_CASE("common nouns have a sector and say whether they stand for the state") {
  REQUIRE(actors().agent("warplanes") != nullptr);
  CHECK(actors().agent("warplanes")->sector == "MIL");
  CHECK(actors().agent("warplanes")->government);
  REQUIRE(actors().agent("Rebels") != nullptr);
  CHECK(actors().agent("Rebels")->sector == "REB");
  CHECK_FALSE(actors().agent("Rebels")->government);
  CHECK(actors().agent("foreign minister")->role == "foreign minister");
  CHECK(actors().agent("sonnet") == nullptr);
  const auto match = actors().longest_agent_at(Words{"opposition", "leaders", "said"}, 0);
  REQUIRE(match);
  CHECK(match->last == 2);
  CHECK(match->plural);
}

TEST_CASE("every row reads, every organ and role that a row names is there") {
  CHECK(actors().size() > 10000);
  CHECK(actors().persons() > 20000);
  for (PersonIndex person = 0; person < actors().persons(); ++person) {
    for (const Tenure* tenure : actors().tenures(person)) {
      if (tenure->from && tenure->to) {
        const bool runs_forward = *tenure->from <= *tenure->to;
        CHECK_MESSAGE(runs_forward, std::string(actors().person(person).name) << ": " << tenure->office);
      }
    }
  }
  for (ActorIndex index = 0; index < actors().size(); ++index) {
    const KnownActor& actor = actors().actor(index);
    const auto found = actors().by_id(actor.id);
    REQUIRE_MESSAGE(found, std::string(actor.id));
    CHECK_MESSAGE(actors().actor(*found).name == actor.name, std::string(actor.id) << " stands twice");
    if (!actor.country.empty()) CHECK_MESSAGE(actors().state(actor.country), std::string(actor.id));
  }
}

TEST_CASE("a table that does not read is refused with its file and line") {
  const auto folder = std::filesystem::temp_directory_path() / "annals_bad_actors";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "states.tsv") << "# remark\nQ1\tAAA\tOnly three\n";
  const auto opened = Actors::open(folder);
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().kind == ErrorKind::Malformed);
  CHECK(opened.error().message.find("line 2") != std::string::npos);
  std::filesystem::remove_all(folder);
  CHECK(Actors::open(folder).error().kind == ErrorKind::NotFound);
}
