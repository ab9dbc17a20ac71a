#!/usr/bin/env bash
# How many edited copies of wires are found, on the half of the stories that nothing was tuned on, three seeds.
#
#   eval/copies/run.sh [BENCH_COPIES] [DATA]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tool=${1:-build/release/bench/bench_copies}
data=${2:-../shared/data}
if [ ! -d "$data/pages/aeb" ]; then
  echo "skipped: $data is absent"
  exit 0
fi
python3 -B eval/copies/generate.py "$data" build/copies --half report --seeds 3
for seed in 1 2 3; do
  "$tool" build/copies/report-$seed.jsonl build/copies/found-$seed.jsonl
  python3 -B eval/copies/score.py build/copies/report-$seed.jsonl build/copies/found-$seed.jsonl --wrong 20
done
