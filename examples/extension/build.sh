#!/bin/sh
# Compiles the example against Ridgeline and packs it: build.sh writes speckle.jar beside this file.
set -eu
cd "$(dirname "$0")"
home=../..
[ -d "$home/app/target/lib" ] || { echo "build Ridgeline first: ./ridgeline doctor" >&2; exit 1; }
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac --release 17 -d "$classes" -cp "$home/app/target/lib/*" src/org/example/speckle/*.java
cp -r META-INF "$classes"
jar --create --file speckle.jar -C "$classes" .
echo "wrote $(pwd)/speckle.jar"
