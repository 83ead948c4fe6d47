using System.CommandLine;
using System.Globalization;
using Weir.Cli.Output;
using Weir.Cli.Output.Proving;
using Weir.Lab;
using Weir.Lab.Measuring;
using Weir.Lab.Proving;

namespace Weir.Cli.Commands.Proving;

/// <summary><c>weir prove</c>: measures optimizations off against on.</summary>
internal sealed class ProveCommand
{
    private readonly Option<string[]> _metrics = Names("--metric", ProofCatalog.Metrics.Select(static one => one.Name), "Only this metric; may be given several times.");
    private readonly Option<string[]> _layers = Names("--layer", ProofCatalog.Layers.Select(static one => one.Name), "Only this layer, with its idle costs; may be given several times.");
    private readonly Option<bool> _quick = new("--quick") { Description = "The metrics and the control in less than 30 seconds; more may stay undecided. A workflow takes longer, if one run of it does." };
    private readonly Option<string?> _workflow = new("--workflow")
    {
        Description = "Measure this workflow file instead, as it stands against with --optimization. It is run many times, and all that its steps do is done each time.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _optimization = OptimizationOption.Create("What is measured: without --workflow on the baselines of the metrics.");
    private readonly Option<bool> _oneByOne = new("--one-by-one") { Description = "Measure each layer of --optimization alone, too." };
    private readonly Option<string[]> _reports = new("--report")
    {
        Description = "Write what was found to this file, too: .html with pictures of all distributions, .md as tables, or .json. May be given several times.",
        HelpName = "FILE",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "What the order of the measuring comes from. Default: another one each time.",
        HelpName = "N",
        CustomParser = static result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
            {
                return seed;
            }

            result.AddError($"--seed: '{result.Tokens[0].Value}' is no whole number.");
            return null;
        },
    };

    private readonly Option<TimeSpan?> _budget = CommonOptions.Duration(
        "--budget", "How long each comparison is measured at most, such as 2m. Default: 20s, of idle costs up to 60s; with --quick 2.5s. With --workflow, give it 48 times as long as one run takes.");

    private readonly Option<TimeSpan?> _patience = CommonOptions.Duration(
        "--patience", "How long to wait in all while the host of a virtual machine gives its processors to others, such as 30m. Default: 4m; with --quick it does not wait.");

    private readonly RunSettings _run = new();
    private readonly Option<string[]> _allow = WorkflowOptions.Allow();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _verbose = CommonOptions.Verbose();

    public static Command Create()
    {
        var prove = new ProveCommand();
        var command = new Command("prove", """
            Measures optimizations side by side, off against on: five metrics, every layer on its own workload, and what each costs where it is not wanted. Without options all
            of it, in less than 15 minutes; nothing else should run on the machine meanwhile. Exit code 0: every target is reached; 1: one is not, or something got worse
            (regression), or it is undecided; with --workflow or --optimization only a regression, or a control that is not sound. 2: bad usage; 3: cancelled.

            Example:
              weir prove --quick
              weir prove --layer caching --report caching.html
              weir prove --optimization batch-processing --one-by-one
              weir prove --workflow report.yaml --input city=Lisbon --optimization options.json
            """);
        foreach (var option in new Option[] { prove._metrics, prove._layers, prove._quick, prove._workflow, prove._optimization, prove._oneByOne, prove._reports, prove._seed, prove._budget, prove._patience })
        {
            command.Add(option);
        }

        prove._run.AddInputsTo(command);
        foreach (var option in new Option[] { prove._allow, prove._json, prove._verbose })
        {
            command.Add(option);
        }

        command.SetAction(prove.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interruption = new Interruption(null, stop.Token);
        try
        {
            if (Refusal(parsed) is { } refusal)
            {
                return UsageError.Report(parsed, refusal);
            }

            // Before anything is read: a pipe can be read once.
            if (ProfiledProcess.IsNeeded)
            {
                return await ProfiledProcess.RunAsync(interruption.Token) ?? UsageError.ReportCancelled(parsed);
            }

            Leash.Watch(stop);
            WarnOfDebug();
            var (request, code) = await RequestAsync(parsed, interruption.Token);
            return request is null ? code
                : await ProveAsync(parsed, request with { Seed = parsed.GetValue(_seed), Budget = parsed.GetValue(_budget), Patience = parsed.GetValue(_patience) }, interruption.Token);
        }
        catch (FormatException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return UsageError.ReportCancelled(parsed);
        }
        catch (Exception problem) when (problem is DifferentOutputException or WorkloadFailedException)
        {
            return UsageError.ReportFailed(parsed, problem.Message);
        }
        catch (Exception problem) when (problem is not (IOException or UnauthorizedAccessException) && !parsed.GetValue(_verbose))
        {
            return UsageError.ReportUnexpected(parsed, problem);
        }
    }

    /// <summary>What does not go together; null: all does.</summary>
    private string? Refusal(ParseResult parsed)
    {
        var (workflow, optimization) = (parsed.GetValue(_workflow), parsed.GetValue(_optimization));
        return workflow is not null && optimization is null ? $"--workflow: say what is measured, with {OptimizationOption.Name} FILE|PRESET."
            : parsed.GetValue(_oneByOne) && optimization is null ? $"--one-by-one measures the layers of {OptimizationOption.Name}; give that, too."
            : optimization is not null && parsed.GetValue(_layers)!.Length > 0 ? $"--layer and {OptimizationOption.Name} exclude each other; leave one out."
            : workflow is not null && parsed.GetValue(_metrics)!.Length > 0 ? "--workflow and --metric exclude each other; leave one out."
            : workflow is null && (_run.HasInputs(parsed) || parsed.GetValue(_allow) is { Length: > 0 }) ? "--input, --answer and --allow are for a workflow; add --workflow FILE."
            : parsed.GetValue(_budget) < TimeSpan.FromMilliseconds(10) ? "--budget: it is less than 10ms; give it more."
            : parsed.GetValue(_reports)!.Select(report => ReportFile.Refusal(report, optimization, workflow)).FirstOrDefault(static refusal => refusal is not null);
    }

    private async Task<(SuiteRequest? Request, int ExitCode)> RequestAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (metrics, isQuick) = (parsed.GetValue(_metrics)!, parsed.GetValue(_quick));
        if (parsed.GetValue(_optimization) is not { } optimization)
        {
            return (SuiteRequest.Of(metrics, parsed.GetValue(_layers)!, isQuick), ExitCode.Done);
        }

        var (options, problems) = await OptimizationOption.ReadAsync(optimization, cancellationToken);
        if (options is null)
        {
            return (null, UsageError.Report(parsed, problems));
        }

        var isOneByOne = parsed.GetValue(_oneByOne);
        if (parsed.GetValue(_workflow) is not { } workflow)
        {
            return (SuiteRequest.Of(metrics, options, isOneByOne, isQuick), ExitCode.Done);
        }

        var (request, code) = await ProveTarget.ReadAsync(
            parsed, workflow, _run.ReadBinding(parsed), WorkflowOptions.Read(parsed.GetValue(_allow)), options, isOneByOne, cancellationToken);
        return (request is null ? null : request with { IsQuick = isQuick }, code);
    }

    private async Task<int> ProveAsync(ParseResult parsed, SuiteRequest request, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetUtcNow();
        var progress = new ProveProgress(Console.Error, ProveProgress.IsLive, TimeProvider.System);
        SuiteResult result;
        try
        {
            result = await new ProofSuite(request, progress).RunAsync(cancellationToken);
        }
        finally
        {
            progress.Clear();
        }

        // Reports first: they are there even if nobody can be shown anything.
        var isWritten = Write(parsed.GetValue(_reports)!, result, began);
        if (parsed.GetValue(_json))
        {
            Json.Write(ProveJson.Of(result));
        }
        else
        {
            ProveText.Write(result, Console.Out);
        }

        return isWritten ? CodeOf(result, isOwn: parsed.GetValue(_optimization) is not null) : ExitCode.Failed;
    }

    /// <summary>Writes the reports; one that cannot be written loses nothing else.</summary>
    private static bool Write(IEnumerable<string> reports, SuiteResult result, DateTimeOffset began)
    {
        var problems = reports.Select(report => ReportFile.Write(report, result, began)).OfType<string>().ToList();
        problems.ForEach(static problem => Console.Error.WriteLine("error: " + problem));
        return problems.Count == 0;
    }

    /// <summary>Of what the user brings nothing is promised: only what is worse fails, and a control that cannot be trusted.</summary>
    private static int CodeOf(SuiteResult result, bool isOwn) =>
        result.Verdict == FindingVerdict.Met || (isOwn && result.Verdict != FindingVerdict.Regression && result.IsSound) ? ExitCode.Done : ExitCode.Failed;

    private static void WarnOfDebug()
    {
        if (Machine.IsDebug)
        {
            Console.Error.WriteLine("warning: this is a Debug build; its figures say little of programs as they are shipped. Build it with -c Release.");
        }
    }

    private static Option<string[]> Names(string name, IEnumerable<string> names, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "NAME", DefaultValueFactory = static _ => [] };
        option.AcceptOnlyFromAmong([.. names]);
        return option;
    }
}
