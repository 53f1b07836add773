"""The logger that asyncio reports to. The engine uses it as soon as the program has imported `logging`."""

import logging

logger = logging.getLogger("asyncio")
