// A reviewer's value for a field of a claim: read, written into the claim, and shown.
#pragma once

#include <string>
#include <string_view>

#include "annals/claim.h"
#include "annals/error.h"
#include "annals/event.h"

namespace annals::link {

// Writes `value` over the field; what it says of time and place counts as stated by the text. Errors: Malformed, and
// the claim is as it was.
Result<Done> correct(ResolvedClaim& claim, std::string_view field, std::string_view value);

// The field of a claim or an event in the form that `correct` reads.
std::string told(const ResolvedClaim& claim, std::string_view field);
std::string told(const Event& event, std::string_view field);

}  // namespace annals::link
