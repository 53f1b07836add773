# recorder: 3.13
"""The current directory: changed, left and come back to, and what cannot be one."""
import contextlib
import os
import tempfile

folder = os.path.realpath(tempfile.mkdtemp())
before = os.getcwd()
os.mkdir(os.path.join(folder, "inner"))
os.chdir(folder)
print(os.getcwd() == folder, os.listdir())
with open("here.txt", "w") as file:
    file.write("text")
with contextlib.chdir("inner"):
    print(os.path.relpath(os.getcwd(), folder), os.path.exists("../here.txt"))
print(os.getcwdb() == os.fsencode(folder), os.path.abspath("inner") == os.path.join(folder, "inner"))
for path in ("missing", "here.txt", None):
    try:
        os.chdir(path)
    except (OSError, TypeError) as e:
        print(type(e).__name__, e)
os.chdir(os.fsencode(before))
print(os.getcwd() == before)
