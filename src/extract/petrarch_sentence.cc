#include "extract/petrarch_sentence.h"

#include <algorithm>

namespace annals::extract {
namespace {

using lexicon::Petrarch;

constexpr int kDeepest = 4;               // phrases within phrases
constexpr std::size_t kMostParties = 16;  // of one phrase

// "LORIEN [ELR/GAL]": one name, two actors.
std::vector<std::string> parted(const std::string& code) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= code.size();) {
    const std::size_t end = std::min(code.find('/', begin), code.size());
    if (end > begin) out.push_back(code.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

// Codes are read in steps of three letters: "GOV" is in "USAGOV", "OVB" is not.
bool holds(const std::string& code, const std::string& part) {
  for (std::size_t at = 0; at + part.size() <= code.size(); at += 3) {
    if (code.compare(at, part.size(), part) == 0) return true;
  }
  return false;
}

void add_agent(std::string& code, const std::string& agent) {
  const bool behind = agent.front() == '~';
  std::string part;
  for (const char c : agent) {
    if (c != '~') part += c;
  }
  if (part.empty() || holds(code, part)) return;
  code = behind ? code + part : part + code;
}

}  // namespace

PetrarchSentence::PetrarchSentence(const Tree& tree, const Petrarch& lexicon, std::optional<sys_days> day)
    : tree_(tree), lexicon_(lexicon), day_(day) {
  cut();
  find_phrases();
  add_stray_actors();
  code_phrases();
}

void PetrarchSentence::cut() {
  word_of_.resize(tree_.size());
  bool comma = false;
  for (TokenId i = 0; i < tree_.size(); ++i) {
    word_of_[i] = words_.size();
    const std::string& form = tree_.token(i).form;
    if (form == "'s" || form == "’s" || form == "'" || form == "’") continue;
    if (form == "," || form == ";" || form == ":" || form == "(" || form == ")" || form == "--" || form == "–" ||
        form == "—") {
      comma = true;
      continue;
    }
    lexicon_.words_of(form, words_);
    while (token_of_.size() < words_.size()) {
      token_of_.push_back(i);
      comma_before_.push_back(comma);
      comma = false;
    }
  }
}

// Stands within the phrase of its head: "the", "Prime" of "Prime Minister", "Gondor" of "Gondor's king".
bool PetrarchSentence::is_inner(TokenId i) const {
  switch (tree_.relation(i)) {
    case Deprel::compound:
    case Deprel::flat:
    case Deprel::goeswith:
    case Deprel::fixed:
    case Deprel::nmod_desc:
    case Deprel::nmod_poss:
    case Deprel::amod:
    case Deprel::det:
    case Deprel::det_predet:
    case Deprel::nummod:
      return tree_.head(i) != kNoToken;
    case Deprel::conj:  // "a death and injury toll"
      return tree_.head(i) != kNoToken && is_inner(tree_.head(i)) && tree_.relation(tree_.head(i)) != Deprel::nmod_poss;
    default:
      return false;
  }
}

bool PetrarchSentence::is_head(TokenId i) const {
  if (is_inner(i)) return false;
  switch (tree_.token(i).upos) {
    case Upos::NOUN:
    case Upos::PROPN:
    case Upos::NUM:
    case Upos::SYM:
    case Upos::X:
      return true;
    case Upos::ADJ: {
      const Deprel relation = tree_.relation(i);
      return relation == Deprel::nsubj || relation == Deprel::obj || relation == Deprel::obl ||
             relation == Deprel::nmod || relation == Deprel::nsubj_pass || relation == Deprel::obl_agent;
    }
    default:
      return false;
  }
}

void PetrarchSentence::find_phrases() {
  phrase_at_.assign(words_.size(), -1);
  phrase_of_head_.assign(tree_.size(), -1);
  for (TokenId head = 0; head < tree_.size(); ++head) {
    if (!is_head(head)) continue;
    TokenId first = head, last = head;
    std::vector<TokenId> open = {head};
    for (std::size_t at = 0; at < open.size() && at < tree_.size(); ++at) {
      for (const TokenId c : tree_.children(open[at])) {
        if (!is_inner(c)) continue;
        open.push_back(c);
        first = std::min(first, c);
        last = std::max(last, c);
      }
    }
    NounPhrase phrase;
    phrase.head = head;
    phrase.begin = word_of_[first];
    phrase.end = last + 1 < tree_.size() ? word_of_[last + 1] : words_.size();
    if (phrase.begin < phrase.end) phrases_.push_back(phrase);
  }
  std::stable_sort(phrases_.begin(), phrases_.end(),
                   [](const NounPhrase& a, const NounPhrase& b) { return a.begin < b.begin; });
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    for (std::size_t w = phrases_[i].begin; w < phrases_[i].end; ++w) phrase_at_[w] = static_cast<int>(i);
    phrase_of_head_[phrases_[i].head] = static_cast<int>(i);
  }
}

// A name that the reader took for no noun.
void PetrarchSentence::add_stray_actors() {
  for (std::size_t w = 0; w < words_.size(); ++w) {
    const Upos upos = tree_.token(token_of_[w]).upos;
    if (phrase_at_[w] >= 0 || upos == Upos::VERB || upos == Upos::AUX || upos == Upos::PRON) continue;
    const auto found = lexicon_.actor_at(words_, w);
    if (!found) continue;
    NounPhrase phrase;
    phrase.head = token_of_[w];
    phrase.begin = w;
    phrase.end = w + 1;
    while (phrase.end < w + found->size && phrase_at_[phrase.end] < 0) ++phrase.end;
    const auto after = std::find_if(phrases_.begin(), phrases_.end(),
                                    [&](const NounPhrase& other) { return other.begin > phrase.begin; });
    phrases_.insert(after, phrase);
    w = phrase.end - 1;
    std::fill(phrase_at_.begin(), phrase_at_.end(), -1);
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      for (std::size_t k = phrases_[i].begin; k < phrases_[i].end; ++k) phrase_at_[k] = static_cast<int>(i);
      phrase_of_head_[phrases_[i].head] = static_cast<int>(i);
    }
  }
}

PetrarchSentence::Places PetrarchSentence::own_places(TokenId head) const {
  const int at = phrase_of_head_[head];
  if (at < 0) return {};
  const NounPhrase& phrase = phrases_[static_cast<std::size_t>(at)];
  Places out;
  for (std::size_t w = phrase.begin; w < phrase.end; ++w) {
    if (phrase_at_[w] == at) out.push_back(w);
  }
  return out;
}

PetrarchSentence::Words PetrarchSentence::words_at(const Places& places) const {
  Words out;
  out.reserve(places.size());
  for (const std::size_t place : places) out.push_back(words_[place]);
  return out;
}

bool PetrarchSentence::has_actor(const Words& words) const {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (lexicon_.actor_at(words, at)) return true;
  }
  return false;
}

// The first actor gives the code, the agents beside it are added to it.
std::string PetrarchSentence::code_of(const Words& words) const {
  std::string code;
  std::size_t begin = words.size(), end = words.size();
  for (std::size_t at = 0; at < words.size() && begin == words.size(); ++at) {
    const auto found = lexicon_.actor_at(words, at);
    if (!found) continue;
    begin = at;
    end = at + found->size;
    code = lexicon_.actor_code(found->entry, day_);
  }
  std::vector<std::string> agents;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at >= begin && at < end) continue;
    const auto found = lexicon_.agent_at(words, at);
    if (!found) continue;
    agents.push_back(lexicon_.agent_code(found->entry));
    at += found->size - 1;
  }
  if (code.empty() && agents.empty()) return {};
  if (code.empty()) code = "---";
  std::string out;
  for (std::string part : parted(code)) {
    for (const std::string& agent : agents) add_agent(part, agent);
    if (!out.empty()) out += '/';
    out += part;
  }
  return out == "---" ? std::string() : out;
}

// "soldiers [from Gondor]", "the ambassadors [of Arnor and Rohan]"
std::vector<TokenId> PetrarchSentence::attributes(TokenId head) const {
  std::vector<TokenId> out;
  for (const TokenId c : tree_.children(head)) {
    const bool beside = tree_.relation(c) == Deprel::nmod || tree_.relation(c) == Deprel::nmod_unmarked;
    if (beside && c > head && phrase_of_head_[c] >= 0) out.push_back(c);
  }
  return out;
}

// "of", "close to"
PetrarchSentence::Places PetrarchSentence::case_places(TokenId head) const {
  Places out;
  for (const TokenId c : tree_.children(head)) {
    if (c > head || tree_.relation(c) != Deprel::case_) continue;
    for (std::size_t w = word_of_[c]; w < word_of_[c + 1]; ++w) out.push_back(w);
  }
  return out;
}

// The phrase's words with those of its attributes, once for each member of a coordination among these.
std::vector<PetrarchSentence::Alternative> PetrarchSentence::alternatives(TokenId head, int depth) const {
  std::vector<Alternative> out = {{own_places(head), head}};
  if (depth >= kDeepest) return out;
  const Words own = own_words(head);
  bool named = has_actor(own);
  for (const TokenId attribute : attributes(head)) {
    std::vector<Alternative> theirs;
    for (const TokenId member : tree_.conjuncts(attribute)) {
      if (phrase_of_head_[member] < 0) continue;
      for (Alternative& one : alternatives(member, depth + 1)) {
        if (theirs.size() < kMostParties) theirs.push_back(std::move(one));
      }
    }
    if (theirs.empty()) continue;
    const bool names =
        std::any_of(theirs.begin(), theirs.end(), [&](const Alternative& a) { return has_actor(words_at(a.places)); });
    const Places preposition = case_places(attribute);
    std::vector<Alternative> joined;
    for (const Alternative& mine : out) {
      for (const Alternative& other : theirs) {
        Alternative both = mine;
        both.places.insert(both.places.end(), preposition.begin(), preposition.end());
        both.places.insert(both.places.end(), other.places.begin(), other.places.end());
        std::sort(both.places.begin(), both.places.end());
        both.places.erase(std::unique(both.places.begin(), both.places.end()), both.places.end());
        if (!named && names && code_of(own).empty()) both.token = other.token;
        if (joined.size() < kMostParties) joined.push_back(std::move(both));
        if (named || !names) break;  // a coordination that names nobody is one phrase
      }
    }
    out = std::move(joined);
    named = named || names;
  }
  return out;
}

// Of a coordination. "Mordor, the Shire and Bree": the reader may take the second of three for another name of the
// first.
bool PetrarchSentence::is_member(TokenId i) const {
  if (tree_.relation(i) == Deprel::conj) return true;
  if (tree_.relation(i) != Deprel::appos || tree_.head(i) == kNoToken) return false;
  for (const TokenId above : {i, tree_.head(i)}) {
    for (const TokenId c : tree_.children(above)) {
      if (c > i && tree_.relation(c) == Deprel::conj && tree_.has(c, Deprel::cc) && !tree_.is_verb(c)) return true;
    }
  }
  return false;
}

void PetrarchSentence::code_phrases() {
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    NounPhrase& phrase = phrases_[i];
    TokenId first = phrase.head;
    for (std::size_t steps = 0; steps < tree_.size() && is_member(first); ++steps) {
      const TokenId above = tree_.head(first);
      if (above == kNoToken || phrase_of_head_[above] < 0) break;
      first = above;
    }
    phrase.group = first;
    for (const Alternative& one : alternatives(phrase.head, 0)) {
      for (std::string& code : parted(code_of(words_at(one.places)))) {
        const Party party{std::move(code), one.token};
        if (std::find(phrase.parties.begin(), phrase.parties.end(), party) == phrase.parties.end()) {
          phrase.parties.push_back(party);
        }
      }
    }
  }
  lend_actors();
}

// "Danish media and government", "lawmakers and officials in Fornost": a member that only names an office is of the
// actor that another member names.
void PetrarchSentence::lend_actors() {
  for (NounPhrase& poor : phrases_) {
    const bool nameless = !poor.parties.empty() && poor.parties.front().code.starts_with("---");
    if (!nameless) continue;
    for (const NounPhrase& rich : phrases_) {
      if (rich.group != poor.group || &rich == &poor) continue;
      const TokenId lender = rich.head;
      std::vector<Words> lent;
      for (const TokenId attribute : attributes(lender)) {
        if (attribute < poor.head) continue;  // "the army of Rohan and rebels"
        for (const TokenId member : tree_.conjuncts(attribute)) lent.push_back(own_words(member));
      }
      if (lender < poor.head) {
        Words before;
        for (const TokenId c : tree_.children(lender)) {
          if (c < lender && is_inner(c)) {
            for (std::size_t w = word_of_[c]; w < word_of_[c + 1]; ++w) before.push_back(words_[w]);
          }
        }
        lent.push_back(std::move(before));
      }
      std::erase_if(lent, [&](const Words& words) { return !has_actor(words); });
      if (lent.empty()) continue;
      std::vector<Party> parties;
      for (const Words& words : lent) {
        Words all = words;
        const Words own = own_words(poor.head);
        all.insert(all.end(), own.begin(), own.end());
        for (std::string& code : parted(code_of(all))) parties.push_back({std::move(code), poor.head});
      }
      poor.parties = std::move(parties);
      break;
    }
  }
}

bool PetrarchSentence::is_part(const NounPhrase& phrase) const {
  TokenId at = phrase.group;
  for (std::size_t steps = 0; steps < tree_.size(); ++steps) {
    const bool attribute = tree_.relation(at) == Deprel::nmod || tree_.relation(at) == Deprel::nmod_unmarked;
    const TokenId above = tree_.head(at);
    if (!attribute || above == kNoToken || above > at || phrase_of_head_[above] < 0) return false;
    if (!phrases_[static_cast<std::size_t>(phrase_of_head_[above])].parties.empty()) return true;
    at = above;
  }
  return false;
}

std::vector<Party> PetrarchSentence::parties_of_group(const NounPhrase& phrase) const {
  std::vector<Party> out;
  for (const NounPhrase& other : phrases_) {
    if (other.group != phrase.group) continue;
    for (const Party& party : other.parties) {
      const auto same = [&](const Party& held) { return held.code == party.code; };
      if (std::none_of(out.begin(), out.end(), same)) out.push_back(party);
    }
  }
  return out;
}

std::size_t PetrarchSentence::group_size(const NounPhrase& phrase) const {
  return static_cast<std::size_t>(std::count_if(phrases_.begin(), phrases_.end(),
                                                [&](const NounPhrase& other) { return other.group == phrase.group; }));
}

}  // namespace annals::extract
