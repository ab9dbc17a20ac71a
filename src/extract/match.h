// Forms against a sentence: every word that may name an event, with the form that fits it best.
#pragma once

#include <string>
#include <vector>

#include "extract/frame.h"
#include "extract/standing.h"
#include "extract/tree.h"
#include "lexicon/forms.h"

namespace annals::extract {

struct Binding {
  TokenId token = kNoToken;
  lexicon::SlotRole role = lexicon::SlotRole::none;
  std::string relation;
  bool own = true;
};

struct Match {
  lexicon::Forms::Entry entry;
  lexicon::Pattern::Kind kind = lexicon::Pattern::Kind::verb;
  TokenId head = kNoToken;
  TokenId carrier = kNoToken;  // the light verb, of a noun
  std::vector<TokenId> words;  // that the pattern named, the head first
  std::vector<Binding> bindings;
  bool passive = false;
  std::vector<std::uint32_t> inner_forms;  // of matches joined to this one
};

// The matches of one sentence in the order of their head words, at most one a word; a word that another match needs
// for its own wording ("talks" in "hold talks") heads none.
std::vector<Match> find_matches(const Tree& tree, const lexicon::Forms& forms, const Standing& standing);

// "The Oslo accords", "the Geneva talks": a town that alone names a deal or talks is where they were.
bool is_seat(const Tree& tree, const Standing& standing, EventType type, TokenId name);

// "Russia said it would station missiles": the body that "it" stands for; kNoToken when `token` is no such word.
TokenId body_behind_it(const Tree& tree, const lexicon::Forms& forms, const Standing& standing, TokenId token);

}  // namespace annals::extract
