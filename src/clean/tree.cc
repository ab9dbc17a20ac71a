#include "clean/tree.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "base/utf8.h"
#include "clean/references.h"
#include "clean/tokenizer.h"

namespace annals::clean {
namespace {

constexpr std::size_t kMaxNames = 1024;  // of tags that HTML does not know

struct Open {
  std::uint32_t node;
  std::uint16_t name;  // a Tag, or one of the page's own beyond those
  Tag tag;
  bool ended = false;  // by an end tag that came too early: it stays open for the tree, no more for what it means
};

class Builder {
 public:
  explicit Builder(std::string_view source) : tokenizer_(source) {
    tree_.source = source;
    tops_.resize(kTagCount + kMaxNames);
    flattened_.resize(kTagCount + kMaxNames);
    tree_.nodes.reserve(source.size() / 24 + 16);
  }

  Tree build() {
    HtmlToken token;
    while (tokenizer_.next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::text:
          add_text(token);
          break;
        case HtmlToken::Kind::start_tag:
          start(token);
          break;
        case HtmlToken::Kind::end_tag:
          end(token);
          break;
        default:
          break;
      }
    }
    while (!open_.empty()) pop();
    return std::move(tree_);
  }

 private:
  using Positions = std::vector<std::uint16_t>;
  static constexpr int kNone = -1;

  static int top(const Positions& positions) { return positions.empty() ? kNone : positions.back(); }
  int top_of(Tag tag) const { return top(tops_[static_cast<std::size_t>(tag)]); }

  std::uint16_t name_id(Tag tag, TextRange name) {
    if (tag != Tag::unknown) return static_cast<std::uint16_t>(tag);
    if (names_.size() >= kMaxNames - 1) return static_cast<std::uint16_t>(Tag::unknown);
    const auto next = static_cast<std::uint16_t>(kTagCount + names_.size());
    return names_.try_emplace(tokenizer_.lower(name), next).first->second;
  }

  std::uint32_t add_node(Node node) {
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    node.end = index + 1;
    tree_.nodes.push_back(node);
    return index;
  }

  void add_text(const HtmlToken& token) {
    if (top_of(Tag::head) != kNone &&
        tokenizer_.view(token.range).find_first_not_of(" \t\r\n\f") != std::string_view::npos) {
      leave_head();
    }
    Node node;
    node.kind = Node::Kind::text;
    node.references = token.references;
    node.linked = links_ > 0;
    node.range = token.range;
    add_node(node);
  }

  // The head ends where something stands that belongs in no head. What <noscript> and <template> hold there is no part
  // of that.
  void leave_head() {
    const int head = top_of(Tag::head);
    if (head == kNone || top_of(Tag::noscript) > head || top_of(Tag::template_) > head) return;
    const Tag last = open_.back().tag;
    if (last != Tag::title && last != Tag::script && last != Tag::style) pop_to(head);
  }

  void push(Tag tag, std::uint16_t name, std::uint32_t node) {
    const auto at = static_cast<std::uint16_t>(open_.size());
    const std::uint16_t traits = traits_of(tag);
    open_.push_back({node, name, tag});
    tops_[name].push_back(at);
    if (traits & kSpecial) specials_.push_back(at);
    if (traits & kSpecial && tag != Tag::address && tag != Tag::div && tag != Tag::p) list_barriers_.push_back(at);
    if (traits & kScope) scopes_.push_back(at);
    if (tag == Tag::table || tag == Tag::template_ || tag == Tag::html) tables_.push_back(at);
    if (traits & kFormatting) ++formatting_;
    if (tag == Tag::a) ++links_;
    if (tag == Tag::svg || tag == Tag::math) tokenizer_.set_foreign(++foreign_ > 0);
  }

  void pop() {
    const Open last = open_.back();
    const auto at = static_cast<std::uint16_t>(open_.size() - 1);
    open_.pop_back();
    const auto drop = [at](Positions& positions) {
      if (!positions.empty() && positions.back() == at) positions.pop_back();
    };
    if (!last.ended) drop(tops_[last.name]);
    drop(specials_);
    drop(list_barriers_);
    drop(scopes_);
    drop(tables_);
    if (traits_of(last.tag) & kFormatting && !last.ended) --formatting_;
    if (last.tag == Tag::a && !last.ended) --links_;
    if (last.tag == Tag::svg || last.tag == Tag::math) tokenizer_.set_foreign(--foreign_ > 0);
    tree_.nodes[last.node].end = static_cast<std::uint32_t>(tree_.nodes.size());
  }

  // Pops the element at `position` and all above it.
  void pop_to(int position) {
    while (static_cast<int>(open_.size()) > position) pop();
  }

  // Closes the innermost `tag` where nothing of `barrier` stands above it.
  bool close_within(Tag tag, const Positions& barrier) {
    const int at = top_of(tag);
    if (at == kNone || at < top(barrier)) return false;
    pop_to(at);
    return true;
  }

  // An inline element ends although blocks within it are open: what it means ends here.
  void end_early(int at) {
    Open& open = open_[static_cast<std::size_t>(at)];
    open.ended = true;
    tops_[open.name].pop_back();
    if (traits_of(open.tag) & kFormatting) --formatting_;
    if (open.tag == Tag::a) --links_;
  }

  void close_inline(Tag tag, std::uint16_t name) {
    const int at = top(tops_[name]);
    if (at == kNone) return;
    if (at >= top(specials_)) return pop_to(at);
    if (has(tag, kFormatting) && at > top(scopes_)) end_early(at);
  }

  // What the start of `tag` ends.
  void imply_ends(Tag tag) {
    const std::uint16_t traits = traits_of(tag);
    if (traits & kClosesP) close_within(Tag::p, scopes_);
    switch (tag) {
      case Tag::li:
        close_within(Tag::li, below_item(Tag::li, Tag::li));
        close_within(Tag::p, scopes_);
        break;
      case Tag::dd:
      case Tag::dt:
        close_within(Tag::dd, below_item(Tag::dd, Tag::dt));
        close_within(Tag::dt, below_item(Tag::dd, Tag::dt));
        break;
      case Tag::option:
        close_within(Tag::option, scopes_);
        break;
      case Tag::optgroup:
        close_within(Tag::option, scopes_);
        close_within(Tag::optgroup, scopes_);
        break;
      case Tag::td:
      case Tag::th:
        close_within(Tag::td, tables_);
        close_within(Tag::th, tables_);
        break;
      case Tag::tr:
        close_within(Tag::tr, tables_);
        break;
      case Tag::thead:
      case Tag::tbody:
      case Tag::tfoot:
        for (const Tag other : {Tag::thead, Tag::tbody, Tag::tfoot, Tag::caption, Tag::colgroup, Tag::tr}) {
          close_within(other, tables_);
        }
        break;
      case Tag::a:
        close_inline(Tag::a, static_cast<std::uint16_t>(Tag::a));
        break;
      case Tag::button:
        close_within(Tag::button, scopes_);
        break;
      default:
        break;
    }
    if (is_heading(tag) && !open_.empty() && is_heading(open_.back().tag)) pop();
  }

  // The barrier for a list item: the innermost special element that is neither one of the items nor a div, p or
  // address. A list of positions whose last is that one.
  Positions below_item(Tag one, Tag other) const {
    for (auto at = list_barriers_.rbegin(); at != list_barriers_.rend(); ++at) {
      const Tag tag = open_[*at].tag;
      if (tag != one && tag != other) return {*at};
      if (at - list_barriers_.rbegin() > 1) break;
    }
    return {};
  }

  // A tag of HTML proper within SVG ends the SVG: it was not closed.
  void leave_foreign(Tag tag) {
    if (foreign_ == 0 || !has(tag, kBlock) || tag == Tag::title || tag == Tag::canvas) return;
    while (foreign_ > 0) pop();
  }

  void start(const HtmlToken& token) {
    const Tag tag = tag_named(tokenizer_.view(token.name));
    const std::uint16_t traits = traits_of(tag);
    leave_foreign(tag);
    if (tag == Tag::html && !open_.empty()) return;  // it began with the first of them
    if (tag == Tag::body && top_of(Tag::head) != kNone) pop_to(top_of(Tag::head));
    if (tag == Tag::body && !open_.empty() && open_.back().tag != Tag::html) return;
    if (tag == Tag::form && top_of(Tag::form) > top_of(Tag::template_)) return;
    if (tag != Tag::head && !belongs_in_head(tag)) leave_head();
    imply_ends(tag);

    Node node;
    node.tag = tag;
    node.range = token.range;
    const bool full = elements_ >= Tree::kMaxElements;
    const bool keeps = (traits & kVoid) || (token.self_closing && foreign_ > 0);
    const bool too_deep =
        open_.size() >= Tree::kMaxDepth || full || ((traits & kFormatting) && formatting_ >= Tree::kMaxFormatting);
    if (!full || (traits & kBlock)) {
      if (!too_deep || keeps) add_attributes(node, token);
      add_node(node);
      ++elements_;
    }
    if (!keeps) {
      const std::uint16_t name = name_id(tag, token.name);
      if (too_deep) {
        tree_.flattened = true;
        ++flattened_[name];
      } else {
        push(tag, name, static_cast<std::uint32_t>(tree_.nodes.size() - 1));
      }
    }
    if (foreign_ == 0 && (traits & kRaw)) set_content(tag);
    if (tag == Tag::plaintext) tokenizer_.set_content(ContentModel::plaintext, "plaintext");
  }

  static bool belongs_in_head(Tag tag) {
    switch (tag) {
      case Tag::base:
      case Tag::link:
      case Tag::meta:
      case Tag::noscript:
      case Tag::script:
      case Tag::style:
      case Tag::template_:
      case Tag::title:
      case Tag::html:
        return true;
      default:
        return false;
    }
  }

  void set_content(Tag tag) {
    const ContentModel model = tag == Tag::title || tag == Tag::textarea ? ContentModel::rcdata
                               : tag == Tag::script                      ? ContentModel::script
                                                                         : ContentModel::rawtext;
    tokenizer_.set_content(model, name_of(tag));
  }

  void add_attributes(Node& node, const HtmlToken& token) {
    node.attributes = static_cast<std::uint32_t>(tree_.attributes.size());
    for (const Attribute& attribute : token.attributes) {
      const Attr name = attr_named(tokenizer_.view(attribute.name));
      if (name != Attr::unknown) tree_.attributes.push_back({name, attribute.value});
    }
    node.attribute_count = static_cast<std::uint32_t>(tree_.attributes.size()) - node.attributes;
  }

  // A break between blocks without an element of its own.
  void add_break(Tag tag, TextRange range) {
    Node node;
    node.tag = tag;
    node.range = range;
    add_node(node);
  }

  void end(const HtmlToken& token) {
    const Tag tag = tag_named(tokenizer_.view(token.name));
    const std::uint16_t traits = traits_of(tag);
    const std::uint16_t name = name_id(tag, token.name);
    if (flattened_[name] > 0) {
      --flattened_[name];
      if (traits & kBlock) add_break(tag, token.range);
      return;
    }
    if (tag == Tag::br) return add_break(tag, token.range);
    if (tag == Tag::body || tag == Tag::html || (traits & kVoid)) return;
    if (is_heading(tag)) return close_heading();
    const int at = top(tops_[name]);
    if (at == kNone) {
      if (traits & kBlock) add_break(tag, token.range);
      return;
    }
    if (!(traits & kSpecial)) return close_inline(tag, name);
    if (tag == Tag::form) return close_form(at);
    if (tag == Tag::li && at < std::max(top_of(Tag::ul), top_of(Tag::ol))) return;
    const bool of_table = tag == Tag::table || tag == Tag::tr || tag == Tag::td || tag == Tag::th ||
                          tag == Tag::tbody || tag == Tag::thead || tag == Tag::tfoot || tag == Tag::caption;
    if (at >= top(of_table ? tables_ : scopes_)) pop_to(at);
  }

  // A form ends by itself: what it opened goes on without it.
  void close_form(int at) {
    if (at < top(scopes_)) return;
    if (at >= top(specials_)) return pop_to(at);
    end_early(at);
  }

  void close_heading() {
    int at = kNone;
    for (auto tag = static_cast<int>(Tag::h1); tag <= static_cast<int>(Tag::h6); ++tag) {
      at = std::max(at, top_of(static_cast<Tag>(tag)));
    }
    if (at != kNone && at >= top(scopes_)) pop_to(at);
  }

  Tokenizer tokenizer_;
  Tree tree_;
  std::vector<Open> open_;
  std::vector<Positions> tops_;  // by name: where such elements stand in open_
  std::vector<std::uint32_t> flattened_;
  Positions specials_, list_barriers_, scopes_, tables_;
  std::unordered_map<std::string, std::uint16_t> names_;  // looked up only, never walked
  std::size_t formatting_ = 0, links_ = 0, elements_ = 0;
  int foreign_ = 0;
};

}  // namespace

std::string_view Tree::raw(const Node& node, Attr name) const {
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const NodeAttribute& attribute = attributes[node.attributes + i];
    if (attribute.name == name) return source.substr(attribute.value.begin, attribute.value.size());
  }
  return {};
}

bool Tree::has(const Node& node, Attr name) const {
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    if (attributes[node.attributes + i].name == name) return true;
  }
  return false;
}

std::string Tree::value(const Node& node, Attr name) const { return resolve_references(raw(node, name), true); }

std::string Tree::text_of(std::size_t at) const {
  constexpr std::size_t kEnough = 2000;  // a headline, a name, a day: never more
  std::string out;
  for (std::size_t i = at; i < nodes[at].end && out.size() < kEnough; ++i) {
    const Node& node = nodes[i];
    if (node.kind == Node::Kind::element) {
      if (i > at && (clean::has(node.tag, kBlock) || node.tag == Tag::br)) out += ' ';
      if (i > at && clean::has(node.tag, kNoText)) i = node.end - 1;
      continue;
    }
    const std::string_view text = base::utf8_prefix(source.substr(node.range.begin, node.range.size()), kEnough);
    out += node.references ? resolve_references(text, false) : std::string(text);
  }
  return base::fold_spaces(out);
}

Tree build_tree(std::string_view source) { return Builder(source).build(); }

}  // namespace annals::clean
