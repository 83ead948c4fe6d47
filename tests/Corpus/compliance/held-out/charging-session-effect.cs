// source: Microsoft Learn, CA2254 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2254)
// why: Messages are put together before they reach the logger, and one goes to the debugger.
// expect: compliance/unstructured-logging 35
// expect: compliance/unstructured-logging 38
// expect: compliance/unstructured-logging 42

using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.ChargingSession;

public sealed record PlugIn(string Station, int Connector, double Kilowatts);

public sealed record ChargingStarted(string Session);

public interface ILogger
{
    void LogInformation(string message, params object?[] arguments);

    void LogWarning(Exception? exception, string message, params object?[] arguments);
}

public interface IChargePoint
{
    Task<string> StartAsync(string station, int connector, CancellationToken cancellationToken);
}

public sealed class ChargingSessionEffect(IChargePoint point, ILogger logger) : EffectNode<PlugIn, ChargingStarted>
{
    public override async ValueTask<ChargingStarted> RunAsync(PlugIn input, StepContext context)
    {
        logger.LogInformation($"Starting {input.Station}/{input.Connector}");
        if (input.Kilowatts > 50)
        {
            logger.LogWarning(null, "High power at " + input.Station);
        }

        var session = await point.StartAsync(input.Station, input.Connector, context.CancellationToken);
        Debug.WriteLine(session);
        logger.LogInformation("Started {Session}", session);
        return new ChargingStarted(session);
    }
}
