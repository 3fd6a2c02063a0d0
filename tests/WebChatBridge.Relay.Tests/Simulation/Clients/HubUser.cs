namespace WebChatBridge.Relay.Tests.Simulation;

/// <summary>A user of the hub: no socket, and the answer to a post is its acknowledgement.</summary>
internal sealed class HubUser(World world, int number)
{
    private SimRelay? here;
    private Session? session;
    private int waiting;

    /// <summary>Whether posts wait for their answer in this life of the relay.</summary>
    public bool Waits => here == world.Relay && waiting > 0;

    public void Act()
    {
        if (world.Relay is not { Open: true } relay)
        {
            return;
        }

        if (here != relay)
        {
            (here, session, waiting) = (relay, null, 0);
            relay.Context.Enter(() => _ = EnterAsync(relay));
        }
        else if (session is not null)
        {
            relay.Context.Enter(() => _ = PostAsync(relay, session));
        }
    }

    private async Task EnterAsync(SimRelay relay)
    {
        var entered = await relay.Hub.EnterAsync($"hub{number}", null);
        session = here == relay ? entered : session;
    }

    private async Task PostAsync(SimRelay relay, Session from)
    {
        var post = world.NewPost($"hub {number}", "h");
        world.Trace.Say("hub {0} posts ~{1}~", number, post.Token);
        waiting++;
        var result = await relay.Hub.PostAsync(from, world.Chance.Pick(world.Setting.Rooms), post.Text, post.Id);
        waiting--;
        if (result is { Rejected: null, Seq: { } seq })
        {
            post.Acked = (result.Room, seq);
        }
    }
}
