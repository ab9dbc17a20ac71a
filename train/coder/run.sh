#!/bin/sh
# Makes the learned coder's weights: ./train/coder/run.sh ANNALS [FOLDER ...]     (about forty minutes on one quiet core)
# ANNALS: the built program, which reads the texts. FOLDER: further labelled folders (docs/SET/ID.txt, gold/SET.jsonl) to learn from, beside
# ../shared/data/events and our own texts and pairs in eval/.
set -eu
annals=$(realpath "$1")
shift
more=""
for folder in "$@"; do more="$more $(realpath "$folder")"; done
cd "$(dirname "$0")"
if [ ! -d ../.venv ]; then
  python3 -m venv ../.venv
  ../.venv/bin/pip install --quiet --requirement ../requirements.txt
fi
python3 ../../eval/events/texts.py --unpack ../out/texts ../../eval/events/texts/*.txt
# shellcheck disable=SC2086
../.venv/bin/python teach.py --annals "$annals" --more ../out/texts $more --pairs ../../eval/status --out ../out/coder
../.venv/bin/python weights.py ../out/coder/last.pt ../../data/models/coder.en.safetensors thresholds.json "$annals" ../out/texts ../../tests/model/coder_reference.json
