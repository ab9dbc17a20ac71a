#include "lexicon/petrarch.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/files.h"
#include "base/text.h"
#include "base/utf8.h"
#include "lexicon/petrarch_state.h"

namespace annals::lexicon {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = 64u << 20;
constexpr std::size_t kMostProblems = 10'000;

// Words that may stand between two words of a pattern that touch.
constexpr std::string_view kSkipped =
    "the a an it he they her has had have some few that hundred thousand million billion trillion dozen one two three "
    "four five six seven eight nine";

enum class Kind { none, verbs, actors, agents, issues, discards };

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

Kind kind_by_name(const std::string& file) {
  const std::string name = base::to_lower_ascii(file);
  if (holds(name, "verb")) return Kind::verbs;
  if (holds(name, "actor")) return Kind::actors;
  if (holds(name, "agent")) return Kind::agents;
  if (holds(name, "issue")) return Kind::issues;
  if (holds(name, "discard")) return Kind::discards;
  return Kind::none;
}

// By the first lines that tell: no file but a verbs' has "--- NAME [CODE] ---" and patterns.
Kind kind_by_content(std::string_view text) {
  PetrarchLines lines(text);
  std::string_view line;
  std::uint32_t number = 0;
  for (int seen = 0; seen < 20'000 && lines.next(line, number); ++seen) {
    if (line.starts_with("---") && holds(line.substr(3), "---")) return Kind::verbs;
    if (line.starts_with("<ISSUE")) return Kind::issues;
    const auto code = bracketed(line);
    if (code && holds(code->inside, "~")) return Kind::agents;
    if (code && !line.starts_with('-')) return Kind::actors;
  }
  return Kind::none;
}

bool is_dictionary_name(const fs::path& path) {
  static constexpr std::array<std::string_view, 8> kEnds = {".txt",    ".dict",   ".verbs",    ".actors",
                                                            ".agents", ".issues", ".discards", ""};
  const std::string end = base::to_lower_ascii(path.extension().string());
  const bool known = std::find(kEnds.begin(), kEnds.end(), end) != kEnds.end();
  return known && (!end.empty() || kind_by_name(path.filename().string()) != Kind::none);
}

Result<std::vector<fs::path>> files_of(const fs::path& folder) {
  std::error_code failed;
  const fs::file_status status = fs::status(folder, failed);
  if (!fs::exists(status)) {
    return Error{ErrorKind::NotFound, "expected a folder of dictionaries, found nothing", folder.string()};
  }
  std::vector<fs::path> out;
  if (fs::is_regular_file(status)) return out = {folder}, out;
  fs::directory_iterator at(folder, failed);
  if (failed) return Error{ErrorKind::Io, "cannot read the folder: " + failed.message(), folder.string()};
  for (; at != fs::directory_iterator(); at.increment(failed)) {
    if (failed) return Error{ErrorKind::Io, "cannot read the folder: " + failed.message(), folder.string()};
    if (at->is_regular_file(failed) && is_dictionary_name(at->path())) out.push_back(at->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::string> read_text(const fs::path& path) {
  std::error_code failed;
  const std::uintmax_t size = fs::file_size(path, failed);
  if (!failed && size > kLargestFile) {
    return Error{ErrorKind::Malformed,
                 "expected a dictionary of at most 64 MiB, found " + std::to_string(size) + " bytes", path.string()};
  }
  Result<std::string> text = base::read_file(path);
  if (!text) return text;
  if (text->find('\0') != std::string::npos) {
    return Error{ErrorKind::Malformed, "expected a dictionary, found binary data", path.string()};
  }
  return base::is_valid_utf8(*text) ? text : Result<std::string>(base::as_valid_utf8(*text));
}

void read_as(Kind kind, Petrarch::State& state, std::uint32_t file, std::string_view text) {
  switch (kind) {
    case Kind::verbs:
      return read_petrarch_verbs(state, file, text);
    case Kind::actors:
      return read_petrarch_actors(state, file, text);
    case Kind::agents:
      return read_petrarch_agents(state, file, text);
    case Kind::issues:
      return read_petrarch_issues(state, file, text);
    case Kind::discards:
      return read_petrarch_discards(state, file, text);
    case Kind::none:
      break;
  }
  state.problem({file, 1}, "expected verbs, actors, agents, issues or discards, found none; the file is passed over");
}

Result<Done> read_files(Petrarch::State& state, const std::vector<fs::path>& paths) {
  for (const fs::path& path : paths) {
    Result<std::string> text = read_text(path);
    if (!text) return text.error();
    const auto file = static_cast<std::uint32_t>(state.files.size());
    state.files.push_back(path.filename().string());
    state.texts.push_back(std::make_unique<std::string>(std::move(*text)));
    const std::string_view all = *state.texts.back();
    const Kind named = kind_by_name(state.files.back());
    read_as(named != Kind::none ? named : kind_by_content(all), state, file, all);
    if (state.size > kMostEntries) {
      return Error{ErrorKind::Malformed, "expected at most 1,000,000 entries, found more", path.string()};
    }
  }
  return Done{};
}

bool names_unknown_synset(const Petrarch::State& state, const std::vector<Petrarch::Element>& elements) {
  return std::any_of(elements.begin(), elements.end(), [&](const Petrarch::Element& e) {
    return e.kind == Petrarch::Element::Kind::synset && !state.synsets[e.id].defined;
  });
}

// Patterns of synsets that no file defines go; the rest stand with those first that ask for more.
void settle_patterns(Petrarch::State& state) {
  for (Petrarch::Block& block : state.blocks) {
    std::erase_if(block.patterns, [&](const Petrarch::Pattern& pattern) {
      const bool unknown = names_unknown_synset(state, pattern.before) || names_unknown_synset(state, pattern.after);
      if (unknown) state.problem(pattern.line, "no file defines a synset of \"" + std::string(pattern.text) + '"');
      return unknown;
    });
    std::stable_sort(block.patterns.begin(), block.patterns.end(),
                     [](const Petrarch::Pattern& a, const Petrarch::Pattern& b) {
                       return a.before.size() + a.after.size() > b.before.size() + b.after.size();
                     });
  }
  for (Synset& synset : state.synsets) {
    std::sort(synset.words.begin(), synset.words.end());
    synset.words.erase(std::unique(synset.words.begin(), synset.words.end()), synset.words.end());
    std::erase_if(synset.members, [&](const SynsetMember& m) { return names_unknown_synset(state, m.elements); });
  }
}

void settle_verbs(Petrarch::State& state) {
  std::stable_sort(state.verb_list.begin(), state.verb_list.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return a.second.before.size() + a.second.after.size() > b.second.before.size() + b.second.after.size();
  });
  state.verbs_of.assign(state.words.size() + 1, 0);
  std::size_t at = 0;
  for (std::size_t word = 0; word <= state.words.size(); ++word) {
    while (at < state.verb_list.size() && state.verb_list[at].first < word) ++at;
    state.verbs_of[word] = static_cast<std::uint32_t>(at);
  }
  state.verbs.reserve(state.verb_list.size());
  for (auto& [word, verb] : state.verb_list) state.verbs.push_back(std::move(verb));
  state.verb_list = {};
}

void settle(Petrarch::State& state) {
  for (const std::string_view word : base::split_words(kSkipped)) state.words.add(word);
  settle_patterns(state);
  settle_verbs(state);
  for (PhraseTable* table : {&state.actors, &state.agents, &state.issues, &state.discards}) {
    table->sort(state.words.size());
  }
  state.skipped.assign(state.words.size(), false);
  for (const std::string_view word : base::split_words(kSkipped)) state.skipped[state.words.find(word)] = true;
  state.counts.actors = state.actors.size();
  state.counts.actor_codes = state.actor_codes.size();
  state.counts.agents = state.agents.size();
  state.counts.issues = state.issues.size();
  state.counts.discards = state.discards.size();
}

}  // namespace

void Petrarch::State::problem(Line line, const std::string& what) {
  if (problems.size() > kMostProblems) return;
  if (problems.size() == kMostProblems) {
    problems.push_back("more problems than " + std::to_string(kMostProblems) + ": the rest is not told");
    return;
  }
  problems.push_back(files[line.file] + ':' + std::to_string(line.number) + ": " + what);
}

Petrarch::Petrarch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Petrarch::Petrarch(Petrarch&&) noexcept = default;
Petrarch& Petrarch::operator=(Petrarch&&) noexcept = default;
Petrarch::~Petrarch() = default;

Result<Petrarch> Petrarch::open(const fs::path& folder, const fs::path& tables) {
  const Result<std::vector<fs::path>> paths = files_of(folder);
  if (!paths) return paths.error();
  auto state = std::make_unique<State>();
  if (const Result<Done> read = read_files(*state, *paths); !read) return read.error();
  if (state->size == 0) {
    return Error{ErrorKind::Malformed, "expected dictionaries as PETRARCH has them (verbs, actors, agents), found none",
                 folder.string()};
  }
  settle(*state);
  if (const Result<Done> codes = read_petrarch_codes(*state, folder, tables); !codes) return codes.error();
  return Petrarch(std::move(state));
}

const std::vector<std::string>& Petrarch::problems() const { return state_->problems; }
const std::string& Petrarch::scheme() const { return state_->scheme; }
Petrarch::Counts Petrarch::counts() const { return state_->counts; }
const Petrarch::Block& Petrarch::block(std::uint32_t number) const { return state_->blocks[number]; }
bool Petrarch::is_skipped(Word word) const { return word < state_->skipped.size() && state_->skipped[word]; }

std::string Petrarch::where(Line line) const { return state_->files[line.file] + ':' + std::to_string(line.number); }

void Petrarch::words_of(std::string_view token, std::vector<Word>& out) const {
  std::vector<std::string> parts;
  cut_part(token, parts);
  for (const std::string& part : parts) out.push_back(state_->words.find(part));
}

std::span<const Petrarch::Verb> Petrarch::verbs(Word word) const {
  if (word == 0 || word + 1 >= state_->verbs_of.size()) return {};
  const std::size_t begin = state_->verbs_of[word], end = state_->verbs_of[word + 1];
  return std::span(state_->verbs).subspan(begin, end - begin);
}

namespace {

// Synsets may hold synsets; a circle of them ends here.
constexpr int kDeepest = 8;

std::size_t synset_size(const Petrarch::State& state, std::uint32_t number, std::span<const Petrarch::Word> words,
                        std::size_t at, int depth, int& budget) {
  if (at >= words.size() || depth > kDeepest) return 0;
  const Synset& synset = state.synsets[number];
  std::size_t best = std::binary_search(synset.words.begin(), synset.words.end(), words[at]) ? 1 : 0;
  for (const SynsetMember& member : synset.members) {
    if (--budget < 0) break;
    std::size_t next = at;
    bool fits = true;
    for (const Petrarch::Element& element : member.elements) {
      std::size_t size = 0;
      if (element.kind == Petrarch::Element::Kind::synset) {
        size = synset_size(state, element.id, words, next, depth + 1, budget);
      } else if (element.kind == Petrarch::Element::Kind::word) {
        size = next < words.size() && words[next] == element.id ? 1 : 0;
      }
      fits = size > 0;
      if (!fits) break;
      next += size;
    }
    if (fits) best = std::max(best, next - at);
  }
  return best;
}

}  // namespace

std::size_t Petrarch::synset_at(std::uint32_t synset, std::span<const Word> words, std::size_t at) const {
  int budget = 20'000;
  if (at < words.size() && words[at] == 0) return 0;
  return synset_size(*state_, synset, words, at, 0, budget);
}

std::optional<Petrarch::Phrase> Petrarch::actor_at(std::span<const Word> words, std::size_t at) const {
  return state_->actors.match(words, at);
}
std::optional<Petrarch::Phrase> Petrarch::agent_at(std::span<const Word> words, std::size_t at) const {
  return state_->agents.match(words, at);
}

// The first span of days that holds, in the order of the file; else the code without days.
std::string Petrarch::actor_code(std::uint32_t entry, std::optional<sys_days> day) const {
  const auto [first, count] = state_->actor_sets[state_->actor_entries[entry].first];
  const std::span<const DatedCode> codes = std::span(state_->actor_codes).subspan(first, count);
  const auto always = [](const DatedCode& code) { return !code.from && !code.to; };
  if (day) {
    for (const DatedCode& code : codes) {
      if (!always(code) && (!code.from || *code.from <= *day) && (!code.to || *day <= *code.to)) {
        return std::string(code.code);
      }
    }
  }
  const auto found = std::find_if(codes.begin(), codes.end(), always);
  return found == codes.end() ? "---" : std::string(found->code);
}

std::string Petrarch::agent_code(std::uint32_t entry) const { return std::string(state_->agent_codes[entry]); }
std::string Petrarch::actor_name(std::uint32_t entry) const { return std::string(state_->actor_entries[entry].second); }

Petrarch::Discard Petrarch::discards(std::span<const Word> words) const {
  Discard out = Discard::nothing;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto found = state_->discards.match(words, at);
    if (!found) continue;
    if (state_->discard_story[found->entry]) return Discard::story;
    out = Discard::sentence;
  }
  return out;
}

std::vector<std::pair<std::string, std::uint32_t>> Petrarch::issues(std::span<const Word> words) const {
  std::map<std::string, std::uint32_t> counted;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto found = state_->issues.match(words, at);
    if (!found) continue;
    const std::string& code = state_->issue_codes[found->entry];
    if (code == "~") return {};  // as PETRARCH does: a phrase that forbids one forbids all
    ++counted[code];
  }
  return {counted.begin(), counted.end()};
}

Petrarch::Meaning Petrarch::meaning(std::string_view code) const {
  const auto by_code = [](const auto& row, std::string_view wanted) { return std::string_view(row.first) < wanted; };
  for (; !code.empty(); code.remove_suffix(1)) {  // "1723A" -> "1723" -> "172" -> "17"
    const auto at = std::lower_bound(state_->meanings.begin(), state_->meanings.end(), code, by_code);
    if (at != state_->meanings.end() && at->first == code) return at->second;
  }
  return {};
}

}  // namespace annals::lexicon
