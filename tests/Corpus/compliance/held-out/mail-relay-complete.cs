// source: CWE-440 (https://cwe.mitre.org/data/definitions/440.html)
// why: Name, kind, operation and models are those of the contract, with a base class in between.
// contract: held-mail-relay.yaml
// expect: none

using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.MailRelayComplete;

public sealed record OutgoingMail(string Recipient, string Subject, string? Body = null);

public sealed record MailReceipt(bool Accepted, string? QueueId = null);

public abstract class NodeMailRelayEffectBase : EffectNode<OutgoingMail, MailReceipt>
{
    public sealed override ValueTask<MailReceipt> RunAsync(OutgoingMail input, StepContext context) => SendMailAsync(input, context);

    protected abstract ValueTask<MailReceipt> SendMailAsync(OutgoingMail input, StepContext context);
}

public sealed class NodeMailRelayEffect(HttpClient client) : NodeMailRelayEffectBase
{
    private static readonly Uri Queue = new("queue", UriKind.Relative);

    protected override async ValueTask<MailReceipt> SendMailAsync(OutgoingMail input, StepContext context)
    {
        using var response = await client.PostAsJsonAsync(Queue, input, context.CancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return new MailReceipt(false);
        }

        var id = await response.Content.ReadAsStringAsync(context.CancellationToken);
        return new MailReceipt(true, id);
    }
}
