"""Several attempts at one thing, each begun some time after the one before it; the first that succeeds wins."""

from . import events
from . import exceptions
from . import locks
from . import tasks

__all__ = ("staggered_race",)


async def staggered_race(coro_fns, delay, *, loop=None):
    """Calls the functions one after another and runs the coroutines that they return.

    The next one begins when the last has failed, or `delay` seconds after it began; without `delay`, only when it has
    failed. When one succeeds, the others are cancelled. Returns the winner's result and number, both None if all
    failed, and the exceptions of all that were begun: None for the winner.
    """
    loop = loop or events.get_running_loop()
    attempts = enumerate(coro_fns)
    winner_result = winner_index = None
    exceptions_seen = []
    running = set()
    unexpected = []
    finished = loop.create_future()

    def ended(task):
        running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            unexpected.append(error)
        if not running and not finished.done():
            finished.set_result(None)

    def begin(previous_failed):
        task = loop.create_task(attempt(previous_failed))
        running.add(task)
        task.add_done_callback(ended)
        return task

    async def attempt(previous_failed):
        nonlocal winner_result, winner_index
        if previous_failed is not None:
            try:
                await tasks.wait_for(previous_failed.wait(), delay)
            except exceptions.TimeoutError:
                pass
        number, make = next(attempts, (None, None))
        if make is None:
            return
        exceptions_seen.append(None)
        failed = locks.Event()
        begin(failed)
        try:
            result = await make()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            exceptions_seen[number] = error
            failed.set()
        else:
            if winner_index is None:
                winner_index, winner_result = number, result
            this = tasks.current_task(loop)
            for task in running:
                if task is not this:
                    task.cancel()

    begin(None)
    cancelled = None
    while running:
        try:
            await finished
        except exceptions.CancelledError as error:
            cancelled = error
            for task in running:
                task.cancel(*error.args)
            finished = loop.create_future() if running else finished
    if cancelled is not None:
        raise cancelled
    if unexpected:
        raise ExceptionGroup("staggered race failed", unexpected)
    return winner_result, winner_index, exceptions_seen
