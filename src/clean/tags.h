// The element names of HTML and what each does to text around it.
#pragma once

#include <cstdint>
#include <string_view>

namespace annals::clean {

// Traits of a tag.
enum TagTrait : std::uint16_t {
  kBlock = 1,       // begins and ends a block of text
  kVoid = 2,        // has no content
  kSpecial = 4,     // "special" of the standard: inline end tags do not reach over it
  kFormatting = 8,  // "formatting" of the standard
  kClosesP = 16,    // its start ends an open paragraph
  kScope = 32,      // end tags do not reach over it (cells, captions ...)
  kRaw = 64,        // its content is no markup
  kNoText = 128,    // what is in it is no text of the page
  kControl = 256,   // a control or a label of one: never story
};

// name, traits
#define ANNALS_TAGS(X)                             \
  X(a, kFormatting)                                \
  X(abbr, 0)                                       \
  X(address, kBlock | kSpecial | kClosesP)         \
  X(applet, kSpecial | kScope)                     \
  X(area, kVoid | kSpecial)                        \
  X(article, kBlock | kSpecial | kClosesP)         \
  X(aside, kBlock | kSpecial | kClosesP)           \
  X(audio, 0)                                      \
  X(b, kFormatting)                                \
  X(base, kVoid | kSpecial)                        \
  X(big, kFormatting)                              \
  X(blockquote, kBlock | kSpecial | kClosesP)      \
  X(body, kBlock | kSpecial)                       \
  X(br, kVoid | kSpecial)                          \
  X(button, kBlock | kSpecial | kControl)          \
  X(canvas, kBlock)                                \
  X(caption, kBlock | kSpecial | kScope)           \
  X(center, kBlock | kSpecial | kClosesP)          \
  X(cite, 0)                                       \
  X(code, kFormatting)                             \
  X(col, kVoid | kSpecial)                         \
  X(colgroup, kSpecial)                            \
  X(datalist, kBlock | kControl)                   \
  X(dd, kBlock | kSpecial | kClosesP)              \
  X(del, 0)                                        \
  X(details, kBlock | kSpecial | kClosesP)         \
  X(dialog, kBlock | kClosesP)                     \
  X(dir, kBlock | kSpecial | kClosesP)             \
  X(div, kBlock | kSpecial | kClosesP)             \
  X(dl, kBlock | kSpecial | kClosesP)              \
  X(dt, kBlock | kSpecial | kClosesP)              \
  X(em, kFormatting)                               \
  X(embed, kVoid | kSpecial)                       \
  X(fieldset, kBlock | kSpecial | kClosesP)        \
  X(figcaption, kBlock | kSpecial | kClosesP)      \
  X(figure, kBlock | kSpecial | kClosesP)          \
  X(font, kFormatting)                             \
  X(footer, kBlock | kSpecial | kClosesP)          \
  X(form, kBlock | kSpecial | kClosesP)            \
  X(frame, kVoid)                                  \
  X(frameset, kBlock | kSpecial)                   \
  X(h1, kBlock | kSpecial | kClosesP)              \
  X(h2, kBlock | kSpecial | kClosesP)              \
  X(h3, kBlock | kSpecial | kClosesP)              \
  X(h4, kBlock | kSpecial | kClosesP)              \
  X(h5, kBlock | kSpecial | kClosesP)              \
  X(h6, kBlock | kSpecial | kClosesP)              \
  X(head, kBlock | kSpecial)                       \
  X(header, kBlock | kSpecial | kClosesP)          \
  X(hgroup, kBlock | kSpecial | kClosesP)          \
  X(hr, kBlock | kVoid | kSpecial | kClosesP)      \
  X(html, kBlock | kSpecial | kScope)              \
  X(i, kFormatting)                                \
  X(iframe, kBlock | kSpecial | kRaw | kNoText)    \
  X(img, kVoid | kSpecial)                         \
  X(input, kVoid | kSpecial)                       \
  X(ins, 0)                                        \
  X(label, kControl)                               \
  X(legend, kBlock | kControl)                     \
  X(li, kBlock | kSpecial)                         \
  X(link, kVoid | kSpecial)                        \
  X(main, kBlock | kSpecial | kClosesP)            \
  X(map, 0)                                        \
  X(mark, 0)                                       \
  X(marquee, kBlock | kSpecial | kScope)           \
  X(math, 0)                                       \
  X(menu, kBlock | kSpecial | kClosesP)            \
  X(meta, kVoid | kSpecial)                        \
  X(nav, kBlock | kSpecial | kClosesP)             \
  X(nobr, kFormatting)                             \
  X(noembed, kBlock | kSpecial | kRaw | kNoText)   \
  X(noframes, kBlock | kSpecial | kRaw | kNoText)  \
  X(noscript, kBlock | kSpecial)                   \
  X(object, kSpecial | kScope)                     \
  X(ol, kBlock | kSpecial | kClosesP)              \
  X(optgroup, kBlock | kControl)                   \
  X(option, kBlock | kControl)                     \
  X(p, kBlock | kSpecial | kClosesP)               \
  X(param, kVoid | kSpecial)                       \
  X(picture, 0)                                    \
  X(plaintext, kBlock | kSpecial | kClosesP)       \
  X(pre, kBlock | kSpecial | kClosesP)             \
  X(q, 0)                                          \
  X(s, kFormatting)                                \
  X(script, kSpecial | kRaw | kNoText)             \
  X(search, kBlock | kSpecial | kClosesP)          \
  X(section, kBlock | kSpecial | kClosesP)         \
  X(select, kBlock | kSpecial | kControl)          \
  X(small, kFormatting)                            \
  X(source, kVoid | kSpecial)                      \
  X(span, 0)                                       \
  X(strike, kFormatting)                           \
  X(strong, kFormatting)                           \
  X(style, kSpecial | kRaw | kNoText)              \
  X(sub, 0)                                        \
  X(summary, kBlock | kSpecial | kClosesP)         \
  X(sup, 0)                                        \
  X(svg, kNoText)                                  \
  X(table, kBlock | kSpecial | kScope | kClosesP)  \
  X(tbody, kBlock | kSpecial)                      \
  X(td, kBlock | kSpecial | kScope)                \
  X(template_, kSpecial | kScope)                  \
  X(textarea, kBlock | kSpecial | kRaw | kControl) \
  X(tfoot, kBlock | kSpecial)                      \
  X(th, kBlock | kSpecial | kScope)                \
  X(thead, kBlock | kSpecial)                      \
  X(time, 0)                                       \
  X(title, kBlock | kSpecial | kRaw)               \
  X(tr, kBlock | kSpecial)                         \
  X(track, kVoid | kSpecial)                       \
  X(tt, kFormatting)                               \
  X(u, kFormatting)                                \
  X(ul, kBlock | kSpecial | kClosesP)              \
  X(video, 0)                                      \
  X(wbr, kVoid | kSpecial)                         \
  X(xmp, kBlock | kSpecial | kRaw | kClosesP)

enum class Tag : std::uint8_t {
#define ANNALS_TAG(name, traits) name,
  ANNALS_TAGS(ANNALS_TAG)
#undef ANNALS_TAG
      unknown
};
inline constexpr std::size_t kTagCount = static_cast<std::size_t>(Tag::unknown) + 1;

Tag tag_named(std::string_view name);  // in any letter case
std::uint16_t traits_of(Tag tag);
std::string_view name_of(Tag tag);
inline bool has(Tag tag, TagTrait trait) { return (traits_of(tag) & trait) != 0; }
inline bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

// The attributes that the rest of clean looks at.
enum class Attr : std::uint8_t {
  class_,
  id,
  href,
  rel,
  itemprop,
  itemtype,
  property,
  name,
  content,
  datetime,
  title,
  hidden,
  style,
  role,
  aria_hidden,
  aria_label,
  type,
  pubdate,
  lang,
  data_testid,
  unknown
};
Attr attr_named(std::string_view name);

}  // namespace annals::clean
