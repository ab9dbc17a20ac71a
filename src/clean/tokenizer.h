// The tokens of an HTML page, as the WHATWG standard's tokenizer makes them, each with its place in the source.
//
// Nothing is copied: a token points into the source, and what needs decoding (references, letter case) is decoded by
// who wants it. Every state goes forward only, so the cost is linear whatever the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/span.h"

namespace annals::clean {

struct Attribute {
  TextRange name;
  TextRange value;  // without its quotes
};

struct Doctype {
  std::optional<std::string> name, public_id, system_id;
  bool quirks = false;
};

struct HtmlToken {
  enum class Kind : std::uint8_t { text, start_tag, end_tag, comment, doctype };
  Kind kind = Kind::text;
  TextRange range;                    // the whole of it
  TextRange name;                     // of a tag; of a comment, what it says
  bool references = false;            // text: character references are to be resolved
  bool self_closing = false;          // a start tag
  std::vector<Attribute> attributes;  // of a start tag: the first 256, the first of each name
  Doctype doctype;
};

// What the text behind a start tag is made of.
enum class ContentModel : std::uint8_t { data, rcdata, rawtext, script, plaintext, cdata };

class Tokenizer {
 public:
  static constexpr std::size_t kMaxAttributes = 256;

  explicit Tokenizer(std::string_view source) : source_(source) {}

  bool next(HtmlToken& token);  // false at the end
  // The content model until `</tag>`; `tag` in lower case. To be set right behind the start tag.
  void set_content(ContentModel model, std::string_view tag);
  void set_foreign(bool foreign) { foreign_ = foreign; }  // in SVG and MathML "<![CDATA[" opens a section

  std::string_view view(TextRange range) const { return source_.substr(range.begin, range.size()); }
  std::string lower(TextRange range) const;  // a name as it counts: ASCII letters lowered, NULs made U+FFFD

 private:
  bool text_until(std::size_t end, bool references, HtmlToken& token);
  bool next_markup(HtmlToken& token);
  bool next_raw(HtmlToken& token);
  bool is_end_tag_at(std::size_t at, std::string_view tag) const;
  std::size_t raw_end(std::size_t from) const;
  std::size_t script_end(std::size_t from) const;
  bool begins_markup(std::size_t at) const;
  bool read_tag(HtmlToken& token);
  bool read_comment(HtmlToken& token);
  void read_bogus_comment(std::size_t data, HtmlToken& token);
  bool read_cdata(HtmlToken& token);
  void read_doctype(HtmlToken& token);
  void add_attribute(HtmlToken& token, TextRange name, TextRange value) const;
  bool starts_with(std::size_t at, std::string_view lower) const;

  std::string_view source_;
  std::size_t at_ = 0;
  ContentModel model_ = ContentModel::data;
  std::string raw_tag_;
  bool foreign_ = false;
};

}  // namespace annals::clean
