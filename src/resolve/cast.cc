#include "resolve/cast.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"
#include "base/utf8.h"
#include "resolve/tree.h"

namespace annals::resolve {

std::string own_id(std::string_view words) {
  std::string out = "x:";
  bool gap = false;
  for (const char c : base::fold(words)) {
    const bool letter = base::is_alpha_ascii(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (!letter) {
      gap = out.size() > 2;
      continue;
    }
    if (gap) out += '-';
    gap = false;
    out += c;
  }
  return out;
}

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

// Roles by which a bare surname may be taken for a person of the tables: others share it with too many.
bool is_prominent(const lexicon::Tenure& tenure) {
  constexpr auto kProminent = std::to_array<std::string_view>({"head of state", "head of government", "head of body",
                                                               "leader", "foreign minister", "defence minister",
                                                               "foreign policy chief", "vice head of state"});
  return std::find(kProminent.begin(), kProminent.end(), tenure.role) != kProminent.end();
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
  if (tenure == nullptr) {
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
              know.language.has(WordClass::determiner, words[span.first]) ||
              sentence.tokens[span.first].upos == Upos::PUNCT)) {
        ++span.first;
      }
      if (sentence.tokens[span.last - 1].upos == Upos::PART && span.last - span.first > 1) --span.last;
      if (span.person && span.last - span.first == 1 && know.language.has(WordClass::honorific, words[span.first])) {
        continue;  // "Gen." alone names nobody
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
      whose[i] = add_person(name, title, full, know, when);
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
    whose[i] = add_person(name, {}, false, know, when);
  }
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const Span& span = spans[i];
    const Sentence& sentence = document.sentences[span.sentence];
    lexicon::NameUse use = lexicon::NameUse::name;
    if (!span.senses.empty() && !span.person) {
      whose[i] = add_known(span.senses.front().actor, know);
      use = span.senses.front().use;
    } else if (!span.person && span.kind == NameKind::organization) {
      const std::string name = words_of(sentence, span.first, span.last);
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

std::size_t Cast::add_person(const std::string& name, const std::optional<Title>& title, bool full,
                             const Knowledge& know, const TimeInterval& when) {
  const std::string folded = base::fold(name);
  const std::string of = title && !title->of.empty() ? title->of.front() : std::string();
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
  const std::vector<lexicon::PersonMatch> matches = know.actors.persons_named(name, when);
  const lexicon::PersonMatch* chosen = nullptr;
  std::string why;
  const bool titled = title && !title->roles.empty();
  if (titled) {
    for (const bool by_state : {true, false}) {
      if (by_state && of.empty()) continue;
      for (const lexicon::PersonMatch& match : matches) {
        if (chosen != nullptr) break;
        for (const lexicon::Tenure* tenure : know.actors.tenures(match.person)) {
          if (!fits_title(*tenure, *title, by_state ? of : "") || (title->current && !tenure->overlaps(when))) continue;
          if (!by_state && !of.empty()) continue;
          chosen = &match;
          why = "held the office of " + std::string(tenure->office);
          break;
        }
      }
    }
  }
  if (chosen == nullptr && !matches.empty()) {
    const lexicon::PersonMatch& best = matches.front();
    const bool same_state = of.empty() || std::any_of(best.tenures.begin(), best.tenures.end(),
                                                      [&](const auto* tenure) { return tenure->of == of; });
    if (full) {
      if (same_state && (best.in_office || !titled || best.score >= 0.9)) {
        chosen = &best;
        why = best.in_office ? "the only bearer of the name in office then" : "by full name";
      }
    } else if (best.in_office && !best.tenures.empty() && is_prominent(*best.tenures.front()) && same_state &&
               (matches.size() < 2 || !matches[1].in_office || matches[1].tenures.empty() ||
                !is_prominent(*matches[1].tenures.front()) || when.is_day())) {
      chosen = &best;
      why = "the one of that surname in high office then";
    }
  }
  if (chosen != nullptr) {
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
    if (tenure == nullptr && !chosen->tenures.empty()) tenure = chosen->tenures.front();
    entity.actor = person_actor(chosen->person, tenure, know);
    entity.actor.office.clear();
    add_surname(entity.surnames, person.surname);
    if (full) add_surname(entity.surnames, last_word(name));
    entity.why = "\"" + name + "\" is " + std::string(person.name) + ": " + why;
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

std::size_t Cast::add_known(lexicon::ActorIndex index, const Knowledge& know) {
  const lexicon::KnownActor& known = know.actors.actor(index);
  const auto [held, fresh] = by_id_.emplace(std::string(known.id), entities_.size());
  if (!fresh) return held->second;
  Entity entity;
  entity.actor = actor_of(known);
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
