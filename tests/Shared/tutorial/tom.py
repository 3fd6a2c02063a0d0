"""Tom of the tutorial's pair: two such programs talk to each other through whatever listens on the port.

usage: python3 tom.py [port [host]]      an empty Enter (or the end of the input) says goodbye
"""
import socket
import sys
import threading

HEADER = 64
PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 5050
FORMAT = 'utf-8'
DISCONNECT_MESSAGE = "!DISCONNECT"
SERVER = sys.argv[2] if len(sys.argv) > 2 else socket.gethostbyname(socket.gethostname())
ADDR = (SERVER, PORT)

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect(ADDR)


def send(msg):
    message = msg.encode(FORMAT)
    msg_length = len(message)
    send_length = str(msg_length).encode(FORMAT)
    send_length += b' ' * (HEADER - len(send_length))
    client.send(send_length)
    client.send(message)


def receive():
    connected = True
    while connected:
        msg_length = client.recv(HEADER).decode(FORMAT)
        if msg_length:
            msg_length = int(msg_length)
            msg = client.recv(msg_length).decode(FORMAT)
            if msg == DISCONNECT_MESSAGE:
                connected = False
            print(f"[JERRY] {msg}", flush=True)


thread = threading.Thread(target=receive)
thread.start()

connected = True
while connected:
    try:
        msg = input("[ENTER TEXT] > ")
    except EOFError:
        msg = ""
    if msg:
        send(msg)
    else:
        send(DISCONNECT_MESSAGE)
        connected = False

thread.join()
client.close()
