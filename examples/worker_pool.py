"""Three workers share one queue of jobs; `join` waits until every job is done, then the workers are sent home."""

import asyncio


async def worker(name, jobs, results):
    while True:
        job = await jobs.get()
        for _ in range((3, 5, 11)[job % 3]):
            await asyncio.sleep(0)  # stands for work that waits for something else
        results[job] = job * job
        print(f"{name} finished job {job}")
        jobs.task_done()


async def main():
    jobs = asyncio.Queue()
    for job in range(9):
        jobs.put_nowait(job)

    results = {}
    workers = [asyncio.create_task(worker(f"worker {n}", jobs, results)) for n in range(3)]
    await jobs.join()

    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print("results:", [results[job] for job in sorted(results)])


asyncio.run(main())
