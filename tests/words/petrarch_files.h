// Small dictionaries in PETRARCH's format, written for the tests: a world of islands.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace annals::testing {

inline constexpr std::string_view kIslandVerbs = R"(# verbs of the islands
&COIN
+DOUBLOON
+SILVER_PIECE
+COWRIE_

&GIFT   # a synset within a synset
+&COIN
+FISH

--- HELP [070] ---
HELP  # regular
FEED {FED FEEDS FEEDING}
- * WITH &GIFT [071]
- NEVER * [---]
- * {SPARE OARS} (ACROSS REEF) [072]

--- MEET [040:040] ---
MEET {MET MEETS MEETING}
- % * [046:046]

--- SEIZE [171] ---
SEIZE
+TAKE_OVER {+TOOK_OVER +TAKING_OVER}
BLOCK_+ADE
- + WAS_* BY $ [192]
)";

inline constexpr std::string_view kIslandActors = R"(<!-- actors -->
TORVA  [TOR]
+TORVAN
+ISLE_OF_TORVA # joined
MESK [MSK]
+MESKER
GREY_CAPTAIN [TORMIL]
	[MSKREB 19900101-19951231]
	[MSKGOV >960101]
	[TORPIR < 791231]
TWIN_REEFS [ONE/TWO]
)";

inline constexpr std::string_view kIslandAgents = R"(!FOLK! = MAN, MEN
PILOT [~CVL]
HARBOUR_POLICE {} [~COP]
MINISTRY [~GOV]
FISHER!FOLK! [~AGR]
LIFEBOAT_SOCIETY [NGO~]
)";

inline constexpr std::string_view kIslandDiscards = "REGATTA\n+ROWING CUP  # sport\n";
inline constexpr std::string_view kIslandIssues =
    "<ISSUE CATEGORY=\"SEA\">\nn:reef [REEFS]\nsalt+water [SALT]\n~reef knot\n</ISSUE>\n";

// A folder that is gone when the test is.
class IslandFolder {
 public:
  explicit IslandFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("annals_" + name + '_' + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~IslandFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  IslandFolder(const IslandFolder&) = delete;
  IslandFolder& operator=(const IslandFolder&) = delete;

  void write(const std::string& file, std::string_view text) const {
    std::ofstream(path_ / file, std::ios::binary) << text;
  }
  void write_all() const {
    write("island.verbs.txt", kIslandVerbs);
    write("island.actors.txt", kIslandActors);
    write("island.agents.txt", kIslandAgents);
    write("island.discards.txt", kIslandDiscards);
    write("island.issues.txt", kIslandIssues);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace annals::testing
