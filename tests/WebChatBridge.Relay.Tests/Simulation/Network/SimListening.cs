using System.Net;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>A listening endpoint that the clients of the simulation reach.</summary>
internal sealed class SimListening(IPEndPoint address) : IListening
{
    private readonly Queue<IWire> backlog = new();
    private TaskCompletionSource? waiting;

    public IPEndPoint Address => address;

    public bool Closed { get; private set; }

    public void Connect(IWire wire)
    {
        backlog.Enqueue(wire);
        Wake();
    }

    public async ValueTask<IWire?> AcceptAsync()
    {
        while (!Closed)
        {
            if (backlog.TryDequeue(out var wire))
            {
                return wire;
            }

            var more = waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await more.Task;
        }

        return null;
    }

    public void Dispose()
    {
        Closed = true;
        while (backlog.TryDequeue(out var wire))
        {
            wire.Abort(); // as the kernel does with those nobody accepted
        }

        Wake();
    }

    private void Wake()
    {
        waiting?.TrySetResult();
        waiting = null;
    }
}
