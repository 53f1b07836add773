import asyncio


def show(label, function):
    try:
        print(label, repr(function()))
    except BaseException as error:
        print(label, "raises", type(error).__name__, error)


async def child(outcome):
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


async def main():
    for outcome in ("value", ValueError("broken"), asyncio.CancelledError("stopped")):
        task = asyncio.create_task(child(outcome))
        show("result", task.result)
        show("exception", task.exception)
        await asyncio.wait([task])
        show("result", task.result)
        show("exception", task.exception)
        print(task.done(), task.cancelled())


asyncio.run(main())
