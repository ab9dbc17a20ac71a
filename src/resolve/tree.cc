#include "resolve/tree.h"

#include <algorithm>

namespace annals::resolve {

std::vector<std::uint32_t> children(const Sentence& sentence, std::uint32_t head) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
    if (sentence.tokens[i].head == static_cast<std::int32_t>(head)) out.push_back(i);
  }
  return out;
}

std::uint32_t depth(const Sentence& sentence, std::uint32_t token) {
  std::uint32_t steps = 0;
  std::int32_t at = static_cast<std::int32_t>(token);
  while (at >= 0 && static_cast<std::size_t>(at) < sentence.tokens.size() && steps < sentence.tokens.size()) {
    at = sentence.tokens[static_cast<std::size_t>(at)].head;
    ++steps;
  }
  return steps;
}

bool governs(const Sentence& sentence, std::uint32_t ancestor, std::uint32_t token) {
  std::int32_t at = static_cast<std::int32_t>(token);
  for (std::size_t steps = 0; at >= 0 && steps <= sentence.tokens.size(); ++steps) {
    if (at == static_cast<std::int32_t>(ancestor)) return true;
    at = sentence.tokens[static_cast<std::size_t>(at)].head;
  }
  return false;
}

std::uint32_t verb_above(const Sentence& sentence, std::uint32_t token) {
  std::int32_t at = static_cast<std::int32_t>(token);
  for (std::size_t steps = 0; at >= 0 && steps <= sentence.tokens.size(); ++steps) {
    const Token& here = sentence.tokens[static_cast<std::size_t>(at)];
    if (here.upos == Upos::VERB) return static_cast<std::uint32_t>(at);
    at = here.head;
  }
  return static_cast<std::uint32_t>(sentence.tokens.size());
}

bool is_nominal(const Token& token) {
  return token.upos == Upos::NOUN || token.upos == Upos::PROPN || token.upos == Upos::PRON || token.upos == Upos::NUM;
}

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::nsubj_outer;
}

std::vector<std::string_view> forms(const Sentence& sentence) {
  std::vector<std::string_view> out;
  out.reserve(sentence.tokens.size());
  for (const Token& token : sentence.tokens) out.push_back(token.form);
  return out;
}

std::string words_of(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  std::string out;
  for (std::uint32_t i = first; i < last && i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    const bool gap = i > first && (token.range.begin > sentence.tokens[i - 1].range.end);
    if (gap) out += ' ';
    out += token.form;
  }
  return out;
}

std::uint32_t token_at_offset(const Sentence& sentence, std::uint32_t at) {
  for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
    if (sentence.tokens[i].range.begin <= at && at < sentence.tokens[i].range.end) return i;
  }
  return static_cast<std::uint32_t>(sentence.tokens.size());
}

std::uint32_t gap(std::uint32_t token, const Phrase& phrase) {
  if (token < phrase.first) return phrase.first - token;
  return token < phrase.last ? 0 : token - phrase.last + 1;
}

}  // namespace annals::resolve
