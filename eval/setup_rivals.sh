#!/usr/bin/env bash
# Installs what annals is measured against, pinned with hashes, under build/rivals: the Python packages of
# requirements.txt (made from requirements.in), and go-trafilatura where a Go toolchain is there.
# rs-trafilatura is built from its source where no wheel fits, which needs a Rust toolchain.
#
#   eval/setup_rivals.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here=build/rivals

[ -x $here/bin/python ] || python3 -m venv $here
# The file names every package with its hash: nothing is resolved anew.
$here/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r eval/requirements.txt
if command -v go > /dev/null; then
  (cd eval/clean/go_trafilatura && go build -mod=readonly -trimpath -o ../../../$here/bin/go-trafilatura .)
else
  echo "no Go toolchain: go-trafilatura is left out" >&2
fi
$here/bin/python -c 'import trafilatura, resiliparse, readability, htmldate, rs_trafilatura, selectolax, datasketch, fastwarc'
echo "rivals are in $here"
