using System.CommandLine;
using System.CommandLine.Parsing;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary>The options that <c>weir run</c> and <c>weir resume</c> have in common.</summary>
internal sealed class RunSettings
{
    public const string JsonEventsName = "--json-events";

    private readonly Option<string[]> _input = Pairs("--input", "NAME=VALUE", "Gives an input of the workflow its value. May be given several times.");
    private readonly Option<string[]> _answer = Pairs("--answer", "STEP=VALUE", "Answers the approval of a step with one of its choices. May be given several times.");
    private readonly Option<int?> _maxParallel = CommonOptions.MaxParallel();
    private readonly Option<bool> _failFast = new("--fast-fail") { Description = "Stop at the first failure. Default: every step runs that can." };
    private readonly Option<TimeSpan?> _timeout = CommonOptions.Duration(
        "--timeout", "How long the run may take, such as 30s or 5m; then it is cancelled, exit code 3. Default: no limit.");
    private readonly Option<string?> _durations = new("--durations")
    {
        Description = "Learn from this file how long steps take, and teach it: those with the longest way behind them start first. Made if it is not there. Default: nothing is learned.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _optimization = OptimizationOption.Create("The layers that are on while it runs. Default: none.");
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _verbose = CommonOptions.Verbose();

    private readonly Option<bool> _jsonEvents = new(JsonEventsName)
    {
        Description = "Print each event of the run as one line of JSON on standard output while it runs; the document of --json is the last line.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _input, _answer, _maxParallel, _failFast, _timeout, _durations, _optimization, _json, _jsonEvents, _verbose })
        {
            command.Add(option);
        }
    }

    /// <summary>Adds only what a workflow is given: for commands that run it in a way of their own.</summary>
    public void AddInputsTo(Command command)
    {
        command.Add(_input);
        command.Add(_answer);
    }

    public bool HasInputs(ParseResult parsed) => parsed.GetValue(_input) is { Length: > 0 } || parsed.GetValue(_answer) is { Length: > 0 };

    /// <exception cref="FormatException">A value is none; the message is for the user.</exception>
    public WorkflowBinding ReadBinding(ParseResult parsed) => new() { Inputs = Read(parsed, _input), Answers = Read(parsed, _answer), Environment = Environment.GetEnvironmentVariable };

    /// <exception cref="FormatException">A value is none; the message is for the user.</exception>
    public RunRequest Read(ParseResult parsed) => new()
    {
        Inputs = Read(parsed, _input),
        Answers = Read(parsed, _answer),
        MaxParallel = parsed.GetValue(_maxParallel),
        FailFast = parsed.GetValue(_failFast),
        Timeout = parsed.GetValue(_timeout),
        DurationsPath = parsed.GetValue(_durations) is not { } path ? null
            : KeptDurations.Refusal(path) is { } refusal ? throw new FormatException(refusal)
            : path,
        AsJson = parsed.GetValue(_json),
        AsJsonEvents = parsed.GetValue(_jsonEvents),
    };

    /// <summary>What <c>--optimization</c> names, or what is wrong with it.</summary>
    public async Task<(OptimizationOptions? Options, string[] Problems)> ReadOptimizationsAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(_optimization) is { } given ? await OptimizationOption.ReadAsync(given, cancellationToken) : (OptimizationOptions.None, []);

    public bool IsVerbose(ParseResult parsed) => parsed.GetValue(_verbose);

    private static Dictionary<string, string> Read(ParseResult parsed, Option<string[]> option)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(option) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new FormatException($"{option.Name}: '{text}' has no {(at == 0 ? "name" : "value")}; write {option.Name} {option.HelpName}.");
            }

            if (!values.TryAdd(text[..at], text[(at + 1)..]))
            {
                throw new FormatException($"{option.Name}: '{text[..at]}' is given twice; give it once.");
            }
        }

        return values;
    }

    private static Option<string[]> Pairs(string name, string form, string description) => new(name)
    {
        Description = description,
        HelpName = form,
        DefaultValueFactory = static _ => [],
    };
}
