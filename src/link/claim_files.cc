// Entries stand in the order of their keys but where two documents' ids begin alike: of these, the ids decide.
#include "link/claim_files.h"

#include <algorithm>

#include "link/keys.h"

namespace annals::link {
namespace {

Key key_of(Hash key, const Filed& one) {
  return Key(ClaimKeys::kFiles).u64(key).day(one.day).u64(one.near).u64(one.id);
}

Filed read(std::string_view bytes) {
  KeyReader key(bytes);
  key.u64();
  Filed out;
  out.day = key.day();
  out.near = key.u64();
  out.id = key.u64();
  out.claim = key.u32();
  return out;
}

bool alike(const Filed& a, const Filed& b) { return a.day == b.day && a.near == b.near && a.id == b.id; }

}  // namespace

Filed filed(std::uint32_t number, const HeldClaim& claim) {
  const Standing standing = standing_of(claim.mention);
  return {standing.day, standing.near, claim.id, number};
}

Filed filed_by_toll(std::uint32_t number, const HeldClaim& claim) { return {0, 0, claim.id, number}; }

Hash toll_key(const Mention& mention) { return mix(mix(64, mention.place), static_cast<Hash>(mention.killed)); }

std::vector<Hash> files_of(const Mention& mention) {
  std::vector<Hash> keys;
  file_under(mention, keys);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

void put_signed(Ledger& ledger, Hash signature, std::uint32_t claim) {
  ledger.put(Key(ClaimKeys::kSigned).u64(signature).u32(claim), {});
}

std::vector<std::uint32_t> claims_signed(Ledger& ledger, Hash signature) {
  std::vector<std::uint32_t> out;
  const Key all = Key(ClaimKeys::kSigned).u64(signature);
  ledger.walk(all, all.end(), Ledger::Way::up, [&](std::string_view bytes, auto) {
    KeyReader key(bytes);
    key.u64();
    out.push_back(key.u32());
    return true;
  });
  return out;
}

void put_loose(Ledger& ledger, const Filed& one, std::uint32_t loose) {
  ledger.put(Key(ClaimKeys::kLoose).day(one.day).u32(loose).u32(one.claim), {});
}

void erase_loose(Ledger& ledger, const Filed& one, std::uint32_t loose) {
  ledger.erase(Key(ClaimKeys::kLoose).day(one.day).u32(loose).u32(one.claim));
}

std::vector<LooseTie> take_loose_before(Ledger& ledger, Day day) {
  std::vector<LooseTie> out;
  std::vector<std::string> keys;
  ledger.walk(Key(ClaimKeys::kLoose), Key(ClaimKeys::kLoose).day(day), Ledger::Way::up,
              [&](std::string_view bytes, auto) {
                KeyReader key(bytes);
                key.day();
                LooseTie& one = out.emplace_back();
                one.claim = key.u32();
                one.other = key.u32();
                keys.emplace_back(bytes);
                return true;
              });
  for (const std::string& key : keys) ledger.erase(key);
  return out;
}

void ClaimFiles::put(Hash key, const Filed& one) { ledger_.put(key_of(key, one).u32(one.claim), {}); }

void ClaimFiles::erase(Hash key, const Filed& one) { ledger_.erase(key_of(key, one).u32(one.claim)); }

// Adds the entries from `one` on, it and those alike last to begin with where the way is up: they are taken down. Whole
// runs of those alike, until `reach` others are there.
void ClaimFiles::collect(Hash key, const Filed& one, Ledger::Way way, std::size_t reach, std::vector<Filed>& out) {
  std::size_t others = 0;
  const auto take = [&](std::string_view bytes, std::string_view) {
    const Filed next = read(bytes);
    if (others >= reach && !alike(out.back(), next)) return false;
    others += !alike(next, one);
    out.push_back(next);
    return true;
  };
  const Key here = key_of(key, one), all = Key(ClaimKeys::kFiles).u64(key);
  if (way == Ledger::Way::down) {
    ledger_.walk(all, here.end(), way, take);
  } else {
    ledger_.walk(here.end(), all.end(), way, take);
  }
}

ClaimFiles::Around ClaimFiles::around(Hash key, const Filed& one, std::size_t reach) {
  std::vector<Filed> all;
  collect(key, one, Ledger::Way::down, reach, all);
  std::reverse(all.begin(), all.end());
  collect(key, one, Ledger::Way::up, reach, all);
  for (auto begin = all.begin(), end = begin; begin != all.end(); begin = end) {
    end = std::find_if(begin, all.end(), [&](const Filed& next) { return !alike(*begin, next); });
    std::sort(begin, end, [&](const Filed& a, const Filed& b) { return claims_.before(a.claim, b.claim); });
  }
  Around out;
  const auto here = std::find_if(all.begin(), all.end(), [&](const Filed& next) { return next.claim == one.claim; });
  for (auto at = here; at != all.begin() && out.before.size() < reach;) out.before.push_back(*--at);
  for (auto at = here; at != all.end() && ++at != all.end() && out.behind.size() < reach;) out.behind.push_back(*at);
  return out;
}

}  // namespace annals::link
