// A safetensors file, mapped and checked: eight bytes of length, a JSON header, the tensors' bytes.
// Nothing in the file is trusted: every tensor's bounds, type and shape are checked before anyone sees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "base/files.h"

namespace annals::model {

enum class ElementType { i8, u8, f32 };

struct Tensor {
  ElementType type = ElementType::u8;
  std::vector<std::size_t> shape;
  std::string_view bytes;  // in the mapped file

  std::size_t count() const;
};

class Safetensors {
 public:
  // Errors: NotFound, Io; Malformed when the header or a tensor's place in the file is not right.
  static Result<Safetensors> open(const std::filesystem::path& path);

  std::string_view bytes() const { return file_.bytes(); }
  const std::map<std::string, std::string, std::less<>>& facts() const { return facts_; }
  // A whole number among the facts. Errors: Malformed when it is absent or not in [1, most].
  Result<std::size_t> number(std::string_view fact, std::size_t most) const;

  // Tensors of a given name and shape. Errors: Malformed when absent, of another type or shape, or (f32) not finite.
  Result<std::span<const float>> floats(const std::string& name, const std::vector<std::size_t>& shape) const;
  Result<std::span<const std::int8_t>> int8s(const std::string& name, const std::vector<std::size_t>& shape) const;
  Result<std::string_view> text(const std::string& name) const;

 private:
  explicit Safetensors(base::MappedFile file, std::string source)
      : file_(std::move(file)), source_(std::move(source)) {}
  Result<Done> read_header();
  Result<Tensor> tensor(const std::string& name, ElementType type, const std::vector<std::size_t>& shape) const;
  Error malformed(const std::string& message) const { return {ErrorKind::Malformed, message, source_}; }

  base::MappedFile file_;
  std::string source_;
  std::map<std::string, std::string, std::less<>> facts_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

}  // namespace annals::model
