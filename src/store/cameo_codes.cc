#include "store/cameo_codes.h"

#include <algorithm>
#include <charconv>

#include "base/files.h"
#include "base/text.h"

namespace annals::store {

Result<CameoCodes> CameoCodes::open(const std::filesystem::path& data) {
  const std::filesystem::path path = data / "exports" / "cameo.tsv";
  const Result<std::string> text = base::read_file(path);
  if (!text) return text.error();
  CameoCodes out;
  std::size_t number = 0;
  for (const std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (base::trim(line).empty() || line.front() == '#') continue;
    const auto fields = base::split(line, '\t');
    double goldstein = 0;
    const auto read = [&](std::string_view word) {
      const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), goldstein);
      return failed == std::errc() && end == word.data() + word.size();
    };
    if (fields.size() != 6 || !event_type(fields[0]) || !read(fields[4])) {
      return Error{ErrorKind::Malformed,
                   "line " + std::to_string(number) + ": expected a type, mode, status, code, scale and gloss",
                   path.string()};
    }
    out.rows_.push_back({std::string(fields[0]),
                         std::string(fields[1]),
                         std::string(fields[2]),
                         {std::string(fields[3]), goldstein, std::string(fields[5])}});
  }
  return out;
}

const CameoCode* CameoCodes::find(const Event& event, std::string_view status) const {
  const std::string_view type = to_string(event.type);
  const auto of_mode = [&](std::string_view mode) -> const CameoCode* {
    const auto at = std::ranges::find_if(
        rows_, [&](const Row& row) { return row.type == type && row.mode == mode && row.status == status; });
    return at == rows_.end() ? nullptr : &at->code;
  };
  for (const std::string& mode : event.modes) {
    if (const CameoCode* code = of_mode(mode)) return code;
  }
  return of_mode("*");
}

std::vector<Dyad> CameoCodes::dyads(const Event& event) const {
  const std::string_view status =
      event.status == Status::ongoing ? to_string(Status::happened) : to_string(event.status);
  const CameoCode* code = find(event, status);
  if (code == nullptr) return {};
  std::vector<const Participant*> actors, recipients;
  for (const Participant& participant : event.participants) {
    (participant.role == Role::actor ? actors : recipients).push_back(&participant);
  }
  std::vector<Dyad> out;
  const bool mutual = recipients.empty() && actors.size() > 1;
  if (mutual) {
    for (const Participant* source : actors) {
      for (const Participant* target : actors) {
        if (source != target) out.push_back({source, target, code});
      }
    }
    return out;
  }
  const CameoCode* host = event.status == Status::happened && code == find(event, to_string(Status::happened)) &&
                                  std::ranges::find(event.modes, "visit") != event.modes.end()
                              ? find(event, "host")
                              : nullptr;
  if (actors.empty()) actors.push_back(nullptr);
  if (recipients.empty()) recipients.push_back(nullptr);
  for (const Participant* source : actors) {
    for (const Participant* target : recipients) {
      if (source == nullptr && target == nullptr) continue;
      out.push_back({source, target, code});
      if (host != nullptr && source != nullptr && target != nullptr) out.push_back({target, source, host});
    }
  }
  return out;
}

std::string actor_code(const Actor& actor) {
  const std::string sector = actor.sector == "UNK" ? std::string() : actor.sector;
  // A state stands for itself: "USA", not "USAGOV".
  return actor.country + (actor.kind == "country" ? std::string() : sector);
}

int quad_class(std::string_view code) {
  const int root = code.size() < 2 ? 0 : (code[0] - '0') * 10 + (code[1] - '0');
  return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

}  // namespace annals::store
