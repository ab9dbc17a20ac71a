// A family is named by one of its members. Where two become one, the smaller takes the name of the larger. Where a
// couple parts, mostly both are still copies of a third; else the family is dissolved and put together again from those
// of its couples that are left.
#include "link/copies_families.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/packed.h"

namespace annals::link {
namespace {

// How far a third is looked for who holds a couple together.
constexpr std::size_t kMostRelatives = 32, kMostSeen = 400;

Key key_of_family(std::uint32_t label) { return Key('f').u32(label); }
Key key_of_member(std::uint32_t label, std::uint32_t document) { return Key('f').u32(label).u32(document); }
Key key_of_label(std::uint32_t document) { return Key('g').u32(document); }
Key key_of_source(const std::string& source) { return Key('h').text(source); }

}  // namespace

// --- sources ---

FiledSources::Source FiledSources::find(const std::string& source) {
  const auto [at, fresh] = known_.try_emplace(source);
  if (!fresh) return at->second;
  const std::optional<std::string> filed = ledger_.get(key_of_source(source));
  if (filed && !filed->empty()) at->second = {filed->substr(1), filed->front() == '1'};
  return at->second;
}

void FiledSources::put(const std::string& source, const Source& what) {
  known_[source] = what;
  ledger_.put(key_of_source(source), (what.is_outlet ? "1" : "0") + what.spelling);
}

std::string FiledSources::wire_of(const Article& article) {
  return link::wire_of(article, [&](const std::string& source) { return is_credited(source); });
}

bool FiledSources::add(const std::vector<const Article*>& articles) {
  Wires wires;
  for (const Article* article : articles) wires.add(*article);
  for (const auto& [source, spelling] : wires.all()) {
    const Source known = find(source);
    if (known.spelling.empty() ? known.is_outlet : spelling < known.spelling) return false;
    if (known.spelling.empty()) put(source, {spelling, false});
  }
  for (const Article* article : articles) {
    const std::string outlet = source_name(article->outlet.value);
    if (outlet.empty()) continue;
    Source known = find(outlet);
    if (!std::exchange(known.is_outlet, true)) put(outlet, known);
  }
  return true;
}

// --- families ---

std::optional<FiledFamilies::Member> FiledFamilies::find_member(std::uint32_t document) {
  const std::optional<std::string> filed = ledger_.get(key_of_label(document));
  if (!filed) return std::nullopt;
  base::Reader<Family> read(*filed);
  Member member;
  read(member.label, member.wire);
  return member;
}

FiledFamilies::Family FiledFamilies::family_of(std::uint32_t document) {
  Family family{document, 1, document, kNoDocument, {}};
  if (const std::optional<Member> member = find_member(document)) {
    family.label = member->label;
    const std::string filed = ledger_.get(key_of_family(member->label)).value_or("");
    base::Reader<Family> read(filed);
    read(family.size, family.first, family.credits, family.wire);
  } else if (family.wire = wire_of(document); !family.wire.empty()) {
    family.credits = document;
  }
  return family;
}

std::string FiledFamilies::wire_of(std::uint32_t document) {
  if (std::optional<Member> member = find_member(document)) return std::move(member->wire);
  if (const auto known = wires_.find(document); known != wires_.end()) return known->second;
  return sources_.wire_of(holdings_.document(document).article);
}

std::string FiledFamilies::root_of(const Family& family) {
  return family.wire.empty() ? holdings_.published(family.first).id : sources_.spelling(family.wire);
}

std::string FiledFamilies::root(std::uint32_t document) { return root_of(family_of(document)); }

std::vector<std::uint32_t> FiledFamilies::members_of(const Family& family) {
  if (family.size == 1) return {family.first};
  std::vector<std::uint32_t> out;
  const Key key = key_of_family(family.label);
  ledger_.walk(key.bytes() + '\0', key.end(), Ledger::Way::up, [&](std::string_view found, std::string_view) {
    KeyReader reader(found);
    reader.u32();
    out.push_back(reader.u32());
    return true;
  });
  return out;
}

void FiledFamilies::put_family(const Family& family) {
  base::Writer<Family> write;
  write(family.size, family.first, family.credits, family.wire);
  ledger_.put(key_of_family(family.label), write.out);
}

void FiledFamilies::put_member(std::uint32_t document, const Member& member) {
  base::Writer<Family> write;
  write(member.label, member.wire);
  ledger_.put(key_of_label(document), write.out);
  ledger_.put(key_of_member(member.label, document), "");
}

void FiledFamilies::join(Couple couple, std::set<std::uint32_t>& changed) {
  Family large = family_of(couple.first), small = family_of(couple.second);
  if (large.label == small.label) return;
  if (large.size < small.size) std::swap(large, small);
  Family both = large;
  both.size += small.size;
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    if (a == kNoDocument || b == kNoDocument) return std::min(a, b);
    return is_earlier(holdings_, a, b) ? a : b;
  };
  both.first = earlier(large.first, small.first);
  both.credits = earlier(large.credits, small.credits);
  both.wire = both.credits == large.credits ? large.wire : small.wire;
  const std::string root = root_of(both);
  const std::vector<std::uint32_t> moved = members_of(small);
  if (root != root_of(small)) changed.insert(moved.begin(), moved.end());
  if (root != root_of(large)) {
    const std::vector<std::uint32_t> members = members_of(large);
    changed.insert(members.begin(), members.end());
  }
  if (large.size == 1) put_member(large.first, {both.label, wire_of(large.first)});
  for (const std::uint32_t document : moved) {
    Member member{both.label, wire_of(document)};
    if (small.size > 1) ledger_.erase(key_of_member(small.label, document));
    put_member(document, member);
  }
  if (small.size > 1) ledger_.erase(key_of_family(small.label));
  put_family(both);
}

std::vector<std::uint32_t> FiledFamilies::relatives_of(std::uint32_t document, std::size_t most) {
  std::vector<std::uint32_t> out;
  each_near(ledger_, document, [&](const Near& near) {
    if (near.one_family) out.push_back(near.document);
    return out.size() < most;
  });
  return out;
}

// Whether others hold the couple together; false also where none were found soon.
bool FiledFamilies::are_connected(Couple couple) {
  std::array<std::set<std::uint32_t>, 2> seen = {std::set{couple.first}, std::set{couple.second}};
  std::array<std::vector<std::uint32_t>, 2> edge = {std::vector{couple.first}, std::vector{couple.second}};
  while (!edge[0].empty() && !edge[1].empty() && seen[0].size() + seen[1].size() < kMostSeen) {
    const std::size_t side = seen[0].size() <= seen[1].size() ? 0 : 1;
    std::vector<std::uint32_t> next;
    for (const std::uint32_t document : edge[side]) {
      for (const std::uint32_t relative : relatives_of(document, kMostRelatives)) {
        if (seen[1 - side].contains(relative)) return true;
        if (seen[side].insert(relative).second) next.push_back(relative);
      }
    }
    edge[side] = std::move(next);
  }
  return false;
}

std::vector<std::uint32_t> FiledFamilies::dissolve(const Family& family) {
  std::vector<std::uint32_t> members = members_of(family);
  for (const std::uint32_t document : members) {
    wires_[document] = wire_of(document);
    ledger_.erase(key_of_label(document));
    ledger_.erase(key_of_member(family.label, document));
  }
  ledger_.erase(key_of_family(family.label));
  return members;
}

void FiledFamilies::change(const std::vector<Couple>& joined, const std::vector<Couple>& parted,
                           std::set<std::uint32_t>& changed) {
  std::map<std::uint32_t, std::string> roots;  // of members of families that were dissolved
  for (const Couple& couple : parted) {
    if (roots.contains(couple.first) || are_connected(couple)) continue;
    const Family family = family_of(couple.first);
    const std::string root = root_of(family);
    for (const std::uint32_t document : dissolve(family)) roots.emplace(document, root);
  }
  std::set<std::uint32_t> moved;
  for (const auto& [document, root] : roots) {
    for (const std::uint32_t relative : relatives_of(document, std::numeric_limits<std::size_t>::max()))
      join({document, relative}, moved);
  }
  for (const Couple& couple : joined) join(couple, moved);
  for (const std::uint32_t document : moved) {
    if (!roots.contains(document)) changed.insert(document);
  }
  for (const auto& [document, root] : roots) {
    if (this->root(document) != root) changed.insert(document);
  }
}

void FiledFamilies::file(std::span<const std::uint32_t> documents,
                         std::span<const std::vector<std::uint32_t>> families) {
  std::vector<const Article*> articles;
  for (const std::uint32_t document : documents) articles.push_back(&holdings_.document(document).article);
  sources_.add(articles);
  for (const std::vector<std::uint32_t>& members : families) {
    Family family{members.front(), static_cast<std::uint32_t>(members.size()), members.front(), kNoDocument, {}};
    for (const std::uint32_t document : members) {
      const std::string wire = sources_.wire_of(holdings_.document(document).article);
      if (family.wire.empty() && !wire.empty()) family.credits = document, family.wire = wire;
      put_member(document, {family.label, wire});
    }
    put_family(family);
  }
}

}  // namespace annals::link
