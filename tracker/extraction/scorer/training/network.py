"""The scorer as a network: a small BERT encoder, and a judgement on each pair of its marks.

The encoder is MiniLM-L6 (Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"), as packaged for
sentence embeddings; its word vectors stay as they are, and the marks get vectors of their own.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from tracker.extraction.scorer.marks import Mark
from tracker.extraction.scorer.relations import FACTS, RELATIONS, STATUSES

WIDTH, HEADS, INNER, LAYERS, PAIR = 384, 12, 1536, 6, 256
MARKS = 64  # ids below this are marks, but for nought, which is padding
_LIKE = {
    Mark.PERSON: "person", Mark.ORG: "company", Mark.UNIT: "team", Mark.TITLE: "title", Mark.PRODUCT: "product",
    Mark.PLACE: "city", Mark.OUTLET: "newspaper", Mark.EVENT: "conference", Mark.NAME: "name", Mark.DAY: "date",
    Mark.SUM: "money", Mark.COUNT: "number",
}  # fmt: skip
_PARTS = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "mixed": "attention.output.dense", "first": "attention.output.LayerNorm", "inner": "intermediate.dense",
    "outer": "output.dense", "second": "output.LayerNorm",
}  # fmt: skip


class Drop(nn.Module):
    """Dropout whose chances are drawn once: each time the numbers left out begin at another place of one long draw.

    To draw them anew each time takes as long as one of a layer's products: 8 ms and 9 for a batch, on two cores.
    """

    DRAWN = 1 << 24

    def __init__(self, share: float = 0.1) -> None:
        super().__init__()
        kept = torch.rand(self.DRAWN) >= share
        self.register_buffer("kept", kept.to(torch.bfloat16) / (1 - share), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        start = int(torch.randint(self.DRAWN - x.numel(), ()))
        return x * self.kept[start : start + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.mixed = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop()

    def forward(self, x: Tensor, bias: Tensor, marks: Tensor | None = None) -> Tensor:
        """What becomes of each token, or of those at ``marks`` [passages, marks] alone."""

        def heads(y: Tensor) -> Tensor:
            return y.view(len(y), -1, HEADS, WIDTH // HEADS).transpose(1, 2)

        keys, values = heads(self.key(x)), heads(self.value(x))
        if marks is not None:
            x = x.gather(1, marks[..., None].expand(-1, -1, WIDTH))
        scores = heads(self.query(x)) @ keys.transpose(-1, -2)
        weights = (scores / math.sqrt(WIDTH // HEADS) + bias).softmax(-1)
        seen = (weights @ values).transpose(1, 2).reshape(x.shape)
        x = self.first(x + self.drop(self.mixed(seen)))
        return self.second(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class Scorer(nn.Module):
    """Token ids of passages in, for each pair of marks its relations and statuses out, as logits.

    ``marks`` gives for each passage the places of its marks, ``first`` and ``second`` the numbers of a pair's among them.
    """

    def __init__(self, base: Path, likeness: dict[Mark, int]) -> None:
        super().__init__()
        held = load_file(str(base / "model.safetensors"))
        held = {name.removeprefix("bert."): tensor for name, tensor in held.items()}
        words = held["embeddings.word_embeddings.weight"]
        self.words = nn.Embedding.from_pretrained(words.clone(), freeze=True)
        self.places = nn.Parameter(held["embeddings.position_embeddings.weight"].clone())
        self.kind = nn.Parameter(held["embeddings.token_type_embeddings.weight"][0].clone())
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        _fill(self.norm, held, "embeddings.LayerNorm")
        self.drop = Drop()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for number, layer in enumerate(self.layers):
            for name, there in _PARTS.items():
                _fill(getattr(layer, name), held, f"encoder.layer.{number}.{there}")
        self.marks = nn.Embedding(MARKS, WIDTH)
        self.marks.weight.data = words[:MARKS].clone()
        for number, mark in enumerate(Mark):
            near = words[likeness[mark]]
            self.marks.weight.data[1 + number] = near + 0.01 * torch.randn(WIDTH)
            self.marks.weight.data[30 + number] = 0.7 * near + 0.01 * torch.randn(WIDTH)
        self.of_first = nn.Linear(WIDTH, PAIR)
        self.of_second = nn.Linear(WIDTH, PAIR, bias=False)
        self.of_both = nn.Linear(WIDTH, PAIR, bias=False)
        self.judged = nn.Linear(PAIR, len(RELATIONS) + len(FACTS) * len(STATUSES))
        self.judged.bias.data[
            : len(RELATIONS)
        ] = -4.0  # most pairs have nothing to do with each other

    def encoded(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """The vectors of the tokens at ``marks`` [passages, marks]."""
        marked = (ids < MARKS) & (ids > 0)
        x = torch.where(marked[..., None], self.marks(ids.clamp(max=MARKS - 1)), self.words(ids))
        x = self.drop(self.norm(x + self.places[: ids.shape[1]] + self.kind))
        bias = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        *inner, last = self.layers
        for layer in inner:
            x = layer(x, bias)
        found: Tensor = last(x, bias, marks)
        return found

    def forward(
        self, ids: Tensor, mask: Tensor, marks: Tensor, rows: Tensor, first: Tensor, second: Tensor
    ) -> tuple[Tensor, Tensor]:
        x = self.encoded(ids, mask, marks)
        one, other = x[rows, first], x[rows, second]
        both = self.of_first(one) + self.of_second(other) + self.of_both(one * other)
        judged = self.judged(self.drop(functional.gelu(both)))
        relations, statuses = judged.split([len(RELATIONS), len(FACTS) * len(STATUSES)], dim=-1)
        return relations, statuses.reshape(-1, len(FACTS), len(STATUSES))


class Probabilities(nn.Module):
    """The scorer as it is shipped: probabilities in the place of logits."""

    def __init__(self, scorer: Scorer) -> None:
        super().__init__()
        self.scorer = scorer

    def forward(
        self, ids: Tensor, mask: Tensor, marks: Tensor, rows: Tensor, first: Tensor, second: Tensor
    ) -> tuple[Tensor, Tensor]:
        relations, statuses = self.scorer(ids, mask, marks, rows, first, second)
        return relations.sigmoid(), statuses.softmax(-1)


def likeness(tokens: dict[str, int]) -> dict[Mark, int]:
    """The word whose vector each mark starts from."""
    return {mark: tokens[word] for mark, word in _LIKE.items()}


def _fill(part: nn.Module, held: dict[str, Tensor], name: str) -> None:
    part.weight.data = held[f"{name}.weight"].clone()
    part.bias.data = held[f"{name}.bias"].clone()
