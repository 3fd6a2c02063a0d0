using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WebChatBridge.Server.Tests;

/// <summary>
/// The projects of this repository as they are, restored from the machine's package cache with a package source of the test's
/// making: it has no packages, but a list of vulnerabilities, as nuget.org has one.
/// </summary>
[Trait("about", "security")]
public sealed class PackageAuditTests
{
    private const string Direct = "MudBlazor";
    private const string Brought = "SQLitePCLRaw.core"; // by Microsoft.Data.Sqlite, and named in no project

    [Fact]
    public async Task Restore_WithAKnownVulnerability_Fails_AlsoOfWhatOurPackagesBringAlong()
    {
        var (code, words) = await RestoreAsync(new()
        {
            [Direct] = [new Flaw("https://example.org/direct", Severity: 3, "(, 99.0.0)")],
            [Brought] = [new Flaw("https://example.org/brought", Severity: 0, "(, 99.0.0)")],
        });

        Assert.Equal(1, code);
        Assert.Matches($@"error NU1904: .*'{Direct}' .* critical severity vulnerability, https://example\.org/direct", words);
        Assert.Matches($@"error NU1901: .*'{Brought}' .* low severity vulnerability, https://example\.org/brought", words);
    }

    [Fact]
    public async Task Restore_WithVulnerabilitiesOfOtherVersionsAndPackages_Passes()
    {
        var (code, words) = await RestoreAsync(new()
        {
            [Direct] = [new Flaw("https://example.org/old", Severity: 3, "(, 0.0.2)")],
            ["Not.Ours"] = [new Flaw("https://example.org/other", Severity: 3, "(, 99.0.0)")],
        });

        Assert.True(code == 0, words);
    }

    private static async Task<(int Code, string Words)> RestoreAsync(Dictionary<string, Flaw[]> known)
    {
        using var folder = new TempFolder();
        await using var source = await SourceAsync(known);
        Copy(folder.Path);
        await File.WriteAllTextAsync(
            folder.File("nuget.config"),
            $"""<configuration><packageSources><clear/><add key="test" value="{source.Urls.First()}/index.json" protocolVersion="3" allowInsecureConnections="true"/></packageSources></configuration>""");
        await using var restore = RealProgram.Start(
            "dotnet", [new("NUGET_HTTP_CACHE_PATH", folder.File("cache")), new("DOTNET_CLI_UI_LANGUAGE", "en")],
            "restore", folder.File("src/WebChatBridge.Server"), "--locked-mode", "--nologo", "-m:1", "-nodeReuse:false", "-v:quiet");
        return (await restore.ExitAsync(), $"{restore.Output}\n{restore.Errors}");
    }

    // Projects, locks and the settings above them: all that a restore reads.
    private static void Copy(string folder)
    {
        string[] wanted = [".csproj", ".targets", ".props", "packages.lock.json", "global.json"];
        var sources = Directory.EnumerateDirectories(Path.Combine(ServerProcess.Root, "src")).SelectMany(Directory.EnumerateFiles);
        foreach (var file in sources.Concat(Directory.EnumerateFiles(ServerProcess.Root)).Where(file => Array.Exists(wanted, file.EndsWith)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(ServerProcess.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // Format: https://learn.microsoft.com/nuget/api/vulnerability-info
    private static async Task<WebApplication> SourceAsync(Dictionary<string, Flaw[]> known)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/index.json", (HttpRequest request) => Results.Content(
            $$"""{"version":"3.0.0","resources":[{"@id":"http://{{request.Host}}/flat/","@type":"PackageBaseAddress/3.0.0"},{"@id":"http://{{request.Host}}/flaws.json","@type":"VulnerabilityInfo/6.7.0"}]}"""));
        app.MapGet("/flaws.json", (HttpRequest request) => Results.Content(
            $$"""[{"@name":"base","@id":"http://{{request.Host}}/base.json","@updated":"2026-01-01T00:00:00Z"}]"""));
        app.MapGet("/base.json", () => Results.Json(known.ToDictionary(static pair => pair.Key.ToLowerInvariant(), static pair => pair.Value)));
        await app.StartAsync();
        return app;
    }

    private sealed record Flaw(string Url, int Severity, string Versions);
}
