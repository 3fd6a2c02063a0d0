using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WebChatBridge.Relay;

namespace WebChatBridge.Server;

/// <summary>The console's certificate: one file for all its https addresses, read again when it changes.</summary>
internal sealed partial class ConsoleTls
{
    private readonly ServerTls? tls;

    public ConsoleTls(TlsOptions options, TimeProvider time, ILogger<ConsoleTls> logger)
    {
        if (options.IsOn)
        {
            tls = new ServerTls(options, $"{ConsoleOptions.Section}:{nameof(ConsoleOptions.Tls)}", time, what => Log.Certificate(logger, what));
        }
    }

    /// <summary>Whether a certificate is ours: the console comes to its own hub by an address that need not be in it.</summary>
    public Func<X509Certificate, bool>? Trusts => tls is null ? null : IsOurs;

    public void Use(KestrelServerOptions kestrel)
    {
        if (tls is { } known)
        {
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ServerCertificate = known.Certificate.Context.TargetCertificate;
                https.OnAuthenticate = (_, handshake) => handshake.ServerCertificateContext = known.Certificate.Context;
            });
        }
    }

    private bool IsOurs(X509Certificate certificate) => certificate.GetRawCertData().AsSpan().SequenceEqual(tls!.Certificate.Context.TargetCertificate.RawDataMemory.Span);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{What}")]
        public static partial void Certificate(ILogger logger, string what);
    }
}
