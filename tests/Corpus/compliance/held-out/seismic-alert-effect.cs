// source: Microsoft Learn, CA2254 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2254)
// why: Messages are fixed templates; what is interpolated is a mail, and what is called Log is a logarithm.
// expect: none

using System;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.SeismicAlert;

public sealed record Quake(string Region, double Amplitude, double Distance);

public sealed record Alert(bool Sent, double Magnitude);

public interface ILogger
{
    void LogInformation(string message, params object?[] arguments);

    void LogError(Exception exception, string message, params object?[] arguments);
}

public interface IMailer
{
    Task SendAsync(string subject, string body, CancellationToken cancellationToken);
}

public sealed class SeismicAlertEffect(ILogger logger, IMailer mailer) : EffectNode<Quake, Alert>
{
    private const string SentMessage = "Warned {Region} of magnitude {Magnitude}";

    public override async ValueTask<Alert> RunAsync(Quake input, StepContext context)
    {
        var magnitude = Math.Log(input.Amplitude, 10) + (1.66 * Math.Log10(input.Distance)) + 3.3;
        if (magnitude < 4)
        {
            logger.LogInformation("Magnitude {Magnitude} in {Region} is no alert", magnitude, input.Region);
            return new Alert(false, magnitude);
        }

        try
        {
            await mailer.SendAsync($"Earthquake in {input.Region}", "Magnitude " + magnitude.ToString("F1"), context.CancellationToken);
        }
        catch (TimeoutException exception)
        {
            logger.LogError(exception, "No warning for {Region}", $"{input.Region}/{input.Distance:F0} km");
            throw;
        }

        logger.LogInformation(SentMessage, input.Region, magnitude);
        return new Alert(true, magnitude);
    }
}
