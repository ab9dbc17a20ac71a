// The reviewer's desk: decisions that were taken, and one more.
#include <ctime>
#include <nlohmann/json.hpp>

#include "annals/agreement.h"
#include "annals/json.h"
#include "annals/review.h"
#include "base/text.h"
#include "serve/brief.h"
#include "serve/routes.h"

namespace annals::serve {
namespace {

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

Error wrong(std::string message) { return {ErrorKind::Unsupported, std::move(message), {}, {}}; }

Result<Done> read_text(const nlohmann::json& object, const char* name, std::string& out) {
  const auto at = object.find(name);
  if (at == object.end() || at->is_null()) return Done{};
  if (!at->is_string()) return wrong(std::string(name) + ": expected a text");
  out = at->get<std::string>();
  return Done{};
}

Result<std::vector<std::string>> read_targets(const nlohmann::json& object) {
  std::vector<std::string> out;
  const auto at = object.find("targets");
  if (at == object.end() || !at->is_array()) return wrong("targets: expected a list of ids");
  for (const nlohmann::json& one : *at) {
    if (!one.is_string()) return wrong("targets: expected a list of ids");
    out.push_back(one.get<std::string>());
  }
  return out;
}

Result<Decision> read_decision(const std::string& body) {
  const nlohmann::json object = nlohmann::json::parse(body, nullptr, false);
  if (!object.is_object()) {
    return wrong("expected a decision such as {\"what\": \"accept\", \"targets\": [\"ev_...\"], \"who\": \"...\"}");
  }
  for (const auto& [name, value] : object.items()) {
    constexpr std::array<std::string_view, 6> kFields = {"what", "targets", "field", "value", "reason", "who"};
    if (std::ranges::find(kFields, name) == kFields.end()) return wrong("a decision has no field \"" + name + '"');
  }
  Decision out;
  std::string what;
  for (const Result<Done>& read :
       {read_text(object, "what", what), read_text(object, "field", out.field), read_text(object, "value", out.value),
        read_text(object, "reason", out.reason), read_text(object, "who", out.who)}) {
    if (!read) return read.error();
  }
  const auto kind = std::ranges::find(kDecisionNames, what);
  if (kind == kDecisionNames.end()) {
    return wrong("what: expected accept, reject, correct, merge, split or undo, found \"" + what + '"');
  }
  out.what = static_cast<DecisionKind>(kind - kDecisionNames.begin());
  Result<std::vector<std::string>> targets = read_targets(object);
  if (!targets) return targets.error();
  out.targets = std::move(*targets);
  out.when = now_utc();
  return out;
}

}  // namespace

Reply run_decisions(const Context& context) {
  const Result<std::vector<Decision>> decisions = context.store.decisions();
  if (!decisions) return problem(decisions.error());
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{decisions->size()});
  json.key("decisions").begin_array();
  for (const Decision& decision : *decisions) json.raw(to_json(decision));
  json.end_array();
  json.key("agreement").begin_array();  // of each two reviewers, over the claims that both judged
  for (const Agreement& pair : agreements(*decisions)) {
    json.begin_object();
    json.key("a").text(pair.a);
    json.key("b").text(pair.b);
    json.key("both").whole(std::uint64_t{pair.both});
    json.key("agreed").whole(std::uint64_t{pair.agreed});
    json.key("kappa");
    pair.kappa ? json.number(*pair.kappa) : json.null();
    json.key("differ").texts(pair.differ);
    json.end_object();
  }
  json.end_array();
  json.key("fields").begin_array();  // that can be corrected
  for (const CorrectableField& field : correctable_fields()) {
    json.begin_object();
    json.key("name").text(field.name);
    json.key("form").text(field.form);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

Reply run_decide(const Context& context) {
  if (!context.request.header("content-type").starts_with("application/json")) {
    return problem(415, "A decision is sent as application/json.");
  }
  Result<Decision> decision = read_decision(context.request.body);
  if (!decision) return problem(decision.error());
  if (Result<Done> good = check_decision(*decision); !good) return problem(400, good.error().message);
  const Result<Decision> kept = context.engine.decide(std::move(*decision));
  if (!kept) {
    return kept.error().kind == ErrorKind::Malformed ? problem(400, kept.error().message) : problem(kept.error());
  }
  JsonWriter json;
  json.begin_object();
  json.key("decision").raw(to_json(*kept));
  json.key("linked").boolean(context.engine.wait_until_linked());  // false: events follow; `stream` tells when
  json.end_object();
  Reply reply = serve::json(std::move(json.out));
  reply.status = 201;
  return reply;
}

}  // namespace annals::serve
