using System.Globalization;
using System.Text;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>A program without acknowledgements: lines, NUL-terminated text, or frames with a header. What it sent and lost, it does not send again.</summary>
internal sealed class TextClient(World world, int number, int door) : SimClient(world, number, door)
{
    private const int Header = 64;

    private bool saidGoodbye;

    protected override string Dialect => Door switch { Setting.LineDoor => "line", Setting.NulDoor => "nul", _ => "header" };

    public override void Act()
    {
        if (!Alive)
        {
            if (World.Chance.OneIn(2))
            {
                Connect();
            }
        }
        else if (Door == Setting.PairsDoor && World.Chance.OneIn(30))
        {
            World.Trace.Say("header {0} says goodbye", Number);
            saidGoodbye = true;
            Send(Framed("!DISCONNECT"u8));
        }
        else if (!saidGoodbye && !Link!.Finished)
        {
            var count = World.Chance.OneIn(10) ? World.Chance.Between(20, 60) : World.Chance.Between(1, 4);
            World.Trace.Say("{0} {1} says {2}", Dialect, Number, count);
            for (var i = 0; i < count; i++)
            {
                Send(NewPost(idPrefix: null));
            }
        }
    }

    protected override void Greet()
    {
        saidGoodbye = false;
        Link!.Stays.Add(new Stay(room: null, after: null));
        if (Door == Setting.LineDoor)
        {
            Send(Encoding.UTF8.GetBytes($"/nick line{Number}\n"));
        }
    }

    protected override byte[] Frame(Post post) => Door switch
    {
        Setting.LineDoor => [.. post.Text, (byte)'\n'],
        Setting.NulDoor => [.. post.Text, 0],
        _ => Framed(post.Text),
    };

    protected override byte[]? Cut(List<byte> bytes)
    {
        if (Door != Setting.PairsDoor)
        {
            var end = bytes.IndexOf(Door == Setting.LineDoor ? (byte)'\n' : (byte)0);
            return end < 0 ? null : Take(bytes, 0, end, end + 1);
        }

        if (bytes.Count < Header)
        {
            return null;
        }

        var length = int.Parse(Encoding.ASCII.GetString([.. bytes.GetRange(0, Header)]), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        return bytes.Count < Header + length ? null : Take(bytes, Header, length, Header + length);
    }

    protected override void Take(Link link, byte[] unit)
    {
        link.Last = Encoding.UTF8.GetString(unit);
        if (Post.TokenIn(unit) is { } token)
        {
            link.Stays[0].Got.Add(new Seen(token, 0, unit, World.Trace.Step));
        }
        else if (link.Last.StartsWith("* welcome", StringComparison.Ordinal))
        {
            link.Stays[0].KeptWhenSeated = World.Disk.Kept.Count;
        }
    }

    private static byte[] Take(List<byte> bytes, int from, int length, int until)
    {
        var unit = bytes.GetRange(from, length).ToArray();
        bytes.RemoveRange(0, until);
        return unit;
    }

    private static byte[] Framed(ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes(body.Length.ToString(CultureInfo.InvariantCulture).PadRight(Header)), .. body];
}
