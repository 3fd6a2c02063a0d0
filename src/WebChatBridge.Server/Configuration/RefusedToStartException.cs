namespace WebChatBridge.Server;

/// <summary>The configuration does not allow a start: exit code 78. Each problem names the key, the value, what is allowed and the fix.</summary>
internal sealed class RefusedToStartException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
