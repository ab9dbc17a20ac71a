// Documents by the numbers that the ledger gives them, in the order in which they came: read when first asked for.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "annals/claim.h"
#include "link/mention.h"

namespace annals::link {

// A document's place in the order of publication, by its own day alone. A first day that is not known sorts last.
struct Published {
  Day from = kFuture, to = kFuture;
  std::string id;
  auto operator<=>(const Published&) const = default;
};

class Holdings {
 public:
  virtual ~Holdings() = default;
  // They stay where they are as long as the holdings do.
  virtual const CodedDocument& document(std::uint32_t number) = 0;
  virtual const Published& published(std::uint32_t number) = 0;  // without reading the document
};

}  // namespace annals::link
