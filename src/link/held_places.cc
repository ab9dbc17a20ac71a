#include "link/held_places.h"

#include "link/held_claims.h"
#include "link/keys.h"

namespace annals::link {
namespace {

Key countries_key() { return Key(ClaimKeys::kPlaces).text("country"); }
Key claims_key(Hash name) { return Key(ClaimKeys::kPlaces).text("").u64(name); }

}  // namespace

std::vector<Hash> HeldPlaces::countries() {
  std::vector<Hash> out;
  const Key all = countries_key();
  ledger_.walk(all, all.end(), Ledger::Way::up, [&](std::string_view bytes, auto) {
    KeyReader key(bytes);
    key.text();
    out.push_back(key.u64());
    return true;
  });
  return out;
}

bool HeldPlaces::is_country(Hash name) {
  const auto [at, fresh] = known_.try_emplace(name);
  if (fresh) at->second = ledger_.get(countries_key().u64(name)).has_value();
  return at->second;
}

void HeldPlaces::put_country(Hash name) {
  known_[name] = true;
  ledger_.put(countries_key().u64(name), {});
}

std::vector<std::uint32_t> HeldPlaces::claims_at(Hash name) {
  std::vector<std::uint32_t> out;
  const Key all = claims_key(name);
  ledger_.walk(all, all.end(), Ledger::Way::up, [&](std::string_view bytes, auto) {
    KeyReader key(bytes);
    key.text();
    key.u64();
    out.push_back(key.u32());
    return true;
  });
  return out;
}

void HeldPlaces::put_claim(Hash name, std::uint32_t claim) { ledger_.put(claims_key(name).u32(claim), {}); }

}  // namespace annals::link
