"""The client of the chat tutorials that ask for a nickname: no framing at all. The server sends NICK and gets the name; after
that both sides send text as it is, and the client puts its name before each message itself.

usage: python3 raw_nickname.py nickname [port [host]]
"""
import socket
import sys
import threading

nickname = sys.argv[1]
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 55555
SERVER = sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1"

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect((SERVER, PORT))


def receive():
    while True:
        try:
            message = client.recv(1024).decode('ascii')
            if message == 'NICK':
                client.send(nickname.encode('ascii'))
            elif message:
                print(message, flush=True)
            else:
                break
        except Exception as error:
            print("An error occured!", error, flush=True)
            client.close()
            break


def write():
    for line in sys.stdin:
        message = '{}: {}'.format(nickname, line.rstrip('\n'))
        client.send(message.encode('ascii'))
    client.shutdown(socket.SHUT_WR)


receive_thread = threading.Thread(target=receive)
receive_thread.start()

write_thread = threading.Thread(target=write)
write_thread.start()
