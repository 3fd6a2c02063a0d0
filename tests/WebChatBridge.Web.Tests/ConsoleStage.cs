using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using WebChatBridge.Client;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Interop;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests;

/// <summary>A console without a browser: its services, its state and a relay of the test's making. It is noon.</summary>
public sealed class ConsoleStage : BunitContext
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public ConsoleStage()
    {
        DefaultWaitTimeout = Deadline;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<ConsoleState>();
        Services.AddScoped<Browser>();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IConsoleConnection>(Connection);
        Services.AddSingleton<ILogin>(Login);
    }

    public FakeConsoleConnection Connection { get; } = new();

    public FakeLogin Login { get; } = new();

    public FakeTimeProvider Time { get; } = new(Samples.Noon);

    /// <summary>Where the console is.</summary>
    public string Url => Services.GetRequiredService<NavigationManager>().Uri;

    /// <summary>Starts the console's state; answers when it knows this snapshot.</summary>
    public async Task StartAsync(WatchBatch snapshot)
    {
        await Renderer.Dispatcher.InvokeAsync(Services.GetRequiredService<ConsoleState>().Start);
        await PushAsync(snapshot);
    }

    /// <summary>Loads what the browser keeps, as the layout does.</summary>
    public Task StartBrowserAsync() => Services.GetRequiredService<Browser>().StartAsync(Services.GetRequiredService<ConsoleState>());

    /// <summary>Hands the console a batch; answers when it is in its state and who looks at that was told.</summary>
    public async Task PushAsync(WatchBatch batch)
    {
        await PushUnseenAsync(batch);
        await TickAsync();
    }

    /// <summary>Hands the console a batch between two beats: it is in its state, and nobody was told yet.</summary>
    public async Task PushUnseenAsync(WatchBatch batch)
    {
        var state = Services.GetRequiredService<ConsoleState>();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnReceived(WatchBatch arrived) => received.TrySetResult();
        state.Received += OnReceived;
        Connection.Push(batch);
        await received.Task.WaitAsync(Deadline);
        state.Received -= OnReceived;
    }

    /// <summary>Lets the time of one beat pass.</summary>
    public Task TickAsync() => Renderer.Dispatcher.InvokeAsync(() => Time.Advance(Pulse.NumbersInterval));
}
