using Bunit;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Parts;
using WebChatBridge.Web.State;

namespace WebChatBridge.Web.Tests.Parts;

public sealed class InspectorTests : IAsyncLifetime
{
    private static readonly InspectorSubject Chunk1042 = new(3, 1042, 0, Lens.Chunks);
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Shown_AsksForWhatIsAroundItsRow_AndSaysWhatItIs()
    {
        var inspector = await ShowAsync(InspectorView.Text);

        Assert.Equal(new TraceQuery(3, Around: 1042), Assert.Single(_stage.Connection.TraceQueries));
        Assert.Equal("▶ in, from tom · chunk 1042 · 16 B", inspector.Find(".inspector-what").TextContent);
        Assert.Equal("PING 1LF\nPING 2LF\nPI", inspector.Find(".inspector-panel .bytes-text").TextContent.Trim());
        Assert.Equal("LF", inspector.Find(".inspector-panel .mark").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task BytesThatCameThroughTls_AreSaidToBeDecrypted()
    {
        _stage.Connection.OnTrace = _ => StreamSamples.Pings with { Session = StreamSamples.Tom with { Secured = "TLS 1.3, certificate CN=plc-7" } };

        var inspector = await ShowAsync(InspectorView.Hex);

        Assert.Equal("▶ in, from tom · chunk 1042 · 16 B · decrypted from TLS", inspector.Find(".inspector-what").TextContent);
        Assert.Contains("encrypted: TLS 1.3, certificate CN=plc-7.", inspector.Find(".inspector-what span").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hex_DrawsBothColumns_AndTellsItToWhoCannotSee()
    {
        var inspector = await ShowAsync(InspectorView.Hex);

        Assert.Equal(16, inspector.FindAll("[role=gridcell]").Count);
        Assert.Equal("0a", inspector.Find("[role=gridcell][data-at='6']").TextContent);
        Assert.Equal("↵", inspector.Find(".hexchars [data-at='6']").TextContent);
        Assert.Contains("edge-frame", inspector.Find("[role=gridcell][data-at='7']").ClassName, StringComparison.Ordinal);
        Assert.Equal("offset 0, 16 bytes, PING 1 newline PING 2 newline PI", inspector.Find("[role=rowheader] .visually-hidden").TextContent);
        Assert.Equal("/traffic?s=3&kind=chunk&at=1043&view=hex", inspector.Find(".inspector-panel a").GetAttribute("href"));
    }

    [Fact]
    public async Task Hex_BytesOfTheAddress_AreSelectedAndExplained()
    {
        var inspector = await ShowAsync(InspectorView.Hex, new ByteSelection(7, 13));

        Assert.Equal("7-13", inspector.Find("[role=grid]").GetAttribute("data-selected"));
        var says = inspector.Find(".selected").TextContent;
        Assert.Contains("b=7-13", says, StringComparison.Ordinal);
        Assert.Contains("= message 882", says, StringComparison.Ordinal);
        Assert.Contains("u32 BE1,346,981,447", says.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("u32BE", "u32 BE", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hex_Selected_TellsThePage_AndCopiesOnlyThese()
    {
        ByteSelection? told = null;
        var inspector = await ShowAsync(InspectorView.Hex, onSelected: selection => told = selection);

        await inspector.InvokeAsync(() => inspector.FindComponent<HexGrid>().Instance.OnSelect(13, 7));

        Assert.Equal(new ByteSelection(7, 13), told);
        Assert.Equal("7 selected bytes", inspector.FindComponent<CopyMenu>().Instance.What);
    }

    [Fact]
    public async Task Hex_ANewRow_ForgetsWhatWasSelectedInTheOld()
    {
        var inspector = await ShowAsync(InspectorView.Hex);
        await inspector.InvokeAsync(() => inspector.FindComponent<HexGrid>().Instance.OnSelect(7, 13));

        inspector.Render(parameters => parameters.Add(one => one.Subject, Chunk1042 with { Seq = 1043 }));

        inspector.WaitForAssertion(() => Assert.Contains("chunk 1043", inspector.Find(".inspector-what").TextContent, StringComparison.Ordinal));
        Assert.Null(inspector.Find("[role=grid]").GetAttribute("data-selected"));
    }

    [Fact]
    public async Task Hints_AreCounted_AndLinkToTheirBytes()
    {
        (InspectorView? View, ByteSelection? Bytes) told = default;
        _stage.Connection.OnTrace = _ => StreamSamples.Pings with
        {
            Hints = [new Hint("H3", HintSeverity.Note, 3, Direction.In, 7, 14, "3 messages came in one read.", "TCP is a stream.", "Read until LF.")],
        };
        var inspector = await ShowAsync(InspectorView.Hints, onSelected: bytes => told.Bytes = bytes, onView: view => told.View = view);

        Assert.Equal("1", inspector.Find("#inspector-tab-Hints .badge").TextContent);
        var hint = inspector.Find(".hint-item");
        Assert.Contains("note", hint.TextContent, StringComparison.Ordinal);
        Assert.Contains("Fix: Read until LF.", hint.TextContent, StringComparison.Ordinal);
        await hint.QuerySelector("button")!.ClickAsync(new());
        Assert.Equal((InspectorView.Hex, new ByteSelection(7, 13)), told);
    }

    [Fact]
    public async Task Frame_AViolation_MarksTheByte()
    {
        var closed = new CloseReason(CloseCode.ProtocolViolation, "broke header64", Offset: 5);
        _stage.Connection.OnTrace = _ => StreamSamples.Trace(
            [StreamSamples.In(1042, 0, "hello")], [], StreamSamples.Tom with { State = SessionState.Closed, Closed = closed with { Offset = 2 } });

        var inspector = await ShowAsync(InspectorView.Frame);

        Assert.Equal("l", inspector.Find("mark.byte-wrong").TextContent.Trim());
        Assert.Contains("✕ broke header64", inspector.Find(".frame-sentence").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotKept_SaysWhatBecameOfIt()
    {
        _stage.Connection.OnTrace = _ => StreamSamples.Trace([], []) with { DroppedBytes = 4096, DroppedChunks = 12 };

        var inspector = await ShowAsync(InspectorView.Text);

        Assert.Contains("not kept any more: of tom, 4 KB in 12 chunks", inspector.Find("[role=tabpanel]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownSession_SaysSo()
    {
        _stage.Connection.OnTrace = _ => null;

        var inspector = await ShowAsync(InspectorView.Text);

        Assert.Contains("Session 3 is not known", inspector.Find("[role=tabpanel]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unfinished_IsAskedForAgain_UntilItIsAMessage()
    {
        _stage.Connection.OnTrace = _ => StreamSamples.Trace([StreamSamples.In(1042, 0, "PONG")], []);
        var inspector = await ShowAsync(InspectorView.Frame);
        Assert.Contains("no message yet", inspector.Markup, StringComparison.Ordinal);
        _stage.Connection.OnTrace = _ => StreamSamples.Trace([StreamSamples.In(1042, 0, "PONG"), StreamSamples.In(1043, 4, "\n")], [StreamSamples.Line(0, 5, 9)]);

        await SecondAsync();

        inspector.WaitForAssertion(() => Assert.Contains("message 9", inspector.Markup, StringComparison.Ordinal));
        var asked = _stage.Connection.TraceQueries.Count;
        await SecondAsync();
        Assert.Equal(asked, _stage.Connection.TraceQueries.Count);
    }

    [Fact]
    public async Task Resend_AsksOnce_NamesTheTarget_AndSends()
    {
        var inspector = await ShowAsync(InspectorView.Hex, new ByteSelection(7, 13));

        await inspector.FindAll("button").Single(button => button.TextContent == "resend…").ClickAsync(new());
        Assert.Contains("7 selected bytes", inspector.Find(".resend").TextContent, StringComparison.Ordinal);
        await inspector.Find(".resend select").ChangeAsync(new() { Value = "4" });
        await inspector.FindAll(".resend button").Single(button => button.TextContent == "Write to jerry").ClickAsync(new());

        Assert.Equal("send 4 50494e4720320a from 1042", Assert.Single(_stage.Connection.Deeds));
        Assert.Contains("✓ 7 selected bytes written to the socket of jerry", inspector.Find(".resend-done").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resend_Refused_SaysWhyWhereItWasAsked()
    {
        _stage.Connection.Refusal = new Rejection("not-found", "jerry has left");
        var inspector = await ShowAsync(InspectorView.Text);
        await inspector.FindAll("button").Single(button => button.TextContent == "resend…").ClickAsync(new());

        await inspector.Find(".resend .button-primary").ClickAsync(new());

        Assert.Contains("✕ Not written: jerry has left", inspector.Find(".resend [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CopyAs_Chosen_CopiesAndSaysAsWhat()
    {
        _stage.JSInterop.SetupModule("./js/shell.js").Setup<bool>("copy", _ => true).SetResult(true);
        var inspector = await ShowAsync(InspectorView.Hex, new ByteSelection(7, 13));
        await inspector.InvokeAsync(async () => await _stage.StartBrowserAsync());

        await inspector.Find("[data-key=Y]").ClickAsync(new());
        await inspector.FindAll("[role=menuitem]").Single(item => item.TextContent == "printf … | nc").ClickAsync(new());

        Assert.Contains(
            _stage.JSInterop.Invocations, call => call.Identifier == "copy" && call.Arguments[0] is "printf 'PING 2\\n' | nc 127.0.0.1 5051");
        Assert.Empty(inspector.FindAll("[role=menu]"));
        Assert.Equal("Copied as printf … | nc", inspector.Find(".copymenu-says").TextContent);
    }

    private Task SecondAsync() => _stage.Renderer.Dispatcher.InvokeAsync(() => _stage.Time.Advance(TimeSpan.FromSeconds(1)));

    private async Task<IRenderedComponent<Inspector>> ShowAsync(
        InspectorView view, ByteSelection? bytes = null, Action<ByteSelection?>? onSelected = null, Action<InspectorView>? onView = null)
    {
        _stage.Connection.OnTrace ??= _ => StreamSamples.Pings;
        await _stage.StartAsync(Samples.Snapshot());
        return _stage.Render<Inspector>(parameters => parameters
            .Add(inspector => inspector.Subject, Chunk1042)
            .Add(inspector => inspector.View, view)
            .Add(inspector => inspector.Selection, bytes)
            .Add(inspector => inspector.SelectionChanged, selection => onSelected?.Invoke(selection))
            .Add(inspector => inspector.ViewChanged, chosen => onView?.Invoke(chosen)));
    }
}
