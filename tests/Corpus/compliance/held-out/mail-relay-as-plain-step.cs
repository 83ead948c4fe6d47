// source: CWE-390 (https://cwe.mitre.org/data/definitions/390.html)
// why: The node of an effect contract is a bare step, and a refused connection is swallowed.
// contract: held-mail-relay.yaml
// expect: compliance/node-base 20
// expect: compliance/untyped-error 31

using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.MailRelayAsPlainStep;

public sealed record OutgoingMail(string Recipient, string Subject, string? Body = null);

public sealed record MailReceipt(bool Accepted, string? QueueId = null);

public sealed class NodeMailRelayEffect(string host) : Step<OutgoingMail, MailReceipt>
{
    public override ValueTask<MailReceipt> RunAsync(OutgoingMail input, StepContext context) => SendMailAsync(input, context);

    public async ValueTask<MailReceipt> SendMailAsync(OutgoingMail input, StepContext context)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, 25, context.CancellationToken);
        }
        catch (SocketException)
        {
        }

        if (!client.Connected)
        {
            return new MailReceipt(false);
        }

        var answer = await Talk(client.GetStream(), input, context.CancellationToken);
        return new MailReceipt(answer.StartsWith('2'), answer);
    }

    private static async Task<string> Talk(Stream stream, OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream);
        await writer.WriteLineAsync($"RCPT TO:<{mail.Recipient}>".AsMemory(), cancellationToken);
        await writer.FlushAsync(cancellationToken);
        return await reader.ReadLineAsync(cancellationToken) ?? "";
    }
}
