using System.Net;

namespace WebChatBridge.Benchmarks;

/// <summary>Everybody in the soak: brings them in, posts for them, and settles what each must have heard. One thread.</summary>
internal sealed class Party : IDisposable
{
    private readonly Crowd crowd = new();
    private readonly Tally tally = new();
    private readonly Inspector inspector;
    private readonly List<Guest> guests = [];
    private readonly byte[] sending = new byte[Payload.MostBytes + 256];

    public Party()
    {
        inspector = new Inspector(tally, pairs: false, Speaker);
        crowd.Heard = Hear;
        crowd.Ended = End;
    }

    public Tally Tally => tally;

    public Histogram Latency { get; } = new();

    public long Sent { get; private set; }

    public int Came => guests.Count;

    /// <summary>Told when a guest's connection is over that the relay closed.</summary>
    public Action<Guest> Gone { get; set; } = static _ => { };

    public Guest Enter(IPEndPoint endpoint, Speech speech, Circle circle, bool speaks, bool hearsAll, Exit exit = Exit.Finish, int receiveBuffer = 0)
    {
        var number = guests.Count;
        var member = new Member(new Peer(endpoint, receiveBuffer), speech, number, circle.Room, $"g{number}", new Ear(tally, fromTheStart: hearsAll))
        {
            Sender = speaks ? new Sender(number, circle.Speakers.Count, 0, 1_024) : null,
        };
        var guest = new Guest(member, circle, hearsAll) { Exit = exit };
        guests.Add(guest);
        if (speaks)
        {
            circle.Speakers.Add(guest);
        }

        crowd.Join(member);
        return guest;
    }

    public void Serve(int milliseconds) => crowd.Serve(milliseconds);

    public void StopReading(Guest guest)
    {
        guest.Member.Stops = true;
        crowd.StopReading(guest.Member);
    }

    public void Post(Guest guest)
    {
        if (guest.Member.IsClosed)
        {
            return;
        }

        var sender = guest.Member.Sender!;
        var length = guest.Member.Speech.WritePost(sending, sender.Number, sender.Sent, guest.Circle.Size);
        sender.Send(Clock.Now);
        Sent++;
        crowd.Send(guest.Member, sending.AsSpan(0, length));
    }

    public void Leave(Guest guest)
    {
        guest.IsLeaving = true;
        var member = guest.Member;
        if (member.IsClosed)
        {
            return;
        }

        var goodbye = member.Speech.Goodbye;
        if (guest.Exit == Exit.Reset)
        {
            guest.WasReset = true;
            crowd.Leave(member, reset: true);
            Settle(guest);
        }
        else if (guest.Exit == Exit.Goodbye && !goodbye.IsEmpty)
        {
            crowd.Send(member, goodbye);
        }
        else
        {
            member.Peer.Finish();
        }
    }

    /// <summary>Ends a connection that should have ended by itself.</summary>
    public void Drop(Guest guest) => crowd.Leave(guest.Member, reset: true);

    /// <summary>At the end: those who stayed must have heard every word of those who did not leave by RST.</summary>
    public void Settle()
    {
        foreach (var guest in guests.Where(static guest => !guest.Member.IsClosed))
        {
            Settle(guest);
        }
    }

    public void Dispose() => crowd.Dispose();

    private void Settle(Guest guest)
    {
        if (guest.Member.Stops)
        {
            return;
        }

        // Whoever came in the middle, or hears somebody who left by RST, must only have heard it without a gap.
        var hearsAll = guest.HearsAll && !guest.WasReset;
        foreach (var speaker in guest.Circle.Speakers.Where(speaker => speaker != guest))
        {
            var sender = speaker.Member.Sender!;
            var heard = guest.Member.Ear.Next(sender.Slot) ?? 0;
            guest.Member.Ear.Settle(sender, hearsAll && !speaker.WasReset ? sender.Sent : heard);
        }
    }

    private void Hear(Member member, ReadOnlySpan<byte> frame, long now)
    {
        if (inspector.Take(member, frame, guests[member.Token].Circle.Size, out var message, out _) is { } sender)
        {
            Latency.Record(now - sender.SentAt(message));
        }
    }

    private Sender? Speaker(Member listener, int number) =>
        number < guests.Count && guests[number].Circle == guests[listener.Token].Circle ? guests[number].Member.Sender : null;

    private void End(Member member, string why)
    {
        var guest = guests[member.Token];
        if (!guest.IsLeaving && !member.Stops && guest.Partner is not { IsLeaving: true })
        {
            tally.Closed++;
            tally.Note($"guest {member.Number} ({member.Speech.Name}) ended: {why}");
        }

        Settle(guest);
        Gone(guest);
    }
}
