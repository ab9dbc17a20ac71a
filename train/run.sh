#!/bin/sh
# Makes the reader's weights from the data: ./train/run.sh [FOLDER OF THE DATA]   (an hour or so on one core)
set -eu
cd "$(dirname "$0")"
data=${1:-../../shared/data}
if [ ! -d .venv ]; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet --requirement requirements.txt
fi
.venv/bin/python train.py --data "$data" --out out
.venv/bin/python evaluate.py out/last.pt --data "$data"
.venv/bin/python export.py out/last.pt ../data/models/reader.en.safetensors ../tests/model/reader_reference.json
