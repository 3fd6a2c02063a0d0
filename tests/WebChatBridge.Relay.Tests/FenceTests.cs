using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WebChatBridge.Relay.Tests;

/// <summary>Rules of the house that no compiler keeps.</summary>
public sealed partial class FenceTests
{
    private const int MaxLines = 300;

    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("Protocol", "")]
    [InlineData("Relay", "Protocol")]
    [InlineData("Client", "Protocol")]
    [InlineData("Web", "Client")]
    [InlineData("Chat", "Client")]
    [InlineData("Server", "Relay Web")]
    public void Projects_DependOneWay(string project, string wanted)
    {
        var references = Items(project, "ProjectReference").Select(path => path.Split('/', '.')[^2]).Order(StringComparer.Ordinal);

        Assert.Equal(wanted, string.Join(' ', references));
    }

    [Fact]
    public void Projects_AreAllKnownToTheFence()
    {
        var projects = Directory.GetDirectories(Path.Combine(Root, "src")).Select(path => Path.GetFileName(path).Split('.')[1]);

        Assert.Equal(["Chat", "Client", "Protocol", "Relay", "Server", "Web"], projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Protocol_IsBaseClassLibraryOnly()
    {
        Assert.Empty(Items("Protocol", "PackageReference"));
        Assert.Empty(Items("Protocol", "FrameworkReference"));
    }

    [Fact]
    public void Relay_KnowsNoWebNoSqlNoRedis()
    {
        var strangers = Sources("src/WebChatBridge.Relay", "*.cs")
            .SelectMany(file => Foreign().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));

        Assert.Empty(strangers);
        Assert.Empty(Items("Relay", "PackageReference"));
    }

    [Fact]
    public void Web_CannotSeeTheRelay() =>
        Assert.DoesNotContain(
            Sources("src/WebChatBridge.Web", "*.*"), file => File.ReadAllText(file).Contains("WebChatBridge.Relay", StringComparison.Ordinal));

    [Fact]
    public void Files_StayReadable()
    {
        var tooLong = new[] { "*.cs", "*.razor", "*.css", "*.js" }
            .SelectMany(pattern => Sources("src", pattern).Concat(Sources("tests", pattern)).Concat(Sources("wwwroot-assets", pattern)))
            .Select(file => (Name: Path.GetRelativePath(Root, file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MaxLines);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Text_IsNeverMarkup() =>
        Assert.DoesNotContain(
            Sources("src", "*.cs").Concat(Sources("src", "*.razor")),
            file => File.ReadAllText(file).Contains("Markup" + "String", StringComparison.Ordinal));

    /// <summary>A path in the repository.</summary>
    internal static string FromRoot(string path) => Path.Combine(Root, path);

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(Root, "src", $"WebChatBridge.{project}", $"WebChatBridge.{project}.csproj"))
            .Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    private static IEnumerable<string> Sources(string folder, string pattern)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Where(file => !Built().IsMatch(file))
            : [];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WebChatBridge.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"Microsoft\.AspNetCore\.\w+|Microsoft\.Data\.Sqlite|StackExchange\.Redis")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]")]
    private static partial Regex Built();
}
