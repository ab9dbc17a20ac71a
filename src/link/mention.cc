#include "link/mention.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "link/words.h"

namespace annals::link {
namespace {

// A report without a day speaks of something fresh; the evening before and another time zone are a day off.
constexpr Day kImpliedSlackBefore = 2;
constexpr Day kImpliedSlackAfter = 1;
// What goes on today went on last month, as far as a page tells.
constexpr Day kOngoingSlack = 30;
// A stated stretch longer than this that "goes on" is a campaign; a shorter one may be one day not known better.
constexpr std::int64_t kCampaignDays = 31;

constexpr std::array<std::string_view, 6> kStateSectors = {"GOV", "MIL", "SPY", "COP", "LEG", "JUD"};

bool acts_for_a_state(const Actor& actor) {
  return !actor.country.empty() &&
         std::find(kStateSectors.begin(), kStateSectors.end(), actor.sector) != kStateSectors.end();
}

PartyKind kind_of(const Actor& actor) {
  if (actor.kind == "person") return PartyKind::person;
  if (actor.kind == "government" || actor.kind == "country") return PartyKind::state;
  if (actor.kind == "organ") return PartyKind::organ;
  if (actor.kind == "body") return PartyKind::body;
  if (actor.kind == "group") return PartyKind::group;
  if (actor.kind == "people") return PartyKind::people;
  return PartyKind::other;
}

Party make_party(const Participant& participant) {
  const Actor& actor = participant.actor;
  Party party;
  party.id = hash_of(actor.id.empty() ? actor.name : actor.id);
  party.country = hash_of(actor.country);
  party.kind = kind_of(actor);
  party.role = participant.role;
  const bool acts = party.kind == PartyKind::person || party.kind == PartyKind::organ;
  party.official = acts && !actor.country.empty() && (!actor.office.empty() || acts_for_a_state(actor));
  // Known to the world, or told by full name.
  party.known = actor.id.starts_with("Q");
  const bool full_name = party.kind == PartyKind::person && actor.name.find(' ') != std::string::npos;
  if (full_name) party.called = static_cast<std::uint32_t>(hash_of(base::fold(actor.name)) >> 32);
  const bool known = party.known || full_name;
  party.definite =
      party.kind == PartyKind::state || (known && party.kind != PartyKind::people && party.kind != PartyKind::other);
  return party;
}

bool is_mutual(const ResolvedClaim& claim) {
  if (claim.mutual) return true;
  std::size_t actors = 0, recipients = 0;
  for (const Participant& p : claim.participants) ++(p.role == Role::actor ? actors : recipients);
  return recipients == 0 && actors > 1;
}

// Acts that go on for long; a meeting "this year" is one meeting.
bool can_last(EventType type) {
  switch (type) {
    case EventType::assault:
    case EventType::coerce:
    case EventType::mobilize:
    case EventType::aid:
    case EventType::cooperate:
    case EventType::protest:
    case EventType::sanction:
      return true;
    default:
      return false;
  }
}

bool goes_on(const ResolvedClaim& claim, Days time, Days published) {
  if (claim.time_as_written.empty() || time.from == kPast) return false;
  // "has bombed the north since March": up to the day of the page
  const bool up_to_now = time.to == published.to && published.to != kFuture;
  if (claim.status == Status::happened && up_to_now && can_last(claim.type)) return time.count() > kCampaignDays;
  if (time.to == kFuture) return claim.status == Status::ongoing || claim.status == Status::happened;
  return claim.status == Status::ongoing && time.count() > kCampaignDays;
}

Day shifted(Day day, Day by) { return day == kPast || day == kFuture ? day : day + by; }

Hash name_in_country(std::string_view name, std::string_view country) {
  return mix(hash_of(base::fold(name)), hash_of(country));
}

}  // namespace

Days days_of(const TimeInterval& time) {
  Days days;
  if (time.from) days.from = static_cast<Day>(time.from->time_since_epoch().count());
  if (time.to) days.to = static_cast<Day>(time.to->time_since_epoch().count());
  return days;
}

Days leeway(Days time, TimeKind kind, Status status) {
  if (kind == TimeKind::unknown) return {};
  if (kind == TimeKind::lasting) return {time.from, kFuture};
  // "On Sunday they continued talks": what goes on, told of one day, is that day's.
  if (kind == TimeKind::stated && (status != Status::ongoing || time.count() <= 1)) return time;
  switch (status) {
    case Status::ongoing:
      return {shifted(time.from, -kOngoingSlack), shifted(time.to, kOngoingSlack)};
    case Status::planned:
    case Status::possible:
    case Status::requested:
      return {shifted(time.from, -kImpliedSlackBefore), kFuture};
    default:
      return {shifted(time.from, -kImpliedSlackBefore), shifted(time.to, kImpliedSlackAfter)};
  }
}

bool Mention::bare() const {
  return std::none_of(parties.begin(), parties.end(), [](const Party& party) { return party.definite; });
}

bool Mention::speaks() const {
  switch (type) {
    case EventType::support:
    case EventType::request:
    case EventType::accuse:
    case EventType::reject:
    case EventType::threaten:
    case EventType::concede:
      return true;
    default:
      return false;
  }
}

std::uint16_t mode_bits(EventType type, const std::vector<std::string>& modes) {
  std::uint16_t bits = 0;
  unsigned position = 0;
  for (const TypeAndMode& known : kModes) {
    if (known.type != type) continue;
    for (const std::string& mode : modes) {
      if (mode == known.mode) bits = static_cast<std::uint16_t>(bits | (1U << position));
    }
    ++position;
  }
  return bits;
}

// A place is a country when some claim has a government or country of that name and code, or an office "of" it. The
// gazetteer is not at hand here: linking is a function of the documents alone.
std::vector<Hash> country_names(const CodedDocument& document) {
  std::vector<Hash> out;
  for (const ResolvedClaim& claim : document.claims) {
    for (const Participant& participant : claim.participants) {
      const Actor& actor = participant.actor;
      if (actor.country.empty()) continue;
      if (kind_of(actor) == PartyKind::state) out.push_back(name_in_country(actor.name, actor.country));
      const std::size_t of = actor.office.rfind(" of ");
      if (of != std::string::npos) out.push_back(name_in_country(actor.office.substr(of + 4), actor.country));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Hash place_name(const Place& place) { return place.unknown() ? 0 : name_in_country(place.name, place.country); }

PlaceNames::PlaceNames(const std::vector<const CodedDocument*>& documents) {
  for (const CodedDocument* document : documents) {
    const std::vector<Hash> names = country_names(*document);
    countries_.insert(countries_.end(), names.begin(), names.end());
  }
  std::sort(countries_.begin(), countries_.end());
  countries_.erase(std::unique(countries_.begin(), countries_.end()), countries_.end());
}

PlaceNames PlaceNames::of(std::vector<Hash> countries) {
  PlaceNames out;
  out.countries_ = std::move(countries);
  return out;
}

bool PlaceNames::is_country(const Place& place) const {
  return !place.unknown() && std::binary_search(countries_.begin(), countries_.end(), place_name(place));
}

Mention make_mention(const ResolvedClaim& claim, std::uint32_t document, const TimeInterval& published,
                     const PlaceNames& places, Sides& sides) {
  Mention mention;
  mention.claim = &claim;
  mention.document = document;
  mention.type = claim.type;
  mention.status = claim.status;
  mention.mutual = is_mutual(claim);
  mention.modes = mode_bits(claim.type, claim.modes);
  std::vector<Party> parties;
  for (const Participant& participant : claim.participants) parties.push_back(make_party(participant));
  mention.parties = sides.keep(std::span<const Party>(parties));

  mention.time = days_of(claim.time);
  if (claim.time.unknown()) {
    mention.time_kind = TimeKind::unknown;
  } else if (goes_on(claim, mention.time, days_of(published))) {
    mention.time_kind = TimeKind::lasting;
  } else {
    mention.time_kind = claim.time_as_written.empty() ? TimeKind::implied : TimeKind::stated;
  }
  mention.within = leeway(mention.time, mention.time_kind, claim.status);
  mention.told = days_of(published).to;
  mention.told_from = days_of(published).from;

  if (!claim.place.unknown()) {
    mention.place = claim.place.geonames ? mix(1, static_cast<Hash>(*claim.place.geonames))
                                         : name_in_country(claim.place.name, claim.place.country);
    mention.country = hash_of(claim.place.country);
    mention.whole_country = places.is_country(claim.place);
    mention.mapped = claim.place.latitude && claim.place.longitude;
    mention.latitude = claim.place.latitude.value_or(0);
    mention.longitude = claim.place.longitude.value_or(0);
  }

  std::vector<std::string_view> weighed = {claim.place.name, claim.place_as_written, claim.time_as_written};
  for (const Participant& participant : claim.participants) {
    weighed.push_back(participant.actor.name);
    weighed.push_back(participant.as_written);
  }
  const std::vector<Hash> without = stems_of(weighed);
  const auto keep = [&](const std::vector<Hash>& list) { return sides.keep(std::span<const Hash>(list)); };
  mention.words = keep(content_words(claim.sentence, without));
  std::string topics;
  for (const std::string& topic : claim.topics) topics += topic + " ";
  mention.topics = keep(content_words(topics, {}));
  mention.setting = keep(content_words(claim.setting, {}));
  mention.sentence = hash_of(claim.sentence);
  for (const ByteSpan& span : claim.sentence_spans) {
    mention.sentence_at = mix(mix(mention.sentence_at, span.begin), span.end);
  }
  mention.killed = claim.casualties.killed.value_or(-1);
  mention.injured = claim.casualties.injured.value_or(-1);
  mention.block = claim.block;
  mention.repeated = claim.repeated;
  mention.order = claim.order;
  return mention;
}

std::uint64_t* Sides::room_for(std::size_t units) {
  constexpr std::size_t kBlock = std::size_t{1} << 15;
  if (units > left_) {
    left_ = std::max(units, kBlock);
    blocks_.push_back(std::make_unique_for_overwrite<std::uint64_t[]>(left_));
    free_ = blocks_.back().get();
  }
  std::uint64_t* out = free_;
  free_ += units;
  left_ -= units;
  return out;
}

const Mention& Sides::keep(const Mention& mention) {
  Mention kept = mention;
  kept.parties = keep(mention.parties);
  kept.words = keep(mention.words);
  kept.topics = keep(mention.topics);
  kept.setting = keep(mention.setting);
  return keep(std::span<const Mention>(&kept, 1)).front();
}

}  // namespace annals::link
