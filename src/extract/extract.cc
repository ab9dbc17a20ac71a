#include "extract/extract.h"

#include <algorithm>
#include <array>

#include "extract/claims.h"

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

bool is_one_claim(const Claim& a, const Claim& b) {
  return a.sentence == b.sentence && a.type == b.type && a.trigger.first < b.trigger.last &&
         b.trigger.first < a.trigger.last;
}

template <typename List>
void fill(List& mine, List& theirs) {
  if (mine.empty()) mine = std::move(theirs);
}

void take_from(Claim& claim, Claim& other) {
  fill(claim.modes, other.modes);
  fill(claim.contexts, other.contexts);
  fill(claim.actors, other.actors);
  fill(claim.recipients, other.recipients);
  fill(claim.times, other.times);
  fill(claim.places, other.places);
  fill(claim.topics, other.topics);
  fill(claim.settings, other.settings);
  fill(claim.said_by, other.said_by);
  if (claim.casualties.unknown()) claim.casualties = other.casualties;
}

// "They discussed it": face to face, as news has it, unless the page tells of a call: then how is not said.
void meet_unless_called(std::vector<Claim>& claims) {
  const bool called = std::any_of(claims.begin(), claims.end(), [](const Claim& claim) {
    return std::find(claim.modes.begin(), claim.modes.end(), "phone") != claim.modes.end();
  });
  if (called) return;
  for (Claim& claim : claims) {
    if (claim.type == EventType::consult && claim.modes.empty()) claim.modes = {"meeting"};
  }
}

}  // namespace

std::vector<Claim> extract(const Document& document, const lexicon::Forms& forms, const Known& known) {
  const std::vector<Tree> trees = trees_of(document, forms);
  const Standing standing(document, forms, known);
  const Speakers speakers(document, trees, forms);
  std::vector<Claim> claims;
  for (const Tree& tree : trees) {
    for (Coded& coded : code_sentence(document, tree, forms, standing, speakers))
      claims.push_back(std::move(coded.claim));
  }
  std::stable_sort(claims.begin(), claims.end(), before);
  meet_unless_called(claims);
  return claims;
}

std::vector<Claim> merge(std::vector<Claim> claims, std::vector<Claim> others) {
  for (Claim& other : others) {
    const auto same =
        std::find_if(claims.begin(), claims.end(), [&](const Claim& c) { return is_one_claim(c, other); });
    if (same == claims.end()) {
      claims.push_back(std::move(other));
      continue;
    }
    if (other.confidence > same->confidence) std::swap(*same, other);
    take_from(*same, other);
  }
  std::stable_sort(claims.begin(), claims.end(), before);
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

}  // namespace

std::vector<std::string> explain(const Document& document, const lexicon::Forms& forms, const Known& known,
                                 const Claim& claim) {
  const std::vector<Tree> trees = trees_of(document, forms);
  const Standing standing(document, forms, known);
  const Speakers speakers(document, trees, forms);
  std::vector<std::string> lines;
  for (const Coded& coded : code_sentence(document, trees[claim.sentence], forms, standing, speakers)) {
    if (coded.claim.type != claim.type || coded.claim.trigger != claim.trigger) continue;
    const Tree& tree = trees[claim.sentence];
    const lexicon::Form& form = forms.form(coded.match.entry);
    lines.push_back("form " + form.id + ": " + form.gloss);
    lines.push_back("wording \"" + forms.pattern(coded.match.entry).text + "\" at \"" + tree.text(claim.trigger) + '"' +
                    (coded.match.passive ? ", passive" : ""));
    for (const Binding& binding : coded.match.bindings) lines.push_back(role_line(tree, binding));
    lines.push_back("status " + std::string(to_string(claim.status)) +
                    (coded.outlook.reasons.empty() ? ": told as a fact" : ""));
    for (const std::string& reason : coded.outlook.reasons) lines.push_back("  because " + reason);
    for (const Speaker& speaker : claim.said_by) {
      lines.push_back("said by \"" + std::string(document.text_of(speaker.who)) + '"' +
                      (speaker.quoted ? ", quoted" : ""));
    }
    break;
  }
  if (lines.empty()) lines.push_back("not by a form: rule " + claim.rule);
  return lines;
}

}  // namespace annals::extract
