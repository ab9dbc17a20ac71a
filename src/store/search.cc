// Full text over sentences, by SQLite's FTS5. What a user types is words, never FTS5's query language.
#include <algorithm>

#include "annals/store.h"
#include "base/calendar.h"
#include "base/json_writer.h"
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

// What a sentence `s` of a document `d` must hold. Numbers of what is bound: the match, the documents, then each text.
constexpr int kMatch = 1, kOutlets = 2, kSince = 3, kUntil = 4, kFirstText = 5;

std::string sentences_sql(const Words& words, const SearchedDocuments& in) {
  const bool matches = !words.match.empty();
  std::string sql =
      matches ? " FROM sentences_text JOIN sentences AS s ON s.id = sentences_text.rowid" : " FROM sentences AS s";
  sql += " JOIN documents AS d ON d.id = s.document WHERE ";
  sql += matches ? "sentences_text MATCH ?1" : "1";
  if (!in.outlets.empty()) sql += " AND d.outlet IN (SELECT value FROM json_each(?2))";
  // A clock may follow the day.
  if (in.since) sql += " AND (d.published_to IS NULL OR substr(d.published_to, 1, 10) >= ?3)";
  if (in.until) sql += " AND (d.published_from IS NULL OR substr(d.published_from, 1, 10) <= ?4)";
  for (std::size_t i = 0; i < words.as_is.size(); ++i) {
    sql += " AND instr(s.text, ?" + std::to_string(static_cast<int>(i) + kFirstText) + ")";
  }
  return sql;
}

void bind_sentences(Statement& rows, const Words& words, const SearchedDocuments& in) {
  if (!words.match.empty()) rows.bind(kMatch, words.match);
  if (!in.outlets.empty()) rows.bind(kOutlets, base::json_list(in.outlets));
  if (in.since) rows.bind(kSince, base::to_iso(*in.since));
  if (in.until) rows.bind(kUntil, base::to_iso(*in.until));
  for (std::size_t i = 0; i < words.as_is.size(); ++i) {
    rows.bind(static_cast<int>(i) + kFirstText, words.as_is[i]);
  }
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
  return search(text, SearchedDocuments{}, limit, begin);
}

Result<std::vector<SentenceHit>> Store::search(const std::string& text, const SearchedDocuments& in, std::size_t limit,
                                               std::size_t begin) {
  const Words words = read_words(text);
  if (words.match.empty() && words.as_is.empty()) return std::vector<SentenceHit>{};
  Result<Reading> reading = Reading::begin(state_->connection);
  if (!reading) return reading.error();
  const bool matches = !words.match.empty();
  const int next = kFirstText + static_cast<int>(words.as_is.size());
  const auto number = [&](int beyond) { return '?' + std::to_string(next + beyond); };
  std::string sql = "SELECT s.document, s.position, d.path, coalesce(d.outlet, ''), ";
  sql += matches ? "highlight(sentences_text, 0, " + number(2) + ", " + number(3) + ")" : "s.text";
  sql += sentences_sql(words, in) + " ORDER BY " + (matches ? "sentences_text.rank, " : "") +
         "d.path, s.document, s.position LIMIT " + number(0) + " OFFSET " + number(1);
  Result<Statement> rows = state_->connection.prepare(sql);
  if (!rows) return rows.error();
  bind_sentences(*rows, words, in);
  rows->bind(next, static_cast<std::int64_t>(std::min<std::size_t>(limit, INT32_MAX)));
  rows->bind(next + 1, static_cast<std::int64_t>(std::min<std::size_t>(begin, INT32_MAX)));
  if (matches) rows->bind(next + 2, kHitBegin).bind(next + 3, kHitEnd);
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

Result<std::vector<FoundSentences>> Store::sentences_with(const std::string& text, const SearchedDocuments& in) {
  std::vector<FoundSentences> out;
  const Words words = read_words(text);
  if (words.match.empty() && words.as_is.empty()) return out;
  Result<Statement> rows = state_->connection.prepare(
      "SELECT coalesce(d.outlet, ''), coalesce(CAST(substr(d.published_from, 1, 4) AS INTEGER), 0), count(*)" +
      sentences_sql(words, in) + " GROUP BY 1, 2 ORDER BY 1, 2");
  if (!rows) return rows.error();
  bind_sentences(*rows, words, in);
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    out.push_back({rows->text(0), static_cast<int>(rows->whole(1)), static_cast<std::uint64_t>(rows->whole(2))});
  }
  rows->reset();
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
