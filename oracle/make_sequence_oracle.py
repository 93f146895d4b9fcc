#!/usr/bin/env python3
"""Writes the reference training runs of networks of sequences with PyTorch.

    python3 make_sequence_oracle.py FOLDER            writes all files into the folder
    python3 make_sequence_oracle.py FOLDER NAME ...   writes the files of these cases
    python3 make_sequence_oracle.py --check FOLDER    compares the files in the folder with new runs

The files are those of make_graph_oracle.py. An input with sequences of different lengths is
followed by these. PyTorch reads each sequence by itself, without its padding, and a loss of steps
is the mean over those that are no padding. In inputs and targets padding is filled with numbers
that would show in any result. The networks are those of the same names in the folder "sequences"
next to the written one.
"""

import torch
from torch import nn
from torch.nn import functional as F

from make_graph_oracle import (
    LOSSES,
    SparseAndDenseAdam,
    adam,
    case,
    classes,
    linear,
    main,
    norm,
    numbers,
    sgd,
    table,
)

N = 5
PADDING = -77  # neither an id nor a class, and far from all numbers drawn


class Recurrent:
    """A layer of PyTorch, one sequence at a time; the gradient may be cut off every few steps."""

    def __init__(self, width, units, truncate=0, bidirectional=False):
        super().__init__(width, units, bidirectional=bidirectional)
        self.truncate = truncate

    @property
    def weight(self):
        return self.weight_ih_l0

    @property
    def recurrent(self):
        return self.weight_hh_l0

    def netwright(self):
        names = {"weight_ih": "weight", "weight_hh": "recurrent"}
        names |= {"bias_ih": "bias", "bias_hh": "recurrentBias"}
        result = {}
        for own, parameter in self.named_parameters():
            name = names[own.split("_l0")[0]]
            if own.endswith("_reverse"):
                name = "reverse" + name[0].upper() + name[1:]
            result[name] = parameter.t() if parameter.dim() == 2 else parameter
        return result

    def states(self, x):
        """All states of a sequence, [steps × units]."""
        state, outputs = None, []
        for piece in x.split(self.truncate or len(x)):
            out, state = self(piece, state)
            state = tuple(s.detach() for s in state) if type(state) is tuple else state.detach()
            outputs.append(out)
        return torch.cat(outputs)

    def last(self, x):
        """The state after the last step, in which each direction ends."""
        out, state = self(x)
        return (state[0] if type(state) is tuple else state).flatten()


class Rnn(Recurrent, nn.RNN):
    pass


class Gru(Recurrent, nn.GRU):
    pass


class Lstm(Recurrent, nn.LSTM):
    pass


class Attention(nn.MultiheadAttention):
    """Of one sequence, to itself or to another one."""

    def __init__(self, width, heads, memory=None):
        super().__init__(width, heads, kdim=memory, vdim=memory)
        # PyTorch's zeros would hide wrong biases.
        nn.init.uniform_(self.in_proj_bias, -0.5, 0.5)
        nn.init.uniform_(self.out_proj.bias, -0.5, 0.5)
        self.memory = memory

    def netwright(self):
        width = self.embed_dim
        result = {"in": self.in_proj_weight, "inBias": self.in_proj_bias}
        if self.memory is not None:
            split = self.in_proj_weight is not None
            result = {
                "in": self.in_proj_weight[:width] if split else self.q_proj_weight,
                "inBias": self.in_proj_bias[:width],
                "memory": self.in_proj_weight[width:]
                if split
                else torch.cat([self.k_proj_weight, self.v_proj_weight]),
                "memoryBias": self.in_proj_bias[width:],
            }
        result |= {"out": self.out_proj.weight, "outBias": self.out_proj.bias}
        return {
            name: value.t() if value.dim() == 2 else value for name, value in result.items()
        }

    def attend(self, x, memory=None, causal=False):
        memory = x if memory is None else memory
        mask = torch.ones(len(x), len(memory), dtype=torch.bool).triu(1) if causal else None
        return self(x, memory, memory, attn_mask=mask, need_weights=False)[0]


class Positions(nn.Module):
    """A table, and a trained vector for each step beside it."""

    def __init__(self, vocabulary, width, steps):
        super().__init__()
        self.layer = table(vocabulary, width)
        self.positions = nn.Parameter(torch.randn(steps, width))

    def netwright(self):
        return {"weight": self.layer.weight, "positions": self.positions}

    def forward(self, ids):
        return self.layer(ids) + self.positions[: len(ids)]


def sinusoids(x):
    """x with the sines and cosines of Vaswani et al. (2017)."""
    steps, width = x.shape
    step = torch.arange(steps, dtype=x.dtype).unsqueeze(1)
    angle = step / 10000 ** (torch.arange(0, width, 2, dtype=x.dtype) / width)
    return x + torch.stack([angle.sin(), angle.cos()], 2).flatten(1)[:, :width]


def each(lengths, of_one, *inputs):
    """Goes through the sequences one by one; steps of padding become 0."""
    outputs = [
        of_one(*[x[i, : n[i]] for x, n in zip(inputs, lengths)]) for i in range(len(inputs[0]))
    ]
    steps = inputs[-1].shape[1]
    if any(output.dim() == 1 for output in outputs):
        return torch.stack(outputs)
    return torch.stack([F.pad(output, (0, 0, 0, steps - len(output))) for output in outputs])


class SequenceTagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.states = Lstm(3, 4, bidirectional=True)
        self.hidden = linear(8, 5)
        self.tags = linear(5, 3)

    def forward(self, words, lengths):
        one = lambda x: self.tags(torch.tanh(self.hidden(self.states.states(x))))
        return {"tags": each([lengths], one, words)}


class SequenceClassifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.state = Gru(3, 5)
        self.kind = linear(5, 3)

    def forward(self, readings, lengths):
        return {"kind": each([lengths], lambda x: self.kind(self.state.last(x)), readings)}


class SequenceEnds(nn.Module):
    """The last states of two directions, of each kind of layer."""

    def __init__(self):
        super().__init__()
        self.simple = Rnn(2, 3, bidirectional=True)
        self.gated = Gru(2, 2, bidirectional=True)
        self.all = Lstm(2, 2, bidirectional=True)
        self.yes = linear(14, 1)

    def forward(self, readings, lengths):
        layers = [self.all, self.gated, self.simple]
        one = lambda x: self.yes(torch.cat([layer.last(x) for layer in layers]))
        return {"yes": each([lengths], one, readings)}


class Encoder(nn.Module):
    """With normalisations before."""

    def __init__(self, width, heads):
        super().__init__()
        self.first = norm(width)
        self.mixed = Attention(width, heads)
        self.second = norm(width)
        self.wide = linear(width, 2 * width)
        self.sum = linear(2 * width, width)

    def forward(self, x):
        x = self.mixed.attend(self.first(x), causal=True) + x
        return self.sum(F.gelu(self.wide(self.second(x)))) + x


class SequenceCausal(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = Positions(9, 6, 7)
        self.body = nn.ModuleList(Encoder(6, 2) for _ in range(2))
        self.normed = norm(6)
        self.next = linear(6, 9)

    def one(self, ids):
        x = self.words(ids)
        for block in self.body:
            x = block(x)
        return self.next(self.normed(x))

    def forward(self, ids, lengths):
        return {"next": each([lengths], self.one, ids)}


class SequenceTranslation(nn.Module):
    """Source sequences and asked ones have lengths of their own."""

    def __init__(self):
        super().__init__()
        self.memory = Gru(3, 4, bidirectional=True)
        self.words = table(7, 6)
        self.mixed = Attention(6, 3)
        self.normed = norm(6)
        self.answered = Attention(6, 2, memory=8)
        self.out = norm(6)
        self.next = linear(6, 7)

    def one(self, source, asked):
        memory = self.memory.states(source)
        words = sinusoids(self.words(asked))
        x = self.normed(self.mixed.attend(words, causal=True) + words)
        x = self.out(self.answered.attend(x, memory) + x)
        return self.next(x)

    def forward(self, source, sourceLengths, asked, askedLengths):
        return {"next": each([sourceLengths, askedLengths], self.one, source, asked)}


class SequenceTruncated(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Rnn(3, 4, truncate=3)
        self.second = Lstm(4, 5, truncate=2)
        self.path = linear(5, 2)
        self.mean = linear(5, 1)

    def states(self, x):
        return self.second.states(self.first.states(x))

    def forward(self, readings, lengths):
        states = lambda head: lambda x: head(self.states(x))
        return {
            "path": each([lengths], states(self.path), readings),
            "mean": each([lengths], states(lambda s: self.mean(s.mean(0))), readings),
        }


class SequenceWhole(nn.Module):
    """All sequences have all steps; normalisations after, attention to the input's own width."""

    def __init__(self):
        super().__init__()
        self.states = Rnn(3, 2, bidirectional=True)
        self.mixed = Attention(4, 4)
        self.normed = norm(4)
        self.asked = Attention(4, 2, memory=4)
        self.yes = linear(4, 2)
        self.size = linear(4, 1)

    def one(self, x):
        states = self.states.states(x)
        normed = self.normed(self.mixed.attend(states) + states)
        return self.asked.attend(normed, states)

    def forward(self, signal):
        asked = [self.one(x) for x in signal]
        return {
            "yes": torch.stack([self.yes(x) for x in asked]),
            "size": torch.stack([self.size(x.amax(0)) for x in asked]),
        }


def steps_of(loss):
    """The loss of the steps that are no padding."""
    return lambda y, target: loss(y[target[..., 0] != PADDING], target[target[..., 0] != PADDING])


def classes_of_steps(logits, target):
    real = target != PADDING
    return F.cross_entropy(logits[real], target[real])


LOSSES["mse of steps"] = steps_of(F.mse_loss)
LOSSES["cross_entropy of steps"] = classes_of_steps


class AdamOfAttention(SparseAndDenseAdam):
    """The gradients of the keys' biases are rounding errors, because softmax takes no notice of what
    is added to all scores; with its usual ε Adam would make steps of them."""

    def __init__(self, network):
        super().__init__(network, eps=1e-3)


class Lengths:
    """Draws lengths and what has them. In a batch one sequence has all steps and one a single one."""

    def __init__(self, steps, rows=N):
        self.steps = steps
        self.rows = rows
        self.drawn = None

    def draw(self, generator):
        self.drawn = torch.randint(1, self.steps + 1, (self.rows,), generator=generator)
        first, second = torch.randperm(self.rows, generator=generator)[:2]
        self.drawn[first] = self.steps
        self.drawn[second] = 1

    def padded(self, values):
        for row, length in enumerate(self.drawn):
            values[row, length:] = PADDING
        return values

    def sequences(self, features, begin=True):
        def draw(generator):
            if begin:
                self.draw(generator)
            return self.padded(
                torch.randn(self.rows, self.steps, features, generator=generator)
            )

        return draw

    def ids(self, vocabulary, begin=True):
        def draw(generator):
            if begin:
                self.draw(generator)
            return self.padded(
                torch.randint(vocabulary, (self.rows, self.steps), generator=generator)
            )

        return draw

    def lengths(self):
        return lambda generator: self.drawn


tagged, read, ended, written, source, asked, cut = map(Lengths, (7, 6, 5, 7, 5, 6, 8))

CASES = [
    case(
        SequenceTagger,
        31,
        {"words": tagged.sequences(3), "lengths": tagged.lengths()},
        {"tags": tagged.ids(3, begin=False)},
        {"tags": ("cross_entropy of steps", 1.0)},
        adam,
        steps=6,
    ),
    case(
        SequenceClassifier,
        32,
        {"readings": read.sequences(3), "lengths": read.lengths()},
        {"kind": classes(N, 3)},
        {"kind": ("cross_entropy", 1.0)},
        sgd,
        [("state", "l2.weight", 0.01), ("state", "l2.recurrent", 0.02)],
        steps=6,
    ),
    case(
        SequenceEnds,
        33,
        {"readings": ended.sequences(2), "lengths": ended.lengths()},
        {"yes": classes(N, 2)},
        {"yes": ("binary_cross_entropy", 1.0)},
        adam,
        steps=6,
    ),
    case(
        SequenceCausal,
        34,
        {"ids": written.ids(9), "lengths": written.lengths()},
        {"next": written.ids(9, begin=False)},
        {"next": ("cross_entropy of steps", 1.0)},
        AdamOfAttention,
        steps=6,
    ),
    case(
        SequenceTranslation,
        35,
        {
            "source": source.sequences(3),
            "sourceLengths": source.lengths(),
            "asked": asked.ids(7),
            "askedLengths": asked.lengths(),
        },
        {"next": asked.ids(7, begin=False)},
        {"next": ("cross_entropy of steps", 1.0)},
        AdamOfAttention,
        steps=6,
    ),
    case(
        SequenceTruncated,
        36,
        {"readings": cut.sequences(3), "lengths": cut.lengths()},
        {"path": cut.sequences(2, begin=False), "mean": numbers(N, 1)},
        {"path": ("mse of steps", 1.0), "mean": ("mse", 0.5)},
        sgd,
        steps=6,
    ),
    case(
        SequenceWhole,
        37,
        {"signal": numbers(N, 6, 3)},
        {"yes": lambda g: torch.randint(2, (N, 6, 2), generator=g).double(), "size": numbers(N, 1)},
        {"yes": ("binary_cross_entropy", 2.0), "size": ("mse", 1.0)},
        sgd,
        steps=6,
    ),
]


if __name__ == "__main__":
    main(CASES)
