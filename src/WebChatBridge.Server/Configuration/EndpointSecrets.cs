using System.ComponentModel.DataAnnotations;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>Secrets of endpoints: out of their files, and whether they are secrets.</summary>
internal static class EndpointSecrets
{
    /// <summary>Reads the files into the options. Answers what is wrong with them.</summary>
    public static IEnumerable<string> Read(IReadOnlyList<EndpointOptions> endpoints) => [.. endpoints.SelectMany(Read)];

    private static IEnumerable<string> Read(EndpointOptions endpoint, int index)
    {
        var key = $"Relay:Endpoints:{index}:{nameof(endpoint.SecretFile)}";
        var path = endpoint.SecretFile;
        if (path.Length == 0)
        {
            return [];
        }

        if (endpoint.Secret.Length > 0)
        {
            return [$"{key} and Relay:Endpoints:{index}:{nameof(endpoint.Secret)} are both set. Keep one of them."];
        }

        try
        {
            var text = File.ReadAllText(path).TrimEnd('\r', '\n');
            var rule = typeof(EndpointOptions).GetProperty(nameof(endpoint.Secret))!;
            if (text.Length == 0 || !Validator.TryValidateProperty(text, new ValidationContext(endpoint) { MemberName = rule.Name }, []))
            {
                return [$"{key} is \"{path}\", and what is in it is no secret: it has {text.Length} characters, or some that it may not have. Allowed: one line, {SettingWords.Allowed(rule)}. Fix: (umask 077; openssl rand -hex 32 > {path})"];
            }

            endpoint.Secret = text;
            return SecretFile.Problem(key, path) is { } problem ? [problem] : [];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return [$"{key} is \"{path}\". There is no such file: {Path.GetFullPath(path)}. Fix: (umask 077; openssl rand -hex 32 > {path})"];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [$"{key} is \"{path}\", which cannot be read: {error.Message}"];
        }
    }
}
