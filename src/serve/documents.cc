// Documents: a list of them, one with its fields and claims, its raw bytes.
#include <algorithm>

#include "annals/json.h"
#include "base/calendar.h"
#include "base/utf8.h"
#include "serve/brief.h"
#include "serve/filter.h"
#include "serve/routes.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

using Row = Snapshot::DocumentRow;

bool holds(const Row& row, const std::string& outlet, const std::string& words, const std::optional<sys_days>& since,
           const std::optional<sys_days>& until) {
  const DocumentHead& head = row.head;
  const TimeInterval& day = head.published;
  if (!outlet.empty() && base::fold(head.outlet).find(outlet) == std::string::npos) return false;
  if (!words.empty() && base::fold(head.title).find(words) == std::string::npos &&
      base::fold(head.path).find(words) == std::string::npos) {
    return false;
  }
  return (!since || !day.to || *day.to >= *since) && (!until || !day.from || *day.from <= *until);
}

// What lists are put in order by, as text that sorts in that order.
std::string key_of(const Row& row, std::size_t order) {
  const auto& published = row.head.published;
  const auto day = published.from ? published.from : published.to;
  return order == 0 ? row.head.path : day ? base::to_iso(*day) : std::string("~");
}

struct Listed {
  std::vector<const Row*> rows;
  std::size_t order = 0;
};

Result<Listed> list_rows(const Context& context) {
  const Target& target = context.request.target;
  constexpr std::array<std::string_view, 2> kOrdersHere = {"path", "published"};
  const Result<std::size_t> order = word_parameter(target, "sort", kOrdersHere);
  const Result<std::optional<sys_days>> since = day_parameter(target, "since", false);
  const Result<std::optional<sys_days>> until = day_parameter(target, "until", true);
  if (!order) return order.error();
  if (!since) return since.error();
  if (!until) return until.error();
  const std::string outlet = base::fold(target.value("outlet").value_or(""));
  const std::string words = base::fold(target.value("q").value_or(""));
  Listed out{{}, *order};
  for (const Row& row : context.snapshot.documents) {
    if (holds(row, outlet, words, *since, *until)) out.rows.push_back(&row);
  }
  const auto key = [&](const Row* row) { return std::pair(key_of(*row, out.order), std::string_view(row->head.id)); };
  if (out.order != 0) std::ranges::sort(out.rows, {}, key);  // the snapshot's own order is that of paths
  return out;
}

Reply as_table(const std::vector<const Row*>& rows, Format format) {
  Table table(format, {"id", "title", "outlet", "agency", "published_from", "published_to", "published_precision",
                       "path", "url", "language", "bytes", "claims", "events", "root", "copies"});
  for (const Row* row : rows) {
    const DocumentHead& head = row->head;
    table.text(head.id).text(head.title).text(head.outlet).text(head.agency);
    table.text(iso_text(head.published.from, head.published.clock))
        .text(iso_text(head.published.to, head.published.clock));
    table.text(base::to_string(head.published.precision)).text(head.path).text(head.url).text(head.language);
    table.whole(static_cast<std::int64_t>(head.bytes)).whole(head.claims).whole(row->events);
    table.text(head.root).whole(head.copies).end_row();
  }
  return std::move(table).reply("documents");
}

}  // namespace

Reply run_documents(const Context& context) {
  const Result<Format> format = wanted_format(context.request);
  if (!format) return problem(format.error());
  const Result<std::size_t> limit = number_parameter(context.request.target, "limit", 1, 1000, 50);
  if (!limit) return problem(limit.error());
  const Result<std::vector<std::string>> cursor = read_cursor(context.request.target, 2);
  if (!cursor) return problem(cursor.error());
  Result<Listed> listed = list_rows(context);
  if (!listed) return problem(listed.error());
  const std::size_t total = listed->rows.size();
  if (*format != Format::json) return as_table(listed->rows, *format);
  if (!cursor->empty()) {
    std::erase_if(listed->rows, [&](const Row* row) {
      return std::pair(key_of(*row, listed->order), row->head.id) <= std::pair((*cursor)[0], (*cursor)[1]);
    });
  }
  const std::size_t shown = std::min(*limit, listed->rows.size());
  JsonWriter json;
  json.begin_object();
  json.key("total").whole(std::uint64_t{total});
  const Row* last = shown < listed->rows.size() ? listed->rows[shown - 1] : nullptr;
  json.key("next").text_or_null(last != nullptr ? cursor_of({key_of(*last, listed->order), last->head.id}) : "");
  json.key("documents").begin_array();
  for (std::size_t i = 0; i < shown; ++i) write_document_head(json, *listed->rows[i]);
  json.end_array();
  json.end_object();
  return serve::json(std::move(json.out));
}

Reply run_document(const Context& context) {
  const Result<CodedDocument> document = context.store.document(context.request.captured[0]);
  if (!document) return problem(document.error());
  const std::string& id = document->article.id;
  const Result<LinkedRecord::DocumentLinks> links = context.store.links_of(id);
  if (!links && links.error().kind != ErrorKind::NotFound) return problem(links.error());
  JsonWriter json;
  json.begin_object();
  json.key("claims").begin_array();
  for (const ResolvedClaim& claim : document->claims) json.raw(to_json(claim));
  json.end_array();
  json.end_object();
  return serve::json(opened(to_json(document->article, &document->published, links ? &*links : nullptr)) +
                     json.out.substr(1));
}

Reply run_document_raw(const Context& context) {
  const Result<CodedDocument> document = context.store.document(context.request.captured[0]);
  if (!document) return problem(document.error());
  Result<std::string> bytes = context.store.raw_bytes(document->article.id);
  if (!bytes) return problem(bytes.error());
  // Never as what it is: a browser keeps it as a file and runs nothing of it.
  std::string name;
  for (const char c : document->article.id) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return {200, "text/plain", std::move(*bytes), {{"Content-Disposition", "attachment; filename=\"" + name + ".txt\""}},
          {},  false};
}

}  // namespace annals::serve
