namespace WebChatBridge.Promises.Tests;

/// <summary>The oracle must see each fault it is there for. Sender 1 listens; 2 and 3 speak, too.</summary>
public sealed class OneOrderTests
{
    [Theory]
    [InlineData("20 30 21 31", null)]
    [InlineData("20 21 31", "at 3 the log has 3/0, and it heard 2/1")]
    [InlineData("20 30 21", "it heard 3 and the log goes on at 5 with 3/1")]
    [InlineData("20 30 30 21 31", "at 4 the log has 2/1, and it heard 3/0")]
    [InlineData("30 20 21 31", "at 2 the log has 2/0, and it heard 3/0")]
    [InlineData("20 30 21 31 22", "it heard 1 more than the log has, first 2/2")]
    [InlineData("20 30 10 21 31", "at 4 the log has 2/1, and it heard 1/0")]
    [InlineData("", "it heard 0 and the log goes on at 2 with 2/0")]
    public void Heard_EachFault_IsFound(string heard, string? fault) =>
        Assert.Equal(fault, OneOrder.Fault(Codes("10 20 30 21 31"), Codes(heard), self: 1));

    private static List<int> Codes(string units) =>
        [.. units.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static unit => OneOrder.Code(unit[0] - '0', unit[1] - '0'))];
}
