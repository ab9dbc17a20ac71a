#include "pipeline/tongues.h"

#include <algorithm>
#include <memory>

namespace annals {
namespace {

constexpr std::string_view kHome = "en";

std::string code_of(std::string_view language) {
  std::string code(language.substr(0, language.find('-')));
  for (char& c : code) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const bool plain = std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return plain ? code : std::string();
}

Result<std::unique_ptr<const Tongue>> open(const std::filesystem::path& data, const std::string& code,
                                           const lexicon::Places& places, const std::filesystem::path& own) {
  const std::filesystem::path folder = data / "languages" / code;
  auto reader = parse::Reader::open(data, code, {});
  if (!reader) return reader.error();
  auto words = lexicon::FunctionWords::open(folder / "function_words.tsv");
  if (!words) return words.error();
  auto forms = lexicon::Forms::open(folder / "events", code, std::move(*words));
  if (!forms) return forms.error();
  auto actors = lexicon::Actors::open(data / "actors", folder / "actors", own);
  if (!actors) return actors.error();
  auto language = resolve::Language::open(folder);
  if (!language) return language.error();
  auto tongue =
      std::make_unique<Tongue>(Tongue{std::move(*reader), std::move(*forms), std::move(*actors), std::move(*language)});
  tongue->known = extract::known_from(tongue->actors, places);
  return std::unique_ptr<const Tongue>(std::move(tongue));
}

}  // namespace

bool Tongues::has(std::string_view language) const {
  const std::string code = code_of(language);
  if (code.empty() || code == "und") return false;
  std::error_code failed;
  return code == kHome || (std::filesystem::exists(data_ / "models" / ("reader." + code + ".safetensors"), failed) &&
                           std::filesystem::exists(data_ / "languages" / code / "events", failed));
}

Result<const Tongue*> Tongues::of(std::string_view language, const lexicon::Places& places) const {
  const std::string code = code_of(language);
  if (code == kHome || !has(code)) return static_cast<const Tongue*>(nullptr);
  const std::lock_guard lock(mutex_);
  auto found = open_.find(code);
  if (found == open_.end()) found = open_.emplace(code, open(data_, code, places, own_)).first;
  if (!found->second) return found->second.error();
  return found->second->get();
}

}  // namespace annals
