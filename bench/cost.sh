#!/bin/sh
# What each method of the catalogue costs in time and memory, beside none, on this machine in one run.
#   bench/cost.sh [METHOD...]
# Writes docs/cost.md and the figures that `ridgeline regularizers NAME` shows. A quarter of an hour of two quiet cores;
# with names, measures these anew and keeps the other lines.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
figures=$here/app/src/main/resources/io/ridgeline/app/cli/cost.csv
mvn -q -f "$here/pom.xml" -pl bench -am package -Dmaven.test.skip=true -Dspotless.check.skip=true >&2
export OMP_WAIT_POLICY=PASSIVE OPENBLAS_NUM_THREADS=1
# as the launcher does
export GLIBC_TUNABLES=glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=536870912:glibc.malloc.top_pad=67108864
cost() {
  java -Xmx1g -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    -cp "$here/bench/target/classes:$here/bench/target/lib/*" io.ridgeline.bench.Cost "$@"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -eq 0 ]; then
  # shellcheck disable=SC2046 # one word a name
  set -- $(cost names)
fi

# two at a time, each on a core of its own
half=$((($# + 1) / 2))
first=
while [ "$half" -gt 0 ]; do
  first="$first $1"
  half=$((half - 1))
  shift
done
# shellcheck disable=SC2086 # one word a name
{
  cost time $first >"$work/time.1" &
  [ $# -eq 0 ] || cost time "$@" >"$work/time.2"
  wait
  { for name in none $first; do cost memory "$name"; done >"$work/memory.1"; } &
  for name in "$@"; do cost memory "$name"; done >"$work/memory.2"
  wait
}
cat "$work"/time.* >"$work/time"
cat "$work"/memory.* >"$work/memory"

mkdir -p "$(dirname "$figures")"
touch "$figures"
# name, resnet8 (median, quartiles), resnet18 (median, quartiles), prediction, MB more than none
awk -F, '
  FILENAME ~ /memory$/ { if ($1 == "none") none = $2; else more[$1] = $2 - none; next }
  { print $0 "," more[$1] }' "$work/memory" "$work/time" >"$work/new"
awk -F, 'NR == FNR { fresh[$1] = $0; next } !($1 in fresh)' "$work/new" "$figures" >"$work/old"
cat "$work/old" "$work/new" | sort -t, -k1,1 >"$work/all"
cp "$work/all" "$figures"

awk -F, '
  BEGIN {
    print "# What each method costs\n"
    print "Made by `bench/cost.sh`. A training step with the method over one without it: two trainings take steps in"
    print "turn in one process, two such pairs side by side, and the median of the ratios stands here, with quartiles. One"
    print "thread, Adam, 28×28 images; `resnet8` in batches of 64 (20 rounds), `resnet18` of 16 (4 rounds). Each"
    print "method at its default values; `mc-dropout` and `r-drop` beside `dropout`, on both sides. *Prediction* is"
    print "the time to score 64 images over that of a plain pass. *Memory* is the peak of a process that takes two"
    print "steps of `resnet18` in batches of 16, in MB more than one without the method.\n"
    print "| method | step, resnet8 | step, resnet18 | prediction | memory, MB |"
    print "|---|---|---|---|---|"
  }
  { printf "| `%s` | %.2f [%.2f, %.2f] | %.2f [%.2f, %.2f] | %.1f | %+d |\n", $1, $2, $3, $4, $5, $6, $7, $8, $9 }
' "$figures" >"$here/docs/cost.md"
