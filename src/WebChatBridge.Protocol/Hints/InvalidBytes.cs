using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace WebChatBridge.Protocol;

/// <summary>Where a text is not UTF-8.</summary>
/// <param name="Count">How many bytes are part of no character.</param>
/// <param name="First">Place of the first of them.</param>
/// <param name="Run">How many follow each other there.</param>
/// <param name="FirstByte">The first of them.</param>
/// <param name="CutAtEnd">Whether they are nothing but the beginning of a character at the end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InvalidBytes(int Count, int First, int Run, byte FirstByte, bool CutAtEnd)
{
    /// <summary>Looks at a text that is not UTF-8 all over.</summary>
    public static InvalidBytes In(ReadOnlySpan<byte> body)
    {
        // A lone byte at the end of plain ASCII is rather an é in Latin-1 than two thirds of a character missing; C3 begins the é of UTF-8.
        var (count, first, run, runEnd, cut, others) = (0, -1, 0, -1, false, false);
        for (var at = 0; at < body.Length;)
        {
            var status = Rune.DecodeFromUtf8(body[at..], out _, out var length);
            others |= status == OperationStatus.Done && length > 1;
            if (status != OperationStatus.Done)
            {
                cut = count == 0 && status == OperationStatus.NeedMoreData && (length > 1 || others || body[at] <= 0xC5);
                count += length;
                first = first < 0 ? at : first;
                (run, runEnd) = first == at || runEnd == at ? (run + length, at + length) : (run, runEnd);
            }

            at += length;
        }

        return new InvalidBytes(count, Math.Max(0, first), run, first < 0 ? (byte)0 : body[first], cut);
    }
}
