namespace WebChatBridge.Server.Tests;

/// <summary>The program that every system has.</summary>
public sealed class NetcatCheckUpTests : CheckUpTest
{
    [Fact]
    public async Task Netcat_ShowsEverything() => await CheckAsync(
        () => RealProgram.Start("nc", "127.0.0.1", $"{Server.Text.Port}"),
        "text",
        ("split-header", true), ("split-body", true), ("two-in-one", true), ("large", true), ("cut-character", true), ("no-goodbye", false), ("half-close", true));
}
