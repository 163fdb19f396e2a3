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
# name, resnet8 (median, quartiles), resnet18 (likewise), unet (likewise), prediction, MB more than none
awk -F, '
  FILENAME ~ /memory$/ { if ($1 == "none") none = $2; else more[$1] = $2 - none; next }
  { print $0 "," more[$1] }' "$work/memory" "$work/time" >"$work/new"
awk -F, 'NR == FNR { fresh[$1] = $0; next } !($1 in fresh)' "$work/new" "$figures" >"$work/old"
cat "$work/old" "$work/new" | sort -t, -k1,1 >"$work/all"
cp "$work/all" "$figures"
skipped=$(cost mean stochastic-depth 300 | cut -d, -f2)

awk -F, -v skipped="$skipped" '
  function step(at) { return $at == "" ? "–" : sprintf("%.2f [%.2f, %.2f]", $at, $(at + 1), $(at + 2)) }
  BEGIN {
    print "# What each method costs\n"
    print "Made by `bench/cost.sh`. A training step with the method over one without it: two trainings take steps in"
    print "turn in one process, two such pairs side by side, and the median of the ratios stands here, with quartiles. One"
    print "thread, Adam; `resnet8` in batches of 64 at 28×28 (20 rounds), `resnet18` the same (4 rounds: the third of four), `unet` (width 16,"
    print "4 levels) in batches of 8 at 64×64 (10 rounds). Each method at its default values; `mc-dropout` and `r-drop`"
    print "beside `dropout`, on both sides. *Prediction* is the time to score a batch over that of a plain pass. *Memory*"
    print "is the peak of a process that takes two steps of `resnet18` in batches of 16, in MB more than one without"
    print "the method. A median of few steps does not see the few branches that `stochastic-depth` leaves out at its"
    print "default rate: the time of 300 steps of `resnet8` together is " skipped " times that without it.\n"
    print "| method | step, resnet8 | step, resnet18 | step, unet | prediction | memory, MB |"
    print "|---|---|---|---|---|---|"
  }
  { printf "| `%s` | %s | %s | %s | %.1f | %s |\n", $1, step(2), step(5), step(8), $11, $12 == "" ? "–" : sprintf("%+d", $12) }
' "$figures" >"$here/docs/cost.md"
