#!/usr/bin/env bash
# clang-tidy over every source, by the checks of .clang-tidy; fails on what its analyzer finds, prints the rest. Slow: runs with `./annals.sh test --release`.
#
#   tests/tidy.sh BUILD [FILE...]      BUILD: a folder with compile_commands.json
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:-build/release}
shift || true
if [ $# -gt 0 ]; then files=("$@"); else mapfile -t files < <(find src -name '*.cc' | sort); fi
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy-14 -p "$build" --quiet 2>/dev/null
