#!/bin/bash
# Kills a first start while it unpacks its natives, several times, and starts again on the same cache:
#   bench/first-start.sh [KILLS]
# Ends with 0 if every later start heals.
set -u
kills=${1:-5}
here=$(cd "$(dirname "$0")/.." && pwd)
cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
export RIDGELINE_JAVA_OPTS="-Dorg.bytedeco.javacpp.cachedir=$cache"
status=0
for k in $(seq "$kills"); do
  rm -rf "${cache:?}"/*
  setsid "$here/ridgeline" doctor >/dev/null 2>&1 &
  pid=$!
  pause=$((600 + k * 400))
  sleep "$(printf '%d.%03d' $((pause / 1000)) $((pause % 1000)))"
  kill -9 -- "-$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  left=$(du -sm "$cache" | cut -f1)
  if "$here/ridgeline" doctor >"$cache/doctor.txt" 2>&1; then
    echo "killed after $pause ms with $left MB unpacked: healed, $(du -sm "$cache" | cut -f1) MB"
  else
    echo "killed after $pause ms with $left MB unpacked: NOT healed"
    tail -3 "$cache/doctor.txt"
    status=1
  fi
done
exit $status
