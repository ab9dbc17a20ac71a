// Documents come in portions, and after each the answers are those of the whole set at once, and so is what is filed.
#include "link/copies_late.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <numeric>
#include <set>

#include "link/archive.h"
#include "link/ledger_in_memory.h"
#include "link/told.h"

using namespace annals;
using namespace annals::link;

namespace {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::size_t below(std::size_t count) {
    state_ = mix(state_, 1);
    return static_cast<std::size_t>(state_ >> 20) % count;
  }
  bool once_in(std::size_t count) { return below(count) == 0; }

 private:
  std::uint64_t state_;
};

std::string sentence(Chance& chance) {
  constexpr auto kWords = std::to_array<const char*>(
      {"harbour",  "grain",    "frontier", "prisoners", "treaty",    "bridge",   "pipeline", "embargo",
       "fishing",  "convoy",   "truce",    "missile",   "election",  "refugees", "tariff",   "airport",
       "barracks", "hostages", "river",    "mines",     "observer",  "uranium",  "railway",  "islands",
       "militia",  "debts",    "vaccine",  "journal",   "satellite", "power"});
  std::string out = "Then";
  for (std::size_t word = 8 + chance.below(8); word > 0; --word)
    out += std::string(" ") + kWords[chance.below(kWords.size())];
  return out + ".";
}

using Text = std::vector<std::string>;

Text sentences(Chance& chance, std::size_t count) {
  Text out;
  for (; count > 0; --count) out.push_back(sentence(chance));
  return out;
}

// News in which much is copied: wires and what is made of them, paragraphs that desks paste, what outlets print below.
class Newsroom {
 public:
  explicit Newsroom(std::uint64_t seed) : chance_(seed) {
    for (std::size_t i = 0; i < 6; ++i) wires_.push_back(sentences(chance_, 4 + chance_.below(8)));
    for (std::size_t i = 0; i < 4; ++i) pasted_.push_back(sentences(chance_, 2 + chance_.below(3)));
    for (std::size_t i = 0; i < 3; ++i) footers_.push_back(sentences(chance_, 2 + chance_.below(2)));
    undated_in_ = 3 + chance_.below(12);
    days_ = 2 + chance_.below(20);
    footer_in_ = 1 + chance_.below(4);
  }

  CodedDocument write() {
    const auto outlet = std::to_array<const char*>({"Star", "Sun", "The Moon", "Coast Wire", ""})[chance_.below(5)];
    told::Teller page(id(), outlet, day());
    if (chance_.once_in(6)) {
      const auto agencies =
          std::to_array<const char*>({"Island News Agency", "The Island News", "Xanadu", "Coast Wire"});
      page.agency(agencies[chance_.below(chance_.once_in(8) ? 4 : 3)]);
    }
    for (const std::string& paragraph : text()) page.text(paragraph);
    ++written_;
    return page;
  }
  Chance& chance() { return chance_; }

 private:
  std::string id() {  // in no order
    return base::sha256_hex(std::to_string(written_) + "/" + std::to_string(chance_.below(1000))).substr(0, 16);
  }
  std::string day() {
    if (chance_.once_in(undated_in_)) return chance_.once_in(2) ? "" : "/1991-06-20";
    const std::size_t day = 1 + chance_.below(days_);
    const std::string from = "1991-06-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    return chance_.once_in(8) ? from + "/1991-06-28" : from;
  }

  const Text& any(const std::vector<Text>& of) { return of[chance_.below(of.size())]; }
  static void add(Text& to, const Text& more) { to.insert(to.end(), more.begin(), more.end()); }

  Text copied(const Text& from) {
    Text out;
    const std::size_t kept = chance_.once_in(3) ? from.size() : 1 + chance_.below(from.size());
    for (std::size_t i = 0; i < kept; ++i) {
      if (chance_.once_in(7)) continue;
      out.push_back(from[i]);
      if (chance_.once_in(6)) out.back().replace(out.back().find(' '), 1, " moreover ");
      if (chance_.once_in(9)) out.push_back(sentence(chance_));
      if (chance_.once_in(20)) out.push_back(from[i]);
    }
    return out;
  }

  Text text() {
    Text out;
    const std::size_t kind = chance_.below(10);
    if (kind < 4) {
      add(out, copied(any(wires_)));
    } else if (kind == 4) {
      for (std::size_t i = 2 + chance_.below(2); i > 0; --i) add(out, copied(any(wires_)));
    } else if (kind == 5) {
      wires_.push_back(sentences(chance_, 4 + chance_.below(8)));
      add(out, wires_.back());
    } else {
      add(out, sentences(chance_, 1 + chance_.below(6)));
    }
    if (chance_.once_in(3)) add(out, any(pasted_));
    if (chance_.once_in(footer_in_)) add(out, any(footers_));
    return out;
  }

  Chance chance_;
  std::vector<Text> wires_, pasted_, footers_;
  std::size_t undated_in_, days_, footer_in_, written_ = 0;
};

class Shelf : public Holdings {
 public:
  void add(CodedDocument document) {
    const Days days = days_of(document.published);
    published_.push_back({days.from == kPast ? kFuture : days.from, days.to, document.article.id});
    documents_.push_back(std::make_unique<CodedDocument>(std::move(document)));
  }
  std::size_t size() const { return documents_.size(); }
  const CodedDocument& document(std::uint32_t number) override { return *documents_[number]; }
  const Published& published(std::uint32_t number) override { return published_[number]; }

  // What is said of the first so many, by number.
  Copies whole(std::size_t count) {
    std::vector<const CodedDocument*> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(documents_[i].get());
    const Archive archive = make_archive(all, {});
    const Copies found = find_copies(archive.documents, archive.order);
    std::map<std::string, std::size_t> places;
    for (std::size_t d = 0; d < archive.documents.size(); ++d) places[archive.documents[d]->article.id] = d;
    Copies out;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t place = places.at(documents_[i]->article.id);
      out.of.push_back(found.of[place]);
      out.root.push_back(found.root[place]);
    }
    return out;
  }

 private:
  std::vector<std::unique_ptr<CodedDocument>> documents_;
  std::vector<Published> published_;
};

std::string shown(const std::vector<Copy>& copies) {
  std::string out;
  for (const Copy& copy : copies) {
    out += copy.document + " " + std::to_string(copy.similarity) + " " + copy.kind;
    for (const SharedPassage& passage : copy.passages) {
      for (const ByteSpans& spans : {passage.spans, passage.other_spans}) {
        for (const ByteSpan& span : spans) out += " " + std::to_string(span.begin) + "-" + std::to_string(span.end);
      }
    }
    out += "\n";
  }
  return out;
}

std::vector<std::uint32_t> numbers(std::size_t from, std::size_t to) {
  std::vector<std::uint32_t> out(to - from);
  std::iota(out.begin(), out.end(), static_cast<std::uint32_t>(from));
  return out;
}

// All that is filed but the names of families, which tell how they came to be, and where blocks are cut.
std::string filed(LedgerInMemory& ledger) {
  std::string out;
  ledger.walk("a", "f", Ledger::Way::up, [&](std::string_view key, std::string_view value) {
    if (key.front() != 'a') out += "\n" + std::string(key) + "=";
    out += value;
    return true;
  });
  return out;
}

struct Seen {
  std::size_t added = 0, built = 0, others = 0, told = 0, entries = 0;
};

// Compares with the whole set, and that nobody is other than before who is not among those `changed`.
void check(FiledCopies& copies, Shelf& shelf, std::size_t count, const Copies& before,
           const std::vector<std::uint32_t>& changed, Copies& now, Seen& seen) {
  now = shelf.whole(count);
  std::size_t wrong = 0, missed = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    wrong += shown(copies.of(i)) != shown(now.of[i]) || copies.root(i) != now.root[i];
    if (i >= before.root.size()) continue;
    const bool other = before.root[i] != now.root[i] || shown(before.of[i]) != shown(now.of[i]);
    missed += other && !std::binary_search(changed.begin(), changed.end(), i);
    seen.others += other;
  }
  seen.told += changed.size();
  CHECK(wrong == 0);
  CHECK(missed == 0);
}

void go_through(std::uint64_t seed, Seen& seen) {
  CAPTURE(seed);
  Newsroom newsroom(seed);
  Chance& chance = newsroom.chance();
  Shelf shelf;
  std::vector<CodedDocument> written;
  for (std::size_t left = 20 + chance.below(100); left > 0; --left) written.push_back(newsroom.write());
  if (chance.once_in(2)) {  // as they were published, nearly
    std::stable_sort(written.begin(), written.end(), [](const CodedDocument& a, const CodedDocument& b) {
      return days_of(a.published).from < days_of(b.published).from;
    });
    for (std::size_t i = 0; i < written.size() / 8; ++i)
      std::swap(written[chance.below(written.size())], written[chance.below(written.size())]);
  }
  for (CodedDocument& document : written) shelf.add(std::move(document));
  LedgerInMemory ledger;
  FiledCopies copies(ledger, shelf);
  std::size_t count = chance.below(shelf.size());
  copies.build(numbers(0, count));
  Copies before, now;
  check(copies, shelf, count, before, {}, now, seen);
  const std::size_t most = 1 + chance.below(20);
  while (count < shelf.size()) {
    const std::size_t more = std::min(1 + chance.below(most), shelf.size() - count);
    std::vector<std::uint32_t> late = numbers(count, count + more);
    count += more;
    std::optional<std::vector<std::uint32_t>> changed = copies.add(late);
    ++(changed ? seen.added : seen.built);
    if (!changed) {
      ledger.clear();
      copies.build(numbers(0, count));
      changed = numbers(0, count);
    }
    before = std::move(now);
    check(copies, shelf, count, before, *changed, now, seen);
    LedgerInMemory anew;
    FiledCopies(anew, shelf).build(numbers(0, count));
    CHECK(filed(ledger) == filed(anew));
  }
}

}  // namespace

TEST_CASE("late documents in portions give the copies of the whole set at once") {
  Seen seen;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) go_through(seed, seen);
  MESSAGE(seen.added << " portions, " << seen.built << " linked as a whole; " << seen.others << " documents other, "
                     << seen.told << " told");
  CHECK(seen.added > 5 * seen.built);
  CHECK(seen.others > 100);
}

TEST_CASE("many newsrooms" * doctest::skip()) {
  Seen seen;
  for (std::uint64_t seed = 1000; seed < 1400; ++seed) go_through(seed, seen);
  MESSAGE(seen.added << " portions, " << seen.built << " linked as a whole; " << seen.others << " documents other, "
                     << seen.told << " told");
}

namespace {

class Watched : public LedgerInMemory {
 public:
  std::optional<std::string> get(std::string_view key) override {
    return asked() ? LedgerInMemory::get(key) : std::nullopt;
  }
  void put(std::string_view key, std::string_view value) override {
    if (asked()) LedgerInMemory::put(key, value);
  }
  void erase(std::string_view key) override {
    if (asked()) LedgerInMemory::erase(key);
  }
  void walk(std::string_view from, std::string_view to, Way way, const Take& take) override {
    if (asked()) LedgerInMemory::walk(from, to, way, [&](auto key, auto value) { return asked() && take(key, value); });
  }
  std::size_t times = 0, most = ~std::size_t{0};  // it was asked; it can be

 private:
  bool asked() { return ++times <= most; }
};

// Three in four tell a story of their own, the fourth copies one wire; under each stands the same footer.
Shelf with_footers(std::size_t count) {
  Chance chance(3);
  const Text footer = sentences(chance, 3), wire = sentences(chance, 12);
  Shelf shelf;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string day = std::to_string(10 + 80 * i / count);
    told::Teller page("d" + std::to_string(10000 + i), "Star", "19" + day + "-06-02");
    for (const std::string& one : i % 4 == 0 ? wire : sentences(chance, 4)) page.text(one);
    for (const std::string& one : footer) page.text(one);
    shelf.add(page);
  }
  return shelf;
}

}  // namespace

TEST_CASE("a document more costs no more where thousands have its text and its footer") {
  const auto cost = [](std::size_t count) {
    Shelf shelf = with_footers(count);
    Watched ledger;
    FiledCopies copies(ledger, shelf);
    copies.build(numbers(0, count - 9));
    ledger.times = 0;
    const auto changed = copies.add(numbers(count - 9, count - 4));
    REQUIRE(changed);
    CHECK(changed->size() < 30);
    return ledger.times;
  };
  const std::size_t few = cost(300), many = cost(2400);
  MESSAGE("the ledger is asked " << few << " and " << many << " times");
  CHECK(many < 1.2 * static_cast<double>(few));
}

TEST_CASE("a late document older than all that have its footer is thought to touch too much") {
  Shelf shelf = with_footers(1200);
  told::Teller first("first", "Star", "1901-01-01");
  for (const Block& block : shelf.document(1).article.blocks)
    first.text(std::string(shelf.document(1).article.text_of(block)));
  shelf.add(first);
  LedgerInMemory ledger;
  FiledCopies copies(ledger, shelf);
  copies.build(numbers(0, 1200));
  CHECK(!copies.add(numbers(1200, 1201)));
}

TEST_CASE("an outlet that comes to be credited, or a wire's new first spelling, is told apart") {
  const auto add = [](const std::string& outlet, const std::string& agency, bool apart) {
    Chance chance(4);
    Shelf shelf;
    for (const auto& [id, of, by] :
         {std::tuple("a", "Coast", "The Island Wire"), {"b", outlet.c_str(), agency.c_str()}}) {
      told::Teller page(id, of, "1991-06-04");
      page.agency(by);
      for (const std::string& one : sentences(chance, 5)) page.text(one);
      shelf.add(page);
    }
    LedgerInMemory ledger;
    FiledCopies copies(ledger, shelf);
    copies.build(numbers(0, 1));
    CHECK(copies.add(numbers(1, 2)).has_value() == apart);
  };
  add("Star", "Coast News Agency", false);
  add("Star", "Island Wire", false);
  add("Star", "The Island wire", true);
  add("Island Wire", "", true);
  add("Coast", "Coast Watch", true);
}

TEST_CASE("where the ledger fails on the way, nothing else does") {
  Shelf shelf;
  Newsroom newsroom(8);
  for (int i = 0; i < 90; ++i) shelf.add(newsroom.write());
  Watched whole;
  FiledCopies(whole, shelf).build(numbers(0, 60));
  Watched sound = whole;
  sound.times = 0;
  REQUIRE(FiledCopies(sound, shelf).add(numbers(60, 90)));
  for (std::size_t most = 0; most < sound.times; most = most * 5 / 4 + 1) {
    Watched ledger = whole;
    ledger.times = 0;
    ledger.most = most;
    FiledCopies copies(ledger, shelf);
    copies.add(numbers(60, 90));
    for (std::uint32_t i = 0; i < 90; ++i) copies.of(i), copies.root(i);
    CHECK(ledger.times > most);
  }
}

TEST_CASE("a pair that was filed wrong ends in other answers or in none, not in a crash") {
  Shelf shelf;
  Newsroom newsroom(8);
  for (int i = 0; i < 90; ++i) shelf.add(newsroom.write());
  LedgerInMemory whole;
  FiledCopies(whole, shelf).build(numbers(0, 60));
  std::size_t refused = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Chance chance(seed);
    LedgerInMemory ledger = whole;
    std::vector<std::pair<std::string, std::string>> pairs;
    whole.walk("c", "d", Ledger::Way::up, [&](auto key, auto value) { return pairs.emplace_back(key, value), true; });
    for (auto& [key, value] : pairs) {
      value[chance.below(value.size())] = static_cast<char>(chance.below(256));
      ledger.put(key, value);
    }
    FiledCopies copies(ledger, shelf);
    refused += !copies.add(numbers(60, 90));
    for (std::uint32_t i = 0; i < 90; ++i) copies.of(i), copies.root(i);
  }
  CHECK(refused > 0);
}
