#include "link/wording.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "base/utf8.h"
#include "link/context.h"
#include "link/story.h"

namespace annals::link {
namespace {

constexpr std::size_t kShortest = 3;
constexpr std::uint32_t kNear = 5;  // words to either side

Hash stem_hash(const Token& token) { return hash_of(stem_of(token.form)); }

Bag sorted(const std::map<Hash, float>& weights) {
  Bag out;
  for (const auto& [word, weight] : weights) out.push_back({word, weight});
  return out;
}

void sort_unique(std::vector<Hash>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::size_t shared(const std::vector<Hash>& a, const std::vector<Hash>& b) {
  std::size_t out = 0;
  for (const Hash one : a) out += std::binary_search(b.begin(), b.end(), one);
  return out;
}

void make_unit(std::vector<float>& vector) {
  double length = 0;
  for (const float x : vector) length += static_cast<double>(x) * x;
  const auto factor = static_cast<float>(1 / std::sqrt(std::max(length, 1e-12)));
  for (float& x : vector) x *= factor;
}

bool is_party(Deprel relation) {
  switch (relation) {
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
    case Deprel::obj:
    case Deprel::iobj:
    case Deprel::obl:
    case Deprel::obl_agent:
    case Deprel::obl_unmarked:
    case Deprel::nmod:
    case Deprel::nmod_poss:
    case Deprel::compound:
    case Deprel::amod:
    case Deprel::xcomp:
      return true;
    default:
      return false;
  }
}

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::nmod_poss;
}

// Whether a word that hangs so on another has its subject, where it has none of its own.
bool shares_subject(Deprel relation) {
  return relation == Deprel::conj || relation == Deprel::xcomp || relation == Deprel::advcl ||
         relation == Deprel::acl_relcl || relation == Deprel::acl || relation == Deprel::obj;
}

// Who and what hangs on a word, and where it has no subject of its own, that of the word it hangs on.
class Parties {
 public:
  Parties(const Sentence& sentence, const Phrase& mention, const Rarity& rarity)
      : sentence_(sentence), mention_(mention), rarity_(rarity) {}

  void take(std::uint32_t head) {
    take_below(head, false);
    std::int32_t above = static_cast<std::int32_t>(head);
    for (int steps = 0; steps < 3 && subjects.empty(); ++steps) {
      const Token& token = sentence_.tokens[static_cast<std::size_t>(above)];
      if (token.head < 0 || !shares_subject(token.deprel)) break;
      above = token.head;
      if (token.deprel == Deprel::acl_relcl || token.deprel == Deprel::acl) {
        add(static_cast<std::uint32_t>(above), parties);
        break;
      }
      take_below(static_cast<std::uint32_t>(above), true);
    }
  }

  std::map<Hash, float> parties, subjects;

 private:
  void take_below(std::uint32_t head, bool only_subjects) {
    for (std::uint32_t t = 0; t < sentence_.tokens.size(); ++t) {
      const Token& token = sentence_.tokens[t];
      if (token.head != static_cast<std::int32_t>(head) || !is_party(token.deprel)) continue;
      if (only_subjects && !is_subject(token.deprel)) continue;
      add(t, parties);
      if (is_subject(token.deprel)) add(t, subjects);
    }
  }
  void add(std::uint32_t word, std::map<Hash, float>& to) {
    add_word(word, to);
    for (std::uint32_t t = 0; t < sentence_.tokens.size(); ++t) {
      const Token& token = sentence_.tokens[t];
      const bool part = token.deprel == Deprel::flat || token.deprel == Deprel::compound ||
                        token.deprel == Deprel::nmod_poss || token.deprel == Deprel::amod ||
                        token.deprel == Deprel::nummod || token.deprel == Deprel::nmod || token.deprel == Deprel::conj;
      if (token.head == static_cast<std::int32_t>(word) && part) add_word(t, to);
    }
  }
  void add_word(std::uint32_t word, std::map<Hash, float>& to) {
    const bool own = word >= mention_.first && word < mention_.last;
    if (own || !carries(sentence_.tokens[word])) return;
    const Hash stem = stem_hash(sentence_.tokens[word]);
    to[stem] = rarity_.of(stem);
  }

  const Sentence& sentence_;
  const Phrase& mention_;
  const Rarity& rarity_;
};

// Where in the sentence stand who acts, whom it befalls, whatever else hangs on the act, and all that carries matter.
void mark_words(const Sentence& sentence, const Phrase& mention, std::uint32_t head, Wording& out) {
  const bool noun = sentence.tokens[head].upos == Upos::NOUN;
  const auto outside = [&](std::uint32_t t) { return t < mention.first || t >= mention.last; };
  for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
    const Token& token = sentence.tokens[t];
    if (!outside(t)) continue;
    if (carries(token)) out.around_at.push_back(t);
    if (token.head != static_cast<std::int32_t>(mention.head) && token.head != static_cast<std::int32_t>(head))
      continue;
    if (is_party(token.deprel) && carries(token)) out.parties_at.push_back(t);
    if (is_subject(token.deprel)) out.subjects_at.push_back(t);
    const bool object = token.deprel == Deprel::obj || token.deprel == Deprel::nsubj_pass;
    const bool of_noun = noun && (token.deprel == Deprel::nmod || token.deprel == Deprel::compound);
    if (object || of_noun) out.objects_at.push_back(t);
  }
  std::uint32_t above = mention.head;
  for (int steps = 0; steps < 3 && out.subjects_at.empty(); ++steps) {
    const Token& token = sentence.tokens[above];
    if (token.head < 0 || !shares_subject(token.deprel)) break;
    above = static_cast<std::uint32_t>(token.head);
    if (token.deprel == Deprel::acl_relcl || token.deprel == Deprel::acl) {
      out.subjects_at.push_back(above);
      break;
    }
    for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
      const Token& other = sentence.tokens[t];
      if (other.head == static_cast<std::int32_t>(above) && is_subject(other.deprel)) out.subjects_at.push_back(t);
    }
  }
}

void look_around(const Sentence& sentence, const Phrase& mention, const Rarity& rarity, Wording& out) {
  std::map<Hash, float> around, near;
  for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
    const Token& token = sentence.tokens[t];
    if ((t >= mention.first && t < mention.last) || !carries(token)) continue;
    const Hash stem = stem_hash(token);
    around[stem] = rarity.of(stem);
    const std::uint32_t distance = t < mention.first ? mention.first - t : t - mention.last + 1;
    if (distance <= kNear) near[stem] = rarity.of(stem);
    if (token.upos == Upos::PROPN) out.names.push_back(stem);
    if (token.upos == Upos::NUM) out.numbers.push_back(hash_of(base::fold(token.form)));
  }
  sort_unique(out.names);
  sort_unique(out.numbers);
  out.around = sorted(around);
  out.near = sorted(near);
}

}  // namespace

bool carries(const Token& token) {
  switch (token.upos) {
    case Upos::NOUN:
    case Upos::VERB:
    case Upos::PROPN:
    case Upos::ADJ:
    case Upos::ADV:
    case Upos::NUM:
      return true;
    default:
      return false;
  }
}

float overlap(const Bag& a, const Bag& b) {
  float both = 0, all = 0;
  for (const Weighted& one : a) all += one.weight;
  for (const Weighted& one : b) all += one.weight;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].word == b[j].word) both += std::min(a[i].weight, b[j].weight);
    const bool less = a[i].word < b[j].word, more = b[j].word < a[i].word;
    i += !more;
    j += !less;
  }
  return all > 0 ? 2 * both / all : 0;
}

float cosine(const Bag& a, const Bag& b) {
  float sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].word == b[j].word) sum += a[i].weight * b[j].weight;
    const bool less = a[i].word < b[j].word, more = b[j].word < a[i].word;
    i += !more;
    j += !less;
  }
  return sum;
}

Rarity::Rarity(const std::vector<const Document*>& documents) : documents_(documents.size()) {
  std::map<Hash, std::uint32_t> counts;
  for (const Document* document : documents) {
    std::set<Hash> seen;
    for (const Sentence& sentence : document->sentences) {
      for (const Token& token : sentence.tokens) {
        if (carries(token)) seen.insert(stem_hash(token));
      }
    }
    for (const Hash stem : seen) ++counts[stem];
  }
  counts_.assign(counts.begin(), counts.end());
}

float Rarity::of(Hash stem) const {
  const auto at = std::lower_bound(counts_.begin(), counts_.end(), stem,
                                   [](const auto& one, Hash sought) { return one.first < sought; });
  const std::uint32_t count = at != counts_.end() && at->first == stem ? at->second : 1;
  return std::log(static_cast<float>(documents_) / static_cast<float>(count));
}

Bag matter_of(const Document& document, const Rarity& rarity, Takes takes) {
  std::map<Hash, float> counts;
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    for (const Token& token : document.sentences[s].tokens) {
      const bool taken = takes != nullptr ? takes(token, s) : carries(token) && token.form.size() >= kShortest;
      if (taken) ++counts[stem_hash(token)];
    }
  }
  Bag out = sorted(counts);
  double length = 0;
  for (Weighted& one : out) {
    one.weight = (1 + std::log(one.weight)) * rarity.of(one.word);
    length += static_cast<double>(one.weight) * one.weight;
  }
  const auto factor = static_cast<float>(1 / std::sqrt(std::max(length, 1e-12)));
  for (Weighted& one : out) one.weight *= factor;
  return out;
}

std::vector<float> meaning_of(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  const std::size_t width = sentence.tokens.empty() ? 0 : sentence.meanings.size() / sentence.tokens.size();
  std::vector<float> out(width, 0.0f);
  if (width == 0) return out;
  for (std::uint32_t word = first; word < last; ++word) {
    std::vector<float> one(width);
    for (std::size_t i = 0; i < width; ++i) one[i] = sentence.meanings[word * width + i];
    make_unit(one);
    for (std::size_t i = 0; i < width; ++i) out[i] += one[i];
  }
  make_unit(out);
  return out;
}

Wording wording_of(const Document& document, std::uint32_t number, const Phrase& mention, const WordingTools& tools) {
  const Sentence& sentence = document.sentences[mention.sentence];
  // The longest word tells the act: "came to power" by "power", "gave birth" by "birth".
  std::uint32_t head = mention.head;
  for (std::uint32_t t = mention.first; t < mention.last; ++t) {
    if (sentence.tokens[t].form.size() > sentence.tokens[head].form.size()) head = t;
  }
  const Token& token = sentence.tokens[head];
  Wording out;
  out.document = number;
  out.sentence = mention.sentence;
  out.head = head;
  const Token& top = sentence.tokens[mention.head];
  out.governor = top.head < 0 ? mention.head : static_cast<std::uint32_t>(top.head);
  out.governing = top.head < 0 ? 0 : stem_hash(sentence.tokens[out.governor]);
  const std::string form = base::fold(token.form), lemma = base::fold(token.lemma);
  out.form = hash_of(form);
  out.lemma = hash_of(lemma);
  const std::string stem = stem_of(token.form);
  out.stem = hash_of(stem);
  out.first_letters = hash_of(std::string_view(form).substr(0, 4));
  out.verb = token.upos == Upos::VERB || token.upos == Upos::AUX;
  out.capital = !token.form.empty() && base::is_upper_ascii(token.form[0]);
  out.several = mention.last - mention.first > 1;
  const auto sentences = static_cast<float>(document.sentences.size());
  out.place = static_cast<float>(mention.sentence) / sentences;
  out.rarity = tools.rarity.of(out.stem);
  for (const Token& other : sentence.tokens) {
    const bool below = other.head == static_cast<std::int32_t>(mention.head);
    const bool no = other.lemma == "not" || other.lemma == "no" || other.lemma == "never" || other.lemma == "n't";
    out.denied |= below && no;
  }
  look_around(sentence, mention, tools.rarity, out);
  Parties parties(sentence, mention, tools.rarity);
  parties.take(mention.head);
  if (head != mention.head) parties.take(head);
  out.parties = sorted(parties.parties);
  out.subjects = sorted(parties.subjects);
  mark_words(sentence, mention, head, out);
  out.senses = tools.senses.of(lemma, out.verb);
  out.by_itself = tools.word_vector(token.form);
  make_unit(out.by_itself);
  out.here = meaning_of(sentence, mention.first, mention.last);
  out.sentence_meaning = meaning_of(sentence, 0, static_cast<std::uint32_t>(sentence.tokens.size()));
  return out;
}

Signs signs_of(const Wording& a, const Wording& b, const Company& company) {
  const bool same = a.stem == b.stem, together = a.document == b.document;
  const bool one_sentence = together && a.sentence == b.sentence;
  const float stories = together ? 0 : company.stories;
  const float around = overlap(a.around, b.around), near = overlap(a.near, b.near);
  const std::size_t names = shared(a.names, b.names), numbers = shared(a.numbers, b.numbers);
  const bool other_names = !a.names.empty() && !b.names.empty() && names == 0;
  const bool other_numbers = !a.numbers.empty() && !b.numbers.empty() && numbers == 0;
  const float parties = overlap(a.parties, b.parties), subjects = overlap(a.subjects, b.subjects);
  const bool other_parties = !a.parties.empty() && !b.parties.empty() && parties == 0;
  const auto often = [](float count) { return std::log(1 + count) / 4; };
  const auto both = [&](float number) { return same ? number : 0.0f; };
  const auto yes = [](bool is) { return is ? 1.0f : 0.0f; };
  const float between = together ? std::abs(static_cast<float>(a.sentence) - static_cast<float>(b.sentence)) : 0;
  const bool governs = one_sentence && (a.governor == b.head || b.governor == a.head);
  return {yes(same),
          yes(a.form == b.form),
          yes(a.lemma == b.lemma),
          yes(a.first_letters == b.first_letters),
          yes(together),
          yes(one_sentence),
          stories,
          together ? 0 : 3 * std::min(company.stories, 0.3f),
          around,
          near,
          static_cast<float>(std::min<std::size_t>(names, 3)) / 3,
          yes(other_names),
          static_cast<float>(std::min<std::size_t>(numbers, 2)) / 2,
          yes(other_numbers),
          yes(a.capital != b.capital),
          yes(a.capital && b.capital),
          yes(a.place < 0.1f && b.place < 0.1f),
          std::abs(a.place - b.place),
          yes(a.several != b.several),
          yes(a.several && b.several),
          std::max(a.rarity, b.rarity) / 5,
          std::min(a.rarity, b.rarity) / 5,
          often(std::max(company.told_a, company.told_b)),
          often(std::min(company.told_a, company.told_b)),
          often(company.told),
          lexicon::likeness(a.senses.own, b.senses.own),
          lexicon::likeness(a.senses.derived, b.senses.derived),
          lexicon::likeness(a.senses.kin, b.senses.kin),
          both(around),
          both(near),
          both(stories),
          both(yes(together)),
          yes(a.verb && b.verb),
          yes(a.verb != b.verb),
          parties,
          subjects,
          yes(other_parties),
          both(parties),
          both(yes(other_parties)),
          std::min(between, 10.0f) / 10,
          yes(a.denied != b.denied),
          yes(governs),
          yes(a.governing != 0 && a.governing == b.governing),
          both(yes(other_numbers)),
          both(yes(other_names)),
          company.joined,
          both(company.joined)};
}

}  // namespace annals::link
