"""Writes metrics.json: random cases and what scikit-learn says of them.

    pip install scikit-learn
    python make_metrics.py > metrics.json
"""
import json
import warnings

import numpy as np
from sklearn import metrics

warnings.filterwarnings("ignore")
random = np.random.default_rng(7)


def classification(rows, classes, present):
    actual = random.choice(present, rows)
    predicted = np.where(random.random(rows) < 0.6, actual, random.integers(0, classes, rows))
    labels = list(range(classes))
    each = metrics.precision_recall_fscore_support(actual, predicted, labels=labels, zero_division=0)
    mean = metrics.precision_recall_fscore_support(
        actual, predicted, labels=labels, average="macro", zero_division=0)
    return {
        "classes": classes,
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "confusion": metrics.confusion_matrix(actual, predicted, labels=labels).tolist(),
        "accuracy": metrics.accuracy_score(actual, predicted),
        "each": [column.tolist() for column in each],
        "mean": list(mean[:3]),
        "weighted": list(metrics.precision_recall_fscore_support(
            actual, predicted, labels=labels, average="weighted", zero_division=0)[:3]),
    }


def ranking(rows, digits):
    positive = random.random(rows) < 0.4
    scores = np.round(random.normal(size=rows) + positive, digits)
    return {
        "positive": positive.tolist(),
        "scores": scores.tolist(),
        "auc": metrics.roc_auc_score(positive, scores),
        "averagePrecision": metrics.average_precision_score(positive, scores),
        "roc": curve(metrics.roc_curve(positive, scores, drop_intermediate=False)),
        "precisionRecall": curve(metrics.precision_recall_curve(positive, scores)),
    }


def curve(arrays):
    return [[value for value in array.tolist() if np.isfinite(value)] for array in arrays]


def threshold(rows, digits):
    positive = random.random(rows) < 0.4
    logits = random.normal(size=rows) + 1.5 * positive - 1
    probabilities = np.round(1 / (1 + np.exp(-logits)), digits)

    def at(limit):
        predicted = probabilities > limit
        return [metrics.accuracy_score(positive, predicted)] + [
            score(positive, predicted, zero_division=0)
            for score in (metrics.precision_score, metrics.recall_score, metrics.f1_score)]

    precision, recall, _ = metrics.precision_recall_curve(positive, probabilities)
    return {
        "positive": positive.tolist(),
        "probabilities": probabilities.tolist(),
        "thresholds": [0.1, 0.3, 0.5, 0.75, 0.999],
        "scores": [at(limit) for limit in (0.1, 0.3, 0.5, 0.75, 0.999)],
        "bestF1": np.nanmax(2 * precision * recall / (precision + recall)),
        "precisionForRecall80": precision[recall >= 0.8].max(),
        "recallForPrecision70": recall[precision >= 0.7].max(),
    }


def one_versus_rest(rows, classes):
    actual = random.integers(0, classes, rows)
    actual[:classes] = range(classes)
    logits = np.round(random.normal(size=(rows, classes)) + np.eye(classes)[actual], 1)
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return {
        "classes": classes,
        "actual": actual.tolist(),
        "probabilities": probabilities.ravel().tolist(),
        "auc": metrics.roc_auc_score(actual, probabilities, multi_class="ovr", average="macro"),
    }


def regression(rows, outputs, offset, constant):
    actual = random.normal(size=(rows, outputs)) + offset
    if constant:
        actual[:, 0] = 3.5
    predicted = actual + random.normal(size=(rows, outputs)) * 0.5
    return {
        "outputs": outputs,
        "actual": actual.ravel().tolist(),
        "predicted": predicted.ravel().tolist(),
        "mse": metrics.mean_squared_error(actual, predicted),
        "mae": metrics.mean_absolute_error(actual, predicted),
        "r2": metrics.r2_score(actual, predicted),
    }


print(json.dumps({
    "classification": [
        classification(50, 2, [0, 1]),
        classification(80, 5, [0, 1, 2, 3, 4]),
        classification(30, 6, [0, 2, 5]),
        classification(1, 3, [1]),
    ],
    "ranking": [ranking(40, 6), ranking(60, 0), ranking(25, 1)],
    "oneVersusRest": [one_versus_rest(60, 3), one_versus_rest(90, 7)],
    "regression": [
        regression(40, 1, 0, False), regression(50, 3, 0, False),
        regression(30, 1, 1e6, False), regression(20, 2, 0, True),
    ],
    "threshold": [threshold(80, 6), threshold(120, 1), threshold(60, 2)],
}))
