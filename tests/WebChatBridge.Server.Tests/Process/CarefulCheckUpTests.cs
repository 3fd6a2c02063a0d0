namespace WebChatBridge.Server.Tests;

/// <summary>A client that reads as TCP wants it.</summary>
public sealed class CarefulCheckUpTests : CheckUpTest
{
    [Fact]
    public async Task CarefulClient_PassesAll() => await CheckAsync(
        () => Python("careful.py", $"{Server.Tutorial.Port}"),
        "tutorial",
        ("split-header", true), ("split-body", true), ("two-in-one", true), ("large", true), ("cut-character", true), ("no-goodbye", true), ("half-close", true));
}
