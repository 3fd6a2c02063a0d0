namespace WebChatBridge.Chat;

/// <summary>What a command line comes to.</summary>
internal abstract record ParsedCommandLine
{
    private ParsedCommandLine()
    {
    }

    public sealed record Run(ChatOptions Options) : ParsedCommandLine;

    public sealed record Help : ParsedCommandLine;

    public sealed record Version : ParsedCommandLine;

    public sealed record Wrong(string Message) : ParsedCommandLine;
}
