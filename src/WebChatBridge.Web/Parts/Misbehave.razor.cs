using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Parts;

/// <summary>Treats a session badly on purpose, so that its program can be seen to cope.</summary>
public sealed partial class Misbehave
{
    private static readonly int[] Several = [3, 10, 100];

    private readonly MisbehaviourForm _form = new();
    private bool _open;
    private bool _sure;
    private bool _asking;
    private string? _error;

    /// <summary>Whom.</summary>
    [Parameter, EditorRequired]
    public SessionInfo Session { get; set; } = null!;

    [Inject]
    private ConsoleState State { get; set; } = null!;

    private MisbehaviourKind Kind
    {
        get => _form.Kind;
        set
        {
            _form.Kind = value;
            Look();
        }
    }

    private string Gap => _form.Kind switch
    {
        MisbehaviourKind.Slice => "apart by",
        MisbehaviourKind.Merge => "after at most",
        _ => "by",
    };

    private void Look() => (_sure, _error) = (false, null);

    private void Close()
    {
        Look();
        _open = false;
    }

    private async Task StartAsync()
    {
        if (_form.IsFinal && !_sure)
        {
            _sure = true;
            return;
        }

        _asking = true;
        _error = await Refused.AskAsync(() => State.Relay.MisbehaveAsync(Session.Id, _form.Made));
        _asking = false;
        _sure = false;
        _open = _error is not null;
    }
}
