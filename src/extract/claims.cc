#include "extract/claims.h"

#include <algorithm>
#include <array>

#include "extract/adjuncts.h"
#include "extract/frame.h"

namespace annals::extract {
namespace {

using lexicon::Forms;
using lexicon::SlotRole;

// "met after talks that took place the week before": what an event is dated by is another event.
bool is_another_time(const Tree& tree, TokenId noun) {
  const std::string preposition = tree.preposition(tree.first_conjunct(noun));
  for (const std::string_view dates : {"after", "before", "since", "following", "ahead of", "until", "prior to"}) {
    if (preposition == dates) return true;
  }
  return false;
}

// The noun that tells of an event: "the raid", also in "a raid carried out by commandos"; kNoToken for other verbs.
TokenId carried_noun(const Tree& tree, const Match& match) {
  if (match.kind != lexicon::Pattern::Kind::verb) return match.head;
  const TokenId noun = tree.head(match.head);
  if (tree.relation(match.head) != Deprel::acl || noun == kNoToken) return kNoToken;
  return std::find(match.words.begin(), match.words.end(), noun) != match.words.end() ? noun : kNoToken;
}

// "launched an attack", "died in the bombing", "the strike killed": one event told with two words of one type. The word
// that governs the other stays, and takes over its parties.
void join_nested(const Tree& tree, const Forms& forms, std::vector<Match>& matches) {
  std::vector<bool> gone(matches.size(), false);
  for (std::size_t inner = 0; inner < matches.size(); ++inner) {
    const TokenId noun = carried_noun(tree, matches[inner]);
    if (noun == kNoToken || is_beside_somebody(tree, forms, noun)) continue;
    const TokenId head = tree.head(tree.first_conjunct(noun));
    for (std::size_t outer = 0; outer < matches.size(); ++outer) {
      if (outer == inner || gone[outer] || head == kNoToken) continue;
      const bool governs =
          matches[outer].head == head ||
          std::find(matches[outer].words.begin(), matches[outer].words.end(), head) != matches[outer].words.end();
      if (!governs || forms.form(matches[outer].entry).type != forms.form(matches[inner].entry).type) continue;
      if (is_another_time(tree, noun)) continue;
      std::erase_if(matches[outer].bindings,
                    [&](const Binding& b) { return b.token == noun && !forms.listed("crowds", tree.lemma(b.token)); });
      for (const Binding& binding : matches[inner].bindings) {
        const bool held =
            std::any_of(matches[outer].bindings.begin(), matches[outer].bindings.end(),
                        [&](const Binding& b) { return b.token == binding.token || b.role == binding.role; });
        if (!held) matches[outer].bindings.push_back(binding);
      }
      matches[outer].inner_forms.push_back(matches[inner].entry.form);
      gone[inner] = true;
      break;
    }
  }
  std::vector<Match> kept;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (!gone[i]) kept.push_back(std::move(matches[i]));
  }
  matches = std::move(kept);
}

// "fired on the crowd, killing three": what an attack did to people is the attack.
void join_outcomes(const Tree& tree, const Forms& forms, std::vector<Match>& matches) {
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const TokenId word = matches[i].head;
    const bool outcome = tree.relation(word) == Deprel::advcl && tree.token(word).xpos == "VBG" &&
                         tree.child(word, Deprel::mark) == kNoToken && forms.listed("outcomes", tree.lemma(word));
    if (!outcome || forms.form(matches[i].entry).type != EventType::assault) continue;
    const auto attack = std::find_if(matches.begin(), matches.end(), [&](const Match& m) {
      return m.head == tree.head(word) && forms.form(m.entry).type == EventType::assault;
    });
    if (attack == matches.end()) continue;
    for (const Binding& binding : matches[i].bindings) {
      if (binding.role == SlotRole::recipient) attack->bindings.push_back(binding);
    }
    attack->inner_forms.push_back(matches[i].entry.form);
    matches.erase(matches.begin() + static_cast<std::ptrdiff_t>(i--));
  }
}

// "Thirty were wounded when four shells fell": what befell people and how it did are one attack.
void join_means(const Tree& tree, const Forms& forms, std::vector<Match>& matches) {
  const auto is_attack = [&](const Match& m) { return forms.form(m.entry).type == EventType::assault; };
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const TokenId word = matches[i].head;
    if (!is_attack(matches[i]) || !forms.listed("outcomes", tree.lemma(word)) || !is_passive(tree, word)) continue;
    for (std::size_t k = 0; k < matches.size(); ++k) {
      if (k == i || !is_attack(matches[k]) || !befell_when(tree, forms, word, matches[k].head)) continue;
      for (const Binding& binding : matches[k].bindings) {
        const bool held = std::any_of(matches[i].bindings.begin(), matches[i].bindings.end(),
                                      [&](const Binding& b) { return b.role == binding.role; });
        if (!held) matches[i].bindings.push_back(binding);
      }
      matches[i].inner_forms.push_back(matches[k].entry.form);
      matches.erase(matches.begin() + static_cast<std::ptrdiff_t>(k));
      if (k < i) --i;
      break;
    }
  }
}

class Maker {
 public:
  Maker(const Document& document, const Tree& tree, const Forms& forms, const Standing& standing,
        const Speakers& speakers)
      : document_(document), tree_(tree), forms_(forms), standing_(standing), speakers_(speakers) {}

  std::vector<Coded> run() {
    std::vector<Match> matches = find_matches(tree_, forms_, standing_);
    const std::vector<Match> all = matches;
    join_nested(tree_, forms_, matches);
    join_outcomes(tree_, forms_, matches);
    join_means(tree_, forms_, matches);
    std::vector<Coded> out;
    for (Match& match : matches) {
      Outlook outlook = look_at(tree_, forms_, all, match);
      if (outlook.left_out || !relevant(match)) continue;
      Claim claim = make(match, outlook);
      if (forms_.form(match.entry).beside && !stands_beside(claim)) continue;
      out.push_back({std::move(claim), std::move(match), std::move(outlook)});
    }
    lend_parties(out);
    return out;
  }

 private:
  // What somebody's words do beside what they tell: he must be known, speak of another, and not deny it.
  static bool stands_beside(Claim& claim) {
    if (claim.status != Status::happened && claim.status != Status::ongoing) return false;
    claim.status = Status::happened;
    return std::any_of(claim.actors.begin(), claim.actors.end(), [&](const Phrase& who) {
      return std::find(claim.recipients.begin(), claim.recipients.end(), who) == claim.recipients.end();
    });
  }

  // "promised the bishop, at a meeting in Damascus, that": who speaks and who is spoken to there meet.
  bool spoken_there(const Coded& words, const Coded& talks) const {
    if (!done_by_words(words.claim.type) || words.claim.actors.empty() || words.claim.recipients.empty()) return false;
    const TokenId noun = talks.match.head;
    const std::string preposition = tree_.preposition(noun);
    const bool there = preposition == "at" || preposition == "during" || preposition == "in";
    return there && tree_.relation(noun) == Deprel::obl && tree_.head(noun) == words.match.head;
  }

  // "X met Y in development of contacts that took place the day before": talks that name nobody are of those who, in
  // the same sentence, talk.
  void lend_parties(std::vector<Coded>& coded) const {
    for (Coded& poor : coded) {
      Claim& claim = poor.claim;
      const bool noun = poor.match.kind == lexicon::Pattern::Kind::noun;
      const auto& modes = claim.modes;
      const bool crowd = std::find(modes.begin(), modes.end(), "multilateral") != modes.end();
      if (claim.type != EventType::consult || claim.actors.size() > 1 || !noun || crowd) continue;
      for (const Coded& rich : coded) {
        if (&rich == &poor) continue;
        const bool talk = rich.claim.type == EventType::consult && rich.claim.actors.size() >= 2;
        if (!spoken_there(rich, poor) && !(talk && claim.actors.empty())) continue;
        for (const Phrase& party : rich.claim.actors) add(claim.actors, party);
        for (const Phrase& party : rich.claim.recipients) add(claim.actors, party);
        break;
      }
    }
  }

  // Words of sport, weather and the arts borrow from war. A document that speaks of little politics must show an actor.
  bool relevant(const Match& match) const {
    if (is_accident(match)) return false;
    if (standing_.politics() >= 2) return true;
    if (!standing_.speaks_of_else()) return names_somebody(match) || hits_somebody(match);
    if (standing_.politics() <= -2) return false;
    return std::any_of(match.bindings.begin(), match.bindings.end(), [&](const Binding& b) {
      return forms_.listed("political", tree_.lemma(b.token)) &&
             (b.role == SlotRole::actor || b.role == SlotRole::recipient);
    });
  }

  // "The couple fixed a date": nobody who acts in politics, no name of anybody or any place.
  bool names_somebody(const Match& match) const {
    if (standing_.politics() > 0) return true;
    for (TokenId i = 0; i < tree_.size(); ++i) {
      if (tree_.token(i).upos == Upos::PROPN && !forms_.listed("time_nouns", tree_.lemma(i))) return true;
      if (forms_.listed("demonyms", tree_.form(i))) return true;
    }
    for (TokenId i = 0; i < tree_.size(); ++i) {
      if (forms_.listed("war_signs", tree_.lemma(i)) || forms_.listed("war_signs", tree_.form(i))) return true;
    }
    const EventType type = forms_.form(match.entry).type;
    const bool protest = type == EventType::protest || type == EventType::reject;
    return std::any_of(match.bindings.begin(), match.bindings.end(), [&](const Binding& b) {
      const std::string_view lemma = tree_.lemma(b.token);
      return forms_.listed("political", lemma) || forms_.listed("forces", lemma) ||
             (protest && forms_.listed("crowds", lemma));
    });
  }

  // "Ninety pilgrims were killed in a stampede": deaths that nobody brought about.
  bool is_accident(const Match& match) const {
    if (forms_.form(match.entry).type != EventType::assault) return false;
    for (const Binding& binding : match.bindings) {
      if (binding.role == SlotRole::actor && standing_.acts(tree_, binding.token)) return false;
    }
    for (TokenId i = 0; i < tree_.size(); ++i) {
      if (forms_.listed("accidents", tree_.lemma(i)) && (tree_.is_noun(i) || tree_.is_ancestor(match.head, i)))
        return true;
    }
    return false;
  }

  // Violence against people is told whoever they are; against a pier it may be a storm's.
  bool hits_somebody(const Match& match) const {
    if (!forms_.form(match.entry).political) return false;
    return std::any_of(match.bindings.begin(), match.bindings.end(), [&](const Binding& b) {
      return b.role == SlotRole::recipient && standing_.person(tree_, b.token);
    });
  }

  Claim make(const Match& match, const Outlook& outlook) {
    const lexicon::Form& form = forms_.form(match.entry);
    Claim claim;
    claim.type = form.type;
    claim.modes = form.modes;
    for (const std::uint32_t inner : match.inner_forms) {  // "airstrikes killed nine": how, told by the noun
      for (const std::string& mode : forms_.all()[inner].modes) {
        if (std::find(claim.modes.begin(), claim.modes.end(), mode) == claim.modes.end()) claim.modes.push_back(mode);
      }
    }
    if (claim.type == EventType::consult) settle_means(match, claim.modes);
    claim.mutual = form.mutual;
    claim.status = outlook.status;
    claim.status_told = outlook.sure;
    if (!form.status.empty() && claim.status == Status::happened) claim.status = *status(form.status);
    claim.sentence = tree_.sentence();
    claim.trigger = trigger(match);
    claim.rule = form.id;
    claim.outright = form.outright;
    claim.confidence = form.confidence;
    looks_back_ = false;
    for (const Binding& binding : match.bindings) {  // "I warned them": told of, not done by saying so
      const bool first_person = is_first_person(tree_, binding.token);
      const bool quoted = speakers_.in_quotes(tree_.sentence(), match.head);
      const bool own = binding.role == SlotRole::actor &&
                       (first_person || (quoted && !speakers_.in_quotes(tree_.sentence(), binding.token)));
      looks_back_ = looks_back_ || (own && is_past(match.head));
    }
    add_speakers(outlook, match, claim);
    add_parties(match, form, claim);
    if (claim.type == EventType::consult && claim.actors.size() < 2) {
      const TokenId speaker = who_speaks_there(match);
      const bool reports = speaker != kNoToken && forms_.listed("bystanders", tree_.lemma(speaker));
      if (speaker != kNoToken && !reports && standing_.person(tree_, speaker))
        add(claim.actors, tree_.noun_phrase(speaker));
    }
    // "The rebels must disarm, the mediators said": it is they who ask.
    if (form.speaker_acts && claim.actors.empty() && !claim.recipients.empty() && !claim.said_by.empty() &&
        !looks_back_) {
      claim.actors.push_back(claim.said_by.front().who);
      claim.said_by.erase(claim.said_by.begin());
    }
    drop_self_reports(claim);
    add_adjuncts(tree_, forms_, standing_, match, claim);
    // "Discussions in Geneva": in one place, so face to face.
    const bool noun = match.kind == lexicon::Pattern::Kind::noun;
    if (claim.type == EventType::consult && noun && claim.modes.empty() && !claim.places.empty())
      claim.modes = {"meeting"};
    if (claim.status == Status::happened && lies_ahead(match, claim)) claim.status = Status::planned;
    if (claim.type == EventType::assault) claim.casualties = count_casualties(tree_, forms_, match.head);
    add_contexts(tree_, forms_, claim);
    return claim;
  }

  // "by telephone", "over the phone", "in a phone call", "by video link"; "near the telephone exchange" is a place.
  bool is_telephone(TokenId noun) const {
    const std::string preposition = tree_.preposition(noun);
    static constexpr std::array kMeans =
        std::to_array<std::string_view>({"by", "over", "on", "via", "through", "using"});
    const bool means = std::find(kMeans.begin(), kMeans.end(), preposition) != kMeans.end();
    if (forms_.listed("telephones", tree_.lemma(noun))) return means;
    const bool talks = forms_.listed("talks", tree_.lemma(noun));
    const bool line = means && (tree_.lemma(noun) == "link" || tree_.lemma(noun) == "line");
    if (!talks && !line) return false;
    for (const TokenId c : tree_.children(noun)) {
      if (tree_.relation(c) == Deprel::compound && forms_.listed("telephones", tree_.lemma(c))) return true;
    }
    return false;
  }

  // "discussed it in phone talks", "continued the discussion over the phone": by telephone, and then not in one room.
  void settle_means(const Match& match, std::vector<std::string>& modes) const {
    bool phone = std::find(modes.begin(), modes.end(), "phone") != modes.end();
    for (const TokenId word : {match.head, match.carrier}) {
      if (word == kNoToken) continue;
      for (const TokenId c : tree_.children(word)) {
        const Deprel relation = tree_.relation(c);
        const bool beside = relation == Deprel::obl || relation == Deprel::obl_agent || relation == Deprel::nmod;
        if (beside && is_telephone(c)) phone = true;
      }
    }
    if (!phone) return;
    std::erase(modes, "meeting");
    if (std::find(modes.begin(), modes.end(), "phone") == modes.end()) modes.push_back("phone");
  }

  // "said at the end of talks with X", "told a press conference": who speaks at talks takes part in them.
  TokenId who_speaks_there(const Match& match) const {
    if (match.kind != lexicon::Pattern::Kind::noun) return kNoToken;
    TokenId at = match.head;
    for (std::size_t steps = 0; steps < 4; ++steps) {
      const TokenId above = tree_.head(at);
      if (above == kNoToken) return kNoToken;
      const Deprel relation = tree_.relation(at);
      if (relation == Deprel::nmod) {
        at = above;
        continue;
      }
      const TokenId verb = verb_of_speech(above, at);
      if (verb == kNoToken || is_passive(tree_, verb)) return kNoToken;
      const bool told = relation == Deprel::obj || relation == Deprel::iobj;
      const bool there = relation == Deprel::obl && is_while(tree_.preposition(at));
      return there || told ? surface_subject(tree_, forms_, verb) : kNoToken;
    }
    return kNoToken;
  }

  static bool is_while(std::string_view preposition) {
    static constexpr std::array kWhile = std::to_array<std::string_view>({"at", "during", "after", "following", "in"});
    return std::find(kWhile.begin(), kWhile.end(), preposition) != kWhile.end();
  }

  // The verb of speech that `noun` stands with. "'The river is ours,' he said during talks": the reader may hang the
  // talks on the verb of what was said.
  TokenId verb_of_speech(TokenId above, TokenId noun) const {
    const auto speaks = [&](TokenId verb) { return tree_.is_verb(verb) && forms_.listed("speech", tree_.lemma(verb)); };
    if (speaks(above)) return above;
    const TokenId beyond = tree_.head(above);
    const bool said = tree_.relation(above) == Deprel::ccomp && beyond != kNoToken && above < beyond && beyond < noun;
    return said && speaks(beyond) ? beyond : kNoToken;
  }

  // "opens next week", "a rally tomorrow": a present or a noun with a day to come.
  bool lies_ahead(const Match& match, const Claim& claim) const {
    const TokenId verb = match.carrier != kNoToken ? match.carrier : match.head;
    const std::string& tag = tree_.token(verb).xpos;
    if (tag == "VBD" || tag == "VBN" || tag == "VB") return false;
    for (const Phrase& time : claim.times) {
      for (TokenId i = time.first; i < time.last; ++i) {
        if (tree_.form(i) == "next" || tree_.form(i) == "tomorrow" || tree_.form(i) == "coming") return true;
      }
    }
    return false;
  }

  // "Warned", "have warned".
  bool is_past(TokenId verb) const {
    const std::string& tag = tree_.token(verb).xpos;
    if (tag != "VBN") return tag == "VBD";
    for (const TokenId c : tree_.children(verb)) {
      if (tree_.relation(c) == Deprel::aux && tree_.lemma(c) == "have") return true;
    }
    return false;
  }

  // The head and the words of its wording that stand next to it.
  Phrase trigger(const Match& match) const {
    Phrase phrase = tree_.word(match.head);
    std::vector<TokenId> words = match.words;
    std::sort(words.begin(), words.end());
    for (const TokenId w : words) {
      if (w >= phrase.last && w <= phrase.last + 2) phrase.last = w + 1;
    }
    for (auto w = words.rbegin(); w != words.rend(); ++w) {
      if (*w < phrase.first && *w + 3 >= phrase.first) phrase.first = *w;
    }
    return phrase;
  }

  void add_speakers(const Outlook& outlook, const Match& match, Claim& claim) const {
    const bool quoted = speakers_.in_quotes(tree_.sentence(), match.head);
    for (const Voice& voice : outlook.voices) {
      const Phrase cue = tree_.word(voice.cue);
      claim.said_by.push_back({tree_.noun_phrase(voice.who), cue, quoted});
    }
    if (forms_.form(match.entry).subject_speaks) {
      const TokenId who = surface_subject(tree_, forms_, match.head);
      if (who != kNoToken)
        claim.said_by.insert(claim.said_by.begin(), {tree_.noun_phrase(who), tree_.word(match.head), quoted});
    }
    if (claim.said_by.empty()) {
      if (auto speaker = speakers_.of(tree_.sentence(), match.head)) claim.said_by.push_back(*speaker);
    }
    if (claim.said_by.empty() && outlook.unnamed != kNoToken) {
      if (auto speaker = speakers_.before(tree_.sentence()))
        claim.said_by.push_back({speaker->who, tree_.word(outlook.unnamed), quoted});
    }
  }

  void add_parties(const Match& match, const lexicon::Form& form, Claim& claim) const {
    for (const Binding& binding : match.bindings) {
      switch (binding.role) {
        case SlotRole::actor:
          add_actor(binding.token, claim);
          break;
        case SlotRole::recipient:
        case SlotRole::party:
          if (form.mutual) {
            add_actor(binding.token, claim);
          } else {
            add_recipient(binding.token, claim);
          }
          break;
        case SlotRole::topic:
          claim.topics.push_back(tree_.whole(binding.token));
          break;
        case SlotRole::place:
          claim.places.push_back(tree_.noun_phrase(binding.token));
          break;
        case SlotRole::none:
          break;
      }
    }
  }

  // "Bangkok rejects": who does a thing by saying it is its actor, not its reporter too.
  void drop_self_reports(Claim& claim) const {
    if (!done_by_words(claim.type) || looks_back_) return;
    std::erase_if(claim.said_by, [&](const Speaker& speaker) {
      return std::find(claim.actors.begin(), claim.actors.end(), speaker.who) != claim.actors.end();
    });
  }

  static void add(std::vector<Phrase>& list, const Phrase& phrase) {
    if (std::find(list.begin(), list.end(), phrase) == list.end()) list.push_back(phrase);
  }

  // "I", "we": the speaker. Who condemns in his own words is not reported by himself.
  void add_actor(TokenId token, Claim& claim) const {
    if (is_first_person(tree_, token) && !claim.said_by.empty()) {
      add(claim.actors, claim.said_by.front().who);
      if (done_by_words(claim.type) && !looks_back_) claim.said_by.erase(claim.said_by.begin());
      return;
    }
    if (tree_.form(token) == "it") {  // "Russia said it would station missiles": the body that says so
      if (const TokenId body = body_behind_it(tree_, forms_, standing_, token); body != kNoToken)
        add(claim.actors, tree_.noun_phrase(body));
      return;
    }
    if (standing_.acts(tree_, token)) {
      add(claim.actors, tree_.noun_phrase(token));
      return;
    }
    const Deprel relation = tree_.relation(tree_.first_conjunct(token));
    if (relation != Deprel::nsubj && relation != Deprel::nsubj_pass) return;
    for (const TokenId owner : owners(token)) add(claim.actors, tree_.noun_phrase(owner));
  }

  // "The summit of the Arab League agreed", "NATO airstrikes killed", "the Russian steps": behind a thing that cannot
  // act stands who it is of.
  std::vector<TokenId> owners(TokenId noun) const {
    std::vector<TokenId> out;
    if (!tree_.is_noun(noun)) return out;
    for (const TokenId c : tree_.children(noun)) {
      const Deprel relation = tree_.relation(c);
      const bool of = relation == Deprel::nmod && (tree_.preposition(c) == "of" || tree_.preposition(c) == "by");
      const bool modifies = relation == Deprel::nmod_poss || relation == Deprel::compound || relation == Deprel::amod;
      if (!of && !modifies) continue;
      const bool nation = forms_.listed("demonyms", tree_.form(c));
      // "Aden's shells" are Aden's; "the Aden road", "the bombing of Aden" only lie there.
      const bool lies_there = relation != Deprel::nmod_poss && standing_.place(tree_, c);
      if (nation || (relation != Deprel::amod && standing_.political(tree_, c) && !lies_there)) out.push_back(c);
    }
    return out;
  }

  // Words are addressed to somebody; what they are about ("condemned the violence") is a topic.
  void add_recipient(TokenId token, Claim& claim) const {
    if (done_by_words(claim.type) && !standing_.political(tree_, token) && !standing_.person(tree_, token)) {
      claim.topics.push_back(tree_.whole(token));
      for (const TokenId owner : owners(token)) add(claim.recipients, tree_.noun_phrase(owner));
      return;
    }
    add(claim.recipients, tree_.noun_phrase(token));
  }

  const Document& document_;
  const Tree& tree_;
  const Forms& forms_;
  const Standing& standing_;
  const Speakers& speakers_;
  bool looks_back_ = false;  // the claim being made is of words that the speaker says he spoke before
};

}  // namespace

bool done_by_words(EventType type) {
  switch (type) {
    case EventType::agree:
    case EventType::support:
    case EventType::request:
    case EventType::accuse:
    case EventType::reject:
    case EventType::threaten:
    case EventType::concede:
      return true;
    default:
      return false;
  }
}

bool is_first_person(const Tree& tree, TokenId i) {
  if (tree.token(i).upos == Upos::PROPN) return false;  // a state or a body of these letters: "US", "ME"
  const std::string_view form = tree.form(i);
  return form == "i" || form == "we" || form == "our" || form == "my" || form == "us" || form == "me";
}

void add_contexts(const Tree& tree, const lexicon::Forms& forms, Claim& claim) {
  for (TokenId i = 0; i < tree.size(); ++i) {
    for (const std::string_view word : {tree.lemma(i), tree.form(i)}) {
      const auto found = forms.contexts().find(word);
      if (found == forms.contexts().end()) continue;
      for (const std::string& context : found->second) {
        if (std::find(claim.contexts.begin(), claim.contexts.end(), context) == claim.contexts.end()) {
          claim.contexts.push_back(context);
        }
      }
    }
  }
  std::sort(claim.contexts.begin(), claim.contexts.end());
}

std::vector<Coded> code_sentence(const Document& document, const Tree& tree, const Forms& forms,
                                 const Standing& standing, const Speakers& speakers) {
  return Maker(document, tree, forms, standing, speakers).run();
}

}  // namespace annals::extract
