#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <streambuf>

#include "store/made.h"

using namespace annals;
using made::Folder;

namespace {

// Reads CSV as RFC 4180 has it.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell += c, ++i;
      } else if (c == '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',' || c == '\n') {
      rows.back().push_back(std::move(cell));
      cell.clear();
      if (c == '\n') rows.emplace_back();
    } else {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

// Takes a few bytes and no more.
class FullBuffer : public std::streambuf {
  int left_ = 100;
  int overflow(int c) override { return left_-- > 0 ? c : EOF; }
};

}  // namespace

TEST_CASE("every format writes everything, as many rows as there are") {
  const Folder folder;
  made::make_store(folder / "a", 12);
  {
    Result<Store> writer = made::open_for_writing(folder / "a");
    REQUIRE(writer->refuse({"z.jpg", "", 7, {ErrorKind::Unsupported, "expected text, found a picture", "z.jpg", {}}}));
    REQUIRE(writer->commit());
  }
  Result<Store> store = Store::open(folder / "a", Store::Mode::read);
  std::size_t claims = 0;
  for (const CodedDocument& document : made::got(store->documents())) claims += document.claims.size();
  const std::size_t expected[] = {store->events()->size(), claims, 12, store->actors()->size(), 1};
  for (std::size_t i = 0; i < export_what_names().size(); ++i) {
    const auto what = export_what(export_what_names()[i]);
    REQUIRE(what);
    const std::string jsonl = made::exported(*store, *what);
    CHECK(static_cast<std::size_t>(std::count(jsonl.begin(), jsonl.end(), '\n')) == expected[i]);
    for (const std::string_view line : base::split(base::trim(jsonl), '\n')) {
      CHECK_FALSE(nlohmann::json::parse(line, nullptr, false).is_discarded());
    }
    const auto rows = read_csv(made::exported(*store, *what, "csv"));
    CHECK(rows.size() == expected[i] + 1);
    const auto columns = csv_columns(*what);
    for (const auto& row : rows) CHECK(row.size() == columns.size());
    for (std::size_t column = 0; column < columns.size(); ++column) {
      CHECK(rows.front()[column] == columns[column].name);
      CHECK_FALSE(columns[column].meaning.empty());
    }
  }
  CHECK(export_what("everything") == std::nullopt);
  CHECK(export_format("xml") == nullptr);
}

TEST_CASE("cells that begin like a formula are defused, numbers are not") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a");
  made::Made page = made::page(1);
  page.coded.article.title.value = "=HYPERLINK(\"http://x\",\"y\")\nsecond line";
  page.coded.article.byline.value = "@cmd";
  page.coded.article.agency.value = "-1+1";
  REQUIRE(store->add(page.page, page.coded));
  REQUIRE(store->commit());
  const auto link = [](const std::vector<CodedDocument>& documents, const std::vector<Decision>& decisions) {
    LinkedRecord out = made::link(documents, decisions);
    for (Event& event : out.events) event.score = -7.5;
    return out;
  };
  REQUIRE(store->relink(link));
  const auto documents = read_csv(made::exported(*store, ExportWhat::documents, "csv"));
  const auto cell = [](const auto& rows, std::string_view name) {
    const auto at = std::find(rows[0].begin(), rows[0].end(), name);
    return rows[1][static_cast<std::size_t>(at - rows[0].begin())];
  };
  CHECK(cell(documents, "title") == "'=HYPERLINK(\"http://x\",\"y\")\nsecond line");
  CHECK(cell(documents, "byline") == "'@cmd");
  CHECK(cell(documents, "agency") == "'-1+1");
  CHECK(cell(read_csv(made::exported(*store, ExportWhat::events, "csv")), "score") == "-7.5");
}

TEST_CASE("an export that cannot be written is an error") {
  const Folder folder;
  made::make_store(folder / "a", 12);
  Result<Store> store = Store::open(folder / "a", Store::Mode::read);
  ExportOptions options;
  options.data = ANNALS_DATA_DIR;
  for (const ExportFormat& format : export_formats()) {
    FullBuffer buffer;
    std::ostream out(&buffer);
    const Result<Done> done = write_export(*store, format, options, out);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::Io);
  }
}
