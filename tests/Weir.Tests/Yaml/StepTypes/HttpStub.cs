using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Weir.Tests.Yaml.StepTypes;

/// <summary>A server on the loopback that answers as a test says, also as no good server would. One connection, one request.</summary>
internal sealed class HttpStub : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <param name="answer">Writes the answer to a request, which is given as it came.</param>
    public HttpStub(Func<string, Stream, CancellationToken, Task> answer)
    {
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    /// <summary>A server that answers every request with the same.</summary>
    public HttpStub(string status, string headers, string body)
        : this((_, stream, token) => stream.WriteAsync(Answer(status, headers, body), token).AsTask())
    {
    }

    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What was asked, as it came.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public string Url(string path = "/") => $"http://{Host}{path}";

    public static byte[] Answer(string status, string headers = "", string body = "")
    {
        var lines = headers.Length == 0 ? "" : $"{headers}\r\n";
        return Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\n{lines}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<string, Stream, CancellationToken, Task> answer)
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token), answer));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client, Func<string, Stream, CancellationToken, Task> answer)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream);
                Requests.Enqueue(request);
                await answer(request, stream, _stop.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // Whoever asked went away.
                return;
            }
        }
    }

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var chunk = new byte[4096];
        while (!IsWhole(text.ToString()) && await stream.ReadAsync(chunk, _stop.Token) is > 0 and var read)
        {
            text.Append(Encoding.Latin1.GetString(chunk, 0, read));
        }

        return text.ToString();
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = request.Split("\r\n").FirstOrDefault(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return end >= 0 && request.Length >= end + 4 + (length is null ? 0 : int.Parse(length["Content-Length:".Length..], CultureInfo.InvariantCulture));
    }
}
