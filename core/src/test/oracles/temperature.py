"""The temperature of least log loss, as scipy finds it on probabilities in double precision.

    /usr/bin/python3 core/src/test/oracles/temperature.py

writes core/src/test/resources/io/ridgeline/regularize/temperature.json (scipy 1.10): for a model that is too sure
and for one that is not sure enough

  probabilities, labels   of the validation part; each row sums to 1
  temperature             argmin over T in [.05, 20] of the log loss of softmax(z / T), by bounded Brent
  scaled                  softmax(z / T) at that temperature
"""
import json
import os

import numpy
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/io/ridgeline/regularize")


def case(sure):
    logits = random.normal(size=(30, 3))
    labels = numpy.array([random.choice(3, p=softmax(z)) for z in logits])
    logits *= sure

    def loss(log_t):
        return -log_softmax(logits / numpy.exp(log_t), 1)[numpy.arange(30), labels].mean()

    found = minimize_scalar(loss, bounds=numpy.log([0.05, 20]), method="bounded", options={"xatol": 1e-10})
    t = float(numpy.exp(found.x))
    return {"probabilities": softmax(logits, 1).tolist(), "labels": labels.tolist(), "temperature": t,
            "scaled": softmax(logits / t, 1).tolist()}


random = numpy.random.default_rng(5)
with open(os.path.join(FOLDER, "temperature.json"), "w", encoding="utf-8") as out:
    cases = {"tooSure": case(4.0), "notSureEnough": case(0.4)}
    out.write("{" + ",\n".join('"%s": %s' % (k, json.dumps(v, separators=(",", ":"))) for k, v in cases.items())
              + "}\n")
