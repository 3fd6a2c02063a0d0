namespace WebChatBridge.Benchmarks;

/// <summary>The server at one moment.</summary>
/// <param name="Minutes">Since the load began.</param>
/// <param name="Values">By the name of the line in the plot.</param>
internal sealed record Sample(double Minutes, IReadOnlyDictionary<string, double> Values);
