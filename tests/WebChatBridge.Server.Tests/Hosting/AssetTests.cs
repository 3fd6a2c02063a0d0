using System.Net;
using System.Text.RegularExpressions;

namespace WebChatBridge.Server.Tests;

/// <summary>Everything the page refers to is there, and what is in /wwwroot-assets carries a fingerprint.</summary>
public sealed partial class AssetTests
{
    [Fact]
    public async Task Page_EverythingItRefersTo_IsServed()
    {
        await using var server = await RunningServer.StartAsync();
        var page = await server.Http.GetStringAsync(new Uri("/", UriKind.Relative));
        var files = Reference().Matches(page).Select(match => match.Groups["file"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains(files, file => Regex.IsMatch(file, @"^css/tokens\.[a-z0-9]{10}\.css$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains(files, file => file.StartsWith("_framework/blazor.web.", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var answer = await server.Http.GetAsync(new Uri(file, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{file}: {answer.StatusCode}");
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>The content security policy forbids them: they would silently not run.</summary>
    [Fact]
    public async Task Page_InlineScripts_HasNone()
    {
        await using var server = await RunningServer.StartAsync();

        var page = await server.Http.GetStringAsync(new Uri("/", UriKind.Relative));

        Assert.DoesNotMatch("<script(?![^>]* src=)", page);
        Assert.DoesNotMatch(" on[a-z]+=\"", page);
    }

    [GeneratedRegex("(href|src)=\"(?<file>[^\"?#:]+\\.(?:css|js|svg|ico))\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
