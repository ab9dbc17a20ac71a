#include "store/formats.h"

#include <algorithm>
#include <array>

namespace annals::store {

// All links first: a damaged store that lost one is found out by their total, not by asking for it.
Result<Done> each_linked_document(Store& store, const TakeDocument& take) {
  const Result<std::vector<LinkedRecord::DocumentLinks>> all = store.links();
  if (!all) return all.error();
  return store.each_document([&](const CodedDocument& document) {
    const auto at = std::ranges::lower_bound(*all, document.article.id, {}, &LinkedRecord::DocumentLinks::document);
    const bool linked = at != all->end() && at->document == document.article.id;
    return take(document, linked ? &*at : nullptr);
  });
}

}  // namespace annals::store

namespace annals {
namespace {

constexpr std::array<ExportFormat, 2> kFormats = {{
    {"jsonl", "JSON Lines: the whole record, one object a line", store::write_jsonl},
    {"csv", "CSV for spreadsheets: one row each, lists joined by \"; \"", store::write_csv},
}};
constexpr std::array<std::string_view, 5> kWhat = {"events", "claims", "documents", "actors", "refused"};

}  // namespace

std::span<const ExportFormat> export_formats() { return kFormats; }
const ExportFormat* export_format(std::string_view name) {
  for (const ExportFormat& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

std::span<const std::string_view> export_what_names() { return kWhat; }
std::optional<ExportWhat> export_what(std::string_view name) {
  for (std::size_t i = 0; i < kWhat.size(); ++i) {
    if (kWhat[i] == name) return static_cast<ExportWhat>(i);
  }
  return std::nullopt;
}

}  // namespace annals
