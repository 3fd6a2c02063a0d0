using WebChatBridge.Protocol;

namespace WebChatBridge.Relay;

/// <summary>A new connection: whether it may come in, its TLS, and then its session.</summary>
public sealed partial class RelayListener
{
    private void Receive(Endpoint endpoint, IWire wire)
    {
        var address = wire.Address;
        if (address is not null && relay.Bans.Refuses(address))
        {
            wire.Abort(); // he was told when he was banned
            return;
        }

        var secured = handshakes.GetValueOrDefault(endpoint);
        var refusal = (endpoint.Networks.Against(address) ?? (endpoint.Secret is null ? null : relay.Secrets.Against(address))) is { } why ? new CloseReason(CloseCode.NotAdmitted, why)
            : admission.Enter(address) is { } full ? new CloseReason(CloseCode.Limit, full)
            : null;
        if (refusal is null && secured is not null && wire is SocketWire socket)
        {
            _ = SecureAsync(endpoint, secured, socket); // observed by its entry in handshaking: it never throws
        }
        else
        {
            Serve(endpoint, wire, refusal, mute: secured is not null, admitted: refusal is null);
        }
    }

    private async Task SecureAsync(Endpoint endpoint, Handshakes secured, SocketWire wire)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        handshaking[wire] = ended.Task;
        await Task.Yield();
        var address = wire.Address;
        try
        {
            var (made, failure, mute) = await secured.MakeAsync(wire).ConfigureAwait(false);
            Serve(endpoint, made, failure, mute, admitted: true);
        }
        catch (Exception error)
        {
            Log.ConnectionFailed(logger, endpoint.Options.Name, error);
            wire.Abort();
            admission.Leave(address);
        }
        finally
        {
            handshaking.TryRemove(wire, out _);
            ended.SetResult();
        }
    }

    private void Serve(Endpoint endpoint, IWire wire, CloseReason? refusal, bool mute, bool admitted)
    {
        var connection = new Connection(relay, endpoint, wire);
        sockets.Opened();
        connections[connection] = ServeAsync(connection, refusal is null ? connection.RunAsync() : connection.RefuseAsync(refusal, mute), admitted);
        if (connection.Done)
        {
            connections.TryRemove(connection, out _); // it ended before it was put there
        }
    }

    private async Task ServeAsync(Connection connection, Task serving, bool admitted)
    {
        try
        {
            await serving.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Log.ConnectionFailed(logger, connection.Session.Endpoint!.Options.Name, error);
        }
        finally
        {
            connection.Done = true;
            connections.TryRemove(connection, out _);
            sockets.Closed();
            if (admitted)
            {
                admission.Leave(connection.Session.Address);
            }
        }
    }
}
