// Weighs what speaks for and against two claims being of one event.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "link/mention.h"
#include "link/weights.h"

namespace annals::link {

struct Note {
  const Weight* weight;
  double times;  // how often it counts: two persons, three states
};

struct Weighing {
  Against against = Against::nothing;
  double score = 0;
};

// `notes`, where given, receives each weight that was added. Symmetric in `a` and `b`.
Weighing weigh(const Mention& a, const Mention& b, std::vector<Note>* notes = nullptr);
// The same to the last bit whichever comes first: sums of fractions are not.
inline Weighing weigh_in_order(const Mention& a, const Mention& b) {
  return a.number < b.number ? weigh(a, b) : weigh(b, a);
}

// What of a mention shows at a glance that it cannot be of one event with another, in a line of the processor's cache.
struct alignas(64) Glance {
  Days within;
  std::array<std::uint64_t, 4> names = {};  // of each party a bit for the id, one for the country, one for the name
  struct Bits {
    std::uint8_t id = 0, country = 0, called = 0;
  };
  std::array<Bits, 2> actors = {}, recipients = {};  // definite parties: the first of each role, where parties exclude
  std::uint8_t actor_count = 0, recipient_count = 0;
  bool mutual = false;
  EventType type = EventType::consult;
  std::uint32_t country = 0;  // where places exclude
  float latitude = 0;         // of a spot; far from all where it is not known
};
Glance glance_at(const Mention& mention);
// Never where `weigh` finds nothing against the two.
bool surely_apart(const Glance& a, const Glance& b);

// Whether each side names a definite party that the other neither names nor stands for.
bool parties_contradict(std::span<const Party> a, std::span<const Party> b, bool by_role);

// Whether two statuses can be told of one event by one document that dates neither or not both.
bool statuses_part(Status a, Status b);

// "the same person (2), the same day, the same place"
std::string in_words(const std::vector<Note>& notes);

}  // namespace annals::link
