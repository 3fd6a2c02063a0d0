using static WebChatBridge.Server.Tests.SettingsSource;

namespace WebChatBridge.Server.Tests;

[Trait("about", "security")]
public sealed class ExposureTests
{
    [Theory]
    [InlineData("--Relay:Endpoints:0:Listen=0.0.0.0:5050")]
    [InlineData("--Relay:Endpoints:1:Listen=*:5051")]
    [InlineData("--Relay:Endpoints:2:Listen=[::]:5052")]
    [InlineData("--Relay:Endpoints:0:Listen=192.168.1.5:0")]
    [InlineData("--Relay:Endpoints:0:Listen=[fe80::1]:5050")]
    [InlineData("--Urls=http://0.0.0.0:5080")]
    [InlineData("--Urls=http://*:5080")]
    [InlineData("--Urls=http://+:5080")]
    [InlineData("--Urls=http://[::]:5080")]
    [InlineData("--Urls=http://lab-server:5080")]
    [InlineData("--Urls=http://localhost:5080;http://10.0.0.1:5081")]
    [InlineData("--Kestrel:Endpoints:Web:Url=http://0.0.0.0:5080")]
    public void Bind_BeyondThisMachine_IsRefusedUnlessAccepted(string argument)
    {
        var key = argument[2..argument.IndexOf('=')];

        var problem = Assert.Single(Problems(argument));
        Assert.Contains(key, problem);
        Assert.Contains("--accept-insecure", problem);
        Assert.Contains($"--{key}=", problem);
        Assert.Contains("ssh -L", problem);

        foreach (var accepted in new[] { "--accept-insecure", "--accept-insecure=true", "--WCB_ACCEPT_INSECURE=1", "--WCB_ACCEPT_INSECURE=true" })
        {
            Assert.Empty(Problems(accepted, argument));
            Assert.True(Read(argument, accepted).AcceptInsecure);
        }

        Assert.Single(Problems("--accept-insecure=false", argument));
    }

    [Theory]
    [InlineData("--Relay:Endpoints:0:Listen=127.0.0.1:5050")]
    [InlineData("--Relay:Endpoints:0:Listen=[::1]:5050")]
    [InlineData("--Relay:Endpoints:0:Listen=127.0.1.1:5050")]
    [InlineData("--Urls=http://127.0.0.1:0")]
    [InlineData("--Urls=http://[::1]:5080")]
    [InlineData("--Urls=http://localhost:5080;http://127.0.0.2:5081")]
    public void Bind_ThisMachineOnly_IsAllowed(string argument) => Assert.Empty(Problems(argument));
}
