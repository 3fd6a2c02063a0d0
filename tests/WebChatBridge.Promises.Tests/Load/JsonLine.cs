using System.Text.Json;

namespace WebChatBridge.Promises.Tests;

/// <summary>A line of a server that may be killed while it writes.</summary>
internal static class JsonLine
{
    /// <summary>What it says; null when it is the last one and was cut: it tells nothing.</summary>
    public static async Task<JsonDocument?> ParseAsync(string line, TextReader rest)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            if (await rest.ReadLineAsync() is not null)
            {
                throw;
            }

            return null;
        }
    }
}
