using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>Reads an input with a new reader, in pieces and with its silences, as a read loop does.</summary>
internal sealed class Hearing(Account account)
{
    private byte[] piece = new byte[Mutator.MaxBytes];

    /// <summary>Sees each frame while its bytes are valid; null to only note it.</summary>
    public FrameSeen? Seen { get; set; }

    public delegate void FrameSeen(IFrameReader reader, in Frame frame);

    /// <summary>Reads all of it.</summary>
    public void Read(IDialect dialect, ReadOnlySpan<byte> input, IReadOnlyList<int> cuts, IReadOnlyList<int> pauses)
    {
        account.Clear();
        var reader = dialect.NewReader();
        var from = 0;
        for (var i = 0; i <= cuts.Count && reader.Violation is null; i++)
        {
            var to = i < cuts.Count ? cuts[i] : input.Length;
            if (to > from)
            {
                Feed(reader, input[from..to], came: to);
                from = to;
            }

            if (reader.Violation is null && reader.Pause is not null && Contains(pauses, to) && (i == cuts.Count || cuts[i] == to) && !Again(cuts, i))
            {
                Take(reader, reader.Paused(out var frame), frame);
            }
        }

        if (reader.Violation is null)
        {
            Take(reader, reader.Finish(out var last), last);
        }

        account.End(reader);
    }

    // The same place twice among the cuts is one silence.
    private static bool Again(IReadOnlyList<int> cuts, int at) => at > 0 && at < cuts.Count && cuts[at] == cuts[at - 1];

    private static bool Contains(IReadOnlyList<int> pauses, int place)
    {
        for (var i = 0; i < pauses.Count; i++)
        {
            if (pauses[i] == place)
            {
                return true;
            }
        }

        return false;
    }

    private void Feed(IFrameReader reader, ReadOnlySpan<byte> bytes, int came)
    {
        if (piece.Length < bytes.Length)
        {
            piece = new byte[bytes.Length];
        }

        bytes.CopyTo(piece);
        ReadOnlySpan<byte> rest = piece.AsSpan(0, bytes.Length);
        FrameStatus status;
        for (var calls = 0; reader.Violation is null; calls++)
        {
            if (calls > came * 2 + 2)
            {
                throw new InvalidOperationException("The reader makes no progress.");
            }

            status = reader.Read(ref rest, out var frame);
            Take(reader, status, frame);
            if (status == FrameStatus.NeedMore)
            {
                break;
            }
        }

        if (!rest.IsEmpty)
        {
            throw new InvalidOperationException($"The reader left {rest.Length} bytes.");
        }

        // Spoiled: a reader must keep no reference to what it was given.
        piece.AsSpan(0, bytes.Length).Fill(0xCC);
    }

    private void Take(IFrameReader reader, FrameStatus status, in Frame frame)
    {
        switch (status)
        {
            case FrameStatus.Frame or FrameStatus.Reply:
                account.Frame(status, frame, reader.Place);
                if (status == FrameStatus.Frame)
                {
                    Seen?.Invoke(reader, frame);
                }

                break;
            case FrameStatus.Violation:
                account.Broken(reader.Violation ?? throw new InvalidOperationException("A violation without words."));
                break;
        }
    }
}
