#include "extract/speakers.h"

#include <string_view>

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

// Who a sentence's own verb of speech names, outside of any quotation in it.
std::optional<Speaker> Speakers::speaker_in(std::uint32_t s) const {
  const Tree& tree = trees_[s];
  std::optional<Speaker> found;
  for (TokenId i = 0; i < tree.size(); ++i) {
    if (quote_of_[s][i] >= 0 || !tree.is_verb(i) || !forms_.listed("speech", tree.lemma(i))) continue;
    const TokenId who = surface_subject(tree, forms_, i);
    if (who == kNoToken) continue;
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

void Speakers::find_introductions() {
  std::optional<Speaker> current;
  std::uint32_t since = 0;
  for (std::uint32_t s = 0; s < trees_.size(); ++s) {
    const Block& block = document_.block_of(document_.sentences[s]);
    const auto& tokens = document_.sentences[s].tokens;
    if (current && (block.kind == BlockKind::caption || block.kind == BlockKind::title)) current.reset();
    if (current && s > since + 1 && tells(s)) current.reset();  // the story goes on in its own voice
    introduced_[s] = current;
    if (!tokens.empty() &&
        (tokens.back().form == ":" || (tokens.size() > 1 && tokens[tokens.size() - 2].form == ":"))) {
      if (auto speaker = speaker_in(s)) {
        current = speaker;
        since = s;
      }
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
