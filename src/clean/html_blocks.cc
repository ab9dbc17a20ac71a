#include "clean/html_blocks.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/eight_bytes.h"
#include "base/text.h"
#include "base/utf8.h"
#include "clean/raw_writer.h"
#include "clean/references.h"

namespace annals::clean {
namespace {

// Characters that are drawn as nothing and would only cut words in two.
bool is_dropped(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0xFEFF || c == 0x2060 || c == 0 ||
         (c < 0x20 && !base::is_white_space(c)) || (c >= 0x7F && c < 0x85) || (c > 0x85 && c < 0xA0) ||
         (c >= 0x202A && c <= 0x202E);
}

bool ends_sentence(char32_t c) {
  constexpr std::u32string_view kEnds = U".!?:;…。！？؟۔।\"”’»)";
  return kEnds.find(c) != std::u32string_view::npos;
}

constexpr std::uint32_t kMostAtOnce = 1 << 12;  // bytes of text between two looks at the limit

// A byte of the source that stands for itself whatever stands beside it.
bool is_plain(unsigned char byte) { return byte > 0x20 && byte < 0x7F && byte != '&'; }
// The first byte of a character beyond ASCII that is neither white space nor dropped.
bool is_plain_lead(unsigned char byte) {
  return byte > 0xC2 && byte < 0xF5 && byte != 0xE1 && byte != 0xE2 && byte != 0xE3 && byte != 0xEF;
}

// Builds blocks out of pieces of text. White space between words always comes from bytes of the page: where two
// pieces meet without any, they are one word.
class Writer {
 public:
  Writer(HtmlBlocks& out, const Decoded& decoded, std::string_view source, std::size_t max_text)
      : out_(out), raw_(decoded, out.text), source_(source), max_text_(max_text) {}

  bool in_block() const { return open_; }
  // Whether the next word may begin a block.
  bool may_begin() const { return !open_ || breaks_ > 0 || boundary_ || link_boundary_; }
  bool full() const { return full_; }
  // What the next block is made with.
  HtmlBlock facts;

  void end_block() {
    space_ = {};
    breaks_ = 0;
    if (open_) finish();
    open_ = false;
    link_boundary_ = false;
  }
  void line_break() { ++breaks_; }
  // A link ends or begins here; where two links touch, they are two things.
  void link_ends() { link_boundary_ = open_ && space_.empty(); }
  // One inline element ends and the next begins with nothing between.
  void inline_ends() { left_inline_ = open_ && space_.empty(); }
  void inline_begins() { boundary_ = left_inline_ && open_ && space_.empty(); }
  void link_begins() {
    if (link_boundary_ && open_ && space_.empty()) end_block();
    if (open_) ++block_.links;
    links_pending_ = open_ ? 0 : 1;
  }

  void text(const Node& node, std::uint32_t node_index, bool preformatted) {
    linked_ = node.linked;
    node_ = node_index;
    for (std::uint32_t at = node.range.begin; at < node.range.end && !full_;) {
      at = node.references && source_[at] == '&' ? put_reference(at) : put_at(at, node.range.end, preformatted);
    }
  }

 private:
  // A run of plain characters, or one other. Returns what follows.
  std::uint32_t put_at(std::uint32_t at, std::uint32_t end, bool preformatted) {
    const auto first = static_cast<unsigned char>(source_[at]);
    if (is_plain(first) || (raw_.plain() && is_plain_lead(first))) return put_run(at, end);
    if (first == '&') {
      word_character('&', {at, at + 1}, "&");
      return at + 1;
    }
    std::size_t next = at;
    const char32_t c = base::next_code_point(source_, next);
    const TextRange range{at, static_cast<std::uint32_t>(next)};
    if (base::is_white_space(c)) return put_space(range, end, preformatted);
    if (!is_dropped(c)) word_character(c, range, source_.substr(at, next - at));
    return range.end;
  }

  // Words parted by single blanks go over as they are, many at once.
  std::uint32_t put_run(std::uint32_t at, std::uint32_t end) {
    const std::uint32_t limit = std::min(end, at + kMostAtOnce);
    std::uint32_t stop = at, uncounted = 0, last = at;
    while (stop < limit) {
      const std::uint32_t run = plain_run(stop, limit, uncounted);
      if (run > 0) last = (stop += run) - 1;
      if (stop >= limit) break;
      const auto byte = static_cast<unsigned char>(source_[stop]);
      if (is_plain(byte)) {
        last = stop++;
      } else if (raw_.plain() && is_plain_lead(byte)) {
        const std::uint32_t length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        if (stop + length > end) break;
        uncounted += length - 1;
        last = stop;
        stop += length;
      } else if (byte == ' ' && stop + 1 < limit && is_plain(static_cast<unsigned char>(source_[stop + 1]))) {
        ++uncounted;
        last = stop++;
      } else {
        break;
      }
    }
    std::size_t next = at;
    before_word(base::next_code_point(source_, next));
    raw_.copy({at, stop});
    count(stop - at - uncounted);
    next = last;
    last_ = base::next_code_point(source_, next);
    return stop;
  }

  // How many bytes from `at` on are plain or single blanks between such; the last few may be left to who asks.
  std::uint32_t plain_run(std::uint32_t at, std::uint32_t limit, std::uint32_t& blanks) const {
    const std::uint32_t begin = at;
    while (at + 8 <= limit) {
      const base::EightBytes eight(source_.data() + at);
      const std::uint64_t plain = eight.within(0x21, 0x7E) & ~eight.are('&'), blank = eight.are(' ') & plain >> 8;
      const unsigned run = base::EightBytes::run(plain | blank);
      blanks += base::EightBytes::count(base::EightBytes::first(blank, run));
      at += run;
      if (run < 8) break;
    }
    return at - begin;
  }

  std::uint32_t put_space(TextRange range, std::uint32_t end, bool preformatted) {
    std::size_t next = range.end;
    int lines = source_[range.begin] == '\n' ? 1 : 0;
    while (next < end && base::is_space_ascii(source_[next])) lines += source_[next++] == '\n' ? 1 : 0;
    range.end = static_cast<std::uint32_t>(next);
    if (preformatted && lines > 1) end_block();
    add_space(range);
    return range.end;
  }

  void add_space(TextRange range) {
    if (!open_) return;
    // White space in several pieces counts once; the first of them stands for all.
    if (space_.empty()) space_ = range;
  }

  std::uint32_t put_reference(std::uint32_t at) {
    const Reference reference = read_reference(source_, at, false);
    const std::uint32_t length = std::max<std::uint32_t>(reference.length, 1);
    const std::string text = reference.length > 0 ? reference.text : "&";
    const TextRange range{at, at + length};
    std::size_t first = 0;
    const char32_t c = base::next_code_point(text, first);
    if (base::is_white_space(c)) {
      add_space(range);
    } else if (!is_dropped(c)) {
      word_character(c, range, text);
    }
    return range.end;
  }

  void word_character(char32_t c, TextRange range, std::string_view text) {
    before_word(c);
    raw_.rewrite(text, range);
    count(1);
    last_ = c;
  }

  void count(std::uint32_t chars) {
    block_.chars += chars;
    if (linked_) block_.link_chars += chars;
    full_ = full_ || raw_.out().text.size() > max_text_;
  }

  // Settles what stands between the last word and the one that begins with `next`.
  void before_word(char32_t next) {
    if (open_ && breaks_ > 0) {
      const bool spaced = !space_.empty();
      const bool goes_on = spaced && breaks_ == 1 && base::is_lower(next) && !ends_sentence(last_);
      if (!goes_on) end_block();
      breaks_ = 0;
    }
    if (open_ && boundary_ && space_.empty() && (base::is_lower(last_) || base::is_number(last_)) &&
        base::is_upper(next)) {
      end_block();  // "HomeNews": two things that only a style sheet parts
    }
    boundary_ = left_inline_ = false;
    if (!open_) {
      begin();
    } else if (!space_.empty()) {
      raw_.rewrite(" ", space_);
    }
    space_ = {};
    link_boundary_ = false;
  }

  void begin() {
    open_ = true;
    breaks_ = 0;
    if (!out_.blocks.empty()) raw_.out().append_unsourced("\n\n");
    block_ = facts;
    block_.node = node_;
    block_.links = linked_ ? std::max<std::uint32_t>(1, links_pending_) : 0;
    links_pending_ = 0;
    block_.range.begin = static_cast<std::uint32_t>(raw_.out().text.size());
  }

  void finish() {
    block_.range.end = static_cast<std::uint32_t>(raw_.out().text.size());
    out_.blocks.push_back(block_);
  }

  HtmlBlocks& out_;
  RawWriter raw_;
  std::string_view source_;
  std::size_t max_text_;
  HtmlBlock block_;
  TextRange space_;  // white space seen since the last word
  char32_t last_ = 0;
  std::uint32_t node_ = 0, links_pending_ = 0;
  int breaks_ = 0;
  bool open_ = false, full_ = false, linked_ = false, link_boundary_ = false;
  bool left_inline_ = false, boundary_ = false;
};

struct Frame {
  std::uint32_t node;
  std::uint32_t end;
  Tag tag;
  std::uint32_t container;  // Container::kNone until a block needs it
  bool block;
  bool hidden, control, form, table, list, figure, quote, silent;
};

// What the names of an element say.
struct NameSays {
  HintBits hints = 0;
  float near = 0, far = 0;
};

class Walker {
 public:
  Walker(const Tree& tree, const Decoded& decoded, const HintWords& words, const Evidence& evidence,
         std::size_t max_text)
      : tree_(tree), words_(words), evidence_(evidence), writer_(out_, decoded, tree.source, max_text) {}

  HtmlBlocks walk() {
    frames_.push_back({0, static_cast<std::uint32_t>(tree_.nodes.size()), Tag::unknown, Container::kNone, true, false,
                       false, false, false, false, false, false, false});
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      while (frames_.back().end <= i) leave();
      if (writer_.full()) {
        out_.cut_at = tree_.nodes[i].range.begin;
        break;
      }
      const Node& node = tree_.nodes[i];
      if (node.kind == Node::Kind::text) {
        if (!frames_.back().silent) text(node, i);
      } else {
        enter(node, i);
      }
    }
    writer_.end_block();
    if (writer_.full() && out_.cut_at == 0) out_.cut_at = tree_.nodes.back().range.begin;
    return std::move(out_);
  }

 private:
  void leave() {
    const Frame& frame = frames_.back();
    if (frame.block) {
      writer_.end_block();
    } else {
      if (frame.tag == Tag::a) writer_.link_ends();
      writer_.inline_ends();
    }
    frames_.pop_back();
  }

  void text(const Node& node, std::uint32_t index) {
    if (writer_.may_begin()) prepare();
    writer_.text(node, index, frames_.back().tag == Tag::pre);
  }

  // The facts of a block that may begin with the text to come.
  void prepare() {
    const Frame& last = frames_.back();
    HtmlBlock& facts = writer_.facts;
    facts = {};
    facts.hidden = last.hidden;
    facts.control = last.control;
    facts.in_form = last.form;
    facts.in_table = last.table;
    facts.in_list = last.list;
    facts.in_figure = last.figure;
    facts.in_quote = last.quote;
    for (std::size_t i = frames_.size(); i-- > 0 && !frames_[i].block;) {
      const NameSays says = says_of(frames_[i]);
      facts.inline_hints |= says.hints;
      facts.inline_near += says.near;
      if (facts.inline_tag == Tag::unknown) facts.inline_tag = frames_[i].tag;
    }
    facts.container = container_of_top();
  }

  std::uint32_t container_of_top() {
    // Containers are made when a block needs them; above the first that is made all are.
    std::size_t first = frames_.size();
    while (first > 0 && frames_[first - 1].container == Container::kNone) --first;
    std::uint32_t parent = first > 0 ? frames_[first - 1].container : Container::kNone;
    for (std::size_t i = first; i < frames_.size(); ++i) {
      if (frames_[i].block) parent = make_container(frames_[i], parent);
      frames_[i].container = parent;
    }
    return parent;
  }

  std::uint32_t make_container(const Frame& frame, std::uint32_t parent) {
    Container made;
    made.parent = parent;
    made.node = frame.node;
    made.tag = frame.tag;
    const NameSays says = says_of(frame);
    made.hints = says.hints;
    made.near = says.near;
    made.far = 0;
    made.kin = kin_of(frame, parent);
    std::uint32_t look = 0;
    if (parent != Container::kNone) {
      const Container& above = out_.containers[parent];
      made.depth = static_cast<std::uint16_t>(above.depth + 1);
      made.far = above.far + far_[parent];
      look = static_cast<std::uint32_t>(above.tag) * 31 + above.hints * 2654435761u;
      for (std::size_t h = 0; h < kHintCount; ++h) {
        made.nearest[h] = above.nearest[h] == 0 ? 0 : static_cast<std::uint8_t>(std::min(above.nearest[h] + 1, 200));
      }
    }
    for (std::size_t h = 0; h < kHintCount; ++h) {
      if (says.hints >> h & 1) made.nearest[h] = 1;
    }
    made.look = (look ^ class_hash(frame)) * 16777619u + static_cast<std::uint32_t>(frame.tag);
    out_.containers.push_back(made);
    far_.push_back(says.far);
    return static_cast<std::uint32_t>(out_.containers.size() - 1);
  }

  std::uint32_t class_hash(const Frame& frame) const {
    if (frame.tag == Tag::unknown && frame.node == 0) return 0;
    const std::string_view names = tree_.raw(tree_.nodes[frame.node], Attr::class_).substr(0, 200);
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(names));
  }

  // The first word of a class says what an element is; what follows often which of its kind ("even", "depth-2").
  std::uint64_t kin_of(const Frame& frame, std::uint32_t parent) const {
    LetterHash hash;
    if (frame.tag != Tag::unknown || frame.node != 0) {
      for (const char c : tree_.raw(tree_.nodes[frame.node], Attr::class_).substr(0, 60)) {
        if (base::is_space_ascii(c)) break;
        if (!base::is_digit(c)) hash.add(c);
      }
    }
    return hash_pair(hash_pair(parent, static_cast<std::uint64_t>(frame.tag)), hash.value());
  }

  void enter(const Node& node, std::uint32_t index) {
    if (node.tag == Tag::br) return writer_.line_break();
    const bool block = has(node.tag, kBlock);
    if (block) writer_.end_block();
    if (node.end == index + 1) return;  // nothing in it
    Frame frame = frames_.back();
    frame.node = index;
    frame.end = node.end;
    frame.tag = node.tag;
    frame.block = block;
    frame.container = Container::kNone;
    frame.hidden = frame.hidden || is_hidden(node);
    frame.control = frame.control || has(node.tag, kControl);
    frame.silent = frame.silent || has(node.tag, kNoText) || node.tag == Tag::title;
    frame.form = frame.form || node.tag == Tag::form;
    frame.table = frame.table || node.tag == Tag::table;
    frame.list = frame.list || node.tag == Tag::li;
    frame.figure = frame.figure || node.tag == Tag::figure;
    frame.quote = frame.quote || node.tag == Tag::blockquote;
    if (node.tag == Tag::a) {
      if (writer_.in_block()) writer_.link_begins();
    }
    if (!block) writer_.inline_begins();
    frames_.push_back(frame);
  }

  bool is_hidden(const Node& node) const {
    if (node.tag == Tag::noscript || node.tag == Tag::template_ || node.tag == Tag::dialog) return true;
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const NodeAttribute& attribute = tree_.attributes[node.attributes + i];
      if (attribute.name == Attr::hidden) return true;
      if (attribute.name != Attr::aria_hidden && attribute.name != Attr::style) continue;
      const std::string_view value = tree_.source.substr(attribute.value.begin, attribute.value.size());
      if (attribute.name == Attr::aria_hidden ? value == "true" : style_hides(value)) return true;
    }
    return false;
  }

  static bool style_hides(std::string_view style) {
    std::string plain;
    for (const char c : style.substr(0, 300)) {
      if (c != ' ') plain += base::is_upper_ascii(c) ? static_cast<char>(c + 32) : c;
    }
    return plain.find("display:none") != std::string::npos || plain.find("visibility:hidden") != std::string::npos;
  }

  NameSays says_of(const Frame& frame) {
    NameSays out;
    out.hints = tag_hints(frame.tag);
    if (frame.tag == Tag::unknown && frame.node == 0) return out;
    const Node& node = tree_.nodes[frame.node];
    // The class of the page as a whole says what page it is, not what stands where.
    if (node.attribute_count == 0 || node.tag == Tag::html || node.tag == Tag::body) return out;
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const NodeAttribute& attribute = tree_.attributes[node.attributes + i];
      if (!is_naming(attribute.name)) continue;
      const NameSays& says = names_say(tree_.source.substr(attribute.value.begin, attribute.value.size()));
      out.hints |= says.hints;
      out.near += says.near;
      out.far += says.far;
    }
    return out;
  }

  // Pages say the same names again and again: what was said of some is kept.
  const NameSays& names_say(std::string_view names) {
    names = names.substr(0, 400);  // as many as each_name_word reads
    const std::size_t hash = std::hash<std::string_view>{}(names);
    auto& [known, says] = names_known_[hash % names_known_.size()];
    if (known != names || known.data() == nullptr) {
      known = names;
      says = {};
      each_name_word(names, [&](std::uint64_t word, std::string_view) {
        says.hints |= words_.of(word);
        const NameWeight weight = evidence_.names.value_of(word);
        says.near += weight.near;
        says.far += weight.far;
      });
    }
    return says;
  }

  static HintBits tag_hints(Tag tag) {
    switch (tag) {
      case Tag::nav:
      case Tag::menu:
        return bit(Hint::nav);
      case Tag::header:
        return bit(Hint::header);
      case Tag::footer:
        return bit(Hint::footer);
      case Tag::aside:
        return bit(Hint::sidebar);
      case Tag::figcaption:
      case Tag::caption:
        return bit(Hint::caption);
      case Tag::figure:
      case Tag::picture:
      case Tag::video:
        return bit(Hint::media);
      case Tag::blockquote:
      case Tag::q:
        return bit(Hint::quote);
      case Tag::time:
        return bit(Hint::date);
      default:
        return 0;
    }
  }

  const Tree& tree_;
  const HintWords& words_;
  const Evidence& evidence_;
  HtmlBlocks out_;
  Writer writer_;
  std::vector<Frame> frames_;
  std::array<std::pair<std::string_view, NameSays>, 512> names_known_{};
  std::vector<float> far_;  // of each container: what its own names tell of all that is in it
};

}  // namespace

HtmlBlocks read_blocks(const Tree& tree, const Decoded& decoded, const HintWords& words, const Evidence& evidence,
                       std::size_t max_text) {
  return Walker(tree, decoded, words, evidence, max_text).walk();
}

}  // namespace annals::clean
