using System.Globalization;
using System.Net;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>What a program has to do to be that client again.</summary>
internal sealed record Reproduction
{
    private const long MicrosPerSecond = 1_000_000;

    /// <summary>Who it was, where and when, on one line of harmless characters.</summary>
    public required string Title { get; init; }

    /// <summary>What is not in it, in sentences on one line; empty when all of it is.</summary>
    public required string Lacks { get; init; }

    /// <summary>Where to connect to.</summary>
    public required IPEndPoint Relay { get; init; }

    /// <summary>What it sent, read by read.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>All that was written to it; null when not all of it is kept.</summary>
    public required byte[]? Came { get; init; }

    /// <summary>Seconds from the opening to the end, or to the last chunk while it lives.</summary>
    public required string EndsAt { get; init; }

    /// <summary>Seconds from the last read to the end.</summary>
    public required string LastGap { get; init; }

    /// <summary>Who ends it: <c>fin</c> or <c>reset</c> for the client; <c>wait</c> for the relay, or for nobody yet.</summary>
    public required string Ending { get; init; }

    /// <summary>Reads it off what is kept of a session.</summary>
    public static Reproduction Of(Recording what)
    {
        var session = what.Session;
        var end = what.ClosedAt ?? (what.Chunks is [.., { At: var last }] ? last : what.OpenedAt);
        var (missingIn, missingOut) = (Missing(what, Direction.In), Missing(what, Direction.Out));
        return new Reproduction
        {
            Title = Plain($"session {session.Id} ({session.Name}) said to the endpoint {session.Endpoint} ({session.Dialect}) on {Timestamp.Format(session.OpenedAt)}"),
            Lacks = LacksOf(session, missingIn, missingOut),
            Relay = TcpAddresses.Of(session, what.Endpoint).Relay,
            Steps = [.. StepsOf(what)],
            Came = missingOut == 0 ? [.. what.Chunks.Where(static chunk => chunk.Direction == Direction.Out).SelectMany(static chunk => chunk.Bytes)] : null,
            EndsAt = Seconds(end - what.OpenedAt),
            LastGap = Seconds(end - (what.Chunks.LastOrDefault(static chunk => chunk.Direction == Direction.In)?.At ?? what.OpenedAt)),
            Ending = session.Closed?.Code switch
            {
                CloseCode.PeerClosed or CloseCode.HalfCloseGraceOver => "fin",
                CloseCode.PeerReset => "reset",
                _ => "wait",
            },
        };
    }

    private static string LacksOf(SessionInfo session, long missingIn, long missingOut) => string.Join(
        ' ',
        ((IEnumerable<string>)[
            session.Secured is null ? "" : "It came through TLS. This speaks without: give it an endpoint that has none.",
            missingIn + missingOut == 0 ? ""
                : string.Create(CultureInfo.InvariantCulture, $"Not all of it is kept: {missingIn:N0} bytes it sent and {missingOut:N0} bytes written to it are missing here."),
        ]).Where(static sentence => sentence.Length > 0));

    private static IEnumerable<Step> StepsOf(Recording what)
    {
        var came = 0L;
        var before = what.OpenedAt;
        foreach (var chunk in what.Chunks)
        {
            if (chunk.Direction == Direction.Out)
            {
                came = chunk.End;
                continue;
            }

            yield return new Step(Seconds(chunk.At - what.OpenedAt), Seconds(chunk.At - before), came, chunk.Bytes);
            before = chunk.At;
        }
    }

    private static long Missing(Recording what, Direction direction)
    {
        var kept = what.Chunks.Where(chunk => chunk.Direction == direction).ToList();
        return kept is [.., var last] ? last.End - kept.Sum(static chunk => (long)chunk.Bytes.Length)
            : direction == Direction.In ? what.Session.BytesIn
            : what.Session.BytesOut;
    }

    // Numbers of a session may go backwards where two threads read the clock; a program cannot.
    private static string Seconds(long micros) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Max(0, micros) / MicrosPerSecond}.{Math.Max(0, micros) % MicrosPerSecond:000000}");

    // It becomes part of a program: nothing may end the comment it stands in.
    private static string Plain(string text) =>
        string.Concat(text.Select(static one => char.IsLetterOrDigit(one) || one is ' ' or '-' or '_' or '.' or ':' or '(' or ')' ? one : '?'));

    /// <summary>One read of the relay.</summary>
    /// <param name="At">Seconds since the opening.</param>
    /// <param name="Gap">Seconds since the read before.</param>
    /// <param name="Came">Bytes that had been written to it by then.</param>
    /// <param name="Bytes">What it sent.</param>
    internal sealed record Step(string At, string Gap, long Came, byte[] Bytes);
}
