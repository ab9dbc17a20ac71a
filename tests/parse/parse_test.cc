// The reader as a whole, with its real weights; skipped where they are absent.
#include "parse/parse.h"

#include <doctest/doctest.h>

#include <thread>

#include "annals/pipeline.h"
#include "base/text.h"

using namespace annals;
using parse::Reader;

namespace {

const std::filesystem::path kData = ANNALS_DATA_DIR;

// The reader, or null with a message where its weights are not there.
const Reader* reader() {
  static const auto opened = [] {
    return std::filesystem::exists(kData / "models" / "reader.en.safetensors")
               ? std::optional<Result<Reader>>(Reader::open(kData))
               : std::nullopt;
  }();
  if (!opened) {
    MESSAGE("skipped: no data/models/reader.en.safetensors");
    return nullptr;
  }
  REQUIRE_MESSAGE(*opened, opened->error().message);
  return &**opened;
}

Article article(const std::vector<std::pair<BlockKind, std::string>>& blocks) {
  Article out;
  for (const auto& [kind, text] : blocks) {
    const auto begin = static_cast<std::uint32_t>(out.text.text.size());
    out.text.append_unsourced(text);
    out.blocks.push_back({kind, {begin, static_cast<std::uint32_t>(out.text.text.size())}, {}, false});
    out.text.append_unsourced("\n\n");
  }
  return out;
}

Document read(const Reader& reader, const std::vector<std::string>& paragraphs) {
  std::vector<std::pair<BlockKind, std::string>> blocks;
  for (const auto& paragraph : paragraphs) blocks.emplace_back(BlockKind::body, paragraph);
  return reader.read(article(blocks));
}

std::string quotations(const Document& document) {
  std::string out;
  for (const Quotation& quotation : document.quotations) {
    out += quotation.direct ? "direct: " : "indirect: ";
    out += quotation.speaker.empty() ? "-" : std::string(document.text_of(quotation.speaker));
    out += " / " + (quotation.cue.empty() ? "-" : std::string(document.text_of(quotation.cue)));
    out += " / " + std::string(document.article.text.view(quotation.content)) + '\n';
  }
  return out;
}

void check_sound(const Document& document) {
  std::uint32_t at = 0;
  for (const Sentence& sentence : document.sentences) {
    REQUIRE(!sentence.tokens.empty());
    CHECK(sentence.range.begin >= at);
    CHECK(document.article.blocks[sentence.block].range.contains(sentence.range));
    at = sentence.range.end;
    int roots = 0;
    for (const Token& token : sentence.tokens) {
      CHECK(sentence.range.contains(token.range));
      CHECK(token.form == document.article.text.view(token.range));
      CHECK((token.deprel == Deprel::root) == (token.head < 0));
      CHECK(token.head < static_cast<std::int32_t>(sentence.tokens.size()));
      roots += token.head < 0;
    }
    CHECK(roots == 1);
  }
  for (const Name& name : document.names) {
    CHECK(name.phrase.last <= document.sentences[name.phrase.sentence].tokens.size());
    CHECK(!name.phrase.empty());
    CHECK((name.confidence > 0 && name.confidence <= 1));
  }
}

}  // namespace

TEST_CASE("only a story's own blocks have sentences, and none reaches over its block") {
  const Reader* const english = reader();
  if (!english) return;
  const Document document =
      english->read(article({{BlockKind::title, "Envoys Meet Again in Lomé"},
                             {BlockKind::chrome, "Subscribe to our newsletter."},
                             {BlockKind::body, "The envoys met on Tuesday. They will meet again."},
                             {BlockKind::related, "Read more: Rain in Accra"},
                             {BlockKind::caption, "An envoy arrives"}}));
  check_sound(document);
  REQUIRE(document.sentences.size() == 4);
  CHECK(document.sentences[0].block == 0);
  CHECK(document.sentences[1].block == 2);
  CHECK(document.sentences[3].block == 4);
}

TEST_CASE("tags, lemmas, trees and names of a plain sentence") {
  const Reader* const english = reader();
  if (!english) return;
  const Document document = read(*english, {"The ministers of Chad and Libya met in Tunis on Friday."});
  check_sound(document);
  REQUIRE(document.sentences.size() == 1);
  const auto& tokens = document.sentences[0].tokens;
  REQUIRE(tokens.size() == 12);
  CHECK(tokens[6].lemma == "meet");
  CHECK(tokens[6].upos == Upos::VERB);
  CHECK(tokens[6].xpos == "VBD");
  CHECK(tokens[6].deprel == Deprel::root);
  CHECK(tokens[1].lemma == "minister");
  CHECK(tokens[1].deprel == Deprel::nsubj);
  CHECK(tokens[1].head == 6);
  int places = 0;
  for (const Name& name : document.names) places += name.kind == NameKind::place;
  CHECK(places == 3);
}

TEST_CASE("the words of a person's name have one part in the sentence, and its partner goes with the name") {
  const Reader* const english = reader();
  if (!english) return;
  const Document document =
      read(*english, {"Seyoum Mesfin and Haile Woldensae signed the document in the People's Palace in the presence of "
                      "President Abdelaziz Bouteflika and U.S. envoy Anthony Lake."});
  check_sound(document);
  const auto& tokens = document.sentences[0].tokens;
  CHECK(std::count_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.deprel == Deprel::nsubj; }) == 1);
  CHECK(tokens[1].head == 0);
  CHECK(tokens[3].head == 0);
  REQUIRE(!document.names.empty());
  CHECK(document.text_of(document.names.front().phrase) == "Seyoum Mesfin");
}

TEST_CASE("quotations find their speakers in the sentence, across it and across paragraphs") {
  const Reader* const english = reader();
  if (!english) return;
  CHECK(quotations(read(*english, {"\"We will not leave,\" the mayor told reporters. \"This is our town.\""})) ==
        "direct: the mayor / told / We will not leave,\ndirect: the mayor / - / This is our town.\n");
  CHECK(quotations(read(*english, {"“The bridge is closed,” said the governor of Lima.", "“Nobody may cross it."})) ==
        "direct: the governor of Lima / said / The bridge is closed,\n"
        "direct: the governor of Lima / - / Nobody may cross it.\n");
  CHECK(quotations(read(*english, {"The army denied that it had shelled the village."})) ==
        "indirect: The army / denied / it had shelled the village\n");
  CHECK(quotations(read(*english, {"The talks will resume in May, the minister said on Monday."})) ==
        "indirect: the minister / said / The talks will resume in May\n");
  CHECK(quotations(read(*english, {"State television quoted the army as saying that the road was open."})) ==
        "indirect: the army / saying / the road was open\n");
  CHECK(quotations(read(*english, {"According to the Red Cross, ten people were hurt."})) ==
        "indirect: the Red Cross / According to / ten people were hurt\n");
  CHECK(quotations(read(*english, {"The so-called “free zone” was attacked."})).empty());
  CHECK(quotations(read(*english, {"The mayor said that the road was open and that the port was closed."})) ==
        "indirect: The mayor / said / the road was open and that the port was closed\n");
  CHECK(quotations(read(*english, {"The envoy wrote: ''We are late. We will hurry.''"})) ==
        "direct: The envoy / wrote / We are late. We will hurry.\n");
}

TEST_CASE("what somebody wants, backs or rejects is told of him, outer views before those within them") {
  const Reader* const english = reader();
  if (!english) return;
  const auto view = [&](std::string_view text) {
    const Document document = read(*english, {std::string(text)});
    for (const Quotation& quotation : document.quotations) CHECK(quotation.stance);
    return quotations(document);
  };
  CHECK(view("The union opposed the plan.") == "indirect: The union / opposed / the plan\n");
  CHECK(view("The minister hopes to reopen the port in May.") ==
        "indirect: The minister / hopes / to reopen the port in May\n");
  CHECK(view("The plan was criticised by the guild of printers.") ==
        "indirect: the guild of printers / was criticised / The plan\n");
  CHECK(view("The bishop renewed his call for a truce in Aceh.") == "indirect: his / call for / a truce in Aceh\n");
  CHECK(view("He took the chance to praise the nurses.") == "indirect: He / praise / the nurses\n");
  CHECK(view("The boats left the harbour at noon.").empty());
  CHECK(view("The opposed lorries stood in the yard.").empty());
}

TEST_CASE("a sentence longer than any window, and words of many pieces, are read whole") {
  const Reader* const english = reader();
  if (!english) return;
  std::string list = "They brought";
  for (int i = 0; i < 500; ++i) list += " bread, salt and";
  const Document document = read(*english, {list + " water.", std::string(5000, 'x') + " " + std::string(3000, '.'),
                                            std::string(200, '#') + "é", "", " \n ", "?"});
  check_sound(document);
  std::size_t words = 0;
  for (const Sentence& sentence : document.sentences) words += sentence.tokens.size();
  CHECK(words > 2000);
}

TEST_CASE("a text of megabytes is read as far as the limits go, and the notes say where") {
  const Reader* const given = reader();
  if (!given) return;
  const auto read_line = [&](std::string_view piece, std::size_t bytes) {
    Article long_one;
    std::string text;
    while (text.size() < bytes) text += piece;
    long_one.text.append_copy(text, 1000);  // its raw bytes begin at 1,000
    long_one.blocks.push_back({BlockKind::body, {0, static_cast<std::uint32_t>(text.size())}, {}, false});
    return given->read(std::move(long_one));
  };
  const std::string sentence =
      "The ministers of both countries met in the capital on Monday and agreed on a new treaty. ";
  const Document once = read_line(sentence, 400'000), twice = read_line(sentence, 4'000'000);
  REQUIRE(once.article.notes.size() == 1);
  REQUIRE(!once.sentences.empty());
  // Where it stopped is behind its last sentence, and no work was done for what is behind that.
  const std::uint32_t end = once.sentences.back().range.end;
  CHECK(once.article.notes[0] ==
        "the story is very long: its sentences were read to byte " + std::to_string(1001 + end));
  CHECK(once.article.notes == twice.article.notes);
  CHECK(once.sentences.size() == twice.sentences.size());
  CHECK(once.sentences.size() > 300);
  for (std::size_t i = 1; i < once.sentences.size(); ++i) {  // none is left out on the way there
    REQUIRE(once.sentences[i].range.begin == once.sentences[i - 1].range.end + 1);
  }
  CHECK(read_line(sentence, 20'000).article.notes.empty());
  // Whatever it is made of: words without end, data without words.
  for (const std::string_view piece : {"word ", "Kerry met Lavrov and ", "((((", "9f86d081", "no. ", "a/b/"}) {
    CAPTURE(piece);
    const Document document = read_line(piece, 1'000'000);
    std::size_t words = 0;
    for (const Sentence& one : document.sentences) words += one.tokens.size();
    CHECK(words <= 10'000);
    CHECK(document.article.notes.size() == 1);
  }
}

TEST_CASE("a document reads the same alone, after others, and on several threads") {
  const Reader* const english = reader();
  if (!english) return;
  const std::vector<std::string> story = {
      "TUNIS (Agency) - Two envoys arrived on Sunday, officials said. They were met by the prime minister.",
      "\"We hope for peace,\" one of them said. He gave no details."};
  const std::string alone = to_conllu(read(*english, story));
  (void)read(*english, {"Something else entirely, about rice."});
  CHECK(to_conllu(read(*english, story)) == alone);
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results) threads.emplace_back([&] { result = to_conllu(read(*english, story)); });
  }
  for (const auto& result : results) CHECK(result == alone);
}

TEST_CASE("CoNLL-U keeps the words, sentences and comments that it brings") {
  const Reader* const english = reader();
  if (!english) return;
  const std::string given =
      "# sent_id = 1\n# text = They didn't go.\n1\tThey\t_\t_\t_\t_\t_\t_\t_\t_\n2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "2\tdid\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "4.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n# sent_id = "
      "2\n1\tNo\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
  const auto read = english->read_conllu(given);
  REQUIRE(read);
  CHECK(*read ==
        "# sent_id = 1\n# text = They didn't go.\n1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n"
        "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_"
        "\t4\tadvmod\t_\t_\n"
        "4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n# sent_id = 2\n"
        "1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n\n");
  CHECK(*english->read_conllu("") == "");
  for (const char* bad : {"1\tno columns\n", "2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n",
                          "1\t\xff\t_\t_\t_\t_\t_\t_\t_\t_\n"}) {
    const auto refused = english->read_conllu(bad);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Malformed);
    CHECK(refused.error().message.find("line 1") != std::string::npos);
  }
}

TEST_CASE("the CoNLL-U of a document spells its text") {
  const Reader* const english = reader();
  if (!english) return;
  const Document document = read(*english, {"They didn't go to Peru's coast (it's far)."});
  std::string spelled;
  std::size_t until = 0;
  const std::string conllu = to_conllu(document);
  for (const std::string_view line : base::split(conllu, '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto columns = base::split(line, '\t');
    REQUIRE(columns.size() == 10);
    const std::size_t dash = columns[0].find('-');
    const bool several = dash != std::string_view::npos;
    if (several) until = std::stoul(std::string(columns[0].substr(dash + 1)));
    if (!several && std::stoul(std::string(columns[0])) <= until) continue;
    spelled += columns[1];
    if (columns[9].find("SpaceAfter=No") == std::string_view::npos) spelled += ' ';
  }
  CHECK(base::trim(spelled) == "They didn't go to Peru's coast (it's far).");
}
