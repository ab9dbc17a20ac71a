#include "clean/tokenizer.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "clean/references.h"

namespace annals::clean {
namespace {

using Kind = HtmlToken::Kind;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }
char lowered(char c) { return base::is_upper_ascii(c) ? static_cast<char>(c + 32) : c; }
TextRange range(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

void start(HtmlToken& token, Kind kind) {
  token.kind = kind;
  token.name = {};
  token.references = token.self_closing = false;
  token.attributes.clear();
}

}  // namespace

std::string Tokenizer::lower(TextRange name) const {
  std::string out;
  out.reserve(name.size());
  for (const char c : view(name)) {
    if (c == '\0') {
      out += "\xEF\xBF\xBD";
    } else {
      out += lowered(c);
    }
  }
  return out;
}

bool Tokenizer::starts_with(std::size_t at, std::string_view lower) const {
  if (source_.size() - std::min(at, source_.size()) < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (lowered(source_[at + i]) != lower[i]) return false;
  }
  return true;
}

void Tokenizer::set_content(ContentModel model, std::string_view tag) {
  model_ = model;
  raw_tag_ = tag;
}

bool Tokenizer::next(HtmlToken& token) {
  while (at_ < source_.size()) {
    if (model_ == ContentModel::data ? next_markup(token) : next_raw(token)) return true;
  }
  return false;
}

bool Tokenizer::text_until(std::size_t end, bool references, HtmlToken& token) {
  if (end == at_) return false;
  start(token, Kind::text);
  token.range = range(at_, end);
  token.references = references;
  at_ = end;
  return true;
}

// Whether the "<" at `at` opens something; else it is text.
bool Tokenizer::begins_markup(std::size_t at) const {
  if (at + 1 >= source_.size()) return false;
  const char c = source_[at + 1];
  if (base::is_alpha_ascii(c) || c == '!' || c == '?') return true;
  return c == '/' && at + 2 < source_.size();
}

bool Tokenizer::next_markup(HtmlToken& token) {
  std::size_t at = at_;
  for (;;) {
    const auto* found = static_cast<const char*>(std::memchr(source_.data() + at, '<', source_.size() - at));
    if (found == nullptr) return text_until(source_.size(), true, token);
    at = static_cast<std::size_t>(found - source_.data());
    if (begins_markup(at)) break;
    ++at;
    if (at == source_.size()) return text_until(at, true, token);
  }
  if (text_until(at, true, token)) return true;

  const char c = source_[at + 1];
  if (base::is_alpha_ascii(c)) return read_tag(token);
  if (c == '?') return read_bogus_comment(at + 1, token), true;
  if (c == '!') {
    if (starts_with(at + 2, "--")) return read_comment(token);
    if (starts_with(at + 2, "doctype")) return read_doctype(token), true;
    if (foreign_ && source_.substr(at + 2, 7) == "[CDATA[") return read_cdata(token);
    return read_bogus_comment(at + 2, token), true;
  }
  const char after = source_[at + 2];  // behind "</"
  if (base::is_alpha_ascii(after)) return read_tag(token);
  if (after == '>') return at_ = at + 3, false;
  return read_bogus_comment(at + 2, token), true;
}

void Tokenizer::read_bogus_comment(std::size_t data, HtmlToken& token) {
  start(token, Kind::comment);
  const std::size_t end = std::min(source_.find('>', data), source_.size());
  token.name = range(data, end);
  const std::size_t begin = at_;
  at_ = std::min(end + 1, source_.size());
  token.range = range(begin, at_);
}

bool Tokenizer::read_cdata(HtmlToken& token) {
  const std::size_t data = at_ + 9;
  const std::size_t close = std::min(source_.find("]]>", data), source_.size());
  at_ = data;
  const bool any = text_until(close, false, token);
  at_ = std::min(close + 3, source_.size());
  return any;
}

bool Tokenizer::read_comment(HtmlToken& token) {
  start(token, Kind::comment);
  const std::size_t begin = at_;
  const std::size_t data = at_ + 4;
  const auto finish = [&](std::size_t data_end, std::size_t end) {
    token.name = range(std::min(data, data_end), std::max(data, data_end));
    at_ = std::min(end, source_.size());
    token.range = range(begin, at_);
    return true;
  };
  if (source_.substr(data, 1) == ">") return finish(data, data + 1);
  if (source_.substr(data, 2) == "->") return finish(data, data + 2);
  for (std::size_t at = data;; ++at) {
    at = source_.find("--", at);
    if (at == std::string_view::npos) break;
    if (source_.substr(at + 2, 1) == ">") return finish(at, at + 3);
    if (source_.substr(at + 2, 2) == "!>") return finish(at, at + 4);
  }
  // The page ends within the comment: what might have closed it is not part of it.
  std::size_t end = source_.size();
  for (const std::string_view closing : {"--!", "--", "-"}) {
    if (end >= data + closing.size() && source_.substr(end - closing.size(), closing.size()) == closing) {
      end -= closing.size();
      break;
    }
  }
  return finish(end, source_.size());
}

void Tokenizer::add_attribute(HtmlToken& token, TextRange name, TextRange value) const {
  if (token.attributes.size() >= kMaxAttributes) return;
  const std::string_view wanted = view(name);
  for (const Attribute& had : token.attributes) {
    const std::string_view other = view(had.name);
    if (other.size() == wanted.size() && std::equal(other.begin(), other.end(), wanted.begin(),
                                                    [](char a, char b) { return lowered(a) == lowered(b); })) {
      return;
    }
  }
  token.attributes.push_back({name, value});
}

// A tag from "<" on. False when the page ends within it: such a tag is dropped.
bool Tokenizer::read_tag(HtmlToken& token) {
  const bool closing = source_[at_ + 1] == '/';
  start(token, closing ? Kind::end_tag : Kind::start_tag);
  const std::size_t begin = at_;
  const std::size_t size = source_.size();
  std::size_t at = at_ + (closing ? 2 : 1);
  const std::size_t name = at;
  while (at < size && !is_space(source_[at]) && source_[at] != '/' && source_[at] != '>') ++at;
  token.name = range(name, at);
  const auto fail = [&] { return at_ = size, false; };
  for (;;) {
    while (at < size && (is_space(source_[at]) || source_[at] == '/')) {
      if (source_[at] == '/' && at + 1 < size && source_[at + 1] == '>') token.self_closing = true;
      ++at;
    }
    if (at >= size) return fail();
    if (source_[at] == '>') break;
    const std::size_t attribute = at++;  // an "=" in the first place is part of the name
    while (at < size && !is_space(source_[at]) && source_[at] != '/' && source_[at] != '>' && source_[at] != '=') ++at;
    const TextRange attribute_name = range(attribute, at);
    while (at < size && is_space(source_[at])) ++at;
    if (at >= size) return fail();
    if (source_[at] != '=') {
      add_attribute(token, attribute_name, range(at, at));
      continue;
    }
    ++at;
    while (at < size && is_space(source_[at])) ++at;
    if (at >= size) return fail();
    const char quote = source_[at];
    std::size_t value = at;
    std::size_t value_end;
    if (quote == '"' || quote == '\'') {
      value = at + 1;
      value_end = source_.find(quote, value);
      if (value_end == std::string_view::npos) return fail();
      at = value_end + 1;
    } else {
      while (at < size && !is_space(source_[at]) && source_[at] != '>') ++at;
      value_end = at;
    }
    add_attribute(token, attribute_name, range(value, value_end));
  }
  at_ = at + 1;
  token.range = range(begin, at_);
  if (closing) token.self_closing = false;
  if (closing) token.attributes.clear();
  return true;
}

bool Tokenizer::is_end_tag_at(std::size_t at, std::string_view tag) const {
  if (tag.empty() || source_.substr(at, 2) != "</" || !starts_with(at + 2, tag)) return false;
  const std::size_t after = at + 2 + tag.size();
  return after < source_.size() && (is_space(source_[after]) || source_[after] == '/' || source_[after] == '>');
}

std::size_t Tokenizer::raw_end(std::size_t from) const {
  for (std::size_t at = from;; ++at) {
    at = source_.find("</", at);
    if (at == std::string_view::npos) return source_.size();
    if (is_end_tag_at(at, raw_tag_)) return at;
  }
}

// A script hides its end tag once it has opened a comment and a script within that.
std::size_t Tokenizer::script_end(std::size_t from) const {
  enum { plain, escaped, doubly } state = plain;
  for (std::size_t at = from; at < source_.size(); ++at) {
    if (state == plain) {
      at = source_.find('<', at);
      // Most scripts compare and shift more than they end.
      if (at == std::string_view::npos || at + 1 == source_.size()) break;
      if (source_[at + 1] != '/' && source_[at + 1] != '!') continue;
    } else {
      at = source_.find_first_of("<-", at);
      if (at == std::string_view::npos) break;
    }
    if (source_[at] == '-') {
      if (source_.substr(at, 3) == "-->") state = plain, at += 2;
      continue;
    }
    if (is_end_tag_at(at, raw_tag_)) {
      if (state != doubly) return at;
      state = escaped;
      continue;
    }
    if (state == plain && source_.substr(at, 4) == "<!--") {
      state = escaped;
      at += 1;  // its own dashes may already close it: "<!-->"
    } else if (state == escaped && starts_with(at + 1, "script")) {
      const std::size_t after = at + 7;
      if (after < source_.size() && (is_space(source_[after]) || source_[after] == '/' || source_[after] == '>')) {
        state = doubly;
      }
    }
  }
  return source_.size();
}

bool Tokenizer::next_raw(HtmlToken& token) {
  const bool references = model_ == ContentModel::rcdata;
  if (model_ == ContentModel::plaintext) return text_until(source_.size(), false, token);
  if (model_ == ContentModel::cdata) {
    const std::size_t end = std::min(source_.find("]]>", at_), source_.size());
    const bool any = text_until(end, false, token);
    at_ = std::min(end + 3, source_.size());
    model_ = ContentModel::data;
    return any;
  }
  const std::size_t end = model_ == ContentModel::script ? script_end(at_) : raw_end(at_);
  model_ = ContentModel::data;
  if (text_until(end, references, token)) return true;
  return at_ < source_.size() && read_tag(token);
}

}  // namespace annals::clean
