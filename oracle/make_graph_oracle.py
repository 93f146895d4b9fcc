#!/usr/bin/env python3
"""Writes the reference training runs of GraphOracleTest with PyTorch, one JSON file for each case.

    python3 make_graph_oracle.py FOLDER            writes all files into the folder
    python3 make_graph_oracle.py FOLDER NAME ...   writes the files of these cases
    python3 make_graph_oracle.py --check FOLDER    compares the files in the folder with new runs

A file contains:

initial, final  the parameters before the first and after the last step, by their names in Netwright
batches         inputs and targets of each batch; step s takes batch s modulo their number
stepLosses      for each step, the losses of its batch before the update: "data", the weighted sum
                of "losses", each penalty by its name, and "total", which is differentiated
states          the running statistics after the last step, if the network has any
predictions     the outputs for the inputs of the first batch, after the last step

All numbers are float64. A weight is stored as [in][out], as in Netwright; PyTorch's is [out][in].
The networks are those of the same names in the folder "graphs" next to the written one.
"""

import argparse
import json
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional as F

from make_oracle import difference

torch.set_default_dtype(torch.float64)


def linear(width, out):
    return nn.Linear(width, out)


def norm(width):
    """With PyTorch's 1 and 0, some wrong gradients would be right."""
    module = nn.LayerNorm(width, eps=1e-5)
    nn.init.uniform_(module.weight, 0.5, 1.5)
    nn.init.uniform_(module.bias, -0.5, 0.5)
    return module


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.normed = norm(width)
        self.wide = linear(width, 2 * width)
        self.sum = linear(2 * width, width)

    def forward(self, x):
        return self.sum(F.gelu(self.wide(self.normed(x)))) + x


class GraphResidual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = linear(6, 8)
        self.body = nn.ModuleList(Residual(8) for _ in range(4))
        self.species = linear(8, 3)

    def forward(self, features):
        x = F.relu(self.stem(features))
        for block in self.body:
            x = block(x)
        return {"species": self.species(x)}


class GraphPatient(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = linear(7, 9)
        self.ill = linear(9, 1)
        self.days = linear(9, 1)

    def forward(self, measures):
        trunk = F.relu(self.trunk(measures))
        return {"ill": self.ill(trunk), "days": self.days(trunk)}


class GraphDenoiser(nn.Module):
    def __init__(self):
        super().__init__()
        self.code = linear(8, 3)
        self.restored = linear(3, 8)

    def forward(self, pixels):
        code = torch.tanh(self.code(pixels))
        return {"code": code, "restored": self.restored(code)}


class GraphTowers(nn.Module):
    def __init__(self):
        super().__init__()
        self.userVector = linear(5, 6)
        self.filmVector = linear(4, 6)
        self.rating = linear(6, 1)

    def forward(self, user, film):
        agreement = torch.tanh(self.filmVector(film)) * torch.tanh(self.userVector(user))
        return {"rating": self.rating(agreement)}


class GraphDense(nn.Module):
    """Each layer reads all before it."""

    def __init__(self):
        super().__init__()
        self.first = linear(5, 4)
        self.second = linear(9, 4)
        self.third = linear(13, 4)
        self.out = linear(17, 2)

    def forward(self, features):
        x = torch.cat([F.silu(self.first(features)), features], 1)
        x = torch.cat([F.silu(self.second(x)), x], 1)
        x = torch.cat([F.silu(self.third(x)), x], 1)
        return {"out": self.out(x)}


class GraphHeads(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = linear(6, 10)
        self.kind = linear(10, 3)
        self.branch = linear(10, 4)
        self.size = linear(4, 2)
        self.flag = linear(14, 1)

    def forward(self, features):
        trunk = torch.tanh(self.trunk(features))
        branch = F.softplus(self.branch(trunk))
        both = torch.cat([trunk, branch], 1)
        return {"kind": self.kind(trunk), "size": self.size(branch), "flag": self.flag(both)}


class GraphShared(nn.Module):
    """One layer on three inputs."""

    def __init__(self):
        super().__init__()
        self.a = linear(4, 5)
        self.out = linear(5, 2)

    def forward(self, left, middle, right):
        a = torch.tanh(self.a(left))
        b = torch.tanh(self.a(middle))
        c = torch.tanh(self.a(right))
        return {"out": self.out(a + b * c)}


class Gate(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gate = linear(width, width)
        self.value = linear(width, width)

    def forward(self, x):
        return self.value(x) * torch.sigmoid(self.gate(x))


class Pair(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gates = nn.ModuleList(Gate(width) for _ in range(2))
        self.joined = linear(width, width)

    def forward(self, x):
        y = x
        for gate in self.gates:
            y = gate(y)
        return torch.tanh(self.joined(y) + x)


class GraphNested(nn.Module):
    """A block in a block, which is repeated."""

    def __init__(self):
        super().__init__()
        self.stem = linear(5, 6)
        self.pairs = nn.ModuleList(Pair(6) for _ in range(3))
        self.out = linear(6, 2)

    def forward(self, features):
        x = F.relu(self.stem(features))
        for pair in self.pairs:
            x = pair(x)
        return {"out": self.out(x)}


def table(vocabulary, width, padding=None):
    return nn.Embedding(vocabulary, width, padding_idx=padding, sparse=True)


class GraphRating(nn.Module):
    def __init__(self):
        super().__init__()
        self.userVector = table(9, 4)
        self.filmVector = table(7, 4)
        self.rating = linear(4, 1)

    def forward(self, user, film):
        agreement = self.filmVector(film.flatten()) * self.userVector(user.flatten())
        return {"rating": self.rating(agreement)}


class GraphWords(nn.Module):
    """One table for two inputs, with padding, a normalisation and numbers beside it."""

    def __init__(self):
        super().__init__()
        self.before = table(8, 5, padding=2)
        self.normed = norm(5)
        self.out = linear(13, 3)

    def forward(self, left, right, size):
        before = torch.tanh(self.before(left.flatten()))
        after = torch.tanh(self.before(right.flatten()))
        return {"out": self.out(torch.cat([self.normed(after), before, size], 1))}


LOSSES = {
    "mse": F.mse_loss,
    "cross_entropy": lambda logits, y: F.cross_entropy(logits, y.long().flatten()),
    "binary_cross_entropy": F.binary_cross_entropy_with_logits,
}


def numbers(*shape):
    return lambda generator: torch.randn(*shape, generator=generator)


def classes(rows, count):
    return lambda generator: torch.randint(count, (rows, 1), generator=generator).double()


def ids(rows, vocabulary):
    return lambda generator: torch.randint(vocabulary, (rows, 1), generator=generator)


def case(network, seed, inputs, targets, losses, optimizer, penalties=(), steps=30, batches=2):
    return {
        "name": network.__name__,
        "network": network,
        "seed": seed,
        "steps": steps,
        "batches": batches,
        "inputs": inputs,
        "targets": targets,
        "losses": losses,
        "optimizer": optimizer,
        "penalties": penalties,
    }


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.05, momentum=0.9)


def plain_sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.05)


def adam(parameters):
    return torch.optim.Adam(parameters, lr=0.01)


class SparseAndDenseAdam:
    """PyTorch has one class for sparse gradients and another for the others."""

    def __init__(self, network, eps=1e-8):
        tables = [m.weight for m in network.modules() if isinstance(m, nn.Embedding)]
        known = {id(table) for table in tables}
        others = [p for p in network.parameters() if id(p) not in known]
        self.optimizers = [
            torch.optim.SparseAdam(tables, lr=0.01, eps=eps),
            torch.optim.Adam(others, lr=0.01, eps=eps),
        ]

    def zero_grad(self):
        for optimizer in self.optimizers:
            optimizer.zero_grad()

    def step(self):
        for optimizer in self.optimizers:
            optimizer.step()


N = 12

CASES = [
    case(
        GraphResidual,
        11,
        {"features": numbers(N, 6)},
        {"species": classes(N, 3)},
        {"species": ("cross_entropy", 1.0)},
        adam,
        [(f"body.{i}.wide", "l2", 0.01) for i in range(4)]
        + [(f"body.{i}.sum", "l1", 0.001) for i in range(4)],
    ),
    case(
        GraphPatient,
        12,
        {"measures": numbers(N, 7)},
        {"ill": classes(N, 2), "days": numbers(N, 1)},
        {"ill": ("binary_cross_entropy", 1.0), "days": ("mse", 0.1)},
        adam,
        [("trunk", "l1", 1e-3)],
    ),
    case(
        GraphDenoiser,
        13,
        {"pixels": numbers(N, 8)},
        {"restored": numbers(N, 8)},
        {"restored": ("mse", 1.0)},
        sgd,
    ),
    case(
        GraphTowers,
        14,
        {"user": numbers(N, 5), "film": numbers(N, 4)},
        {"rating": numbers(N, 1)},
        {"rating": ("mse", 1.0)},
        sgd,
        [("userVector", "l2", 0.01)],
    ),
    case(
        GraphDense,
        15,
        {"features": numbers(N, 5)},
        {"out": numbers(N, 2)},
        {"out": ("mse", 1.0)},
        adam,
    ),
    case(
        GraphHeads,
        16,
        {"features": numbers(N, 6)},
        {"kind": classes(N, 3), "size": numbers(N, 2), "flag": classes(N, 2)},
        {
            "kind": ("cross_entropy", 0.5),
            "size": ("mse", 2.0),
            "flag": ("binary_cross_entropy", 1.0),
        },
        adam,
        [("trunk", "l2", 1e-3)],
    ),
    case(
        GraphShared,
        17,
        {"left": numbers(N, 4), "middle": numbers(N, 4), "right": numbers(N, 4)},
        {"out": numbers(N, 2)},
        {"out": ("mse", 1.0)},
        sgd,
        [("a", "l1", 1e-3), ("a", "l2", 1e-2)],
    ),
    case(
        GraphNested,
        18,
        {"features": numbers(N, 5)},
        {"out": numbers(N, 2)},
        {"out": ("mse", 1.0)},
        adam,
        [(f"pairs.{i}.gates.{j}.value", "l2", 1e-3) for i in range(3) for j in range(2)],
    ),
    case(
        GraphRating,
        19,
        {"user": ids(N, 9), "film": ids(N, 7)},
        {"rating": numbers(N, 1)},
        {"rating": ("mse", 1.0)},
        plain_sgd,
        [("userVector", "l2", 0.01, ["user"]), ("filmVector", "l1", 0.01, ["film"])],
        batches=3,
    ),
    case(
        GraphWords,
        20,
        {"left": ids(N, 8), "right": ids(N, 8), "size": numbers(N, 3)},
        {"out": numbers(N, 3)},
        {"out": ("mse", 1.0)},
        SparseAndDenseAdam,
        [("before", "l1", 1e-3, ["left", "right"]), ("before", "l2", 1e-2, ["left", "right"])],
        batches=3,
    ),
]

NAMES = {"weight": "weight", "bias": "bias"}
NORMS = (nn.LayerNorm, nn.GroupNorm, nn.BatchNorm1d, nn.BatchNorm2d)
NORM_NAMES = {"weight": "scale", "bias": "shift"}
STATE_NAMES = {"running_mean": "mean", "running_var": "variance"}


def name_of(module):
    """The name of the field that a module belongs to; a field may have a layer and a norm."""
    return module.removesuffix(".layer").removesuffix(".norm")


def parameters_of(network):
    """Of modules with a method netwright() what it returns, by their names there."""
    result = {}
    own = []
    for layer, module in network.named_modules():
        if any(layer.startswith(other + ".") for other in own):
            continue
        if hasattr(module, "netwright"):
            own.append(layer)
            for name, value in module.netwright().items():
                result[f"{name_of(layer)}.{name}"] = value.tolist()
            continue
        names = NORM_NAMES if isinstance(module, NORMS) else NAMES
        for name, parameter in module.named_parameters(recurse=False):
            is_table = isinstance(module, nn.Embedding)
            value = parameter.t() if parameter.dim() == 2 and not is_table else parameter
            result[f"{name_of(layer)}.{names[name]}"] = value.tolist()
    return result


def states_of(network):
    """The running statistics, by their names in Netwright."""
    return {
        f"{name_of(layer)}.{STATE_NAMES[name]}": state.tolist()
        for layer, module in network.named_modules()
        for name, state in module.named_buffers(recurse=False)
        if name in STATE_NAMES
    }


def rows_of_batch(embedding, ids):
    """The rows that a batch names, each once; the row of the padding is not trained."""
    rows = torch.unique(torch.cat(ids))
    rows = rows[rows != (-1 if embedding.padding_idx is None else embedding.padding_idx)]
    return F.embedding(rows, embedding.weight, sparse=True)


def group_lasso(weight):
    """Of the filters of a convolution."""
    filters = weight.flatten(1)
    return (filters.shape[1] ** 0.5 * torch.linalg.vector_norm(filters, dim=1)).sum()


PENALTIES = {
    "l1": lambda weight: weight.abs().sum(),
    "l2": lambda weight: weight.square().sum(),
    "groupLasso": group_lasso,
}


def penalties_of(spec, network, inputs):
    modules = dict(network.named_modules())
    terms = {}
    for layer, kind, strength, *named in spec["penalties"]:
        kind, _, parameter = kind.partition(".")
        weight = getattr(modules[layer], parameter or "weight")
        if named:
            weight = rows_of_batch(modules[layer], [inputs[name] for name in named[0]])
        name = f"{name_of(layer)}.{kind}" + (f".{parameter}" if parameter else "")
        terms[name] = strength * PENALTIES[kind](weight)
    return terms


def run(spec):
    """Trains the network of a case and returns the contents of its file."""
    torch.manual_seed(spec["seed"])
    network = spec["network"]()
    kind = spec["optimizer"]
    takes_network = isinstance(kind, type) and issubclass(kind, SparseAndDenseAdam)
    optimizer = kind(network if takes_network else network.parameters())
    generator = torch.Generator().manual_seed(spec["seed"])
    batches = [
        (
            {name: draw(generator) for name, draw in spec["inputs"].items()},
            {name: draw(generator) for name, draw in spec["targets"].items()},
        )
        for _ in range(spec["batches"])
    ]
    lists = lambda tensors: {name: tensor.tolist() for name, tensor in tensors.items()}
    result = {"name": spec["name"], "steps": spec["steps"], "initial": parameters_of(network)}
    result["batches"] = [{"inputs": lists(x), "targets": lists(y)} for x, y in batches]
    result["stepLosses"] = []
    for step in range(spec["steps"]):
        x, y = batches[step % len(batches)]
        outputs = network(**x)
        losses = {
            name: LOSSES[loss](outputs[name], y[name]) for name, (loss, _) in spec["losses"].items()
        }
        data = sum(weight * losses[name] for name, (_, weight) in spec["losses"].items())
        terms = penalties_of(spec, network, x)
        total = data + sum(terms.values())
        result["stepLosses"].append(
            {
                "data": data.item(),
                "losses": {name: loss.item() for name, loss in losses.items()},
                "penalties": {name: term.item() for name, term in terms.items()},
                "total": total.item(),
            }
        )
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
    result["final"] = parameters_of(network)
    if states_of(network):
        result["states"] = states_of(network)
    network.eval()
    result["predictions"] = lists(network(**batches[0][0]))
    return result


def main(cases):
    parser = argparse.ArgumentParser(description="Writes reference training runs with PyTorch.")
    parser.add_argument("--check", action="store_true", help="compare instead of write")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="name", help="a case; without any, all")
    arguments = parser.parse_args()
    differences = []
    for spec in cases:
        if arguments.names and spec["name"] not in arguments.names:
            continue
        file = arguments.folder / f"{spec['name']}.json"
        if arguments.check:
            found = difference(spec["name"], json.loads(file.read_text()), run(spec))
            differences += [found] if found else []
            print(found or f"{spec['name']}: the same")
        else:
            file.write_text(json.dumps(run(spec)))
            print(file)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main(CASES)
