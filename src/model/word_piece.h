// Words as the encoder sees them: their WordPiece pieces, and the shape of their letters, which the uncased pieces
// lose. train/format.md says both exactly.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annals/error.h"

namespace annals::model {

class WordPiece {
 public:
  // `vocabulary` is the pieces joined by line ends; it must outlive the object.
  // With `marks`, letters keep their accents ("llegó" is not "llego").
  // Errors: Malformed when it lacks [UNK], [CLS] or [SEP].
  static Result<WordPiece> open(std::string_view vocabulary, bool marks = false);

  // Adds the pieces of one word, at least one.
  void split(std::string_view word, std::vector<std::int32_t>& pieces) const;

  bool has(std::string_view piece) const { return find(piece) >= 0; }
  std::size_t size() const { return ids_.size(); }
  std::int32_t begin_piece() const { return begin_; }  // [CLS]
  std::int32_t end_piece() const { return end_; }      // [SEP]

 private:
  void split_chunk(std::string_view chunk, std::size_t characters, std::vector<std::int32_t>& pieces) const;
  std::int32_t find(std::string_view piece) const;

  std::unordered_map<std::string_view, std::int32_t> ids_;    // as they begin a word
  std::unordered_map<std::string_view, std::int32_t> inner_;  // without their "##"
  std::int32_t unknown_ = 0, begin_ = 0, end_ = 0;
  bool marks_ = false;
};

inline constexpr int kShapes = 10;     // classes of words
inline constexpr int kFirstWord = 10;  // added for the first word of a window
int shape_of(std::string_view word);   // 0..9

}  // namespace annals::model
