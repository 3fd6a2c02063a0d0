"""What TLS costs: CPU time of the server for each delivery, plain and encrypted in turns, in one run of it.

    python3 tls_cost.py SERVER [MEMBERS [MESSAGES_PER_SECOND [SECONDS [ROUNDS]]]]

SERVER is the published program. Each message of one sender, a line of 120 bytes, goes to all members of a room.
"""
import asyncio, json, os, ssl, subprocess, sys, tempfile, urllib.request

SERVER = os.path.abspath(sys.argv[1])
MEMBERS, RATE, SECONDS, ROUNDS = [int(word) for word in sys.argv[2:]] + [50, 200, 8, 3][len(sys.argv) - 2:]


def start(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "key.pem", "-out", "cert.pem",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    os.chmod(f"{folder}/key.pem", 0o600)
    settings = ["--urls=http://127.0.0.1:0", "--Console:Access=open", "--History:Store=memory", "--Relay:Endpoints:0:Listen=127.0.0.1:0"]
    for index, name in ((1, "plain"), (2, "tls")):
        settings += [f"--Relay:Endpoints:{index}:{key}={value}" for key, value in
                     (("Name", name), ("Listen", "127.0.0.1:0"), ("Dialect", "line"), ("Room", name))]
    settings += ["--Relay:Endpoints:2:Tls:Certificate=cert.pem", "--Relay:Endpoints:2:Tls:Key=key.pem"]
    server = subprocess.Popen([SERVER, *settings], cwd=folder, stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        if line.split()[:1] == ["console"]:
            ready = json.load(urllib.request.urlopen(line.split()[1].rstrip(",/") + "/health/ready"))
            return server, {one["name"]: int(one["listening"][0].rsplit(":", 1)[1]) for one in ready["endpoints"]}
    raise SystemExit("The server did not start.")


def cpu(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(pid, port, context):
    async def hear(reader):
        heard = 0
        while line := await reader.readline():
            heard += b": load " in line
            if b": the end" in line:
                return heard

    members = [await asyncio.open_connection("127.0.0.1", port, ssl=context) for _ in range(MEMBERS)]
    for reader, _ in members:
        await reader.readline()
    _, sender = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    ears = [asyncio.create_task(hear(reader)) for reader, _ in members]
    await asyncio.sleep(1)  # joins are told
    before, loop = cpu(pid), asyncio.get_running_loop()
    begin = loop.time()
    for number in range(RATE * SECONDS):
        sender.write(f"load {number} ".encode().ljust(119, b".") + b"\n")
        await asyncio.sleep(max(0.0, begin + (number + 1) / RATE - loop.time()))
    sender.write(b"the end\n")
    heard = sum(await asyncio.gather(*ears))
    used = cpu(pid) - before
    for _, writer in [*members, (None, sender)]:
        writer.transport.abort()
    assert heard == MEMBERS * RATE * SECONDS, f"{heard} deliveries of {MEMBERS * RATE * SECONDS}"
    return used / heard * 1e6


with tempfile.TemporaryDirectory() as folder:
    server, ports = start(folder)
    try:
        trust = ssl.create_default_context(cafile=f"{folder}/cert.pem")
        costs = {"plain": [], "tls": []}
        for turn in range(ROUNDS + 1):
            for kind, context in (("plain", None), ("tls", trust)):
                cost = asyncio.run(measure(server.pid, ports[kind], context))
                if turn:  # the first compiles
                    costs[kind].append(cost)
        for kind, all_of_it in costs.items():
            print(f"{kind:5} {sorted(all_of_it)[len(all_of_it) // 2]:6.1f} µs of CPU a delivery ({', '.join(f'{one:.1f}' for one in all_of_it)})")
    finally:
        server.terminate()
        server.wait(20)
