using System.Buffers.Binary;
using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>What a reader made of an input, as bytes that can be compared. One buffer, used again and again.</summary>
internal sealed class Account
{
    private byte[] said = new byte[512 * 1024]; // enough for any input: growing is not what is measured
    private int length;

    public ReadOnlySpan<byte> Said => said.AsSpan(0, length);

    public void Clear() => length = 0;

    public void Frame(FrameStatus status, in Frame frame, FramePlace place)
    {
        Room(48 + frame.Payload.Length);
        said[length++] = (byte)(status == FrameStatus.Frame ? 'F' : 'R');
        said[length++] = (byte)(frame.Unterminated ? 'u' : '.');
        Number(place.Start);
        Number(place.End);
        Number(place.Head);
        Number(place.Tail);
        Number(frame.Payload.Length);
        frame.Payload.CopyTo(said.AsSpan(length));
        length += frame.Payload.Length;
    }

    /// <summary>Where, and which kind; the words quote what came so far, which is another matter for every cut.</summary>
    public void Broken(Violation violation)
    {
        Room(16);
        said[length++] = (byte)'V';
        Number(violation.Offset);
        Number((int)violation.Spoke);
    }

    public void End(IFrameReader reader)
    {
        var name = reader.Dialect.Name;
        Room(32 + name.Length);
        said[length++] = (byte)'E';
        if (reader.Violation is not null)
        {
            return; // where it broke depends on no cut, how much was looked at after that does
        }

        length += Encoding.ASCII.GetBytes(name, said.AsSpan(length));
        said[length++] = (byte)(reader.LineEnding?.Length ?? 0);
    }

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(said.AsSpan(length), value);
        length += sizeof(long);
    }

    private void Room(int more)
    {
        if (said.Length - length < more)
        {
            Array.Resize(ref said, (said.Length + more) * 2);
        }
    }
}
