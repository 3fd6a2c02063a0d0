namespace WebChatBridge.Web.State;

/// <summary>The columns by which sessions can be ordered, as they are named in the URL.</summary>
public enum SessionColumn
{
    /// <summary>Its name.</summary>
    Name,

    /// <summary>Address and port of the other end.</summary>
    Remote,

    /// <summary>The room it sits in.</summary>
    Room,

    /// <summary>How long it has been connected; of an ended one, how long ago it ended.</summary>
    Up,

    /// <summary>How long nothing has come from it.</summary>
    Idle,

    /// <summary>Bytes that came from it.</summary>
    In,

    /// <summary>Bytes written to it.</summary>
    Out,

    /// <summary>Bytes that wait to be written to it.</summary>
    Queue,
}
