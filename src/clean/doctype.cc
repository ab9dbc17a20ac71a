// The doctype states of the tokenizer. Nothing in annals turns on a doctype; the states are here so that a page's
// first bytes are read as every browser reads them.
#include "base/text.h"
#include "clean/tokenizer.h"

namespace annals::clean {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

void put(std::string& out, char c) {
  if (c == '\0') {
    out += "\xEF\xBF\xBD";
  } else {
    out += c;
  }
}

// A reader of the text behind "<!doctype".
class Reader {
 public:
  Reader(std::string_view source, std::size_t at) : source_(source), at_(at) {}

  std::size_t read(Doctype& out) {
    skip_spaces();
    if (more() && peek() != '>') read_name(out);
    if (!out.name) out.quirks = true;
    skip_spaces();
    if (more() && peek() != '>') read_ids(out);
    if (!more()) out.quirks = true;
    while (more() && peek() != '>') ++at_;
    return more() ? at_ + 1 : at_;
  }

 private:
  bool more() const { return at_ < source_.size(); }
  char peek() const { return source_[at_]; }
  void skip_spaces() {
    while (more() && is_space(peek())) ++at_;
  }

  void read_name(Doctype& out) {
    out.name.emplace();
    for (; more() && peek() != '>' && !is_space(peek()); ++at_) {
      put(*out.name, base::is_upper_ascii(peek()) ? static_cast<char>(peek() + 32) : peek());
    }
  }

  // A quoted identifier. False where there is none, or it is not closed.
  bool read_id(std::optional<std::string>& out) {
    skip_spaces();
    if (!more() || (peek() != '"' && peek() != '\'')) return false;
    const char quote = peek();
    ++at_;
    out.emplace();
    for (; more() && peek() != quote && peek() != '>'; ++at_) put(*out, peek());
    if (!more() || peek() == '>') return false;
    ++at_;
    return true;
  }

  void read_ids(Doctype& out) {
    const std::string word = base::to_lower_ascii(source_.substr(at_, 6));
    if (word != "public" && word != "system") {
      out.quirks = true;
      return;
    }
    at_ += 6;
    if (word == "public") {
      if (!read_id(out.public_id)) {
        out.quirks = true;
        return;
      }
      skip_spaces();
      if (!more() || peek() == '>') return;
    }
    if (!read_id(out.system_id)) {
      out.quirks = true;
      return;
    }
    skip_spaces();
  }

  std::string_view source_;
  std::size_t at_;
};

}  // namespace

void Tokenizer::read_doctype(HtmlToken& token) {
  token.kind = HtmlToken::Kind::doctype;
  token.name = {};
  token.attributes.clear();
  token.doctype = {};
  const std::size_t begin = at_;
  at_ = Reader(source_, at_ + 9).read(token.doctype);
  token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
}

}  // namespace annals::clean
