#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "acquire/archives.h"
#include "annals/pipeline.h"

namespace fs = std::filesystem;
using namespace annals;
using acquire::gzip;

namespace {

// A folder of its own for each test, gone afterwards.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "annals-acquire-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_all, ignored);
    fs::remove_all(path, ignored);
  }
  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << bytes;
    return (path / name).string();
  }
};

struct Got {
  std::vector<Page> pages;
  std::vector<Error> errors;
};

Got read(const std::vector<std::string>& inputs, const InputOptions& options = {}) {
  Got got;
  read_pages(inputs, options, [&](Result<Page> page) {
    if (page)
      got.pages.push_back(std::move(*page));
    else
      got.errors.push_back(page.error());
    return true;
  });
  return got;
}

bool says(const Error& error, std::string_view words) { return error.message.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the bytes tell the format, then the name") {
  const Folder folder;
  const auto text = folder.write("a.txt", "Talks end in Oslo\n\nThe talks ended.\n");
  const auto html = folder.write("b.txt", "\xEF\xBB\xBF  <!-- x --> <!DOCTYPE html><p>Hello");
  const auto lines =
      folder.write("c", "{\"text\": \"One.\"}\n{\"html\": \"<p>Two.\", \"url\": \"http://x.example/\"}\n");
  const auto named = folder.write("d.html", "only words");
  const Got got = read({text, html, lines, named});
  CHECK(got.errors.empty());
  REQUIRE(got.pages.size() == 5);
  CHECK(got.pages[0].format == PageFormat::text);
  CHECK(got.pages[1].format == PageFormat::html);
  CHECK(got.pages[2].path == lines + "#1");
  CHECK(got.pages[2].bytes == "One.");
  CHECK(got.pages[3].format == PageFormat::html);
  CHECK(got.pages[3].url == "http://x.example/");
  CHECK(got.pages[4].format == PageFormat::html);
}

TEST_CASE("a folder is walked in byte order, a glob too") {
  const Folder folder;
  folder.write("b/2.txt", "two");
  folder.write("b/10.txt", "ten");
  folder.write("a.txt", "a");
  folder.write("Z.txt", "z");
  folder.write(".hidden", "h");
  std::vector<std::string> names;
  for (const Page& page : read({folder.path.string()}).pages) names.push_back(page.bytes);
  CHECK(names == std::vector<std::string>{"z", "a", "ten", "two"});
  names.clear();
  for (const Page& page : read({(folder.path / "*.txt").string()}).pages) names.push_back(page.bytes);
  CHECK(names == std::vector<std::string>{"z", "a"});
}

TEST_CASE("a record of JSON Lines brings what it knows of itself") {
  const Folder folder;
  const auto path = folder.write("news.jsonl",
                                 "{\"id\": 17, \"text\": \"T\", \"title\": \"H\", \"outlet\": \"O\", \"published\": "
                                 "\"2011-03-04T10:00:00Z\"}\n\n"
                                 "{\"url\": \"u\"}\n{broken\n[1]\n{\"text\": \"  \"}\n"
                                 "{\"text\": \"last\", \"published\": \"soon\"}\n");
  const Got got = read({path}, {.format = "auto", .url = "", .outlet = "Given", .published = "1999"});
  REQUIRE(got.pages.size() == 2);
  CHECK(got.pages[0].id == "17");
  CHECK(got.pages[0].outlet == "O");
  CHECK(got.pages[0].title == "H");
  CHECK(got.pages[0].published->is_day());
  CHECK(got.pages[1].outlet == "Given");
  CHECK(got.pages[1].notes.size() == 1);
  REQUIRE(got.errors.size() == 4);
  CHECK(says(got.errors[0], "line 3: it has neither"));
  CHECK(got.errors[0].source == path + "#3");
  CHECK(says(got.errors[1], "line 4: expected a JSON object, found broken JSON"));
  CHECK(says(got.errors[2], "line 5"));
  CHECK(says(got.errors[3], "are empty"));
}

TEST_CASE("bytes that are no UTF-8 do not cost a record") {
  const Folder folder;
  const Got got = read({folder.write("a.jsonl", "{\"text\": \"caf\xE9 closed\"}\n")});
  REQUIRE(got.pages.size() == 1);
  CHECK(got.pages[0].bytes == "caf\xEF\xBF\xBD closed");
  CHECK(got.pages[0].notes.size() == 1);
}

TEST_CASE("what was whole before the damage of a .gz is kept, and the damage told") {
  const Folder folder;
  std::string lines;
  for (int i = 0; i < 4000; ++i) lines += "{\"text\": \"story " + std::to_string(i * 7919 % 10007) + "\"}\n";
  const std::string packed = gzip(lines);
  const Got whole = read({folder.write("whole.jsonl.gz", packed)});
  CHECK(whole.pages.size() == 4000);
  CHECK(whole.errors.empty());
  const Got cut = read({folder.write("cut.jsonl.gz", packed.substr(0, packed.size() / 2))});
  CHECK(cut.pages.size() > 500);
  CHECK(cut.pages.size() < 4000);
  REQUIRE(cut.errors.size() == 1);
  CHECK(says(cut.errors[0], "cut short"));
  std::string damaged = packed;
  for (std::size_t i = 0; i < 32; ++i) damaged[packed.size() / 2 + i] = '\xFF';
  const Got hit = read({folder.write("hit.jsonl.gz", damaged)});
  CHECK(hit.pages.size() > 500);
  CHECK(hit.errors.size() >= 1);
  const Got page = read({folder.write("page.html.gz", gzip("<p>" + lines).substr(0, 2000))});
  CHECK(page.pages.empty());
  REQUIRE(page.errors.size() == 1);
  CHECK(page.errors[0].kind == ErrorKind::Malformed);
}

TEST_CASE("gzip members in a row are one file; what stands behind them is told") {
  const Folder folder;
  const Got got = read({folder.write("a.txt.gz", gzip("one ") + gzip("") + gzip("two"))});
  REQUIRE(got.pages.size() == 1);
  CHECK(got.pages[0].bytes == "one two");
  const Got trailing = read({folder.write("b.txt.gz", gzip("one") + std::string(8, '\0') + "rubbish")});
  REQUIRE(trailing.pages.size() == 1);
  CHECK(trailing.pages[0].notes.size() == 1);
}

TEST_CASE("bombs are refused") {
  const Folder folder;
  const Got zeros = read({folder.write("a.txt.gz", gzip(std::string(48 << 20, 'a')))});
  REQUIRE(zeros.errors.size() == 1);
  CHECK(says(zeros.errors[0], "bomb"));
  std::string members;
  for (int i = 0; i < 3000; ++i) members += gzip("");
  const Got empty = read({folder.write("b.txt.gz", members)});
  REQUIRE(empty.errors.size() == 1);
  CHECK(says(empty.errors[0], "empty gzip members"));
  const Got twice = read({folder.write("c.txt.gz", gzip(gzip("x")))});
  REQUIRE(twice.errors.size() == 1);
  CHECK(says(twice.errors[0], "twice"));
}

TEST_CASE("what is no text is refused with what it looks like") {
  const Folder folder;
  const auto refused = [&](const std::string& bytes) {
    const Got got = read({folder.write("x.txt", bytes)});
    CHECK(got.pages.empty());
    REQUIRE(got.errors.size() == 1);
    return got.errors[0];
  };
  CHECK(says(refused("\xFF\xD8\xFF\xE0 JFIF"), "a JPEG picture"));
  CHECK(says(refused("%PDF-1.4\n"), "a PDF document"));
  CHECK(says(refused(std::string("PK\3\4\0\0", 6)), "a ZIP archive"));
  CHECK(says(refused(std::string("ab\0\1\2\3", 6)), "binary data"));
  CHECK(refused("").kind == ErrorKind::Malformed);
  CHECK(says(refused("<?xml version='1.0'?><rss>"), "without any item"));
  CHECK(says(refused("WARC/1.0\r\n"), "expected a record"));
  const Got json = read({folder.write("x.json", "{\n  \"text\": \"a\"\n}\n")});
  REQUIRE(json.errors.size() == 1);
  CHECK(says(json.errors[0], "JSON over several lines"));
}

TEST_CASE("UTF-16 is told from binary data") {
  const Folder folder;
  std::string wide;
  for (const char c : std::string("<html><p>Talks went on.")) wide += {c, '\0'};
  const Got got = read({folder.write("a.html", wide)});
  REQUIRE(got.pages.size() == 1);
  CHECK(got.pages[0].charset == "utf-16le");
}

TEST_CASE("one endless line is refused without being held") {
  const Folder folder;
  const auto path = (folder.path / "long.txt").string();
  {
    std::ofstream out(path, std::ios::binary);
    const std::string piece(1 << 20, 'x');
    for (int i = 0; i < 200; ++i) out << piece;
  }
  const Got text = read({path});
  REQUIRE(text.errors.size() == 1);
  CHECK(says(text.errors[0], "larger than 64 MiB"));
  const Got lines = read({path}, {.format = "jsonl", .url = "", .outlet = "", .published = ""});
  REQUIRE(lines.errors.size() == 1);
  CHECK(says(lines.errors[0], "line 1: is longer than 64 MiB"));
}

TEST_CASE("files that cannot be read are named and the rest goes on") {
  const Folder folder;
  const auto good = folder.write("in/z.txt", "good");
  fs::create_symlink("nowhere", folder.path / "in" / "link");
  ::mkfifo((folder.path / "in" / "pipe").c_str(), 0600);
  const Got got = read({(folder.path / "missing.txt").string(), (folder.path / "in").string(), "no*such"});
  REQUIRE(got.pages.size() == 1);
  CHECK(got.pages[0].path == good);
  REQUIRE(got.errors.size() == 4);
  CHECK(says(got.errors[0], "no such file"));
  CHECK(says(got.errors[1], "leads nowhere"));
  CHECK(says(got.errors[2], "no plain file"));
  CHECK(says(got.errors[3], "pattern"));
  if (::geteuid() == 0) return;  // root may read everything
  const auto locked = folder.write("locked.txt", "x");
  ::chmod(locked.c_str(), 0);
  const Got denied = read({locked});
  REQUIRE(denied.errors.size() == 1);
  CHECK(says(denied.errors[0], "permission"));
}

TEST_CASE("a folder that vanishes while it is read is told, the rest goes on") {
  const Folder folder;
  folder.write("in/a.txt", "a");
  folder.write("in/b/1.txt", "1");
  folder.write("in/c.txt", "c");
  const auto after = folder.write("after.txt", "after");
  Got got;
  read_pages({(folder.path / "in").string(), after}, {}, [&](Result<Page> page) {
    if (page && page->bytes == "a") fs::remove_all(folder.path / "in");
    if (page)
      got.pages.push_back(std::move(*page));
    else
      got.errors.push_back(page.error());
    return true;
  });
  REQUIRE(got.pages.size() == 2);
  CHECK(got.pages[1].bytes == "after");
  CHECK(got.errors.size() == 2);
}

TEST_CASE("the caller's day must be a day") {
  const Got got = read({"x"}, {.format = "auto", .url = "", .outlet = "", .published = "yesterday"});
  REQUIRE(got.errors.size() == 1);
  CHECK(got.errors[0].source == "--published");
  CHECK(read({"x"}, {.format = "doc", .url = "", .outlet = "", .published = ""}).errors[0].source == "--format");
}

TEST_CASE("reading stops when told to") {
  const Folder folder;
  folder.write("a.txt", "a");
  folder.write("b.txt", "b");
  int seen = 0;
  read_pages({folder.path.string()}, {}, [&](Result<Page>) { return ++seen < 1; });
  CHECK(seen == 1);
}
