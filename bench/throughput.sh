#!/bin/sh
# Training throughput beside PyTorch, in turn, on the same machine in one run:
#   [THREADS="1 2"] [MODELS="unet2d:16:128 ..."] bench/throughput.sh PATH/throughput.py [ROUNDS]
# A model is given as its name, its batch and the size of its images.
# The script is the PyTorch peer; PYTHON names its interpreter (default /usr/bin/python3).
set -eu
peer=$1
rounds=${2:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
mvn -q -f "$here/pom.xml" -pl bench -am package -Dmaven.test.skip=true -Dspotless.check.skip=true >&2
classpath="$here/bench/target/classes:$here/bench/target/lib/*"
export OMP_WAIT_POLICY=PASSIVE OPENBLAS_NUM_THREADS=1
for threads in ${THREADS:-1 2}; do
  for setup in ${MODELS:-resnet8:128:28 resnet18:64:28 unet2d:16:128 unet3d:4:32x48x32}; do
    model=${setup%%:*} size=${setup##*:}
    batch=${setup#*:} batch=${batch%:*}
    for penalty in none l1; do
      [ "$penalty" = l1 ] && option=l1 || option=
      for round in $(seq "$rounds"); do
        # shellcheck disable=SC2086
        java -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
          -cp "$classpath" io.ridgeline.bench.Throughput $model $batch $threads $option |
          sed 's/^/ours  /'
        "${PYTHON:-/usr/bin/python3}" "$peer" --model $model --batch $batch --size $size \
          --threads $threads --penalty $penalty | sed 's/^/peer  /'
      done
    done
  done
done
