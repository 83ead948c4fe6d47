using Weir.Yaml;

namespace Weir.Generation;

/// <summary>Reads the report of a generation out of its runs.</summary>
internal static class Report
{
    /// <param name="chains">The contracts, each of which was run.</param>
    /// <param name="isCancelled">Whether the caller gave up.</param>
    /// <param name="clock">What their times are of.</param>
    /// <param name="duration">How long all of it took.</param>
    public static GenerationReport Of(IReadOnlyList<ContractChain> chains, bool isCancelled, TimeProvider clock, TimeSpan duration)
    {
        var packages = new List<GeneratedPackage>();
        var failures = new List<GenerationFailure>();
        var warnings = new List<Diagnostic>();
        foreach (var chain in chains)
        {
            warnings.AddRange(chain.Warnings());
            var package = chain.Package();
            if (package is null)
            {
                failures.Add(chain.Failure());
                package = chain.StandIn?.Package();
            }

            if (package is not null)
            {
                packages.Add(package);
                warnings.AddRange(package.Notes);
            }
        }

        return new GenerationReport
        {
            Status = StatusOf(chains, isCancelled),
            Duration = duration,
            Packages = packages,
            Failures = failures,
            Stages = [.. chains.SelectMany(static chain => chain.Stages).Select(static stage => stage.Name).Distinct().Select(stage => StageOf(stage, chains, clock))],
            Warnings = warnings,
        };
    }

    // A first failure that cancels the rest is a failure.
    private static RunStatus StatusOf(IReadOnlyList<ContractChain> chains, bool isCancelled)
    {
        RunStatus[] order = isCancelled ? [RunStatus.Cancelled, RunStatus.Failed] : [RunStatus.Failed, RunStatus.Cancelled];
        return order.Where(status => chains.Any(chain => chain.Run.Status == status)).DefaultIfEmpty(RunStatus.Completed).First();
    }

    private static GenerationStage StageOf(string name, IReadOnlyList<ContractChain> chains, TimeProvider clock)
    {
        GenerationStep[] steps = [.. chains.SelectMany(chain => chain.StepsOf(name))];
        StepStatus[] order = [StepStatus.Failed, StepStatus.Cancelled, StepStatus.Skipped];
        var status = order.Where(status => steps.Any(step => step.Status == status)).DefaultIfEmpty(StepStatus.Completed).First();
        var spans = chains.Select(chain => chain.SpanOf(name)).OfType<(long From, long To)>().ToArray();
        var duration = spans.Length == 0 ? TimeSpan.Zero : clock.GetElapsedTime(spans.Min(static span => span.From), spans.Max(static span => span.To));
        return new GenerationStage(name, status, duration, steps);
    }
}
