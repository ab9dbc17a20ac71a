// Reviewers' decisions: a list that only grows. What no longer stands is marked so, by a rule that `verify` can run
// again: an undo takes away what it names, and a correction the earlier ones of its field and targets.
#include <algorithm>
#include <set>

#include "annals/json.h"
#include "annals/store.h"
#include "base/calendar.h"
#include "base/sha256.h"
#include "base/text.h"
#include "store/json_writer.h"
#include "store/names.h"
#include "store/pack.h"
#include "store/seal.h"
#include "store/state.h"

namespace annals {

using namespace annals::store;

namespace {

std::string id_of(const Decision& decision) {
  std::string all;
  const auto add = [&](std::string_view part) { (all += part) += '\0'; };
  add(to_string(decision.what));
  add(std::to_string(decision.targets.size()));
  for (const std::string& target : decision.targets) add(target);
  for (const std::string* part : {&decision.field, &decision.value, &decision.reason, &decision.who, &decision.when}) {
    add(*part);
  }
  return "dc_" + base::short_hash(all);
}

ClaimMark mark_of(const ResolvedClaim& claim, std::uint32_t side) {
  return {
      claim.id, claim.document, claim.path, claim.type, claim.sentence_spans, claim.evidence.trigger, claim.sentence,
      side};
}

Error unsuited(std::string what) { return {ErrorKind::Malformed, std::move(what)}; }

Result<Done> check_form(const Decision& decision) {
  if (base::trim(decision.who).empty()) return unsuited("expected somebody who decides, found nobody");
  const auto day = base::read_iso(decision.when);
  if (!day || !day->is_day()) {
    return unsuited("expected the day of a decision as 2026-11-28, found \"" + decision.when + "\"");
  }
  const std::set<std::string> apart(decision.targets.begin(), decision.targets.end());
  const bool two = decision.what == DecisionKind::merge;
  if (apart.size() < (two ? 2U : 1U)) {
    return unsuited(two ? "expected two claims or events to merge at least" : "expected something to decide about");
  }
  if (apart.size() < decision.targets.size()) return unsuited("a target is named twice");
  if ((decision.what == DecisionKind::correct) == decision.field.empty()) {
    return unsuited("expected a field with a correction, and with nothing else");
  }
  return Done{};
}

bool covers(const Decision& later, const Decision& earlier) {
  return std::all_of(earlier.targets.begin(), earlier.targets.end(), [&](const std::string& target) {
    return std::find(later.targets.begin(), later.targets.end(), target) != later.targets.end();
  });
}

// Fills `superseded_by` of all, which stand in their order.
void supersede(std::vector<Decision>& all) {
  for (Decision& decision : all) decision.superseded_by.clear();
  for (std::size_t i = all.size(); i-- > 0;) {  // the last first: an undo may itself have been undone
    const Decision& later = all[i];
    if (!later.superseded_by.empty()) continue;
    for (std::size_t j = 0; j < i; ++j) {
      Decision& earlier = all[j];
      if (!earlier.superseded_by.empty()) continue;
      const bool undone = later.what == DecisionKind::undo &&
                          std::find(later.targets.begin(), later.targets.end(), earlier.id) != later.targets.end();
      const bool replaced = later.what == DecisionKind::correct && earlier.what == DecisionKind::correct &&
                            later.field == earlier.field && covers(later, earlier);
      if (undone || replaced) earlier.superseded_by = later.id;
    }
  }
}

}  // namespace

Row store::decision_row(const Decision& decision, std::int64_t position) {
  const auto text = [](std::string_view value) -> Value { return std::string(value); };
  Row row = {position, text(decision.id), text(to_string(decision.what)), json_list(decision.targets)};
  row.push_back(text_or_null(decision.field));
  row.push_back(decision.what == DecisionKind::correct ? text(decision.value) : Value());
  row.push_back(text_or_null(decision.reason));
  row.push_back(text(decision.who));
  row.push_back(text(decision.when));
  row.push_back(text_or_null(decision.superseded_by));
  row.push_back(Blob{seal(pack_decision(decision, static_cast<std::uint64_t>(position)))});
  return row;
}

Result<std::vector<Decision>> store::State::read_decisions() {
  Result<Statement> rows = connection.prepare("SELECT position, packed FROM decisions ORDER BY position");
  if (!rows) return rows.error();
  std::vector<Decision> out;
  Total seen;
  std::int64_t last = 0;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    const std::int64_t position = rows->whole(0);
    const std::string sealed = rows->text(1);
    const Result<std::string> bytes = unseal(sealed);
    if (!bytes) return bytes.error();
    Result<PackedDecision> read = unpack_decision(*bytes);
    if (!read) return read.error();
    if (position <= last || read->position != static_cast<std::uint64_t>(position)) {
      return damaged("the order of the decisions");
    }
    last = position;
    seen.add(seal_of(sealed));
    out.push_back(std::move(read->decision));
  }
  rows->reset();
  const Result<Totals> all = totals_now();
  if (!all) return all.error();
  if (seen != (*all)[kDecisionsPart]) return damaged("the list of decisions");
  supersede(out);
  return out;
}

Result<std::vector<Decision>> store::State::standing_decisions() {
  Result<std::vector<Decision>> all = read_decisions();
  if (!all) return all;
  std::erase_if(*all, [](const Decision& d) { return !stands(d); });
  return all;
}

Result<std::vector<Decision>> Store::decisions() {
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  return state_->read_decisions();
}

namespace {

// Turns what a reviewer names into the claims that it is at present.
class Targets {
 public:
  Targets(Store& store, store::State& state) : store_(store), state_(state) {}

  Result<std::vector<ClaimMark>> marks_of(const Decision& decision) {
    return decision.what == DecisionKind::split ? split(decision) : each(decision);
  }

 private:
  static bool names_claim(const std::string& target) { return target.starts_with("cl_"); }

  Result<ResolvedClaim> claim(const std::string& id) {
    const Result<Value> held = state_.connection.value_of("SELECT 1 FROM claims WHERE id = ?", {id});
    if (held) return state_.read_claim(id);
    if (held.error().kind != ErrorKind::NotFound) return held.error();
    return Error{ErrorKind::NotFound, "the store holds no claim " + id, state_.path};
  }

  // A side for each event, and none for claims that are named by themselves.
  Result<std::vector<ClaimMark>> each(const Decision& decision) {
    std::vector<ClaimMark> out;
    std::uint32_t side = 0;
    for (const std::string& target : decision.targets) {
      if (names_claim(target)) {
        const Result<ResolvedClaim> one = claim(target);
        if (!one) return one.error();
        out.push_back(mark_of(*one, 0));
        continue;
      }
      const Result<Event> event = store_.event(target);
      if (!event) return event.error();
      ++side;
      for (const ResolvedClaim& one : event->claims) out.push_back(mark_of(one, side));
    }
    return out;
  }

  Result<std::vector<ClaimMark>> split(const Decision& decision) {
    const bool claims = std::any_of(decision.targets.begin(), decision.targets.end(), names_claim);
    return claims ? split_off(decision) : keep_apart(decision);
  }

  // Claims go out of their event, which may be named as well.
  Result<std::vector<ClaimMark>> split_off(const Decision& decision) {
    std::set<std::string> going;
    std::optional<Event> whole;
    for (const std::string& target : decision.targets) {
      Result<Event> event = store_.event(target);
      if (!event) return event.error();
      if (whole && whole->id != event->id) {
        return Error{ErrorKind::Conflict, "expected claims of one event to split off, found " + target + " in another"};
      }
      if (names_claim(target)) going.insert(target);
      whole = std::move(*event);
    }
    if (going.size() == whole->claims.size()) {
      return Error{ErrorKind::Conflict, "expected a part of an event to split off, found all its claims named"};
    }
    std::vector<ClaimMark> out;
    for (const ResolvedClaim& one : whole->claims) out.push_back(mark_of(one, going.contains(one.id) ? 0 : 1));
    return out;
  }

  Result<std::vector<ClaimMark>> keep_apart(const Decision& decision) {
    if (decision.targets.size() < 2) return unsuited("expected the claims that go out of the event, or a second event");
    std::vector<ClaimMark> out;
    std::set<std::string> seen;
    std::uint32_t side = 0;
    for (const std::string& target : decision.targets) {
      const Result<Event> event = store_.event(target);
      if (!event) return event.error();
      if (!seen.insert(event->id).second) {
        return Error{ErrorKind::Conflict, target + " is one event with another one named: name the claims that go out"};
      }
      ++side;
      for (const ResolvedClaim& one : event->claims) out.push_back(mark_of(one, side));
    }
    return out;
  }

  Store& store_;
  store::State& state_;
};

Result<Done> check_undo(const Decision& undo, const std::vector<Decision>& held) {
  for (const std::string& target : undo.targets) {
    const auto at = std::find_if(held.begin(), held.end(), [&](const Decision& d) { return d.id == target; });
    if (at == held.end()) return Error{ErrorKind::NotFound, "the store holds no decision " + target};
    if (!at->superseded_by.empty()) {
      return Error{ErrorKind::Conflict, target + " does not stand any more: see " + at->superseded_by};
    }
  }
  return Done{};
}

}  // namespace

Result<Decision> Store::decide(Decision decision) {
  store::State& state = *state_;
  if (Result<Done> good = check_form(decision); !good) return good.error();
  if (Result<Done> begun = state.begin_batch(); !begun) return begun.error();
  decision.id = id_of(decision);
  decision.superseded_by.clear();
  Result<std::vector<Decision>> held = state.read_decisions();
  if (!held) return held.error();
  const auto same = [&](const Decision& other) { return other.id == decision.id; };
  if (const auto at = std::find_if(held->begin(), held->end(), same); at != held->end()) {
    if (at->superseded_by.empty()) return *at;
    return Error{ErrorKind::Conflict, "this was decided before and does not stand any more: see " + at->superseded_by};
  }
  if (decision.what == DecisionKind::undo) {
    decision.claims.clear();
    if (Result<Done> good = check_undo(decision, *held); !good) return good.error();
  } else if (decision.claims.empty()) {
    Result<std::vector<ClaimMark>> marks = Targets(*this, state).marks_of(decision);
    if (!marks) return marks.error();
    decision.claims = std::move(*marks);
  }
  const Result<Done> kept = state.whole_or_nothing([&] { return state.keep_decision(decision, std::move(*held)); });
  if (!kept) return kept.error();
  return decision;
}

Result<Done> store::State::keep_decision(const Decision& decision, std::vector<Decision> held) {
  const Result<Value> last = connection.value_of("SELECT coalesce(max(position), 0) FROM decisions");
  if (!last) return last.error();
  const auto* number = std::get_if<std::int64_t>(&*last);
  Result<Statement> insertion = connection.prepare("INSERT INTO decisions (" + std::string(kDecisionColumns) +
                                                   ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insertion) return insertion.error();
  const Row row = decision_row(decision, (number != nullptr ? *number : 0) + 1);
  for (std::size_t i = 0; i < row.size(); ++i) insertion->bind(static_cast<int>(i + 1), row[i]);
  if (Result<Done> wrote = insertion->run(); !wrote) return wrote;
  totals[kDecisionsPart].add(seal_of(std::get<Blob>(row.back()).bytes));

  std::vector<Decision> before = held;
  held.push_back(decision);
  supersede(held);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (held[i].superseded_by == before[i].superseded_by) continue;
    Result<Statement> mark = connection.prepare("UPDATE decisions SET superseded_by = ? WHERE id = ?");
    if (!mark) return mark.error();
    if (Result<Done> wrote = mark->bind(1, text_or_null(held[i].superseded_by)).bind(2, held[i].id).run(); !wrote) {
      return wrote;
    }
  }
  return Done{};
}

std::string to_json(const Decision& decision) {
  JsonWriter json;
  json.begin_object();
  json.key("id").text(decision.id);
  json.key("what").text(to_string(decision.what));
  json.key("targets").texts(decision.targets);
  json.key("field").text_or_null(decision.field);
  decision.what == DecisionKind::correct ? json.key("value").text(decision.value) : json.key("value").null();
  json.key("reason").text_or_null(decision.reason);
  json.key("who").text(decision.who);
  json.key("when").text(decision.when);
  json.key("superseded_by").text_or_null(decision.superseded_by);
  json.key("claims").begin_array();
  for (const ClaimMark& mark : decision.claims) {
    json.begin_object();
    json.key("id").text(mark.claim);
    json.key("document").text(mark.document);
    json.key("path").text(mark.path);
    json.key("type").text(to_string(mark.type));
    json.key("sentence").begin_object();
    json.key("spans").spans(mark.sentence_spans);
    json.key("text").text(mark.sentence);
    json.end_object();
    json.key("trigger").spans(mark.trigger);
    json.key("side").whole(std::uint64_t{mark.side});
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return std::move(json.out);
}

}  // namespace annals
