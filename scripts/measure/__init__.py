"""What a card reaches of its datasheet, measured with the shapes of the ten cases: `make measure`.

`shapes` reads the declared models (`shapes.yml`), the estimates and the shared world, and writes plain numbers; it
needs the project. `run` reads these and needs PyTorch and the standard library alone, so that it runs on a machine that
has a card and nothing of the project's set-up. What is counted, planned and reported knows no PyTorch and is tested
without it.
"""
