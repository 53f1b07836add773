# Special methods called by name, methods of a class called on something else, keywords that are not taken.
def show(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


for text in (
    "'a'.__add__()",
    "'a'.__add__('b', 'c')",
    "(1).__add__(2)",
    "(1).__add__(x=2)",
    "(2).__round__(1, 2)",
    "[1].__len__(1)",
    "[1].__getitem__()",
    "[1].__setitem__(0)",
    "{}.__contains__()",
    "(1,).__contains__()",
    "list.append(1, 2)",
    "list.append()",
    "list.append([])",
    "list.append([], object=2)",
    "int.__add__('a', 1)",
    "int.__add__()",
    "str.join(1, 2)",
    "str.upper('a')",
    "sorted(['B', 'a'], key=str.lower)",
    "list(map(str.strip, [' a', 'b ']))",
    "dict.get([], 1)",
    "dict.__getitem__({1: 2}, 1)",
    "list.__init__(1)",
    "bool.__add__(True, 1)",
    "ValueError(1, foo=2)",
    "KeyError(foo=2)",
    "ValueError(1).with_traceback(2)",
    "[].append.__call__(1, 2)",
    "float.__neg__(1)",
    "type.mro(1)",
    "object.__repr__(1)[:8]",
):
    show(text)


class Numbers(list):
    def append(self, item):
        list.append(self, item * 2)

    def __len__(self):
        return super().__len__() + list.__len__(self)


numbers = Numbers()
numbers.append(3)
print(numbers, numbers.__len__(), len(numbers))
