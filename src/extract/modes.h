// How an act was done: its mode, weighed over the words about it, the form that found it and the learned coder's
// reading. What speaks for a mode and how much stands in data/models/coder.XX.modes.tsv, counted on hand-coded texts by
// train/choices.
#pragma once

#include <string>
#include <vector>

#include "extract/claims.h"
#include "extract/learned.h"

namespace annals::extract {

// What speaks for one mode of a claim's type or for none of them (an empty mode).
struct ModeSigns {
  std::string mode;
  std::vector<std::string> signs;  // as the table names them
};

// Where a claim's mode is read.
struct ModeReading {
  const Tree& tree;  // of its sentence
  const lexicon::Forms& forms;
  const Finding* finding;  // null for a claim of forms alone
};

// Of every mode of the claim's type, and of none at last; empty where the type has no modes.
std::vector<ModeSigns> mode_signs(const ModeReading& reading, const Claim& claim);

// Gives the claim its likeliest mode. Modes that it has beside that one stay.
void settle_mode(const ModeReading& reading, const base::Weights& weights, Claim& claim);

}  // namespace annals::extract
