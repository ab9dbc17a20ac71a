// What a page rests on by its own words and by whose text it prints: an agency, a copy, those that it credits. Which
// page of an outlet is meant is told by the days and by the names that both speak of.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "link/page_words.h"
#include "link/press.h"
#include "link/sourcing.h"

namespace annals::link {

constexpr Day kSameNews = 10;  // days between a page and the one it has its news from

constexpr std::size_t kCandidates = 64;  // pages of one outlet that are looked at, the latest first

// The share of a text that makes it a copy.
constexpr double kCopied = 0.5;

class Supports {
 public:
  explicit Supports(Press& press) : press_(press) {}

  // Without roots, but for those that the page itself names. Empty: its own, or it rests on a statement.
  std::vector<Support> of(std::uint32_t page);
  // What that asked for, each outlet once.
  const std::vector<Sought>& sought() const { return sought_; }
  // The pages of the outlet that it may be.
  std::vector<std::uint32_t> candidates(Hash outlet, std::uint32_t page);
  // Whether `other`, one of those but not what was found, would be if it were looked at anew.
  bool is_nearer(std::uint32_t other, std::uint32_t page, const Sought& sought);

 private:
  const Article& article(std::uint32_t page) { return press_.article(page); }
  const PageWords& words(std::uint32_t page);
  std::size_t likeness(std::uint32_t a, std::uint32_t b);
  std::size_t shared_clusters(std::uint32_t a, std::uint32_t b);
  std::uint32_t page_of(const std::string& source, std::uint32_t page);
  Support support(std::uint32_t page, std::uint32_t parent, std::string source, std::string kind, std::string why);
  bool add_agency(std::uint32_t page);
  bool add_copy(std::uint32_t page);
  void add_credits(std::uint32_t page);
  void add_credit(std::uint32_t page, const CreditWords& credit);
  void add_post(std::uint32_t page, const CreditWords& credit);
  void set_root(const std::string& source, const std::string& root);
  void settle_main();
  bool is_source(std::uint32_t page, const CreditWords& credit);

  Press& press_;
  std::vector<Support> found_;  // of the page that is looked at
  std::vector<Sought> sought_;
  std::unordered_map<std::uint32_t, PageWords> words_;  // looked up only: its order goes nowhere
};

// A support that is not yet led to its root.
Support support_of(const Article& article, std::string source, std::string kind, std::string why);

}  // namespace annals::link
