"""Measures what scikit-learn reaches on the penguins sample, fold by fold.

python3 samples/baselines/penguins.py samples/src/main/resources/data

reads penguins.csv in that folder and writes penguins_baselines.csv beside it.

The sample and this script have the same examples and the same folds: the birds of known sex, in the
fold that is the remainder of their nest's number by five. Strengths and sizes are chosen by
cross-validation within the training folds, by the log loss, with the birds of a nest together. Scores
are means over SEEDS for the multi-layer perceptron; the other models do not depend on one.
"""

import csv
import datetime
import pathlib
import re
import sys

import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

FOLDS = 5
SEEDS = range(1, 4)

MEASURED = ["culmenLength", "culmenDepth", "flipperLength", "bodyMass", "delta15N", "delta13C"]
CATEGORIES = ["species", "island"]
NUMBERS = list(range(len(MEASURED) + 3))
TEXTS = [len(NUMBERS) + i for i in range(len(CATEGORIES))]


def read(table):
    """Returns the features, the targets and the number of each bird's nest."""
    with open(table, encoding="utf-8", newline="") as file:
        birds = [bird for bird in csv.DictReader(file) if bird["sex"] != "NA"]
    x = np.array([features(bird) for bird in birds], dtype=object)
    y = np.array([bird["sex"] for bird in birds])
    nests = np.array([int(re.fullmatch(r"N(\d+)A[12]", bird["individualId"])[1]) for bird in birds])
    return x, y, nests


def features(bird):
    date = datetime.date.fromisoformat(bird["dateEgg"])
    measured = [np.nan if bird[name] == "NA" else float(bird[name]) for name in MEASURED]
    others = [date.year, date.timetuple().tm_yday, float(bird["clutchCompletion"] == "true")]
    return measured + others + [bird[name] for name in CATEGORIES]


def scaled():
    """Missing numbers become the mean and a column that says so; categories become one-hot."""
    return make_column_transformer(
        (make_pipeline(SimpleImputer(add_indicator=True), StandardScaler()), NUMBERS),
        (OneHotEncoder(handle_unknown="ignore"), TEXTS),
    )


def numbered():
    """Missing numbers stay missing, and categories become numbers: trees can split both."""
    return make_column_transformer(
        ("passthrough", NUMBERS),
        (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan), TEXTS),
    )


def models(seed):
    """Returns each model with the settings to choose from."""
    return {
        "logistic regression": (
            Pipeline([("columns", scaled()), ("model", LogisticRegression(max_iter=2000))]),
            {"model__C": [0.1, 0.3, 1, 3, 10, 30, 100]},
        ),
        "gradient boosting": (
            Pipeline(
                [
                    ("columns", numbered()),
                    ("model", HistGradientBoostingClassifier(categorical_features=TEXTS)),
                ]
            ),
            {
                "model__learning_rate": [0.03, 0.1],
                "model__max_iter": [50, 100, 200],
                "model__min_samples_leaf": [5, 20],
            },
        ),
        "multi-layer perceptron": (
            Pipeline(
                [
                    ("columns", scaled()),
                    ("model", MLPClassifier(solver="lbfgs", max_iter=5000, random_state=seed)),
                ]
            ),
            {"model__hidden_layer_sizes": [(8,), (16,)], "model__alpha": [0.3, 1, 3, 10]},
        ),
    }


def score(name, seed, x, y, nests, fold):
    """Returns accuracy and log loss on a fold that has chosen nothing."""
    model, settings = models(seed)[name]
    train, test = nests % FOLDS != fold, nests % FOLDS == fold
    search = GridSearchCV(model, settings, scoring="neg_log_loss", cv=GroupKFold(5))
    search.fit(x[train], y[train], groups=nests[train])
    print(name, seed, fold, search.best_params_, flush=True)
    probabilities = search.predict_proba(x[test])
    return (
        accuracy_score(y[test], search.classes_[probabilities.argmax(axis=1)]),
        log_loss(y[test], probabilities, labels=search.classes_),
    )


def main(folder):
    x, y, nests = read(pathlib.Path(folder, "penguins.csv"))
    with open(pathlib.Path(folder, "penguins_baselines.csv"), "w", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["model", "fold", "birds", "accuracy", "logLoss"])
        for name in models(0):
            seeds = SEEDS if name == "multi-layer perceptron" else [0]
            for fold in range(FOLDS):
                scores = [score(name, seed, x, y, nests, fold) for seed in seeds]
                accuracy, loss = np.mean(scores, axis=0)
                birds = int((nests % FOLDS == fold).sum())
                writer.writerow([name, fold, birds, f"{accuracy:.5f}", f"{loss:.5f}"])


if __name__ == "__main__":
    main(*sys.argv[1:])
