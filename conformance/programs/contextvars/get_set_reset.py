import contextvars

variable = contextvars.ContextVar("variable", default="default")
bare = contextvars.ContextVar("bare")
print(variable.name, variable.get(), variable.get("given"), bare.get("fallback"))
try:
    bare.get()
except LookupError as error:
    print(type(error).__name__, str(error).split(" at 0x")[0])
first = variable.set(1)
second = variable.set(2)
print(variable.get(), first.old_value is contextvars.Token.MISSING, second.old_value, second.var is variable)
variable.reset(second)
print(variable.get())
variable.reset(first)
print(variable.get())
try:
    variable.reset(first)
except RuntimeError as error:
    print(str(error).split(" used")[0].split(" var=")[0], "...", str(error).split("> ")[-1])
with variable.set("in with"):
    print(variable.get())
print(variable.get())
