import asyncio

import _at_import

print(_at_import.value, _at_import.function())
from _package import later

print(later.value, asyncio.run(later.get()))
