"""Frames over a socket: a length, then so many bytes. Needs nothing but Python."""

from __future__ import annotations

import os
import struct

__all__ = ["HEADER", "Channel"]

HEADER = struct.Struct("<I")


class Channel:
    """The end of a socket that a process was started with.

    Parameters
    ----------
    fd : int
        The inherited socket. When the other end is closed, this process ends.
    """

    def __init__(self, fd: int) -> None:
        self.fd = fd

    def send(self, frame: bytes) -> None:
        """Write a frame."""
        left = memoryview(HEADER.pack(len(frame)) + frame)
        while left:
            left = left[os.write(self.fd, left) :]

    def read(self) -> bytes:
        """Read a frame."""
        (length,) = HEADER.unpack(self._read_bytes(HEADER.size))
        return self._read_bytes(length)

    def _read_bytes(self, length: int) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            part = os.read(self.fd, min(length - len(parts), 1 << 20))
            if not part:
                os._exit(0)
            parts += part
        return bytes(parts)
