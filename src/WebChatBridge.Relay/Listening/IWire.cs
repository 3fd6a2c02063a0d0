using System.Net;

namespace WebChatBridge.Relay;

/// <summary>What a <see cref="Connection"/> needs of its socket.</summary>
internal interface IWire : IAsyncDisposable
{
    /// <summary>What <see cref="ReceiveAsync"/> answers when the other end has reset the connection.</summary>
    const int Gone = -1;

    /// <summary>What <see cref="ReceiveAsync"/> answers when there is nothing to receive, although a wait ended: wait again.</summary>
    const int NothingYet = -2;

    /// <summary>Address and port of the other end.</summary>
    string? Remote { get; }

    /// <summary>Address of the other end, for those that are counted by it.</summary>
    IPAddress? Address { get; }

    /// <summary>How it is encrypted, in words; null when it is not.</summary>
    string? Secured => null;

    /// <summary>
    /// What one recv brings: how many bytes, 0 at the FIN, <see cref="Gone"/> after a RST, perhaps <see cref="NothingYet"/>. Into no
    /// room at all it waits until there is something to receive, and takes nothing. Throws after <see cref="Abort"/>, when cancelled, and where it cannot tell a RST
    /// without; one at a time.
    /// </summary>
    ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellationToken);

    /// <summary>What goes. A write ends when the socket has taken it, and throws after <see cref="Abort"/>.</summary>
    Stream Output { get; }

    /// <summary>Sends FIN: nothing more will be written.</summary>
    void FinishWriting();

    /// <summary>Ends it now, whatever waits (RST).</summary>
    void Abort();
}
