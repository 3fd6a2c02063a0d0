namespace WebChatBridge.Web.Layout;

/// <summary>What everybody must know on every page.</summary>
public sealed partial class Banners
{
    protected override object Shown => (Port, State.Status?.Insecure, State.Status?.Log, State.Failure);

    private string? Port => State.Status is { Listening: false }
        ? "The relay is not listening: no program can connect. The terminal that started the server says why."
        : null;
}
