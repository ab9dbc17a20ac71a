#include "clean/page_says.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/utf8.h"
#include "clean/references.h"

namespace annals::clean {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxLinkedData = 2u << 20;  // of one script
constexpr int kMaxDepth = 24;
constexpr std::array<std::string_view, 10> kAuthorFolders = {"author",   "authors",   "autor",       "autoren",
                                                             "auteur",   "writer",    "contributor", "contributors",
                                                             "reporter", "journalist"};

std::string short_text(std::string_view text, std::size_t size = 1000) {
  return base::fold_spaces(base::utf8_prefix(text, size));
}

void add(std::vector<Said>& to, std::string_view value, std::string where, double confidence);

// A name; more of the same field stand beside the first.
void add_name(std::vector<Said>& to, std::string_view value, const std::string& where, double confidence) {
  for (Said& said : to) {
    if (said.where != where) continue;
    const std::string name = short_text(value, 200);
    if (said.value.size() < 600 && said.value.find(name) == std::string::npos) said.value += ", " + name;
    return;
  }
  add(to, value, where, confidence);
}

void add(std::vector<Said>& to, std::string_view value, std::string where, double confidence) {
  std::string folded = short_text(value);
  if (!folded.empty() && to.size() < 64) to.push_back({std::move(folded), std::move(where), confidence});
}

// JSON-LD as pages have it: within comment marks, with raw line ends in strings, with references in its text.
json parse_linked_data(std::string_view text) {
  std::string plain(base::trim(text));
  for (const std::string_view mark : {"<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>"}) {
    if (const auto at = plain.find(mark); at != std::string::npos && (at < 4 || at + mark.size() + 4 > plain.size())) {
      plain.replace(at, mark.size(), " ");
    }
  }
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  std::string_view body = base::trim(plain);
  if (body.ends_with(';')) body.remove_suffix(1);
  json out = json::parse(body, nullptr, false, true);
  // Some pages write it as if it stood in an attribute.
  if (out.is_discarded() && body.find("&quot;") != std::string_view::npos)
    out = json::parse(resolve_references(body, false), nullptr, false, true);
  return out;
}

std::string text_of(const json& value, int depth = 0) {
  if (depth > kMaxDepth) return {};
  if (value.is_string()) return resolve_references(value.get_ref<const std::string&>(), false);
  if (value.is_array() && !value.empty()) return text_of(value[0], depth + 1);
  if (value.is_object()) {
    for (const char* key : {"name", "@value", "headline"}) {
      if (value.contains(key)) return text_of(value[key], depth + 1);
    }
  }
  return {};
}

// All names of an author field, joined: it may be a name, an object, or a list of either.
std::string names_of(const json& value) {
  if (!value.is_array()) return text_of(value);
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(value.size(), 8); ++i) {
    const std::string name = text_of(value[i]);
    if (name.empty() || out.find(name) != std::string::npos) continue;
    out += (out.empty() ? "" : ", ") + name;
  }
  return out;
}

bool type_holds(const json& object, std::initializer_list<std::string_view> words) {
  const auto found = object.find("@type");
  if (found == object.end()) return false;
  const auto matches = [&](const json& type) {
    if (!type.is_string()) return false;
    const auto& name = type.get_ref<const std::string&>();
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return name.find(word) != std::string::npos; });
  };
  return found->is_array() ? std::any_of(found->begin(), found->end(), matches) : matches(*found);
}

class Reader {
 public:
  explicit Reader(const Tree& tree) : tree_(tree) {}

  PageSays read() {
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      const Node& node = tree_.nodes[i];
      if (node.kind != Node::Kind::element) continue;
      switch (node.tag) {
        case Tag::meta:
          meta(node);
          break;
        case Tag::script:
          script(node, i);
          break;
        case Tag::title:
          if (page_title_.empty()) page_title_ = tree_.text_of(i);
          break;
        case Tag::h1:
          if (headings_ < 8) add(heading_titles_, tree_.text_of(i), "h1", 0.7), ++headings_;
          break;
        case Tag::link:
          link(node);
          break;
        case Tag::html:
          add(says_.languages, tree_.value(node, Attr::lang), "html lang", 0.5);
          break;
        case Tag::time:
          time(node, i);
          break;
        default:
          break;
      }
      if (node.attribute_count > 0) item(node, i);
    }
    put_together();
    return std::move(says_);
  }

 private:
  void meta(const Node& node) {
    const std::string content = tree_.value(node, Attr::content);
    if (content.empty()) return;
    for (const Attr attribute : {Attr::property, Attr::name, Attr::itemprop}) {
      const std::string name = base::to_lower_ascii(tree_.raw(node, attribute));
      if (!name.empty()) named_meta(name, content);
    }
  }

  void named_meta(const std::string& name, const std::string& content) {
    const auto is = [&](std::initializer_list<std::string_view> names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    const std::string where = "meta " + name;
    if (name.starts_with("twitter:label")) label_ = content;
    if (name.starts_with("twitter:data") && !label_.empty())
      says_.labelled.push_back({short_text(content), label_, 0.8}), label_.clear();
    if (is({"og:title"})) add(meta_titles_, content, where, 0.65);
    if (is({"twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title", "headline",
            "citation_title", "hdl", "mrc__share_title", "cxense:title"})) {
      add(meta_titles_, content, where, 0.7);
    }
    if (is({"og:description", "description", "twitter:description", "dc.description", "dcterms.abstract",
            "sailthru.description"})) {
      add(says_.summaries, content, where, 0.6);
    }
    if (is({"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
            "byline", "citation_author", "citation_authors", "article:author_name", "creator", "og:article:author",
            "author_name", "cxense:author"})) {
      if (content.find("://") == std::string::npos) add_name(says_.bylines, content, where, 0.7);
    }
    if (is({"og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher", "copyright", "source",
            "cre", "article:publisher_name"})) {
      if (content.find("://") == std::string::npos && content.size() < 80)
        add(says_.outlets, content, where, name == "og:site_name" ? 0.8 : 0.5);
    }
    if (is({"article:section", "section", "parsely-section", "articlesection", "og:article:section", "category",
            "cg"})) {
      add(says_.sections, content, where, 0.8);
    }
    if (is({"og:url"})) add(says_.urls, content, where, 0.7);
    if (is({"og:locale", "language", "content-language", "dc.language"})) add(says_.languages, content, where, 0.5);
    if (is({"article:published_time",
            "og:article:published_time",
            "article:published",
            "datepublished",
            "og:published_time",
            "rnews:datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "publishdate",
            "publish_date",
            "publish-date",
            "pubdate",
            "publication_date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date.created",
            "dc.created",
            "article.published",
            "originalpublicationdate",
            "article_date_original",
            "cxense-publishtime",
            "cxenseparse:recs:publishtime",
            "citation_publication_date",
            "citation_online_date",
            "citation_date",
            "datecreated",
            "date_published",
            "ptime",
            "iso-8601-publish-date",
            "displaydate",
            "article:post_date",
            "bt:pubdate",
            "published_time_telegram",
            "published",
            "article-published",
            "published-date",
            "publisheddate"})) {
      add(says_.published, content, where, name.find("publish") != std::string::npos ? 0.93 : 0.85);
    }
    if (is({"date", "dc.date", "dcterms.date", "created", "createdate", "release_date", "og:pubdate", "timestamp",
            "issued"})) {
      add(says_.published, content, where, 0.58);  // as often the day the page was made
    }
    if (is({"article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified",
            "dc.date.modified", "last-modified", "lastmod", "article:modified", "modified", "utime", "revised",
            "updated_time", "lastmodified"})) {
      add(says_.updated, content, where, 0.85);
    }
  }

  void link(const Node& node) {
    if (base::to_lower_ascii(tree_.raw(node, Attr::rel)) == "canonical") {
      const std::string url = tree_.value(node, Attr::href);
      if (url.starts_with("http") || url.starts_with("//"))
        says_.urls.insert(says_.urls.begin(), {short_text(url), "link canonical", 0.9});
    }
  }

  void script(const Node& node, std::uint32_t index) {
    if (base::to_lower_ascii(tree_.raw(node, Attr::type)).find("ld+json") == std::string::npos) return;
    for (std::uint32_t i = index + 1; i < node.end; ++i) {
      const TextRange range = tree_.nodes[i].range;
      if (range.size() > kMaxLinkedData) continue;
      const json data = parse_linked_data(tree_.source.substr(range.begin, range.size()));
      if (!data.is_discarded()) linked(data, 0);
    }
  }

  void linked(const json& value, int depth) {
    if (depth > kMaxDepth) return;
    if (value.is_array()) {
      for (const json& part : value) linked(part, depth + 1);
      return;
    }
    if (!value.is_object()) return;
    const bool article =
        type_holds(value, {"Article", "BlogPosting", "Report", "NewsStory", "LiveBlog", "Posting", "ReviewNews"});
    const bool page = type_holds(value, {"WebPage", "ItemPage"});
    const bool other = type_holds(value, {"Comment", "Review", "Video", "Image", "Audio", "Product", "Event", "Job"});
    if (type_holds(value, {"Person"}) && value.contains("@id") && value["@id"].is_string() && persons_.size() < 16)
      persons_.emplace_back(value["@id"].get<std::string>(), text_of(value));
    if (article) {
      story(value, 0.95);
    } else if (page || (value.contains("datePublished") && !other)) {
      story(value, 0.8);
    }
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"}) {
      if (value.contains(key) && (value[key].is_array() || value[key].is_object())) {
        if (std::string_view(key) != "itemListElement" && std::string_view(key) != "hasPart")
          linked(value[key], depth + 1);
      }
    }
  }

  void story(const json& object, double confidence) {
    const auto get = [&](const char* key) { return object.contains(key) ? text_of(object[key]) : std::string(); };
    const bool article = confidence > 0.9;
    if (article)
      add(linked_titles_, get("headline").empty() ? get("name") : get("headline"), "JSON-LD headline",
          confidence - 0.05);
    add(says_.summaries, get("description"), "JSON-LD description", 0.6);
    if (object.contains("author") && article) {
      const std::string names = names_of(object["author"]);
      // An organisation is seldom who wrote it.
      const bool organisation =
          object["author"].is_object() && type_holds(object["author"], {"Organization", "Corporation"});
      if (names.find("://") == std::string::npos)
        add(linked_bylines_, names, "JSON-LD author", organisation ? 0.45 : 0.9);
      if (names.empty()) author_ids(object["author"]);
    }
    if (object.contains("publisher") && article)
      add(linked_outlets_, text_of(object["publisher"]), "JSON-LD publisher", 0.85);
    add(says_.sections, get("articleSection"), "JSON-LD articleSection", 0.7);
    const std::string published = get("datePublished");
    add(linked_published_, published.empty() && article ? get("dateCreated") : published, "JSON-LD datePublished",
        confidence);
    add(says_.updated, get("dateModified"), "JSON-LD dateModified", confidence - 0.05);
    add(says_.languages, get("inLanguage"), "JSON-LD inLanguage", 0.6);
  }

  // An author told by the id of a person who is described elsewhere in the graph.
  void author_ids(const json& author) {
    if (author.is_array()) {
      for (std::size_t i = 0; i < std::min<std::size_t>(author.size(), 8); ++i) author_ids(author[i]);
    } else if (author.is_object() && author.contains("@id") && author["@id"].is_string() && !author.contains("name")) {
      author_ids_.push_back(author["@id"].get<std::string>());
    }
  }

  void time(const Node& node, std::uint32_t index) {
    if (times_++ > 200) return;
    const std::string value = tree_.value(node, Attr::datetime);
    const std::string look = base::to_lower_ascii(std::string(tree_.raw(node, Attr::class_)) + " " +
                                                  std::string(tree_.raw(node, Attr::itemprop)));
    const bool updated = look.find("updat") != std::string::npos || look.find("modif") != std::string::npos;
    const bool publish = tree_.has(node, Attr::pubdate) || look.find("publ") != std::string::npos ||
                         look.find("entry-date") != std::string::npos || look.find("posted") != std::string::npos ||
                         look.find("created") != std::string::npos;
    const double confidence = publish ? 0.85 : times_ == 1 ? 0.65 : 0.45;
    add(updated ? says_.updated : times_said_, value.empty() ? tree_.text_of(index) : value,
        publish ? "time (published)" : "time", confidence);
  }

  // "/authors/anna-smith", not "/authors/" alone.
  static bool leads_to_author(std::string_view address) {
    for (std::size_t at = address.find('/'); at < address.size(); at = address.find('/', at + 1)) {
      const std::string_view rest = address.substr(at + 1);
      const std::size_t end = rest.find('/');
      if (end == std::string_view::npos) return false;
      if (std::find(kAuthorFolders.begin(), kAuthorFolders.end(), rest.substr(0, end)) != kAuthorFolders.end())
        return end + 3 < rest.size();
    }
    return false;
  }

  // "By Anna Smith Deputy Editor", where the name alone is a link: that.
  std::string author_of(std::uint32_t index) const {
    std::string all = tree_.text_of(index), link;
    for (std::uint32_t i = index + 1; i < tree_.nodes[index].end; ++i) {
      if (tree_.nodes[i].kind != Node::Kind::element || tree_.nodes[i].tag != Tag::a) continue;
      std::string text = tree_.text_of(i);
      if (text.empty()) continue;
      if (!link.empty()) return all;  // several are named
      link = std::move(text);
    }
    const std::size_t at = link.find(' ') == std::string::npos ? std::string::npos : all.find(link);
    if (at == std::string::npos || at > 24) return all;
    const std::string_view rest = base::trim(std::string_view(all).substr(at + link.size()));
    return !rest.empty() && base::is_upper_ascii(rest[0]) ? link : all;
  }

  // Microdata and the class names of microformats.
  void item(const Node& node, std::uint32_t index) {
    const std::string name = base::to_lower_ascii(tree_.raw(node, Attr::itemprop));
    if (!name.empty() && node.tag != Tag::meta && node.tag != Tag::link && node.end - index < 60) {
      if (name.find("headline") != std::string::npos) add(item_titles_, tree_.text_of(index), "itemprop headline", 0.8);
      if (name == "author" && items_++ < 8) add(item_bylines_, author_of(index), "itemprop author", 0.7);
      if (name.find("datepublished") != std::string::npos || name == "datecreated") {
        const std::string value = tree_.value(node, node.tag == Tag::time ? Attr::datetime : Attr::content);
        add(says_.published, value.empty() ? tree_.text_of(index) : value, "itemprop datePublished", 0.9);
      }
      if (name.find("datemodified") != std::string::npos) {
        const std::string value = tree_.value(node, node.tag == Tag::time ? Attr::datetime : Attr::content);
        add(says_.updated, value.empty() ? tree_.text_of(index) : value, "itemprop dateModified", 0.85);
      }
    }
    if (node.tag != Tag::a) return;
    const std::string rel = base::to_lower_ascii(tree_.raw(node, Attr::rel));
    if (rel.find("author") != std::string::npos && authors_++ < 6) {
      add(rel_bylines_, tree_.text_of(index), "rel author", 0.65);
    } else if (author_links_ < 6 && leads_to_author(tree_.raw(node, Attr::href)) && node.end > index + 1) {
      ++author_links_;
      add(says_.author_links, tree_.text_of(index), "link to an author's page", 0.55);
    }
  }

  // Pages drawn by a script keep their story's day in its data: the last resort.
  void published_in_scripts() {
    for (const Node& node : tree_.nodes) {
      if (node.kind != Node::Kind::element || node.tag != Tag::script) continue;
      const auto i = static_cast<std::size_t>(&node - tree_.nodes.data()) + 1;
      if (i >= node.end) continue;
      std::string_view rest = tree_.source.substr(tree_.nodes[i].range.begin, tree_.nodes[i].range.size());
      for (std::size_t at; (at = rest.find("ublish")) != std::string_view::npos; rest.remove_prefix(at + 6)) {
        const std::string_view value = value_of_key(rest.substr(at));
        if (value.empty()) continue;
        add(says_.published, value, "script", 0.5);
        return;
      }
    }
  }

  // `text` begins within a key; its value where that is a string that begins with a number: "publishedAt":"2025-...".
  static std::string_view value_of_key(std::string_view text) {
    std::size_t at = 0;
    while (at < 24 && at < text.size() && (base::is_alpha_ascii(text[at]) || text[at] == '_')) ++at;
    const std::string_view key = text.substr(0, at);
    if (key != "ublished" && key != "ublishDate" && key != "ublishedDate" && key != "ublishedAt" &&
        key != "ublished_at" && key != "ublish_date" && key != "ublishedOn" && key != "ublished_date")
      return {};
    const std::size_t begin = text.find_first_not_of("\\\" :", at);
    if (begin == std::string_view::npos || begin < at + 3 || begin > at + 8 || !base::is_digit(text[begin])) return {};
    const std::size_t end = text.find_first_of("\\\",}", begin);
    return end == std::string_view::npos || end > begin + 40 ? std::string_view() : text.substr(begin, end - begin);
  }

  void put_together() {
    const auto append = [](std::vector<Said>& to, const std::vector<Said>& from) {
      to.insert(to.end(), from.begin(), from.end());
    };
    append(says_.titles, meta_titles_);
    append(says_.titles, linked_titles_);
    append(says_.titles, item_titles_);
    append(says_.titles, heading_titles_);
    if (!page_title_.empty()) says_.titles.push_back({short_text(page_title_), "title", 0.6});
    linked_bylines_.insert(linked_bylines_.end(), says_.bylines.begin(), says_.bylines.end());
    std::string known;
    for (const std::string& id : author_ids_) {
      for (const auto& [person, name] : persons_) {
        if (person == id && known.find(name) == std::string::npos) known += (known.empty() ? "" : ", ") + name;
      }
    }
    add(linked_bylines_, known, "JSON-LD author", 0.85);
    append(linked_bylines_, item_bylines_);
    append(linked_bylines_, rel_bylines_);
    says_.bylines = std::move(linked_bylines_);
    append(says_.outlets, linked_outlets_);
    linked_published_.insert(linked_published_.end(), says_.published.begin(), says_.published.end());
    append(linked_published_, times_said_);
    says_.published = std::move(linked_published_);
    if (says_.published.empty()) published_in_scripts();
  }

  const Tree& tree_;
  PageSays says_;
  std::string page_title_;
  std::vector<Said> meta_titles_, linked_titles_, item_titles_, heading_titles_;
  std::vector<Said> linked_bylines_, item_bylines_, rel_bylines_, linked_outlets_, linked_published_, times_said_;
  std::vector<std::pair<std::string, std::string>> persons_;  // id, name
  std::vector<std::string> author_ids_;
  std::string label_;  // of the "twitter:data" that follows it
  int headings_ = 0, times_ = 0, items_ = 0, authors_ = 0, author_links_ = 0;
};

}  // namespace

PageSays read_page_says(const Tree& tree) { return Reader(tree).read(); }

}  // namespace annals::clean
