// The reviewer's desk in a terminal: one decision by a call, or one event after another with a question below it.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>
#include <iostream>
#include <map>
#include <set>

#include <pwd.h>

#include "annals/agreement.h"
#include "annals/json.h"
#include "annals/pipeline.h"
#include "annals/query.h"
#include "annals/store.h"
#include "base/text.h"
#include "cli/console.h"
#include "cli/events.h"
#include "cli/list.h"

namespace annals::cli {
namespace {

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string user_name() {
  const passwd* user = ::getpwuid(::geteuid());
  return user != nullptr ? user->pw_name : "";
}

struct Reviewer {
  std::string who, when;  // `when` empty: the time of each decision
  std::string reason;
  LinkOptions link;
};

// Keeps a decision and makes the events anew. Errors: those of Store::decide and Store::relink.
Result<Decision> decide(Store& store, const Reviewer& reviewer, Decision decision) {
  decision.who = reviewer.who;
  decision.when = reviewer.when.empty() ? now_text() : reviewer.when;
  if (decision.reason.empty()) decision.reason = reviewer.reason;
  if (const Result<Done> good = check_decision(decision); !good) {
    Error error = good.error();
    if (!decision.field.empty()) error.message = decision.field + ": " + error.message;
    return error;
  }
  Result<Decision> kept = store.decide(std::move(decision));
  if (!kept) return kept;
  if (const Result<Done> done = store.commit(); !done) return done.error();
  if (const Result<Done> done = relink(store, reviewer.link); !done) return done.error();
  return kept;
}

std::string line_of(const Decision& decision) {
  std::string out =
      decision.id + "  " + decision.when + "  " + decision.who + "  " + std::string(to_string(decision.what));
  if (!decision.field.empty())
    out += " " + decision.field + " = " + (decision.value.empty() ? "(not known)" : decision.value);
  for (const std::string& target : decision.targets) out += " " + target;
  if (!decision.reason.empty()) out += "  (" + decision.reason + ")";
  if (!decision.superseded_by.empty()) out += "  no longer stands: " + decision.superseded_by;
  return out;
}

Exit failed(const Error& error) {
  if (error.kind == ErrorKind::Io || error.message.starts_with("another process")) return exit_for(error);
  complain(error);
  return Exit::wrong_call;
}

Exit run_one(Store& store, const Reviewer& reviewer, Decision decision) {
  const Result<Decision> kept = decide(store, reviewer, std::move(decision));
  if (!kept) return failed(kept.error());
  print_line(line_of(*kept));
  return Exit::read;
}

Exit list_decisions(Store& store, bool json) {
  const Result<std::vector<Decision>> all = store.decisions();
  if (!all) return exit_for(all.error());
  for (const Decision& decision : *all) {
    if (!print_line(json ? to_json(decision) : line_of(decision))) break;
  }
  return Exit::read;
}

Exit show_agreement(Store& store) {
  const Result<std::vector<Decision>> all = store.decisions();
  if (!all) return exit_for(all.error());
  const std::vector<Agreement> pairs = agreements(*all);
  if (pairs.empty()) complain("no claim was judged by two reviewers yet");
  for (const Agreement& pair : pairs) {
    char kappa[32] = "not defined";
    if (pair.kappa) std::snprintf(kappa, sizeof kappa, "%.2f", *pair.kappa);
    print_line(pair.a + " and " + pair.b + ": " + std::to_string(pair.agreed) + " of " + std::to_string(pair.both) +
               " claims alike, Cohen's kappa " + kappa);
    for (const std::string& claim : pair.differ) print_line("  differ on " + claim);
  }
  return Exit::read;
}

// One line for each verdict of a reviewer on a claim, with the claim as it was coded: to train on.
Exit export_verdicts(Store& store) {
  const Result<std::vector<Decision>> all = store.decisions();
  if (!all) return exit_for(all.error());
  std::set<std::string> wanted;
  for (const Decision& decision : *all) {
    if (!decision.superseded_by.empty() || decision.what == DecisionKind::undo) continue;
    for (const ClaimMark& mark : decision.claims) wanted.insert(mark.claim);
  }
  std::map<std::string, std::string> coded;  // JSON by claim
  const Result<Done> read = store.each_document([&](const CodedDocument& document) {
    for (const ResolvedClaim& claim : document.claims) {
      if (wanted.count(claim.id) > 0) coded[claim.id] = to_json(claim);
    }
    return true;
  });
  if (!read) return exit_for(read.error());
  for (const Decision& decision : *all) {
    if (!decision.superseded_by.empty() || decision.what == DecisionKind::undo) continue;
    std::string claims;
    for (const ClaimMark& mark : decision.claims) {
      const auto found = coded.find(mark.claim);
      claims += (claims.empty() ? "" : ", ") + (found != coded.end() ? found->second : std::string("null"));
    }
    if (!print_line("{\"decision\": " + to_json(decision) + ", \"claims\": [" + claims + "]}")) break;
  }
  return Exit::read;
}

// What most needs a look comes first: what claims differ on, then what is least sure.
void put_in_order(std::vector<Event>& events) {
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    const bool differs_a = !a.disagreements.empty(), differs_b = !b.disagreements.empty();
    return differs_a != differs_b ? differs_a : a.confidence < b.confidence;
  });
}

class Desk {
 public:
  Desk(Store& store, Reviewer reviewer) : store_(store), reviewer_(std::move(reviewer)) {}

  Exit run(const Filter& filter) {
    Result<std::vector<Event>> events = store_.events();
    if (!events) return exit_for(events.error());
    std::erase_if(*events, [&](const Event& event) { return !matches(event, filter) || is_judged(event); });
    put_in_order(*events);
    std::size_t seen = 0;
    for (const Event& waiting : *events) {
      ++seen;
      const Result<Event> event = store_.event(waiting.id);  // as earlier answers left it
      if (!event) continue;
      print_line("\n" + std::to_string(seen) + " of " + std::to_string(events->size()));
      print_line(show_text(*event));
      if (!ask(*event)) return Exit::read;
    }
    print_line(events->empty() ? "nothing waits for a decision of yours" : "that was all");
    return Exit::read;
  }

 private:
  bool is_judged(const Event& event) const {
    return std::any_of(event.review.begin(), event.review.end(),
                       [&](const ReviewNote& note) { return note.who == reviewer_.who && note.claim.empty(); });
  }

  // False ends the session.
  bool ask(const Event& event) {
    for (;;) {
      std::fputs("[a]ccept  [r]eject  [c]orrect FIELD VALUE  [m]erge ID  [s]plit CLAIM...  [u]ndo  [n]ext  [q]uit > ",
                 stdout);
      std::fflush(stdout);
      std::string answer;
      if (!std::getline(std::cin, answer)) return false;
      const std::vector<std::string_view> words = base::split_words(answer);
      if (words.empty() || words[0] == "n" || words[0] == "next") return true;
      if (words[0] == "q" || words[0] == "quit") return false;
      Decision decision;
      if (!understand(event, answer, words, decision)) continue;
      const Result<Decision> kept = decide(store_, reviewer_, std::move(decision));
      if (!kept) {
        complain(kept.error());
        continue;
      }
      print_line(line_of(*kept));
      last_ = kept->id;
      if (kept->what == DecisionKind::accept || kept->what == DecisionKind::reject) return true;
    }
  }

  bool understand(const Event& event, const std::string& answer, const std::vector<std::string_view>& words,
                  Decision& decision) {
    const auto is = [&](std::string_view name) { return words[0] == name || words[0] == name.substr(0, 1); };
    decision.targets = {event.id};
    const auto rest = [&](std::size_t from) {
      const std::size_t at = static_cast<std::size_t>(words[from].data() - answer.data());
      return std::string(base::trim(std::string_view(answer).substr(at)));
    };
    if (is("accept") || is("reject")) {
      decision.what = is("accept") ? DecisionKind::accept : DecisionKind::reject;
      if (words.size() > 1) decision.reason = rest(1);
      return true;
    }
    if (is("correct") && words.size() > 1) {
      decision.what = DecisionKind::correct;
      decision.field = words[1];
      if (words.size() > 2) decision.value = rest(2);
      return true;
    }
    if (is("merge") && words.size() > 1) {
      decision.what = DecisionKind::merge;
      for (std::size_t i = 1; i < words.size(); ++i) decision.targets.emplace_back(words[i]);
      return true;
    }
    if (is("split") && words.size() > 1) {
      decision.what = DecisionKind::split;
      decision.targets.clear();
      for (std::size_t i = 1; i < words.size(); ++i) decision.targets.emplace_back(words[i]);
      return true;
    }
    if (is("undo") && !last_.empty()) {
      decision.what = DecisionKind::undo;
      decision.targets = {last_};
      return true;
    }
    std::string fields;
    for (const CorrectableField& field : correctable_fields()) {
      fields += "\n    " + std::string(field.name) + ": " + std::string(field.form);
    }
    print_line(
        "a letter or a word, then what it needs: \"accept the dates fit\", \"correct time 2016-12-07\", \"merge "
        "ev_...\", "
        "\"split cl_...\".\n  fields:" +
        fields);
    return false;
  }

  Store& store_;
  Reviewer reviewer_;
  std::string last_;  // decision of this session
};

constexpr std::string_view kActions =
    "accept, reject, correct, merge, split, undo; list, agreement, export; none: ask about one event after another";

}  // namespace

Exit run_review(int argc, char** argv, const Context& context) {
  CLI::App app("Accept, reject, correct, merge and split; every decision is kept with who, when and why.", "review");
  std::string store_path, action;
  std::vector<std::string> targets;
  Decision decision;
  Reviewer reviewer;
  bool json = false;
  FilterArguments arguments;
  app.add_option("STORE", store_path, "the store's file")->required();
  app.add_option("ACTION", action, std::string(kActions));
  app.add_option("TARGET", targets, "events, claims, or of an undo a decision");
  app.add_option("--field", decision.field, "of a correction: which field");
  app.add_option("--value", decision.value, "of a correction: its value; empty: not known");
  app.add_option("--reason", reviewer.reason, "why");
  app.add_option("--who", reviewer.who, "who decides (default: the user's name)");
  app.add_option("--when", reviewer.when, "the day or time of the decision (default: now)");
  app.add_flag("--json", json, "list as JSON Lines");
  arguments.add_to(app);
  if (const auto done = read_arguments(app, argc, argv)) return *done;
  if (const std::string problem = arguments.settle(context); !problem.empty())
    return complain(problem), Exit::wrong_call;
  if (reviewer.who.empty()) reviewer.who = user_name();

  const bool reads = action == "list" || action == "agreement" || action == "export";
  const auto kind = std::find(kDecisionNames.begin(), kDecisionNames.end(), action);
  if (!action.empty() && !reads && kind == kDecisionNames.end()) {
    return complain("expected " + std::string(kActions) + "; found \"" + action + "\""), Exit::wrong_call;
  }
  Result<Store> store = Store::open(store_path, reads ? Store::Mode::read : Store::Mode::write);
  if (!store) return exit_for(store.error());
  if (action == "list") return list_decisions(*store, json);
  if (action == "agreement") return show_agreement(*store);
  if (action == "export") return export_verdicts(*store);
  if (action.empty()) return Desk(*store, reviewer).run(arguments.filter);
  decision.what = static_cast<DecisionKind>(kind - kDecisionNames.begin());
  decision.targets = targets;
  return run_one(*store, reviewer, std::move(decision));
}

}  // namespace annals::cli
