#include "link/statements.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "link/page_words.h"
#include "link/supports.h"

namespace annals::link {
namespace {

// The one who speaks in the sentence that holds a quoted run of words other pages have, too.
std::optional<Actor> speaker_of(const CodedDocument& document, const std::vector<Hash>& runs) {
  const SourcedText& text = document.article.text;
  for (const TextRange& sentence : document.sentences) {
    if (shared(runs_of(text.view(sentence)), runs) == 0) continue;
    if (auto who = speaker(document, text.spans(sentence))) return who;
  }
  return speaker(document, {});
}

std::string named_by_most(const std::map<std::string, std::size_t>& counted) {
  std::string best;
  std::size_t most = 0;
  for (const auto& [name, count] : counted) {  // of two told as often, the one told more exactly
    if (count > most || (count == most && name.size() > best.size())) most = count, best = name;
  }
  return best;
}

class Statements {
 public:
  Statements(Press& press, std::vector<std::uint32_t> pages) : press_(press) {
    for (const std::uint32_t page : pages) {
      const Days days = press.published(page);
      if (days.bounded()) pages_.push_back({days.from, page, {}, {}, {}, ~0U});
    }
    std::sort(pages_.begin(), pages_.end(),
              [](const Page& a, const Page& b) { return std::tie(a.day, a.page) < std::tie(b.day, b.page); });
    group_.resize(pages_.size());
    std::iota(group_.begin(), group_.end(), 0U);
  }

  std::vector<Resting> run() {
    join_by_quotes();
    join_by_speakers();
    return rest();
  }

 private:
  struct Page {
    Day day = 0;
    std::uint32_t page = 0;
    std::vector<Hash> quoted;     // with others
    std::set<std::string> named;  // the speakers that it has with others
    std::string first;            // of those, the one of its first claim
    std::uint32_t first_order = 0;
    bool joined() const { return !quoted.empty() || !named.empty(); }
  };

  std::uint32_t group_of(std::uint32_t x) {
    while (group_[x] != x) x = group_[x] = group_[group_[x]];
    return x;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t x = group_of(a), y = group_of(b);
    group_[std::max(x, y)] = std::min(x, y);
  }

  void join_by_quotes() {
    std::vector<std::pair<Hash, std::uint32_t>> runs;  // with the place among the pages: by day
    for (std::uint32_t p = 0; p < pages_.size(); ++p) {
      for (const Hash run : quoted_runs(press_.article(pages_[p].page))) runs.push_back({run, p});
    }
    std::sort(runs.begin(), runs.end());
    for (std::size_t i = 1; i < runs.size(); ++i) {
      const auto [run, a] = runs[i - 1];
      const std::uint32_t b = runs[i].second;
      if (runs[i].first != run || pages_[b].day - pages_[a].day > kSameWords) continue;
      join(a, b);
      for (const std::uint32_t p : {a, b}) pages_[p].quoted.push_back(run);
    }
    for (Page& page : pages_) {
      if (page.quoted.empty()) continue;
      std::sort(page.quoted.begin(), page.quoted.end());
      if (const auto who = speaker_of(press_.document(page.page), page.quoted)) page.named.insert(who->name);
    }
  }

  void join_by_speakers() {
    struct Heard {
      Voice voice;
      std::uint32_t at = 0;
    };
    std::vector<Heard> heard;
    for (std::uint32_t p = 0; p < pages_.size(); ++p) {
      for (const Voice& voice : voices_of(press_, pages_[p].page)) heard.push_back({voice, p});
    }
    const auto what = [](const Heard& one) { return std::pair(one.voice.cluster, one.voice.speaker); };
    std::sort(heard.begin(), heard.end(), [&](const Heard& a, const Heard& b) {
      return std::tuple_cat(what(a), std::tie(a.at, a.voice.order)) <
             std::tuple_cat(what(b), std::tie(b.at, b.voice.order));
    });
    heard.erase(std::unique(heard.begin(), heard.end(),
                            [&](const Heard& a, const Heard& b) { return what(a) == what(b) && a.at == b.at; }),
                heard.end());
    for (std::size_t i = 1; i < heard.size(); ++i) {
      const Heard &a = heard[i - 1], &b = heard[i];
      if (what(a) != what(b) || pages_[b.at].day - pages_[a.at].day > kSameSpeaker) continue;
      join(a.at, b.at);
      for (const Heard& one : {a, b}) name(pages_[one.at], one.voice);
    }
  }
  static void name(Page& page, const Voice& voice) {
    page.named.insert(*voice.name);
    if (voice.order < page.first_order) page.first_order = voice.order, page.first = *voice.name;
  }

  std::vector<Resting> rest() {
    struct Group {
      std::uint32_t least = ~0U;
      std::map<std::string, std::size_t> named;
    };
    std::map<std::uint32_t, Group> groups;
    for (std::uint32_t p = 0; p < pages_.size(); ++p) {
      if (!pages_[p].joined()) continue;
      Group& group = groups[group_of(p)];
      group.least = std::min(group.least, pages_[p].page);
      for (const std::string& name : pages_[p].named) ++group.named[name];
    }
    std::map<std::uint32_t, std::string> speakers;
    for (const auto& [first, group] : groups) speakers[first] = named_by_most(group.named);
    std::vector<Resting> out;
    for (std::uint32_t p = 0; p < pages_.size(); ++p) {
      const Page& page = pages_[p];
      if (!page.joined()) continue;
      std::string why = page.quoted.empty() ? "has it from " + page.first + ", as other documents have"
                                            : "quotes the same words as other documents";
      out.push_back({page.page, groups[group_of(p)].least, speakers[group_of(p)], std::move(why)});
    }
    return out;
  }

  Press& press_;
  std::vector<Page> pages_;           // by their first days
  std::vector<std::uint32_t> group_;  // by place among them
};

}  // namespace

Support statement_of(const Article& article, const Resting& resting) {
  return support_of(article, resting.speaker, "statement", resting.why);
}

std::vector<Resting> find_statements(Press& press, std::vector<std::uint32_t> pages) {
  return Statements(press, std::move(pages)).run();
}

std::vector<Voice> voices_of(Press& press, std::uint32_t page) {
  std::vector<ToldIn> told = press.told(page);
  std::sort(told.begin(), told.end(), [](const ToldIn& a, const ToldIn& b) {
    return std::tie(a.claim->order, a.claim->id) < std::tie(b.claim->order, b.claim->id);
  });
  std::vector<Voice> out;
  for (const ToldIn& one : told) {
    for (const ResolvedSpeaker& who : one.claim->said_by) {
      if (who.actor.kind == "people" || who.actor.id.empty()) continue;
      const auto order = static_cast<std::uint32_t>(out.size());
      out.push_back({one.cluster, hash_of(who.actor.id), order, &who.actor.name});
    }
  }
  return out;
}

std::optional<Actor> speaker(const CodedDocument& document, const ByteSpans& sentence) {
  for (const ResolvedClaim& claim : document.claims) {
    if (claim.sentence_spans == sentence && !claim.said_by.empty()) return claim.said_by.front().actor;
  }
  for (const ResolvedClaim& claim : document.claims) {
    if (claim.sentence_spans != sentence) continue;
    for (const Participant& one : claim.participants) {
      if (one.role == Role::actor && one.actor.kind == "person") return one.actor;
    }
  }
  std::map<std::string, std::pair<std::size_t, Actor>> counted;
  for (const ResolvedClaim& claim : document.claims) {
    for (const ResolvedSpeaker& one : claim.said_by) {
      if (one.actor.kind == "people") continue;
      auto& entry = counted[one.actor.name];
      ++entry.first;
      entry.second = one.actor;
    }
  }
  const std::pair<std::size_t, Actor>* best = nullptr;
  for (const auto& [name, entry] : counted) {
    if (best == nullptr || entry.first > best->first) best = &entry;
  }
  return best != nullptr ? std::optional(best->second) : std::nullopt;
}

}  // namespace annals::link
