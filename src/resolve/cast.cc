#include "resolve/cast.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <tuple>

#include "base/text.h"
#include "base/utf8.h"
#include "lexicon/names.h"
#include "resolve/spelling.h"
#include "resolve/tree.h"

namespace annals::resolve {

std::string own_id(std::string_view words) { return lexicon::own_id(words); }

bool is_country_code(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(), base::is_upper_ascii);
}

Actor actor_of(const lexicon::KnownActor& known) {
  Actor out;
  out.id = known.id;
  out.name = known.name;
  out.kind = known.kind;
  out.country = known.country;
  out.sector = known.sector;
  if (out.kind == "country" && out.sector.empty()) out.sector = "GOV";
  return out;
}

std::string sector_of_role(std::string_view role, std::string_view of, const Knowledge& know) {
  constexpr auto kSectors = std::to_array<std::pair<std::string_view, std::string_view>>({{"army chief", "MIL"},
                                                                                          {"general", "MIL"},
                                                                                          {"intelligence chief", "SPY"},
                                                                                          {"police chief", "COP"},
                                                                                          {"chief justice", "JUD"},
                                                                                          {"speaker", "LEG"},
                                                                                          {"party leader", "PTY"}});
  for (const auto& [known, sector] : kSectors) {
    if (known == role) return std::string(sector);
  }
  if (is_country_code(of)) return "GOV";
  if (const auto body = know.actors.by_id(of)) return std::string(know.actors.actor(*body).sector);
  return role.empty() ? "UNK" : "GOV";
}

namespace {

std::string country_of(std::string_view of, const Knowledge& know) {
  if (is_country_code(of)) return std::string(of);
  if (const auto body = know.actors.by_id(of)) return std::string(know.actors.actor(*body).country);
  return {};
}

Actor person_actor(lexicon::PersonIndex index, const lexicon::Tenure* tenure, const Knowledge& know) {
  const lexicon::Person& person = know.actors.person(index);
  Actor out;
  out.id = person.id;
  out.name = person.name;
  out.kind = "person";
  if (tenure != nullptr) {
    out.country = country_of(tenure->of, know);
    out.sector = sector_of_role(tenure->role, tenure->of, know);
    out.office = tenure->office;
  }
  return out;
}

std::string last_word(std::string_view name) {
  const auto words = base::split_words(name);
  return words.empty() ? std::string() : base::fold(words.back());
}

// "al-Maliki" is also called "Maliki".
void add_surname(std::vector<std::string>& surnames, std::string_view name) {
  const std::string folded = base::fold(name);
  if (folded.empty()) return;
  const auto add = [&](const std::string& word) {
    if (!word.empty() && std::find(surnames.begin(), surnames.end(), word) == surnames.end()) surnames.push_back(word);
  };
  add(folded);
  if (const std::size_t dash = folded.find('-'); dash != std::string::npos && dash <= 3) add(folded.substr(dash + 1));
  if (const std::size_t blank = folded.rfind(' '); blank != std::string::npos) add(folded.substr(blank + 1));
}

bool is_full_name(std::string_view name) { return base::split_words(name).size() >= 2; }

std::uint32_t head_within(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i) {
    const std::int32_t head = sentence.tokens[i].head;
    if (head < static_cast<std::int32_t>(first) || head >= static_cast<std::int32_t>(last)) return i;
  }
  return last - 1;
}

// Whether the words stand before a noun that they say something of.
bool modifies(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  const Token& token = sentence.tokens[head_within(sentence, first, last)];
  if (token.deprel != Deprel::compound && token.deprel != Deprel::amod) return false;
  return token.head >= static_cast<std::int32_t>(last) &&
         sentence.tokens[static_cast<std::size_t>(token.head)].upos == Upos::NOUN;
}

// Roles by which a bare surname may be taken for a person of the tables: others share it with too many.
bool is_prominent(const lexicon::Tenure& tenure) {
  constexpr auto kProminent = std::to_array<std::string_view>({"head of state", "head of government", "head of body",
                                                               "leader", "foreign minister", "defence minister",
                                                               "foreign policy chief", "vice head of state"});
  return std::find(kProminent.begin(), kProminent.end(), tenure.role) != kProminent.end();
}

constexpr double kSameName = 0.92;  // of PersonMatch::fit: the same name, whatever the spelling
constexpr double kAsWell = 0.02;    // of fit: less apart is as good
constexpr std::size_t kCommon = 12;
constexpr int kGrownUp = 25;  // years; who is younger holds no office

const lexicon::Tenure* weightiest(lexicon::PersonIndex person, const Knowledge& know) {
  return know.actors.office_of(person, {});
}

void stand(Actor& actor, const lexicon::Standing& standing) {
  if (!standing.country.empty()) actor.country = standing.country;
  if (!standing.sector.empty()) actor.sector = standing.sector;
}

// Years between a day and the nearest office held; 0 in office or where the day is not known.
int years_out_of_office(const lexicon::PersonMatch& match, const Knowledge& know, const TimeInterval& when) {
  if (match.in_office || !when.from || !when.to) return 0;
  std::chrono::days nearest = std::chrono::days::max();
  for (const lexicon::Tenure* tenure : know.actors.tenures(match.person)) {
    if (tenure->to && *tenure->to < *when.from) nearest = std::min(nearest, *when.from - *tenure->to);
    if (tenure->from && *when.to < *tenure->from) nearest = std::min(nearest, *tenure->from - *when.to);
  }
  return nearest == std::chrono::days::max() ? 0 : static_cast<int>(nearest.count() / 365);
}

// Whether a full name that fits a person of the tables means him. Many bear one name, and most of whom news tells hold
// no office: something must speak for him (his state is named, he holds high office that day, the name is rare), and
// nothing against him (the text tells of somebody else, the day lies far from his offices).
bool is_meant(const lexicon::PersonMatch& match, const std::string& name, int nearness, bool against,
              const Knowledge& know, const TimeInterval& when) {
  const auto tenures = know.actors.tenures(match.person);
  const bool prominent =
      std::any_of(tenures.begin(), tenures.end(), [](const auto* one) { return is_prominent(*one); });
  const bool common = know.actors.bearers(name) > kCommon;
  const bool same = match.fit >= kSameName;
  if (against && !(same && prominent && match.in_office && nearness < 3)) return false;
  if (years_out_of_office(match, know, when) > (prominent ? 45 : 20)) return false;
  if (!same || common) return nearness < 3 && !(common && !same && nearness > 1);
  return true;
}

// Words beside a name that tell of somebody who holds no office: his age, or what he is ("a boy", "a farmer").
bool tells_of_another(const Sentence& sentence, std::uint32_t first, std::uint32_t last,
                      const std::optional<Title>& title) {
  constexpr auto kPrivate = std::to_array<std::string_view>({"CVL", "CRM", "HLH", "AGR", "LAB"});
  if (title && title->roles.empty() && title->agent != nullptr &&
      std::find(kPrivate.begin(), kPrivate.end(), title->agent->sector) != kPrivate.end()) {
    return true;
  }
  const auto young = [&](std::uint32_t at) {
    const std::string& form = sentence.tokens[at].form;
    std::size_t digits = 0;
    while (digits < form.size() && base::is_digit(form[digits])) ++digits;
    return digits > 0 && digits <= 2 && std::atoi(form.c_str()) < kGrownUp;
  };
  const std::size_t size = sentence.tokens.size();
  if (last + 2 < size && sentence.tokens[last].form == "," && sentence.tokens[last + 1].upos == Upos::NUM &&
      sentence.tokens[last + 2].form == "," && young(last + 1)) {
    return true;
  }
  for (std::uint32_t i = first >= 6 ? first - 6 : 0; i < first; ++i) {  // "14-year-old"
    const std::string& form = sentence.tokens[i].form;
    const bool years =
        form.find("-year-old") != std::string::npos ||
        (i + 4 < first + 1 && sentence.tokens[i + 1].form == "-" && sentence.tokens[i + 2].form == "year");
    if (years && young(i)) return true;
  }
  return false;
}

// "The frigate Kemal Reis", "USS Cole": a ship's name, whoever it is after.
bool names_ship(const Sentence& sentence, std::uint32_t first, const Language& language) {
  if (language.has(WordClass::ship_prefix, sentence.tokens[first].form)) return true;
  // Behind the noun, and behind a title that is part of the name: "the destroyer Admiral Levchenko".
  for (std::uint32_t i = first; i-- > 0 && first - i <= 3;) {
    const Token& before = sentence.tokens[i];
    if (language.has(WordClass::ship_prefix, before.form)) return true;
    if (before.upos == Upos::NOUN) return language.has(WordClass::vessel, before.form);
    if (before.upos != Upos::PROPN) return false;
  }
  return false;
}

// Whom news calls by the bare surname even where it never names the state.
bool is_everywhere(const lexicon::Tenure& tenure) {
  return tenure.role == "head of state" || tenure.role == "head of government" || tenure.role == "head of body" ||
         tenure.role == "foreign minister";
}

}  // namespace

Actor holder_actor(const lexicon::Tenure& tenure, const Knowledge& know) {
  return person_actor(tenure.person, &tenure, know);
}

Actor person_on(const Entity& entity, const TimeInterval& when, const Knowledge& know) {
  if (!entity.known_person) return entity.actor;
  const std::vector<const lexicon::Tenure*> all = know.actors.tenures(*entity.known_person);
  const lexicon::Tenure* tenure = nullptr;
  if (entity.title && entity.title->current && !entity.title->lesser) {  // the office the text itself gives
    for (const lexicon::Tenure* held : all) {
      if (fits_title(*held, *entity.title, entity.titled_of) && held->overlaps(when)) tenure = held;
    }
  }
  if (tenure == nullptr) tenure = know.actors.office_of(*entity.known_person, when);
  Actor out = person_actor(*entity.known_person, tenure, know);
  const lexicon::Standing* standing = know.actors.standing(out.id, when);
  if (standing != nullptr) stand(out, *standing);
  if (tenure == nullptr && standing == nullptr) {
    if (!entity.actor.country.empty()) out.country = entity.actor.country;
    out.sector = entity.actor.sector;
    if (entity.title && entity.title->current) out.office = entity.actor.office;
  }
  return out;
}

// A name found in a sentence, before it is known whose it is.
struct Cast::Span {
  std::uint32_t sentence = 0, first = 0, last = 0;
  bool person = false;
  std::vector<lexicon::Sense> senses;  // of what the tables know; empty: nothing
  std::vector<lexicon::PersonIndex> persons;
  NameKind kind = NameKind::other;
};

// Of several bearers of a name ("IAF"), the one whose state the page speaks of elsewhere.
void Cast::choose_senses(std::vector<Span>& spans, const Knowledge& know) {
  std::map<std::string, int> sure;
  for (const Span& span : spans) {
    if (span.senses.size() == 1) ++sure[std::string(know.actors.actor(span.senses.front().actor).country)];
  }
  for (Span& span : spans) {
    if (span.senses.size() < 2 || know.actors.actor(span.senses.front().actor).kind == "country") continue;
    const auto weight = [&](const lexicon::Sense& sense) {
      const std::string_view country = know.actors.actor(sense.actor).country;
      const auto found = sure.find(std::string(country));
      return country.empty() || found == sure.end() ? 0 : found->second;
    };
    std::stable_sort(span.senses.begin(), span.senses.end(),
                     [&](const lexicon::Sense& a, const lexicon::Sense& b) { return weight(a) > weight(b); });
  }
}

// "The Irving Police Department", "the High Security Council": a name in capitals is as long as its noun phrase, though
// the tagger or the tables know a part of it; the part is somebody else's name then.
void Cast::grow(std::vector<Span>& here, const Sentence& sentence, const Knowledge& know) {
  const auto capital = [&](std::uint32_t i) {
    const Token& token = sentence.tokens[i];
    const bool name = token.upos == Upos::PROPN || token.upos == Upos::ADJ || token.upos == Upos::NOUN;
    return name && base::is_upper_ascii(token.form.front());
  };
  const auto known = [&](std::uint32_t i) {  // a state's, a body's, a person's: it says whose, or of what kind
    return std::any_of(here.begin(), here.end(), [&](const Span& span) {
      return (span.person || !span.senses.empty()) && span.first <= i && i < span.last;
    });
  };
  const auto within = [&](std::uint32_t i, const Span& span) {
    const Token& token = sentence.tokens[i];
    const bool part = token.deprel == Deprel::compound || token.deprel == Deprel::amod || token.deprel == Deprel::flat;
    return part && token.head >= static_cast<std::int32_t>(span.first) &&
           token.head < static_cast<std::int32_t>(span.last);
  };
  for (Span& span : here) {
    if (span.person || span.kind != NameKind::organization) continue;
    const bool table = !span.senses.empty();
    if (table && know.actors.actor(span.senses.front().actor).kind != "body") continue;
    if (!table && (known(span.first) || known(span.last - 1))) continue;
    Span whole = span;
    while (!table && whole.last < sentence.tokens.size() && capital(whole.last) && !known(whole.last)) {
      const Token& head = sentence.tokens[head_within(sentence, whole.first, whole.last)];
      if (head.deprel != Deprel::compound || head.head < static_cast<std::int32_t>(whole.last)) break;
      ++whole.last;
    }
    while (whole.first > 1 && capital(whole.first - 1) && !known(whole.first - 1) && within(whole.first - 1, whole) &&
           know.actors.roles_of_title(sentence.tokens[whole.first - 1].form).empty()) {
      --whole.first;
    }
    if (whole.first == span.first && whole.last == span.last) continue;
    whole.senses.clear();
    span = whole;
  }
}

void Cast::find_spans(const Document& document, const Knowledge& know, const TimeInterval& when) {
  std::vector<Span> spans;
  std::size_t next_name = 0;
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    const std::vector<std::string_view> words = forms(sentence);
    std::vector<Span> here;
    for (; next_name < document.names.size() && document.names[next_name].phrase.sentence <= s; ++next_name) {
      const Name& name = document.names[next_name];
      if (name.phrase.sentence != s || name.phrase.empty()) continue;
      Span span{s, name.phrase.first, name.phrase.last, name.kind == NameKind::person, {}, {}, name.kind};
      // Titles that the tagger took into the name are no part of it.
      while (span.person && span.last - span.first > 1 &&
             (know.language.has(WordClass::honorific, words[span.first]) ||
              !know.actors.roles_of_title(words[span.first]).empty() ||
              know.language.has(WordClass::determiner, words[span.first]) ||
              sentence.tokens[span.first].upos == Upos::PUNCT)) {
        ++span.first;
      }
      if (sentence.tokens[span.last - 1].upos == Upos::PART && span.last - span.first > 1) --span.last;
      // "Gen." alone names nobody, nor does "the Emir".
      const bool pointed = span.first > 0 && know.language.has(WordClass::article, words[span.first - 1]);
      if (span.person && span.last - span.first == 1 &&
          (know.language.has(WordClass::honorific, words[span.first]) ||
           (pointed && !know.actors.roles_of_title(words[span.first]).empty()))) {
        continue;
      }
      here.push_back(std::move(span));
    }
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      const auto full = know.actors.longest_person_at(words, i);
      if (!full) continue;
      Span span{s,
                static_cast<std::uint32_t>(full->first),
                static_cast<std::uint32_t>(full->last),
                true,
                {},
                full->persons,
                NameKind::person};
      // "King Faisal" is so called in a table, but "Faisal II" is who is meant.
      if (span.last - span.first > 1 && !know.actors.roles_of_title(words[span.first]).empty()) ++span.first;
      here.push_back(std::move(span));
      i = static_cast<std::uint32_t>(full->last) - 1;
    }
    for (lexicon::NameMatch& match : know.actors.find_all(words)) {
      if (match.first > 0 && match.senses.front().use == lexicon::NameUse::organ) {
        // "Russian armed forces in Syria" are not the armed forces of Syria: the nationality before an organ wins.
        auto before = know.actors.longest_at(words, match.first - 1);
        if (before && before->last > match.first) match = std::move(*before);
      }
      const Token& word = sentence.tokens[match.last - 1];
      const bool common = match.last == match.first + 1 && word.upos == Upos::NOUN &&
                          base::is_lower_ascii(word.form.front()) && know.language.has(WordClass::body_noun, word.form);
      if (common) continue;  // "the bloc" is whichever the page is about
      Span span{s,
                static_cast<std::uint32_t>(match.first),
                static_cast<std::uint32_t>(match.last),
                false,
                {},
                {},
                NameKind::organization};
      std::erase_if(match.senses, [&](const lexicon::Sense& sense) { return !sense.fits(when); });
      if (match.senses.empty()) continue;
      span.senses = std::move(match.senses);
      here.push_back(std::move(span));
    }
    find_titled_names(sentence, s, know, when, here);
    if (document.block_of(sentence).kind != BlockKind::title) grow(here, sentence, know);
    std::erase_if(here, [&](const Span& span) {
      return (span.person || span.senses.empty()) && names_ship(sentence, span.first, know.language);
    });
    // The longer one of two that overlap; of equals, what the tables know, then a person. A place or a nationality that
    // no table of actors knows is nobody who acts.
    const auto rank = [](const Span& span) { return !span.senses.empty() ? 2 : !span.persons.empty() ? 1 : 0; };
    std::stable_sort(here.begin(), here.end(), [&](const Span& a, const Span& b) {
      const std::uint32_t x = a.last - a.first, y = b.last - b.first;
      if (x != y) return x > y;
      const int p = rank(a), q = rank(b);
      if (a.person != b.person && p == 2 && a.kind == NameKind::person) return p > q;
      return p > q;
    });
    std::vector<Span> kept;
    for (Span& span : here) {
      const bool clash = std::any_of(kept.begin(), kept.end(), [&](const Span& other) {
        return span.first < other.last && other.first < span.last;
      });
      if (!clash) kept.push_back(std::move(span));
    }
    std::sort(kept.begin(), kept.end(), [](const Span& a, const Span& b) { return a.first < b.first; });
    std::move(kept.begin(), kept.end(), std::back_inserter(spans));
  }

  choose_senses(spans, know);
  for (const Span& span : spans) {
    if (span.senses.empty() || span.person) continue;
    const std::string country(know.actors.actor(span.senses.front().actor).country);
    if (!country.empty()) told_in_[country].push_back(span.sentence);
  }
  // Two passes: full names of persons make the cast, bare ones find their place in it.
  std::vector<std::optional<std::size_t>> whose(spans.size());
  for (const bool full : {true, false}) {
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const Span& span = spans[i];
      const Sentence& sentence = document.sentences[span.sentence];
      const std::string name = words_of(sentence, span.first, span.last);
      if (!span.person || is_full_name(name) != full) continue;
      std::optional<Title> title = title_before(sentence, span.first, know, when);
      if (!title || title->roles.empty()) {
        if (auto behind = title_behind(sentence, span.last, know, when)) title = std::move(behind);
      }
      const bool against = tells_of_another(sentence, span.first, span.last, title);
      whose[i] = add_person(name, title, full, {span.sentence, against}, know, when);
    }
  }
  // "the Nixon administration" may have been taken for a body's name: a lone name that is a known surname is a
  // person's.
  for (std::size_t i = 0; i < spans.size(); ++i) {
    Span& span = spans[i];
    if (span.person || !span.senses.empty() || span.last - span.first != 1) continue;
    const std::string name = words_of(document.sentences[span.sentence], span.first, span.last);
    bool known = person_called(base::fold(name), {}, "").has_value();
    if (!known) {
      const std::vector<lexicon::PersonMatch> matches = know.actors.persons_named(name, when, 1);
      known = !matches.empty() && matches.front().in_office && !matches.front().tenures.empty() &&
              is_prominent(*matches.front().tenures.front()) && when.from && when.to;
    }
    if (!known) continue;
    span.person = true;
    whose[i] = add_person(name, {}, false, {span.sentence, false}, know, when);
  }
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const Span& span = spans[i];
    const Sentence& sentence = document.sentences[span.sentence];
    lexicon::NameUse use = lexicon::NameUse::name;
    if (!span.senses.empty() && !span.person) {
      whose[i] = add_known(span.senses.front().actor, know, when);
      use = span.senses.front().use;
      const auto as_adjective = [&](const lexicon::Sense& sense) {
        return sense.actor == span.senses.front().actor && sense.use == lexicon::NameUse::adjective;
      };
      if (modifies(sentence, span.first, span.last) &&
          std::any_of(span.senses.begin(), span.senses.end(), as_adjective)) {
        use = lexicon::NameUse::adjective;  // "US airstrikes" are no more in the US than American ones
      }
    } else if (!span.person && span.kind == NameKind::organization) {
      const std::string name = words_of(sentence, span.first, span.last);
      if (!know.actors.organs_named(name).empty())
        continue;  // "the Foreign Ministry": whose it is, the text around tells
      whose[i] = add_unknown(name, span.kind);
      // "International Contact Group (ICG)": the letters stand for it from here on.
      const std::uint32_t open = span.last;
      if (open + 2 < sentence.tokens.size() && sentence.tokens[open].form == "(" &&
          sentence.tokens[open + 2].form == ")" && is_full_name(name)) {
        by_name_.emplace(base::fold(sentence.tokens[open + 1].form), *whose[i]);
      }
    }
    if (!whose[i]) continue;
    const Phrase phrase{span.sentence, span.first, span.last, head_within(sentence, span.first, span.last)};
    const bool full = !span.person || is_full_name(words_of(sentence, span.first, span.last));
    for (std::uint32_t t = span.first; t < span.last; ++t) by_token_[{span.sentence, t}] = mentions_.size();
    mentions_.push_back({phrase, *whose[i], use, full});
  }
}

// Surnames that are common words ("Prime Minister Major", "President Park") stand where only a title shows that they
// are names: one of the holders of that office then must be called so.
void Cast::find_titled_names(const Sentence& sentence, std::uint32_t number, const Knowledge& know,
                             const TimeInterval& when, std::vector<Span>& here) const {
  constexpr std::size_t kParticle = 3;  // letters: "dos", "van", "al"
  const auto capital = [&](std::uint32_t i) {
    return i < sentence.tokens.size() && !sentence.tokens[i].form.empty() &&
           !base::is_lower_ascii(sentence.tokens[i].form.front()) && sentence.tokens[i].upos != Upos::PUNCT;
  };
  const auto begins = [&](std::uint32_t i) {
    return capital(i) || (sentence.tokens[i].form.size() <= kParticle && capital(i + 1));
  };
  for (std::uint32_t i = 1; i < sentence.tokens.size(); ++i) {
    if (!begins(i) || !capital(i - 1)) continue;
    const bool taken = std::any_of(here.begin(), here.end(), [&](const Span& span) {
      return (span.person || !span.senses.empty()) && span.first <= i && i < span.last;
    });
    const bool behind_title = !know.actors.roles_of_title(sentence.tokens[i - 1].form).empty() ||
                              (i > 2 && know.language.has(WordClass::of, sentence.tokens[i - 2].form));
    if (taken || !behind_title || !know.actors.roles_of_title(sentence.tokens[i].form).empty()) continue;
    const std::optional<Title> title = title_before(sentence, i, know, when);
    if (!title || title->roles.empty() || title->last != i) continue;
    std::uint32_t last = i + 1;
    while (last < sentence.tokens.size() && last < i + 3 && capital(last) &&
           sentence.tokens[last].upos == Upos::PROPN) {
      ++last;
    }
    for (; last > i; --last) {
      const auto matches = know.actors.persons_named(words_of(sentence, i, last), when);
      const bool held = std::any_of(matches.begin(), matches.end(), [&](const lexicon::PersonMatch& match) {
        return match.in_office && std::any_of(match.tenures.begin(), match.tenures.end(), [&](const auto* tenure) {
                 return fits_title(*tenure, *title, title->of.empty() ? std::string_view() : title->of.front());
               });
      });
      if (!held) continue;
      here.push_back({number, i, last, true, {}, {}, NameKind::person});
      break;
    }
  }
}

Cast::Cast(const Document& document, const Knowledge& know, const TimeInterval& when) {
  find_spans(document, know, when);
  count_countries(document);
}

std::optional<std::size_t> Cast::person_called(std::string_view folded_surname, const std::optional<Title>& title,
                                               std::string_view of) const {
  std::optional<std::size_t> best;
  const auto [begin, end] = by_surname_.equal_range(std::string(folded_surname));
  for (auto at = begin; at != end; ++at) {
    const std::size_t i = at->second;
    const Entity& entity = entities_[i];
    // "President Kim" and "Foreign Minister Kim": of two of the name, the one whose title agrees.
    const bool agrees = title && entity.title && !title->roles.empty() && title->roles == entity.title->roles &&
                        (of.empty() || entity.titled_of.empty() || of == entity.titled_of);
    if (!best || agrees) best = i;
    if (agrees) break;
  }
  return best;
}

int Cast::nearness(lexicon::PersonIndex person, std::uint32_t sentence, const Knowledge& know) const {
  int nearest = 3;
  for (const lexicon::Tenure* tenure : know.actors.tenures(person)) {
    const auto told = told_in_.find(country_of(tenure->of, know));
    if (told == told_in_.end()) continue;
    nearest = std::min(nearest, 2);
    for (const std::uint32_t s : told->second) {
      if (s == sentence) return 0;
      if (s + 1 == sentence || s == sentence + 1) nearest = std::min(nearest, 1);
    }
  }
  return nearest;
}

// A name that no table spells so, but the holder of the office that day almost: "President Cardosa" of Brazil.
std::optional<Cast::Choice> Cast::choose_holder(const std::string& name, const Title& title, const std::string& of,
                                                std::uint32_t sentence, const Knowledge& know,
                                                const TimeInterval& when) const {
  if (!title.current || title.lesser || !when.from || !when.to) return std::nullopt;
  std::vector<std::string> states;
  if (!of.empty()) states.push_back(of);
  for (const auto& [state, told] : told_in_) {
    const bool near = std::any_of(told.begin(), told.end(), [&](std::uint32_t s) {
      return s == sentence || s + 1 == sentence || s == sentence + 1;
    });
    if (of.empty() && near) states.push_back(state);
  }
  const std::string surname = last_word(name);
  for (const std::string& state : states) {
    for (const lexicon::Tenure* tenure : holders_of(title, state, know, when)) {
      const lexicon::Person& person = know.actors.person(tenure->person);
      if (!like_spelled(surname, last_word(person.surname))) continue;
      return Choice{tenure->person, "held the office of " + std::string(tenure->office) + ", and is spelled almost so"};
    }
  }
  return std::nullopt;
}

std::optional<Cast::Choice> Cast::choose_person(const std::string& name, const std::optional<Title>& title, bool full,
                                                const Setting& setting, const Knowledge& know,
                                                const TimeInterval& when) const {
  const std::vector<lexicon::PersonMatch> matches = know.actors.persons_named(name, when);
  const std::string of = title && !title->of.empty() ? title->of.front() : std::string();
  const bool titled = title && !title->roles.empty();
  const auto near = [&](const lexicon::PersonMatch& match) { return nearness(match.person, setting.sentence, know); };
  // Of several who fit as well, the one whose state the text names nearest.
  const lexicon::PersonMatch* chosen = nullptr;
  const auto consider = [&](const lexicon::PersonMatch& match) {
    if (chosen == nullptr) {
      chosen = &match;
      return;
    }
    const int nearer = near(*chosen) - near(match);
    if (nearer > (match.fit + kAsWell >= chosen->fit ? 0 : 1) && (titled || match.fit + kAsWell >= chosen->fit)) {
      chosen = &match;
    }
  };
  if (titled) {
    std::string office;
    for (const lexicon::PersonMatch& match : matches) {
      for (const lexicon::Tenure* tenure : know.actors.tenures(match.person)) {
        if (!fits_title(*tenure, *title, of) || (title->current && !tenure->overlaps(when))) continue;
        consider(match);
        if (chosen == &match) office = tenure->office;
        break;
      }
    }
    if (chosen != nullptr) return Choice{chosen->person, "held the office of " + office};
    if (auto holder = choose_holder(name, *title, of, setting.sentence, know, when)) return holder;
  }
  const auto of_state = [&](const lexicon::PersonMatch& match) {
    const auto all = know.actors.tenures(match.person);
    return of.empty() || std::any_of(all.begin(), all.end(), [&](const auto* tenure) { return tenure->of == of; });
  };
  if (full) {
    for (const lexicon::PersonMatch& match : matches) {
      if (of_state(match) && (match.in_office || !titled || match.fit >= kSameName)) consider(match);
    }
    if (chosen == nullptr || !is_meant(*chosen, name, near(*chosen), setting.against, know, when)) return std::nullopt;
    return Choice{chosen->person, chosen->in_office ? "the bearer of the name in office then" : "by full name"};
  }
  std::size_t high = 0;
  for (const lexicon::PersonMatch& match : matches) {
    if (!match.in_office || match.tenures.empty() || !is_prominent(*match.tenures.front()) || !of_state(match))
      continue;
    if (!is_everywhere(*match.tenures.front()) && near(match) == 3) continue;
    ++high;
    consider(match);
  }
  // Two presidents of one surname: the day must be known, and nobody is meant whose state the page never names.
  if (chosen == nullptr || (high > 1 && (!when.is_day() || near(*chosen) == 3))) return std::nullopt;
  return Choice{chosen->person, "the one of that surname in high office then"};
}

std::size_t Cast::add_person(const std::string& name, const std::optional<Title>& title, bool full,
                             const Setting& setting, const Knowledge& know, const TimeInterval& when) {
  const std::string folded = base::fold(name);
  const std::string of = title && !title->of.empty() ? title->of.front() : std::string();
  const bool titled = title && !title->roles.empty();
  const auto give_title = [&](Entity& entity) {
    if (!title || (entity.title && !entity.title->roles.empty()) || (title->roles.empty() && entity.title)) return;
    entity.title = title;
    if (!of.empty()) entity.titled_of = of;
  };
  if (const auto held = by_name_.find(folded); held != by_name_.end() && entities_[held->second].person) {
    give_title(entities_[held->second]);
    return held->second;
  }
  if (!full) {
    if (const auto held = person_called(folded, title, of)) {
      give_title(entities_[*held]);
      return *held;
    }
  }
  const std::optional<Choice> chosen = choose_person(name, title, full, setting, know, when);
  if (chosen) {
    const lexicon::Person& person = know.actors.person(chosen->person);
    const auto held = by_id_.find(std::string(person.id));
    if (held != by_id_.end()) {
      give_title(entities_[held->second]);
      by_name_[folded] = held->second;
      return held->second;
    }
    Entity entity;
    entity.person = true;
    entity.known_person = chosen->person;
    const lexicon::Tenure* tenure = know.actors.office_of(chosen->person, when);
    if (tenure == nullptr) tenure = weightiest(chosen->person, know);
    entity.actor = person_actor(chosen->person, tenure, know);
    if (const lexicon::Standing* standing = know.actors.standing(entity.actor.id, when)) stand(entity.actor, *standing);
    entity.actor.office.clear();
    add_surname(entity.surnames, person.surname);
    if (full) add_surname(entity.surnames, last_word(name));
    entity.why = "\"" + name + "\" is " + std::string(person.name) + ": " + chosen->why;
    give_title(entity);
    by_id_[std::string(person.id)] = by_name_[folded] = entities_.size();
    for (const std::string& surname : entity.surnames) by_surname_.emplace(surname, entities_.size());
    entities_.push_back(std::move(entity));
    return entities_.size() - 1;
  }
  Entity entity;
  entity.person = true;
  entity.actor.id = own_id(name);
  entity.actor.name = name;
  entity.actor.kind = "person";
  entity.actor.sector = "UNK";
  give_title(entity);
  if (title) {
    entity.actor.country = country_of(of, know);
    if (titled) {
      entity.actor.sector = sector_of_role(title->roles.front(), of, know);
    } else if (title->agent != nullptr) {
      entity.actor.sector = title->agent->sector;
    }
    if (title->current) {
      const auto state = know.actors.state(of);
      entity.actor.office = title->words + (state ? " of " + std::string(know.actors.actor(*state).name) : "");
    }
  }
  add_surname(entity.surnames, last_word(name));
  entity.why = "\"" + name + "\" is in no table; named as the text names him";
  by_name_[folded] = entities_.size();
  for (const std::string& surname : entity.surnames) by_surname_.emplace(surname, entities_.size());
  entities_.push_back(std::move(entity));
  return entities_.size() - 1;
}

std::size_t Cast::add_known(lexicon::ActorIndex index, const Knowledge& know, const TimeInterval& when) {
  const lexicon::KnownActor& known = know.actors.actor(index);
  const auto [held, fresh] = by_id_.emplace(std::string(known.id), entities_.size());
  if (!fresh) return held->second;
  Entity entity;
  entity.actor = actor_of(known);
  if (const lexicon::Standing* standing = know.actors.standing(known.id, when)) stand(entity.actor, *standing);
  entity.known_actor = index;
  entities_.push_back(std::move(entity));
  return entities_.size() - 1;
}

std::size_t Cast::add_unknown(const std::string& name, NameKind) {
  const auto [held, fresh] = by_name_.emplace(base::fold(name), entities_.size());
  if (!fresh) return held->second;
  Entity entity;
  entity.actor.id = own_id(name);
  entity.actor.name = name;
  entity.actor.kind = "group";
  entity.actor.sector = "UNK";
  entity.why = "\"" + name + "\" is in no table; named as the text names it";
  entities_.push_back(std::move(entity));
  return entities_.size() - 1;
}

void Cast::count_countries(const Document& document) {
  std::map<std::string, std::pair<int, std::size_t>> counts;  // code -> weight, first mention
  for (std::size_t i = 0; i < mentions_.size(); ++i) {
    const std::string& code = entities_[mentions_[i].entity].actor.country;
    if (code.empty()) continue;
    const Sentence& sentence = document.sentences[mentions_[i].phrase.sentence];
    const BlockKind kind = document.block_of(sentence).kind;
    const int weight = kind == BlockKind::title ? 3 : kind == BlockKind::caption ? 1 : 2;
    auto [at, fresh] = counts.emplace(code, std::pair{0, i});
    at->second.first += weight;
  }
  std::vector<std::tuple<int, std::size_t, std::string>> order;
  for (const auto& [code, count] : counts) order.emplace_back(-count.first, count.second, code);
  std::sort(order.begin(), order.end());
  for (auto& [weight, first, code] : order) countries_.push_back(code);
}

const Mention* Cast::at(std::uint32_t sentence, std::uint32_t token) const {
  const auto found = by_token_.find({sentence, token});
  return found == by_token_.end() ? nullptr : &mentions_[found->second];
}

std::vector<const Mention*> Cast::within(const Phrase& phrase) const {
  std::vector<const Mention*> out;
  for (std::uint32_t t = phrase.first; t < phrase.last; ++t) {
    const Mention* mention = at(phrase.sentence, t);
    if (mention != nullptr && (out.empty() || out.back() != mention)) out.push_back(mention);
  }
  return out;
}

std::vector<const Mention*> Cast::of_sentence(std::uint32_t sentence) const {
  std::vector<const Mention*> out;
  for (auto at = by_token_.lower_bound({sentence, 0}); at != by_token_.end() && at->first.first == sentence; ++at) {
    const Mention* mention = &mentions_[at->second];
    if (out.empty() || out.back() != mention) out.push_back(mention);
  }
  return out;
}

}  // namespace annals::resolve
