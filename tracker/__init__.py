import os

# Texts and pictures are matrices so small that threads which share one mostly wait for one another, and waiting keeps
# a core as busy as work. NumPy starts its threads when it is loaded, so this comes first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
