#include "extract/speakers.h"

#include <string_view>

#include "extract/claims.h"
#include "extract/frame.h"

namespace annals::extract {
namespace {

bool opens(std::string_view form) { return form == "“" || form == "``" || form == "«" || form == "„"; }
bool closes(std::string_view form) { return form == "”" || form == "''" || form == "»"; }
bool straight(std::string_view form) { return form == "\""; }

}  // namespace

Speakers::Speakers(const Document& document, const std::vector<Tree>& trees, const lexicon::Forms& forms)
    : document_(document), trees_(trees), forms_(forms), introduced_(document.sentences.size()) {
  find_quotes();
  find_introductions();
  find_speakers();
}

void Speakers::find_quotes() {
  int open = -1;
  bool left_open = false;
  for (std::uint32_t s = 0; s < trees_.size(); ++s) {
    const auto& sentence = document_.sentences[s];
    // A straight mark left open is a slip of the page: it ends with its block.
    if (open >= 0 && s > 0 && document_.sentences[s - 1].block != sentence.block) {
      open = -1;
      left_open = true;
    }
    quote_of_.emplace_back(sentence.tokens.size(), -1);
    for (TokenId i = 0; i < sentence.tokens.size(); ++i) {
      const std::string_view form = sentence.tokens[i].form;
      if (opens(form) || (straight(form) && open < 0)) {
        quotes_.push_back({s, s, std::nullopt, i == 0 && (left_open || open >= 0)});
        left_open = false;
        open = static_cast<int>(quotes_.size()) - 1;
      } else if (closes(form) || straight(form)) {
        open = -1;
        left_open = false;
      } else if (open >= 0) {
        quotes_[open].last = s;
        quote_of_[s][i] = open;
      }
    }
  }
}

namespace {

// "Responding to the report A. B. said:": the name right before the verb, where the tree has given it to another word.
TokenId name_before(const Tree& tree, TokenId verb) {
  const Upos before = tree.token(verb - 1).upos;
  if (before != Upos::PROPN && before != Upos::NOUN) return kNoToken;
  TokenId name = verb - 1;
  while (tree.head(name) != kNoToken && tree.head(name) < name && tree.token(tree.head(name)).upos == Upos::PROPN) {
    name = tree.head(name);
  }
  return name;
}

}  // namespace

// Who a sentence's own verb of speech names, outside of any quotation in it.
std::optional<Speaker> Speakers::speaker_in(std::uint32_t s) const {
  const Tree& tree = trees_[s];
  std::optional<Speaker> found;
  for (TokenId i = 0; i < tree.size(); ++i) {
    if (quote_of_[s][i] >= 0 || !tree.is_verb(i) || !forms_.listed("speech", tree.lemma(i))) continue;
    TokenId who = surface_subject(tree, forms_, i);
    if (who == kNoToken && i > 0 && i + 1 < tree.size() && tree.form(i + 1) == ":") who = name_before(tree, i);
    if (who == kNoToken || is_nobody(tree, who)) continue;
    if (is_passive(tree, i) && !forms_.listed("quoting", tree.lemma(i))) continue;
    Speaker speaker;
    speaker.who = tree.noun_phrase(who);
    speaker.cue = tree.word(i);
    found = speaker;
  }
  return found;
}

// Whether a sentence reports words as a story does: "the minister said", "he added".
bool Speakers::tells(std::uint32_t s) const {
  const Tree& tree = trees_[s];
  for (TokenId i = 0; i < tree.size(); ++i) {
    if (!tree.is_verb(i) || quote_of_[s][i] >= 0) continue;
    if (tree.lemma(i) != "say" && tree.lemma(i) != "tell" && tree.lemma(i) != "add") continue;
    const TokenId who = tree.child(i, Deprel::nsubj);
    if (who == kNoToken) continue;
    if (tree.token(who).upos == Upos::PROPN || tree.form(who) == "he" || tree.form(who) == "she") return true;
    if (forms_.listed("political", tree.lemma(who))) return true;
  }
  return false;
}

// Whether somebody is spoken of as a story does, who would say "I" of himself.
bool Speakers::tells_of(std::uint32_t s, const Phrase& who) const {
  const Tree& tree = trees_[s];
  const auto& named = document_.sentences[who.sentence].tokens;
  for (TokenId i = 0; i < tree.size(); ++i) {
    if (quote_of_[s][i] >= 0 || (tree.relation(i) != Deprel::nsubj && tree.relation(i) != Deprel::nsubj_pass)) continue;
    if (tree.token(i).upos != Upos::NOUN && tree.token(i).upos != Upos::PROPN) continue;
    if (tree.token(i).upos == Upos::NOUN && tree.child_with_form(i, "the") == kNoToken) continue;
    for (std::uint32_t t = who.first; t < who.last; ++t) {  // by his name or his title, not by what he is minister of
      const bool of_head =
          named[t].head == static_cast<std::int32_t>(who.head) &&
          (named[t].deprel == Deprel::flat || named[t].deprel == Deprel::appos || named[t].deprel == Deprel::nmod_desc);
      if (t != who.head && !of_head) continue;
      if (named[t].form == tree.token(i).form && named[t].upos == tree.token(i).upos) return true;
    }
  }
  return false;
}

bool Speakers::in_first_person(std::uint32_t block) const {
  for (std::uint32_t s = 0; s < trees_.size(); ++s) {
    if (document_.sentences[s].block != block) continue;
    for (TokenId i = 0; i < trees_[s].size(); ++i) {
      if (quote_of_[s][i] < 0 && is_first_person(trees_[s], i)) return true;
    }
  }
  return false;
}

// "The minister said:" before a paragraph, or before words of his own that stand in no marks.
bool Speakers::introduces(std::uint32_t s, bool& at_end) const {
  const auto& tokens = document_.sentences[s].tokens;
  const std::size_t size = tokens.size();
  at_end = size > 0 && (tokens.back().form == ":" || (size > 1 && tokens[size - 2].form == ":"));
  if (at_end) return true;
  for (TokenId i = 1; i + 1 < size; ++i) {
    if (tokens[i].form != ":" || opens(tokens[i + 1].form) || straight(tokens[i + 1].form)) continue;
    return trees_[s].is_verb(i - 1) && forms_.listed("speech", trees_[s].lemma(i - 1)) && quote_of_[s][i] < 0;
  }
  return false;
}

void Speakers::find_introductions() {
  std::optional<Speaker> current;
  std::uint32_t since = 0;
  bool whole = false;  // the statement has a line to itself before it: it may go on below
  for (std::uint32_t s = 0; s < trees_.size(); ++s) {
    const Block& block = document_.block_of(document_.sentences[s]);
    const bool next_block = s > 0 && document_.sentences[s - 1].block != document_.sentences[s].block;
    if (current && (block.kind == BlockKind::caption || block.kind == BlockKind::title)) current.reset();
    // The story goes on in its own voice.
    if (current && s > since + 1 && (tells(s) || tells_of(s, current->who))) current.reset();
    if (current && !whole && next_block && !in_first_person(document_.sentences[s].block)) current.reset();
    introduced_[s] = current;
    bool at_end = false;
    if (!introduces(s, at_end)) continue;
    if (auto speaker = speaker_in(s)) {
      current = speaker;
      since = s;
      whole = at_end;
    }
  }
}

void Speakers::find_speakers() {
  for (std::size_t i = 0; i < quotes_.size(); ++i) {
    Quote& quote = quotes_[i];
    if (quote.goes_on && i > 0) quote.speaker = quotes_[i - 1].speaker;
    for (std::uint32_t s = quote.first; s <= quote.last && !quote.speaker; ++s) quote.speaker = speaker_in(s);
    const std::uint32_t block = document_.sentences[quote.first].block;
    for (std::uint32_t back = 1; back <= 3 && !quote.speaker && back <= quote.first; ++back) {
      const std::uint32_t s = quote.first - back;
      if (document_.sentences[s].block + 1 < block) break;
      quote.speaker = speaker_in(s);
    }
    if (!quote.speaker) quote.speaker = introduced_[quote.first];
  }
}

std::optional<Speaker> Speakers::before(std::uint32_t sentence) const {
  for (std::uint32_t back = 1; back <= 3 && back <= sentence; ++back) {
    if (auto speaker = speaker_in(sentence - back)) return speaker;
  }
  return std::nullopt;
}

std::optional<Speaker> Speakers::of(std::uint32_t sentence, TokenId token) const {
  const TextRange range = document_.sentences[sentence].tokens[token].range;
  for (const Quotation& quotation : document_.quotations) {
    if (quotation.direct && !quotation.speaker.empty() && quotation.content.contains(range)) {
      return Speaker{quotation.speaker, quotation.cue, true};
    }
  }
  const int quote = quote_of_[sentence][token];
  if (quote >= 0 && quotes_[quote].speaker) {
    Speaker speaker = *quotes_[quote].speaker;
    speaker.quoted = true;
    return speaker;
  }
  return introduced_[sentence];
}

}  // namespace annals::extract
