"""The numbers that asyncio is tuned with, under CPython's names. The engine has its own; these are for programs that ask."""

import enum

# Writes to a lost connection before the log says so.
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5
# Seconds until a server accepts again when the system is out of descriptors.
ACCEPT_RETRY_DELAY = 1
# Frames kept of where an object was made, in debug mode.
DEBUG_STACK_DEPTH = 10
# Seconds.
SSL_HANDSHAKE_TIMEOUT = 60.0
SSL_SHUTDOWN_TIMEOUT = 30.0
THREAD_JOIN_TIMEOUT = 300
# Bytes; those of flow control are in KiB.
SENDFILE_FALLBACK_READBUFFER_SIZE = 256 * 1024
FLOW_CONTROL_HIGH_WATER_SSL_READ = 256
FLOW_CONTROL_HIGH_WATER_SSL_WRITE = 512


class _SendfileMode(enum.Enum):
    UNSUPPORTED = enum.auto()
    TRY_NATIVE = enum.auto()
    FALLBACK = enum.auto()
