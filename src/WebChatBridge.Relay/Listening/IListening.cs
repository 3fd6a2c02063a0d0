using System.Net;

namespace WebChatBridge.Relay;

/// <summary>One address that is listened on.</summary>
internal interface IListening : IDisposable
{
    /// <summary>The address, with its real port.</summary>
    IPEndPoint Address { get; }

    /// <summary>The next connection; null once disposed.</summary>
    ValueTask<IWire?> AcceptAsync();
}
