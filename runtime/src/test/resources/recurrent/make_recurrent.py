"""Writes recurrent.json: random cases in float64, the outputs of PyTorch's recurrent layers and
the gradients of its autograd for random gradients of the output.

    pip install torch
    python make_recurrent.py > recurrent.json

Weights are stored as this library has them: PyTorch's, transposed. Each sequence goes through the
layer by itself, without its padding; a reversed one is turned around before and after. Where the
gradient reaches back some steps only, the steps are read in pieces of so many, and the state goes
from one to the next without its gradient; if only the last state counts, the pieces are counted
back from it. A mask is part of the recurrent weight of a sequence.
"""
import json

import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)

N, STEPS, IN, UNITS = 3, 5, 3, 2
CELLS = {"RNN": torch.nn.RNN, "GRU": torch.nn.GRU, "LSTM": torch.nn.LSTM}
CASES = [
    dict(all=True),
    dict(all=False),
    dict(all=True, reversed=True),
    dict(all=True, lengths=[3, 5, 1]),
    dict(all=False, lengths=[3, 5, 1]),
    dict(all=True, reversed=True, lengths=[4, 1, 5]),
    dict(all=False, reversed=True, lengths=[4, 1, 5]),
    dict(all=True, truncation=2),
    dict(all=True, truncation=2, reversed=True, lengths=[5, 2, 4]),
    dict(all=True, mask=True),
    dict(all=False, truncation=3, mask=True, reversed=True, lengths=[5, 2, 4]),
]


def numbers(*shape):
    """Short numbers that a float holds exactly."""
    return torch.randint(-100, 101, shape) / 64


def pieces(x, truncation, all):
    """Cuts the steps of a sequence, counted from the first, or if only the last counts, back."""
    if not truncation:
        return [x]
    rest = 0 if all else len(x) % truncation
    return ([x[:rest]] if rest else []) + (list(x[rest:].split(truncation)) if rest < len(x) else [])


def sequence(layer, mask, x, truncation, all):
    """Returns the states after each step of one sequence, [steps × units]."""
    weight, recurrent, bias, recurrent_bias = layer.parameters()
    layer._flat_weights = [weight, recurrent * mask, bias, recurrent_bias]
    state, outputs = None, []
    for piece in pieces(x, truncation, all):
        out, state = layer(piece, state)
        state = tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()
        outputs.append(out)
    return torch.cat(outputs)


def run(cell, all, reversed=False, lengths=None, truncation=0, mask=False):
    layer = CELLS[cell](IN, UNITS)
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.copy_(numbers(*parameter.shape))
    x = numbers(N, STEPS, IN).requires_grad_()
    factors = torch.randint(0, 2, (N, UNITS)) * 1.25 if mask else torch.ones(N, UNITS)
    out_gradient = numbers(N, STEPS, UNITS) if all else numbers(N, UNITS)
    rows = []
    for i, length in enumerate(lengths or [STEPS] * N):
        steps = x[i, :length].flip(0) if reversed else x[i, :length]
        out = sequence(layer, factors[i], steps, truncation, all)
        if all:
            out = out.flip(0) if reversed else out
            rows.append(torch.nn.functional.pad(out, (0, 0, 0, STEPS - length)))
        else:
            rows.append(out[-1])
    out = torch.stack(rows)
    (out * out_gradient).sum().backward()

    def listed(tensor):
        return tensor.detach().flatten().tolist()

    weights = dict(layer.named_parameters())
    parts = {"weight": "weight_ih_l0", "recurrent": "weight_hh_l0", "bias": "bias_ih_l0",
             "recurrentBias": "bias_hh_l0"}
    return {
        "cell": cell, "n": N, "steps": STEPS, "in": IN, "units": UNITS,
        "all": all, "reversed": reversed, "lengths": lengths or [], "truncation": truncation,
        "mask": listed(factors) if mask else [],
        "x": listed(x), "outGradient": listed(out_gradient),
        **{name: listed(weights[part].t()) for name, part in parts.items()},
        "out": listed(out), "xGradient": listed(x.grad),
        **{name + "Gradient": listed(weights[part].grad.t()) for name, part in parts.items()},
    }


print("[")
print(",\n".join(json.dumps(run(cell, **case)) for cell in CELLS for case in CASES))
print("]")
