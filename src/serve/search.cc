// Sentences that hold words, with the places of the words.
#include <algorithm>
#include <map>
#include <set>

#include "annals/json.h"
#include "base/text.h"
#include "base/utf8.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

// A hit's text without its marks, and where they stood, in UTF-16 units.
struct Unmarked {
  std::string text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
};
Unmarked unmarked(const std::string& sentence) {
  constexpr char32_t kBegin = 0xE000, kEnd = 0xE001;
  Unmarked out;
  std::uint32_t units = 0, begun = 0;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t from = at;
    const char32_t c = base::next_code_point(sentence, at);
    if (c == kBegin) {
      begun = units;
    } else if (c == kEnd) {
      out.marks.emplace_back(begun, units);
    } else {
      out.text.append(sentence, from, at - from);
      units += c > 0xFFFF ? 2 : 1;
    }
  }
  return out;
}

void write_claims(JsonWriter& json, const Context& context, const std::vector<std::string>& claims) {
  json.begin_array();
  for (const std::string& id : claims) {
    const Result<Event> event = context.store.event(id);
    json.begin_object();
    json.key("id").text(id);
    json.key("event").text_or_null(event ? event->id : "");
    json.key("type").text_or_null(event ? to_string(event->type) : "");
    json.key("status").text_or_null(event ? to_string(event->status) : "");
    json.end_object();
  }
  json.end_array();
}

void write_hit(JsonWriter& json, const Context& context, const SentenceHit& hit) {
  const Unmarked shown = unmarked(hit.sentence);
  const std::optional<std::uint32_t> row = context.snapshot.document_of(hit.document);
  json.begin_object();
  json.key("document").text(hit.document);
  json.key("path").text(hit.path);
  json.key("outlet").text_or_null(hit.outlet);
  json.key("title").text_or_null(row ? context.snapshot.documents[*row].head.title : "");
  json.key("published");
  row ? write_time(json, context.snapshot.documents[*row].head.published) : void(json.null());
  json.key("text").text(shown.text);
  json.key("marks").begin_array();
  for (const auto& [from, to] : shown.marks) {
    json.begin_array().whole(std::uint64_t{from}).whole(std::uint64_t{to}).end_array();
  }
  json.end_array();
  json.key("spans").spans(hit.spans);
  write_claims(json.key("claims"), context, hit.claims);
  json.end_object();
}

// Outlets that are called so, by a part of the name as in the list of documents.
std::vector<std::string> read_outlets(const Context& context) {
  std::set<std::string> out;
  for (const std::string& asked : context.request.target.values("outlet")) {
    const std::string name = base::fold(base::trim(asked));
    if (name.empty()) continue;
    bool known = false;
    for (const Snapshot::DocumentRow& row : context.snapshot.documents) {
      if (row.head.outlet.empty() || base::fold(row.head.outlet).find(name) == std::string::npos) continue;
      known = true;
      out.insert(row.head.outlet);
    }
    if (!known) out.insert(asked);  // nothing is found in it
  }
  return {out.begin(), out.end()};
}

Result<SearchedDocuments> read_documents(const Context& context) {
  const Target& target = context.request.target;
  SearchedDocuments out;
  out.outlets = read_outlets(context);
  if (const Result<Done> read = read_days(target, out.since, out.until); !read) return read.error();
  return out;
}

void write_counts(JsonWriter& json, const std::map<std::string, std::uint64_t>& counts, bool most_first) {
  std::vector<std::pair<std::string, std::uint64_t>> list(counts.begin(), counts.end());
  if (most_first) std::ranges::stable_sort(list, std::greater(), &std::pair<std::string, std::uint64_t>::second);
  json.begin_array();
  for (const auto& [value, count] : list) {
    json.begin_object();
    json.key("value").text(value);
    json.key("count").whole(count);
    json.end_object();
  }
  json.end_array();
}

// Sentences by outlet and by year, each counted without its own part of the filter.
Result<Done> write_facets(JsonWriter& json, const Context& context, const std::string& words,
                          const SearchedDocuments& in) {
  SearchedDocuments any_outlet = in, any_day = in;
  any_outlet.outlets.clear();
  any_day.since = any_day.until = std::nullopt;
  const Result<std::vector<FoundSentences>> outlets = context.store.sentences_with(words, any_outlet);
  if (!outlets) return outlets.error();
  const Result<std::vector<FoundSentences>> days = context.store.sentences_with(words, any_day);
  if (!days) return days.error();
  std::map<std::string, std::uint64_t> by_outlet, by_year;
  for (const FoundSentences& one : *outlets) {
    if (!one.outlet.empty()) by_outlet[one.outlet] += one.sentences;
  }
  for (const FoundSentences& one : *days) {
    if (one.year > 0) by_year[std::to_string(one.year)] += one.sentences;
  }
  json.begin_object();
  write_counts(json.key("outlet"), by_outlet, true);
  write_counts(json.key("year"), by_year, false);
  json.end_object();
  return Done{};
}

}  // namespace

Reply run_search(const Context& context) {
  const Target& target = context.request.target;
  constexpr std::size_t kMost = 500, kFarthest = 10'000;
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const std::string words = target.value("q").value_or("");
  if (base::trim(words).empty()) return problem(400, "q: expected the words that a sentence must hold, found none.");
  const Result<std::size_t> limit = number_parameter(target, "limit", 1, kMost, 50);
  if (!limit) return problem(limit.error());
  const Result<std::vector<std::string>> cursor = read_cursor(target, 1);
  if (!cursor) return problem(cursor.error());
  const std::uint64_t begin = cursor->empty() ? 0 : read_number(cursor->front(), 0, kFarthest).value_or(0);
  const Result<SearchedDocuments> in = read_documents(context);
  if (!in) return problem(in.error());
  const Result<std::vector<FoundSentences>> found = context.store.sentences_with(words, *in);
  if (!found) return problem(found.error());
  std::uint64_t total = 0;
  for (const FoundSentences& one : *found) total += one.sentences;
  Result<std::vector<SentenceHit>> hits = context.store.search(words, *in, *limit + 1, begin);
  if (!hits) return problem(hits.error());
  const bool more = hits->size() > *limit && begin + *limit <= kFarthest;
  hits->resize(std::min(hits->size(), *limit));
  if (*format != Format::json) {
    Table table(*format, {"document", "path", "outlet", "text", "claims"});
    for (const SentenceHit& hit : *hits) {
      table.text(hit.document).text(hit.path).text(hit.outlet).text(unmarked(hit.sentence).text);
      table.text(base::join(hit.claims, "; ")).end_row();
    }
    return std::move(table).reply("search");
  }
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(total);
  json.key("next").text_or_null(more ? cursor_of({std::to_string(begin + *limit)}) : "");
  json.key("hits").begin_array();
  for (const SentenceHit& hit : *hits) write_hit(json, context, hit);
  json.end_array();
  if (Result<Done> counted = write_facets(json.key("facets"), context, words, *in); !counted) {
    return problem(counted.error());
  }
  json.end_object();
  return serve::json(std::move(json.out));
}

}  // namespace annals::serve
