// Under the name that this room knows it by.
#pragma once

#include "base/json_writer.h"

namespace annals::store {
using base::json_list;
using base::JsonWriter;
}  // namespace annals::store
