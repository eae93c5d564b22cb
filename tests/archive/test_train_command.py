"""``manage.py train_scorer``, as far as it goes without PyTorch, which only a training brings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_without_pytorch_it_says_how_to_train(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith("tracker.extraction.scorer.training.train")]:  # fmt: skip
        monkeypatch.delitem(sys.modules, name)
    out = tmp_path / "weights.onnx"
    with pytest.raises(CommandError, match="call this by “make train”"):
        call_command("train_scorer", tmp_path / "some.jsonl", out=out)
    assert not out.exists()
