namespace WebChatBridge.Relay;

/// <summary>What becomes of what waits in an outbox: so many bytes leave now, in pieces; or none before some time has passed.</summary>
/// <param name="Bytes">How many leave; 0 to wait.</param>
/// <param name="Units">How many appends that is.</param>
/// <param name="Wait">How long to wait when none leave.</param>
internal sealed record Step(int Bytes, int Units, TimeSpan Wait)
{
    /// <summary>Largest piece, in bytes.</summary>
    public int Piece { get; init; } = Flush.WriteBytes;

    /// <summary>Between two pieces.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>What is to be said of bytes sent by hand.</summary>
    public string? ByHand { get; init; }

    /// <summary>What was done to it on purpose.</summary>
    public string? Done { get; init; }

    /// <summary>Both, for the captured chunk.</summary>
    public string? Note => ByHand is null ? Done : Done is null ? ByHand : $"{ByHand}, {Done}";

    /// <summary>Done when there is a reason not to wait any longer.</summary>
    public Task Until { get; init; } = Task.CompletedTask;
}
