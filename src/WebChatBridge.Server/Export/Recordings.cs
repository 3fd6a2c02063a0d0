using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>Reads off the relay what exports are written from: all that is kept of a session up to the moment of asking.</summary>
internal sealed class Recordings(TraceSource traces, RelayStatusSource status)
{
    private const int PageBytes = 262_144;

    /// <summary>All that is kept of a session; null when the session is not known.</summary>
    public async Task<Recording?> FindAsync(long session, CancellationToken cancellationToken)
    {
        var chunks = new List<Chunk>();
        var frames = new Dictionary<(Direction, long), FrameMark>();
        SessionTrace? first = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await traces(new TraceQuery(session, After: chunks is [.., { Seq: var last }] ? last : 0, MaxBytes: PageBytes));
            first ??= page;
            if (first is null)
            {
                return null;
            }

            // Bytes that come while this is read would never let it end.
            var known = page?.Chunks.TakeWhile(chunk => chunk.At <= first.Now).ToList() ?? [];
            chunks.AddRange(known);
            foreach (var frame in page?.Frames ?? [])
            {
                frames[(frame.Direction, frame.Start)] = frame; // one across two pages comes with both
            }

            if (known.Count == 0)
            {
                var endpoint = status()?.Endpoints.FirstOrDefault(one => one.Name == first.Session.Endpoint);
                return new Recording(first.Session, chunks, [.. frames.Values], endpoint);
            }
        }
    }
}
