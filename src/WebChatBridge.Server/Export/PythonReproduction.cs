using System.Text;

namespace WebChatBridge.Server;

/// <summary>A reproduction as a Python 3 program that needs nothing but Python.</summary>
internal static class PythonReproduction
{
    private const string Program = """"
        # Seconds since the connection opened, bytes that had come by then, bytes that were sent.
        SENT = [
        @SENT@]

        # What came back; None: not all of it is kept, so nothing can be compared.
        CAME = @CAME@

        # After so many seconds the client closed ("fin") or reset the connection; "wait": it did not.
        ENDS_AT, ENDING = @ENDS@, "@ENDING@"


        class Listener(threading.Thread):
            """Prints what comes, with its place in the stream, and keeps it."""

            def __init__(self, link):
                super().__init__(daemon=True)
                self.link, self.came, self.news = link, bytearray(), threading.Condition()
                self.over = self.left = False

            def run(self):
                try:
                    while part := self.link.recv(65536):
                        with self.news:
                            show("<", len(self.came), part)
                            self.came += part
                            self.news.notify_all()
                    if not self.left:
                        print("< the relay closed the connection (FIN)", flush=True)
                except OSError as error:
                    print(f"< {error}", flush=True)
                with self.news:
                    self.over = True
                    self.news.notify_all()

            def until(self, condition, seconds):
                with self.news:
                    return self.news.wait_for(lambda: self.over or condition(), seconds)

            def until_came(self, count, seconds):
                return self.until(lambda: len(self.came) >= count, seconds)


        def show(way, offset, part):
            for at in range(0, len(part), 64):
                print(f"{way} {offset + at:8}  {bytes(part[at:at + 64])!r}", flush=True)


        class Pace:
            """Keeps the gaps there were: all of them, none of them, or none longer than asked."""

            def __init__(self, longest):
                self.longest, self.last, self.due = longest, 0.0, time.monotonic()

            def wait_for(self, at):
                gap, self.last = max(0.0, at - self.last), max(at, self.last)
                self.due += gap if self.longest is None else min(gap, self.longest)
                time.sleep(max(0.0, self.due - time.monotonic()))


        def say(link, listener, args):
            pace = Pace(0.0 if args.fast else args.max_gap)
            offset, patience = 0, args.wait
            for at, came, chunk in SENT:
                if args.fast and not listener.until_came(came, patience):
                    patience = 0.0  # other answers than then: their number says nothing
                pace.wait_for(at)
                link.sendall(chunk)
                show(">", offset, chunk)
                offset += len(chunk)
            if args.fast and CAME is not None:
                listener.until_came(len(CAME), patience)
            pace.wait_for(ENDS_AT)
            if ENDING == "fin":
                print("> closes (FIN)", flush=True)
                link.shutdown(socket.SHUT_WR)
            elif ENDING == "reset":
                print("> resets (RST)", flush=True)
                listener.left = True
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                link.shutdown(socket.SHUT_RD)
                link.close()


        def compare(came):
            if CAME is None:
                print(f"{len(came)} bytes came back; what came back then is not all kept, so they are not compared.")
                return 0
            if came == CAME:
                print(f"The same {len(came)} bytes came back.")
                return 0
            at = next((i for i, (now, then) in enumerate(zip(came, CAME)) if now != then), min(len(came), len(CAME)))
            print(f"{len(came)} bytes came back, {len(CAME)} did then; they differ from byte {at} on:")
            print(f"  then {CAME[at:at + 48]!r}\n  now  {came[at:at + 48]!r}")
            return 1


        def main():
            options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
            options.add_argument("--host", default="@HOST@")
            options.add_argument("--port", type=int, default=@PORT@)
            options.add_argument("--fast", action="store_true", help="no gaps; waits only for as many bytes as had come by then")
            options.add_argument("--max-gap", type=float, metavar="SECONDS", help="no gap longer than this")
            options.add_argument("--wait", type=float, default=2.0, metavar="SECONDS", help="how long to wait for bytes that do not come (2)")
            args = options.parse_args()
            try:
                link = socket.create_connection((args.host, args.port))
            except OSError as error:
                print(f"No connection to {args.host} port {args.port}: {error}", file=sys.stderr)
                return 2
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            listener = Listener(link)
            listener.start()
            try:
                say(link, listener, args)
            except OSError as error:
                print(f"> {error}", flush=True)
            if ENDING == "fin" or CAME is None:
                listener.until(lambda: False, args.wait)
            else:
                listener.until_came(len(CAME), args.wait)
            return compare(bytes(listener.came))


        sys.exit(main())

        """";

    public static string Write(Reproduction what)
    {
        var sent = new StringBuilder();
        foreach (var step in what.Steps)
        {
            sent.Append($"    ({step.At}, {step.Came}, {ByteLiteral.Python(step.Bytes, "    ")}),\n");
        }

        return Head(what) + Program
            .Replace("@HOST@", what.Relay.Address.ToString(), StringComparison.Ordinal)
            .Replace("@PORT@", $"{what.Relay.Port}", StringComparison.Ordinal)
            .Replace("@ENDS@", what.EndsAt, StringComparison.Ordinal)
            .Replace("@ENDING@", what.Ending, StringComparison.Ordinal)
            .Replace("@CAME@", what.Came is { } came ? ByteLiteral.Python(came, "") : "None", StringComparison.Ordinal)
            .Replace("@SENT@", sent.ToString(), StringComparison.Ordinal);
    }

    private static string Head(Reproduction what) => $""""
        #!/usr/bin/env python3
        """Says again what {what.Title}.

        Each chunk goes out in one write, after the gap there was. What comes back is printed with its offsets.
        Exit code: 0 the same bytes came back as then, 1 others did, 2 no connection.
        {what.Lacks}
        """
        import argparse
        import socket
        import struct
        import sys
        import threading
        import time


        """";
}
