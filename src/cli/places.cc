#include "annals/places.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>

#include "annals/json.h"
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
  const Result<Pipeline> pipeline = Pipeline::open({context.data, {}, Coders::forms});
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
  const Result<std::vector<GazetteerPlace>> found = look_up_places(context.data, question);
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

}  // namespace

Exit run_places(int argc, char** argv, const Context& context) {
  if (argc > 1 && std::string_view(argv[1]) == "resolve") return run_resolve(argc - 1, argv + 1, context);
  return run_look_up(argc, argv, context);
}

}  // namespace annals::cli
