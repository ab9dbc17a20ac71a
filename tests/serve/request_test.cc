#include "serve/request.h"

#include <doctest/doctest.h>

#include <set>

#include "base/files.h"
#include "serve/routes.h"

using namespace annals;
using namespace annals::serve;

TEST_CASE("a target is taken apart, decoded") {
  const auto target = read_target("/api/v1/events/a%2Fb?q=two+words%21&type=A&type=B&empty&=x");
  REQUIRE(target);
  CHECK(target->segments == std::vector<std::string>{"api", "v1", "events", "a/b"});
  CHECK(target->value("q") == "two words!");
  CHECK(target->values("type") == std::vector<std::string>{"A", "B"});
  CHECK(target->value("empty") == "");
  CHECK_FALSE(target->value("none"));
}

TEST_CASE("what is no address of UTF-8 without NUL is none") {
  for (const char* bad :
       {"", "*", "http://a/", "a", "/%", "/%4", "/%zz", "/%00", "/%ff", "/?q=%00", "/?q=%c3%28", "/?%=1"}) {
    CHECK_MESSAGE(!read_target(bad), bad);
  }
  CHECK(read_target("/"));
  CHECK(read_target("/?"));
  CHECK(read_target("/?&&=&"));
}

TEST_CASE("a header names what it accepts unless its weight is nothing") {
  CHECK(accepts("gzip, deflate;q=0.5", "deflate"));
  CHECK_FALSE(accepts("gzip;q=0, deflate", "gzip"));
  CHECK_FALSE(accepts("gzip;q=0.000", "gzip"));
  CHECK_FALSE(accepts("xgzip", "gzip"));
  CHECK(accepts("TEXT/CSV ; charset=utf-8", "text/csv"));
}

TEST_CASE("numbers keep to their bounds") {
  CHECK(read_number("17", 1, 20) == 17);
  for (const char* bad : {"", "0", "21", "-1", "1x", " 1", "1e1", "99999999999999999999"})
    CHECK_FALSE(read_number(bad, 1, 20));
  CHECK(read_degrees("-12.5") == -12.5);
  for (const char* bad : {"", "nan", "inf", "1e5", "1,5"}) CHECK_FALSE(read_degrees(bad));
}

TEST_CASE("any bytes survive base64url, and only what it made is read") {
  std::string all;
  for (int length = 0; length < 300; ++length) {
    CHECK(decode_base64url(encode_base64url(all)) == all);
    all += static_cast<char>(length * 7);
  }
  for (const char* bad : {"A", "AB=", "A B", "AB", "////"}) CHECK_FALSE(decode_base64url(bad));
}

TEST_CASE("every route finds itself, and docs/openapi.json describes it") {
  const std::string text = *base::read_file(std::string(ANNALS_SOURCE_DIR) + "/docs/openapi.json");
  std::set<std::string_view> paths;
  for (const Route& route : routes()) {
    const auto target = read_target(route.path);  // braces stand for themselves: a segment like any other
    REQUIRE(target);
    const FoundRoute found = find_route(route.method, target->segments);
    REQUIRE(found.route != nullptr);
    CHECK(found.route->path == route.path);
    if (!route.path.starts_with("/api/")) continue;
    paths.insert(route.path);
    CHECK_MESSAGE(text.find("\n    \"" + std::string(route.path) + "\": {") != std::string::npos, route.path);
  }
  // No more are described than there are.
  std::size_t described = 0;
  for (std::size_t at = 0; (at = text.find("\n    \"/api/v1/", at)) != std::string::npos; ++at) ++described;
  CHECK(described == paths.size());
}

TEST_CASE("only GET is without consequences, and what has some wants the token") {
  for (const Route& route : routes()) CHECK((route.method == "GET") != route.review);
}
