#include "extract/outlook.h"

#include <algorithm>

namespace annals::extract {
namespace {

using lexicon::Forms;
using lexicon::SlotRole;

std::string upper(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What the helpers of one verb say of it.
struct Helpers {
  bool negated = false, future = false, conditional = false, possible = false, should = false, perfect = false,
       progressive = false, to_be = false, past = false;
  bool any() const { return negated || future || conditional || possible || should || to_be; }
};

bool negates(const Tree& tree, TokenId c) {
  const std::string_view word = tree.form(c);
  switch (tree.relation(c)) {
    case Deprel::advmod:
    case Deprel::cc:
    case Deprel::cc_preconj:
      return is_one_of(word, {"not", "n't", "n’t", "never", "neither", "nor", "nowhere"});
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
    case Deprel::obj:
    case Deprel::det:
      if (is_one_of(word, {"nobody", "none", "nothing", "neither", "no-one", "no"})) return true;
      for (const TokenId d : tree.children(c)) {
        if (tree.relation(d) == Deprel::det && is_one_of(tree.form(d), {"no", "neither"})) return true;
        if (tree.relation(d) == Deprel::advmod && tree.form(d) == "not") return true;  // "not one round"
      }
      return false;
    default:
      return false;
  }
}

// "is to meet", "are to be disarmed"
bool lies_before_to(const Tree& tree, TokenId c) { return c + 1 < tree.size() && tree.form(c + 1) == "to"; }

// What a verb that inflects says by its ending.
void hear_ending(const std::string& tag, Helpers& helpers) {
  if (tag == "VBF") helpers.future = true;
  if (tag == "VBC") helpers.conditional = true;
}

Helpers helpers_of(const Tree& tree, TokenId verb) {
  Helpers helpers;
  hear_ending(tree.token(verb).xpos, helpers);
  bool be = false, to = false;
  for (const TokenId c : tree.children(verb)) {
    if (negates(tree, c)) helpers.negated = true;
    const std::string_view word = tree.form(c);
    if (tree.relation(c) == Deprel::mark && word == "to") to = true;
    if (tree.relation(c) == Deprel::mark && is_one_of(word, {"due", "about"}))
      helpers.to_be = true;  // "are due to sign"
    if (tree.relation(c) != Deprel::aux && tree.relation(c) != Deprel::aux_pass && tree.relation(c) != Deprel::cop)
      continue;
    hear_ending(tree.token(c).xpos, helpers);
    const std::string_view lemma = tree.lemma(c);
    if (lemma == "will" || lemma == "shall" || is_one_of(word, {"will", "'ll", "’ll", "wo", "shall"}))
      helpers.future = true;
    if (is_one_of(word, {"would", "'d", "’d"}) && tree.token(c).xpos != "VBD") helpers.conditional = true;
    if (is_one_of(word, {"may", "might", "could", "can", "ca"})) helpers.possible = true;
    if (is_one_of(word, {"must", "should", "ought"})) helpers.should = true;
    if (lemma == "have") helpers.perfect = true;
    if (lemma == "be" && tree.relation(c) != Deprel::aux_pass) be = true;
    if (is_one_of(word, {"was", "were", "had"})) helpers.past = true;
    if (is_one_of(word, {"is", "are", "was", "were", "'s", "’s", "'re", "’re"}) && lies_before_to(tree, c))
      helpers.to_be = true;
  }
  helpers.progressive = be && tree.token(verb).xpos == "VBG";
  helpers.to_be = helpers.to_be || (be && to);
  return helpers;
}

// Walks from an event's word to the root.
class Walk {
 public:
  Walk(const Tree& tree, const Forms& forms, const std::vector<Match>& matches, const Match& match)
      : tree_(tree), forms_(forms), matches_(matches), match_(match) {}

  Outlook run() {
    TokenId at = match_.head;
    if (match_.kind == lexicon::Pattern::Kind::noun && !tree_.is_verb(at)) {
      read_modifiers(at);
      if (match_.carrier != kNoToken && match_.carrier != tree_.head(tree_.first_conjunct(at))) {
        apply_helpers(match_.carrier, true);  // "talks held", "the raid that was carried out"
      }
    } else if (match_.kind != lexicon::Pattern::Kind::adjective) {
      if (!match_form().own_helpers) apply_helpers(at, true);
      if (tree_.relation(at) == Deprel::amod && match_form().type == EventType::coerce) {
        set(Status::ongoing, quoted(at) + " says how things stand");  // "besieged Vukovar"
      }
      purpose(at);
    }
    for (std::size_t steps = 0; steps <= tree_.size(); ++steps) {
      hear_sides(at);
      const TokenId above = tree_.head(at);
      if (above == kNoToken) break;
      climb(at, above);
      at = above;
    }
    return std::move(outlook_);
  }

 private:
  void set(Status status, const std::string& why) {
    const Status now = outlook_.status;
    bool wins = false;
    switch (status) {
      case Status::denied:
      case Status::cancelled:
        wins = now != Status::denied && now != Status::cancelled;
        break;
      case Status::possible:
        wins = now == Status::happened || now == Status::ongoing || now == Status::planned;
        break;
      case Status::planned:
        wins = now == Status::happened || now == Status::ongoing;
        break;
      case Status::ongoing:
        wins = now == Status::happened;
        break;
      default:
        break;
    }
    if (wins) {
      outlook_.status = status;
      outlook_.reasons.push_back(why);
    }
  }

  std::string quoted(TokenId i) const { return '"' + std::string(tree_.form(i)) + '"'; }

  void leave_out(const std::string& why) {
    outlook_.left_out = true;
    outlook_.reasons.push_back(why);
  }

  // The words before a noun: "no talks", "next week's summit", "a possible strike", "the ongoing siege".
  void read_modifiers(TokenId noun) {
    for (const TokenId c : tree_.children(noun)) {
      switch (tree_.relation(c)) {
        case Deprel::det:
          if (is_one_of(tree_.form(c), {"no", "neither"})) set(Status::denied, quoted(c) + " denies it");
          break;
        case Deprel::amod:
        case Deprel::compound:
        case Deprel::nmod_poss:
        case Deprel::advmod:
        case Deprel::acl:
          modifier(c);
          if (tree_.relation(c) == Deprel::nmod_poss) {
            for (const TokenId d : tree_.children(c)) {
              if (tree_.relation(d) == Deprel::amod) modifier(d);
            }
          }
          break;
        default:
          break;
      }
    }
  }

  void modifier(TokenId c) {
    const auto in = [&](std::string_view list) {
      return forms_.listed(list, tree_.form(c)) || forms_.listed(list, tree_.lemma(c));
    };
    if (in("planned_modifiers")) set(Status::planned, quoted(c) + " puts it ahead");
    if (in("possible_modifiers")) set(Status::possible, quoted(c) + " leaves it open");
    if (in("ongoing_modifiers")) set(Status::ongoing, quoted(c) + " has it go on");
    if (in("cancelled_modifiers")) set(Status::cancelled, quoted(c) + " calls it off");
  }

  void apply_helpers(TokenId verb, bool own) {
    Helpers helpers = helpers_of(tree_, verb);
    // "will visit Rome and meet": the second verb leans on the first one's helpers.
    TokenId first = verb;
    while (tree_.relation(first) == Deprel::conj && !tree_.has(first, Deprel::nsubj) &&
           !tree_.has(first, Deprel::aux) && tree_.is_verb(tree_.head(first)) && leans(first)) {
      first = tree_.head(first);
      const Helpers shared = helpers_of(tree_, first);
      helpers.future |= shared.future;
      helpers.conditional |= shared.conditional;
      helpers.possible |= shared.possible;
      helpers.should |= shared.should;
      helpers.to_be |= shared.to_be;
      helpers.negated |= shared.negated && tree_.child_with_form(verb, "or") != kNoToken;
    }
    const std::string word = quoted(verb);
    if (helpers.negated && is_passed_over(verb)) {
      outlook_.sure = true;
    } else if (helpers.negated) {
      set(Status::denied, word + " is negated");
    }
    if (helpers.possible || helpers.should) set(Status::possible, word + " stands with may, might, could, should");
    if (helpers.conditional) {
      set(helpers.perfect ? Status::possible : Status::planned, word + " stands with would");
    }
    if (helpers.future) set(Status::planned, word + " stands in the future");
    if (helpers.to_be) set(Status::planned, word + " is to be done");
    if (helpers.progressive && own && !helpers.past) set(Status::ongoing, word + " goes on");
    if (own && helpers.perfect && !helpers.past && lasts(verb)) set(Status::ongoing, word + " has gone on until now");
    conditions(verb);
  }

  // "has been in force since Wednesday", "have fought for a week"
  bool lasts(TokenId verb) const {
    for (const TokenId c : tree_.children(verb)) {
      const std::string preposition = tree_.preposition(c);
      if (preposition == "since") return true;
      const std::string_view lemma = tree_.lemma(c);
      if (preposition == "for" && is_one_of(lemma, {"day", "week", "month", "year", "hour", "decade", "night"}))
        return true;
    }
    return false;
  }

  bool leans(TokenId verb) const {
    const std::string& tag = tree_.token(verb).xpos;
    const std::string& first = tree_.token(tree_.head(verb)).xpos;
    return tag == first || tag == "VB" || (tag == "VBN" && first == "VBN");
  }

  void conditions(TokenId verb) {
    for (const TokenId c : tree_.children(verb)) {
      const std::string_view word = tree_.form(c);
      if (tree_.relation(c) == Deprel::mark && is_one_of(word, {"if", "unless", "whether", "lest", "provided"})) {
        set(Status::possible, quoted(c) + " makes it a condition");
      }
      // "should the shooting be repeated", "were they to cross"
      if (tree_.relation(verb) == Deprel::advcl && tree_.relation(c) == Deprel::aux &&
          is_one_of(word, {"should", "were"})) {
        const TokenId subject = tree_.child(verb, Deprel::nsubj);
        if (subject != kNoToken && c < subject) set(Status::possible, quoted(c) + " makes it a condition");
      }
      if (tree_.relation(c) == Deprel::mark && word == "without") set(Status::denied, "\"without\" denies it");
    }
  }

  // "flew to Paris to meet": what somebody did something for has not been told as done.
  void purpose(TokenId verb) {
    const TokenId first = tree_.first_conjunct(verb);
    if (tree_.relation(first) != Deprel::advcl) return;
    bool to = false;
    for (const TokenId c : tree_.children(first)) {
      if (tree_.relation(c) == Deprel::mark && tree_.form(c) == "to") to = true;
      if (tree_.form(c) == "so" && tree_.relation(c) == Deprel::mark) to = true;
    }
    if (to && !says_what_it_does()) leave_out(quoted(verb) + " is a purpose");
  }

  // "marched to demand his release": who sets out to ask has asked.
  bool says_what_it_does() const {
    const EventType type = match_form().type;
    return type == EventType::request || type == EventType::accuse || type == EventType::support;
  }

  const Match* match_at(TokenId word) const {
    for (const Match& other : matches_) {
      if (&other == &match_) continue;
      if (other.head == word ||
          (other.words.size() > 1 && std::find(other.words.begin(), other.words.end(), word) != other.words.end())) {
        return &other;
      }
    }
    return nullptr;
  }

  bool is_complement(Deprel relation) const {
    return relation == Deprel::xcomp || relation == Deprel::ccomp || relation == Deprel::csubj ||
           relation == Deprel::csubj_pass;
  }

  bool is_argument(Deprel relation) const {
    return relation == Deprel::obj || relation == Deprel::nsubj || relation == Deprel::nsubj_pass ||
           relation == Deprel::obl || relation == Deprel::nmod || relation == Deprel::obl_agent ||
           relation == Deprel::iobj;
  }

  void climb(TokenId at, TokenId above) {
    const Deprel relation = tree_.relation(at);
    switch (relation) {
      case Deprel::conj:
        return;  // shared by all; helpers were read already
      case Deprel::acl_relcl:
      case Deprel::appos:
      case Deprel::list:
        boundary_ = true;
        return;
      case Deprel::parataxis:
        if (forms_.listed("speech", tree_.lemma(above)) && !parted(at, above)) hear(above);
        if (heads_a_quotation(above)) outlook_.voices.push_back({above, above});
        boundary_ = true;
        return;
      case Deprel::advcl:
        adverbial(at, above);
        return;
      case Deprel::acl:
        if (tree_.child_with_form(at, "that") == kNoToken &&
            (tree_.token(at).xpos == "VBN" ||
             (tree_.token(at).xpos == "VBG" && tree_.child(at, Deprel::mark) == kNoToken))) {
          boundary_ = true;  // "the accord signed in Paris": told of something that is there
          return;
        }
        governed_by_noun(at, above);
        return;
      default:
        break;
    }
    if (is_complement(relation)) {
      complement(at, above);
    } else if (is_argument(relation)) {
      argument(at, above);
    }
  }

  bool finite(TokenId verb) const {
    const std::string& tag = tree_.token(verb).xpos;
    if (tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD" || tag == "VBF" || tag == "VBC") return true;
    return tree_.has(verb, Deprel::aux) || tree_.has(verb, Deprel::cop);
  }

  void complement(TokenId at, TokenId above) {
    const std::string_view lemma = tree_.lemma(above);
    if (tree_.relation(at) == Deprel::ccomp && parted(above, at)) {  // behind a semicolon the story goes on
      boundary_ = true;
      return;
    }
    if (forms_.listed("denying", lemma)) {
      govern(above);
      return;
    }
    if (const Match* outer = match_at(above)) deed(*outer, at);
    if (forms_.listed("speech", lemma) &&
        (tree_.relation(at) == Deprel::ccomp || is_passive(tree_, above) || finite(at))) {
      if (!boundary_ && tree_.child_with_form(above, "whether") == kNoToken) {
        const Helpers helpers = helpers_of(tree_, above);
        if (helpers.negated && forms_.listed("negatable_speech", lemma))
          set(Status::possible, quoted(above) + " is negated");
      }
      hear(above);
      boundary_ = true;
      return;
    }
    govern(above);
  }

  // What a governing verb or noun does to what it governs.
  void govern(TokenId above) {
    if (boundary_) return;
    const std::string_view lemma = tree_.lemma(above);
    const auto in = [&](std::string_view list) { return forms_.listed(list, lemma); };
    const Helpers helpers = helpers_of(tree_, above);
    if (in("denying")) {
      if (!helpers.negated) {
        set(Status::denied, quoted(above) + " denies it");
        if (forms_.listed("speech", lemma) || lemma == "denial" || lemma == "deny") hear(above);
      }
      return;
    }
    if (in("failing")) {
      if (!helpers.negated) set(Status::denied, quoted(above) + " says that it did not come about");
      return;
    }
    if (lemma == "have" && tree_.child_with_form(above, "yet") != kNoToken) {
      set(Status::denied, "it has yet to be done");
      return;
    }
    if (in("cancelling")) set(Status::cancelled, quoted(above) + " calls it off");
    const bool told = names_what_there_is();
    if ((in("planning") && !told) || (lemma == "go" && tree_.token(above).xpos == "VBG" && tree_.is_verb(above))) {
      set(Status::planned, quoted(above) + " puts it ahead");
    }
    if (in("opening") && !told) set(Status::possible, quoted(above) + " leaves it open");
    if (in("continuing")) set(Status::ongoing, quoted(above) + " has it go on");
    if (in("wishing") && !told_as_violence()) leave_out(quoted(above) + " is a wish or an aim");
    if (in("transparent") || in("light_verbs") || in("planning") || in("continuing") || in("engaging_verbs")) {
      if (tree_.is_verb(above)) apply_helpers(above, false);
      if (in("wishing")) return;
    } else if (helpers.negated && tree_.is_verb(above) && !is_passed_over(above)) {
      set(Status::denied, quoted(above) + " is negated");
    }
    if (tree_.is_verb(above) && (in("planning") || in("transparent"))) purpose(above);
  }

  // "The agreement says nothing of the shelling", "made no mention of the raid": there was one.
  bool is_passed_over(TokenId verb) const {
    return match_.kind == lexicon::Pattern::Kind::noun && names_what_there_is() &&
           (forms_.listed("speech", tree_.lemma(verb)) || tree_.lemma(verb) == "make");
  }

  // A deed told inside another event: agreed to, threatened, asked for, refused, alleged.
  void deed(const Match& outer, TokenId at) {
    if (boundary_) return;
    const lexicon::Form& form = forms_.form(outer.entry);
    const std::string word = quoted(outer.head);
    if ((form.deed == "planned" || form.deed == "possible") && names_what_there_is()) return;
    if (form.deed == "planned") set(Status::planned, "it is what " + word + " commits to");
    if (form.deed == "possible") set(Status::possible, "it is what " + word + " holds out");
    if (form.deed == "left-out" && !deed_is_told(at)) leave_out("it is the content of " + word);
    if (form.deed == "denied") set(Status::denied, word + " denies it");
    // "Condemned the attack": there was one. "Accused them of the attack", "alleged an attack": the accuser says so.
    const bool of_what_there_is = tree_.relation(at) == Deprel::obj && match_.kind == lexicon::Pattern::Kind::noun &&
                                  at == match_.head && !forms_.listed("speech", tree_.lemma(outer.head)) &&
                                  !forms_.listed("reporting", tree_.lemma(outer.head));
    if (form.deed == "alleged" && of_what_there_is) {
      boundary_ = true;
      return;
    }
    if (form.deed == "alleged") {
      for (const Binding& binding : outer.bindings) {
        if (binding.role == SlotRole::actor) {
          outlook_.voices.push_back({binding.token, outer.head});
          break;
        }
      }
      boundary_ = true;
    }
  }

  // "urged them to end the shelling", "rejected the attack's investigation": a definite noun names what there is.
  bool deed_is_told(TokenId at) const {
    if (match_.kind != lexicon::Pattern::Kind::noun || at != match_.head) return false;
    for (const TokenId c : tree_.children(at)) {
      if (tree_.relation(c) == Deprel::det && is_one_of(tree_.form(c), {"the", "this", "that", "these", "those"})) {
        return match_form().type == EventType::assault || match_form().type == EventType::coerce;
      }
    }
    return false;
  }

  // "pursued an end to the regime's bombing": the bombing goes on all the same.
  bool told_as_violence() const { return match_form().type == EventType::assault && names_what_there_is(); }

  // "accepted the embargo", "lifted its ban", "announced the deal": a definite noun of these types names what there is.
  bool names_what_there_is() const {
    if (match_.kind != lexicon::Pattern::Kind::noun || tree_.is_verb(match_.head)) return false;
    switch (match_form().type) {
      case EventType::agree:
      case EventType::sanction:
      case EventType::coerce:
      case EventType::assault:
      case EventType::accuse:
      case EventType::protest:
      case EventType::request:
      case EventType::reject:
      case EventType::threaten:
        break;
      default:
        return false;
    }
    for (const TokenId c : tree_.children(match_.head)) {
      if (tree_.relation(c) == Deprel::nmod_poss) return true;
      if (tree_.relation(c) == Deprel::det && is_one_of(tree_.form(c), {"the", "this", "that", "these", "those"}))
        return true;
    }
    return false;
  }

  const lexicon::Form& match_form() const { return forms_.form(match_.entry); }

  void argument(TokenId at, TokenId above) {
    if (boundary_) return;
    const bool by_its_noun = at == tree_.first_conjunct(match_.head) || at == match_.head;
    const std::string preposition = tree_.preposition(at);
    if (preposition == "without") {
      set(Status::denied, "\"without\" denies it");
      return;
    }
    const bool after = is_one_of(preposition, {"after", "before", "since", "during", "amid", "despite", "following",
                                               "ahead of", "because of", "over"});
    // "urged him at a meeting in Panama": where words were spoken has been, whatever they ask for.
    const bool spoken = preposition == "at" && tree_.is_verb(above) && !helpers_of(tree_, above).any() &&
                        (forms_.listed("speech", tree_.lemma(above)) || forms_.listed("wishing", tree_.lemma(above)));
    if (after || spoken) {
      boundary_ = true;  // what an event is dated by is told as a fact
      return;
    }
    if (const Match* outer = match_at(above)) {
      const bool topic =
          preposition.empty() || is_one_of(preposition, {"for", "to", "on", "of", "against", "with", "about", "into"});
      if (topic && tree_.relation(at) != Deprel::nsubj && tree_.relation(at) != Deprel::nsubj_pass) deed(*outer, at);
      if (outer->head == above && tree_.is_verb(above) && !by_its_noun) return;
    }
    if (tree_.is_verb(above)) {
      const bool subject = tree_.relation(at) == Deprel::nsubj && !is_passive(tree_, above);
      const std::string_view lemma = tree_.lemma(above);
      if (subject && (forms_.listed("denying", lemma) || forms_.listed("planning", lemma))) return;
      if (subject &&
          (forms_.listed("wishing", lemma) || forms_.listed("opening", lemma) || forms_.listed("failing", lemma))) {
        return;
      }
      if ((forms_.listed("reporting", lemma) && !subject) || puts_toll(at, above)) {
        hear(above);
        boundary_ = true;
        return;
      }
      const Helpers helpers = helpers_of(tree_, above);
      const bool is_subject = subject || tree_.relation(at) == Deprel::nsubj_pass;
      if (is_subject && helpers.to_be) set(Status::planned, quoted(above) + " is to be done");
      if (is_subject && helpers.conditional && !names_what_there_is())
        set(Status::possible, quoted(above) + " stands with would");
      if (governs_nouns(above)) {
        govern(above);
      } else {
        boundary_ = true;
      }
    } else {
      governed_by_noun(at, above);
    }
  }

  // "The radio put the number of dead at 14", "put the toll at 9".
  bool puts_toll(TokenId at, TokenId verb) const {
    if (tree_.relation(at) != Deprel::obj) return false;
    if (tree_.lemma(verb) != "put" && tree_.lemma(verb) != "place" && tree_.lemma(verb) != "set") return false;
    const auto& beside = tree_.children(verb);
    return forms_.listed("tolls", tree_.lemma(at)) &&
           std::any_of(beside.begin(), beside.end(), [&](TokenId c) { return tree_.preposition(c) == "at"; });
  }

  bool governs_nouns(TokenId verb) const {
    const std::string_view lemma = tree_.lemma(verb);
    for (const std::string_view list : {"denying", "failing", "cancelling", "planning", "opening", "continuing",
                                        "wishing", "transparent", "light_verbs", "engaging_verbs"}) {
      if (forms_.listed(list, lemma)) return true;
    }
    return tree_.has(verb, Deprel::cop);
  }

  void governed_by_noun(TokenId at, TokenId noun) {
    if (boundary_) return;
    const std::string_view lemma = tree_.lemma(noun);
    if (const Match* outer = match_at(noun)) deed(*outer, at);
    if (forms_.listed("report_nouns", lemma)) {
      TokenId owner = tree_.child(noun, Deprel::nmod_poss);
      // "The ministry said in a statement that": the reader hangs the clause on the statement; the ministry says it.
      const TokenId verb = tree_.head(noun);
      const bool said_in = tree_.relation(noun) == Deprel::obl && verb != kNoToken && tree_.is_verb(verb) &&
                           forms_.listed("speech", tree_.lemma(verb)) && !is_passive(tree_, verb);
      if (owner == kNoToken && said_in) owner = surface_subject(tree_, forms_, verb);
      outlook_.voices.push_back({owner == kNoToken ? noun : owner, noun});
      boundary_ = true;
      return;
    }
    govern(noun);
  }

  // "will discuss it when they meet in Oslo": a present that a future leans on lies ahead too; and so does one before
  // which something was done: "spoke on Monday, a week before they meet".
  bool waits_for(TokenId at, TokenId above) const {
    const std::string& tag = tree_.token(at).xpos;
    if (tag != "VBP" && tag != "VBZ" && tag != "VB") return false;
    bool temporal = false, later = false;
    for (const TokenId c : tree_.children(at)) {
      later = later || is_one_of(tree_.form(c), {"until", "till", "before"});
      temporal = temporal || later || is_one_of(tree_.form(c), {"when", "once", "after", "as"});
    }
    const Helpers helpers = helpers_of(tree_, above);
    if (later && tag != "VB" && tree_.token(above).xpos == "VBD") return true;
    return temporal && (helpers.future || helpers.to_be);
  }

  void adverbial(TokenId at, TokenId above) {
    if (!boundary_ && match_.kind == lexicon::Pattern::Kind::verb) conditions(at);
    if (!boundary_ && waits_for(at, above)) set(Status::planned, quoted(at) + " is set in what is to come");
    bool to = false;
    for (const TokenId c : tree_.children(at)) {
      if (tree_.relation(c) != Deprel::mark) continue;
      const std::string_view word = tree_.form(c);
      if (word == "to") to = true;
      if (word == "of" || word == "for" || word == "from" || word == "with" || word == "on" || word == "in" ||
          word == "against") {
        if (const Match* outer = match_at(above)) deed(*outer, at);
        if (word == "from" || word == "of" || word == "in" || word == "on") govern(above);
        boundary_ = true;
        return;
      }
      if (word == "as" && forms_.listed("speech", tree_.lemma(at))) hear(at);
    }
    if (to) {
      if (at != match_.head) purpose(at);
      if (const Match* outer = match_at(above)) deed(*outer, at);
    }
    boundary_ = true;
  }

  // "according to", "he said" behind a comma, "as the ministry put it".
  void hear_sides(TokenId at) {
    for (const TokenId c : tree_.children(at)) {
      switch (tree_.relation(c)) {
        case Deprel::obl:
        case Deprel::nmod:
        case Deprel::advmod:
        case Deprel::advcl: {
          const std::string preposition = tree_.preposition(c);
          if (preposition == "according to" || (preposition == "to" && tree_.form(at) == "according")) add_voice(c, c);
          if (tree_.form(c) == "reportedly" || tree_.form(c) == "allegedly") outlook_.voices.push_back({c, c});
          if (tree_.form(c) == "according") {
            for (const TokenId d : tree_.children(c)) {
              if (tree_.relation(d) == Deprel::obl || tree_.relation(d) == Deprel::nmod) add_voice(d, c);
            }
          }
          if (tree_.relation(c) == Deprel::advcl && forms_.listed("speech", tree_.lemma(c)) &&
              tree_.child_with_form(c, "as") != kNoToken && !tree_.is_ancestor(c, match_.head)) {
            hear(c);
          }
          break;
        }
        case Deprel::parataxis:
          if (forms_.listed("speech", tree_.lemma(c)) && !tree_.is_ancestor(c, match_.head) && !has_content(c) &&
              !parted(at, c) && !told_after(c)) {
            hear(c);
          }
          break;
        default:
          break;
      }
    }
  }

  bool speaks_himself() const {
    return std::any_of(match_.bindings.begin(), match_.bindings.end(), [&](const Binding& b) {
      return is_one_of(tree_.form(b.token), {"i", "we"});
    });
  }

  // "Gorbachev: I gave no order": a headline's speaker and his words.
  bool heads_a_quotation(TokenId name) const {
    bool is_name = false;
    const bool man = tree_.name_kind(name, is_name) == NameKind::person && is_name;
    if (tree_.head(name) != kNoToken || tree_.token(name).upos != Upos::PROPN) return false;
    if (!man && !speaks_himself()) return false;
    const Phrase phrase = tree_.noun_phrase(name);
    return phrase.last < tree_.size() && tree_.form(phrase.last) == ":";
  }

  // A semicolon parts what stands on either side of it.
  bool parted(TokenId a, TokenId b) const {
    for (TokenId i = std::min(a, b); i < std::max(a, b); ++i) {
      if (tree_.form(i) == ";") return true;
    }
    return false;
  }

  // Whether a verb of speech governs what is said, this side of a semicolon.
  bool has_content(TokenId verb) const {
    for (const TokenId c : tree_.children(verb)) {
      if (tree_.relation(c) == Deprel::ccomp && !parted(verb, c)) return true;
    }
    return false;
  }

  // "A convoy was refused entry, an official said, and trucks were turned back": of the trucks he says nothing.
  bool told_after(TokenId aside) const {
    if (match_.head < aside) return false;
    bool joined = false;
    for (TokenId i = aside; i < match_.head; ++i) joined = joined || tree_.token(i).upos == Upos::CCONJ;
    return parted(aside, match_.head) || (joined && aside > 0 && comma_before(aside));
  }

  // Whether a comma parts the aside, with its subject, from what stands before it.
  bool comma_before(TokenId aside) const {
    const TokenId subject = tree_.child(aside, Deprel::nsubj);
    const TokenId first = subject == kNoToken ? aside : std::min(aside, tree_.noun_phrase(subject).first);
    return first > 0 && tree_.form(first - 1) == ",";
  }

  // "The agency quoted the army as saying that": the army says it, and the agency that the army does.
  bool hear_quoted(TokenId verb) {
    const TokenId above = tree_.head(verb);
    if (tree_.child_with_form(verb, "as") == kNoToken || above == kNoToken || !tree_.is_verb(above)) return false;
    if (tree_.has(verb, Deprel::nsubj) || is_passive(tree_, above)) return false;
    TokenId quoted = tree_.child(above, Deprel::obj);
    if (quoted == kNoToken) quoted = tree_.child(above, Deprel::iobj);
    if (quoted == kNoToken || quoted > verb) return false;
    add_voice(quoted, verb);
    if (const TokenId subject = surface_subject(tree_, forms_, above); subject != kNoToken) add_voice(subject, above);
    return true;
  }

  void hear(TokenId verb) {
    if (!tree_.is_verb(verb)) {
      if (const TokenId owner = tree_.child(verb, Deprel::nmod_poss); owner != kNoToken) add_voice(owner, verb);
      return;
    }
    if (is_passive(tree_, verb)) {
      for (const TokenId c : tree_.children(verb)) {
        if (tree_.preposition(c) == "by") {
          add_voice(c, verb);
          return;
        }
      }
      if (forms_.listed("quoting", tree_.lemma(verb))) {
        if (const TokenId subject = surface_subject(tree_, forms_, verb); subject != kNoToken) add_voice(subject, verb);
      } else if (forms_.listed("hearsay", tree_.lemma(verb))) {
        outlook_.voices.push_back({verb, verb});  // "is said to": nobody in particular
      }
      return;
    }
    if (hear_quoted(verb)) return;
    const TokenId subject = surface_subject(tree_, forms_, verb);
    if (subject != kNoToken) add_voice(subject, verb);
    // "Añadió que", and behind a closed quotation "..., pointing out that": who spoke before.
    const bool trailing = tree_.head(verb) == kNoToken && tree_.token(verb).xpos == "VBG";
    if (subject == kNoToken && (tree_.foreign() || trailing)) outlook_.unnamed = verb;
  }

  bool is_one_of_lists(TokenId word, std::initializer_list<std::string_view> lists) const {
    if (tree_.token(word).upos != Upos::NOUN) return false;
    return std::any_of(lists.begin(), lists.end(),
                       [&](std::string_view list) { return forms_.listed(list, tree_.lemma(word)); });
  }

  void add_voice(TokenId who, TokenId cue) {
    const std::string_view form = tree_.form(who);
    if (is_one_of(form, {"i", "we", "it", "this", "that", "which", "there"}) || is_nobody(tree_, who)) return;
    // "This meeting was a success, indicating that ...": no talks and no attack say anything.
    if (is_one_of_lists(who, {"talks", "attacks", "hostilities", "measures"})) return;
    if (who == 0 && tree_.token(who).form.size() > 3 && tree_.token(who).form == upper(form)) return;  // a dateline

    const bool known =
        std::any_of(outlook_.voices.begin(), outlook_.voices.end(), [&](const Voice& v) { return v.who == who; });
    if (!known && !tree_.is_ancestor(who, match_.head)) outlook_.voices.push_back({who, cue});
  }

  const Tree& tree_;
  const Forms& forms_;
  const std::vector<Match>& matches_;
  const Match& match_;
  Outlook outlook_;
  bool boundary_ = false;  // beyond it only the speakers matter
};

}  // namespace

Outlook look_at(const Tree& tree, const lexicon::Forms& forms, const std::vector<Match>& matches, const Match& match) {
  return Walk(tree, forms, matches, match).run();
}

}  // namespace annals::extract
