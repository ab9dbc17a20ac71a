// The model's heads in the reader's own words: what each label means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/syntax.h"
#include "model/model.h"

namespace annals::parse {

// How a form becomes its lemma: "l2-y" is lower case, two characters off the end, "y" behind; "=be" is "be".
struct LemmaScript {
  enum class Case { keep, lower, title } letter_case = Case::keep;
  std::size_t strip = 0;
  std::string append;
  bool whole = false;  // `append` is the lemma

  static std::optional<LemmaScript> read(std::string_view label);
  std::string apply(std::string_view form) const;
};

struct NameLabel {
  bool inside = false;  // of a name
  bool begins = false;
  NameKind kind = NameKind::other;
};

struct Labels {
  // Errors: Malformed when the model lacks a head or has a label that is not known.
  static Result<Labels> open(const model::Model& model);

  const model::Head *sentence_end, *upos, *xpos, *lemma, *name;
  std::vector<Upos> upos_of;
  std::vector<LemmaScript> lemma_of;
  std::vector<NameLabel> name_of;
  std::vector<Deprel> deprel_of;
};

}  // namespace annals::parse
