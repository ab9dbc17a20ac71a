// A Document out of CoNLL-U, for trying the coder on trees from anywhere.
#pragma once

#include <string>
#include <string_view>

#include "annals/document.h"

namespace annals::testing {

// `raw`: the text that the words stand in, where it is at hand: token ranges are then offsets into it. Otherwise the
// text is put together from the words.
Document read_conllu(std::string_view conllu, std::string_view raw = {});

}  // namespace annals::testing
