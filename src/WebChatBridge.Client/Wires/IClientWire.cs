using System.Buffers;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>The client's side of a dialect on one connection: requests to bytes, bytes to news. No socket, no clock.</summary>
internal interface IClientWire
{
    /// <summary>Whether posts are acknowledged by id.</summary>
    bool Acknowledges { get; }

    /// <summary>Spells a request; answers why it cannot be said in this dialect, or null when it is written.</summary>
    string? Write(ClientRequest request, IBufferWriter<byte> output);

    /// <summary>Takes bytes as they came and appends what they say. Throws <see cref="FormatException"/> when they cannot be read.</summary>
    void Take(ReadOnlySpan<byte> input, ICollection<RelayNews> news);

    /// <summary>The input has ended.</summary>
    void Finish(ICollection<RelayNews> news);
}
