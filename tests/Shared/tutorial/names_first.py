"""The client of the "username first" chat tutorials: headers of 10 bytes, the first frame is the name, and each message that
comes is two frames, who and what. The socket does not block; an empty Enter just looks what has come.

usage: python3 names_first.py name [port [host]]
"""
import errno
import socket
import sys

HEADER_LENGTH = 10
NAME = sys.argv[1]
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 1234
SERVER = sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1"

client_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client_socket.connect((SERVER, PORT))
client_socket.setblocking(False)


def send(text):
    body = text.encode('utf-8')
    header = f"{len(body):<{HEADER_LENGTH}}".encode('utf-8')
    client_socket.send(header + body)


def receive():
    header = client_socket.recv(HEADER_LENGTH)
    if not len(header):
        print('Connection closed by the server', flush=True)
        sys.exit()
    return client_socket.recv(int(header.decode('utf-8').strip())).decode('utf-8')


send(NAME)

while True:
    try:
        message = input(f'{NAME} > ')
    except EOFError:
        sys.exit()
    if message:
        send(message)
    try:
        while True:
            username = receive()
            text = receive()
            print(f'{username} > {text}', flush=True)
    except IOError as error:
        if error.errno != errno.EAGAIN and error.errno != errno.EWOULDBLOCK:
            print('Reading error', str(error), flush=True)
            sys.exit(1)
