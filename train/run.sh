#!/bin/sh
# Makes the reader's weights from the data: ./train/run.sh [FOLDER OF THE DATA]   (under an hour on one quiet core)
set -eu
cd "$(dirname "$0")"
data=${1:-../../shared/data}
if [ ! -d .venv ]; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet --requirement requirements.txt
fi
# Trees, tags and labelled names first; then once more with the names of unlabelled news, as guessed and put right.
.venv/bin/python train.py --data "$data" --out out/first --epochs 5 --last 0.25
.venv/bin/python silver.py out/first/last.pt "$data" write out/silver.conllu
.venv/bin/python train.py --data "$data" --out out/last --start out/first/last.pt --epochs 1 --rate 4.5e-5 --head-rate 3.5e-4 \
  --warm 20 --seed 9 --extra out/silver.conllu
.venv/bin/python evaluate.py out/last/last.pt --data "$data"
.venv/bin/python export.py out/last/last.pt ../data/models/reader.en.safetensors ../tests/model/reader_reference.json
