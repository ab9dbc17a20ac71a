// The reader: articles to documents. Sentences, words with tags, lemmas and trees, names and quotations.
//
//   Result<Reader> reader = Reader::open("data");
//   Document document = reader->read(article);
//
// A Reader is immutable: any number of threads may use one at the same time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annals/article.h"
#include "annals/document.h"
#include "annals/error.h"
#include "model/model.h"
#include "parse/gate.h"

namespace annals::parse {

class Reader {
 public:
  // `data` is the folder data/ of an installation.
  // Errors: NotFound, Io; Malformed when a file is not what its manifest or its head says.
  static Result<Reader> open(const std::filesystem::path& data, const model::Model::Options& options) {
    return open(data, "en", options);
  }
  static Result<Reader> open(const std::filesystem::path& data) { return open(data, "en", {}); }
  // The reader of a language: models/reader.XX.safetensors and languages/XX.
  static Result<Reader> open(const std::filesystem::path& data, const std::string& language,
                             const model::Model::Options& options);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // Reads the title, lead, body, caption and quote blocks; the others have no sentences. Without
  // `every_sentence`, those that tell of no event, by the gate's reckoning, are passed over (Document::passed_over).
  // With `meanings`, sentences keep what the network made of their words.
  Document read(Article article, bool every_sentence = true, bool meanings = false) const;
  // What a word means by itself: vectors of words that mean like things point the same way.
  std::vector<float> word_vector(std::string_view word) const;
  // The parts of an article's story, as the gate judges them: what it is taught with.
  std::vector<GatePart> parts(const Article& article) const;

  // CoNLL-U in and out: the given words, sentences and comments are kept; lemmas, tags, trees and names are ours.
  // Errors: Malformed, with the line at fault.
  Result<std::string> read_conllu(std::string_view conllu) const;

 private:
  struct State;
  explicit Reader(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

}  // namespace annals::parse
