#include "query/source.h"

namespace annals::query {
namespace {

// Blocks that are not the story itself are named: a caption is weaker evidence than a sentence of the body.
std::string_view block_note(const ResolvedClaim& claim) {
  switch (claim.block) {
    case BlockKind::title:
      return ", headline";
    case BlockKind::lead:
      return ", standfirst";
    case BlockKind::caption:
      return ", caption";
    case BlockKind::quote:
      return ", quotation";
    case BlockKind::related:
      return ", related headline";
    case BlockKind::body:
    case BlockKind::chrome:
      return "";
  }
  return "";
}

}  // namespace

std::string source_text(const ResolvedClaim& claim) {
  const std::string outlet = claim.outlet.empty() ? "outlet unknown" : visible(claim.outlet);
  return outlet + ", " + visible(claim.path) + std::string(block_note(claim));
}

void put_sentence(Lines& lines, unsigned indent, const ResolvedClaim& claim) {
  lines.put(indent, "\u201C" + visible(claim.sentence) + "\u201D", 1);
  lines.put_faint(indent + 1, "\u2014 " + source_text(claim));
}

}  // namespace annals::query
