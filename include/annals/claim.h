// A Claim is what one sentence of one document says: that something happened, is planned, was denied ...
// `extract` writes it with phrases of the text; `resolve` turns the phrases into actors, days and places.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annals/article.h"
#include "annals/document.h"
#include "annals/ontology.h"
#include "annals/span.h"
#include "annals/time.h"

namespace annals {

// Who in the text asserts the claim, and how ("said in a statement").
struct Speaker {
  Phrase who;
  Phrase cue;
  bool quoted = false;  // the claim stands inside quotation marks
};

// People killed or hurt, as a sentence counts them. Empty: not said.
struct Casualties {
  std::optional<std::int64_t> killed;
  std::optional<std::int64_t> injured;
  bool killed_at_least = false, injured_at_least = false;  // "at least 12", "more than 30": a floor, no count
  bool operator==(const Casualties&) const = default;
  bool unknown() const { return !killed && !injured; }
};

// A phrase that may play a part in a claim, as the learned coder has it: scores, above 0 where likelier than not.
struct Hint {
  Phrase phrase;
  float actor = 0, recipient = 0, speaker = 0, place = 0;
};

// What an extra lexicon in PETRARCH's format makes of a sentence: who did what to whom, in codes of its own.
struct Dyad {
  std::string source, target;  // "USAGOV"; "---GOV" where the lexicon knows the office but not whose
  std::string code;            // "064"
  bool operator==(const Dyad&) const = default;
};
struct PetrarchCode {
  std::string rule;     // "petrarch.RESTORE.3": the verb's block and its pattern's place there; 0: the verb alone
  std::string pattern;  // as its file has it: "* DIPLOMATIC"
  std::string where;    // "verbs.txt:512"
  std::string scheme;   // of the codes: "cameo", "weis"
  std::vector<Dyad> dyads;
  std::vector<std::string> issues;  // that the sentence speaks of, in order of names
  bool operator==(const PetrarchCode&) const = default;
};

// A claim in words: every part is a phrase of the document it came from.
struct Claim {
  EventType type = EventType::consult;
  std::vector<std::string> modes;     // of `type`, see ontology.h
  std::vector<std::string> contexts;  // PLOVER's general contexts
  Status status = Status::happened;
  bool mutual = false;  // all parties are actors (a meeting, an agreement)

  std::uint32_t sentence = 0;  // of Document::sentences
  Phrase trigger;
  std::vector<Phrase> actors;
  std::vector<Phrase> recipients;
  std::vector<Phrase> times;
  std::vector<Phrase> places;
  std::vector<Phrase> topics;    // what was discussed, asked, promised
  std::vector<Phrase> settings;  // "on the sidelines of the OSCE council"
  std::vector<Speaker> said_by;  // the chain, nearest the claim first
  Casualties casualties;
  std::optional<std::int64_t> participants_count = {};  // of its actors, as its words count them: "some 3,000 miners"
  std::vector<Hint> hints;  // who may have a part in it; a word a hint, also of other sentences

  std::string rule;          // id of the form, "consult.meeting"; "learned" for the learned coder
  bool outright = false;     // the form's words alone tell of it, and who has which part
  bool status_told = false;  // by words that leave no doubt of it
  double confidence = 0;
  std::optional<PetrarchCode> petrarch = {};  // what an extra lexicon codes at the same words
};

enum class Role : std::uint8_t { actor, recipient };

// Somebody or something that acts, as the knowledge base or the text knows it.
struct Actor {
  std::string id;  // "Q…" of Wikidata, else "x:…", stable
  std::string name;
  std::string kind;               // person, government, organ, body, group, country, people, place
  std::string country;            // ISO 3166-1 alpha-3, empty for bodies of several states or none
  std::string sector;             // PLOVER's: GOV, MIL, REB, OPP, IGO, NGO, CVL, MED, LEG, JUD, SPY, COP, BUS, UNK ...
  std::string office;             // the one held on the event's day
  std::string country_name = {};  // of `country`
  std::string spelled = {};       // in a claim, the name as its page spells it, where only the spelling differs
  bool operator==(const Actor&) const = default;
};

// Somebody whom a text names, or means by an office.
struct NamedActor {
  Actor actor;
  bool known = false;  // the knowledge base has the actor
  std::string as_written;
  ByteSpans spans;
  std::string why;  // in plain words; empty where the name speaks for itself
};

// Everybody whom a page names, in text order: what `actors resolve` prints.
struct NamedDocument {
  std::string id;  // that the page brought; empty: none
  std::string path;
  TimeInterval published;
  std::vector<NamedActor> actors;
};

struct Participant {
  Role role = Role::actor;
  Actor actor;
  std::string as_written;
  ByteSpans spans;
  bool operator==(const Participant&) const = default;
};

struct Place {
  std::string name;
  std::string country;  // ISO 3166-1 alpha-3
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::optional<std::int64_t> geonames;
  std::string kind = {};  // town, district, region, country, sea ... as the tables have it; empty: not known
  bool operator==(const Place&) const = default;
  bool unknown() const { return name.empty(); }
};

struct ResolvedSpeaker {
  Actor actor;
  std::string how;  // "said in a statement"
  bool quoted = false;
  ByteSpans spans;
  bool operator==(const ResolvedSpeaker&) const = default;
};

// The raw bytes that bear each part of a claim.
struct Evidence {
  ByteSpans trigger, actor, recipient, time, place, said_by;
  bool operator==(const Evidence&) const = default;
};

// Two things that one page says, of which only one can be so: the weekday beside a date, a caption beside the story.
struct Contradiction {
  std::string field;  // of the claim: "time"
  std::string value;  // the one that the claim keeps, "2014-03-05"
  std::string other;  // the one that it leaves out
  std::string why;    // who says the other, in plain words
  std::string claim;  // the id of the page's claim that says it; empty: its own words, or the page's
  ByteSpans spans;    // the raw bytes that say it
  bool operator==(const Contradiction&) const = default;
};

// A claim that stands on its own: nothing in it points into a Document any more.
struct ResolvedClaim {
  std::string id;        // "cl_" and 16 hex digits: of document, sentence, trigger, type
  std::string document;  // Article::id
  std::string path;
  std::string outlet;
  std::uint32_t order = 0;  // position among the document's claims

  EventType type = EventType::consult;
  std::vector<std::string> modes;
  std::vector<std::string> contexts;
  Status status = Status::happened;
  bool mutual = false;
  std::vector<Participant> participants;  // actors first, in text order
  TimeInterval time;
  std::string time_as_written;
  Place place;
  std::string place_as_written;
  std::string setting;
  std::vector<std::string> topics;
  Casualties casualties;
  std::optional<std::int64_t> participants_count = {};
  std::vector<ResolvedSpeaker> said_by;

  std::string sentence;  // its text
  ByteSpans sentence_spans;
  BlockKind block = BlockKind::body;
  bool repeated = false;  // stands in a block that repeats another of the same page
  Evidence evidence;
  std::string rule;
  double confidence = 0;
  std::vector<std::string> why;  // how each date, name and place was resolved, in plain words
  std::optional<PetrarchCode> petrarch = {};
  std::vector<Contradiction> contradictions = {};  // within its page
};

// What an extra lexicon codes of one verb, with or without a claim of the record's types behind it.
struct PetrarchEvent {
  PetrarchCode code;
  ByteSpans sentence_spans, trigger;
  std::string claim;  // its id; empty: the record has no such event
};

// Words by which a story says that it has its matter from somebody: "Reuters reported", "told the BBC", "wrote on X".
struct CreditWords {
  std::string source;  // the outlet or agency, as data/outlets spells it, else as written; empty: it does not say which
  std::string kind;    // "report": it told of it; "agency": a photo's or a text's credit; "post": somebody posted it;
                       // "told": somebody told it that
  TextRange range;     // of the words, in Article::text
  TextRange sentence;  // that they stand in
};

// A document with its claims, read and resolved: what `code` prints and a store keeps.
struct CodedDocument {
  Article article;
  TimeInterval published;                 // as an interval with its reasons
  std::vector<ResolvedClaim> claims;      // in text order
  std::vector<TextRange> sentences = {};  // of the story's blocks, in Article::text: what a search finds
  std::vector<CreditWords> credits = {};  // in text order
  std::vector<PetrarchEvent> petrarch =
      {};  // all that an extra lexicon codes, in text order; a store keeps the claims' only
};

}  // namespace annals
