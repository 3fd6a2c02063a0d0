namespace WebChatBridge.Web.State;

/// <summary>
/// A value that is changed here, told to somebody, and comes back from there, later and perhaps after the next change. What
/// comes back is no news; what comes from elsewhere is.
/// </summary>
internal sealed class Echo<T>
    where T : class
{
    private readonly List<T?> _told = [];
    private T? _heard;

    /// <summary>The value.</summary>
    public T? Value { get; private set; }

    /// <summary>It is about something else from now on.</summary>
    public void Begin(T? value)
    {
        _told.Clear();
        Value = _heard = value;
    }

    /// <summary>It is changed here.</summary>
    public void Tell(T? value)
    {
        Value = value;
        _told.Add(value);
    }

    /// <summary>It is this, from there.</summary>
    public void Hear(T? value)
    {
        if (Equals(value, _heard))
        {
            return;
        }

        _heard = value;
        var own = _told.IndexOf(value);
        if (own >= 0)
        {
            _told.RemoveRange(0, own + 1);
            return;
        }

        _told.Clear();
        Value = value;
    }
}
