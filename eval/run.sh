#!/usr/bin/env bash
# Every measure of quality in one table of text. What it needs lies in ../shared beside the repository; where that is absent,
# each part says that it is skipped.
#
#   eval/run.sh [ANNALS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
annals=${1:-build/release/src/cli/annals}
tool=$(dirname "$annals")/../parse/parse_tool  # the reader by itself: no page is told apart, so no text is lost
data=../shared/data

echo "== the five seed pages"
python3 -B tests/record/seeds.py "$annals" | grep -E "skipped|events,"
echo "== hand-coded events, dev sets"
if [ -d $data/events ]; then python3 eval/code/run.py "$annals" $data/events; else echo "skipped: $data/events is absent"; fi
echo "== PLOVER's gold records"
python3 eval/code/plover.py "$annals"
echo "== PETRARCH's unit records"
python3 eval/code/petrarch.py "$annals"
echo "== the reader: gold tokens, then raw text"
if [ -d $data/ud ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
  for set in en_ewt-dev en_gum-open-dev; do
    gold=$data/ud/$set.conllu
    "$annals" parse --input conllu "$gold" > "$out/gold.conllu"
    echo "$set, gold tokens"
    python3 eval/parse/las.py "$gold" "$out/gold.conllu"
    python3 eval/parse/las.py --raw "$gold" > "$out/raw.txt"
    "$tool" data text "$out/raw.txt" > "$out/raw.conllu" 2> "$out/raw.log"
    echo "$set, raw text"
    python3 eval/parse/las.py "$gold" "$out/raw.conllu"
  done
else
  echo "skipped: $data/ud is absent"
fi
echo "== pages: body, title, byline, day"
if [ -d $data/pages ] && [ -x build/rivals/bin/python ]; then
  eval/clean/compare.sh "$annals" $data/pages
elif [ -d $data/pages ]; then
  echo "annals alone: eval/setup_rivals.sh installs the rivals"
  clean=$(mktemp)
  "$annals" clean $data/pages/{aeb,segments,wcxb,dates}/html > "$clean" || true
  python3 eval/clean/score.py $data/pages "$clean"
  rm -f "$clean"
else
  echo "skipped: $data/pages is absent"
fi
