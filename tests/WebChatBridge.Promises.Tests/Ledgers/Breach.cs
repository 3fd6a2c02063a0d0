namespace WebChatBridge.Promises.Tests;

/// <summary>Ways in which a history can contradict what its clients were told.</summary>
internal enum Breach
{
    /// <summary>It was acknowledged, and it is not there.</summary>
    AckedIsLost,

    /// <summary>It is not where its acknowledgement, or one of them, said.</summary>
    AckedElsewhere,

    /// <summary>Somebody was given it, and it is not there, or something else is in its place.</summary>
    SeenIsLost,

    /// <summary>It is there, and nobody sent it.</summary>
    NeverSent,

    /// <summary>It is there, but not as it was sent.</summary>
    Changed,

    /// <summary>It is there more than once.</summary>
    Doubled,

    /// <summary>A number is missing, or comes out of its order.</summary>
    Gap,
}
