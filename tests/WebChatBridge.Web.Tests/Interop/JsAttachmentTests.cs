using Microsoft.JSInterop;
using WebChatBridge.Web.Interop;

namespace WebChatBridge.Web.Tests.Interop;

public sealed class JsAttachmentTests
{
    [Fact]
    public async Task Attach_WhenTheComponentWentDuringTheImport_IsNotCalled()
    {
        var page = new Page();
        var gone = false;
        var attaching = JsAttachment.ToAsync(page, "hex", () => gone);

        gone = true;
        page.Module.SetResult(page);

        Assert.Null(await attaching);
        Assert.Equal(["import", "(disposed)"], page.Calls);
    }

    [Fact]
    public async Task Attach_WhenTheComponentWentMeanwhile_IsEnded()
    {
        var page = new Page();
        var looks = 0;
        page.Module.SetResult(page);

        Assert.Null(await JsAttachment.ToAsync(page, "hex", () => ++looks > 1));

        Assert.Equal(["import", "attach", "dispose", "(disposed)", "(disposed)"], page.Calls);
    }

    private sealed class Page : IJSRuntime, IJSObjectReference
    {
        public TaskCompletionSource<object> Module { get; } = new();

        public List<string> Calls { get; } = [];

        public async ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args)
        {
            Calls.Add(identifier);
            return identifier switch
            {
                "import" => (T)await Module.Task,
                "attach" => (T)(object)this,
                _ => default!,
            };
        }

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);

        public ValueTask DisposeAsync()
        {
            Calls.Add("(disposed)");
            return ValueTask.CompletedTask;
        }
    }
}
