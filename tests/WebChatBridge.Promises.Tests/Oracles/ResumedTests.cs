namespace WebChatBridge.Promises.Tests;

/// <summary>The oracle must see each fault it is there for.</summary>
public sealed class ResumedTests
{
    [Theory]
    [InlineData("1 2 3 4", null)]
    [InlineData("1 2 4", "missing 1, duplicate 0, out of order 0, beyond the end 0")]
    [InlineData("2 3 4", "missing 1, duplicate 0, out of order 0, beyond the end 0")]
    [InlineData("1 2 3", "missing 1, duplicate 0, out of order 0, beyond the end 0")]
    [InlineData("1 2 2 3 4", "missing 0, duplicate 1, out of order 0, beyond the end 0")]
    [InlineData("1 2 3 2 4", "missing 0, duplicate 1, out of order 1, beyond the end 0")]
    [InlineData("1 3 2 4", "missing 0, duplicate 0, out of order 1, beyond the end 0")]
    [InlineData("1 2 3 4 5", "missing 0, duplicate 0, out of order 0, beyond the end 1")]
    public void Seen_EachFault_IsCounted(string seen, string? fault) =>
        Assert.Equal(fault, Resumed.Fault([.. seen.Split(' ').Select(long.Parse)], last: 4));
}
