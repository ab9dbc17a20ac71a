// A sentence with where it stands.
#pragma once

#include <string>

#include "annals/claim.h"
#include "query/layout.h"

namespace annals::query {

std::string source_text(const ResolvedClaim& claim);  // "The Harbour Post, pages/1.txt, caption"
void put_sentence(Lines& lines, unsigned indent, const ResolvedClaim& claim);

}  // namespace annals::query
