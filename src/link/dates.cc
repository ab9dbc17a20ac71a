// What other documents prove about the day of a page that does not tell it. A page that reports an event cannot be
// older than the event; one that announces it cannot be younger; and one that tells of a campaign as begun cannot be
// older than the day it began on. Only documents with a day of their own prove anything, so that one pass is enough
// and no guess feeds on another.
#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/calendar.h"
#include "base/text.h"
#include "base/utf8.h"
#include "link/archive.h"
#include "link/beginnings.h"
#include "link/evidence.h"
#include "link/same_acts.h"

namespace annals::link {
namespace {

constexpr Day kNewsDays = 7;  // what a page has for its news is no older, as for dated pages (resolve)

std::string told_by(const ResolvedClaim& claim) {
  const std::string& who = claim.outlet.empty() ? claim.path : claim.outlet;
  return (who.empty() ? "document " + claim.document : who) + ": \"" + claim.sentence + "\"";
}

// The bounds found for a document so far, each with the claim that proves it.
struct Proof {
  Day not_before = kPast, not_after = kFuture;
  const ResolvedClaim* before = nullptr;
  const ResolvedClaim* after = nullptr;
  std::string why_before, why_after;
  std::vector<std::pair<Hash, Day>> spoken_of;  // see Archive
};

void prove_from(Proof& proof, Day day, const ResolvedClaim& claim, std::string why) {
  if (day <= proof.not_before) return;
  proof.not_before = day;
  proof.before = &claim;
  proof.why_before = std::move(why);
}

void prove_to(Proof& proof, Day day, const ResolvedClaim& claim, std::string why) {
  if (day >= proof.not_after) return;
  proof.not_after = day;
  proof.after = &claim;
  proof.why_after = std::move(why);
}

// --- events whose day other documents know ---

// Whether the page tells it as its news: in the headline, the lead, or one of its first sentences.
bool is_news(const CodedDocument& document, const Mention& mention) {
  if (mention.status != Status::happened) return false;
  if (mention.block == BlockKind::title || mention.block == BlockKind::lead) return true;
  if (mention.block != BlockKind::body) return false;
  constexpr std::size_t kFirst = 2;
  std::size_t body = 0;
  for (const TextRange& sentence : document.sentences) {
    const auto in = [&](const Block& block) {
      return block.kind == BlockKind::body && block.range.begin <= sentence.begin && sentence.end <= block.range.end;
    };
    if (std::none_of(document.article.blocks.begin(), document.article.blocks.end(), in)) continue;
    if (document.article.text.view(sentence) == mention.claim->sentence) return true;
    if (++body == kFirst) return false;
  }
  return false;
}

// An end within a month of the page's own is reckoned from it, where the page's day is known so badly that this is no
// accident.
constexpr Day kLongestOffset = 31;

bool is_wide(Days own) { return own.count() > 2 * kLongestOffset; }

bool near_end(Day day, Day own) {
  return day != kPast && day != kFuture && own != kPast && own != kFuture && std::abs(day - own) <= kLongestOffset;
}

// "on Tuesday", told by a page that may be of any of three years: its words name no time of their own.
bool counts_from_page(const CodedDocument& document, const Mention& mention) {
  const Days own = days_of(document.published);
  if (own == Days{}) return mention.time == Days{};  // not known from whenever it is counted
  return is_wide(own) && (own.from == kPast || near_end(mention.time.from, own.from)) &&
         (own.to == kFuture || near_end(mention.time.to, own.to));
}

// The narrowest stated time that a dated document gives for what a cluster tells; none where none does.
const Mention* narrowest_stated(const Archive& archive, const Cluster& cluster) {
  const Mention* known = nullptr;
  for (const std::uint32_t m : cluster.members) {
    const Mention& mention = archive.mentions[m];
    if (!says_when(mention)) continue;
    if (!is_dated(*archive.documents[mention.document])) continue;
    if (!known || mention.time.count() < known->time.count()) known = &mention;
  }
  return known;
}

// `mention`, of an undated page, tells what `known` dates.
void prove_by_event(const Archive& archive, const Mention& mention, const Mention& known, std::vector<Proof>& proofs) {
  const CodedDocument& page = *archive.documents[mention.document];
  const std::string day = base::to_iso(to_day(known.time.from));
  if (done(mention.status)) {
    prove_from(proofs[mention.document], known.time.from, *known.claim,
               "another document says that what this page reports was on " + day);
    // Of a text that tells its own time, "in 1998", it is background even in the lead.
    const bool untimed = (mention.time_kind != TimeKind::stated && mention.time_kind != TimeKind::lasting) ||
                         counts_from_page(page, mention);
    if (untimed && is_news(page, mention)) {
      prove_to(
          proofs[mention.document], known.time.to + kNewsDays, *known.claim,
          "another document says that what this page has for its news, which is no older than a week, was on " + day);
    }
  } else if (mention.status == Status::planned) {
    prove_to(proofs[mention.document], known.time.to, *known.claim,
             "another document says that what this page announces was on " + day);
  }
}

// --- events of which it is only not known when ---

// Two claims of one thing may stay apart for no more than that one of them has no day: of a page that may be of any of
// twenty years it is never asked whether it tells what another does. Where they name the same persons at the same place
// and the rest speaks for one event, and no other dated event is like that, it is that one's day; but not of what a
// reviewer has split.
class Alikes {
 public:
  explicit Alikes(const Archive& archive) : archive_(archive) {
    for (const Rulings::Ruling& ruling : archive.rulings.all()) {
      if (ruling.decision->what != DecisionKind::split) continue;
      for (const Meant& meant : ruling.claims) ruled_.push_back(meant.claim);
    }
    std::sort(ruled_.begin(), ruled_.end(), std::less<>());
  }

  void add(const Cluster& cluster, const Mention* known) {
    for (const std::uint32_t m : cluster.members) {
      const Mention& mention = archive_.mentions[m];
      const std::vector<Hash> keys = act_keys(mention);
      if (keys.empty()) continue;
      if (std::binary_search(ruled_.begin(), ruled_.end(), archive_.own[m], std::less<>())) continue;
      const bool dated = is_dated(*archive_.documents[mention.document]);
      if (dated != (known != nullptr)) continue;
      std::vector<Told>& side = dated ? dated_ : undated_;
      for (const Hash key : keys) side.push_back({key, m, known});
    }
  }

  void prove(std::vector<Proof>& proofs) {
    std::sort(undated_.begin(), undated_.end());
    std::sort(dated_.begin(), dated_.end());
    std::vector<std::pair<std::uint32_t, const Mention*>> found;
    for (const Told& told : undated_) {
      const Mention& mention = archive_.mentions[told.mention];
      const auto first = std::lower_bound(dated_.begin(), dated_.end(), Told{told.key, 0, nullptr});
      for (auto other = first; other != dated_.end() && other->key == told.key && other - first < kSameActs; ++other) {
        const Weighing weighing = weigh_in_order(mention, archive_.mentions[other->mention]);
        if (weighing.against == Against::nothing && weighing.score > 0) found.emplace_back(told.mention, other->known);
      }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second->number) < std::pair(b.first, b.second->number);
    });
    for (std::size_t i = 0; i < found.size();) {
      std::size_t j = i;
      while (j < found.size() && found[j].first == found[i].first) ++j;
      if (found[i].second == found[j - 1].second) {
        prove_by_event(archive_, archive_.mentions[found[i].first], *found[i].second, proofs);
      }
      i = j;
    }
  }

 private:
  struct Told {
    Hash key;
    std::uint32_t mention;
    const Mention* known;  // that dates it
    bool operator<(const Told& other) const { return std::pair(key, mention) < std::pair(other.key, other.mention); }
  };
  const Archive& archive_;
  std::vector<const ResolvedClaim*> ruled_;  // looked up only
  std::vector<Told> undated_, dated_;
};

void prove_by_events(const Archive& archive, std::vector<Proof>& proofs) {
  const bool all_dated = std::all_of(archive.documents.begin(), archive.documents.end(),
                                     [](const CodedDocument* document) { return is_dated(*document); });
  if (all_dated) return;
  Alikes alikes(archive);
  for (const Cluster& cluster : archive.clusters) {
    const Mention* known = narrowest_stated(archive, cluster);
    alikes.add(cluster, known);
    if (!known) continue;
    for (const std::uint32_t m : cluster.members) {
      const Mention& mention = archive.mentions[m];
      if (!is_dated(*archive.documents[mention.document])) prove_by_event(archive, mention, *known, proofs);
    }
  }
  alikes.prove(proofs);
}

// --- campaigns whose beginning other documents know ---

// Countries that a document's claims name: where an act without a place of its own is thought to be.
bool names_country(const Archive& archive, std::uint32_t first_mention, Hash country) {
  const std::uint32_t document = archive.mentions[first_mention].document;
  const auto same = [&](const Mention& m) {
    if (m.country == country) return true;
    return std::any_of(m.parties.begin(), m.parties.end(), [&](const Party& p) { return p.country == country; });
  };
  for (std::size_t i = first_mention; i < archive.mentions.size() && archive.mentions[i].document == document; ++i) {
    if (same(archive.mentions[i])) return true;
  }
  for (std::size_t i = first_mention; i-- > 0 && archive.mentions[i].document == document;) {
    if (same(archive.mentions[i])) return true;
  }
  return false;
}

// `begin` to `end` are acts of one actor, told by undated pages.
void prove_by_acts_of_one(const Archive& archive, const std::vector<Act>& acts, std::size_t begin, std::size_t end,
                          const std::vector<Beginning>& beginnings, std::vector<Proof>& proofs) {
  if (std::none_of(beginnings.begin(), beginnings.end(), [](const Beginning& b) { return b.said; })) return;
  for (std::size_t i = begin; i < end; ++i) {
    const Mention& mention = archive.mentions[acts[i].mention];
    if (mention.time_kind == TimeKind::stated) continue;  // it says its own time
    for (const Beginning& first : beginnings) {
      if (!first.said) continue;
      const bool here = mention.country != 0
                            ? mention.country == first.country
                            : beginnings.size() == 1 && names_country(archive, acts[i].mention, first.country);
      if (!here) continue;
      prove_from(proofs[mention.document], first.day, *first.claim,
                 "another document says that what this page tells as under way began on " +
                     base::to_iso(to_day(first.day)) + " at the earliest");
      for (const ResolvedSpeaker& speaker : mention.claim->said_by) {
        proofs[mention.document].spoken_of.push_back(
            {hash_of(speaker.actor.id.empty() ? speaker.actor.name : speaker.actor.id), first.day});
      }
    }
  }
}

void prove_by_campaigns(const Archive& archive, const BeginningsOf& beginnings, std::vector<Proof>& proofs) {
  std::vector<Act> acts;
  for (std::uint32_t m = 0; m < archive.mentions.size(); ++m) {
    const Mention& mention = archive.mentions[m];
    if (is_dated(*archive.documents[mention.document]) || !done(mention.status)) continue;
    for (const Acting& acting : actings_of(mention)) acts.push_back({acting, m});
  }
  std::sort(acts.begin(), acts.end());
  for (std::size_t i = 0, j = 0; i < acts.size(); i = j) {
    while (j < acts.size() && acts[j].acting == acts[i].acting) ++j;
    prove_by_acts_of_one(archive, acts, i, j, beginnings(acts[i].acting), proofs);
  }
}

Precision precision_of(Days days) { return days.is_day() ? Precision::day : Precision::interval; }

// Where its own words leave only some days (resolve), those that others do not shut out.
void choose(const CodedDocument& document, TimeInterval& out) {
  std::vector<sys_days> left;
  std::size_t all = 0;
  for (const DateHint& hint : document.article.dates) {
    if (hint.where != "one that its words leave" || !hint.day.is_day()) continue;
    ++all;
    // A dateline may be of the day before its page.
    const sys_days day = *hint.day.from;
    if ((!out.from || day + std::chrono::days{1} >= *out.from) && (!out.to || day <= *out.to)) left.push_back(day);
  }
  if (left.empty() || left.size() == all) return;
  std::sort(left.begin(), left.end());
  out.from = left.front();
  out.to = left.back();
  out.why.push_back("of the days that its dateline or weekday leaves, that is where it can be");
  out.precision = out.is_day() ? Precision::day : Precision::interval;
}

TimeInterval narrowed(const CodedDocument& document, const TimeInterval& own, const Proof& proof) {
  TimeInterval out = own;
  Days days = days_of(own);
  if (proof.not_before > days.from && proof.not_before <= days.to) {
    days.from = proof.not_before;
    out.from = to_day(days.from);
    out.why.push_back(proof.why_before + " (" + told_by(*proof.before) + ")");
  }
  if (proof.not_after < days.to && proof.not_after >= days.from) {
    days.to = proof.not_after;
    out.to = to_day(days.to);
    out.why.push_back(proof.why_after + " (" + told_by(*proof.after) + ")");
  }
  if (out.from != own.from || out.to != own.to) {
    out.precision = precision_of(days);
    choose(document, out);
  }
  return out;
}

}  // namespace

void narrow_published(Archive& archive, const BeginningsOf& beginnings) {
  std::vector<Proof> proofs(archive.documents.size());
  prove_by_events(archive, proofs);
  prove_by_campaigns(archive, beginnings, proofs);
  archive.published.clear();
  archive.spoken_of.clear();
  for (std::size_t d = 0; d < archive.documents.size(); ++d) {
    const TimeInterval& own = archive.documents[d]->published;
    archive.published.push_back(is_dated(*archive.documents[d]) ? own
                                                                : narrowed(*archive.documents[d], own, proofs[d]));
    archive.spoken_of.push_back(std::move(proofs[d].spoken_of));
  }
}

namespace {

// By whose report the sentence of a claim tells it, folded; empty: it does not say.
std::vector<std::string> credited(const Archive& archive, const Mention& mention) {
  const CodedDocument& document = *archive.documents[mention.document];
  std::vector<std::string> out;
  for (const CreditWords& credit : document.credits) {
    const bool told = credit.kind == "report" && !credit.source.empty() &&
                      document.article.text.view(credit.sentence) == mention.claim->sentence;
    if (told) out.push_back(base::fold(credit.source));
  }
  return out;
}

// The one page of `outlet` that tells it, too; none where there are several: the words may mean any.
std::optional<std::uint32_t> page_of(const Archive& archive, const Cluster& cluster, const std::string& outlet) {
  std::optional<std::uint32_t> found;
  for (const std::uint32_t m : cluster.members) {
    const std::uint32_t d = archive.mentions[m].document;
    if (base::fold(archive.documents[d]->article.outlet.value) != outlet) continue;
    if (found && *found != d) return std::nullopt;
    found = d;
  }
  return found;
}

}  // namespace

// Who tells a thing by another's report tells it no earlier than that.
void narrow_by_credits(Archive& archive) {
  constexpr std::size_t kMostTold = 256;  // what everybody tells is told by too many pages of each
  std::vector<Proof> proofs(archive.documents.size());
  for (const Cluster& cluster : archive.clusters) {
    if (cluster.members.size() < 2 || cluster.members.size() > kMostTold) continue;
    for (const std::uint32_t m : cluster.members) {
      const std::uint32_t d = archive.mentions[m].document;
      for (const std::string& outlet : credited(archive, archive.mentions[m])) {
        const auto from = page_of(archive, cluster, outlet);
        if (!from || *from == d) continue;
        const CodedDocument &page = *archive.documents[d], &source = *archive.documents[*from];
        if (is_dated(page) == is_dated(source)) continue;
        if (is_dated(source)) {
          const Day day = days_of(source.published).from;
          prove_from(proofs[d], day, *archive.mentions[m].claim,
                     "it tells its news by a report of " + base::to_iso(to_day(day)));
        } else {
          const Day day = days_of(page.published).to;
          prove_to(proofs[*from], day, *archive.mentions[m].claim,
                   "a page of " + base::to_iso(to_day(day)) + " tells its news by this report");
        }
      }
    }
  }
  for (std::uint32_t d = 0; d < archive.documents.size(); ++d) {
    if (!is_dated(*archive.documents[d])) {
      archive.published[d] = narrowed(*archive.documents[d], archive.published[d], proofs[d]);
    }
  }
}

// A claim that had its bounds from its page's day ("yesterday" on an undated page) has them from the narrower one. And
// where somebody speaks of a thing as under way, what he takes part in that day is not older than the thing either.
TimeInterval effective_time(const Archive& archive, std::uint32_t position) {
  const Mention& mention = archive.mentions[position];
  TimeInterval time = mention.claim->time;
  if (mention.time_kind == TimeKind::stated || mention.time_kind == TimeKind::lasting) return time;
  const Days own = days_of(archive.documents[mention.document]->published);
  const Days now = days_of(archive.published[mention.document]);
  const Days before = days_of(time);
  Days days = before;
  const auto reckoned = [&](Day day, Day from) { return is_wide(own) && near_end(day, from); };
  if (reckoned(before.from, own.from) && now.from > own.from) days.from = now.from + (before.from - own.from);
  if (reckoned(before.to, own.to) && now.to < own.to) days.to = now.to + (before.to - own.to);
  if (done(mention.status)) {
    days.to = std::min(days.to, now.to);  // whatever took place did so before it was told
    // Only of what the page has for news: its background may be far older.
    for (const auto& [speaker, day] : archive.spoken_of[mention.document]) {
      const auto takes_part = [&, who = speaker](const Party& party) { return party.id == who; };
      if (mention.status != Status::happened || day > days.to || !reckoned(before.from, own.from)) continue;
      if (std::any_of(mention.parties.begin(), mention.parties.end(), takes_part)) days.from = std::max(days.from, day);
    }
  }
  if (days == before || days.from > days.to) return time;
  time.from = days.from == kPast ? std::nullopt : std::optional(to_day(days.from));
  time.to = days.to == kFuture ? std::nullopt : std::optional(to_day(days.to));
  time.precision = precision_of(days);
  time.why.push_back("its document's day was narrowed by another document");
  return time;
}

}  // namespace annals::link
