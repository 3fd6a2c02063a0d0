namespace WebChatBridge.Web.State;

/// <summary>What it takes to let other machines in: commands to paste.</summary>
public static class OpenToOthers
{
    /// <summary>Makes a secret that nobody else may read.</summary>
    public const string Secret = "(umask 077; openssl rand -hex 32 > secret.txt)";

    /// <summary>What the server is started with.</summary>
    public const string Arguments = "--Relay:Endpoints:2:Listen=*:5052 --Relay:Endpoints:2:Tls:Certificate=cert.pem --Relay:Endpoints:2:Tls:Key=key.pem --Relay:Endpoints:2:SecretFile=secret.txt";

    /// <summary>Makes a certificate for that machine, in one line.</summary>
    public static string Certificate(string machine) =>
        $"(umask 077; openssl req -x509 -newkey rsa:2048 -nodes -days 365 -keyout key.pem -out cert.pem -subj /CN={machine} -addext subjectAltName=DNS:{machine})";
}
