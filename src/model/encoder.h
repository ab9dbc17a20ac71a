// The encoder: BERT's layers over int8 matrices. Windows lie one behind the other without padding; a word sees its own
// window only, and because every row is rounded by itself, what else is in the batch changes nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "annals/error.h"
#include "model/buffer.h"
#include "model/kernels.h"
#include "model/matrix.h"
#include "model/safetensors.h"

namespace annals::model {

// Room to work in. One a thread; holds nothing between calls.
struct Workspace {
  Buffer<float> hidden, middle, mixed, context, keys, attention, row;
  Buffer<std::uint8_t> rounded;
  Buffer<std::int32_t> products;
  Buffer<std::byte> library;
  std::vector<Rounding> rounding;
};

// The matrix `name` of the weights, or several over the same input. Errors: Malformed.
Result<Matrix::Part> read_part(const Safetensors& weights, const std::string& name, std::size_t width,
                               std::size_t depth, bool biased);

class Encoder {
 public:
  // Errors: Malformed. `pieces` is the size of the vocabulary; `words` has the table of its pieces, and may be
  // `weights`. Both must outlive the encoder.
  static Result<Encoder> open(const Safetensors& weights, const Safetensors& words, std::size_t pieces,
                              const Kernels& kernels, bool library);

  std::size_t hidden() const { return hidden_; }
  std::size_t longest_window() const { return longest_; }  // in pieces
  std::size_t layers() const { return layers_.size(); }
  // What the table of pieces has for one, whatever stands around it.
  void add_piece(std::int32_t piece, std::span<float> to) const;

  // The last hidden states [pieces][hidden], left in workspace.hidden. `lengths` are of the windows, none above
  // longest_window(). Those after `middle` layers are left in workspace.middle; 0: none are.
  void encode(std::span<const std::int32_t> pieces, std::span<const int> lengths, Workspace& workspace,
              std::size_t middle = 0) const;

 private:
  struct Norm {
    std::span<const float> gain, bias;
  };
  struct Layer {
    Matrix mix;  // q, k and v
    Matrix output, first, second;
    Norm norm1, norm2;
  };
  Encoder() = default;
  static Result<Norm> read_norm(const Safetensors& weights, const std::string& name, std::size_t hidden);
  Result<Done> read_layer(const Safetensors& weights, std::size_t number, std::size_t inner, bool library);
  void embed(std::span<const std::int32_t> pieces, std::span<const int> lengths, Workspace& workspace) const;
  void mix(const Layer& layer, int rows, Workspace& workspace) const;
  void attend(std::span<const int> lengths, Workspace& workspace) const;
  void feed_forward(const Layer& layer, int rows, Workspace& workspace) const;

  const Kernels* kernels_ = nullptr;
  std::size_t hidden_ = 0, heads_ = 0, longest_ = 0;
  float epsilon_ = 0;
  std::span<const std::int8_t> words_;
  std::span<const float> word_scales_, positions_, type_;
  Norm norm_;
  std::vector<Layer> layers_;
};

}  // namespace annals::model
