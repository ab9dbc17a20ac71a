#!/usr/bin/env bash
# What was announced, and what became of it; what outlets tell differently.
#
#   promises.sh STORE
set -euo pipefail
store=$1

echo "== What became of what was planned"
annals sql "$store" "SELECT coalesce(outcome, 'not told') AS outcome, count(*) AS events FROM commitments GROUP BY 1 ORDER BY 2 DESC"
echo
echo "== Still open, or never heard of again"
annals sql "$store" "SELECT due_from, actors, type, place_name, outcome FROM commitments
                     WHERE outcome IN ('open', 'unconfirmed') ORDER BY due_from LIMIT 8"
echo
echo "== On what the documents disagree"
annals sql "$store" "SELECT field, count(DISTINCT event) AS events FROM disagreements GROUP BY field ORDER BY events DESC, field"
