#include "parse/parse.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "parse/annotate.h"
#include "parse/conllu.h"
#include "parse/labels.h"
#include "parse/language.h"
#include "parse/limits.h"
#include "parse/quotations.h"
#include "parse/sentences.h"
#include "parse/tokenize.h"

namespace annals::parse {
namespace {

constexpr std::size_t kBatchPieces = 256;
constexpr std::size_t kShortStory = 4;  // parts; passing over some of so few saves nothing

bool has_sentences(BlockKind kind) { return kind != BlockKind::related && kind != BlockKind::chrome; }

// The words of the story's blocks as far as they can be read at all, and where in the text they stop.
class StoryWords {
 public:
  StoryWords(const Article& article, const Language& language) : article_(article), language_(language) {
    for (std::size_t i = 0; i < article.blocks.size() && stop_ == kNowhere; ++i) {
      if (has_sentences(article.blocks[i].kind)) add(i);
    }
  }

  std::vector<BlockWords> blocks;
  std::size_t stop() const { return std::min(stop_, article_.text.text.size()); }

 private:
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  void add(std::size_t i) {
    TextRange range = article_.blocks[i].range;
    if (range.size() > bytes_left_) {
      range.end = range.begin + bytes_before_cut(article_.text.view(range));
      stop_ = range.end;
    }
    bytes_left_ -= range.size();
    BlockWords& block = blocks.emplace_back(BlockWords{static_cast<std::uint32_t>(i), {}, {}, {}});
    tokenize(article_.text.text, range, language_, block.words, words_left_ + 1);
    if (block.words.size() > words_left_) {
      stop_ = block.words[words_left_].begin;
      block.words.resize(words_left_);
    }
    words_left_ -= block.words.size();
    block.parts = parts_of({article_.text.text, block.words}, language_);
  }

  // Between two words, where there are any.
  std::size_t bytes_before_cut(std::string_view text) const {
    text = base::utf8_prefix(text, bytes_left_);
    const std::size_t blank = text.find_last_of(" \n\t");
    return blank == std::string_view::npos ? text.size() : blank + 1;
  }

  const Article& article_;
  const Language& language_;
  std::size_t words_left_ = kMostWork;  // each costs something
  std::size_t bytes_left_ = kMostText;
  std::size_t stop_ = kNowhere;
};

// The parts of all blocks as the gate sees them.
std::vector<GatePart> gate_parts(const Article& article, const std::vector<BlockWords>& blocks) {
  std::vector<GatePart> out;
  for (const BlockWords& block : blocks) {
    for (const Part& part : block.parts) {
      GatePart& made = out.emplace_back(GatePart{article.blocks[block.block].kind, block.block, {}});
      for (std::size_t i = part.first; i < part.last; ++i) {
        made.words.push_back(std::string_view(article.text.text).substr(block.words[i].begin, block.words[i].size()));
      }
    }
  }
  return out;
}

std::string stopped_at(const Article& article, std::size_t stop) {
  const auto at = static_cast<std::uint32_t>(stop);
  const ByteSpans rest = article.text.spans({at, static_cast<std::uint32_t>(article.text.text.size())});
  return "the story is very long: its sentences were read to byte " +
         std::to_string(rest.empty() ? article.bytes : rest.front().begin);
}

}  // namespace

struct Reader::State {
  model::Model model;
  Labels labels;
  Language language;
  Lemmas lemmas;
  std::optional<Gate> gate;  // none: every sentence is read

  void pass_over(const Article& article, std::vector<BlockWords>& blocks, std::vector<PassedOver>& passed) const;
  void annotate(std::span<const ConlluSentence> given, std::span<Sentence> sentences,
                std::vector<std::vector<Name>>& names, model::Workspace& workspace) const;
};

Reader::Reader(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::filesystem::path& data, const std::string& language,
                            const model::Model::Options& options) {
  auto model = model::Model::open(data / "models" / ("reader." + language + ".safetensors"), options);
  if (!model) return model.error();
  auto labels = Labels::open(*model);
  if (!labels) return labels.error();
  auto words = Language::open(data / "languages" / language);
  if (!words) return words.error();
  auto lemmas = Lemmas::open(data / "languages" / language);
  if (!lemmas) return lemmas.error();
  std::optional<Gate> gate;
  if (auto opened = Gate::open(data / "models" / ("gate." + language + ".safetensors")); opened) {
    gate.emplace(std::move(*opened));
  } else if (opened.error().kind != ErrorKind::NotFound) {
    return opened.error();
  }
  // The labels point into the model's state, which stays where it is when the model moves.
  return Reader(std::make_unique<const State>(
      State{std::move(*model), std::move(*labels), std::move(*words), std::move(*lemmas), std::move(gate)}));
}

std::vector<GatePart> Reader::parts(const Article& article) const {
  const StoryWords story(article, state_->language);
  return gate_parts(article, story.blocks);
}

// Leaves of each block's parts those that the gate lets through.
void Reader::State::pass_over(const Article& article, std::vector<BlockWords>& blocks,
                              std::vector<PassedOver>& passed) const {
  const std::vector<GatePart> parts = gate_parts(article, blocks);
  if (parts.size() <= kShortStory) return;
  const std::vector<float> scores = gate->scores(parts);
  std::size_t at = 0;
  for (BlockWords& block : blocks) {
    std::vector<Part> kept;
    for (const Part& part : block.parts) {
      const float score = scores[at++];
      if (score >= gate->least()) {
        kept.push_back(part);
        continue;
      }
      passed.push_back({{block.words[part.first].begin, block.words[part.last - 1].end}, block.block, score});
    }
    block.parts = std::move(kept);
  }
}

std::vector<float> Reader::word_vector(std::string_view word) const { return state_->model.word_vector(word); }

Document Reader::read(Article article, bool every_sentence, bool meanings) const {
  Document document;
  document.article = std::move(article);
  const std::string& text = document.article.text.text;
  StoryWords story(document.article, state_->language);
  if (state_->gate && !every_sentence) state_->pass_over(document.article, story.blocks, document.passed_over);
  const SentenceReader reader(state_->model, state_->labels, state_->lemmas, state_->language, meanings);
  const std::size_t stop = std::min(story.stop(), reader.read(text, story.blocks));
  if (stop < text.size()) document.article.notes.push_back(stopped_at(document.article, stop));

  std::erase_if(document.passed_over, [&](const PassedOver& part) { return part.range.begin >= stop; });

  const Annotator annotator(state_->model, state_->labels, state_->lemmas);
  for (BlockWords& block : story.blocks) {
    for (BlockSentence& read : block.sentences) {
      const auto number = static_cast<std::uint32_t>(document.sentences.size());
      document.sentences.push_back(std::move(read.sentence));
      annotator.find_names(document.sentences.back(), number, read.names, document.names);
    }
  }
  document.quotations = find_quotations(document, state_->language);
  return document;
}

// A sentence that does not fit a window is read through several, and gets its tree over all of them.
void Reader::State::annotate(std::span<const ConlluSentence> given, std::span<Sentence> sentences,
                             std::vector<std::vector<Name>>& names, model::Workspace& workspace) const {
  std::vector<std::string_view> forms;
  for (const ConlluSentence& sentence : given) forms.insert(forms.end(), sentence.forms.begin(), sentence.forms.end());
  const model::Words words = model.split(forms);
  std::vector<model::Window> windows;
  std::vector<ReadSentence> read;
  std::vector<std::vector<NameScore>> scores(given.size());
  std::size_t first = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::size_t last = first + given[i].forms.size();
    sentences[i].tokens.resize(last - first);
    for (std::size_t k = first; k < last; ++k) sentences[i].tokens[k - first].form = std::string(forms[k]);
    scores[i].resize(last - first);
    if (first < last) read.push_back({first, last, sentences[i].tokens, scores[i]});
    for (std::size_t begin = first, end = first; begin < last; begin = end) {
      while (end < last && words.pieces_of(begin, end + 1) <= model.longest_window()) ++end;
      windows.push_back({begin, end});
    }
    first = last;
  }
  if (windows.empty()) return;
  const Annotator annotator(model, labels, lemmas);
  const model::Reading reading = model.read(words, windows, workspace);
  annotator.annotate(reading, read, workspace);
  for (std::size_t i = 0; i < given.size(); ++i) annotator.find_names(sentences[i], 0, scores[i], names[i]);
}

Result<std::string> Reader::read_conllu(std::string_view conllu) const {
  const auto given = read_sentences(conllu);
  if (!given) return given.error();
  std::string out;
  model::Workspace workspace;
  for (std::size_t begin = 0, end = 0; begin < given->size(); begin = end) {
    std::size_t words = 0;
    do {
      words += (*given)[end++].forms.size();
    } while (end < given->size() && words + (*given)[end].forms.size() <= kBatchPieces);
    std::vector<Sentence> sentences(end - begin);
    std::vector<std::vector<Name>> names(end - begin);
    const auto batch = std::span(*given).subspan(begin, end - begin);
    state_->annotate(batch, sentences, names, workspace);
    for (std::size_t i = 0; i < batch.size(); ++i) write_annotated(batch[i], sentences[i], names[i], out);
  }
  return out;
}

}  // namespace annals::parse
