"""A client that ends every message with a NUL, as programs with C strings and XML sockets do.

usage: python3 nul_client.py [port [host]]
"""
import socket
import sys
import threading

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 5053
SERVER = sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1"

client = socket.create_connection((SERVER, PORT))


def receive():
    waiting = b''
    while True:
        data = client.recv(1024)
        if not data:
            break
        waiting += data
        while b'\0' in waiting:
            message, waiting = waiting.split(b'\0', 1)
            print(f"[RECEIVED] {message.decode('utf-8')}", flush=True)


thread = threading.Thread(target=receive)
thread.start()

for line in sys.stdin:
    client.send(line.rstrip('\n').encode('utf-8') + b'\0')

client.shutdown(socket.SHUT_WR)
thread.join()
client.close()
