// Reads a claim back from the JSON that json.cc writes.
#include <nlohmann/json.hpp>
#include <utility>

#include "annals/json.h"
#include "base/calendar.h"
#include "store/names.h"
#include "store/time_text.h"

namespace annals {
namespace {

using Json = nlohmann::json;

// Reads members of one object. What is absent or null stays as it is; what is of another kind is a fault.
class Members {
 public:
  Members(const Json& object, std::string& fault) : object_(object), fault_(fault) {
    if (!object.is_object()) blame("an object");
  }

  const Json* find(const char* name) {
    if (!object_.is_object()) return nullptr;
    const auto at = object_.find(name);
    return at == object_.end() || at->is_null() ? nullptr : &*at;
  }
  void text(const char* name, std::string& out) {
    const Json* value = find(name);
    if (value == nullptr) return;
    if (!value->is_string()) return blame(name);
    out = *value->get_ptr<const std::string*>();
  }
  void boolean(const char* name, bool& out) {
    const Json* value = find(name);
    if (value == nullptr) return;
    if (!value->is_boolean()) return blame(name);
    out = *value->get_ptr<const bool*>();
  }
  void number(const char* name, double& out) {
    const Json* value = find(name);
    if (value == nullptr) return;
    if (!value->is_number()) return blame(name);
    out = value->get<double>();
  }
  void number(const char* name, std::optional<double>& out) {
    if (find(name) != nullptr) number(name, out.emplace());
  }
  void whole(const char* name, std::optional<std::int64_t>& out) {
    const Json* value = find(name);
    if (value == nullptr) return;
    if (!value->is_number_integer()) return blame(name);
    out = value->get<std::int64_t>();
  }
  void texts(const char* name, std::vector<std::string>& out) {
    each(name, [&](const Json& value) {
      if (!value.is_string()) return blame(name);
      out.push_back(*value.get_ptr<const std::string*>());
    });
  }
  void spans(const char* name, ByteSpans& out) {
    each(name, [&](const Json& span) {
      if (!span.is_array() || span.size() != 2 || !span[0].is_number_unsigned() || !span[1].is_number_unsigned()) {
        return blame(name);
      }
      out.push_back({span[0].get<std::uint64_t>(), span[1].get<std::uint64_t>()});
    });
  }
  template <typename Take>
  void each(const char* name, Take take) {
    const Json* values = find(name);
    if (values == nullptr) return;
    if (!values->is_array()) return blame(name);
    for (const Json& value : *values) take(value);
  }
  template <typename Take>
  void object(const char* name, Take take) {
    const Json* value = find(name);
    if (value == nullptr) return;
    Members members(*value, fault_);
    take(members);
  }
  // A word that `read` turns into an optional value.
  template <typename T, typename Read>
  void word(const char* name, T& out, Read read) {
    std::string text_of;
    text(name, text_of);
    if (text_of.empty()) return;
    const auto value = read(text_of);
    if (!value) return blame(name);
    out = *value;
  }
  void blame(const std::string& what) {
    if (fault_.empty()) fault_ = what;
  }
  std::string& fault() { return fault_; }

 private:
  const Json& object_;
  std::string& fault_;
};

void read_time(Members& json, TimeInterval& time) {
  const auto end = [&](const char* name, std::optional<sys_days>& day) {
    std::string text;
    json.text(name, text);
    if (!text.empty() && !store::read_end(text, day, time.clock)) json.blame(name);
  };
  end("from", time.from);
  end("to", time.to);
  json.word("precision", time.precision, base::precision);
  std::string likely, no_clock;
  json.text("likely", likely);
  if (!likely.empty() && !store::read_end(likely, time.likely, no_clock)) json.blame("likely");
  json.text("part_of_day", time.part_of_day);
  json.texts("why", time.why);
}

void read_place(Members& json, Place& place) {
  json.text("name", place.name);
  json.text("country", place.country);
  json.number("latitude", place.latitude);
  json.number("longitude", place.longitude);
  json.whole("geonames", place.geonames);
  json.text("kind", place.kind);
}

void read_actor(Members& json, Actor& actor) {
  json.text("id", actor.id);
  json.text("name", actor.name);
  std::string known_as;
  json.text("known_as", known_as);
  if (!known_as.empty()) actor.spelled = std::exchange(actor.name, std::move(known_as));
  json.text("kind", actor.kind);
  json.text("country", actor.country);
  json.text("country_name", actor.country_name);
  json.text("sector", actor.sector);
  json.text("office", actor.office);
}

Participant read_participant(Members& json) {
  Participant out;
  json.word("role", out.role, [](const std::string& name) { return store::named<Role>(store::kRoles, name); });
  read_actor(json, out.actor);
  json.text("as_written", out.as_written);
  json.spans("spans", out.spans);
  return out;
}

ResolvedSpeaker read_speaker(Members& json) {
  ResolvedSpeaker out;
  read_actor(json, out.actor);
  json.text("how", out.how);
  json.boolean("quoted", out.quoted);
  json.spans("spans", out.spans);
  return out;
}

void read_sentence(Members& json, ResolvedClaim& claim) {
  json.spans("spans", claim.sentence_spans);
  json.text("text", claim.sentence);
  json.word("block", claim.block,
            [](const std::string& name) { return store::named<BlockKind>(store::kBlockKinds, name); });
  json.boolean("repeated", claim.repeated);
}

void read_evidence(Members& json, Evidence& evidence) {
  json.spans("trigger", evidence.trigger);
  json.spans("actor", evidence.actor);
  json.spans("recipient", evidence.recipient);
  json.spans("time", evidence.time);
  json.spans("place", evidence.place);
  json.spans("said_by", evidence.said_by);
}

void read_order(Members& json, std::uint32_t& order) {
  std::optional<std::int64_t> value;
  json.whole("order", value);
  if (!value) return;
  if (*value < 0 || *value > UINT32_MAX) return json.blame("order");
  order = static_cast<std::uint32_t>(*value);
}

PetrarchCode read_petrarch(Members& json) {
  PetrarchCode out;
  json.text("rule", out.rule);
  json.text("pattern", out.pattern);
  json.text("where", out.where);
  json.text("scheme", out.scheme);
  json.each("dyads", [&](const Json& value) {
    Members members(value, json.fault());
    Dyad dyad;
    members.text("source", dyad.source);
    members.text("target", dyad.target);
    members.text("code", dyad.code);
    out.dyads.push_back(std::move(dyad));
  });
  json.texts("issues", out.issues);
  return out;
}

ResolvedClaim read_claim(Members& json) {
  ResolvedClaim claim;
  json.text("id", claim.id);
  json.text("document", claim.document);
  json.text("path", claim.path);
  json.text("outlet", claim.outlet);
  json.word("status", claim.status, [](const std::string& name) { return status(name); });
  json.each("said_by", [&](const Json& value) {
    Members members(value, json.fault());
    claim.said_by.push_back(read_speaker(members));
  });
  json.object("sentence", [&](Members& members) { read_sentence(members, claim); });
  json.object("evidence", [&](Members& members) { read_evidence(members, claim.evidence); });
  json.text("time_as_written", claim.time_as_written);
  json.text("place_as_written", claim.place_as_written);
  json.text("rule", claim.rule);
  json.number("confidence", claim.confidence);
  json.word("type", claim.type, [](const std::string& name) { return event_type(name); });
  json.texts("mode", claim.modes);
  json.texts("contexts", claim.contexts);
  json.boolean("mutual", claim.mutual);
  json.each("participants", [&](const Json& value) {
    Members members(value, json.fault());
    claim.participants.push_back(read_participant(members));
  });
  json.object("time", [&](Members& members) { read_time(members, claim.time); });
  json.object("place", [&](Members& members) { read_place(members, claim.place); });
  json.text("setting", claim.setting);
  json.texts("topics", claim.topics);
  json.whole("participants_count", claim.participants_count);
  json.object("casualties", [&](Members& members) {
    members.whole("killed", claim.casualties.killed);
    members.whole("injured", claim.casualties.injured);
    members.boolean("killed_at_least", claim.casualties.killed_at_least);
    members.boolean("injured_at_least", claim.casualties.injured_at_least);
  });
  read_order(json, claim.order);
  json.texts("why", claim.why);
  json.each("contradictions", [&](const Json& value) {
    Members members(value, json.fault());
    Contradiction& one = claim.contradictions.emplace_back();
    members.text("field", one.field);
    members.text("value", one.value);
    members.text("other", one.other);
    members.text("why", one.why);
    members.text("claim", one.claim);
    members.spans("spans", one.spans);
  });
  json.object("petrarch", [&](Members& members) { claim.petrarch = read_petrarch(members); });
  return claim;
}

}  // namespace

Result<ResolvedClaim> claim_from_json(std::string_view text) {
  const Json parsed = Json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return Error{ErrorKind::Malformed, "expected a claim as JSON, found something else"};
  std::string fault;
  Members members(parsed, fault);
  ResolvedClaim claim = read_claim(members);
  if (!fault.empty()) {
    return Error{ErrorKind::Malformed, "expected a claim as annals writes it, found another value for: " + fault};
  }
  return claim;
}

}  // namespace annals
