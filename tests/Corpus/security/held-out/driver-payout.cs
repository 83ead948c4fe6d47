// source: CWE-532 (https://cwe.mitre.org/data/definitions/532.html), CWE-338 (https://cwe.mitre.org/data/definitions/338.html)
// why: A field that the contract redacts is logged, a token travels in an exception, and a one-time code can be guessed.
// contract: held-payout.yaml
// expect: security/secret-logged 39
// expect: security/weak-random 41
// expect: security/secret-logged 45

using System;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.DriverPayout;

public sealed record Payout(Guid DriverId, string Iban, string HolderName, decimal Amount);

public sealed record PayoutReceipt(string Reference);

public sealed class PayoutRefusedException(string message) : Exception(message);

public interface ILogger
{
    void LogInformation(string message, params object?[] arguments);
}

public interface IBank
{
    Task<string?> TransferAsync(Payout payout, string bankToken, int code, CancellationToken cancellationToken);

    Task<string> SignInAsync(CancellationToken cancellationToken);
}

public sealed class NodePayoutEffect(IBank bank, ILogger logger) : EffectNode<Payout, PayoutReceipt>
{
    public override ValueTask<PayoutReceipt> RunAsync(Payout input, StepContext context) => PayOutAsync(input, context);

    public async ValueTask<PayoutReceipt> PayOutAsync(Payout input, StepContext context)
    {
        logger.LogInformation("Paying {Amount} of {Driver} to {Account}", input.Amount, input.DriverId, input.Iban);
        var bankToken = await bank.SignInAsync(context.CancellationToken);
        var oneTimeCode = Random.Shared.Next(100_000, 1_000_000);
        var reference = await bank.TransferAsync(input, bankToken, oneTimeCode, context.CancellationToken);
        if (reference is null)
        {
            throw new PayoutRefusedException($"The bank refused the payment signed with {bankToken}.");
        }

        logger.LogInformation("Paid {Amount} as {Reference}", input.Amount, reference);
        return new PayoutReceipt(reference);
    }
}
