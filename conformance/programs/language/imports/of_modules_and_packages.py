import _shapes
import _shapes as shapes
from _shapes import area, Square as Sq
from _tree import leaf
from _tree.branch import twig, grow
import _tree.branch.deep

print(shapes is _shapes, area(2), Sq(3).area(), shapes.__name__, shapes.__file__.split("/")[-1])
print(leaf, twig, grow(), _tree.branch.deep.where, _tree.branch.__name__, _tree.__name__, _tree.branch.__package__)
from _shapes import *

print(exported, "hidden" in globals(), "_private" in globals())
for statement in ("import missing_module", "from _shapes import missing", "import _tree.missing", "from _tree import missing", "import _shapes.sub", "from . import x"):
    try:
        exec(statement)
    except ImportError as error:
        print(type(error).__name__, str(error).split(" (")[0])
import sys

print("_shapes" in sys.modules, sys.modules["_shapes"] is shapes, sys.modules["__main__"].shapes is shapes)


def local_import():
    import math as m

    return m.floor(2.5)


print(local_import(), __name__, __file__.split("/")[-1])
import _circular_a

print(_circular_a.value, _circular_a.late())
