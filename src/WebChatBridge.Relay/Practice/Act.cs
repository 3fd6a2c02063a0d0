using System.Text;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>What a practice partner does.</summary>
internal abstract record Act
{
    /// <summary>Says something to its room, or to whoever spoke to it alone.</summary>
    public sealed record Say(byte[] Payload) : Act
    {
        public Say(string text)
            : this(Encoding.UTF8.GetBytes(text))
        {
        }
    }

    /// <summary>Says goodbye as its dialect does, and goes.</summary>
    public sealed record Leave : Act;

    /// <summary>Goes without a word (RST).</summary>
    public sealed record Vanish : Act;

    /// <summary>Reads nothing for so long.</summary>
    public sealed record Rest(int Seconds) : Act;

    /// <summary>Has what is written to the others in its room treated badly, for as long as it stays.</summary>
    public sealed record Mistreat(Misbehaviour How) : Act;
}
