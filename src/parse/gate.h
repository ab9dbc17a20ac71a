// The gate: which parts of a story may tell of an event, by their words alone. It stands before the model, which costs
// a thousand times as much a word, and is taught to let through what the whole program codes (train/gate).
//
//   Result<Gate> gate = Gate::open(data / "models" / "gate.en.safetensors");
//   std::vector<float> scores = gate->scores(parts);
//
// A small network: each part's words, pairs of them and their capitals are looked up in a hashed table and summed to a
// vector; the part's own, its neighbours' and the whole story's vectors and a few plain numbers make its score. Sums
// are of whole numbers or in one order, so a page passes the same parts on every machine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "annals/article.h"
#include "annals/error.h"
#include "model/safetensors.h"

namespace annals::parse {

// A run of words that surely holds whole sentences, mostly one.
struct GatePart {
  BlockKind kind = BlockKind::body;
  std::size_t block = 0;
  std::vector<std::string_view> words;
};

class Gate {
 public:
  // Errors: NotFound, Io; Malformed when the file is no gate's.
  static Result<Gate> open(const std::filesystem::path& path);

  // How likely each of a story's parts is to tell of an event: above 0 where likelier than not.
  std::vector<float> scores(std::span<const GatePart> parts) const;
  // A part is read from this score on.
  float least() const { return least_; }

  // What a part is known by: hashes of its words, of these with their stems, pairs and capitals, and plain numbers. As
  // train/gate learns from them.
  struct Hashes {
    std::vector<std::uint32_t> words, all;
  };
  static constexpr std::size_t kNumbers = 16;
  static void hash(const GatePart& part, Hashes& out);
  static std::array<float, kNumbers> numbers(std::span<const GatePart> parts, std::size_t at);

 private:
  struct Table {
    std::size_t rows = 0;             // a power of two
    std::span<const std::int8_t> at;  // [rows][width]
    std::span<const float> steps;     // [width], of its columns
  };
  explicit Gate(model::Safetensors weights) : weights_(std::move(weights)) {}
  Result<Done> read();
  Result<Done> read_table(const std::string& name, Table& out);
  void add(const Table& table, const std::vector<std::uint32_t>& hashes, float* vector) const;

  model::Safetensors weights_;
  std::size_t width_ = 0, hidden_ = 0, inputs_ = 0;
  float least_ = 0;
  Table words_, all_;  // what the reader's own table has for a word, narrowed down; what was learned of each hash
  std::span<const float> first_, first_bias_, second_, bias_;  // [hidden][inputs], [hidden], [hidden], [1]
};

}  // namespace annals::parse
