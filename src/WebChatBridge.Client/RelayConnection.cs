using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using WebChatBridge.Protocol;

namespace WebChatBridge.Client;

/// <summary>One TCP connection and its wire. Writes are whole requests, one send each; one reader.</summary>
internal sealed class RelayConnection : IDisposable
{
    private const int ReadBytes = 64 * 1024;

    private static readonly TimeSpan GoodbyePatience = TimeSpan.FromSeconds(1);

    private readonly Socket socket;
    private readonly Stream stream;
    private readonly IClientWire wire;
    private readonly SemaphoreSlim writing = new(1);
    private readonly ArrayBufferWriter<byte> output = new();
    private long bytesIn;
    private long bytesOut;

    private RelayConnection(Socket socket, Stream stream, IClientWire wire)
    {
        this.socket = socket;
        this.stream = stream;
        this.wire = wire;
        Remote = socket.RemoteEndPoint;
        Local = socket.LocalEndPoint;
    }

    public EndPoint? Remote { get; }

    public EndPoint? Local { get; }

    public bool Acknowledges => wire.Acknowledges;

    public long BytesIn => Interlocked.Read(ref bytesIn);

    public long BytesOut => Interlocked.Read(ref bytesOut);

    /// <summary>Connects. Throws <see cref="RelayUnreachableException"/> with a sentence for people.</summary>
    public static async Task<RelayConnection> OpenAsync(RelayClientOptions options, CancellationToken cancellationToken)
    {
        var address = options.Address;
        var fresh = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive(fresh);
            using var deadline = new CancellationTokenSource(options.ConnectTimeout, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            await fresh.ConnectAsync(address.Host, address.Port, either.Token);
            Stream plain = new NetworkStream(fresh);
            return new RelayConnection(fresh, options.Tls ? await TlsHandshake.MakeAsync(plain, options, either.Token) : plain, NewWire(options));
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            fresh.Dispose();
            throw new RelayUnreachableException(Sentence(error, options), error);
        }
        catch
        {
            fresh.Dispose();
            throw;
        }
    }

    /// <summary>Writes a request in one send; answers why it cannot be said in this dialect, or null. Throws <see cref="SocketException"/>.</summary>
    public async Task<string?> SendAsync(ClientRequest request)
    {
        await writing.WaitAsync();
        try
        {
            output.ResetWrittenCount();
            if (wire.Write(request, output) is { } impossible)
            {
                return impossible;
            }

            await stream.WriteAsync(output.WrittenMemory);
            Interlocked.Add(ref bytesOut, output.WrittenCount);
            return null;
        }
        catch (Exception error) when (error is ObjectDisposedException or IOException or InvalidOperationException)
        {
            throw error.InnerException as SocketException ?? new SocketException((int)SocketError.ConnectionAborted);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Reads to the end of the input. Throws <see cref="SocketException"/> and <see cref="FormatException"/>.</summary>
    public async Task ReadAsync(Func<RelayNews, ValueTask> tell, CancellationToken cancellationToken)
    {
        var buffer = new byte[ReadBytes];
        var news = new List<RelayNews>();
        int count;
        do
        {
            count = await ReceiveAsync(buffer, cancellationToken);
            Interlocked.Add(ref bytesIn, count);
            if (count > 0)
            {
                wire.Take(buffer.AsSpan(0, count), news);
            }
            else
            {
                wire.Finish(news);
            }

            foreach (var item in news)
            {
                await tell(item);
            }

            news.Clear();
        }
        while (count > 0);
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException error)
        {
            throw error.InnerException as SocketException ?? new SocketException((int)SocketError.ConnectionReset);
        }
    }

    /// <summary>Half-close: we have finished sending.</summary>
    public void FinishSending()
    {
        try
        {
            // In TLS the end is said first; it is a few bytes, behind what was written.
            (stream as SslStream)?.ShutdownAsync().Wait(GoodbyePatience);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException or InvalidOperationException or AggregateException)
        {
            // Lost already; the reader says so.
        }
    }

    // The semaphore is not disposed: a writer may still be in it, and it holds no handle.
    public void Dispose()
    {
        socket.Dispose();
        stream.Dispose();
    }

    private static IClientWire NewWire(RelayClientOptions options) => options.Dialect switch
    {
        RelayDialect.Line => new LineWire(options.Address, options.CrLf, options.Time),
        RelayDialect.Header64 => new HeaderWire("partner", options.Time),
        _ => new JsonWire(),
    };

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }

    private static string Sentence(Exception error, RelayClientOptions options) => error switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"connection refused at {options.Address}",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            $"no such host: {options.Address.Host}",
        AuthenticationException { InnerException: { } inner } => $"TLS failed at {options.Address}: {inner.Message}",
        AuthenticationException => $"the certificate of {options.Address} is not to be trusted: {error.Message}{(options.TrustedFile is null ? " Trust it with --ca FILE, if it is your own." : "")}",
        IOException => $"TLS failed at {options.Address}: does it speak TLS? {error.Message}",
        SocketException other => $"cannot connect to {options.Address}: {other.Message}",
        _ => $"no answer from {options.Address} within {options.ConnectTimeout.TotalSeconds:0} s",
    };
}
