#!/usr/bin/env bash
# annals and its rivals over the labelled pages in one run, one table: what each says of each page, then compare.py.
#
#   eval/clean/compare.sh [ANNALS] [PAGES]        about five minutes; ANNALS is the built program
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
annals=${1:-build/release/src/cli/annals}
pages=${2:-../shared/data/pages}
[ -d "$pages" ] || { echo "skipped: $pages is absent"; exit 0; }

[ -x build/rivals/bin/python ] || eval/setup_rivals.sh >&2
python="build/rivals/bin/python -W ignore"
$python eval/clean/rivals.py "$pages" build/rivals/out
clean=build/rivals/annals-clean.jsonl
"$annals" clean "$pages"/{aeb,segments,wcxb,dates}/html > $clean || true  # a page that is refused counts as one without text
$python eval/clean/compare.py "$pages" $clean
