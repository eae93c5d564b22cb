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
BY_HEAD = WIDTH // HEADS
#: How many heads look at the pairs with one end in common.
SHARERS = 4
#: The end of a pair that is none, and only fills up.
NO_MARK = -1
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


def attended(
    query: Tensor, key: Tensor, value: Tensor, heads: int, bias: Tensor
) -> tuple[Tensor, Tensor]:
    """What each row sees of all rows [passages, rows, width], and how much each head looks at which."""
    query, key, value = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value))
    looks = (query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + bias).softmax(-1)
    return (looks @ value).transpose(1, 2).flatten(2), looks


class Layer(nn.Module):
    """One layer of the encoder; a thinned one has fewer heads and fewer inner numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.mixed = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop()

    @property
    def heads(self) -> int:
        return int(self.query.out_features) // BY_HEAD

    def forward(
        self, x: Tensor, bias: Tensor, marks: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """What becomes of each token, or of those at ``marks`` [passages, marks] alone, and what each looks at."""
        seen, looks = self.seen(x, bias, marks)
        if marks is not None:
            x = _rows(x, marks)
        x = self.first(x + self.drop(self.mixed(seen)))
        return self.second(x + self.drop(self.outer(self.bent(x)))), looks

    def seen(self, x: Tensor, bias: Tensor, marks: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """What the heads see, side by side, and how much each looks at which token."""
        rows = x if marks is None else _rows(x, marks)
        return attended(self.query(rows), self.key(x), self.value(x), self.heads, bias)

    def bent(self, x: Tensor) -> Tensor:
        """The inner numbers."""
        return functional.gelu(self.inner(x))


def _rows(x: Tensor, marks: Tensor) -> Tensor:
    return x.gather(1, marks[..., None].expand(-1, -1, WIDTH))


class Shared(nn.Module):
    """What each pair takes from the pairs that share its first or its second mark.

    Who has come to one company has hardly come to the next. Attention along rows and columns is that of Ho et al. 2019,
    "Axial Attention in Multidimensional Transformers".
    """

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between, self.after = (nn.LayerNorm(PAIR) for _ in range(3))
        self.by_first, self.by_second = (nn.Linear(PAIR, 3 * PAIR // 2) for _ in range(2))
        self.mixed = nn.Linear(PAIR, PAIR)
        self.inner, self.outer = nn.Linear(PAIR, 2 * PAIR), nn.Linear(2 * PAIR, PAIR)
        self.drop = Drop()

    def forward(self, pairs: Tensor, first: Tensor, second: Tensor) -> Tensor:
        """``pairs`` [passages, pairs, PAIR] with what they take; ``first`` and ``second`` [passages, pairs] are their ends."""
        x = self.before(pairs)
        seen = []
        for made, end in ((self.by_first(x), first), (self.by_second(x), second)):
            apart = (end[:, None, :, None] != end[:, None, None, :]) * -1e4
            query, key, value = made.chunk(3, -1)
            seen.append(attended(query, key, value, SHARERS, apart.to(made.dtype))[0])
        x = self.between(x + self.drop(self.mixed(torch.cat(seen, dim=-1))))
        return pairs + self.after(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class Scorer(nn.Module):
    """Token ids of passages in, for each pair of marks its relations and statuses out, as logits.

    ``marks`` gives for each passage the places of its marks, ``first`` and ``second`` the numbers of a pair's among them;
    where a passage has fewer pairs than another, the rest have ends of ``NO_MARK``. All of them are [passages, …].
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
        self.of_context = nn.Linear(WIDTH, PAIR, bias=False)
        self.shared = Shared()
        self.judged = nn.Linear(PAIR, len(RELATIONS) + len(FACTS) * len(STATUSES))
        self.judged.bias.data[
            : len(RELATIONS)
        ] = -4.0  # most pairs have nothing to do with each other

    def forward(
        self, ids: Tensor, mask: Tensor, marks: Tensor, first: Tensor, second: Tensor
    ) -> tuple[Tensor, Tensor]:
        x = self.embedded(ids)
        bias = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4
        *inner, last = self.layers
        for layer in inner:
            x, _ = layer(x, bias)
        of_marks, looks = last(x, bias, marks)
        one, other = _taken(of_marks, first), _taken(of_marks, second)
        context = self.drop(_context(x, looks, first, second))
        pairs = self.of_first(one) + self.of_second(other) + self.of_both(one * other)
        pairs = functional.gelu(pairs + self.of_context(context))
        judged = self.judged(self.drop(self.shared(pairs, first, second)))
        relations, statuses = judged.split([len(RELATIONS), len(FACTS) * len(STATUSES)], dim=-1)
        return relations, statuses.unflatten(-1, (len(FACTS), len(STATUSES)))

    def embedded(self, ids: Tensor) -> Tensor:
        """A row for each token [passages, tokens]: its word's or mark's, and its place's."""
        marked = (ids < MARKS) & (ids > 0)
        x = torch.where(marked[..., None], self.marks(ids.clamp(max=MARKS - 1)), self.words(ids))
        return self.drop(self.norm(x + self.places[: ids.shape[1]] + self.kind))


def _taken(x: Tensor, numbers: Tensor) -> Tensor:
    """The rows of ``x`` [passages, rows, …] that ``numbers`` [passages, n] tell."""
    start = torch.arange(len(x))[:, None] * x.shape[1]
    return (
        x.flatten(0, 1)
        .index_select(0, (start + numbers.clamp(min=0)).flatten())
        .unflatten(0, numbers.shape)
    )


def _context(x: Tensor, looks: Tensor, first: Tensor, second: Tensor) -> Tensor:
    """The tokens that both ends of a pair look at, weighed by how much: [passages, pairs, WIDTH].

    This is the localized context pooling of Zhou et al. 2021, "Document-Level Relation Extraction with Adaptive
    Thresholding and Localized Context Pooling".
    """
    of_marks = looks.transpose(1, 2)
    shared = (_taken(of_marks, first) * _taken(of_marks, second)).sum(2)
    shared = shared / (shared.sum(-1, keepdim=True) + 1e-6)
    return shared.to(x.dtype) @ x


class Probabilities(nn.Module):
    """The scorer as it is shipped: probabilities in the place of logits."""

    def __init__(self, scorer: Scorer) -> None:
        super().__init__()
        self.scorer = scorer

    def forward(
        self, ids: Tensor, mask: Tensor, marks: Tensor, first: Tensor, second: Tensor
    ) -> tuple[Tensor, Tensor]:
        relations, statuses = self.scorer(ids, mask, marks, first, second)
        return relations.sigmoid(), statuses.softmax(-1)


def likeness(tokens: dict[str, int]) -> dict[Mark, int]:
    """The word whose vector each mark starts from."""
    return {mark: tokens[word] for mark, word in _LIKE.items()}


def _fill(part: nn.Module, held: dict[str, Tensor], name: str) -> None:
    part.weight.data = held[f"{name}.weight"].clone()
    part.bias.data = held[f"{name}.bias"].clone()
