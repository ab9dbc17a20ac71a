// Sets the days that a page gives for itself against each other.
#pragma once

#include <vector>

#include "annals/article.h"

namespace annals::clean {

// Changes how sure each hint is, in the light of the others: what two makes of evidence agree on gains, what the page
// contradicts loses. May turn day and month of "03/04/2011" around, and add the local day of a time told in UTC.
void weigh_dates(std::vector<DateHint>& dates);

}  // namespace annals::clean
