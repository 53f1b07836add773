import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default="default")


async def child():
    seen = variable.get()
    variable.set("by the child")
    await asyncio.sleep(0)
    return seen


async def main():
    context = contextvars.copy_context()
    context.run(variable.set, "special")
    print(await asyncio.create_task(child(), context=context))
    print(context[variable], variable.get())


asyncio.run(main())
with asyncio.Runner() as runner:
    context = contextvars.copy_context()
    print(runner.run(child(), context=context), context[variable], variable.get())
    print(runner.run(child()), runner.run(child()))
