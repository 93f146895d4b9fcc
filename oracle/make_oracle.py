#!/usr/bin/env python3
"""Writes the reference training runs of OracleTest with PyTorch, one JSON file for each case.

    python3 make_oracle.py FOLDER            writes all files into the folder
    python3 make_oracle.py FOLDER NAME ...   writes the files of these cases
    python3 make_oracle.py --check FOLDER    compares the files in the folder with new runs

A file contains its case, then:

initial, final  the parameters before the first and after the last step, by "layer.parameter"
batches         x and y of each batch; step s takes batch s modulo their number
stepLosses      for each step, the losses of its batch before the update: "data" without penalties,
                each penalty by its name, and "total", which is differentiated
prediction      the output for the x of the first batch, after the last step

All numbers are float64. A weight is stored as [in][out], as in Netwright; PyTorch's is [out][in].
The scale and shift of a layer normalisation are PyTorch's weight and bias.
"""

import argparse
import json
import math
import pathlib
import sys

import torch
from torch import nn

torch.set_default_dtype(torch.float64)

# Sums in another order, as on another processor, change the last digits.
TOLERANCE = 1e-12

ACTIVATIONS = {
    "relu": nn.ReLU,
    "leaky_relu": lambda: nn.LeakyReLU(0.01),
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
    "gelu": nn.GELU,
    "elu": nn.ELU,
    "softplus": nn.Softplus,
    "silu": nn.SiLU,
}


class Layer(nn.Module):
    """What a field declares: a linear layer, a normalisation and an activation, each optional."""

    def __init__(self, spec, width):
        super().__init__()
        self.name = spec["name"]
        self.width = spec.get("out", width)
        # Keys are the parameters' names in the files, values say how to read PyTorch's parameter.
        self.stored = {}
        modules = []
        if "out" in spec:
            modules.append(self.linear(width, self.width))
        if spec.get("layerNorm"):
            modules.append(self.layer_norm(self.width))
        if "activation" in spec:
            modules.append(ACTIVATIONS[spec["activation"]]())
        self.modules_in_order = nn.Sequential(*modules)

    def linear(self, width, out):
        """Draws initial values in the order [in][out], in which the files store them."""
        linear = nn.utils.skip_init(nn.Linear, width, out)
        bound = 1 / math.sqrt(width)
        weight = torch.empty(width, out).uniform_(-bound, bound)
        linear.weight = nn.Parameter(weight.t().contiguous())
        linear.bias = nn.Parameter(torch.empty(out).uniform_(-bound, bound))
        self.stored["weight"] = lambda: linear.weight.t()
        self.stored["bias"] = lambda: linear.bias
        return linear

    def layer_norm(self, width):
        """Draws initial values: with PyTorch's 1 and 0, some wrong gradients would be right."""
        norm = nn.LayerNorm(width, eps=1e-5)
        norm.weight = nn.Parameter(torch.empty(width).uniform_(0.5, 1.5))
        norm.bias = nn.Parameter(torch.empty(width).uniform_(-0.5, 0.5))
        self.stored["scale"] = lambda: norm.weight
        self.stored["shift"] = lambda: norm.bias
        return norm

    def forward(self, x):
        return self.modules_in_order(x)


def network_of(case):
    layers = []
    width = case["input"]
    for spec in case["layers"]:
        layers.append(Layer(spec, width))
        width = layers[-1].width
    return nn.Sequential(*layers)


def loss_of(case):
    options = case.get("lossOptions", {})
    loss = case["loss"]
    if loss == "mse":
        return nn.MSELoss()
    if loss == "huber":
        return nn.HuberLoss(delta=options["delta"])
    if loss == "cross_entropy":
        cross_entropy = nn.CrossEntropyLoss(label_smoothing=options.get("labelSmoothing", 0.0))
        return lambda logits, y: cross_entropy(logits, y.long().flatten())
    if loss == "binary_cross_entropy":
        return nn.BCEWithLogitsLoss()
    raise ValueError(f"{case['name']}: no loss is called {loss}")


def optimizer_of(case, parameters):
    spec = case["optimizer"]
    rate = spec["learningRate"]
    if spec["kind"] == "sgd":
        return torch.optim.SGD(
            parameters,
            lr=rate,
            momentum=spec.get("momentum", 0),
            nesterov=spec.get("nesterov", False),
        )
    if spec["kind"] == "adam":
        return torch.optim.Adam(parameters, lr=rate)
    if spec["kind"] == "adamw":
        return torch.optim.AdamW(parameters, lr=rate, weight_decay=spec["weightDecay"])
    raise ValueError(f"{case['name']}: no optimiser is called {spec['kind']}")


def penalties_of(case, network):
    """The terms of the loss: sums over the magnitudes or the squares, without a factor 1/2."""
    layers = {layer.name: layer for layer in network}
    roles = {"WEIGHT": ["weight"], "BIAS": ["bias"], "ALL": ["weight", "bias"]}
    terms = {}
    for penalty in case.get("penalties", []):
        stored = layers[penalty["layer"]].stored
        parameters = [stored[role]() for role in roles[penalty.get("on", "WEIGHT")]]
        size = torch.abs if penalty["kind"] == "l1" else torch.square
        norm = sum(size(parameter).sum() for parameter in parameters)
        terms[f"{penalty['layer']}.{penalty['kind']}"] = penalty["value"] * norm
    return terms


def parameters_of(network):
    return {
        f"{layer.name}.{name}": value().tolist()
        for layer in network
        for name, value in layer.stored.items()
    }


def run(case):
    """Trains the network of a case and returns the contents of its file."""
    torch.manual_seed(case["seed"])
    network = network_of(case)
    loss = loss_of(case)
    optimizer = optimizer_of(case, network.parameters())
    batches = case["data"]()

    result = {key: value for key, value in case.items() if key != "data"}
    result["initial"] = parameters_of(network)
    result["batches"] = [{"x": x.tolist(), "y": y.tolist()} for x, y in batches]
    result["stepLosses"] = []
    for step in range(case["steps"]):
        x, y = batches[step % len(batches)]
        data = loss(network(x), y)
        terms = penalties_of(case, network)
        total = data + sum(terms.values())
        result["stepLosses"].append(
            {
                "data": data.item(),
                "penalties": {name: term.item() for name, term in terms.items()},
                "total": total.item(),
            }
        )
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
    result["final"] = parameters_of(network)
    result["prediction"] = network(batches[0][0]).tolist()
    return result


def parabola():
    generator = torch.Generator().manual_seed(7)
    x = torch.linspace(-1, 1, 100).reshape(-1, 1)
    return [(x, x**2 + 0.2 * torch.rand(100, 1, generator=generator))]


def blobs(seed, rows, width, classes, batches):
    """Points around one centre for each class; of several batches, the last one is smaller."""
    generator = torch.Generator().manual_seed(seed)
    centres = torch.randn(classes, width, generator=generator) * 2
    result = []
    for batch in range(batches):
        is_smaller = batches > 1 and batch == batches - 1
        n = rows // 3 if is_smaller else rows
        y = torch.randint(classes, (n,), generator=generator)
        x = centres[y] + torch.randn(n, width, generator=generator)
        result.append((x, y.double().reshape(-1, 1)))
    return result


def waves(seed, rows, width, outputs):
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(rows, width, generator=generator)
    y = torch.sin(x @ torch.randn(width, outputs, generator=generator))
    return [(x, y + 0.1 * torch.randn(rows, outputs, generator=generator))]


def parabola_case(name, seed, **more):
    return {
        "name": name,
        "seed": seed,
        "input": 1,
        "layers": [
            {"name": "hidden", "out": 10, "activation": "relu"},
            {"name": "predict", "out": 1},
        ],
        "loss": "mse",
        "data": parabola,
        "steps": 50,
        "optimizer": {"kind": "sgd", "learningRate": 0.2},
        **more,
    }


CASES = [
    parabola_case(
        "seed_l1_l2_all",
        seed=1,
        penalties=[
            {"layer": "hidden", "kind": "l1", "value": 0.01, "on": "ALL"},
            {"layer": "hidden", "kind": "l2", "value": 1e-4, "on": "ALL"},
        ],
    ),
    parabola_case(
        "seed_l1_weight",
        seed=2,
        penalties=[{"layer": "hidden", "kind": "l1", "value": 0.01}],
    ),
    parabola_case("seed_no_penalty", seed=3),
    {
        "name": "momentum_tanh",
        "seed": 4,
        "input": 5,
        "steps": 40,
        "loss": "mse",
        "data": lambda: waves(seed=4, rows=32, width=5, outputs=3),
        "layers": [
            {"name": "a", "out": 8, "activation": "tanh"},
            {"name": "b", "out": 6, "activation": "sigmoid"},
            {"name": "c", "out": 3},
        ],
        "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9},
        "penalties": [
            {"layer": "a", "kind": "l2", "value": 1e-3},
            {"layer": "b", "kind": "l1", "value": 5e-4, "on": "BIAS"},
        ],
    },
    {
        "name": "nesterov_gelu",
        "seed": 5,
        "input": 5,
        "steps": 40,
        "loss": "huber",
        "lossOptions": {"delta": 0.5},
        "data": lambda: waves(seed=5, rows=32, width=5, outputs=2),
        "layers": [
            {"name": "a", "out": 8, "activation": "gelu"},
            {"name": "b", "out": 2},
        ],
        "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9, "nesterov": True},
        "penalties": [{"layer": "b", "kind": "l2", "value": 1e-2}],
    },
    {
        "name": "adam_cross_entropy",
        "seed": 6,
        "input": 7,
        "steps": 40,
        "loss": "cross_entropy",
        "data": lambda: blobs(seed=6, rows=24, width=7, classes=4, batches=3),
        "layers": [
            {"name": "a", "out": 16, "activation": "relu"},
            {"name": "b", "out": 12, "activation": "leaky_relu"},
            {"name": "logits", "out": 4},
        ],
        "optimizer": {"kind": "adam", "learningRate": 1e-2},
        "penalties": [
            {"layer": "a", "kind": "l1", "value": 1e-3},
            {"layer": "a", "kind": "l2", "value": 1e-3},
            {"layer": "logits", "kind": "l2", "value": 1e-3},
        ],
    },
    {
        "name": "adamw_label_smoothing",
        "seed": 8,
        "input": 7,
        "steps": 40,
        "loss": "cross_entropy",
        "lossOptions": {"labelSmoothing": 0.1},
        "data": lambda: blobs(seed=8, rows=24, width=7, classes=4, batches=2),
        "layers": [
            {"name": "a", "out": 16, "activation": "silu"},
            {"name": "logits", "out": 4},
        ],
        "optimizer": {"kind": "adamw", "learningRate": 1e-2, "weightDecay": 0.05, "on": "ALL"},
    },
    {
        "name": "adam_binary",
        "seed": 9,
        "input": 6,
        "steps": 40,
        "loss": "binary_cross_entropy",
        "data": lambda: blobs(seed=9, rows=32, width=6, classes=2, batches=1),
        "layers": [
            {"name": "a", "out": 9, "activation": "elu"},
            {"name": "b", "out": 5, "activation": "softplus"},
            {"name": "logit", "out": 1},
        ],
        "optimizer": {"kind": "adam", "learningRate": 1e-2},
        "penalties": [{"layer": "a", "kind": "l2", "value": 1e-3}],
    },
    {
        "name": "momentum_layer_norm",
        "seed": 10,
        "input": 5,
        "steps": 40,
        "loss": "cross_entropy",
        "data": lambda: blobs(seed=10, rows=24, width=5, classes=3, batches=2),
        "layers": [
            {"name": "hidden", "out": 7, "layerNorm": True, "activation": "tanh"},
            {"name": "normed", "layerNorm": True},
            {"name": "logits", "out": 3},
        ],
        "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9},
        "penalties": [{"layer": "hidden", "kind": "l2", "value": 1e-3}],
    },
]


def difference(path, old, new):
    """Describes the first difference between a file and a new run, or returns None."""
    message = f"{path}: {old} in the file, {new} in a new run"
    if isinstance(old, dict) and isinstance(new, dict):
        if list(old) != list(new):
            return f"{path}: members {list(old)} in the file, {list(new)} in a new run"
        pairs = [(f"{path}.{key}", old[key], new[key]) for key in old]
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            return f"{path}: {len(old)} elements in the file, {len(new)} in a new run"
        pairs = [(f"{path}[{i}]", *pair) for i, pair in enumerate(zip(old, new))]
    elif isinstance(old, float) and isinstance(new, float):
        return None if abs(old - new) <= TOLERANCE * max(1.0, abs(old)) else message
    else:
        return None if old == new else message
    return next(filter(None, (difference(*pair) for pair in pairs)), None)


def main():
    parser = argparse.ArgumentParser(description="Writes reference training runs with PyTorch.")
    parser.add_argument("--check", action="store_true", help="compare instead of write")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="name", help="a case; without any, all")
    arguments = parser.parse_args()
    known = [case["name"] for case in CASES]
    for name in arguments.names:
        if name not in known:
            parser.error(f"no case is called {name}; the cases are {', '.join(known)}")

    differences = []
    for case in CASES:
        if arguments.names and case["name"] not in arguments.names:
            continue
        file = arguments.folder / f"{case['name']}.json"
        if arguments.check:
            found = difference(case["name"], json.loads(file.read_text()), run(case))
            differences += [found] if found else []
            print(found or f"{case['name']}: the same")
        else:
            file.write_text(json.dumps(run(case)))
            print(file)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
