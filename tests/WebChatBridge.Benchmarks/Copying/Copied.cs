using System.Globalization;
using System.Text;

namespace WebChatBridge.Benchmarks;

/// <summary>One connection of a <see cref="CopyServer"/>: who it is, where it sits, and what leaves for it with the next flush.</summary>
internal sealed class Copied(Peer peer, string name)
{
    private byte[] output = new byte[4_096];
    private int length;

    public Peer Peer => peer;

    public string Name { get; private set; } = name;

    /// <summary>What stands before its words, <c>name: </c>.</summary>
    public byte[] Signature { get; private set; } = [];

    public string Room { get; set; } = "";

    public bool HasOutput => length > 0;

    public void Rename(string itsName)
    {
        Name = itsName;
        Signature = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{itsName}: "));
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (output.Length - length < bytes.Length)
        {
            Array.Resize(ref output, Math.Max(output.Length * 2, length + bytes.Length));
        }

        bytes.CopyTo(output.AsSpan(length));
        length += bytes.Length;
    }

    public bool Flush()
    {
        var sent = peer.Send(output.AsSpan(0, length));
        length = 0;
        return sent;
    }
}
