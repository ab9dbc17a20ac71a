#include "link/sourcing_ledger.h"

#include <algorithm>
#include <array>

#include "base/packed.h"
#include "link/page_words.h"

namespace annals::link {
namespace {

constexpr auto kKinds = std::to_array<std::string_view>({"copy", "agency", "report", "statement", "post"});

std::uint32_t kind_number(const std::string& kind) {
  return static_cast<std::uint32_t>(std::ranges::find(kKinds, kind) - kKinds.begin());
}

}  // namespace

// As they are packed. Found by the namespace of `PackedSourcing`, which is why these stand in no unnamed one.
struct PackedSourcing {};
struct PackedSupport {
  std::uint64_t parent = 0;  // and one; 0: none
  std::uint32_t kind = 0;
  bool main = true;
  std::string source, why;
  std::string root;  // empty: the first of its document
  ByteSpans spans, sentence;
};
struct PackedShown {
  std::vector<PackedSupport> of;
  std::vector<std::string> roots;  // empty: what it is called
  std::string own;                 // empty: its id
};
struct PackedFiled {
  std::int64_t day = 0;
  bool left = false;
  std::uint64_t group = 0;  // and one; 0: none
  PackedShown shown;
};
template <typename Bytes>
void fields(Bytes& bytes, base::MaybeConst<Bytes, PackedSupport>& x) {
  bytes(x.parent, x.kind, x.main, x.source, x.why, x.root, x.spans, x.sentence);
}
template <typename Bytes>
void fields(Bytes& bytes, base::MaybeConst<Bytes, PackedShown>& x) {
  bytes(x.of, x.roots, x.own);
}
template <typename Bytes>
void fields(Bytes& bytes, base::MaybeConst<Bytes, PackedFiled>& x) {
  bytes(x.day, x.left, x.group, x.shown);
}

namespace {

PackedShown packed(const Shown& shown, const std::string& id) {
  PackedShown out;
  if (shown.own != id) out.own = shown.own;
  if (shown.roots.size() != 1 || shown.roots.front() != shown.own) out.roots = shown.roots;
  for (const Support& one : shown.of) {
    PackedSupport support;
    support.parent = one.parent == kNone ? 0 : std::uint64_t{one.parent} + 1;
    support.kind = kind_number(one.origin.kind);
    support.main = one.main;
    support.source = one.origin.source;
    support.why = one.origin.why;
    if (shown.roots.empty() || one.origin.root != shown.roots.front()) support.root = one.origin.root;
    support.spans = one.origin.spans;
    support.sentence = one.sentence;
    out.of.push_back(std::move(support));
  }
  return out;
}

template <typename T>
std::string bytes_of(const T& value) {
  base::Writer<PackedSourcing> writer;
  writer(value);
  return std::move(writer.out);
}

Shown unpacked(PackedShown shown, const std::string& id) {
  Shown out;
  out.own = shown.own.empty() ? id : std::move(shown.own);
  out.roots = std::move(shown.roots);
  if (out.roots.empty()) out.roots.push_back(out.own);
  for (PackedSupport& one : shown.of) {
    Support support;
    support.origin.document = id;
    if (one.parent > 0) support.parent = static_cast<std::uint32_t>(one.parent - 1);
    support.main = one.main;
    support.sentence = std::move(one.sentence);
    if (one.kind < kKinds.size()) support.origin.kind = kKinds[one.kind];
    support.origin.source = std::move(one.source);
    support.origin.why = std::move(one.why);
    support.origin.root = one.root.empty() ? out.roots.front() : std::move(one.root);
    support.origin.spans = std::move(one.spans);
    out.of.push_back(std::move(support));
  }
  return out;
}

void append(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xFF);
}
std::uint32_t read(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return out;
}

void sort_once(std::vector<std::uint32_t>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

std::string pack(const FiledPage& filed, const std::string& id) {
  const std::uint64_t group = filed.group ? std::uint64_t{*filed.group} + 1 : 0;
  return bytes_of(PackedFiled{filed.day, filed.left, group, packed(filed.shown, id)});
}

std::string pack(const Shown& shown, const std::string& id) { return bytes_of(packed(shown, id)); }

FiledPage unpack(std::string_view bytes, const std::string& id) {
  PackedFiled in;
  base::Reader<PackedSourcing> reader(bytes);
  reader(in);
  FiledPage out;
  out.shown = unpacked(std::move(in.shown), id);
  out.day = static_cast<Day>(in.day);
  out.left = in.left;
  if (in.group > 0) out.group = static_cast<std::uint32_t>(in.group - 1);
  return out;
}

std::string pack(const Sought& sought) {
  std::string out;
  append(out, sought.page);
  append(out, sought.likeness);
  return out;
}

std::optional<Sought> unpack_sought(std::string_view bytes) {
  if (bytes.size() < 8) return std::nullopt;
  Sought out;
  out.page = read(bytes, 0);
  out.likeness = read(bytes, 4);
  return out;
}

Marks marks_of(const CodedDocument& document) {
  Marks out;
  for (const Hash run : quoted_runs(document.article)) out.runs.push_back(static_cast<std::uint32_t>(run));
  for (const ResolvedClaim& claim : document.claims) {
    for (const ResolvedSpeaker& one : claim.said_by) {
      if (one.actor.kind == "people" || one.actor.id.empty()) continue;
      out.speakers.push_back(static_cast<std::uint32_t>(hash_of(one.actor.id)));
    }
  }
  sort_once(out.runs);
  sort_once(out.speakers);
  return out;
}

std::string pack(const Marks& marks) {
  std::string out;
  append(out, static_cast<std::uint32_t>(marks.runs.size()));
  for (const std::vector<std::uint32_t>* all : {&marks.runs, &marks.speakers}) {
    for (const std::uint32_t one : *all) append(out, one);
  }
  return out;
}

Marks unpack_marks(std::string_view bytes) {
  Marks out;
  if (bytes.size() < 4) return out;
  const std::size_t runs = read(bytes, 0);
  for (std::size_t at = 4; at + 4 <= bytes.size(); at += 4) {
    (out.runs.size() < runs ? out.runs : out.speakers).push_back(read(bytes, at));
  }
  return out;
}

Day filing_day(Days published) { return published.bounded() ? published.from : kPast; }

Key outlet_key(Hash outlet, Day day, bool wire, const Published& published) {
  return outlet_key(outlet, day).u32(wire ? 0 : 1).day(published.from).day(published.to).text(published.id);
}

std::string pack_number(std::uint32_t number) {
  std::string out;
  append(out, number);
  return out;
}

std::uint32_t unpack_number(std::string_view bytes) { return bytes.size() < 4 ? 0 : read(bytes, 0); }

}  // namespace annals::link
