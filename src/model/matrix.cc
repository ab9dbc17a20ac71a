#include "model/matrix.h"

#include <numeric>
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>

namespace annals::model {
namespace {

// Primitives are made for so many rows; any number of rows is a sum of these. Made once, when the model opens.
constexpr int kRowCounts[] = {256, 128, 64, 32, 16};

}  // namespace

struct Matrix::Library {
  struct Product {
    int rows;
    dnnl::matmul primitive;
    dnnl::memory::desc input, output, scratch;
  };
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnnl::memory weights;
  std::vector<Product> products;

  // Throws dnnl::error where this machine's oneDNN has no such product.
  Library(int depth, int width, const std::vector<std::int8_t>& rows) {
    using dnnl::memory;
    const auto plain = memory::desc({depth, width}, memory::data_type::s8, memory::format_tag::ba);
    auto order = memory::desc({depth, width}, memory::data_type::s8, memory::format_tag::any);
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    for (const int count : kRowCounts) {
      const auto input = memory::desc({count, depth}, memory::data_type::u8, memory::format_tag::ab);
      const auto output = memory::desc({count, width}, memory::data_type::s32, memory::format_tag::ab);
      const dnnl::matmul::primitive_desc made({input, order, output}, attributes, engine);
      order = made.weights_desc();  // the others take the order that the first one chose
      products.push_back({count, dnnl::matmul(made), input, output, made.scratchpad_desc()});
    }
    weights = memory(order, engine);
    dnnl::stream stream(engine);
    memory source(plain, engine, const_cast<std::int8_t*>(rows.data()));
    dnnl::reorder(source, weights).execute(stream, source, weights);
    stream.wait();
  }

  void run(const Product& product, const std::uint8_t* input, std::int32_t* out, Buffer<std::byte>& scratch) const {
    dnnl::stream stream(engine);
    std::byte* room = scratch.reserve(product.scratch.get_size() + 1);
    product.primitive.execute(stream,
                              {{DNNL_ARG_SRC, dnnl::memory(product.input, engine, const_cast<std::uint8_t*>(input))},
                               {DNNL_ARG_WEIGHTS, weights},
                               {DNNL_ARG_DST, dnnl::memory(product.output, engine, out)},
                               {DNNL_ARG_SCRATCHPAD, dnnl::memory(product.scratch, engine, room)}});
    stream.wait();
  }
};

Matrix::Matrix(std::size_t depth, const std::vector<Part>& parts, bool library) : depth_(static_cast<int>(depth)) {
  for (const Part& part : parts) {
    weights_.insert(weights_.end(), part.weights.begin(), part.weights.end());
    scales_.insert(scales_.end(), part.scales.begin(), part.scales.end());
    biases_.insert(biases_.end(), part.biases.begin(), part.biases.end());
    biases_.resize(scales_.size());
  }
  const std::size_t width = pad_to(scales_.size(), kLanes);
  width_ = static_cast<int>(width);
  weights_.resize(width * depth);
  scales_.resize(width);
  biases_.resize(width);
  for (std::size_t row = 0; row < width; ++row) {
    const auto begin = weights_.begin() + static_cast<std::ptrdiff_t>(row * depth);
    sums_.push_back(std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(depth), std::int32_t{0}));
  }
  if (!library) return;
  try {
    library_ = std::make_unique<const Library>(depth_, width_, weights_);
    weights_ = {};
  } catch (const dnnl::error&) {
    library_ = nullptr;  // the kernels' own product serves
  }
}

Matrix::Matrix(Matrix&&) noexcept = default;
Matrix& Matrix::operator=(Matrix&&) noexcept = default;
Matrix::~Matrix() = default;

void Matrix::multiply(const Kernels& kernels, const std::uint8_t* input, int rows, std::int32_t* out,
                      Buffer<std::byte>& scratch) const {
  if (!library_) return kernels.multiply(input, weights_.data(), depth_, rows, width_, out);
  for (const auto& product : library_->products) {
    const bool smallest = product.rows == kRowStep;
    while (rows >= product.rows || (smallest && rows > 0)) {
      library_->run(product, input, out, scratch);
      input += static_cast<std::ptrdiff_t>(product.rows) * depth_;
      out += static_cast<std::ptrdiff_t>(product.rows) * width_;
      rows -= product.rows;
    }
  }
}

}  // namespace annals::model
