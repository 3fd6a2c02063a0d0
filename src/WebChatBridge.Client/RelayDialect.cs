namespace WebChatBridge.Client;

/// <summary>The dialects a <see cref="RelayClient"/> speaks. docs/wire.md §2.</summary>
public enum RelayDialect
{
    /// <summary>JSON Lines: names, acknowledgements, presence and resume. Port 5052 unless told otherwise.</summary>
    Json,

    /// <summary>Text lines, as nc and telnet speak. Port 5051 unless told otherwise.</summary>
    Line,

    /// <summary>The Python socket tutorial's framing. Port 5050 unless told otherwise.</summary>
    Header64,
}
