"""Processes of our own for work that a hostile document could make fatal, endless or too large, each request with its limits.

Not ``multiprocessing``: its spawned processes run the caller's main script again, which under Streamlit is the dashboard, and its
forked ones copy the locks of a server's threads.
"""

from __future__ import annotations

import atexit
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import IO

PATIENCE = 3
"""How many times the processor time of a request may pass on the clock, since others use the machine too."""

OUT_OF_MEMORY = 71
"""How a process ends that asked for more memory than it may have."""

_LARGE = 0.25
"""A process that holds such a part of the memory that it may use is not asked again, so that none stays large."""

_REQUEST, _ANSWER, _PART = struct.Struct("<dQQ"), struct.Struct("<?Q"), struct.Struct("<d")
_TOLD, _DONE = b"t", b"d"
"""What comes next from a process: how far it is, or its answer."""

Tell = Callable[[float], None]
"""Called with the part of the work that is done, from 0 to 1."""


def _tell_nobody(part: float) -> None:
    pass


class ChildError(RuntimeError):
    """A process gave no answer; ``reason`` tells what of it ran out: ``time``, ``memory``, or ``life`` if neither."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Child:
    """A process that answers one request after the other: it runs a module that calls ``serve``."""

    def __init__(self, module: str) -> None:
        parent = str(Path(__file__).parent.parent)
        path = os.pathsep.join(filter(None, (parent, os.environ.get("PYTHONPATH"))))
        self._late = self._spent = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )

    def ask(self, request: bytes, seconds: float, memory: int, tell: Tell = _tell_nobody) -> bytes:
        """The answer to a request that may take so many seconds of processor time and bytes of memory; ChildError if none comes.

        ``tell`` hears how far it is, from a process that says so.
        """
        timer = Timer(PATIENCE * seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(_REQUEST.pack(seconds, memory, len(request)), request, tell)
        except (OSError, EOFError):
            raise ChildError(self._find_reason()) from None
        finally:
            timer.cancel()

    def _exchange(self, head: bytes, request: bytes, tell: Tell) -> bytes:
        self._spent = True  # unless the whole answer comes
        requests = _pipe(self._process.stdin)
        requests.write(head)
        requests.write(request)
        requests.flush()
        answers = _pipe(self._process.stdout)
        while _read(answers, 1) == _TOLD:
            tell(*_PART.unpack(_read(answers, _PART.size)))
        spent, length = _ANSWER.unpack(_read(answers, _ANSWER.size))
        answer = _read(answers, length)
        self._spent = spent
        return answer

    def _give_up(self) -> None:
        self._late = True
        self.kill()

    def _find_reason(self) -> str:
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            self.kill()
            return "life"
        if self._late or code == -getattr(signal, "SIGXCPU", 0):
            return "time"
        return "memory" if code == OUT_OF_MEMORY else "life"

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def stop(self) -> None:
        """End the process and let go of what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was still to be written to a process that is gone
                _pipe(pipe).close()

    @property
    def usable(self) -> bool:
        """Whether it can be asked again."""
        return not self._spent and self._process.poll() is None


class Pool:
    """Processes that wait for the next request, as many as there are processors: another would only wait for one of these."""

    def __init__(self, module: str) -> None:
        self._module = module
        self.forget()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.forget)

    def forget(self) -> None:
        """Begin without any: those of the process that this one was forked from would mix up the answers to both."""
        self._idle: list[Child] = []
        self._lock = Lock()
        self._places = BoundedSemaphore(max(2, os.cpu_count() or 1))

    @contextmanager
    def borrow(self) -> Iterator[Child]:
        """A process for one request."""
        with self._places:
            child = self._take() or Child(self._module)
            try:
                yield child
            finally:
                self._give_back(child)

    def _take(self) -> Child | None:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.usable:
                    return child
                child.stop()
        return None

    def _give_back(self, child: Child) -> None:
        if not child.usable:
            child.stop()
            return
        with self._lock:
            self._idle.append(child)

    def close(self) -> None:
        """End the processes that wait."""
        while self._idle:
            self._idle.pop().stop()


def serve(answer: Callable[[bytes, Tell], bytes]) -> None:
    """Answer the requests of the process that started this one, until it ends, telling it how far each is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C reaches the whole group; the parent ends its processes itself
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not land among the answers
    _limit("RLIMIT_CORE", 0)

    def tell(part: float) -> None:
        answers.write(_TOLD + _PART.pack(part))
        answers.flush()

    with suppress(EOFError):
        while True:
            seconds, memory, length = _REQUEST.unpack(_read(sys.stdin.buffer, _REQUEST.size))
            _limit("RLIMIT_AS", memory)
            _limit("RLIMIT_CPU", int(_used_seconds() + seconds) + 1)
            answered = _answer(answer, _read(sys.stdin.buffer, length), tell)
            answers.write(_DONE + _ANSWER.pack(_used_memory() > _LARGE * memory, len(answered)))
            answers.write(answered)
            answers.flush()


def _answer(answer: Callable[[bytes, Tell], bytes], request: bytes, tell: Tell) -> bytes:
    try:
        return answer(request, tell)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _limit(name: str, most: int) -> None:
    """Set a limit of this process; where the platform has none of this kind, there is only that of the clock."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        kind = getattr(resource, name)
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _used_seconds() -> float:
    times = os.times()
    return times.user + times.system


def _used_memory() -> int:
    """Bytes of memory in use; where the system does not tell, what was in use at the most."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    try:
        import resource
    except ImportError:
        return 0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024  # bytes there, kibibytes elsewhere


def _read(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
