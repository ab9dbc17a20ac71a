// The description of the API: docs/openapi.json, built in.
#include "serve/routes.h"

namespace annals::serve {
namespace {

constexpr char kText[] =
#include "openapi.inc"
    ;

}  // namespace

Reply run_openapi(const Context&) { return serve::json(std::string(kText, sizeof kText - 1)); }

}  // namespace annals::serve
