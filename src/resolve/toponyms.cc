#include "resolve/toponyms.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "base/utf8.h"
#include "resolve/tree.h"

namespace annals::resolve {
namespace {

constexpr std::uint32_t kLongest = 7;  // words

char32_t first_character(std::string_view word) {
  std::size_t at = 0;
  return word.empty() ? 0 : base::next_code_point(word, at);
}

bool has_capital(const Token& token) { return base::is_upper(first_character(token.form)); }

bool glued(const Sentence& sentence, std::uint32_t token) {
  return token > 0 && sentence.tokens[token].range.begin == sentence.tokens[token - 1].range.end;
}

bool all_capitals(std::string_view word) {
  bool some = false;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    some = some || (c >= 'A' && c <= 'Z');
  }
  return some;
}

std::string size_of(std::int64_t people) {
  if (people < 100) return "none";
  return std::to_string(static_cast<int>(std::log10(static_cast<double>(people))));
}

// "Al-Bab", "Stratford-upon-Avon", "Isle of Man", "Queen Anne 's County", "St. John's"
bool joins(const Sentence& sentence, std::uint32_t at) {
  constexpr auto kJoining = std::to_array<std::string_view>(
      {"of", "the",  "and", "de", "la",  "le", "les", "du", "des", "del", "el", "al", "da", "do", "di",
       "y",  "upon", "on",  "in", "sur", "en", "'s",  "’s", "-",   "–",   "/",  "&",  "'",  "’"});
  return std::find(kJoining.begin(), kJoining.end(), sentence.tokens[at].form) != kJoining.end();
}

std::string shape_of(const Sentence& sentence, const Phrase& phrase) {
  const Token& first = sentence.tokens[phrase.first];
  const bool dotted = sentence.tokens[phrase.last - 1].form.back() == '.';
  bool loud = true, digits = false;
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    loud = loud && (all_capitals(sentence.tokens[i].form) || joins(sentence, i));
    digits = digits || std::any_of(sentence.tokens[i].form.begin(), sentence.tokens[i].form.end(), base::is_digit);
  }
  std::string out = digits ? "digits" : loud ? (first.form.size() > 4 ? "LOUD" : "ABC") : "Name";
  if (dotted) out += '.';
  return out;
}

}  // namespace

Toponyms::Toponyms(const Document& document, const Knowledge& know, const Cast& cast)
    : document_(document), know_(know), cast_(cast), names_(document.sentences.size()) {
  for (const Name& name : document.names) {
    names_[name.phrase.sentence].push_back(&name);
    const std::string folded = base::fold(document.text_of(name.phrase));
    if (name.kind == NameKind::place) ++as_place_[folded];
    if (name.kind == NameKind::organization) ++as_body_[folded];
    if (name.kind != NameKind::person) continue;
    const auto& tokens = document.sentences[name.phrase.sentence].tokens;
    ++as_person_[base::fold(tokens[name.phrase.last - 1].form)];
    if (name.phrase.last - name.phrase.first > 1) ++as_person_[base::fold(tokens[name.phrase.first].form)];
  }
}

const Toponyms::Known& Toponyms::known(const std::string& name) const {
  const auto found = tables_.find(name);
  if (found != tables_.end()) return found->second;
  Known known;
  if (know_.places.is_name(name)) {
    const auto bearers = know_.places.bearers(name);
    std::int64_t most = -1;
    known.bearers = bearers.size();
    for (const lexicon::PlaceBearer& bearer : bearers) {
      const lexicon::KnownPlace& place = know_.places.place(bearer.place);
      std::int64_t people = std::max<std::int64_t>(place.population, bearer.ours ? 50000 : 0);
      if (bearer.alternate) people /= 10;
      known.own_name = known.own_name || !bearer.alternate;
      if (people <= most) continue;
      most = people;
      known.kind = place.kind;
    }
    known.size = size_of(most);
  }
  return tables_.emplace(name, std::move(known)).first->second;
}

bool Toponyms::names_a_land(const std::string& name) const {
  const auto bearers = know_.places.bearers(name);
  return std::any_of(bearers.begin(), bearers.end(), [&](const lexicon::PlaceBearer& bearer) {
    const std::string_view kind = know_.places.place(bearer.place).kind;
    return !bearer.alternate && bearer.kind.empty() && (kind == "country" || kind == "continent");
  });
}

const Name* Toponyms::name_over(const Phrase& phrase) const {
  for (const Name* name : names_[phrase.sentence]) {
    if (name->phrase.first < phrase.last && phrase.first < name->phrase.last) return name;
  }
  return nullptr;
}

void Toponyms::sign(const Sentence& sentence, Toponym& toponym) const {
  const Phrase& phrase = toponym.phrase;
  auto& signs = toponym.signs;
  const auto put = [&](std::string sign) { signs.push_back(std::move(sign)); };
  const Known& tables = known(toponym.name);
  const std::string size = tables.size == "absent" ? tables.size : (tables.own_name ? "own" : "other") + tables.size;
  const std::string use = toponym.use == Toponym::Use::name     ? ""
                          : toponym.use == Toponym::Use::people ? "people"
                                                                : "adjective";

  std::string read = "none";
  if (const Name* name = name_over(phrase)) {
    const std::string kind(kNameKindNames[static_cast<std::size_t>(name->kind)]);
    if (name->phrase.first == phrase.first && name->phrase.last == phrase.last) {
      read = kind;
      put("sure=" + kind + std::to_string(static_cast<int>(name->confidence * 5)));
    } else if (name->phrase.first <= phrase.first && phrase.last <= name->phrase.last) {
      read = (name->phrase.first == phrase.first ? "begins-"
              : name->phrase.last == phrase.last ? "ends-"
                                                 : "within-") +
             kind;
    } else if (phrase.first <= name->phrase.first && name->phrase.last <= phrase.last) {
      read = "around-" + kind;
    } else {
      read = "across-" + kind;
    }
    if (name->phrase.last > phrase.last) put("name-goes-on=" + base::fold(sentence.tokens[name->phrase.last - 1].form));
  }
  put("read=" + read);
  put("read=" + read + ':' + size);
  put("size=" + size);
  put("kind=" + tables.kind);
  put("kind=" + tables.kind + ':' + read);

  std::string mention = "none";
  if (const Mention* found = cast_.at(phrase.sentence, phrase.first)) {
    const Entity& entity = cast_.entity(found->entity);
    mention = entity.person ? "person" : entity.actor.kind;
    if (!entity.person) mention += '/' + std::string(to_string(found->use));
    const bool exact = found->phrase.first == phrase.first && found->phrase.last == phrase.last;
    if (!exact)
      mention = (found->phrase.last > phrase.last || found->phrase.first < phrase.first ? "in-" : "over-") + mention;
  }
  put("mention=" + mention);
  put("mention=" + mention + ':' + read);
  if (!use.empty()) put("use=" + use);

  const std::string shape = shape_of(sentence, phrase);
  const std::uint32_t length = phrase.last - phrase.first;
  put("shape=" + shape + std::to_string(std::min(length, 4u)));
  put("shape=" + shape + ':' + read);
  put("length=" + std::to_string(length) + (tables.bearers ? ":known" : ":unknown"));
  const std::string first = base::fold(sentence.tokens[phrase.first].form);
  const std::string last = base::fold(sentence.tokens[phrase.last - 1].form);
  if (length > 1) put("first=" + first), put("last=" + last);
  if (length > 1) put("last=" + last + (tables.bearers ? ":known" : ":unknown"));

  const auto word = [&](std::int64_t at) -> std::string {
    if (at < 0) return "^";
    if (at >= static_cast<std::int64_t>(sentence.tokens.size())) return "$";
    return base::fold(sentence.tokens[static_cast<std::size_t>(at)].form);
  };
  const auto cased = [&](std::int64_t at) {
    if (at < 0 || at >= static_cast<std::int64_t>(sentence.tokens.size())) return std::string("edge");
    const Token& token = sentence.tokens[static_cast<std::size_t>(at)];
    return has_capital(token) ? std::string("capital") : std::string(to_string(token.upos));
  };
  const std::int64_t before = static_cast<std::int64_t>(phrase.first) - 1, behind = phrase.last;
  const std::string group = read == "none" ? (tables.bearers ? "known" : "unknown") : read.substr(read.find('-') + 1);
  put("before=" + word(before));
  put("before=" + word(before) + ':' + group);
  put("behind=" + word(behind));
  put("behind=" + word(behind) + ':' + group);
  put("before-that=" + word(before - 1) + ' ' + word(before));
  put("behind-that=" + word(behind) + ' ' + word(behind + 1));
  put("before-cased=" + cased(before) + ':' + group);
  put("behind-cased=" + cased(behind) + ':' + group);
  put("between=" + cased(before) + ':' + cased(behind));
  if (behind < static_cast<std::int64_t>(sentence.tokens.size()) && sentence.tokens[phrase.last].form == "," &&
      behind + 1 < static_cast<std::int64_t>(sentence.tokens.size())) {
    const Known& next = known(sentence.tokens[phrase.last + 1].form);
    put("comma-then=" + (next.bearers ? next.kind : "unknown"));
  }
  const Token& head = sentence.tokens[phrase.head];
  put("upos=" + std::string(to_string(sentence.tokens[phrase.first].upos)) + ':' +
      std::string(to_string(sentence.tokens[phrase.last - 1].upos)));
  put("deprel=" + std::string(kDeprelNames[static_cast<std::size_t>(head.deprel)]));
  put("deprel=" + std::string(kDeprelNames[static_cast<std::size_t>(head.deprel)]) + ':' + group);
  if (head.head >= 0) put("of=" + base::fold(sentence.tokens[static_cast<std::size_t>(head.head)].lemma));

  const std::string folded = base::fold(document_.text_of(phrase));
  const auto times = [&](const auto& counts) {
    const auto found = counts.find(folded);
    return found == counts.end() ? 0 : found->second;
  };
  const int own = read == "place" ? 1 : 0;
  put("elsewhere=" + std::string(times(as_place_) > own ? "place" : "") +
      (length == 1 && times(as_person_) > 0 ? "person" : "") + (times(as_body_) > 0 ? "body" : ""));
  put("elsewhere=" + std::string(times(as_place_) > own ? "place" : "") +
      (length == 1 && times(as_person_) > 0 ? "person" : "") + ':' + read);
  put("block=" + std::to_string(static_cast<int>(document_.block_of(sentence).kind)) + ':' + group);
}

float Toponyms::weight_of(const Phrase& phrase) const {
  if (know_.language.toponyms().empty()) return 0;
  Toponym toponym;
  toponym.phrase = phrase;
  toponym.phrase.head = phrase.last - 1;
  toponym.name = words_of(document_.sentences[phrase.sentence], phrase.first, phrase.last);
  sign(document_.sentences[phrase.sentence], toponym);
  for (const std::string& sign : toponym.signs) toponym.weight += know_.language.toponyms().of(sign);
  return toponym.weight;
}

std::vector<Toponym> Toponyms::weighed_in(std::uint32_t number) const {
  const Sentence& sentence = document_.sentences[number];
  const auto count = static_cast<std::uint32_t>(sentence.tokens.size());
  std::vector<Toponym> out;
  for (std::uint32_t first = 0; first < count; ++first) {
    // "al-Bab": a small article glued to a capital will do.
    const bool article = first + 2 < count && sentence.tokens[first].form.size() <= 3 &&
                         sentence.tokens[first + 1].form == "-" && glued(sentence, first + 1) &&
                         has_capital(sentence.tokens[first + 2]);
    if (!has_capital(sentence.tokens[first]) && !article) continue;
    for (std::uint32_t last = first + 1; last <= std::min(count, first + kLongest); ++last) {
      const Token& end = sentence.tokens[last - 1];
      const bool capital = has_capital(end) || (last - 1 > first && sentence.tokens[last - 2].form == "-");
      if (!capital) {
        if (last - 1 > first && !joins(sentence, last - 1)) break;
        if (last - 1 > first) continue;
        if (!article) break;
        continue;
      }
      Toponym toponym;
      toponym.phrase = {number, first, last, last - 1};
      for (std::uint32_t i = first; i < last; ++i) {
        const std::int32_t head = sentence.tokens[i].head;
        if (head < static_cast<std::int32_t>(first) || head >= static_cast<std::int32_t>(last)) {
          toponym.phrase.head = i;
          break;
        }
      }
      toponym.name = words_of(sentence, first, last);
      bool worth = false;
      if (const Mention* mention = cast_.at(number, first);
          mention && mention->phrase.first == first && mention->phrase.last == last) {
        const Entity& entity = cast_.entity(mention->entity);
        const bool state = !entity.person && (entity.actor.kind == "country" || entity.actor.kind == "people");
        if (state && mention->use != lexicon::NameUse::capital && mention->use != lexicon::NameUse::metonym) {
          toponym.country = entity.actor.country;
          // "US troops" acts as "American troops" does, and "Europe" as the Europeans do: the words are a place's name.
          const bool people = mention->use == lexicon::NameUse::people || entity.actor.kind == "people";
          if (!names_a_land(toponym.name)) {
            if (mention->use == lexicon::NameUse::adjective) toponym.use = Toponym::Use::adjective;
            if (people) toponym.use = Toponym::Use::people;
          }
          worth = true;
        }
      }
      for (const Name* name : names_[number]) {
        const bool exact = name->phrase.first == first && name->phrase.last == last;
        if (exact && (name->kind == NameKind::place || name->kind == NameKind::nationality)) worth = true;
        if (exact && name->kind == NameKind::nationality && toponym.country.empty())
          toponym.use = Toponym::Use::adjective;
      }
      const auto feature = [&](const Token& token) { return know_.language.has(WordClass::feature, token.form); };
      worth = worth || (last - first > 1 && (feature(end) || feature(sentence.tokens[first])) && has_capital(end));
      worth = worth || know_.places.is_name(toponym.name);
      if (!worth) continue;
      sign(sentence, toponym);
      if (know_.language.toponyms().empty()) {  // a language whose signs nobody has weighed: as it was read
        const Name* name = name_over(toponym.phrase);
        const bool read = name != nullptr && name->kind == NameKind::place && name->phrase.first == first &&
                          name->phrase.last == last;
        toponym.weight = read || !toponym.country.empty() ? 1 : -1;
      }
      for (const std::string& sign : toponym.signs) toponym.weight += know_.language.toponyms().of(sign);
      out.push_back(std::move(toponym));
    }
  }
  return out;
}

// Of names that overlap, those that are likeliest together.
std::vector<Toponym> Toponyms::named_in(std::uint32_t number) const {
  std::vector<Toponym> all = weighed_in(number);
  std::erase_if(all, [](const Toponym& one) { return one.weight <= 0; });
  std::stable_sort(all.begin(), all.end(),
                   [](const Toponym& a, const Toponym& b) { return a.phrase.last < b.phrase.last; });
  std::vector<float> best(all.size() + 1, 0);
  std::vector<std::size_t> before(all.size(), 0);
  std::vector<bool> taken(all.size(), false);
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::size_t free = i;
    while (free > 0 && all[free - 1].phrase.last > all[i].phrase.first) --free;
    before[i] = free;
    taken[i] = best[free] + all[i].weight > best[i];
    best[i + 1] = std::max(best[i], best[free] + all[i].weight);
  }
  std::vector<Toponym> out;
  for (std::size_t i = all.size(); i > 0;) {
    if (!taken[i - 1]) {
      --i;
      continue;
    }
    out.push_back(std::move(all[i - 1]));
    i = before[i - 1];
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace annals::resolve
