// The course of time through a document. Stories tell a day and go on from it ("in the evening, they spoke again"), so
// what a phrase of time means depends on what was told before it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "resolve/knowledge.h"
#include "resolve/published.h"
#include "resolve/time_value.h"

namespace annals::resolve {

struct ClaimTime {
  TimeInterval time;  // with its reasons
  std::string as_written;
  bool told = false;  // by a phrase of its own
  std::vector<Contradiction> contradictions = {};
  TextRange words = {};  // that tell it, where they are none of the claim's
};

class Chronicle {
 public:
  Chronicle(const Document& document, const Language& language, const PublishedDate& date);

  // The time that the claim's own phrases tell; not `told` when there are none or they tell nothing.
  ClaimTime told_by(const Claim& claim) const;
  // The time of a claim that names none: of the clause it belongs to, of the sentence before when it goes on with the
  // same people, of the day the story is about; else the bounds that the document's day sets.
  TimeInterval inferred(const Claim& claim, const std::vector<Actor>& parties) const;
  // Keeps a claim's time for those that follow. Sentences in text order.
  void remember(const Claim& claim, const TimeInterval& time, const std::vector<Actor>& parties);
  // Who the story's first sentences are about, by id: what they do in it without a date is of its day.
  void set_leads(std::set<std::string> ids) { leads_ = std::move(ids); }

  // A time that the text speaks of, and what it means there.
  struct Spoken {
    TextRange range;  // in the article's text
    TimeInterval value;
    std::uint32_t depth = 0;  // of its word in the tree
    bool day_like = false;    // days of what is past
    bool plan_like = false;   // days of what lies ahead
  };
  const std::vector<Spoken>& spoken_in(std::uint32_t sentence) const { return spoken_[sentence]; }

 private:
  struct Written {
    std::uint32_t sentence = 0;
    TextRange range;  // with its preposition
    TextRange bare;   // as it is shown
  };
  ClaimTime counted(const Claim& claim) const;
  std::vector<Written> whole_phrases(const Claim& claim) const;
  void read_sentences();
  bool counts_from_act(const Sentence& sentence, TextRange range, const TimeExpression& time) const;
  bool is_date_line(std::uint32_t sentence) const;
  void find_news(std::uint32_t sentence, const TimeInterval& told);
  TimeContext context(std::uint32_t sentence, std::uint32_t before, bool ahead, bool lasting) const;
  // "Met on Friday, two days after the raid": the two days date the meeting by the raid. Where `time` so hangs a
  // claim's act on another, the day of that other; an empty interval where it is not known.
  std::optional<TimeInterval> hung_on(const Claim& claim, std::uint32_t sentence, TextRange time) const;
  // The noun before which a time stands ("the May 12 ceasefire"); none where it stands by itself.
  std::optional<std::uint32_t> noun_dated(std::uint32_t sentence, TextRange time) const;
  // Whether a time that dates `noun` says nothing of when the claim's own act was.
  bool is_quoted_apart(const Claim& claim, TextRange time) const;
  bool is_of_another(const Claim& claim, std::uint32_t noun) const;
  bool may_be_of(const Claim& claim, const Spoken& spoken) const;
  bool is_nouns_alone(const Claim& claim) const;
  enum class Side { same, earlier, later, other };  // `other`: its time is none of this one's
  Side side_of(std::uint32_t sentence, std::uint32_t word) const;
  bool is_told_within(const TimeInterval& time, std::uint32_t sentence, std::uint32_t clause) const;
  std::optional<std::uint32_t> aside(const Claim& claim) const;
  bool is_within(TextRange words, std::uint32_t sentence, std::uint32_t clause) const;
  bool stands_aside(const Claim& claim, TextRange time) const;
  // The bounds of a claim that is earlier or later than what its sentence dates.
  std::optional<TimeInterval> beside(const Claim& claim, Side side, const TimeInterval& time) const;
  std::optional<sys_days> spoken_of(const Claim& claim) const;
  std::optional<TimeInterval> from_caption(const Claim& claim) const;
  std::optional<TimeInterval> from_own_words(const Claim& claim) const;
  std::optional<TimeInterval> from_clause(const Claim& claim) const;
  std::optional<TimeInterval> from_story(const Claim& claim, const std::vector<Actor>& parties) const;
  std::optional<TimeInterval> from_plan(const Claim& claim, const std::vector<Actor>& parties) const;
  std::optional<TimeInterval> from_below(const Claim& claim, std::uint32_t verb) const;
  std::optional<TimeInterval> from_headline(const Claim& claim) const;
  std::optional<TimeInterval> from_sequel(const Claim& claim) const;
  bool tells_again(const Claim& claim, std::uint32_t sentence, std::uint32_t verb) const;
  std::optional<TimeInterval> from_echo(const Claim& claim) const;
  TimeInterval bounds(const Claim& claim) const;
  std::optional<sys_days> likely_day(const Claim& claim) const;
  bool narrates(const Claim& claim) const;
  bool is_story(std::uint32_t sentence) const;

  const Document& document_;
  const Language& language_;
  const PublishedDate& date_;
  std::optional<bool> day_first_;            // of dates in digits
  std::vector<std::vector<Spoken>> spoken_;  // by sentence
  std::vector<TimeInterval> carried_;        // by sentence: the time last spoken of before it
  std::vector<TimeInterval> carried_plan_;   // the same, whether past or ahead
  std::vector<bool> carried_year_;           // whether that named its year in the same block
  std::optional<TimeInterval> news_;         // the day that the lead tells
  std::uint32_t news_sentence_ = 0;          // where it does
  bool news_is_date_line_ = false;           // it stands over the lead
  std::uint32_t lead_end_ = 0;               // sentences before it are the lead

  struct Dated {
    std::uint32_t sentence = 0;
    std::uint32_t verb = 0;
    std::uint32_t word = 0;  // the claim's own
    TimeInterval time;
    std::set<std::string> parties;  // ids and states
    Status status = Status::happened;
    bool elsewhere = false;  // its day is told further down: the story does not go on from it here
  };
  static bool share(const std::vector<Actor>& parties, const std::set<std::string>& others, bool states);
  bool day_is_told(const Claim& claim) const;
  const Dated* told_before(const Claim& claim, const std::vector<Actor>& parties) const;
  std::vector<Dated> dated_;
  std::set<std::string> leads_;
};

bool looks_ahead(Status status);

}  // namespace annals::resolve
