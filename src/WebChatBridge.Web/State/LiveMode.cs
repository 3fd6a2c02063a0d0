namespace WebChatBridge.Web.State;

/// <summary>Whether a stream moves.</summary>
public enum LiveMode
{
    /// <summary>New rows come in at the end.</summary>
    Live,

    /// <summary>The reader scrolled up: nothing moves, only a number grows.</summary>
    Reading,

    /// <summary>Somebody said stop: nothing moves until they say go, wherever they scroll.</summary>
    Paused,
}
