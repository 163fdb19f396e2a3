#!/bin/bash
# Kills a study at random moments, resumes it, and compares its results with an undisturbed run:
#   bench/kill-study.sh STUDY.yaml [KILLS] [DATA]
# Ends with 0 if results.json is the same to the byte with 1 and with 2 workers.
set -u
study=$1
kills=${2:-10}
data=${3:+--data $3}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
RANDOM=20261122
# shellcheck disable=SC2086
start=$(date +%s%N)
"$here/ridgeline" study run "$study" $data --out "$work/whole" --parallel 2 >/dev/null 2>&1 || exit 1
whole=$((($(date +%s%N) - start) / 1000000))
echo "undisturbed: $whole ms"
status=0
for workers in 1 2; do
  out="$work/killed-$workers"
  for k in $(seq "$kills"); do
    setsid "$here/ridgeline" study run "$study" $data --out "$out" --parallel $workers >/dev/null 2>&1 &
    pid=$!
    pause=$((500 + RANDOM * 2 % whole))
    sleep "$(printf '%d.%03d' $((pause / 1000)) $((pause % 1000)))"
    kill -9 -- "-$pid" 2>/dev/null && word=killed || word=ended
    wait "$pid" 2>/dev/null
    echo "workers $workers, kill $k: $word after $pause ms, finished trials: $(grep -c '"finished"' "$out/journal.jsonl" 2>/dev/null)"
  done
  "$here/ridgeline" study run "$study" $data --out "$out" --parallel $workers >/dev/null 2>&1
  if cmp "$work/whole/results.json" "$out/results.json"; then
    echo "workers $workers: results.json is the same to the byte"
  else
    status=1
  fi
done
exit $status
