#!/usr/bin/env bash
# Every measure of quality in one table, then the twenty documents with most wrong (eval/table.py says more).
#
#   eval/run.sh [ANNALS] [--only PART,...] [--worst N] [--keep]
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/table.py" "$@"
