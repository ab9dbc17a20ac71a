// The packed gazetteer, data/places/geonames.bin, read where it lies. Its form is told in data/places/build.py.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "base/files.h"

namespace annals::lexicon {

class Gazetteer {
 public:
  struct Entry {
    std::string_view name, country;            // ISO 3166-1 alpha-3, empty where the source has none
    std::int32_t latitude = 0, longitude = 0;  // in 1e-5 degrees
    std::uint32_t population = 0, geonames = 0;
    std::uint16_t region = kNone;
    std::uint8_t kind = 0;  // town, capital, region, country, district
  };
  struct Hit {
    std::uint32_t entry = 0;
    bool alternate = false;
  };
  static constexpr std::uint16_t kNone = 65535;

  // Errors: NotFound, Io; Malformed when its parts do not add up.
  static Result<Gazetteer> open(const std::filesystem::path& path);

  std::uint32_t size() const { return places_; }
  std::uint32_t regions() const { return regions_; }
  Entry entry(std::uint32_t index) const;
  std::vector<Hit> find(std::string_view key) const;
  // Whether some key is `key`, or begins with it and a blank.
  bool begins(std::string_view key) const;

 private:
  explicit Gazetteer(base::MappedFile file) : file_(std::move(file)) {}
  std::uint32_t number(std::size_t at) const;
  std::uint32_t varint(std::size_t& at) const;
  std::uint32_t block_of(std::string_view key) const;
  std::string first_key(std::uint32_t block) const;
  // Calls take(key, where its places are told) for keys from a block on, until it returns false.
  template <typename Take>
  void walk(std::uint32_t block, Take take) const;

  base::MappedFile file_;
  std::string_view bytes_;
  std::uint32_t places_ = 0, regions_ = 0, countries_ = 0, keys_ = 0, blocks_ = 0, key_bytes_ = 0, pool_bytes_ = 0;
  std::size_t records_at_ = 0, countries_at_ = 0, blocks_at_ = 0, keys_at_ = 0, pool_at_ = 0;
};

}  // namespace annals::lexicon
