// RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0: a page an item that holds text. An item whose text lies elsewhere, behind
// its link alone, is passed over.
//
// The raw bytes of such a page are the text of its element as XML gives it: CDATA as it stands, escaped markup
// resolved once, XHTML as it is written.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "acquire/charset.h"
#include "acquire/formats.h"
#include "acquire/limits.h"
#include "acquire/passed_over.h"
#include "acquire/published.h"
#include "acquire/xml.h"
#include "base/text.h"
#include "base/utf8.h"

namespace annals::acquire {
namespace {

// The vocabularies that are told apart, by namespace, or by the customary prefix where none is declared.
enum class Words { core, content, dublin, other };

Words words_of_namespace(std::string_view name) {
  if (name.starts_with("http://purl.org/rss/1.0/modules/content")) return Words::content;
  if (name.starts_with("http://purl.org/dc/")) return Words::dublin;
  if (name.starts_with("http://purl.org/rss/1.0/modules/")) return Words::other;
  constexpr std::array<std::string_view, 7> kCore = {
      "http://www.w3.org/2005/atom",     "http://purl.org/atom/",       "http://purl.org/rss/1.0",
      "http://my.netscape.com/rdf/",     "http://backend.userland.com", "http://blogs.law.harvard.edu/tech/rss",
      "http://channel.netscape.com/rdf/"};
  const std::string lower = base::to_lower_ascii(name);
  const bool core = name.empty() || std::ranges::any_of(kCore, [&](auto start) { return lower.starts_with(start); });
  return core ? Words::core : Words::other;
}

Words words_of_prefix(std::string_view prefix) {
  if (prefix.empty() || prefix == "atom" || prefix == "rss" || prefix == "a10") return Words::core;
  if (prefix == "content") return Words::content;
  return prefix == "dc" || prefix == "dcterms" ? Words::dublin : Words::other;
}

bool looks_like_markup(std::string_view text) {
  for (std::size_t at = 0; (at = text.find_first_of("<&", at)) != std::string_view::npos; ++at) {
    if (at + 1 == text.size()) return false;
    const char next = text[at + 1];
    if (text[at] == '<' && (base::is_alpha_ascii(next) || next == '/' || next == '!')) return true;
    if (text[at] == '&' && (next == '#' || base::is_alpha_ascii(next)) &&
        text.substr(at, 12).find(';') != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

// A headline as plain text, of which markup and entities are left over.
std::string plain(const std::string& markup) {
  std::string text;
  for (std::size_t at = 0; at < markup.size(); ++at) {
    const std::size_t end = markup[at] == '<' ? markup.find('>', at) : std::string::npos;
    const bool tag = end != std::string::npos && (base::is_alpha_ascii(markup[at + 1]) || markup[at + 1] == '/');
    if (tag) at = end;
    if (!tag) text += markup[at];
    if (markup[at] == '<' && end == std::string::npos) {  // no tag ends any more
      text += markup.substr(at + 1);
      break;
    }
  }
  return base::fold_spaces(resolved(text));
}

// What an element of an item holds.
struct Value {
  std::string text;       // entities resolved, CDATA as it stands
  std::string type;       // Atom: text, html, xhtml or a media type
  bool elements = false;  // it holds markup that nobody escaped
  ByteSpan inner;         // in the feed
};

struct Item {
  std::size_t begin = 0;
  std::size_t depth = 0;  // open elements, itself counted
  bool too_deep = false;
  bool elsewhere = false;  // its content is another address
  std::map<std::string, Value, std::less<>> values;

  const Value* find(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() || (base::trim(found->second.text).empty() && !found->second.elements)
               ? nullptr
               : &found->second;
  }
  std::string text(std::string_view name) const {
    const Value* value = find(name);
    return value == nullptr ? "" : std::string(base::trim(value->text));
  }
};

class Feed {
 public:
  Feed(const Input& input, std::string_view bytes, bool converted, const Take& take)
      : input_(input), bytes_(bytes), converted_(converted), take_(take), xml_(bytes) {}

  bool read() {
    for (;;) {
      const Xml::Token token = xml_.next();
      if (token.kind == Xml::Kind::finish) break;
      if (token.kind == Xml::Kind::start) start(token);
      if (token.kind == Xml::Kind::end) end(token.name, token.span);
      if (token.kind == Xml::Kind::text && wanted()) value_->text += resolved(token.text);
      if (token.kind == Xml::Kind::cdata && wanted()) value_->text += token.text;
      if (stopped_) return false;
    }
    if (item_) {
      tell(ErrorKind::Malformed, "is cut short: the feed ends within it", {item_->begin, bytes_.size()});
    } else if (items_ == 0) {
      return take_(Error{ErrorKind::Malformed, "is a news feed without any item", input_.path});
    }
    passed_over_.tell(input_.path, input_.options);
    return !stopped_;
  }

 private:
  bool wanted() const { return value_ != nullptr; }

  void start(const Xml::Token& token) {
    each_attribute(token.attributes, [&](std::string_view name, std::string_view value) {
      if (!name.starts_with("xmlns")) return;
      const std::string_view prefix = name.size() > 6 && name[5] == ':' ? name.substr(6) : "";
      if (prefixes_.size() < kMostPrefixes && !(prefix.empty() && item_)) {
        prefixes_.insert_or_assign(std::string(prefix), words_of_namespace(value));
      }
    });
    if (value_ != nullptr) value_->elements = true;
    const auto [words, name] = words_and_name(token.name);
    if (!item_ && words == Words::core && (name == "item" || name == "entry")) {
      item_.emplace();
      item_->begin = token.span.begin;
      item_->depth = open_.size() + 1;
      ++items_;
    } else if (item_ && open_.size() == item_->depth) {
      field(words, name, token);
    } else if (!item_ && words == Words::core && name == "title" && channel_.empty() && !token.empty &&
               open_.size() <= 2) {
      value_ = &channel_title_;
      value_->inner = {token.span.end, token.span.end};
      value_depth_ = open_.size() + 1;
    }
    if (token.empty) {
      open(token.name);
      return end(token.name, token.span);
    }
    open(token.name);
  }

  void open(std::string_view name) {
    if (open_.size() < kMaxFeedDepth) {
      open_.push_back(name);
    } else {
      ++beyond_;
      if (item_) item_->too_deep = true;
    }
  }

  // A child of an item begins: where it is one of those read, what it holds is gathered up.
  void field(Words words, std::string_view name, const Xml::Token& token) {
    std::string key(name);
    if (words == Words::content) key = "content:" + key;
    if (words == Words::dublin) key = "dc:" + key;
    if (words == Words::other && name != "origLink") return;
    if (words == Words::core && name == "link") {
      const std::string relation = attribute(token.attributes, "rel"), address = attribute(token.attributes, "href");
      if (!address.empty()) {
        if ((relation.empty() || relation == "alternate") && item_->text("link").empty())
          item_->values["link"].text = address;
        return;
      }
    }
    if (words == Words::core && name == "content" && !attribute(token.attributes, "src").empty())
      item_->elsewhere = true;
    if (name == "guid" && base::to_lower_ascii(attribute(token.attributes, "isPermaLink")) == "false") return;
    constexpr std::array<std::string_view, 16> kRead = {
        "title",   "link",      "guid",   "description", "content",  "content:encoded", "summary",  "pubDate",
        "dc:date", "published", "issued", "updated",     "modified", "source",          "origLink", "dc:publisher"};
    if (std::ranges::find(kRead, key) == kRead.end()) return;
    if (item_->find(key) != nullptr) return;  // the first that says something counts
    Value& value = item_->values[key];
    value = {};
    value.type = base::to_lower_ascii(attribute(token.attributes, "type"));
    if (base::to_lower_ascii(attribute(token.attributes, "mode")) == "escaped") value.type = "html";  // Atom 0.3
    value.inner = {token.span.end, token.span.end};
    value_ = &value;
    value_depth_ = open_.size() + 1;
  }

  void end(std::string_view name, ByteSpan span) {
    if (beyond_ > 0) {
      --beyond_;
      return;
    }
    // What was left open within it ends with it; an end without a beginning is none.
    std::size_t at = open_.size();
    while (at > 0 && open_[at - 1] != name) --at;
    if (at == 0) return;
    open_.resize(at - 1);
    if (value_ != nullptr && open_.size() < value_depth_) {
      value_->inner.end = std::max(span.begin, value_->inner.begin);
      if (value_ == &channel_title_) channel_ = plain(channel_title_.text);
      value_ = nullptr;
    }
    if (item_ && open_.size() < item_->depth) finish_item(span);
  }

  void finish_item(ByteSpan end) {
    if (!item_) return;
    const Item item = std::move(*item_);
    item_.reset();
    if (value_ != &channel_title_) value_ = nullptr;
    const ByteSpan span{item.begin, end.end};
    if (item.too_deep) {
      tell(ErrorKind::Unsupported, "is nested deeper than " + std::to_string(kMaxFeedDepth) + " elements", span);
      return;
    }
    Page page = page_from(input_);
    page.path.append("#").append(std::to_string(items_));
    const bool has_text = take_body(item, page);
    if (!has_text && !input_.options.linked) return passed_over_.count(why_without_text(item));
    fill(item, page);
    if (!has_text && page.url.empty()) return passed_over_.count(why_without_text(item));
    if (!take_(std::move(page))) stopped_ = true;
  }

  // The text of an item, from where it says most. False where it holds none.
  bool take_body(const Item& item, Page& page) {
    for (const std::string_view name : {"content:encoded", "content", "description", "summary"}) {
      const Value* value = item.find(name);
      if (value == nullptr) continue;
      if (value->type.find('/') != std::string::npos && !value->type.starts_with("text/") &&
          value->type.find("html") == std::string::npos) {
        continue;  // a picture, an enclosure
      }
      page.bytes = value->elements ? std::string(bytes_.substr(value->inner.begin, value->inner.size())) : value->text;
      const bool says_text = value->type == "text" || value->type == "text/plain";
      const bool says_html = value->type.find("html") != std::string::npos;
      const bool html = value->elements || says_html || (!says_text && looks_like_markup(page.bytes));
      page.format = html ? PageFormat::html : PageFormat::text;
      return true;
    }
    return false;
  }
  static std::string_view why_without_text(const Item& item) {
    return item.elsewhere ? "whose text lies at another address" : "without text";
  }

  void fill(const Item& item, Page& page) {
    if (base::is_valid_utf8(page.bytes)) page.charset = "utf-8";
    if (converted_) {
      std::size_t bad = 0;
      for (std::size_t at = 0; (at = page.bytes.find("\xEF\xBF\xBD", at)) != std::string::npos; at += 3) ++bad;
      if (bad > 0) page.notes.push_back(std::to_string(bad) + " places are no character of the feed's charset: U+FFFD");
    }
    const Value* title = item.find("title");
    if (title != nullptr) page.title = title->type == "text" ? base::fold_spaces(title->text) : plain(title->text);
    replace_bad_utf8(page.title);
    std::string url = item.text("origLink");
    if (url.empty()) url = item.text("link");
    if (url.empty() && item.text("guid").starts_with("http")) url = item.text("guid");
    if (!url.empty()) page.url = url;
    if (const std::string source = item.text("source"); !source.empty() && !item.find("source")->elements) {
      page.outlet = plain(source);
    } else if (const std::string publisher = item.text("dc:publisher"); !publisher.empty()) {
      page.outlet = plain(publisher);
    } else if (page.outlet.empty()) {
      page.outlet = channel_;
    }
    replace_bad_utf8(page.outlet);
    replace_bad_utf8(page.url);
    published(item, page);
  }

  // A day of change is none of publication.
  static void published(const Item& item, Page& page) {
    for (const std::string_view name : {"pubDate", "published", "dc:date", "issued"}) {
      const std::string day = item.text(name);
      if (day.empty()) continue;
      if (const auto read = read_published(day)) {
        page.published = read;
        return;
      }
      page.notes.push_back("its <" + std::string(name) + "> is no date we can read: \"" + day.substr(0, 80) + "\"");
    }
    for (const std::string_view name : {"updated", "modified"}) {
      if (const std::string day = item.text(name); !day.empty()) {
        page.notes.push_back("its feed gives no day of publication, only that it was changed: " + day.substr(0, 40));
        return;
      }
    }
  }

  void tell(ErrorKind kind, const std::string& what, ByteSpan span) {
    const std::string number = std::to_string(items_);
    if (!take_(Error{kind, "item " + number + ": " + what, input_.path + "#" + number, span})) stopped_ = true;
  }

  std::pair<Words, std::string_view> words_and_name(std::string_view qualified) const {
    const std::size_t colon = qualified.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? "" : qualified.substr(0, colon);
    const std::string_view name = colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
    const auto declared = prefixes_.find(prefix);
    return {declared != prefixes_.end() ? declared->second : words_of_prefix(prefix), name};
  }

  static constexpr std::size_t kMostPrefixes = 256;

  const Input& input_;
  const std::string_view bytes_;
  const bool converted_;
  const Take& take_;
  Xml xml_;
  std::vector<std::string_view> open_;  // names of the open elements
  std::size_t beyond_ = 0;              // open ones deeper than we follow
  std::map<std::string, Words, std::less<>> prefixes_;
  std::optional<Item> item_;
  std::size_t items_ = 0;
  Value* value_ = nullptr;  // being gathered
  std::size_t value_depth_ = 0;
  Value channel_title_;
  std::string channel_;
  PassedOver passed_over_;
  bool stopped_ = false;
};

// What the XML declaration says of the charset; empty where it says nothing.
std::string declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 512);
  if (!head.starts_with("<?xml")) return {};
  return base::to_lower_ascii(attribute(head.substr(0, head.find("?>")).substr(5), "encoding"));
}

}  // namespace

bool read_feed(const Input& input, const Take& take) {
  std::string bytes;
  std::string buffer(1 << 18, '\0');
  std::optional<Error> failure;
  while (bytes.size() < kMaxFeedBytes && !failure) {
    const auto got = input.stream.read(buffer.data(), std::min(buffer.size(), kMaxFeedBytes - bytes.size()));
    if (!got) failure = got.error();
    if (!got || *got == 0) break;
    bytes.append(buffer, 0, *got);
  }
  if (bytes.size() == kMaxFeedBytes && !input.stream.peek(1).empty()) {
    failure = Error{
        ErrorKind::Unsupported,
        "is larger than " + std::to_string(kMaxFeedBytes >> 20) + " MiB, too large for a feed: the rest was not read",
        input.path,
        {kMaxFeedBytes, kMaxFeedBytes}};
  }
  std::string().swap(buffer);
  std::string_view text = bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = base::trim(text);
  const std::string charset = declared_charset(text);
  bool converted = false;
  if (!charset.empty() && charset != "utf-8" && charset != "utf8" && !charset.starts_with("utf-16") &&
      !(base::is_valid_utf8(text) && text.data() != bytes.data())) {
    if (auto made = to_utf8(text, charset)) {
      bytes = std::move(*made);
      text = bytes;
      converted = true;
    }
  }
  if (!Feed(input, text, converted, take).read()) return false;
  if (failure) return take(std::move(*failure));
  const std::string note = input.stream.note();
  return note.empty() || take(Error{ErrorKind::Malformed, note, input.path});
}

}  // namespace annals::acquire
