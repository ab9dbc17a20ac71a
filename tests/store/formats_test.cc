// The exports for other tools: each read back by a small reader of its own.
#include <doctest/doctest.h>
#include <zstd.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

#include "store/made.h"

using namespace annals;
using made::Folder;

namespace {

struct Fixture {
  Folder folder;
  Result<Store> store = [this] {
    made::make_store(folder / "a", 40);
    return Store::open(folder / "a", Store::Mode::read);
  }();

  std::string written(std::string_view format, ExportOptions options = {}) {
    options.data = ANNALS_DATA_DIR;
    std::ostringstream out;
    const Result<Done> done = write_export(*store, *export_format(format), options, out);
    return done ? out.str() : "error: " + done.error().message;
  }
};

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string_view line : base::split(text, '\n')) out.emplace_back(line);
  out.pop_back();
  return out;
}

// Reads thrift's compact protocol into JSON: a struct is an object by field number.
struct ThriftReader {
  std::string_view bytes;
  std::size_t at = 0;

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes.at(at++));
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
  }
  std::int64_t number() {
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  nlohmann::json value(int type) {
    if (type == 5 || type == 6) return number();
    if (type == 8) {
      const std::size_t size = varint();
      at += size;
      return std::string(bytes.substr(at - size, size));
    }
    if (type == 9) {
      const auto head = static_cast<unsigned char>(bytes.at(at++));
      const std::size_t size = head >> 4 == 15 ? varint() : head >> 4;
      nlohmann::json out = nlohmann::json::array();
      for (std::size_t i = 0; i < size; ++i) out.push_back(value(head & 15));
      return out;
    }
    REQUIRE(type == 12);
    nlohmann::json out = nlohmann::json::object();
    for (int id = 0;;) {
      const auto head = static_cast<unsigned char>(bytes.at(at++));
      if (head == 0) return out;
      id = head >> 4 ? id + (head >> 4) : static_cast<int>(number());
      out[std::to_string(id)] = value(head & 15);
    }
  }
};

std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  std::memcpy(&out, bytes.data() + at, 4);
  return out;
}

std::vector<bool> levels(std::string_view page, std::size_t& at) {
  const std::size_t end = at + 4 + word_at(page, at);
  ThriftReader reader{page, at + 4};
  std::vector<bool> out;
  while (reader.at < end) {
    const std::size_t run = reader.varint() >> 1;
    out.insert(out.end(), run, page.at(reader.at++) == 1);
  }
  at = end;
  return out;
}

// A table as CSV would print its cells, but lists by "; " and without quotation.
std::vector<std::vector<std::string>> read_parquet(std::string_view file) {
  REQUIRE(file.substr(0, 4) == "PAR1");
  REQUIRE(file.substr(file.size() - 4) == "PAR1");
  const std::size_t size = word_at(file, file.size() - 8);
  ThriftReader reader{file.substr(file.size() - 8 - size, size), 0};
  const nlohmann::json footer = reader.value(12);
  std::vector<std::vector<std::string>> rows(footer["3"].get<std::size_t>());
  std::size_t first = 0;
  for (const auto& group : footer["4"]) {
    for (const auto& chunk : group["1"]) {
      const auto& meta = chunk["3"];
      ThriftReader header{file, meta["9"].get<std::size_t>()};
      const nlohmann::json head = header.value(12);
      std::string page(head["2"].get<std::size_t>(), '\0');
      REQUIRE(ZSTD_decompress(page.data(), page.size(), file.data() + header.at, head["3"].get<std::size_t>()) ==
              page.size());
      std::size_t at = 0, row = first;
      const bool list = meta["3"].size() == 3;
      const std::vector<bool> repeated = list ? levels(page, at) : std::vector<bool>();
      const std::vector<bool> defined = levels(page, at);
      for (std::size_t i = 0; i < defined.size(); ++i) {
        std::string cell;
        if (defined[i] && meta["1"] == 6) {
          cell = page.substr(at + 4, word_at(page, at));
          at += 4 + cell.size();
        } else if (defined[i] && meta["1"] == 2) {
          std::int64_t value = 0;
          std::memcpy(&value, page.data() + at, 8);
          at += 8;
          cell = std::to_string(value);
        } else if (defined[i]) {
          double value = 0;
          std::memcpy(&value, page.data() + at, 8);
          at += 8;
          cell = nlohmann::json(value).dump();
        }
        if (list && repeated[i]) {
          rows[row - 1].back() += "; " + cell;
        } else {
          rows[row++].push_back(cell);
        }
      }
      CHECK(at == page.size());
      CHECK(row - first == group["3"].get<std::size_t>());
    }
    first += group["3"].get<std::size_t>();
  }
  return rows;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "Parquet holds the cells of the columns, row by row") {
  for (const ExportWhat what : {ExportWhat::events, ExportWhat::claims, ExportWhat::documents, ExportWhat::actors}) {
    const auto rows = read_parquet(written("parquet", what));
    const auto columns = csv_columns(what);
    const auto jsonl = lines(made::exported(*store, what));
    REQUIRE(rows.size() == jsonl.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      REQUIRE(rows[i].size() == columns.size());
      CHECK(rows[i][0] == nlohmann::json::parse(jsonl[i])["id"]);
    }
  }
  const auto events = read_parquet(written("parquet"));
  const auto columns = csv_columns(ExportWhat::events);
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(columns, name, &ExportColumn::name) - columns.begin());
  };
  const auto jsonl = lines(made::exported(*store, ExportWhat::events));
  bool several = false;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const nlohmann::json event = nlohmann::json::parse(jsonl[i]);
    CHECK(events[i][column("score")] == "2.5");
    CHECK(events[i][column("documents")] == event["documents"].dump());
    CHECK(events[i][column("place")] == (event["place"].is_null() ? "" : event["place"]["name"].get<std::string>()));
    std::string actors;
    for (const auto& participant : event["participants"]) {
      if (participant["role"] != "actor") continue;
      several = several || !actors.empty();
      actors += (actors.empty() ? "" : "; ") + participant["name"].get<std::string>();
    }
    CHECK(events[i][column("actors")] == actors);
  }
  CHECK(several);
  CHECK(written("parquet") == written("parquet"));
}

TEST_CASE("Parquet of an empty store is a table without rows") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a");
  REQUIRE(store->commit());
  CHECK(read_parquet(made::exported(*store, ExportWhat::events, "parquet")).empty());
}

TEST_CASE_FIXTURE(Fixture, "PLOVER's records have its modes only, and each event one") {
  const auto records = lines(written("plover"));
  const auto events = lines(made::exported(*store, ExportWhat::events));
  REQUIRE(records.size() == events.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto record = nlohmann::json::parse(records[i]), event = nlohmann::json::parse(events[i]);
    CHECK(record["id"] == event["id"]);
    CHECK(record["event"] == event["type"]);
    for (const auto& mode : record["mode"]) CHECK(mode != "meeting");
    CHECK(record["source"].size() + record["target"].size() == event["participants"].size());
    if (event["status"] == "planned") CHECK(record["auxMode"] == "future");
    if (event["status"] == "denied") CHECK(record["auxMode"] == "negation");
    if (event["status"] == "happened") CHECK(record["auxMode"].is_null());
  }
}

TEST_CASE_FIXTURE(Fixture, "CAMEO has a row a pair of parties, of what took place or has a code of its own") {
  const auto rows = lines(written("cameo"));
  REQUIRE(rows.size() > 10);
  std::map<std::string, nlohmann::json> events;
  for (const std::string& line : lines(made::exported(*store, ExportWhat::events))) {
    nlohmann::json event = nlohmann::json::parse(line);
    events[event["id"]] = event;
  }
  for (const std::string& row : rows) {
    const auto cells = base::split(row, '\t');
    REQUIRE(cells.size() == 18);
    if (&row == &rows.front()) continue;
    const nlohmann::json& event = events.at(std::string(cells[0]));
    CHECK(event["status"] != "denied");
    CHECK(event["status"] != "possible");
    CHECK(cells[1] == event["time"]["from"].get<std::string>().substr(0, 10));
    if (event["type"] == "CONSULT" && event["status"] == "happened") CHECK(cells[6] == "040");
    if (event["type"] == "CONSULT" && event["status"] == "planned") CHECK(cells[6] == "036");
  }
}

TEST_CASE_FIXTURE(Fixture, "GDELT's tables have 61 and 16 columns, and mentions speak of events that are there") {
  std::set<std::string> ids;
  for (const std::string& row : lines(written("gdelt"))) {
    const auto cells = base::split(row, '\t');
    REQUIRE(cells.size() == 61);
    CHECK(ids.insert(std::string(cells[0])).second);
    CHECK((cells[1].empty() || cells[1].size() == 8));
    CHECK(cells[26].size() >= 3);                   // EventCode
    CHECK(cells[28] == cells[26].substr(0, 2));     // EventRootCode
    CHECK((cells[29] >= "1" && cells[29] <= "4"));  // QuadClass
  }
  const auto mentions = lines(written("gdelt", ExportWhat::claims));
  REQUIRE_FALSE(mentions.empty());
  for (const std::string& row : mentions) {
    const auto cells = base::split(row, '\t');
    REQUIRE(cells.size() == 16);
    CHECK(ids.count(std::string(cells[0])) == 1);
  }
}

TEST_CASE_FIXTURE(Fixture, "GeoJSON has the events with coordinates, longitude first") {
  const auto map = nlohmann::json::parse(written("geojson"));
  std::size_t expected = 0;
  for (const std::string& line : lines(made::exported(*store, ExportWhat::events))) {
    expected += nlohmann::json::parse(line)["place"].is_object();
  }
  CHECK(map["type"] == "FeatureCollection");
  REQUIRE(map["features"].size() == expected);
  CHECK(map["features"][0]["geometry"]["coordinates"] == nlohmann::json::array({10.0, 53.55}));
}

TEST_CASE_FIXTURE(Fixture, "iCalendar has what was planned, in lines of at most 75 bytes") {
  ExportOptions options;
  options.headline = [](const Event&) { return "Çelik, Ö; and \"others\" " + std::string(90, 'x'); };
  const std::string calendar = written("icalendar", options);
  std::size_t planned = 0;
  for (const std::string& line : lines(made::exported(*store, ExportWhat::events))) {
    const auto event = nlohmann::json::parse(line);
    planned += event["status"] == "planned" && !event["time"].is_null() && !event["time"]["from"].is_null();
  }
  std::size_t begun = 0, ended = 0;
  std::string unfolded;
  for (const std::string& line : lines(calendar)) {
    REQUIRE(line.ends_with('\r'));
    CHECK(line.size() <= 76);
    begun += line == "BEGIN:VEVENT\r";
    ended += line == "END:VEVENT\r";
    if (line.starts_with(' ')) {
      unfolded.pop_back();
      unfolded += line.substr(1, line.size() - 2);
    } else {
      unfolded += line.substr(0, line.size() - 1);
    }
    unfolded += '\n';
  }
  REQUIRE(planned > 0);
  CHECK(begun == planned);
  CHECK(ended == planned);
  CHECK(unfolded.find("SUMMARY:Çelik\\, Ö\\; and \"others\" " + std::string(90, 'x') + "\n") != std::string::npos);
}

TEST_CASE("texts in a report, a network and a table are text, whatever they hold") {
  const Folder folder;
  Result<Store> store = made::open_for_writing(folder / "a");
  made::Made page = made::page(3);
  REQUIRE(page.coded.claims.size() > 0);
  for (ResolvedClaim& claim : page.coded.claims) {
    claim.status = Status::happened;
    claim.type = EventType::accuse;
    claim.place.name = "=cmd|' /C calc'!A0";
    for (Participant& participant : claim.participants) {
      participant.actor.name = "<script>alert(1)</script>\"\t\u202E";
    }
    Participant other = claim.participants.front();
    other.actor.id = "x:other";
    other.role = other.role == Role::actor ? Role::recipient : Role::actor;
    claim.participants.push_back(other);
  }
  REQUIRE(store->add(page.page, page.coded));
  REQUIRE(store->commit());
  REQUIRE(store->relink(made::link));
  for (const std::string_view format : {"html", "graphml", "dot", "cameo", "gdelt"}) {
    ExportOptions options;
    options.data = ANNALS_DATA_DIR;
    options.title = "<img src=x onerror=alert(1)>";
    std::ostringstream out;
    REQUIRE(write_export(*store, *export_format(format), options, out));
    const std::string text = out.str();
    CAPTURE(format);
    if (format == "html" || format == "graphml") {
      CHECK(text.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
      CHECK(text.find("<script") == std::string::npos);
      CHECK(text.find("<img") == std::string::npos);
      CHECK(text.find("\u202E") == std::string::npos);
    }
    if (format == "dot") CHECK(text.find("</script>\\\"") != std::string::npos);
    if (format == "cameo") {
      for (const std::string& row : lines(text)) {
        for (const std::string_view cell : base::split(row, '\t')) CHECK_FALSE(cell.starts_with('='));
      }
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "a network counts each event once an edge, and its ends are nodes") {
  const std::string network = written("graphml");
  const auto count = [&](std::string_view what) {
    std::size_t out = 0;
    for (std::size_t at = network.find(what); at != std::string::npos; at = network.find(what, at + 1)) ++out;
    return out;
  };
  CHECK(count("<node ") == 5);
  CHECK(count("<edge ") > 0);
  CHECK(count("<edge ") == count("</edge>"));
}

TEST_CASE_FIXTURE(Fixture, "an export may be of some events only, and a format says what it cannot hold") {
  ExportOptions options;
  options.keep = [](const Event& event) { return event.type == EventType::accuse; };
  const auto kept = lines(written("jsonl", options));
  REQUIRE_FALSE(kept.empty());
  for (const std::string& line : kept) CHECK(nlohmann::json::parse(line)["type"] == "ACCUSE");
  options.what = ExportWhat::claims;
  for (const std::string& line : lines(written("jsonl", options))) {
    CHECK(nlohmann::json::parse(line)["id"].get<std::string>().starts_with("cl_"));
  }
  CHECK(written("geojson", ExportWhat::actors) == "error: geojson holds events, not actors");
  for (const ExportFormat& format : export_formats()) {
    CHECK((format.name == "jsonl") == format.drops.empty());
    CHECK_FALSE(format.takes.empty());
  }
}
