namespace WebChatBridge.Server;

/// <summary>What a script sees of the end. docs/operating.md.</summary>
internal static class ExitCode
{
    public const int Stopped = 0;
    public const int Failed = 1;

    /// <summary>EX_CONFIG of sysexits.h: a restart without a change would end the same way.</summary>
    public const int Refused = 78;
}
