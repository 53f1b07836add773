# What asyncio's submodules offer besides public names; a loop whose time stands still; futures of what is no loop.
import asyncio
import logging
import sys
from asyncio import base_events, base_futures, base_tasks, constants, coroutines, events, format_helpers, futures
from asyncio import log, mixins, staggered, tasks

print(constants.DEBUG_STACK_DEPTH, constants.SSL_SHUTDOWN_TIMEOUT, constants._SendfileMode.FALLBACK)
print(log.logger.name, base_events.logger is log.logger is logging.getLogger("asyncio"))
print(base_events._ipaddr_info("1.2.3.4", 80, 0, 1, 0), base_events._ipaddr_info("x.org", 80, 0, 1, 0))
print(sorted(name for name in sys.modules if name in ("asyncio.events", "asyncio.tasks", "asyncio.log")))


def callback(a, b):
    pass


print(format_helpers._format_callback(callback, (1,), {"b": 2}, debug=True), format_helpers._format_callback(callback, (1,), None))
print(format_helpers._get_function_source(callback)[1])


async def attempt(delay, result):
    await asyncio.sleep(delay)
    if isinstance(result, Exception):
        raise result
    return result


async def race():
    makers = [lambda: attempt(0, ValueError("first")), lambda: attempt(10, "second"), lambda: attempt(0.001, "third")]
    print(await staggered.staggered_race(makers, 0.01))
    print(await staggered.staggered_race(makers[:1], None), await staggered.staggered_race([], 1))
    task = asyncio.current_task()
    print(base_tasks._task_repr_info(task)[:2], coroutines._format_coroutine(task.get_coro()).split(" at ")[0])
    print(base_futures._future_repr(asyncio.get_running_loop().create_future()), mixins._LoopBoundMixin()._get_loop() is asyncio.get_running_loop())


asyncio.run(race())


class Selector:
    def select(self, timeout):
        print("select", timeout)
        return []


class StillLoop(base_events.BaseEventLoop):
    """Time passes only when nothing else is to be done."""

    def __init__(self):
        super().__init__()
        self._now = 0.0
        self._selector = Selector()
        self._whens = []

    def time(self):
        return self._now

    def call_at(self, when, callback, *args, context=None):
        self._whens.append(when)
        return super().call_at(when, callback, *args, context=context)

    def _process_events(self, event_list):
        assert event_list == []

    def _write_to_self(self):
        pass

    def _run_once(self):
        super()._run_once()
        for when in self._whens:
            print("time", self._now, "->", when)
            self._now = when
        self._whens = []


async def main():
    loop = asyncio.get_running_loop()
    print(type(loop).__name__, loop.time())
    await asyncio.sleep(10)
    loop.call_later(5, print, "called", loop.time)
    try:
        async with asyncio.timeout(100):
            await asyncio.sleep(1000)
    except TimeoutError:
        print("timed out at", loop.time())
    return "done"


loop = StillLoop()
print(loop.run_until_complete(asyncio.wait_for(main(), 5000)), loop._default_executor, loop._closed)
loop.close()


class Context:
    pass


class Imitation(asyncio.AbstractEventLoop):
    def __init__(self):
        self.called = []

    def get_debug(self):
        return False

    def call_soon(self, callback, *args, context=None):
        self.called.append((callback, args))


imitation = Imitation()
future = futures.Future(loop=imitation)
future.add_done_callback(lambda f: print("done", f.result(), f.get_loop() is imitation))
future.set_result(3)
for call, args in imitation.called:
    call(*args)

task = object()
try:
    tasks._enter_task(imitation, task)
except RuntimeError as e:
    print(str(e).replace(repr(imitation), "LOOP"))
events._set_running_loop(imitation)
tasks._enter_task(imitation, task)
print(tasks.current_task(imitation) is task)
for wrong in (lambda: tasks._enter_task(imitation, "other"), lambda: tasks._leave_task(imitation, "other")):
    try:
        wrong()
    except RuntimeError as e:
        print(str(e).replace(repr(task), "TASK"))
print(tasks._swap_current_task(imitation, None) is task, tasks.current_task(imitation), events._get_running_loop() is imitation)
events._set_running_loop(None)
