// Families of copies and the wires they come from, filed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "annals/ledger.h"
#include "link/copies_records.h"
#include "link/copies_sources.h"

namespace annals::link {

// Which sources some document credits, and which are outlets of some.
class FiledSources {
 public:
  explicit FiledSources(Ledger& ledger) : ledger_(ledger) {}

  bool is_credited(const std::string& source) { return !find(source).spelling.empty(); }
  std::string spelling(const std::string& source) { return find(source).spelling; }
  std::string wire_of(const Article& article);
  // False where these articles change what others come from: they credit an outlet that nobody credited before, or
  // spell a wire in a way that sorts before the ones known.
  bool add(const std::vector<const Article*>& articles);

 private:
  struct Source {
    std::string spelling;
    bool is_outlet = false;
  };
  Source find(const std::string& source);
  void put(const std::string& source, const Source& what);

  Ledger& ledger_;
  std::map<std::string, Source> known_;
};

class FiledFamilies {
 public:
  FiledFamilies(Ledger& ledger, Holdings& holdings) : ledger_(ledger), holdings_(holdings), sources_(ledger) {}

  FiledSources& sources() { return sources_; }
  std::string root(std::uint32_t document);
  // Couples that came to be of one family, and that ceased to be; copies are filed as they are now. Adds to `changed`
  // whose root may be another one.
  void change(const std::vector<Couple>& joined, const std::vector<Couple>& parted, std::set<std::uint32_t>& changed);
  // Files documents and their families from nothing, each in the order of publication.
  void file(std::span<const std::uint32_t> documents, std::span<const std::vector<std::uint32_t>> families);

 private:
  struct Family {
    std::uint32_t label = 0;
    std::uint32_t size = 1;
    std::uint32_t first = 0;              // in the order of publication
    std::uint32_t credits = kNoDocument;  // the first that has a wire
    std::string wire;                     // that one's
  };
  struct Member {
    std::uint32_t label = 0;
    std::string wire;
  };
  std::optional<Member> find_member(std::uint32_t document);
  Family family_of(std::uint32_t document);  // of itself alone where it has no other
  std::string root_of(const Family& family);
  std::string wire_of(std::uint32_t document);
  std::vector<std::uint32_t> members_of(const Family& family);
  void put_family(const Family& family);
  void put_member(std::uint32_t document, const Member& member);
  void join(Couple couple, std::set<std::uint32_t>& changed);
  bool are_connected(Couple couple);
  std::vector<std::uint32_t> relatives_of(std::uint32_t document, std::size_t most);
  std::vector<std::uint32_t> dissolve(const Family& family);

  Ledger& ledger_;
  Holdings& holdings_;
  FiledSources sources_;
  std::map<std::uint32_t, std::string> wires_;  // of documents whose family was dissolved
};

}  // namespace annals::link
