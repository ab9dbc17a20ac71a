// The learned coder: which words of a document head an act, of which type, mode and status, and which words are its
// parties, its speaker, its place and time, by a neural model that was taught with hand-coded texts (train/coder).
//
//   Result<Learned> learned = Learned::open(data / "models" / "coder.en.safetensors");
//   std::vector<Finding> findings = learned->read(document);
//
// Immutable: any number of threads may use one at the same time.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "annals/error.h"
#include "annals/ontology.h"
#include "base/weights.h"
#include "model/model.h"

namespace annals::extract {

enum class Part : std::uint8_t { actor, recipient, speaker, place, time };
inline constexpr std::size_t kParts = 5;
inline constexpr std::array<std::string_view, kParts> kPartNames = {"actor", "recipient", "speaker", "place", "time"};

// A word that plays a part in an act; it may stand in another sentence than the act.
struct PartWord {
  Part part = Part::actor;
  std::uint32_t sentence = 0;
  std::uint32_t token = 0;
  float chance = 0;
  float score = 0;  // what `chance` is the chance of
};

// A word that may head an act. All numbers are chances in [0, 1].
struct Finding {
  std::uint32_t sentence = 0;
  std::uint32_t token = 0;
  std::array<float, kEventTypeNames.size()> types{};
  std::array<float, kEventTypeNames.size()>
      scores{};  // what `types` are the chances of: above 0 where likelier than not
  std::array<float, kStatusNames.size()> statuses{};  // their sum is 1
  std::array<float, kModes.size()> modes{};           // in the order of kModes
  std::vector<PartWord> parts;                        // those that are not unlikely
  std::vector<float> vector;                          // what like acts have alike; filled where it is asked for
};

// An act of the texts that the coder learned from.
struct LabelledCase {
  std::string_view code;      // "CONSULT meeting, planned: will meet"
  std::string_view sentence;  // one of ours (eval/events)
  float likeness = 0;         // the cosine of the two vectors
};

class Learned {
 public:
  // Errors: as Model::open; Malformed when the file lacks a head that a coder has.
  static Result<Learned> open(const std::filesystem::path& path);

  // Words with some type at least as likely as `kFloor`, in text order.
  static constexpr float kFloor = 0.05f;
  std::vector<Finding> read(const Document& document, bool vectors = false) const;

  // The labelled cases most like a finding that has its vector, the likest first.
  std::vector<LabelledCase> nearest(const Finding& finding, std::size_t count) const;

  // How likely an act of this type must be, as the weights say: to be told alone; to be told where a form finds it too.
  float threshold(EventType type) const { return thresholds_[static_cast<std::size_t>(type)]; }
  float threshold_beside_form(EventType type) const { return beside_forms_[static_cast<std::size_t>(type)]; }

  // What the words about an act say of its mode: coder.XX.modes.tsv beside the weights; empty without that file.
  const base::Weights& modes() const { return modes_; }

  // How often claims that were found like this one are right: calibrated on texts that taught nothing.
  double confidence(const Finding& finding, EventType type, bool by_form_too) const;

 private:
  explicit Learned(model::Model model) : model_(std::move(model)) {}
  Result<Done> read_facts();
  Result<Done> read_thresholds(std::string_view fact, std::array<float, kEventTypeNames.size()>& out) const;
  void read_window(const Document& document, const std::vector<model::Words>& words,
                   const std::vector<std::uint32_t>& sentences, std::size_t first_own, bool vectors,
                   model::Workspace& workspace, std::vector<Finding>& out) const;
  Result<Done> read_cases();

  model::Model model_;
  std::array<float, kEventTypeNames.size()> thresholds_{}, beside_forms_{};
  std::array<float, 3> calibration_{};  // of a claim's score: added, multiplied by, added where a form found it too
  std::array<std::size_t, kModes.size()> mode_label_{};  // of the head's labels
  base::Weights modes_;
  std::vector<LabelledCase> cases_;
  std::span<const std::int8_t> case_vectors_;  // of `case_width_` each, times 127
  std::size_t case_width_ = 0;
  std::span<const float> stances_, tags_;  // what a word's place in the tree and its tag add: rows of parts
};

}  // namespace annals::extract
