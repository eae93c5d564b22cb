"""The scorer made thinner: of its encoder stays what tells most, fitted to give what the whole gave.

A layer's heads see much that others see as well, and its inner numbers likewise. What is taken out, and how little that
loses once the rest is fitted anew, is told by least squares, one after the other: Kurtic et al. 2023, "ZipLM: Inference-Aware
Structured Pruning of Language Models", after Hassibi and Stork 1993, "Second Order Derivatives for Network Pruning".
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import batched

import torch
from torch import Tensor, nn

from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.preparing import prepared
from tracker.extraction.recognising import recognised
from tracker.extraction.scorer.links import passages
from tracker.extraction.scorer.marks import encode
from tracker.extraction.scorer.session import tokens
from tracker.extraction.scorer.training.network import BY_HEAD, HEADS, INNER, Layer, Scorer
from tracker.extraction.sentences import segments
from tracker.extraction.worth_reading import worth_reading

#: How many heads a layer keeps, and how many inner numbers each of them: fewest where they say again what others say. The
#: last layer keeps all: pairs look through its heads, and but for keys and values it only costs what marks cost.
KEPT_HEADS, KEPT_INNER = 9, (768, 1024, 896, 1024, 768)
#: By how much of what is seen on the average least squares are held, so that they have one solution.
_HELD = 1e-5

#: How many passages are made at once.
LOT = 64

log = logging.getLogger(__name__)


def passages_of(articles: Iterable[GoldArticle], names: Gazetteer) -> Iterator[Tensor]:
    """The token ids of each passage that is scored when one of some articles is read."""
    for article in articles:
        text = article.as_text()
        ready = prepared(recognised(text, worth_reading(segments(text.text)), names))
        parts = [(segment.item, segment.entry) for segment in ready.segments]
        for _, passage in passages(ready.marked, parts):
            yield torch.tensor(encode(passage.pieces, tokens).ids)


def thinned(whole: Scorer, shown: Sequence[Tensor]) -> Scorer:
    """A scorer of fewer heads and inner numbers that gives about what ``whole`` gives on passages [tokens] that are ``shown``."""
    scorer = deepcopy(whole)
    for one in (scorer, whole):
        one.eval()
    lots = list(batched(shown, LOT, strict=False))
    sizes = [[len(ids) for ids in lot] for lot in lots]
    with torch.no_grad():
        # What the thinner one gives, and what the whole gives; both before they are made normal, twice in each layer.
        thin = [torch.cat([scorer.embedded(ids[None])[0] for ids in lot]) for lot in lots]
        full = list(thin)
        kept = [*((KEPT_HEADS, inner) for inner in KEPT_INNER), (HEADS, INNER)]
        for layer, like, (heads, inner) in zip(scorer.layers, whole.layers, kept, strict=True):
            full = [y + like.mixed(_seen(like, y, n)) for y, n in zip(full, sizes, strict=True)]
            squares = Squares(
                (_seen(layer, x, n), y - x) for x, y, n in zip(thin, full, sizes, strict=True)
            )
            telling = squares.most_telling(BY_HEAD, heads)
            layer.query, layer.key, layer.value = (
                _rows_of(part, telling) for part in (layer.query, layer.key, layer.value)
            )
            layer.mixed = squares.by(telling)
            seen = (_seen(layer, x, n) for x, n in zip(thin, sizes, strict=True))
            thin = [layer.first(x + layer.mixed(one)) for x, one in zip(thin, seen, strict=True)]
            full = [y + like.outer(like.bent(y)) for y in map(like.first, full)]
            squares = Squares((layer.bent(x), y - x) for x, y in zip(thin, full, strict=True))
            telling = squares.most_telling(1, inner)
            layer.inner, layer.outer = _rows_of(layer.inner, telling), squares.by(telling)
            thin = [layer.second(x + layer.outer(layer.bent(x))) for x in thin]
            full = [like.second(y) for y in full]
            x, y = torch.cat(thin), torch.cat(full)
            log.info("a layer made thin: of what it gives %.3f differs", (x - y).var() / y.var())
    return scorer


class Squares:
    """How to give what is wanted from what is seen, with the least squares of what is missed.

    Both come in lots [rows, columns] and [rows, …].
    """

    def __init__(self, lots: Iterable[tuple[Tensor, Tensor]]) -> None:
        first, *rest = ((_sums(seen, wanted), len(seen)) for seen, wanted in lots)
        (gram, cross, seen, wanted), rows = first
        for sums, more in rest:
            for total, added in zip((gram, cross, seen, wanted), sums, strict=True):
                total += added
            rows += more
        self.middle, self.aim = seen / rows, wanted / rows
        self.gram = gram - torch.outer(seen, self.middle)
        self.gram.diagonal().add_(_HELD * self.gram.diagonal().mean())
        self.cross = cross - torch.outer(seen, self.aim)

    def by(self, columns: Tensor) -> nn.Linear:
        """The matrix that does it best by some columns alone."""
        weight = torch.linalg.solve(self.gram[columns][:, columns], self.cross[columns])
        found = nn.Linear(*weight.shape)
        found.weight.data = weight.T.float().contiguous()
        found.bias.data = (self.aim - self.middle[columns] @ weight).float()
        return found

    def most_telling(self, size: int, kept: int) -> Tensor:
        """The columns that do it about best, in groups of ``size`` side by side of which so many are ``kept``."""
        weight, inverse = torch.linalg.solve(self.gram, self.cross), torch.linalg.inv(self.gram)
        groups = len(self.gram) // size
        stays, every = torch.ones(groups, dtype=torch.bool), torch.arange(groups)
        for _ in range(groups - kept):
            blocks = inverse.view(groups, size, groups, size)[every, :, every, :]
            rows = weight.view(groups, size, -1)
            lost = (rows * torch.linalg.solve(blocks, rows)).sum((1, 2))
            least = int(lost.masked_fill(~stays, torch.inf).argmin())
            one = slice(least * size, (least + 1) * size)
            step = inverse[:, one] @ torch.linalg.inv(inverse[one, one])
            weight -= step @ weight[one]
            inverse -= step @ inverse[one]
            inverse[one] = inverse[:, one] = weight[one] = 0.0
            inverse[one, one] = torch.eye(size, dtype=inverse.dtype)
            stays[least] = False
        return stays.repeat_interleave(size).nonzero()[:, 0]


def _sums(seen: Tensor, wanted: Tensor) -> list[Tensor]:
    """What a lot adds to the sums that least squares are told by; in numbers of 32 bits what tells little would be lost."""
    seen, wanted = seen.double(), wanted.double()
    return [seen.T @ seen, seen.T @ wanted, seen.sum(0), wanted.sum(0)]


def _seen(layer: Layer, x: Tensor, sizes: list[int]) -> Tensor:
    """What the heads of a layer see in each passage by itself; ``x`` [tokens of all, width]."""
    nothing = torch.zeros(())
    return torch.cat([layer.seen(one[None], nothing)[0][0] for one in x.split(sizes)])


def _rows_of(part: nn.Linear, kept: Tensor) -> nn.Linear:
    found = nn.Linear(part.in_features, len(kept))
    found.weight.data, found.bias.data = part.weight[kept].clone(), part.bias[kept].clone()
    return found
