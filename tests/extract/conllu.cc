#include "extract/conllu.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace annals::testing {
namespace {

template <typename Names>
int index_of(const Names& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

Deprel deprel_of(std::string_view name) {
  int at = index_of(kDeprelNames, name);
  if (at < 0) at = index_of(kDeprelNames, name.substr(0, name.find(':')));
  return at < 0 ? Deprel::dep : static_cast<Deprel>(at);
}

struct Reading {
  Document document;
  std::string_view raw;
  std::size_t at = 0;  // in raw

  void add_token(const std::vector<std::string_view>& fields, bool new_sentence) {
    std::string& text = document.article.text.text;
    Token token;
    token.form = fields[1];
    token.lemma = fields[2] == "_" && fields[1] != "_" ? base::to_lower_ascii(fields[1]) : std::string(fields[2]);
    token.upos = static_cast<Upos>(std::max(0, index_of(kUposNames, fields[3])));
    token.xpos = fields[4];
    token.head = std::atoi(std::string(fields[6]).c_str()) - 1;
    token.deprel = deprel_of(fields[7]);
    std::size_t begin = std::string::npos;
    if (!raw.empty()) begin = raw.find(token.form, at);
    if (begin != std::string::npos && begin < at + 400) {
      at = begin + token.form.size();
      token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    } else if (!raw.empty()) {
      token.range = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at)};
    } else {
      token.range.begin = static_cast<std::uint32_t>(text.size());
      text += token.form;
      token.range.end = static_cast<std::uint32_t>(text.size());
      if (fields[9].find("SpaceAfter=No") == std::string_view::npos) text += ' ';
    }
    if (new_sentence) document.sentences.emplace_back();
    document.sentences.back().tokens.push_back(token);
    read_name(fields[9]);
  }

  // Name=B-person, as the reader's own output has it.
  void read_name(std::string_view misc) {
    const std::size_t found = misc.find("Name=");
    if (found == std::string_view::npos) return;
    std::string_view value = misc.substr(found + 5);
    value = value.substr(0, value.find('|'));
    if (value.size() < 3) return;
    const int kind = index_of(kNameKindNames, value.substr(2));
    if (kind < 0) return;
    const auto sentence = static_cast<std::uint32_t>(document.sentences.size() - 1);
    const auto token = static_cast<std::uint32_t>(document.sentences.back().tokens.size() - 1);
    if (value[0] == 'I' && !document.names.empty() && document.names.back().phrase.sentence == sentence &&
        document.names.back().phrase.last == token) {
      document.names.back().phrase.last = token + 1;
      document.names.back().phrase.head = token;
      return;
    }
    document.names.push_back({{sentence, token, token + 1, token}, static_cast<NameKind>(kind), 1.0F});
  }

  void finish() {
    if (!raw.empty()) document.article.text.text = raw;
    const std::string& text = document.article.text.text;
    document.article.text.runs = {
        {0, static_cast<std::uint32_t>(text.size()), 0, static_cast<std::uint32_t>(text.size())}};
    std::uint32_t last_end = 0;
    for (Sentence& sentence : document.sentences) {
      sentence.range = {sentence.tokens.front().range.begin, sentence.tokens.back().range.end};
      const bool breaks = document.article.blocks.empty() ||
                          std::string_view(text)
                                  .substr(last_end, sentence.range.begin - std::min(sentence.range.begin, last_end))
                                  .find('\n') != std::string_view::npos;
      if (breaks) {
        Block block;
        block.kind = BlockKind::body;
        block.range.begin = sentence.range.begin;
        document.article.blocks.push_back(block);
      }
      document.article.blocks.back().range.end = sentence.range.end;
      sentence.block = static_cast<std::uint32_t>(document.article.blocks.size() - 1);
      last_end = sentence.range.end;
    }
  }
};

}  // namespace

Document read_conllu(std::string_view conllu, std::string_view raw) {
  Reading reading;
  reading.raw = raw;
  bool new_sentence = true;
  for (std::string_view line : base::split(conllu, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) {
      new_sentence = true;
      continue;
    }
    if (line.front() == '#') continue;
    const auto fields = base::split(line, '\t');
    if (fields.size() < 10 || fields[0].find_first_of("-.") != std::string_view::npos) continue;
    reading.add_token(fields, new_sentence);
    new_sentence = false;
  }
  reading.finish();
  return std::move(reading.document);
}

}  // namespace annals::testing
