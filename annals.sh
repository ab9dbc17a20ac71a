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
  nettle-dev libdeflate-dev libbz2-dev liblzma-dev libbrotli-dev
)
test_packages=(clang-format-14 clang-tidy-14)

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

demo() {
  install_packages "${packages[@]}"
  build_targets annals
  local store=$root/build/demo.annals
  rm -f "$store" "$store-wal" "$store-shm"
  (cd "$root" && "$build/src/cli/annals" ingest "$store" examples/*/[0-9]*)
  "$build/src/cli/annals" timeline "$store"
  say "the record is in build/demo.annals; try:"
  say "  ./annals.sh show build/demo.annals EVENT-ID"
  say "  ./annals.sh search build/demo.annals ceasefire"
  say "  ./annals.sh ingest my.annals PAGES... && ./annals.sh timeline my.annals"
}

run_tests() {
  install_packages "${packages[@]}" "${test_packages[@]}"
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
    cd "$cd_back"
    exec "$build/src/cli/annals" "$@"
    ;;
esac
