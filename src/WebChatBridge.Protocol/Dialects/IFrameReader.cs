namespace WebChatBridge.Protocol;

/// <summary>
/// Cuts one session's input into frames. Whatever the split of the stream, the frames are the same. Never throws on input,
/// never allocates from a claimed length: it holds only bytes that came.
/// </summary>
public interface IFrameReader
{
    /// <summary>
    /// Takes bytes from the front of <paramref name="input"/>, which moves on. Call again until it says
    /// <see cref="FrameStatus.NeedMore"/>, which it says only when the input is empty.
    /// </summary>
    /// <param name="input">What came; moved past what was taken.</param>
    /// <param name="frame">The frame (or the reply); its bytes are valid until the next call.</param>
    FrameStatus Read(scoped ref ReadOnlySpan<byte> input, out Frame frame);

    /// <summary>
    /// The input has ended (FIN). An unfinished line is a last frame, marked unterminated; an unfinished frame of another
    /// dialect is a violation; <see cref="FrameStatus.NeedMore"/> when nothing was left.
    /// </summary>
    FrameStatus Finish(out Frame frame);

    /// <summary>
    /// For how long nothing more may come before <see cref="Paused"/> is to be called; null while silence means nothing, as in
    /// every dialect that marks where a frame ends.
    /// </summary>
    TimeSpan? Pause => null;

    /// <summary>Nothing came for <see cref="Pause"/>. Answers like <see cref="Read"/>, and one call is enough.</summary>
    FrameStatus Paused(out Frame frame)
    {
        frame = default;
        return FrameStatus.NeedMore;
    }

    /// <summary>
    /// Where the frame or the reply lies that was answered last, counted from the first byte this reader was given. Telnet inside
    /// a line lies inside the line's place. Of a violation only <see cref="FramePlace.Start"/> is meant: where the frame began
    /// that it broke.
    /// </summary>
    FramePlace Place { get; }

    /// <summary>Bytes taken that are not a frame yet. Valid until the next call.</summary>
    ReadOnlySpan<byte> Pending { get; }

    /// <summary>How many more bytes complete the frame, where the dialect knows; null where it waits for a terminator.</summary>
    int? Missing { get; }

    /// <summary>Set once <see cref="FrameStatus.Violation"/> was answered; nothing is read after it.</summary>
    Violation? Violation { get; }

    /// <summary>The dialect to answer in: it may change with what came (CRLF after the first CRLF, or what <c>auto</c> found).</summary>
    IDialect Dialect { get; }

    /// <summary>One sentence: what in the input told the dialect; null where it was not found out but configured.</summary>
    string? Because => null;

    /// <summary><c>LF</c> or <c>CRLF</c> as seen last; null where the dialect has none or none came.</summary>
    string? LineEnding { get; }
}
