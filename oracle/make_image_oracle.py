#!/usr/bin/env python3
"""Writes the reference training runs of networks for images and signals with PyTorch.

    python3 make_image_oracle.py FOLDER            writes all files into the folder
    python3 make_image_oracle.py FOLDER NAME ...   writes the files of these cases
    python3 make_image_oracle.py --check FOLDER    compares the files in the folder with new runs

The files are those of make_graph_oracle.py. The weight of a convolution is stored as PyTorch has
it. The networks are those of the same names in the folder "images" next to the written one.
"""

import torch
from torch import nn
from torch.nn import functional as F

from make_graph_oracle import adam, case, classes, linear, main, numbers, sgd

N = 4


class Field(nn.Module):
    """What a field with a layer and a normalisation declares."""

    def __init__(self, layer, norm):
        super().__init__()
        self.layer = layer
        self.norm = norm

    def forward(self, x):
        return self.norm(self.layer(x))


class RmsNorm(nn.LayerNorm):
    """PyTorch has one from 2.4 on."""

    def __init__(self, width, eps):
        super().__init__(width, eps=eps)
        self.bias = None

    def forward(self, x):
        return x / torch.sqrt(x.square().mean(-1, keepdim=True) + self.eps) * self.weight


def drawn(norm):
    """With PyTorch's 1 and 0, some wrong gradients would be right."""
    nn.init.uniform_(norm.weight, 0.5, 1.5)
    if norm.bias is not None:
        nn.init.uniform_(norm.bias, -0.5, 0.5)
    return norm


def conv(*arguments, norm=None, **settings):
    """A convolution and a batch normalisation with these settings, so that there is no bias."""
    layer = nn.Conv2d(*arguments, bias=False, **settings)
    return Field(layer, drawn(nn.BatchNorm2d(layer.out_channels, **(norm or {}))))


class ImageLeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.edges = nn.Conv2d(1, 4, 5)
        self.shapes = nn.Conv2d(4, 6, 3)
        self.hidden = linear(24, 8)
        self.digit = linear(8, 3)

    def forward(self, image):
        x = F.max_pool2d(torch.tanh(self.edges(image)), 2)
        x = F.max_pool2d(F.relu(self.shapes(x)), 2)
        return {"digit": self.digit(F.relu(self.hidden(x.flatten(1))))}


class ImageResidual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = conv(2, 4, 3, padding=1)
        self.shortcut = conv(4, 6, 1, stride=2)
        self.inner = conv(4, 6, 3, stride=2, padding=1)
        self.sum = conv(6, 6, 3, padding=1, norm={"momentum": 0.3})
        self.kind = linear(6, 3)

    def forward(self, image):
        x = F.relu(self.stem(image))
        x = F.relu(self.sum(F.relu(self.inner(x))) + self.shortcut(x))
        return {"kind": self.kind(x.mean((2, 3)))}


class ImageSeparable(nn.Module):
    def __init__(self):
        super().__init__()
        self.firstDepth = conv(2, 4, 3, stride=(2, 1), padding=1, groups=2)
        self.firstPoint = conv(4, 5, 1, norm={"eps": 1e-3})
        self.secondDepth = nn.Conv2d(5, 5, (2, 3), padding=(1, 2), dilation=(1, 2), groups=5)
        self.secondPoint = nn.Conv2d(5, 4, 1)
        self.sizes = linear(4 * 3 * 4, 2)

    def forward(self, image):
        x = F.relu(self.firstPoint(F.silu(self.firstDepth(image))))
        x = F.relu(self.secondPoint(torch.tanh(self.secondDepth(x))))
        return {"sizes": self.sizes(F.avg_pool2d(x, 2).flatten(1))}


class ImageDecoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.halved = nn.Conv2d(2, 6, 3, stride=2, padding=1)
        self.code = nn.Conv2d(6, 4, 2, stride=(2, 1))
        self.doubled = nn.ConvTranspose2d(
            4, 6, 3, stride=(2, 1), padding=1, output_padding=(1, 0), groups=2
        )
        self.normed = drawn(nn.BatchNorm2d(6))
        self.dilated = nn.ConvTranspose2d(
            6, 4, (3, 2), padding=(2, 0), dilation=(1, 2), bias=False
        )
        self.restored = nn.ConvTranspose2d(4, 2, 4, stride=2, padding=1)

    def forward(self, image):
        code = torch.tanh(self.code(F.relu(self.halved(image))))
        x = F.relu(self.normed(self.doubled(code)))
        return {"restored": self.restored(F.relu(self.dilated(x)))}


class ImageNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.pooled = Field(
            nn.Conv2d(4, 6, 3, padding=(1, 2), dilation=(1, 2)), drawn(nn.GroupNorm(3, 6))
        )
        self.larger = Field(nn.Conv2d(6, 4, 3, groups=2), drawn(RmsNorm(2, 1e-6)))
        self.normed = nn.BatchNorm2d(4, affine=False)
        self.hidden = Field(nn.Linear(4, 5, bias=False), drawn(nn.BatchNorm1d(5)))
        self.out = linear(5, 3)

    def forward(self, image):
        x = F.avg_pool2d(F.relu(self.pooled(image)), 3, stride=2, padding=1)
        x = self.larger(F.interpolate(x, scale_factor=(2, 1)))
        x = F.max_pool2d(self.normed(x), 2, stride=1, padding=1)
        return {"out": self.out(F.gelu(self.hidden(x.amax((2, 3)))))}


class SignalNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Field(
            nn.Conv1d(3, 6, 5, stride=2, padding=2, bias=False), drawn(nn.BatchNorm1d(6))
        )
        self.second = Field(
            nn.Conv1d(6, 8, 3, padding=2, dilation=2, groups=2, bias=False),
            drawn(nn.BatchNorm1d(8, momentum=0.5)),
        )
        self.third = nn.ConvTranspose1d(8, 4, 3, stride=2, padding=1, output_padding=1)
        self.kind = linear(4, 4)

    def forward(self, signal):
        x = F.max_pool1d(F.relu(self.first(signal)), 2)
        x = torch.tanh(self.third(F.gelu(self.second(x))))
        return {"kind": self.kind(F.avg_pool1d(x, 3, stride=1, padding=1).mean(2))}


def nesterov(parameters):
    return torch.optim.SGD(parameters, lr=0.1, momentum=0.9, nesterov=True)


CASES = [
    case(
        ImageLeNet,
        21,
        {"image": numbers(N, 1, 16, 16)},
        {"digit": classes(N, 3)},
        {"digit": ("cross_entropy", 1.0)},
        sgd,
        [("edges", "groupLasso", 0.01)]
        + [(layer, "l2", 1e-3) for layer in ("edges", "shapes", "hidden", "digit")],
        steps=5,
    ),
    case(
        ImageResidual,
        22,
        {"image": numbers(N, 2, 7, 7)},
        {"kind": classes(N, 3)},
        {"kind": ("cross_entropy", 1.0)},
        adam,
        steps=5,
    ),
    case(
        ImageSeparable,
        23,
        {"image": numbers(3, 2, 9, 8)},
        {"sizes": numbers(3, 2)},
        {"sizes": ("mse", 1.0)},
        sgd,
        steps=6,
    ),
    case(
        ImageDecoder,
        24,
        {"image": numbers(5, 2, 7, 6)},
        {"restored": numbers(5, 2, 4, 8)},
        {"restored": ("mse", 1.0)},
        nesterov,
        steps=6,
    ),
    case(
        ImageNorms,
        25,
        {"image": numbers(5, 4, 6, 7)},
        {"out": numbers(5, 3)},
        {"out": ("mse", 1.0)},
        adam,
        steps=6,
    ),
    case(
        SignalNet,
        26,
        {"signal": numbers(5, 3, 21)},
        {"kind": classes(5, 4)},
        {"kind": ("cross_entropy", 1.0)},
        adam,
        steps=6,
    ),
]


if __name__ == "__main__":
    main(CASES)
