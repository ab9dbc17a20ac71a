// The record's events as CAMEO has them: one code, and pairs of a source and a target. data/exports/cameo.tsv is the
// table; what has no row there has no code.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annals/error.h"
#include "annals/event.h"

namespace annals::store {

struct CameoCode {
  std::string code;  // "0841"
  double goldstein = 0;
  std::string gloss;
};

// One who acts and one who is acted upon; of a mutual event each pair stands twice. An end that nobody is known for is
// null.
struct Dyad {
  const Participant* source = nullptr;
  const Participant* target = nullptr;
  const CameoCode* code = nullptr;
};

class CameoCodes {
 public:
  // Errors: NotFound, Malformed.
  static Result<CameoCodes> open(const std::filesystem::path& data);

  // The pairs of an event with their codes, in the order of its participants; empty where CAMEO has no code for it.
  std::vector<Dyad> dyads(const Event& event) const;

 private:
  struct Row {
    std::string type, mode, status;
    CameoCode code;
  };
  const CameoCode* find(const Event& event, std::string_view status) const;
  std::vector<Row> rows_;
};

// "USAGOV", "SYRREB", "IGO": country and sector, as CAMEO's actor codes begin.
std::string actor_code(const Actor& actor);
// 1 and 2: cooperation in words and deeds; 3 and 4: conflict.
int quad_class(std::string_view code);

}  // namespace annals::store
