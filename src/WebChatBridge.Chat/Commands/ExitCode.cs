namespace WebChatBridge.Chat;

/// <summary>What the program answers its caller. A signal's number plus 128 when one ended it.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Usage = 1;
    public const int CannotConnect = 2;
    public const int ConnectionLost = 3;
    public const int Rejected = 4;
}
