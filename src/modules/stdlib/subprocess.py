# The module subprocess, on a host that runs a child process from its beginning to its end: `Popen` keeps what it is
# told, and the child runs when the program first waits for it, with all of its input at once.

import io
import os
import sys

import _subprocess

PIPE = -1
STDOUT = -2
DEVNULL = -3

__all__ = [
    "CalledProcessError",
    "CompletedProcess",
    "DEVNULL",
    "PIPE",
    "Popen",
    "STDOUT",
    "SubprocessError",
    "TimeoutExpired",
    "call",
    "check_call",
    "check_output",
    "getoutput",
    "getstatusoutput",
    "list2cmdline",
    "run",
]


class SubprocessError(Exception):
    pass


# The output under its other name.
_output = property(lambda self: self.output, lambda self, value: setattr(self, "output", value))


class CalledProcessError(SubprocessError):
    """A child's exit status was not zero."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return f"Command '{self.cmd}' died with signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    stdout = _output


class TimeoutExpired(SubprocessError):
    """A child ran longer than it was allowed to."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    stdout = _output


class CompletedProcess:
    """How a child ended."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        if self.stdout is not None:
            parts.append(f"stdout={self.stdout!r}")
        if self.stderr is not None:
            parts.append(f"stderr={self.stderr!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


class Popen:
    """A child process."""

    def __init__(
        self,
        args,
        bufsize=-1,
        executable=None,
        stdin=None,
        stdout=None,
        stderr=None,
        preexec_fn=None,
        close_fds=True,
        shell=False,
        cwd=None,
        env=None,
        universal_newlines=None,
        startupinfo=None,
        creationflags=0,
        restore_signals=True,
        start_new_session=False,
        pass_fds=(),
        *,
        user=None,
        group=None,
        extra_groups=None,
        encoding=None,
        errors=None,
        text=None,
        umask=-1,
        pipesize=-1,
        process_group=None,
    ):
        self.args = args
        self.returncode = None
        self.pid = 0
        self._text = bool(universal_newlines or text or encoding or errors)
        self._encoding = encoding or "utf-8"
        self._errors = errors or "strict"
        words = [args] if isinstance(args, (str, bytes, os.PathLike)) else list(args)
        words = [os.fsdecode(word) for word in words]
        if shell:
            words = ["/bin/sh", "-c", *words]
        if executable is not None:
            words[0] = os.fsdecode(executable)
        self._words = words
        self._cwd = None if cwd is None else os.fsdecode(cwd)
        self._environment = None if env is None else {os.fsdecode(k): os.fsdecode(v) for k, v in env.items()}
        self._where = (stdin, stdout, stderr)
        _subprocess.check(words[0], self._environment)
        stream = (lambda: io.StringIO()) if self._text else (lambda: io.BytesIO())
        self.stdin = _Input(self) if stdin == PIPE else None
        self.stdout = _Output(self, stream) if stdout == PIPE else None
        self.stderr = _Output(self, stream) if stderr == PIPE else None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, traceback):
        self.wait()

    def __repr__(self):
        return f"<Popen: returncode: {self.returncode} args: {self.args!r}>"

    def _run(self, timeout=None):
        if self.returncode is not None:
            return
        stdin, stdout, stderr = self._where
        data = b""
        if self.stdin is not None:
            data = b"".join(self.stdin.parts)
        elif stdin is not None and stdin != DEVNULL:
            data = stdin.read() if hasattr(stdin, "read") else os.read(stdin, 1 << 24)
            data = data.encode() if isinstance(data, str) else data
        # What is not caught is the child's own standard stream.
        caught = (stdout is not None or stderr == STDOUT, stderr is not None)
        ended = _subprocess.run(self._words, self._cwd, self._environment, data, *caught, timeout)
        if ended is None:
            raise TimeoutExpired(self.args, timeout)
        self.returncode, out, err = ended
        if stderr == STDOUT:
            out, err = out + err, b""
        for where, stream, data in ((stdout, self.stdout, out), (stderr, self.stderr, err)):
            if stream is not None:
                stream.fill(self._decoded(data))
            elif where is None or where in (DEVNULL, STDOUT):
                if where is None and data:
                    sys.stdout.write(data.decode(errors="replace"))
            elif hasattr(where, "write"):
                where.write(data if "b" in getattr(where, "mode", "b") else data.decode())
            else:
                os.write(where, data)

    def _decoded(self, data):
        return data.decode(self._encoding, self._errors).replace("\r\n", "\n") if self._text else data

    def poll(self):
        self._run()
        return self.returncode

    def wait(self, timeout=None):
        self._run(timeout)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        if input:
            self.stdin.write(input)
        self._run(timeout)
        return (self.stdout.read() if self.stdout else None, self.stderr.read() if self.stderr else None)

    def send_signal(self, sig):
        if self.returncode is None:
            self.returncode = -int(sig)

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


class _Input:
    """The end of a pipe that the child reads from."""

    def __init__(self, process):
        self.process = process
        self.parts = []
        self.closed = False

    def write(self, data):
        self.parts.append(data.encode(self.process._encoding) if isinstance(data, str) else bytes(data))
        return len(data)

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class _Output:
    """The end of a pipe that the child writes to."""

    def __init__(self, process, stream):
        self.process = process
        self.stream = stream()

    def fill(self, data):
        self.stream.write(data)
        self.stream.seek(0)

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def read(self, size=-1):
        self.process._run()
        return self.stream.read(size)

    def readline(self):
        self.process._run()
        return self.stream.readline()

    def __iter__(self):
        self.process._run()
        return iter(self.stream)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a child to its end."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    process = Popen(*popenargs, **kwargs)
    stdout, stderr = process.communicate(input, timeout)
    if check and process.returncode:
        raise CalledProcessError(process.returncode, process.args, stdout, stderr)
    return CompletedProcess(process.args, process.returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    return run(*popenargs, timeout=timeout, **kwargs).returncode


def check_call(*popenargs, **kwargs):
    run(*popenargs, check=True, **kwargs)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    if "stdout" in kwargs:
        raise ValueError("stdout argument not allowed, it will be overridden.")
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    ended = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT, encoding=encoding, errors=errors)
    return ended.returncode, ended.stdout.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def list2cmdline(seq):
    import shlex

    return shlex.join(map(os.fsdecode, seq))


def _args_from_interpreter_flags():
    return []


def _optim_args_from_interpreter_flags():
    return []


def _cleanup():
    pass


_USE_POSIX_SPAWN = _USE_VFORK = False
