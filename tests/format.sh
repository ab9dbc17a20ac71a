#!/usr/bin/env bash
# Fails, naming the files, where a source is not as clang-format would have it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bad=()
while IFS= read -r file; do
  clang-format-14 --dry-run -Werror "$file" >/dev/null 2>&1 || bad+=("$file")
done < <(find include src tests eval bench fuzz -name '*.h' -o -name '*.cc' 2>/dev/null | sort)
if [ ${#bad[@]} -gt 0 ]; then
  printf 'not formatted (clang-format-14 -i): %s\n' "${bad[@]}" >&2
  exit 1
fi
