// Who counts: whether a phrase names a political actor, a person, a place, and how political a document is.
#pragma once

#include <functional>
#include <string_view>

#include "extract/tree.h"
#include "lexicon/actors.h"
#include "lexicon/forms.h"
#include "lexicon/places.h"

namespace annals::extract {

// What the table of actors and places knows, asked by name. Left empty, the reader's names and the word lists decide.
struct Known {
  std::function<bool(std::string_view)> actor;  // a state, government, body, group, office-holder
  std::function<bool(std::string_view)> place;
  std::function<bool(std::string_view)> town;  // and the likeliest place of the name is a town
};
// What the tables know; they must outlive it.
Known known_from(const lexicon::Actors& actors, const lexicon::Places& places);

// "Friday", "2 May", "in March", "1996"
bool is_time(const Tree& tree, const lexicon::Forms& forms, TokenId i);

class Standing {
 public:
  Standing(const Document& document, const lexicon::Forms& forms, const Known& known);

  bool political(const Tree& tree, TokenId i) const;  // may act in politics
  bool acts(const Tree& tree, TokenId i) const;    // may stand as an actor: either, or somebody's ("British advisers")
  bool person(const Tree& tree, TokenId i) const;  // somebody, anybody
  bool place(const Tree& tree, TokenId i) const;
  bool town(const Tree& tree, TokenId i) const;  // by the tables, where the reader takes it for nobody
  // Whether `i` belongs to the list or kind of thing that a pattern names.
  bool is_a(const Tree& tree, TokenId i, std::string_view word_class) const;
  // How many different words speak of politics, less twice those that speak of sport, weather, business, the arts.
  int politics() const { return politics_; }
  bool speaks_of_else() const { return elsewhere_ > 0; }

 private:
  bool is_organ(const Tree& tree, TokenId i) const;
  bool known_actor(const Tree& tree, TokenId i) const;

  const lexicon::Forms& forms_;
  const Known& known_;
  int politics_ = 0;
  int elsewhere_ = 0;
};

}  // namespace annals::extract
