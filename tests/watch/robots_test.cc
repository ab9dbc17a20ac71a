#include "watch/robots.h"

#include <doctest/doctest.h>

using annals::watch::Robots;

TEST_CASE("the longest rule of the agent's own group decides, and of two as long the one that allows") {
  const Robots robots = Robots::read(
      "# ours\nUser-agent: Annals/0.1\nUser-agent: other\nDisallow: /private\nAllow: /private/press\nDisallow: "
      "/*.pdf$\n"
      "Crawl-delay: 5\nAllow: /same\nDisallow: /same\n\nUser-agent: *\nDisallow: /\n",
      "annals");
  CHECK(robots.allows("/"));
  CHECK_FALSE(robots.allows("/private/a"));
  CHECK(robots.allows("/private/press/1"));
  CHECK_FALSE(robots.allows("/deep/report.pdf"));
  CHECK(robots.allows("/deep/report.pdf?page=2"));
  CHECK(robots.allows("/same"));
  CHECK(robots.delay_seconds() == 5.0);
}

TEST_CASE("who has no group of his own is of the group of all; who has one is not") {
  const char* text = "User-agent: *\nDisallow: /news\n\nUser-agent: annals\nDisallow:\n";
  CHECK(Robots::read(text, "annals").allows("/news/1"));
  CHECK_FALSE(Robots::read(text, "somebody").allows("/news/1"));
  CHECK(Robots::read("", "annals").allows("/news/1"));
  CHECK_FALSE(Robots::nothing().allows("/"));
}

TEST_CASE("groups of one agent that stand apart are one, and lines that are no rules change nothing") {
  const Robots robots = Robots::read(
      "Sitemap: x\nUser-agent: annals\nDisallow: /a\nnonsense\n\nUser-agent: b\nDisallow: /\nUser-agent: "
      "ANNALS\nDisallow: /c\n",
      "annals");
  CHECK_FALSE(robots.allows("/a"));
  CHECK(robots.allows("/b"));
  CHECK_FALSE(robots.allows("/c"));
}

TEST_CASE("a pattern of many stars takes no longer than the path") {
  std::string stars, path = "/";
  for (int i = 0; i < 2000; ++i) stars += "*a";
  path += std::string(20000, 'a');
  const Robots robots = Robots::read("User-agent: *\nDisallow: /" + stars + "b\n", "annals");
  CHECK(robots.allows(path));
}
