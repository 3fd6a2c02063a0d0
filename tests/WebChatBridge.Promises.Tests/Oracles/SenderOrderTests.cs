namespace WebChatBridge.Promises.Tests;

/// <summary>The oracle must see each fault it is there for.</summary>
public sealed class SenderOrderTests
{
    [Theory]
    [InlineData("0 1 2 3", null)]
    [InlineData("0 1 3", "lost 1, duplicate 0, out of order 0, corrupt 0 of 8")]
    [InlineData("0 1 2", "lost 1, duplicate 0, out of order 0, corrupt 0 of 8")]
    [InlineData("0 1 1 2 3", "lost 0, duplicate 1, out of order 0, corrupt 0 of 8")]
    [InlineData("0 2 1 3", "lost 0, duplicate 0, out of order 1, corrupt 0 of 8")]
    [InlineData("3 2 1 0", "lost 0, duplicate 0, out of order 3, corrupt 0 of 8")]
    [InlineData("0 1 2 3 4", "lost 0, duplicate 0, out of order 0, corrupt 1 of 8")]
    public void Heard_EachFault_IsCounted(string numbers, string? fault)
    {
        var order = Two(out var body);
        foreach (var number in numbers.Split(' ').Select(int.Parse))
        {
            order.Hear(body.AsSpan(0, Unit.Write(1, number, body)), out _);
        }

        Assert.Equal(fault, order.Fault);
    }

    [Fact]
    public void Heard_OneByteChanged_IsCorrupt_WhereverItIs()
    {
        var length = Unit.Write(1, 2, new byte[Unit.MaxBytes]);
        for (var at = 0; at < length; at++)
        {
            var order = Two(out var body);
            Unit.Write(1, 2, body);
            body[at] ^= 4;

            order.Hear(body.AsSpan(0, length), out _);

            Assert.True(order.Fault is not null, $"A changed byte {at} was not seen.");
        }
    }

    [Fact]
    public void Heard_CutShort_Longer_OrAnothers_IsCorrupt()
    {
        var order = Two(out var body);
        var length = Unit.Write(1, 0, body);

        Assert.Equal(-1, order.Hear(body.AsSpan(0, length - 1), out _));
        Assert.Equal(-1, order.Hear([.. body.AsSpan(0, length), Unit.Last], out _));
        Assert.Equal(-1, order.Hear([], out _));
        Assert.Equal(-1, order.Hear(body.AsSpan(0, Unit.Write(9, 0, body)), out _));
        Assert.Equal(4, order.Corrupt);
    }

    [Fact]
    public void Unit_OfEverySenderAndNumber_ReadsBack_AndNoTwoAreAlike()
    {
        var body = new byte[Unit.MaxBytes];
        var seen = new HashSet<string>();
        for (var i = 0; i < 20_000; i++)
        {
            var (sender, number) = (i % 100, i * 37);
            var whole = body.AsSpan(0, Unit.Write(sender, number, body));

            Assert.True(Unit.TryRead(whole, out var readSender, out var readNumber));
            Assert.Equal((sender, number), (readSender, readNumber));
            Assert.Equal(Unit.Last, whole[^1]);
            Assert.Equal(whole.Length - 1, whole.IndexOf(Unit.Last));
            Assert.True(seen.Add(System.Text.Encoding.UTF8.GetString(whole)));
        }
    }

    // A listener of two senders with four units each; the second has been heard.
    private static SenderOrder Two(out byte[] body)
    {
        var order = new SenderOrder(4);
        order.Expect(1);
        order.Expect(2);
        body = new byte[Unit.MaxBytes];
        for (var number = 0; number < 4; number++)
        {
            order.Hear(body.AsSpan(0, Unit.Write(2, number, body)), out _);
        }

        return order;
    }
}
