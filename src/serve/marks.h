// Where a claim's evidence stands in text that is shown: UTF-16 offsets, as browsers count.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/claim.h"
#include "annals/snapshot.h"
#include "annals/store.h"
#include "base/json_writer.h"

namespace annals::serve {

// The way back: from raw bytes to the text that was read out of them.
class TextOf {
 public:
  explicit TextOf(const SourcedText& text);
  // The ranges of the text that stand for `spans`: ascending, neighbours joined.
  std::vector<TextRange> ranges(const ByteSpans& spans) const;

 private:
  const SourcedText& text_;
  std::vector<std::uint32_t> by_raw_;  // runs in the order of their raw bytes
};

// Where each byte of `text` stands, counted in UTF-16 units.
class Utf16 {
 public:
  explicit Utf16(std::string_view text);
  std::uint32_t at(std::size_t byte) const { return ascii_ ? static_cast<std::uint32_t>(byte) : units_[byte]; }

 private:
  bool ascii_ = true;
  std::vector<std::uint32_t> units_;
};

// `text` with white space folded (base::fold_spaces), and where each of its bytes went, in UTF-16 units.
struct Folded {
  std::string text;
  std::vector<std::uint32_t> units;  // by byte of the original, and one for its end
};
Folded fold_with_units(std::string_view text);

// The documents of an answer, each read once.
class Documents {
 public:
  explicit Documents(Store& store) : store_(store) {}
  struct Held {
    CodedDocument document;
    std::unique_ptr<TextOf> text;
  };
  const Held* get(const std::string& id);  // null where it cannot be read

 private:
  Store& store_;
  std::map<std::string, std::optional<Held>> held_;
};

struct NamedSpans {
  std::string_view name;
  const ByteSpans* spans;
};
std::vector<NamedSpans> parts_of(const Evidence& evidence);

// {"trigger":[[from,to]],...} into the claim's own sentence; null where its text cannot be told from the page's.
void write_marks(base::JsonWriter& json, const ResolvedClaim& claim, Documents& documents);

}  // namespace annals::serve
