#include "lexicon/gazetteer.h"

#include <cstring>

namespace annals::lexicon {
namespace {

constexpr std::string_view kMagic = "ANNALSP1";
constexpr std::size_t kRecord = 24;

}  // namespace

// Little-endian on every machine.
std::uint32_t Gazetteer::number(std::size_t at) const {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes_[at + i]);
  return value;
}

std::uint32_t Gazetteer::varint(std::size_t& at) const {
  std::uint32_t value = 0;
  for (unsigned shift = 0; shift < 32 && at < bytes_.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes_[at++]);
    value |= static_cast<std::uint32_t>(byte & 127U) << shift;
    if (byte < 128) break;
  }
  return value;
}

Result<Gazetteer> Gazetteer::open(const std::filesystem::path& path) {
  Result<base::MappedFile> file = base::MappedFile::open(path);
  if (!file) return file.error();
  Gazetteer gazetteer(std::move(*file));
  gazetteer.bytes_ = gazetteer.file_.bytes();
  const Error bad{ErrorKind::Malformed, "not a gazetteer packed by data/places/build.py", path.generic_string()};
  constexpr std::size_t kHead = 8 + 7 * 4;
  if (gazetteer.bytes_.size() < kHead || !gazetteer.bytes_.starts_with(kMagic)) return bad;
  std::uint32_t* const numbers[] = {&gazetteer.places_, &gazetteer.regions_,   &gazetteer.countries_, &gazetteer.keys_,
                                    &gazetteer.blocks_, &gazetteer.key_bytes_, &gazetteer.pool_bytes_};
  for (std::size_t i = 0; i < 7; ++i) *numbers[i] = gazetteer.number(8 + 4 * i);
  gazetteer.records_at_ = kHead;
  gazetteer.countries_at_ = gazetteer.records_at_ + kRecord * gazetteer.places_;
  gazetteer.blocks_at_ = gazetteer.countries_at_ + std::size_t{4} * gazetteer.countries_;
  gazetteer.keys_at_ = gazetteer.blocks_at_ + std::size_t{4} * gazetteer.blocks_;
  gazetteer.pool_at_ = gazetteer.keys_at_ + gazetteer.key_bytes_;
  if (gazetteer.pool_at_ + gazetteer.pool_bytes_ != gazetteer.bytes_.size() || gazetteer.blocks_ == 0) return bad;
  return gazetteer;
}

Gazetteer::Entry Gazetteer::entry(std::uint32_t index) const {
  const std::size_t at = records_at_ + kRecord * index;
  Entry entry;
  const std::size_t name = pool_at_ + number(at);
  entry.name = bytes_.substr(name, bytes_.find('\0', name) - name);
  entry.latitude = static_cast<std::int32_t>(number(at + 4));
  entry.longitude = static_cast<std::int32_t>(number(at + 8));
  entry.population = number(at + 12);
  entry.geonames = number(at + 16);
  const std::uint32_t last = number(at + 20);
  entry.region = static_cast<std::uint16_t>(last & 0xFFFF);
  entry.country = bytes_.substr(countries_at_ + 4 * (last >> 16 & 0xFF), 3);
  entry.kind = static_cast<std::uint8_t>(last >> 24);
  return entry;
}

std::string Gazetteer::first_key(std::uint32_t block) const {
  const std::size_t at = keys_at_ + number(blocks_at_ + std::size_t{4} * block);
  return std::string(bytes_.substr(at + 2, static_cast<unsigned char>(bytes_[at + 1])));
}

// The last block whose first key is not behind `key`.
std::uint32_t Gazetteer::block_of(std::string_view key) const {
  std::uint32_t low = 0, high = blocks_;
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (first_key(middle) <= key ? low : high) = middle;
  }
  return low;
}

template <typename Take>
void Gazetteer::walk(std::uint32_t block, Take take) const {
  std::string key;
  const std::size_t end = pool_at_;
  for (std::size_t at = keys_at_ + number(blocks_at_ + std::size_t{4} * block); at + 2 < end;) {
    const auto shared = static_cast<unsigned char>(bytes_[at]);
    const auto rest = static_cast<unsigned char>(bytes_[at + 1]);
    key.resize(shared);
    key += bytes_.substr(at + 2, rest);
    at += std::size_t{2} + rest;
    if (!take(key, at)) return;
    for (std::uint32_t left = varint(at); left > 0; --left) varint(at);
  }
}

std::vector<Gazetteer::Hit> Gazetteer::find(std::string_view key) const {
  std::vector<Hit> hits;
  walk(block_of(key), [&](const std::string& at_key, std::size_t at) {
    if (at_key < key) return true;
    if (at_key != key) return false;
    for (std::uint32_t left = varint(at); left > 0; --left) {
      const std::uint32_t packed = varint(at);
      hits.push_back({packed / 2, packed % 2 == 1});
    }
    return false;
  });
  return hits;
}

bool Gazetteer::begins(std::string_view key) const {
  bool found = false;
  walk(block_of(key), [&](const std::string& at_key, std::size_t) {
    if (at_key < key) return true;
    found = at_key.starts_with(key) && (at_key.size() == key.size() || at_key[key.size()] == ' ');
    // "al" < "al hasakah" < "alabama": the first key that is not before decides.
    return false;
  });
  return found;
}

}  // namespace annals::lexicon
