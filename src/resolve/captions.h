// A caption that dates what the story dates, too, and otherwise.
#pragma once

#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "resolve/language.h"

namespace annals::resolve {

// Notes it in both claims. `claims` and `resolved` are parallel. Nothing contradicts where the picture is from an
// archive, where the story speaks of the caption's day as well (they met twice), or where something tells the two acts
// apart.
void tell_captions_apart(const Document& document, const Language& language, const std::vector<Claim>& claims,
                         std::vector<ResolvedClaim>& resolved);

}  // namespace annals::resolve
