#include "extract/extract.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/adjuncts.h"
#include "extract/claims.h"
#include "extract/fuse.h"
#include "extract/modes.h"

namespace annals::extract {
namespace {

std::vector<Tree> trees_of(const Document& document, const lexicon::Forms& forms) {
  std::vector<Tree> trees;
  trees.reserve(document.sentences.size());
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) trees.emplace_back(document, forms, s);
  return trees;
}

bool before(const Claim& a, const Claim& b) {
  if (a.sentence != b.sentence) return a.sentence < b.sentence;
  if (a.trigger.first != b.trigger.first) return a.trigger.first < b.trigger.first;
  return a.type < b.type;
}

bool is_call(const Claim& claim) {
  return std::find(claim.modes.begin(), claim.modes.end(), "phone") != claim.modes.end();
}

// "They discussed it": face to face, as news has it, unless the page tells of a call: then how is not said.
void meet_unless_called(std::vector<Claim>& claims) {
  if (std::any_of(claims.begin(), claims.end(), is_call)) return;
  for (Claim& claim : claims) {
    if (claim.type == EventType::consult && claim.modes.empty()) claim.modes = {"meeting"};
  }
}

// What is read off a document once, for all its claims.
struct Whole {
  Whole(const Document& document, const Knowledge& knowledge, bool vectors = false)
      : trees(trees_of(document, knowledge.forms)),
        standing(document, knowledge.forms, knowledge.known),
        speakers(document, trees, knowledge.forms) {
    if (knowledge.learned) findings = knowledge.learned->read(document, vectors);
  }

  std::vector<Tree> trees;
  Standing standing;
  Speakers speakers;
  std::vector<Finding> findings;
};

}  // namespace

std::vector<Claim> extract(const Document& document, const Knowledge& knowledge) {
  const Whole whole(document, knowledge);
  const Reading reading{document, whole.trees, knowledge.forms, whole.standing, whole.speakers};
  std::vector<Claim> claims;
  if (knowledge.learned && knowledge.only_learned) {
    claims = claims_of(reading, *knowledge.learned, whole.findings);
  } else {
    for (const Tree& tree : whole.trees) {
      for (Coded& coded : code_sentence(document, tree, knowledge.forms, whole.standing, whole.speakers))
        claims.push_back(std::move(coded.claim));
    }
    if (knowledge.learned) claims = fuse(reading, *knowledge.learned, whole.findings, std::move(claims));
  }
  std::stable_sort(claims.begin(), claims.end(), before);
  for (Claim& claim : claims) claim.participants_count = count_actors(whole.trees, knowledge.forms, claim);
  meet_unless_called(claims);
  for (Claim& claim : claims) {
    if (!knowledge.learned) break;
    if (claim.type == EventType::consult && (claim.modes.empty() || is_call(claim))) continue;
    settle_mode({whole.trees[claim.sentence], knowledge.forms, finding_behind(claim, whole.findings)},
                knowledge.learned->modes(), claim);
  }
  return claims;
}

namespace {

std::string role_line(const Tree& tree, const Binding& binding) {
  static constexpr std::array<std::string_view, 6> kRoles = {"wording", "actor", "recipient",
                                                             "topic",   "place", "party"};
  return std::string(kRoles[static_cast<std::size_t>(binding.role)]) + ": \"" +
         tree.text(tree.noun_phrase(binding.token)) + "\" (" + binding.relation +
         (binding.own ? "" : ", carried over") + ")";
}

std::string percent(double chance) { return std::to_string(static_cast<int>(std::lround(100 * chance))) + " %"; }

void add_form(const Document& document, const Tree& tree, const lexicon::Forms& forms, const Coded& coded,
              std::vector<std::string>& lines) {
  const lexicon::Form& form = forms.form(coded.match.entry);
  lines.push_back("form " + form.id + ": " + form.gloss);
  lines.push_back("wording \"" + forms.pattern(coded.match.entry).text + "\" at \"" + tree.text(coded.claim.trigger) +
                  '"' + (coded.match.passive ? ", passive" : ""));
  for (const Binding& binding : coded.match.bindings) lines.push_back(role_line(tree, binding));
  lines.push_back("status " + std::string(to_string(coded.claim.status)) +
                  (coded.outlook.reasons.empty() ? ": told as a fact" : ""));
  for (const std::string& reason : coded.outlook.reasons) lines.push_back("  because " + reason);
  for (const Speaker& speaker : coded.claim.said_by) {
    lines.push_back("said by \"" + std::string(document.text_of(speaker.who)) + '"' +
                    (speaker.quoted ? ", quoted" : ""));
  }
}

// The type, how far above what it must reach; the next type; the statuses; the words of each part.
void add_finding(const Whole& whole, const Learned& learned, EventType type, const Finding& finding,
                 std::vector<std::string>& lines) {
  const auto number = static_cast<std::size_t>(type);
  lines.push_back("learned reading of \"" +
                  whole.trees[finding.sentence].text(whole.trees[finding.sentence].word(finding.token)) +
                  "\": " + std::string(to_string(type)) + ' ' + percent(finding.types[number]) + ", told from " +
                  percent(learned.threshold(type)) + " on");
  for (std::size_t t = 0; t < finding.types.size(); ++t) {
    if (t != number && finding.types[t] >= Learned::kFloor)
      lines.push_back("  also " + std::string(kEventTypeNames[t]) + ' ' + percent(finding.types[t]));
  }
  for (std::size_t s = 0; s < finding.statuses.size(); ++s) {
    if (finding.statuses[s] >= 0.05f)
      lines.push_back("  status " + std::string(kStatusNames[s]) + ' ' + percent(finding.statuses[s]));
  }
  for (const PartWord& part : finding.parts) {
    if (part.chance < 0.1f) continue;
    const Tree& tree = whole.trees[part.sentence];
    lines.push_back("  " + std::string(kPartNames[static_cast<std::size_t>(part.part)]) + " \"" +
                    tree.text(tree.noun_phrase(part.token)) + "\" " + percent(part.chance) +
                    (part.sentence == finding.sentence ? "" : ", of another sentence"));
  }
  for (const LabelledCase& one : learned.nearest(finding, 3)) {
    lines.push_back("  like (" + percent(one.likeness) + ") the labelled case \"" + std::string(one.sentence) +
                    "\", coded " + std::string(one.code));
  }
}

}  // namespace

std::vector<std::string> explain(const Document& document, const Knowledge& knowledge, const Claim& claim) {
  const Whole whole(document, knowledge, true);
  const Tree& tree = whole.trees[claim.sentence];
  std::vector<std::string> lines;
  for (const Coded& coded : code_sentence(document, tree, knowledge.forms, whole.standing, whole.speakers)) {
    if (coded.claim.type != claim.type || coded.claim.trigger != claim.trigger) continue;
    add_form(document, tree, knowledge.forms, coded, lines);
    break;
  }
  if (const Finding* finding = finding_behind(claim, whole.findings))
    add_finding(whole, *knowledge.learned, claim.type, *finding, lines);
  if (lines.empty()) lines.push_back("not by a form: rule " + claim.rule);
  return lines;
}

}  // namespace annals::extract
