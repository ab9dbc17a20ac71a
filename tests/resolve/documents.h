// Documents by hand, for tests. A sentence is one line of words, each "form/lemma/UPOS/XPOS/deprel/head", the head
// counted from 1 and 0 at the root; "/B-person" or "/I-person" behind marks a name, a last "~" a word without a blank
// behind it.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "annals/document.h"
#include "base/text.h"
#include "lexicon/actors.h"
#include "lexicon/history.h"
#include "lexicon/places.h"
#include "resolve/knowledge.h"

namespace annals::testing {

template <typename Names>
int index_of(const Names& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

class DocumentBuilder {
 public:
  DocumentBuilder() {
    document_.article.id = "0123456789abcdef";
    document_.article.path = "page.txt";
    document_.article.language = "en";
  }

  DocumentBuilder& block(BlockKind kind) {
    end_block();
    if (!text().empty()) document_.article.text.append_unsourced("\n\n");
    document_.article.blocks.push_back({kind, {at(), at()}, {}, false});
    return *this;
  }

  // Annotated words.
  DocumentBuilder& sentence(std::string_view rows) {
    begin_sentence();
    for (const std::string_view row : base::split_words(rows)) add(row);
    end_sentence();
    return *this;
  }

  // Plain words, every one hanging on the first: for what needs no tree. A word's tag is guessed from its capital.
  DocumentBuilder& plain(std::string_view words) {
    begin_sentence();
    bool first = true;
    for (std::string_view word : base::split_words(words)) {
      std::string_view tail;
      while (word.size() > 1 && (word.back() == '.' || word.back() == ',' || word.back() == ')') &&
             !(word.back() == '.' && word.size() <= 5 && word != words)) {
        tail = word.substr(word.size() - 1);
        word.remove_suffix(1);
        break;
      }
      Token token;
      token.form = word;
      token.lemma = base::to_lower_ascii(word);
      token.upos = base::is_upper_ascii(word.front()) ? Upos::PROPN
                   : base::is_digit(word.front())     ? Upos::NUM
                                                      : Upos::X;
      token.head = first ? -1 : 0;
      token.deprel = first ? Deprel::root : Deprel::dep;
      first = false;
      put(token, tail.empty());
      if (!tail.empty()) {
        Token mark;
        mark.form = mark.lemma = tail;
        mark.upos = Upos::PUNCT;
        mark.deprel = Deprel::punct;
        mark.head = 0;
        put(mark, true);
      }
    }
    end_sentence();
    return *this;
  }

  DocumentBuilder& hint(DateHint::Kind kind, std::string as_written, TimeInterval day, std::string where = "meta") {
    document_.article.dates.push_back({kind, std::move(as_written), std::move(day), std::move(where), 0.9});
    return *this;
  }
  DocumentBuilder& dateline(std::string place, std::string date) {
    document_.article.dateline_place = {std::move(place), "text", 0.9, {}};
    document_.article.dateline_date = {std::move(date), "text", 0.9, {}};
    return *this;
  }

  Document done() {
    end_block();
    return document_;
  }

 private:
  std::string& text() { return document_.article.text.text; }
  std::uint32_t at() { return static_cast<std::uint32_t>(text().size()); }

  void end_block() {
    if (document_.article.blocks.empty()) return;
    Block& block = document_.article.blocks.back();
    if (block.range.end <= block.range.begin) block.range.end = at();
  }
  void begin_sentence() {
    if (document_.article.blocks.empty()) block(BlockKind::body);
    Sentence sentence;
    sentence.block = static_cast<std::uint32_t>(document_.article.blocks.size() - 1);
    document_.sentences.push_back(sentence);
    blank_ = at() > document_.article.blocks.back().range.begin;
    first_ = true;
  }
  void end_sentence() {
    Sentence& sentence = document_.sentences.back();
    if (sentence.tokens.empty()) return;
    sentence.range = {sentence.tokens.front().range.begin, sentence.tokens.back().range.end};
    document_.article.blocks.back().range.end = at();
    blank_ = true;
  }

  void put(Token token, bool blank_behind) {
    if (blank_ && at() > document_.article.blocks.back().range.begin) document_.article.text.append_copy(" ", at());
    token.range.begin = at();
    document_.article.text.append_copy(token.form, at());
    token.range.end = at();
    document_.sentences.back().tokens.push_back(token);
    blank_ = blank_behind;
    first_ = false;
  }

  void add(std::string_view row) {
    bool blank = true;
    if (row.size() > 1 && row.back() == '~') {
      blank = false;
      row.remove_suffix(1);
    }
    auto fields = base::split(row, '/');
    REQUIRE_MESSAGE(fields.size() >= 6, std::string(row));
    Token token;
    token.form = fields[0];
    token.lemma = fields[1];
    token.upos = static_cast<Upos>(std::max(0, index_of(kUposNames, fields[2])));
    token.xpos = fields[3];
    const int relation = index_of(kDeprelNames, fields[4]);
    REQUIRE_MESSAGE(relation >= 0, std::string(row));
    token.deprel = static_cast<Deprel>(relation);
    token.head = std::atoi(std::string(fields[5]).c_str()) - 1;
    put(token, blank);
    if (fields.size() > 6 && fields[6].size() > 2) {
      const auto s = static_cast<std::uint32_t>(document_.sentences.size() - 1);
      const auto t = static_cast<std::uint32_t>(document_.sentences.back().tokens.size() - 1);
      const int kind = index_of(kNameKindNames, fields[6].substr(2));
      REQUIRE(kind >= 0);
      if (fields[6][0] == 'I' && !document_.names.empty()) {
        document_.names.back().phrase.last = t + 1;
      } else {
        document_.names.push_back({{s, t, t + 1, t}, static_cast<NameKind>(kind), 1.0F});
      }
    }
  }

  Document document_;
  bool blank_ = false;
  bool first_ = true;
};

// The phrase that `words` are in sentence `s` (from behind), with the word that heads it; empty when they are not
// there.
inline Phrase phrase_in(const Document& document, std::uint32_t s, std::string_view words) {
  const Sentence& sentence = document.sentences[s];
  const std::string_view text = document.article.text.text;
  for (std::uint32_t first = static_cast<std::uint32_t>(sentence.tokens.size()); first-- > 0;) {
    const std::uint32_t begin = sentence.tokens[first].range.begin;
    if (text.substr(begin, words.size()) != words) continue;
    std::uint32_t last = first;
    while (last < sentence.tokens.size() && sentence.tokens[last].range.end <= begin + words.size()) ++last;
    if (last == first || sentence.tokens[last - 1].range.end != begin + words.size()) continue;
    Phrase phrase{s, first, last, first};
    for (std::uint32_t t = first; t < last; ++t) {
      const int head = sentence.tokens[t].head;
      if (head < static_cast<int>(first) || head >= static_cast<int>(last)) {
        if (sentence.tokens[t].upos != Upos::PUNCT && sentence.tokens[t].upos != Upos::ADP) {
          phrase.head = t;
          break;
        }
      }
    }
    return phrase;
  }
  return {};
}
inline Phrase phrase_in(const Document& document, std::string_view words) {
  for (auto s = static_cast<std::uint32_t>(document.sentences.size()); s-- > 0;) {
    const Phrase phrase = phrase_in(document, s, words);
    if (!phrase.empty()) return phrase;
  }
  return {};
}

// The tables of data/, opened once.
inline const resolve::Knowledge& knowledge() {
  static const std::filesystem::path data = ANNALS_DATA_DIR;
  static const auto actors = lexicon::Actors::open(data / "actors");
  static const auto places = lexicon::Places::open(data / "places");
  static const auto history = lexicon::History::open(data / "history");
  static const auto language = resolve::Language::open(data / "languages/en");
  REQUIRE_MESSAGE(actors.ok(), (actors ? "" : actors.error().message));
  REQUIRE_MESSAGE(places.ok(), (places ? "" : places.error().message));
  REQUIRE_MESSAGE(history.ok(), (history ? "" : history.error().message));
  REQUIRE_MESSAGE(language.ok(), (language ? "" : language.error().message));
  static const resolve::Knowledge all{*actors, *places, *history, *language};
  return all;
}

}  // namespace annals::testing
