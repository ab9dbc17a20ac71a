#include "link/campaigns.h"

#include <algorithm>
#include <tuple>

#include "link/keys.h"

namespace annals::link {
namespace {

// Keys: 'B' type actor country -> day, said, document, claim; 'A' type actor document -> nothing: an undated page.
Key acting_key(char kind, Acting acting) {
  return std::move(Key(kind).u32(static_cast<std::uint32_t>(acting.type)).u64(acting.actor));
}

}  // namespace

std::vector<Campaigns::Known> Campaigns::read(Acting acting) {
  std::vector<Known> out;
  const Key prefix = acting_key('B', acting);
  ledger_.walk(prefix, prefix.end(), Ledger::Way::up, [&](std::string_view key, std::string_view value) {
    KeyReader of_key(key), of_value(value);
    of_key.u32(), of_key.u64();
    Known& known = out.emplace_back();
    known.beginning.country = of_key.u64();
    known.beginning.day = of_value.day();
    known.beginning.said = of_value.u32() != 0;
    known.document = of_value.u32();
    known.claim = of_value.text();
    return true;
  });
  return out;
}

// Of two as early and told alike, the one that stands first in the order of documents is taken.
bool Campaigns::improves(Acting acting, const Known& found) {
  const std::vector<Known> all = read(acting);
  const auto known = std::find_if(
      all.begin(), all.end(), [&](const Known& other) { return other.beginning.country == found.beginning.country; });
  if (known == all.end() || outdoes(found.beginning, known->beginning)) return true;
  if (outdoes(known->beginning, found.beginning)) return false;
  const std::string &id = holdings_.published(found.document).id, &other = holdings_.published(known->document).id;
  return std::tie(id, found.claim) < std::tie(other, known->claim);
}

std::set<std::uint32_t> Campaigns::add(const Archive& archive, const std::vector<std::uint32_t>& numbers) {
  std::set<Acting> changed;
  for (const Mention& mention : archive.mentions) {
    const std::uint32_t document = numbers[mention.document];
    const bool dated = is_dated(*archive.documents[mention.document]);
    if (!done(mention.status) || (dated && !is_beginning(mention))) continue;
    for (const Acting& acting : actings_of(mention)) {
      if (!dated) {
        ledger_.put(acting_key('A', acting).u32(document), "");
        continue;
      }
      const Known found{beginning_of(mention), document, mention.claim->id};
      if (!improves(acting, found)) continue;
      ledger_.put(acting_key('B', acting).u64(found.beginning.country),
                  Key('#').day(found.beginning.day).u32(found.beginning.said ? 1 : 0).u32(document).text(found.claim));
      changed.insert(acting);
    }
  }
  std::set<std::uint32_t> out;
  for (const Acting& acting : changed) {
    read_.erase(acting);
    const Key prefix = acting_key('A', acting);
    ledger_.walk(prefix, prefix.end(), Ledger::Way::up, [&](std::string_view key, std::string_view) {
      KeyReader reader(key);
      reader.u32(), reader.u64();
      out.insert(reader.u32());
      return true;
    });
  }
  return out;
}

const std::vector<Beginning>& Campaigns::of(Acting acting) {
  const auto [at, fresh] = read_.try_emplace(acting);
  if (!fresh) return at->second;
  for (Known& known : read(acting)) {
    const std::vector<ResolvedClaim>& claims = holdings_.document(known.document).claims;
    const auto claim =
        std::find_if(claims.begin(), claims.end(), [&](const ResolvedClaim& c) { return c.id == known.claim; });
    if (claim == claims.end()) continue;
    known.beginning.claim = &*claim;
    at->second.push_back(known.beginning);
  }
  return at->second;
}

}  // namespace annals::link
