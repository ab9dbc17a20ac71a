// What stands in which part to a word that may name an event, with voice, coordination, control, participles and
// relative clauses undone: "the men he is said to have arrested" gives arrest(subject he, object men). Every form is
// matched on frames, so that no form needs to know how a sentence was turned.
#pragma once

#include <string>
#include <vector>

#include "extract/tree.h"
#include "lexicon/forms.h"

namespace annals::extract {

struct Argument {
  TokenId token = kNoToken;
  std::string
      relation;     // "subject", "object", "indirect", "poss", "modifier", a preposition, or "" for a bare dependent
  bool own = true;  // hangs on the word itself; else it was inherited or stands with a light verb
};

struct Frame {
  TokenId head = kNoToken;
  bool passive = false;
  TokenId carrier = kNoToken;  // of a noun: the light verb that carries it ("held talks"), else kNoToken
  std::vector<Argument> arguments;
};

bool is_passive(const Tree& tree, TokenId verb);
// Who the subject of `verb` is on the surface, own or inherited; kNoToken when the sentence does not say.
TokenId surface_subject(const Tree& tree, const lexicon::Forms& forms, TokenId verb);
// "Nobody", "none of them": who says nothing.
bool is_nobody(const Tree& tree, TokenId token);
// A common noun for people or for who acts in politics: "clerks", "the ministry".
bool is_somebody(const Tree& tree, const lexicon::Forms& forms, TokenId noun);
// "This meeting with his counterpart and the dialogue between the presidents": the reader joins the dialogue to the
// counterpart, but nobody meets a dialogue.
bool is_beside_somebody(const Tree& tree, const lexicon::Forms& forms, TokenId noun);
// "Thirty were wounded when four shells fell": what befell people, and how it did.
bool befell_when(const Tree& tree, const lexicon::Forms& forms, TokenId outcome, TokenId means);
Frame verb_frame(const Tree& tree, const lexicon::Forms& forms, TokenId verb);
Frame noun_frame(const Tree& tree, const lexicon::Forms& forms, TokenId noun);
// Of a participle or adjective: the noun it says something of, as "object".
Frame adjective_frame(const Tree& tree, const lexicon::Forms& forms, TokenId adjective);

}  // namespace annals::extract
