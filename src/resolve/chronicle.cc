#include "resolve/chronicle.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/text.h"
#include "base/utf8.h"
#include "resolve/time_parser.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

using std::chrono::days;

constexpr std::uint32_t kLeadSentences = 3;
constexpr std::uint32_t kNearSentences = 2;
constexpr std::uint32_t kFarSentences = 12;  // a thing is told again further down
constexpr int kNewsDays = 7;                 // a page's news is no older

bool is_day_like(const TimeInterval& time) { return time.from && time.to && *time.to - *time.from <= days{7}; }

// Words of speech and of standing: done at the moment the story tells of, not in its background.
bool is_verbal(EventType type) {
  switch (type) {
    case EventType::accuse:
    case EventType::request:
    case EventType::reject:
    case EventType::threaten:
    case EventType::support:
    case EventType::agree:
    case EventType::concede:
    case EventType::consult:
      return true;
    default:
      return false;
  }
}

std::string text_day(const TimeInterval& time) {
  const std::string from = time.from ? base::to_iso(*time.from) : "?";
  return time.is_day() ? from : from + " to " + (time.to ? base::to_iso(*time.to) : "?");
}

bool is_finite_past(const Sentence& sentence, std::uint32_t verb) {
  const Token& token = sentence.tokens[verb];
  bool perfect = false, past_aux = false, other_aux = false;
  for (const std::uint32_t child : children(sentence, verb)) {
    const Token& aux = sentence.tokens[child];
    if (aux.deprel != Deprel::aux && aux.deprel != Deprel::aux_pass && aux.deprel != Deprel::cop) continue;
    if (aux.lemma == "have") perfect = true;
    if (aux.xpos == "VBD") {
      past_aux = true;
    } else if (aux.lemma != "be" && aux.lemma != "have") {
      other_aux = true;
    }
  }
  if (perfect || other_aux) return false;
  return token.xpos == "VBD" || past_aux;
}

// "had met": before what the story tells.
bool is_past_perfect(const Sentence& sentence, std::uint32_t verb) {
  for (const std::uint32_t child : children(sentence, verb)) {
    const Token& aux = sentence.tokens[child];
    if (aux.deprel == Deprel::aux && aux.lemma == "have" && aux.xpos == "VBD") return true;
  }
  return false;
}

// Whether `token` belongs to what `clause` heads ("before they plan to meet"), and to no clause within it.
bool within_clause(const Sentence& sentence, std::uint32_t token, std::uint32_t clause) {
  std::int32_t at = static_cast<std::int32_t>(token);
  for (std::size_t steps = 0; at >= 0 && steps <= sentence.tokens.size(); ++steps) {
    if (at == static_cast<std::int32_t>(clause)) return true;
    const Token& here = sentence.tokens[static_cast<std::size_t>(at)];
    if (here.upos == Upos::VERB && here.deprel != Deprel::xcomp) return false;
    at = here.head;
  }
  return false;
}

// "A week before the talks open" dates the talks by what was a week before them. False where nothing is counted.
bool turn_round(std::vector<TimeExpression>& times) {
  bool counted = false;
  for (TimeExpression& time : times) {
    if (time.kind != TimeKind::shift || time.anchor == Anchor::inner) continue;
    time.sign = -time.sign;
    time.anchor = Anchor::reference;
    counted = true;
  }
  return counted;
}

bool is_content(const Token& token) {
  return token.upos == Upos::NOUN || token.upos == Upos::VERB || token.upos == Upos::PROPN;
}

// One word, or a verb and its noun: "sign" and "signing", "announce" and "announcement".
bool akin(const Token& a, const Token& b) {
  std::string x = base::fold(a.lemma.empty() ? a.form : a.lemma), y = base::fold(b.lemma.empty() ? b.form : b.lemma);
  if (x == y) return true;
  if (a.upos == b.upos) return false;
  if (x.size() > y.size()) std::swap(x, y);
  if (x.ends_with("e")) x.pop_back();
  constexpr std::size_t kStem = 4, kEnding = 6;
  return x.size() >= kStem && y.size() <= x.size() + kEnding && y.starts_with(x);
}

}  // namespace

bool looks_ahead(Status status) {
  return status == Status::planned || status == Status::possible || status == Status::requested ||
         status == Status::cancelled;
}

Chronicle::Chronicle(const Document& document, const Language& language, const PublishedDate& date)
    : document_(document), language_(language), date_(date), day_first_(day_stands_first(document.article.text.text)) {
  read_sentences();
}

bool Chronicle::is_story(std::uint32_t sentence) const {
  const BlockKind kind = document_.block_of(document_.sentences[sentence]).kind;
  return kind == BlockKind::lead || kind == BlockKind::body || kind == BlockKind::quote;
}

// "Two days after the raid": of what day, only the raid can tell.
bool Chronicle::counts_from_act(const Sentence& sentence, TextRange range, const TimeExpression& time) const {
  if (time.kind != TimeKind::shift || time.anchor != Anchor::reference) return false;
  const std::uint32_t last = token_at_offset(sentence, range.end - 1);
  if (last >= sentence.tokens.size()) return false;
  const Token& word = sentence.tokens[last];
  if (word.deprel != Deprel::mark && word.deprel != Deprel::case_) return false;
  const std::string form = base::fold(word.form);
  return language_.dates().has(TimeClass::after, form) || language_.dates().has(TimeClass::before, form);
}

// "9 May 2003", "BONN, Friday": a day and nothing told of it.
bool Chronicle::is_date_line(std::uint32_t number) const {
  const Sentence& sentence = document_.sentences[number];
  const auto acts = [](const Token& word) { return word.upos == Upos::VERB || word.upos == Upos::AUX; };
  return !spoken_[number].empty() && std::none_of(sentence.tokens.begin(), sentence.tokens.end(), acts) &&
         std::any_of(spoken_[number].begin(), spoken_[number].end(),
                     [](const Spoken& spoken) { return spoken.value.is_day(); });
}

// The day of the news is the first that the lead tells of something, and only then one that stands over it.
void Chronicle::find_news(std::uint32_t number, const TimeInterval& told) {
  if (!told.is_day()) return;
  if (date_.news_day.from && *date_.news_day.from - *told.from > days{kNewsDays}) return;
  if (date_.news_day.to && *told.from > *date_.news_day.to) return;
  const bool line = is_date_line(number);
  if (news_ && (line || !news_is_date_line_)) return;
  news_ = TimeInterval::day(*told.from);
  news_sentence_ = number;
  news_is_date_line_ = line;
}

// Reads every time of the text in order. What a sentence leaves for the next is the time of its main clause: the one
// that stands highest in the tree.
void Chronicle::read_sentences() {
  TimeInterval reference, plan;
  bool with_year = false;
  std::uint32_t year_block = 0, body = 0;
  for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
    const Sentence& sentence = document_.sentences[s];
    const bool story = is_story(s);
    carried_.push_back(story ? reference : TimeInterval{});
    carried_plan_.push_back(story ? plan : TimeInterval{});
    carried_year_.push_back(story && with_year && year_block == sentence.block);
    spoken_.emplace_back();
    const std::string_view text = document_.article.text.view(sentence.range);
    TimeContext now;
    now.document = date_.news_day;
    now.day_first = day_first_;
    now.reference_year = carried_year_.back();
    TimeInterval past = carried_.back(), any = carried_plan_.back();  // what was spoken of last: as past, at all
    const Spoken* main = nullptr;
    const Spoken* planned = nullptr;
    std::vector<Spoken>& here = spoken_.back();
    bool main_with_year = false;
    std::vector<bool> has_year;
    for (const TimeExpression& time : find_times(text, language_.dates())) {
      Spoken spoken;
      spoken.range = {sentence.range.begin + time.range.begin, sentence.range.begin + time.range.end};
      now.ahead = speaks_ahead(sentence, spoken.range.begin, language_);
      now.reference = now.ahead ? any : past;
      if (!counts_from_act(sentence, spoken.range, time)) spoken.value = value_of(time, now);
      const bool pointed = time.kind == TimeKind::calendar || time.kind == TimeKind::unit ||
                           time.kind == TimeKind::shift || time.kind == TimeKind::range;
      const bool day_like = pointed && is_day_like(spoken.value);
      spoken.day_like = day_like && !now.ahead;
      spoken.plan_like = day_like && now.ahead;
      const std::uint32_t last = token_at_offset(sentence, spoken.range.end - 1);
      spoken.depth = last < sentence.tokens.size() ? depth(sentence, last) : 99;
      for (std::uint32_t t = token_at_offset(sentence, spoken.range.begin); t <= last && t < sentence.tokens.size();
           ++t) {
        spoken.depth = std::min(spoken.depth, depth(sentence, t));
      }
      has_year.push_back(time.kind == TimeKind::calendar && time.year.has_value());
      const bool names_year = has_year.back() && pointed && !now.ahead;
      if (spoken.day_like || names_year) past = spoken.value;
      if (day_like) any = spoken.value;
      if (names_year) now.reference_year = true;
      here.push_back(std::move(spoken));
    }
    for (std::size_t i = 0; i < here.size(); ++i) {
      const bool points = here[i].day_like || here[i].plan_like;
      if (points && (planned == nullptr || here[i].depth < planned->depth)) planned = &here[i];
      if (!here[i].day_like && !has_year[i]) continue;
      if (main == nullptr || here[i].depth < main->depth) {
        main = &here[i];
        main_with_year = has_year[i];
      }
    }
    if (!story) continue;
    if (!is_date_line(s) && ++body <= kLeadSentences) lead_end_ = s + 1;
    if (planned != nullptr) plan = planned->value;
    if (main != nullptr && !main->value.unknown()) {
      reference = main->value;
      if (main_with_year) {
        with_year = true;
        year_block = sentence.block;
      }
    }
    if (body <= kLeadSentences && main != nullptr) find_news(s, main->value);
  }
}

TimeContext Chronicle::context(std::uint32_t sentence, std::uint32_t before, bool ahead, bool lasting) const {
  TimeContext out;
  out.document = date_.news_day;
  out.story = news_ ? *news_ : date_.news_day;
  out.day_first = day_first_;
  out.reference = ahead ? carried_plan_[sentence] : carried_[sentence];
  out.reference_year = carried_year_[sentence];
  for (const Spoken& spoken : spoken_[sentence]) {
    if (spoken.range.end <= before && (spoken.day_like || (ahead && spoken.plan_like))) out.reference = spoken.value;
  }
  out.ahead = ahead;
  out.lasting = lasting;
  return out;
}

// The claim's phrases of time, each with its preposition ("in two days" and "two days" are not the same). The tree may
// cut one in two ("from May 30 | to 31, 1989"): what the text reads as one is one.
std::vector<Chronicle::Written> Chronicle::whole_phrases(const Claim& claim) const {
  std::vector<Written> out;
  for (const Phrase& phrase : claim.times) {
    if (phrase.empty() || phrase.sentence >= document_.sentences.size()) continue;
    const Sentence& sentence = document_.sentences[phrase.sentence];
    Phrase whole = phrase;
    while (whole.first > 0 && sentence.tokens[whole.first - 1].upos == Upos::ADP &&
           sentence.tokens[whole.first - 1].head == static_cast<std::int32_t>(whole.head)) {
      --whole.first;
    }
    Written written{phrase.sentence, document_.range_of(whole), document_.range_of(phrase)};
    for (const Spoken& spoken : spoken_[phrase.sentence]) {
      const bool meets = spoken.range.begin < written.range.end && written.range.begin < spoken.range.end;
      const bool inside = written.range.begin <= spoken.range.begin && spoken.range.end <= written.range.end;
      if (!meets || inside) continue;
      written.range = {std::min(written.range.begin, spoken.range.begin),
                       std::max(written.range.end, spoken.range.end)};
      written.bare = written.range;
    }
    const bool held = std::any_of(out.begin(), out.end(), [&](Written& other) {
      if (other.range.end <= written.range.begin || written.range.end <= other.range.begin) return false;
      other.range = {std::min(other.range.begin, written.range.begin), std::max(other.range.end, written.range.end)};
      other.bare = other.range;
      return true;
    });
    if (!held) out.push_back(written);
  }
  return out;
}

ClaimTime Chronicle::told_by(const Claim& claim) const {
  ClaimTime out;
  std::vector<TimeExpression> times;
  std::uint32_t first = UINT32_MAX;
  std::uint32_t of_sentence = claim.sentence;
  TimeInterval hung;  // the day of the act that the claim's is counted from
  for (const auto& [sentence, range, bare] : whole_phrases(claim)) {
    const auto noun = sentence == claim.sentence ? noun_dated(sentence, bare) : std::nullopt;
    if (noun && is_of_another(claim, *noun)) continue;
    if (sentence == claim.sentence && stands_aside(claim, bare)) continue;
    if (sentence == claim.sentence && is_quoted_apart(claim, bare)) continue;
    const std::string_view text = document_.article.text.view(range);
    std::vector<TimeExpression> read = read_time_phrase(text, language_.dates());
    const auto other = hung_on(claim, sentence, range);
    if (other && other->unknown()) continue;
    if (other && !turn_round(read)) continue;
    if (other) hung = *other;
    const std::string written(document_.article.text.view(bare));
    if (out.as_written.find(written) == std::string::npos) {
      out.as_written += (out.as_written.empty() ? "" : ", ") + base::fold_spaces(written);
    }
    times.insert(times.end(), read.begin(), read.end());
    first = std::min(first, range.begin);
    of_sentence = sentence;
  }
  if (times.empty()) return counted(claim);
  // How long a thing lasted that is done with tells nothing of when: the story does.
  const bool goes_on = looks_ahead(claim.status) || claim.status == Status::ongoing;
  if (!goes_on) std::erase_if(times, [](const TimeExpression& time) { return time.kind == TimeKind::duration; });
  if (times.empty()) return counted(claim);
  TimeContext now = context(of_sentence, first, looks_ahead(claim.status), claim.status == Status::ongoing);
  if (!hung.unknown()) now.reference = hung;
  times = put_together(std::move(times));
  out.time = value_of(times, now);
  if (out.time.unknown()) return out;
  // What is done with is not of days to come: "announced cuts over the next four years" dates the cuts.
  const std::optional<sys_days> spoken = now.document.to;
  const bool to_come = spoken && out.time.from && *out.time.from >= *spoken;
  if (!goes_on && hung.unknown() && to_come && !out.time.is_day()) return out;
  out.told = true;
  const bool counts_from_reference = std::any_of(times.begin(), times.end(), [](const TimeExpression& time) {
    return time.anchor == Anchor::reference || time.only_time_of_day() || time.kind == TimeKind::bare_after ||
           time.kind == TimeKind::bare_same || time.which == Which::following || time.which == Which::previous ||
           time.which == Which::same;
  });
  const bool absolute = std::all_of(times.begin(), times.end(), [](const TimeExpression& time) {
    return time.kind == TimeKind::calendar && time.year && time.month && time.day;
  });
  std::string why = "\"" + out.as_written + "\" is " + text_day(out.time);
  if (!absolute) {
    if (counts_from_reference && !now.reference.unknown()) {
      why += ", counted from " + text_day(now.reference) + ", told of before";
    } else if (!now.document.unknown()) {
      why += ", counted from the document's day, " + text_day(now.document);
    }
  }
  out.time.why.insert(out.time.why.begin(), why);
  if (claim.status == Status::planned && now.document.from && out.time.to && *out.time.to < *now.document.from) {
    out.time.why.push_back("told as planned, for a day before the document's, " + base::to_iso(*now.document.from));
  }
  if (!goes_on && spoken && out.time.from && *out.time.from > *spoken) {
    out.time.why.push_back("told as done, yet later than the document's day, " + base::to_iso(*spoken) +
                           ": the two contradict");
    if (out.time.is_day()) {
      out.contradictions.push_back({"time",
                                    text_day(out.time),
                                    "/" + base::to_iso(*spoken),
                                    "it is told as done on a page of " + base::to_iso(*spoken),
                                    {},
                                    {}});
    }
  }
  for (const TimeExpression& time : times) {
    const auto other = out.time.is_day() ? other_day(time, out.time) : std::nullopt;
    if (!other) continue;
    out.contradictions.push_back({"time",
                                  text_day(out.time),
                                  base::to_iso(*other),
                                  "\"" + out.as_written + "\" names a weekday that is not that day's",
                                  {},
                                  document_.article.text.spans(whole_phrases(claim).front().bare)});
  }
  return out;
}

// "... a week before the talks open", where the words were not handed over with the talks.
ClaimTime Chronicle::counted(const Claim& claim) const {
  ClaimTime out;
  for (const Spoken& spoken : spoken_[claim.sentence]) {
    const auto other = hung_on(claim, claim.sentence, spoken.range);
    if (!other || other->unknown()) continue;
    const std::string_view words = document_.article.text.view(spoken.range);
    std::vector<TimeExpression> times = read_time_phrase(words, language_.dates());
    if (!turn_round(times)) continue;
    TimeContext now = context(claim.sentence, spoken.range.begin, looks_ahead(claim.status), false);
    now.reference = *other;
    out.time = value_of(times, now);
    if (out.time.unknown()) continue;
    out.time.why.insert(out.time.why.begin(),
                        "\"" + std::string(words) + "\" counts from " + text_day(*other) + ": " + text_day(out.time));
    out.as_written = base::fold_spaces(words);
    out.words = spoken.range;
    out.told = true;
    break;
  }
  return out;
}

std::optional<TimeInterval> Chronicle::hung_on(const Claim& claim, std::uint32_t number, TextRange time) const {
  if (number != claim.sentence) return std::nullopt;
  const Sentence& sentence = document_.sentences[number];
  const std::uint32_t word = token_at_offset(sentence, time.end - 1);
  if (word >= sentence.tokens.size() || sentence.tokens[word].head < 0) return std::nullopt;
  const Token& opens = sentence.tokens[word];
  const std::string form = base::fold(opens.form);
  const bool parts = language_.dates().has(TimeClass::after, form) || language_.dates().has(TimeClass::before, form);
  if (!parts || (opens.deprel != Deprel::mark && opens.deprel != Deprel::case_)) return std::nullopt;
  const auto clause = static_cast<std::uint32_t>(opens.head);
  if (claim.trigger.head < word) return std::nullopt;
  if (!governs(sentence, claim.trigger.head, clause) && !within_clause(sentence, claim.trigger.head, clause)) {
    return std::nullopt;
  }
  for (std::int32_t up = sentence.tokens[clause].head; up >= 0;
       up = sentence.tokens[static_cast<std::size_t>(up)].head) {
    for (const Dated& dated : dated_) {
      if (dated.sentence == number && dated.verb == static_cast<std::uint32_t>(up)) return dated.time;
    }
  }
  return TimeInterval{};
}

std::optional<std::uint32_t> Chronicle::noun_dated(std::uint32_t number, TextRange time) const {
  const Sentence& sentence = document_.sentences[number];
  std::uint32_t at = token_at_offset(sentence, time.end - 1);
  for (std::size_t steps = 0; at < sentence.tokens.size() && steps < sentence.tokens.size(); ++steps) {
    const Token& here = sentence.tokens[at];
    if (here.head < 0) return std::nullopt;
    const auto above = static_cast<std::uint32_t>(here.head);
    const TextRange range = sentence.tokens[above].range;
    if (range.begin < time.end && time.begin < range.end) {  // "Friday evening": still the time
      at = above;
      continue;
    }
    const bool before = here.deprel == Deprel::compound || here.deprel == Deprel::nmod_poss ||
                        here.deprel == Deprel::nmod_unmarked || here.deprel == Deprel::nmod_desc ||
                        here.deprel == Deprel::amod || here.deprel == Deprel::nummod;
    const Upos upos = sentence.tokens[above].upos;
    if (before && above > at && (upos == Upos::NOUN || upos == Upos::PROPN)) return above;
    return std::nullopt;
  }
  return std::nullopt;
}

// "Condemned the March 3 raid" was not done on 3 March, nor what was done "in accordance with its February decisions";
// "Monday's meeting discussed", "at Monday's meeting he said": these were on Monday.
bool Chronicle::is_of_another(const Claim& claim, std::uint32_t noun) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  if (noun == claim.trigger.head || (claim.trigger.first <= noun && noun < claim.trigger.last)) return false;
  const Token& word = sentence.tokens[noun];
  if (word.head < 0 || is_subject(word.deprel)) return false;
  const auto above = static_cast<std::uint32_t>(word.head);
  if (word.deprel == Deprel::obj) {
    const bool old = language_.dates().has(TimeClass::done_to_old, base::fold(sentence.tokens[above].lemma));
    const bool spoken_to = is_verbal(claim.type) && claim.type != EventType::consult && claim.type != EventType::agree;
    return above == claim.trigger.head && (old || spoken_to);
  }
  if (word.deprel != Deprel::obl) return word.deprel == Deprel::nmod && above != claim.trigger.head;
  const auto cases = children(sentence, noun);
  return std::none_of(cases.begin(), cases.end(), [&](std::uint32_t c) {
    return sentence.tokens[c].deprel == Deprel::case_ &&
           (language_.dates().has(TimeClass::at, base::fold(sentence.tokens[c].form)) ||
            language_.dates().has(TimeClass::within, base::fold(sentence.tokens[c].form)));
  });
}

// "Said: 'Today we won'" was not said to be of today.
bool Chronicle::is_quoted_apart(const Claim& claim, TextRange time) const {
  const std::uint32_t word = document_.range_of(claim.trigger).begin;
  return std::any_of(document_.quotations.begin(), document_.quotations.end(), [&](const Quotation& quotation) {
    const TextRange& said = quotation.content;
    const auto holds = [&](std::uint32_t at) { return said.begin <= at && at < said.end; };
    return quotation.direct && holds(time.begin) && !holds(word);
  });
}

// The day before which an act was not, because it is of what was then.
std::optional<sys_days> Chronicle::spoken_of(const Claim& claim) const {
  if (looks_ahead(claim.status)) return std::nullopt;
  const std::uint32_t verb = verb_above(document_.sentences[claim.sentence], claim.trigger.head);
  for (const Spoken& spoken : spoken_[claim.sentence]) {
    if (!spoken.day_like || !spoken.value.from) continue;
    const auto noun = noun_dated(claim.sentence, spoken.range);
    if (!noun || !is_of_another(claim, *noun)) continue;
    const Token& word = document_.sentences[claim.sentence].tokens[*noun];
    const bool its_object = word.deprel == Deprel::obj && word.head == static_cast<std::int32_t>(verb);
    if (its_object && (!date_.news_day.to || *spoken.value.from <= *date_.news_day.to)) return spoken.value.from;
  }
  return std::nullopt;
}

// Whether the time of a claim whose word is a noun says nothing of the noun's verb. "The 2006 deal failed": the failure
// is not of 2006, nor is what was done "in accordance with its May 2 decisions". And the day of a raid that was told
// before is no day of "condemned the raid".
bool Chronicle::is_nouns_alone(const Claim& claim) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  bool told = !claim.times.empty();
  for (const Spoken& spoken : spoken_[claim.sentence]) {
    const std::uint32_t last = token_at_offset(sentence, spoken.range.end - 1);
    told = told || spoken.day_like || spoken.plan_like;
    if (last < sentence.tokens.size() && governs(sentence, claim.trigger.head, last)) return true;
  }
  if (told || !from_echo(claim)) return false;
  const Token& word = sentence.tokens[claim.trigger.head];
  const bool took_place = word.deprel == Deprel::nsubj &&
                          language_.dates().has(TimeClass::takes_place,
                                                base::fold(sentence.tokens[static_cast<std::size_t>(word.head)].lemma));
  return !took_place;  // "the raid happened at dawn"
}

void Chronicle::remember(const Claim& claim, const TimeInterval& time, const std::vector<Actor>& parties) {
  Dated dated;
  dated.sentence = claim.sentence;
  dated.verb = verb_above(document_.sentences[claim.sentence], claim.trigger.head);
  dated.word = claim.trigger.head;
  if (dated.verb != dated.word && is_nouns_alone(claim)) dated.verb = UINT32_MAX;
  dated.time = time;
  dated.status = claim.status;
  dated.elsewhere = time.is_day() && claim.times.empty() && !day_is_told(claim) && from_sequel(claim);
  for (const Actor& actor : parties) {
    dated.parties.insert(actor.id);
    if (!actor.country.empty()) dated.parties.insert(actor.country);
  }
  dated_.push_back(std::move(dated));
}

// A caption tells what its picture shows, on the picture's day; an archive picture's caption tells how things stood by
// then.
std::optional<TimeInterval> Chronicle::from_caption(const Claim& claim) const {
  const std::uint32_t block = document_.sentences[claim.sentence].block;
  if (document_.article.blocks[block].kind != BlockKind::caption) return std::nullopt;
  std::optional<TimeInterval> day;
  std::uint32_t first = claim.sentence;
  while (first > 0 && document_.sentences[first - 1].block == block) --first;
  for (std::uint32_t s = first; s < document_.sentences.size() && document_.sentences[s].block == block; ++s) {
    for (const Spoken& spoken : spoken_[s]) {
      if (spoken.value.is_day() && !day) day = spoken.value;
    }
  }
  if (!day) return std::nullopt;
  TimeInterval out = *day;
  out.clock.clear();
  out.why.clear();
  const Sentence& sentence = document_.sentences[claim.sentence];
  const Token& trigger = sentence.tokens[claim.trigger.head];
  // Captions show in the present tense; what they tell in the past had come about by then.
  const std::uint32_t verb = verb_above(sentence, claim.trigger.head);
  const bool past =
      verb < sentence.tokens.size() && (is_finite_past(sentence, verb) || sentence.tokens[verb].xpos == "VBN");
  const bool shown = trigger.deprel == Deprel::root && !past;
  if (shown || (!past && !is_archive_caption(document_, block, language_))) {
    out.why.push_back("the caption is of " + text_day(*day));
    return out;
  }
  out.from.reset();
  out.precision = Precision::interval;
  out.part_of_day.clear();
  out.why.push_back("it had come about by the day of the picture, " + text_day(*day));
  return out;
}

// Whether a time that is spoken of lies on the claim's side of now.
bool Chronicle::may_be_of(const Claim& claim, const Spoken& spoken) const {
  if (!looks_ahead(claim.status)) return spoken.day_like;
  return spoken.plan_like || (spoken.day_like && date_.news_day.from && *spoken.value.from >= *date_.news_day.from);
}

// A time that stands by the claim's own word and was not handed over with it.
std::optional<TimeInterval> Chronicle::from_own_words(const Claim& claim) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  const auto apart = aside(claim);
  const std::uint32_t above = verb_above(sentence, claim.trigger.head);
  const bool same = !apart || governs(sentence, *apart, above);
  const std::uint32_t verb = same ? above : static_cast<std::uint32_t>(sentence.tokens.size());
  for (const Spoken& spoken : spoken_[claim.sentence]) {
    if (!may_be_of(claim, spoken)) continue;
    if (const auto noun = noun_dated(claim.sentence, spoken.range); noun && is_of_another(claim, *noun)) continue;
    if (is_quoted_apart(claim, spoken.range) || hung_on(claim, claim.sentence, spoken.range)) continue;
    std::int32_t at = static_cast<std::int32_t>(token_at_offset(sentence, spoken.range.end - 1));
    if (at >= static_cast<std::int32_t>(sentence.tokens.size())) continue;
    for (std::size_t steps = 0; at >= 0 && steps <= sentence.tokens.size(); ++steps) {
      const bool own = at == static_cast<std::int32_t>(claim.trigger.head);
      const Token& here = sentence.tokens[static_cast<std::size_t>(at)];
      // The nearest verb above the time is the claim's: it dates the claim, unless the claim is only its object.
      const bool of_verb = at == static_cast<std::int32_t>(verb);
      if (own || of_verb) {
        TimeInterval out = spoken.value;
        out.why = {"\"" + std::string(document_.article.text.view(spoken.range)) + "\" is " + text_day(out)};
        return out;
      }
      if (here.upos == Upos::VERB) break;
      at = here.head;
    }
  }
  return std::nullopt;
}

// "When they met on Friday, he offered": both are of one time. "Will take off at noon and land on Friday": so are
// these, told with one subject.
std::optional<TimeInterval> Chronicle::from_below(const Claim& claim, std::uint32_t verb) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  for (const std::uint32_t child : children(sentence, verb)) {
    const Token& below = sentence.tokens[child];
    const std::vector<std::uint32_t> own = children(sentence, child);
    const auto has = [&](auto test) {
      return std::any_of(own.begin(), own.end(), [&](std::uint32_t c) { return test(sentence.tokens[c]); });
    };
    const bool when = below.deprel == Deprel::advcl && has([&](const Token& word) {
                        return language_.dates().has(TimeClass::when, base::fold(word.form)) &&
                               (word.deprel == Deprel::advmod || word.deprel == Deprel::mark);
                      });
    const bool same_subject =
        below.deprel == Deprel::conj && child > verb &&
        has([](const Token& word) { return word.deprel == Deprel::cc && word.lemma == "and"; }) &&
        !has([](const Token& word) { return word.deprel == Deprel::nsubj || word.deprel == Deprel::nsubj_pass; });
    if (!when && !same_subject) continue;
    for (const Dated& dated : dated_) {
      if (dated.sentence != claim.sentence || dated.verb != child || dated.word != child) continue;
      if (same_subject && looks_ahead(dated.status) != looks_ahead(claim.status)) continue;
      TimeInterval out = dated.time;
      out.why = {"of the time of \"" + below.form + "\": " + text_day(out)};
      return out;
    }
    for (const Spoken& spoken : spoken_[claim.sentence]) {
      const std::uint32_t last = token_at_offset(sentence, spoken.range.end - 1);
      if (!may_be_of(claim, spoken) || last >= sentence.tokens.size()) continue;
      if (!within_clause(sentence, last, child) || noun_dated(claim.sentence, spoken.range)) continue;
      TimeInterval out = spoken.value;
      out.why = {"of the time of \"" + below.form + "\": " + text_day(out)};
      return out;
    }
  }
  return std::nullopt;
}

// "met on Friday and agreed to": one clause's time holds for what hangs on it; what was "after the talks" or "before
// they met" is told by it on one side only.
std::optional<TimeInterval> Chronicle::from_clause(const Claim& claim) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  std::int32_t at = static_cast<std::int32_t>(claim.trigger.head);
  Side side = Side::same;
  std::uint32_t aside = 0;  // what heads the clause or phrase of that side
  for (std::size_t steps = 0; at >= 0 && steps <= sentence.tokens.size(); ++steps) {
    for (const Dated& dated : dated_) {
      if (dated.sentence != claim.sentence || dated.verb != static_cast<std::uint32_t>(at)) continue;
      if (looks_ahead(dated.status) != looks_ahead(claim.status)) continue;
      if (side != Side::same && !is_told_within(dated.time, claim.sentence, aside)) {
        return beside(claim, side, dated.time);
      }
      TimeInterval out = dated.time;
      out.why = {"of the same clause: " + text_day(out)};
      return out;
    }
    if (side == Side::same) {
      if (auto out = from_below(claim, static_cast<std::uint32_t>(at))) return out;
    }
    const Token& here = sentence.tokens[static_cast<std::size_t>(at)];
    if (here.deprel == Deprel::ccomp || here.deprel == Deprel::acl_relcl || here.deprel == Deprel::root ||
        here.deprel == Deprel::parataxis) {
      break;
    }
    const Side next = side_of(claim.sentence, static_cast<std::uint32_t>(at));
    if (next == Side::other || (next != Side::same && side != Side::same)) break;
    if (next != Side::same) {
      side = next;
      aside = static_cast<std::uint32_t>(at);
    }
    at = here.head;
  }
  return std::nullopt;
}

// Whether words stand among those of a clause, wherever the tree has hung them: "After the ship arrives next month, it
// will be searched".
bool Chronicle::is_within(TextRange words, std::uint32_t number, std::uint32_t clause) const {
  const Sentence& sentence = document_.sentences[number];
  TextRange whole = sentence.tokens[clause].range;
  for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
    if (!governs(sentence, clause, t)) continue;
    whole.begin = std::min(whole.begin, sentence.tokens[t].range.begin);
    whole.end = std::max(whole.end, sentence.tokens[t].range.end);
  }
  return whole.begin <= words.begin && words.end <= whole.end;
}

bool Chronicle::is_told_within(const TimeInterval& time, std::uint32_t number, std::uint32_t clause) const {
  return std::any_of(spoken_[number].begin(), spoken_[number].end(), [&](const Spoken& spoken) {
    return spoken.value.from == time.from && spoken.value.to == time.to && is_within(spoken.range, number, clause);
  });
}

// Where what a word tells lies in time, seen from what it hangs on.
Chronicle::Side Chronicle::side_of(std::uint32_t number, std::uint32_t word) const {
  const Sentence& sentence = document_.sentences[number];
  const Deprel relation = sentence.tokens[word].deprel;
  if (relation != Deprel::advcl && relation != Deprel::obl) return Side::same;
  for (const std::uint32_t child : children(sentence, word)) {
    const Token& joins = sentence.tokens[child];
    if (joins.deprel != Deprel::mark && joins.deprel != Deprel::case_) continue;
    const std::string form = base::fold(joins.form);
    if (language_.dates().has(TimeClass::after, form)) return Side::earlier;
    if (language_.dates().has(TimeClass::before, form)) return Side::later;
    if (language_.dates().has(TimeClass::not_then, form)) return Side::other;
  }
  return Side::same;
}

// What sets the claim aside of the verb above it: the word of another side, below the next clause; none: nothing does.
std::optional<std::uint32_t> Chronicle::aside(const Claim& claim) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  std::int32_t at = static_cast<std::int32_t>(claim.trigger.head);
  for (std::size_t steps = 0; at >= 0 && steps <= sentence.tokens.size(); ++steps) {
    const auto word = static_cast<std::uint32_t>(at);
    if (side_of(claim.sentence, word) != Side::same) return word;
    if (sentence.tokens[word].upos == Upos::VERB && sentence.tokens[word].deprel != Deprel::xcomp) return std::nullopt;
    at = sentence.tokens[word].head;
  }
  return std::nullopt;
}

// "Under the truce the guns fell silent on Sunday", "after the talks they signed on Friday": the day is the verb's and
// not of the noun beside it.
bool Chronicle::stands_aside(const Claim& claim, TextRange time) const {
  const auto apart = aside(claim);
  return apart && !is_within(time, claim.sentence, *apart);
}

std::optional<TimeInterval> Chronicle::beside(const Claim& claim, Side side, const TimeInterval& time) const {
  TimeInterval out = bounds(claim);
  if (side == Side::earlier && time.to && (!out.to || *time.to < *out.to)) out.to = time.to;
  if (side == Side::later && time.from && (!out.from || *time.from > *out.from)) out.from = time.from;
  if (out.from && out.to && *out.from > *out.to) return std::nullopt;
  out.precision = out.is_day() ? Precision::day : Precision::interval;
  out.likely.reset();
  if (time.is_day() && !out.is_day()) out.likely = time.from;  // told in one breath, mostly done in one day
  out.why = {std::string(side == Side::earlier ? "up to" : "not before") + " what the same sentence tells of " +
             text_day(time)};
  return out;
}

// Whether the claim goes on with the story: a simple past of a main clause, told by the outlet or within a quotation.
bool Chronicle::narrates(const Claim& claim) const {
  if (claim.status != Status::happened && claim.status != Status::denied) return false;
  const Sentence& sentence = document_.sentences[claim.sentence];
  std::int32_t at = static_cast<std::int32_t>(claim.trigger.head);
  const bool quoted = !claim.said_by.empty() && claim.said_by.front().quoted;
  for (std::size_t steps = 0; at >= 0 && steps <= sentence.tokens.size(); ++steps) {
    const Token& here = sentence.tokens[static_cast<std::size_t>(at)];
    if ((here.upos == Upos::VERB || here.upos == Upos::AUX) &&
        is_finite_past(sentence, static_cast<std::uint32_t>(at))) {
      for (std::int32_t up = at; up >= 0; up = sentence.tokens[static_cast<std::size_t>(up)].head) {
        const Deprel relation = sentence.tokens[static_cast<std::size_t>(up)].deprel;
        if (relation == Deprel::acl_relcl) return false;
        if (relation == Deprel::ccomp && !quoted) return false;
      }
      return true;
    }
    const bool finite = here.upos == Upos::VERB && (here.xpos == "VBZ" || here.xpos == "VBP" || here.xpos == "VBD");
    if (finite || here.deprel == Deprel::acl_relcl) return false;
    for (const std::uint32_t child : children(sentence, static_cast<std::uint32_t>(at))) {
      if (here.upos == Upos::VERB && sentence.tokens[child].deprel == Deprel::aux) return false;
    }
    at = here.head;
  }
  return false;
}

bool Chronicle::share(const std::vector<Actor>& parties, const std::set<std::string>& others, bool states) {
  return std::any_of(parties.begin(), parties.end(), [&](const Actor& actor) {
    return others.contains(actor.id) || (states && !actor.country.empty() && others.contains(actor.country));
  });
}

// Whether the claim's sentence has a day of its own, for something else.
bool Chronicle::day_is_told(const Claim& claim) const {
  const std::vector<Spoken>& here = spoken_[claim.sentence];
  return std::any_of(here.begin(), here.end(), [&](const Spoken& spoken) {
    return spoken.day_like || (looks_ahead(claim.status) && spoken.plan_like);
  });
}

// What was told with its day just before the claim, of the same people and of the same side of now.
const Chronicle::Dated* Chronicle::told_before(const Claim& claim, const std::vector<Actor>& parties) const {
  const bool ahead = looks_ahead(claim.status);
  const Dated* found = nullptr;
  std::uint32_t high = 0;
  for (std::size_t i = dated_.size(); i-- > 0;) {
    const Dated& dated = dated_[i];
    if (claim.sentence - dated.sentence > kNearSentences) break;
    if (found != nullptr && dated.sentence != found->sentence) break;
    const bool same_side = ahead ? dated.status == Status::planned : dated.status == Status::happened;
    if (!same_side || dated.elsewhere || !is_day_like(dated.time) || !is_story(dated.sentence)) continue;
    if (!share(parties, dated.parties, true)) continue;
    // Of a sentence the story goes on from what its main clause tells.
    const std::uint32_t at = depth(document_.sentences[dated.sentence], dated.word);
    if (found != nullptr && at >= high) continue;
    found = &dated;
    high = at;
  }
  return found;
}

// "They will meet on Friday. ... They will sign": likely then, but a plan may have other days, too.
std::optional<TimeInterval> Chronicle::from_plan(const Claim& claim, const std::vector<Actor>& parties) const {
  if (claim.status != Status::planned || !is_story(claim.sentence) || day_is_told(claim)) return std::nullopt;
  const Dated* before = told_before(claim, parties);
  if (before == nullptr || !before->time.is_day() || before->time.from < date_.news_day.from) return std::nullopt;
  TimeInterval out = bounds(claim);
  if (out.is_day()) return std::nullopt;
  out.likely = before->time.from;
  out.why.push_back("told on from what is planned for " + text_day(before->time) + " with the same parties");
  return out;
}

std::optional<TimeInterval> Chronicle::from_story(const Claim& claim, const std::vector<Actor>& parties) const {
  if (!is_story(claim.sentence) || !narrates(claim) || day_is_told(claim)) return std::nullopt;
  if (const Dated* dated = told_before(claim, parties)) {
    TimeInterval out = dated->time;
    out.part_of_day.clear();
    out.clock.clear();
    out.why = {"told on from " + text_day(out) + " with the same parties"};
    return out;
  }
  if (news_ && is_verbal(claim.type) && claim.sentence >= news_sentence_ &&
      claim.sentence < lead_end_ + 4 * kLeadSentences && share(parties, leads_, false)) {
    TimeInterval out = *news_;
    out.why = {"part of what the lead dates " + text_day(out)};
    return out;
  }
  return std::nullopt;
}

// A headline has no time of its own: it tells, in the present tense, what the lead tells with its day.
std::optional<TimeInterval> Chronicle::from_headline(const Claim& claim) const {
  const Sentence& title = document_.sentences[claim.sentence];
  if (document_.block_of(title).kind != BlockKind::title || !news_ || looks_ahead(claim.status)) return std::nullopt;
  if (claim.status == Status::ongoing) return std::nullopt;
  const Sentence& lead = document_.sentences[news_sentence_];
  int shared = 0;
  for (const Token& word : title.tokens) {
    if (!is_content(word)) continue;
    shared += std::any_of(lead.tokens.begin(), lead.tokens.end(),
                          [&](const Token& other) { return is_content(other) && akin(word, other); });
  }
  constexpr int kSharedWords = 2;
  if (shared < kSharedWords) return std::nullopt;
  TimeInterval out = *news_;
  out.why = {"the headline of what the lead dates " + text_day(out)};
  return out;
}

// "Rebels shelled the port on Monday. ... The shelling": a thing spoken of again is of the day it was told with.
std::optional<TimeInterval> Chronicle::from_echo(const Claim& claim) const {
  const Sentence& sentence = document_.sentences[claim.sentence];
  const Token& word = sentence.tokens[claim.trigger.head];
  if (word.upos != Upos::NOUN || !is_story(claim.sentence)) return std::nullopt;
  const std::vector<std::uint32_t> below = children(sentence, claim.trigger.head);
  const bool known = std::any_of(below.begin(), below.end(), [&](std::uint32_t child) {
    const std::string_view form = sentence.tokens[child].lemma;
    return sentence.tokens[child].deprel == Deprel::det && (form == "the" || form == "this" || form == "that");
  });
  if (!known) return std::nullopt;
  for (std::size_t i = dated_.size(); i-- > 0;) {
    const Dated& dated = dated_[i];
    if (dated.sentence >= claim.sentence || !dated.time.is_day() || !is_story(dated.sentence)) continue;
    if (looks_ahead(dated.status) != looks_ahead(claim.status)) continue;
    if (!akin(document_.sentences[dated.sentence].tokens[dated.word], word)) continue;
    TimeInterval out = dated.time;
    out.why = {"spoken of before, on " + text_day(out)};
    return out;
  }
  return std::nullopt;
}

// "The two have signed a treaty. ... The treaty was signed on Monday", "a raid ... The raid happened on Friday": what a
// page tells as its news gets its day from where it is spoken of again.
std::optional<TimeInterval> Chronicle::from_sequel(const Claim& claim) const {
  if (claim.status != Status::happened) return std::nullopt;
  const TimeInterval within = bounds(claim);
  if (!within.from || !within.to) return std::nullopt;
  for (std::uint32_t s = claim.sentence + 1; s < document_.sentences.size() && s <= claim.sentence + kFarSentences;
       ++s) {
    if (!is_story(s)) continue;
    const Sentence& sentence = document_.sentences[s];
    for (const Spoken& spoken : spoken_[s]) {
      const std::uint32_t last = token_at_offset(sentence, spoken.range.end - 1);
      if (!spoken.day_like || !spoken.value.is_day() || last >= sentence.tokens.size()) continue;
      const std::uint32_t verb = verb_above(sentence, last);
      if (verb >= sentence.tokens.size() || !within.contains(*spoken.value.from)) continue;
      if (!tells_again(claim, s, verb)) continue;
      TimeInterval out = TimeInterval::day(*spoken.value.from);
      out.why = {"spoken of again: \"" + std::string(document_.article.text.view(sentence.range)) + "\""};
      return out;
    }
  }
  return std::nullopt;
}

// Whether a verb tells of the claim's act as of something known: by its own verb, done to what it was done to ("the
// treaty"), or by a noun for it that took place ("the raid").
bool Chronicle::tells_again(const Claim& claim, std::uint32_t number, std::uint32_t verb) const {
  const Sentence &first = document_.sentences[claim.sentence], &again = document_.sentences[number];
  const Token& word = first.tokens[claim.trigger.head];
  const auto is_known = [&](std::uint32_t noun) {
    const std::vector<std::uint32_t> below = children(again, noun);
    return std::any_of(below.begin(), below.end(), [&](std::uint32_t child) {
      return again.tokens[child].deprel == Deprel::det && again.tokens[child].lemma == "the";
    });
  };
  for (const std::uint32_t noun : children(again, verb)) {
    const Token& spoken = again.tokens[noun];
    if (spoken.upos != Upos::NOUN || !is_known(noun)) continue;
    const bool subject = is_subject(spoken.deprel);
    const bool took_place = language_.dates().has(TimeClass::takes_place, base::fold(again.tokens[verb].lemma));
    if (subject && took_place && akin(spoken, word)) return true;
    if (spoken.deprel != Deprel::obj && spoken.deprel != Deprel::nsubj_pass) continue;
    if (word.upos != Upos::VERB || again.tokens[verb].lemma != word.lemma) continue;
    for (const std::uint32_t old : children(first, claim.trigger.head)) {
      const Deprel relation = first.tokens[old].deprel;
      const bool patient = relation == Deprel::obj || relation == Deprel::nsubj_pass;
      if (patient && first.tokens[old].lemma == spoken.lemma) return true;
    }
  }
  return false;
}

// What a page has for news, it mostly tells on the day it happened: of the page's own days, the last. Of a page whose
// day is not known no day stands out.
std::optional<sys_days> Chronicle::likely_day(const Claim& claim) const {
  const TimeInterval& day = date_.news_day;
  if (!day.is_day() || looks_ahead(claim.status)) return std::nullopt;
  const Sentence& sentence = document_.sentences[claim.sentence];
  const BlockKind kind = document_.block_of(sentence).kind;
  if (kind == BlockKind::caption) return std::nullopt;
  const std::uint32_t verb = verb_above(sentence, claim.trigger.head);
  if (verb < sentence.tokens.size() && is_past_perfect(sentence, verb)) return std::nullopt;
  return news_ ? *news_->from : *day.to;
}

TimeInterval Chronicle::bounds(const Claim& claim) const {
  TimeInterval out;
  const TimeInterval& day = date_.news_day;
  const bool known = !day.unknown();
  const BlockKind kind = document_.block_of(document_.sentences[claim.sentence]).kind;
  const bool news = kind == BlockKind::title || (is_story(claim.sentence) && claim.sentence < lead_end_);
  const auto no_older = [&] {
    if (!news || !day.from) return;
    out.from = *day.from - days{kNewsDays};
    out.why.push_back("the news of a page is no older than a week");
  };
  switch (claim.status) {
    case Status::planned:
    case Status::possible:
    case Status::requested:
      out.from = day.from;
      if (known) out.why.push_back("no time is told; it lies ahead of the document's day");
      break;
    case Status::cancelled:  // the day that it was for
      if (known) out.why.push_back("no time is told; it is off, and may have lain ahead");
      no_older();
      break;
    case Status::ongoing:
      out.to = day.to;
      if (known) out.why.push_back("no time is told; it is under way on the document's day");
      break;
    default:
      out.to = day.to;
      if (known) out.why.push_back("no time is told; it is up to the document's day");
      no_older();
      break;
  }
  if (const auto first = spoken_of(claim); first && (!out.from || *out.from < *first)) {
    out.from = first;
    out.why.push_back("it is about what was on " + base::to_iso(*first) + ", and not before it");
  }
  if (!known) out.why.push_back("no time is told, and the document's day is not known");
  if (!out.is_day()) out.likely = likely_day(claim);
  if (out.is_day()) out.precision = Precision::day;
  return out;
}

TimeInterval Chronicle::inferred(const Claim& claim, const std::vector<Actor>& parties) const {
  if (auto out = from_caption(claim)) return *out;
  const Sentence& sentence = document_.sentences[claim.sentence];
  const std::uint32_t verb = verb_above(sentence, claim.trigger.head);
  if (verb < sentence.tokens.size() && !looks_ahead(claim.status)) {
    for (const std::uint32_t child : children(sentence, verb)) {
      if (sentence.tokens[child].deprel != Deprel::advmod) continue;
      if (!language_.has(WordClass::just, sentence.tokens[child].form) || date_.news_day.unknown()) continue;
      TimeContext now;
      now.document = news_ ? *news_ : date_.news_day;
      TimeExpression just;
      just.kind = TimeKind::just;
      TimeInterval out = value_of(just, now);
      out.why.push_back("\"" + sentence.tokens[child].form + "\": of the day of speaking or the one before");
      return out;
    }
  }
  if (auto out = from_own_words(claim)) return *out;
  if (auto out = from_clause(claim)) return *out;
  if (auto out = from_headline(claim)) return *out;
  if (auto out = from_echo(claim)) return *out;
  if (auto out = from_sequel(claim)) return *out;
  if (auto out = from_story(claim, parties)) return *out;
  if (auto out = from_plan(claim, parties)) return *out;
  return bounds(claim);
}

}  // namespace annals::resolve
