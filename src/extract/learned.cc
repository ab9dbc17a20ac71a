#include "extract/learned.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text.h"

namespace annals::extract {
namespace {

// The windows are the ones that train/coder/teach.py measures with.
constexpr std::size_t kMostOwn = 150;      // pieces of the sentences that a window asks about
constexpr std::size_t kContext = 2;        // sentences read before them
constexpr std::size_t kLongTitle = 60;     // pieces; the first sentence is read with every window, unless it is longer
constexpr std::size_t kLongContext = 120;  // pieces
// Of a document; forms read the rest. With what the reader takes before it, that is a second of CPU (parse/limits.h).
constexpr std::size_t kMostWords = 3000;
constexpr float kLeastPart = -4;  // a score: a chance of a fiftieth

// How a word stands to the word that heads an act, as train/coder/examples.py counts it.
constexpr std::size_t kRelations = kDeprelNames.size();
constexpr std::size_t kBefore = 0, kAfter = 1, kItself = 2, kBelow = 3, kAbove = kBelow + kRelations,
                      kBeside = kAbove + kRelations, kTwoBelow = kBeside + kRelations, kFar = kTwoBelow + kRelations;
constexpr int kFarthest = 6;
constexpr std::size_t kStances = kFar + kFarthest - 1;

int head_of(const Sentence& sentence, int token) { return sentence.tokens[static_cast<std::size_t>(token)].head; }

// How the words of a sentence stand to one of them.
class Stances {
 public:
  Stances(const Sentence& sentence, std::uint32_t of)
      : sentence_(sentence), of_(static_cast<int>(of)), above_(sentence.tokens.size(), -1) {
    int steps = 0;
    for (int at = of_; at >= 0; at = head_of(sentence, at)) above_[static_cast<std::size_t>(at)] = steps++;
  }

  std::size_t of(std::uint32_t word) const {
    const int w = static_cast<int>(word);
    if (w == of_) return kItself;
    if (head_of(sentence_, w) == of_) return kBelow + relation(w);
    if (head_of(sentence_, of_) == w) return kAbove + relation(of_);
    const int head = head_of(sentence_, w);
    if (head >= 0 && head == head_of(sentence_, of_)) return kBeside + relation(w);
    if (head >= 0 && head_of(sentence_, head) == of_) return kTwoBelow + relation(w);
    return kFar + static_cast<std::size_t>(std::max(distance(w), 2) - 2);
  }

 private:
  std::size_t relation(int token) const {
    return static_cast<std::size_t>(sentence_.tokens[static_cast<std::size_t>(token)].deprel);
  }

  // Steps along the tree, no more than `kFarthest` told apart.
  int distance(int word) const {
    int steps = 0;
    for (int at = word; at >= 0 && steps < kFarthest; at = head_of(sentence_, at), ++steps) {
      const int above = above_[static_cast<std::size_t>(at)];
      if (above >= 0) return std::min(kFarthest, steps + above);
    }
    return kFarthest;
  }

  const Sentence& sentence_;
  const int of_;
  std::vector<int> above_;  // steps up from the word itself; -1: not above it
};

template <typename Names>
bool same_labels(const std::vector<std::string>& labels, const Names& names) {
  return std::equal(labels.begin(), labels.end(), names.begin(), names.end());
}

Error malformed(const std::string& message) { return {ErrorKind::Malformed, message}; }

}  // namespace

Result<Learned> Learned::open(const std::filesystem::path& path) {
  auto model = model::Model::open(path);
  if (!model) return model.error();
  Learned out(std::move(*model));
  if (auto facts = out.read_facts(); !facts) {
    Error error = facts.error();
    error.source = path.string();
    return error;
  }
  auto modes = base::Weights::open(std::filesystem::path(path).replace_extension(".modes.tsv"));
  if (modes) {
    out.modes_ = std::move(*modes);
  } else if (modes.error().kind != ErrorKind::NotFound) {
    return modes.error();
  }
  return out;
}

Result<Done> Learned::read_facts() {
  const model::Head* act = model_.head("act");
  const model::Head* status = model_.head("status");
  const model::Head* mode = model_.head("mode");
  const model::PairHead* part = model_.pair();
  if (!act || !status || !mode || !part) return malformed("the coder's weights lack a head");
  if (!same_labels(act->labels, kEventTypeNames) || !same_labels(status->labels, kStatusNames) ||
      !same_labels(part->labels, kPartNames)) {
    return malformed("the coder's weights know other types, statuses or parts than this program");
  }
  for (std::size_t i = 0; i < kModes.size(); ++i) {
    const std::string name = std::string(to_string(kModes[i].type)) + ' ' + std::string(kModes[i].mode);
    const auto found = std::find(mode->labels.begin(), mode->labels.end(), name);
    if (found == mode->labels.end()) return malformed("the coder's weights lack the mode " + name);
    mode_label_[i] = static_cast<std::size_t>(found - mode->labels.begin());
  }
  const auto stances = model_.table("head.part.stance", {kStances, kParts});
  if (!stances) return stances.error();
  const auto tags = model_.table("head.part.tag", {kUposNames.size(), kParts});
  if (!tags) return tags.error();
  stances_ = *stances;
  tags_ = *tags;
  const auto calibration = nlohmann::json::parse(model_.fact("calibration"), nullptr, false);
  if (!calibration.is_array() || calibration.size() != calibration_.size()) {
    return malformed("the coder's weights do not say how sure its scores are");
  }
  for (std::size_t i = 0; i < calibration_.size(); ++i) {
    if (!calibration[i].is_number()) return malformed("the coder's weights do not say how sure its scores are");
    calibration_[i] = calibration[i].get<float>();
  }
  if (auto cases = read_cases(); !cases) return cases;
  if (auto read = read_thresholds("thresholds", thresholds_); !read) return read;
  return read_thresholds("thresholds_beside_forms", beside_forms_);
}

Result<Done> Learned::read_thresholds(std::string_view fact, std::array<float, kEventTypeNames.size()>& out) const {
  const auto thresholds = nlohmann::json::parse(model_.fact(fact), nullptr, false);
  for (std::size_t i = 0; i < kEventTypeNames.size(); ++i) {
    const auto found = thresholds.is_object() ? thresholds.find(kEventTypeNames[i]) : thresholds.end();
    if (!thresholds.is_object() || found == thresholds.end() || !found->is_number()) {
      return malformed("the coder's weights do not say how likely each type must be");
    }
    out[i] = found->get<float>();
  }
  return Done{};
}

// Lines "code<tab>sentence", and a vector each.
Result<Done> Learned::read_cases() {
  const auto text = model_.text("cases");
  if (!text) return text.error();
  for (const std::string_view line : base::split(*text, '\n')) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    cases_.push_back({line.substr(0, tab), line.substr(tab + 1), 0});
  }
  if (cases_.empty()) return malformed("the coder's weights hold no labelled case");
  const std::string_view width = model_.fact("part_width");
  std::from_chars(width.data(), width.data() + width.size(), case_width_);
  const auto vectors = model_.small_table("cases.vectors", {cases_.size(), case_width_});
  if (!vectors) return vectors.error();
  case_vectors_ = *vectors;
  return Done{};
}

std::vector<LabelledCase> Learned::nearest(const Finding& finding, std::size_t count) const {
  float length = 0;
  for (const float x : finding.vector) length += x * x;
  if (finding.vector.size() != case_width_ || length <= 0) return {};
  std::vector<LabelledCase> out = cases_;
  for (std::size_t i = 0; i < out.size(); ++i) {
    float dot = 0;
    for (std::size_t d = 0; d < case_width_; ++d) {
      dot += finding.vector[d] * static_cast<float>(case_vectors_[i * case_width_ + d]);
    }
    out[i].likeness = dot / (127 * std::sqrt(length));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const LabelledCase& a, const LabelledCase& b) { return a.likeness > b.likeness; });
  out.resize(std::min(count, out.size()));
  return out;
}

double Learned::confidence(const Finding& finding, EventType type, bool by_form_too) const {
  const float score = finding.scores[static_cast<std::size_t>(type)];
  return model_.chance(calibration_[0] + calibration_[1] * score + (by_form_too ? calibration_[2] : 0.0f));
}

std::vector<Finding> Learned::read(const Document& document, bool vectors) const {
  std::vector<Finding> out;
  const auto& sentences = document.sentences;
  std::vector<model::Words> words;
  words.reserve(sentences.size());
  for (const Sentence& sentence : sentences) {
    std::vector<std::string_view> forms;
    for (const Token& token : sentence.tokens) forms.push_back(token.form);
    words.push_back(model_.split(forms));
  }
  const std::size_t room = model_.longest_window();
  const auto cost = [&](std::size_t s) { return words[s].pieces.size(); };
  model::Workspace workspace;
  std::size_t asked = 0;
  for (std::size_t at = 0, end = 0; at < sentences.size() && asked < kMostWords; at = end) {
    std::size_t used = 0;
    while (end < sentences.size() && (end == at || used + cost(end) <= kMostOwn)) used += cost(end++);
    std::size_t left = room > used ? room - used : 0;
    const bool title = at > 0 && cost(0) <= std::min(kLongTitle, left);
    if (title) left -= cost(0);
    std::size_t from = at;
    while (from > (title ? 1 : 0) && at - from < kContext && cost(from - 1) <= std::min(left, kLongContext)) {
      left -= cost(--from);
    }
    for (std::size_t s = at; s < end; ++s) asked += words[s].size();
    std::vector<std::uint32_t> numbers;
    if (title) numbers.push_back(0);
    for (std::size_t s = from; s < end; ++s) numbers.push_back(static_cast<std::uint32_t>(s));
    read_window(document, words, numbers, numbers.size() - (end - at), vectors, workspace, out);
  }
  return out;
}

void Learned::read_window(const Document& document, const std::vector<model::Words>& words,
                          const std::vector<std::uint32_t>& sentences, std::size_t first_own, bool vectors,
                          model::Workspace& workspace, std::vector<Finding>& out) const {
  struct Where {
    std::uint32_t sentence, token;
  };
  model::Words window;
  std::vector<Where> where;
  std::size_t own = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (i == first_own) own = where.size();
    const model::Words& those = words[sentences[i]];
    std::size_t last = 0;  // what does not fit the window is not read
    while (last < those.size() && window.pieces.size() + those.pieces_of(0, last + 1) <= model_.longest_window())
      ++last;
    window.append(those, 0, last);
    for (std::uint32_t t = 0; t < last; ++t) where.push_back({sentences[i], t});
  }
  if (own == where.size()) return;
  const model::Reading reading = model_.read(window, std::vector<model::Window>{{0, where.size()}}, workspace);
  const model::Head& act = *model_.head("act");
  const model::Head& status = *model_.head("status");
  const model::Head& mode = *model_.head("mode");
  std::vector<float> parts;
  for (std::size_t i = own; i < where.size(); ++i) {
    Finding finding{where[i].sentence, where[i].token, {}, {}, {}, {}, {}, {}};
    const auto types = reading.scores(act, i);
    if (*std::max_element(types.begin(), types.end()) < -3.0f) continue;  // below kFloor by far
    std::copy(types.begin(), types.end(), finding.scores.begin());
    for (std::size_t t = 0; t < types.size(); ++t) finding.types[t] = model_.chance(types[t]);
    if (*std::max_element(finding.types.begin(), finding.types.end()) < kFloor) continue;
    for (std::size_t s = 0; s < finding.statuses.size(); ++s) {
      finding.statuses[s] = model_.probability(reading, status, i, s);
    }
    const auto modes = reading.scores(mode, i);
    for (std::size_t m = 0; m < kModes.size(); ++m) finding.modes[m] = model_.chance(modes[mode_label_[m]]);
    model_.pairs(reading, i, 0, where.size(), workspace, parts);
    const Stances stances(document.sentences[finding.sentence], finding.token);
    for (std::size_t w = 0; w < where.size(); ++w) {
      const std::size_t stands =
          where[w].sentence == finding.sentence ? stances.of(where[w].token) : (w < i ? kBefore : kAfter);
      const auto tag = static_cast<std::size_t>(document.sentences[where[w].sentence].tokens[where[w].token].upos);
      for (std::size_t p = 0; p < kParts; ++p) {
        const float score = parts[w * kParts + p] + stances_[stands * kParts + p] + tags_[tag * kParts + p];
        if (score < kLeastPart) continue;
        finding.parts.push_back({static_cast<Part>(p), where[w].sentence, where[w].token, model_.chance(score), score});
      }
    }
    if (vectors) {
      const auto vector = model_.pair_vector(reading, i);
      finding.vector.assign(vector.begin(), vector.end());
    }
    out.push_back(std::move(finding));
  }
}

}  // namespace annals::extract
