using System.Text;

namespace WebChatBridge.Server;

/// <summary>A reproduction as a bash script around <c>nc</c>.</summary>
internal static class BashReproduction
{
    private const string Program = """
        set -u
        export LC_ALL=C
        HOST=${1:-@HOST@} PORT=${2:-@PORT@}

        # FAST=1: no gaps, so that chunks may grow together. MAX_GAP=0.5: no gap longer than that. WAIT=2: how long to listen at the end.
        FAST=${FAST:-} MAX_GAP=${MAX_GAP:-} WAIT=${WAIT:-2}

        gap() { # SECONDS
            [ -n "$FAST" ] && return
            if [ -n "$MAX_GAP" ]; then
                sleep "$(printf '%s\n' "$1" "$MAX_GAP" | sort -n | head -n 1)"
            else
                sleep "$1"
            fi
        }

        at_once() { # printf alone would write line by line
            dd obs=16384 2> /dev/null
        }

        # What was sent, read by read: the seconds since the one before, and the bytes.
        say() {
            sleep 0.2 # until nc is connected: else the first chunks grow together
        @SENT@
            gap @LAST@
        @END@
        }

        # What came back.
        came() {
        @CAME@
        }

        now=$(mktemp) && trap 'rm -f "$now"' EXIT
        say | nc -N "$HOST" "$PORT" | tee "$now" | od -A d -t x1z -v
        states=("${PIPESTATUS[@]}")
        if [ "${states[1]}" -ne 0 ] && [ ! -s "$now" ]; then
            echo "No connection to $HOST port $PORT, or nc ended with ${states[1]}." >&2
            exit 2
        fi

        """;

    private const string Compare = """
        if came | cmp -s - "$now"; then
            echo "The same $(wc -c < "$now") bytes came back."
        else
            came | cmp - "$now"
            exit 1
        fi

        """;

    private const string NoCompare = """
        echo "$(wc -c < "$now") bytes came back; what came back then is not all kept, so they are not compared."

        """;

    public static string Write(Reproduction what)
    {
        var sent = new StringBuilder();
        foreach (var step in what.Steps)
        {
            sent.Append($"\n    gap {step.Gap}\n    printf -- {ByteLiteral.Printf(step.Bytes)} | at_once");
        }

        // nc -N closes its side when its input ends; where the client did not, its input stays open for as long as is listened.
        return Head(what) + Program
            .Replace("@HOST@", what.Relay.Address.ToString(), StringComparison.Ordinal)
            .Replace("@PORT@", $"{what.Relay.Port}", StringComparison.Ordinal)
            .Replace("@LAST@", what.LastGap, StringComparison.Ordinal)
            .Replace("@END@", what.Ending == "wait" ? "    sleep \"$WAIT\"" : "    sleep 0.2", StringComparison.Ordinal)
            .Replace("@CAME@", $"    printf -- {ByteLiteral.Printf(what.Came ?? [])}", StringComparison.Ordinal)
            .Replace("@SENT@", sent.ToString().TrimStart('\n'), StringComparison.Ordinal) + (what.Came is null ? NoCompare : Compare);
    }

    private static string Head(Reproduction what) => $"""
        #!/usr/bin/env bash
        # Says again what {what.Title}.
        #
        #     bash this.sh [HOST [PORT]]      needs nc (OpenBSD netcat: Debian netcat-openbsd, macOS), od and cmp
        #
        # Each chunk up to 16 KiB goes out in one write, after the gap there was. What comes back is printed with its offsets.
        # Exit code: 0 the same bytes came back as then, 1 others did, 2 no connection.
        #{(what.Ending == "reset" ? " It reset the connection (RST) at its end; nc can only close it (FIN)." : "")}
        #{(what.Lacks.Length == 0 ? "" : " " + what.Lacks)}

        """;
}
