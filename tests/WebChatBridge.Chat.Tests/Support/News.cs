using System.Threading.Channels;
using WebChatBridge.Client;
using WebChatBridge.Protocol;

namespace WebChatBridge.Chat.Tests.Support;

/// <summary>Reads a client's news for a test, with a deadline.</summary>
internal sealed class News : IDisposable
{
    private readonly CancellationTokenSource deadline = new(TimeSpan.FromSeconds(15));
    private readonly IAsyncEnumerator<RelayNews> source;

    public News(RelayClient client) => source = client.ReadAsync(deadline.Token).GetAsyncEnumerator(deadline.Token);

    /// <summary>The next news of a kind; what comes before it is skipped.</summary>
    public async Task<T> NextAsync<T>()
        where T : RelayNews
    {
        while (await source.MoveNextAsync())
        {
            if (source.Current is T wanted)
            {
                return wanted;
            }
        }

        throw new ChannelClosedException($"The news ended before a {typeof(T).Name}.");
    }

    public async Task<T> SaidAsync<T>()
        where T : ServerEvent
    {
        while (true)
        {
            if ((await NextAsync<RelayNews.Said>()).Event is T wanted)
            {
                return wanted;
            }
        }
    }

    public void Dispose() => deadline.Dispose();
}
