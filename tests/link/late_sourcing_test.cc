#include "link/late_sourcing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <set>

#include "link/archive.h"
#include "link/beginnings.h"
#include "link/evidence.h"
#include "link/ledger_in_memory.h"
#include "link/pages.h"
#include "link/rejoin.h"

using namespace annals;
using namespace annals::link;
using namespace told;

namespace {

class AllPages : public Holdings {
 public:
  explicit AllPages(const std::vector<CodedDocument>& documents) : documents_(documents) {
    for (const CodedDocument& document : documents) {
      const Days days = days_of(document.published);
      published_.push_back({days.from == kPast ? kFuture : days.from, days.to, document.article.id});
    }
  }
  const CodedDocument& document(std::uint32_t number) override { return documents_[number]; }
  const Published& published(std::uint32_t number) override { return published_[number]; }

 private:
  const std::vector<CodedDocument>& documents_;
  std::vector<Published> published_;
};

// The first so many documents linked as a whole, by number.
class Whole : public Findings {
 public:
  explicit Whole(const std::vector<CodedDocument>& documents) : documents_(documents) {
    std::vector<const CodedDocument*> pointers;
    for (const CodedDocument& document : documents_) pointers.push_back(&document);
    archive = make_archive(std::move(pointers), {});
    archive.copies = find_copies(archive.documents, archive.order);
    archive.clusters = cluster(archive.mentions);
    join_other_days(archive.mentions, {}, archive.clusters);
    const auto beginnings = beginnings_of(archive);
    narrow_published(archive, beginnings_in(beginnings));
    narrow_by_credits(archive);
    archive.sourcing = find_sourcing(archive);
    place_.resize(documents_.size());
    for (std::uint32_t place = 0; place < archive.documents.size(); ++place) {
      numbers.push_back(static_cast<std::uint32_t>(archive.documents[place] - documents_.data()));
      place_[numbers.back()] = place;
    }
    told_.resize(documents_.size());
    clusters_.resize(documents_.size());
    for (const Cluster& one : archive.clusters) {
      const std::uint64_t label = hash_of(archive.mentions[one.members.front()].claim->id);
      for (const std::uint32_t m : one.members) {
        const std::uint32_t number = numbers[archive.mentions[m].document];
        told_[number].push_back({label, archive.mentions[m].claim});
        clusters_[number].push_back(label);
      }
    }
    for (auto& all : clusters_) {
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
    }
  }

  const TimeInterval& published(std::uint32_t number) override { return archive.published[place_[number]]; }
  const std::vector<Copy>& copies(std::uint32_t number) override { return archive.copies.of[place_[number]]; }
  const std::string& root_of_copies(std::uint32_t number) override { return archive.copies.root[place_[number]]; }
  std::optional<std::uint32_t> find(const std::string& id) override {
    const auto place = find_document(archive, id);
    return place ? std::optional(numbers[*place]) : std::nullopt;
  }
  const std::vector<std::uint64_t>& clusters(std::uint32_t number) override { return clusters_[number]; }
  std::vector<ToldIn> told(std::uint32_t number) override { return told_[number]; }

  // All that sourcing asks of one document, as text.
  std::string asked(std::uint32_t number) {
    std::string out = root_of_copies(number) + "/" + std::to_string(days_of(published(number)).from) + "/" +
                      std::to_string(days_of(published(number)).to);
    for (const Copy& copy : copies(number)) {
      out += " " + copy.document + std::to_string(copy.similarity) + "p";
      for (const SharedPassage& one : copy.passages) out += dump(one.spans);
    }
    std::set<std::pair<std::string, std::uint64_t>> told;
    for (const ToldIn& one : told_[number]) told.insert({one.claim->id, one.cluster});
    for (const auto& [claim, cluster] : told) out += " " + claim + std::to_string(cluster);
    return out;
  }
  static std::string dump(const ByteSpans& spans) {
    std::string out;
    for (const ByteSpan& span : spans) out += std::to_string(span.begin) + "-" + std::to_string(span.end) + ",";
    return out;
  }
  static std::string dump(std::vector<Support> all, const std::vector<std::string>& roots, const std::string& own) {
    std::string out = own + ":";
    for (const std::string& root : roots) out += root + ",";
    for (const Support& one : all) {
      const Origin& o = one.origin;
      out += "\n  " + std::to_string(one.parent) + "|" + o.document + "|" + o.from + "|" + o.source + "|" + o.kind +
             "|" + o.why + "|" + o.root + "|" + dump(o.spans) + "|" + dump(one.sentence) + (one.main ? "m" : "");
    }
    return out;
  }
  std::string found(std::uint32_t number) const {
    std::vector<Support> all = archive.sourcing.of[place_[number]];
    for (Support& one : all) {
      if (one.parent != ~0U) one.parent = numbers[one.parent];
    }
    return dump(std::move(all), archive.sourcing.roots[place_[number]], archive.sourcing.own[place_[number]]);
  }

  Archive archive;
  std::vector<std::uint32_t> numbers;  // by place in the archive

 private:
  std::vector<CodedDocument> documents_;
  std::vector<std::uint32_t> place_;
  std::vector<std::vector<ToldIn>> told_;
  std::vector<std::vector<std::uint64_t>> clusters_;
};

std::string kept(LateSourcing& sourcing, std::uint32_t number) {
  return Whole::dump(sourcing.of(number), sourcing.roots(number), sourcing.own(number));
}

struct Count {
  std::map<std::string, std::size_t> kinds;
  std::size_t old = 0, reported = 0, different = 0, mixed = 0;
};

// Adds the pages in portions, each of which must leave what the whole computation finds.
void add_in_portions(const std::vector<CodedDocument>& pages, pages::PageDice& dice, Count& count) {
  AllPages holdings(pages);
  LedgerInMemory ledger;
  std::unique_ptr<Whole> before;
  for (std::size_t end = 0; end < pages.size();) {
    const std::size_t begin = end;
    end = std::min(pages.size(), begin + 1 + dice.below(begin == 0 || dice.one_in(4) ? 40 : 4));
    auto now = std::make_unique<Whole>(
        std::vector<CodedDocument>(pages.begin(), pages.begin() + static_cast<std::ptrdiff_t>(end)));
    LateSourcing sourcing(ledger, holdings, *now);
    if (begin == 0 && dice.one_in(2)) {
      LateSourcing::build(ledger, holdings, now->archive, now->numbers);
    } else {
      std::vector<std::uint32_t> fresh(end - begin), touched;
      std::iota(fresh.begin(), fresh.end(), static_cast<std::uint32_t>(begin));
      for (std::uint32_t n = 0; n < begin; ++n) {
        if (before->asked(n) != now->asked(n)) touched.push_back(n);
      }
      const auto reported = sourcing.add(fresh, touched);
      REQUIRE(reported);
      for (std::uint32_t n = 0; n < begin; ++n) {
        const bool told = std::binary_search(reported->begin(), reported->end(), n);
        const bool different = before->found(n) != now->found(n);
        ++count.old, count.reported += told, count.different += different;
        CHECK((told || !different));
      }
    }
    for (std::uint32_t n = 0; n < end; ++n) REQUIRE(kept(sourcing, n) == now->found(n));
    before = std::move(now);
  }
  for (const auto& all : before->archive.sourcing.of) {
    for (const Support& one : all) ++count.kinds[one.origin.kind], count.kinds["parent"] += one.parent != ~0U;
  }
  for (const auto& roots : before->archive.sourcing.roots) count.mixed += roots.size() > 1;
}

}  // namespace

TEST_CASE("late pages leave who has it from whom as if all had been there at once") {
  Count count;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    pages::PageDice dice(seed * 1000);
    add_in_portions(pages::make_pages(seed), dice, count);
  }
  for (const char* kind : {"copy", "agency", "report", "statement", "post", "parent"}) {
    CAPTURE(kind);
    CHECK(count.kinds[kind] > 20);
    MESSAGE(std::string(kind) << " " << count.kinds[kind]);
  }
  MESSAGE(count.old << " held, " << count.reported << " reported, " << count.different << " different, " << count.mixed
                    << " mixed");
  CHECK(count.different > 100);
  CHECK(count.mixed > 10);
  CHECK(count.reported < 2 * count.different);
}
