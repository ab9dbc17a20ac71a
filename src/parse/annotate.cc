#include "parse/annotate.h"

#include <algorithm>

#include "base/utf8.h"
#include "parse/tree.h"

namespace annals::parse {
namespace {

// A longer sentence gets a tree for each part of it: the scores grow with the square of the length.
constexpr std::size_t kLongestTree = 400;

bool stands_above(const Sentence& sentence, std::uint32_t above, std::uint32_t below) {
  std::size_t steps = 0;
  for (std::int32_t at = static_cast<std::int32_t>(below); at >= 0 && steps++ <= sentence.tokens.size();
       at = sentence.tokens[static_cast<std::size_t>(at)].head) {
    if (at == static_cast<std::int32_t>(above)) return true;
  }
  return false;
}

// Whether a name and the one right before it have one and the same part: nothing has two subjects without an "and".
bool is_twice_there(const Sentence& sentence, std::uint32_t second) {
  const Token &a = sentence.tokens[second - 1], &b = sentence.tokens[second];
  const bool part = b.deprel == Deprel::nsubj || b.deprel == Deprel::nsubj_pass || b.deprel == Deprel::obj;
  return part && a.deprel == b.deprel && a.head == b.head && a.upos == Upos::PROPN && b.upos == Upos::PROPN;
}

// A person's name is one node: where two of its words hang on the same word outside ("Seyoum" and "Mesfin" both the
// subject of "signed"), the later one goes below the first, and what is coordinated with it goes with the name.
void tie(Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  const std::uint32_t top = head_of(sentence, first, last);
  const std::int32_t outside = sentence.tokens[top].head;
  if (outside < 0) return;
  for (std::uint32_t i = top + 1; i < last; ++i) {
    Token& token = sentence.tokens[i];
    if (token.head != outside || stands_above(sentence, i, top)) continue;
    token.head = static_cast<std::int32_t>(top);
    token.deprel = Deprel::flat;
    for (std::uint32_t k = last; k < sentence.tokens.size(); ++k) {
      Token& below = sentence.tokens[k];
      if (below.head == static_cast<std::int32_t>(i)) below.head = static_cast<std::int32_t>(top);
    }
  }
}

bool is_subject(const Token& token) { return token.deprel == Deprel::nsubj || token.deprel == Deprel::nsubj_pass; }

// No verb has two subjects without an "and". "Lake urged both to sign, a diplomat said": the first is the subject of
// the clause before the verb, which has none. "Said the minister, Jaime Oreja": the second says who the first is.
void part_subjects(std::span<Token> tokens) {
  const auto size = static_cast<std::int32_t>(tokens.size());
  for (std::int32_t second = 1; second < size; ++second) {
    const std::int32_t verb = tokens[second].head;
    if (!is_subject(tokens[second]) || verb < 0) continue;
    std::int32_t first = second - 1;
    while (first >= 0 && !(is_subject(tokens[first]) && tokens[first].head == verb)) --first;
    if (first < 0) continue;
    std::int32_t clause = -1;  // between the two, before the verb, and without a subject
    for (std::int32_t i = first + 1; i < std::min(second, verb); ++i) {
      if (tokens[i].head == verb && tokens[i].deprel == Deprel::ccomp) clause = i;
    }
    const bool has_one = clause >= 0 && std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
                           return token.head == clause && is_subject(token);
                         });
    std::int32_t participle = -1;  // "Two killed in raid, police say"
    for (std::int32_t i = first + 1; i < std::min(second, verb); ++i) {
      if (tokens[i].head == first && tokens[i].deprel == Deprel::acl && tokens[i].xpos == "VBN") participle = i;
    }
    const bool parted = std::any_of(tokens.begin() + first, tokens.begin() + second,
                                    [](const Token& token) { return token.form == ","; });
    if (clause >= 0 && !has_one) {
      tokens[first].head = clause;
    } else if (participle >= 0 && parted) {
      tokens[participle].head = verb;
      tokens[participle].deprel = Deprel::ccomp;
      tokens[first].head = participle;
      tokens[first].deprel = Deprel::nsubj_pass;
    } else if (verb < first && tokens[second].upos == Upos::PROPN && tokens[first].upos == Upos::NOUN && parted) {
      tokens[second].head = first;
      tokens[second].deprel = Deprel::appos;
    }
  }
}

// "The spokesman of the brigades, Abu Ubaida, said": a man is no other name of a body, but of whom the body's noun
// tells.
void hang_on_title(Sentence& sentence, std::span<const Name> names) {
  const auto is_body = [&](std::int32_t token) {
    return std::any_of(names.begin(), names.end(), [&](const Name& name) {
      return name.kind != NameKind::person && static_cast<std::int32_t>(name.phrase.first) <= token &&
             token < static_cast<std::int32_t>(name.phrase.last);
    });
  };
  for (const Name& name : names) {
    Token& man = sentence.tokens[name.phrase.head];
    if (name.kind != NameKind::person || man.deprel != Deprel::appos || !is_body(man.head)) continue;
    std::int32_t at = man.head;
    for (std::size_t steps = 0; at >= 0 && is_body(at) && steps < sentence.tokens.size(); ++steps) {
      const Token& here = sentence.tokens[static_cast<std::size_t>(at)];
      if (here.deprel != Deprel::nmod && here.deprel != Deprel::compound && here.deprel != Deprel::flat) break;
      at = here.head;
    }
    if (at >= 0 && !is_body(at) && sentence.tokens[static_cast<std::size_t>(at)].upos == Upos::NOUN) man.head = at;
  }
}

}  // namespace

std::uint32_t head_of(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i) {
    const std::int32_t head = sentence.tokens[i].head;
    if (head < static_cast<std::int32_t>(first) || head >= static_cast<std::int32_t>(last)) return i;
  }
  return first;
}

void Annotator::annotate(const model::Reading& reading, std::span<const ReadSentence> sentences,
                         model::Workspace& workspace) const {
  std::vector<std::int32_t> heads(reading.size(), -2);
  for (const ReadSentence& sentence : sentences) {
    tag(reading, sentence);
    std::int32_t root = -1;
    for (std::size_t first = sentence.first; first < sentence.last; first += kLongestTree) {
      const std::size_t last = std::min(sentence.last, first + kLongestTree);
      const auto part = tree(reading, first, last, workspace);
      for (std::size_t i = first; i < last; ++i) {
        heads[i] = part[i - first];
        if (heads[i] < 0 && root >= 0) heads[i] = root;
        if (heads[i] < 0) root = static_cast<std::int32_t>(i);
      }
    }
  }
  const auto relations = model_.relations(reading, heads, workspace);
  for (const ReadSentence& sentence : sentences) {
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      Token& token = sentence.tokens[i - sentence.first];
      token.head = heads[i] < 0 ? -1 : heads[i] - static_cast<std::int32_t>(sentence.first);
      token.deprel = labels_.deprel_of[relations[i]];
    }
    part_subjects(sentence.tokens);
  }
}

// Heads as words of the reading.
std::vector<std::int32_t> Annotator::tree(const model::Reading& reading, std::size_t first, std::size_t last,
                                          model::Workspace& workspace) const {
  std::vector<float> scores;
  model_.arcs(reading, first, last, workspace, scores);
  auto heads = best_tree(scores, last - first);
  for (auto& head : heads) {
    if (head >= 0) head += static_cast<std::int32_t>(first);
  }
  return heads;
}

// The model tells the case ("Russian" keeps its capital, "Talks" in a headline does not) and what becomes of proper
// names; for all else the table and the endings know better.
std::string Annotator::lemma_of(const model::Reading& reading, std::size_t word, const Token& token) const {
  const LemmaScript& script = labels_.lemma_of[reading.best(*labels_.lemma, word)];
  if (token.upos == Upos::PROPN && token.xpos != "NNPS") return token.form;
  const bool plural_name = token.xpos == "NNPS";
  const auto is_word = [this](std::string_view text) { return model_.has_piece(text); };
  const std::string lower = base::to_lower(token.form);
  if (lemmas_.leaves_to_model()) {
    std::string told = lemmas_.known(lower, token.xpos, is_word);
    return told.empty() ? script.apply(token.form) : told;
  }
  std::string lemma = lemmas_.find(lower, plural_name ? "NNS" : token.xpos, is_word);
  const bool keeps = plural_name || (!script.whole && script.letter_case != LemmaScript::Case::lower);
  if (!keeps || lower == token.form) return lemma;
  return lower == lemma ? token.form : LemmaScript{LemmaScript::Case::title, 0, {}, false}.apply(lemma);
}

void Annotator::tag(const model::Reading& reading, const ReadSentence& sentence) const {
  for (std::size_t i = sentence.first; i < sentence.last; ++i) {
    Token& token = sentence.tokens[i - sentence.first];
    token.upos = labels_.upos_of[reading.best(*labels_.upos, i)];
    token.xpos = labels_.xpos->labels[reading.best(*labels_.xpos, i)];
    token.lemma = lemma_of(reading, i, token);
    const std::size_t name = reading.best(*labels_.name, i);
    sentence.names[i - sentence.first] = {name, model_.probability(reading, *labels_.name, i, name)};
  }
}

void Annotator::find_names(Sentence& sentence, std::uint32_t number, std::span<const NameScore> scores,
                           std::vector<Name>& names) const {
  const auto count = static_cast<std::uint32_t>(sentence.tokens.size());
  const std::size_t before = names.size();
  for (std::uint32_t first = 0, last = 0; first < count; first = last) {
    const NameLabel& label = labels_.name_of[scores[first].label];
    last = first + 1;
    if (!label.inside) continue;
    float sum = scores[first].probability;
    for (; last < count; ++last) {
      const NameLabel& next = labels_.name_of[scores[last].label];
      if (!next.inside || next.kind != label.kind) break;
      if (next.begins && !(label.kind == NameKind::person && is_twice_there(sentence, last))) break;
      sum += scores[last].probability;
    }
    if (label.kind == NameKind::person) tie(sentence, first, last);
    names.push_back(
        {{number, first, last, head_of(sentence, first, last)}, label.kind, sum / static_cast<float>(last - first)});
  }
  hang_on_title(sentence, std::span<const Name>(names).subspan(before));
}

}  // namespace annals::parse
