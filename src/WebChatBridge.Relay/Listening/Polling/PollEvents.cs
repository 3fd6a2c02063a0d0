namespace WebChatBridge.Relay;

/// <summary>What a <see cref="Poller"/> is told of a descriptor, or asked for: epoll_ctl(2). The last two are told, asked for or not.</summary>
[Flags]
internal enum PollEvents : uint
{
    None = 0,

    /// <summary>There is something to receive, or the other end has sent its FIN; or somebody wants to connect.</summary>
    In = 1,

    /// <summary>There is room to send.</summary>
    Out = 4,

    /// <summary>It was reset, perhaps.</summary>
    Error = 8,

    /// <summary>Both sides are closed.</summary>
    HangUp = 16,
}
