#!/bin/bash
# How a study of many trials is kept, reported and opened:
#   bench/scale.sh [SEEDS] [FOLDER]
# Makes the folder of a finished study of 50 arms × 10 splits × SEEDS (20: 10,000 trials) that nobody trained, and
# prints what the store, the report and a browser took. CHROMIUM names the browser (default chromium).
set -eu
seeds=${1:-20}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d ${2:+-p "$2"})
trap 'rm -rf "$work"' EXIT
mvn -q -f "$here/pom.xml" -pl bench,app -am package -Dmaven.test.skip=true -Dspotless.check.skip=true >&2
TIMEFORMAT='%R s (processor time: %U s)'
java -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
  -cp "$here/bench/target/classes:$here/bench/target/lib/*" io.ridgeline.bench.Scale "$work/study" "$seeds"
printf 'ridgeline study status: '
time "$here/ridgeline" study status "$work/study" >/dev/null
printf 'ridgeline report: '
time "$here/ridgeline" report "$work/study" >/dev/null
echo "report.html, bytes: $(stat -c %s "$work/study/report.html")"
# The page says itself when it was there; its own policy would keep the line that asks for it from running.
sed 's/<meta http-equiv="Content-Security-Policy"[^>]*>//
s#</body>#<script>addEventListener("load", () => { document.body.getBoundingClientRect(); document.body.append("SHOWN " + Math.round(performance.now()) + " ms") })</script></body>#' \
  "$work/study/report.html" >"$work/page.html"
for _ in 1 2 3; do
  echo "from asking for the page to its layout: $("${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu \
    --no-first-run --disable-background-networking --user-data-dir="$work/profile" --dump-dom "file://$work/page.html" \
    2>/dev/null | grep -o 'SHOWN [0-9]* ms' | cut -c 7-)"
done
