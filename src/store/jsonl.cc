// JSON Lines: exact, one object a line, in the record's order.
#include <ostream>

#include "annals/json.h"
#include "store/formats.h"

namespace annals::store {
namespace {

Result<Done> write_documents(Store& store, std::ostream& out) {
  return each_linked_document(store, [&](const CodedDocument& document, const LinkedRecord::DocumentLinks* links) {
    return (out << to_json(document.article, &document.published, links) << '\n').good();
  });
}

Result<Done> write_actors(Store& store, std::ostream& out) {
  const Result<std::vector<ActorSummary>> actors = store.actors();
  if (!actors) return actors.error();
  for (const ActorSummary& actor : *actors) out << to_json(actor) << '\n';
  return Done{};
}

Result<Done> write_refused(Store& store, std::ostream& out) {
  const Result<std::vector<Refused>> all = store.refused();
  if (!all) return all.error();
  for (const Refused& refused : *all) out << to_json(refused) << '\n';
  return Done{};
}

}  // namespace

Result<Done> write_jsonl(Store& store, const ExportOptions& options, std::ostream& out) {
  switch (options.what) {
    case ExportWhat::events:
      return ended(
          each_kept_event(store, options, [&](const Event& event) { return (out << to_json(event) << '\n').good(); }),
          out);
    case ExportWhat::claims:
      return ended(each_kept_claim(store, options,
                                   [&](const ResolvedClaim& claim) { return (out << to_json(claim) << '\n').good(); }),
                   out);
    case ExportWhat::documents:
      return ended(write_documents(store, out), out);
    case ExportWhat::actors:
      return ended(write_actors(store, out), out);
    case ExportWhat::refused:
      return ended(write_refused(store, out), out);
  }
  return Done{};
}

}  // namespace annals::store
