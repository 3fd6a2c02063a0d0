"""Runs a program in a pseudo-terminal and lets a test hold both ends.

usage: pty_bridge.py COLUMNS ROWS PROGRAM [ARG...]
Standard input:  lines `K <hex>` (type bytes), `W <columns> <rows>` (resize), `S <signal>` (to the program).
Standard output: what the program writes. The exit code is the program's, 128 + signal when one ended it.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios

pid, master = pty.fork()
if pid == 0:
    os.execvp(sys.argv[3], sys.argv[3:])


def resize(columns, rows):
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))


resize(int(sys.argv[1]), int(sys.argv[2]))
commands = b''
watched = [master, 0]
while master in watched:
    readable = select.select(watched, [], [], None if 0 in watched else 3)[0]
    if not readable:
        # The test has ended and the program does not.
        os.kill(pid, signal.SIGKILL)
    for ready in readable:
        try:
            data = os.read(ready, 65536)
        except OSError:
            data = b''
        if not data:
            watched.remove(ready)
            if ready == 0:
                os.kill(pid, signal.SIGHUP)
        elif ready == master:
            os.write(1, data)
        else:
            commands += data
            *lines, commands = commands.split(b'\n')
            for line in lines:
                word, *rest = line.decode().split()
                if word == 'K':
                    os.write(master, bytes.fromhex(rest[0]))
                elif word == 'W':
                    resize(int(rest[0]), int(rest[1]))
                elif word == 'S':
                    os.kill(pid, int(rest[0]))

status = os.waitpid(pid, 0)[1]
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
