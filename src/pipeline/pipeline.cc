#include "annals/pipeline.h"

#include <algorithm>
#include <future>

#include "pipeline/state.h"

namespace annals {
namespace {

// What the extra lexicon found, beside the claims that tell it.
void add_petrarch_events(const Document& document, const std::vector<extract::PetrarchFinding>& found,
                         CodedDocument& coded) {
  for (const extract::PetrarchFinding& finding : found) {
    PetrarchEvent event{finding.code,
                        document.article.text.spans(document.sentences[finding.sentence].range),
                        document.article.text.spans(document.range_of(finding.trigger)),
                        {}};
    const auto claim = std::ranges::find_if(coded.claims, [&](const ResolvedClaim& one) {
      return one.petrarch == finding.code && one.sentence_spans == event.sentence_spans;
    });
    if (claim != coded.claims.end()) event.claim = claim->id;
    coded.petrarch.push_back(std::move(event));
  }
}

// Begins to open something on a thread of its own, or where there is none to be had, when it is asked for.
template <typename Open>
auto beside(Open open) {
  return std::async(std::launch::async | std::launch::deferred, std::move(open));
}

}  // namespace

std::vector<extract::PetrarchFinding> Pipeline::State::add_petrarch(const Document& document, const Tongue* tongue,
                                                                    std::vector<Claim>& claims) const {
  if (!petrarch || tongue) return {};
  const TimeInterval published = resolve::resolve(document, {}, knowledge(nullptr)).published;
  const std::optional<sys_days> day = published.from ? published.from : published.to;
  return extract::code_by_petrarch(document, forms, known, *petrarch, day, claims);
}

Pipeline::Pipeline(std::unique_ptr<State> state) : state_(std::move(state)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

Result<Pipeline> Pipeline::open(const Options& options) {
  const std::filesystem::path& data = options.data;
  // Side by side: what takes longest decides when the first page is read.
  auto opening_actors = beside([&] { return lexicon::Actors::open(data / "actors", {}, options.actors); });
  auto opening_forms = beside([&] { return lexicon::Forms::open(data / "events"); });
  auto opening_places = beside([&] { return lexicon::Places::open(data / "places", options.places); });
  auto reader = parse::Reader::open(data);
  if (!reader) return reader.error();
  auto cleaner = clean::Cleaner::open(data);
  if (!cleaner) return cleaner.error();
  std::optional<extract::Learned> learned;
  if (options.coders != Coders::forms) {
    auto opened = extract::Learned::open(data / "models" / "coder.en.safetensors");
    if (!opened) return opened.error();
    learned.emplace(std::move(*opened));
  }
  auto forms = opening_forms.get();
  if (!forms) return forms.error();
  auto actors = opening_actors.get();
  if (!actors) return actors.error();
  auto places = opening_places.get();
  if (!places) return places.error();
  auto history = lexicon::History::open(data / "history");
  if (!history) return history.error();
  auto language = resolve::Language::open(data / "languages" / "en");
  if (!language) return language.error();
  std::optional<resolve::PartWeights> parts;
  if (options.coders != Coders::forms) {
    auto opened = resolve::PartWeights::open(data / "models" / "parts.en.forest");
    if (!opened) return opened.error();
    parts.emplace(std::move(*opened));
  }
  auto state = std::make_unique<State>(State{std::move(*cleaner),
                                             std::move(*reader),
                                             std::move(*forms),
                                             std::move(learned),
                                             options.coders,
                                             options.every_sentence || !options.lexicon.empty(),
                                             std::move(*actors),
                                             std::move(*places),
                                             std::move(*history),
                                             std::move(*language),
                                             std::move(parts),
                                             {},
                                             std::make_unique<const Tongues>(data, options.actors),
                                             {}});
  state->known = extract::known_from(state->actors, state->places);
  if (!options.lexicon.empty()) {
    auto petrarch = lexicon::Petrarch::open(options.lexicon, data / "petrarch");
    if (!petrarch) return petrarch.error();
    state->petrarch = std::move(*petrarch);
  }
  return Pipeline(std::move(state));
}

Result<Article> Pipeline::clean(const Page& page, bool reasons) const { return state_->cleaner.clean(page, reasons); }

Result<Document> Pipeline::State::read(const Page& page, bool every) const {
  Result<Article> article = cleaner.clean(page);
  if (!article) return article.error();
  const auto spoken = tongue(*article);
  if (!spoken) return spoken.error();
  if (!tongues->has(article->language) && article->language != "und") {
    article->notes.push_back("its language (" + article->language +
                             ") is none that can be read: it was read as English");
  }
  return (*spoken ? (*spoken)->reader : reader).read(std::move(*article), every);
}

Result<Document> Pipeline::parse(const Page& page) const { return state_->read(page, true); }

Result<CodedDocument> Pipeline::code(const Page& page) const {
  const Result<Document> document = state_->read(page, state_->every_sentence);
  if (!document) return document.error();
  const auto tongue = state_->tongue(document->article);
  if (!tongue) return tongue.error();
  std::vector<Claim> claims = extract::extract(*document, state_->coding(*tongue));
  const std::vector<extract::PetrarchFinding> found = state_->add_petrarch(*document, *tongue, claims);
  CodedDocument coded = resolve::resolve(*document, std::move(claims), state_->knowledge(*tongue));
  add_petrarch_events(*document, found, coded);
  coded.sentences.clear();
  for (const Sentence& sentence : document->sentences) coded.sentences.push_back(sentence.range);
  for (const PassedOver& passed : document->passed_over) coded.sentences.push_back(passed.range);
  std::ranges::sort(coded.sentences, {}, &TextRange::begin);
  coded.credits = state_->cleaner.credits(coded.article, coded.sentences);
  return coded;
}

Result<NamedDocument> Pipeline::name(const Page& page) const {
  const Result<Document> document = state_->read(page, true);
  if (!document) return document.error();
  const auto tongue = state_->tongue(document->article);
  if (!tongue) return tongue.error();
  return resolve::name(*document, state_->knowledge(*tongue));
}

const std::vector<std::string>& Pipeline::lexicon_problems() const {
  static const std::vector<std::string> kNone;
  return state_->petrarch ? state_->petrarch->problems() : kNone;
}

Result<std::string> Pipeline::parse_conllu(std::string_view conllu) const { return state_->reader.read_conllu(conllu); }

}  // namespace annals
