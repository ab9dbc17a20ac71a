// Within a stretch the pairs worth comparing come from sorted neighbourhoods (candidates.h), and all whose evidence
// sums to more than nothing are taken up best first, ties by number: constrained agglomeration. Groups that reach into
// the next stretch go on there. So the order of joining is by stretch, then by evidence; nothing in it depends on how
// the mentions came.
#include "link/sweep.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <optional>
#include <thread>
#include <utility>

#include "link/agglomerate.h"
#include "link/candidates.h"
#include "link/evidence.h"

namespace annals::link {
namespace {

constexpr std::uint32_t kGone = ~0U;
constexpr std::size_t kUsualLists = 128;  // bytes

struct Entry {
  Hash key = 0;
  std::uint32_t node = 0;
  Day day = 0;  // the node's
};

// Room for as many and half of them: what is needed next is mostly a little more.
template <typename T>
void make_room(std::vector<T>& list, std::size_t items) {
  if (list.capacity() < items) list = {}, list.reserve(items + items / 2);
}

// By key, then node. `entries` stand in the order of their nodes: a distribution by the key's first bits keeps it, and
// leaves small sorts. `room` is used up.
void sort_by_key(std::vector<Entry>& entries, std::vector<Entry>& room) {
  constexpr std::size_t kPerBucket = 8;
  const unsigned bits = std::bit_width(std::min(entries.size() / kPerBucket, std::size_t{1} << 18));
  const auto bucket_of = [&](const Entry& e) { return bits == 0 ? 0 : static_cast<std::size_t>(e.key >> (64 - bits)); };
  std::vector<std::uint32_t> ends((std::size_t{1} << bits) + 1);
  for (const Entry& entry : entries) ++ends[bucket_of(entry) + 1];
  for (std::size_t b = 0; b + 1 < ends.size(); ++b) ends[b + 1] += ends[b];
  make_room(room, entries.size());
  room.resize(entries.size());
  for (const Entry& entry : entries) room[ends[bucket_of(entry)]++] = entry;
  const auto before = [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.node < b.node; };
  for (std::size_t b = 0, begin = 0; b + 1 < ends.size(); begin = ends[b++]) {
    std::sort(room.begin() + static_cast<std::ptrdiff_t>(begin), room.begin() + ends[b], before);
  }
  std::swap(entries, room);
}

class Sweep {
 public:
  Sweep(Day reach_days, const SweepOptions& options, const TakeCluster& take)
      : reach_(reach_days), threads_(std::max(options.threads, 1U)), take_(take), joined_(nodes_) {
    for (auto bond = options.bonds.rbegin(); bond != options.bonds.rend(); ++bond) honour(*bond, options.bonded);
  }

  // What comes after it begins at `next`, if anything does.
  void stretch(Spool::Stretch stretch, std::optional<Day> next) {
    const auto first = static_cast<std::uint32_t>(nodes_.size());
    for (std::size_t i = 0; i < stretch.mentions.size(); ++i) add_node(*stretch.mentions[i], stretch.days[i], false);
    last_day_ = stretch.days.empty() ? last_day_ : stretch.days.back();
    pages_.push_back({last_day_, std::move(stretch.page)});
    for (std::uint32_t n = first; n < nodes_.size() && !bonded_.empty(); ++n) find_bonded(n);
    fold_repeats(first);
    file(first);
    joined_.join_best_first(weighed_pairs(first));
    leave_behind(next);
  }

 private:
  // A page of claims as the spool gave them, as long as its lists are looked at where they are.
  struct Page {
    Day last;
    Spool::Block page;
  };

  std::uint32_t add_node(const Mention& mention, Day day, bool in_sides) {
    nodes_.push_back(&mention);
    days_.push_back(day);
    glances_.push_back(glance_at(mention));
    joined_.add_node();
    filed_.push_back(true);
    in_sides_.push_back(in_sides);
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  // Claims that a reviewer has spoken of have their groups beforehand.
  std::uint32_t bonded_group(const Mention& mention) {
    const auto [at, fresh] = bonded_.emplace(mention.number, kNoGroup);
    if (!fresh) return at->second;
    const std::uint32_t node = add_node(sides_.keep(mention), standing_of(mention).day, true);
    filed_[node] = false;
    return at->second = joined_.group_of(node);
  }

  void honour(const Bond& bond, std::span<const Mention> mentions) {
    const Bond::Member* first = nullptr;
    for (const Bond::Member& member : bond.members) {
      const std::uint32_t group = bonded_group(mentions[member.mention]);
      if (bond.apart && !(bond.first_together && member.side == 0)) continue;
      if (first == nullptr) {
        first = &member;
      } else {
        joined_.groups.bind(bonded_group(mentions[first->mention]), group,
                            {first->mention, member.mention, 0, bond.ruling});
      }
    }
    if (!bond.apart) return;
    for (const Bond::Member& member : bond.members) {
      joined_.groups.put_on(bonded_group(mentions[member.mention]), bond.ruling, member.side);
    }
  }

  void find_bonded(std::uint32_t node) {
    const auto at = bonded_.find(nodes_[node]->number);
    if (at == bonded_.end()) return;
    joined_.group[node] = joined_.groups.root(at->second);
    bonded_.erase(at);
  }

  void fold_repeats(std::uint32_t first) {
    std::vector<Signed> all;
    for (std::uint32_t n = first; n < nodes_.size(); ++n) {
      if (const Hash key = signature(*nodes_[n]); key != 0) all.push_back({key, nodes_[n]->number, n});
    }
    joined_.fold_repeats(all, [&](std::uint32_t, std::uint32_t other) { filed_[other] = false; });
  }

  // Puts the entries of the nodes from `first` on among those held.
  void file(std::uint32_t first) {
    fresh_.clear();
    std::vector<Hash> keys;
    slots_.assign(1, 0);
    for (std::uint32_t n = first; n < nodes_.size(); ++n) {
      keys.clear();
      if (filed_[n]) file_under(*nodes_[n], keys);
      for (const Hash key : keys) fresh_.push_back({key, n, days_[n]});
      slots_.push_back(static_cast<std::uint32_t>(fresh_.size()));
    }
    sort_by_key(fresh_, merged_);
    make_room(merged_, entries_.size() + fresh_.size());
    merged_.clear();
    at_.resize(fresh_.size());
    std::vector<std::uint32_t> slot = slots_;
    auto old = entries_.begin();
    for (const Entry& entry : fresh_) {
      for (; old != entries_.end() && old->key <= entry.key; ++old) merged_.push_back(*old);
      at_[slot[entry.node - first]++] = static_cast<std::uint32_t>(merged_.size());
      merged_.push_back(entry);
    }
    merged_.insert(merged_.end(), old, entries_.end());
    std::swap(entries_, merged_);
  }

  // The pairs of nodes from `first` on and those before each, in any order.
  std::vector<WeighedPair> weighed_pairs(std::uint32_t first) const {
    const auto count = static_cast<std::uint32_t>(nodes_.size()) - first;
    std::vector<std::vector<WeighedPair>> parts(threads_);
    const auto weigh_part = [&](unsigned t) {
      const auto begin = static_cast<std::uint32_t>(std::uint64_t{count} * t / threads_);
      const auto end = static_cast<std::uint32_t>(std::uint64_t{count} * (t + 1) / threads_);
      Meeting meeting;
      constexpr std::uint32_t kAtOnce = 16;
      for (std::uint32_t n = first + begin; n < first + end; n += kAtOnce) {
        weigh_neighbours(n, std::min(n + kAtOnce, first + end), first, meeting, parts[t]);
      }
    };
    {
      std::vector<std::jthread> workers;
      for (unsigned t = 1; t < threads_; ++t) workers.emplace_back(weigh_part, t);
      weigh_part(0);
    }
    std::vector<WeighedPair> out = std::move(parts[0]);
    for (unsigned t = 1; t < threads_; ++t) out.insert(out.end(), parts[t].begin(), parts[t].end());
    return out;
  }

  // Whom a node has met already. Few enough to lie at hand, whatever their numbers.
  class Met {
   public:
    void clear() { slots_.fill(kGone), size_ = 0; }
    // False: it is there. Where there are very many, one may be met twice, which costs time and changes nothing.
    bool add(std::uint32_t node) {
      if (size_ >= slots_.size() / 2) return true;
      for (std::size_t at = (node * 0x9E3779B1U) >> 23;; at = (at + 1) % slots_.size()) {
        if (slots_[at] == node) return false;
        if (slots_[at] != kGone) continue;
        slots_[at] = node;
        ++size_;
        return true;
      }
    }

   private:
    std::array<std::uint32_t, 512> slots_;
    std::size_t size_ = 0;
  };
  struct Meeting {
    struct Two {
      std::uint32_t other, node;
    };
    Met met;
    std::vector<Two> pairs;
  };

  // Neighbours are all over memory: it is told what will be looked at some steps before it is.
  void weigh_neighbours(std::uint32_t begin, std::uint32_t end, std::uint32_t first, Meeting& meeting,
                        std::vector<WeighedPair>& out) const {
    for (std::uint32_t s = slots_[begin - first]; s < slots_[end - first]; ++s) {
      for (std::size_t back = 0; back <= 12 && back <= at_[s]; back += 4) __builtin_prefetch(&entries_[at_[s] - back]);
    }
    meeting.pairs.clear();
    for (std::uint32_t node = begin; node < end; ++node) {
      meeting.met.clear();
      for (std::uint32_t s = slots_[node - first]; s < slots_[node - first + 1]; ++s) meet_in(at_[s], meeting);
    }
    std::size_t left = 0;
    for (const Meeting::Two two : meeting.pairs) {
      // Time and parties alone part most neighbours.
      if (surely_apart(glances_[two.node], glances_[two.other])) continue;
      __builtin_prefetch(&nodes_[two.other]);
      meeting.pairs[left++] = two;
    }
    meeting.pairs.resize(left);
    for (const Meeting::Two two : meeting.pairs) {
      const char* line = reinterpret_cast<const char*>(nodes_[two.other]);
      for (std::size_t i = 0; i < sizeof(Mention) + kUsualLists; i += 64) __builtin_prefetch(line + i);
    }
    for (const Meeting::Two two : meeting.pairs) {
      const bool in_order = nodes_[two.node]->number < nodes_[two.other]->number;
      const auto [a, b] = in_order ? std::pair(two.node, two.other) : std::pair(two.other, two.node);
      const Weighing weighing = weigh(*nodes_[a], *nodes_[b]);
      if (weighing.against != Against::nothing || weighing.score <= 0) continue;
      out.push_back({weighing.score, nodes_[a]->number, nodes_[b]->number, a, b});
    }
  }

  // Those that stand before the entry at `at`.
  void meet_in(std::size_t at, Meeting& meeting) const {
    const Entry entry = entries_[at];
    const std::size_t reach = std::min(reach_in(entry.key), at);
    for (std::size_t back = 1; back <= reach && entries_[at - back].key == entry.key; ++back) {
      const Entry& other = entries_[at - back];
      if (!in_reach(other.day, entry.day, reach_)) break;
      if (other.node == entry.node || !meeting.met.add(other.node)) continue;
      __builtin_prefetch(&glances_[other.node]);
      meeting.pairs.push_back({other.node, entry.node});
    }
  }

  // Keeps what the claims from day `next` on can meet, and hands over the groups that cannot grow any more.
  void leave_behind(std::optional<Day> next) {
    std::vector<bool> kept(nodes_.size(), false);
    const Day oldest = !next ? kFuture : (*next == kFuture ? last_day_ : *next) - reach_;
    if (next) keep_entries(oldest, kept);
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      filed_[n] = kept[n];
      if (joined_.group[n] != kNoGroup) joined_.group[n] = joined_.groups.root(joined_.group[n]);
    }
    finish_groups(kept);
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      if (!kept[n] && joined_.group[n] == kNoGroup) take_({{nodes_[n]->number}, {}});
    }
    renumber(oldest, kept);
  }

  // Of each key the last that are in reach of what may follow; marks their nodes.
  void keep_entries(Day oldest, std::vector<bool>& kept) {
    std::size_t put = entries_.size(), later = 0;  // entries of the same key behind this one
    for (std::size_t i = entries_.size(); i-- > 0;) {
      const Entry entry = entries_[i];
      later = i + 1 < entries_.size() && key_behind_ == entry.key ? later + 1 : 0;
      key_behind_ = entry.key;
      if (later >= reach_in(entry.key)) continue;
      if (entry.day < oldest) continue;
      kept[entry.node] = true;
      entries_[--put] = entry;
    }
    entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(put));
  }

  void finish_groups(std::vector<bool>& kept) {
    std::vector<std::uint32_t> roots = joined_.groups.roots();
    std::vector<bool> goes_on(roots.empty() ? 0 : roots.back() + 1, false);
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      if (kept[n] && joined_.group[n] != kNoGroup) goes_on[joined_.group[n]] = true;
    }
    for (auto& [number, group] : bonded_) goes_on[group = joined_.groups.root(group)] = true;
    for (const std::uint32_t root : roots) {
      if (goes_on[root]) {
        for (const std::uint32_t face : joined_.groups.faces(root)) kept[face] = true;
      } else {
        take_(joined_.groups.finish(root));
      }
    }
  }

  void renumber(Day oldest, const std::vector<bool>& kept) {
    std::size_t pages = 0;
    while (pages < pages_.size() && pages_[pages].last < oldest) ++pages;
    const Day gone = pages == 0 ? kPast : pages_[pages - 1].last;
    std::vector<std::uint32_t> new_place(nodes_.size(), kGone);
    Sides sides;
    std::uint32_t place = 0;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      if (!kept[n]) continue;
      in_sides_[n] = in_sides_[n] || days_[n] <= gone;
      nodes_[place] = in_sides_[n] ? &sides.keep(*nodes_[n]) : nodes_[n];
      days_[place] = days_[n];
      glances_[place] = glances_[n];
      joined_.group[place] = joined_.group[n];
      filed_[place] = filed_[n];
      in_sides_[place] = in_sides_[n];
      new_place[n] = place++;
    }
    nodes_.resize(place);
    days_.resize(place);
    glances_.resize(place);
    joined_.group.resize(place);
    filed_.resize(place);
    in_sides_.resize(place);
    sides_ = std::move(sides);
    pages_.erase(pages_.begin(), pages_.begin() + static_cast<std::ptrdiff_t>(pages));
    for (Entry& entry : entries_) entry.node = new_place[entry.node];
    joined_.groups.renumber(new_place);
  }

  const Day reach_;
  const unsigned threads_;
  const TakeCluster& take_;

  std::vector<const Mention*> nodes_;  // in order; those held from before first
  std::vector<Day> days_;              // by node
  std::vector<Glance> glances_;
  std::map<std::uint32_t, std::uint32_t> bonded_;  // by number: groups of claims that are still to come
  std::vector<bool> filed_;                        // whether others may meet it
  std::vector<bool> in_sides_;                     // whether its lists lie there, not on a page
  Sides sides_;
  std::vector<Page> pages_;  // by day
  Agglomeration joined_;
  std::vector<Entry> entries_;  // by key, then node
  std::vector<Entry> fresh_, merged_;
  Day last_day_ = kPast;
  std::vector<std::uint32_t> slots_;  // of each fresh node the places in `at_`
  std::vector<std::uint32_t> at_;     // where its entries stand
  Hash key_behind_ = 0;
};

}  // namespace

Result<Done> each_cluster(Spool& spool, const SweepOptions& options, const TakeCluster& take) {
  Sweep sweep(spool.reach_days(), options, take);
  const std::vector<std::int32_t> stretches = spool.stretches();
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    Result<Spool::Stretch> stretch = spool.read(stretches[i]);
    if (!stretch) return stretch.error();
    spool.drop(stretches[i]);
    std::optional<Day> next;
    if (i + 1 < stretches.size()) next = spool.first_day(stretches[i + 1]);
    sweep.stretch(std::move(*stretch), next);
  }
  return Done{};
}

}  // namespace annals::link
