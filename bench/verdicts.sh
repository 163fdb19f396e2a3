#!/bin/sh
# How often verdicts on simulated studies are wrong, as the table of docs/verdicts.md. An hour of one quiet core.
#   bench/verdicts.sh [STUDIES [DRAWS]]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
mvn -q -f "$here/pom.xml" -pl bench -am package -Dmaven.test.skip=true -Dspotless.check.skip=true >&2
exec java -XX:+UseSerialGC -cp "$here/bench/target/classes:$here/bench/target/lib/*" io.ridgeline.bench.Verdicts "$@"
