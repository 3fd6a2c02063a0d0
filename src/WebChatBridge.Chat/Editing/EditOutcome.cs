namespace WebChatBridge.Chat;

/// <summary>What a key did, beyond changing the line.</summary>
internal abstract record EditOutcome
{
    private EditOutcome()
    {
    }

    /// <summary>The line changed, or nothing did.</summary>
    public sealed record Edited : EditOutcome;

    /// <summary>Enter: these lines were finished; the input is empty again. None when it was empty before.</summary>
    public sealed record Submitted(IReadOnlyList<string> Lines) : EditOutcome;

    /// <summary>Ctrl-C on an empty line. With text in it, it only clears the line.</summary>
    public sealed record Interrupted : EditOutcome;

    /// <summary>Ctrl-D on an empty line.</summary>
    public sealed record EndOfInput : EditOutcome;

    /// <summary>Ctrl-Z.</summary>
    public sealed record Suspended : EditOutcome;

    /// <summary>Ctrl-L.</summary>
    public sealed record Redraw : EditOutcome;
}
