namespace WebChatBridge.Promises.Tests;

/// <summary>Spells the next units of one sender into a buffer of its own, several for each send.</summary>
internal sealed class Sayings(Caller caller, int sender)
{
    private byte[] buffer = new byte[1024];

    public int Said { get; private set; }

    /// <summary>Says the next so many, in one send.</summary>
    public ValueTask SayAsync(int units)
    {
        Span<byte> body = stackalloc byte[Unit.MaxBytes];
        var most = units * (2 * Unit.MaxBytes + Framing.Overhead);
        if (buffer.Length < most)
        {
            buffer = new byte[most];
        }

        var length = 0;
        for (var i = 0; i < units; i++)
        {
            length += caller.Framing.Write(body[..Unit.Write(sender, Said++, body)], buffer.AsSpan(length));
        }

        return caller.SendAsync(buffer.AsMemory(0, length));
    }
}
