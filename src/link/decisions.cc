#include "link/decisions.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "link/corrections.h"

namespace annals::link {
namespace {

// Where the trigger of a claim begins in its sentence: the same in a later version of the page.
std::int64_t offset(const ByteSpans& sentence, const ByteSpans& trigger) {
  if (sentence.empty() || trigger.empty()) return 0;
  return static_cast<std::int64_t>(trigger.front().begin) - static_cast<std::int64_t>(sentence.front().begin);
}

// Of the claims that `fits` takes, the one whose trigger is nearest to the marked one's.
template <typename Fits>
const ResolvedClaim* nearest(const CodedDocument& document, const ClaimMark& mark, const Fits& fits) {
  const ResolvedClaim* best = nullptr;
  std::tuple<std::int64_t, std::uint32_t> least;
  const std::int64_t wanted = offset(mark.sentence_spans, mark.trigger);
  for (const ResolvedClaim& claim : document.claims) {
    if (claim.type != mark.type || !fits(claim)) continue;
    const std::int64_t found = offset(claim.sentence_spans, claim.evidence.trigger);
    const std::tuple<std::int64_t, std::uint32_t> apart{std::abs(found - wanted), claim.order};
    if (best == nullptr || apart < least) best = &claim, least = apart;
  }
  return best;
}

class Finder {
 public:
  explicit Finder(const std::vector<const CodedDocument*>& documents) : documents_(documents) {
    for (const CodedDocument* document : documents) by_path_[document->article.path].push_back(document);
  }

  // Every claim that the mark means: the one it was, and the same said in other versions of the page.
  std::vector<const ResolvedClaim*> find(const ClaimMark& mark) const {
    std::vector<const ResolvedClaim*> out;
    const auto at = std::lower_bound(documents_.begin(), documents_.end(), mark.document,
                                     [](const CodedDocument* d, const std::string& id) { return d->article.id < id; });
    for (auto same = at; same != documents_.end() && (*same)->article.id == mark.document; ++same) {
      if (const ResolvedClaim* claim = find_in(**same, mark)) out.push_back(claim);
    }
    const auto versions = by_path_.find(mark.path);
    if (versions == by_path_.end()) return out;
    for (const CodedDocument* version : versions->second) {
      if (version->article.id == mark.document) continue;
      const auto words = [&](const ResolvedClaim& claim) { return claim.sentence == mark.sentence; };
      if (const ResolvedClaim* claim = nearest(*version, mark, words)) out.push_back(claim);
    }
    return out;
  }

 private:
  static const ResolvedClaim* find_in(const CodedDocument& document, const ClaimMark& mark) {
    for (const ResolvedClaim& claim : document.claims) {
      if (claim.id == mark.claim) return &claim;
    }
    return nearest(document, mark,
                   [&](const ResolvedClaim& claim) { return claim.sentence_spans == mark.sentence_spans; });
  }

  const std::vector<const CodedDocument*>& documents_;
  std::map<std::string_view, std::vector<const CodedDocument*>> by_path_;
};

}  // namespace

Rulings::Rulings(const std::vector<const CodedDocument*>& documents, const std::vector<Decision>& decisions) {
  if (decisions.empty()) return;
  const Finder finder(documents);
  for (const Decision& decision : decisions) {
    Ruling ruling{&decision, {}};
    std::unordered_map<const ResolvedClaim*, bool> seen;
    for (const ClaimMark& mark : decision.claims) {
      for (const ResolvedClaim* claim : finder.find(mark)) {
        if (seen.emplace(claim, true).second) ruling.claims.push_back({claim, mark.side});
      }
    }
    for (const Meant& meant : ruling.claims) {
      if (decision.what == DecisionKind::reject) rejected_[meant.claim] = true;
      if (decision.what != DecisionKind::correct || meant.side != 0) continue;
      const ResolvedClaim*& held = corrected_[meant.claim];
      owned_.push_back(held != nullptr ? *held : *meant.claim);
      correct_as(decision, owned_.back());
      held = &owned_.back();
    }
    rulings_.push_back(std::move(ruling));
  }
}

const ResolvedClaim& Rulings::corrected(const ResolvedClaim& claim) const {
  const auto at = corrected_.find(&claim);
  return at == corrected_.end() ? claim : *at->second;
}

void correct_as(const Decision& decision, ResolvedClaim& claim) {
  // What cannot be read was never let in by check_decision: the claim stays as it was.
  if (!correct(claim, decision.field, decision.value)) return;
  std::string why = "corrected by " + decision.who;
  if (!decision.reason.empty()) why += ": " + decision.reason;
  if (decision.field == "time") claim.time.why = {why};
  claim.why.push_back(std::move(why));
}

ReviewNote note_of(const Decision& decision, std::string claim, std::string told) {
  return {decision.id,     decision.what,   std::move(claim), decision.field, decision.value,
          std::move(told), decision.reason, decision.who,     decision.when};
}

}  // namespace annals::link
