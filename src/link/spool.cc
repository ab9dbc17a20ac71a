// The sorting outside of memory is a distribution: what is added goes straight to its stretch of days, so that one
// writing and one reading are enough, and only one stretch at a time need be sorted.
#include "link/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace annals::link {
namespace {

constexpr Day kStretchDays = 32;
constexpr std::size_t kUnit = sizeof(std::uint64_t);

template <typename T>
constexpr std::size_t units_of(std::size_t count) {
  return (count * sizeof(T) + kUnit - 1) / kUnit;
}
constexpr std::size_t kMentionUnits = units_of<Mention>(1);

template <typename T>
void append(std::vector<std::uint64_t>& bytes, std::span<const T> list) {
  if (list.empty()) return;
  const std::size_t at = bytes.size();
  bytes.resize(at + units_of<T>(list.size()));
  std::memcpy(bytes.data() + at, list.data(), list.size_bytes());
}

template <typename T>
std::span<const T> list_at(const std::uint64_t*& at, std::size_t size) {
  if (size == 0) return {};
  const std::span<const T> out(reinterpret_cast<const T*>(at), size);
  at += units_of<T>(size);
  return out;
}

// Reads the mention at `at` and moves on behind it.
Mention mention_at(const std::uint64_t*& at) {
  Mention mention;
  std::memcpy(static_cast<void*>(&mention), at, sizeof(Mention));
  at += kMentionUnits;
  mention.parties = list_at<Party>(at, mention.parties.size());
  mention.words = list_at<Hash>(at, mention.words.size());
  mention.topics = list_at<Hash>(at, mention.topics.size());
  mention.setting = list_at<Hash>(at, mention.setting.size());
  return mention;
}

Error failed(const char* what) {
  return {ErrorKind::Io, std::string("cannot ") + what + " what linking keeps beside memory: " + std::strerror(errno)};
}

Result<std::FILE*> open_nameless(const std::string& folder) {
  std::error_code none;
  const std::filesystem::path in =
      folder.empty() ? std::filesystem::temp_directory_path(none) : std::filesystem::path(folder);
  std::string name = (in / "annals-link-XXXXXX").string();
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) return failed("make a file for");
  unlink(name.c_str());
  std::FILE* file = fdopen(descriptor, "w+b");
  if (file == nullptr) close(descriptor);
  if (file == nullptr) return failed("make a file for");
  std::setvbuf(file, nullptr, _IONBF, 0);  // it is written and read in large pieces
  return file;
}

}  // namespace

Spool::Spool(std::size_t most_bytes, std::string folder)
    : most_units_(most_bytes / kUnit), folder_(std::move(folder)) {}

std::int32_t Spool::stretch_of(Day day) {
  if (day == kFuture) return kLoose;
  return day >= 0 ? day / kStretchDays : -((kStretchDays - 1 - day) / kStretchDays);
}

Day Spool::first_day(std::int32_t stretch) { return stretch == kLoose ? kFuture : stretch * kStretchDays; }

Result<Done> Spool::add(const Mention& mention) {
  Held& held = held_[stretch_of(standing_of(mention).day)];
  const std::size_t before = held.bytes.capacity();
  append(held.bytes, std::span<const Mention>(&mention, 1));
  append(held.bytes, mention.parties);
  append(held.bytes, mention.words);
  append(held.bytes, mention.topics);
  append(held.bytes, mention.setting);
  ++held.mentions;
  held_units_ += held.bytes.capacity() - before;
  return held_units_ > most_units_ ? spill() : Done{};
}

Result<Done> Spool::spill() {
  if (!file_) {
    const Result<std::FILE*> opened = open_nameless(folder_);
    if (!opened) return opened.error();
    file_.reset(*opened);
  }
  for (auto& [stretch, held] : held_) {
    if (held.bytes.empty()) continue;
    if (std::fwrite(held.bytes.data(), kUnit, held.bytes.size(), file_.get()) != held.bytes.size()) {
      return failed("write");
    }
    held.pieces.push_back({written_, held.bytes.size()});
    written_ += held.bytes.size();
    held.bytes.clear();
    held.bytes.shrink_to_fit();
  }
  held_units_ = 0;
  return Done{};
}

std::vector<std::int32_t> Spool::stretches() const {
  std::vector<std::int32_t> out;
  for (const auto& [stretch, held] : held_) {
    if (held.mentions > 0) out.push_back(stretch);
  }
  return out;
}

Result<Spool::Stretch> Spool::read(std::int32_t stretch) const {
  Stretch out;
  const auto at = held_.find(stretch);
  if (at == held_.end()) return out;
  const Held& held = at->second;
  std::size_t units = held.bytes.size();
  for (const Piece& piece : held.pieces) units += piece.units;
  out.bytes.resize(units);
  std::uint64_t* to = out.bytes.data();
  for (const Piece& piece : held.pieces) {
    if (fseeko(file_.get(), static_cast<off_t>(piece.begin * kUnit), SEEK_SET) != 0) return failed("read");
    if (std::fread(to, kUnit, piece.units, file_.get()) != piece.units) return failed("read");
    to += piece.units;
  }
  std::copy(held.bytes.begin(), held.bytes.end(), to);

  struct Item {
    Standing standing;
    const std::uint64_t* at;
  };
  std::vector<Item> items;
  items.reserve(held.mentions);
  const std::uint64_t* next = out.bytes.data();
  for (std::size_t i = 0; i < held.mentions; ++i) {
    const std::uint64_t* here = next;
    items.push_back({standing_of(mention_at(next)), here});
  }
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.standing < b.standing; });
  out.mentions.reserve(held.mentions);
  for (const Item& item : items) {
    const std::uint64_t* here = item.at;
    out.mentions.push_back(mention_at(here));
  }
  return out;
}

void Spool::drop(std::int32_t stretch) {
  const auto at = held_.find(stretch);
  if (at == held_.end()) return;
  held_units_ -= at->second.bytes.capacity();
  held_.erase(at);
}

}  // namespace annals::link
