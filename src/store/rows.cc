#include "store/rows.h"

#include <algorithm>
#include <cmath>

#include "base/calendar.h"
#include "base/text.h"
#include "store/json_writer.h"
#include "store/names.h"
#include "store/pack.h"
#include "store/seal.h"
#include "store/time_text.h"

namespace annals::store {
namespace {

Value whole(std::uint64_t value) { return static_cast<std::int64_t>(value); }
Value whole(const std::optional<std::int64_t>& value) { return value ? Value(*value) : Value(); }
// SQLite knows no NaN: it keeps NULL.
Value real(double value) { return std::isnan(value) ? Value() : Value(value); }
Value real(const std::optional<double>& value) { return value ? real(*value) : Value(); }
Value text(std::string_view value) { return std::string(value); }
Value list(const std::vector<std::string>& values) { return json_list(values); }
Value day(const std::optional<sys_days>& value) { return text_or_null(end_text(value, {})); }
Value spans_text(const ByteSpans& spans) {
  JsonWriter json;
  json.spans(spans);
  return std::move(json.out);
}

// One row, filled part by part in the order of the table's columns.
struct RowMaker {
  Row row;
  RowMaker& add(Value value) {
    row.push_back(std::move(value));
    return *this;
  }
  RowMaker& time(const TimeInterval& of) {
    add(day(of.from)).add(day(of.to)).add(text(base::to_string(of.precision)));
    return add(text_or_null(of.clock)).add(text_or_null(of.part_of_day));
  }
  RowMaker& place(const Place& of) {
    add(text_or_null(of.name)).add(text_or_null(of.country)).add(real(of.latitude)).add(real(of.longitude));
    return add(whole(of.geonames));
  }
  RowMaker& actor(const Actor& of) {
    add(text_or_null(of.id)).add(text(of.name)).add(text_or_null(of.kind)).add(text_or_null(of.country));
    return add(text_or_null(of.sector)).add(text_or_null(of.office));
  }
};

Row document_row(const CodedDocument& document, const LinkedRecord::DocumentLinks* links) {
  const Article& article = document.article;
  const TimeInterval& published = links != nullptr ? links->published : document.published;
  RowMaker out;
  out.add(text(article.id)).add(text(article.path)).add(text_or_null(article.url)).add(text(article.sha256));
  out.add(whole(article.bytes)).add(text_or_null(article.language)).add(text_or_null(article.outlet.value));
  out.add(text_or_null(article.agency.value)).add(text_or_null(article.title.value));
  out.add(text_or_null(article.byline.value)).add(text_or_null(article.dateline_place.value));
  out.add(text_or_null(article.dateline_date.value)).add(day(published.from)).add(day(published.to));
  out.add(text(base::to_string(published.precision))).add(text_or_null(links != nullptr ? links->root : ""));
  out.add(Blob{seal(pack_document(document))});
  return std::move(out.row);
}

// The sentence in which most of a claim's first span lies.
Value position_of(const ResolvedClaim& claim, const std::vector<ByteSpans>& sentences) {
  if (claim.sentence_spans.empty()) return {};
  const std::uint64_t at = claim.sentence_spans.front().begin;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    for (const ByteSpan& span : sentences[i]) {
      if (span.begin <= at && at < span.end) return whole(i);
    }
  }
  return {};
}

Row claim_row(const ResolvedClaim& claim, std::size_t position, const std::vector<ByteSpans>& sentences) {
  RowMaker out;
  out.add(text(claim.id)).add(text(claim.document)).add(whole(position)).add(text(claim.path));
  out.add(text_or_null(claim.outlet)).add(text(to_string(claim.type))).add(list(claim.modes));
  out.add(list(claim.contexts)).add(text(to_string(claim.status))).time(claim.time);
  out.add(text_or_null(claim.time_as_written)).place(claim.place).add(text_or_null(claim.place_as_written));
  out.add(text_or_null(claim.setting)).add(list(claim.topics)).add(whole(claim.casualties.killed));
  out.add(whole(claim.casualties.injured)).add(text(claim.sentence)).add(spans_text(claim.sentence_spans));
  out.add(position_of(claim, sentences)).add(text(name_of(claim.block))).add(text_or_null(claim.rule));
  out.add(real(claim.confidence)).add(Blob{seal(pack_claim(claim))});
  return std::move(out.row);
}

void add_claim_parts(const ResolvedClaim& claim, Rows& rows) {
  for (std::size_t i = 0; i < claim.participants.size(); ++i) {
    const Participant& participant = claim.participants[i];
    RowMaker out;
    out.add(text(claim.id)).add(whole(i)).add(text(name_of(participant.role))).actor(participant.actor);
    rows[kClaimParticipants].push_back(std::move(out.add(text_or_null(participant.as_written)).row));
  }
  for (std::size_t i = 0; i < claim.said_by.size(); ++i) {
    const ResolvedSpeaker& speaker = claim.said_by[i];
    RowMaker out;
    out.add(text(claim.id)).add(whole(i)).actor(speaker.actor).add(text_or_null(speaker.how));
    rows[kSaidBy].push_back(std::move(out.add(whole(std::uint64_t{speaker.quoted})).row));
  }
}

bool is_story(BlockKind kind) { return kind != BlockKind::related && kind != BlockKind::chrome; }

BlockKind block_at(const Article& article, TextRange range) {
  for (const Block& block : article.blocks) {
    if (block.range.contains(range)) return block.kind;
  }
  return BlockKind::body;
}

}  // namespace

std::vector<Searchable> searchable(const CodedDocument& document) {
  std::vector<Searchable> out;
  for (const TextRange& sentence : document.sentences) {
    out.push_back({sentence, block_at(document.article, sentence)});
  }
  if (!out.empty()) return out;
  for (const Block& block : document.article.blocks) {
    if (is_story(block.kind)) out.push_back({block.range, block.kind});
  }
  return out;
}

std::vector<Row> copy_rows(const LinkedRecord::DocumentLinks& links) {
  std::vector<Row> rows;
  for (const Copy& copy : links.copies) {
    rows.push_back({text(links.document), whole(rows.size()), text(copy.document), real(copy.similarity),
                    text_or_null(copy.kind)});
  }
  return rows;
}

Rows rows_of(const CodedDocument& document, const LinkedRecord::DocumentLinks* links) {
  Rows rows;
  rows[kDocuments].push_back(document_row(document, links));
  const SourcedText& article_text = document.article.text;
  std::vector<ByteSpans> sentences;
  for (const Searchable& piece : searchable(document)) {
    sentences.push_back(article_text.spans(piece.range));
    rows[kSentences].push_back({text(document.article.id), whole(sentences.size() - 1), text(name_of(piece.block)),
                                base::fold_spaces(article_text.view(piece.range)), spans_text(sentences.back())});
  }
  for (std::size_t i = 0; i < document.claims.size(); ++i) {
    rows[kClaims].push_back(claim_row(document.claims[i], i, sentences));
    add_claim_parts(document.claims[i], rows);
  }
  if (links != nullptr) rows[kCopies] = copy_rows(*links);
  // As their tables order them: claims stand in the document's order, their parts by id.
  for (const TableNumber table : {kClaimParticipants, kSaidBy}) {
    std::stable_sort(rows[table].begin(), rows[table].end(), [](const Row& a, const Row& b) { return a[0] < b[0]; });
  }
  return rows;
}

Rows rows_of(const Event& event) {
  Rows rows;
  RowMaker out;
  out.add(text(event.id)).add(text(to_string(event.type))).add(list(event.modes)).add(list(event.contexts));
  out.add(real(event.score))
      .time(event.time)
      .place(event.place)
      .add(text_or_null(event.setting))
      .add(list(event.topics));
  out.add(text(to_string(event.status)));
  out.add(text_or_null(event.outcome == Outcome::none ? "" : name_of(event.outcome)));
  out.add(text_or_null(event.moved_to)).add(whole(event.casualties.killed)).add(whole(event.casualties.injured));
  out.add(whole(std::uint64_t{event.documents})).add(whole(std::uint64_t{event.outlets}));
  out.add(whole(std::uint64_t{event.roots})).add(real(event.confidence)).add(Blob{seal(pack_event(event))});
  rows[kEvents].push_back(std::move(out.row));

  const auto position = [&](TableNumber table) { return whole(rows[table].size()); };
  for (const Participant& participant : event.participants) {
    RowMaker row;
    row.add(text(event.id)).add(position(kParticipants)).add(text(name_of(participant.role)));
    rows[kParticipants].push_back(std::move(row.actor(participant.actor).row));
  }
  for (const ResolvedClaim& claim : event.claims) {
    rows[kEventClaims].push_back({text(event.id), position(kEventClaims), text(claim.id)});
  }
  for (const StatusStep& step : event.history) {
    rows[kHistory].push_back({text(event.id), position(kHistory), text(to_string(step.status)), day(step.as_of.from),
                              day(step.as_of.to), text_or_null(step.claim)});
  }
  for (const Disagreement& disagreement : event.disagreements) {
    for (const Disagreement::Side& side : disagreement.sides) {
      rows[kDisagreements].push_back({text(event.id), position(kDisagreements), text(disagreement.field),
                                      text_or_null(side.value), list(side.claims)});
    }
  }
  return rows;
}

}  // namespace annals::store
