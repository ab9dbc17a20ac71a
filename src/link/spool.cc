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

constexpr std::size_t kUnit = sizeof(std::uint64_t);

template <typename T>
constexpr std::size_t units_of(std::size_t count) {
  return (count * sizeof(T) + kUnit - 1) / kUnit;
}
constexpr std::size_t kMentionUnits = units_of<Mention>(1);

template <typename T>
void put(std::uint64_t*& at, std::span<const T> list) {
  if (!list.empty()) std::memcpy(at, list.data(), list.size_bytes());
  at += units_of<T>(list.size());
}

std::size_t units_of_all(const Mention& m) {
  return kMentionUnits + units_of<Party>(m.parties.size()) + units_of<Hash>(m.words.size()) +
         units_of<Hash>(m.topics.size()) + units_of<Hash>(m.setting.size());
}

template <typename T>
std::span<const T> list_at(const std::uint64_t*& at, std::size_t size) {
  if (size == 0) return {};
  const std::span<const T> out(reinterpret_cast<const T*>(at), size);
  at += units_of<T>(size);
  return out;
}

// Makes the mention at `at` find its lists again, which lie behind it, and moves on behind them.
const Mention* mention_at(std::uint64_t*& at) {
  auto* mention = reinterpret_cast<Mention*>(at);
  const std::uint64_t* lists = at + kMentionUnits;
  mention->parties = list_at<Party>(lists, mention->parties.size());
  mention->words = list_at<Hash>(lists, mention->words.size());
  mention->topics = list_at<Hash>(lists, mention->topics.size());
  mention->setting = list_at<Hash>(lists, mention->setting.size());
  at += lists - at;
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

Spool::Spool(Day reach_days, std::size_t most_bytes, std::string folder)
    : reach_days_(reach_days),
      stretch_days_(std::max(1, reach_days / 3)),
      most_units_(most_bytes / kUnit),
      folder_(std::move(folder)) {}

std::int32_t Spool::stretch_of(Day day) const {
  if (day == kFuture) return kLoose;
  return day >= 0 ? day / stretch_days_ : -((stretch_days_ - 1 - day) / stretch_days_);
}

Day Spool::first_day(std::int32_t stretch) const { return stretch == kLoose ? kFuture : stretch * stretch_days_; }

std::uint64_t* Spool::room_for(Held& held, std::size_t units) {
  constexpr std::size_t kBlockUnits = std::size_t{1} << 13;
  if (held.blocks.empty() || held.blocks.back().room - held.blocks.back().units < units) {
    const std::size_t room = std::max(units, kBlockUnits);
    held.blocks.push_back({std::make_unique_for_overwrite<std::uint64_t[]>(room), 0, room});
    held_units_ += room;
  }
  Filled& last = held.blocks.back();
  std::uint64_t* at = last.block.get() + last.units;
  last.units += units;
  return at;
}

Result<Done> Spool::add(const Mention& mention) {
  std::uint64_t* at = room_for(held_[stretch_of(standing_of(mention).day)], units_of_all(mention));
  put(at, std::span<const Mention>(&mention, 1));
  put(at, mention.parties);
  put(at, mention.words);
  put(at, mention.topics);
  put(at, mention.setting);
  return held_units_ > most_units_ ? spill() : Done{};
}

Result<Done> Spool::spill() {
  if (!file_) {
    const Result<std::FILE*> opened = open_nameless(folder_);
    if (!opened) return opened.error();
    file_.reset(*opened);
  }
  for (auto& [stretch, held] : held_) {
    for (const Filled& filled : held.blocks) {
      if (std::fwrite(filled.block.get(), kUnit, filled.units, file_.get()) != filled.units) return failed("write");
      held.pieces.push_back({written_, filled.units});
      written_ += filled.units;
    }
    held.blocks.clear();
  }
  held_units_ = 0;
  return Done{};
}

std::vector<std::int32_t> Spool::stretches() const {
  std::vector<std::int32_t> out;
  for (const auto& [stretch, held] : held_) {
    if (!held.blocks.empty() || !held.pieces.empty()) out.push_back(stretch);
  }
  return out;
}

Result<Spool::Stretch> Spool::read(std::int32_t stretch) const {
  Stretch out;
  const auto at = held_.find(stretch);
  if (at == held_.end()) return out;
  const Held& held = at->second;
  struct Item {
    Standing standing;
    const std::uint64_t* begin;
    std::uint32_t units;
  };
  std::vector<Item> items;
  std::vector<Block> read;
  std::size_t all = 0;
  const auto list = [&](std::uint64_t* begin, std::size_t units) {
    for (std::uint64_t* next = begin; next < begin + units;) {
      const std::uint64_t* here = next;
      const Standing standing = standing_of(*mention_at(next));
      items.push_back({standing, here, static_cast<std::uint32_t>(next - here)});
    }
    all += units;
  };
  for (const Piece& piece : held.pieces) {
    read.push_back(std::make_unique_for_overwrite<std::uint64_t[]>(piece.units));
    if (fseeko(file_.get(), static_cast<off_t>(piece.begin * kUnit), SEEK_SET) != 0) return failed("read");
    if (std::fread(read.back().get(), kUnit, piece.units, file_.get()) != piece.units) return failed("read");
    list(read.back().get(), piece.units);
  }
  for (const Filled& filled : held.blocks) list(filled.block.get(), filled.units);
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.standing < b.standing; });
  out.page = std::make_unique_for_overwrite<std::uint64_t[]>(all);
  std::uint64_t* to = out.page.get();
  for (const Item& item : items) {
    std::memcpy(to, item.begin, item.units * kUnit);
    out.mentions.push_back(mention_at(to));
    out.days.push_back(item.standing.day);
  }
  return out;
}

void Spool::drop(std::int32_t stretch) {
  const auto at = held_.find(stretch);
  if (at == held_.end()) return;
  for (const Filled& filled : at->second.blocks) held_units_ -= filled.room;
  held_.erase(at);
}

}  // namespace annals::link
