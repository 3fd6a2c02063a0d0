namespace WebChatBridge.Relay.Tests.Sessions;

public sealed class TokenBucketTests
{
    [Fact]
    public void Take_WithinTheBurst_DoesNotPause_ThenForAsLongAsItTakes()
    {
        var time = new TestTime();
        var bucket = new TokenBucket(perSecond: 100, burst: 200, time);

        Assert.Equal(TimeSpan.Zero, bucket.Take(200));
        Assert.Equal(TimeSpan.FromMilliseconds(500), bucket.Take(50));

        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(TimeSpan.Zero, bucket.Take(0));
        Assert.Equal(TimeSpan.FromMilliseconds(10), bucket.Take(1));
    }

    [Fact]
    public void Take_AfterALongRest_HasNoMoreThanTheBurst()
    {
        var time = new TestTime();
        var bucket = new TokenBucket(perSecond: 100, burst: 200, time);
        bucket.Take(200);

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.Zero, bucket.Take(200));
        Assert.True(bucket.Take(1) > TimeSpan.Zero);
    }
}
