"""What imports raise, with CPython's words."""
import sys

import _files

path = _files.folder({
    "circle_a.py": "import circle_b\nx = 1\n",
    "circle_b.py": "from circle_a import x\n",
    "ring_a.py": "import ring_b\nx = 1\n",
    "ring_b.py": "import ring_a\nring_a.x\n",
    "plain.py": "name = 1\n",
    "pack/__init__.py": "value = 1\n",
    "pack/sub.py": "from . import value\n",
    "pack/bad.py": "from .nothing import q\n",
    "pack/far.py": "from ... import q\n",
    "pack/absent.py": "from . import absentee\n",
    "raises.py": "1 / 0\n",
    "listed.py": "__all__ = ['there', 'missing']\nthere = 1\n",
    "wrong.py": "__all__ = [1]\n",
})


def show(action, *args):
    try:
        action(*args)
    except Exception as error:
        text = str(error).replace(path, "PATH")
        file = getattr(error, "path", None)
        print(type(error).__name__, text, getattr(error, "name", None), file and file.replace(path, "PATH"),
              getattr(error, "name_from", None), sep=" | ")
    else:
        print("no error")


def run(source, **names):
    exec(source, {"__name__": "program", **names})


for source in (
    "import circle_a", "import circle_a", "import ring_a", "import nowhere", "import nowhere.at.all", "import plain.sub",
    "import plain\nplain.nam", "from plain import nam", "from plain import *\nname", "import pack.sub", "import pack.bad",
    "import pack.far", "import pack.absent", "import pack.sub.deep", "from pack import nothing", "import raises",
    "from listed import *", "from wrong import *", "from sys import nothing", "import sys.nothing",
    "from . import x", "from .x import y", "from .. import x",
):
    show(run, source)

show(lambda: run("from . import x", __package__=None))
show(lambda: run("from . import value\nprint(value)", __package__="pack"))
show(lambda: run("from . import x", __package__="nowhere"))
show(__import__, "")
show(__import__, 1)
show(lambda: __import__("x", level=-1))
sys.modules["gone"] = None
show(run, "import gone")
print("raises" in sys.modules, "circle_a" in sys.modules)
