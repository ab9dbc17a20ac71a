// Text set for a terminal or a page: made visible, measured, wrapped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annals/query.h"
#include "base/utf8.h"

namespace annals::query {

using base::visible;

unsigned width_of(std::string_view text);  // in columns, as terminals count them

// Cuts a text into lines of at most `columns`, between words where it can.
std::vector<std::string> wrapped(std::string_view text, unsigned columns);

// Builds lines under each other.
class Lines {
 public:
  explicit Lines(const TextStyle& style) : style_(style) {}

  // `text` at an indent, wrapped; further lines are indented by `hang` more.
  void put(unsigned indent, std::string_view text, unsigned hang = 0);
  void put_strong(unsigned indent, std::string_view text);
  void put_faint(unsigned indent, std::string_view text);
  // Text on the left and on the right of one line; two lines where it does not fit.
  void put_ends(std::string_view left, std::string_view right);
  // A label, and its text in a column of its own.
  void put_labelled(unsigned indent, std::string_view label, std::string_view text);
  // Texts side by side, each wrapped in its own column; below each other where there are too many.
  void put_columns(unsigned indent, const std::vector<std::vector<std::string>>& columns);
  void blank() { out_ += '\n'; }

  std::string take() { return std::move(out_); }

 private:
  void put_as(unsigned indent, std::string_view text, unsigned hang, std::string_view code);

  TextStyle style_;
  std::string out_;
};

}  // namespace annals::query
