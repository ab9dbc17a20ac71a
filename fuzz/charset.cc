// Bytes in a character set that the page or its archive claims: the first byte chooses which.
#include "article_check.h"
#include "clean/decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace annals;
  constexpr const char* kCharsets[] = {
      "",        "utf-8", "utf-16le", "utf-16be",     "windows-1252", "shift_jis",    "euc-jp",     "iso-2022-jp",
      "gb18030", "big5",  "euc-kr",   "windows-1251", "koi8-r",       "windows-1256", "iso-8859-8", "x-user-defined"};
  if (size == 0) return 0;
  Page page;
  page.format = data[0] & 0x80 ? PageFormat::html : PageFormat::text;
  page.charset = kCharsets[data[0] % std::size(kCharsets)];
  page.bytes = fuzz::bytes_of(data + 1, size - 1);
  const clean::Decoded decoded = clean::decode(page, 1 << 16);
  Article article;
  article.text = decoded.made;
  article.text.append_copy(decoded.as_it_stands, 0);
  fuzz::check_article(article, page);
  return 0;
}
