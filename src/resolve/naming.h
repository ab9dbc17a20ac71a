// Everybody whom a page names, or means by an office: who is who, without asking what they did.
#pragma once

#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "resolve/knowledge.h"

namespace annals::resolve {

// In text order. A name that no table knows is there with an id of ours; an office without a name only where its holder
// or its organ is known.
NamedDocument name(const Document& document, const Knowledge& know);

}  // namespace annals::resolve
