namespace WebChatBridge.Benchmarks;

/// <summary>Who looks at a room for a while.</summary>
internal interface IOnlooker : IAsyncDisposable
{
    /// <summary>Done when it is being shown what happens.</summary>
    Task ComeAsync(CancellationToken cancellationToken);

    Task GoAsync(CancellationToken cancellationToken);
}
