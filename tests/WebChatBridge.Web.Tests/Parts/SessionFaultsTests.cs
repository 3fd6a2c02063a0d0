using Bunit;
using Microsoft.AspNetCore.Components;
using WebChatBridge.Protocol;
using WebChatBridge.Web.Parts;

namespace WebChatBridge.Web.Tests.Parts;

public sealed class SessionFaultsTests : IAsyncLifetime
{
    private static readonly SessionInfo Tom = Samples.Session(Samples.Tom);
    private readonly ConsoleStage _stage = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Well_ShowsNoBadge_AndOffersTheDeeds()
    {
        var faults = await ShowAsync(Tom);

        Assert.Empty(faults.FindAll(".faults-on"));
        Assert.Equal("/traffic/stream/3", faults.Find(".misbehave-bar a").GetAttribute("href"));
    }

    [Fact]
    public async Task TreatedBadly_SaysHow_AndStopsAtAClick()
    {
        var faults = await ShowAsync(Tom with { Misbehaves = "writes sliced to 3 B, 50 ms apart (by alice)" });

        Assert.Contains("Writes sliced to 3 B, 50 ms apart (by alice)", faults.Find(".faults-on").TextContent, StringComparison.Ordinal);
        await faults.Find(".faults-on button").ClickAsync(new());

        Assert.Equal(["misbehave 3 off"], _stage.Connection.Deeds);
    }

    [Fact]
    public async Task ToldFin_CannotBeTakenBack()
    {
        var faults = await ShowAsync(Tom with { Misbehaves = "told FIN without a goodbye, and still read (by alice)" });

        Assert.Empty(faults.FindAll(".faults-on button"));
    }

    [Fact]
    public async Task Slice_WithItsNumbers_SaysWhatTheProgramWillSee_AndStarts()
    {
        var faults = await OpenAsync();

        await faults.FindAll("input")[0].InputAsync(new ChangeEventArgs { Value = "1" });
        await faults.FindAll("input")[1].InputAsync(new ChangeEventArgs { Value = "50" });
        await faults.FindAll(".misbehave select")[1].ChangeAsync(new ChangeEventArgs { Value = "10" });

        Assert.Equal("Its program gets what is written 1 byte at a time, 50 ms apart: one recv is not one message.", faults.Find(".misbehave-effect").TextContent);
        await faults.Find(".misbehave").SubmitAsync();

        Assert.Equal([$"misbehave 3 {new Misbehaviour(MisbehaviourKind.Slice, Bytes: 1, Gap: 50, Times: 10)}"], _stage.Connection.Deeds);
        Assert.Empty(faults.FindAll(".misbehave"));
    }

    [Theory]
    [InlineData(MisbehaviourKind.Reset, "Reset tom")]
    [InlineData(MisbehaviourKind.FinOnly, "Send FIN tom")]
    public async Task WhatCannotBeTakenBack_IsAskedAboutFirst(MisbehaviourKind kind, string sure)
    {
        var faults = await OpenAsync();
        await faults.FindAll(".misbehave select")[0].ChangeAsync(new ChangeEventArgs { Value = $"{kind}" });

        await faults.Find(".misbehave").SubmitAsync();

        Assert.Empty(_stage.Connection.Deeds);
        Assert.Equal(sure, faults.Find(".button-danger").TextContent);
        await faults.Find(".misbehave").SubmitAsync();
        Assert.Equal([$"misbehave 3 {new Misbehaviour(kind)}"], _stage.Connection.Deeds);
    }

    [Fact]
    public async Task Refused_SaysWhy_AndStaysOpen()
    {
        _stage.Connection.Refusal = new Rejection(ErrorCode.BadRequest, "Gap is 90000; slice takes 0-60000 ms.");
        var faults = await OpenAsync();

        await faults.Find(".misbehave").SubmitAsync();

        Assert.Equal("Gap is 90000; slice takes 0-60000 ms.", faults.Find(".refused").TextContent);
    }

    [Fact]
    public async Task Speaks_AnotherChosen_SaysWhatItMeans_AndIsTakenForIt()
    {
        var faults = await ShowAsync(Tom);
        Assert.Equal("a line feed (or CR LF) ends a message", faults.Find(".speaks .hint").TextContent);

        await faults.Find(".speaks select").ChangeAsync(new ChangeEventArgs { Value = "raw" });
        Assert.Equal("a pause ends a message", faults.Find(".speaks .hint").TextContent);
        await faults.Find(".speaks").SubmitAsync();

        Assert.Equal(["speak 3 raw"], _stage.Connection.Deeds);
    }

    [Fact]
    public async Task Speaks_AHeaderOfItsOwnWidth_IsAmongTheChoices()
    {
        var faults = await ShowAsync(Tom with { Dialect = "header:10" });

        Assert.Equal(["header:10", "line", "header64", "json", "nul", "raw", "auto"], faults.FindAll(".speaks option").Select(static option => option.TextContent));
        Assert.Equal("10 bytes say how long the message is, then it comes", faults.Find(".speaks .hint").TextContent);
    }

    private async Task<IRenderedComponent<SessionFaults>> OpenAsync()
    {
        var faults = await ShowAsync(Tom);
        await faults.Find(".misbehave-bar button").ClickAsync(new());
        return faults;
    }

    private async Task<IRenderedComponent<SessionFaults>> ShowAsync(SessionInfo session)
    {
        await _stage.StartAsync(new WatchBatch { Snapshot = true, Sessions = [session] });
        return _stage.Render<SessionFaults>(parameters => parameters.Add(faults => faults.Session, session));
    }
}
