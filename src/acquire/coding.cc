#include "acquire/coding.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "acquire/limits.h"

namespace annals::acquire {
namespace {

constexpr std::size_t kPiece = 256 << 10;

// What one step of a decompressor came to.
enum class Step { more, end, damaged };

// A decompressor of bytes at hand: takes from `in`, appends to `out` up to kPiece bytes.
template <typename Decoder>
Result<Opened> open_with(Decoder& decoder, std::string_view name, std::string_view packed) {
  Opened out;
  std::string_view in = packed;
  std::string piece(kPiece, '\0');
  Step step = Step::more;
  while (step == Step::more) {
    const std::size_t before = in.size();
    std::size_t made = 0;
    step = decoder.step(in, piece, made);
    out.bytes.append(piece, 0, made);
    if (out.bytes.size() > kMaxPageBytes || is_bomb(packed.size() - in.size(), out.bytes.size())) {
      return Error{
          ErrorKind::Unsupported,
          "its " + std::string(name) + " data grows beyond measure when decompressed: refused as a compression bomb"};
    }
    if (step == Step::more && made == 0 && in.size() == before) break;  // wants bytes that are not there
  }
  if (step == Step::more) out.note = "its " + std::string(name) + " data is cut short; what came before that was read";
  if (step == Step::damaged) out.note = "its " + std::string(name) + " data is damaged; what came before that was read";
  if (out.bytes.empty() && step != Step::end) {
    return Error{ErrorKind::Malformed, "its " + std::string(name) + " data cannot be read"};
  }
  return out;
}

class Zlib {
 public:
  explicit Zlib(int window_bits) : ready_(inflateInit2(&zlib_, window_bits) == Z_OK) {}
  ~Zlib() {
    if (ready_) inflateEnd(&zlib_);
  }
  Zlib(const Zlib&) = delete;
  Zlib& operator=(const Zlib&) = delete;

  Step step(std::string_view& in, std::string& out, std::size_t& made) {
    if (!ready_) return Step::damaged;
    zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    zlib_.avail_in = static_cast<uInt>(std::min<std::size_t>(in.size(), 1u << 30));
    zlib_.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib_.avail_out = static_cast<uInt>(out.size());
    const uInt before = zlib_.avail_in;
    const int code = inflate(&zlib_, Z_NO_FLUSH);
    in.remove_prefix(before - zlib_.avail_in);
    made = out.size() - zlib_.avail_out;
    if (code == Z_STREAM_END) return Step::end;
    return code == Z_OK || code == Z_BUF_ERROR ? Step::more : Step::damaged;
  }

 private:
  z_stream zlib_{};
  bool ready_;
};

class Zstd {
 public:
  Step step(std::string_view& in, std::string& out, std::size_t& made) {
    if (!context_) return Step::damaged;
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    const std::size_t left = ZSTD_decompressStream(context_.get(), &to, &from);
    in.remove_prefix(from.pos);
    made = to.pos;
    if (ZSTD_isError(left) != 0) return Step::damaged;
    return left == 0 && in.empty() ? Step::end : Step::more;
  }

 private:
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context_{ZSTD_createDCtx(), ZSTD_freeDCtx};
};

class Brotli {
 public:
  Step step(std::string_view& in, std::string& out, std::size_t& made) {
    if (!state_) return Step::damaged;
    std::size_t in_left = in.size(), out_left = out.size();
    const auto* from = reinterpret_cast<const std::uint8_t*>(in.data());
    auto* to = reinterpret_cast<std::uint8_t*>(out.data());
    const auto code = BrotliDecoderDecompressStream(state_.get(), &in_left, &from, &out_left, &to, nullptr);
    in.remove_prefix(in.size() - in_left);
    made = out.size() - out_left;
    if (code == BROTLI_DECODER_RESULT_SUCCESS) return Step::end;
    return code == BROTLI_DECODER_RESULT_ERROR ? Step::damaged : Step::more;
  }

 private:
  std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state_{
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance};
};

// Most answers are one whole gzip member of modest size. Empty where that is not so.
std::optional<Opened> whole_gzip(std::string_view packed) {
  thread_local const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> fast{
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor};
  if (!fast || packed.size() < 18) return std::nullopt;
  const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(packed[packed.size() - i])}; };
  const std::size_t size = byte(4) | byte(3) << 8 | byte(2) << 16 | byte(1) << 24;  // as its last bytes say
  if (size > kMaxPageBytes || is_bomb(packed.size(), size)) return std::nullopt;
  Opened out;
  out.bytes.resize(size);
  std::size_t used = 0, made = 0;
  const auto result =
      libdeflate_gzip_decompress_ex(fast.get(), packed.data(), packed.size(), out.bytes.data(), size, &used, &made);
  if (result != LIBDEFLATE_SUCCESS || used != packed.size() || made != size) return std::nullopt;
  return out;
}

// "deflate" means zlib's wrapping; some servers send the bare stream.
bool has_zlib_header(std::string_view packed) {
  if (packed.size() < 2) return false;
  const unsigned first = static_cast<unsigned char>(packed[0]), second = static_cast<unsigned char>(packed[1]);
  return (first & 0x0F) == 8 && (first >> 4) <= 7 && (first * 256 + second) % 31 == 0;
}

}  // namespace

bool is_coding(std::string_view name) {
  return name == "gzip" || name == "x-gzip" || name == "deflate" || name == "br" || name == "zstd";
}

Result<Opened> open_coding(std::string_view name, std::string_view packed) {
  if (name == "gzip" || name == "x-gzip") {
    if (auto whole = whole_gzip(packed)) return std::move(*whole);
    Zlib zlib(16 + MAX_WBITS);
    return open_with(zlib, "gzip", packed);
  }
  if (name == "deflate") {
    Zlib zlib(has_zlib_header(packed) ? MAX_WBITS : -MAX_WBITS);
    return open_with(zlib, name, packed);
  }
  if (name == "br") {
    Brotli brotli;
    return open_with(brotli, name, packed);
  }
  if (name == "zstd") {
    Zstd zstd;
    return open_with(zstd, name, packed);
  }
  return Error{ErrorKind::Unsupported,
               "its content coding \"" + std::string(name.substr(0, 40)) + "\" is none we open"};
}

}  // namespace annals::acquire
