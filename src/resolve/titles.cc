#include "resolve/titles.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

constexpr std::uint32_t kLongestTitle = 6;   // "minister for foreign affairs and trade"
constexpr std::uint32_t kLongestWindow = 9;  // tokens before a name that may belong to its title

std::string joined(const Sentence& sentence, std::uint32_t first, std::uint32_t last, bool lemmas) {
  std::string out;
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& token = sentence.tokens[i];
    const bool glued = i > first && sentence.tokens[i - 1].range.end == token.range.begin;
    const bool dash = token.form == "-" || (i > first && sentence.tokens[i - 1].form == "-");
    if (i > first && !(glued && dash)) out += ' ';
    out += lemmas && token.upos == Upos::NOUN && !token.lemma.empty() ? token.lemma : token.form;
  }
  return out;
}

std::vector<std::string> roles_for(const std::string& title, std::string_view of, const Knowledge& know) {
  std::vector<std::string> out;
  for (const std::string_view role : know.actors.roles_of_title(title, of)) out.emplace_back(role);
  if (out.empty()) {
    if (const std::string* role = know.language.value(WordClass::role, title)) out.push_back(*role);
  }
  return out;
}

bool is_possessive_mark(std::string_view form) {
  return form == "'s" || form == "\xE2\x80\x99s" || form == "'" || form == "\xE2\x80\x99";
}

bool joins_title(const Token& token) {
  return token.upos == Upos::NOUN || token.upos == Upos::PROPN || token.upos == Upos::ADJ || token.upos == Upos::ADP ||
         token.upos == Upos::CCONJ || token.upos == Upos::PART || token.form == "-" || is_possessive_mark(token.form) ||
         token.form == "&";
}

std::string code_of(const lexicon::KnownActor& actor) {
  return actor.kind == "country" && !actor.country.empty() ? std::string(actor.country) : std::string(actor.id);
}

// Marks in the words around a title: "former", "deputy".
void read_standing(const Sentence& sentence, std::uint32_t first, std::uint32_t last, const Knowledge& know,
                   Title& title) {
  for (std::uint32_t i = first; i < last; ++i) {
    const std::string_view word = sentence.tokens[i].form;
    if (const std::string* how = know.language.value(WordClass::off_office, word)) {
      title.current = false;
      title.left = title.left || *how == "left";
    }
    const bool inside = i >= title.first && i < title.last;
    if (!inside && know.language.has(WordClass::under_office, word)) title.lesser = true;
  }
}

}  // namespace

std::vector<Owner> owners_in(const Sentence& sentence, std::uint32_t first, std::uint32_t last, const Knowledge& know,
                             const TimeInterval& when) {
  std::vector<Owner> out;
  std::vector<std::string_view> words = forms(sentence);
  words.resize(std::min<std::size_t>(last, words.size()));
  for (std::uint32_t i = first; i < words.size();) {
    const auto match = know.actors.longest_at(words, i);
    if (!match || match->last > words.size()) {
      ++i;
      continue;
    }
    for (const lexicon::Sense& sense : match->senses) {
      if (!sense.fits(when)) continue;
      const lexicon::KnownActor& actor = know.actors.actor(sense.actor);
      if (actor.kind == "people" || actor.kind == "company" || actor.kind == "outlet") continue;
      Owner owner{code_of(actor), static_cast<std::uint32_t>(match->first), static_cast<std::uint32_t>(match->last),
                  sense.actor, sense.use};
      out.push_back(std::move(owner));
      break;
    }
    i = static_cast<std::uint32_t>(std::max<std::size_t>(match->last, i + 1));
  }
  return out;
}

std::optional<Title> title_at(const Sentence& sentence, std::uint32_t first, std::uint32_t last, std::uint32_t head,
                              const Knowledge& know, const TimeInterval& when) {
  if (head < first || head >= last) return std::nullopt;
  const std::vector<Owner> owners = owners_in(sentence, first, last, know, when);
  const std::string of = owners.empty() ? std::string() : owners.front().code;
  std::optional<Title> best;
  const auto consider = [&](std::uint32_t begin, std::uint32_t end) {
    if (best && best->last - best->first >= end - begin) return;
    // "Minister" of the foreign ministry's name is a title; a state's name is none.
    for (const Owner& owner : owners) {
      if (owner.first <= begin && end <= owner.last && owner.use != lexicon::NameUse::organ) return;
    }
    for (const bool lemmas : {false, true}) {
      const std::string words = joined(sentence, begin, end, lemmas);
      std::vector<std::string> roles = roles_for(words, of, know);
      if (roles.empty()) continue;
      Title title;
      title.words = words;
      title.roles = std::move(roles);
      title.first = begin;
      title.last = end;
      best = std::move(title);
      return;
    }
  };
  for (std::uint32_t begin = head + 1; begin-- > first && head - begin < kLongestTitle;) {
    for (std::uint32_t end = head + 1; end <= last && end - head <= kLongestTitle; ++end) consider(begin, end);
  }
  if (!best) {
    const lexicon::Agent* agent = know.actors.agent(sentence.tokens[head].form);
    if (agent == nullptr || agent->kind != "person") return std::nullopt;
    best = Title{};
    best->words = sentence.tokens[head].form;
    best->first = head;
    best->last = head + 1;
    best->agent = agent;
    if (!agent->role.empty()) best->roles.emplace_back(agent->role);
  }
  for (const Owner& owner : owners) {
    if (owner.first < best->last && best->first < owner.last && owner.use != lexicon::NameUse::organ) continue;
    // "the Bosnian crisis with President A.": what a preposition parts from the title is not its own.
    const auto parts = [](const Token& token) { return token.upos == Upos::ADP; };
    if (owner.last <= best->first &&
        std::any_of(sentence.tokens.begin() + owner.last, sentence.tokens.begin() + best->first, parts)) {
      continue;
    }
    const bool behind = owner.first >= best->last;
    const bool toward = behind && know.language.has(WordClass::toward, sentence.tokens[owner.first - 1].form);
    const bool envoy = !best->roles.empty() && (best->roles.front() == "envoy" || best->roles.front() == "ambassador");
    std::string code = owner.code;
    if (owner.use == lexicon::NameUse::organ) {  // "Russian Foreign Ministry spokesman": of the organ's state
      code = std::string(know.actors.actor(owner.actor).country);
    }
    if ((toward && envoy) || (behind && envoy && !best->of.empty())) {
      best->toward.push_back(std::move(code));
    } else if (std::find(best->of.begin(), best->of.end(), code) == best->of.end()) {
      best->of.push_back(std::move(code));
    }
  }
  read_standing(sentence, first, last, know, *best);
  return best;
}

namespace {

std::optional<Title> title_in_window(const Sentence& sentence, std::uint32_t first, std::uint32_t end,
                                     const Knowledge& know, const TimeInterval& when) {
  while (first < end &&
         (sentence.tokens[first].upos == Upos::ADP || sentence.tokens[first].upos == Upos::CCONJ ||
          sentence.tokens[first].upos == Upos::PART || is_possessive_mark(sentence.tokens[first].form))) {
    ++first;
  }
  // The nouns from the name backwards: the title's last noun is the nearest that heads one.
  std::optional<Title> best;
  for (std::uint32_t head = end; head-- > first;) {
    const Token& token = sentence.tokens[head];
    if (token.upos != Upos::NOUN && token.upos != Upos::PROPN && token.upos != Upos::ADJ) continue;
    std::optional<Title> found = title_at(sentence, first, end, head, know, when);
    if (!found) continue;
    // What is between a title and the name must be whose it is.
    if (found->last != end) {
      const Token& next = sentence.tokens[found->last];
      if (next.upos != Upos::ADP && !is_possessive_mark(next.form)) continue;
    }
    if (!best || (best->roles.empty() && !found->roles.empty())) best = std::move(found);
    if (!best->roles.empty()) break;
  }
  return best;
}

}  // namespace

std::optional<Title> title_before(const Sentence& sentence, std::uint32_t name, const Knowledge& know,
                                  const TimeInterval& when) {
  if (name == 0) return std::nullopt;
  std::uint32_t end = name;
  if (sentence.tokens[end - 1].form == "," || sentence.tokens[end - 1].form == ")") --end;
  std::uint32_t first = end, joined_at = 0;
  while (first > 0 && end - first < kLongestWindow && joins_title(sentence.tokens[first - 1])) {
    --first;
    if (joined_at == 0 && sentence.tokens[first].upos == Upos::CCONJ) joined_at = first + 1;
  }
  if (first == end) return std::nullopt;
  // "President Tadić and Prime Minister Thaçi": what stands before "and" is another's, unless the title needs it
  // ("Minister for Foreign Affairs and Trade").
  if (joined_at != 0) {
    std::optional<Title> near = title_in_window(sentence, joined_at, end, know, when);
    if (near && !near->roles.empty()) return near;
  }
  return title_in_window(sentence, first, end, know, when);
}

std::optional<Title> title_behind(const Sentence& sentence, std::uint32_t behind, const Knowledge& know,
                                  const TimeInterval& when) {
  if (behind >= sentence.tokens.size() || sentence.tokens[behind].form != ",") return std::nullopt;
  std::uint32_t first = behind + 1;
  std::uint32_t last = first;
  const auto joins = [&](const Token& token) { return joins_title(token) || token.upos == Upos::DET; };
  while (last < sentence.tokens.size() && last - first < kLongestWindow && joins(sentence.tokens[last])) ++last;
  if (last == first || last > sentence.tokens.size()) return std::nullopt;
  if (last < sentence.tokens.size() && sentence.tokens[last].upos != Upos::PUNCT) return std::nullopt;
  for (std::uint32_t head = first; head < last; ++head) {
    if (sentence.tokens[head].upos != Upos::NOUN && sentence.tokens[head].upos != Upos::PROPN) continue;
    std::optional<Title> found = title_at(sentence, first, last, head, know, when);
    if (found && !found->roles.empty()) return found;
  }
  return std::nullopt;
}

bool fits_title(const lexicon::Tenure& tenure, const Title& title, std::string_view of) {
  if (!of.empty() && tenure.of != of) return false;
  // The ambassador to one state is not the only one that the tables have, to another.
  const bool elsewhere = !tenure.toward.empty() && !title.toward.empty() &&
                         std::find(title.toward.begin(), title.toward.end(), tenure.toward) == title.toward.end();
  if (elsewhere) return false;
  return std::find(title.roles.begin(), title.roles.end(), tenure.role) != title.roles.end();
}

std::vector<const lexicon::Tenure*> holders_of(const Title& title, std::string_view of, const Knowledge& know,
                                               const TimeInterval& when) {
  std::vector<const lexicon::Tenure*> out = know.actors.holders_by_title(title.words, of, when);
  // A king is no prime minister, though he may be all that a table has of a state.
  std::erase_if(out, [&](const lexicon::Tenure* tenure) { return !fits_title(*tenure, title, of); });
  if (!out.empty() || !know.actors.roles_of_title(title.words, of).empty()) return out;
  for (const std::string& role : title.roles) {  // a title that only the language's own table knows
    out = know.actors.holders(role, of, when);
    if (!out.empty()) return out;
  }
  return out;
}

}  // namespace annals::resolve
