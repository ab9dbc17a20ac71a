// An HTTP answer as archives keep it: header fields, chunks, content codings.
#include "acquire/http.h"

#include "acquire/limits.h"
#include "door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annals;
  const auto answer = acquire::read_http(fuzz::bytes_of(data, size));
  if (!answer) return 0;
  for (const auto& field : answer->fields.fields) (void)acquire::media_type(field.value);
  const auto payload = acquire::payload_of(*answer);
  if (payload) fuzz::must(payload->bytes.size() <= acquire::kMaxPageBytes, "a payload keeps to its limit");
  return 0;
}
