"""A transport for child processes that a class of the program's own starts, in its method `_start`.

The loop's `subprocess_exec` has a transport of the engine's; this one is for whoever derives from CPython's class.
`_start` leaves in `self._proc` what looks like a `subprocess.Popen`, and tells of the child's end by `_process_exited`.
"""

from . import protocols, transports


class BaseSubprocessTransport(transports.SubprocessTransport):
    def __init__(
        self, loop, protocol, args, shell, stdin, stdout, stderr, bufsize, waiter=None, extra=None, **kwargs
    ):
        super().__init__(extra)
        self._loop = loop
        self._protocol = protocol
        self._proc = None
        self._pid = None
        self._returncode = None
        self._closed = False
        self._finished = False
        self._exit_waiters = []
        # Calls of the protocol wait here until it knows its transport; None from then on.
        self._pending_calls = []
        self._pipes = {}
        try:
            self._start(
                args=args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr, bufsize=bufsize, **kwargs
            )
        except BaseException:
            self.close()
            raise
        self._pid = self._proc.pid
        self._extra["subprocess"] = self._proc
        loop.create_task(self._connect_pipes(waiter))

    def __repr__(self):
        if self._pid is None:
            state = ["not started"] if self._returncode is None else [f"returncode={self._returncode}"]
        elif self._returncode is None:
            state = [f"pid={self._pid}", "running"]
        else:
            state = [f"pid={self._pid}", f"returncode={self._returncode}"]
        if self._closed:
            state.insert(0, "closed")
        for fd, name in enumerate(("stdin", "stdout", "stderr")):
            if fd in self._pipes:
                state.append(f"{name}={self._pipes[fd].pipe}")
        return f"<{type(self).__name__} {' '.join(state)}>"

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        raise NotImplementedError

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closed

    def get_pid(self):
        return self._pid

    def get_returncode(self):
        return self._returncode

    def get_pipe_transport(self, fd):
        return self._pipes[fd].pipe if fd in self._pipes else None

    def _running(self):
        if self._proc is None:
            raise ProcessLookupError()
        return self._proc

    def send_signal(self, signal):
        self._running().send_signal(signal)

    def terminate(self):
        self._running().terminate()

    def kill(self):
        self._running().kill()

    def close(self):
        """Closes the pipes, and kills the child if it runs. Its end is awaited as ever."""
        if self._closed:
            return
        self._closed = True
        for each in self._pipes.values():
            if each is not None:
                each.pipe.close()
        if self._proc is not None and self._returncode is None and self._proc.poll() is None:
            try:
                self._proc.kill()
            except (ProcessLookupError, PermissionError):
                pass

    async def _connect_pipes(self, waiter):
        loop, proc = self._loop, self._proc
        try:
            if proc.stdin is not None:
                pipe, protocol = await loop.connect_write_pipe(lambda: WriteSubprocessPipeProto(self, 0), proc.stdin)
                self._pipes[0] = protocol
            for fd, end in ((1, proc.stdout), (2, proc.stderr)):
                if end is not None:
                    _, protocol = await loop.connect_read_pipe(lambda fd=fd: ReadSubprocessPipeProto(self, fd), end)
                    self._pipes[fd] = protocol
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as e:
            if waiter is not None and not waiter.cancelled():
                waiter.set_exception(e)
            return
        loop.call_soon(self._protocol.connection_made, self)
        for callback, args in self._pending_calls:
            loop.call_soon(callback, *args)
        self._pending_calls = None
        if waiter is not None and not waiter.cancelled():
            waiter.set_result(None)

    def _call(self, callback, *args):
        if self._pending_calls is not None:
            self._pending_calls.append((callback, args))
        else:
            self._loop.call_soon(callback, *args)

    def _pipe_data_received(self, fd, data):
        self._call(self._protocol.pipe_data_received, fd, data)

    def _pipe_connection_lost(self, fd, exc):
        self._call(self._protocol.pipe_connection_lost, fd, exc)
        self._try_finish()

    def _process_exited(self, returncode):
        assert returncode is not None
        self._returncode = returncode
        if self._proc.returncode is None:
            self._proc.returncode = returncode
        self._call(self._protocol.process_exited)
        self._try_finish()

    async def _wait(self):
        """The exit code, once the child has ended."""
        if self._returncode is None:
            waiter = self._loop.create_future()
            self._exit_waiters.append(waiter)
            return await waiter
        return self._returncode

    def _try_finish(self):
        """The connection is lost when the child has ended and its pipes have."""
        if self._returncode is None or self._finished:
            return
        if all(each is not None and each.disconnected for each in self._pipes.values()):
            self._finished = True
            self._call(self._call_connection_lost, None)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            waiters, self._exit_waiters = self._exit_waiters, []
            for waiter in waiters:
                if not waiter.cancelled():
                    waiter.set_result(self._returncode)
            self._loop = self._proc = self._protocol = None


class WriteSubprocessPipeProto(protocols.BaseProtocol):
    def __init__(self, proc, fd):
        self.proc = proc
        self.fd = fd
        self.pipe = None
        self.disconnected = False

    def __repr__(self):
        return f"<{type(self).__name__} fd={self.fd} pipe={self.pipe!r}>"

    def connection_made(self, transport):
        self.pipe = transport

    def connection_lost(self, exc):
        self.disconnected = True
        self.proc._pipe_connection_lost(self.fd, exc)
        self.proc = None

    def pause_writing(self):
        self.proc._protocol.pause_writing()

    def resume_writing(self):
        self.proc._protocol.resume_writing()


class ReadSubprocessPipeProto(WriteSubprocessPipeProto, protocols.Protocol):
    def data_received(self, data):
        self.proc._pipe_data_received(self.fd, data)
