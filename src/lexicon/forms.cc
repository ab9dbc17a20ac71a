#include "lexicon/forms.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "base/files.h"
#include "base/text.h"

namespace annals::lexicon {
namespace {

namespace fs = std::filesystem;
using WordSet = std::set<std::string, std::less<>>;

constexpr std::array<std::string_view, 3> kKindKeys = {"verbs", "nouns", "adjectives"};

Error malformed(const fs::path& file, const std::string& message) {
  return Error{ErrorKind::Malformed, message, file.generic_string()};
}

std::vector<fs::path> files_with(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<SlotRole> slot_role(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kNames = {"none", "actor", "recipient", "topic", "place", "party"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<SlotRole>(i);
  }
  return std::nullopt;
}

std::vector<std::string> alternatives(std::string_view word) {
  std::vector<std::string> out;
  for (std::string_view one : base::split(word, '|')) {
    if (!one.empty()) out.emplace_back(one);
  }
  return out;
}

// "{recipient:political}", "<weapon>" or "talks|negotiations", each with "?" behind it where it may be missing.
Result<Part> read_part(std::string_view token) {
  Part part;
  if (token.size() > 1 && token.back() == '?') {
    part.optional = true;
    token.remove_suffix(1);
  }
  if (token.front() == '{' && token.back() == '}') {
    const auto fields = base::split(token.substr(1, token.size() - 2), ':');
    const auto role = slot_role(fields[0]);
    if (!role) return Error{ErrorKind::Malformed, "no such slot: " + std::string(token)};
    part.slot = true;
    part.role = *role;
    if (fields.size() > 1) part.word_class = fields[1];
  } else if (token.front() == '<' && token.back() == '>') {
    part.word_class = token.substr(1, token.size() - 2);
  } else {
    part.words = alternatives(token);
  }
  return part;
}

bool is_preposition(std::string_view token, const WordSet& prepositions) {
  const auto words = alternatives(token);
  return !words.empty() &&
         std::all_of(words.begin(), words.end(), [&](const auto& word) { return prepositions.contains(word); });
}

int weight_of(const Pattern& pattern) {
  int weight = 0;
  for (const auto* parts : {&pattern.subject, &pattern.parts}) {
    for (const Part& part : *parts) {
      if (part.optional) continue;
      weight += part.words.empty() ? 0 : 3;
      weight += part.word_class.empty() ? 0 : 2;
      weight += part.prepositions.empty() ? 0 : 1;
      weight += part.slot ? 1 : 0;
    }
  }
  return weight + 3 * static_cast<int>(pattern.modifiers.size());
}

}  // namespace

Result<Pattern> read_pattern(std::string_view text, Pattern::Kind kind, const WordSet& prepositions, bool head_first) {
  Pattern pattern;
  pattern.text = text;
  pattern.kind = kind;
  std::vector<std::string_view> tokens = base::split_words(text);
  if (tokens.empty()) return Error{ErrorKind::Malformed, "an empty pattern"};
  std::size_t at = 0;
  if (kind == Pattern::Kind::noun) {
    // The words before the first preposition or slot: the head is the last of them, or the first.
    std::size_t last = 0;
    while (last + 1 < tokens.size() && !is_preposition(tokens[last + 1], prepositions) &&
           tokens[last + 1].front() != '{') {
      ++last;
    }
    const std::size_t head = head_first ? 0 : last;
    for (std::size_t i = 0; i <= last; ++i) {
      if (i != head) pattern.modifiers.push_back(alternatives(tokens[i]));
    }
    pattern.heads = alternatives(tokens[head]);
    at = last + 1;
  } else {
    if (tokens[0].front() == '{' || tokens[0].front() == '<') {
      Result<Part> subject = read_part(tokens[0]);
      if (!subject) return subject.error();
      pattern.subject.push_back(*subject);
      ++at;
    }
    if (at >= tokens.size()) return Error{ErrorKind::Malformed, "no head word in \"" + std::string(text) + '"'};
    pattern.heads = alternatives(tokens[at++]);
  }
  while (at < tokens.size()) {
    std::vector<std::string> case_words;
    if (is_preposition(tokens[at], prepositions)) case_words = alternatives(tokens[at++]);
    Part part;
    if (at < tokens.size() && (case_words.empty() || !is_preposition(tokens[at], prepositions))) {
      Result<Part> read = read_part(tokens[at++]);
      if (!read) return read.error();
      part = *read;
    }
    part.prepositions = std::move(case_words);
    pattern.parts.push_back(std::move(part));
  }
  pattern.weight = weight_of(pattern);
  return pattern;
}

namespace {

// One file, read over the common ground of its type.
class FormFile {
 public:
  FormFile(const fs::path& file, const toml::table& table, const WordSet& prepositions, std::string_view language,
           const FunctionWords& words)
      : file_(file), table_(table), prepositions_(prepositions), language_(language), words_(words) {}

  Result<Form> read(Form form) {
    if (auto gloss = table_["gloss"].value<std::string>()) form.gloss = *gloss;
    form.mutual = table_["mutual"].value_or(form.mutual);
    form.political = table_["political"].value_or(form.political);
    form.deed = table_["deed"].value_or(form.deed);
    form.own_helpers = table_["own_helpers"].value_or(form.own_helpers);
    form.outright = table_["outright"].value_or(form.outright);
    form.subject_speaks = table_["subject_speaks"].value_or(form.subject_speaks);
    form.beside = table_["beside"].value_or(form.beside);
    form.speaker_acts = table_["speaker_acts"].value_or(form.speaker_acts);
    form.status = table_["status"].value_or(form.status);
    form.confidence = table_["confidence"].value_or(form.confidence);
    form.modes = strings(table_["mode"]);
    for (const std::string& mode : form.modes) {
      if (!is_mode_of(form.type, mode))
        return malformed(file_, "no mode of " + std::string(to_string(form.type)) + ": " + mode);
    }
    for (std::size_t kind = 0; kind < kKindKeys.size(); ++kind) {
      if (auto failed = read_wording(form, static_cast<Pattern::Kind>(kind)); !failed) return failed.error();
    }
    read_examples(form, "example", false);
    read_examples(form, "never", true);
    return form;
  }

 private:
  template <typename Node>
  static std::vector<std::string> strings(const Node& node) {
    std::vector<std::string> out;
    if (auto one = node.template value<std::string>()) out.push_back(*one);
    if (const toml::array* many = node.as_array()) {
      for (const auto& element : *many) {
        if (auto one = element.template value<std::string>()) out.push_back(*one);
      }
    }
    return out;
  }

  Result<Done> read_wording(Form& form, Pattern::Kind kind) {
    const auto section = table_[kKindKeys[static_cast<std::size_t>(kind)]];
    Wording& wording = form.wordings[static_cast<std::size_t>(kind)];
    wording.needs = table_["needs"].value_or(wording.needs);
    wording.needs = section["needs"].value_or(wording.needs);
    if (const toml::table* slots = section["slots"].as_table()) {
      for (const auto& [name, value] : *slots) {
        const auto role = slot_role(value.value_or(std::string()));
        if (!role) return malformed(file_, "no such slot role for \"" + std::string(name.str()) + '"');
        wording.slots[words_.preposition(name.str())] = *role;
      }
    }
    for (const bool no_event : {false, true}) {
      for (const std::string& text : strings(section[no_event ? "not" : language_])) {
        Result<Pattern> pattern = read_pattern(text, kind, prepositions_, words_.foreign());
        if (!pattern) return malformed(file_, pattern.error().message);
        for (Part& part : pattern->parts) {
          for (std::string& preposition : part.prepositions) preposition = words_.preposition(preposition);
        }
        pattern->no_event = no_event;
        form.patterns.push_back(std::move(*pattern));
      }
    }
    return Done{};
  }

  void read_examples(Form& form, std::string_view key, bool never) {
    const toml::array* examples = table_[key].as_array();
    if (!examples) return;
    for (const auto& element : *examples) {
      const toml::table* one = element.as_table();
      if (!one) continue;
      form.examples.push_back(
          {(*one)["text"].value_or(std::string()), (*one)["expect"].value_or(std::string()), never});
    }
  }

  fs::path file_;
  const toml::table& table_;
  const WordSet& prepositions_;
  std::string_view language_;
  const FunctionWords& words_;
};

Result<toml::table> parse_toml(const fs::path& file) {
  const Result<std::string> text = base::read_file(file);
  if (!text) return text.error();
  try {
    return toml::parse(*text, file.generic_string());
  } catch (const toml::parse_error& error) {
    return malformed(file, std::string(error.description()) + ", line " + std::to_string(error.source().begin.line));
  }
}

Result<WordSet> read_list(const fs::path& file) {
  const Result<std::string> text = base::read_file(file);
  if (!text) return text.error();
  WordSet words;
  for (std::string_view line : base::split(*text, '\n')) {
    line = base::trim(line.substr(0, line.find('#')));
    if (!line.empty()) words.emplace(line);
  }
  return words;
}

}  // namespace

Result<Forms> Forms::open(const fs::path& folder) { return open(folder, "en", {}); }

Result<Forms> Forms::open(const fs::path& folder, std::string_view language, FunctionWords function_words) {
  Forms forms;
  forms.words_ = std::move(function_words);
  for (const fs::path& file : files_with(folder / "words", ".txt")) {
    Result<WordSet> words = read_list(file);
    if (!words) return words.error();
    forms.lists_[file.stem().string()] = std::move(*words);
  }
  Result<toml::table> contexts = parse_toml(folder / "contexts.toml");
  if (!contexts) return contexts.error();
  for (const auto& [context, words] : *contexts) {
    if (!words.as_array()) continue;
    for (const auto& word : *words.as_array()) {
      forms.contexts_[word.value_or(std::string())].emplace_back(context.str());
    }
  }
  for (const std::string_view name : kEventTypeNames) {
    const std::string lower = base::to_lower_ascii(name);
    Result<toml::table> common = parse_toml(folder / lower / "type.toml");
    if (!common) return common.error();
    const WordSet& prepositions = forms.list("prepositions");
    Form ground;
    ground.type = *event_type(name);
    Result<Form> base_form =
        FormFile(folder / lower / "type.toml", *common, prepositions, language, forms.words_).read(ground);
    if (!base_form) return base_form.error();
    base_form->examples.clear();
    for (const fs::path& file : files_with(folder / lower, ".toml")) {
      if (file.filename() == "type.toml") continue;
      Result<toml::table> table = parse_toml(file);
      if (!table) return table.error();
      if ((*table)["type"].value_or(std::string()) != name)
        return malformed(file, "its type is not " + std::string(name));
      Result<Form> form = FormFile(file, *table, prepositions, language, forms.words_).read(*base_form);
      if (!form) return form.error();
      form->id = lower + "." + file.stem().string();
      for (const Pattern& pattern : form->patterns) {
        for (const auto* parts : {&pattern.subject, &pattern.parts}) {
          for (const Part& part : *parts) {
            if (!part.word_class.empty() && !forms.lists_.contains(part.word_class)) {
              return malformed(file, "no list words/" + part.word_class + ".txt for \"" + pattern.text + '"');
            }
          }
        }
      }
      forms.forms_.push_back(std::move(*form));
    }
  }
  forms.learn_words();
  for (std::uint32_t f = 0; f < forms.forms_.size(); ++f) {
    const auto& patterns = forms.forms_[f].patterns;
    for (std::uint32_t p = 0; p < patterns.size(); ++p) {
      for (const std::string& head : patterns[p].heads) {
        forms.index_[static_cast<std::size_t>(patterns[p].kind)][head].push_back({f, p});
      }
    }
  }
  return forms;
}

void Forms::learn_words() {
  for (const std::string& line : list("irregular")) {
    const auto words = base::split_words(line);
    if (words.size() == 2) irregular_[std::string(words[0])] = words[1];
  }
  for (const std::string& line : list("numbers")) {
    const auto words = base::split_words(line);
    if (words.size() == 2) numbers_[std::string(words[0])] = std::atoll(std::string(words[1]).c_str());
  }
  for (const auto& [name, words] : lists_) {
    const bool of_words = name != "irregular" && name != "numbers" && name != "person_endings";
    if (of_words) known_.insert(words.begin(), words.end());
  }
  for (const Form& form : forms_) {
    for (const Pattern& pattern : form.patterns) {
      known_.insert(pattern.heads.begin(), pattern.heads.end());
      for (const Part& part : pattern.parts) known_.insert(part.words.begin(), part.words.end());
    }
  }
}

namespace {

// What `form` may be an inflection of, the likeliest first: "stopped" of "stop", "urged" of "urge", "tries" of "try".
std::vector<std::string> stems_of(std::string_view form, bool verb) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view suffix, std::string_view ending) {
    if (form.size() > suffix.size() + 2 && form.ends_with(suffix)) {
      out.push_back(std::string(form.substr(0, form.size() - suffix.size())) + std::string(ending));
    }
  };
  const auto add_doubled = [&](std::string_view suffix) {
    if (form.size() < suffix.size() + 4 || !form.ends_with(suffix)) return;
    const std::string_view stem = form.substr(0, form.size() - suffix.size());
    if (stem[stem.size() - 1] == stem[stem.size() - 2]) out.emplace_back(stem.substr(0, stem.size() - 1));
  };
  add("ies", "y");
  if (verb) {
    add("ied", "y");
    add("ed", "");
    add("d", "");
    add_doubled("ed");
    add("ing", "");
    add("ing", "e");
    add_doubled("ing");
  }
  add("es", "");
  add("s", "");
  return out;
}

}  // namespace

std::optional<std::int64_t> Forms::number(std::string_view word) const {
  const auto found = numbers_.find(word);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

std::string_view Forms::lemma(std::string_view form, std::string_view read_lemma, bool verb, bool past) const {
  if (words_.foreign()) return read_lemma;
  if (past) {
    if (const auto found = irregular_.find(form); found != irregular_.end()) return found->second;
  }
  const bool inflected = verb && read_lemma == form && (form.ends_with("ing") || form.ends_with("ed"));
  if (!inflected && known_.contains(read_lemma)) return read_lemma;
  for (const std::string& stem : stems_of(form, verb)) {
    if (const auto found = known_.find(stem); found != known_.end()) return *found;
  }
  if (verb) {
    if (const auto found = irregular_.find(form); found != irregular_.end()) return found->second;
  }
  return read_lemma;
}

std::span<const Forms::Entry> Forms::patterns_of(Pattern::Kind kind, std::string_view word) const {
  const auto& index = index_[static_cast<std::size_t>(kind)];
  const auto found = index.find(word);
  if (found == index.end()) return {};
  return found->second;
}

const WordSet& Forms::list(std::string_view name) const {
  static const WordSet kNone;
  const auto found = lists_.find(name);
  return found == lists_.end() ? kNone : found->second;
}

bool Forms::listed(std::string_view name, std::string_view word) const { return list(name).contains(word); }

}  // namespace annals::lexicon
