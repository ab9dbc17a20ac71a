// coref_tool DATA TEXT...   who is meant by what, all over a text: one JSON object a file, {"id", "mentions"}, for
// eval/coref/score.py.
//
// Beside whom the record's actors are, things are linked, too: a definite noun to the last of its kind that had its
// words, "it" and "they" to the nearest subject or object that they agree with, a place to its own name.
//
// A mention is a noun phrase, a name in one or a pronoun: "head" and "span" in bytes, its "words", "upos", "xpos",
// "deprel", "lemma", "name" (the kind of name that it bears), "sentence", and "chain": who it is, the same for all
// mentions of one; null where nobody could be told. Every paragraph is read as body text.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"
#include "parse/paragraphs.h"
#include "parse/parse.h"
#include "resolve/referents.h"
#include "resolve/tree.h"

namespace {

using namespace annals;
using nlohmann::json;

// Words that belong to a noun: what stands before it but not its preposition, and what hangs behind but neither what is
// joined to it nor what is told of it in a clause.
Phrase noun_phrase(const Sentence& sentence, std::uint32_t number, std::uint32_t head) {
  Phrase out{number, head, head + 1, head};
  for (const std::uint32_t child : resolve::children(sentence, head)) {
    switch (sentence.tokens[child].deprel) {
      case Deprel::case_:
        if (child > head && sentence.tokens[child].upos == Upos::PART) break;  // "Syria's"
        continue;
      case Deprel::cc:
      case Deprel::conj:
      case Deprel::punct:
      case Deprel::appos:
      case Deprel::acl_relcl:
      case Deprel::parataxis:
      case Deprel::cop:
      case Deprel::nsubj:
      case Deprel::mark:
        continue;
      default:
        break;
    }
    const Phrase inner = noun_phrase(sentence, number, child);
    out.first = std::min(out.first, inner.first);
    out.last = std::max(out.last, inner.last);
  }
  return out;
}

bool heads_mention(const Sentence& sentence, std::uint32_t t, const resolve::Cast& cast, std::uint32_t number) {
  const Token& token = sentence.tokens[t];
  const resolve::Mention* named = cast.at(number, t);
  if (named != nullptr) return named->phrase.head == t;
  if (token.upos == Upos::PRON) return token.xpos.empty() || token.xpos.front() != 'W';
  if (token.upos != Upos::NOUN && token.upos != Upos::PROPN) return false;
  return token.deprel != Deprel::flat && token.deprel != Deprel::compound && token.deprel != Deprel::fixed;
}

class Chains {
 public:
  Chains(const Document& document, const resolve::Knowledge& know)
      : document_(document), language_(know.language), cast_(document, know, {}), referents_(document, know, cast_) {}

  json mentions() {
    json out = json::array();
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      hear(s);
      const Sentence& sentence = document_.sentences[s];
      for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
        if (!heads_mention(sentence, t, cast_, s)) continue;
        out.push_back(mention(s, t));
        if (const std::string chain = chain_of(out); !chain.empty()) out.back()["chain"] = chain;
        if (means_nobody(sentence.tokens[t])) out.back()["chain"] = nullptr;
      }
    }
    return out;
  }

 private:
  // Who spoke before the sentence, as the record's making hears it.
  void hear(std::uint32_t sentence) {
    for (; heard_ < document_.quotations.size(); ++heard_) {
      const Phrase& speaker = document_.quotations[heard_].speaker;
      if (speaker.empty()) continue;
      if (speaker.sentence >= sentence) break;
      for (const resolve::Referent& referent : referents_.named_by(speaker, speaking())) {
        referents_.remember_speaker(speaker.sentence, referent.actor);
      }
    }
  }

  static resolve::Situation speaking() {
    resolve::Situation out;
    out.asked = resolve::Situation::Asked::speaker;
    return out;
  }

  resolve::Situation situation_at(std::uint32_t at) const {
    resolve::Situation out;
    out.things = true;
    for (const Quotation& quotation : document_.quotations) {
      if (at < quotation.content.begin || quotation.content.end <= at || quotation.speaker.empty()) continue;
      for (const resolve::Referent& referent : referents_.named_by(quotation.speaker, speaking())) {
        out.speakers.push_back(referent.actor);
      }
      break;
    }
    return out;
  }

  // "It rains", "nothing", "that": linked with nothing.
  static bool means_nobody(const Token& head) {
    static constexpr std::string_view kNobody[] = {"that",     "this",      "these",      "those",   "nothing",
                                                   "anything", "something", "everything", "someone", "somebody",
                                                   "anybody",  "everybody", "everyone"};
    if (head.deprel == Deprel::expl) return true;
    const std::string form = base::fold(head.form);
    return head.upos == Upos::PRON && std::find(std::begin(kNobody), std::end(kNobody), form) != std::end(kNobody);
  }

  // The chain of the last mention, where those before it tell; empty where they do not.
  std::string chain_of(const json& mentions) const {
    const json& last = mentions.back();
    const std::string form = base::fold(last["form"].get<std::string>());
    const std::string* kind = language_.value(resolve::WordClass::pronoun, form);
    if (kind == nullptr) kind = language_.value(resolve::WordClass::possessive, form);
    const bool pronoun = kind != nullptr && last["upos"] == "PRON";
    if (pronoun && (*kind == "thing" || *kind == "many")) return of_pronoun(mentions, *kind);
    const std::string name = last["name"];
    const bool place = name == "place" || name == "nationality";
    if (place && !last["chain"].is_null()) return "place " + key_of(last);
    if (last["upos"] == "NOUN" && is_definite(last)) return of_noun(mentions);
    return {};
  }

  static std::string key_of(const json& mention) {
    std::string key = base::fold(mention["words"].get<std::string>());
    for (const std::string_view article : {"the ", "a ", "an ", "this ", "that ", "these ", "those "}) {
      if (key.starts_with(article)) return key.substr(article.size());
    }
    return key;
  }
  static bool is_definite(const json& mention) {
    const std::string words = base::fold(mention["words"].get<std::string>());
    for (const std::string_view article : {"the ", "this ", "that ", "these ", "those ", "such "}) {
      if (words.starts_with(article)) return true;
    }
    return false;
  }
  static bool is_plural(const json& mention) { return mention["xpos"] == "NNS" || mention["xpos"] == "NNPS"; }
  static bool is_subject_or_object(const json& mention) {
    const std::string deprel = mention["deprel"];
    return deprel.starts_with("nsubj") || deprel.starts_with("obj") || deprel == "root";
  }

  std::string of_pronoun(const json& mentions, const std::string& kind) const {
    const std::uint32_t here = mentions.back()["sentence"], reach = kind == "thing" ? 2 : 3;
    for (std::size_t i = mentions.size() - 1; i-- > 0;) {
      const json& other = mentions[i];
      if (here - other["sentence"].get<std::uint32_t>() > reach) break;
      if (other["chain"].is_null()) continue;
      if (other["upos"] == "PRON") {
        const std::string form = base::fold(other["form"].get<std::string>());
        const std::string* its = language_.value(resolve::WordClass::pronoun, form);
        if (its == nullptr) its = language_.value(resolve::WordClass::possessive, form);
        if (its != nullptr && *its == kind) return other["chain"];
        continue;
      }
      const bool agrees = kind == "many" ? is_plural(other) : !is_plural(other) && other["name"] != "person";
      if (agrees && is_subject_or_object(other)) return other["chain"];
    }
    return {};
  }

  // "The old bridge" is no "bridge" that was not told to be old.
  static std::string of_noun(const json& mentions) {
    constexpr std::uint32_t kReach = 40;  // sentences
    const json& last = mentions.back();
    const std::string words = key_of(last);
    for (std::size_t i = mentions.size() - 1; i-- > 0;) {
      const json& other = mentions[i];
      if (last["sentence"].get<std::uint32_t>() - other["sentence"].get<std::uint32_t>() > kReach) break;
      if (other["chain"].is_null() || other["lemma"] != last["lemma"] || other["xpos"] != last["xpos"]) continue;
      const std::string key = key_of(other);
      const auto theirs = base::split_words(key), ours = base::split_words(words);
      const bool all = std::all_of(ours.begin(), ours.end(), [&](std::string_view word) {
        return std::find(theirs.begin(), theirs.end(), word) != theirs.end();
      });
      if (all) return other["chain"];
    }
    return {};
  }

  // "I", "we", "you" of a voice that the text does not name: one each in the running text and in each quotation.
  std::string voice_at(const Token& head) const {
    const std::string* kind = language_.value(resolve::WordClass::pronoun, head.form);
    if (kind == nullptr || head.upos != Upos::PRON) return {};
    if (*kind != "speaker" && *kind != "speakers" && *kind != "reader") return {};
    std::size_t quotation = 0;
    for (std::size_t i = 0; i < document_.quotations.size() && quotation == 0; ++i) {
      const TextRange content = document_.quotations[i].content;
      if (document_.quotations[i].direct && content.begin <= head.range.begin && head.range.begin < content.end) {
        quotation = i + 1;
      }
    }
    return *kind + ' ' + std::to_string(quotation);
  }

  std::string kind_of_name(std::uint32_t s, std::uint32_t t) const {
    for (const Name& name : document_.names) {
      if (name.phrase.sentence == s && name.phrase.first <= t && t < name.phrase.last) {
        return std::string(to_string(name.kind));
      }
    }
    return {};
  }

  json mention(std::uint32_t s, std::uint32_t t) const {
    const Sentence& sentence = document_.sentences[s];
    const Token& head = sentence.tokens[t];
    const Phrase phrase = noun_phrase(sentence, s, t);
    std::vector<std::string> who;
    for (const resolve::Referent& referent : referents_.named_by(phrase, situation_at(head.range.begin))) {
      who.push_back(referent.actor.id);
    }
    const TextRange range = document_.range_of(phrase);
    json out = {{"head", {head.range.begin, head.range.end}},
                {"span", {range.begin, range.end}},
                {"words", base::fold_spaces(document_.text_of(phrase))},
                {"form", head.form},
                {"lemma", head.lemma},
                {"upos", to_string(head.upos)},
                {"xpos", head.xpos},
                {"deprel", to_string(head.deprel)},
                {"name", kind_of_name(s, t)},
                {"sentence", s},
                {"chain", nullptr}};
    if (who.empty()) {
      if (const std::string voice = voice_at(head); !voice.empty()) out["chain"] = voice;
    } else {
      std::string chain;
      for (const std::string& id : who) chain += (chain.empty() ? "" : " + ") + id;
      out["chain"] = chain;
    }
    return out;
  }

  const Document& document_;
  const resolve::Language& language_;
  resolve::Cast cast_;
  resolve::Referents referents_;
  std::size_t heard_ = 0;
};

int tell(const Error& error) {
  std::cerr << error.source << ": " << error.message << '\n';
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::filesystem::path data = argv[1];
  const auto reader = parse::Reader::open(data);
  if (!reader) return tell(reader.error());
  const auto actors = lexicon::Actors::open(data / "actors");
  if (!actors) return tell(actors.error());
  const auto places = lexicon::Places::open(data / "places");
  if (!places) return tell(places.error());
  const auto history = lexicon::History::open(data / "history");
  if (!history) return tell(history.error());
  const auto language = resolve::Language::open(data / "languages" / "en");
  if (!language) return tell(language.error());
  for (int i = 2; i < argc; ++i) {
    const auto text = base::read_file(argv[i]);
    if (!text) return tell(text.error());
    const Document document = reader->read(testing::paragraphs(*text));
    const json out = {{"id", std::filesystem::path(argv[i]).stem().string()},
                      {"mentions", Chains(document, {*actors, *places, *history, *language}).mentions()}};
    std::cout << out.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  }
  return 0;
}
