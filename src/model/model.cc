#include "model/model.h"

#include <omp.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

#include "base/sha256.h"
#include "base/text.h"

namespace annals::model {
namespace {

constexpr std::size_t kMostPieces = 32;   // of one word, which then fits any window
constexpr std::size_t kRowsAtOnce = 256;  // pieces of the windows encoded together

// oneDNN would spread every product over all cores; annals runs one reader a thread instead.
class OneThread {
 public:
  OneThread() : before_(omp_get_max_threads()) { omp_set_num_threads(1); }
  ~OneThread() { omp_set_num_threads(before_); }
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

Result<Done> check_manifest(const std::filesystem::path& path, std::string_view bytes) {
  const auto manifest = base::read_file(path.parent_path() / "manifest.txt");
  if (!manifest) {
    if (manifest.error().kind == ErrorKind::NotFound) return Done{};
    return manifest.error();
  }
  for (const std::string_view line : base::split(*manifest, '\n')) {
    const auto words = base::split_words(line);
    if (words.size() != 2 || words[1] != path.filename().string()) continue;
    if (base::sha256_hex(bytes) == words[0]) return Done{};
    return Error{ErrorKind::Malformed, "the weights are not the ones that manifest.txt names", path.string()};
  }
  return Done{};
}

Result<Done> check_format(const Safetensors& weights) {
  const auto format = weights.facts().find("format");
  if (format == weights.facts().end() || format->second != "annals-reader") {
    return Error{ErrorKind::Malformed, "expected a reader's weights, found another safetensors file"};
  }
  const auto version = weights.facts().find("version");
  if (version == weights.facts().end() || version->second != "1") {
    return Error{ErrorKind::Unsupported, "expected weights of format version 1, found another version"};
  }
  return Done{};
}

}  // namespace

void Words::append(const Words& other, std::size_t first, std::size_t last) {
  if (begin.empty()) begin.push_back(0);
  const std::uint32_t shift = begin.back() - other.begin[first];
  for (std::size_t word = first; word < last; ++word) begin.push_back(other.begin[word + 1] + shift);
  pieces.insert(pieces.end(), other.pieces.begin() + other.begin[first], other.pieces.begin() + other.begin[last]);
  shapes.insert(shapes.end(), other.shapes.begin() + static_cast<std::ptrdiff_t>(first),
                other.shapes.begin() + static_cast<std::ptrdiff_t>(last));
}

struct Model::State {
  Safetensors weights;
  std::optional<Safetensors> words;  // the file that the words are in, where it is another
  WordPiece pieces;
  Encoder encoder;
  Heads heads;
};

Model::Model(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::open(const std::filesystem::path& path, const Options& options) {
  const auto in_file = [&](Error error) {
    if (error.source.empty()) error.source = path.string();
    return error;
  };
  auto weights = Safetensors::open(path);
  if (!weights) return weights.error();
  if (auto checked = check_manifest(path, weights->bytes()); !checked) return checked.error();
  if (auto checked = check_format(*weights); !checked) return in_file(checked.error());
  std::optional<Safetensors> others;
  if (const auto named = weights->facts().find("words"); named != weights->facts().end()) {
    const std::filesystem::path beside = path.parent_path() / std::filesystem::path(named->second).filename();
    auto opened = Safetensors::open(beside);
    if (!opened) return opened.error();
    if (auto checked = check_manifest(beside, opened->bytes()); !checked) return checked.error();
    others.emplace(std::move(*opened));
  }
  const Safetensors& words = others ? *others : *weights;
  const auto vocabulary = words.text("vocab");
  if (!vocabulary) return vocabulary.error();
  const auto marks = words.facts().find("marks");
  auto pieces = WordPiece::open(*vocabulary, marks != words.facts().end() && marks->second == "kept");
  if (!pieces) return in_file(pieces.error());

  const OneThread one_thread;
  const Kernels& chosen = kernels(options.arithmetic);
  const bool library = options.library && options.arithmetic != Arithmetic::plain;
  auto encoder = Encoder::open(*weights, words, pieces->size(), chosen, library);
  if (!encoder) return in_file(encoder.error());
  auto heads = Heads::open(*weights, encoder->hidden(), chosen, library);
  if (!heads) return in_file(heads.error());
  return Model(std::make_unique<const State>(
      State{std::move(*weights), std::move(others), std::move(*pieces), std::move(*encoder), std::move(*heads)}));
}

Words Model::split(std::span<const std::string_view> words) const {
  Words out;
  for (const std::string_view word : words) {
    out.begin.push_back(static_cast<std::uint32_t>(out.pieces.size()));
    state_->pieces.split(word, out.pieces);
    out.pieces.resize(std::min<std::size_t>(out.pieces.size(), out.begin.back() + kMostPieces));
    out.shapes.push_back(static_cast<std::uint8_t>(shape_of(word)));
  }
  out.begin.push_back(static_cast<std::uint32_t>(out.pieces.size()));
  return out;
}

bool Model::has_piece(std::string_view text) const { return state_->pieces.has(text); }
std::size_t Model::longest_window() const { return state_->encoder.longest_window() - 2; }

namespace {

// The mean of the rows [first, last) of a table.
void mean_row(const float* table, std::size_t width, std::size_t first, std::size_t last, float* out) {
  std::copy_n(table + first * width, width, out);
  for (std::size_t row = first + 1; row < last; ++row) {
    for (std::size_t i = 0; i < width; ++i) out[i] += table[row * width + i];
  }
  const auto count = static_cast<float>(last - first);
  for (std::size_t i = 0; i < width; ++i) out[i] /= count;
}

}  // namespace

Reading Model::read(const Words& words, std::span<const Window> windows, Workspace& workspace, Middle* middle) const {
  const OneThread one_thread;
  const std::size_t hidden = state_->encoder.hidden();
  const std::size_t width = state_->heads.vector_width();
  std::size_t total = 0;
  for (const Window& window : windows) total += window.last - window.first;
  Buffer<float> vectors;
  float* out = vectors.reserve(total * width);
  if (middle) {
    assert(middle->layer >= 1 && middle->layer <= state_->encoder.layers() && "a layer that the encoder has");
    middle->width = hidden;
    middle->vectors.assign(total * hidden, 0.0f);
  }
  float* half_way = middle ? middle->vectors.data() : nullptr;

  std::vector<std::int32_t> pieces;
  std::vector<int> lengths;
  for (std::size_t begin = 0, end = 0; begin < windows.size(); begin = end) {
    pieces.clear();
    lengths.clear();
    for (; end < windows.size(); ++end) {
      const Window& window = windows[end];
      const std::size_t length = words.pieces_of(window.first, window.last) + 2;
      assert(window.first < window.last && length <= state_->encoder.longest_window() && "a window that does not fit");
      if (end > begin && pieces.size() + length > kRowsAtOnce) break;
      pieces.push_back(state_->pieces.begin_piece());
      pieces.insert(pieces.end(), words.pieces.begin() + words.begin[window.first],
                    words.pieces.begin() + words.begin[window.last]);
      pieces.push_back(state_->pieces.end_piece());
      lengths.push_back(static_cast<int>(length));
    }
    state_->encoder.encode(pieces, lengths, workspace, middle ? middle->layer : 0);
    std::size_t row = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const Window& window = windows[i];
      for (std::size_t word = window.first; word < window.last; ++word, out += width) {
        const std::size_t at = row + 1 + words.begin[word] - words.begin[window.first];
        std::copy_n(workspace.hidden.data() + at * hidden, hidden, out);
        const std::size_t shape = words.shapes[word] + (word == window.first ? std::size_t{kFirstWord} : 0);
        std::copy_n(state_->heads.shape(shape), state_->heads.shape_width(), out + hidden);
        if (!middle) continue;
        const std::size_t next = row + 1 + words.begin[word + 1] - words.begin[window.first];
        // A word of no pieces has what stands at its place.
        mean_row(workspace.middle.data(), hidden, at, std::max(next, at + 1), half_way);
        half_way += hidden;
      }
      row += words.pieces_of(window.first, window.last) + 2;
    }
  }
  return state_->heads.read(vectors.data(), total, workspace);
}

std::vector<float> Model::word_vector(std::string_view word) const {
  std::vector<float> out(state_->encoder.hidden(), 0.0f);
  const std::array<std::string_view, 1> one = {word};
  for (const std::int32_t piece : split(one).pieces) state_->encoder.add_piece(piece, out);
  return out;
}

const Head* Model::head(std::string_view name) const { return state_->heads.find(name); }
float Model::probability(const Reading& reading, const Head& head, std::size_t word, std::size_t label) const {
  return state_->heads.probability(reading, head, word, label);
}
const std::vector<std::string>& Model::relation_labels() const { return state_->heads.relation_labels(); }

const PairHead* Model::pair() const { return state_->heads.pair(); }

void Model::pairs(const Reading& reading, std::size_t word, std::size_t first, std::size_t last, Workspace& workspace,
                  std::vector<float>& out) const {
  const OneThread one_thread;
  state_->heads.pairs(reading, word, first, last, workspace, out);
}

float Model::chance(float score) const { return state_->heads.chance(score); }

Result<std::span<const float>> Model::table(const std::string& name, const std::vector<std::size_t>& shape) const {
  return state_->weights.floats(name, shape);
}

Result<std::span<const std::int8_t>> Model::small_table(const std::string& name,
                                                        const std::vector<std::size_t>& shape) const {
  return state_->weights.int8s(name, shape);
}

Result<std::string_view> Model::text(const std::string& name) const { return state_->weights.text(name); }

std::span<const float> Model::pair_vector(const Reading& reading, std::size_t word) const {
  return state_->heads.pair_vector(reading, word);
}

std::string_view Model::fact(std::string_view name) const {
  const auto found = state_->weights.facts().find(name);
  return found == state_->weights.facts().end() ? std::string_view() : std::string_view(found->second);
}

void Model::arcs(const Reading& reading, std::size_t first, std::size_t last, Workspace& workspace,
                 std::vector<float>& out) const {
  state_->heads.arcs(reading, first, last, workspace, out);
}

std::vector<std::uint16_t> Model::relations(const Reading& reading, std::span<const std::int32_t> heads,
                                            Workspace& workspace) const {
  const OneThread one_thread;
  return state_->heads.relations(reading, heads, workspace);
}

}  // namespace annals::model
