// How a page spells those whom the tables spell otherwise: "Antonio Guterres", "Zelensky", "Hayat Tahrir al-Sham".
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "annals/document.h"
#include "lexicon/actors.h"
#include "resolve/cast.h"

namespace annals::resolve {

// Whether two folded words may be one name: of long ones a letter or two may differ.
bool like_spelled(std::string_view a, std::string_view b);

// Whether two spellings are of one name: the same letters but for accents, hyphens and apostrophes; of persons, also
// names whose words differ by a letter or two each.
bool same_name_spelled(std::string_view a, std::string_view b, bool person);

// By id, the full name as the page has it first, for those whom it spells otherwise than the tables.
std::map<std::string, std::string> spellings(const Document& document, const Cast& cast, const lexicon::Actors& actors);

}  // namespace annals::resolve
