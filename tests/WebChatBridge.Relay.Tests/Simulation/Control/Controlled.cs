using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// What the relay under simulation calls in place of what would leave its scheduler: <see cref="Rewriting"/> puts these calls
/// there, by name and parameters. Each does what the original does, on the scheduler of the caller.
/// </summary>
public static class Controlled
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    private static readonly ConditionalWeakTable<BackgroundService, Service> Services = [];

    private static SynchronizationContext Scheduler =>
        SynchronizationContext.Current ?? throw new InvalidOperationException("The relay runs outside of the simulation.");

    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem callBack, bool preferLocal)
    {
        Scheduler.Post(static work => ((IThreadPoolWorkItem)work!).Execute(), callBack);
        return true;
    }

    public static async Task Run(Func<Task> function, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await function();
    }

    public static Task<Task> WhenAny(Task one, Task other) => FirstAsync([one, other]);

    public static Task<Task> WhenAny(ReadOnlySpan<Task> tasks) => FirstAsync(tasks.ToArray());

    public static Task<Task> WhenAny(Task[] tasks) => FirstAsync(tasks);

    public static Task WhenAll(IEnumerable<Task> tasks) => AllAsync([.. tasks]);

    public static Task WhenAll(ReadOnlySpan<Task> tasks) => AllAsync(tasks.ToArray());

    public static Task WhenAll(Task[] tasks) => AllAsync([.. tasks]);

    public static async Task<TResult[]> WhenAll<TResult>(IEnumerable<Task<TResult>> tasks)
    {
        Task<TResult>[] all = [.. tasks];
        await AllAsync(all);
        return [.. all.Select(static task => task.Result)];
    }

    [SuppressMessage("Design", "CA1068", Justification = "In the order of what it stands for.")]
    public static async Task<TResult> ContinueWith<TResult>(
        Task before, Func<Task, TResult> function, CancellationToken cancellationToken, TaskContinuationOptions options, TaskScheduler scheduler)
    {
        await before.ConfigureAwait(Quietly);
        return function(before);
    }

    public static async Task WaitAsync(Task task, TimeSpan timeout, TimeProvider time)
    {
        if (await FirstAsync([task, Task.Delay(timeout, time)]) != task)
        {
            throw new TimeoutException();
        }

        await task;
    }

    public static async Task WaitAsync(Task task, CancellationToken cancellationToken)
    {
        await FirstAsync([task, Cancelled(cancellationToken)]);
        cancellationToken.ThrowIfCancellationRequested();
        await task;
    }

    public static async Task<TResult> WaitAsync<TResult>(Task<TResult> task, CancellationToken cancellationToken)
    {
        await WaitAsync((Task)task, cancellationToken);
        return task.Result;
    }

    public static Task CancelAsync(CancellationTokenSource source)
    {
        source.Cancel();
        return Task.CompletedTask;
    }

    /// <summary>What the host's base class does at the start, but for the thread pool.</summary>
    public static Task StartAsync(BackgroundService service, CancellationToken cancellationToken)
    {
        var running = new Service();
        Services.Add(service, running);
        running.Task = Run(() => Execute(service, running.Stopping.Token), cancellationToken);
        return Task.CompletedTask;
    }

    public static async Task StopAsync(BackgroundService service, CancellationToken cancellationToken)
    {
        if (Services.TryGetValue(service, out var running))
        {
            running.Stopping.Cancel();
            await running.Task.ConfigureAwait(Quietly);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ExecuteAsync")]
    private static extern Task Execute(BackgroundService service, CancellationToken stopping);

    private static Task Cancelled(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.UnsafeRegister(static cancelled => ((TaskCompletionSource)cancelled!).SetResult(), cancelled);
        return cancelled.Task;
    }

    private static async Task<Task> FirstAsync(Task[] tasks)
    {
        if (Array.Find(tasks, static task => task.IsCompleted) is { } done)
        {
            return done;
        }

        var first = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var task in tasks)
        {
            _ = FollowAsync(task, first);
        }

        return await first.Task;
    }

    private static async Task FollowAsync(Task task, TaskCompletionSource<Task> first)
    {
        await task.ConfigureAwait(Quietly);
        first.TrySetResult(task);
    }

    private static async Task AllAsync(Task[] tasks)
    {
        foreach (var task in tasks)
        {
            await task.ConfigureAwait(Quietly);
        }

        foreach (var task in tasks)
        {
            await task; // now with its exception
        }
    }

    private sealed class Service
    {
        public CancellationTokenSource Stopping { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;
    }
}
