using WebChatBridge.Relay;
using static WebChatBridge.Server.Tests.SettingsSource;

namespace WebChatBridge.Server.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Read_ShippedFile_SaysWhatTheOptionsSay()
    {
        var settings = Read();

        Assert.Equal(["tutorial", "text", "json"], settings.Relay.Endpoints.Select(endpoint => endpoint.Name));
        Assert.Equivalent(new LimitOptions(), settings.Relay.Limits, strict: true);
        Assert.Equivalent(new HistoryOptions(), settings.History, strict: true);
        Assert.Equivalent(new ConsoleOptions(), settings.Console, strict: true);
        Assert.Equal("http://localhost:5080", Assert.Single(settings.Web).Url);
    }

    [Fact]
    public void Read_OneKeyOfAnEndpointOverridden_KeepsTheOthers()
    {
        var endpoint = Read("--Relay:Endpoints:0:Listen=127.0.0.1:0").Relay.Endpoints[0];

        Assert.Equal(("127.0.0.1:0", "tutorial", "header64", "pairs"), (endpoint.Listen, endpoint.Name, endpoint.Dialect, endpoint.Seating));
    }

    [Theory]
    [InlineData("--Relay:Limits:MaxSessions=0", "Relay:Limits:MaxSessions is \"0\". Allowed: a whole number from 1 to 1000000. Default: 10000.")]
    [InlineData("--Relay:Limits:MaxSessions=many", "Relay:Limits:MaxSessions is \"many\". Allowed: a whole number from 1 to 1000000. Default: 10000.")]
    [InlineData("--Relay:Limits:MaxSessions=", "Relay:Limits:MaxSessions is \"\". Allowed: a whole number from 1 to 1000000. Default: 10000.")]
    [InlineData("--Relay:Limits:MaxSessions:0=1", "Relay:Limits:MaxSessions is \"10000\". Allowed: a whole number from 1 to 1000000. Default: 10000.")]
    [InlineData("--Relay:Limits:WriteStall=10", "Relay:Limits:WriteStall is \"10\". Allowed: a time (hh:mm:ss) from 00:00:00.100 to 01:00:00. Default: 00:00:10.")]
    [InlineData("--History:Store=postgres", "History:Store is \"postgres\". Allowed: sqlite or memory. Default: \"sqlite\".")]
    [InlineData("--History:MinFreeDiskBytes=-1", "History:MinFreeDiskBytes is \"-1\". Allowed: a whole number, 0 or more. Default: 209715200.")]
    [InlineData("--History:Path=", "History:Path is \"\". Allowed: a text that is not empty. Default: \"data/history.db\".")]
    [InlineData("--Console:Access=closed", "Console:Access is \"closed\". Allowed: link or oidc or open. Default: \"link\".")]
    [InlineData("--Relay:Practice=NaN", "Relay:Practice is \"NaN\". It is a section, and has: Answer.")]
    [InlineData("--Console:Hosts=a.example", "Console:Hosts is \"a.example\". It is a list; its entries are numbered from 0, as in Console:Hosts:0.")]
    [InlineData("--Console:Hosts:0=", "Console:Hosts:0 is empty. Leave it out, or give it a value.")]
    [InlineData("--Logging:LogLevel:Microsoft=Verbose", "Logging:LogLevel:Microsoft is \"Verbose\". Allowed: Trace, Debug, Information, Warning, Error, Critical, None.")]
    [InlineData("--Relay:Endpoints:0:Dialect=morse", "Relay:Endpoints:0:Dialect is \"morse\". Allowed: header64, header:N, line, json, nul, raw or auto. Default: \"line\".")]
    [InlineData("--Relay:Endpoints:0:Dialect=header:0", "Relay:Endpoints:0:Dialect is \"header:0\". Allowed: header:N with N, the bytes of the header, from 1 to 1024.")]
    [InlineData("--Relay:Endpoints:1:Goodbye=bye", "Relay:Endpoints:1:Goodbye is \"bye\" and Relay:Endpoints:1:Dialect is \"line\". Allowed: only with header:N and auto, whose body says goodbye.")]
    [InlineData("--Relay:Endpoints:1:MaxFrameBytes=9", "Relay:Endpoints:1:MaxFrameBytes is \"9\" and Relay:Endpoints:1:Dialect is \"line\". Allowed: only with header:N and auto, which write frames.")]
    [InlineData("--Relay:Endpoints:1:IdleGap=00:00:01", "Relay:Endpoints:1:IdleGap is \"00:00:01\" and Relay:Endpoints:1:Dialect is \"line\". Allowed: only with raw and auto, where silence ends a message.")]
    [InlineData("--Relay:Endpoints:1:IdleGap=0", "Relay:Endpoints:1:IdleGap is \"0\". Allowed: a time (hh:mm:ss) from 00:00:00.001 to 00:00:10. Default: 00:00:00.0750000.")]
    [InlineData("--Relay:Endpoints:1:FirstFrameIsName=true", "Relay:Endpoints:1:FirstFrameIsName is \"true\" and Relay:Endpoints:1:Dialect is \"line\". Allowed: only with header:N, nul and raw; line and json have words for a name.")]
    [InlineData("--Relay:Endpoints:2:ReplyRaw=true", "Relay:Endpoints:2:ReplyRaw is \"true\" and Relay:Endpoints:2:Dialect is \"json\". Allowed: only with header:N.")]
    [InlineData("--Relay:Endpoints:1:Name=Text!", "Relay:Endpoints:1:Name is \"Text!\". Allowed: 1 to 32 of a-z, 0-9 and -. Default: \"\".")]
    [InlineData("--History:KeepDay=3", "History:KeepDay is not a setting. History has: Store, Path, Sync, KeepDays, MinFreeDiskBytes.")]
    [InlineData("--Relay:Endpoints:tutorial:Listen=localhost:1", "Relay:Endpoints:tutorial: Relay:Endpoints is a list; its entries are numbered from 0, as in Relay:Endpoints:0.")]
    [InlineData("--Relay:Endpoints:0:Listen=5050", "Relay:Endpoints:0:Listen is \"5050\". Allowed: localhost:PORT, ADDRESS:PORT, [IPV6]:PORT or *:PORT, with PORT from 0 (any free one) to 65535.")]
    [InlineData("--Relay:Endpoints:2:Name=text", "Relay:Endpoints: 2 endpoints have the Name \"text\". Each needs its own.")]
    [InlineData("--Relay:Endpoints:2:Listen=127.0.0.1:5051", "Relay:Endpoints:1:Listen is \"localhost:5051\" and Relay:Endpoints:2:Listen is \"127.0.0.1:5051\": both want port 5051. Give one of them another port, or 0 for any free one.")]
    [InlineData("--Urls=http://127.0.0.1:5050", "Relay:Endpoints:0:Listen is \"localhost:5050\" and Urls is \"127.0.0.1:5050\": both want port 5050. Give one of them another port, or 0 for any free one.")]
    [InlineData("--Urls=localhost:5080", "Urls is \"localhost:5080\". Allowed: http://localhost:PORT or http://ADDRESS:PORT, several separated by semicolons.")]
    [InlineData("--Relay:Limits:OutboxSoftBytes=300000", "Relay:Limits:OutboxSoftBytes is 300000. Allowed: at most Relay:Limits:OutboxBytes, which is 262144.")]
    public void Read_OneBadValue_SaysKeyValueAndWhatIsAllowed(string argument, string problem) => Assert.Equal([problem], Problems(argument));

    [Fact]
    public void Read_PairsOfJson_IsRefusedWithWords()
    {
        var problem = Assert.Single(Problems("--Relay:Endpoints:0:Dialect=json"));

        Assert.Contains("transparent pipe", problem);
        Assert.Contains("Seating \"lobby\"", problem);
    }

    [Theory]
    [InlineData("both seats must speak one dialect", "--Relay:Endpoints:0:Dialect=auto")]
    [InlineData("are called tom and jerry", "--Relay:Endpoints:0:FirstFrameIsName=true")]
    [InlineData("would have to wait for a request", "--Relay:Endpoints:0:ReplyRaw=true")]
    [InlineData("two different kinds of client", "--Relay:Endpoints:0:Seating=lobby", "--Relay:Endpoints:0:ReplyRaw=true", "--Relay:Endpoints:0:FirstFrameIsName=true")]
    [InlineData("would be posted as a message", "--Relay:Endpoints:0:NamePrompt=NICK")]
    public void Read_OptionsThatContradictEachOther_AreRefusedWithWords(string words, params string[] arguments) =>
        Assert.Contains(words, Assert.Single(Problems(arguments)));

    [Theory]
    [InlineData("nul", "lobby")]
    [InlineData("nul", "pairs")]
    [InlineData("raw", "pairs")]
    [InlineData("header:10", "pairs")]
    [InlineData("auto", "lobby")]
    public void Read_TheWholeFamily_IsAllowed(string dialect, string seating) => Assert.Equal(
        dialect, Read($"--Relay:Endpoints:0:Dialect={dialect}", $"--Relay:Endpoints:0:Seating={seating}").Relay.Endpoints[0].Dialect);

    [Fact]
    public void Read_NewEndpointWithoutNameAndListen_SaysWhatIsMissing() => Assert.Equal(
        [
            "Relay:Endpoints:3:Name is missing. Allowed: 1 to 32 of a-z, 0-9 and -.",
            "Relay:Endpoints:3:Listen is missing. Allowed: a text that is not empty.",
        ],
        Problems("--Relay:Endpoints:3:Seating=pairs"));

    [Fact]
    public void Read_SeveralBadValues_CollectsThem() =>
        Assert.Equal(3, Problems("--History:Sync=off", "--Relay:Limits:MaxRooms=x", "--Console:Theme=dark").Count);
}
