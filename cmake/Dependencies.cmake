# Every outside library, the room it serves, its version in Debian bookworm and its licence.
#   doctest 2.4.9          tests                   MIT
#   nlohmann-json 3.11.2   acquire clean model store serve cli   MIT
#   toml++ 3.3.0           lexicon                 MIT
#   CLI11 2.1.2            cli                     BSD-3-Clause
#   SQLite 3.40.1          store                   public domain
#   zlib 1.2.13            acquire                 Zlib
#   libdeflate 1.14        acquire serve           MIT
#   libmicrohttpd 0.9.75   serve                   LGPL-2.1-or-later, linked dynamically
#   bzip2 1.0.8            acquire                 bzip2-1.0.6
#   liblzma 5.4.1          acquire                 public domain
#   brotli 1.0.9           acquire                 MIT
#   zstd 1.5.4             acquire store           BSD-3-Clause
#   libcurl 7.88.1         watch                   curl
#   oneDNN 2.6.3           model                   Apache-2.0
#   ICU 72.1               base acquire clean model   Unicode
#   uchardet 0.0.7         clean                   MPL-1.1
#   CLD2                   clean                   Apache-2.0
#   Nettle 3.8.1           base acquire            LGPL-3.0-or-later or GPL-2.0-or-later, linked dynamically
find_package(doctest REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(PkgConfig REQUIRED)
pkg_check_modules(uchardet REQUIRED IMPORTED_TARGET uchardet)
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(deflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(microhttpd REQUIRED IMPORTED_TARGET libmicrohttpd>=0.9.75)
pkg_check_modules(lzma REQUIRED IMPORTED_TARGET liblzma)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(nettle REQUIRED IMPORTED_TARGET nettle)  # SHA-256 by the processor's own instructions, where it has them
find_library(DNNL_LIBRARY dnnl REQUIRED)
find_library(CLD2_LIBRARY cld2 REQUIRED)
find_package(tomlplusplus REQUIRED)
