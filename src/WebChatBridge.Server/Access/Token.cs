using System.Security.Cryptography;
using System.Text;

namespace WebChatBridge.Server;

/// <summary>256 random bits in hexadecimal, and what is kept of them: a hash, so that no file and no memory of ours lets anybody in.</summary>
internal static class Token
{
    public const int Digits = 64;

    public static string New() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token.ToLowerInvariant())));

    /// <summary>The token in what somebody pasted: itself, or the whole link with it at its end. Null when there is none.</summary>
    public static string? In(string? pasted)
    {
        var text = pasted?.Trim() ?? "";
        var start = text.LastIndexOf("t=", StringComparison.Ordinal);
        var token = start < 0 ? text : text[(start + 2)..];
        return token.Length == Digits && token.All(char.IsAsciiHexDigit) ? token : null;
    }
}
