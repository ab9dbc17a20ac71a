#!/bin/sh
# run.sh types|unit|page [ANNALS ...]: a test of the page, or 77 where Node or its packages are not installed
# (./annals.sh test installs them).
cd "$(dirname "$0")/.." || exit 1
command -v node >/dev/null || { echo "skipped: no node"; exit 77; }
[ -d node_modules/playwright-core ] || { echo "skipped: no packages, see web/README.md"; exit 77; }
what=$1
shift
case $what in
  types) exec node node_modules/typescript/bin/tsc --noEmit ;;
  unit) exec node tests/unit.mjs ;;
  page)
    [ -x /usr/bin/chromium ] || { echo "skipped: no /usr/bin/chromium"; exit 77; }
    exec node tests/page/run.mjs "$@"
    ;;
esac
exit 2
