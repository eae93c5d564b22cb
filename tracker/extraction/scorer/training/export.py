"""The fitted network as one small file: ONNX, with weights of eight bits, in a graph of few steps."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from tracker.extraction.scorer.training.graph import redraw
from tracker.extraction.scorer.training.network import Probabilities, Scorer

INPUTS = ("ids", "mask", "marks", "first", "second")
OUTPUTS = ("relations", "statuses")


def export(scorer: Scorer, out: Path) -> None:
    """Write ``scorer`` to ``out``; one passage of any number of tokens and pairs goes in."""
    model = Probabilities(scorer).eval()
    ids = torch.randint(1000, 2000, (3, 17))
    sample = (
        ids,
        torch.ones(3, 17),
        torch.tensor([[0, 1, 4], [0, 2, 3], [5, 6, 9]]),
        torch.tensor([[1, 2], [0, 1], [1, 0]]),
        torch.tensor([[0, 0], [1, 2], [2, 1]]),
    )
    second = dict.fromkeys(("ids", "mask"), "tokens") | {"marks": "marks"}
    free = {name: {0: "passages", 1: second.get(name, "pairs")} for name in INPUTS + OUTPUTS}
    with tempfile.TemporaryDirectory() as folder:
        whole, plain, small = (
            Path(folder) / f"{name}.onnx" for name in ("whole", "plain", "small")
        )
        torch.onnx.export(
            model, sample, str(whole), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=free,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(whole, plain, skip_symbolic_shape=True)
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True)
        redraw(small, out)
