"""In place of CPython's module in C, which `json` does without here: it is there for the tests that import it afresh."""
