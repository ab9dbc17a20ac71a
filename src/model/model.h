// The reader's neural model: words in, numbers out. train/format.md says what is in its file.
//
//   Result<Model> model = Model::open("data/models/reader.en.safetensors");
//   Words words = model->split({"The", "two", "met", "."});
//   Workspace workspace;
//   Reading reading = model->read(words, {{0, 4}}, workspace);
//   reading.scores(*model->head("upos"), 1);     // seventeen numbers for "two"
//
// A Model is immutable: threads share one, each with its own Workspace. The numbers are the same, bit for bit,
// whatever the machine's vector units and whatever windows are read together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "model/encoder.h"
#include "model/heads.h"
#include "model/word_piece.h"

namespace annals::model {

// Words split for the model.
struct Words {
  std::vector<std::int32_t> pieces;
  std::vector<std::uint32_t> begin;  // of each word in `pieces`, and the end of the last
  std::vector<std::uint8_t> shapes;

  std::size_t size() const { return shapes.size(); }
  void append(const Words& other, std::size_t first, std::size_t last);
  std::size_t pieces_of(std::size_t first, std::size_t last) const { return begin[last] - begin[first]; }
};

// Words [first, last), read by themselves: they see one another and nothing else.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

// What the encoder makes of words half way through: nearer to what they mean than its last layer, which is all grammar.
struct Middle {
  std::size_t layer = 0;       // after how many layers; to be given
  std::size_t width = 0;       // of a word's vector
  std::vector<float> vectors;  // of the words of the windows, one behind the other
  std::span<const float> of(std::size_t word) const { return {vectors.data() + word * width, width}; }
};

class Model {
 public:
  struct Options {
    Arithmetic arithmetic = Arithmetic::best;
    bool library = true;  // products by oneDNN; ignored for Arithmetic::plain
  };
  // Checks the file against `manifest.txt` beside it, where there is one (lines as sha256sum writes them). Weights may
  // say that their words are those of another file beside them, which is then opened too.
  // Errors: NotFound, Io; Malformed when the file is damaged; Unsupported when a newer annals wrote it.
  static Result<Model> open(const std::filesystem::path& path, const Options& options);
  static Result<Model> open(const std::filesystem::path& path) { return open(path, Options{}); }
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  Words split(std::span<const std::string_view> words) const;
  // Whether the vocabulary has this text, in lower case, as a piece that begins a word.
  bool has_piece(std::string_view text) const;
  // The most pieces that the words of one window may have together.
  std::size_t longest_window() const;

  // The words of the windows, one behind the other. No window is empty or has more than longest_window() pieces.
  // `middle`, where given, is filled: the mean of each word's pieces.
  Reading read(const Words& words, std::span<const Window> windows, Workspace& workspace,
               Middle* middle = nullptr) const;

  // What a word means by itself, as the network has it before it looks at the words around: the sum of its pieces.
  std::vector<float> word_vector(std::string_view word) const;

  // The head of this name; null where the file has none.
  const Head* head(std::string_view name) const;
  // How sure the model is of a label of a word, among the head's labels: the softmax of their scores.
  float probability(const Reading& reading, const Head& head, std::size_t word, std::size_t label) const;
  // The labels of relations; empty where the file has no tree head.
  const std::vector<std::string>& relation_labels() const;
  // Scores of the head of each word of [first, last) of a reading: n rows of 1 + n, the root's first.
  void arcs(const Reading& reading, std::size_t first, std::size_t last, Workspace& workspace,
            std::vector<float>& out) const;
  // The best label for each word of a reading, given its head (a word of the reading; -1 for the root, -2 for words
  // that are not asked about). The label `root` is for the root's arcs, and only for them.
  std::vector<std::uint16_t> relations(const Reading& reading, std::span<const std::int32_t> heads,
                                       Workspace& workspace) const;

  // The pair head; null where the file has none.
  const PairHead* pair() const;
  // What each word of [first, last) of a reading is to `word`, of the same window: rows of one score a label.
  void pairs(const Reading& reading, std::size_t word, std::size_t first, std::size_t last, Workspace& workspace,
             std::vector<float>& out) const;
  // What the pair head sees in a word that others are held against: words that head like acts have like vectors.
  std::span<const float> pair_vector(const Reading& reading, std::size_t word) const;
  // The chance that a score above or below nought stands for: the logistic function.
  float chance(float score) const;
  // A table of numbers that the file holds beside its heads. Errors: Malformed when it is absent or of another shape.
  Result<std::span<const float>> table(const std::string& name, const std::vector<std::size_t>& shape) const;
  Result<std::span<const std::int8_t>> small_table(const std::string& name,
                                                   const std::vector<std::size_t>& shape) const;
  Result<std::string_view> text(const std::string& name) const;
  // What the file says of itself under this name; empty where it says nothing.
  std::string_view fact(std::string_view name) const;

 private:
  struct State;
  explicit Model(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

}  // namespace annals::model
