// Parquet: the columns of columns.cc with their types, a list as a list of strings; pages plain, compressed by zstd.
// The file's own words (thrift's compact protocol, levels as run lengths) are few enough to be written here: the
// libraries that write Parquet are fifty times the size of annals, and none promises the same bytes again.
//
// Format: parquet.apache.org's parquet.thrift 2.10. One row group for every kRowsInGroup rows.
#include <zstd.h>

#include <bit>
#include <cstring>
#include <ostream>

#include "store/columns.h"
#include "store/formats.h"

namespace annals::store {
namespace {

constexpr std::size_t kRowsInGroup = 50'000;
constexpr int kZstdLevel = 3;

static_assert(std::endian::native == std::endian::little, "plain pages hold little-endian numbers");

// Thrift's compact protocol, as far as Parquet's footer and page headers use it.
class Thrift {
 public:
  std::string out;

  void field(int id, int type) {
    const int step = id - last_.back();
    if (step > 0 && step < 16) {
      out += static_cast<char>((step << 4) | type);
    } else {
      out += static_cast<char>(type);
      varint(zigzag(id));
    }
    last_.back() = id;
  }
  void i32(int id, std::int64_t value) { field(id, 5), varint(zigzag(value)); }
  void i64(int id, std::int64_t value) { field(id, 6), varint(zigzag(value)); }
  void text(int id, std::string_view value) { field(id, 8), bytes(value); }
  void begin(int id) { field(id, 12), begin_element(); }  // a struct
  void begin_element() { last_.push_back(0); }            // a struct in a list, or the outermost
  void end() { out += '\0', last_.pop_back(); }
  void list(int id, int type, std::size_t size) {
    field(id, 9);
    if (size < 15) {
      out += static_cast<char>((size << 4) | static_cast<std::size_t>(type));
    } else {
      out += static_cast<char>(0xF0 | type);
      varint(size);
    }
  }
  void element(std::int64_t value) { varint(zigzag(value)); }
  void bytes(std::string_view value) { varint(value.size()), out += value; }

 private:
  static std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
  }
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
  }
  std::vector<int> last_ = {0};
};

enum Type { kInt64 = 2, kDouble = 5, kByteArray = 6 };
enum Repetition { kRequired = 0, kOptional = 1, kRepeated = 2 };
constexpr int kUtf8 = 0, kList = 3;      // converted types
constexpr int kPlain = 0, kRle = 3;      // encodings
constexpr int kZstd = 6, kDataPage = 0;  // codec, page type
constexpr int kStructs = 12, kInts = 5, kTexts = 8;

// Levels of one bit as run lengths, with the length before them.
std::string run_lengths(const std::vector<bool>& levels) {
  std::string out;
  for (std::size_t i = 0, end = 0; i < levels.size(); i = end) {
    while (end < levels.size() && levels[end] == levels[i]) ++end;
    std::uint64_t header = static_cast<std::uint64_t>(end - i) << 1;
    for (; header >= 0x80; header >>= 7) out += static_cast<char>(header | 0x80);
    out += static_cast<char>(header);
    out += static_cast<char>(levels[i] ? 1 : 0);
  }
  const auto size = static_cast<std::uint32_t>(out.size());
  std::string length(4, '\0');
  std::memcpy(length.data(), &size, 4);
  return length + out;
}

// What a column holds of the rows since the last row group.
struct Chunk {
  std::string_view name;
  CellKind kind = CellKind::text;
  std::vector<bool> defined, repeated;
  std::string values;

  Type type() const { return kind == CellKind::whole ? kInt64 : kind == CellKind::real ? kDouble : kByteArray; }
  std::vector<std::string_view> path() const {
    if (kind == CellKind::list) return {name, "list", "element"};
    return {name};
  }

  void put(const Cell& cell) {
    if (const auto* names = std::get_if<Names>(&cell)) {
      if (names->empty()) {
        defined.push_back(false), repeated.push_back(false);
      }
      for (std::size_t i = 0; i < names->size(); ++i) {
        defined.push_back(true), repeated.push_back(i > 0);
        put_text((*names)[i]);
      }
    } else if (const auto* text = std::get_if<std::string>(&cell)) {  // an empty text is one that is not known
      defined.push_back(!text->empty());
      if (!text->empty()) put_text(*text);
    } else if (const auto* whole = std::get_if<std::optional<std::int64_t>>(&cell)) {
      defined.push_back(whole->has_value());
      if (*whole) put_raw(&**whole, sizeof **whole);
    } else {
      const auto& real = std::get<std::optional<double>>(cell);
      defined.push_back(real.has_value());
      if (real) put_raw(&*real, sizeof *real);
    }
  }

 private:
  void put_raw(const void* bytes, std::size_t size) { values.append(static_cast<const char*>(bytes), size); }
  void put_text(std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    put_raw(&size, sizeof size);
    values += text;
  }
};

struct Written {  // of one chunk
  std::int64_t at = 0, size = 0, raw = 0, count = 0;
};
struct RowGroup {
  std::vector<Written> chunks;
  std::int64_t rows = 0;
};

class ParquetTable {
 public:
  explicit ParquetTable(std::ostream& out) : out_(out) {}

  template <typename T>
  void begin(std::span<const Column<T>> columns) {
    put("PAR1");
    for (const Column<T>& column : columns) chunks_.push_back({column.name, column.kind, {}, {}, {}});
  }
  template <typename T>
  bool row(std::span<const Column<T>> columns, const T& x) {
    for (std::size_t i = 0; i < columns.size(); ++i) chunks_[i].put(columns[i].cell(x));
    if (++rows_ == kRowsInGroup) write_group();
    return out_.good();
  }
  void end() {
    if (rows_ > 0) write_group();
    const std::string footer = footer_bytes();
    put(footer);
    const auto size = static_cast<std::uint32_t>(footer.size());
    put({reinterpret_cast<const char*>(&size), sizeof size});
    put("PAR1");
  }

 private:
  void put(std::string_view bytes) {
    out_ << bytes;
    at_ += static_cast<std::int64_t>(bytes.size());
  }

  void write_group() {
    RowGroup group;
    group.rows = static_cast<std::int64_t>(rows_);
    for (Chunk& chunk : chunks_) {
      group.chunks.push_back(write_chunk(chunk));
      chunk = {chunk.name, chunk.kind, {}, {}, {}};
    }
    groups_.push_back(std::move(group));
    rows_ = 0;
  }

  Written write_chunk(const Chunk& chunk) {
    std::string page = chunk.kind == CellKind::list ? run_lengths(chunk.repeated) : std::string();
    page += run_lengths(chunk.defined);
    page += chunk.values;
    std::string packed(ZSTD_compressBound(page.size()), '\0');
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), page.data(), page.size(), kZstdLevel);
    packed.resize(ZSTD_isError(size) ? 0 : size);
    Thrift header;
    header.i32(1, kDataPage);
    header.i32(2, static_cast<std::int64_t>(page.size()));
    header.i32(3, static_cast<std::int64_t>(packed.size()));
    header.begin(5);
    header.i32(1, static_cast<std::int64_t>(chunk.defined.size()));
    header.i32(2, kPlain), header.i32(3, kRle), header.i32(4, kRle);
    header.end();
    header.out += '\0';
    Written out;
    out.at = at_;
    put(header.out);
    put(packed);
    out.size = at_ - out.at;
    out.raw = static_cast<std::int64_t>(header.out.size() + page.size());
    out.count = static_cast<std::int64_t>(chunk.defined.size());
    return out;
  }

  // One element of the schema: a group where it has children.
  static void element(Thrift& thrift, std::string_view name, int repetition, int children, const Chunk* leaf,
                      int converted) {
    thrift.begin_element();
    if (leaf != nullptr) thrift.i32(1, leaf->type());
    if (repetition >= 0) thrift.i32(3, repetition);
    thrift.text(4, name);
    if (children > 0) thrift.i32(5, children);
    if (converted >= 0) thrift.i32(6, converted);
    thrift.end();
  }

  std::string footer_bytes() const {
    Thrift thrift;
    thrift.i32(1, 2);
    std::size_t elements = 1;
    for (const Chunk& chunk : chunks_) elements += chunk.path().size();
    thrift.list(2, kStructs, elements);
    element(thrift, "annals", -1, static_cast<int>(chunks_.size()), nullptr, -1);
    for (const Chunk& chunk : chunks_) {
      if (chunk.kind == CellKind::list) {
        element(thrift, chunk.name, kRequired, 1, nullptr, kList);
        element(thrift, "list", kRepeated, 1, nullptr, -1);
        element(thrift, "element", kRequired, 0, &chunk, kUtf8);
      } else {
        element(thrift, chunk.name, kOptional, 0, &chunk, chunk.kind == CellKind::text ? kUtf8 : -1);
      }
    }
    std::int64_t rows = 0;
    for (const RowGroup& group : groups_) rows += group.rows;
    thrift.i64(3, rows);
    thrift.list(4, kStructs, groups_.size());
    for (const RowGroup& group : groups_) group_bytes(thrift, group);
    thrift.text(6, "annals");
    thrift.out += '\0';
    return std::move(thrift.out);
  }

  void group_bytes(Thrift& thrift, const RowGroup& group) const {
    std::int64_t size = 0;
    thrift.begin_element();
    thrift.list(1, kStructs, group.chunks.size());
    for (std::size_t i = 0; i < group.chunks.size(); ++i) {
      const Written& written = group.chunks[i];
      size += written.raw;
      thrift.begin_element();
      thrift.i64(2, written.at);
      thrift.begin(3);
      thrift.i32(1, chunks_[i].type());
      thrift.list(2, kInts, 2);
      thrift.element(kPlain), thrift.element(kRle);
      const auto path = chunks_[i].path();
      thrift.list(3, kTexts, path.size());
      for (const std::string_view step : path) thrift.bytes(step);
      thrift.i32(4, kZstd);
      thrift.i64(5, written.count), thrift.i64(6, written.raw), thrift.i64(7, written.size), thrift.i64(9, written.at);
      thrift.end();
      thrift.end();
    }
    thrift.i64(2, size);
    thrift.i64(3, group.rows);
    thrift.end();
  }

  std::ostream& out_;
  std::int64_t at_ = 0;
  std::size_t rows_ = 0;
  std::vector<Chunk> chunks_;
  std::vector<RowGroup> groups_;
};

}  // namespace

Result<Done> write_parquet(Store& store, const ExportOptions& options, std::ostream& out) {
  ParquetTable table(out);
  const Result<Done> read = walk(store, options, table);
  if (!read) return read;
  table.end();
  return ended(read, out);
}

}  // namespace annals::store
