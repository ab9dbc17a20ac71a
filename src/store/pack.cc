#include "store/pack.h"

#include "annals/json.h"
#include "base/packed.h"
#include "store/names.h"

namespace annals::store {

// Changes whenever a field below does. A store that holds another version was written by another annals.
constexpr char kVersion = 6;

using base::MaybeConst;

struct Packed {};
using Writer = base::Writer<Packed>;
using Reader = base::Reader<Packed>;

// Found by the namespace of `Packed`, which is why these stand in no unnamed one.
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, TextRange>& x) {
  archive(x.begin, x.end);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, TimeInterval>& x) {
  archive(x.from, x.to, x.precision, x.part_of_day, x.clock, x.why, x.likely);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Page>& x) {
  archive(x.path, x.id, x.format, x.charset, x.url, x.outlet, x.title, x.published, x.notes);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, SourcedText>& x) {
  archive(x.text, x.runs);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Block>& x) {
  archive(x.kind, x.range, x.why, x.repeated);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Found>& x) {
  archive(x.value, x.where, x.confidence, x.spans);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, DateHint>& x) {
  archive(x.kind, x.as_written, x.day, x.where, x.confidence);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Article>& x) {
  archive(x.id, x.sha256, x.path, x.url, x.bytes, x.text, x.blocks, x.language, x.title, x.byline, x.outlet, x.agency,
          x.section, x.canonical_url, x.dateline_place, x.dateline_date, x.dates, x.notes);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Casualties>& x) {
  archive(x.killed, x.injured, x.killed_at_least, x.injured_at_least);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Actor>& x) {
  archive(x.id, x.name, x.kind, x.country, x.sector, x.office, x.country_name, x.spelled);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Participant>& x) {
  archive(x.role, x.actor, x.as_written, x.spans);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Place>& x) {
  archive(x.name, x.country, x.latitude, x.longitude, x.geonames, x.kind);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, ResolvedSpeaker>& x) {
  archive(x.actor, x.how, x.quoted, x.spans);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Evidence>& x) {
  archive(x.trigger, x.actor, x.recipient, x.time, x.place, x.said_by);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Contradiction>& x) {
  archive(x.field, x.value, x.other, x.why, x.claim, x.spans);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, ResolvedClaim>& x) {
  archive(x.id, x.document, x.path, x.outlet, x.order, x.type, x.modes, x.contexts, x.status, x.mutual, x.participants,
          x.time, x.time_as_written, x.place, x.place_as_written, x.setting, x.topics, x.casualties,
          x.participants_count, x.said_by, x.sentence, x.sentence_spans, x.block, x.repeated, x.evidence, x.rule,
          x.confidence, x.why, x.contradictions);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Dyad>& x) {
  archive(x.source, x.target, x.code);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, PetrarchCode>& x) {
  archive(x.rule, x.pattern, x.where, x.scheme, x.dyads, x.issues);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, StatusStep>& x) {
  archive(x.status, x.as_of, x.claim);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Disagreement::Side>& x) {
  archive(x.value, x.claims, x.outlets, x.said_by, x.why);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Disagreement>& x) {
  archive(x.field, x.sides);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Origin>& x) {
  archive(x.document, x.from, x.source, x.kind, x.why, x.root, x.spans);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, CreditWords>& x) {
  archive(x.source, x.kind, x.range, x.sentence);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, ReviewNote>& x) {
  archive(x.decision, x.what, x.claim, x.field, x.value, x.told, x.reason, x.who, x.when);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, ClaimMark>& x) {
  archive(x.claim, x.document, x.path, x.type, x.sentence_spans, x.trigger, x.sentence, x.side);
}
// Whether it still stands follows from the others.
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Decision>& x) {
  archive(x.id, x.what, x.targets, x.field, x.value, x.reason, x.who, x.when, x.claims);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Event>& x) {
  archive(x.id, x.type, x.modes, x.contexts, x.score, x.participants, x.time, x.place, x.setting, x.topics, x.status,
          x.history, x.outcome, x.moved_to, x.casualties, x.documents, x.outlets, x.roots, x.origins, x.disagreements,
          x.confidence, x.why, x.review);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, SharedPassage>& x) {
  archive(x.spans, x.other_spans);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, Copy>& x) {
  archive(x.document, x.similarity, x.kind, x.passages);
}
template <typename Archive>
void fields(Archive& archive, MaybeConst<Archive, LinkedRecord::DocumentLinks>& x) {
  archive(x.document, x.published, x.copies, x.root, x.origins);
}

namespace {

template <typename... T>
std::string packed_with_version(const T&... parts) {
  Writer writer;
  writer.out += kVersion;
  writer(parts...);
  return std::move(writer.out);
}

Error malformed(std::string_view what) {
  return {ErrorKind::Malformed, "expected a packed " + std::string(what) + ", found other or damaged bytes"};
}

template <typename... T>
bool unpacked(std::string_view bytes, T&... parts) {
  if (bytes.empty() || bytes.front() != kVersion) return false;
  Reader reader(bytes.substr(1));
  reader(parts...);
  return reader.done();
}

template <typename T>
std::vector<std::string> ids_of(const std::vector<T>& claims) {
  std::vector<std::string> ids;
  ids.reserve(claims.size());
  for (const T& claim : claims) ids.push_back(claim.id);
  return ids;
}

bool runs_hold(const SourcedText& text) {
  std::uint64_t at = 0;
  for (const SourcedText::Run& run : text.runs) {
    if (run.text_begin < at) return false;
    at = std::uint64_t{run.text_begin} + run.text_length;
    if (at > text.text.size() || run.raw_begin + run.raw_length < run.raw_begin) return false;
  }
  return true;
}

}  // namespace

bool ranges_hold(const Article& article, const std::vector<TextRange>& sentences,
                 const std::vector<CreditWords>& credits) {
  const auto within = [&](TextRange range) {
    return range.begin <= range.end && range.end <= article.text.text.size();
  };
  for (const Block& block : article.blocks) {
    if (!within(block.range)) return false;
  }
  for (const TextRange& sentence : sentences) {
    if (!within(sentence)) return false;
  }
  for (const CreditWords& credit : credits) {
    if (!within(credit.range) || !within(credit.sentence)) return false;
  }
  return runs_hold(article.text);
}

std::string pack_document(const CodedDocument& document) {
  return packed_with_version(document.article, document.published, document.sentences, document.credits,
                             ids_of(document.claims));
}
// What an extra lexicon codes stands behind the rest, where there is any: without one the bytes are those of always.
std::string pack_claim(const ResolvedClaim& claim) {
  return claim.petrarch ? packed_with_version(claim, *claim.petrarch) : packed_with_version(claim);
}
std::string pack_event(const Event& event) { return packed_with_version(event, ids_of(event.claims)); }
std::string pack_links(const LinkedRecord::DocumentLinks& links) { return packed_with_version(links); }
std::string pack_decision(const Decision& decision, std::uint64_t position) {
  return packed_with_version(decision, position);
}
std::string pack_page(const std::string& document, const Page& page) { return packed_with_version(document, page); }

Result<PackedDocument> unpack_document(std::string_view packed) {
  PackedDocument out;
  const bool good = unpacked(packed, out.article, out.published, out.sentences, out.credits, out.claims);
  if (!good || !ranges_hold(out.article, out.sentences, out.credits)) return malformed("document");
  return out;
}
Result<PackedDecision> unpack_decision(std::string_view packed) {
  PackedDecision out;
  if (!unpacked(packed, out.decision, out.position)) return malformed("decision");
  return out;
}
Result<ResolvedClaim> unpack_claim(std::string_view packed) {
  ResolvedClaim out;
  if (unpacked(packed, out)) return out;
  ResolvedClaim coded;
  if (!unpacked(packed, coded, coded.petrarch.emplace())) return malformed("claim");
  return coded;
}
Result<PackedEvent> unpack_event(std::string_view packed) {
  PackedEvent out;
  if (!unpacked(packed, out.event, out.claims)) return malformed("event");
  return out;
}
Result<LinkedRecord::DocumentLinks> unpack_links(std::string_view packed) {
  LinkedRecord::DocumentLinks out;
  if (!unpacked(packed, out)) return malformed("document's links");
  return out;
}
Result<Page> unpack_page(const std::string& document, std::string_view packed) {
  Page out;
  std::string of;
  if (!unpacked(packed, of, out) || of != document) return malformed("page");
  return out;
}

}  // namespace annals::store

namespace annals {

std::string pack(const CodedDocument& document) {
  std::vector<std::optional<PetrarchCode>> codes;
  bool any = false;
  for (const ResolvedClaim& claim : document.claims) {
    codes.push_back(claim.petrarch);
    any = any || claim.petrarch.has_value();
  }
  const CodedDocument& d = document;
  return any ? store::packed_with_version(d.article, d.published, d.sentences, d.credits, d.claims, codes)
             : store::packed_with_version(d.article, d.published, d.sentences, d.credits, d.claims);
}

Result<CodedDocument> unpack(std::string_view packed) {
  CodedDocument out;
  bool good = store::unpacked(packed, out.article, out.published, out.sentences, out.credits, out.claims);
  if (!good) {
    out = {};
    std::vector<std::optional<PetrarchCode>> codes;
    good = store::unpacked(packed, out.article, out.published, out.sentences, out.credits, out.claims, codes) &&
           codes.size() == out.claims.size();
    for (std::size_t i = 0; good && i < codes.size(); ++i) out.claims[i].petrarch = std::move(codes[i]);
  }
  if (!good || !store::ranges_hold(out.article, out.sentences, out.credits)) return store::malformed("document");
  return out;
}

}  // namespace annals
