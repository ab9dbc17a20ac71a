// The cast of a document: every state, body, group and person it names, each once, with all places where it is named.
// A full name makes a person known; the bare surname, a title or an acronym then finds him anywhere in the page, in the
// headline too.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"
#include "annals/document.h"
#include "resolve/knowledge.h"
#include "resolve/titles.h"

namespace annals::resolve {

struct Entity {
  Actor actor;  // without office: that depends on the day
  bool person = false;
  std::optional<lexicon::PersonIndex> known_person;
  std::optional<lexicon::ActorIndex> known_actor;
  std::vector<std::string> surnames;  // folded, by which it is called alone
  std::optional<Title> title;         // the first that the text gives it
  std::string titled_of;              // ISO code or id the title is of
  std::string why;
};

struct Mention {
  Phrase phrase;
  std::size_t entity = 0;
  lexicon::NameUse use = lexicon::NameUse::name;
  bool full = true;  // a person by full name
};

class Cast {
 public:
  // `when`: the document's day as far as it is known.
  Cast(const Document& document, const Knowledge& know, const TimeInterval& when);

  const std::vector<Entity>& entities() const { return entities_; }
  const Entity& entity(std::size_t index) const { return entities_[index]; }
  const std::vector<Mention>& mentions() const { return mentions_; }  // in text order
  // The mention that covers the token; null when none does.
  const Mention* at(std::uint32_t sentence, std::uint32_t token) const;
  std::vector<const Mention*> within(const Phrase& phrase) const;
  std::vector<const Mention*> of_sentence(std::uint32_t sentence) const;
  // ISO codes of the states the document speaks of, the oftenest first.
  const std::vector<std::string>& countries() const { return countries_; }

 private:
  struct Span;
  static void choose_senses(std::vector<Span>& spans, const Knowledge& know);
  static void grow(std::vector<Span>& here, const Sentence& sentence, const Knowledge& know);
  void find_spans(const Document& document, const Knowledge& know, const TimeInterval& when);
  // Which person of the tables a name in a sentence means, and why; `against`: what the text says of him that a holder
  // of office would not be. Nothing where the name alone does not tell.
  struct Choice {
    lexicon::PersonIndex person = 0;
    std::string why;
  };
  struct Setting {
    std::uint32_t sentence = 0;
    bool against = false;
  };
  std::optional<Choice> choose_person(const std::string& name, const std::optional<Title>& title, bool full,
                                      const Setting& setting, const Knowledge& know, const TimeInterval& when) const;
  std::optional<Choice> choose_holder(const std::string& name, const Title& title, const std::string& of,
                                      std::uint32_t sentence, const Knowledge& know, const TimeInterval& when) const;
  // How near a sentence the text names a state of the person's offices: 0 in it, 1 beside it, 2 elsewhere, 3 nowhere.
  int nearness(lexicon::PersonIndex person, std::uint32_t sentence, const Knowledge& know) const;
  void find_titled_names(const Sentence& sentence, std::uint32_t number, const Knowledge& know,
                         const TimeInterval& when, std::vector<Span>& here) const;
  std::optional<std::size_t> person_called(std::string_view folded_surname, const std::optional<Title>& title,
                                           std::string_view of) const;
  std::size_t add_person(const std::string& name, const std::optional<Title>& title, bool full, const Setting& setting,
                         const Knowledge& know, const TimeInterval& when);
  std::size_t add_known(lexicon::ActorIndex actor, const Knowledge& know, const TimeInterval& when);
  std::size_t add_unknown(const std::string& name, NameKind kind);
  void count_countries(const Document& document);

  std::vector<Entity> entities_;
  std::vector<Mention> mentions_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> by_token_;  // sentence, token -> mention
  std::map<std::string, std::size_t> by_id_;
  std::map<std::string, std::size_t> by_name_;  // folded name of persons and unknown bodies, acronyms of the text
  std::multimap<std::string, std::size_t> by_surname_;  // in order of coming
  std::vector<std::string> countries_;
  std::map<std::string, std::vector<std::uint32_t>> told_in_;  // state -> the sentences that name it, in order
};

// An id of ours for what no table knows: "x:" and its folded words, the same for the same words everywhere.
std::string own_id(std::string_view words);
bool is_country_code(std::string_view code);  // three capitals
Actor actor_of(const lexicon::KnownActor& known);
// PLOVER's sector of who holds a role ("army chief" -> MIL).
std::string sector_of_role(std::string_view role, std::string_view of, const Knowledge& know);
// The person with the office held on the day, and its state.
Actor person_on(const Entity& entity, const TimeInterval& when, const Knowledge& know);
Actor holder_actor(const lexicon::Tenure& tenure, const Knowledge& know);

}  // namespace annals::resolve
