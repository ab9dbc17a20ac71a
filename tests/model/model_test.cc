#include "model/model.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/sha256.h"
#include "model/random_weights.h"

using namespace annals;
using namespace annals::model;
using Json = nlohmann::json;

namespace {

const std::filesystem::path kReal = std::filesystem::path(ANNALS_DATA_DIR) / "models" / "reader.en.safetensors";
const std::filesystem::path kReference =
    std::filesystem::path(ANNALS_SOURCE_DIR) / "tests" / "model" / "reader_reference.json";

// A folder of its own for each test, gone when the test ends.
class Folder {
 public:
  // The process is in its name: the same tests run beside each other on other arithmetic.
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("annals_model_" + name + "_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

// Everything that the model says about some windows, as bytes.
std::string all_numbers(const Model& model, const Words& words, const std::vector<Window>& windows,
                        const std::vector<std::string>& heads) {
  Workspace workspace;
  const Reading reading = model.read(words, windows, workspace);
  std::string out;
  const auto add = [&](std::span<const float> numbers) {
    out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
  };
  for (std::size_t word = 0; word < reading.size(); ++word) {
    for (const auto& name : heads) add(reading.scores(*model.head(name), word));
  }
  std::size_t first = 0;
  std::vector<std::int32_t> governors;
  for (const Window& window : windows) {
    const std::size_t last = first + window.last - window.first;
    std::vector<float> arcs;
    model.arcs(reading, first, last, workspace, arcs);
    add(arcs);
    if (model.pair()) {
      std::vector<float> pairs;
      for (std::size_t i = first; i < last; ++i) {
        model.pairs(reading, i, first, last, workspace, pairs);
        add(pairs);
      }
    }
    for (std::size_t i = first; i < last; ++i) {
      governors.push_back(i == first ? -1 : static_cast<std::int32_t>(first + (i * 7 + 3) % (last - first)));
    }
    first = last;
  }
  for (const std::uint16_t label : model.relations(reading, governors, workspace)) out += static_cast<char>(label);
  return out;
}

const Model::Options kPaths[] = {{Arithmetic::best, true},   {Arithmetic::best, false}, {Arithmetic::avx2, true},
                                 {Arithmetic::avx2, false},  {Arithmetic::plain, true}, {Arithmetic::plain, false},
                                 {Arithmetic::avx512, false}};

std::vector<std::string_view> views(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

Result<Model> open_bytes(const Folder& folder, const RandomWeights& weights) {
  return Model::open(folder.write("model.safetensors", weights.bytes()));
}

}  // namespace

TEST_CASE("every path through the arithmetic gives the same bits on random weights") {
  const Folder folder("random");
  const auto path = folder.write("random.safetensors", RandomWeights().bytes());
  const std::vector<std::string> text = {"The",  "two", "ministers", "met", ",",   "U.N.", "can", "n’t", "meet", "中中",
                                         "seen", "TWO", "1914",      "n't", "not", "the",  "s",   "'",   ".",    "e"};
  std::string expected;
  for (const auto& options : kPaths) {
    const auto model = Model::open(path, options);
    REQUIRE_MESSAGE(model, model.error().message);
    const Words words = model->split(views(text));
    const std::string numbers =
        all_numbers(*model, words, {{0, 5}, {5, 6}, {6, 20}, {2, 9}}, {"sentence_end", "trigger"});
    if (expected.empty()) expected = numbers;
    CHECK(numbers == expected);
  }
}

TEST_CASE("what is read together changes nothing") {
  const Folder folder("together");
  const auto model = open_bytes(folder, RandomWeights());
  REQUIRE(model);
  std::vector<std::string> text;
  for (int i = 0; i < 300; ++i) text.push_back(i % 7 == 0 ? "ministers" : i % 3 == 0 ? "met" : "two");
  const Words words = model->split(views(text));
  std::vector<Window> windows;
  for (std::size_t at = 0; at + 13 < text.size(); at += 1 + at % 5) windows.push_back({at, at + 1 + at % 13});
  Workspace workspace;
  const Reading together = model->read(words, windows, workspace);
  const Head& head = *model->head("trigger");
  std::size_t word = 0;
  for (const Window& window : windows) {
    const Reading alone = model->read(words, std::vector<Window>{window}, workspace);
    for (std::size_t i = 0; i < alone.size(); ++i, ++word) {
      const auto a = alone.scores(head, i), b = together.scores(head, word);
      REQUIRE(std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
    }
  }
  CHECK(word == together.size());
}

TEST_CASE("weights without words of their own take those of the file that they name") {
  const Folder folder("words");
  const RandomWeights whole;
  folder.write("whole.safetensors", whole.bytes());
  RandomWeights part = whole;
  for (const char* tensor : {"vocab", "embed.word.weight", "embed.word.scale"}) part.header().erase(tensor);
  part.facts()["words"] = "whole.safetensors";
  const auto path = folder.write("part.safetensors", part.bytes());
  const auto both = Model::open(path);
  REQUIRE_MESSAGE(both, both.error().message);
  const auto one = Model::open(path.parent_path() / "whole.safetensors");
  REQUIRE(one);
  const Words words = one->split(views({"The", "two", "ministers", "met", "."}));
  CHECK(both->split(views({"The", "two", "ministers", "met", "."})).pieces == words.pieces);
  CHECK(all_numbers(*both, words, {{0, 5}}, {"trigger"}) == all_numbers(*one, words, {{0, 5}}, {"trigger"}));

  part.facts()["words"] = "../absent.safetensors";  // only ever beside it
  const auto lost = Model::open(folder.write("lost.safetensors", part.bytes()));
  REQUIRE(!lost);
  CHECK(lost.error().kind == ErrorKind::NotFound);
}

TEST_CASE("heads are asked for by name, and kinds of heads that are not known are passed over") {
  const Folder folder("heads");
  const auto model = open_bytes(folder, RandomWeights());
  REQUIRE(model);
  REQUIRE(model->head("trigger"));
  CHECK(model->head("trigger")->labels.size() == 7);
  CHECK(model->head("unheard-of") == nullptr);
  CHECK(model->head("lemma") == nullptr);
  REQUIRE(model->pair());
  CHECK(model->pair()->labels.size() == RandomWeights::kParts);
  CHECK(model->relation_labels().size() == RandomWeights::kRelations);
}

TEST_CASE("a damaged file of weights is refused with its reason") {
  const Folder folder("damaged");
  const auto refused = [&](const std::string& bytes) {
    const auto model = Model::open(folder.write("bad.safetensors", bytes));
    REQUIRE_FALSE(model);
    CHECK_FALSE(model.error().message.empty());
    return model.error().kind;
  };
  const std::string good = RandomWeights().bytes();
  CHECK(refused("") == ErrorKind::Malformed);
  CHECK(refused("short") == ErrorKind::Malformed);
  CHECK(refused(std::string(8, '\xff') + "{}") == ErrorKind::Malformed);
  CHECK(refused(good.substr(0, good.size() - 1)) == ErrorKind::Malformed);
  CHECK(refused(good.substr(0, 400)) == ErrorKind::Malformed);
  CHECK(Model::open("/nowhere/at/all").error().kind == ErrorKind::NotFound);

  RandomWeights shape;
  shape.header()["layer.0.q.weight"]["shape"] = {16, 64};
  CHECK(refused(shape.bytes()) == ErrorKind::Malformed);
  RandomWeights huge;
  huge.header()["layer.0.q.weight"]["shape"] = {4294967296ULL, 4294967296ULL, 4294967296ULL};
  CHECK(refused(huge.bytes()) == ErrorKind::Malformed);
  RandomWeights outside;
  outside.header()["embed.type"]["data_offsets"] = {18446744073709551487ULL, 18446744073709551615ULL};
  CHECK(refused(outside.bytes()) == ErrorKind::Malformed);
  RandomWeights absent;
  absent.header().erase("head.arc.root");
  CHECK(refused(absent.bytes()) == ErrorKind::Malformed);
  RandomWeights infinite;
  const std::size_t at = infinite.header()["embed.type"]["data_offsets"][0];
  infinite.data().replace(at, 4, std::string("\x00\x00\x80\x7f", 4));
  CHECK(refused(infinite.bytes()) == ErrorKind::Malformed);
  RandomWeights sizes;
  sizes.facts()["attention_heads"] = "3";
  CHECK(refused(sizes.bytes()) == ErrorKind::Malformed);
  RandomWeights newer;
  newer.facts()["version"] = "2";
  CHECK(refused(newer.bytes()) == ErrorKind::Unsupported);
}

TEST_CASE("weights that are not the ones of the manifest are refused") {
  const Folder folder("manifest");
  const std::string good = RandomWeights().bytes();
  const auto path = folder.write("random.safetensors", good);
  folder.write("manifest.txt", base::sha256_hex(good) + "  random.safetensors\n");
  CHECK(Model::open(path));
  folder.write("manifest.txt", base::sha256_hex("other") + "  random.safetensors\n");
  REQUIRE_FALSE(Model::open(path));
}

TEST_CASE("words become BERT's pieces") {
  const Folder folder("pieces");
  const auto model = open_bytes(folder, RandomWeights());
  REQUIRE(model);
  const auto pieces = [&](std::string_view word) { return model->split(std::vector<std::string_view>{word}).pieces; };
  CHECK(pieces("Ministers") == std::vector<std::int32_t>{6, 7, 8});
  CHECK(pieces("n't") == std::vector<std::int32_t>{16, 18, 17});
  CHECK(pieces("中中") == std::vector<std::int32_t>{23, 23});
  CHECK(pieces("thé") == std::vector<std::int32_t>{4});  // a mark drops out
  CHECK(pieces("qat") == std::vector<std::int32_t>{1});
  CHECK(pieces("") == std::vector<std::int32_t>{1});
  CHECK(pieces("\u200b") == std::vector<std::int32_t>{1});
  CHECK(pieces(std::string(101, 'n')) == std::vector<std::int32_t>{1});
}

TEST_CASE("a word's shape is that of its letters") {
  CHECK(shape_of("the") == 1);
  CHECK(shape_of("Łódź") == 2);
  CHECK(shape_of("’Ali") == 2);
  CHECK(shape_of("NATO") == 3);
  CHECK(shape_of("A") == 4);
  CHECK(shape_of("McDonald") == 5);
  CHECK(shape_of("2016") == 6);
  CHECK(shape_of("3,500") == 7);
  CHECK(shape_of("Su-24") == 7);
  CHECK(shape_of("...") == 8);
  CHECK(shape_of("U.S.") == 9);
  CHECK(shape_of("Dr.") == 2);
  CHECK(shape_of("北京") == 0);
  CHECK(shape_of("") == 0);
}

TEST_CASE("the real weights: every path gives the same bits") {
  if (!std::filesystem::exists(kReal)) {
    MESSAGE("skipped: no data/models/reader.en.safetensors");
    return;
  }
  std::string expected;
  for (const auto& options : kPaths) {
    const auto model = Model::open(kReal, options);
    REQUIRE_MESSAGE(model, model.error().message);
    const std::vector<std::string> text = {"The", "envoys",  "of", "Chad", "and",  "Libya", "did",  "n’t",  "meet",
                                           "in",  "Tripoli", ",",  "she",  "said", ".",     "Rain", "fell", "."};
    const Words words = model->split(views(text));
    const std::string numbers =
        all_numbers(*model, words, {{0, 15}, {15, 18}, {0, 18}}, {"sentence_end", "upos", "xpos", "lemma", "name"});
    if (expected.empty()) expected = numbers;
    CHECK(numbers == expected);
  }
}

TEST_CASE("the real weights: numbers and choices are those of the reference") {
  if (!std::filesystem::exists(kReal)) {
    MESSAGE("skipped: no data/models/reader.en.safetensors");
    return;
  }
  std::ifstream file(kReference);
  if (!file) {
    MESSAGE("skipped: no tests/model/reader_reference.json");
    return;
  }
  const Json reference = Json::parse(file);
  const auto model = Model::open(kReal);
  REQUIRE_MESSAGE(model, model.error().message);
  // A number on the edge between two steps of seven bits may fall to either side with the last bit of a sum, and the
  // layers above make more of it: the reference itself does so when its numbers are shaken by 1e-7. A sentence without
  // such a number agrees to the last digits.
  constexpr double kRoundingMatters = 0.5;
  int exact = 0;
  const auto apart = [](double wanted, double got) { return std::abs(wanted - got) / (1 + std::abs(wanted)); };
  for (const Json& sentence : reference["cases"]) {
    const auto text = sentence["words"].get<std::vector<std::string>>();
    const Words words = model->split(views(text));
    const std::vector<std::int32_t> expected = sentence["pieces"];
    CHECK(words.pieces == std::vector<std::int32_t>(expected.begin() + 1, expected.end() - 1));
    std::vector<int> shapes(words.shapes.begin(), words.shapes.end());
    shapes[0] += kFirstWord;
    CHECK(shapes == sentence["shapes"].get<std::vector<int>>());

    Workspace workspace;
    const Reading reading = model->read(words, std::vector<Window>{{0, words.size()}}, workspace);
    double furthest = 0;
    for (const auto& [name, rows] : sentence["outputs"].items()) {
      const Head* head = model->head(name);
      REQUIRE(head);
      for (std::size_t i = 0; i < words.size(); ++i) {
        const auto scores = reading.scores(*head, i);
        for (std::size_t j = 0; j < rows[i].size(); ++j) {
          furthest = std::max(furthest, apart(rows[i][j].get<double>(), static_cast<double>(scores[j])));
        }
        const auto wanted = sentence["best"][name][i].get<std::size_t>();
        CHECK(scores[reading.best(*head, i)] - scores[wanted] < kRoundingMatters);
      }
    }
    std::vector<float> arcs;
    model->arcs(reading, 0, words.size(), workspace, arcs);
    const std::size_t columns = words.size() + 1;
    for (std::size_t d = 0; d < words.size(); ++d) {
      for (std::size_t h = 0; h < columns; ++h) {
        const double wanted = sentence["arcs"][d][h];
        furthest = std::max(furthest, apart(wanted, static_cast<double>(arcs[d * columns + h])));
      }
    }
    CHECK(furthest < kRoundingMatters);
    exact += furthest < 1e-3;
    std::vector<std::int32_t> heads;
    for (const int head : sentence["heads"]) heads.push_back(head - 1);
    const auto labels = model->relations(reading, heads, workspace);
    const auto& names = model->relation_labels();
    const auto root = static_cast<std::size_t>(std::find(names.begin(), names.end(), "root") - names.begin());
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (heads[i] < 0) {
        CHECK(labels[i] == root);
        continue;
      }
      auto scores = sentence["relations"][i].get<std::vector<double>>();
      scores[root] = -1e9;
      CHECK(*std::max_element(scores.begin(), scores.end()) - scores[labels[i]] < kRoundingMatters);
    }
  }
  CHECK(exact >= 1);
}

// Roundings on the edge of a step fall differently where sums of float32 do, and the coder's scores move by tenths with
// them; so they are compared as a whole, and one by one where a score is clear.
TEST_CASE("the coder's weights: scores are those of the reference") {
  const auto reference = base::read_file(std::filesystem::path(ANNALS_SOURCE_DIR) / "tests/model/coder_reference.json");
  REQUIRE(reference);
  const auto model = Model::open(kReal.parent_path() / "coder.en.safetensors");
  REQUIRE_MESSAGE(model, model.error().message);
  Workspace workspace;
  double apart = 0;
  std::size_t compared = 0, clear = 0;
  const auto compare = [&](float ours, float theirs) {
    apart += std::abs(ours - theirs);
    ++compared;
    if (std::abs(theirs) < 1.5f) return;
    ++clear;
    CHECK((ours > 0) == (theirs > 0));
  };
  for (const Json& window : Json::parse(*reference)) {
    const auto text = window["words"].get<std::vector<std::string>>();
    const Words words = model->split(views(text));
    const Reading reading = model->read(words, std::vector<Window>{{0, text.size()}}, workspace);
    for (const char* name : {"act", "status", "mode"}) {
      for (std::size_t word = 0; word < text.size(); ++word) {
        const auto scores = reading.scores(*model->head(name), word);
        for (std::size_t label = 0; label < scores.size(); ++label)
          compare(scores[label], window[name][word][label].get<float>());
      }
    }
    std::vector<float> parts;
    model->pairs(reading, window["of"], 0, text.size(), workspace, parts);
    for (std::size_t i = 0; i < parts.size(); ++i) compare(parts[i], window["part"][i].get<float>());
  }
  CHECK(compared > 2000);
  CHECK(clear > 1000);
  CHECK(apart / static_cast<double>(compared) < 0.15);
}
