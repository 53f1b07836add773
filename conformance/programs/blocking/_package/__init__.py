import asyncio

print("package", __name__, asyncio.run(asyncio.sleep(0.001, "ready")))
