"""The scorer's graph, drawn by hand around the weights of an exported and quantized network.

It gives what the exporter's graph gives, with less work: a passage stands by itself, so nothing is
masked; query, key and value are one product; and the last layer makes nothing of any rows but those of the marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tracker.extraction.scorer.relations import FACTS, RELATIONS, STATUSES
from tracker.extraction.scorer.training.network import BY_HEAD, LAYERS, PAIR, SHARERS

OWN = "com.microsoft"


class Product(NamedTuple):
    """A matrix of eight bits, with the scale and the zero of each of its columns."""

    weight: np.ndarray
    scale: np.ndarray
    zero: np.ndarray


class Exported:
    """The numbers of a network that ``quantize_dynamic`` has written, by the names that the network gives them."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        self.numbers = {name.removeprefix("scorer."): held[name] for name in held}
        self.products: dict[str, Product] = {}
        for node in graph.node:
            if node.op_type == "MatMulInteger":
                # "/scorer/layers.0/query/MatMul_output_0…" is the product of layers.0.query.
                name = node.output[0].removeprefix("/scorer/").partition("/MatMul")[0]
                stem = node.input[1].removesuffix("_quantized")
                self.products[name.partition("/Gemm")[0].replace("/", ".")] = Product(
                    held[node.input[1]], held[f"{stem}_scale"], held[f"{stem}_zero_point"]
                )


class Drawing:
    """Nodes and numbers as they come; every step returns the name of what it puts out."""

    def __init__(self, exported: Exported) -> None:
        self.exported = exported
        self.nodes: list[onnx.NodeProto] = []
        self.held: dict[str, onnx.TensorProto] = {}

    def number(self, name: str, value: Any) -> str:
        array = np.ascontiguousarray(value) if np.ndim(value) else np.array(value)
        self.held.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def exported_number(self, name: str) -> str:
        return self.number(name, self.exported.numbers[name])

    def step(self, kind: str, inputs: Sequence[str], out: str, domain: str = "", **how: Any) -> str:
        self.parts(kind, inputs, [out], domain, **how)
        return out

    def parts(
        self, kind: str, inputs: Sequence[str], outs: list[str], domain: str = "", **how: Any
    ) -> list[str]:
        self.nodes.append(helper.make_node(kind, inputs, outs, outs[0], domain=domain, **how))
        return outs

    def looked_up(self, table: str, ids: str) -> str:
        weight = self.step(
            "Gather", [self.exported_number(f"{table}.weight_quantized"), ids], f"{table}.row"
        )
        scale, zero = (
            self.exported_number(f"{table}.weight_{part}") for part in ("scale", "zero_point")
        )
        return self.step("DequantizeLinear", [weight, scale, zero], f"{table}.found")

    def product(self, x: str, *names: str, biased: bool = True) -> str:
        """``x`` times one or several matrices side by side."""
        weight, scale, zero, *bias = self.matrix(*names, biased=biased)
        inputs = [x, weight, scale, zero, *bias]
        return self.step("DynamicQuantizeMatMul", inputs, f"{names[0]}.out", domain=OWN)

    def matrix(self, *names: str, biased: bool = True) -> list[str]:
        """One or several matrices side by side, in four parts, of which the last may be left out."""
        stem = names[0]
        sides = [self.exported.products[name] for name in names]
        found = [
            self.number(f"{stem}.weight", np.concatenate([side.weight for side in sides], axis=1)),
            self.number(f"{stem}.scale", np.concatenate([side.scale for side in sides])),
            self.number(f"{stem}.zero", np.concatenate([side.zero for side in sides])),
        ]
        if biased:
            biases = [self.exported.numbers[f"{name}.bias"] for name in names]
            found.append(self.number(f"{stem}.bias", np.concatenate(biases)))
        return found

    def normal(self, x: str, name: str, epsilon: float = 1e-12) -> str:
        inputs = [x, *(self.exported_number(f"{name}.{part}") for part in ("weight", "bias"))]
        return self.step("LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=epsilon)

    def embedded(self) -> str:
        """A row for each token: its word's or mark's, and its place's."""
        last = self.number(
            "last mark", self.exported.numbers["marks.weight_quantized"].shape[0] - 1
        )
        nought = self.number("nought", np.int64(0))
        mark = self.step("Clip", ["ids", "", last], "nearest mark")
        small = self.step("LessOrEqual", ["ids", last], "small")
        large = self.step("Greater", ["ids", nought], "large")
        marked = self.step("And", [small, large], "marked")
        marked = self.step("Unsqueeze", [marked, self.number("columns", [1])], "marked rows")
        x = self.step(
            "Where",
            [marked, self.looked_up("marks", mark), self.looked_up("words", "ids")],
            "named",
        )
        begin, length = self.number("begin", [0]), self.step("Shape", ["ids"], "length")
        places = self.step(
            "Slice", [self.exported_number("places"), begin, length, begin], "placed"
        )
        x = self.step("Add", [x, places], "named and placed")
        return self.normal(self.step("Add", [x, self.exported_number("kind")], "summed"), "norm")

    def layer(self, x: str, name: str, rows: str | None = None) -> str:
        """One layer of the encoder; with ``rows``, what it makes of these rows only."""
        query, key, value = (f"{name}.{part}" for part in ("query", "key", "value"))
        if rows is None:
            q, k, v = self.side_by_side(x, query, key, value)
        else:
            k, v = self.side_by_side(x, key, value)
            x = self.step("Gather", [x, rows], f"{name}.rows", axis=0)
            q = self.product(x, query)
        heads = self.exported.products[query].weight.shape[1] // BY_HEAD
        seen = self.attended(name, (q, k, v), heads, BY_HEAD)
        mixed = self.product(seen, f"{name}.mixed")
        x = self.normal(self.step("Add", [x, mixed], f"{name}.first.in"), f"{name}.first")
        inner = self.step("Gelu", [self.product(x, f"{name}.inner")], f"{name}.bent", domain=OWN)
        outer = self.product(inner, f"{name}.outer")
        return self.normal(self.step("Add", [x, outer], f"{name}.second.in"), f"{name}.second")

    def side_by_side(self, x: str, *names: str) -> list[str]:
        """``x`` times each of several matrices of one size, in one product."""
        outs = [f"{name}.own" for name in names]
        whole = self.product(x, *names)
        return self.parts("Split", [whole], outs, axis=1, num_outputs=len(names))

    def attended(
        self, name: str, parts: Sequence[str], heads: int, width: int, apart: str | None = None
    ) -> str:
        """What each row sees of all rows, by query, key and value; nothing where ``apart`` is far below nought."""
        by_head = [0, heads, width]
        q, k, v = (
            self.step(
                "Transpose",
                [self.step("Reshape", [x, self.number(f"{heads} heads", by_head)], f"{x}.heads")],
                f"{x}.turned",
                perm=turned,
            )
            for x, turned in zip(parts, ([1, 0, 2], [1, 2, 0], [1, 0, 2]), strict=True)
        )
        alpha = 1 / float(np.sqrt(np.float32(width)))
        near = self.step("FusedMatMul", [q, k], f"{name}.near", domain=OWN, alpha=alpha)
        if apart is not None:
            near = self.step("Add", [near, apart], f"{name}.near or apart")
        near = self.step("Softmax", [near], f"{name}.looks", axis=-1)
        seen = self.step("MatMul", [near, v], f"{name}.heads")
        seen = self.step("Transpose", [seen], f"{name}.turned", perm=[1, 0, 2])
        row = self.number(f"{heads} heads in a row", [0, heads * width])
        return self.step("Reshape", [seen, row], f"{name}.seen")

    def context(self, x: str, looks: str) -> str:
        """For each pair the rows of ``x`` that both of its ends look at."""
        one, other = (
            self.step("Gather", [looks, end], f"{end} looks", axis=1) for end in ("first", "second")
        )
        both = self.step("Mul", [one, other], "both look")
        both = self.step("ReduceSum", [both, self.number("heads", [0])], "common", keepdims=0)
        whole = self.step("ReduceSum", [both, self.number("last", [-1])], "whole", keepdims=1)
        whole = self.step("Add", [whole, self.number("little", np.float32(1e-6))], "some")
        share = self.step("Div", [both, whole], "common share")
        return self.step("MatMul", [share, x], "context")

    def shared(self, pairs: str) -> str:
        """What pairs take from those that share an end with them."""
        x = self.normal(pairs, "shared.before", 1e-5)
        seen = []
        for end in ("first", "second"):
            name = f"shared.by_{end}"
            parts = self.parts(
                "Split", [self.product(x, name)], [f"{name}.{part}" for part in "qkv"], axis=1, num_outputs=3
            )  # fmt: skip
            row, column = (
                self.step("Unsqueeze", [end, self.number(f"axis {axis}", [axis])], f"{end} along {axis}")
                for axis in (1, 0)
            )  # fmt: skip
            same = self.step("Equal", [row, column], f"same {end}")
            near, far = self.number("near", np.float32(0)), self.number("far", np.float32(-1e4))
            apart = self.step("Where", [same, near, far], f"apart by {end}")
            seen.append(self.attended(name, parts, SHARERS, PAIR // 2 // SHARERS, apart))
        both = self.step("Concat", seen, "shared.seen", axis=1)
        mixed = self.product(both, "shared.mixed")
        x = self.normal(self.step("Add", [x, mixed], "shared.between.in"), "shared.between", 1e-5)
        inner = self.step("Gelu", [self.product(x, "shared.inner")], "shared.bent", domain=OWN)
        outer = self.product(inner, "shared.outer")
        x = self.normal(self.step("Add", [x, outer], "shared.after.in"), "shared.after", 1e-5)
        return self.step("Add", [pairs, x], "shared.out")

    def judged(self, x: str, context: str) -> None:
        one, other = (
            self.step("Gather", [x, end], f"{end} row", axis=0) for end in ("first", "second")
        )
        both = self.step("Mul", [one, other], "both rows")
        found = self.product(one, "of_first")
        for part, name in ((other, "of_second"), (both, "of_both"), (context, "of_context")):
            found = self.step(
                "Add", [found, self.product(part, name, biased=False)], f"with {name}"
            )
        found = self.shared(self.step("Gelu", [found], "weighed", domain=OWN))
        found = self.product(found, "judged")
        cut = self.number("cut", [len(RELATIONS), len(FACTS) * len(STATUSES)])
        relations, statuses = self.parts(
            "Split", [found, cut], ["of relations", "of statuses"], axis=-1
        )
        self.step("Sigmoid", [relations], "relations")
        by_fact = self.number("statuses by fact", [0, len(FACTS), len(STATUSES)])
        statuses = self.step("Reshape", [statuses, by_fact], "by fact")
        self.step("Softmax", [statuses], "statuses", axis=-1)


def redraw(exported: Path, out: Path) -> None:
    """Write the network of ``exported`` to ``out``, with the inputs that ``scorer.session`` gives it.

    They are the token ids of one passage, the places of its marks, and the two ends of each pair among these.
    """
    drawing = Drawing(Exported(exported))
    x = drawing.embedded()
    *inner, last = (f"layers.{number}" for number in range(LAYERS))
    for name in inner:
        x = drawing.layer(x, name)
    of_marks = drawing.layer(x, last, "marks")
    drawing.judged(of_marks, drawing.context(x, f"{last}.looks"))
    whole = {"ids": "tokens", "marks": "marks", "first": "pairs", "second": "pairs"}
    graph = helper.make_graph(
        drawing.nodes,
        "scorer",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, [size])
            for name, size in whole.items()
        ],
        [
            helper.make_tensor_value_info(
                "relations", TensorProto.FLOAT, ["pairs", len(RELATIONS)]
            ),
            helper.make_tensor_value_info(
                "statuses", TensorProto.FLOAT, ["pairs", len(FACTS), len(STATUSES)]
            ),
        ],
        list(drawing.held.values()),
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(OWN, 1)], ir_version=9
    )  # fmt: skip
    onnx.checker.check_model(model)
    onnx.save(model, out)
