// Full text over sentences, by SQLite's FTS5. What a user types is words, never FTS5's query language.
#include <algorithm>

#include "annals/store.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/state.h"

namespace annals {

using namespace annals::store;

namespace {

constexpr std::string_view kHitBegin = "\uE000", kHitEnd = "\uE001";

// What a user asked for. Words of a script without blanks are no words to FTS5: they are looked for as they stand.
struct Words {
  std::string match;               // for FTS5; empty when nothing is left for it
  std::vector<std::string> as_is;  // texts that must stand in the sentence
};

bool has(std::string_view text, bool (*test)(char32_t)) {
  for (std::size_t at = 0; at < text.size();) {
    if (test(base::next_code_point(text, at))) return true;
  }
  return false;
}
bool is_word_character(char32_t c) { return base::is_letter(c) || base::is_number(c); }

void add_phrase(std::string_view phrase, bool beginning, Words& words) {
  if (!has(phrase, is_word_character)) return;
  if (has(phrase, base::is_cjk)) {
    words.as_is.emplace_back(phrase);
    return;
  }
  words.match += words.match.empty() ? "\"" : " \"";
  for (const char c : phrase) {
    if (c == '\0') continue;  // would end the query
    words.match += c;
    if (c == '"') words.match += '"';
  }
  words.match += beginning ? "\"*" : "\"";
}

Words read_words(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t open = text.find('"');
    for (std::string_view word : base::split_words(text.substr(0, open))) {
      const bool beginning = word.ends_with('*');
      add_phrase(word.substr(0, word.size() - beginning), beginning, words);
    }
    if (open == std::string_view::npos) break;
    text.remove_prefix(open + 1);
    const std::size_t close = std::min(text.find('"'), text.size());
    add_phrase(text.substr(0, close), false, words);
    text.remove_prefix(std::min(close + 1, text.size()));
  }
  return words;
}

std::string query_for(const Words& words) {
  const bool matches = !words.match.empty();
  std::string sql = "SELECT s.document, s.position, d.path, coalesce(d.outlet, ''), ";
  sql += matches ? "highlight(sentences_text, 0, ?2, ?3)" : "s.text";
  sql += matches ? " FROM sentences_text JOIN sentences AS s ON s.id = sentences_text.rowid" : " FROM sentences AS s";
  sql += " JOIN documents AS d ON d.id = s.document WHERE ";
  std::string conditions = matches ? "sentences_text MATCH ?4" : "";
  for (std::size_t i = 0; i < words.as_is.size(); ++i) {
    conditions += (conditions.empty() ? "" : " AND ") + std::string("instr(s.text, ?") + std::to_string(i + 5) + ")";
  }
  return sql + conditions + " ORDER BY " + (matches ? "sentences_text.rank, " : "") +
         "d.path, s.document, s.position LIMIT ?1 OFFSET ?" + std::to_string(words.as_is.size() + 5);
}

std::string events_query_for(const Words& words) {
  const bool matches = !words.match.empty();
  std::string sql = "SELECT DISTINCT ec.event FROM ";
  sql += matches ? "sentences_text JOIN sentences AS s ON s.id = sentences_text.rowid" : "sentences AS s";
  sql += " JOIN claims AS c ON c.document = s.document AND c.sentence_position = s.position";
  sql += " JOIN event_claims AS ec ON ec.claim = c.id WHERE ";
  std::string conditions = matches ? "sentences_text MATCH ?1" : "";
  for (std::size_t i = 0; i < words.as_is.size(); ++i) {
    conditions += (conditions.empty() ? "" : " AND ") + std::string("instr(s.text, ?") + std::to_string(i + 2) + ")";
  }
  return sql + conditions + " ORDER BY ec.event";
}

void mark(std::string& sentence, const std::string& words) {
  for (std::size_t at = 0; (at = sentence.find(words, at)) != std::string::npos;) {
    sentence.insert(at, kHitBegin);
    at += kHitBegin.size() + words.size();
    sentence.insert(at, kHitEnd);
    at += kHitEnd.size();
  }
}

}  // namespace

Result<std::vector<SentenceHit>> Store::search(const std::string& text, std::size_t limit, std::size_t begin) {
  const Words words = read_words(text);
  if (words.match.empty() && words.as_is.empty()) return std::vector<SentenceHit>{};
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  Result<Statement> rows = state_->connection.prepare(query_for(words));
  if (!rows) return rows.error();
  rows->bind(1, static_cast<std::int64_t>(std::min<std::size_t>(limit, INT32_MAX)));
  if (!words.match.empty()) rows->bind(2, kHitBegin).bind(3, kHitEnd).bind(4, words.match);
  for (std::size_t i = 0; i < words.as_is.size(); ++i) rows->bind(static_cast<int>(i + 5), words.as_is[i]);
  rows->bind(static_cast<int>(words.as_is.size() + 5),
             static_cast<std::int64_t>(std::min<std::size_t>(begin, INT32_MAX)));
  std::vector<SentenceHit> hits;
  std::vector<std::int64_t> positions;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    hits.push_back({rows->text(0), rows->text(2), rows->text(3), rows->text(4), {}, {}});
    positions.push_back(rows->whole(1));
    for (const std::string& word : words.as_is) mark(hits.back().sentence, word);
  }
  rows->reset();
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (Result<Done> done = state_->complete(hits[i], positions[i]); !done) return done.error();
  }
  return hits;
}

Result<std::uint64_t> Store::sentences_with(const std::string& text) {
  const Words words = read_words(text);
  if (words.match.empty() && words.as_is.empty()) return std::uint64_t{0};
  const bool matches = !words.match.empty();
  std::string sql = matches ? "SELECT count(*) FROM sentences_text" : "SELECT count(*) FROM sentences AS s";
  if (matches && !words.as_is.empty()) sql += " JOIN sentences AS s ON s.id = sentences_text.rowid";
  std::string conditions = matches ? " WHERE sentences_text MATCH ?1" : "";
  for (std::size_t i = 0; i < words.as_is.size(); ++i) {
    conditions +=
        (conditions.empty() ? " WHERE " : " AND ") + std::string("instr(s.text, ?") + std::to_string(i + 2) + ")";
  }
  Result<Statement> row = state_->connection.prepare(sql + conditions);
  if (!row) return row.error();
  if (matches) row->bind(1, words.match);
  for (std::size_t i = 0; i < words.as_is.size(); ++i) row->bind(static_cast<int>(i + 2), words.as_is[i]);
  const Result<bool> there = row->step();
  if (!there) return there.error();
  const auto out = static_cast<std::uint64_t>(row->whole(0));
  row->reset();
  return out;
}

Result<std::vector<std::string>> Store::events_telling(const std::string& text) {
  const Words words = read_words(text);
  if (words.match.empty() && words.as_is.empty()) return std::vector<std::string>{};
  Result<Statement> rows = state_->connection.prepare(events_query_for(words));
  if (!rows) return rows.error();
  if (!words.match.empty()) rows->bind(1, words.match);
  for (std::size_t i = 0; i < words.as_is.size(); ++i) rows->bind(static_cast<int>(i + 2), words.as_is[i]);
  std::vector<std::string> out;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    out.push_back(rows->text(0));
  }
  rows->reset();
  return out;
}

// The spans of a sentence come from the document's own map, not from the column that repeats them.
Result<Done> store::State::complete(SentenceHit& hit, std::int64_t position) {
  const Result<CodedDocument> document = read_document(hit.document);
  if (!document) return document.error();
  const std::vector<Searchable> pieces = searchable(*document);
  if (position < 0 || static_cast<std::size_t>(position) >= pieces.size()) return damaged("a sentence");
  hit.spans = document->article.text.spans(pieces[static_cast<std::size_t>(position)].range);
  const Result<std::vector<std::string>> claims = texts(
      "SELECT id FROM claims WHERE document = ? AND sentence_position = ? ORDER BY position", {hit.document, position});
  if (!claims) return claims.error();
  hit.claims = *claims;
  return Done{};
}

}  // namespace annals
