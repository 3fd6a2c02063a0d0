using System.Net;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using static WebChatBridge.Server.Tests.SettingsSource;

namespace WebChatBridge.Server.Tests;

/// <summary>Signing in by an identity provider, which runs beside it.</summary>
[Trait("about", "security")]
public sealed class OidcTests : IAsyncLifetime
{
    private SmallIssuer issuer = null!;
    private GuardedServer server = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await SmallIssuer.StartAsync();
        server = await GuardedServer.StartAsync(
            "--Console:Access=oidc", $"--Console:Oidc:Authority={issuer.Authority}", $"--Console:Oidc:ClientId={SmallIssuer.ClientId}", $"--Console:Oidc:ClientSecret={SmallIssuer.ClientSecret}",
            "--Console:Oidc:Operators:0=admins", "--Console:Oidc:Participants:0=staff", "--Console:Oidc:Participants:1=teachers", "--Console:Oidc:Viewers:0=students");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Theory]
    [InlineData(Role.Operator, "students", "admins")]
    [InlineData(Role.Participant, "students", "teachers")]
    [InlineData(Role.Viewer, "students")]
    public async Task User_OfAGroup_HasItsRoleAndHisName(Role role, params string[] groups)
    {
        issuer.User = ("Ada <b>", groups);
        using var ada = new HttpPerson(server.Live.Console);

        using var answer = await ada.GetAsync(await CallbackAsync(ada, "/c/lobby"));

        Assert.Equal((HttpStatusCode.Found, "/c/lobby"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.True(await ada.IsInAsync());
        var token = HttpPerson.Program(server.Live, Role.Operator);
        await using var boss = await WatchedConsole.OpenAsync(new ConsoleConnection(server.Live.Hub, () => Task.FromResult<string?>(token)));
        var person = (await boss.Connection.PeopleAsync()).People.Single(one => !one.Program);
        Assert.Equal((role, "Ada <b>"), (person.Role, person.Name));
    }

    [Theory]
    [InlineData("", SmallIssuer.ClientId, "no-role")]
    [InlineData("Admins", SmallIssuer.ClientId, "no-role")]
    [InlineData("admins", "another program", "failed")]
    public async Task User_WhoMayNotComeIn_IsToldSo(string group, string audience, string said)
    {
        (issuer.User, issuer.Audience) = (("eve", [group]), audience);
        server.Live.ExpectError("IDX10214"); // the framework calls a token for somebody else an error
        using var eve = new HttpPerson(server.Live.Console);

        using var answer = await eve.GetAsync(await CallbackAsync(eve, "/"));

        Assert.Equal($"/login?said={said}", answer.Headers.Location?.OriginalString);
        Assert.False(await eve.IsInAsync());
    }

    [Fact]
    public async Task Answer_ThatNobodyAskedFor_OrASecondTime_IsNotTaken()
    {
        issuer.User = ("ada", ["admins"]);
        server.Live.ExpectError("invalid_grant");
        using var ada = new HttpPerson(server.Live.Console);
        using var eve = new HttpPerson(server.Live.Console);
        var callback = await CallbackAsync(ada, "/");

        using var stolen = await eve.GetAsync(callback);
        using var own = await ada.GetAsync(callback);
        using var again = await ada.GetAsync(callback);

        Assert.Equal("/login?said=failed", stolen.Headers.Location?.OriginalString);
        Assert.False(await eve.IsInAsync());
        Assert.Equal("/", own.Headers.Location?.OriginalString);
        Assert.Equal("/login?said=failed", again.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task ReturnUrl_ToSomebodyElse_LeadsHome()
    {
        issuer.User = ("ada", ["admins"]);
        using var ada = new HttpPerson(server.Live.Console);

        using var answer = await ada.GetAsync(await CallbackAsync(ada, "//evil.example/"));

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public void Settings_WithoutAProvider_AreRefused() => Assert.Equal(
        [
            "Console:Oidc:Authority is missing: Console:Access \"oidc\" needs it.",
            "Console:Oidc:ClientId is missing: Console:Access \"oidc\" needs it.",
            "Console:Oidc:Operators is empty: nobody could sign in as operator. Allowed: values of the claim \"roles\" that make somebody one, e.g. Console:Oidc:Operators:0=admins.",
        ],
        Problems("--Console:Access=oidc"));

    [Fact]
    public void Settings_WithAProviderThatAnybodyCouldListenTo_AreRefused() => Assert.Contains(
        "Console:Oidc:Authority is \"http://login.example\".", Assert.Single(Problems("--Console:Oidc:Authority=http://login.example")), StringComparison.Ordinal);

    // Up to the provider's answer, which the test hands in.
    private static async Task<Uri> CallbackAsync(HttpPerson person, string returnUrl)
    {
        using var asked = await person.GetAsync($"/login/provider?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        using var answered = await person.GetAsync(asked.Headers.Location!);
        return answered.Headers.Location!;
    }
}
