// html5lib's tokenizer tests, where the data is at hand.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "clean/references.h"
#include "clean/tokenizer.h"

using namespace annals::clean;
using nlohmann::json;

namespace {

const std::filesystem::path kFolder = std::string(ANNALS_SOURCE_DIR) + "/../shared/data/pages/html5lib/tokenizer";

std::string plain_line_ends(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

// "\uXXXX" in a test that is escaped twice. Empty where it holds half of a surrogate pair, which no UTF-8 can.
std::optional<std::string> unescape(const std::string& text) {
  const json value = json::parse('"' + text + '"', nullptr, false);
  if (!value.is_string()) return std::nullopt;
  return value.get<std::string>();
}

bool unescape_all(json& value) {
  if (value.is_string()) {
    std::string escaped;
    for (const char c : value.get<std::string>()) escaped += c == '"' ? std::string("\\\"") : std::string(1, c);
    const auto text = unescape(escaped);
    if (text) value = *text;
    return text.has_value();
  }
  if (value.is_array()) {
    for (json& part : value) {
      if (!unescape_all(part)) return false;
    }
  } else if (value.is_object()) {
    json out = json::object();
    for (const auto& [key, part] : value.items()) {
      json name = key, copy = part;
      if (!unescape_all(name) || !unescape_all(copy)) return false;
      out[name.get<std::string>()] = copy;
    }
    value = out;
  }
  return true;
}

ContentModel model_of(const std::string& state) {
  if (state == "RCDATA state") return ContentModel::rcdata;
  if (state == "RAWTEXT state") return ContentModel::rawtext;
  if (state == "Script data state") return ContentModel::script;
  if (state == "PLAINTEXT state") return ContentModel::plaintext;
  if (state == "CDATA section state") return ContentModel::cdata;
  return ContentModel::data;
}

std::string nulls_replaced(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\0' ? std::string("\xEF\xBF\xBD") : std::string(1, c);
  return out;
}

json value_or_null(const std::optional<std::string>& text) {
  return text ? json(plain_line_ends(*text)) : json(nullptr);
}

json tokens_of(const std::string& source, const std::string& state, const std::string& last_tag) {
  Tokenizer tokenizer(source);
  const ContentModel model = model_of(state);
  tokenizer.set_content(model, last_tag);
  json out = json::array();
  HtmlToken token;
  bool raw = model != ContentModel::data && model != ContentModel::cdata;
  while (tokenizer.next(token)) {
    const auto text = [&](annals::TextRange range) { return std::string(tokenizer.view(range)); };
    switch (token.kind) {
      case HtmlToken::Kind::text: {
        std::string piece;
        const std::string_view source_text = tokenizer.view(token.range);
        for (std::size_t at = 0; at < source_text.size();) {
          const Reference reference = token.references && source_text[at] == '&'
                                          ? read_reference(source, token.range.begin + at, false)
                                          : Reference{};
          const std::size_t length =
              std::max<std::size_t>(reference.length, source_text.substr(at, 2) == "\r\n" ? 2 : 1);
          piece += reference.length > 0 ? reference.text : plain_line_ends(source_text.substr(at, length));
          at += length;
        }
        if (raw) piece = nulls_replaced(piece);
        if (!out.empty() && out.back()[0] == "Character") {
          out.back()[1] = out.back()[1].get<std::string>() + piece;
        } else {
          out.push_back({"Character", piece});
        }
        break;
      }
      case HtmlToken::Kind::start_tag: {
        json attributes = json::object();
        for (const Attribute& attribute : token.attributes) {
          attributes[tokenizer.lower(attribute.name)] = resolve_references(tokenizer.view(attribute.value), true);
        }
        json tag = {"StartTag", tokenizer.lower(token.name), attributes};
        if (token.self_closing) tag.push_back(true);
        out.push_back(tag);
        break;
      }
      case HtmlToken::Kind::end_tag:
        out.push_back({"EndTag", tokenizer.lower(token.name)});
        raw = false;
        break;
      case HtmlToken::Kind::comment:
        out.push_back({"Comment", nulls_replaced(plain_line_ends(text(token.name)))});
        break;
      case HtmlToken::Kind::doctype:
        out.push_back({"DOCTYPE", value_or_null(token.doctype.name), value_or_null(token.doctype.public_id),
                       value_or_null(token.doctype.system_id), !token.doctype.quirks});
        break;
    }
  }
  return out;
}

// The expected tokens with neighbouring characters joined.
json joined(const json& tokens) {
  json out = json::array();
  for (const json& token : tokens) {
    if (token[0] == "Character" && !out.empty() && out.back()[0] == "Character") {
      out.back()[1] = out.back()[1].get<std::string>() + token[1].get<std::string>();
    } else {
      out.push_back(token);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("html5lib's tokenizer tests pass") {
  if (!std::filesystem::is_directory(kFolder)) {
    MESSAGE("skipped: html5lib's tests are not at hand");
    return;
  }
  std::size_t ran = 0, left_out = 0;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".test") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    if (file.filename() == "xmlViolation.test") continue;  // of the XML infoset, not of HTML
    std::ifstream in(file);
    const json tests = json::parse(in);
    if (!tests.contains("tests")) continue;
    for (json test : tests["tests"]) {
      if (test.value("doubleEscaped", false) && (!unescape_all(test["input"]) || !unescape_all(test["output"]))) {
        ++left_out;  // half a surrogate pair
        continue;
      }
      const json expected = joined(test["output"]);
      for (const json& state : test.value("initialStates", json::array({"Data state"}))) {
        const json got = tokens_of(test["input"], state, test.value("lastStartTag", std::string()));
        ++ran;
        if (got == expected) continue;
        FAIL_CHECK(file.filename().string()
                   << ": " << test["description"] << " [" << state << "]\n  expected " << expected.dump()
                   << "\n  got      " << got.dump(-1, ' ', false, json::error_handler_t::replace));
      }
    }
  }
  MESSAGE(ran << " tests, " << left_out << " left out");
  CHECK(ran > 6000);
}
