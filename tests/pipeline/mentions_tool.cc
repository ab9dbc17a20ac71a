// mentions_tool DATA MENTIONS (events|claims|alike|signs)   given mentions of events through the real reading and
// linking.
//
// MENTIONS is what eval/linking/ecbplus.py prints: one document a line with its text and the mentions in it, each a
// range of bytes. Their type is not given and not guessed: who, where and when is read around each by the coder's own
// frames and resolved as for any claim. `events` prints {"id", "event"} a mention, by link_documents over all
// documents; `claims` what each mention was made into, for whoever wants to see why. `alike` prints {"id", "event"} as
// the learned judge of likeness has it (link/given.h): for mentions whose type nobody knows. `signs` prints what that
// judge learns from: {"id", "document", "word", "here", "sentence"} a mention, then {"pair", "signs"} a pair of one
// story.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "annals/json.h"
#include "annals/pipeline.h"
#include "base/calendar.h"
#include "clean/clean.h"
#include "extract/frame.h"
#include "extract/standing.h"
#include "lexicon/senses.h"
#include "link/alike.h"
#include "link/given.h"
#include "parse/parse.h"
#include "pipeline/tools.h"
#include "resolve/resolve.h"

namespace {

using namespace annals;
using extract::TokenId;
using nlohmann::json;
using testing::must;

struct Tools {
  clean::Cleaner cleaner;
  parse::Reader reader;
  lexicon::Forms forms;
  lexicon::Actors actors;
  lexicon::Places places;
  lexicon::History history;
  resolve::Language language;
  extract::Known known;
};

Page page_of(const json& given) {
  Page page;
  page.path = given["id"].get<std::string>() + ".txt";
  page.id = given["id"].get<std::string>();
  page.format = PageFormat::text;
  page.bytes = given["text"].get<std::string>();
  page.published = base::read_iso(given.value("published", ""));
  page.outlet = given.value("outlet", "");
  return page;
}

// The tokens that the bytes [from, to) of the page touch; they must lie in one sentence.
std::optional<Phrase> phrase_at(const Document& document, std::uint64_t from, std::uint64_t to) {
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const std::vector<Token>& tokens = document.sentences[s].tokens;
    std::optional<Phrase> found;
    for (std::uint32_t t = 0; t < tokens.size(); ++t) {
      const ByteSpans spans = document.article.text.spans(tokens[t].range);
      if (spans.empty() || spans.back().end <= from || spans.front().begin >= to) continue;
      if (!found) found = Phrase{s, t, t, t};
      found->last = t + 1;
    }
    if (!found) continue;
    for (std::uint32_t t = found->first; t < found->last; ++t) {
      const std::int32_t head = tokens[t].head;
      const bool outside =
          head < static_cast<std::int32_t>(found->first) || head >= static_cast<std::int32_t>(found->last);
      if (outside) {
        found->head = t;
        break;
      }
    }
    return found;
  }
  return {};
}

void give_part(const Tools& tools, const extract::Tree& tree, const extract::Standing& standing,
               const extract::Argument& argument, bool passive, Claim& claim) {
  const TokenId token = argument.token;
  const Phrase phrase = tree.noun_phrase(token);
  if (extract::is_time(tree, tools.forms, token)) {
    claim.times.push_back(tree.whole(token));
  } else if ((argument.relation == "in" || argument.relation == "at" || argument.relation == "near" ||
              argument.relation == "on" || argument.relation == "off") &&
             standing.place(tree, token)) {
    claim.places.push_back(phrase);
  } else if (argument.relation == "subject" || argument.relation == "poss" || argument.relation == "by" ||
             (passive && argument.relation == "by")) {
    claim.actors.push_back(phrase);
  } else if (argument.relation == "object" || argument.relation == "indirect" || argument.relation == "of" ||
             argument.relation == "to" || argument.relation == "with" || argument.relation == "against") {
    claim.recipients.push_back(phrase);
  }
}

Claim claim_at(const Tools& tools, const Document& document, const extract::Standing& standing, const Phrase& trigger) {
  const extract::Tree tree(document, tools.forms, trigger.sentence);
  Claim claim;
  claim.type = EventType::agree;
  claim.sentence = trigger.sentence;
  claim.trigger = trigger;
  claim.rule = "given";
  claim.confidence = 1;
  const bool verb = tree.is_verb(trigger.head);
  const extract::Frame frame = verb ? extract::verb_frame(tree, tools.forms, trigger.head)
                                    : extract::noun_frame(tree, tools.forms, trigger.head);
  for (const extract::Argument& argument : frame.arguments) {
    const bool own = argument.token >= trigger.first && argument.token < trigger.last;
    if (!own && argument.token != extract::kNoToken && tree.is_nominal(argument.token)) {
      give_part(tools, tree, standing, argument, frame.passive, claim);
    }
  }
  return claim;
}

// The claims of the given mentions; which of them each one is, by its place among them.
CodedDocument code(const Tools& tools, const json& given, std::vector<std::string>& ids) {
  const Page page = page_of(given);
  const Document document = tools.reader.read(must(tools.cleaner.clean(page)), true);
  const extract::Standing standing(document, tools.forms, tools.known);
  std::vector<Claim> claims;
  std::vector<std::pair<ByteSpans, std::string>> triggers;
  for (const json& mention : given["mentions"]) {
    const json& first = mention["pieces"][0];
    const auto phrase = phrase_at(document, first[0], first[1]);
    if (!phrase) {
      std::cerr << mention["id"] << ": not among what was read\n";
      continue;
    }
    claims.push_back(claim_at(tools, document, standing, *phrase));
    triggers.emplace_back(document.article.text.spans(document.range_of(*phrase)), mention["id"]);
  }
  CodedDocument coded =
      resolve::resolve(document, std::move(claims), {tools.actors, tools.places, tools.history, tools.language});
  std::vector<bool> used(triggers.size(), false);
  for (const ResolvedClaim& claim : coded.claims) {
    std::string id;
    for (std::size_t i = 0; i < triggers.size() && id.empty(); ++i) {
      if (!used[i] && triggers[i].first == claim.evidence.trigger) id = triggers[i].second, used[i] = true;
    }
    ids.push_back(id);
  }
  for (const Sentence& sentence : document.sentences) coded.sentences.push_back(sentence.range);
  return coded;
}

void tell_signs(const link::Given& given, const std::vector<std::string>& ids, const std::vector<std::string>& names) {
  for (std::uint32_t m = 0; m < ids.size(); ++m) {
    const link::Wording& wording = given.wording(m);
    std::cout << json{{"id", ids[m]},
                      {"document", names[wording.document]},
                      {"word", wording.by_itself},
                      {"here", wording.here},
                      {"sentence", wording.sentence_meaning}}
                     .dump()
              << '\n';
  }
  for (const std::vector<std::uint32_t>& story : given.by_story()) {
    for (std::size_t i = 0; i < story.size(); ++i) {
      for (std::size_t j = i + 1; j < story.size(); ++j) {
        const std::uint32_t a = story[i], b = story[j];
        const link::Company company = given.company(a, b);
        json signs = link::signs_of(given.wording(a), given.wording(b), company);
        for (const float sign : company.context) signs.push_back(sign);
        std::cout << json{{"pair", {a, b}}, {"signs", std::move(signs)}}.dump() << '\n';
      }
    }
  }
}

// A text whose lines are its sentences: all of it is read.
Article in_lines(const std::string& text) {
  Article article;
  article.text.append_copy(text, 0);
  for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
    end = std::min(text.find('\n', begin), text.size());
    const TextRange line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (begin < end) article.blocks.push_back({BlockKind::body, line, {}, false});
  }
  return article;
}

// Mentions by their wording alone: their texts are read as they are, sentence by sentence.
int by_wording(const std::filesystem::path& data, const std::string& mentions, bool signs) {
  const parse::Reader reader = must(parse::Reader::open(data));
  const lexicon::Senses senses = must(lexicon::Senses::open(data / "languages" / "en"));
  std::vector<Document> read;
  std::vector<std::string> names, ids;
  std::vector<link::GivenMention> given;
  std::ifstream lines(mentions);
  for (std::string line; std::getline(lines, line);) {
    const json text = json::parse(line);
    const auto number = static_cast<std::uint32_t>(read.size());
    read.push_back(reader.read(in_lines(text["text"].get<std::string>()), true, true));
    names.push_back(text["id"]);
    for (const json& mention : text["mentions"]) {
      const json& first = mention["pieces"][0];
      const auto phrase = phrase_at(read.back(), first[0], first[1]);
      if (!phrase) {
        std::cerr << mention["id"] << ": not among what was read\n";
        continue;
      }
      given.push_back({number, *phrase});
      ids.push_back(mention["id"]);
    }
  }
  std::vector<const Document*> documents;
  for (const Document& one : read) documents.push_back(&one);
  const link::Given set(documents, given, senses, [&](std::string_view word) { return reader.word_vector(word); });
  if (signs) {
    tell_signs(set, ids, names);
    return 0;
  }
  const auto events = set.events(must(link::Alike::open(data / "models" / "alike.en.safetensors")));
  for (std::size_t m = 0; m < ids.size(); ++m) {
    std::cout << json{{"id", ids[m]}, {"event", "ev_" + ids[events[m]]}}.dump() << '\n';
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "mentions_tool DATA MENTIONS (events|claims|alike|signs)\n";
    return 2;
  }
  const std::filesystem::path data = words[1];
  const std::string_view wanted = words[3];
  if (wanted == "alike" || wanted == "signs") return by_wording(data, words[2], wanted == "signs");
  lexicon::Actors actors = must(lexicon::Actors::open(data / "actors"));
  lexicon::Places places = must(lexicon::Places::open(data / "places"));
  Tools tools{must(clean::Cleaner::open(data)),
              must(parse::Reader::open(data)),
              must(lexicon::Forms::open(data / "events")),
              std::move(actors),
              std::move(places),
              must(lexicon::History::open(data / "history")),
              must(resolve::Language::open(data / "languages" / "en")),
              {}};
  tools.known = extract::known_from(tools.actors, tools.places);
  std::vector<CodedDocument> documents;
  std::map<std::string, std::vector<std::string>> mentions;  // by claim: two given at one place are one
  std::ifstream lines(words[2]);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> ids;
    CodedDocument coded = code(tools, json::parse(line), ids);
    for (std::size_t i = 0; i < ids.size(); ++i) mentions[coded.claims[i].id].push_back(ids[i]);
    if (std::string_view(words[3]) == "claims") {
      for (std::size_t i = 0; i < ids.size(); ++i) {
        json claim = json::parse(to_json(coded.claims[i]));
        claim["mention"] = ids[i];
        std::cout << claim.dump() << '\n';
      }
    }
    documents.push_back(std::move(coded));
  }
  if (std::string_view(words[3]) == "claims") return 0;
  for (const Event& event : link_documents(documents).events) {
    for (const ResolvedClaim& claim : event.claims) {
      for (const std::string& mention : mentions[claim.id]) {
        std::cout << json{{"id", mention}, {"event", event.id}}.dump() << '\n';
      }
    }
  }
}
