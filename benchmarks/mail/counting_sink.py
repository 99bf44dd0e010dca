"""A mail relay that takes everything and counts copies: `python -m benchmarks.mail.counting_sink PORT REPORT PAUSE`.

When it is asked to end it writes how many copies came of each Message-ID, as JSON.
"""

import asyncio
import json
import re
import signal
import sys
from collections import Counter
from pathlib import Path

MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(\S+)")
END = b"\r\n.\r\n"


class Session(asyncio.Protocol):
    """One connection. Commands may come together (RFC 2920)."""

    def __init__(self, copies, pause):
        self.copies, self.pause = copies, pause
        self.pending, self.is_content = b"", False

    def connection_made(self, transport):
        self.transport = transport
        self.say(b"220 sink ESMTP")

    def say(self, line):
        if not self.transport.is_closing():
            self.transport.write(line + b"\r\n")

    def data_received(self, data):
        self.pending += data
        while self.pending and self.take_one():
            pass

    def take_one(self):
        """Handle one command, or the letter once it is whole; False when more bytes are needed."""
        if self.is_content:
            letter, found, rest = self.pending.partition(END)
            if not found:
                return False
            self.pending, self.is_content = rest, False
            asyncio.get_running_loop().call_later(self.pause, self.take_letter, letter)
            return True
        line, found, rest = self.pending.partition(b"\r\n")
        if not found:
            return False
        self.pending = rest
        self.answer(line[:4].upper())
        return True

    def answer(self, verb):
        if verb == b"EHLO":
            self.say(b"250-sink\r\n250 PIPELINING")
        elif verb == b"DATA":
            self.is_content = True
            self.say(b"354 go ahead")
        elif verb == b"QUIT":
            self.say(b"221 bye")
            self.transport.close()
        else:
            self.say(b"250 ok")

    def take_letter(self, letter):
        found = MESSAGE_ID.search(letter[:2000])
        self.copies[found.group(1).decode() if found else "none"] += 1
        asyncio.get_running_loop().call_later(self.pause, self.say, b"250 taken")


async def main(port, report, pause):
    copies, ended = Counter(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    server = await loop.create_server(lambda: Session(copies, pause), "127.0.0.1", port, backlog=200)
    await ended.wait()
    server.close()
    Path(report).write_text(json.dumps(copies))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
