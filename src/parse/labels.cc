#include "parse/labels.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace annals::parse {
namespace {

Error malformed(const std::string& what) { return {ErrorKind::Malformed, "the reader's weights have " + what}; }

template <typename Enum, std::size_t N>
bool find(const std::array<std::string_view, N>& names, std::string_view label, Enum& out) {
  const auto found = std::find(names.begin(), names.end(), label);
  if (found == names.end()) return false;
  out = static_cast<Enum>(found - names.begin());
  return true;
}

std::string title_case(std::string_view form) {
  std::size_t first = 0;
  if (!form.empty()) base::next_code_point(form, first);
  std::string head(form.substr(0, first));
  if (head.size() == 1 && base::is_lower_ascii(head[0])) head[0] = static_cast<char>(head[0] - 'a' + 'A');
  return head + base::to_lower(form.substr(first));
}

std::size_t strip_characters(std::string_view text, std::size_t count) {
  std::size_t end = text.size();
  for (; count > 0 && end > 0; --count) {
    do --end;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  }
  return end;
}

}  // namespace

std::optional<LemmaScript> LemmaScript::read(std::string_view label) {
  LemmaScript out;
  if (label.starts_with('=')) {
    out.whole = true;
    out.append = label.substr(1);
    return out;
  }
  const std::size_t dash = label.find('-');
  if (dash == std::string_view::npos || dash < 2 || dash > 4) return std::nullopt;
  if (label[0] == 'l') {
    out.letter_case = Case::lower;
  } else if (label[0] == 't') {
    out.letter_case = Case::title;
  } else if (label[0] != 'k') {
    return std::nullopt;
  }
  for (const char c : label.substr(1, dash - 1)) {
    if (!base::is_digit(c)) return std::nullopt;
    out.strip = out.strip * 10 + static_cast<std::size_t>(c - '0');
  }
  out.append = label.substr(dash + 1);
  return out;
}

std::string LemmaScript::apply(std::string_view form) const {
  if (whole) return append;
  std::string cased = letter_case == Case::keep    ? std::string(form)
                      : letter_case == Case::lower ? base::to_lower(form)
                                                   : title_case(form);
  cased.resize(strip_characters(cased, strip));
  cased += append;
  return cased.empty() ? std::string(form) : cased;
}

Result<Labels> Labels::open(const model::Model& model) {
  Labels out{model.head("sentence_end"),
             model.head("upos"),
             model.head("xpos"),
             model.head("lemma"),
             model.head("name"),
             {},
             {},
             {},
             {}};
  for (const auto* head : {out.sentence_end, out.upos, out.xpos, out.lemma, out.name}) {
    if (!head) return malformed("no head for sentence ends, tags, lemmas or names");
  }
  for (const auto& label : out.upos->labels) {
    if (!find(kUposNames, label, out.upos_of.emplace_back())) return malformed("the unknown tag " + label);
  }
  for (const auto& label : out.lemma->labels) {
    const auto script = LemmaScript::read(label);
    if (!script) return malformed("the unknown lemma script " + label);
    out.lemma_of.push_back(*script);
  }
  for (const std::string_view label : out.name->labels) {
    NameLabel& name = out.name_of.emplace_back();
    if (label == "O") continue;
    const bool known = label.size() > 2 && (label[0] == 'B' || label[0] == 'I') && label[1] == '-' &&
                       find(kNameKindNames, label.substr(2), name.kind);
    if (!known) return malformed("the unknown kind of name " + std::string(label));
    name.inside = true;
    name.begins = label[0] == 'B';
  }
  for (const auto& label : model.relation_labels()) {
    if (!find(kDeprelNames, label, out.deprel_of.emplace_back())) return malformed("the unknown relation " + label);
  }
  if (out.deprel_of.empty()) return malformed("no head for trees");
  return out;
}

}  // namespace annals::parse
