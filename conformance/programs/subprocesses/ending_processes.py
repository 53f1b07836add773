# recorder: 3.13
import asyncio
import signal
from asyncio.subprocess import PIPE


async def main():
    process = await asyncio.create_subprocess_exec("sleep", "100")
    process.terminate()
    print(await process.wait() == -signal.SIGTERM)
    for end in (process.terminate, process.kill, lambda: process.send_signal(signal.SIGINT)):
        try:
            end()
        except ProcessLookupError as e:
            print(repr(e))

    # It ignores SIGTERM.
    process = await asyncio.create_subprocess_shell("trap '' TERM; echo ready; while :; do sleep 0.05; done", stdout=PIPE)
    print(await process.stdout.readline())
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 0.2)
    except TimeoutError:
        print("still there", process.returncode)
    process.kill()
    print(await process.wait(), process.returncode)

    process = await asyncio.create_subprocess_shell("trap 'echo caught; exit 7' USR1; echo ready; while :; do sleep 0.01; done", stdout=PIPE)
    print(await process.stdout.readline())
    process.send_signal(signal.SIGUSR1)
    print(await process.stdout.read(), await process.wait())

    # Several wait; one of them is cancelled.
    process = await asyncio.create_subprocess_exec("sleep", "0.1")
    waiters = [asyncio.create_task(process.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    waiters[1].cancel()
    print(await asyncio.gather(*waiters, return_exceptions=True))


asyncio.run(main())
