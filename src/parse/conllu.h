// CoNLL-U, read as it comes and written with our annotation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "annals/error.h"

namespace annals::parse {

// One sentence of a CoNLL-U file: its lines, of which those of words get our columns.
struct ConlluSentence {
  std::vector<std::string_view> lines;
  std::vector<std::size_t> words;       // lines that are words
  std::vector<std::string_view> forms;  // of the words
};

// Errors: Malformed, with the line at fault: ten columns, words numbered from 1.
Result<std::vector<ConlluSentence>> read_sentences(std::string_view conllu);

// The sentence with the annotation of `annotated`, whose tokens are its words.
void write_annotated(const ConlluSentence& sentence, const Sentence& annotated, const std::vector<Name>& names,
                     std::string& out);

}  // namespace annals::parse
