// A claim taken apart for people: its sentence's tree, the form that found it, what each phrase was resolved to.
#include <algorithm>

#include "annals/json.h"
#include "pipeline/state.h"

namespace annals {
namespace {

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.resize(width, ' ');
  return text;
}

std::string tree_text(const Sentence& sentence) {
  std::string out;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    const std::string head = token.head < 0 ? "" : sentence.tokens[static_cast<std::size_t>(token.head)].form;
    out += "  " + padded(std::to_string(i + 1), 4) + padded(token.form, 20) + padded(token.lemma, 18) +
           padded(std::string(to_string(token.upos)), 7) + padded(std::string(to_string(token.deprel)), 14) +
           (head.empty() ? "" : "of " + head) + "\n";
  }
  return out;
}

void add_lines(std::string& out, std::string_view heading, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  out += "\n" + std::string(heading) + "\n";
  for (const std::string& line : lines) out += "  " + line + "\n";
}

}  // namespace

Result<std::string> Pipeline::explain(const Page& page, const std::string& claim) const {
  const Result<Document> document = parse(page);
  if (!document) return document.error();
  std::vector<Claim> claims = extract::extract(*document, state_->coding());
  state_->add_petrarch(*document, claims);
  // Each by itself, so that its words are known beside what it was resolved to.
  const CodedDocument coded = resolve::resolve(*document, claims, state_->knowledge());
  const auto found = std::ranges::find(coded.claims, claim, &ResolvedClaim::id);
  if (found == coded.claims.end()) {
    return Error{ErrorKind::NotFound, "this page, as it is read now, makes no claim " + claim, page.path, {}};
  }
  const auto same = [&](const Claim& one) {
    const Sentence& sentence = document->sentences[one.sentence];
    return one.type == found->type && document->article.text.spans(sentence.range) == found->sentence_spans &&
           document->article.text.spans(document->range_of(one.trigger)) == found->evidence.trigger;
  };
  const auto source = std::ranges::find_if(claims, same);
  std::string out = found->path + "\n\n\"" + found->sentence + "\"\n";
  if (source != claims.end()) {
    out += "\nThe sentence's tree\n" + tree_text(document->sentences[source->sentence]);
    add_lines(out, "How it was coded", extract::explain(*document, state_->coding(), *source));
    if (source->petrarch) add_lines(out, "What the extra lexicon codes", extract::explain(*source->petrarch));
  }
  add_lines(out, "How it was resolved", found->why);
  add_lines(out, "When the page was published", coded.published.why);
  return out;
}

}  // namespace annals
