"""A folder of modules for a program, in sys.path while it runs."""
import os
import sys
import tempfile


def folder(files):
    path = os.path.realpath(tempfile.mkdtemp())
    for name, text in files.items():
        target = os.path.join(path, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w") as file:
            file.write(text)
    sys.path.insert(1, path)
    return path
