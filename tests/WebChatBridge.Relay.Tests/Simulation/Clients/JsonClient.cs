using System.Text;
using System.Text.Json;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// A program that means it: a stable id, an id for each post, and it sends again what was not acknowledged, on the next connection
/// or after a refusal. It comes back with the last number it saw.
/// </summary>
internal sealed class JsonClient(World world, int number, bool wanders) : SimClient(world, number, Setting.JsonDoor)
{
    // A program that never waits for an answer is closed for the answers that it does not read.
    private const int Window = 80;

    private readonly List<Post> mine = [];
    private string home = "";
    private long? lastSeen;

    public override bool Waits => mine.Exists(static post => post.Acked is null);

    protected override string Dialect => "json";

    public override void Act()
    {
        if (!Alive)
        {
            if (World.Chance.OneIn(2))
            {
                Connect();
            }
        }
        else if (Link!.Finished)
        {
            return; // it has said that it will send no more
        }
        else if (World.Chance.OneIn(8) && mine.Count > 0)
        {
            Repeat();
        }
        else if (World.Chance.OneIn(15))
        {
            Ask();
        }
        else
        {
            Talk(Math.Min(World.Chance.OneIn(10) ? World.Chance.Between(20, 60) : World.Chance.Between(1, 5), Window - mine.Count(static post => post.Acked is null)));
        }
    }

    /// <summary>Sends again what was refused: the last thing it does in a healed world.</summary>
    public void Insist()
    {
        foreach (var post in mine.Where(static post => post.Refused).ToList())
        {
            Send(post);
        }
    }

    protected override void Greet()
    {
        home = home.Length == 0 ? World.Chance.Pick(World.Setting.Rooms) : home;
        var after = wanders ? null : lastSeen;
        Send(Line(new { type = "hello", name = $"json{Number}", room = home, client = $"c{Number}", after }));
        if (World.Chance.OneIn(2))
        {
            Retry(Link!); // without waiting for the welcome
        }
    }

    protected override byte[] Frame(Post post) => Line(new { type = "post", id = post.Id, text = Encoding.UTF8.GetString(post.Text) });

    protected override byte[]? Cut(List<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0)
        {
            return null;
        }

        var unit = bytes.GetRange(0, end).ToArray();
        bytes.RemoveRange(0, end + 1);
        return unit;
    }

    protected override void Take(Link link, byte[] unit)
    {
        link.Last = Encoding.UTF8.GetString(unit);
        using var parsed = JsonDocument.Parse(unit);
        var what = parsed.RootElement;
        switch (what.GetProperty("type").GetString())
        {
            case "welcome":
                Welcomed(link, what);
                break;
            case "message":
                var seen = Seen(what);
                if (link.Stays.Count == 0 || link.Stays[^1].Room != what.GetProperty("room").GetString())
                {
                    throw new BrokenPromise("P4", $"json {Number} on link {link.Number} got ~{seen.Token}~ of {what.GetProperty("room")}, where it does not sit");
                }

                if (seen.Token >= 0) // of a line that a FIN tore, only the beginning was ever attempted
                {
                    link.Stays[^1].Got.Add(seen);
                }

                lastSeen = wanders ? null : seen.Seq;
                break;
            case "ack":
                Acknowledged(what);
                break;
            case "error" when what.TryGetProperty("id", out var id) && mine.Find(post => post.Id == id.GetString()) is { Acked: null } refused:
                refused.Refused = true;
                break;
            case "presence" when what.GetProperty("change").GetString() == "joined" && what.GetProperty("who").GetProperty("id").GetInt64() == link.Session:
                Joined(link, what.GetProperty("room").GetString()!);
                break;
            case "history":
                link.Looked.AddRange(what.GetProperty("messages").EnumerateArray().Select(Seen).Where(static seen => seen.Token >= 0));
                break;
        }
    }

    private void Welcomed(Link link, JsonElement what)
    {
        link.Session = what.GetProperty("session").GetInt64();
        var resumed = !wanders && lastSeen is not null;
        link.Stays.Add(new Stay(home, resumed ? lastSeen : what.GetProperty("seq").GetInt64(), resumed));
        lastSeen = wanders ? null : lastSeen ?? what.GetProperty("seq").GetInt64();
        World.Trace.Say("json {0} is welcomed as session {1}, after {2}", Number, link.Session, link.Stays[^1].After);
        Retry(link);
    }

    private static void Joined(Link link, string room)
    {
        if (link.Stays[^1].Room != room)
        {
            link.Stays.Add(new Stay(room, after: null));
        }
    }

    private void Acknowledged(JsonElement what)
    {
        var post = mine.Find(post => post.Id == what.GetProperty("id").GetString())
            ?? throw new BrokenPromise("P1", $"json {Number} got an ack for {what.GetProperty("id")}, which it never sent");
        var forged = World.Mutates(Mutant.AckIsForged) ? 1 : 0;
        var place = (what.GetProperty("room").GetString()!, what.GetProperty("seq").GetInt64() + forged);
        if (post.Acked is { } before && before != place)
        {
            throw new BrokenPromise("P5", $"~{post.Token}~ was acked at {before}, and again at {place}");
        }

        post.Acked = place;
        post.Refused = false;
    }

    private void Talk(int count)
    {
        World.Trace.Say("json {0} posts {1}", Number, count);
        for (var i = 0; i < count; i++)
        {
            var post = NewPost("p");
            mine.Add(post);
            Send(post);
        }
    }

    private void Retry(Link link)
    {
        foreach (var post in mine.Where(post => post.Acked is null && (post.Refused || !link.Sent.ContainsKey(post.Token))).ToList())
        {
            Send(post);
        }
    }

    private void Repeat()
    {
        if (World.Without(Fault.SentAgain))
        {
            return;
        }

        World.Count(Fault.SentAgain);
        var post = World.Chance.Pick(mine);
        World.Trace.Say("json {0} sends ~{1}~ again", Number, post.Token);
        Send(post);
    }

    private void Ask() => Send(World.Chance.Below(wanders ? 5 : 4) switch
    {
        0 => Line(new { type = "ping" }),
        1 => Line(new { type = "who" }),
        2 => Line(new { type = "rooms" }),
        3 => Line(new { type = "history", limit = 5 }),
        _ => Line(new { type = "join", room = World.Chance.Pick(World.Setting.Rooms) }),
    });

    private static Seen Seen(JsonElement what)
    {
        // A line that a FIN tore in the middle of a character is no text any more.
        var text = what.TryGetProperty("text", out var told) ? Encoding.UTF8.GetBytes(told.GetString()!) : what.GetProperty("bytes").GetBytesFromBase64();
        return new Seen(Post.TokenIn(text) ?? -1, what.GetProperty("seq").GetInt64(), text, 0);
    }

    private static byte[] Line<T>(T what) => [.. JsonSerializer.SerializeToUtf8Bytes(what), (byte)'\n'];
}
