#!/usr/bin/env bash
# Sets up and builds what is missing, quietly and once, then does as told:
#
#   ./annals.sh demo            reads examples/ and prints the timeline
#   ./annals.sh test            everything a merge must pass (--release: the slow checks too)
#   ./annals.sh WORD ...        any word of the command line: ingest, timeline, show, clean, code ...
#
# Wants Debian bookworm, and root or sudo the first time (for packages).
set -euo pipefail
cd_back=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$root/build/release

packages=(
  g++ cmake ninja-build ccache mold pkg-config python3 ca-certificates
  doctest-dev nlohmann-json3-dev libcli11-dev libtomlplusplus-dev
  libsqlite3-dev zlib1g-dev libzstd-dev libicu-dev libuchardet-dev libcld2-dev libdnnl-dev
  libcurl4-openssl-dev nettle-dev libdeflate-dev libbz2-dev liblzma-dev libbrotli-dev libmicrohttpd-dev
)
page_packages=(nodejs npm)
test_packages=(clang-format-14 clang-tidy-14 chromium)

say() { printf 'annals.sh: %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else say "needs root (or sudo) to install: $*"; exit 1
  fi
}

install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive \
         apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    cat "$log" >&2
    say "the packages above could not be installed"
    exit 1
  fi
  rm -f "$log"
}

build_targets() {
  if [ ! -f "$build/build.ninja" ]; then
    say "configuring"
    (cd "$root" && cmake --preset release >/dev/null)
  fi
  [ -x "$build/src/cli/annals" ] || say "building (the first time takes some minutes)"
  local log
  log=$(mktemp)
  if ! ninja -C "$build" "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    say "the build failed"
    exit 1
  fi
  rm -f "$log"
}

# What npm fetches is named in web/package-lock.json with its hash; once it is there, nothing is fetched any more.
# `everything`: also what only the page's tests need.
install_page() {
  local modules=$root/web/node_modules want=$1 stamp omit=()
  stamp=$(sha256sum <"$root/web/package-lock.json" | cut -c 1-16)
  case "$(cat "$modules/.annals" 2>/dev/null)" in "$stamp everything" | "$stamp $want") return ;; esac
  command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null ||
    install_packages "${page_packages[@]}"
  say "fetching what the page is built with"
  [ "$want" = everything ] || omit=(--omit=dev)
  (cd "$root/web" && npm ci --loglevel=error "${omit[@]}" >/dev/null) || return 1
  echo "$stamp $want" >"$modules/.annals"
}

# The page that `serve` shows, built anew where its sources are newer than it.
build_page() {
  install_page "$1" || return 1
  local built=$root/build/web/index.html
  if [ ! -f "$built" ] || [ -n "$(find "$root/web/src" "$root/web/build.mjs" "$root/web/package-lock.json" -newer "$built" -print -quit)" ]; then
    (cd "$root/web" && node build.mjs) >&2
  fi
}

demo() {
  install_packages "${packages[@]}"
  build_targets annals
  build_page program || say "the page could not be built; everything but \`serve\` has no need of it"
  local store=$root/build/demo.annals
  rm -f "$store" "$store-wal" "$store-shm" "$store-ledger"
  (cd "$root" && "$build/src/cli/annals" ingest "$store" examples/*/[0-9]*)
  "$build/src/cli/annals" timeline "$store"
  say "the record is in build/demo.annals; try:"
  say "  ./annals.sh show build/demo.annals EVENT-ID"
  say "  ./annals.sh search build/demo.annals ceasefire"
  say "  ./annals.sh serve build/demo.annals           in a browser: timeline, map, network, documents"
  say "  ./annals.sh ingest my.annals PAGES... && ./annals.sh timeline my.annals"
}

run_tests() {
  install_packages "${packages[@]}" "${test_packages[@]}"
  build_page everything
  build_targets
  "$root/tests/format.sh"
  local labels=(-LE release)
  if [ "${1:-}" = --release ]; then
    labels=()
    "$root/tests/tidy.sh" "$build"
  fi
  ctest --test-dir "$build" --output-on-failure -j "$(nproc)" "${labels[@]}"
}

case "${1:-}" in
  demo) demo ;;
  test) shift; run_tests "$@" ;;
  "" | -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" ;;
  *)
    install_packages "${packages[@]}"
    build_targets annals
    [ "$1" != serve ] || build_page program || say "the page could not be built; the API works without it"
    cd "$cd_back"
    exec "$build/src/cli/annals" "$@"
    ;;
esac
