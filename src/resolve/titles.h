// Titles: "the French president", "Foreign Minister of Italy", "his Italian counterpart" say an office; an office has
// a holder on a day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "resolve/knowledge.h"

namespace annals::resolve {

// A title as it stands in a sentence.
struct Title {
  std::string words;                      // "Foreign Minister"
  std::vector<std::string> roles;         // of lexicon::Actors::roles(); empty when it is no office of the tables
  std::uint32_t first = 0, last = 0;      // its tokens
  std::vector<std::string> of;            // ISO codes or ids of the state or body, where the text names them beside it
  std::vector<std::string> toward;        // of an envoy
  bool current = true;                    // not "former", "then", "elect"
  bool left = false;                      // "former", "then": the office was held and is no more
  bool lesser = false;                    // "deputy", "acting": another office than the one of `roles`
  const lexicon::Agent* agent = nullptr;  // when its noun is an agent ("rebel commander")
};

// The title whose last noun is `head`, somewhere in tokens [first, last).
std::optional<Title> title_at(const Sentence& sentence, std::uint32_t first, std::uint32_t last, std::uint32_t head,
                              const Knowledge& know, const TimeInterval& when);
// The title that stands before a name beginning at token `name` ("US Secretary of State", "Italy's foreign minister,").
std::optional<Title> title_before(const Sentence& sentence, std::uint32_t name, const Knowledge& know,
                                  const TimeInterval& when);
// The title that stands behind a name ending before token `behind`: ", the Italian foreign minister,".
std::optional<Title> title_behind(const Sentence& sentence, std::uint32_t behind, const Knowledge& know,
                                  const TimeInterval& when);

// States and bodies named in tokens [first, last), as ISO codes or ids, in text order.
struct Owner {
  std::string code;  // ISO 3166-1 alpha-3, or an id
  std::uint32_t first = 0, last = 0;
  lexicon::ActorIndex actor = 0;
  lexicon::NameUse use = lexicon::NameUse::name;
};
std::vector<Owner> owners_in(const Sentence& sentence, std::uint32_t first, std::uint32_t last, const Knowledge& know,
                             const TimeInterval& when);

// Who held one of `roles` of `of` then: the one held longest in `when` first.
std::vector<const lexicon::Tenure*> holders_of(const Title& title, std::string_view of, const Knowledge& know,
                                               const TimeInterval& when);
// Whether a tenure is of the title and of the state or body (any, when `of` is empty).
bool fits_title(const lexicon::Tenure& tenure, const Title& title, std::string_view of);

}  // namespace annals::resolve
