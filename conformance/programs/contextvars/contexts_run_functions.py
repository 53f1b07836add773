import contextvars

variable = contextvars.ContextVar("variable")
variable.set("outer")
context = contextvars.copy_context()


def function(value):
    old = variable.get()
    variable.set(value)
    return old


print(context.run(function, "inner"), variable.get(), context[variable])
print(variable in context, len(context), list(context) == [variable], context.get(variable), list(context.values()))
empty = contextvars.Context()
print(empty.run(variable.get, "nothing"), len(empty))
try:
    empty[variable]
except KeyError as error:
    print("KeyError")
try:
    context.run(context.run, print)
except RuntimeError as error:
    print(str(error).split(":")[0])
