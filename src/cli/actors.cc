// Who is who: look up, find in pages, add to a user's own tables, import.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "annals/actor_base.h"
#include "annals/json.h"
#include "annals/pipeline.h"
#include "base/calendar.h"
#include "cli/console.h"
#include "cli/list.h"
#include "cli/stage.h"

namespace annals::cli {
namespace {

// ---- pages

Exit run_resolve(int argc, char** argv, const Context& context) {
  CLI::App app("Everybody whom each page names or means by an office, on the page's own day: one object a line.",
               "actors resolve");
  InputArguments input;
  input.add_to(app);
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = input.problem(); !problem.empty()) return complain(problem), Exit::wrong_call;
  Pipeline::Options options{context.data, {}, Coders::forms};
  options.actors = context.actors;
  const Result<Pipeline> pipeline = Pipeline::open(options);
  if (!pipeline) return exit_for(pipeline.error());
  return run_stage(input, [&](const Page& page) -> Result<std::string> {
    const Result<NamedDocument> named = pipeline->name(page);
    if (!named) return named.error();
    return named_line(*named);
  });
}

// ---- looking up

nlohmann::ordered_json or_null(const std::string& text) {
  return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
}

std::string as_json(const ActorCard& card) {
  using nlohmann::ordered_json;
  ordered_json out{{"id", card.id},
                   {"name", card.name},
                   {"kind", or_null(card.kind)},
                   {"country", or_null(card.country)},
                   {"sector", or_null(card.sector)},
                   {"from", or_null(card.from)},
                   {"to", or_null(card.to)},
                   {"why", card.why}};
  ordered_json& names = out["names"] = ordered_json::array();
  for (const auto& one : card.names) {
    names.push_back({{"name", one.name}, {"use", one.use}, {"from", or_null(one.from)}, {"to", or_null(one.to)}});
  }
  ordered_json& offices = out["offices"] = ordered_json::array();
  for (const auto& one : card.offices) {
    offices.push_back({{"office", one.office},
                       {"role", one.role},
                       {"of", or_null(one.of)},
                       {"of_name", or_null(one.of_name)},
                       {"from", or_null(one.from)},
                       {"to", or_null(one.to)},
                       {"to_known", one.to_known},
                       {"source", one.source}});
  }
  ordered_json& standings = out["standings"] = ordered_json::array();
  for (const auto& one : card.standings) {
    standings.push_back({{"country", or_null(one.country)},
                         {"sector", or_null(one.sector)},
                         {"code", or_null(one.code)},
                         {"from", or_null(one.from)},
                         {"to", or_null(one.to)},
                         {"source", one.source}});
  }
  for (const auto& [key, list] : {std::pair{"members", &card.members}, std::pair{"member_of", &card.member_of}}) {
    ordered_json& all = out[key] = ordered_json::array();
    for (const auto& one : *list) {
      all.push_back({{"id", one.id}, {"name", one.name}, {"from", or_null(one.from)}, {"to", or_null(one.to)}});
    }
  }
  out["source"] = card.source;
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

// " since 2004-03-09", " until ..." or " 2004-03-09 to 2010-01-01"
std::string days_told(const std::string& from, const std::string& to, bool to_known = true) {
  const std::string end = to.empty() || to_known ? to : to + " at the latest";
  if (from.empty() && to.empty()) return "";
  if (to.empty()) return " since " + from;
  if (from.empty()) return " until " + end;
  return " " + from + " to " + end;
}

std::string list_told(const std::string& head, const std::vector<ActorCard::Membership>& list) {
  std::string out;
  for (const auto& one : list) {
    out += (out.empty() ? "   " + head + ": " : "; ") + one.name + days_told(one.from, one.to);
  }
  return out.empty() ? out : out + "\n";
}

std::string told(const ActorCard& card, std::size_t rank) {
  std::string out = std::to_string(rank) + ". " + card.name + "  " + card.id + "  " + card.kind;
  for (const std::string* part : {&card.country, &card.sector}) out += part->empty() ? "" : "  " + *part;
  out += days_told(card.from, card.to) + "  (" + card.why + ")\n";
  std::string names;
  for (const auto& one : card.names) {
    if (one.name == card.name) continue;
    names += (names.empty() ? "" : "; ") + one.name +
             (one.use == "name" || one.use == "alias" ? "" : " [" + one.use + "]") + days_told(one.from, one.to);
  }
  if (!names.empty()) out += "   also: " + names + "\n";
  for (const auto& one : card.offices) {
    out += "   " + one.office + days_told(one.from, one.to, one.to_known) + "  [" + one.source + "]\n";
  }
  for (const auto& one : card.standings) {
    out += "   counts as " + one.country + (one.country.empty() || one.sector.empty() ? "" : " ") + one.sector +
           (one.code.empty() ? "" : " (" + one.code + ")") + days_told(one.from, one.to) + "  [" + one.source + "]\n";
  }
  out += list_told("members", card.members) + list_told("member of", card.member_of);
  return out + "   source: " + card.source + "\n";
}

Exit run_look_up(int argc, char** argv, const Context& context) {
  CLI::App app(
      "Whom a name, an id or an office means on a day: names, offices, members, each with its source.\n"
      "  annals actors resolve INPUT...                everybody whom pages name\n"
      "  annals --actors FOLDER actors add ...         adds an actor or an office to a folder of your own\n"
      "  annals --actors FOLDER actors import FILE     reads a dictionary or a table of offices into it",
      "actors");
  std::vector<std::string> words;
  std::string day;
  std::size_t limit = 8;
  bool json = false;
  app.add_option("NAME", words, "a name, an id, or an office: \"French president\"")->required();
  app.add_option("--on", day, "the day, month or year, ISO 8601");
  app.add_option("--limit", limit, "how many at most")->capture_default_str();
  app.add_flag("--json", json, "one object a line");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  TimeInterval when;
  if (!day.empty()) {
    const auto read = base::read_iso(day);
    if (!read) return complain("expected a day as 2016-12-08, found \"" + day + '"'), Exit::wrong_call;
    when = *read;
  }
  const Result<ActorBase> base = ActorBase::open(context.data, context.actors);
  if (!base) return exit_for(base.error());
  std::string name;
  for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
  const std::vector<ActorCard> found = base->find(name, when, limit);
  if (found.empty()) {
    complain("nobody is known as \"" + name + '"' + (day.empty() ? "" : " on " + day));
    return Exit::some_refused;
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!print_line(json ? as_json(found[i]) : told(found[i], i + 1))) break;
  }
  return Exit::read;
}

// ---- a folder of one's own

bool has_folder(const Context& context) {
  if (!context.actors.empty()) return true;
  complain("expected a folder of your own before the command: annals --actors FOLDER actors ...");
  return false;
}

Exit run_add(int argc, char** argv, const Context& context) {
  CLI::App app("Adds an actor, or a person with an office, to your own tables; prints the id.", "actors add");
  NewActor actor;
  app.add_option("NAME", actor.name, "the usual name, with its capitals")->required();
  app.add_option("--id", actor.id,
                 "Wikidata's Q-number, or x: and a name; made of the name's words where it is absent");
  app.add_option("--alias", actor.aliases, "another name or spelling; may be given many times");
  app.add_option("--kind", actor.kind, "person, organ, body, group, people, company, outlet");
  app.add_option("--country", actor.country, "ISO 3166-1 alpha-3; of an office also the id of a body");
  app.add_option("--sector", actor.sector, "PLOVER's: GOV, MIL, REB, OPP, IGO, NGO ...");
  app.add_option("--office", actor.office, "the office that the person holds: \"Minister of Defence of Chad\"");
  app.add_option("--role", actor.role, "what the office is, where its title does not tell: \"defence minister\"");
  app.add_option("--from", actor.from, "the first day of the office, or of the actor");
  app.add_option("--to", actor.to, "the last day");
  app.add_option("--source", actor.source, "where it is from");
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (!has_folder(context)) return Exit::wrong_call;
  const Result<std::string> id = add_actor(context.data, context.actors, actor);
  if (!id && id.error().kind == ErrorKind::Malformed && id.error().source.empty()) {
    return complain(id.error()), Exit::wrong_call;
  }
  if (!id) return exit_for(id.error());
  print_line(*id);
  return Exit::read;
}

Exit run_import(int argc, char** argv, const Context& context) {
  CLI::App app("Reads a dictionary of actors or a table of offices into your own tables; twice is once.",
               "actors import");
  std::string format;
  std::vector<std::string> files;
  app.add_option("FILE", files, "the dictionary or table")->required();
  app.add_option("--format", format, "what the file is")->required()->check(CLI::IsMember(actor_import_formats()));
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (!has_folder(context)) return Exit::wrong_call;
  bool refused = false;
  for (const std::string& file : files) {
    const Result<ActorImport> done = import_actors(context.data, context.actors, format, file);
    if (!done && (done.error().kind == ErrorKind::NotFound || done.error().source == file)) {
      complain(done.error());
      refused = true;
      continue;
    }
    if (!done) return exit_for(done.error());
    for (const std::string& why : done->refused) complain(why);
    refused = refused || !done->refused.empty();
    std::fprintf(stderr, "annals: %s: %zu read, %zu rows new in %s, %zu refused\n", file.c_str(), done->read,
                 done->rows, context.actors.c_str(), done->refused.size());
  }
  return refused ? Exit::some_refused : Exit::read;
}

}  // namespace

Exit run_actors(int argc, char** argv, const Context& context) {
  const std::string_view word = argc > 1 ? std::string_view(argv[1]) : std::string_view();
  if (word == "resolve") return run_resolve(argc - 1, argv + 1, context);
  if (word == "add") return run_add(argc - 1, argv + 1, context);
  if (word == "import") return run_import(argc - 1, argv + 1, context);
  return run_look_up(argc, argv, context);
}

}  // namespace annals::cli
