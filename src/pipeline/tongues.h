// The languages besides English that an installation has, each opened when the first page in it comes.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "annals/error.h"
#include "extract/extract.h"
#include "lexicon/actors.h"
#include "lexicon/forms.h"
#include "lexicon/places.h"
#include "parse/parse.h"
#include "resolve/language.h"

namespace annals {

// What reads and codes a page in one language.
struct Tongue {
  parse::Reader reader;
  lexicon::Forms forms;
  lexicon::Actors actors;
  resolve::Language language;
  extract::Known known = {};  // asks `actors` and the places of the pipeline
};

class Tongues {
 public:
  // `own`: a user's own tables of actors, or empty.
  explicit Tongues(std::filesystem::path data, std::filesystem::path own = {})
      : data_(std::move(data)), own_(std::move(own)) {}

  // Whether data/ has what a language needs: a folder languages/XX and models/reader.XX.safetensors. `language` is a
  // code of BCP 47; what stands behind its first hyphen does not matter.
  bool has(std::string_view language) const;
  // The tongue of a language that data/ has; null for English and for a language that it has not.
  // Errors: Malformed, Io: a file of it is not what it should be. May be called by many threads at the same time.
  Result<const Tongue*> of(std::string_view language, const lexicon::Places& places) const;

 private:
  std::filesystem::path data_, own_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, Result<std::unique_ptr<const Tongue>>, std::less<>> open_;
};

}  // namespace annals
