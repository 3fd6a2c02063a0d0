using System.IO.Pipelines;

namespace WebChatBridge.Server;

/// <summary>Sessions as one pcapng file, all their segments in the order of time.</summary>
internal static class PcapngExport
{
    private const int FlushBytes = 65_536;

    public static async Task WriteAsync(PipeWriter output, IReadOnlyList<Recording> sessions, CancellationToken cancellationToken)
    {
        var writer = new PcapngWriter(output);
        writer.WriteStart($"WebChatBridge {ServerVersion.Text}");
        foreach (var (segment, addresses) in InTimeOrder(sessions))
        {
            writer.WritePacket(segment.At, segment.Direction, IpPacket.Spell(segment, addresses), segment.Comment);
            if (output.UnflushedBytes >= FlushBytes)
            {
                await output.FlushAsync(cancellationToken);
            }
        }

        await output.FlushAsync(cancellationToken);
    }

    // Within a session the order is that of its chunks' numbers, whatever the clock did; between sessions it is the clock's.
    private static IEnumerable<(TcpSegment Segment, TcpAddresses Addresses)> InTimeOrder(IReadOnlyList<Recording> sessions)
    {
        var heads = new PriorityQueue<(IEnumerator<TcpSegment> Segments, TcpAddresses Addresses, long Id), (long At, long Id)>();
        foreach (var session in sessions)
        {
            Push(TcpConversation.Segments(session).GetEnumerator(), TcpAddresses.Of(session.Session, session.Endpoint), session.Session.Id);
        }

        while (heads.TryDequeue(out var head, out _))
        {
            yield return (head.Segments.Current, head.Addresses);
            Push(head.Segments, head.Addresses, head.Id);
        }

        void Push(IEnumerator<TcpSegment> segments, TcpAddresses addresses, long id)
        {
            if (segments.MoveNext())
            {
                heads.Enqueue((segments, addresses, id), (segments.Current.At, id));
            }
        }
    }
}
