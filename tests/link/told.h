// Documents and claims put together by hand, for the tests of linking.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "annals/claim.h"
#include "base/calendar.h"
#include "base/sha256.h"

namespace told {

using namespace annals;

inline Actor person(std::string id, std::string name, std::string country, std::string office) {
  return {std::move(id), std::move(name), "person", std::move(country), "GOV", std::move(office)};
}
inline Actor state(std::string id, std::string name, std::string country) {
  return {std::move(id), std::move(name), "government", std::move(country), "GOV", ""};
}
inline Actor organ(std::string id, std::string name, std::string country, std::string sector = "GOV") {
  return {std::move(id), std::move(name), "organ", std::move(country), std::move(sector), ""};
}
inline Actor group(std::string id, std::string name, std::string country) {
  return {std::move(id), std::move(name), "group", std::move(country), "REB", ""};
}
inline Actor people(std::string name, std::string country = "") {
  std::string id = "x:" + name;
  return {std::move(id), std::move(name), "people", std::move(country), "CVL", ""};
}
inline Place spot(std::string name, std::string country, double latitude, double longitude, std::int64_t geonames) {
  return {std::move(name), std::move(country), latitude, longitude, geonames};
}

// "2001-05-02", "2001-05", "2001-05-02/2001-05-09", "/2001-05-09", "2001-05-02/" or empty.
inline TimeInterval time(const std::string& text) {
  TimeInterval out;
  if (text.empty()) return out;
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) {
    out = *base::read_iso(text);
  } else {
    if (slash > 0) out.from = base::read_iso(text.substr(0, slash))->from;
    if (slash + 1 < text.size()) out.to = base::read_iso(text.substr(slash + 1))->to;
    out.precision = Precision::interval;
  }
  out.why = {"as the test has it"};
  return out;
}

class Teller;

// One claim on its way into a document.
class Telling {
 public:
  explicit Telling(ResolvedClaim& claim) : claim_(claim) {}
  Telling& by(const Actor& actor) { return take_part(Role::actor, actor); }
  Telling& to(const Actor& actor) { return take_part(Role::recipient, actor); }
  Telling& mode(const std::string& mode) { return claim_.modes.push_back(mode), *this; }
  Telling& on(const std::string& when) {
    claim_.time = time(when);
    claim_.time_as_written = when;
    return *this;
  }
  Telling& about(const std::string& when) {  // not said by the text, but following from its date
    claim_.time = time(when);
    return *this;
  }
  Telling& at(const Place& place) {
    claim_.place = place;
    claim_.place_as_written = place.name;
    return *this;
  }
  Telling& says(const std::string& sentence) {
    claim_.sentence = sentence;
    return *this;
  }
  Telling& is(Status status) { return claim_.status = status, *this; }
  Telling& mutual() { return claim_.mutual = true, *this; }
  Telling& in(BlockKind block, bool repeated = false) {
    claim_.block = block;
    claim_.repeated = repeated;
    return *this;
  }
  Telling& during(const std::string& setting) { return claim_.setting = setting, *this; }
  Telling& on_topic(const std::string& topic) { return claim_.topics.push_back(topic), *this; }
  Telling& killed(std::int64_t count) { return claim_.casualties.killed = count, *this; }
  Telling& according_to(const Actor& speaker) { return claim_.said_by.push_back({speaker, "said", false, {}}), *this; }
  Telling& sure(double confidence) { return claim_.confidence = confidence, *this; }
  const std::string& id() const { return claim_.id; }

 private:
  Telling& take_part(Role role, const Actor& actor) {
    claim_.participants.push_back({role, actor, actor.name, {}});
    return *this;
  }
  ResolvedClaim& claim_;
};

class Teller {
 public:
  Teller(const std::string& id, const std::string& outlet, const std::string& published) {
    document_.article.id = id;
    document_.article.sha256 = base::sha256_hex(id);
    document_.article.path = id + ".txt";
    document_.article.outlet.value = outlet;
    document_.published = time(published);
    document_.claims.reserve(64);  // a Telling refers into it
  }
  Telling tell(EventType type) {
    ResolvedClaim claim;
    const std::string& id = document_.article.id;
    claim.order = static_cast<std::uint32_t>(document_.claims.size());
    claim.id = "cl_" + base::short_hash(id + "#" + std::to_string(claim.order));
    claim.document = id;
    claim.path = document_.article.path;
    claim.outlet = document_.article.outlet.value;
    claim.type = type;
    claim.confidence = 0.8;
    claim.sentence_spans = {{claim.order * 100, claim.order * 100 + 50}};
    document_.claims.push_back(std::move(claim));
    return Telling(document_.claims.back());
  }
  Teller& agency(const std::string& name) { return document_.article.agency.value = name, *this; }
  Teller& text(const std::string& body) {
    SourcedText& text = document_.article.text;
    const auto begin = static_cast<std::uint32_t>(text.text.size());
    text.append_copy(body, begin);
    const auto end = static_cast<std::uint32_t>(text.text.size());
    document_.article.blocks.push_back({BlockKind::body, {begin, end}, "", false});
    document_.sentences.push_back({begin, end});
    text.append_unsourced("\n\n");
    return *this;
  }
  // `words` stand in the last text given, and say that the page has that sentence from `source`.
  Teller& credits(const std::string& words, const std::string& source, const std::string& kind = "report") {
    const auto at = static_cast<std::uint32_t>(document_.article.text.text.rfind(words));
    const TextRange sentence = document_.article.blocks.back().range;
    document_.credits.push_back({source, kind, {at, at + static_cast<std::uint32_t>(words.size())}, sentence});
    return *this;
  }
  operator CodedDocument() const { return document_; }

 private:
  CodedDocument document_;
};

}  // namespace told
