#include "clean/clean.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/sha256.h"
#include "base/text.h"
#include "clean/credits.h"
#include "clean/features.h"
#include "clean/state.h"

namespace annals::clean {
namespace {

std::optional<Error> refusal(const Page& page) {
  if (page.bytes.empty()) return Error{ErrorKind::Malformed, "the page is empty", page.path};
  if (page.charset.empty() && !page.bytes.starts_with("\xFF\xFE") && !page.bytes.starts_with("\xFE\xFF")) {
    const std::string_view head = std::string_view(page.bytes).substr(0, 1 << 16);
    if (head.find('\0') == std::string_view::npos) return std::nullopt;
    const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
    if (zeros * 100 > head.size()) {
      return Error{ErrorKind::Unsupported, "expected text or HTML, found what looks like binary data", page.path};
    }
  }
  return std::nullopt;
}

void add_notes(const Page& page, const Decoded& decoded, Article& article) {
  article.notes.insert(article.notes.begin(), page.notes.begin(), page.notes.end());
  if (decoded.bad > 0) {
    article.notes.push_back(std::to_string(decoded.bad) + " places are no character of " + decoded.charset +
                            " and were read as U+FFFD");
  }
  if (decoded.cut_at > 0) {
    article.notes.push_back("the page is very long: it was read to byte " + std::to_string(decoded.cut_at));
  }
}

}  // namespace

Result<Cleaner> Cleaner::open(const std::filesystem::path& data) {
  auto hints = HintWords::open(data / "clean" / "hints.txt");
  if (!hints) return hints.error();
  auto dates = DateReader::open(data / "clean" / "months.txt");
  if (!dates) return dates.error();
  auto markers = Markers::open(data / "clean" / "markers.txt");
  if (!markers) return markers.error();
  auto outlets = Outlets::open(data / "outlets");
  if (!outlets) return outlets.error();
  auto credits = CreditTables::open(data / "languages");
  if (!credits) return credits.error();
  auto evidence = Evidence::open(data / "clean" / "blocks.words");
  if (!evidence) return evidence.error();
  const auto file = data / "clean" / "blocks.forest";
  auto forests = model::Forest::open(file);
  if (!forests) return forests.error();
  if (auto problem = check_forests(*forests); !problem.empty())
    return Error{ErrorKind::Malformed, problem, file.string()};
  return Cleaner(std::make_shared<const State>(State{std::move(*hints), std::move(*dates), std::move(*markers),
                                                     std::move(*outlets), std::move(*credits), std::move(*evidence),
                                                     std::move((*forests)[0]), std::move((*forests)[1])}));
}

Result<Article> Cleaner::clean(const Page& page, bool reasons) const {
  if (auto error = refusal(page)) return std::move(*error);
  Article article;
  article.sha256 = base::sha256_hex(page.bytes);
  article.id = page.id.empty() ? article.sha256.substr(0, 16) : page.id;
  article.path = page.path;
  article.url = page.url;
  article.bytes = page.bytes.size();
  const bool html = page.format == PageFormat::html;
  const Decoded decoded = decode(page, html ? kMaxHtmlBytes : kMaxPageText);
  add_notes(page, decoded, article);
  const Result<Done> told =
      html ? clean_html(page, decoded, *state_, reasons, article) : clean_text(page, decoded, *state_, article);
  if (!told) return told.error();
  if (!page.outlet.empty()) article.outlet = {page.outlet, "caller", 1, {}};
  if (!page.title.empty())
    article.title = {page.title, "caller", 1, article.title.value == page.title ? article.title.spans : ByteSpans{}};
  if (page.published) {
    const std::string day = page.published->from ? base::to_iso(*page.published->from) : std::string();
    article.dates.insert(article.dates.begin(), {DateHint::Kind::published, day, *page.published, "caller", 1});
  }
  read_text_metadata(*state_, article);
  return article;
}

std::vector<CreditWords> Cleaner::credits(const Article& article, const std::vector<TextRange>& sentences) const {
  return credits_in(article, sentences, state_->outlets, state_->credits);
}

}  // namespace annals::clean
