// extract_cases DATA [--language XX] CASES...   reads every example of DATA/events and every file of cases with the
// reader and the coder, prints those that do not come out as written, and exits with 1 when there are any beyond those
// that tests/cases/extract/known.txt lists (sentences that the reader's trees do not bear yet).
#include <iostream>
#include <set>

#include "base/files.h"
#include "base/text.h"
#include "extract/cases.h"
#include "extract/extract.h"
#include "parse/parse.h"

namespace {

using namespace annals;

struct Run {
  const parse::Reader& reader;
  const lexicon::Forms& forms;
  std::set<std::string> known;
  int passed = 0, failed = 0, excused = 0;

  // The tree that a failed case was read on: most failures are the reader's.
  static std::string tree_of(const Document& document) {
    std::string out;
    for (const Sentence& sentence : document.sentences) {
      out += "\n      tree    ";
      for (const Token& token : sentence.tokens) {
        out += ' ' + token.form + '/' + token.lemma + '/' + std::string(to_string(token.upos)) + '/' +
               std::string(to_string(token.deprel)) + '>' + std::to_string(token.head + 1);
      }
    }
    return out;
  }

  void note(const std::string& problem, const std::string& text, const std::string& where, const Document& document) {
    if (problem.empty()) {
      ++passed;
      return;
    }
    if (known.contains(text)) {
      ++excused;
      return;
    }
    ++failed;
    std::cout << where << "\n    > " << text << '\n' << problem << tree_of(document) << '\n';
  }

  std::vector<Claim> code(const std::string& text, Document& document) const {
    document = reader.read(testing::article_of(text));
    return extract::extract(document, {forms, nullptr, {}});
  }

  void example(const lexicon::Form& form, const lexicon::Example& one) {
    Document document;
    const std::vector<Claim> claims = code(one.text, document);
    std::string problem;
    if (one.never) {
      for (const Claim& claim : claims) {
        if (claim.type == form.type) problem += "      never    " + testing::as_case(document, claim);
      }
    } else {
      problem = testing::mismatch(document, claims, one.expect);
    }
    note(problem, one.text, form.id, document);
  }

  void one_case(const testing::Case& one) {
    Document document;
    const std::vector<Claim> claims = code(one.text, document);
    std::string problem;
    if (one.expected.empty() && !claims.empty())
      problem = "      never    " + testing::as_case(document, claims.front());
    for (const std::string& expected : one.expected) {
      const std::string wrong = testing::mismatch(document, claims, expected);
      if (!wrong.empty()) problem += (problem.empty() ? "" : "\n") + wrong;
    }
    note(problem, one.text, one.where, document);
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::filesystem::path data = argv[1];
  const bool other = argc > 3 && std::string_view(argv[2]) == "--language";
  const std::string language = other ? argv[3] : "en";
  if (!std::filesystem::exists(data / "models" / ("reader." + language + ".safetensors"))) {
    std::cout << "skipped: the reader's weights are not here\n";
    return 0;
  }
  const std::filesystem::path folder = data / "languages" / language;
  auto words = other ? lexicon::FunctionWords::open(folder / "function_words.tsv")
                     : Result<lexicon::FunctionWords>(lexicon::FunctionWords());
  if (!words) {
    std::cerr << words.error().message << '\n';
    return 2;
  }
  const auto forms = other ? lexicon::Forms::open(folder / "events", language, std::move(*words))
                           : lexicon::Forms::open(data / "events");
  const auto reader = parse::Reader::open(data, language, {});
  if (!forms || !reader) {
    std::cerr << (!forms ? forms.error() : reader.error()).message << '\n';
    return 2;
  }
  Run run{*reader, *forms, {}};
  std::vector<testing::Case> cases;
  for (int i = other ? 4 : 2; i < argc; ++i) {
    const std::filesystem::path file = argv[i];
    if (file.extension() == ".txt") {
      const auto text = base::read_file(file);
      if (!text) return 2;
      for (const std::string_view line : base::split(*text, '\n')) {
        if (!line.empty() && line.front() != '#') run.known.emplace(base::trim(line));
      }
    } else {
      for (testing::Case& one : testing::read_cases(file)) cases.push_back(std::move(one));
    }
  }
  for (const lexicon::Form& form : forms->all()) {
    for (const lexicon::Example& one : form.examples) run.example(form, one);
  }
  for (const testing::Case& one : cases) run.one_case(one);
  std::cout << run.passed << " cases came out as written, " << run.excused << " are known not to, " << run.failed
            << " did not\n";
  return run.failed == 0 ? 0 : 1;
}
