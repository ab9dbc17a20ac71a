// The documents of a record that grows, by the numbers of the ledger; and what the ledger says of the whole set.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annals/relink.h"
#include "link/holdings.h"

namespace annals::link {

class Held : public Holdings {
 public:
  Held(Ledger& ledger, const LinkedSoFar& so_far) : ledger_(ledger), so_far_(so_far) {}

  const CodedDocument& document(std::uint32_t number) override;
  const Published& published(std::uint32_t number) override;
  // What was last found out about it; of a document that is new, nothing.
  const LinkedRecord::DocumentLinks& links(std::uint32_t number);
  bool dated(std::uint32_t number);  // it has a day of its own

  std::optional<std::uint32_t> find(const std::string& id);  // its number
  // Numbers documents on; nothing: one of them is known already. They must outlive this.
  std::optional<std::vector<std::uint32_t>> add(const std::vector<const CodedDocument*>& documents);

  // The first error in reading, or the ledger's.
  Result<Done> state() const { return state_ ? ledger_.state() : state_; }

 private:
  Ledger& ledger_;
  const LinkedSoFar& so_far_;
  std::map<std::uint32_t, const CodedDocument*> documents_;
  std::map<std::uint32_t, std::unique_ptr<CodedDocument>> read_;
  std::map<std::uint32_t, std::unique_ptr<LinkedRecord::DocumentLinks>> links_;
  std::map<std::uint32_t, Published> published_;
  std::set<std::uint32_t> fresh_;
  Result<Done> state_ = Done{};
};

}  // namespace annals::link
