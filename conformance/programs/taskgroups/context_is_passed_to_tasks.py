import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default="default")


async def child():
    value = variable.get()
    variable.set("changed by the child")
    return value


async def main():
    context = contextvars.copy_context()
    context.run(variable.set, "special")
    variable.set("main's")
    async with asyncio.TaskGroup() as group:
        plain = group.create_task(child())
        special = group.create_task(child(), context=context)
    print(plain.result(), special.result(), variable.get(), context[variable])


asyncio.run(main())
