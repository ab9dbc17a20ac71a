#include "parse/conllu.h"

#include "annals/pipeline.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals {
namespace parse {
namespace {

constexpr std::size_t kColumns = 10;

// Field by field: a form of white space only, or with a tab or a line end in it, must not break the line.
void add_field(std::string_view field, std::string& out) {
  if (field.empty()) {
    out += '_';
    return;
  }
  for (const char c : field) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

std::string name_of_token(const std::vector<Name>& names, std::uint32_t token) {
  for (const Name& name : names) {
    if (token < name.phrase.first || token >= name.phrase.last) continue;
    return "Name=" + std::string(token == name.phrase.first ? "B-" : "I-") + std::string(to_string(name.kind));
  }
  return {};
}

// Columns 1 to 8 of a word.
void add_word(std::size_t number, const Token& token, std::string& out) {
  out += std::to_string(number) + '\t';
  add_field(token.form, out);
  out += '\t';
  add_field(token.lemma, out);
  out += '\t';
  out += to_string(token.upos);
  out += '\t';
  add_field(token.xpos, out);
  out += "\t_\t" + std::to_string(token.head + 1) + '\t';
  out += to_string(token.deprel);
}

bool is_number(std::string_view text) {
  if (text.empty() || text.size() > 9) return false;
  for (const char c : text) {
    if (!base::is_digit(c)) return false;
  }
  return true;
}

// A clitic or the tail of a contraction: it makes one written word with what stands before it.
bool is_tail(std::string_view before, std::string_view form) {
  std::string lower = base::to_lower(form);
  for (std::size_t at; (at = lower.find("’")) != std::string::npos;) lower.replace(at, 3, "'");
  static constexpr std::string_view kTails[] = {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m"};
  for (const std::string_view tail : kTails) {
    if (lower == tail) return true;
  }
  const std::string head = base::to_lower(before);
  if (lower == "'" || lower == "`s")
    return !head.empty() && (head.back() == 's' || head.back() == 'z' || lower == "`s");
  return (lower == "not" && head == "can") || (lower == "na" && (head == "gon" || head == "wan")) ||
         (lower == "ta" && (head == "got" || head == "out")) || (lower == "me" && (head == "gim" || head == "lem")) ||
         (lower == "nt" && head.size() > 1);
}

// The end of the written word that begins at token `first`.
std::size_t written_end(const Sentence& sentence, std::size_t first) {
  const auto& tokens = sentence.tokens;
  std::size_t last = first + 1;
  while (last < tokens.size() && tokens[last].range.begin == tokens[last - 1].range.end &&
         is_tail(tokens[last - 1].form, tokens[last].form)) {
    const bool quote_mark = tokens[last].form.size() <= 3 && tokens[last].upos == Upos::PUNCT;
    const std::string& before = tokens[last - 1].form;
    std::size_t at = 0;
    const bool word_before = !before.empty() && !base::is_punctuation(base::next_code_point(before, at));
    if (quote_mark || (!word_before && last - 1 == first)) break;
    ++last;
  }
  return last;
}

bool space_after(const Document& document, const Sentence& sentence, std::size_t token) {
  const std::uint32_t end = sentence.tokens[token].range.end;
  if (token + 1 < sentence.tokens.size()) return sentence.tokens[token + 1].range.begin > end;
  const std::string& text = document.article.text.text;
  return end >= text.size() || base::is_space_ascii(text[end]) || static_cast<unsigned char>(text[end]) >= 0x80;
}

void add_sentence(const Document& document, const Sentence& sentence, const std::vector<Name>& names,
                  std::string& out) {
  const auto& tokens = sentence.tokens;
  for (std::size_t begin = 0, end = 0; begin < tokens.size(); begin = end) {
    end = written_end(sentence, begin);
    const std::string_view space = space_after(document, sentence, end - 1) ? "" : "SpaceAfter=No";
    const bool several = end > begin + 1;
    if (several) {
      out += std::to_string(begin + 1) + '-' + std::to_string(end) + '\t';
      for (std::size_t i = begin; i < end; ++i) out += tokens[i].form;
      out += "\t_\t_\t_\t_\t_\t_\t_\t";
      add_field(space, out);
      out += '\n';
    }
    for (std::size_t i = begin; i < end; ++i) {
      add_word(i + 1, tokens[i], out);
      out += "\t_\t";
      std::string rest = name_of_token(names, static_cast<std::uint32_t>(i));
      if (!several && !space.empty()) rest += (rest.empty() ? "" : "|") + std::string(space);
      add_field(rest, out);
      out += '\n';
    }
  }
  out += '\n';
}

}  // namespace

Result<std::vector<ConlluSentence>> read_sentences(std::string_view conllu) {
  std::vector<ConlluSentence> out;
  ConlluSentence sentence;
  const auto flush = [&] {
    if (!sentence.lines.empty()) out.push_back(std::move(sentence));
    sentence = {};
  };
  std::size_t number = 0;
  for (std::string_view line : base::split(conllu, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) {
      flush();
      continue;
    }
    sentence.lines.push_back(line);
    if (line.starts_with('#')) continue;
    const auto columns = base::split(line, '\t');
    const auto begin = static_cast<std::uint64_t>(line.data() - conllu.data());
    const auto malformed = [&](const std::string& what) {
      return Error{
          ErrorKind::Malformed, "line " + std::to_string(number) + ": " + what, {}, {begin, begin + line.size()}};
    };
    if (columns.size() != kColumns)
      return malformed("expected ten columns of CoNLL-U, found " + std::to_string(columns.size()));
    if (!base::is_valid_utf8(line)) return malformed("expected UTF-8");
    if (columns[0].find_first_of("-.") != std::string_view::npos) continue;
    if (!is_number(columns[0]) || std::stoul(std::string(columns[0])) != sentence.words.size() + 1) {
      return malformed("expected the word number " + std::to_string(sentence.words.size() + 1));
    }
    sentence.words.push_back(sentence.lines.size() - 1);
    sentence.forms.push_back(columns[1]);
  }
  flush();
  return out;
}

void write_annotated(const ConlluSentence& sentence, const Sentence& annotated, const std::vector<Name>& names,
                     std::string& out) {
  std::size_t word = 0;
  for (std::size_t i = 0; i < sentence.lines.size(); ++i) {
    const std::string_view line = sentence.lines[i];
    if (word >= sentence.words.size() || sentence.words[word] != i) {
      if (line.starts_with('#') || base::split(line, '\t')[0].find('.') == std::string_view::npos) {
        out += line;
        out += '\n';
      }
      continue;  // an empty node belongs to the enhanced graph, which we do not write
    }
    add_word(word + 1, annotated.tokens[word], out);
    out += "\t_\t";
    std::string rest = name_of_token(names, static_cast<std::uint32_t>(word));
    if (base::split(line, '\t')[9].find("SpaceAfter=No") != std::string_view::npos) {
      rest += rest.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
    }
    out += rest.empty() ? "_" : rest;
    out += '\n';
    ++word;
  }
  out += '\n';
}

}  // namespace parse

std::string to_conllu(const Document& document) {
  std::string out;
  out += "# newdoc id = " + document.article.id + '\n';
  std::size_t name = 0;
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    std::vector<Name> names;
    for (; name < document.names.size() && document.names[name].phrase.sentence == i; ++name) {
      names.push_back(document.names[name]);
    }
    if (i == 0 || sentence.block != document.sentences[i - 1].block) out += "# newpar\n";
    out += "# sent_id = " + std::to_string(i + 1) + "\n# text = ";
    out += base::fold_spaces(document.article.text.view(sentence.range)) + '\n';
    parse::add_sentence(document, sentence, names, out);
  }
  return out;
}

}  // namespace annals
