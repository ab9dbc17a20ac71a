#include "link/held.h"

#include "link/beginnings.h"
#include "link/keys.h"

namespace annals::link {
namespace {

// Keys: 'D' id -> number; 'N' number -> first and last day, id; 'M' -> how many there are.
Key number_key(std::uint32_t number) { return std::move(Key('N').u32(number)); }

std::string numbered(std::uint32_t number) { return Key('#').u32(number).bytes(); }

}  // namespace

const CodedDocument& Held::document(std::uint32_t number) {
  const auto at = documents_.find(number);
  if (at != documents_.end()) return *at->second;
  auto kept = std::make_unique<CodedDocument>();
  Result<CodedDocument> read = so_far_.document(published(number).id);
  if (read) {
    *kept = std::move(*read);
  } else if (state_) {
    state_ = read.error();
  }
  const CodedDocument& out = *kept;
  read_[number] = std::move(kept);
  documents_[number] = &out;
  return out;
}

const Published& Held::published(std::uint32_t number) {
  const auto [at, fresh] = published_.try_emplace(number);
  if (fresh) {
    const std::string held = ledger_.get(number_key(number)).value_or("");
    KeyReader reader(held);
    at->second.from = reader.day();
    at->second.to = reader.day();
    at->second.id = reader.text();
  }
  return at->second;
}

const LinkedRecord::DocumentLinks& Held::links(std::uint32_t number) {
  std::unique_ptr<LinkedRecord::DocumentLinks>& kept = links_[number];
  if (kept) return *kept;
  kept = std::make_unique<LinkedRecord::DocumentLinks>();
  if (fresh_.contains(number)) return *kept;
  Result<LinkedRecord::DocumentLinks> read = so_far_.links(published(number).id);
  if (read) {
    *kept = std::move(*read);
  } else if (state_) {
    state_ = read.error();
  }
  return *kept;
}

bool Held::dated(std::uint32_t number) {
  const Published& own = published(number);
  return own.from != kFuture && has_day(Days{own.from, own.to});
}

std::optional<std::uint32_t> Held::find(const std::string& id) {
  const std::optional<std::string> held = ledger_.get(std::move(Key('D').text(id)));
  return held ? std::optional(KeyReader(*held).u32()) : std::nullopt;
}

std::optional<std::vector<std::uint32_t>> Held::add(const std::vector<const CodedDocument*>& documents) {
  const std::string count = ledger_.get(Key('M')).value_or("");
  std::uint32_t next = KeyReader(count).u32();
  std::vector<std::uint32_t> out;
  for (const CodedDocument* document : documents) {
    const std::string& id = document->article.id;
    const Key by_id = std::move(Key('D').text(id));
    if (ledger_.get(by_id)) return std::nullopt;
    const Days days = days_of(document->published);
    const Day from = days.from == kPast ? kFuture : days.from;
    published_[next] = {from, days.to, id};
    documents_[next] = document;
    fresh_.insert(next);
    ledger_.put(by_id, numbered(next));
    ledger_.put(number_key(next), Key('#').day(from).day(days.to).text(id));
    out.push_back(next++);
  }
  ledger_.put(Key('M'), numbered(next));
  return out;
}

}  // namespace annals::link
