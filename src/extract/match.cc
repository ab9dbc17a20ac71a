#include "extract/match.h"

#include <algorithm>
#include <optional>

namespace annals::extract {
namespace {

using lexicon::Forms;
using lexicon::Part;
using lexicon::Pattern;
using lexicon::SlotRole;

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// One attempt: one pattern on one frame.
class Attempt {
 public:
  Attempt(const Tree& tree, const Forms& forms, const Standing& standing, const Frame& frame)
      : tree_(tree), forms_(forms), standing_(standing), frame_(frame), arguments_(frame.arguments) {}

  std::optional<Match> run(const Forms::Entry& entry) {
    const Pattern& pattern = forms_.pattern(entry);
    match_.entry = entry;
    match_.kind = pattern.kind;
    match_.head = frame_.head;
    match_.carrier = frame_.carrier;
    match_.passive = frame_.passive;
    match_.words = {frame_.head};
    used_.assign(tree_.size(), false);
    for (const auto& modifier : pattern.modifiers) {
      if (!find_modifier(modifier)) return std::nullopt;
    }
    for (Part part : pattern.subject) {
      if (!part.slot) {  // "<crowds> march": the wording names what kind of actor it takes
        part.slot = true;
        part.role = SlotRole::actor;
      }
      if (!bind_argument(part, "subject") && !part.optional) return std::nullopt;
    }
    for (const Part& part : pattern.parts) {
      if (!find_part(part) && !part.optional) return std::nullopt;
    }
    if (pattern.no_event) return match_;
    bind_the_rest(forms_.form(entry).wordings[static_cast<std::size_t>(pattern.kind)]);
    bind_owner();
    bind_addressee();
    if (!enough(forms_.form(entry))) return std::nullopt;
    return match_;
  }

 private:
  // "tonnes of flour", "a group of students": the word is what there is so much of.
  bool is_word(TokenId i, const Part& part) const {
    if (is_itself(i, part)) return true;
    if ((part.words.empty() && part.word_class.empty()) || !forms_.listed("quantities", tree_.lemma(i))) return false;
    return std::any_of(tree_.children(i).begin(), tree_.children(i).end(), [&](TokenId c) {
      return tree_.relation(c) == Deprel::nmod && tree_.preposition(c) == "of" && is_itself(c, part);
    });
  }

  bool is_itself(TokenId i, const Part& part) const {
    if (!part.words.empty() && !contains(part.words, tree_.lemma(i)) && !contains(part.words, tree_.form(i)))
      return false;
    return standing_.is_a(tree_, i, part.word_class);
  }

  // A word before the head of a noun pattern: "phone call", "joint exercise".
  bool find_modifier(const std::vector<std::string>& words) {
    Part part;
    if (words.size() == 1 && words[0].front() == '<') {
      part.word_class = words[0].substr(1, words[0].size() - 2);
    } else {
      part.words = words;
    }
    for (const TokenId c : tree_.children(frame_.head)) {
      if ((c < frame_.head || tree_.foreign()) && is_word(c, part)) return take(c);
    }
    return false;
  }

  bool take(TokenId i) {
    match_.words.push_back(i);
    used_[i] = true;
    return true;
  }

  bool find_part(const Part& part) {
    if (part.prepositions.empty()) {
      return part.slot ? bind_argument(part, "object") || bind_argument(part, "indirect") : find_direct(part);
    }
    for (const std::string& preposition : part.prepositions) {
      if (bind_prepositional(part, preposition)) return true;
      if (forms_.listed("particles", preposition) && bind_beside_particle(part, preposition)) return true;
    }
    return false;
  }

  // "laid down their arms", "broke relations off": the particle hangs on the verb, its object too.
  bool bind_beside_particle(const Part& part, std::string_view particle) {
    if (!part.slot && part.words.empty() && part.word_class.empty()) return false;
    for (const TokenId c : tree_.children(frame_.head)) {
      if (tree_.form(c) != particle || used_[c] || !is_particle(tree_.relation(c))) continue;
      Part object = part;
      object.prepositions.clear();
      if (!find_part(object)) return false;
      return take(c);
    }
    return false;
  }

  static bool is_particle(Deprel relation) {
    return relation == Deprel::compound_prt || relation == Deprel::advmod || relation == Deprel::case_ ||
           relation == Deprel::obl || relation == Deprel::mark;
  }

  bool bind_argument(const Part& part, std::string_view relation) {
    bool bound = false;
    const std::vector<Argument> arguments = arguments_;
    for (const Argument& argument : arguments) {
      if (argument.relation != relation || used_[argument.token] || !is_word(argument.token, part)) continue;
      if (part.slot) {
        bind(argument, part.role);
        if (part.role == SlotRole::topic && tree_.is_noun(argument.token)) add_arguments_of(argument.token);
      } else {
        take(argument.token);
      }
      bound = true;
    }
    return bound;
  }

  // A fixed word that hangs on the head: an object, what was an object, a particle, a predicate ("shoot dead").
  bool find_direct(const Part& part) {
    for (const Argument& argument : arguments_) {
      if ((argument.relation == "object" || argument.relation == "second") && !used_[argument.token] &&
          is_word(argument.token, part)) {
        return take_with_its_own(argument.token);
      }
    }
    for (const TokenId c : tree_.children(frame_.head)) {
      if (used_[c] || !is_word(c, part)) continue;
      if (tree_.is_verb(c) && tree_.child_with_form(c, "to") != kNoToken) continue;  // "ordered them to release"
      switch (tree_.relation(c)) {
        case Deprel::nsubj:
        case Deprel::csubj:
        case Deprel::ccomp:
        case Deprel::acl_relcl:
        case Deprel::conj:
        case Deprel::parataxis:
          continue;
        case Deprel::obl:
        case Deprel::nmod:
          if (!tree_.preposition(c).empty()) continue;
          return take_with_its_own(c);
        default:
          return take_with_its_own(c);
      }
    }
    for (const Argument& argument : arguments_) {  // "held <joint> exercises": a word before the object
      if (argument.relation != "object") continue;
      for (const TokenId c : tree_.children(argument.token)) {
        if (c < argument.token && !used_[c] && is_word(c, part)) return take(c);
      }
    }
    return false;
  }

  // "took control of the port": what hangs on the noun belongs to the event.
  bool take_with_its_own(TokenId noun) {
    take(noun);
    if (tree_.is_noun(noun)) {
      for (const Argument& argument : noun_frame(tree_, forms_, noun).arguments) {
        if (!argument.own || argument.relation == "modifier") continue;
        arguments_.push_back(argument);
        // "killed in a raid by commandos": the raid's agent is the killing's
        if (argument.relation == "by" && frame_.passive) arguments_.back().relation = "subject";
      }
    }
    return true;
  }

  // "walked out of the talks": the pattern's "out" and "of" may stand as one case, "out of".
  static bool has_case(std::string_view relation, std::string_view preposition, bool bare) {
    if (relation == preposition) return true;
    const std::size_t blank = relation.find(' ');
    if (blank == std::string_view::npos) return false;
    return relation.substr(blank + 1) == preposition || (bare && relation.substr(0, blank) == preposition);
  }

  // Words that are prepositions far more often than particles: "gave a concert in Warsaw" gives in to nobody.
  static bool is_one_of_both(std::string_view word) {
    return word == "in" || word == "over" || word == "through" || word == "round";
  }

  bool bind_prepositional(const Part& part, const std::string& preposition) {
    bool bound = false;
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      const Argument argument = arguments_[i];
      const bool bare = !part.slot && part.words.empty() && part.word_class.empty();
      if (!has_case(argument.relation, preposition, bare)) continue;
      if (used_[argument.token] || !is_word(argument.token, part)) continue;
      if (bare && part.prepositions.size() == 1 && is_one_of_both(preposition)) continue;
      // "set out on Tuesday" sets on nobody, "stood by seven" by no one
      const bool somebody = part.slot && part.role != SlotRole::topic && part.role != SlotRole::none;
      if ((somebody || preposition == "on" || preposition == "in") && is_time(tree_, forms_, argument.token)) continue;
      if (part.slot) {
        bind(argument, part.role);
      } else if (!bare) {
        take_with_its_own(argument.token);
      } else if (forms_.listed("particles", preposition)) {
        if (argument.relation == preposition) arguments_[i].relation = "object";  // "call [off talks]"
      }
      bound = true;
      if (!part.slot) break;
    }
    if (bound || part.slot) return bound;
    if (find_clause(part, preposition)) return true;
    if (!part.words.empty() || !part.word_class.empty()) return false;
    for (const TokenId c : tree_.children(frame_.head)) {
      if (is_particle(tree_.relation(c)) && tree_.form(c) == preposition) return take(c);
    }
    return false;
  }

  // "urged them to stop", "accused of selling", "demanded that": the preposition opens a clause.
  bool find_clause(const Part& part, std::string_view opening) {
    std::vector<TokenId> heads = match_.words;  // "threw its weight behind", "made a promise to"
    for (const TokenId word : heads) {
      for (const TokenId c : tree_.children(word)) {
        switch (tree_.relation(c)) {
          case Deprel::xcomp:
          case Deprel::ccomp:
          case Deprel::advcl:
          case Deprel::acl:
            break;
          default:
            continue;
        }
        if (!part.words.empty() && !contains(part.words, tree_.lemma(c))) continue;
        if (!part.word_class.empty() && !standing_.is_a(tree_, c, part.word_class)) continue;
        if (opening == "that" && tree_.relation(c) == Deprel::ccomp) return true;
        for (const TokenId mark : tree_.children(c)) {
          const bool opens = tree_.relation(mark) == Deprel::mark || tree_.relation(mark) == Deprel::case_;
          if (opens && tree_.form(mark) == opening) return true;
        }
      }
    }
    return false;
  }

  void bind(const Argument& argument, SlotRole role) {
    used_[argument.token] = true;
    match_.bindings.push_back({argument.token, role, argument.relation, argument.own});
  }

  // "talks between Ethiopia and Eritrea opened": who stands with the noun that the slot takes.
  void add_arguments_of(TokenId noun) {
    for (const Argument& argument : noun_frame(tree_, forms_, noun).arguments) {
      if (argument.own && argument.relation != "modifier" && !used_[argument.token]) arguments_.push_back(argument);
    }
  }

  void bind_the_rest(const lexicon::Wording& wording) {
    for (const Argument& argument : arguments_) {
      if (used_[argument.token]) continue;
      const auto slot = wording.slots.find(argument.relation);
      if (slot == wording.slots.end() || slot->second == SlotRole::none) continue;
      if (is_time(tree_, forms_, argument.token)) continue;
      const std::string_view lemma =
          tree_.lemma(argument.token);  // "accused him at the summit": the summit is no party
      if (argument.relation == "at" && (forms_.listed("settings", lemma) || forms_.listed("talks", lemma))) continue;
      if (argument.relation == "modifier" && !standing_.political(tree_, argument.token)) continue;
      const bool seat =
          argument.relation == "modifier" && is_seat(tree_, standing_, forms_.form(match_.entry).type, argument.token);
      bind(argument, seat ? SlotRole::place : slot->second);
    }
  }

  // "Peru's ambassador was recalled": by whose he is. "The army was put on alert": troops are their own movers.
  void bind_owner() {
    const EventType type = forms_.form(match_.entry).type;
    const bool moves = type == EventType::mobilize || type == EventType::retreat || type == EventType::sanction;
    if (!match_.passive || !moves) return;
    const auto acts = [](const Binding& b) { return b.role == SlotRole::actor; };
    if (std::any_of(match_.bindings.begin(), match_.bindings.end(), acts)) return;
    for (const Binding& binding : match_.bindings) {
      if (binding.role != SlotRole::topic) continue;
      const std::string_view lemma = tree_.lemma(binding.token);
      const TokenId owner = tree_.child(binding.token, Deprel::nmod_poss);
      TokenId mover = kNoToken;
      if (forms_.listed("forces", lemma)) mover = binding.token;
      if (forms_.listed("diplomats", lemma)) mover = owner;
      if (mover == kNoToken) continue;
      match_.bindings.push_back({mover, SlotRole::actor, "object", true});
      return;
    }
  }

  // "Demanded that Turkey stop", "the need for Chad to withdraw", "the importance of not letting Iran sail": whom a
  // request is put to stands in the clause that tells what is asked for.
  void bind_addressee() {
    if (tree_.foreign() || forms_.form(match_.entry).type != EventType::request) return;
    for (const Binding& binding : match_.bindings) {
      if (binding.role == SlotRole::recipient) return;
    }
    const std::vector<TokenId> words = match_.words;
    for (const TokenId word : words) {
      for (const TokenId clause : tree_.children(word)) {
        const TokenId who = addressee(clause);
        if (who == kNoToken || used_[who] || who == word) continue;
        bind({who, "subject", false}, SlotRole::recipient);
        return;
      }
    }
  }

  TokenId addressee(TokenId clause) const {
    const Deprel relation = tree_.relation(clause);
    const bool content =
        relation == Deprel::ccomp || relation == Deprel::acl || relation == Deprel::advcl || relation == Deprel::xcomp;
    if (!content || !tree_.is_verb(clause)) return kNoToken;
    TokenId who = kNoToken;
    if (forms_.listed("letting", tree_.lemma(clause))) {
      who = tree_.child(clause, Deprel::obj);
      if (who == kNoToken) who = tree_.child(clause, Deprel::iobj);
    } else if (tree_.child_with_form(clause, "that") != kNoToken || tree_.child_with_form(clause, "for") != kNoToken) {
      who = tree_.child(clause, Deprel::nsubj);
    }
    return who != kNoToken && tree_.token(who).upos != Upos::PRON && standing_.political(tree_, who) ? who : kNoToken;
  }

  // Whether the parties that the form needs are there.
  bool enough(const lexicon::Form& form) const {
    const std::string& needs = form.wordings[static_cast<std::size_t>(match_.kind)].needs;
    if (needs.empty() || needs == "nothing") return true;
    bool actor = false, recipient = false;
    int parties = 0;
    for (const Binding& binding : match_.bindings) {
      const bool political = standing_.political(tree_, binding.token) || standing_.person(tree_, binding.token) ||
                             body_behind_it(tree_, forms_, standing_, binding.token) != kNoToken;
      if (!political) continue;
      if (binding.role == SlotRole::actor) actor = true;
      if (binding.role == SlotRole::recipient) recipient = true;
      if (binding.role == SlotRole::actor || binding.role == SlotRole::recipient) ++parties;
    }
    if (needs == "someone") {
      return std::any_of(match_.bindings.begin(), match_.bindings.end(),
                         [](const Binding& b) { return b.role == SlotRole::actor || b.role == SlotRole::recipient; });
    }
    if (needs == "actor") return actor;
    if (needs == "recipient") return recipient;
    if (needs == "both") return parties >= 2;
    return actor || recipient;  // "party"
  }

  const Tree& tree_;
  const Forms& forms_;
  const Standing& standing_;
  const Frame& frame_;
  std::vector<Argument> arguments_;
  std::vector<bool> used_;
  Match match_;
};

class Finder {
 public:
  Finder(const Tree& tree, const Forms& forms, const Standing& standing)
      : tree_(tree), forms_(forms), standing_(standing) {}

  std::vector<Match> run() {
    for (TokenId i = 0; i < tree_.size(); ++i) {
      std::optional<Match> best;
      if (is_person(i) || qualifies(i)) continue;
      switch (tree_.token(i).upos) {
        case Upos::VERB:
        case Upos::AUX:
          best = best_of(Pattern::Kind::verb, i);
          if (!best && tree_.token(i).xpos == "VBG") best = best_of(Pattern::Kind::noun, i);  // "the shelling"
          if (!best && tree_.token(i).xpos == "VBN") best = best_of(Pattern::Kind::adjective, i);
          break;
        case Upos::NOUN:
        case Upos::PROPN:
          if (is_month(i)) break;
          best = best_of(Pattern::Kind::noun, i);
          break;
        case Upos::ADJ:
          best = best_of(Pattern::Kind::adjective, i);
          if (!best) best = best_of(Pattern::Kind::noun, i);
          break;
        default:
          break;
      }
      if (best && !forms_.pattern(best->entry).no_event) matches_.push_back(std::move(*best));
    }
    drop_consumed();
    drop_parties();
    add_beside();
    return std::move(matches_);
  }

 private:
  void add_beside() {
    for (TokenId i = 0; i < tree_.size(); ++i) {
      if (!tree_.is_verb(i)) continue;
      if (auto match = best_of(Pattern::Kind::verb, i, true)) matches_.push_back(std::move(*match));
    }
    std::stable_sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) { return a.head < b.head; });
  }

  // Secretary-General Ban bans nothing.
  bool is_person(TokenId i) const {
    bool is_name = false;
    return tree_.name_kind(i, is_name) == NameKind::person && is_name && tree_.token(i).upos == Upos::PROPN;
  }

  // "army-backed militias", "a rebel-held town": what somebody is like.
  bool qualifies(TokenId i) const {
    const bool glued = i > 1 && tree_.form(i - 1) == "-" &&
                       tree_.token(i - 1).range.end == tree_.token(i).range.begin &&
                       tree_.token(i - 2).range.end == tree_.token(i - 1).range.begin;
    return glued && tree_.token(i).xpos == "VBN" && tree_.relation(i) == Deprel::amod;
  }

  // "March 12" is no march.
  bool is_month(TokenId i) const {
    const std::string& form = tree_.token(i).form;
    if (form != "March" && form != "MARCH" && form != "May") return false;
    return i > 0 || (i + 1 < tree_.size() && tree_.token(i + 1).upos == Upos::NUM);
  }

  std::optional<Match> best_of(Pattern::Kind kind, TokenId i, bool beside = false) {
    const bool gerund = kind == Pattern::Kind::noun && tree_.is_verb(i);
    const auto by_lemma = gerund ? std::span<const Forms::Entry>{} : forms_.patterns_of(kind, tree_.lemma(i));
    const auto by_form =
        tree_.form(i) == tree_.lemma(i) ? std::span<const Forms::Entry>{} : forms_.patterns_of(kind, tree_.form(i));
    const auto asked = [&](const Forms::Entry& entry) { return forms_.form(entry).beside == beside; };
    if (std::none_of(by_lemma.begin(), by_lemma.end(), asked) && std::none_of(by_form.begin(), by_form.end(), asked))
      return std::nullopt;
    const Frame frame = kind == Pattern::Kind::verb   ? verb_frame(tree_, forms_, i)
                        : kind == Pattern::Kind::noun ? noun_frame(tree_, forms_, i)
                                                      : adjective_frame(tree_, forms_, i);
    std::optional<Match> best;
    double best_rank = -1;
    for (const auto& entries : {by_form, by_lemma}) {
      for (const Forms::Entry& entry : entries) {
        if (!asked(entry)) continue;
        const Pattern& pattern = forms_.pattern(entry);
        const double rank = pattern.weight + (pattern.no_event ? 1 : forms_.form(entry).confidence);
        if (rank <= best_rank) continue;
        if (auto match = Attempt(tree_, forms_, standing_, frame).run(entry)) {
          best = std::move(match);
          best_rank = rank;
        }
      }
    }
    return best;
  }

  void drop_consumed() {
    std::vector<int> weight_at(tree_.size(), -1);
    for (const Match& match : matches_) {
      for (std::size_t w = 1; w < match.words.size(); ++w) {
        weight_at[match.words[w]] = std::max(weight_at[match.words[w]], forms_.pattern(match.entry).weight);
      }
    }
    std::erase_if(matches_, [&](const Match& match) { return weight_at[match.head] >= 0; });
  }

  // "police shot at protesters", "asked the strikers to disperse": who is done something to is told of as that.
  void drop_parties() {
    std::erase_if(matches_, [&](const Match& match) {
      const bool crowd = match.kind == Pattern::Kind::noun && forms_.form(match.entry).type == EventType::protest &&
                         forms_.listed("crowds", tree_.lemma(match.head)) && match.bindings.empty();
      return crowd && std::any_of(matches_.begin(), matches_.end(), [&](const Match& other) {
               return std::any_of(other.bindings.begin(), other.bindings.end(), [&](const Binding& b) {
                 return b.token == match.head && b.role == SlotRole::recipient;
               });
             });
    });
  }

  const Tree& tree_;
  const Forms& forms_;
  const Standing& standing_;
  std::vector<Match> matches_;
};

// "Walesa", "the colonel": he, never it.
bool is_man(const Tree& tree, const Forms& forms, TokenId noun) {
  bool is_name = false;
  if (tree.name_kind(noun, is_name) == NameKind::person && is_name) return true;
  if (tree.token(noun).upos == Upos::PROPN) return false;
  for (const std::string_view list : {"people", "officials", "leaders"}) {
    if (forms.listed(list, tree.lemma(noun))) return true;
  }
  return false;
}

}  // namespace

TokenId body_behind_it(const Tree& tree, const Forms& forms, const Standing& standing, TokenId token) {
  if (tree.form(token) != "it") return kNoToken;
  TokenId at = tree.head(token);
  for (std::size_t steps = 0; at != kNoToken && steps < 6; ++steps) {
    const Deprel relation = tree.relation(at);
    if (relation != Deprel::ccomp && relation != Deprel::xcomp && relation != Deprel::conj &&
        relation != Deprel::advcl && relation != Deprel::parataxis) {
      return kNoToken;
    }
    at = tree.head(at);
    if (at == kNoToken || !tree.is_verb(at)) return kNoToken;
    const TokenId subject = surface_subject(tree, forms, at);
    if (subject == kNoToken || subject == token || tree.form(subject) == "it") continue;
    const bool body = standing.political(tree, subject) && tree.is_noun(subject) && !is_man(tree, forms, subject);
    return body ? subject : kNoToken;
  }
  return kNoToken;
}

bool is_seat(const Tree& tree, const Standing& standing, EventType type, TokenId name) {
  if (type != EventType::agree && type != EventType::consult) return false;
  const TokenId noun = tree.head(name);
  if (noun == kNoToken || !tree.is_noun(noun) || tree.relation(name) != Deprel::compound) return false;
  const auto names = [&](TokenId c) {
    return tree.token(c).upos == Upos::PROPN &&
           (tree.relation(c) == Deprel::compound || tree.relation(c) == Deprel::amod);
  };
  const auto& beside = tree.children(noun);
  return std::count_if(beside.begin(), beside.end(), names) == 1 && standing.town(tree, name);
}

std::vector<Match> find_matches(const Tree& tree, const Forms& forms, const Standing& standing) {
  return Finder(tree, forms, standing).run();
}

}  // namespace annals::extract
