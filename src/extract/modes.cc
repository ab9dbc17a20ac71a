#include "extract/modes.h"

#include <algorithm>
#include <array>
#include <set>

namespace annals::extract {
namespace {

constexpr std::array kLists = std::to_array<std::string_view>(
    {"weapons", "drones",     "guns",         "tanks",      "missiles",     "explosives",    "aircraft",    "suicide",
     "ships",   "arms",       "talks",        "telephones", "police_words", "militia_words", "forces",      "prisoners",
     "truces",  "curfews",    "restrictions", "crossings",  "hackers",      "websites",      "media_words", "diplomats",
     "leaders", "help_goods", "wages",        "convoys",    "roads",        "courts"});

bool tells(const Tree& tree, TokenId i) {
  switch (tree.token(i).upos) {
    case Upos::NOUN:
    case Upos::VERB:
    case Upos::ADJ:
    case Upos::ADV:
    case Upos::PROPN:
      return true;
    default:
      return false;
  }
}

// The verb or noun that a word stands with: "opened [mortar] fire", "killed by [shelling]".
bool stands_with(const Tree& tree, TokenId word, const Phrase& trigger) {
  TokenId at = word;
  for (int steps = 0; steps < 3 && at != kNoToken; ++steps) {
    at = tree.head(at);
    if (at != kNoToken && trigger.first <= at && at < trigger.last) return true;
  }
  return false;
}

// What is the same for all modes of the type.
std::vector<std::string> common_signs(const Tree& tree, const lexicon::Forms& forms, const Claim& claim) {
  std::set<std::string> out;
  out.insert("any");
  for (const std::string& mode : claim.modes)
    out.insert("read=" + mode + (claim.rule == "learned" ? ":learned" : ":form"));
  if (claim.modes.empty()) out.insert(claim.rule == "learned" ? "read=none:learned" : "read=none:form");
  out.insert("form=" + claim.rule);
  out.insert("status=" + std::string(to_string(claim.status)));
  out.insert("actors=" + std::to_string(std::min<std::size_t>(claim.actors.size(), 2)));
  out.insert(claim.recipients.empty() ? "no-recipient" : "recipient");
  if (claim.casualties.killed) out.insert("killed");
  for (TokenId i = 0; i < tree.size(); ++i) {
    if (!tells(tree, i)) continue;
    const std::string lemma(tree.lemma(i));
    const bool own = claim.trigger.first <= i && i < claim.trigger.last;
    const bool near = own || stands_with(tree, i, claim.trigger);
    if (own) out.insert("act=" + lemma);
    if (near) out.insert("by=" + lemma);
    if (near && tree.head(i) != kNoToken && !own) {
      const bool of = claim.trigger.first <= tree.head(i) && tree.head(i) < claim.trigger.last;
      if (of) out.insert("with=" + lemma);
    }
    out.insert("word=" + lemma);
    for (const std::string_view list : kLists) {
      if (!forms.listed(list, lemma) && !forms.listed(list, tree.form(i))) continue;
      out.insert("list=" + std::string(list));
      if (near) out.insert("by-list=" + std::string(list));
    }
  }
  return {out.begin(), out.end()};
}

std::string bucket(float chance) {
  for (const auto& [least, name] :
       {std::pair{.9f, "9"}, {.7f, "7"}, {.5f, "5"}, {.3f, "3"}, {.15f, "15"}, {.05f, "05"}, {.01f, "01"}}) {
    if (chance >= least) return name;
  }
  return "0";
}

// The means that a word beside the act names tell more than its verb: "a drone struck" is no air raid with a crew,
// "opened mortar fire" no rifle's.
struct Means {
  std::string_view list, told, meant;
};
constexpr std::array kMeans = std::to_array<Means>({{"drones", "aerial", "drone"},
                                                    {"drones", "heavy-weapons", "drone"},
                                                    {"heavy_weapons", "firearms", "heavy-weapons"}});

// Whether a word of the list is the act's subject or agent, or stands before the act's own object: what it was done
// with.
bool done_with(const ModeReading& reading, const Claim& claim, std::string_view list) {
  const Tree& tree = reading.tree;
  for (TokenId i = 0; i < tree.size(); ++i) {
    if (!reading.forms.listed(list, tree.lemma(i))) continue;
    const TokenId above = tree.head(i);
    if (claim.trigger.first <= i && i < claim.trigger.last) return true;
    if (above == kNoToken) continue;
    const bool of_act = claim.trigger.first <= above && above < claim.trigger.last;
    const TokenId beyond = tree.head(above);
    const bool of_fire = beyond != kNoToken && claim.trigger.first <= beyond && beyond < claim.trigger.last &&
                         reading.forms.listed("attacks", tree.lemma(above));
    switch (tree.relation(i)) {
      case Deprel::nsubj:
      case Deprel::obl_agent:
      case Deprel::compound:
        if (of_act || of_fire) return true;
        break;
      case Deprel::nsubj_pass:  // "rockets were fired"
      case Deprel::obj:
        if (of_act && reading.forms.listed("firing", tree.lemma(above))) return true;
        break;
      case Deprel::obl:
        if (of_act && (tree.preposition(i) == "with" || tree.preposition(i) == "by")) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

void name_means(const ModeReading& reading, Claim& claim) {
  if (claim.type != EventType::assault) return;
  for (const Means& means : kMeans) {
    const auto told = std::find(claim.modes.begin(), claim.modes.end(), means.told);
    if (told != claim.modes.end() && done_with(reading, claim, means.list)) *told = means.meant;
  }
}

}  // namespace

std::vector<ModeSigns> mode_signs(const ModeReading& reading, const Claim& claim) {
  const Finding* finding = reading.finding;
  std::vector<ModeSigns> out;
  const std::string type(to_string(claim.type));
  float best = 0;
  for (std::size_t m = 0; m < kModes.size(); ++m) {
    if (kModes[m].type != claim.type) continue;
    if (finding) best = std::max(best, finding->modes[m]);
    ModeSigns& one = out.emplace_back(ModeSigns{std::string(kModes[m].mode), {}});
    const std::string chance = finding ? bucket(finding->modes[m]) : "unread";
    one.signs.push_back("chance=" + chance);
    one.signs.push_back(type + "|chance=" + chance);
    one.signs.push_back(type + ' ' + one.mode + "|chance=" + chance);
    const bool read = std::find(claim.modes.begin(), claim.modes.end(), kModes[m].mode) != claim.modes.end();
    if (read) one.signs.push_back(claim.rule == "learned" ? "read:learned:" + chance : "read:form:" + chance);
  }
  if (out.empty()) return out;
  ModeSigns& none = out.emplace_back(ModeSigns{{}, {}});
  none.signs.push_back("none|chance=" + (finding ? bucket(best) : "unread"));
  none.signs.push_back(type + "|none|chance=" + (finding ? bucket(best) : "unread"));
  const std::vector<std::string> common = common_signs(reading.tree, reading.forms, claim);
  for (ModeSigns& one : out) {
    for (const std::string& sign : common) one.signs.push_back(type + ' ' + one.mode + '|' + sign);
  }
  return out;
}

void settle_mode(const ModeReading& reading, const base::Weights& weights, Claim& claim) {
  if (weights.empty()) return;
  const std::string* best = nullptr;
  float most = 0;
  const std::vector<ModeSigns> modes = mode_signs(reading, claim);
  for (const ModeSigns& one : modes) {
    float sum = 0;
    for (const std::string& sign : one.signs) sum += weights.of(sign);
    if (best == nullptr || sum > most) most = sum, best = &one.mode;
  }
  if (best == nullptr) return;
  if (best->empty()) {
    claim.modes.clear();
  } else if (std::find(claim.modes.begin(), claim.modes.end(), *best) == claim.modes.end()) {
    claim.modes = {*best};
  }
  name_means(reading, claim);
}

}  // namespace annals::extract
