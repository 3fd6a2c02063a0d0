"""The client of the well-known Python socket tutorial: sends, and reads one unframed reply to each message.

usage: python3 client.py [port [host]]
"""
import socket
import sys

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
    print(client.recv(2048).decode(FORMAT), flush=True)


send("Hello World!")
send("Hello Everyone!")
send("Hello Tim!")

send(DISCONNECT_MESSAGE)
