using System.Runtime.InteropServices;
using WebChatBridge.Protocol;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>What is stored in the end, ready to be compared with what everybody was told.</summary>
internal sealed class Chronicle
{
    private readonly Dictionary<int, Draft> byToken = [];
    private readonly Dictionary<string, List<Draft>> rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> order = [];

    /// <summary>Reads the store. Checks on the way that each message was attempted, as it stands there, and is there once.</summary>
    public Chronicle(World world)
    {
        foreach (var draft in world.Disk.Kept)
        {
            var text = draft.Message.Payload.Span;
            (CollectionsMarshal.GetValueRefOrAddDefault(rooms, draft.Message.Room, out _) ??= []).Add(draft);
            var post = world.Ledger.Find(Post.TokenIn(text));
            if (post is null || !(text.SequenceEqual(post.Text) || (draft.Message.Unterminated && post.Text.AsSpan().StartsWith(text))))
            {
                // Of a line that was torn by a FIN before its number was whole, nothing more can be said.
                _ = draft.Message.Unterminated || Broken("P2", $"{Name(draft)} is stored, and nobody attempted it like that");
                continue;
            }

            if (!byToken.TryAdd(post.Token, draft))
            {
                Broken(post.Id is null ? "P2" : "P5", $"~{post.Token}~ of {post.By} is stored twice: {Name(byToken[post.Token])} and {Name(draft)}");
            }

            order[post.Token] = order.Count;
        }
    }

    public IReadOnlyDictionary<string, List<Draft>> Rooms => rooms;

    public Draft? Find(int token) => byToken.GetValueOrDefault(token);

    /// <summary>How many were stored before it, in all rooms.</summary>
    public int OrderOf(int token) => order[token];

    public static int TokenOf(Draft draft) => Post.TokenIn(draft.Message.Payload.Span) ?? -1;

    public static string Name(Draft draft) => $"~{TokenOf(draft)}~ ({draft.Message.Room} {draft.Message.Seq}, session {draft.Message.From.Id})";

    public static bool Broken(string promise, string how) => throw new BrokenPromise(promise, how);
}
