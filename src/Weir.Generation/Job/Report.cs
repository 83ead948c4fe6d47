using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Validation;
using Weir.Yaml;

namespace Weir.Generation;

/// <summary>The steps of one contract whose outputs the report needs.</summary>
internal sealed record Chain(
    string Label,
    StepOutput<Contract> Contract,
    StepOutput<(IReadOnlyList<GeneratedFile> Files, IReadOnlyList<Diagnostic> Warnings)> Tests,
    StepOutput<GeneratedPackage> Package);

/// <summary>Code that passed validation.</summary>
internal sealed record ValidatedCode(Contract Contract, IReadOnlyList<GeneratedFile> Files, ValidationVerdict Verdict);

/// <summary>Reads the report of a generation out of its run.</summary>
internal static class Report
{
    public static GenerationReport Of(Run run, IReadOnlyList<Chain> chains, TimeSpan duration)
    {
        var packages = new List<GeneratedPackage>();
        var failures = new List<GenerationFailure>();
        var warnings = new List<Diagnostic>();
        for (var index = 0; index < chains.Count; index++)
        {
            var chain = chains[index];
            if (run.TryGetOutput(chain.Contract, out var contract))
            {
                warnings.AddRange(contract.Warnings);
            }

            if (run.TryGetOutput(chain.Tests, out var tests))
            {
                warnings.AddRange(tests.Warnings);
            }

            if (run.TryGetOutput(chain.Package, out var package))
            {
                packages.Add(package);
                warnings.AddRange(package.Notes);
            }
            else
            {
                failures.Add(Failure(run, chain.Label, index));
            }
        }

        return new GenerationReport
        {
            Status = run.Status,
            Duration = duration,
            Packages = packages,
            Failures = failures,
            Stages = run.Stages,
            Warnings = warnings,
        };
    }

    // Every stage has one step per contract, in the order of the contracts.
    private static GenerationFailure Failure(Run run, string label, int index)
    {
        var steps = run.Stages.Select(stage => stage.Steps[index]).ToArray();
        var step = steps.FirstOrDefault(one => one.Status == StepStatus.Failed) ?? steps.First(one => one.Status != StepStatus.Completed);
        var error = step.Error?.Message ?? step.Reason ?? "The run ended before this step.";
        return new GenerationFailure(label, step.Stage!, error, step.Status != StepStatus.Failed);
    }
}
