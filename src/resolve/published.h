// The day a page was published: what its metadata says, else the narrowest interval that its own words prove. The clock
// of the machine and the years of its links count for nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annals/document.h"
#include "annals/time.h"
#include "resolve/cast.h"
#include "resolve/knowledge.h"

namespace annals::resolve {

// A bound on the day of publication, with its reason. The heavier of two that contradict stays.
struct DateBound {
  std::optional<sys_days> from, to;
  int weight = 0;
  std::string why;
};

// A day that the page gives for itself, too, and that is left out: it contradicts the one that is kept.
struct OtherDay {
  sys_days day;
  std::string why;  // in plain words: the dateline "Oct. 4"
  ByteSpans spans;  // where it stands in the page, if it does
};

struct PublishedDate {
  TimeInterval published;  // what is proved, with reasons
  TimeInterval news_day;   // the day from which the story reckons "today" and "Friday"; mostly `published`
  bool told = false;       // metadata or the text itself gives the day
  std::vector<OtherDay> others = {};
  std::vector<sys_days> choices = {};  // of an interval: the only days that it can be; empty: any of them
};

// The day that metadata or the page's own words give; empty when it must be found out.
std::optional<PublishedDate> told_date(const Document& document, const Knowledge& know);

// As told, else as found out. `bounds`: what the story's events prove (see resolve.cc), beside what is found here.
PublishedDate published_date(const Document& document, const Knowledge& know, const Cast& cast,
                             const std::vector<DateBound>& bounds);

// Whether the words at `at` (an offset into the article's text) speak of what lies ahead.
bool speaks_ahead(const Sentence& sentence, std::uint32_t at, const Language& language);
// Whether a caption's picture is from an archive ("FILE - ...").
bool is_archive_caption(const Document& document, std::uint32_t block, const Language& language);

}  // namespace annals::resolve
