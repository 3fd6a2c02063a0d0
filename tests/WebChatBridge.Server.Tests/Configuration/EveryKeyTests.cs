using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using WebChatBridge.Relay;
using static WebChatBridge.Server.Tests.SettingsSource;

namespace WebChatBridge.Server.Tests;

/// <summary>Not one key may be misspelt, or hold nonsense, without a word: each is tried, also those that come later.</summary>
public sealed class EveryKeyTests
{
    private static readonly (string Path, Type Type)[] Sections =
        [("Relay", typeof(RelayOptions)), ("History", typeof(HistoryOptions)), ("Console", typeof(ConsoleOptions))];

    public static TheoryData<string> Keys => [.. Sections.SelectMany(section => Of(section.Path, section.Type)).Select(key => key.Path)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_Misspelt_IsNamedWithItsNeighbours(string key)
    {
        var parent = key[..key.LastIndexOf(':')];

        var problem = Assert.Single(Problems($"--{key}x=1"));

        Assert.StartsWith($"{key}x is not a setting. {parent} has: ", problem);
        Assert.Contains(key[(key.LastIndexOf(':') + 1)..], problem);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_WithNonsense_IsRefusedWithKeyValueAndRange(string key)
    {
        var property = Property(key);
        if (Nonsense(property) is not { } nonsense)
        {
            Assert.True(property.PropertyType == typeof(string) || typeof(IList).IsAssignableFrom(property.PropertyType), $"{key} takes anything?");
            return;
        }

        var problem = Assert.Single(Problems($"--{key}={nonsense}"));

        Assert.StartsWith($"{key} is ", problem);
        Assert.Contains("Allowed: ", problem);
        Assert.Contains("Default: ", problem);
        Assert.Equal(!IsSecret(property), problem.Contains($"\"{nonsense}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Relays:Limits:MaxSessions=1", "Relays is not a setting. There are: Urls, Relay, History, Console, Logging, Kestrel.")]
    [InlineData("--urls2=http://localhost:1", "urls2 is not a setting. There are: Urls, Relay, History, Console, Logging, Kestrel.")]
    [InlineData("--Relay:Endpoints:0:Allow:0=10.0.0.1/8", "Relay:Endpoints:0:Allow:0 is \"10.0.0.1/8\". Allowed: " + Networks.Forms + ".")]
    [InlineData("--Relay:Endpoints:0:Deny:0=lab", "Relay:Endpoints:0:Deny:0 is \"lab\". Allowed: " + Networks.Forms + ".")]
    [InlineData("--Relay:Endpoints:0:Tls:Key=key.pem", "Relay:Endpoints:0:Tls:Key is set and Relay:Endpoints:0:Tls:Certificate is not: there is no TLS without a certificate.")]
    [InlineData("--Urls=https://localhost:5080", "Urls is \"https://localhost:5080\" and Console:Tls:Certificate is empty: there is no https without a certificate.")]
    public void Slip_ThatTheBinderWouldSwallow_IsTold(string argument, string problem) => Assert.Equal([problem], Problems(argument));

    [Fact]
    public void Secret_ThatIsWrong_IsNeverPrinted()
    {
        var problem = Assert.Single(Problems("--Relay:Endpoints:0:Secret=hunter2 with a space"));

        Assert.DoesNotContain("hunter2", problem);
        Assert.Contains("openssl rand -hex 32", problem);
    }

    private static IEnumerable<(string Path, PropertyInfo Property)> Of(string path, Type type)
    {
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var inner = property.PropertyType;
            var item = typeof(IList).IsAssignableFrom(inner) ? inner.GetGenericArguments()[0] : inner;
            var own = $"{path}:{property.Name}";
            if (item != typeof(string) && item.IsClass)
            {
                foreach (var deeper in Of(item == inner ? own : $"{own}:0", item))
                {
                    yield return deeper;
                }
            }
            else
            {
                yield return (own, property);
            }
        }
    }

    private static PropertyInfo Property(string key) => Sections.SelectMany(section => Of(section.Path, section.Type)).First(found => found.Path == key).Property;

    private static bool IsSecret(PropertyInfo property) => property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password;

    private static string? Nonsense(PropertyInfo property) => property.PropertyType switch
    {
        var type when type == typeof(int) || type == typeof(long) || type == typeof(bool) || type == typeof(TimeSpan) => "nonsense",
        _ when property.GetCustomAttribute<RegularExpressionAttribute>() is not null || property.GetCustomAttribute<AllowedValuesAttribute>() is not null => "non sense!",
        _ when property.GetCustomAttribute<RequiredAttribute>() is not null && property.Name != "Listen" => "",
        _ => null,
    };
}
