# Prints the cases of cases.txt with what CPython 3.14 makes of them:
#     operation <TAB> operand … <TAB> => result | receiver afterwards
# Every operation is applied to every combination of its operands.
import itertools
import operator


def setitem(o, key, value):
    o[key] = value


def delitem(o, key):
    del o[key]


def unpack(o, count, star):
    if star >= 0:
        names = [f"x{i}" for i in range(count)]
        starred = [f"*{n}" if i == star else n for i, n in enumerate(names)]
        scope = {"o": o}
        exec(f"{','.join(starred)}, = o", scope)
        return [scope[n] for n in names]
    names = [f"x{i}" for i in range(count)]
    scope = {"o": o}
    exec(f"{','.join(names)}, = o", scope)
    return [scope[n] for n in names]


OPERATIONS = {
    "getitem": lambda o, k: o[k],
    "setitem": setitem,
    "delitem": delitem,
    "add": operator.add, "sub": operator.sub, "mul": operator.mul,
    "or": operator.or_, "and": operator.and_, "xor": operator.xor,
    "iadd": operator.iadd, "imul": operator.imul,
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
    "contains": lambda o, x: x in o,
    "unpack": unpack,
    "iterate": lambda o: [x for x in o],
    "value": lambda o: o,
    "typename": lambda o: type(o).__name__,
}

LISTS = ["[]", "[1]", "[1, 2, 3]", "[3, 1, 2, 1]", "['b', 'a']", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"]
TUPLES = ["()", "(1,)", "(1, 2, 3)", "('b', 'a')"]
DICTS = ["{}", "{1: 2}", "{'a': 1, 'b': 2}", "{1: 'a', True: 'b', 1.0: 'c'}", "{(1, 2): [1], None: 0.5}"]
SETS = ["set()", "{1}", "{1, 2, 3}", "frozenset([1])", "frozenset([2, 3])", "set([0, 8, 16])"]
RANGES = ["range(0)", "range(5)", "range(2, 11, 3)", "range(5, 0, -2)", "range(1180591620717411303424)"]
KEYS = ["0", "2", "-1", "9", "'a'", "1.5", "True", "None", "1180591620717411303424", "[]"]
SLICES = ["slice(None)", "slice(1, 3)", "slice(None, None, 2)", "slice(None, None, -1)", "slice(-2, None)", "slice(8, 2, -3)",
          "slice(5, 2)", "slice(None, None, 0)", "slice('a', None)", "slice(-100, 100)", "slice(True, 3)"]
OTHERS = ["3", "'ab'", "[7, 8]", "(7, 8)", "{1: 5}", "{1, 9}", "range(2)", "None", "[1]", "frozenset([1, 2])"]

CASES = [
    ("value", LISTS + TUPLES + DICTS + SETS + RANGES + SLICES[:7] + ["[[1], (2,), {3: 4}]"]),
    ("getitem", LISTS + TUPLES + RANGES, KEYS + SLICES),
    ("getitem", DICTS + ["3", "None", "{1}"], KEYS),
    ("setitem", LISTS, KEYS + SLICES, ["7", "[7]", "[7, 8]", "range(3)"]),
    ("setitem", ["(1,)", "3", "{1}", "'ab'", "range(3)", "{1: 2}"], ["0", "[]"], ["1"]),
    ("delitem", LISTS, KEYS + SLICES),
    ("delitem", DICTS + ["(1,)", "3", "{1}", "range(3)", "None"], KEYS),
    ("add", ["[1, 2]", "(1, 2)", "{1}", "{1: 2}", "range(2)"], OTHERS),
    ("add", ["3"], OTHERS),
    ("mul", ["[1, 2]", "(1, 2)"], ["3", "0", "-1", "True", "'a'", "1.5", "None", "[1]", "1180591620717411303424"]),
    ("mul", ["2"], ["[1, 2]", "(1,)", "{1}"]),
    ("iadd", ["[1, 2]"], OTHERS),
    ("imul", ["[1, 2]"], ["2", "'a'", "0"]),
    *((op, ["[1, 2]", "(1, 2)", "[1]", "{1, 2}", "frozenset([1])", "{1: 2}", "range(2)", "[1, 'a']"],
       ["[1, 3]", "(1, 2)", "[1.0, 2]", "{1, 2, 3}", "frozenset([1, 2])", "{1.0: 2}", "3", "range(0, 2)", "[1, 2, 0]"])
      for op in ("eq", "ne", "lt", "le", "gt", "ge")),
    *((op, SETS, SETS + ["[1]", "{1: 2}"]) for op in ("or", "and", "sub", "xor")),
    ("or", DICTS[:3], DICTS[:3] + ["3", "[(1, 2)]"]),
    ("contains", LISTS + TUPLES + DICTS + RANGES[:3] + SETS + ["3", "None"], ["1", "1.0", "'a'", "[1]", "None", "(1, 2)", "{1}"]),
    ("unpack", ["[1, 2]", "(1, 2, 3)", "{1: 2, 3: 4}", "{1, 2, 3}", "range(2)", "'ab'", "3", "None", "[1]", "enumerate([1, 2, 3])"],
     ["2", "3"], ["-1", "0", "1"]),
    ("iterate", LISTS + TUPLES + DICTS + SETS + RANGES[:4] + ["enumerate(['a', 'b'])", "enumerate('ab', 5)", "zip([1, 2], 'ab')", "zip()",
     "map(len, [[], [1]])", "map(max, [1, 5], [3, 2])", "filter(None, [0, 1, '', 2])", "filter(len, [[], [1]])",
     "reversed([1, 2])", "reversed((1, 2))", "reversed({1: 2, 3: 4})", "reversed(range(5))", "reversed('ab')", "3"]),
    ("typename", ["reversed([1])", "reversed((1,))", "reversed({1: 2})", "reversed(range(3))", "zip()", "enumerate([])", "map(len, [])"]),
    ("append", LISTS[:2], ["1", "[2]"]),
    ("extend", LISTS[:3], OTHERS),
    ("insert", LISTS[:3], ["0", "1", "-1", "99", "-99", "'a'", "1.5"], ["7"]),
    ("pop", LISTS), ("pop", LISTS, ["0", "1", "-1", "99", "'a'"]),
    ("remove", LISTS, ["1", "1.0", "'a'"]),
    ("index", LISTS + TUPLES, ["1", "'a'"]), ("index", ["[1, 2, 1]", "(1, 2, 1)"], ["1"], ["0", "1", "-1", "'a'", "None"]),
    ("index", ["[1, 2, 1]", "(1, 2, 1)"], ["1"], ["1"], ["2", "99", "-1"]),
    ("count", LISTS + TUPLES + RANGES[:4], ["1", "True", "'a'"]),
    ("index", RANGES[:4], ["1", "2", "5", "2.0", "'a'"]),
    ("reverse", LISTS), ("copy", LISTS + DICTS + SETS), ("clear", LISTS[:3] + DICTS[:3] + ["{1}"]), ("sort", LISTS + ["[1, 'a']", "[2.5, 1, True, 0.5]", "[[2], [1]]"]),
    ("append", ["[1]"]), ("append", ["[1]"], ["1"], ["2"]), ("insert", ["[1]"], ["1"]), ("pop", ["[1]"], ["1"], ["2"]),
    ("get", DICTS, ["1", "'a'", "(1, 2)", "[]"]), ("get", DICTS[:2], ["9"], ["7"]), ("get", ["{}"]),
    ("setdefault", DICTS, ["1", "'z'", "[]"]), ("setdefault", DICTS[:3], ["9"], ["7"]),
    ("pop", DICTS, ["1", "'a'", "(1, 2)", "[]"]), ("pop", DICTS[:2], ["9"], ["7"]), ("popitem", DICTS),
    ("update", DICTS[:3], OTHERS + ["[(1, 2), ('z', 3)]", "['xy', 'zw']", "[(1, 2, 3)]", "[[1, 2]]", "[1]", "[([], 1)]"]),
    ("keys", DICTS), ("values", DICTS), ("items", DICTS),
    ("fromkeys", ["dict"], ["'ab'", "[1, 1.0, True]", "3", "[[]]"]), ("fromkeys", ["dict"], ["[1]"], ["2"]),
    *((name, SETS, ["[1]", "{1, 2}", "()", "[0.5]", "3", "[[]]", "{1: 2}"])
      for name in ("union", "intersection", "difference", "symmetric_difference", "isdisjoint", "issubset", "issuperset")),
    *((name, ["{1, 2, 3}", "set()", "{1}"], ["[1]", "{1, 2}", "()", "3", "[[]]", "{1, 2, 3, 4}"])
      for name in ("update", "intersection_update", "difference_update", "symmetric_difference_update", "add", "discard", "remove")),
    ("pop", ["{1, 2, 3}", "set()", "{5}"]), ("union", ["{1}"], ["[2]"], ["[3]"]), ("intersection", ["{1, 2}"]),
    ("indices", SLICES, ["5", "0", "-1", "'a'", "1180591620717411303424"]),
    ("isdisjoint", ["{1}"]),
]
CONSTRUCTORS = ["list", "tuple", "dict", "set", "frozenset", "range", "slice", "enumerate", "zip", "map", "filter", "reversed",
                "sum", "min", "max", "any", "all", "len", "sorted"]
ARGUMENTS = [[], ["[3, 1, 2]"], ["3"], ["'ab'"], ["[[1, 2]]"], ["[]"], ["[1]", "2"], ["1", "2", "3"], ["1", "2", "3", "4"], ["[0.1, 0.2, 0.3]"],
             ["[[]]"], ["None", "[0, 1]"], ["[1, 'a']"], ["range(3)"], ["{1: 2}"], ["{3, 1}"], ["None"], ["1.5"], ["'ab'", "2"], ["[1e16, 1, -1e16]"],
             ["[1, 2.5, True]"], ["[9007199254740991, 1]"], ["[9007199254740991, 1, -9007199254740991, -1]"], ["['a']"], ["['a']", "''"], ["[[1], [2]]", "[]"], ["1", "2.0"], ["2.0", "2"], ["1", "10", "0"]]


def outcome(f, receiver):
    try:
        result = repr(f())
    except Exception as e:
        result = f"{type(e).__name__}: {e}"
    return f"{result} | {receiver!r}"


def line(operation, operands):
    values = [eval(o) for o in operands]
    f = OPERATIONS.get(operation) or (lambda *args: getattr(args[0], operation)(*args[1:]))
    return "\t".join([operation, *operands, "=> " + outcome(lambda: f(*values), values[0])])


lines = [line(op, combination) for op, *operands in CASES for combination in itertools.product(*operands)]

# What the order of a set is in a 64-bit CPython stands in orders.txt; how `sorted` counts its arguments is its own way.
SKIPPED = {"set": "0.1 1e16 'a'", "frozenset": "0.1 1e16 'a'"}
for name in CONSTRUCTORS:
    for arguments in ARGUMENTS:
        if any(word in "".join(arguments) for word in SKIPPED.get(name, "").split()):
            continue
        if name in ("sorted", "sum") and len(arguments) != 1:
            continue
        values = [eval(a) for a in arguments]
        f = eval(name)
        text = outcome(lambda: f(*values), None)
        lines.append("\t".join(["call " + name, *arguments, "=> " + text]))
lines = [line for line in lines if " at 0x" not in line]
print("\n".join(dict.fromkeys(lines)))
