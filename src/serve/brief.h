// Parts of answers that several routes give.
#pragma once

#include <string>
#include <string_view>

#include "annals/event.h"
#include "annals/snapshot.h"
#include "base/json_writer.h"

namespace annals::serve {

using base::JsonWriter;

// What a list shows of an event: it needs only the first of its claims.
void write_brief(JsonWriter& json, const Event& event);
void write_time(JsonWriter& json, const TimeInterval& time);  // from, to, precision and the same in words
void write_actor(JsonWriter& json, const Actor& actor);       // id, name, kind, country ...
void write_document_head(JsonWriter& json, const Snapshot::DocumentRow& row);

// Days since 1970, or null.
void write_day_number(JsonWriter& json, const std::optional<sys_days>& day);

// An object that ends here goes on: `json` without its last bracket, then a comma.
std::string opened(std::string json);

}  // namespace annals::serve
