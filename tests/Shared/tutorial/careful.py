"""A client of the tutorial's protocol that reads as TCP wants it: in a loop until all bytes are there, and b'' for the end.

usage: python3 careful.py [port [host]]      prints what comes, sends what is typed; with --echo it sends back what comes
"""
import os
import socket
import sys
import threading

HEADER = 64
ECHO = '--echo' in sys.argv
ARGUMENTS = [argument for argument in sys.argv[1:] if argument != '--echo']
PORT = int(ARGUMENTS[0]) if ARGUMENTS else 5050
SERVER = ARGUMENTS[1] if len(ARGUMENTS) > 1 else "127.0.0.1"
LAST_WORDS = 3  # seconds to answer in when the other side has finished sending

client = socket.create_connection((SERVER, PORT))


def send(text):
    body = text.encode('utf-8')
    client.sendall(str(len(body)).encode('utf-8').ljust(HEADER) + body)


def read_exactly(count):
    data = b''
    while len(data) < count:
        part = client.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def end():
    client.close()
    os._exit(0)


def receive():
    try:
        while True:
            text = read_exactly(int(read_exactly(HEADER))).decode('utf-8')
            print(f"[RECEIVED] {text}", flush=True)
            if text == "!DISCONNECT":
                end()
            if ECHO:
                send(text)
    except EOFError:
        print("[THE OTHER SIDE HAS FINISHED]", flush=True)
        if ECHO:
            end()
        threading.Timer(LAST_WORDS, end).start()


thread = threading.Thread(target=receive)
thread.start()

for line in sys.stdin:
    send(line.rstrip('\n'))

if not ECHO:
    end()
