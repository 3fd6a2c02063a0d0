using System.Net;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>What a <see cref="RelayClient"/> has to tell, in the order it happened.</summary>
public abstract record RelayNews
{
    private RelayNews()
    {
    }

    /// <summary>A connection stands; in <c>json</c> the welcome follows as the next <see cref="Said"/>.</summary>
    /// <param name="Remote">The relay's end.</param>
    /// <param name="Local">Our end.</param>
    /// <param name="Again">Whether there was one before it.</param>
    public sealed record Connected(EndPoint? Remote, EndPoint? Local, bool Again) : RelayNews;

    /// <summary>The relay said something. A message comes once, also over reconnects.</summary>
    public sealed record Said(ServerEvent Event) : RelayNews;

    /// <summary>
    /// Text without the dialect's framing or without a speaker: the tutorial's own server answers so on <c>header64</c>, and any
    /// program may on <c>line</c>.
    /// </summary>
    public sealed record Unframed(string Text) : RelayNews;

    /// <summary>The connection is lost and is tried again.</summary>
    /// <param name="Reason">One sentence for people.</param>
    /// <param name="RetryIn">When.</param>
    /// <param name="Attempt">1 for the first attempt since it was lost.</param>
    public sealed record Lost(string Reason, TimeSpan RetryIn, int Attempt) : RelayNews;

    /// <summary>The last news.</summary>
    /// <param name="Why">The kind of end.</param>
    /// <param name="Reason">One sentence for people.</param>
    public sealed record Ended(RelayEnd Why, string Reason) : RelayNews;
}
