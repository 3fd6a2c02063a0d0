using System.Runtime.InteropServices;

namespace WebChatBridge.Protocol;

/// <summary>The number in a header, as far as it came. Spaces, 1-19 digits, spaces; no sign, no underscore, no other digits.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct HeaderNumber
{
    private const int MaxDigits = 19;

    private int digits;
    private bool closed;

    /// <summary>The number, once the header is whole.</summary>
    public ulong Value { get; private set; }

    /// <summary>How many bytes of the header were right.</summary>
    public int Length { get; private set; }

    /// <summary>Takes more of the header; what is wrong with the next byte, or null.</summary>
    /// <param name="bytes">The bytes that came, none beyond the header's end.</param>
    /// <param name="at">Where in the header they begin.</param>
    /// <param name="width">Bytes of the header.</param>
    public string? Take(ReadOnlySpan<byte> bytes, int at, int width)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            Length = at + index;
            var value = bytes[index];
            if (value == ' ')
            {
                closed = digits > 0;
                var padding = bytes[index..].IndexOfAnyExcept((byte)' ');
                index = (padding < 0 ? bytes.Length : index + padding) - 1;
                continue;
            }

            if (value is < (byte)'0' or > (byte)'9')
            {
                return $"Byte {Length} of the header is {Evidence.Name(value)}, {(digits == 0 ? "not a digit" : "where only spaces may follow the digits")}.";
            }

            if (closed)
            {
                return $"Byte {Length} of the header is {Evidence.Name(value)} after a space: there must be one number.";
            }

            if (++digits > MaxDigits)
            {
                return $"Byte {Length} of the header is its 20th digit; a length has at most {MaxDigits}.";
            }

            Value = Value * 10 + (ulong)(value - '0');
        }

        Length = at + bytes.Length;
        if (Length < width || digits > 0)
        {
            return null;
        }

        Length--;
        return $"The header is {width} spaces and has no digit.";
    }
}
