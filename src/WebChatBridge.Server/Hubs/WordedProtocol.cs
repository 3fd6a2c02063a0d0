using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace WebChatBridge.Server;

/// <summary>
/// Tells who makes too long a call why the connection ends. SignalR looks at the size only after the protocol found no end in
/// so many bytes, and keeps its own words to itself; those of a <see cref="HubException"/> reach the client.
/// </summary>
internal sealed class WordedProtocol(IHubProtocol protocol, long largestCall) : IHubProtocol
{
    public string Name => protocol.Name;

    public int Version => protocol.Version;

    public TransferFormat TransferFormat => protocol.TransferFormat;

    public bool IsVersionSupported(int version) => protocol.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (protocol.TryParseMessage(ref input, binder, out message))
        {
            return true;
        }

        return input.Length < largestCall
            ? false
            : throw new HubException($"A call has more than {largestCall:N0} bytes, which is twice the longest message (Relay:Limits:MaxMessageBytes) in base64 and 4 KiB.");
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => protocol.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => protocol.GetMessageBytes(message);
}
