namespace WebChatBridge.Promises.Tests;

/// <summary>One who writes down what he hears, in the order he hears it, until he has heard so much.</summary>
internal sealed class Chronicle(int expected, IReadOnlyList<Window> windows) : IListener
{
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<int> heard = new(expected);
    private readonly List<long> acks = [];

    /// <summary>The units, as codes.</summary>
    public IReadOnlyList<int> Heard => heard;

    /// <summary>The places his own were given, where his dialect tells.</summary>
    public IReadOnlyList<long> Acks => acks;

    /// <summary>Why there is nothing more to come: a broken unit, or the goodbye.</summary>
    public string? Fault { get; private set; }

    public Task All => all.Task;

    public void Hear(in Heard what)
    {
        switch (what.Kind)
        {
            case HeardKind.Message when Unit.TryRead(what.Body, out var sender, out var number):
                heard.Add(OneOrder.Code(sender, number));
                windows[sender].Heard(number);
                break;
            case HeardKind.Message or HeardKind.Goodbye:
                Fault = $"heard \"{System.Text.Encoding.UTF8.GetString(what.Body)}\"";
                break;
            case HeardKind.Ack:
                acks.Add(what.Seq);
                break;
        }

        if (heard.Count == expected || Fault is not null)
        {
            all.TrySetResult();
        }
    }
}
