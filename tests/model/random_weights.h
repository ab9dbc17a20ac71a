// A small model with random weights, made by the tests themselves.
#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/files.h"

namespace annals::model {

class RandomWeights {
 public:
  static constexpr std::size_t kHidden = 32, kInner = 64, kWidth = 48, kArc = 16, kRelation = 16, kRelations = 5,
                               kPair = 16, kParts = 3;

  RandomWeights() {
    const std::vector<std::string> pieces = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "two",  "min",  "##ister",
                                             "##s",   "met",   ".",     ",",     "u",   "##n",  "can",  "not",
                                             "n",     "t",     "'",     "s",     "e",   "##ee", "##en", "中"};
    std::string vocabulary;
    for (const auto& piece : pieces) vocabulary += (vocabulary.empty() ? "" : "\n") + piece;
    add("vocab", "U8", {vocabulary.size()}, vocabulary);
    int8s("embed.word", pieces.size(), kHidden, false);
    floats("embed.position", {512, kHidden});
    floats("embed.type", {kHidden});
    norm("embed.norm");
    for (int n = 0; n < 2; ++n) {
      const std::string layer = "layer." + std::to_string(n) + ".";
      for (const char* part : {"q", "k", "v", "o"}) int8s(layer + part, kHidden, kHidden, true);
      int8s(layer + "f1", kInner, kHidden, true);
      int8s(layer + "f2", kHidden, kInner, true);
      norm(layer + "norm1");
      norm(layer + "norm2");
    }
    floats("shape", {20, 16});
    int8s("head.sentence_end", 1, kWidth, true);
    int8s("head.trigger", 7, kWidth, true);
    for (const char* part : {"dep", "head"}) {
      int8s("head.arc." + std::string(part), kArc, kWidth, true);
      int8s("head.rel." + std::string(part), kRelation, kWidth, true);
    }
    floats("head.arc.root", {kArc});
    floats("head.arc.bias", {kArc});
    floats("head.arc.bilinear", {kArc, kArc});
    floats("head.rel.root", {kRelation});
    int8s("head.rel.bilinear", kRelations * kRelation, kRelation, false);
    floats("head.rel.linear", {kRelations, 2 * kRelation});
    floats("head.rel.bias", {kRelations});
    for (const char* part : {"from", "to"}) int8s("head.part." + std::string(part), kPair, kWidth, true);
    int8s("head.part.bilinear", kParts * kPair, kPair, false);
    floats("head.part.linear", {kParts, 2 * kPair});
    floats("head.part.bias", {kParts});
    facts_ = {{"format", "annals-reader"}, {"version", "1"},          {"layers", "2"},
              {"attention_heads", "2"},    {"hidden", "32"},          {"ffn", "64"},
              {"max_pieces", "40"},        {"norm_epsilon", "1e-12"}, {"shapes", "20"},
              {"shape_width", "16"},       {"part_width", "16"}};
    facts_["heads"] = R"([{"name":"sentence_end","kind":"word","labels":["end"]},
      {"name":"trigger","kind":"word","labels":["O","a","b","c","d","e","f"]},
      {"name":"unheard-of","kind":"span","labels":["x"]},
      {"name":"part","kind":"pair","labels":["actor","recipient","place"]},
      {"name":"tree","kind":"tree","labels":["nsubj","obj","punct","root","obl"]}])";
  }

  nlohmann::json& header() { return header_; }
  nlohmann::json& facts() { return facts_; }
  std::string& data() { return data_; }

  std::string bytes() const {
    nlohmann::json header = header_;
    header["__metadata__"] = facts_;
    std::string text = header.dump();
    text.resize((text.size() + 8 + 63) / 64 * 64 - 8, ' ');
    std::string out(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<char>(text.size() >> (8 * i) & 0xFF);
    return out + text + data_;
  }

 private:
  std::uint32_t next() {  // xorshift
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    return state_ ^= state_ << 5;
  }
  float small() { return (static_cast<float>(next() % 2001) - 1000.0f) / 1000.0f; }

  void add(const std::string& name, const char* type, const std::vector<std::size_t>& shape, const std::string& bytes) {
    data_.resize((data_.size() + 63) / 64 * 64);
    header_[name] = {{"dtype", type}, {"shape", shape}, {"data_offsets", {data_.size(), data_.size() + bytes.size()}}};
    data_ += bytes;
  }
  void floats(const std::string& name, const std::vector<std::size_t>& shape, float around = 0) {
    std::size_t count = 1;
    for (const std::size_t side : shape) count *= side;
    std::string bytes(count * sizeof(float), '\0');
    for (std::size_t i = 0; i < count; ++i) {
      const float value = around + small();
      std::memcpy(bytes.data() + i * sizeof value, &value, sizeof value);
    }
    add(name, "F32", shape, bytes);
  }
  void norm(const std::string& name) {
    floats(name + ".weight", {kHidden}, 1);
    floats(name + ".bias", {kHidden});
  }
  void int8s(const std::string& name, std::size_t width, std::size_t depth, bool biased) {
    std::string bytes;
    for (std::size_t i = 0; i < width * depth; ++i) bytes += static_cast<char>(static_cast<int>(next() % 255) - 127);
    add(name + ".weight", "I8", {width, depth}, bytes);
    std::string scales;
    for (std::size_t i = 0; i < width; ++i) {
      const float value = 0.001f + static_cast<float>(next() % 1000) * 1e-5f;
      scales.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    add(name + ".scale", "F32", {width}, scales);
    if (biased) floats(name + ".bias", {width});
  }

  std::uint32_t state_ = 2463534242;
  nlohmann::json header_ = nlohmann::json::object(), facts_;
  std::string data_;
};

}  // namespace annals::model
