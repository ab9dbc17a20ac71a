// The weights of evidence that two claims tell of one event. Everything that speaks for it or against it adds its
// weight; claims whose sum is above nothing may be joined. The scale is that of a log-odds: the two `prior` rows say
// how unlikely it is that any two claims that came to be compared are one event before anything is known of them, and
// the rest was set so that each line of docs/codebook.md comes out by itself (see tests/link/evidence_test.cc, which
// has one case a line). A row with `against` parts two claims for good, whatever else fits.
#pragma once

#include <string_view>

namespace annals::link {

struct Weight {
  double value;
  std::string_view words;  // as Event::why says it
};

// clang-format off
// Before anything is known.
inline constexpr Weight kPriorApart     {-4.5, "told by two documents"};
inline constexpr Weight kPriorTogether  {-2.6, "told by one document"};        // a page mostly tells one story

// Who. An office-holder stands for the country and the country for him; a ministry for its minister.
inline constexpr Weight kSamePerson     { 2.0, "the same person"};
inline constexpr Weight kSameBody       { 1.6, "the same body"};
inline constexpr Weight kSameState      { 1.1, "the same state"};
inline constexpr Weight kStandsFor      { 0.9, "one stands for the other"};
inline constexpr Weight kSameHouse      { 0.4, "of the same government"};
inline constexpr Weight kSamePeople     { 0.6, "the same people"};             // "civilians": many are called so
inline constexpr Weight kTheirPeople    { 0.3, "people of the same country"};
inline constexpr Weight kOneMore        {-0.3, "one names somebody more"};     // outlets name whom their readers know
inline constexpr Weight kOtherActors    {-3.0, "another is said to have done it"};  // of violence there are two versions
inline constexpr Weight kOtherTargets   {-1.5, "another was the target"};
inline constexpr Weight kOtherGuests    {-1.0, "others are named among many"};

// When. The wider of the two intervals says how much it means that they meet.
inline constexpr Weight kSameDay        { 3.0, "the same day"};
inline constexpr Weight kSameDays       { 2.2, "the same days"};
inline constexpr Weight kSameWeek       { 1.1, "days of one week"};
inline constexpr Weight kSameMonth      { 0.2, "days of one month"};
inline constexpr Weight kSameSeason     {-0.8, "the time is known to the month or worse"};
inline constexpr Weight kAnyTime        {-1.6, "the time of one is not known"};
inline constexpr Weight kAnyTimeHere    {-0.2, "one gives no time of its own"};  // the page's story has one
inline constexpr Weight kBothGoOn       { 1.5, "both tell it as going on"};
inline constexpr Weight kToldTogether   { 0.8, "told within two days"};
inline constexpr Weight kToldApart      {-0.8, "told months apart"};

// How, where, on what occasion.
inline constexpr Weight kSameMode       { 0.5, "the same kind of act"};
inline constexpr Weight kNearMode       {-0.6, "kinds of act that can be one"};
inline constexpr Weight kSamePlace      { 1.5, "the same place"};
inline constexpr Weight kNearPlace      { 1.0, "places next to each other"};
inline constexpr Weight kInPlace        { 0.6, "one place lies in the other"};
inline constexpr Weight kSameCountry    { 0.4, "the same country"};
inline constexpr Weight kOtherTown      {-2.0, "two towns of one country"};
inline constexpr Weight kOtherCountry   {-1.5, "another country is named"};
inline constexpr Weight kBareName       { 1.6, "one only names it by its place and day"};  // "the Oslo accord"
inline constexpr Weight kSameSetting    { 1.0, "the same occasion"};
inline constexpr Weight kOtherSetting   {-0.6, "two occasions"};
inline constexpr Weight kSameTopic      { 0.8, "the same matter"};

// In what words. Names, places and days are left out of the comparison.
inline constexpr Weight kSameSentence   { 3.5, "the same sentence"};
inline constexpr Weight kSameWords      { 2.2, "the same words"};
inline constexpr Weight kManyWords      { 1.4, "many words in common"};
inline constexpr Weight kSomeWords      { 0.7, "some words in common"};
inline constexpr Weight kOtherWords     {-0.3, "other words"};
inline constexpr Weight kOtherSpeech    {-2.0, "other things were said"};      // one speaker blames many times a day
inline constexpr Weight kUnlikeSpeech   {-1.0, "hardly the same was said"};
inline constexpr Weight kSameToll       { 1.5, "the same toll"};
inline constexpr Weight kOtherToll      { 0.0, "two tolls of one event"};      // tolls rise: no evidence either way
inline constexpr Weight kFarToll        {-1.2, "tolls too far apart"};

// How a page is made.
inline constexpr Weight kHeadline       { 0.9, "a headline tells what the story tells"};
inline constexpr Weight kToldTwice      { 3.0, "the page says it twice"};
inline constexpr Weight kOneSentence    {-0.5, "one sentence names both"};
inline constexpr Weight kOneTalk        { 2.0, "one sentence says how they talked and what about"};

// What is left to go by where a claim names nobody: its own word, and the names that its document comes back to.
inline constexpr Weight kActInStory     { 5.5, "the same word for it, in pages on the same story"};
inline constexpr Weight kActInStories   { 2.5, "the same word for it, in pages that share a name"};
inline constexpr Weight kActHere        { 2.5, "the same word for it on one page"};
inline constexpr Weight kOtherAct       {-0.5, "another word for it"};

// Announced and borne out.
inline constexpr Weight kBorneOut       { 0.5, "announced by one, told as done by the other"};
inline constexpr Weight kAskedAndDone   {-0.5, "asked for by one, told as done by the other"};
inline constexpr Weight kOnlyPossible   {-2.0, "only possible according to one"};
inline constexpr Weight kDenied         {-0.3, "one denies it"};
// clang-format on

// What parts two claims.
enum class Against : unsigned char { nothing, type, mode, day, campaign, parties, place, plan };
constexpr std::string_view to_string(Against against) {
  switch (against) {
    case Against::nothing:
      return "";
    case Against::type:
      return "they are of two types";
    case Against::mode:
      return "a kind of act that cannot be the other";
    case Against::day:
      return "their days contradict";
    case Against::campaign:
      return "one is a campaign, the other a single act";
    case Against::parties:
      return "other parties took part";
    case Against::place:
      return "they took place in two countries";
    case Against::plan:
      return "one document tells one as done and the other as still to come";
  }
  return "";
}

}  // namespace annals::link
