// Who is quoted as saying what: direct quotations between marks, across sentences and paragraphs, and indirect ones in
// the clause of a verb of speech.
#pragma once

#include "annals/document.h"
#include "parse/language.h"

namespace annals::parse {

// The quotations of a document whose sentences are read, in the order of their content.
std::vector<Quotation> find_quotations(const Document& document, const Language& language);

}  // namespace annals::parse
