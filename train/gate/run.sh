#!/bin/sh
# Makes the gate's weights: ./train/gate/run.sh BUILD [DATA]     (some ten minutes on one quiet core, most of it annals reading)
# BUILD: a build folder with annals and gate_tool. DATA: the folder of labelled data (default ../shared/data beside the repository).
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")"
data=$(realpath "${2:-../../../shared/data}")
annals="$build/src/cli/annals"
out=../out/gate
mkdir -p "$out"
if [ ! -d ../.venv ]; then
  python3 -m venv ../.venv
  ../.venv/bin/pip install --quiet --requirement ../requirements.txt
fi
python3 ../../eval/events/texts.py --unpack "$out/own" ../../eval/events/texts/*.txt
python3 news.py "$data" "$out/news"
rm -rf "$out/wcxb" && mkdir "$out/wcxb"
# A third of wcxb is enough: it is mostly not of politics.
ls "$data/pages/wcxb/html" | awk 'NR % 3 == 0' | while read -r page; do ln -s "$data/pages/wcxb/html/$page" "$out/wcxb/$page"; done
code() { "$annals" --data ../../data code --every-sentence "$1" > "$2" || true; }  # pages that hold no text are told on standard error
code "$data/pages/aeb/html" "$out/aeb.jsonl"
code "$out/wcxb" "$out/wcxb.jsonl"
code "$out/news" "$out/news.jsonl"
../.venv/bin/python teach.py --annals "$annals" --tool "$build/src/parse/gate_tool" --data ../../data --events "$data/events" --own "$out/own" \
  --pages "$data/pages/aeb/html=$out/aeb.jsonl" "$out/wcxb=$out/wcxb.jsonl" "$out/news=$out/news.jsonl" --out ../../data/models/gate.en.safetensors
