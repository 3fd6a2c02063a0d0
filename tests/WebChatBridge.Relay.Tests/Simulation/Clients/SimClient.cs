using System.Runtime.InteropServices;

namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>
/// A program at the other end: it connects, says things, reads at its own speed, goes and comes back. It acts only when the world
/// tells it to, and remembers what it was told.
/// </summary>
internal abstract class SimClient(World world, int number, int door)
{
    private readonly List<byte> unread = [];

    public int Number => number;

    /// <summary>The endpoint it connects to.</summary>
    public int Door => door;

    /// <summary>The connection it has; null between two.</summary>
    public Link? Link { get; private set; }

    /// <summary>It reads nothing for now, or ever.</summary>
    public bool StoppedReading { get; set; }

    /// <summary>Most bytes of one read.</summary>
    public int ReadBytes { get; set; } = int.MaxValue;

    /// <summary>It is doomed: it will not read again, not even when all is healed.</summary>
    public bool NeverReads { get; set; }

    protected World World => world;

    public bool Alive => Link is { End: LinkEnd.None };

    /// <summary>Whether it still waits for an answer that it must get.</summary>
    public virtual bool Waits => false;

    protected abstract string Dialect { get; }

    public void Connect()
    {
        var wire = new SimWire($"sim:{world.Ledger.Links.Count}", world.Setting.KernelBytes, world.Chance.Fork((ulong)world.Ledger.Links.Count));
        if (world.Relay?.Connect(door, wire) != true)
        {
            world.Count(Fault.Refusal);
            return;
        }

        world.Trace.Say("{0} {1} connects, link {2}", Dialect, number, world.Ledger.Links.Count);
        Link = new Link(world.Ledger.Links.Count, this, wire) { RefusedBefore = world.Disk.Refused, Life = world.Lives };
        world.Ledger.Links.Add(Link);
        unread.Clear();
        StoppedReading = NeverReads;
        Greet();
    }

    /// <summary>Does one of the things it does.</summary>
    public abstract void Act();

    /// <summary>Reads what is there, as far as it likes to.</summary>
    public void Read(int atMost)
    {
        if (Link is not { End: LinkEnd.None } link || StoppedReading)
        {
            return;
        }

        link.Wire.Down.Read(unread, Math.Min(atMost, ReadBytes));
        while (Cut(unread) is { } unit)
        {
            world.Units++;
            Got(link, unit);
        }

        if (link.Wire.Down is { Readable: 0 } down && (down.Finished || down.Aborted))
        {
            link.Torn = unread.Count;
            Ended(down.Aborted ? LinkEnd.Reset : LinkEnd.Fin);
            link.Wire.Up.Fin();
        }
    }

    /// <summary>The connection is over.</summary>
    public void Ended(LinkEnd how)
    {
        world.Trace.Say("link {0} ended: {1}; last came {2}", Link!.Number, how, Link.Last.Length > 160 ? Link.Last[..160] : Link.Last);
        Link.End = how;
    }

    /// <summary>The first thing it says.</summary>
    protected abstract void Greet();

    /// <summary>Cuts the next unit off; null when it is not whole yet.</summary>
    protected abstract byte[]? Cut(List<byte> bytes);

    /// <summary>Something came.</summary>
    protected abstract void Take(Link link, byte[] unit);

    protected abstract byte[] Frame(Post post);

    protected void Send(ReadOnlySpan<byte> bytes) => Link!.Wire.Up.Send(bytes);

    protected void Send(Post post)
    {
        var link = Link!;
        (CollectionsMarshal.GetValueRefOrAddDefault(link.Sent, post.Token, out _) ??= []).Add(world.NextPlace());
        post.Refused = false;
        if (post.Id is not null || !world.Mutates(Mutant.SenderIsSilencedOnce))
        {
            Send(Frame(post));
        }
    }

    protected Post NewPost(string? idPrefix) => world.NewPost($"{Dialect} {number}", idPrefix);

    // The doubles of a reader that break a promise on purpose stand here.
    private void Got(Link link, byte[] unit)
    {
        var message = Post.TokenIn(unit) is not null && unit.AsSpan().IndexOf("\"ack\""u8) < 0;
        if ((message && world.Mutates(Mutant.ReaderMissesOne))
            || (!message && unit.AsSpan().IndexOf("too slow"u8) >= 0 && world.Mutates(Mutant.ReasonIsSwallowed)))
        {
            return;
        }

        if (message && world.Mutates(Mutant.ReaderSwapsTwo) && Cut(unread) is { } next)
        {
            Take(link, next);
        }

        Take(link, unit);
        if (message && world.Mutates(Mutant.ReaderGetsOneTwice))
        {
            Take(link, unit);
        }
    }
}
