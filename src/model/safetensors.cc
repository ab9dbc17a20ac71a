#include "model/safetensors.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

namespace annals::model {
namespace {

constexpr std::size_t kLengthBytes = 8;

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = kLengthBytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

bool read_type(const std::string& name, ElementType& type) {
  if (name == "I8") return type = ElementType::i8, true;
  if (name == "U8") return type = ElementType::u8, true;
  if (name == "F32") return type = ElementType::f32, true;
  return false;
}

std::size_t size_of(ElementType type) { return type == ElementType::f32 ? sizeof(float) : 1; }

// The number of elements of a shape; false where it does not fit.
bool product(const std::vector<std::size_t>& shape, std::size_t& count) {
  count = 1;
  for (const std::size_t side : shape) {
    if (side != 0 && count > std::numeric_limits<std::size_t>::max() / side / sizeof(float)) return false;
    count *= side;
  }
  return true;
}

bool is_count(const nlohmann::json& value) { return value.is_number_unsigned(); }

bool are_counts(const nlohmann::json& values) {
  if (!values.is_array()) return false;
  for (const auto& value : values) {
    if (!is_count(value)) return false;
  }
  return true;
}

// One entry of the header; empty where it is not what the format says or reaches out of `data`.
bool read_tensor(const nlohmann::json& entry, std::string_view data, Tensor& tensor) {
  if (!entry.is_object() || !entry.contains("dtype") || !entry["dtype"].is_string()) return false;
  if (!entry.contains("shape") || !are_counts(entry["shape"])) return false;
  if (!entry.contains("data_offsets") || !are_counts(entry["data_offsets"])) return false;
  const auto offsets = entry["data_offsets"].get<std::vector<std::uint64_t>>();
  tensor.shape = entry["shape"].get<std::vector<std::size_t>>();
  std::size_t count = 0;
  if (!read_type(entry["dtype"].get<std::string>(), tensor.type) || !product(tensor.shape, count)) return false;
  if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > data.size()) return false;
  if (offsets[1] - offsets[0] != count * size_of(tensor.type)) return false;
  tensor.bytes = data.substr(offsets[0], offsets[1] - offsets[0]);
  return true;
}

}  // namespace

std::size_t Tensor::count() const { return bytes.size() / size_of(type); }

Result<Safetensors> Safetensors::open(const std::filesystem::path& path) {
  auto file = base::MappedFile::open(path);
  if (!file) return file.error();
  Safetensors out(std::move(*file), path.string());
  if (auto read = out.read_header(); !read) return read.error();
  return out;
}

Result<Done> Safetensors::read_header() {
  const std::string_view all = bytes();
  if (all.size() < kLengthBytes) return malformed("expected a safetensors file, found fewer than eight bytes");
  const std::uint64_t length = little_endian(all);
  if (length > all.size() - kLengthBytes) return malformed("the header of the weights is longer than their file");
  const auto header = nlohmann::json::parse(all.substr(kLengthBytes, length), nullptr, false);
  if (!header.is_object()) return malformed("the header of the weights is not a JSON object");
  const std::string_view data = all.substr(kLengthBytes + length);
  for (const auto& [name, entry] : header.items()) {
    if (name == "__metadata__") {
      if (!entry.is_object()) return malformed("the weights' metadata are not a JSON object");
      for (const auto& [fact, value] : entry.items()) {
        if (value.is_string()) facts_[fact] = value.get<std::string>();
      }
    } else if (Tensor tensor; read_tensor(entry, data, tensor)) {
      tensors_[name] = tensor;
    } else if (entry.is_object() && entry.contains("dtype") && entry["dtype"].is_string() &&
               !read_type(entry["dtype"].get<std::string>(), tensor.type)) {
      continue;  // of a type that a later format may use
    } else {
      return malformed("the tensor " + name + " does not stand where the header says");
    }
  }
  return Done{};
}

Result<std::size_t> Safetensors::number(std::string_view fact, std::size_t most) const {
  const auto found = facts_.find(fact);
  if (found == facts_.end()) return malformed("the weights do not say their " + std::string(fact));
  std::size_t value = 0;
  for (const char c : found->second) {
    if (c < '0' || c > '9' || value > most) return malformed("the weights' " + std::string(fact) + " is no number");
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  if (value < 1 || value > most) return malformed("the weights' " + std::string(fact) + " is out of range");
  return value;
}

Result<Tensor> Safetensors::tensor(const std::string& name, ElementType type,
                                   const std::vector<std::size_t>& shape) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) return malformed("the weights lack the tensor " + name);
  if (found->second.type != type || (!shape.empty() && found->second.shape != shape)) {
    return malformed("the tensor " + name + " has another shape or type than expected");
  }
  const auto address = reinterpret_cast<std::uintptr_t>(found->second.bytes.data());
  if (address % size_of(type) != 0) return malformed("the tensor " + name + " is not aligned");
  return found->second;
}

Result<std::span<const float>> Safetensors::floats(const std::string& name,
                                                   const std::vector<std::size_t>& shape) const {
  const auto found = tensor(name, ElementType::f32, shape);
  if (!found) return found.error();
  const std::span<const float> values(reinterpret_cast<const float*>(found->bytes.data()), found->count());
  for (const float value : values) {
    if (!std::isfinite(value)) return malformed("the tensor " + name + " holds a number that is not finite");
  }
  return values;
}

Result<std::span<const std::int8_t>> Safetensors::int8s(const std::string& name,
                                                        const std::vector<std::size_t>& shape) const {
  const auto found = tensor(name, ElementType::i8, shape);
  if (!found) return found.error();
  return std::span<const std::int8_t>(reinterpret_cast<const std::int8_t*>(found->bytes.data()), found->count());
}

Result<std::string_view> Safetensors::text(const std::string& name) const {
  const auto found = tensor(name, ElementType::u8, {});
  if (!found) return found.error();
  return found->bytes;
}

}  // namespace annals::model
