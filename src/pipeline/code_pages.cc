// Pages are read in batches by the calling thread; the threads of a batch take its pages one by one; results are handed
// over in the order of the input. So the order of threads reaches nothing, and no more than a batch is in memory.
#include <atomic>
#include <optional>
#include <thread>

#include "annals/pipeline.h"

namespace annals {
namespace {

constexpr std::size_t kPagesPerThread = 16;
constexpr std::size_t kBatchBytes = 64 << 20;

struct Slot {
  Result<Page> page;
  std::optional<Result<CodedDocument>> coded;  // empty until its turn
};

class Batch {
 public:
  Batch(const Pipeline& pipeline, std::size_t threads, const CodeRun& run)
      : pipeline_(pipeline), threads_(threads), run_(run) {}

  // False when the run is to end.
  bool add(Result<Page> page) {
    if (page && run_.wanted && !run_.wanted(*page)) return true;
    bytes_ += page ? page->bytes.size() : 0;
    slots_.push_back({std::move(page), std::nullopt});
    const bool full = slots_.size() >= threads_ * kPagesPerThread || bytes_ >= kBatchBytes;
    return full ? finish() : true;
  }

  bool finish() {
    code();
    bool go_on = true;
    for (std::size_t i = 0; i < slots_.size() && go_on; ++i) {
      go_on = run_.take(slots_[i].page ? &*slots_[i].page : nullptr, std::move(*slots_[i].coded));
    }
    slots_.clear();
    bytes_ = 0;
    return go_on;
  }

 private:
  void code() {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t i = next++; i < slots_.size(); i = next++) code(slots_[i]);
    };
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < std::min(threads_, slots_.size()); ++i) helpers.emplace_back(work);
    work();
  }

  void code(Slot& slot) const {
    slot.coded.emplace(slot.page ? pipeline_.code(*slot.page) : Result<CodedDocument>(slot.page.error()));
    Result<CodedDocument>& coded = *slot.coded;
    if (!coded && slot.page && coded.error().source.empty()) coded.error().source = slot.page->path;
  }

  const Pipeline& pipeline_;
  const std::size_t threads_;
  const CodeRun& run_;
  std::vector<Slot> slots_;
  std::size_t bytes_ = 0;
};

}  // namespace

void code_pages(const Pipeline& pipeline, const std::vector<std::string>& inputs, const InputOptions& options,
                std::size_t threads, const CodeRun& run) {
  Batch batch(pipeline, std::max<std::size_t>(threads, 1), run);
  bool go_on = true;
  read_pages(inputs, options, [&](Result<Page> page) { return go_on = batch.add(std::move(page)); });
  if (go_on) batch.finish();
}

}  // namespace annals
