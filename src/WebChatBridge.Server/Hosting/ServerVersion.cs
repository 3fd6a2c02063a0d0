using System.Reflection;

namespace WebChatBridge.Server;

/// <summary>The version of this build, without the commit that the build appends.</summary>
internal static class ServerVersion
{
    public static string Text { get; } = typeof(ServerVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
