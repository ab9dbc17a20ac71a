// Actors and offices as others keep them, turned into rows of a user's own tables.
//
//   Result<Sectors> sectors = Sectors::open("data/actors/sectors.tsv");
//   const Imported read = import_phoenix(text, "actors.txt", *actors, *sectors);
//   for (const std::string& why : read.refused) print(why);      // "actors.txt:17: expected a day as YYMMDD ..."
//   keep_rows("my-actors", read.rows);
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/actors.h"
#include "lexicon/own_tables.h"
#include "lexicon/table.h"

namespace annals::lexicon {

// What three letters of a dictionary's code mean: "INS" is REB, "MNC" is BUS.
class Sectors {
 public:
  static Result<Sectors> open(const std::filesystem::path& file);
  std::string_view of(std::string_view letters) const;  // empty: none

 private:
  std::vector<Table> tables_;
  std::map<std::string_view, std::string_view> sectors_;
};

struct Imported {
  OwnRows rows;
  std::vector<std::string> refused;  // "FILE:LINE: why"
  std::size_t read = 0;              // actors of the dictionary, or rows of the table
};

// A dictionary of actors in PETRARCH's format: names, further names behind "+", codes with their days. An actor whom
// `known` has by that name in that state gains the dictionary's names and days; another gets an id of ours.
Imported import_phoenix(std::string_view text, const std::string& path, const Actors& known, const Sectors& sectors);

// qid,person,office,country,from,to,source: who held which office. The first line names the columns.
Imported import_offices_csv(std::string_view text, const std::string& path, const Actors& known);

// The names of both formats, as --format has them.
std::vector<std::string> import_formats();

// What the code of a dictionary says: "USAGOV" is USA and GOV. Letters that begin it and mean nothing are a state of a
// world not ours.
struct CodeSense {
  std::string country, sector;
};
CodeSense sense_of_code(std::string_view code, const Actors& known, const Sectors& sectors);

}  // namespace annals::lexicon
