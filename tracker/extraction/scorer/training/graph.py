"""The scorer's graph, drawn by hand around the weights of an exported and quantized network.

It gives to the last bit what the exporter's graph gives, with less work: a passage stands by itself, so nothing is
masked; query, key and value are one product; and of the last layer only the rows of the marks are carried to the end.
They are taken where no other row is looked at any more: what a row becomes in eight bits depends on all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HEADS, WIDTH, LAYERS = 12, 384, 6
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
        self.cut = self.statuses = np.empty(0)
        for node in graph.node:
            if node.op_type == "MatMulInteger":
                # "/scorer/layers.0/query/MatMul_output_0…" is the product of layers.0.query.
                name = node.output[0].removeprefix("/scorer/").partition("/MatMul")[0]
                stem = node.input[1].removesuffix("_quantized")
                self.products[name.partition("/Gemm")[0].replace("/", ".")] = Product(
                    held[node.input[1]], held[f"{stem}_scale"], held[f"{stem}_zero_point"]
                )
            elif node.op_type == "Split":
                self.cut = held[node.input[1]]
            elif node.op_type == "Reshape" and node.output[0] in _into_softmax(graph):
                self.statuses = held[node.input[1]]


def _into_softmax(graph: onnx.GraphProto) -> set[str]:
    """What the softmax that gives the statuses takes in."""
    return {n.input[0] for n in graph.node if n.op_type == "Softmax" and "statuses" in n.output}


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

    def product_of_rows(self, x: str, name: str, rows: str) -> str:
        """Some rows of ``x`` times a matrix, in the eight bits that they have among all rows."""
        weight, scale, zero, bias = self.matrix(name)
        small, step, nought = self.parts(
            "DynamicQuantizeLinear", [x], [f"{name}.{part}" for part in ("small", "step", "nought")]
        )
        small = self.step("Gather", [small, rows], f"{name}.small rows", axis=0)
        inputs = [small, weight, step, scale, nought, zero, bias]
        return self.step("MatMulIntegerToFloat", inputs, f"{name}.out", domain=OWN)

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

    def normal(self, x: str, name: str) -> str:
        inputs = [x, *(self.exported_number(f"{name}.{part}") for part in ("weight", "bias"))]
        return self.step("LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=1e-12)

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
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        q, k, v = self.parts(
            "Split", [self.product(x, *parts)], [f"{part}.own" for part in parts], axis=1, num_outputs=3
        )  # fmt: skip
        near = self.step(
            "FusedMatMul", [self.by_head(q, [1, 0, 2]), self.by_head(k, [1, 2, 0])], f"{name}.near", domain=OWN,
            alpha=1 / float(np.sqrt(np.float32(WIDTH // HEADS))),
        )  # fmt: skip
        near = self.step("Softmax", [near], f"{name}.share", axis=-1)
        seen = self.step("MatMul", [near, self.by_head(v, [1, 0, 2])], f"{name}.heads")
        seen = self.step("Transpose", [seen], f"{name}.turned", perm=[1, 0, 2])
        seen = self.step("Reshape", [seen, self.number("row", [0, WIDTH])], f"{name}.seen")
        mixed = self.product(seen, f"{name}.mixed")
        x = self.normal(self.step("Add", [x, mixed], f"{name}.first.in"), f"{name}.first")
        inner = self.step("Gelu", [self.product(x, f"{name}.inner")], f"{name}.bent", domain=OWN)
        if rows is None:
            outer = self.product(inner, f"{name}.outer")
        else:
            x = self.step("Gather", [x, rows], f"{name}.rows", axis=0)
            outer = self.product_of_rows(inner, f"{name}.outer", rows)
        return self.normal(self.step("Add", [x, outer], f"{name}.second.in"), f"{name}.second")

    def by_head(self, x: str, turned: list[int]) -> str:
        heads = self.number("heads", [0, HEADS, WIDTH // HEADS])
        return self.step(
            "Transpose",
            [self.step("Reshape", [x, heads], f"{x}.heads")],
            f"{x}.turned",
            perm=turned,
        )

    def judged(self, x: str) -> None:
        one, other = (
            self.step("Gather", [x, end], f"{end} row", axis=0) for end in ("first", "second")
        )
        both = self.step("Mul", [one, other], "both rows")
        found = self.step(
            "Add", [self.product(one, "of_first"), self.product(other, "of_second", biased=False)], "of either"
        )  # fmt: skip
        found = self.step("Add", [found, self.product(both, "of_both", biased=False)], "of all")
        found = self.product(self.step("Gelu", [found], "weighed", domain=OWN), "judged")
        relations, statuses = self.parts(
            "Split", [found, self.number("cut", self.exported.cut)], ["of relations", "of statuses"], axis=-1
        )  # fmt: skip
        self.step("Sigmoid", [relations], "relations")
        statuses = self.step(
            "Reshape",
            [statuses, self.number("statuses by fact", self.exported.statuses)],
            "by fact",
        )
        self.step("Softmax", [statuses], "statuses", axis=-1)


def redraw(exported: Path, out: Path) -> None:
    """Write the network of ``exported`` to ``out``, with the inputs that ``scorer.session`` gives it.

    They are the token ids of one passage, the places of its marks, and the two ends of each pair among these.
    """
    drawing = Drawing(Exported(exported))
    x = drawing.embedded()
    for number in range(LAYERS):
        x = drawing.layer(x, f"layers.{number}", "marks" if number == LAYERS - 1 else None)
    drawing.judged(x)
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
                "relations", TensorProto.FLOAT, ["pairs", int(drawing.exported.cut[0])]
            ),
            helper.make_tensor_value_info(
                "statuses", TensorProto.FLOAT, ["pairs", *drawing.exported.statuses[1:].tolist()]
            ),
        ],
        list(drawing.held.values()),
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(OWN, 1)], ir_version=9
    )  # fmt: skip
    onnx.checker.check_model(model)
    onnx.save(model, out)
