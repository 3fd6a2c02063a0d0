using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using WebChatBridge.Web.Interop;

namespace WebChatBridge.Web.Tests.Interop;

public sealed class BrowserTests : IAsyncLifetime
{
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Leave_OfATabThatIsGone_IsNoError()
    {
        var module = _stage.JSInterop.SetupModule("./js/shell.js");
        module.Mode = JSRuntimeMode.Loose;
        module.SetupVoid("leave", "/login").SetException(new JSDisconnectedException("gone"));
        await _stage.StartBrowserAsync();

        await Browser.LeaveAsync("/login");

        module.VerifyInvoke("leave");
    }

    [Fact]
    public async Task Leave_OnTheWayToAnotherPage_LeadsNowhereElse()
    {
        var module = _stage.JSInterop.SetupModule("./js/shell.js");
        module.Mode = JSRuntimeMode.Loose;
        await _stage.StartBrowserAsync();

        await Browser.PostAsync("/logout");
        await Browser.LeaveAsync("/login?said=over");

        module.VerifyInvoke("post");
        module.VerifyNotInvoke("leave");
    }

    private Browser Browser => _stage.Services.GetRequiredService<Browser>();
}
