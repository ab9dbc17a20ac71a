#include "resolve/atlas.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "base/utf8.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

constexpr std::string_view kInside = "inside the place it is said to be in";
constexpr std::size_t kMostBearers = 120;
constexpr std::size_t kLikely = 4;  // senses of another name that lend support
constexpr int kRounds = 3;          // of weighing the names by one another

std::string bucket(double value, std::initializer_list<double> bounds) {
  int n = 0;
  for (const double bound : bounds) n += value >= bound ? 1 : 0;
  return std::to_string(n);
}

std::string people_of(std::int64_t people) {
  if (people < 100) return "none";
  return std::to_string(static_cast<int>(2 * std::log10(static_cast<double>(people))));
}

bool is_wide(const lexicon::KnownPlace& place) { return place.kind == "country" || place.kind == "continent"; }

// Of the words of a name that tell what it is, "county" in "Henry County": the kinds of places they may be.
bool fits(std::string_view told, std::string_view kind) {
  if (told == kind) return true;
  if (told == "town") return kind == "capital" || kind == "village";
  return told == "district" && kind == "region";
}

}  // namespace

// What the names of a page lend one another.
struct Atlas::Support {
  std::map<std::string_view, double> countries, regions;  // how many names may lie in each, by chance
  std::map<std::string_view, double> named_regions;       // by the region itself being named
  std::map<std::string_view, double> named_countries;
};

Atlas::Atlas(const Document& document, const Knowledge& know, const TimeInterval& when, std::vector<Toponym> names,
             bool keep_signs)
    : document_(document), know_(know), keep_signs_(keep_signs), names_(std::move(names)) {
  group(when);
  for (Group& group : groups_) weigh_alone(group);
  for (int round = 0; round < kRounds; ++round) {
    const Support support = this->support();
    std::vector<std::vector<PlaceSense>> next;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      std::vector<PlaceSense> before = groups_[g].senses;
      weigh_together(g, support);
      next.push_back(std::move(groups_[g].senses));
      groups_[g].senses = std::move(before);  // all of a round see the same
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      groups_[g].senses = std::move(next[g]);
      settle(groups_[g]);
    }
  }
  for (Group& group : groups_) {
    std::stable_sort(group.senses.begin(), group.senses.end(),
                     [](const PlaceSense& a, const PlaceSense& b) { return a.weight > b.weight; });
  }
}

// "Paris, Texas", "Paris (Texas)": the name that tells where this one lies.
std::optional<std::string> Atlas::container_of(std::size_t name) const {
  if (name + 1 >= names_.size()) return std::nullopt;
  const Toponym &inner = names_[name], &outer = names_[name + 1];
  if (inner.phrase.sentence != outer.phrase.sentence || outer.use != Toponym::Use::name) return std::nullopt;
  if (outer.phrase.first != inner.phrase.last + 1) return std::nullopt;
  const std::string& between = document_.sentences[inner.phrase.sentence].tokens[inner.phrase.last].form;
  if (between != "," && between != "(") return std::nullopt;
  return outer.name;
}

void Atlas::group(const TimeInterval& when) {
  std::map<std::pair<std::string, std::string>, std::size_t> found;
  std::map<std::string, std::vector<std::size_t>> by_name;
  std::vector<std::string> containers(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const auto outer = container_of(i);
    if (!outer || !names_[i].country.empty()) continue;
    // Only where some bearer does lie in some place of that name: else "in Paris, London and Rome".
    bool lies = false;
    const auto outers = know_.places.bearers(*outer, when);
    const auto inners = know_.places.bearers(names_[i].name, when);
    for (const auto& o : outers) {
      const lexicon::KnownPlace& place = know_.places.place(o.place);
      if (place.kind != "country" && place.kind != "region" && place.kind != "district") continue;
      for (const auto& in : inners) lies = lies || (in.place != o.place && know_.places.inside(in.place, o.place));
    }
    if (lies) containers[i] = *outer;
  }
  group_of_.resize(names_.size());
  const std::string dateline = base::fold(document_.article.dateline_place.value);
  for (std::size_t pass = 0; pass < 2; ++pass) {  // those that say where they lie first
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (containers[i].empty() != (pass == 1)) continue;
      const std::string folded = base::fold(names_[i].name) + (names_[i].use == Toponym::Use::name ? "" : "*");
      const std::string outer = base::fold(containers[i]);
      std::size_t at = groups_.size();
      if (const auto held = by_name.find(folded); pass == 1 && held != by_name.end()) {
        at = held->second.front();
      } else if (const auto same = found.find({folded, outer}); same != found.end()) {
        at = same->second;
      }
      if (at == groups_.size()) {
        Group& group = groups_.emplace_back();
        group.folded = folded;
        if (!outer.empty()) {
          group.contained = true;
          for (const auto& one : know_.places.bearers(containers[i], when)) group.containers.push_back(one.place);
        }
        found[{folded, outer}] = at;
        by_name[folded].push_back(at);
        const Toponym& name = names_[i];
        std::vector<lexicon::PlaceBearer> bearers;
        if (name.use == Toponym::Use::name) bearers = know_.places.bearers(name.name, when);
        if (bearers.empty() && !name.country.empty()) {
          if (const auto country = know_.places.country(name.country)) {
            bearers.push_back({*country, false, {}, false});
          } else if (const auto state = know_.actors.state(name.country)) {  // "Abkhaz": no state to GeoNames
            bearers = know_.places.bearers(know_.actors.actor(*state).name, when);
          }
        }
        std::stable_sort(bearers.begin(), bearers.end(), [&](const auto& a, const auto& b) {
          return know_.places.place(a.place).population > know_.places.place(b.place).population;
        });
        if (bearers.size() > kMostBearers) bearers.resize(kMostBearers);
        std::int64_t most = 1;
        for (const auto& bearer : bearers) most = std::max(most, know_.places.place(bearer.place).population);
        std::size_t rank = 0;
        for (const auto& bearer : bearers) {
          if (!bearer.kind.empty()) group.kind = bearer.kind;
          PlaceSense sense;
          sense.place = bearer.place;
          const lexicon::KnownPlace& place = know_.places.place(bearer.place);
          const std::string own = bearer.ours ? "ours" : bearer.alternate ? "other" : "own";
          auto& signs = sense.signs;
          signs.push_back("people=" + own + people_of(place.population));
          signs.push_back("kind=" + std::string(place.kind) + ':' + own);
          signs.push_back("rank=" + std::to_string(std::min<std::size_t>(rank, 4)));
          const double share =
              static_cast<double>(std::max<std::int64_t>(place.population, 1)) / static_cast<double>(most);
          signs.push_back("share=" + bucket(share, {0.001, 0.01, 0.03, 0.1, 0.3, 0.999}));
          signs.push_back("only=" + std::string(bearers.size() == 1 ? "yes" : "no"));
          if (!group.kind.empty())
            signs.push_back(std::string("told-kind=") + (fits(group.kind, place.kind) ? "fits" : "differs"));
          if (!name.country.empty() && place.kind == "country") signs.push_back("state-by-name");
          if (group.contained) {
            const bool lies =
                std::any_of(group.containers.begin(), group.containers.end(), [&](const auto outer_place) {
                  return outer_place != sense.place && know_.places.inside(sense.place, outer_place);
                });
            signs.push_back(std::string("told-inside=") + (lies ? "fits" : "differs"));
            if (lies) sense.why = kInside;
            sense.near_by = lies;
          }
          if (!dateline.empty() && dateline == folded) signs.push_back("dateline:" + bucket(share, {0.01, 0.1, 0.999}));
          group.senses.push_back(std::move(sense));
          ++rank;
        }
      }
      ++groups_[at].times;
      group_of_[i] = at;
    }
  }
}

void Atlas::weigh_alone(Group& group) const {
  const base::Weights& weights = know_.places.senses();
  for (PlaceSense& sense : group.senses) {
    sense.weight = 0;
    for (const std::string& sign : sense.signs) sense.weight += weights.of("alone:" + sign);
    float own = 0;
    for (const std::string& sign : sense.signs) own += weights.of(sign);
    group.own.push_back(own);
  }
  settle(group);
}

void Atlas::settle(Group& group) {
  float most = -1e9F;
  for (const PlaceSense& sense : group.senses) most = std::max(most, sense.weight);
  double sum = 0;
  for (PlaceSense& sense : group.senses) sum += sense.chance = std::exp(static_cast<double>(sense.weight - most));
  for (PlaceSense& sense : group.senses) sense.chance /= sum;
}

Atlas::Support Atlas::support() const {
  Support out;
  for (const Group& group : groups_) {
    for (const PlaceSense& sense : group.senses) {
      if (sense.chance < 0.02) continue;
      const lexicon::KnownPlace& place = know_.places.place(sense.place);
      if (place.country.empty()) continue;
      out.countries[place.country] += sense.chance;
      if (place.kind == "country") out.named_countries[place.country] += sense.chance;
      if (place.kind == "region") {
        out.named_regions[place.name] += sense.chance;
      } else if (!place.region.empty()) {
        out.regions[place.region] += sense.chance;
      }
    }
  }
  return out;
}

void Atlas::weigh_together(std::size_t number, const Support& support) const {
  Group& group = groups_[number];
  const base::Weights& weights = know_.places.senses();
  struct Spot {
    double latitude, longitude, chance;
    std::size_t group;
  };
  std::vector<Spot> spots;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (g == number || groups_[g].folded == group.folded) continue;
    std::vector<const PlaceSense*> likely;
    for (const PlaceSense& sense : groups_[g].senses) {
      if (sense.chance > 0.1) likely.push_back(&sense);
    }
    std::stable_sort(likely.begin(), likely.end(), [](const auto* a, const auto* b) { return a->chance > b->chance; });
    if (likely.size() > kLikely) likely.resize(kLikely);
    for (const PlaceSense* sense : likely) {
      const lexicon::KnownPlace& place = know_.places.place(sense->place);
      if (!is_wide(place) && place.kind != "region")
        spots.push_back({place.latitude, place.longitude, sense->chance, g});
    }
  }
  const double all = static_cast<double>(std::max<std::size_t>(groups_.size(), 2) - 1);
  for (std::size_t s = 0; s < group.senses.size(); ++s) {
    PlaceSense& sense = group.senses[s];
    const lexicon::KnownPlace& place = know_.places.place(sense.place);
    std::vector<std::string> signs;
    const auto of = [](const auto& map, std::string_view key) {
      const auto found = map.find(key);
      return found == map.end() ? 0.0 : found->second;
    };
    // Its own share of its country's and its region's support is no evidence.
    double countries = of(support.countries, place.country), regions = of(support.regions, place.region);
    double named_country = of(support.named_countries, place.country);
    const double named_region = place.region.empty() ? 0 : of(support.named_regions, place.region);
    double in_region = place.kind == "region" ? of(support.regions, place.name) : 0;
    for (const PlaceSense& own : group.senses) {
      const lexicon::KnownPlace& other = know_.places.place(own.place);
      if (own.chance < 0.02) continue;
      if (other.country == place.country) countries -= own.chance;
      if (other.country == place.country && other.kind == "country") named_country -= own.chance;
      if (other.kind != "region" && !place.region.empty() && other.region == place.region) regions -= own.chance;
      if (place.kind == "region" && other.kind != "region" && other.region == place.name) in_region -= own.chance;
    }
    if (place.country.empty()) countries = named_country = 0;
    double near30 = 0, near100 = 0, near300 = 0, nearest = 1e9;
    const double across = std::cos(place.latitude * 0.017453292519943295);
    for (const Spot& spot : spots) {
      const double up = (spot.latitude - place.latitude) * 111.2;
      double degrees = std::abs(spot.longitude - place.longitude);
      if (degrees > 180) degrees = 360 - degrees;
      const double side = degrees * 111.2 * across;
      const double km = std::sqrt(up * up + side * side);
      if (km < 30) near30 += spot.chance;
      if (km < 100) near100 += spot.chance;
      if (km < 300) near300 += spot.chance;
      if (spot.chance > 0.4) nearest = std::min(nearest, km);
    }
    const std::string kind = is_wide(place)             ? "wide"
                             : place.kind == "region"   ? "region"
                             : place.kind == "district" ? "district"
                                                        : "town";
    signs.push_back("country-share=" + kind + bucket(countries / all, {0.05, 0.2, 0.4, 0.6, 0.8, 0.95}));
    signs.push_back("country-times=" + kind + bucket(countries, {0.5, 1.5, 3, 6}));
    signs.push_back("country-named=" + kind + bucket(named_country, {0.5}));
    signs.push_back("region-named=" + kind + bucket(named_region, {0.1, 0.5}));
    signs.push_back("region-times=" + kind + bucket(regions, {0.2, 0.5, 1, 2, 4}));
    signs.push_back("region-share=" + kind + bucket(regions / all, {0.05, 0.2, 0.4, 0.6, 0.8}));
    if (kind == "region") signs.push_back("region-holds=" + bucket(in_region, {0.2, 0.5, 1, 2, 4}));
    signs.push_back("near30=" + kind + bucket(near30, {0.2, 0.5, 0.9, 1.8, 3.5}));
    signs.push_back("near100=" + kind + bucket(near100, {0.2, 0.5, 0.9, 1.8, 3.5}));
    signs.push_back("near300=" + kind + bucket(near300, {0.2, 0.5, 0.9, 1.8, 3.5}));
    signs.push_back("nearest=" + kind + bucket(nearest, {15, 30, 60, 120, 250, 600, 2000, 6000, 1e8}));
    sense.weight = group.own[s];
    for (const std::string& sign : signs) sense.weight += weights.of(sign);
    if (sense.why != kInside) {
      sense.near_by = near100 >= 0.9 || named_region > 0.4;
      sense.why = near100 >= 0.9                          ? "near a place the text names"
                  : named_region > 0.4                    ? "in a province the text names"
                  : named_country + countries / all > 0.4 ? "in a country the text speaks of"
                                                          : "the largest of that name";
    }
    if (keep_signs_) {  // what was weighed this round stands behind what it weighs by itself
      std::erase_if(sense.signs, [](const std::string& sign) { return sign.starts_with("with:"); });
      for (std::string& sign : signs) sense.signs.push_back("with:" + std::move(sign));
    }
  }
}

}  // namespace annals::resolve
