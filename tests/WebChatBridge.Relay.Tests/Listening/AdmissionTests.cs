using System.Net;

namespace WebChatBridge.Relay.Tests.Listening;

public sealed class AdmissionTests
{
    private static readonly IPAddress Lan = IPAddress.Parse("192.0.2.7");

    [Fact]
    public void PerAddress_IsBounded_LoopbackIsExempt_AndAPlaceIsFreeAgain()
    {
        var admission = new Admission(new LimitOptions { MaxSessions = 10, MaxSessionsPerAddress = 2 });

        Assert.Null(admission.Enter(Lan));
        Assert.Null(admission.Enter(Lan));
        Assert.Contains("MaxSessionsPerAddress", admission.Enter(Lan));
        Assert.Null(admission.Enter(IPAddress.Parse("192.0.2.8")));
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(admission.Enter(IPAddress.IPv6Loopback));
        }

        admission.Leave(Lan);
        Assert.Null(admission.Enter(Lan));
    }

    [Fact]
    public void Process_IsBounded_AndARefusalTakesNoPlace()
    {
        var admission = new Admission(new LimitOptions { MaxSessions = 2 });

        Assert.Null(admission.Enter(null));
        Assert.Null(admission.Enter(IPAddress.Loopback));
        Assert.Contains("MaxSessions", admission.Enter(IPAddress.Loopback));
        Assert.Contains("MaxSessions", admission.Enter(Lan));
        admission.Leave(null);
        Assert.Null(admission.Enter(Lan));
    }
}
