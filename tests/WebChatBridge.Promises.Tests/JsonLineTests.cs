using System.Text.Json;

namespace WebChatBridge.Promises.Tests;

/// <summary>A killed server may have written half a line. Half a line in the middle is its fault.</summary>
public sealed class JsonLineTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("{\"type\":\"ack\"}\n", false)]
    public async Task Half_IsForgivenAtTheEndOnly(string rest, bool forgiven)
    {
        using var lines = new StringReader(rest);

        var parsing = JsonLine.ParseAsync("""{"type":"message","from":{"na""", lines);

        if (forgiven)
        {
            Assert.Null(await parsing);
        }
        else
        {
            await Assert.ThrowsAnyAsync<JsonException>(() => parsing);
        }
    }
}
