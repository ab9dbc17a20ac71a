#include "link/roots.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/utf8.h"

namespace annals::link {
namespace {

// What one document's claims of the event rest on.
struct Teller {
  std::uint32_t document = 0;
  std::vector<std::uint32_t> positions;
  std::vector<Support> supports;
  std::set<std::string> roots;
};

std::vector<Teller> tellers_of(const Archive& archive, const std::vector<std::uint32_t>& positions) {
  std::vector<Teller> out;
  std::map<std::uint32_t, std::size_t> at;
  for (const std::uint32_t p : positions) {
    const std::uint32_t document = archive.mentions[p].document;
    const auto [found, fresh] = at.emplace(document, out.size());
    if (fresh) out.push_back({document, {}, {}, {}});
    out[found->second].positions.push_back(p);
  }
  return out;
}

// A source named for one sentence is the source of what that sentence tells. Where the page names none there, it is
// what it names for its news.
void find_supports(const Archive& archive, Teller& teller) {
  const std::vector<Support>& all = archive.sourcing.of[teller.document];
  const auto here = [&](const Support& one) {
    return !one.sentence.empty() && std::ranges::any_of(teller.positions, [&](std::uint32_t p) {
      return archive.mentions[p].claim->sentence_spans == one.sentence;
    });
  };
  const bool any = std::ranges::any_of(all, here);
  for (const Support& one : all) {
    if (one.sentence.empty() || (any ? here(one) : one.main)) teller.supports.push_back(one);
  }
  for (const Support& one : teller.supports) {
    if (one.parent == kNone) {
      teller.roots.insert(one.origin.root);
    } else {
      const std::vector<std::string>& there = archive.sourcing.roots[one.parent];
      teller.roots.insert(there.begin(), there.end());
    }
  }
}

std::set<std::string> speakers_of(const Archive& archive, const Teller& teller,
                                  std::map<std::string, std::string>& names) {
  std::set<std::string> out;
  for (const std::uint32_t p : teller.positions) {
    for (const ResolvedSpeaker& speaker : archive.mentions[p].claim->said_by) {
      if (speaker.actor.kind == "people") continue;  // "officials" are many
      const std::string key = speaker.actor.id.empty() ? base::fold(speaker.actor.name) : speaker.actor.id;
      if (key.empty()) continue;
      out.insert(key);
      names.emplace(key, speaker.actor.name);
    }
  }
  return out;
}

// Those that have it from nobody else, and from one speaker.
void join_by_speakers(const Archive& archive, std::vector<Teller>& tellers) {
  std::map<std::string, std::vector<std::size_t>> told;
  std::map<std::string, std::string> names;
  for (std::size_t t = 0; t < tellers.size(); ++t) {
    if (!tellers[t].roots.empty()) continue;
    for (const std::string& key : speakers_of(archive, tellers[t], names)) told[key].push_back(t);
  }
  for (const auto& [key, all] : told) {
    if (all.size() < 2) continue;
    for (const std::size_t t : all) {
      if (!tellers[t].supports.empty()) continue;  // from another speaker
      Support one;
      one.origin.document = archive.documents[tellers[t].document]->article.id;
      one.origin.source = one.origin.root = names[key];
      one.origin.kind = "statement";
      one.origin.why = "has it from " + names[key] + ", as other documents have";
      tellers[t].roots.insert(one.origin.root);
      tellers[t].supports.push_back(std::move(one));
    }
  }
}

Origin own(const Archive& archive, std::uint32_t document) {
  Origin out;
  out.document = archive.documents[document]->article.id;
  out.kind = "own";
  out.why = "credits nobody, and shares its words with no earlier document";
  out.root = archive.sourcing.own[document];
  return out;
}

}  // namespace

Roots roots_of_claims(const Archive& archive, const std::vector<std::uint32_t>& positions) {
  std::vector<Teller> tellers = tellers_of(archive, positions);
  for (Teller& teller : tellers) find_supports(archive, teller);
  join_by_speakers(archive, tellers);
  Roots out;
  std::map<std::string, std::uint32_t> numbers;
  std::map<std::uint32_t, std::uint32_t> of_document;
  for (Teller& teller : tellers) {
    if (teller.roots.empty()) {
      out.origins.push_back(own(archive, teller.document));
      teller.roots.insert(out.origins.back().root);
    }
    for (const Support& one : teller.supports) out.origins.push_back(one.origin);
    for (const std::string& root : teller.roots) numbers.emplace(root, static_cast<std::uint32_t>(numbers.size()));
    of_document[teller.document] = numbers.at(*teller.roots.begin());
  }
  out.count = static_cast<std::uint32_t>(numbers.size());
  for (const std::uint32_t p : positions) out.of_claim.push_back(of_document.at(archive.mentions[p].document));
  return out;
}

}  // namespace annals::link
