#include "store/schema.h"

#include <map>
#include <utility>

#include "base/text.h"

namespace annals::store {
namespace {

// SQLite keeps these lines with their comments: `.schema` shows them to whoever opens the file.
// Lists (mode, contexts, topics, said_by, spans) are JSON arrays of text, for json_each(). Columns named `packed` hold
// the whole record of a row for annals itself; every other column repeats a part of it for people.
constexpr const char* kSchema = R"(
CREATE TABLE documents (
  id TEXT PRIMARY KEY NOT NULL,    -- 16 hex digits of the SHA-256 of its bytes, or the id that the page brought
  path TEXT NOT NULL,
  url TEXT,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  language TEXT,
  outlet TEXT,
  agency TEXT,                     -- the wire that the page credits
  title TEXT,
  byline TEXT,
  dateline_place TEXT,             -- as written
  dateline_date TEXT,              -- as written
  published_from TEXT,             -- ISO 8601, inclusive; NULL where it is not known
  published_to TEXT,
  published_precision TEXT NOT NULL,
  root TEXT,                       -- the document or agency that its text comes from
  packed BLOB NOT NULL
);
CREATE INDEX documents_by_path ON documents (path);

CREATE TABLE paths (               -- every path under which a document's bytes were read
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  PRIMARY KEY (path, sha256)
) WITHOUT ROWID;
CREATE INDEX paths_by_document ON paths (document);

CREATE TABLE pages (               -- the raw bytes
  document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id),
  format TEXT NOT NULL,
  charset TEXT,
  packed BLOB NOT NULL,            -- what the caller said of the page
  content BLOB NOT NULL            -- Zstandard where that is shorter, then a byte and a checksum of eight
);

CREATE TABLE claims (
  id TEXT PRIMARY KEY NOT NULL,
  document TEXT NOT NULL REFERENCES documents (id),
  position INTEGER NOT NULL,       -- among the document's claims
  path TEXT NOT NULL,
  outlet TEXT,
  type TEXT NOT NULL,              -- PLOVER's
  mode TEXT NOT NULL,
  contexts TEXT NOT NULL,
  status TEXT NOT NULL,
  time_from TEXT,
  time_to TEXT,
  time_precision TEXT NOT NULL,
  time_clock TEXT,
  part_of_day TEXT,
  time_as_written TEXT,
  place_name TEXT,
  place_country TEXT,              -- ISO 3166-1 alpha-3
  place_latitude REAL,
  place_longitude REAL,
  place_geonames INTEGER,
  place_as_written TEXT,
  setting TEXT,
  topics TEXT NOT NULL,
  killed INTEGER,
  injured INTEGER,
  sentence TEXT NOT NULL,
  sentence_spans TEXT NOT NULL,    -- [[from, to], ...] into the raw bytes
  sentence_position INTEGER,       -- of the sentence in `sentences`
  block TEXT NOT NULL,
  rule TEXT,
  confidence REAL,
  packed BLOB NOT NULL
);
CREATE INDEX claims_by_document ON claims (document, position);

CREATE TABLE claim_participants (
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,              -- actor or recipient
  actor TEXT,                      -- Wikidata's Q-number, or x: and a name of ours
  name TEXT NOT NULL,
  kind TEXT,
  country TEXT,
  sector TEXT,
  office TEXT,
  as_written TEXT,
  PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE INDEX claim_participants_by_actor ON claim_participants (actor);

CREATE TABLE said_by (             -- according to whom, nearest the claim first
  claim TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  actor TEXT,
  name TEXT NOT NULL,
  kind TEXT,
  country TEXT,
  sector TEXT,
  office TEXT,
  how TEXT,
  quoted INTEGER NOT NULL,
  PRIMARY KEY (claim, position)
) WITHOUT ROWID;
CREATE INDEX said_by_by_actor ON said_by (actor);

CREATE TABLE sentences (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id),
  position INTEGER NOT NULL,
  block TEXT NOT NULL,
  text TEXT NOT NULL,
  spans TEXT NOT NULL
);
CREATE UNIQUE INDEX sentences_by_document ON sentences (document, position);
CREATE VIRTUAL TABLE sentences_text USING fts5 (text, content='sentences', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

CREATE TABLE copies (              -- whose text comes from whose
  document TEXT NOT NULL REFERENCES documents (id),
  position INTEGER NOT NULL,
  copy_of TEXT NOT NULL,
  similarity REAL,
  kind TEXT,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE links (               -- what the other documents prove of one
  document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id),
  packed BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE events (
  id TEXT PRIMARY KEY NOT NULL,
  type TEXT NOT NULL,
  mode TEXT NOT NULL,
  contexts TEXT NOT NULL,
  score REAL,
  time_from TEXT,
  time_to TEXT,
  time_precision TEXT NOT NULL,
  time_clock TEXT,
  part_of_day TEXT,
  place_name TEXT,
  place_country TEXT,
  place_latitude REAL,
  place_longitude REAL,
  place_geonames INTEGER,
  setting TEXT,
  topics TEXT NOT NULL,
  status TEXT NOT NULL,
  outcome TEXT,                    -- of what was planned: open, happened, cancelled, moved or unconfirmed
  moved_to TEXT,
  killed INTEGER,
  injured INTEGER,
  documents INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  roots INTEGER NOT NULL,          -- independent origins
  confidence REAL,
  packed BLOB NOT NULL
);
CREATE INDEX events_by_time ON events (time_from, time_to);

CREATE TABLE participants (
  event TEXT NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  actor TEXT,
  name TEXT NOT NULL,
  kind TEXT,
  country TEXT,
  sector TEXT,
  office TEXT,                     -- held on the event's day
  PRIMARY KEY (event, position)
) WITHOUT ROWID;
CREATE INDEX participants_by_actor ON participants (actor);

CREATE TABLE event_claims (
  event TEXT NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (event, position)
) WITHOUT ROWID;
CREATE INDEX event_claims_by_claim ON event_claims (claim);

CREATE TABLE history (             -- the statuses, in the order of the claims' publication
  event TEXT NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  as_of_from TEXT,
  as_of_to TEXT,
  claim TEXT,
  PRIMARY KEY (event, position)
) WITHOUT ROWID;

CREATE TABLE disagreements (       -- one row a side
  event TEXT NOT NULL REFERENCES events (id),
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  claims TEXT NOT NULL,
  PRIMARY KEY (event, position)
) WITHOUT ROWID;

CREATE TABLE refused (             -- inputs that could not be read, and why
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,            -- empty when no bytes could be had
  bytes INTEGER NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  source TEXT NOT NULL,
  where_from INTEGER NOT NULL,     -- the bytes at fault
  where_to INTEGER NOT NULL,
  PRIMARY KEY (path, sha256)
) WITHOUT ROWID;

CREATE TABLE decisions (           -- what reviewers decided: the list only grows
  position INTEGER PRIMARY KEY,    -- in the order they were taken
  id TEXT UNIQUE NOT NULL,
  what TEXT NOT NULL,              -- accept, reject, correct, merge, split or undo
  targets TEXT NOT NULL,           -- ids of claims, events or decisions
  field TEXT,                      -- of a correction
  value TEXT,                      -- of a correction; empty: not known
  reason TEXT,
  who TEXT NOT NULL,
  "when" TEXT NOT NULL,            -- as the caller gives it
  superseded_by TEXT,              -- the decision that undid or replaced it; NULL while it stands
  packed BLOB NOT NULL
);

CREATE TABLE totals (              -- how many rows there must be, and the sum of their checksums
  part TEXT PRIMARY KEY NOT NULL,
  rows INTEGER NOT NULL,
  digest INTEGER NOT NULL
) WITHOUT ROWID;

CREATE VIEW timeline AS
  SELECT e.id AS event, e.time_from, e.time_to, e.time_precision, e.type, e.mode,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM participants WHERE event = e.id AND role = 'actor' ORDER BY position)) AS actors,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM participants WHERE event = e.id AND role = 'recipient' ORDER BY position)) AS recipients,
    e.place_name, e.place_country, e.status, e.outcome, e.killed, e.injured, e.documents, e.outlets, e.roots, e.confidence
  FROM events AS e
  ORDER BY coalesce(e.time_from, e.time_to) IS NULL, coalesce(e.time_from, e.time_to), e.time_to IS NULL, e.time_to, e.id;

CREATE VIEW evidence AS
  SELECT ec.event, ec.claim, c.document, c.path, c.outlet, c.status,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM said_by WHERE claim = c.id ORDER BY position)) AS said_by,
    c.sentence, c.sentence_spans, c.rule, c.confidence
  FROM event_claims AS ec JOIN claims AS c ON c.id = ec.claim
  ORDER BY ec.event, ec.position;

CREATE VIEW actors AS
  SELECT p.actor AS id, min(p.name) AS name, min(p.kind) AS kind, min(p.country) AS country, min(p.sector) AS sector,
    count(DISTINCT p.event) AS events, min(e.time_from) AS first, max(e.time_to) AS last
  FROM participants AS p JOIN events AS e ON e.id = p.event
  WHERE p.actor IS NOT NULL
  GROUP BY p.actor;

CREATE VIEW speakers AS
  SELECT s.actor AS id, min(s.name) AS name, min(s.kind) AS kind, min(s.country) AS country, count(DISTINCT s.claim) AS claims,
    count(DISTINCT c.document) AS documents, min(c.time_from) AS first, max(c.time_to) AS last
  FROM said_by AS s JOIN claims AS c ON c.id = s.claim
  GROUP BY coalesce(s.actor, s.name);

CREATE VIEW offices AS             -- as held on the days of the events
  SELECT p.actor, min(p.name) AS name, p.office, min(p.country) AS country, count(DISTINCT p.event) AS events,
    min(e.time_from) AS first, max(e.time_to) AS last
  FROM participants AS p JOIN events AS e ON e.id = p.event
  WHERE p.office IS NOT NULL
  GROUP BY coalesce(p.actor, p.name), p.office;

CREATE VIEW places AS
  SELECT place_name AS name, place_country AS country, place_latitude AS latitude, place_longitude AS longitude,
    place_geonames AS geonames, count(*) AS events, min(time_from) AS first, max(time_to) AS last
  FROM events
  WHERE place_name IS NOT NULL
  GROUP BY place_name, place_country, place_latitude, place_longitude, place_geonames;

CREATE VIEW commitments AS         -- events that some document told as planned; `annals commitments` knows more of them
  SELECT e.id AS event, e.type, e.mode,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM participants WHERE event = e.id AND role = 'actor' ORDER BY position)) AS actors,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM participants WHERE event = e.id AND role = 'recipient' ORDER BY position)) AS recipients,
    e.time_from AS due_from, e.time_to AS due_to, e.place_name, e.place_country, e.outcome, e.moved_to,
    (SELECT min(coalesce(as_of_from, as_of_to)) FROM history WHERE event = e.id AND status = 'planned') AS announced
  FROM events AS e
  WHERE e.outcome IS NOT NULL OR EXISTS (SELECT 1 FROM history WHERE event = e.id AND status = 'planned');
)";

constexpr std::array<Table, kTables> kTableList = {{
    {"documents", TableOf::document,
     "id, path, url, sha256, bytes, language, outlet, agency, title, byline, dateline_place, dateline_date, "
     "published_from, published_to, published_precision, root, packed",
     "id = ?1", "id"},
    {"claims", TableOf::document,
     "id, document, position, path, outlet, type, mode, contexts, status, time_from, time_to, time_precision, "
     "time_clock, part_of_day, time_as_written, place_name, place_country, place_latitude, place_longitude, "
     "place_geonames, place_as_written, setting, topics, killed, injured, sentence, sentence_spans, "
     "sentence_position, block, rule, confidence, packed",
     "document = ?1", "position"},
    {"claim_participants", TableOf::document,
     "claim, position, role, actor, name, kind, country, sector, office, as_written",
     "claim IN (SELECT id FROM claims WHERE document = ?1)", "claim, position"},
    {"said_by", TableOf::document, "claim, position, actor, name, kind, country, sector, office, how, quoted",
     "claim IN (SELECT id FROM claims WHERE document = ?1)", "claim, position"},
    {"sentences", TableOf::document, "document, position, block, text, spans", "document = ?1", "position"},
    {"copies", TableOf::document, "document, position, copy_of, similarity, kind", "document = ?1", "position"},
    {"events", TableOf::event,
     "id, type, mode, contexts, score, time_from, time_to, time_precision, time_clock, part_of_day, place_name, "
     "place_country, place_latitude, place_longitude, place_geonames, setting, topics, status, outcome, moved_to, "
     "killed, injured, documents, outlets, roots, confidence, packed",
     "id = ?1", "id"},
    {"participants", TableOf::event, "event, position, role, actor, name, kind, country, sector, office", "event = ?1",
     "position"},
    {"event_claims", TableOf::event, "event, position, claim", "event = ?1", "position"},
    {"history", TableOf::event, "event, position, status, as_of_from, as_of_to, claim", "event = ?1", "position"},
    {"disagreements", TableOf::event, "event, position, field, value, claims", "event = ?1", "position"},
}};

using Schema = std::map<std::string, std::pair<std::string, std::string>>;  // name -> type, SQL

Result<Schema> read_schema(Connection& connection) {
  Result<Statement> rows = connection.prepare("SELECT name, type, coalesce(sql, '') FROM sqlite_master");
  if (!rows) return rows.error();
  Schema out;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    out[rows->text(0)] = {rows->text(1), rows->text(2)};
  }
  rows->reset();
  return out;
}

Result<Schema> make_schema() {
  Result<Connection> connection = Connection::in_memory();
  if (!connection) return connection.error();
  if (Result<Done> created = create_schema(*connection); !created) return created.error();
  return read_schema(*connection);
}

}  // namespace

const std::array<Table, kTables>& tables() { return kTableList; }

std::string insert_sql(const Table& table) {
  std::string marks = "?";
  for (const char c : table.columns) {
    if (c == ',') marks += ", ?";
  }
  return "INSERT INTO " + std::string(table.name) + " (" + std::string(table.columns) + ") VALUES (" + marks + ")";
}
std::string select_sql(const Table& table) {
  return "SELECT " + std::string(table.columns) + " FROM " + std::string(table.name) + " WHERE " +
         std::string(table.owned) + " ORDER BY " + std::string(table.order);
}
std::string delete_sql(const Table& table) {
  return "DELETE FROM " + std::string(table.name) + " WHERE " + std::string(table.owned);
}

Result<Done> create_schema(Connection& connection) { return connection.execute(kSchema); }

Result<Done> check_schema(Connection& connection) {
  static const Result<Schema> ours = make_schema();
  if (!ours) return ours.error();
  const Result<Schema> found = read_schema(connection);
  if (!found) return found.error();
  for (const auto& [name, definition] : *ours) {
    const auto at = found->find(name);
    if (at == found->end() || at->second != definition) {
      return Error{ErrorKind::Malformed, "expected the tables of a store, found another or no \"" + name + "\""};
    }
  }
  for (const auto& [name, definition] : *found) {
    if (definition.first == "trigger") {
      return Error{ErrorKind::Malformed, "expected the tables of a store, found a trigger \"" + name + "\""};
    }
  }
  return Done{};
}

}  // namespace annals::store
