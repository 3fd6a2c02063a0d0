using WebChatBridge.Client;

namespace WebChatBridge.Web.State;

/// <summary>What one view asks of the relay, until the view is left: whether it is asking now, and why it could not.</summary>
internal sealed class Inquiry : IAsyncDisposable
{
    private readonly ConsoleState _console;
    private readonly CancellationTokenSource _leaving = new();

    public Inquiry(ConsoleState console) => (_console, Left) = (console, _leaving.Token);

    /// <summary>Why the last question had no answer; null when it had one.</summary>
    public string? Problem { get; private set; }

    /// <summary>True while something is asked for by <see cref="OnceAsync"/>.</summary>
    public bool Loading { get; private set; }

    /// <summary>Cancelled when the view is left; what still asks then may go on using it.</summary>
    public CancellationToken Left { get; }

    /// <summary>Asks, unless the answer to another one is waited for: the same page is not to be fetched twice.</summary>
    public async Task OnceAsync(Func<Task> ask)
    {
        if (Loading)
        {
            return;
        }

        Loading = true;
        await AskAsync(ask);
        Loading = false;
    }

    /// <summary>Asks. A relay that cannot be reached is a <see cref="Problem"/>, and a view that is left is none.</summary>
    public async Task AskAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            Problem = null;
        }
        catch (RelayUnreachableException error)
        {
            Problem = error.Message;
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // The page is left.
        }

        _console.Touch();
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
    }
}
