#include "annals/places.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>

#include "annals/json.h"
#include "annals/own_places.h"
#include "annals/pipeline.h"
#include "cli/console.h"
#include "cli/list.h"
#include "cli/stage.h"

namespace annals::cli {
namespace {

Exit run_resolve(int argc, char** argv, const Context& context) {
  CLI::App app("All places that each page names, with their coordinates: one object a page and line.",
               "places resolve");
  InputArguments input;
  input.add_to(app);
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = input.problem(); !problem.empty()) return complain(problem), Exit::wrong_call;
  const Result<Pipeline> pipeline = Pipeline::open({context.data, {}, Coders::forms, false, context.places});
  if (!pipeline) return exit_for(pipeline.error());
  return run_stage(input, [&](const Page& page) -> Result<std::string> {
    const Result<PlacedDocument> placed = pipeline->map(page);
    if (!placed) return placed.error();
    return placed_line(*placed);
  });
}

std::string degrees(double value, char positive, char negative) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f %c", std::abs(value), value < 0 ? negative : positive);
  return text;
}

// "1. Homs  town in Homs, SYR  34.73 N 36.71 E  775,404 people  GeoNames 169577  (the largest of that name)"
std::string told(const GazetteerPlace& found, std::size_t rank) {
  std::string out = std::to_string(rank) + ". " + found.place.name + "  " + found.kind;
  if (!found.region.empty()) out += " in " + found.region;
  if (!found.place.country.empty()) out += (found.region.empty() ? " in " : ", ") + found.place.country;
  if (found.place.latitude && found.place.longitude) {
    out += "  " + degrees(*found.place.latitude, 'N', 'S') + ' ' + degrees(*found.place.longitude, 'E', 'W');
  }
  if (found.population > 0) out += "  " + std::to_string(found.population) + " people";
  if (found.place.geonames) out += "  GeoNames " + std::to_string(*found.place.geonames);
  char score[16];
  std::snprintf(score, sizeof score, "%.2f", found.score);
  return out + "  " + score + ": " + found.why;
}

Exit run_look_up(int argc, char** argv, const Context& context) {
  CLI::App app(
      "The places of a name, the likeliest first, and why.\n"
      "  annals places resolve INPUT...   all places that pages name\n",
      "places");
  PlaceQuestion question;
  std::vector<std::string> words;
  bool json = false;
  app.add_option("NAME", words, "a place's name")->required();
  app.add_option("--country", question.countries, "ISO 3166-1 alpha-3 of states that are spoken of, the surest first");
  app.add_option("--inside", question.inside, "what it lies in, by name");
  app.add_option("--limit", question.limit, "how many at most")->capture_default_str();
  app.add_flag("--json", json, "one object a line");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  for (const std::string& word : words) question.name += (question.name.empty() ? "" : " ") + word;
  const Result<std::vector<GazetteerPlace>> found = look_up_places(context.data, question, context.places);
  if (!found) return exit_for(found.error());
  if (found->empty()) {
    complain("no table of places knows \"" + question.name + '"');
    return Exit::some_refused;
  }
  for (std::size_t i = 0; i < found->size(); ++i) {
    if (!print_line(json ? to_json((*found)[i]) : told((*found)[i], i + 1))) break;
  }
  return Exit::read;
}

bool has_own(const Context& context) {
  if (!context.places.empty()) return true;
  complain(
      "say where your own places are kept: annals --places FOLDER places ... (the folder is made when it is absent)");
  return false;
}

Exit run_add(int argc, char** argv, const Context& context) {
  CLI::App app(
      "Adds a place of your own to the folder of --places, where every command that is given the folder finds it.",
      "places add");
  OwnPlace place;
  std::string at;
  app.add_option("NAME", place.name, "its name")->required();
  app.add_option("--at", at, "LATITUDE,LONGITUDE in degrees")->required();
  app.add_option("--kind", place.kind, "town, village, quarter, camp, base, crossing, region, river, sea, area ...")
      ->default_str("town")
      ->default_val("town");
  app.add_option("--country", place.country, "ISO 3166-1 alpha-3");
  app.add_option("--inside", place.inside, "its province or state, by name");
  app.add_option("--population", place.population, "how many live there");
  app.add_option("--geonames", place.geonames, "its number there");
  app.add_option("--from", place.from, "since when it is called so");
  app.add_option("--to", place.to, "until when it was called so");
  app.add_option("--alias", place.aliases, "other names, parted by semicolons");
  app.add_option("--source", place.source, "where you have it from")->default_val("by hand");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (!has_own(context)) return Exit::wrong_call;
  const std::size_t comma = at.find(',');
  place.latitude = at.substr(0, comma);
  place.longitude = comma == std::string::npos ? std::string() : at.substr(comma + 1);
  const Result<bool> added = add_own_place(context.places, place);
  if (!added) {
    complain(added.error());
    return added.error().kind == ErrorKind::Io ? Exit::store_failed : Exit::wrong_call;
  }
  print_line(place.name + (*added ? " is added to " : " stands already in ") +
             (context.places / "places.tsv").string());
  return Exit::read;
}

Exit run_import(int argc, char** argv, const Context& context) {
  CLI::App app(
      "Adds the places of a table: name, kind, country, inside, latitude, longitude, population, geonames, from, to,\n"
      "aliases, source, parted by tabs; those behind the longitude may be absent; \"#\" begins a remark.",
      "places import");
  std::string table;
  app.add_option("TABLE", table, "the table")->required();
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (!has_own(context)) return Exit::wrong_call;
  const Result<ImportedPlaces> imported = import_own_places(context.places, table);
  if (!imported) {
    complain(imported.error());
    return imported.error().kind == ErrorKind::Io ? Exit::store_failed : Exit::wrong_call;
  }
  for (const std::string& problem : imported->problems) complain(table + ": " + problem);
  print_line(std::to_string(imported->added) + " added, " + std::to_string(imported->held) + " there already, " +
             std::to_string(imported->problems.size()) + " left out");
  return imported->problems.empty() ? Exit::read : Exit::some_refused;
}

}  // namespace

Exit run_places(int argc, char** argv, const Context& context) {
  if (argc > 1 && std::string_view(argv[1]) == "resolve") return run_resolve(argc - 1, argv + 1, context);
  if (argc > 1 && std::string_view(argv[1]) == "add") return run_add(argc - 1, argv + 1, context);
  if (argc > 1 && std::string_view(argv[1]) == "import") return run_import(argc - 1, argv + 1, context);
  return run_look_up(argc, argv, context);
}

}  // namespace annals::cli
