// Every field name of docs/record.md is written here, and read in claim_json.cc.
#include "annals/json.h"

#include "annals/places.h"
#include "annals/store.h"
#include "base/calendar.h"
#include "base/sha256.h"
#include "base/text.h"
#include "store/json_writer.h"
#include "store/names.h"
#include "store/time_text.h"

namespace annals {
namespace {

using store::JsonWriter;
using store::name_of;

void write_time(JsonWriter& json, const TimeInterval& time) {
  json.begin_object();
  json.key("from").text_or_null(store::end_text(time.from, time.clock));
  json.key("to").text_or_null(store::end_text(time.to, time.clock));
  json.key("precision").text(base::to_string(time.precision));
  json.key("part_of_day").text_or_null(time.part_of_day);
  if (time.likely) json.key("likely").text(base::to_iso(*time.likely));
  json.key("why").texts(time.why);
  json.end_object();
}

void write_place(JsonWriter& json, const Place& place) {
  if (place.unknown()) {
    json.null();
    return;
  }
  json.begin_object();
  json.key("name").text(place.name);
  json.key("country").text_or_null(place.country);
  json.key("latitude").number_or_null(place.latitude);
  json.key("longitude").number_or_null(place.longitude);
  json.key("geonames").whole_or_null(place.geonames);
  if (!place.kind.empty()) json.key("kind").text(place.kind);
  json.end_object();
}

void write_actor_fields(JsonWriter& json, const Actor& actor) {
  json.key("id").text_or_null(actor.id);
  json.key("name").text(actor.spelled.empty() ? actor.name : actor.spelled);
  if (!actor.spelled.empty()) json.key("known_as").text(actor.name);
  json.key("kind").text_or_null(actor.kind);
  json.key("country").text_or_null(actor.country);
  json.key("country_name").text_or_null(actor.country_name);
  json.key("sector").text_or_null(actor.sector);
  json.key("office").text_or_null(actor.office);
}

void write_participants(JsonWriter& json, const std::vector<Participant>& participants, bool with_spans) {
  json.begin_array();
  for (const Participant& participant : participants) {
    json.begin_object();
    json.key("role").text(name_of(participant.role));
    write_actor_fields(json, participant.actor);
    json.key("as_written").text_or_null(participant.as_written);
    if (with_spans) json.key("spans").spans(participant.spans);
    json.end_object();
  }
  json.end_array();
}

void write_casualties(JsonWriter& json, const Casualties& casualties) {
  json.begin_object();
  json.key("killed").whole_or_null(casualties.killed);
  json.key("injured").whole_or_null(casualties.injured);
  if (casualties.killed_at_least) json.key("killed_at_least").boolean(true);
  if (casualties.injured_at_least) json.key("injured_at_least").boolean(true);
  json.end_object();
}

void write_said_by(JsonWriter& json, const std::vector<ResolvedSpeaker>& speakers) {
  json.begin_array();
  for (const ResolvedSpeaker& speaker : speakers) {
    json.begin_object();
    write_actor_fields(json, speaker.actor);
    json.key("how").text_or_null(speaker.how);
    json.key("quoted").boolean(speaker.quoted);
    json.key("spans").spans(speaker.spans);
    json.end_object();
  }
  json.end_array();
}

void write_sentence(JsonWriter& json, const ResolvedClaim& claim) {
  json.begin_object();
  json.key("spans").spans(claim.sentence_spans);
  json.key("text").text(claim.sentence);
  json.key("block").text(name_of(claim.block));
  json.key("repeated").boolean(claim.repeated);
  json.end_object();
}

void write_evidence(JsonWriter& json, const Evidence& evidence) {
  json.begin_object();
  json.key("trigger").spans(evidence.trigger);
  json.key("actor").spans(evidence.actor);
  json.key("recipient").spans(evidence.recipient);
  json.key("time").spans(evidence.time);
  json.key("place").spans(evidence.place);
  json.key("said_by").spans(evidence.said_by);
  json.end_object();
}

// Only where an extra lexicon coded it: without one no field is there.
void write_petrarch_fields(JsonWriter& json, const PetrarchCode& code) {
  json.key("rule").text(code.rule);
  json.key("pattern").text(code.pattern);
  json.key("where").text(code.where);
  json.key("scheme").text(code.scheme);
  json.key("dyads").begin_array();
  for (const Dyad& dyad : code.dyads) {
    json.begin_object();
    json.key("source").text(dyad.source);
    json.key("target").text(dyad.target);
    json.key("code").text(dyad.code);
    json.end_object();
  }
  json.end_array();
  json.key("issues").texts(code.issues);
}

std::string cameo_of(const PetrarchCode& code) {
  return code.scheme == "cameo" && !code.dyads.empty() ? code.dyads.front().code : std::string();
}

void write_petrarch_events(JsonWriter& json, const std::vector<PetrarchEvent>& events) {
  json.begin_array();
  for (const PetrarchEvent& event : events) {
    json.begin_object();
    write_petrarch_fields(json, event.code);
    json.key("sentence").spans(event.sentence_spans);
    json.key("trigger").spans(event.trigger);
    json.key("claim").text_or_null(event.claim);
    json.end_object();
  }
  json.end_array();
}

// Only where the page contradicts itself.
void write_contradictions(JsonWriter& json, const std::vector<Contradiction>& contradictions) {
  json.begin_array();
  for (const Contradiction& one : contradictions) {
    json.begin_object();
    json.key("field").text(one.field);
    json.key("value").text(one.value);
    json.key("other").text(one.other);
    json.key("why").text(one.why);
    json.key("claim").text_or_null(one.claim);
    json.key("spans").spans(one.spans);
    json.end_object();
  }
  json.end_array();
}

void write_claim(JsonWriter& json, const ResolvedClaim& claim) {
  json.begin_object();
  json.key("id").text(claim.id);
  json.key("document").text(claim.document);
  json.key("path").text(claim.path);
  json.key("outlet").text_or_null(claim.outlet);
  json.key("status").text(to_string(claim.status));
  write_said_by(json.key("said_by"), claim.said_by);
  write_sentence(json.key("sentence"), claim);
  write_evidence(json.key("evidence"), claim.evidence);
  json.key("time_as_written").text_or_null(claim.time_as_written);
  json.key("place_as_written").text_or_null(claim.place_as_written);
  json.key("rule").text_or_null(claim.rule);
  json.key("confidence").number(claim.confidence);
  json.key("type").text(to_string(claim.type));
  json.key("mode").texts(claim.modes);
  json.key("contexts").texts(claim.contexts);
  json.key("mutual").boolean(claim.mutual);
  write_participants(json.key("participants"), claim.participants, true);
  write_time(json.key("time"), claim.time);
  write_place(json.key("place"), claim.place);
  json.key("setting").text_or_null(claim.setting);
  json.key("topics").texts(claim.topics);
  write_casualties(json.key("casualties"), claim.casualties);
  json.key("participants_count").whole_or_null(claim.participants_count);
  json.key("order").whole(std::uint64_t{claim.order});
  json.key("why").texts(claim.why);
  if (!claim.contradictions.empty()) write_contradictions(json.key("contradictions"), claim.contradictions);
  if (claim.petrarch) {
    json.key("cameo").text_or_null(cameo_of(*claim.petrarch));
    json.key("petrarch").begin_object();
    write_petrarch_fields(json, *claim.petrarch);
    json.end_object();
  }
  json.end_object();
}

void write_history(JsonWriter& json, const std::vector<StatusStep>& history) {
  json.begin_array();
  for (const StatusStep& step : history) {
    json.begin_object();
    json.key("status").text(to_string(step.status));
    json.key("as_of").text_or_null(store::interval_text(step.as_of));
    json.key("claim").text_or_null(step.claim);
    json.end_object();
  }
  json.end_array();
}

void write_disagreements(JsonWriter& json, const std::vector<Disagreement>& disagreements) {
  json.begin_array();
  for (const Disagreement& disagreement : disagreements) {
    json.begin_object();
    json.key("field").text(disagreement.field);
    json.key("sides").begin_array();
    for (const Disagreement::Side& side : disagreement.sides) {
      json.begin_object();
      json.key("value").text_or_null(side.value);
      json.key("claims").texts(side.claims);
      json.key("outlets").texts(side.outlets);
      json.key("said_by").texts(side.said_by);
      if (!side.why.empty()) json.key("why").text(side.why);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_origins(JsonWriter& json, const std::vector<Origin>& origins) {
  json.begin_array();
  for (const Origin& origin : origins) {
    json.begin_object();
    json.key("document").text(origin.document);
    json.key("from").text_or_null(origin.from);
    json.key("source").text_or_null(origin.source);
    json.key("kind").text_or_null(origin.kind);
    json.key("why").text_or_null(origin.why);
    json.key("root").text_or_null(origin.root);
    json.key("spans").spans(origin.spans);
    json.end_object();
  }
  json.end_array();
}

void write_review(JsonWriter& json, const std::vector<ReviewNote>& notes) {
  json.begin_array();
  for (const ReviewNote& note : notes) {
    const bool corrects = note.what == DecisionKind::correct;
    json.begin_object();
    json.key("decision").text(note.decision);
    json.key("what").text(to_string(note.what));
    json.key("claim").text_or_null(note.claim);
    json.key("field").text_or_null(note.field);
    corrects ? json.key("value").text(note.value) : json.key("value").null();
    corrects ? json.key("told").text(note.told) : json.key("told").null();
    json.key("reason").text_or_null(note.reason);
    json.key("who").text(note.who);
    json.key("when").text(note.when);
    json.end_object();
  }
  json.end_array();
}

void write_event(JsonWriter& json, const Event& event) {
  json.begin_object();
  json.key("id").text(event.id);
  json.key("type").text(to_string(event.type));
  json.key("mode").texts(event.modes);
  json.key("contexts").texts(event.contexts);
  json.key("score").number(event.score);
  write_participants(json.key("participants"), event.participants, false);
  write_time(json.key("time"), event.time);
  write_place(json.key("place"), event.place);
  json.key("setting").text_or_null(event.setting);
  json.key("topics").texts(event.topics);
  json.key("status").text(to_string(event.status));
  write_history(json.key("history"), event.history);
  json.key("outcome").text_or_null(event.outcome == Outcome::none ? "" : name_of(event.outcome));
  json.key("moved_to").text_or_null(event.moved_to);
  write_casualties(json.key("casualties"), event.casualties);
  json.key("documents").whole(std::uint64_t{event.documents});
  json.key("outlets").whole(std::uint64_t{event.outlets});
  json.key("roots").whole(std::uint64_t{event.roots});
  write_origins(json.key("origins"), event.origins);
  write_disagreements(json.key("disagreements"), event.disagreements);
  json.key("confidence").number(event.confidence);
  json.key("why").texts(event.why);
  if (!event.review.empty()) write_review(json.key("review"), event.review);
  json.key("claims").begin_array();
  for (const ResolvedClaim& claim : event.claims) write_claim(json, claim);
  json.end_array();
  json.end_object();
}

// Where no other document has been asked, a page's day is what the page itself gives for it.
TimeInterval day_of_page(const Article& article) {
  const DateHint* best = nullptr;
  for (const DateHint& hint : article.dates) {
    const bool dates_the_page = hint.kind == DateHint::Kind::published || hint.kind == DateHint::Kind::dateline ||
                                hint.kind == DateHint::Kind::url;
    if (!dates_the_page || hint.day.unknown()) continue;
    const auto rank = [](const DateHint& of) { return std::pair(of.kind == DateHint::Kind::published, of.confidence); };
    if (best == nullptr || rank(hint) > rank(*best)) best = &hint;
  }
  if (best == nullptr) return {};
  TimeInterval day = best->day;
  if (day.why.empty()) day.why.push_back(best->where + ": " + best->as_written);
  return day;
}

void write_date_hints(JsonWriter& json, const std::vector<DateHint>& hints) {
  json.begin_array();
  for (const DateHint& hint : hints) {
    json.begin_object();
    json.key("kind").text(name_of(hint.kind));
    json.key("as_written").text(hint.as_written);
    json.key("from").text_or_null(store::end_text(hint.day.from, hint.day.clock));
    json.key("to").text_or_null(store::end_text(hint.day.to, hint.day.clock));
    json.key("where").text_or_null(hint.where);
    json.key("confidence").number(hint.confidence);
    json.end_object();
  }
  json.end_array();
}

// Where each value was read, and how sure it is.
template <typename Write>
void write_of_each(JsonWriter& json, const Article& article, const Write& write) {
  json.begin_object();
  const auto each = [&](std::string_view name, const Found& found) {
    if (found) write(json.key(name), found);
  };
  each("title", article.title);
  each("byline", article.byline);
  each("outlet", article.outlet);
  each("agency", article.agency);
  each("section", article.section);
  each("canonical_url", article.canonical_url);
  each("dateline_place", article.dateline_place);
  each("dateline_date", article.dateline_date);
  json.end_object();
}

void write_copies(JsonWriter& json, const LinkedRecord::DocumentLinks* links) {
  json.begin_array();
  for (const Copy& copy : links != nullptr ? links->copies : std::vector<Copy>{}) {
    json.begin_object();
    json.key("document").text(copy.document);
    json.key("similarity").number(copy.similarity);
    json.key("kind").text_or_null(copy.kind);
    json.key("passages").begin_array();
    for (const SharedPassage& passage : copy.passages) {
      json.begin_object();
      json.key("spans").spans(passage.spans);
      json.key("other_spans").spans(passage.other_spans);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_blocks(JsonWriter& json, const Article& article) {
  json.begin_array();
  for (const Block& block : article.blocks) {
    json.begin_object();
    json.key("kind").text(name_of(block.kind));
    json.key("spans").spans(article.text.spans(block.range));
    json.key("text").text(article.text_of(block));
    json.key("repeated").boolean(block.repeated);
    json.key("why").text_or_null(block.why);
    json.end_object();
  }
  json.end_array();
}

void write_document(JsonWriter& json, const Article& article, const TimeInterval& published,
                    const LinkedRecord::DocumentLinks* links) {
  json.begin_object();
  json.key("id").text(article.id);
  json.key("path").text(article.path);
  json.key("url").text_or_null(article.url);
  json.key("sha256").text(article.sha256);
  json.key("bytes").whole(article.bytes);
  json.key("language").text_or_null(article.language);
  json.key("outlet").text_or_null(article.outlet.value);
  json.key("agency").text_or_null(article.agency.value);
  json.key("title").text_or_null(article.title.value);
  json.key("byline").text_or_null(article.byline.value);
  json.key("section").text_or_null(article.section.value);
  json.key("canonical_url").text_or_null(article.canonical_url.value);
  json.key("dateline").begin_object();
  json.key("place").text_or_null(article.dateline_place.value);
  json.key("date_as_written").text_or_null(article.dateline_date.value);
  json.end_object();
  write_time(json.key("published"), published);
  json.key("root").text_or_null(links != nullptr ? links->root : "");
  write_origins(json.key("origins"), links != nullptr ? links->origins : std::vector<Origin>{});
  write_copies(json.key("copies"), links);
  write_date_hints(json.key("dates"), article.dates);
  write_of_each(json.key("found_in"), article,
                [](JsonWriter& to, const Found& found) { to.text_or_null(found.where); });
  write_of_each(json.key("confidence"), article,
                [](JsonWriter& to, const Found& found) { to.number(found.confidence); });
  json.key("notes").texts(article.notes);
  write_blocks(json.key("blocks"), article);
  json.end_object();
}

void write_steps(JsonWriter& json, const std::vector<CommitmentStep>& steps) {
  json.begin_array();
  for (const CommitmentStep& step : steps) {
    json.begin_object();
    json.key("step").text(step.what);
    json.key("as_of").text_or_null(store::interval_text(step.as_of));
    write_time(json.key("time"), step.when);
    write_participants(json.key("by"), step.by, false);
    write_said_by(json.key("said_by"), step.said_by);
    json.key("claim").text(step.claim);
    json.key("event").text_or_null(step.event);
    json.key("document").text(step.document);
    json.key("path").text(step.path);
    json.key("outlet").text_or_null(step.outlet);
    json.key("sentence").begin_object();
    json.key("spans").spans(step.spans);
    json.key("text").text(step.sentence);
    json.end_object();
    json.end_object();
  }
  json.end_array();
}

void write_commitment(JsonWriter& json, const Commitment& commitment) {
  json.begin_object();
  json.key("id").text(commitment.id);
  json.key("kind").text(to_string(commitment.kind));
  json.key("state").text(to_string(commitment.state));
  json.key("type").text(to_string(commitment.type));
  json.key("mode").texts(commitment.modes);
  json.key("what").text(commitment.what);
  write_participants(json.key("owed_by"), commitment.owed_by, false);
  write_participants(json.key("owed_to"), commitment.owed_to, false);
  json.key("topics").texts(commitment.topics);
  write_place(json.key("place"), commitment.place);
  write_time(json.key("due"), commitment.due);
  json.key("due_as_written").text_or_null(commitment.due_as_written);
  json.key("condition").text_or_null(commitment.condition);
  write_steps(json.key("steps"), commitment.steps);
  json.key("event").text_or_null(commitment.event);
  json.key("moved_to").text_or_null(commitment.moved_to);
  json.key("documents").whole(std::uint64_t{commitment.documents});
  json.key("outlets").whole(std::uint64_t{commitment.outlets});
  json.end_object();
}

}  // namespace

std::string to_json(const Commitment& commitment) {
  JsonWriter json;
  write_commitment(json, commitment);
  return std::move(json.out);
}

std::string to_json(const Event& event) {
  JsonWriter json;
  write_event(json, event);
  return std::move(json.out);
}

std::string to_json(const ResolvedClaim& claim) {
  JsonWriter json;
  write_claim(json, claim);
  return std::move(json.out);
}

std::string to_json(const TimeInterval& time) {
  JsonWriter json;
  write_time(json, time);
  return std::move(json.out);
}

std::string to_json(const Place& place) {
  JsonWriter json;
  write_place(json, place);
  return std::move(json.out);
}

std::string iso_text(const std::optional<sys_days>& day, const std::string& clock) {
  return store::end_text(day, clock);
}
std::string_view to_string(Role role) { return name_of(role); }
std::string_view to_string(Outcome outcome) { return name_of(outcome); }
std::string_view to_string(BlockKind kind) { return name_of(kind); }

std::string to_json(const ActorSummary& summary) {
  JsonWriter json;
  json.begin_object();
  json.key("id").text_or_null(summary.actor.id);
  json.key("name").text(summary.actor.name);
  json.key("kind").text_or_null(summary.actor.kind);
  json.key("country").text_or_null(summary.actor.country);
  json.key("sector").text_or_null(summary.actor.sector);
  json.key("offices").texts(summary.offices);
  json.key("events").whole(std::uint64_t{summary.events});
  json.key("as_actor").whole(std::uint64_t{summary.as_actor});
  json.key("as_recipient").whole(std::uint64_t{summary.as_recipient});
  json.key("first").text_or_null(store::end_text(summary.first, {}));
  json.key("last").text_or_null(store::end_text(summary.last, {}));
  json.end_object();
  return std::move(json.out);
}

std::string to_json(const Article& article, const TimeInterval* published, const LinkedRecord::DocumentLinks* links) {
  JsonWriter json;
  write_document(json, article,
                 links != nullptr       ? links->published
                 : published != nullptr ? *published
                                        : day_of_page(article),
                 links);
  return std::move(json.out);
}

std::string coded_line(const CodedDocument& document) {
  JsonWriter json;
  const Article& article = document.article;
  const bool own_id = article.id != article.sha256.substr(0, article.id.size());
  json.begin_object();
  own_id ? json.key("id").text(article.id) : json.key("path").text(article.path);
  write_time(json.key("published"), document.published);
  json.key("claims").begin_array();
  for (const ResolvedClaim& claim : document.claims) write_claim(json, claim);
  json.end_array();
  if (!document.petrarch.empty()) write_petrarch_events(json.key("petrarch"), document.petrarch);
  json.end_object();
  return std::move(json.out);
}

std::string named_line(const NamedDocument& document) {
  JsonWriter json;
  json.begin_object();
  document.id.empty() ? json.key("path").text(document.path) : json.key("id").text(document.id);
  write_time(json.key("published"), document.published);
  json.key("actors").begin_array();
  for (const NamedActor& named : document.actors) {
    json.begin_object();
    write_actor_fields(json, named.actor);
    json.key("known").boolean(named.known);
    json.key("as_written").text(named.as_written);
    json.key("spans").spans(named.spans);
    json.key("why").text_or_null(named.why);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return std::move(json.out);
}

std::string placed_line(const PlacedDocument& document) {
  JsonWriter json;
  json.begin_object();
  document.id.empty() ? json.key("path").text(document.path) : json.key("id").text(document.id);
  write_time(json.key("published"), document.published);
  json.key("places").begin_array();
  for (const NamedPlace& named : document.places) {
    json.begin_object();
    json.key("as_written").text(named.as_written);
    json.key("spans").spans(named.spans);
    json.key("use").text(named.use);
    write_place(json.key("place"), named.place);
    json.key("kind").text_or_null(named.kind);
    json.key("region").text_or_null(named.region);
    json.key("beside").text_or_null(named.beside);
    json.key("radius_km").number_or_null(named.radius_km);
    json.key("confidence").number(named.confidence);
    json.key("why").text(named.why);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return std::move(json.out);
}

std::string to_json(const GazetteerPlace& found) {
  JsonWriter json;
  json.begin_object();
  write_place(json.key("place"), found.place);
  json.key("kind").text_or_null(found.kind);
  json.key("region").text_or_null(found.region);
  json.key("population").whole_or_null(found.population > 0 ? std::optional(found.population) : std::nullopt);
  json.key("score").number(found.score);
  json.key("why").text(found.why);
  json.end_object();
  return std::move(json.out);
}

}  // namespace annals
