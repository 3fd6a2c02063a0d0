using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Fuzz.Tests;

/// <summary>A reader with one fault in it.</summary>
internal sealed class BrokenReader(IFrameReader reader, IDialect dialect, Fault fault) : IFrameReader
{
    private int calls;

    /// <summary>What a header claimed, and got.</summary>
    public byte[] Claimed { get; private set; } = [];

    public ReadOnlySpan<byte> Pending => reader.Pending;

    public int? Missing => reader.Missing;

    public Violation? Violation => reader.Violation;

    public FramePlace Place => fault == Fault.Misplaces ? reader.Place with { Start = reader.Place.Start + 1 } : reader.Place;

    public IDialect Dialect => dialect;

    public string? LineEnding => reader.LineEnding;

    public FrameStatus Read(scoped ref ReadOnlySpan<byte> input, out Frame frame)
    {
        switch (fault)
        {
            case Fault.Throws when input.Contains((byte)'%'):
                throw new FormatException("A percent sign.");
            case Fault.Stands when !input.IsEmpty:
                frame = default;
                return FrameStatus.Frame;
            case Fault.TrustsLength when int.TryParse(Encoding.ASCII.GetString(input[..Math.Min(input.Length, 10)]), out var length) && length is > 0 and <= 65_536:
                Claimed = new byte[length];
                break;
            case Fault.ReadsPieces when calls++ % 2 == 0 && !input.IsEmpty:
                frame = new Frame(input);
                input = default;
                return FrameStatus.Frame;
        }

        return reader.Read(ref input, out frame);
    }

    public FrameStatus Finish(out Frame frame) => reader.Finish(out frame);
}
