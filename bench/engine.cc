// The encoder alone, for bench/engine.py, which holds ONNX Runtime against it:
//   bench_engine WEIGHTS pieces < TEXT       the numbers of each line's pieces, the marks of begin and end included
//   bench_engine WEIGHTS encode BATCHES      BATCHES: a window's numbers a line, an empty line behind each batch. For
//   each
//                                            line on standard input: all batches once, and the CPU seconds that took
//   bench_engine WEIGHTS states BATCHES      the states of the first batch's first piece of each window
#include <omp.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "clock.h"
#include "model/encoder.h"
#include "model/model.h"
#include "model/word_piece.h"

using namespace annals;

namespace {

struct Batch {
  std::vector<std::int32_t> pieces;
  std::vector<int> lengths;
};

std::vector<Batch> read_batches(const char* path) {
  std::ifstream file(path);
  std::vector<Batch> out(1);
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) {
      out.emplace_back();
      continue;
    }
    std::istringstream numbers(line);
    int length = 0;
    for (std::int32_t piece = 0; numbers >> piece; ++length) out.back().pieces.push_back(piece);
    out.back().lengths.push_back(length);
  }
  if (out.back().pieces.empty()) out.pop_back();
  return out;
}

int print_pieces(const model::WordPiece& words) {
  for (std::string line; std::getline(std::cin, line);) {
    std::vector<std::int32_t> pieces = {words.begin_piece()};
    for (const std::string_view word : base::split_words(line)) words.split(word, pieces);
    pieces.push_back(words.end_piece());
    for (const std::int32_t piece : pieces) std::printf("%d ", piece);
    std::printf("\n");
  }
  return 0;
}

int fail(const Error& error) { return std::fprintf(stderr, "%s\n", error.message.c_str()), 1; }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "bench_engine WEIGHTS pieces|encode|states [BATCHES]\n"), 2;
  omp_set_num_threads(1);
  const auto weights = model::Safetensors::open(argv[1]);
  if (!weights) return fail(weights.error());
  const auto vocabulary = weights->text("vocab");
  if (!vocabulary) return fail(vocabulary.error());
  const auto words = model::WordPiece::open(*vocabulary);
  if (!words) return fail(words.error());
  const std::string what = argv[2];
  if (what == "pieces") return print_pieces(*words);
  if (argc < 4) return 2;
  const auto encoder =
      model::Encoder::open(*weights, *weights, words->size(), model::kernels(model::Arithmetic::best), true);
  if (!encoder) return fail(encoder.error());
  const std::vector<Batch> batches = read_batches(argv[3]);
  model::Workspace workspace;
  if (what == "states") {
    encoder->encode(batches[0].pieces, batches[0].lengths, workspace);
    std::size_t row = 0;
    for (const int length : batches[0].lengths) {
      for (std::size_t d = 0; d < encoder->hidden(); ++d)
        std::printf("%g ", static_cast<double>(workspace.hidden.data()[row * encoder->hidden() + d]));
      std::printf("\n");
      row += static_cast<std::size_t>(length);
    }
    return 0;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const double before = bench::cpu_seconds();
    for (const Batch& batch : batches) encoder->encode(batch.pieces, batch.lengths, workspace);
    std::printf("%.6f\n", bench::cpu_seconds() - before);
    std::fflush(stdout);
  }
  return 0;
}
