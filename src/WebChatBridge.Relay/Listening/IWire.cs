using System.IO.Pipelines;

namespace WebChatBridge.Relay;

/// <summary>What a <see cref="Connection"/> needs of its socket.</summary>
internal interface IWire : IAsyncDisposable
{
    /// <summary>Address and port of the other end.</summary>
    string? Remote { get; }

    /// <summary>What comes. It completes at the FIN, and throws after a RST or <see cref="Abort"/>.</summary>
    PipeReader Input { get; }

    /// <summary>What goes. A write ends when the socket has taken it, and throws after <see cref="Abort"/>.</summary>
    Stream Output { get; }

    /// <summary>Bounds what the kernel hides, and has it look whether the other end lives.</summary>
    void Tune(int bufferBytes);

    /// <summary>Sends FIN: nothing more will be written.</summary>
    void FinishWriting();

    /// <summary>Ends it now, whatever waits (RST).</summary>
    void Abort();
}
