// What is filed of copies between two relinks, and under which keys:
//   a  a block of runs: where each stands, and in whose company       see copies_runs
//   b  one place of a run that stands in many
//   c  a pair of stories that share runs
//   d  a story of such pairs; with a second number: an earlier story that it makes a pair with
//   e  a copy of a story, the nearest first
//   f  a family of copies; with a second number: one of its members   see copies_families
//   g  the family of a member
//   h  a source, by its name; without a name: how many documents there are
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annals/ledger.h"
#include "link/copies_judge.h"
#include "link/holdings.h"
#include "link/keys.h"

namespace annals::link {

inline constexpr std::uint32_t kNoDocument = ~0U;

// Keeps what is put until it can be put in the order of the keys, which is much the faster way for many.
class PutInOrder : public Ledger {
 public:
  explicit PutInOrder(Ledger& ledger) : ledger_(ledger) {}
  ~PutInOrder() override;
  PutInOrder(const PutInOrder&) = delete;
  PutInOrder& operator=(const PutInOrder&) = delete;
  std::optional<std::string> get(std::string_view key) override { return ledger_.get(key); }
  void put(std::string_view key, std::string_view value) override { kept_.emplace_back(key, value); }
  void erase(std::string_view key) override { ledger_.erase(key); }
  void walk(std::string_view from, std::string_view to, Way way, const Take& take) override {
    ledger_.walk(from, to, way, take);
  }
  void clear() override { ledger_.clear(); }
  Result<Done> state() const override { return ledger_.state(); }

 private:
  Ledger& ledger_;
  std::vector<std::pair<std::string, std::string>> kept_;
};

// By the day of publication, then by its number.
Key& put_place(Key& key, const Published& published, std::uint32_t document);
std::uint32_t read_place(KeyReader& key);  // the document
bool is_earlier(Holdings& holdings, std::uint32_t document, std::uint32_t other);

// Two documents, by the order of publication.
using Couple = std::pair<std::uint32_t, std::uint32_t>;

struct PairRecord {
  std::vector<Anchor> meetings;  // sorted
  std::vector<Passage> passages;
  std::array<double, kRounds> own{};  // as in Pair

  bool operator==(const PairRecord&) const = default;
};

// A run of a story that meets other stories there.
struct HeldRun {
  std::uint32_t at = 0;
  Hash run = 0;
  std::uint32_t meetings = 0;
  std::array<bool, kRounds> standing{};  // whether the round takes it for standing text

  bool operator==(const HeldRun&) const = default;
};

struct StoryRecord {
  std::uint32_t worth = 0;                        // of all its words
  std::array<std::uint32_t, kRounds> standing{};  // of its standing ones after each round
  std::uint32_t copies = 0;                       // how many stories are copies of it, or it of them
  std::uint32_t earliest = kNoDocument;           // of these
  std::vector<HeldRun> runs;                      // by place

  HeldRun* find(std::uint32_t at);
  HeldRun& hold(std::uint32_t at, Hash run);  // put in where it is not there
  // As it is weighed after so many rounds, but for its words and marks.
  Weighed after(std::size_t rounds) const;
  bool operator==(const StoryRecord&) const = default;
};

// After so many rounds.
Shares shares_after(std::size_t rounds, const PairRecord& pair, const StoryRecord& earlier, const StoryRecord& later);

Key key_of_pair(Couple couple);
Key key_of_story(std::uint32_t document);
Key key_of_earlier(std::uint32_t document, std::uint32_t earlier);  // that it makes a pair with
std::string packed(const PairRecord& record);
std::string packed(const StoryRecord& record);
std::optional<PairRecord> find_pair(Ledger& ledger, Couple couple);
std::optional<StoryRecord> find_story(Ledger& ledger, std::uint32_t document);
// All pairs of a story.
std::vector<Couple> pairs_of_story(Ledger& ledger, std::uint32_t document);

// A copy as it is filed with a story.
struct Near {
  std::uint32_t document = 0;
  std::uint8_t hundredths = 0;  // of similarity
  bool one_family = false;

  bool operator==(const Near&) const = default;
};
Near near_of(const Shares& shares, std::uint32_t document);
Key key_of_near(std::uint32_t document, const Near& near, const Published& published);
// The nearest first, until `take` returns false, which must not call the ledger.
void each_near(Ledger& ledger, std::uint32_t document, const std::function<bool(const Near&)>& take);
// The copies that a story lists, in its order.
std::vector<std::uint32_t> listed_by(Ledger& ledger, Holdings& holdings, std::uint32_t document,
                                     const StoryRecord& story);

}  // namespace annals::link
