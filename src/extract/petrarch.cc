#include "extract/petrarch.h"

#include <algorithm>

#include "extract/adjuncts.h"
#include "extract/outlook.h"
#include "extract/petrarch_match.h"
#include "extract/speakers.h"

namespace annals::extract {
namespace {

using lexicon::Petrarch;

constexpr std::size_t kLongestSentence = 400;  // words; longer ones are lists and tables
constexpr double kByVerb = 0.5, kByPattern = 0.6;

// "031:032": of the source to the target, and back.
struct CodePair {
  std::string_view there, back;
  bool paired = false;
};
CodePair code_pair(std::string_view code) {
  const std::size_t colon = code.find(':');
  if (colon == std::string_view::npos) return {code, {}, false};
  return {code.substr(0, colon), code.substr(colon + 1), true};
}

bool same_codes(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Party& x, const Party& y) { return x.code == y.code; });
}

void push(std::vector<Dyad>& out, const std::string& source, const std::string& target, std::string_view code) {
  if (source == target || code.empty()) return;
  Dyad dyad{source, target, std::string(code)};
  if (std::find(out.begin(), out.end(), dyad) == out.end()) out.push_back(std::move(dyad));
}

// Who did it to whom, by one verb.
struct DyadReading {
  std::vector<Party> sources, targets;
  bool swapped = false;    // a passive with its agent
  bool agentless = false;  // a passive without: PETRARCH's source is who it was done to
};

class SentenceCoder {
 public:
  SentenceCoder(const PetrarchSentence& sentence, const Petrarch& lexicon, const lexicon::Forms& forms)
      : sentence_(sentence), lexicon_(lexicon), forms_(forms), tree_(sentence.tree()) {}

  DyadReading read(const VerbMatch& verb) const {
    DyadReading out;
    const PatternMatch& match = verb.match;
    if (match.target >= 0) out.targets = group(match.target);
    if (match.source >= 0) out.sources = group(match.source);
    const bool passive = is_passive(tree_, verb.token);
    const int by = passive ? agent_of(verb) : -1;
    if (match.pair >= 0) {
      const std::vector<Party> both = group(match.pair);
      if (out.targets.empty()) out.targets = both;
      if (out.sources.empty() && match.pair_before) out.sources = both;
    }
    const bool bound = match.source >= 0 || match.target >= 0 || match.pair >= 0;
    if (by >= 0 && !bound) {
      out.sources = group(by);
      out.swapped = true;
      if (const int subject = subject_of(verb); subject >= 0) out.targets = group(subject);
      if (out.targets.empty()) out.targets = nearest_before(verb, out.sources);
      return out;
    }
    out.agentless = passive && !bound;
    if (out.targets.empty()) out.targets = first_behind(verb, out.sources);
    if (out.sources.empty()) out.sources = source_of(verb, out.targets);
    if (out.sources.empty() && match.pair >= 0) out.sources = group(match.pair);
    if (same_codes(out.sources, out.targets) && match.pair < 0) out.targets = first_behind(verb, out.sources);
    // "Gondor and Rohan met": nobody behind the verb, so with each other.
    if (out.targets.empty() && code_pair(verb.code).paired && out.sources.size() > 1) out.targets = out.sources;
    return out;
  }

  static std::vector<Dyad> dyads_of(const DyadReading& reading, std::string_view code) {
    std::vector<Dyad> out;
    const CodePair pair = code_pair(code);
    for (const Party& source : reading.sources) {
      for (const Party& target : reading.targets) push(out, source.code, target.code, pair.there);
    }
    for (const Party& target : reading.targets) {
      for (const Party& source : reading.sources) push(out, target.code, source.code, pair.back);
    }
    return out;
  }

 private:
  std::vector<Party> group(int phrase) const {
    return sentence_.parties_of_group(sentence_.phrases()[static_cast<std::size_t>(phrase)]);
  }

  int phrase_of(TokenId token) const {
    const std::size_t word = sentence_.word_of(token);
    return word < sentence_.words().size() ? sentence_.phrase_at(word) : -1;
  }

  int subject_of(const VerbMatch& verb) const {
    TokenId at = verb.token;
    const Deprel relation = tree_.relation(at);
    if (relation == Deprel::aux || relation == Deprel::aux_pass || relation == Deprel::cop) at = tree_.head(at);
    if (at == kNoToken) return -1;
    const TokenId subject = surface_subject(tree_, forms_, at);
    return subject == kNoToken ? -1 : phrase_of(subject);
  }

  // "was opposed by Osgiliath"
  int agent_of(const VerbMatch& verb) const {
    for (const TokenId c : tree_.children(verb.token)) {
      const bool beside = tree_.relation(c) == Deprel::obl_agent || tree_.relation(c) == Deprel::obl;
      if (!beside || tree_.preposition(c) != "by") continue;
      const int phrase = phrase_of(c);
      if (phrase >= 0 && !group(phrase).empty()) return phrase;
    }
    return -1;
  }

  std::vector<Party> first_behind(const VerbMatch& verb, const std::vector<Party>& sources) const {
    const auto& phrases = sentence_.phrases();
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      if (phrases[i].begin < verb.end) continue;
      if (phrases[i].begin >= verb.reach) break;
      std::vector<Party> parties = group(static_cast<int>(i));
      if (!parties.empty() && !same_codes(parties, sources)) return parties;
    }
    return {};
  }

  // PETRARCH looks for the nearest; "it" and "he" stand for somebody who did something before.
  std::vector<Party> nearest_before(const VerbMatch& verb, const std::vector<Party>& targets, bool doer = false) const {
    const auto& phrases = sentence_.phrases();
    for (std::size_t i = phrases.size(); i-- > 0;) {
      if (phrases[i].end > verb.begin || sentence_.is_part(phrases[i])) continue;
      if (doer && !does_something(phrases[i].group)) continue;
      std::vector<Party> parties = group(static_cast<int>(i));
      if (!parties.empty() && !same_codes(parties, targets)) return parties;
    }
    return {};
  }

  std::vector<Party> source_of(const VerbMatch& verb, const std::vector<Party>& targets) const {
    if (const int subject = subject_of(verb); subject >= 0) {
      std::vector<Party> parties = group(subject);
      if (!parties.empty() && !same_codes(parties, targets)) return parties;
    }
    return nearest_before(verb, targets, has_pronoun(verb));
  }

  bool does_something(TokenId noun) const {
    const Deprel relation = tree_.relation(noun);
    return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::root;
  }

  bool has_pronoun(const VerbMatch& verb) const {
    const TokenId subject = surface_subject(tree_, forms_, verb.token);
    return subject != kNoToken && tree_.token(subject).upos == Upos::PRON;
  }

  const PetrarchSentence& sentence_;
  const Petrarch& lexicon_;
  const lexicon::Forms& forms_;
  const Tree& tree_;
};

class Coder {
 public:
  Coder(const Document& document, const lexicon::Forms& forms, const Known& known, const Petrarch& lexicon,
        std::optional<sys_days> day)
      : document_(document), forms_(forms), known_(known), lexicon_(lexicon), day_(day) {}

  std::vector<PetrarchFinding> run(std::vector<Claim>& claims) {
    if (find_discards()) return {};
    std::vector<Tree> trees;
    trees.reserve(document_.sentences.size());
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) trees.emplace_back(document_, forms_, s);
    const Standing standing(document_, forms_, known_);
    const Speakers speakers(document_, trees, forms_);
    std::vector<PetrarchFinding> out;
    for (const Tree& tree : trees) {
      if (tree.size() == 0 || tree.size() > kLongestSentence || discarded_[tree.sentence()]) continue;
      code(tree, standing, speakers, claims, out);
    }
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
      if (a.sentence != b.sentence) return a.sentence < b.sentence;
      if (a.trigger.first != b.trigger.first) return a.trigger.first < b.trigger.first;
      return a.type < b.type;
    });
    return out;
  }

 private:
  // True when a phrase bans the whole story.
  bool find_discards() {
    discarded_.assign(document_.sentences.size(), false);
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      std::vector<Petrarch::Word> words;
      for (const Token& token : document_.sentences[s].tokens) lexicon_.words_of(token.form, words);
      const Petrarch::Discard discard = lexicon_.discards(words);
      if (discard == Petrarch::Discard::story) return true;
      discarded_[s] = discard == Petrarch::Discard::sentence;
    }
    return false;
  }

  void code(const Tree& tree, const Standing& standing, const Speakers& speakers, std::vector<Claim>& claims,
            std::vector<PetrarchFinding>& out) const {
    const PetrarchSentence sentence(tree, lexicon_, day_);
    const bool empty = std::all_of(sentence.phrases().begin(), sentence.phrases().end(),
                                   [](const NounPhrase& phrase) { return phrase.parties.empty(); });
    if (empty) return;
    const SentenceCoder coder(sentence, lexicon_, forms_);
    std::optional<std::vector<Match>> matches;  // of the forms, made when first needed
    for (const VerbMatch& verb : match_verbs(sentence, lexicon_)) {
      const DyadReading reading = coder.read(verb);
      PetrarchFinding finding;
      finding.code.dyads = SentenceCoder::dyads_of(reading, verb.code);
      if (finding.code.dyads.empty()) continue;
      finding.sentence = tree.sentence();
      finding.trigger = trigger(sentence, verb);
      describe(verb, finding.code);
      for (const auto& [issue, count] : lexicon_.issues(sentence.words())) finding.code.issues.push_back(issue);
      if (!matches) matches = find_matches(tree, forms_, standing);
      add_claim(tree, standing, speakers, *matches, verb, reading, finding, claims);
      out.push_back(std::move(finding));
    }
  }

  void describe(const VerbMatch& verb, PetrarchCode& code) const {
    const Petrarch::Pattern* pattern = verb.match.pattern;
    const std::string_view block = lexicon_.block(verb.verb->block).name;
    std::string name(block.empty() ? verb.verb->text : block);
    std::replace(name.begin(), name.end(), ' ', '_');
    code.rule = "petrarch." + name + '.' + std::to_string(pattern != nullptr ? pattern->position : 0);
    code.pattern = pattern != nullptr ? pattern->text : verb.verb->text;
    code.where = lexicon_.where(pattern != nullptr ? pattern->line : verb.verb->line);
    code.scheme = lexicon_.scheme();
  }

  // The verb with the words of its wording that stand next to it.
  static Phrase trigger(const PetrarchSentence& sentence, const VerbMatch& verb) {
    Phrase out = sentence.tree().word(verb.token);
    out.first = std::min(out.first, sentence.token_of(verb.begin));
    out.last = std::max(out.last, sentence.token_of(verb.end - 1) + 1);
    return out;
  }

  static bool near(const Tree& tree, const Claim& claim, const PetrarchFinding& finding) {
    if (claim.sentence != finding.sentence) return false;
    if (claim.trigger.first < finding.trigger.last && finding.trigger.first < claim.trigger.last) return true;
    // "held talks": one coder's word is the verb, the other's its object.
    return tree.head(claim.trigger.head) == finding.trigger.head ||
           tree.head(finding.trigger.head) == claim.trigger.head;
  }

  void add_claim(const Tree& tree, const Standing& standing, const Speakers& speakers,
                 const std::vector<Match>& matches, const VerbMatch& verb, const DyadReading& reading,
                 const PetrarchFinding& finding, std::vector<Claim>& claims) const {
    const CodePair pair = code_pair(verb.code);
    Petrarch::Meaning meaning = lexicon_.meaning(pair.there);
    if (!meaning.type && pair.paired) meaning = lexicon_.meaning(pair.back);
    if (!meaning.type) return;
    const auto same = std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) {
      return claim.type == *meaning.type && near(tree, claim, finding);
    });
    if (same != claims.end()) {
      if (!same->petrarch) same->petrarch = finding.code;
      return;
    }
    Claim claim;
    claim.type = *meaning.type;
    if (!meaning.mode.empty()) claim.modes = {meaning.mode};
    if (!meaning.context.empty()) claim.contexts = {meaning.context};
    claim.sentence = finding.sentence;
    claim.trigger = finding.trigger;
    claim.rule = finding.code.rule;
    claim.confidence = verb.match.pattern != nullptr ? kByPattern : kByVerb;
    claim.petrarch = finding.code;
    claim.mutual = pair.paired && pair.there == pair.back;
    add_parties(tree, reading, claim);
    look(tree, standing, speakers, matches, verb, claim);
    claims.push_back(std::move(claim));
  }

  void add_parties(const Tree& tree, const DyadReading& reading, Claim& claim) const {
    const auto add = [&](const std::vector<Party>& parties, std::vector<Phrase>& out) {
      for (const Party& party : parties) {
        const Phrase phrase = tree.noun_phrase(party.token);
        if (std::find(out.begin(), out.end(), phrase) == out.end()) out.push_back(phrase);
      }
    };
    if (reading.agentless) return add(reading.sources, claim.recipients);
    add(reading.sources, claim.actors);
    add(reading.targets, claim.mutual ? claim.actors : claim.recipients);
    std::erase_if(claim.recipients, [&](const Phrase& phrase) {
      return std::find(claim.actors.begin(), claim.actors.end(), phrase) != claim.actors.end();
    });
  }

  // Status, speakers, time and place, as for the claims of forms.
  void look(const Tree& tree, const Standing& standing, const Speakers& speakers, const std::vector<Match>& matches,
            const VerbMatch& verb, Claim& claim) const {
    Match match;
    match.entry = stand_in(claim.type);
    match.head = verb.token;
    match.words = {verb.token};
    match.passive = is_passive(tree, verb.token);
    const Outlook outlook = look_at(tree, forms_, matches, match);
    claim.status = outlook.left_out && outlook.status == Status::happened ? Status::possible : outlook.status;
    const bool quoted = speakers.in_quotes(tree.sentence(), verb.token);
    for (const Voice& voice : outlook.voices) {
      claim.said_by.push_back({tree.noun_phrase(voice.who), tree.word(voice.cue), quoted});
    }
    if (claim.said_by.empty()) {
      if (auto speaker = speakers.of(tree.sentence(), verb.token)) claim.said_by.push_back(*speaker);
    }
    add_adjuncts(tree, forms_, standing, match, claim);
    if (claim.type == EventType::assault) claim.casualties = count_casualties(tree, forms_, verb.token);
  }

  // A form of the type, for what the reasons of a status ask of one: the first that sets none itself.
  lexicon::Forms::Entry stand_in(EventType type) const {
    for (std::uint32_t f = 0; f < forms_.all().size(); ++f) {
      const lexicon::Form& form = forms_.all()[f];
      if (form.type == type && !form.own_helpers && form.status.empty() && !form.patterns.empty()) return {f, 0};
    }
    return {0, 0};
  }

  const Document& document_;
  const lexicon::Forms& forms_;
  const Known& known_;
  const Petrarch& lexicon_;
  const std::optional<sys_days> day_;
  std::vector<bool> discarded_;  // by sentence
};

}  // namespace

std::vector<PetrarchFinding> code_by_petrarch(const Document& document, const lexicon::Forms& forms, const Known& known,
                                              const Petrarch& lexicon, std::optional<sys_days> day,
                                              std::vector<Claim>& claims) {
  return Coder(document, forms, known, lexicon, day).run(claims);
}

std::vector<std::string> explain(const PetrarchCode& code) {
  std::vector<std::string> lines = {"pattern \"" + code.pattern + "\" (" + code.where + "), rule " + code.rule};
  for (const Dyad& dyad : code.dyads) {
    lines.push_back(code.scheme + ' ' + dyad.code + ": " + dyad.source + " to " + dyad.target);
  }
  for (const std::string& issue : code.issues) lines.push_back("speaks of " + issue);
  return lines;
}

}  // namespace annals::extract
