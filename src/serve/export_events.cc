// All events of a filter, whole, sent while they are read: memory holds a piece at a time.
#include "annals/export.h"
#include "annals/json.h"
#include "serve/brief.h"
#include "serve/listing.h"
#include "serve/table.h"

namespace annals::serve {
namespace {

class EventStream final : public Stream {
 public:
  EventStream(Engine::Borrowed store, std::shared_ptr<const Snapshot> record, std::vector<std::uint32_t> rows,
              Format format)
      : store_(std::move(store)), record_(std::move(record)), rows_(std::move(rows)), format_(format) {}

  Next next(std::string& out) override {
    constexpr std::size_t kPiece = 32 << 10;
    if (at_ == 0 && format_ == Format::csv) {
      for (const ExportColumn& column : csv_columns(ExportWhat::events)) {
        out += (out.empty() ? "" : ",") + std::string(column.name);
      }
      out += '\n';
    }
    while (at_ < rows_.size() && out.size() < kPiece) {
      const Result<Event> event = (*store_).event(record_->events[rows_[at_++]].id, SIZE_MAX);
      if (!event && event.error().kind == ErrorKind::NotFound) continue;  // another took its place since
      if (!event) return Next::end;
      out += format_ == Format::csv ? csv_line(*event) : to_json(*event) + '\n';
    }
    return at_ < rows_.size() ? Next::more : Next::end;
  }

 private:
  Engine::Borrowed store_;
  std::shared_ptr<const Snapshot> record_;
  std::vector<std::uint32_t> rows_;
  Format format_;
  std::size_t at_ = 0;
};

}  // namespace

Reply export_events(const Context& context, Format format) {
  const Result<Question> question = read_question(context);
  if (!question) return problem(question.error());
  Result<Engine::Borrowed> store = context.engine.borrow();
  if (!store) return problem(store.error());
  if (Result<Done> reading = (**store).begin_reading(); !reading) return problem(reading.error());
  auto stream =
      std::make_shared<EventStream>(std::move(*store), context.shared, context.snapshot.select(*question), format);
  return {200, std::string(type_of(format)), "", {{"Content-Disposition", file_name("events", format)}}, stream, false};
}

}  // namespace annals::serve
