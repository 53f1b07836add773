import asyncio



async def get():
    await asyncio.sleep(0.001)
    return "from a submodule"


value = asyncio.run(get()) + ", at import"
