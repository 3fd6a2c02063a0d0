namespace WebChatBridge.Server;

/// <summary>An address that other machines reach, and what it lacks for that.</summary>
/// <param name="Key">Where it is set.</param>
/// <param name="Value">What it is set to.</param>
/// <param name="Asked">Whether everybody is asked who they are.</param>
/// <param name="Encrypted">Whether TLS is spoken.</param>
/// <param name="Inward">The argument that has it listen on this machine only.</param>
internal sealed record ExposedAddress(string Key, string Value, bool Asked, bool Encrypted, string Inward)
{
    /// <summary>The arguments that give it what it lacks.</summary>
    public required string Closed { get; init; }

    public bool NeedsSecret { get; init; }

    public string Lacks => this switch
    {
        { Asked: false, Encrypted: false } => "nobody is asked who they are, and nothing is encrypted",
        { Asked: false } => "nobody is asked who they are",
        _ => "nothing is encrypted",
    };
}
