// time_tool DATA < DOCUMENTS   when each thing that a text tells was, claim of the record or not: for eval/time.
//
// In: a JSON object a line, {"id", "published": "2005-06-13" or null, "title": true where the first paragraph is one,
// "paragraphs": [...]}. Out: {"id", "text" (the paragraphs, parted by "\n\n"), "times": [{"span", "from", "to",
// "precision", "likely", "clock", "part"}], "words": [{"span", "form", "lemma", "upos", "xpos", "deprel", "head",
// "sentence", "status", "told", "from", "to", "precision", "likely", "clock", "part", "why"}]}. Offsets are bytes of
// the text.
//
// Every noun, verb and adjective is asked for as if it were a claim's word: what stands around it, how the sentence
// looks at it and what the story tells before it are found by what finds them for claims.
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/calendar.h"
#include "extract/adjuncts.h"
#include "extract/outlook.h"
#include "parse/parse.h"
#include "pipeline/tools.h"
#include "resolve/cast.h"
#include "resolve/chronicle.h"
#include "resolve/published.h"
#include "resolve/resolve.h"
namespace {

using namespace annals;
using nlohmann::json;
using testing::must;

Article article_of(const json& page) {
  Article article;
  article.id = page["id"];
  std::string text;
  bool title = page.value("title", false);
  for (const std::string paragraph : page["paragraphs"]) {
    if (!text.empty()) text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += paragraph;
    article.blocks.push_back(
        {title ? BlockKind::title : BlockKind::body, {begin, static_cast<std::uint32_t>(text.size())}, {}, false});
    title = false;
  }
  article.text.append_copy(text, 0);
  if (page.contains("published") && page["published"].is_string()) {
    const std::string day = page["published"];
    if (const auto read = base::read_iso(day)) {
      article.dates.push_back({DateHint::Kind::published, day, *read, "caller", 1});
    }
  }
  return article;
}

json end_of(const std::optional<sys_days>& end) { return end ? json(base::to_iso(*end)) : json(); }

json told(const TimeInterval& time) {
  return {{"from", end_of(time.from)},     {"to", end_of(time.to)}, {"precision", base::to_string(time.precision)},
          {"likely", end_of(time.likely)}, {"clock", time.clock},   {"part", time.part_of_day}};
}

class Teller {
 public:
  Teller(const Document& document, const lexicon::Forms& forms, const extract::Known& known,
         const resolve::Knowledge& know)
      : document_(document),
        forms_(forms),
        standing_(document, forms, known),
        know_(know),
        date_(resolve::published_date(document, know, resolve::Cast(document, know, {}), {})),
        cast_(document, know, date_.published),
        chronicle_(document, know.language, date_) {
    set_leads();
  }

  json words() {
    json out = json::array();
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const extract::Tree tree(document_, forms_, s);
      std::vector<Claim> claims;
      const Sentence& sentence = document_.sentences[s];
      for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
        const Upos upos = sentence.tokens[t].upos;
        if (upos == Upos::VERB || upos == Upos::NOUN || upos == Upos::ADJ || upos == Upos::PROPN) {
          claims.push_back(claim_at(tree, s, t));
        }
      }
      std::vector<json> here(claims.size());
      for (const bool timed : {true, false}) {
        for (std::size_t i = 0; i < claims.size(); ++i) {
          const resolve::ClaimTime time = chronicle_.told_by(claims[i]);
          // Timed words first; they may date others, which then come in the second round.
          if (here[i].is_null() && (time.told || !timed)) here[i] = word(claims[i], time);
        }
      }
      for (json& one : here) out.push_back(std::move(one));
    }
    return out;
  }

  json times() const {
    json out = json::array();
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      for (const resolve::Chronicle::Spoken& spoken : chronicle_.spoken_in(s)) {
        json one = told(spoken.value);
        one["span"] = {spoken.range.begin, spoken.range.end};
        out.push_back(std::move(one));
      }
    }
    return out;
  }

 private:
  void set_leads() {
    std::set<std::string> ids;
    std::uint32_t body = 0;
    for (std::uint32_t s = 0; s < document_.sentences.size() && body < 2; ++s) {
      if (document_.block_of(document_.sentences[s]).kind != BlockKind::title) ++body;
      for (const resolve::Mention* mention : cast_.of_sentence(s)) ids.insert(cast_.entity(mention->entity).actor.id);
    }
    chronicle_.set_leads(std::move(ids));
  }

  Claim claim_at(const extract::Tree& tree, std::uint32_t s, std::uint32_t t) const {
    extract::Match match;
    const bool verb = document_.sentences[s].tokens[t].upos == Upos::VERB;
    match.kind = verb ? lexicon::Pattern::Kind::verb : lexicon::Pattern::Kind::noun;
    match.head = t;
    match.words = {t};
    const extract::Outlook outlook = extract::look_at(tree, forms_, {match}, match);
    Claim claim;
    claim.sentence = s;
    claim.trigger = {s, t, t + 1, t};
    claim.status = outlook.status;
    extract::add_adjuncts(tree, forms_, standing_, match, claim);
    return claim;
  }

  // Those that the sentence names.
  std::vector<Actor> parties(const Claim& claim) const {
    std::vector<Actor> out;
    for (const resolve::Mention* mention : cast_.of_sentence(claim.sentence)) {
      out.push_back(cast_.entity(mention->entity).actor);
    }
    return out;
  }

  json word(const Claim& claim, const resolve::ClaimTime& time) {
    const std::vector<Actor> who = parties(claim);
    const TimeInterval when = time.told ? time.time : chronicle_.inferred(claim, who);
    if (time.told || when.is_day()) chronicle_.remember(claim, when, who);
    const Token& token = document_.sentences[claim.sentence].tokens[claim.trigger.head];
    json out = told(when);
    out["span"] = {token.range.begin, token.range.end};
    out["form"] = token.form;
    out["lemma"] = token.lemma;
    out["upos"] = to_string(token.upos);
    out["xpos"] = token.xpos;
    out["deprel"] = to_string(token.deprel);
    out["head"] = token.head < 0 ? json() : json(document_.sentences[claim.sentence].tokens[token.head].range.begin);
    out["sentence"] = claim.sentence;
    out["status"] = to_string(claim.status);
    out["told"] = time.told;
    out["why"] = when.why;
    return out;
  }

  const Document& document_;
  const lexicon::Forms& forms_;
  extract::Standing standing_;
  const resolve::Knowledge& know_;
  resolve::PublishedDate date_;
  resolve::Cast cast_;
  resolve::Chronicle chronicle_;
};

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "time_tool DATA < DOCUMENTS\n";
    return 2;
  }
  const std::filesystem::path data = words[1];
  const parse::Reader reader = must(parse::Reader::open(data));
  const lexicon::Forms forms = must(lexicon::Forms::open(data / "events"));
  const lexicon::Actors actors = must(lexicon::Actors::open(data / "actors"));
  const lexicon::Places places = must(lexicon::Places::open(data / "places"));
  const lexicon::History history = must(lexicon::History::open(data / "history"));
  const resolve::Language language = must(resolve::Language::open(data / "languages" / "en"));
  const extract::Known known = extract::known_from(actors, places);
  const resolve::Knowledge know{actors, places, history, language, nullptr};
  for (std::string line; std::getline(std::cin, line);) {
    const json page = json::parse(line);
    const Document document = reader.read(article_of(page), true);
    Teller teller(document, forms, known, know);
    json out = {{"id", page["id"]}, {"text", std::string(document.article.text.text)}, {"times", teller.times()}};
    out["words"] = teller.words();
    std::cout << out.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  }
  return 0;
}
