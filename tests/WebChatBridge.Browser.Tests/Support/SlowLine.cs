using Microsoft.Playwright;

namespace WebChatBridge.Browser.Tests;

/// <summary>A line to the server that takes 100 ms each way and keeps the order.</summary>
internal static class SlowLine
{
    private static readonly TimeSpan EachWay = TimeSpan.FromMilliseconds(100);

    public static void Bend(IWebSocketRoute page)
    {
        var server = page.ConnectToServer();
        page.OnMessage(frame => Later(frame, server));
        server.OnMessage(frame => Later(frame, page));
    }

    // Timers of one length fire in the order they were started, as the chain below makes sure of.
    private static readonly Lock Gate = new();
    private static Task last = Task.CompletedTask;

    private static void Later(IWebSocketFrame frame, IWebSocketRoute to)
    {
        var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var timer = TimeProvider.System.CreateTimer(_ => due.TrySetResult(), null, EachWay, Timeout.InfiniteTimeSpan);
        lock (Gate)
        {
            last = PassAsync(last, due.Task, timer, frame, to);
        }
    }

    private static async Task PassAsync(Task before, Task due, ITimer timer, IWebSocketFrame frame, IWebSocketRoute to)
    {
        await before;
        await due;
        await timer.DisposeAsync();
        if (frame.Binary is { } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(frame.Text!);
        }
    }
}
