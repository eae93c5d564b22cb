"""A network read back from the graph that was drawn of it (``graph.py``), to go on with; its matrices are those of eight bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from tracker.extraction.scorer.training.network import Scorer

_SIDE_BY_SIDE = ("query", "key", "value")


def read_into(scorer: Scorer, path: Path) -> Scorer:
    """``scorer`` with the numbers of the one that ``redraw`` has written to ``path``, whose layers are as wide as its own."""
    held = {
        one.name: torch.from_numpy(np.array(numpy_helper.to_array(one)))
        for one in onnx.load(path).graph.initializer
    }
    with torch.no_grad():
        for name, part in scorer.named_modules():
            if isinstance(part, nn.Embedding):
                small, step, nought = (
                    held[f"{name}.weight_{kind}"] for kind in ("quantized", "scale", "zero_point")
                )
                part.weight.copy_((small.float() - nought.float()) * step)
            elif isinstance(part, nn.LayerNorm):
                part.weight.copy_(held[f"{name}.weight"])
                part.bias.copy_(held[f"{name}.bias"])
            elif isinstance(part, nn.Linear):
                weight, bias = _product(held, name)
                part.weight.copy_(weight.T)
                if part.bias is not None:
                    part.bias.copy_(bias)
        for name in ("places", "kind"):
            own = getattr(scorer, name)
            own.copy_(held[name].reshape(own.shape))
    return scorer


def _product(held: dict[str, Tensor], name: str) -> tuple[Tensor, Tensor]:
    """A matrix and what is added; those that are drawn side by side are held by the name of the first of them."""
    stem, _, last = name.rpartition(".")
    sides = [f"{stem}.{side}" for side in _SIDE_BY_SIDE] if last in _SIDE_BY_SIDE else [name]
    there = [side for side in sides if f"{side}.scale" in held]
    weight = torch.cat(
        [(held[f"{s}.weight"].float() - held[f"{s}.zero"].float()) * held[f"{s}.scale"] for s in there], dim=1
    )  # fmt: skip
    bias = torch.cat([held.get(f"{side}.bias", torch.zeros(0)) for side in there])
    at = sides.index(name)
    return weight.chunk(len(sides), 1)[at], bias.chunk(len(sides))[at]
