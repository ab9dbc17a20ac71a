// The steps of link() one after another, each told what the one before made different:
//
//   copies -> clusters -> days of undated pages -> who has it from whom -> events -> links of documents
//
// What an event says depends on its claims, on its documents' days and sources, and, where it is still to come, on the
// last day of all. So those events are made anew that have other claims or documents with other days or sources, or
// whose day has passed; and for them an archive of their documents alone says the same as the whole one.
#include "link/late.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "link/beginnings.h"
#include "link/campaigns.h"
#include "link/copies_late.h"
#include "link/held.h"
#include "link/held_clusters.h"
#include "link/keys.h"
#include "link/late_sourcing.h"
#include "link/links.h"
#include "link/merge.h"
#include "link/moved.h"
#include "link/same_acts.h"

namespace annals::link {
namespace {

using Label = std::uint32_t;  // of a cluster, by which its event is known whatever its id
using Numbers = std::set<std::uint32_t>;
using Labels = std::set<Label>;

TimeInterval interval_of(Days days) {
  TimeInterval out;
  out.from = to_day(days.from);
  out.to = to_day(days.to);
  return out;
}

Day last_day_of(const std::vector<const CodedDocument*>& documents) {
  Day out = kPast;
  for (const CodedDocument* document : documents) out = std::max(out, days_of(document->published).from);
  return out;
}

// --- events by cluster ---

// Keys: 'E' cluster -> the event's id, and its last day where it is still to come; 'O' day cluster: the same by day;
// 'L' -> the last day on which some document was surely published.
Key event_key(Label label) { return std::move(Key('E').u32(label)); }
Key due_key(Day day, Label label) { return std::move(Key('O').day(day).u32(label)); }

Day due(const Event& event) {
  return event.outcome == Outcome::open && event.time.to ? days_of(event.time).to : kFuture;
}

class Events {
 public:
  explicit Events(Ledger& ledger) : ledger_(ledger) {}

  void put(Label label, const Event& event) {
    const Day day = due(event);
    ledger_.put(event_key(label), Key('#').text(event.id).day(day));
    if (day != kFuture) ledger_.put(due_key(day, label), "");
  }
  // Its id; empty: there is none.
  std::string take(Label label) {
    const std::string held = ledger_.get(event_key(label)).value_or("");
    if (held.empty()) return {};
    KeyReader reader(held);
    std::string id(reader.text());
    if (const Day day = reader.day(); day != kFuture) ledger_.erase(due_key(day, label));
    ledger_.erase(event_key(label));
    return id;
  }
  // What was still to come on days that have passed now.
  Labels passed(Day from, Day to) {
    Labels out;
    ledger_.walk(Key('O').day(from), Key('O').day(to), Ledger::Way::up, [&](std::string_view key, std::string_view) {
      KeyReader reader(key);
      reader.day();
      out.insert(reader.u32());
      return true;
    });
    return out;
  }
  Day latest() const {
    const std::string held = ledger_.get(Key('L')).value_or("");
    return held.empty() ? kPast : KeyReader(held).day();
  }
  void set_latest(Day day) { ledger_.put(Key('L'), Key('#').day(day)); }

 private:
  Ledger& ledger_;
};

// --- a part of the record ---

// An archive of some clusters and their documents.
struct Excerpt {
  Archive archive;
  std::vector<std::uint32_t> numbers;         // by document of the archive
  std::map<std::uint32_t, std::uint32_t> at;  // by number: its document in the archive
  std::vector<Label> labels;                  // by cluster of the archive
};

// By document of the archive and position of the claim in it.
using ClaimAt = std::pair<std::uint32_t, std::uint32_t>;
std::map<ClaimAt, std::uint32_t> mentions_of(const Archive& archive) {
  std::map<ClaimAt, std::uint32_t> out;
  for (const Mention& mention : archive.mentions) {
    const ResolvedClaim* first = archive.documents[mention.document]->claims.data();
    out[{mention.document, static_cast<std::uint32_t>(mention.claim - first)}] = mention.number;
  }
  return out;
}

// Nothing: there are no such claims.
std::optional<Cluster> cluster_of(const EventHeld& held, const Excerpt& excerpt,
                                  const std::map<ClaimAt, std::uint32_t>& mentions) {
  if (held.members.empty()) return std::nullopt;
  Cluster out;
  for (const EventHeld::Member& member : held.members) {
    const auto at = mentions.find({excerpt.at.at(member.document), member.position});
    if (at == mentions.end()) return std::nullopt;
    out.members.push_back(at->second);
  }
  for (const Joint& joint : held.joints) {
    if (std::max(joint.a, joint.b) >= out.members.size()) return std::nullopt;
    out.joints.push_back({out.members[joint.a], out.members[joint.b], joint.score, {}});
  }
  return out;
}

// --- one relinking ---

class Late : Findings {
 public:
  Late(const std::vector<Decision>& decisions, const LinkedSoFar& so_far, Ledger& ledger)
      : ledger_(ledger),
        held_(ledger, so_far),
        events_(ledger),
        copies_(ledger, held_),
        clusters_(ledger, held_,
                  [this](std::uint32_t number, Sides& sides) {
                    return tell_document(held_.document(number), number, sides);
                  }),
        campaigns_(ledger, held_),
        same_acts_(ledger),
        sourcing_(ledger, held_, *this) {
    for (const Decision& decision : decisions) {
      for (const ClaimMark& mark : decision.claims) decided_.insert({mark.document, mark.path});
    }
  }

  // Nothing: the whole must be linked.
  Result<std::optional<Relinked>> run(const std::vector<CodedDocument>& documents) {
    std::vector<const CodedDocument*> fresh;
    for (const CodedDocument& document : documents) fresh.push_back(&document);
    std::sort(fresh.begin(), fresh.end(), [](const CodedDocument* a, const CodedDocument* b) {
      return a->article.id < b->article.id;  // as an archive has them
    });
    std::optional<Relinked> out = relink(fresh);
    if (const Result<Done> state = held_.state(); !state) return state.error();
    return out;
  }

 private:
  std::optional<Relinked> relink(const std::vector<const CodedDocument*>& documents) {
    const auto added = held_.add(documents);
    if (!added) return std::nullopt;
    const std::vector<std::uint32_t>& fresh = *added;
    const Day latest = events_.latest();
    events_.set_latest(std::max(latest, last_day_of(documents)));
    const auto recopied = copies_.add(fresh);
    if (!recopied) return std::nullopt;
    const auto regrouped = clusters_.add(fresh);
    if (!regrouped) return std::nullopt;
    Labels again;
    for (const EventHeld& event : regrouped->made) again.insert(event.label);
    const Numbers moved = documents_of(again);

    const Numbers redated = narrow(in_doubt(documents, fresh, moved, again));
    Numbers touched(recopied->begin(), recopied->end());
    touched.insert(moved.begin(), moved.end());
    touched.insert(redated.begin(), redated.end());
    for (const std::uint32_t number : fresh) touched.erase(number);
    const auto resourced = sourcing_.add(fresh, std::vector<std::uint32_t>(touched.begin(), touched.end()));
    if (!resourced) return std::nullopt;

    Relinked out;
    for (const Label label : regrouped->gone) out.gone.push_back(events_.take(label));
    Numbers told_anew = redated;
    told_anew.insert(resourced->begin(), resourced->end());
    again.merge(labels_of(told_anew));
    again.merge(events_.passed(latest, events_.latest()));
    again.merge(tied_to(again));

    // Documents of one wire are shown beside each other where they tell of one event (links.h).
    Numbers shown = told_anew;
    shown.insert(fresh.begin(), fresh.end());
    shown.insert(recopied->begin(), recopied->end());
    Numbers of_wires = moved;
    of_wires.merge(documents_of(labels_of({recopied->begin(), recopied->end()})));
    for (const std::uint32_t number : of_wires) {
      if (hands_on_a_wire(number)) shown.insert(number);
    }
    if (!sound()) return std::nullopt;
    make_anew(again, shown, out);
    return sound() ? std::optional(std::move(out)) : std::nullopt;
  }

  bool sound() const { return !near_decision_ && !damaged_ && held_.state(); }

  // --- looking up ---

  const EventHeld& event(Label label) {
    const auto [at, fresh] = read_.try_emplace(label);
    if (fresh) at->second = clusters_.event(label);
    return at->second;
  }
  Numbers documents_of(const Labels& labels) {
    Numbers out;
    for (const Label label : labels) {
      for (const EventHeld::Member& member : event(label).members) out.insert(member.document);
    }
    return out;
  }
  Labels labels_of(const Numbers& documents) {
    Labels out;
    for (const std::uint32_t number : documents) {
      const std::vector<Label> all = clusters_.events_of(number);
      out.insert(all.begin(), all.end());
    }
    return out;
  }
  const ResolvedClaim* claim_at(std::uint32_t document, std::uint32_t position) {
    const std::vector<ResolvedClaim>& claims = held_.document(document).claims;
    damaged_ |= position >= claims.size();
    return position < claims.size() ? &claims[position] : nullptr;
  }
  bool hands_on_a_wire(std::uint32_t number) { return !held_.document(number).article.agency.value.empty(); }

  // With its reasons.
  const TimeInterval& narrowed(std::uint32_t number) {
    const auto at = narrowed_.find(number);
    if (at != narrowed_.end()) return at->second;
    return held_.dated(number) ? held_.document(number).published : held_.links(number).published;
  }
  // Without them: most are asked for their days alone, and those of dated pages are known without reading them.
  const TimeInterval& published(std::uint32_t number) override {
    if (!held_.dated(number)) return narrowed(number);
    const auto [at, fresh] = days_.try_emplace(number);
    const Published& own = held_.published(number);
    if (fresh) at->second = interval_of({own.from, own.to});
    return at->second;
  }
  const std::vector<Copy>& copies(std::uint32_t number) override {
    const auto [at, fresh] = lists_.try_emplace(number);
    if (fresh) at->second = copies_.of(number);
    return at->second;
  }
  const std::string& root_of_copies(std::uint32_t number) override {
    const auto [at, fresh] = roots_.try_emplace(number);
    if (fresh) at->second = copies_.root(number);
    return at->second;
  }
  std::optional<std::uint32_t> find(const std::string& id) override { return held_.find(id); }
  const std::vector<std::uint64_t>& clusters(std::uint32_t number) override {
    const auto [at, fresh] = labels_.try_emplace(number);
    if (fresh) {
      for (const Label label : clusters_.events_of(number)) at->second.push_back(label);
    }
    return at->second;
  }
  std::vector<ToldIn> told(std::uint32_t number) override {
    std::vector<ToldIn> out;
    for (const HeldClusters::ToldOf& one : clusters_.told(number)) {
      if (const ResolvedClaim* claim = claim_at(number, one.position)) out.push_back({one.event, claim});
    }
    return out;
  }

  // --- parts of the record ---

  const PlaceNames& countries() {
    if (!countries_) countries_ = PlaceNames::of(clusters_.countries());
    return *countries_;
  }

  Excerpt excerpt_of(const Labels& labels, Numbers numbers) {
    numbers.merge(documents_of(labels));
    std::vector<const CodedDocument*> documents;
    std::map<const CodedDocument*, std::uint32_t> number_of;
    for (const std::uint32_t number : numbers) {
      documents.push_back(&held_.document(number));
      number_of[documents.back()] = number;
      near_decision_ |=
          decided_.contains(documents.back()->article.id) || decided_.contains(documents.back()->article.path);
    }
    Excerpt out;
    out.archive = make_archive(std::move(documents), {}, countries());
    for (const CodedDocument* document : out.archive.documents) {
      out.at[number_of.at(document)] = static_cast<std::uint32_t>(out.numbers.size());
      out.numbers.push_back(number_of.at(document));
    }
    const std::map<ClaimAt, std::uint32_t> mentions = mentions_of(out.archive);
    std::vector<std::pair<Cluster, Label>> clusters;
    for (const Label label : labels) {
      std::optional<Cluster> cluster = cluster_of(event(label), out, mentions);
      damaged_ |= !cluster;
      if (cluster) clusters.emplace_back(std::move(*cluster), label);
    }
    std::sort(clusters.begin(), clusters.end(),
              [](const auto& a, const auto& b) { return a.first.members < b.first.members; });
    for (auto& [cluster, label] : clusters) {
      out.archive.clusters.push_back(std::move(cluster));
      out.labels.push_back(label);
    }
    out.archive.latest = events_.latest();
    return out;
  }

  void narrow_days(Excerpt& excerpt) {
    narrow_published(excerpt.archive,
                     [&](Acting acting) -> const std::vector<Beginning>& { return campaigns_.of(acting); });
  }

  // Undated pages whose day may be another one now: those that are new, or tell of events that changed, or of acts that
  // others tell of.
  Numbers in_doubt(const std::vector<const CodedDocument*>& documents, const std::vector<std::uint32_t>& fresh,
                   const Numbers& moved, const Labels& again) {
    const Archive arrived = make_archive(documents, {}, countries());
    same_acts_.add(arrived, fresh);
    Numbers out = campaigns_.add(arrived, fresh);
    out.merge(same_acts_.undated(acts_of(again)));
    out.insert(fresh.begin(), fresh.end());
    out.insert(moved.begin(), moved.end());
    std::erase_if(out, [&](std::uint32_t number) { return held_.dated(number); });
    return out;
  }
  // By which undated pages may know again what dated ones tell of these events.
  std::vector<Hash> acts_of(const Labels& labels) {
    std::vector<Hash> out;
    Sides sides;
    for (const Label label : labels) {
      for (const EventHeld::Member& member : event(label).members) {
        if (!held_.dated(member.document)) continue;
        add_acts(member, sides, out);
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  void add_acts(const EventHeld::Member& member, Sides& sides, std::vector<Hash>& acts) {
    static const PlaceNames none = PlaceNames::of({});  // whether a place is a country is not asked here
    const ResolvedClaim* claim = claim_at(member.document, member.position);
    if (claim == nullptr) return;
    const TimeInterval& published = held_.document(member.document).published;
    const std::vector<Hash> keys = act_keys(make_mention(*claim, member.document, published, none, sides));
    acts.insert(acts.end(), keys.begin(), keys.end());
  }

  // Those of them whose day is another one now.
  Numbers narrow(const Numbers& undated) {
    Labels labels = labels_of(undated);
    labels.merge(same_acts_as(undated));
    Excerpt excerpt = excerpt_of(labels, undated);
    narrow_days(excerpt);
    narrow_by_credits(excerpt.archive);
    Numbers out;
    for (const std::uint32_t number : undated) {
      const TimeInterval& now = excerpt.archive.published[excerpt.at.at(number)];
      if (!(now == held_.links(number).published)) out.insert(number);
      narrowed_[number] = now;
    }
    return out;
  }
  Labels same_acts_as(const Numbers& undated) {
    std::vector<Hash> acts;
    Sides sides;
    for (const std::uint32_t number : undated) {
      const auto claims = static_cast<std::uint32_t>(held_.document(number).claims.size());
      for (std::uint32_t position = 0; position < claims; ++position) add_acts({number, position}, sides, acts);
    }
    std::sort(acts.begin(), acts.end());
    acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
    Labels out;
    for (const Hash act : acts) {
      for (const SameActs::At& at : same_acts_.dated(act)) {
        for (const HeldClusters::ToldOf& one : clusters_.told(at.document)) {
          if (one.position == at.position) out.insert(one.event);
        }
      }
    }
    return out;
  }

  // Events that claims of one document tie to these, since the one may have taken the other's place (moved.h).
  Labels tied_to(const Labels& labels) {
    Labels out;
    for (const Label label : labels) {
      for (const EventHeld::Member& member : event(label).members) {
        const ResolvedClaim* claim = claim_at(member.document, member.position);
        const auto ties = [&](const ResolvedClaim& other) { return claim != nullptr && may_be_moved(*claim, other); };
        if (std::ranges::any_of(held_.document(member.document).claims, ties)) out.merge(labels_of({member.document}));
      }
    }
    return out;
  }

  // --- what comes out ---

  using Supports = std::map<std::uint32_t, std::vector<Support>>;  // by number

  void find_sources(Excerpt& excerpt, Supports supports) {
    Sourcing& sourcing = excerpt.archive.sourcing;
    sourcing.of.resize(excerpt.numbers.size());
    for (const std::uint32_t number : excerpt.numbers) {
      sourcing.roots.push_back(sourcing_.roots(number));
      sourcing.own.push_back(sourcing_.own(number));
    }
    for (auto& [number, of] : supports) {
      for (Support& one : of) {
        if (one.parent != kNone) one.parent = excerpt.at.at(one.parent);
      }
      sourcing.of[excerpt.at.at(number)] = std::move(of);
    }
  }

  // Events of `again` into `out`, and what is told of the documents `shown`.
  void make_anew(const Labels& again, const Numbers& shown, Relinked& out) {
    Labels labels = again;
    labels.merge(tied_to(again));
    const Labels made = labels;
    for (const std::uint32_t number : shown) {
      if (hands_on_a_wire(number)) labels.merge(labels_of({number}));
    }
    Numbers told = documents_of(labels);
    told.insert(shown.begin(), shown.end());
    Numbers all = told;
    Supports supports;
    for (const std::uint32_t number : told) {
      for (const Support& one : supports[number] = sourcing_.of(number)) {
        if (one.parent != kNone) all.insert(one.parent);
      }
    }
    Excerpt excerpt = excerpt_of(labels, all);
    narrow_days(excerpt);
    Archive& archive = excerpt.archive;
    archive.copies.of.resize(excerpt.numbers.size());
    for (std::uint32_t d = 0; d < excerpt.numbers.size(); ++d) {
      const std::uint32_t number = excerpt.numbers[d];
      archive.published[d] = narrowed(number);
      archive.copies.root.push_back(root_of_copies(number));
      if (shown.contains(number)) archive.copies.of[d] = copies(number);
    }
    find_sources(excerpt, std::move(supports));

    std::vector<Event> events;
    std::vector<Label> of;
    for (std::size_t c = 0; c < archive.clusters.size(); ++c) {
      if (!made.contains(excerpt.labels[c])) continue;
      events.push_back(make_event(archive, archive.clusters[c]));
      of.push_back(excerpt.labels[c]);
    }
    find_moved(events);
    std::set<std::string> now;
    for (std::size_t e = 0; e < events.size(); ++e) {
      if (!again.contains(of[e])) continue;
      const std::string before = events_.take(of[e]);
      if (!before.empty()) out.gone.push_back(before);
      events_.put(of[e], events[e]);
      now.insert(events[e].id);
      out.events.push_back(std::move(events[e]));
    }
    std::erase_if(out.gone, [&](const std::string& id) { return now.contains(id); });
    std::vector<LinkedRecord::DocumentLinks> links = document_links(archive);
    for (std::size_t d = 0; d < links.size(); ++d) {
      if (shown.contains(excerpt.numbers[d])) out.documents.push_back(std::move(links[d]));
    }
  }

  Ledger& ledger_;
  Held held_;
  Events events_;
  FiledCopies copies_;
  HeldClusters clusters_;
  Campaigns campaigns_;
  SameActs same_acts_;
  LateSourcing sourcing_;
  std::optional<PlaceNames> countries_;  // as of the fresh documents
  std::map<Label, EventHeld> read_;
  std::map<std::uint32_t, TimeInterval> narrowed_, days_;
  std::map<std::uint32_t, std::vector<Copy>> lists_;
  std::map<std::uint32_t, std::string> roots_;
  std::map<std::uint32_t, std::vector<std::uint64_t>> labels_;
  std::set<std::string> decided_;  // ids and paths of documents that reviewers have spoken of
  bool near_decision_ = false;     // one of those was looked at
  bool damaged_ = false;           // the ledger speaks of claims that there are not
};

// A set that was linked whole, on its way into the ledger.
class Filing {
 public:
  Filing(const Archive& archive, const std::vector<Event>& events, Ledger& ledger)
      : archive_(archive), events_(events), ledger_(ledger), held_(ledger, nobody_) {}

  void run(const CopyWork& copies) {
    ledger_.clear();
    const std::vector<std::uint32_t> numbers = *held_.add(archive_.documents);
    Events(ledger_).set_latest(archive_.latest);
    FiledCopies(ledger_, held_).build(numbers, copies);
    file_clusters(numbers);
    (void)Campaigns(ledger_, held_).add(archive_, numbers);
    SameActs(ledger_).add(archive_, numbers);
    LateSourcing::build(ledger_, held_, archive_, numbers);
  }

 private:
  void file_clusters(const std::vector<std::uint32_t>& numbers) {
    HeldClusters clusters(ledger_, held_, {});
    const std::vector<Label> labels =
        clusters.build(told_claims(archive_, numbers), countries_told(archive_), archive_.clusters);
    Events events(ledger_);
    for (std::size_t c = 0; c < labels.size(); ++c) events.put(labels[c], events_[c]);
  }

  const Archive& archive_;
  const std::vector<Event>& events_;
  Ledger& ledger_;
  const LinkedSoFar nobody_ = {};
  Held held_;
};

}  // namespace

void file_all(const Archive& archive, const CopyWork& copies, const std::vector<Event>& events, Ledger& ledger) {
  Filing(archive, events, ledger).run(copies);
}

Result<std::optional<Relinked>> link_late(const std::vector<CodedDocument>& fresh,
                                          const std::vector<Decision>& decisions, const LinkedSoFar& so_far,
                                          Ledger& ledger) {
  return Late(decisions, so_far, ledger).run(fresh);
}

}  // namespace annals::link
