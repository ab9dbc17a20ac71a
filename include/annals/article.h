// An Article is a Page told apart: its text in blocks, what kind each is, and what the page says of itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annals/page.h"
#include "annals/sourced_text.h"
#include "annals/span.h"
#include "annals/time.h"

namespace annals {

// What a block of a page is.
//   title    the story's own headline           caption  of a picture or a film, with its credit
//   lead     standfirst or summary              quote    a passage set apart as a quotation
//   body     the story                          related  headlines of other stories
//   chrome   everything else: menus, forms, credits of the site, comments, cookie walls
enum class BlockKind { title, lead, body, caption, quote, related, chrome };

struct Block {
  BlockKind kind = BlockKind::chrome;
  TextRange range;        // in Article::text
  std::string why;        // why it is of this kind, in plain words; may be empty
  bool repeated = false;  // says what an earlier block of this page says already (a caption given twice)
};

// A value the page gives, where it was read, and how sure that is.
struct Found {
  std::string value;  // empty: not found
  std::string where;  // "JSON-LD headline", "meta og:title", "text", "caller" ...
  double confidence = 0;
  ByteSpans spans;  // the raw bytes it stands in, where it stands in text

  explicit operator bool() const { return !value.empty(); }
};

// A day that the page itself gives for something: evidence for its day of publication.
struct DateHint {
  enum class Kind { published, updated, dateline, caption, url, text };
  Kind kind = Kind::text;
  std::string as_written;
  TimeInterval day;   // what can be read without knowing the story's date; a missing year leaves it unknown
  std::string where;  // as in Found
  double confidence = 0;
};

struct Article {
  std::string id;      // first 16 hex digits of `sha256`, unless the page brought its own
  std::string sha256;  // of the raw bytes
  std::string path;
  std::string url;
  std::uint64_t bytes = 0;

  SourcedText text;           // every block's text, blocks parted by "\n\n"; no range reaches over that
  std::vector<Block> blocks;  // ascending and apart; in the order of the page

  std::string language;  // BCP 47 of the story's text, "und" when it cannot be told
  Found title;
  Found byline;
  Found outlet;
  Found agency;  // the wire the page credits ("Xinhua", "IANS")
  Found section;
  Found canonical_url;   // what the page calls its own address
  Found dateline_place;  // "MOSCOW" as written
  Found dateline_date;   // "Feb. 21" as written
  std::vector<DateHint> dates;
  std::vector<std::string> notes;  // what was lost on the way here: text cut off, bytes of no character ...

  std::string_view text_of(const Block& block) const { return text.view(block.range); }
};

}  // namespace annals
