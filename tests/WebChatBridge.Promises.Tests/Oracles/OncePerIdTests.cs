namespace WebChatBridge.Promises.Tests;

/// <summary>The oracle must see each fault it is there for.</summary>
public sealed class OncePerIdTests
{
    [Theory]
    [InlineData("a b c", "a1 b2 c3 a1", null)]
    [InlineData("a b", "a1 b2 c3", "missing 1, twice 0, never said 0, never acknowledged 0, acknowledged elsewhere 1, moved 0")]
    [InlineData("a b c b", "a1 b2 c3", "missing 0, twice 1, never said 0, never acknowledged 0, acknowledged elsewhere 0, moved 0")]
    [InlineData("a b c d", "a1 b2 c3", "missing 0, twice 0, never said 1, never acknowledged 0, acknowledged elsewhere 0, moved 0")]
    [InlineData("a b c", "a1 b2", "missing 0, twice 0, never said 0, never acknowledged 1, acknowledged elsewhere 0, moved 0")]
    [InlineData("a b c", "a1 b3 c3", "missing 0, twice 0, never said 0, never acknowledged 0, acknowledged elsewhere 1, moved 0")]
    [InlineData("a b c", "a1 b2 c3 a2", "missing 0, twice 0, never said 0, never acknowledged 0, acknowledged elsewhere 0, moved 1")]
    public void Log_EachFault_IsCounted(string log, string acks, string? fault)
    {
        var once = new OncePerId();
        foreach (var ack in acks.Split(' '))
        {
            once.Acknowledged(ack[..1], ack[1] - '0');
        }

        Assert.Equal(fault, once.Fault(log.Split(' '), ["a", "b", "c"]));
    }
}
