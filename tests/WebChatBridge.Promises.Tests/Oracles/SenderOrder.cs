using System.Collections;

namespace WebChatBridge.Promises.Tests;

/// <summary>Whether one listener heard every unit of every sender once, whole, and in the order it was said.</summary>
internal sealed class SenderOrder(int perSender)
{
    private readonly Dictionary<int, Voice> voices = [];

    /// <summary>Units heard for the first time.</summary>
    public int Units { get; private set; }

    public int Inversions { get; private set; }

    public int Duplicates { get; private set; }

    /// <summary>What is no unit, or not one of a sender who is expected here.</summary>
    public int Corrupt { get; private set; }

    /// <summary>Expects another sender.</summary>
    public void Expect(int sender) => voices.Add(sender, new Voice(perSender));

    /// <summary>Takes a body. Answers whose it was, and -1 for nobody's.</summary>
    public int Hear(ReadOnlySpan<byte> body, out int number)
    {
        if (!Unit.TryRead(body, out var sender, out number) || number >= perSender || !voices.TryGetValue(sender, out var voice))
        {
            Corrupt++;
            return -1;
        }

        if (voice.Heard[number])
        {
            Duplicates++;
            return sender;
        }

        Inversions += number < voice.Newest ? 1 : 0;
        voice.Heard[number] = true;
        voice.Newest = Math.Max(voice.Newest, number);
        Units++;
        return sender;
    }

    public int Lost => (voices.Count * perSender) - Units;

    /// <summary>Null when all is as promised.</summary>
    public string? Fault => Lost + Duplicates + Inversions + Corrupt == 0
        ? null
        : $"lost {Lost:N0}, duplicate {Duplicates:N0}, out of order {Inversions:N0}, corrupt {Corrupt:N0} of {voices.Count * perSender:N0}";

    private sealed class Voice(int count)
    {
        public BitArray Heard { get; } = new(count);

        public int Newest { get; set; } = -1;
    }
}
