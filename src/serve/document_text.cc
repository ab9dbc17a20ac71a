// A document as text: its blocks, where its sentences stand in them, and where the evidence of its claims does.
#include <algorithm>

#include "annals/json.h"
#include "annals/query.h"
#include "serve/brief.h"
#include "serve/marks.h"
#include "serve/routes.h"

namespace annals::serve {
namespace {

// Ranges of the article's text as [block, from, to] in UTF-16 units of the block's own text.
class Places {
 public:
  explicit Places(const Article& article) : article_(article), units_(article.blocks.size()) {}

  std::optional<std::size_t> block_of(TextRange range) const {
    const auto& blocks = article_.blocks;
    const auto at = std::partition_point(blocks.begin(), blocks.end(),
                                         [&](const Block& block) { return block.range.end <= range.begin; });
    if (at == blocks.end() || !at->range.overlaps(range)) return std::nullopt;
    return static_cast<std::size_t>(at - blocks.begin());
  }
  // From and to, in units of the block's text; what reaches over its end is cut.
  std::pair<std::uint32_t, std::uint32_t> in_block(std::size_t block, TextRange range) {
    const TextRange whole = article_.blocks[block].range;
    if (!units_[block]) units_[block].emplace(article_.text_of(article_.blocks[block]));
    const std::uint32_t begin = std::max(range.begin, whole.begin), end = std::min(range.end, whole.end);
    return {units_[block]->at(begin - whole.begin), units_[block]->at(end - whole.begin)};
  }
  void write(JsonWriter& json, const std::vector<TextRange>& ranges) {
    json.begin_array();
    for (const TextRange& range : ranges) {
      const std::optional<std::size_t> block = block_of(range);
      if (!block) continue;
      const auto [from, to] = in_block(*block, range);
      json.begin_array().whole(std::uint64_t{*block}).whole(std::uint64_t{from}).whole(std::uint64_t{to}).end_array();
    }
    json.end_array();
  }

 private:
  const Article& article_;
  std::vector<std::optional<Utf16>> units_;
};

std::vector<TextRange> story_sentences(const CodedDocument& document) {
  if (!document.sentences.empty()) return document.sentences;
  std::vector<TextRange> out;  // a page whose sentences nobody told apart: its blocks
  for (const Block& block : document.article.blocks) {
    if (block.kind != BlockKind::chrome && block.kind != BlockKind::related) out.push_back(block.range);
  }
  return out;
}

void write_blocks(JsonWriter& json, const Article& article) {
  json.begin_array();
  for (const Block& block : article.blocks) {
    json.begin_object();
    json.key("kind").text(to_string(block.kind));
    json.key("text").text(article.text_of(block));
    json.key("spans").spans(article.text.spans(block.range));
    json.key("repeated").boolean(block.repeated);
    json.key("why").text_or_null(block.why);
    json.end_object();
  }
  json.end_array();
}

struct ClaimPlace {
  const ResolvedClaim* claim = nullptr;
  std::vector<TextRange> sentence;
};

void write_sentences(JsonWriter& json, const CodedDocument& document, const std::vector<ClaimPlace>& claims,
                     Places& places) {
  json.begin_array();
  for (const TextRange& sentence : story_sentences(document)) {
    const std::optional<std::size_t> block = places.block_of(sentence);
    if (!block) continue;
    const auto [from, to] = places.in_block(*block, sentence);
    json.begin_object();
    json.key("block").whole(std::uint64_t{*block});
    json.key("from").whole(std::uint64_t{from});
    json.key("to").whole(std::uint64_t{to});
    json.key("spans").spans(document.article.text.spans(sentence));
    json.key("claims").begin_array();
    for (const ClaimPlace& one : claims) {
      if (!one.sentence.empty() && sentence.overlaps(one.sentence.front())) json.text(one.claim->id);
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_claim(JsonWriter& json, const ClaimPlace& place, const TextOf& text, Places& places,
                 const Context& context) {
  const ResolvedClaim& claim = *place.claim;
  const Result<Event> event = context.store.event(claim.id);
  json.begin_object();
  json.key("id").text(claim.id);
  json.key("event").text_or_null(event ? event->id : "");
  json.key("headline").text_or_null(event ? headline(*event) : "");
  json.key("type").text(to_string(claim.type));
  json.key("mode").texts(claim.modes);
  json.key("status").text(to_string(claim.status));
  json.key("confidence").number(claim.confidence);
  json.key("rule").text_or_null(claim.rule);
  json.key("time_text").text(time_text(claim.time));
  json.key("place").raw(to_json(claim.place));
  json.key("said_by").begin_array();
  for (const ResolvedSpeaker& speaker : claim.said_by) {
    json.begin_object();
    write_actor(json, speaker.actor);
    json.key("how").text_or_null(speaker.how);
    json.key("quoted").boolean(speaker.quoted);
    json.end_object();
  }
  json.end_array();
  places.write(json.key("sentence"), place.sentence);
  json.key("evidence").begin_object();
  for (const NamedSpans& part : parts_of(claim.evidence)) places.write(json.key(part.name), text.ranges(*part.spans));
  json.end_object();
  json.key("bytes").begin_object();
  json.key("sentence").spans(claim.sentence_spans);
  for (const NamedSpans& part : parts_of(claim.evidence)) json.key(part.name).spans(*part.spans);
  json.end_object();
  json.end_object();
}

}  // namespace

Reply run_document_text(const Context& context) {
  const Result<CodedDocument> document = context.store.document(context.request.captured[0]);
  if (!document) return problem(document.error());
  const Article& article = document->article;
  const TextOf text(article.text);
  Places places(article);
  std::vector<ClaimPlace> claims;
  for (const ResolvedClaim& claim : document->claims) claims.push_back({&claim, text.ranges(claim.sentence_spans)});
  const Result<LinkedRecord::DocumentLinks> links = context.store.links_of(article.id);

  // The document's own fields as the record has them, without its blocks: they come below, with what stands in them.
  Article head = article;
  head.blocks.clear();
  JsonWriter json;
  json.begin_object();
  json.key("published_text").text(time_text(links ? links->published : document->published));
  json.key("text_blocks").whole(std::uint64_t{article.blocks.size()});
  write_sentences(json.key("sentences"), *document, claims, places);
  json.key("claims").begin_array();
  for (const ClaimPlace& one : claims) write_claim(json, one, text, places, context);
  json.end_array();
  json.end_object();
  JsonWriter blocks;
  write_blocks(blocks, article);
  std::string out = to_json(head, &document->published, links ? &*links : nullptr);
  out.resize(out.size() - std::string_view("[]}").size());
  return serve::json(out + blocks.out + ',' + json.out.substr(1));
}

}  // namespace annals::serve
