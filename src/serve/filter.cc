#include "serve/filter.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/text.h"

namespace annals::serve {
namespace {

constexpr std::array<std::string_view, 5> kOutcomes = {"open", "happened", "cancelled", "moved", "unconfirmed"};

Error wrong(std::string_view name, std::string_view expected, std::string_view found) {
  return {ErrorKind::Unsupported,
          std::string(name) + ": expected " + std::string(expected) + ", found \"" + std::string(found) + '"'};
}

// Several values of one parameter, also parted by commas: for those whose values hold none.
std::vector<std::string> listed(const Target& target, std::string_view name) {
  std::vector<std::string> out;
  for (const std::string& value : target.values(name)) {
    for (const std::string_view piece : base::split(value, ',')) {
      if (const std::string_view one = base::trim(piece); !one.empty()) out.emplace_back(one);
    }
  }
  return out;
}
std::vector<std::string> named(const Target& target, std::string_view name) {
  std::vector<std::string> out = target.values(name);
  std::erase_if(out, [](const std::string& value) { return base::trim(value).empty(); });
  return out;
}

template <typename Names>
std::string list_of(const Names& names) {
  std::string out;
  for (const std::string_view name : names) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}
template <typename Names>
Result<Done> check_words(std::string_view name, const std::vector<std::string>& values, const Names& names) {
  for (const std::string& value : values) {
    const auto same = [&](std::string_view one) { return base::to_lower_ascii(one) == base::to_lower_ascii(value); };
    if (std::ranges::none_of(names, same)) return wrong(name, "one of " + list_of(names), value);
  }
  return Done{};
}

Result<std::optional<Box>> read_box(const Target& target) {
  const std::optional<std::string> text = target.value("bbox");
  if (!text || text->empty()) return std::optional<Box>();
  const std::vector<std::string_view> parts = base::split(*text, ',');
  std::array<double, 4> degrees{};
  for (std::size_t i = 0; i < degrees.size(); ++i) {
    const std::optional<double> read = parts.size() == 4 ? read_degrees(base::trim(parts[i])) : std::nullopt;
    if (!read) return wrong("bbox", "four numbers: west,south,east,north", *text);
    degrees[i] = *read;
  }
  return std::optional<Box>(Box{degrees[0], degrees[1], degrees[2], degrees[3]});
}

bool is_actor_id(const std::string& text) {
  return text.starts_with("x:") ||
         (text.size() > 1 && text[0] == 'Q' &&
          std::all_of(text.begin() + 1, text.end(), [](char c) { return base::is_digit(c); }));
}

// An id that was given up asks for the actor that took it up, too.
std::vector<std::string> with_same_ids(const Context& context, std::vector<std::string> names) {
  std::vector<std::string> out;
  for (std::string& name : names) {
    if (!is_actor_id(name)) {
      out.push_back(std::move(name));
      continue;
    }
    for (std::string& id : context.engine.same_ids(context.snapshot, name)) out.push_back(std::move(id));
  }
  return out;
}

}  // namespace

Result<std::optional<sys_days>> day_parameter(const Target& target, std::string_view name, bool last_of_period) {
  const std::optional<std::string> text = target.value(name);
  if (!text || text->empty()) return std::optional<sys_days>();
  const std::optional<TimeInterval> read = base::read_iso(*text);
  if (!read) return wrong(name, "a date such as 2016-12-08, 2016-12 or 2016", *text);
  return last_of_period ? read->to : read->from;
}

Result<Done> read_days(const Target& target, std::optional<sys_days>& since, std::optional<sys_days>& until) {
  const Result<std::optional<sys_days>> first = day_parameter(target, "since", false);
  const Result<std::optional<sys_days>> last = day_parameter(target, "until", true);
  if (!first) return first.error();
  if (!last) return last.error();
  since = *first;
  until = *last;
  return Done{};
}

Result<std::size_t> number_parameter(const Target& target, std::string_view name, std::size_t least, std::size_t most,
                                     std::size_t otherwise) {
  const std::optional<std::string> text = target.value(name);
  if (!text || text->empty()) return otherwise;
  const std::optional<std::uint64_t> read = read_number(*text, least, most);
  if (!read) {
    return wrong(name, "a number from " + std::to_string(least) + " to " + std::to_string(most), *text);
  }
  return static_cast<std::size_t>(*read);
}

Result<std::size_t> word_parameter(const Target& target, std::string_view name,
                                   std::span<const std::string_view> words) {
  const std::optional<std::string> text = target.value(name);
  if (!text || text->empty()) return std::size_t{0};
  const auto at = std::ranges::find(words, *text);
  if (at == words.end()) return wrong(name, "one of " + list_of(words), *text);
  return static_cast<std::size_t>(at - words.begin());
}

Result<Question> read_question(const Context& context) {
  const Target& target = context.request.target;
  Question out;
  out.actor = with_same_ids(context, named(target, "actor"));
  out.with = with_same_ids(context, named(target, "with"));
  out.country = named(target, "country");
  out.place = named(target, "place");
  out.topic = named(target, "topic");
  out.outlet = named(target, "outlet");
  out.type = listed(target, "type");
  out.mode = listed(target, "mode");
  out.status = listed(target, "status");
  out.outcome = listed(target, "outcome");
  std::vector<std::string_view> modes;
  for (const TypeAndMode& known : kModes) modes.push_back(known.mode);
  std::ranges::sort(modes);
  modes.erase(std::unique(modes.begin(), modes.end()), modes.end());
  for (const Result<Done>& checked :
       {check_words("type", out.type, kEventTypeNames), check_words("status", out.status, kStatusNames),
        check_words("outcome", out.outcome, kOutcomes), check_words("mode", out.mode, modes)}) {
    if (!checked) return checked.error();
  }
  if (const Result<Done> read = read_days(target, out.since, out.until); !read) return read.error();
  const Result<std::optional<Box>> box = read_box(target);
  if (!box) return box.error();
  out.box = *box;
  const std::string disagreements = target.value("disagreements").value_or("");
  if (!disagreements.empty() && disagreements != "1" && disagreements != "true" && disagreements != "0" &&
      disagreements != "false") {
    return wrong("disagreements", "true or false", disagreements);
  }
  out.disagreements = disagreements == "1" || disagreements == "true";
  const std::string words = target.value("q").value_or("");
  if (base::trim(words).empty()) return out;
  Result<std::vector<std::string>> telling = context.engine.telling(context.store, context.snapshot, words);
  if (!telling) return telling.error();
  out.telling = std::move(*telling);
  return out;
}

Result<Format> wanted_format(const Request& request) {
  constexpr std::array<std::string_view, 3> kFormats = {"json", "csv", "jsonl"};
  const std::string_view accept = request.header("accept");
  if (request.target.value("format").value_or("").empty()) {
    if (accepts(accept, "application/json")) return Format::json;
    if (accepts(accept, "text/csv")) return Format::csv;
    if (accepts(accept, "application/jsonl") || accepts(accept, "application/x-ndjson")) return Format::jsonl;
    return Format::json;
  }
  const Result<std::size_t> format = word_parameter(request.target, "format", kFormats);
  if (!format) return format.error();
  return static_cast<Format>(*format);
}

std::string cursor_of(const std::vector<std::string>& words) {
  std::string all = "1";
  for (const std::string& word : words) all += '\n' + word;
  return encode_base64url(all);
}

Result<std::vector<std::string>> read_cursor(const Target& target, std::size_t words) {
  const std::string text = target.value("cursor").value_or("");
  if (text.empty()) return std::vector<std::string>{};
  const std::optional<std::string> all = decode_base64url(text);
  std::vector<std::string> out;
  if (all) {
    for (const std::string_view piece : base::split(*all, '\n')) out.emplace_back(piece);
  }
  if (out.size() != words + 1 || out.front() != "1") {
    return wrong("cursor", "what an answer gave as \"next\" to the same question", text);
  }
  out.erase(out.begin());
  return out;
}

}  // namespace annals::serve
