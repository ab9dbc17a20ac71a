#include "extract/adjuncts.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace annals::extract {
namespace {

using lexicon::Forms;

bool names_a_place(std::string_view preposition) {
  static constexpr std::array kPrepositions = std::to_array<std::string_view>(
      {"in",      "at",      "near",  "outside", "inside",  "over",       "across",  "around",   "off",      "along",
       "on",      "into",    "to",    "from",    "through", "throughout", "between", "close to", "north of", "south of",
       "east of", "west of", "above", "against", "toward",  "towards",    "within",  "for",      "of"});
  return std::find(kPrepositions.begin(), kPrepositions.end(), preposition) != kPrepositions.end();
}

bool names_a_topic(std::string_view preposition) {
  static constexpr std::array kPrepositions =
      std::to_array<std::string_view>({"on", "about", "over", "regarding", "concerning"});
  return std::find(kPrepositions.begin(), kPrepositions.end(), preposition) != kPrepositions.end();
}

bool keeps_its_preposition(std::string_view preposition) {
  return preposition != "on" && preposition != "in" && preposition != "at" && preposition != "of" &&
         !preposition.empty();
}

Phrase with_preposition(const Tree& tree, TokenId i) {
  Phrase phrase = tree.whole(i);
  if (keeps_its_preposition(tree.preposition(i))) {
    for (const TokenId c : tree.children(i)) {
      if (tree.relation(c) == Deprel::case_) phrase.first = std::min(phrase.first, c);
    }
  }
  return phrase;
}

class Collector {
 public:
  Collector(const Tree& tree, const Forms& forms, const Standing& standing, const Match& match, Claim& claim)
      : tree_(tree), forms_(forms), standing_(standing), match_(match), claim_(claim) {}

  void run() {
    look(match_.head);
    for (const TokenId word : match_.words) {  // "held talks in Nairobi"
      if (word != match_.head && tree_.is_noun(word)) look(word);
    }
    if (match_.carrier != kNoToken) look(match_.carrier);
    for (const TokenId c : tree_.children(match_.head)) {  // "resumed contacts that began in June"
      const bool told = tree_.relation(c) == Deprel::acl || tree_.relation(c) == Deprel::acl_relcl;
      if (told && c != match_.carrier && forms_.listed("light_verbs", tree_.lemma(c))) look(c);
    }
    // What is said of the whole clause is said of the event: "On Friday he agreed to meet".
    TokenId at = match_.head;
    for (int steps = 0; steps < 4 && (claim_.times.empty() || claim_.places.empty()); ++steps) {
      const Deprel relation = tree_.relation(at);
      const TokenId above = tree_.head(at);
      if (above == kNoToken) break;
      // "met in Geneva on Feb. 3, reaching a deal": what is done along with it is done there and then.
      const bool along = is_along(at, above);
      const bool clause = along || relation == Deprel::xcomp || relation == Deprel::conj ||
                          (match_.kind == lexicon::Pattern::Kind::noun && at == match_.head &&
                           (relation == Deprel::obj || relation == Deprel::nsubj || relation == Deprel::nsubj_pass ||
                            relation == Deprel::obl));
      if (!clause) break;
      at = above;
      look(at);
      if (along && claim_.places.empty()) place_of_object(at);
    }
    if (claim_.places.empty()) place_below(match_.head, 0);
    if (!is_words(claim_.type)) {
      for (const TokenId word : match_.words) {
        if (claim_.places.empty() && word != match_.head && tree_.is_noun(word)) place_below(word, 0);
      }
      for (const Binding& binding : match_.bindings) {  // "with his counterpart in Rome", "against targets in Syria"
        if (claim_.places.empty() && takes_part(binding)) place_below(binding.token, 1);
      }
    }
    if (claim_.places.empty()) place_of_clause();
    if (claim_.places.empty()) place_of_parties();
  }

 private:
  bool is_party(TokenId i) const {
    return std::any_of(match_.bindings.begin(), match_.bindings.end(), [&](const Binding& b) { return b.token == i; });
  }

  // "discussed the fighting in Bunia": the matter is no party.
  bool takes_part(const Binding& binding) const {
    if (binding.role == lexicon::SlotRole::none || binding.role == lexicon::SlotRole::topic) return false;
    return claim_.type != EventType::consult || standing_.acts(tree_, binding.token);
  }

  // What is asked for, blamed, praised may be anywhere.
  static bool is_words(EventType type) {
    return type == EventType::request || type == EventType::accuse || type == EventType::support ||
           type == EventType::reject || type == EventType::threaten;
  }

  bool is_along(TokenId at, TokenId above) const {
    return tree_.relation(at) == Deprel::advcl && tree_.token(at).xpos == "VBG" &&
           tree_.child(at, Deprel::mark) == kNoToken && at > above;
  }

  // "stormed the garrison at Kidal", "shelled the port of Beira", and did something along with it.
  void place_of_object(TokenId verb) {
    const TokenId object = tree_.child(verb, Deprel::obj);
    if (object == kNoToken) return;
    place_below(object, 1);
    if (claim_.places.empty() && is_ground(object)) claim_.places.push_back(tree_.noun_phrase(object));
  }

  bool is_ground(TokenId i) const {
    bool is_name = false;
    const NameKind kind = tree_.name_kind(i, is_name);
    if (is_name) return kind == NameKind::place;
    return forms_.listed("place_nouns", tree_.lemma(i)) && tree_.lemma(i) != "office";
  }

  // "at a news conference with his counterpart in Rome", "at the end of their meeting in Geneva": the reader hangs the
  // place on one of the nouns behind the event's word.
  void place_below(TokenId word, int depth) {
    if (depth > 4) return;
    for (const TokenId c : tree_.children(word)) {
      const Deprel relation = tree_.relation(c);
      if (relation != Deprel::nmod && relation != Deprel::obl && relation != Deprel::appos) continue;
      if (!tree_.is_noun(c) || is_time(tree_, forms_, c)) continue;
      const std::string preposition = tree_.preposition(c);
      const bool locates =
          preposition == "in" || preposition == "at" || preposition == "near" || preposition == "outside";
      if (locates && depth > 0 && standing_.place(tree_, c)) {
        claim_.places.push_back(tree_.noun_phrase(c));
        return;
      }
      if (!names_a_topic(preposition) || leads_on(c)) place_below(c, depth + 1);
      if (!claim_.places.empty()) return;
    }
  }

  // "about their meeting in Geneva", "a meeting on Cyprus in Geneva": a place in a topic is the event's where the topic
  // is itself talks, or a name, which holds no place.
  bool leads_on(TokenId topic) const {
    return tree_.token(topic).upos == Upos::PROPN || forms_.listed("talks", tree_.lemma(topic));
  }

  // "In Davao, where supporters rallied": a place that a clause above is set in, short of what somebody says of it.
  void place_of_clause() {
    TokenId at = tree_.head(match_.head);
    for (std::size_t steps = 0; at != kNoToken && steps < tree_.size(); ++steps, at = tree_.head(at)) {
      if (forms_.listed("speech", tree_.lemma(at))) return;
      if (tree_.is_noun(at) && standing_.place(tree_, at) && tree_.preposition(at) == "in") {
        claim_.places.push_back(tree_.noun_phrase(at));
        return;
      }
      for (const TokenId c : tree_.children(at)) {
        const std::string preposition = tree_.preposition(c);
        if (preposition != "in" && preposition != "at" && preposition != "on" && preposition != "near" &&
            preposition != "outside") {
          continue;
        }
        if (!is_time(tree_, forms_, c) && standing_.place(tree_, c) && !is_party(c)) {
          claim_.places.push_back(tree_.noun_phrase(c));
          return;
        }
      }
    }
  }

  // A town that was shelled is where the shelling was.
  void place_of_parties() {
    for (const Binding& binding : match_.bindings) {
      if (binding.role != lexicon::SlotRole::recipient) continue;
      if (is_ground(binding.token)) {
        claim_.places.push_back(tree_.noun_phrase(binding.token));
        return;
      }
    }
  }

  void look(TokenId word) {
    for (const TokenId c : tree_.children(word)) {
      switch (tree_.relation(c)) {
        case Deprel::obl:
        case Deprel::obl_unmarked:
        case Deprel::nmod:
        case Deprel::nmod_unmarked:
        case Deprel::nmod_poss:
        case Deprel::advmod:
        case Deprel::compound:
          consider(c);
          break;
        default:
          break;
      }
    }
  }

  void consider(TokenId c) {
    const std::string preposition = tree_.preposition(c);
    if (tree_.relation(c) == Deprel::advmod) {  // "the day before", "two weeks later"
      for (const TokenId d : tree_.children(c)) {
        if (tree_.relation(d) != Deprel::obl_unmarked || !is_time(tree_, forms_, d)) continue;
        claim_.times.push_back(tree_.whole(c));
        return;
      }
    }
    if (is_time(tree_, forms_, c)) {
      claim_.times.push_back(tree_.relation(c) == Deprel::advmod ? tree_.word(c) : with_preposition(tree_, c));
      return;
    }
    if (forms_.listed("sidelines", tree_.lemma(c))) {
      for (const TokenId d : tree_.children(c)) {
        if (tree_.relation(d) == Deprel::nmod) claim_.settings.push_back(tree_.whole(d));
      }
      return;
    }
    if ((preposition == "at" || preposition == "during") && forms_.listed("settings", tree_.lemma(c))) {
      claim_.settings.push_back(tree_.whole(c));
    }
    if (preposition == "on" || preposition == "about" || preposition == "over" || preposition == "regarding") {
      if (!standing_.place(tree_, c) && !is_party(c)) claim_.topics.push_back(tree_.whole(c));
    }
    if (names_a_place(preposition) && standing_.place(tree_, c) && !is_time(tree_, forms_, c)) {
      for (const TokenId place : tree_.conjuncts(c)) claim_.places.push_back(tree_.noun_phrase(place));
      for (const TokenId d : tree_.children(c)) {  // "in the town of Kunduz", "at a base near Herat"
        if (tree_.relation(d) == Deprel::nmod && standing_.place(tree_, d)) {
          if (tree_.preposition(d) != "of") claim_.places.push_back(tree_.noun_phrase(d));
        }
      }
    }
  }

  const Tree& tree_;
  const Forms& forms_;
  const Standing& standing_;
  const Match& match_;
  Claim& claim_;
};

std::optional<std::int64_t> read_number(const Tree& tree, TokenId i) {
  if (const auto named = tree.number_word(i)) return named;
  const std::string_view word = tree.form(i);
  std::string digits;
  for (const char c : word) {
    if (c != ',' && c != '.') digits += c;
  }
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed != std::errc() || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
  return value;
}

// The numeral of the phrase that `i` heads: "two employees", "at least 12", "30 of them".
TokenId numeral_of(const Tree& tree, TokenId i) {
  const TokenId numeral = tree.token(i).upos == Upos::NUM ? i : tree.child(i, Deprel::nummod);
  return numeral != kNoToken && number_at(tree, numeral) ? numeral : kNoToken;
}

std::optional<std::int64_t> count_of(const Tree& tree, TokenId i) {
  const TokenId numeral = numeral_of(tree, i);
  return numeral == kNoToken ? std::nullopt : number_at(tree, numeral);
}

// "at least 12", "more than 30"
bool is_floor(const Tree& tree, const Forms& forms, TokenId numeral) {
  std::string words;
  for (TokenId before = numeral; before-- > 0 && numeral - before <= 3;) {
    words = std::string(tree.form(before)) + (words.empty() ? "" : " ") + words;
    if (forms.listed("at_least", words)) return true;
  }
  return false;
}

enum class Toll { none, killed, injured };

Toll toll_of(const Tree& tree, const Forms& forms, TokenId i) {
  if (forms.listed("killing_words", tree.lemma(i)) || forms.listed("killing_words", tree.form(i))) return Toll::killed;
  if (forms.listed("injuring_words", tree.lemma(i)) || forms.listed("injuring_words", tree.form(i)))
    return Toll::injured;
  return Toll::none;
}

// The numeral that counts whom the word's killing or wounding befell.
TokenId toll_at(const Tree& tree, const Forms& forms, TokenId i) {
  if (tree.is_verb(i)) {
    const bool dies = forms.listed("dying", tree.lemma(i));
    bool told = false;
    for (const Argument& argument : verb_frame(tree, forms, i).arguments) {
      if (argument.relation == (dies ? "subject" : "object")) {
        if (const TokenId numeral = numeral_of(tree, argument.token); numeral != kNoToken) return numeral;
        told = true;
      }
    }
    // The reader lost the subject of a long clause: the counted people before the verb.
    if (told || !is_passive(tree, i) || tree.has(i, Deprel::nsubj_pass)) return kNoToken;
    for (TokenId at = i; at-- > 0;) {
      if (is_somebody(tree, forms, at) && tree.has(at, Deprel::nummod) && tree.head(at) != kNoToken &&
          tree.is_verb(tree.head(at)))
        return numeral_of(tree, at);
    }
    return kNoToken;
  }
  // "Put the number of dead at 14", "raised the death toll to 20": the number stands with the verb.
  TokenId counted = i;
  while (tree.head(counted) != kNoToken &&
         (tree.relation(counted) == Deprel::nmod || tree.relation(counted) == Deprel::compound)) {
    counted = tree.head(counted);
  }
  if (tree.relation(counted) == Deprel::obj && tree.head(counted) != kNoToken) {
    for (const TokenId c : tree.children(tree.head(counted))) {
      const std::string preposition = tree.preposition(c);
      if (tree.relation(c) == Deprel::obl && (preposition == "at" || preposition == "to") &&
          tree.token(c).upos == Upos::NUM)
        return c;
    }
  }
  if (const TokenId numeral = numeral_of(tree, i); numeral != kNoToken) return numeral;  // "12 dead", "30 wounded"
  if (tree.token(i).upos == Upos::ADJ) {
    if (const TokenId subject = tree.child(i, Deprel::nsubj); subject != kNoToken) return numeral_of(tree, subject);
    if (tree.relation(i) == Deprel::amod || tree.relation(i) == Deprel::xcomp) {
      const TokenId head = tree.head(i);
      if (tree.relation(i) == Deprel::amod) return numeral_of(tree, head);
      if (const TokenId object = tree.child(head, Deprel::obj); object != kNoToken) return numeral_of(tree, object);
    }
  }
  return kNoToken;
}

}  // namespace

std::optional<std::int64_t> number_at(const Tree& tree, TokenId i) {
  std::optional<std::int64_t> value = read_number(tree, i);
  for (const TokenId c : tree.children(i)) {
    if (tree.relation(c) != Deprel::compound && tree.relation(c) != Deprel::nummod && tree.relation(c) != Deprel::flat)
      continue;
    const auto part = read_number(tree, c);
    if (!part || !value) continue;
    value = *value >= 100 && *part < *value ? *value * *part : *value + *part;  // "two hundred", "twenty five"
  }
  return value;
}

std::optional<std::int64_t> count_actors(const std::vector<Tree>& trees, const Forms& forms, const Claim& claim) {
  std::optional<std::int64_t> sum;
  const auto add = [&](const Tree& tree, TokenId head) {
    const bool people = tree.token(head).upos == Upos::NOUN || tree.token(head).upos == Upos::NUM;
    if (!people || is_time(tree, forms, head)) return;
    if (const auto count = count_of(tree, head)) sum = sum.value_or(0) + *count;
  };
  for (const Phrase& phrase : claim.actors) {
    if (phrase.sentence != claim.sentence || phrase.empty()) continue;  // of others it is another act's
    const Tree& tree = trees[phrase.sentence];
    add(tree, phrase.head);
    for (const TokenId c : tree.children(phrase.head)) {
      const bool apart = std::none_of(claim.actors.begin(), claim.actors.end(), [&](const Phrase& other) {
        return other.sentence == phrase.sentence && other.head == c;
      });
      if (tree.relation(c) == Deprel::conj && apart) add(tree, c);
    }
  }
  return sum;
}

void add_adjuncts(const Tree& tree, const Forms& forms, const Standing& standing, const Match& match, Claim& claim) {
  Collector(tree, forms, standing, match, claim).run();
}

Casualties count_casualties(const Tree& tree, const Forms& forms, TokenId word) {
  Casualties casualties;
  // The event's own word first, then the sentence around it: "a raid killed 12 and wounded 30".
  std::vector<TokenId> order = {word};
  for (TokenId i = 0; i < tree.size(); ++i) {
    if (i != word) order.push_back(i);
  }
  for (const TokenId i : order) {
    const Toll toll = toll_of(tree, forms, i);
    if (toll == Toll::none) continue;
    const TokenId numeral = toll_at(tree, forms, i);
    if (numeral == kNoToken) continue;
    auto& field = toll == Toll::killed ? casualties.killed : casualties.injured;
    if (field) continue;
    field = number_at(tree, numeral);
    (toll == Toll::killed ? casualties.killed_at_least : casualties.injured_at_least) = is_floor(tree, forms, numeral);
  }
  return casualties;
}

}  // namespace annals::extract
