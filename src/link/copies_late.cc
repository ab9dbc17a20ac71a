// A late document's runs find their places among those filed, which says with whom it is compared there, and who is
// compared no more because it came between; no two documents filed before come to be compared anew. So only pairs of a
// late document gain meetings, and all of theirs are at hand; others can but lose some. Then the judge's rounds are
// gone through again for what that touches: pairs that changed change the company of their runs; where a run's company
// makes it standing text, or no more, the stories that hold it have other words to be weighed by, and with them all of
// their pairs; those change the company of their runs for the next round.
#include "link/copies_late.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "link/copies_families.h"
#include "link/copies_records.h"
#include "link/copies_runs.h"

namespace annals::link {
namespace {

// Stories read for each late document before reading all of them is thought better, and besides a share of all.
constexpr std::size_t kMostReadEach = 64, kShareRead = 3;

Key key_of_count() { return Key('h'); }

std::uint32_t count_of(Ledger& ledger) {
  const std::optional<std::string> filed = ledger.get(key_of_count());
  return filed ? KeyReader(*filed).u32() : 0;
}

void put_count(Ledger& ledger, std::size_t count) {
  ledger.put(key_of_count(), Key('h').u32(static_cast<std::uint32_t>(count)).bytes());
}

std::vector<std::uint32_t> in_order(Holdings& holdings, std::span<const std::uint32_t> numbers) {
  std::vector<std::uint32_t> out(numbers.begin(), numbers.end());
  std::sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) { return is_earlier(holdings, a, b); });
  return out;
}

// Whether the passages can be of a story of so many words, the later of the two or the earlier.
bool lie_in(const std::vector<Passage>& passages, bool later, std::size_t words) {
  return std::all_of(passages.begin(), passages.end(), [&](const Passage& passage) {
    const std::uint32_t begin = later ? passage.there_begin : passage.begin,
                        end = later ? passage.there_end : passage.end;
    return begin < end && end <= words;
  });
}

class Texts {
 public:
  explicit Texts(Holdings& holdings) : holdings_(holdings) {}
  const StoryWords& of(std::uint32_t document) {
    const auto [at, fresh] = read_.try_emplace(document);
    if (fresh) read_story(holdings_.document(document).article, at->second);
    return at->second;
  }
  std::size_t read() const { return read_.size(); }

 private:
  Holdings& holdings_;
  std::map<std::uint32_t, StoryWords> read_;
};

class Update {
 public:
  Update(Ledger& ledger, Holdings& holdings)
      : ledger_(ledger), holdings_(holdings), families_(ledger, holdings), runs_(ledger, holdings), texts_(holdings) {}

  std::optional<std::vector<std::uint32_t>> add(std::span<const std::uint32_t> numbers) {
    late_.insert(numbers.begin(), numbers.end());
    changed_ = late_;
    const std::size_t count = count_of(ledger_) + late_.size();
    most_read_ = late_.size() * kMostReadEach + count / kShareRead;
    if (!add_sources()) return std::nullopt;
    place_runs();
    if (!change_meetings() || !judge()) return std::nullopt;
    change_copies();
    write();
    put_count(ledger_, count);
    return std::vector<std::uint32_t>(changed_.begin(), changed_.end());
  }

 private:
  struct Change {  // two documents come to be compared at one place of each (more: 1) or are no more (-1)
    Hash run = 0;
    Anchor anchor;
    int more = 0;
  };
  struct PairState {
    std::optional<PairRecord> was, now;
  };
  struct StoryState {
    StoryRecord was, now;
    std::array<std::optional<std::vector<bool>>, kRounds> marks;  // of `now`
  };
  enum class When { before, now };

  bool is_too_much() const { return damaged_ || texts_.read() > most_read_; }

  bool add_sources() {
    std::vector<const Article*> articles;
    for (const std::uint32_t document : late_) articles.push_back(&holdings_.document(document).article);
    return families_.sources().add(articles);
  }

  // --- meetings ---

  // The late runs in the order of their hashes, so that a block is read once; of a run the earliest first, so that at
  // most one comes before all that are filed.
  void place_runs() {
    const std::vector<std::uint32_t> published = in_order(holdings_, std::vector(late_.begin(), late_.end()));
    Stories stories;
    for (const std::uint32_t document : published) stories.add(texts_.of(document));
    std::vector<Posting> postings;
    postings_of(stories, 0, 1, postings);
    sort(postings);
    for (const Posting& posting : postings) {
      runs_.add(posting.hash, {published[posting.story], posting.at}, [&](RunPlace a, RunPlace b, bool now) {
        changes_[{a.document, b.document}].push_back({posting.hash, {a.at, b.at}, now ? 1 : -1});
      });
    }
  }

  // What came and went again is nothing.
  static void sum_up(std::vector<Change>& all) {
    std::sort(all.begin(), all.end(),
              [](const Change& a, const Change& b) { return std::tie(a.anchor, a.run) < std::tie(b.anchor, b.run); });
    std::size_t kept = 0;
    for (std::size_t i = 0, end = 0; i < all.size(); i = end) {
      Change sum = all[i];
      for (end = i + 1; end < all.size() && all[end].anchor == sum.anchor && all[end].run == sum.run; ++end)
        sum.more += all[end].more;
      if (sum.more != 0) all[kept++] = sum;
    }
    all.resize(kept);
  }

  bool change_meetings() {
    for (auto& [couple, all] : changes_) {
      sum_up(all);
      if (all.empty()) continue;
      const bool late = late_.contains(couple.first) || late_.contains(couple.second);
      late ? begin_pair(couple, all) : shorten_pair(couple, all);
      if (is_too_much()) return false;
    }
    changes_.clear();
    return true;
  }

  void begin_pair(Couple couple, const std::vector<Change>& all) {
    if (all.size() < kFewestShared) return;
    PairRecord& now = pairs_[couple].now.emplace();
    for (const Change& meeting : all) {
      now.meetings.push_back(meeting.anchor);
      hold(couple.first, meeting.anchor.here, meeting.run);
      hold(couple.second, meeting.anchor.there, meeting.run);
      ++runs_[meeting.run].company.met;
    }
    align(couple, now);
  }

  void shorten_pair(Couple couple, const std::vector<Change>& gone) {
    const std::optional<PairRecord> was = find_pair(ledger_, couple);
    if (!was) return;  // they shared a turn of phrase
    PairState& pair = pairs_.emplace(couple, PairState{was, was}).first->second;
    std::set<Anchor> lost;
    for (const Change& meeting : gone) lost.insert(meeting.anchor);
    std::erase_if(pair.now->meetings, [&](const Anchor& anchor) { return lost.contains(anchor); });
    const bool kept = pair.now->meetings.size() >= kFewestShared;
    for (const Anchor& anchor : pair.was->meetings) {
      if (kept && !lost.contains(anchor)) continue;
      --runs_[run_at(couple, anchor)].company.met;
      --held(couple.first, anchor.here).meetings;
      --held(couple.second, anchor.there).meetings;
    }
    kept ? align(couple, *pair.now) : pair.now.reset();
  }

  void hold(std::uint32_t document, std::uint32_t at, Hash run) {
    HeldRun& held = story(document).now.hold(at, run);
    if (held.meetings++ == 0) fresh_.emplace(document, at);
  }

  void align(Couple couple, PairRecord& pair) {
    const std::vector<Word>&earlier = texts_.of(couple.first).words, &later = texts_.of(couple.second).words;
    for (const Anchor& anchor : pair.meetings)
      damaged_ |= anchor.here >= earlier.size() || anchor.there >= later.size();
    if (!damaged_) pair.passages = shared_passages(earlier, later, pair.meetings);
  }

  // --- what is filed, read when it is first asked for ---

  // None where it makes no pair.
  StoryState* story_of_pairs(std::uint32_t document) {
    if (const auto at = stories_.find(document); at != stories_.end()) return &at->second;
    const std::optional<StoryRecord> filed = find_story(ledger_, document);
    return filed ? &stories_.emplace(document, StoryState{*filed, *filed, {}}).first->second : nullptr;
  }
  StoryState& story(std::uint32_t document) {
    if (StoryState* known = story_of_pairs(document)) return *known;
    StoryState& state = stories_[document];
    for (const Word word : texts_.of(document).words) state.now.worth += worth(word);
    return state;
  }

  // It is there, but where the ledger cannot be read any more, and then nothing is written either.
  HeldRun& held(std::uint32_t document, std::uint32_t at) { return story(document).now.hold(at, 0); }
  Hash run_at(Couple couple, const Anchor& anchor) { return held(couple.first, anchor.here).run; }

  void look_at(Couple couple) {
    const auto [at, fresh] = pairs_.try_emplace(couple);
    if (fresh) at->second.now = at->second.was = find_pair(ledger_, couple);
  }

  // --- the judge's rounds ---

  bool judge() {
    for (std::size_t round = 0; round < kRounds; ++round) {
      count(round);
      for (const std::uint32_t document : mark(round)) {
        for (const Couple& couple : pairs_of_story(ledger_, document)) look_at(couple);
      }
      weigh(round);
    }
    return !is_too_much();
  }

  // Of all pairs looked at. Who is akin is known by what is left of their likeness after the round before.
  void count(std::size_t round) {
    for (const auto& [couple, state] : pairs_) {
      const bool was = state.was && are_akin(shares(couple, *state.was, When::before, round), round);
      const bool now = state.now && are_akin(shares(couple, *state.now, When::now, round), round);
      if (was && now && state.was->meetings == state.now->meetings) continue;
      if (was) add_company(couple, *state.was, round, ~0U);
      if (now) add_company(couple, *state.now, round, 1);
    }
  }
  void add_company(Couple couple, const PairRecord& record, std::size_t round, std::uint32_t more) {
    for (const Anchor& anchor : record.meetings) runs_[run_at(couple, anchor)].company.akin[round] += more;
  }

  // Returns the stories that have other standing text than before.
  std::vector<std::uint32_t> mark(std::size_t round) {
    for (const auto& [hash, run] : runs_.touched()) {
      const bool now = run.company.is_standing_text(round);
      if (run.company_before.is_standing_text(round) != now) mark_run(hash, round, now);
    }
    for (const auto& [document, at] : fresh_) {
      HeldRun& held = this->held(document, at);
      held.standing[round] = runs_[held.run].company.is_standing_text(round);
    }
    std::vector<std::uint32_t> others;
    for (auto& [document, state] : stories_) {
      if (is_too_much()) break;
      if (standing_runs(state.was, round) == standing_runs(state.now, round)) continue;
      std::vector<bool> before;
      mark_words(document, state.was, round, before);
      state.now.standing[round] = mark_words(document, state.now, round, state.marks[round].emplace());
      if (before != state.marks[round]) others.push_back(document);
    }
    return others;
  }

  void mark_run(Hash hash, std::size_t round, bool standing) {
    for (const RunPlace& place : runs_.places_of(hash)) {
      StoryState* story = story_of_pairs(place.document);
      HeldRun* held = story != nullptr ? story->now.find(place.at) : nullptr;
      if (held != nullptr) held->standing[round] = standing;
    }
  }

  // What is standing text by one round stays it in the next.
  static std::vector<std::uint32_t> standing_runs(const StoryRecord& story, std::size_t round) {
    std::vector<std::uint32_t> out;
    for (const HeldRun& held : story.runs) {
      const bool standing = std::any_of(held.standing.begin(), held.standing.begin() + static_cast<long>(round) + 1,
                                        [](bool one) { return one; });
      if (standing && held.meetings > 0) out.push_back(held.at);
    }
    return out;
  }

  std::uint32_t mark_words(std::uint32_t document, const StoryRecord& story, std::size_t round,
                           std::vector<bool>& marks) {
    std::uint32_t out = 0;
    const std::vector<Word>& words = texts_.of(document).words;
    marks.assign(words.size(), false);
    for (const std::uint32_t at : standing_runs(story, round)) {
      damaged_ |= at >= words.size();
      if (!damaged_) out += link::mark_run(words, at, marks, 0);
    }
    return out;
  }

  void weigh(std::size_t round) {
    for (auto& [couple, state] : pairs_) {
      if (is_too_much()) return;
      if (!state.now) continue;
      const Weighed earlier = with_marks(couple.first, round), later = with_marks(couple.second, round);
      damaged_ |= (earlier.marks != nullptr && !lie_in(state.now->passages, false, earlier.words.size())) ||
                  (later.marks != nullptr && !lie_in(state.now->passages, true, later.words.size()));
      if (!damaged_) state.now->own[round] = own_worth(state.now->passages, earlier, later);
    }
  }

  Weighed with_marks(std::uint32_t document, std::size_t round) {
    StoryState& state = story(document);
    Weighed out = state.now.after(round + 1);
    if (out.standing == 0) return out;
    if (!state.marks[round]) mark_words(document, state.now, round, state.marks[round].emplace());
    out.words = texts_.of(document).words;
    out.marks = &*state.marks[round];
    return out;
  }
  Shares shares(Couple couple, const PairRecord& record, When when, std::size_t rounds) {
    const StoryState &earlier = story(couple.first), &later = story(couple.second);
    return when == When::now ? shares_after(rounds, record, earlier.now, later.now)
                             : shares_after(rounds, record, earlier.was, later.was);
  }

  // --- copies ---

  struct CopyState {
    std::optional<Shares> was, now;
    bool other = false;  // its entry in a list is another than before
  };
  CopyState copy_state(Couple couple, const PairState& pair) {
    CopyState out;
    const auto read = [&](const std::optional<PairRecord>& record, When when, std::optional<Shares>& to) {
      if (!record) return;
      const Shares found = shares(couple, *record, when, kRounds);
      if (found.are_copies()) to = found;
    };
    read(pair.was, When::before, out.was);
    read(pair.now, When::now, out.now);
    if (out.was && out.now) {
      out.other = pair.was->passages != pair.now->passages || are_whole(*out.was) != are_whole(*out.now) ||
                  near_of(*out.was, 0) != near_of(*out.now, 0);
    } else {
      out.other = out.was || out.now;
    }
    return out;
  }

  void change_copies() {
    std::map<Couple, CopyState> others;
    for (const auto& [couple, pair] : pairs_) {
      if (const CopyState state = copy_state(couple, pair); state.other) others.emplace(couple, state);
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> lists;  // before
    for (const auto& [couple, state] : others) {
      for (const std::uint32_t document : {couple.first, couple.second}) {
        if (!lists.contains(document)) lists[document] = listed_by(ledger_, holdings_, document, story(document).now);
      }
    }
    file_copies(others);
    for (const auto& [document, before] : lists) {
      const std::vector<std::uint32_t> now = listed_by(ledger_, holdings_, document, story(document).now);
      const bool other = now != before || std::any_of(now.begin(), now.end(), [&](std::uint32_t listed) {
                           return others.contains({document, listed}) || others.contains({listed, document});
                         });
      if (other) changed_.insert(document);
    }
    change_families(others);
  }

  void file_copies(const std::map<Couple, CopyState>& others) {
    std::set<std::uint32_t> without;  // the earliest of its copies
    for (const auto& [couple, state] : others) {
      for (const auto& [document, copy] : {couple, Couple{couple.second, couple.first}}) {
        if (state.was) erase_copy(document, near_of(*state.was, copy), without);
      }
      for (const auto& [document, copy] : {couple, Couple{couple.second, couple.first}}) {
        if (state.now) put_copy(document, near_of(*state.now, copy));
      }
    }
    for (const std::uint32_t document : without) {
      StoryRecord& story = this->story(document).now;
      story.earliest = kNoDocument;
      std::vector<std::uint32_t> all;
      each_near(ledger_, document, [&](const Near& near) { return all.push_back(near.document), true; });
      for (const std::uint32_t copy : all) take_earliest(story, copy);
    }
  }
  void erase_copy(std::uint32_t document, const Near& near, std::set<std::uint32_t>& without) {
    ledger_.erase(key_of_near(document, near, holdings_.published(near.document)));
    StoryRecord& story = this->story(document).now;
    --story.copies;
    if (story.earliest == near.document) without.insert(document);
  }
  void put_copy(std::uint32_t document, const Near& near) {
    ledger_.put(key_of_near(document, near, holdings_.published(near.document)), near.one_family ? "1" : "");
    StoryRecord& story = this->story(document).now;
    ++story.copies;
    take_earliest(story, near.document);
  }
  void take_earliest(StoryRecord& story, std::uint32_t copy) {
    if (story.earliest == kNoDocument || is_earlier(holdings_, copy, story.earliest)) story.earliest = copy;
  }

  void change_families(const std::map<Couple, CopyState>& others) {
    std::vector<Couple> joined, parted;
    for (const auto& [couple, state] : others) {
      const bool was = state.was && are_one_family(*state.was), now = state.now && are_one_family(*state.now);
      if (now && !was) joined.push_back(couple);
      if (was && !now) parted.push_back(couple);
    }
    families_.change(joined, parted, changed_);
  }

  // --- filing ---

  void write() {
    runs_.write();
    for (const auto& [couple, state] : pairs_) {
      if (state.was == state.now) continue;
      if (!state.now) {
        ledger_.erase(key_of_pair(couple));
        ledger_.erase(key_of_earlier(couple.second, couple.first));
      } else {
        ledger_.put(key_of_pair(couple), packed(*state.now));
        if (!state.was) ledger_.put(key_of_earlier(couple.second, couple.first), "");
      }
    }
    for (auto& [document, state] : stories_) {
      std::erase_if(state.now.runs, [](const HeldRun& held) { return held.meetings == 0; });
      if (state.was == state.now) continue;
      if (state.now.runs.empty())
        ledger_.erase(key_of_story(document));
      else
        ledger_.put(key_of_story(document), packed(state.now));
    }
  }

  Ledger& ledger_;
  Holdings& holdings_;
  FiledFamilies families_;
  FiledRuns runs_;
  Texts texts_;
  std::size_t most_read_ = 0;
  bool damaged_ = false;  // what is filed cannot be of these texts
  std::set<std::uint32_t> late_, changed_;
  std::map<Couple, std::vector<Change>> changes_;
  std::map<Couple, PairState> pairs_;            // that are looked at
  std::map<std::uint32_t, StoryState> stories_;  // of these
  std::set<std::pair<std::uint32_t, std::uint32_t>>
      fresh_;  // places of stories that meet others now for the first time
};

// --- building ---

// A story's record as the judge left it.
std::vector<StoryRecord> story_records(const CopyWork& work) {
  std::vector<StoryRecord> out(work.stories.size());
  for (std::uint32_t story = 0; story < out.size(); ++story) {
    out[story].worth = work.stories.worth_of(story);
    for (std::size_t round = 0; round < kRounds; ++round)
      out[story].standing[round] = work.judged.standing[round][story];
  }
  const auto hold = [&](std::uint32_t story, std::uint32_t at, std::uint32_t run) {
    HeldRun held{at, work.meetings.runs[run], 1};
    for (std::size_t round = 0; round < kRounds; ++round)
      held.standing[round] = work.judged.companies[run].is_standing_text(round);
    out[story].runs.push_back(held);
  };
  for (const Meeting& meeting : work.meetings.all) {
    hold(meeting.earlier, meeting.anchor.here, meeting.run);
    hold(meeting.later, meeting.anchor.there, meeting.run);
  }
  for (StoryRecord& story : out) {
    std::sort(story.runs.begin(), story.runs.end(), [](const HeldRun& a, const HeldRun& b) { return a.at < b.at; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < story.runs.size(); ++i) {
      if (i > 0 && story.runs[kept - 1].at == story.runs[i].at)
        ++story.runs[kept - 1].meetings;
      else
        story.runs[kept++] = story.runs[i];
    }
    story.runs.resize(kept);
  }
  return out;
}

void file_pairs(Ledger& ledger, const CopyWork& work, std::span<const std::uint32_t> documents) {
  PutInOrder puts(ledger);
  for (const Pair& pair : work.judged.pairs) {
    PairRecord record{{}, pair.passages, pair.own};
    for (std::size_t i = pair.begin; i < pair.end; ++i) record.meetings.push_back(work.meetings.all[i].anchor);
    const std::uint32_t earlier = documents[pair.earlier], later = documents[pair.later];
    puts.put(key_of_pair({earlier, later}), packed(record));
    puts.put(key_of_earlier(later, earlier), "");
  }
}

void file_stories(Ledger& ledger, Holdings& holdings, const CopyWork& work, std::span<const std::uint32_t> documents) {
  PutInOrder puts(ledger);
  std::vector<StoryRecord> stories = story_records(work);
  const auto file_copy = [&](std::uint32_t story, std::uint32_t copy, const Shares& shares) {
    const Near near = near_of(shares, documents[copy]);
    puts.put(key_of_near(documents[story], near, holdings.published(near.document)), near.one_family ? "1" : "");
    std::uint32_t& earliest = stories[story].earliest;
    ++stories[story].copies;
    if (earliest == kNoDocument || is_earlier(holdings, near.document, earliest)) earliest = near.document;
  };
  for (const Pair& pair : work.judged.pairs) {
    if (!pair.shares.are_copies()) continue;
    file_copy(pair.earlier, pair.later, pair.shares);
    file_copy(pair.later, pair.earlier, pair.shares);
  }
  for (std::uint32_t story = 0; story < stories.size(); ++story) {
    if (!stories[story].runs.empty()) puts.put(key_of_story(documents[story]), packed(stories[story]));
  }
}

}  // namespace

void FiledCopies::build(std::span<const std::uint32_t> numbers, const CopyWork& work) {
  const std::vector<std::uint32_t> documents = in_order(holdings_, numbers);
  file_runs(ledger_, holdings_, work.stories, work.meetings, work.judged.companies, documents);
  file_pairs(ledger_, work, documents);
  file_stories(ledger_, holdings_, work, documents);
  PutInOrder puts(ledger_);
  std::vector<std::vector<std::uint32_t>> families = families_of(work.judged.pairs, documents.size());
  for (std::vector<std::uint32_t>& family : families) {
    for (std::uint32_t& member : family) member = documents[member];
  }
  FiledFamilies(puts, holdings_).file(documents, families);
  put_count(puts, documents.size());
}

void FiledCopies::build(std::span<const std::uint32_t> numbers) {
  std::vector<const CodedDocument*> published;
  for (const std::uint32_t document : in_order(holdings_, numbers)) published.push_back(&holdings_.document(document));
  build(numbers, compare_texts(published));
}

std::optional<std::vector<std::uint32_t>> FiledCopies::add(std::span<const std::uint32_t> numbers) {
  return Update(ledger_, holdings_).add(numbers);
}

std::string FiledCopies::root(std::uint32_t number) { return FiledFamilies(ledger_, holdings_).root(number); }

std::vector<Copy> FiledCopies::of(std::uint32_t number) {
  std::vector<Copy> out;
  const std::optional<StoryRecord> story = find_story(ledger_, number);
  if (!story) return out;
  Texts texts(holdings_);
  for (const std::uint32_t other : listed_by(ledger_, holdings_, number, *story)) {
    const bool is_later = is_earlier(holdings_, other, number);
    const Couple couple = is_later ? Couple{other, number} : Couple{number, other};
    const std::optional<PairRecord> pair = find_pair(ledger_, couple);
    const std::optional<StoryRecord> record = find_story(ledger_, other);
    if (!pair || !record) continue;  // of a ledger that cannot be read
    if (!lie_in(pair->passages, false, texts.of(couple.first).words.size()) ||
        !lie_in(pair->passages, true, texts.of(couple.second).words.size()))
      continue;
    const Shares shares =
        is_later ? shares_after(kRounds, *pair, *record, *story) : shares_after(kRounds, *pair, *story, *record);
    const auto text_of = [&](std::uint32_t document) {
      return StoryText{holdings_.document(document).article, texts.of(document).begins};
    };
    const StoryText earlier = text_of(couple.first), later = text_of(couple.second);
    out.push_back({holdings_.published(other).id, rounded(shares.similarity()),
                   kind_of(shares, earlier.article, later.article),
                   listed_passages(pair->passages, earlier, later, is_later)});
  }
  return out;
}

}  // namespace annals::link
