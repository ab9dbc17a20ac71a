// One table: how each field that a reviewer may correct is read from text, and how it is written as text again.
#include "link/corrections.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "base/calendar.h"
#include "base/text.h"

namespace annals::link {
namespace {

Error expected(std::string_view what, std::string_view found) {
  return {ErrorKind::Malformed, "expected " + std::string(what) + ", found \"" + std::string(found) + "\""};
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (const std::string_view part : base::split(text, separator)) {
    if (const std::string_view word = base::trim(part); !word.empty()) out.push_back(word);
  }
  return out;
}

// --- type, mode, status ---

template <typename Enum, std::size_t N>
const Enum* find(const std::array<std::string_view, N>& names, std::string_view name, Enum& into) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return nullptr;
  into = static_cast<Enum>(at - names.begin());
  return &into;
}

bool is_mode(EventType type, std::string_view mode) {
  return std::any_of(kModes.begin(), kModes.end(),
                     [&](const TypeAndMode& known) { return known.type == type && known.mode == mode; });
}

Result<Done> read_type(ResolvedClaim& claim, std::string_view value) {
  EventType type{};
  if (find(kEventTypeNames, value, type) == nullptr) return expected("one of the sixteen types", value);
  claim.type = type;
  std::erase_if(claim.modes, [&](const std::string& mode) { return !is_mode(type, mode); });
  return Done{};
}
std::string show_type(const ResolvedClaim& claim) { return std::string(to_string(claim.type)); }

Result<Done> read_mode(ResolvedClaim& claim, std::string_view value) {
  std::vector<std::string> modes;
  for (const std::string_view mode : parts_of(value, ',')) {
    const bool known =
        std::any_of(kModes.begin(), kModes.end(), [&](const TypeAndMode& one) { return one.mode == mode; });
    if (!known) return expected("modes of the codebook, parted by commas", value);
    modes.emplace_back(mode);
  }
  claim.modes = std::move(modes);
  return Done{};
}
std::string show_mode(const ResolvedClaim& claim) { return base::join(claim.modes, ", "); }

Result<Done> read_status(ResolvedClaim& claim, std::string_view value) {
  if (find(kStatusNames, value, claim.status) == nullptr) return expected("a status", value);
  return Done{};
}
std::string show_status(const ResolvedClaim& claim) { return std::string(to_string(claim.status)); }

// --- time ---

Result<Done> read_time(ResolvedClaim& claim, std::string_view value) {
  TimeInterval time;
  const std::vector<std::string_view> ends = base::split(value, '/');
  if (ends.size() == 1 && !value.empty()) {
    const auto whole = base::read_iso(value);
    if (!whole) return expected("a day, month, year or two of them with / between", value);
    time = *whole;
  } else if (ends.size() == 2) {
    const auto from = base::read_iso(base::trim(ends[0])), to = base::read_iso(base::trim(ends[1]));
    const bool good = (from || ends[0].empty()) && (to || ends[1].empty()) && (from || to);
    if (!good || (from && to && *to->to < *from->from)) {
      return expected("a day, month, year or two of them with / between", value);
    }
    if (from) time.from = from->from;
    if (to) time.to = to->to;
    time.precision = time.is_day() ? Precision::day : Precision::interval;
  } else if (!value.empty()) {
    return expected("a day, month, year or two of them with / between", value);
  }
  claim.time = std::move(time);
  claim.time_as_written = value;  // as good as if the text said so
  return Done{};
}
std::string show_time(const ResolvedClaim& claim) {
  const TimeInterval& time = claim.time;
  if (time.unknown()) return "";
  if (time.is_day()) return base::to_iso(*time.from);
  return (time.from ? base::to_iso(*time.from) : "") + "/" + (time.to ? base::to_iso(*time.to) : "");
}

// --- place ---

bool is_country_code(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), base::is_upper_ascii);
}

std::optional<double> degrees(std::string_view text, double most) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= -most && value <= most)) return {};
  return value;
}

Result<Done> read_place(ResolvedClaim& claim, std::string_view value) {
  constexpr std::string_view kForm = "\"NAME\", \"NAME, DEU\" or \"NAME, DEU, 53.55, 10.0\"";
  std::vector<std::string_view> parts = parts_of(value, ',');
  Place place;
  if (parts.size() >= 3) {
    place.longitude = degrees(parts.back(), 180);
    place.latitude = degrees(parts[parts.size() - 2], 90);
    if (!place.longitude || !place.latitude) return expected(kForm, value);
    parts.resize(parts.size() - 2);
  }
  if (parts.size() == 2 && is_country_code(parts.back())) place.country = parts.back(), parts.pop_back();
  if (parts.size() > 1) return expected(kForm, value);
  if (!parts.empty()) place.name = parts.front();
  claim.place = std::move(place);
  claim.place_as_written = claim.place.name;
  return Done{};
}
std::string degrees_text(double value) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return error == std::errc() ? std::string(buffer, end) : std::string();
}
std::string show_place(const ResolvedClaim& claim) {
  const Place& place = claim.place;
  std::string out = place.name;
  std::replace(out.begin(), out.end(), ',', ' ');
  if (!place.country.empty()) out += ", " + place.country;
  if (place.latitude && place.longitude) {
    out += ", " + degrees_text(*place.latitude) + ", " + degrees_text(*place.longitude);
  }
  return out;
}

// --- setting, topics ---

Result<Done> read_setting(ResolvedClaim& claim, std::string_view value) {
  claim.setting = value;
  return Done{};
}
std::string show_setting(const ResolvedClaim& claim) { return claim.setting; }

Result<Done> read_topics(ResolvedClaim& claim, std::string_view value) {
  claim.topics.clear();
  for (const std::string_view topic : parts_of(value, ';')) claim.topics.emplace_back(topic);
  return Done{};
}
std::string show_topics(const ResolvedClaim& claim) { return base::join(claim.topics, "; "); }

// --- how many ---

template <std::optional<std::int64_t> Casualties::*count>
Result<Done> read_count(ResolvedClaim& claim, std::string_view value) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool good = error == std::errc() && end == value.data() + value.size() && number >= 0;
  if (!value.empty() && !good) return expected("a number", value);
  claim.casualties.*count = value.empty() ? std::nullopt : std::optional(number);
  return Done{};
}
template <std::optional<std::int64_t> Casualties::*count>
std::string show_count(const ResolvedClaim& claim) {
  const auto& number = claim.casualties.*count;
  return number ? std::to_string(*number) : "";
}

// --- who ---

// "Q22686 | Donald Trump | person | USA | GOV | President of the United States"; a name alone is somebody the base
// does not know.
Result<Done> read_actor(std::string_view text, Actor& actor) {
  std::vector<std::string> fields;
  for (const std::string_view field : base::split(text, '|')) fields.emplace_back(base::trim(field));
  if (fields.size() == 1) fields.insert(fields.begin(), "");
  if (fields.size() > 6 || fields[1].empty()) return expected("ID | NAME | KIND | COUNTRY | SECTOR | OFFICE", text);
  fields.resize(6);
  actor.id = fields[0].empty() ? "x:" + fields[1] : fields[0];
  actor.name = fields[1], actor.kind = fields[2], actor.country = fields[3];
  actor.sector = fields[4], actor.office = fields[5];
  return Done{};
}
std::string show_actor(const Actor& actor) {
  const std::array<const std::string*, 6> fields = {&actor.id,      &actor.name,   &actor.kind,
                                                    &actor.country, &actor.sector, &actor.office};
  std::size_t last = fields.size();
  while (last > 2 && fields[last - 1]->empty()) --last;
  std::string out;
  for (std::size_t i = 0; i < last; ++i) {
    std::string field = *fields[i];
    std::replace_if(
        field.begin(), field.end(), [](char c) { return c == '|' || c == ';'; }, ',');
    out += (i > 0 ? " | " : "") + field;
  }
  return out;
}

template <Role role>
Result<Done> read_parties(ResolvedClaim& claim, std::string_view value) {
  std::vector<Participant> parties;
  for (const std::string_view part : parts_of(value, ';')) {
    Participant party{role, {}, std::string(part), {}};
    if (Result<Done> read = read_actor(part, party.actor); !read) return read;
    parties.push_back(std::move(party));
  }
  std::erase_if(claim.participants, [](const Participant& held) { return held.role == role; });
  const auto at = role == Role::actor ? claim.participants.begin() : claim.participants.end();
  claim.participants.insert(at, parties.begin(), parties.end());
  return Done{};
}
template <Role role>
std::string show_parties(const ResolvedClaim& claim) {
  std::string out;
  for (const Participant& party : claim.participants) {
    if (party.role == role) out += (out.empty() ? "" : "; ") + show_actor(party.actor);
  }
  return out;
}

struct Field {
  CorrectableField field;
  Result<Done> (*read)(ResolvedClaim&, std::string_view);
  std::string (*show)(const ResolvedClaim&);
};

constexpr std::string_view kActorForm = "ID | NAME | KIND | COUNTRY | SECTOR | OFFICE; ... (a bare NAME will do)";

const std::array<Field, 11> kFields = {{
    {{"type", "CONSULT"}, read_type, show_type},
    {{"mode", "meeting, phone"}, read_mode, show_mode},
    {{"status", "happened"}, read_status, show_status},
    {{"time", "2016-12-07 or 2016-12-07/2016-12-09, 2016-12, 2016-12-07/"}, read_time, show_time},
    {{"place", "NAME, DEU, 53.55, 10.0 (country and point may lack)"}, read_place, show_place},
    {{"actor", kActorForm}, read_parties<Role::actor>, show_parties<Role::actor>},
    {{"recipient", kActorForm}, read_parties<Role::recipient>, show_parties<Role::recipient>},
    {{"setting", "the words for the occasion"}, read_setting, show_setting},
    {{"topics", "fishing rights; grain exports"}, read_topics, show_topics},
    {{"killed", "12"}, read_count<&Casualties::killed>, show_count<&Casualties::killed>},
    {{"injured", "40"}, read_count<&Casualties::injured>, show_count<&Casualties::injured>},
}};

const Field* find_field(std::string_view name) {
  const auto at = std::find_if(kFields.begin(), kFields.end(), [&](const Field& f) { return f.field.name == name; });
  return at == kFields.end() ? nullptr : &*at;
}

}  // namespace

Result<Done> correct(ResolvedClaim& claim, std::string_view field, std::string_view value) {
  const Field* known = find_field(field);
  if (known == nullptr) return expected("a field that can be corrected", field);
  return known->read(claim, base::trim(value));
}

std::string told(const ResolvedClaim& claim, std::string_view field) {
  const Field* known = find_field(field);
  return known == nullptr ? std::string() : known->show(claim);
}

std::string told(const Event& event, std::string_view field) {
  ResolvedClaim all;
  all.type = event.type;
  all.modes = event.modes;
  all.status = event.status;
  all.time = event.time;
  all.place = event.place;
  all.participants = event.participants;
  all.setting = event.setting;
  all.topics = event.topics;
  all.casualties = event.casualties;
  return told(all, field);
}

}  // namespace annals::link

namespace annals {

const std::vector<CorrectableField>& correctable_fields() {
  static const std::vector<CorrectableField> fields = [] {
    std::vector<CorrectableField> out;
    for (const link::Field& field : link::kFields) out.push_back(field.field);
    return out;
  }();
  return fields;
}

Result<Done> check_decision(const Decision& decision) {
  if (base::trim(decision.who).empty()) return link::expected("somebody who decides", decision.who);
  const auto day = base::read_iso(decision.when);
  if (!day || !day->is_day()) return link::expected("the day of the decision, as 2026-11-28", decision.when);
  if (decision.targets.empty()) return link::expected("something to decide about", "");
  if (decision.what != DecisionKind::correct) return Done{};
  ResolvedClaim trial;
  return link::correct(trial, decision.field, decision.value);
}

}  // namespace annals
