#include "link/explain.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "link/evidence.h"

namespace annals::link {
namespace {

struct Told {
  const ResolvedClaim* claim;
  Mention mention;
};

class Teller {
 public:
  explicit Teller(const std::vector<CodedDocument>& documents) : places_(by_id(documents)) {}

  // The claims of an event whose documents are at hand.
  std::vector<Told> tell(const Event& event) {
    std::vector<Told> out;
    for (const ResolvedClaim& claim : event.claims) {
      const auto at =
          std::lower_bound(documents_.begin(), documents_.end(), claim.document,
                           [](const CodedDocument* d, const std::string& id) { return d->article.id < id; });
      if (at == documents_.end() || (*at)->article.id != claim.document) continue;
      const auto number = static_cast<std::uint32_t>(at - documents_.begin());
      out.push_back({&claim, make_mention(claim, number, (*at)->published, places_, sides_)});
      out.back().mention.act = act_of(claim, (*at)->article);
      out.back().mention.story = story_of((*at)->article);
    }
    return out;
  }

 private:
  const std::vector<const CodedDocument*>& by_id(const std::vector<CodedDocument>& documents) {
    for (const CodedDocument& document : documents) documents_.push_back(&document);
    std::sort(documents_.begin(), documents_.end(),
              [](const CodedDocument* a, const CodedDocument* b) { return a->article.id < b->article.id; });
    return documents_;
  }

  std::vector<const CodedDocument*> documents_;
  PlaceNames places_;
  Sides sides_;
};

// Each weight once, what speaks for it first.
std::vector<Reason> reasons_of(const std::vector<Note>& notes) {
  std::vector<Reason> out;
  for (const Note& note : notes) {
    const auto known =
        std::find_if(out.begin(), out.end(), [&](const Reason& r) { return r.words == note.weight->words; });
    if (known == out.end()) {
      out.push_back({note.weight->value * note.times, std::string(note.weight->words), note.times});
    } else {
      known->weight += note.weight->value * note.times;
      known->times += note.times;
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Reason& a, const Reason& b) { return a.weight > b.weight; });
  return out;
}

PairReasons reasons_of(const Told& a, const Told& b) {
  std::vector<Note> notes;
  const Weighing weighing = weigh(a.mention, b.mention, &notes);
  return {a.claim->id, b.claim->id, weighing.score, std::string(to_string(weighing.against)), reasons_of(notes)};
}

}  // namespace

std::vector<PairReasons> weigh_events(const Event& event, const Event& other,
                                      const std::vector<CodedDocument>& documents) {
  Teller teller(documents);
  const std::vector<Told> ours = teller.tell(event), theirs = teller.tell(other);
  const bool same = event.id == other.id;
  std::vector<PairReasons> out;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    for (std::size_t j = same ? i + 1 : 0; j < theirs.size(); ++j) out.push_back(reasons_of(ours[i], theirs[j]));
  }
  std::stable_sort(out.begin(), out.end(), [](const PairReasons& a, const PairReasons& b) {
    const auto key = [](const PairReasons& p) { return std::tuple(!p.against.empty(), -p.weight); };
    return key(a) < key(b);
  });
  return out;
}

}  // namespace annals::link

namespace annals {

std::vector<PairReasons> weigh_events(const Event& event, const Event& other,
                                      const std::vector<CodedDocument>& documents) {
  return link::weigh_events(event, other, documents);
}

std::vector<PairReasons> pairs_that_hold(const Event& event, const std::vector<CodedDocument>& documents) {
  std::map<std::string, std::string> up;
  const auto root = [&](std::string at) {
    for (auto next = up.find(at); next != up.end(); next = up.find(at)) at = next->second;
    return at;
  };
  std::vector<PairReasons> out;
  for (PairReasons& pair : link::weigh_events(event, event, documents)) {
    const std::string a = root(pair.claim), b = root(pair.other);
    if (a == b || !pair.against.empty() || pair.weight <= 0) continue;
    up[b] = a;
    out.push_back(std::move(pair));
  }
  return out;
}

}  // namespace annals
