# Trees of the syntax: parsing, printing, walking, changing, compiling.
import ast

tree = ast.parse("x = 1 + f(a, *b, c=2)\nasync def g(): await h()")
print(ast.dump(tree))
print(ast.literal_eval("{'a': [1, 2.5, (3,), -4, b'x', None]}"))
print(ast.unparse(ast.parse("def f(a,*,b=1)->int:\n  return a@b")))
expression = ast.parse("1+2", mode="eval")
expression.body.left.value = 5
print(eval(compile(expression, "<tree>", "eval")))


class Names(ast.NodeVisitor):
    def visit_Name(self, node):
        print(node.id, node.lineno, node.col_offset)


Names().visit(ast.parse("a+b\nc"))


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


print(eval(compile(Double().visit(ast.parse("3 + 4", mode="eval")), "<tree>", "eval")))
try:
    ast.literal_eval("f()")
except ValueError as error:
    print(str(error).split(" on ")[0])
