"""What connections cost that come and then say nothing: connections/s, CPU of the server for each, and its memory (RSS) for each
before and after the server has become quiet and given memory back.

    python3 idle_cost.py SERVER [KIND [COUNT [SECONDS [FIRST]]]]

SERVER is the published program. KIND is silent (text), rooms (text, each with a name and a room of its own) or pairs (the tutorial's endpoint).
Of FIRST connections, which come before and stay, it knows everything that a server learns once. SECONDS are waited after each of the two.
"""
import json, os, resource, socket, subprocess, sys, tempfile, time, urllib.request

KIND, COUNT, SECONDS, FIRST = sys.argv[2:3] + [int(word) for word in sys.argv[3:]] + ["silent", 10_000, 55, 1_000][len(sys.argv) - 2:]
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)


def start(folder):
    began = time.monotonic()
    settings = ["--urls=http://127.0.0.1:0", "--Console:Access=open", "--History:Store=memory", "--Logging:LogLevel:WebChatBridge.Server.HeapTrim=Debug",
                "--Relay:Limits:MaxSessions=20000", "--Relay:Limits:MaxRooms=20000"]
    settings += [f"--Relay:Endpoints:{index}:Listen=127.0.0.1:0" for index in range(3)]
    server = subprocess.Popen(["taskset", "-c", "0", os.path.abspath(sys.argv[1]), *settings], cwd=folder, stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        if line.split()[:1] == ["console"]:
            ready = json.load(urllib.request.urlopen(line.split()[1].rstrip(",/") + "/health/ready"))
            print(f"ready after {time.monotonic() - began:.2f} s")
            return server, {one["name"]: int(one["listening"][0].rsplit(":", 1)[1]) for one in ready["endpoints"]}
    raise SystemExit("The server did not start.")


def cpu(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss(pid):
    return next(int(line.split()[1]) for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS"))


def come(port, first, count):
    came = []
    for number in range(first, first + count):
        came.append(socket.create_connection(("127.0.0.1", port)))
        if KIND == "rooms":
            came[-1].sendall(b"/nick u%d\n/join r%d\n" % (number, number))
        if number % 50 == 49:
            time.sleep(0.002)  # the backlog of a listener is finite
    return came


with tempfile.TemporaryDirectory() as folder:
    server, ports = start(folder)
    try:
        port = ports["tutorial" if KIND == "pairs" else "text"]
        begun = rss(server.pid)
        stay = come(port, 0, FIRST)
        time.sleep(SECONDS)
        warm, used, began = rss(server.pid), cpu(server.pid), time.monotonic()
        stay += come(port, FIRST, COUNT)
        rate = COUNT / (time.monotonic() - began)
        time.sleep(1)
        used, busy = cpu(server.pid) - used, rss(server.pid)
        time.sleep(SECONDS)
        quiet = rss(server.pid)
        print(f"{KIND}: {COUNT} at {rate:,.0f}/s, {used / COUNT * 1e6:.0f} µs of CPU each; {(busy - warm) / COUNT:.2f} KiB each, {(quiet - warm) / COUNT:.2f} KiB "
              f"when it is quiet, {(quiet - begun) / (COUNT + FIRST):.2f} KiB counted from the start with the first {FIRST}")
    finally:
        server.terminate()
        print("".join(line for line in server.stdout if "HeapTrim" in line), end="")
