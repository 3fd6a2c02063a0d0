"""The server of the well-known Python socket tutorial: one thread per client, replies that are not framed.

usage: python3 server.py [port [host]]
"""
import socket
import sys
import threading

HEADER = 64
PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 5050
SERVER = sys.argv[2] if len(sys.argv) > 2 else socket.gethostbyname(socket.gethostname())
ADDR = (SERVER, PORT)
FORMAT = 'utf-8'
DISCONNECT_MESSAGE = "!DISCONNECT"

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind(ADDR)


def handle_client(conn, addr):
    print(f"[NEW CONNECTION] {addr} connected.", flush=True)

    connected = True
    while connected:
        msg_length = conn.recv(HEADER).decode(FORMAT)
        if msg_length:
            msg_length = int(msg_length)
            msg = conn.recv(msg_length).decode(FORMAT)
            if msg == DISCONNECT_MESSAGE:
                connected = False

            print(f"[{addr}] {msg}", flush=True)
            conn.send("Msg received".encode(FORMAT))

    conn.close()


def start():
    server.listen()
    print(f"[LISTENING] Server is listening on {SERVER}:{server.getsockname()[1]}", flush=True)
    while True:
        conn, addr = server.accept()
        thread = threading.Thread(target=handle_client, args=(conn, addr))
        thread.start()
        print(f"[ACTIVE CONNECTIONS] {threading.active_count() - 1}", flush=True)


print("[STARTING] server is starting...", flush=True)
start()
