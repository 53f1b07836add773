# recorder: 3.13
import asyncio
import os
import signal


async def main():
    loop = asyncio.get_running_loop()
    seen = asyncio.Queue()
    loop.add_signal_handler(signal.SIGUSR1, seen.put_nowait, "first")
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await seen.get())
    loop.add_signal_handler(signal.SIGUSR1, seen.put_nowait, "second")
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await seen.get())
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    for number in (signal.SIGKILL, 1000, "x"):
        try:
            loop.add_signal_handler(number, print)
        except (RuntimeError, ValueError, TypeError) as e:
            print(repr(e))
    loop.add_signal_handler(signal.SIGINT, seen.put_nowait, "interrupt")
    os.kill(os.getpid(), signal.SIGINT)
    print(await seen.get())
    loop.remove_signal_handler(signal.SIGINT)


async def interrupted():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cleaning up")
        raise


asyncio.run(main())
try:
    asyncio.run(interrupted())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
