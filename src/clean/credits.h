// Where a story says that it has its matter from somebody: "Reuters reported", "told the BBC", "state television said".
#pragma once

#include <vector>

#include "annals/article.h"
#include "annals/claim.h"
#include "clean/credit_words.h"
#include "clean/outlets.h"

namespace annals::clean {

// Of the story's own text: captions and headlines of others credit nothing. In text order.
std::vector<CreditWords> credits_in(const Article& article, const std::vector<TextRange>& sentences,
                                    const Outlets& outlets, const CreditTables& tables);

}  // namespace annals::clean
