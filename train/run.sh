#!/bin/sh
# Makes a reader's weights from the data:
#   ./train/run.sh [FOLDER]        English, from the labelled data in FOLDER (default ../shared/data); under an hour on one quiet core
#   ./train/run.sh es FOLDER       Spanish, from the treebanks UD Spanish AnCora, GSD and PUD anywhere below FOLDER (es_ancora-ud-train.conllu ...);
#                                  it begins with the English weights, so make those first
set -eu
cd "$(dirname "$0")"
if [ ! -d .venv ]; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet --requirement requirements.txt
fi
python=.venv/bin/python
if [ "${1:-}" = es ]; then
  data=${2:?which folder has the treebanks?}
  mkdir -p out
  $python vocabulary.py es "$data" out/vocabulary.es.json
  # All three treebanks first, then AnCora alone, in whose way of writing trees the rest is to end.
  $python train.py --language es --data "$data" --english ../data/models/reader.en.safetensors --vocabulary out/vocabulary.es.json \
    --out out/es-first --epochs 10 --last 0.3 --warm 60 --rate 1.5e-4 --head-rate 1e-3 --measure-every 5
  $python train.py --language es --data "$data" --only ancora --start out/es-first/last.pt --out out/es-last --epochs 3 --rate 5e-5 --head-rate 4e-4 \
    --word-rate 4e-4 --warm 20 --seed 9 --measure-every 3
  $python evaluate.py out/es-last/last.pt --data "$data"
  $python export.py out/es-last/last.pt ../data/models/reader.es.safetensors ../tests/model/reader_reference.es.json
  exit
fi
data=${1:-../../shared/data}
# Trees, tags and labelled names first; then once more with the names of unlabelled news, as guessed and put right.
$python train.py --data "$data" --out out/first --epochs 5 --last 0.25
$python silver.py out/first/last.pt "$data" write out/silver.conllu
$python train.py --data "$data" --out out/last --start out/first/last.pt --epochs 1 --rate 4.5e-5 --head-rate 3.5e-4 \
  --warm 20 --seed 9 --extra out/silver.conllu
$python evaluate.py out/last/last.pt --data "$data"
$python export.py out/last/last.pt ../data/models/reader.en.safetensors ../tests/model/reader_reference.json
