namespace WebChatBridge.Protocol;

/// <summary>A login: one browser, or one program, that may come in until it signs out, is signed out, or its time is over.</summary>
public sealed record Person
{
    /// <summary>What it is called by: 8 hexadecimal digits. Not a secret.</summary>
    public required string Id { get; init; }

    /// <summary>What it may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Who it is, where that is known: the name an identity provider gave, or the one a program's token was made for.</summary>
    public string? Name { get; init; }

    /// <summary>True when it is a program with a token, not a browser.</summary>
    public bool Program { get; init; }

    /// <summary>When it signed in, or its token was made.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The address it signed in from; null for a program's token.</summary>
    public string? Address { get; init; }

    /// <summary>What it signed in with, <c>Firefox on Linux</c>; null for a program's token.</summary>
    public string? Browser { get; init; }

    /// <summary>The sessions it has open on the hub now, each console tab one.</summary>
    public IReadOnlyList<Sender> Sessions { get; init; } = [];

    /// <summary>True for the login that asks.</summary>
    public bool Me { get; init; }
}
