// A claim taken apart for people: its sentence's tree, the form that found it, what each phrase was resolved to.
#include <algorithm>
#include <array>
#include <cstdio>

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

// A page read and coded, each claim's words beside what it was resolved to.
struct Told {
  Document document;
  std::vector<Claim> claims;
  CodedDocument coded;
};

std::string score_text(float score) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%+.2f", static_cast<double>(score));
  return text.data();
}

std::string in_line(std::string_view text) {
  std::string out(text);
  std::ranges::replace(out, '\n', ' ');
  return out;
}

// What stands right before and behind a sentence and was not read.
std::vector<std::string> passed_over_beside(const Document& document, const Sentence& sentence) {
  const PassedOver *before = nullptr, *behind = nullptr;
  for (const PassedOver& part : document.passed_over) {
    if (part.range.begin < sentence.range.begin) before = &part;
    if (part.range.begin > sentence.range.begin && !behind) behind = &part;
  }
  for (const Sentence& other : document.sentences) {
    if (before && other.range.begin > before->range.begin && other.range.begin < sentence.range.begin) before = nullptr;
    if (behind && other.range.begin < behind->range.begin && other.range.begin > sentence.range.begin) behind = nullptr;
  }
  std::vector<std::string> lines;
  const auto add = [&](const PassedOver* part, const char* where) {
    if (!part) return;
    lines.push_back(std::string(where) + " (" + score_text(part->score) + "): \"" +
                    in_line(document.article.text.view(part->range)) + '"');
  };
  add(before, "before it");
  add(behind, "behind it");
  if (!document.passed_over.empty()) {
    lines.push_back("of the page, " + std::to_string(document.passed_over.size()) + " in all, beside " +
                    std::to_string(document.sentences.size()) + " sentences that were read");
  }
  return lines;
}

}  // namespace

Result<std::string> Pipeline::explain_gate(const Page& page) const {
  const Result<Document> document = state_->read(page, state_->every_sentence);
  if (!document) return document.error();
  std::vector<std::pair<std::uint32_t, std::string>> lines;
  for (const Sentence& sentence : document->sentences) {
    lines.emplace_back(sentence.range.begin, "read         " + in_line(document->article.text.view(sentence.range)));
  }
  for (const PassedOver& part : document->passed_over) {
    lines.emplace_back(part.range.begin, "passed over  " + in_line(document->article.text.view(part.range)) + "  (" +
                                             score_text(part.score) + ')');
  }
  std::ranges::stable_sort(lines, {}, [](const auto& line) { return line.first; });
  std::string out =
      page.path + "\n\nSentences that the gate lets through are read; a score says how likely one tells of an event\n";
  for (const auto& [at, line] : lines) out += "  " + line + '\n';
  return out;
}

Result<std::string> Pipeline::explain(const Page& page, const std::string& claim) const {
  // As it is read by default; where that makes no such claim, with every sentence, as it may have been read then.
  Told told;
  bool found_any = false;
  for (const bool every : {state_->every_sentence, true}) {
    Result<Document> read = state_->read(page, every);
    if (!read) return read.error();
    const auto tongue = state_->tongue(read->article);
    if (!tongue) return tongue.error();
    std::vector<Claim> made = extract::extract(*read, state_->coding(*tongue));
    state_->add_petrarch(*read, *tongue, made);
    CodedDocument resolved = resolve::resolve(*read, made, state_->knowledge(*tongue));
    found_any = std::ranges::find(resolved.claims, claim, &ResolvedClaim::id) != resolved.claims.end();
    told = {std::move(*read), std::move(made), std::move(resolved)};
    if (found_any) break;
  }
  if (!found_any) {
    return Error{ErrorKind::NotFound, "this page, as it is read now, makes no claim " + claim, page.path, {}};
  }
  const Document* document = &told.document;
  const auto tongue = state_->tongue(document->article);
  if (!tongue) return tongue.error();
  const std::vector<Claim>& claims = told.claims;
  const CodedDocument& coded = told.coded;
  const auto found = std::ranges::find(coded.claims, claim, &ResolvedClaim::id);
  const auto same = [&](const Claim& one) {
    const Sentence& sentence = document->sentences[one.sentence];
    return one.type == found->type && document->article.text.spans(sentence.range) == found->sentence_spans &&
           document->article.text.spans(document->range_of(one.trigger)) == found->evidence.trigger;
  };
  const auto source = std::ranges::find_if(claims, same);
  std::string out = found->path + "\n\n\"" + found->sentence + "\"\n";
  if (source != claims.end()) {
    out += "\nThe sentence's tree\n" + tree_text(document->sentences[source->sentence]);
    add_lines(out, "How it was coded", extract::explain(*document, state_->coding(*tongue), *source));
    add_lines(out, "Passed over unread, by the gate's score",
              passed_over_beside(*document, document->sentences[source->sentence]));
    if (source->petrarch) add_lines(out, "What the extra lexicon codes", extract::explain(*source->petrarch));
  }
  add_lines(out, "How it was resolved", found->why);
  add_lines(out, "When the page was published", coded.published.why);
  return out;
}

}  // namespace annals
