using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>
/// Messages in the bytes of one dialect as they went to many: shared by the rings of all of them, and so never changed.
/// </summary>
/// <param name="Dialect">Whose words they are.</param>
/// <param name="Room">The room of the messages.</param>
/// <param name="Bytes">All of them.</param>
/// <param name="Ends">Where each message ends.</param>
/// <param name="Seqs">The sequence number of each.</param>
internal sealed record Spelled(IDialect Dialect, string Room, byte[] Bytes, int[] Ends, long[] Seqs)
{
    public int StartOf(int message) => message == 0 ? 0 : Ends[message - 1];
}
