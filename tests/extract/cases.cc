#include "extract/cases.h"

#include <algorithm>
#include <fstream>

#include "base/text.h"

namespace annals::testing {
namespace {

std::string names(const Document& document, const std::vector<Phrase>& phrases) {
  std::vector<std::string> out;
  for (const Phrase& phrase : phrases) out.emplace_back(document.text_of(phrase));
  return base::join(out, ", ");
}

std::string speakers(const Document& document, const Claim& claim) {
  std::vector<std::string> out;
  for (const Speaker& speaker : claim.said_by) out.emplace_back(document.text_of(speaker.who));
  return base::join(out, ", ");
}

bool all_found(std::string_view wanted, const std::string& found) {
  if (base::trim(wanted) == "-") return found.empty();
  for (std::string_view name : base::split(wanted, ',')) {
    name = base::trim(name);
    if (!name.empty() && found.find(name) == std::string::npos) return false;
  }
  return true;
}

bool fits(const Document& document, const Claim& claim, const std::string& expected) {
  const auto fields = base::split(expected, '|');
  const auto head = base::split_words(fields[0]);
  if (head.size() < 3 || to_string(claim.type) != head[0] || to_string(claim.status) != head[2]) return false;
  if (head[1] == "(none)" && !claim.modes.empty()) return false;
  const bool any = head[1] == "-" || head[1] == "(none)";
  if (!any && std::find(claim.modes.begin(), claim.modes.end(), head[1]) == claim.modes.end()) return false;
  if (fields.size() > 1) {
    const auto sides = base::split(fields[1], '>');
    if (!all_found(sides[0], names(document, claim.actors))) return false;
    if (sides.size() > 1 && !all_found(sides[1], names(document, claim.recipients))) return false;
  }
  if (fields.size() > 2 && !all_found(fields[2], names(document, claim.places))) return false;
  if (fields.size() > 3 && !all_found(fields[3], names(document, claim.times))) return false;
  if (fields.size() > 4 && !all_found(fields[4], speakers(document, claim))) return false;
  return true;
}

}  // namespace

std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::vector<Case> cases;
  std::ifstream in(file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::string_view text = base::trim(line);
    if (text.empty() || text.front() == '#') continue;
    if (text.front() == '>') {
      cases.push_back(
          {std::string(base::trim(text.substr(1))), {}, file.filename().string() + ":" + std::to_string(number)});
    } else if (!cases.empty() && text != "(none)") {
      cases.back().expected.emplace_back(text);
    }
  }
  return cases;
}

Article article_of(const std::string& text) {
  Article article;
  article.text.append_copy(text, 0);
  Block block;
  block.kind = BlockKind::body;
  block.range = {0, static_cast<std::uint32_t>(text.size())};
  article.blocks.push_back(block);
  article.language = "en";
  return article;
}

std::string as_case(const Document& document, const Claim& claim) {
  std::string out = std::string(to_string(claim.type)) + ' ' +
                    (claim.modes.empty() ? "-" : base::join(claim.modes, ",")) + ' ' +
                    std::string(to_string(claim.status)) + " | " + names(document, claim.actors) + " > " +
                    names(document, claim.recipients) + " | " + names(document, claim.places) + " | " +
                    names(document, claim.times) + (claim.said_by.empty() ? "" : " | " + speakers(document, claim)) +
                    "  [" + std::string(document.text_of(claim.trigger)) + "] " + claim.rule;
  return out;
}

std::string mismatch(const Document& document, const std::vector<Claim>& claims, const std::string& expected) {
  std::string got;
  const bool unwanted = expected.front() == '!';
  for (const Claim& claim : claims) {
    if (unwanted && fits(document, claim, expected.substr(1))) return "      never    " + as_case(document, claim);
    if (!unwanted && fits(document, claim, expected)) return {};
    got += "\n      got      " + as_case(document, claim);
  }
  if (unwanted) return {};
  return "      expected " + expected + (got.empty() ? "\n      got      (none)" : got);
}

}  // namespace annals::testing
