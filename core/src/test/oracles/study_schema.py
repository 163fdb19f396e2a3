"""Tries the committed schema of study files on good and bad ones, with the jsonschema package."""
import json
import pathlib

import jsonschema

path = pathlib.Path(__file__).parent.parent / "resources" / "study" / "schema.json"
schema = json.loads(path.read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)


def study(**keys):
    small = {
        "study": "s",
        "task": "classification",
        "data": {"phantom": {}},
        "model": "resnet",
        "arms": {"none": []},
    }
    small.update(keys)
    return {k: v for k, v in small.items() if v is not None}


GOOD = [
    study(),
    study(seeds=3, metric="accuracy", training={"optimizer": {"sgd": {"momentum": 0.5}}}),
    study(model={"name": "resnet", "width": 8, "blocks": [1, 2]}),
    study(data={"source": "x.npz", "split": "official", "size": [64, 48]}),
    study(arms={"none": [], "all": ["l1", {"dropout": {"rate": 0.3}}, {"flip": None}]}),
    study(arms={"none": [], "both": [{"cocktail": "two", "draw": 3}, "dropout"]}),
    study(training={"start": "models/none.zip"}),
    study(data={"source": "x", "folds": 2, "mask": "m", "masks": "instances", "patch": [8, 9]}),
    study(data={"source": "x", "size": [8, 9, 10], "spacing": [3, 0.5, 0.5], "intensity": [-160, 240], "interpolation": "cubic"}),
    study(data={"source": "x", "patch": 64, "intensity": "percentile"}),
    study(learningCurve=[0.1, 0.5]),
    study(tuning={"trials": 6, "folds": 3, "sampler": "tpe", "pruning": "none", "learningRate": [1e-4, 0.01]}),
    study(tuning={}, arms={"none": [], "a": [{"l1": "tune"}], "b": [{"dropout": {"rate": {"tune": [0.1, 0.5]}}}]}),
    study(tuning={}, arms={"none": [], "a": [{"name": "dropout", "rate": {"tune": [0, 1]}, "at": "tune"}]}),
]
BAD = [
    study(arms={"both": [{"cocktail": "three"}]}),
    study(arms={"both": [{"cocktail": "two", "drawn": 3}]}),
    study(arms=None),
    study(learningCurve=[0.5, 1]),
    study(learningCurve=[]),
    study(tuning={"trials": 1}),
    study(tuning={"learningRate": [1e-4]}),
    study(tuning={}, arms={"a": [{"flip": "tune"}]}),
    study(tuning={}, arms={"a": [{"l1": {"lambda": {"tune": [1]}}}]}),
    study(tuning={}, arms={"a": [{"l1": {"lambda": "tuned"}}]}),
    study(seeds=0),
    study(seedz=3),
    study(seeds=2.5),
    study(metric="auc"),
    study(model={"name": "resnet", "widht": 8}),
    study(model={"name": "resnet", "blocks": []}),
    study(data={"source": "x", "phantom": {}}),
    study(data={"source": "x", "split": "oficial"}),
    study(data={"source": "x", "size": [64]}),
    study(data={"source": "x", "size": [1, 2, 3, 4]}),
    study(data={"source": "x", "masks": "binry"}),
    study(data={"source": "x", "spacing": [0, 1]}),
    study(data={"source": "x", "spacing": 1}),
    study(data={"source": "x", "interpolation": "nearest"}),
    study(data={"source": "x", "intensity": "zscore"}),
    study(data={"source": "x", "intensity": [1]}),
    study(training={"optimizer": "adamw"}),
    study(training={"learningRate": 0}),
    study(training={"start": ["models/none.zip"]}),
    study(arms={"a/b": []}),
    study(arms={"x": ["l3"]}),
    study(arms={"x": [{"dropout": {"rate": 1}}]}),
    study(arms={"x": {"l1": {}}}),
]
for instance in GOOD:
    validator.validate(instance)
for instance in BAD:
    assert not validator.is_valid(instance), instance
print(len(GOOD), "good and", len(BAD), "bad files told apart")
