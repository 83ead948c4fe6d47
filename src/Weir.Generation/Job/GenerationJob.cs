using System.Globalization;
using System.Reflection;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Packaging;
using Weir.Generation.StepTypes;
using Weir.Generation.Templates;
using Weir.Generation.Validation;
using Weir.Yaml;

namespace Weir.Generation;

/// <summary>Contracts in, tested node packages out: one workflow of six stages, one step per contract and stage.</summary>
/// <remarks>
/// No stage waits for the whole of another: a contract's chain goes on as soon as its own steps are done. What does not pass
/// <c>validate</c> is never packaged.
/// </remarks>
public sealed class GenerationJob
{
    /// <summary>The stage that reads the contracts.</summary>
    public const string Parse = "parse";

    /// <summary>The stage that writes the models and the node.</summary>
    public const string Models = "models";

    /// <summary>The stage that writes the validators.</summary>
    public const string Validators = "validators";

    /// <summary>The stage that writes the tests.</summary>
    public const string Tests = "tests";

    /// <summary>The stage that compiles the code and asks for what is required.</summary>
    public const string Validate = "validate";

    /// <summary>The stage that writes the package.</summary>
    public const string Package = "package";

    private readonly GenerationRequest _request;
    private readonly TemplateCatalog _templates = new();
    private readonly PackageValidator _validator;
    private readonly IReadOnlyList<ContractSource> _sources;
    private readonly ContractSources _named;
    private readonly List<Chain> _chains = [];
    private readonly long _started;

    // Open while the workflow runs.
    private PackageFolder? _folder;

    private GenerationJob(GenerationRequest request, long started, IReadOnlyList<ContractSource> sources)
    {
        _request = request;
        _started = started;
        _validator = new PackageValidator(new ReferenceSet(), request.Time);
        _sources = sources;
        _named = new ContractSources(sources);
        Workflow = Build();
    }

    /// <summary>The version of Weir that packages are written for.</summary>
    public static string WeirVersion { get; } =
        typeof(Executor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The six stages, each with one step per contract.</summary>
    public Workflow Workflow { get; }

    /// <summary>Finds the contracts and builds the workflow; nothing is written yet.</summary>
    /// <exception cref="ArgumentException">No contract is named.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<GenerationJob> PrepareAsync(GenerationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Contracts.Count == 0)
        {
            throw new ArgumentException("At least one contract or folder is needed.", nameof(request));
        }

        var started = request.Time.GetTimestamp();
        var sources = await ContractFinder.FindAsync(request.Contracts, request.Output, request.Time, cancellationToken).ConfigureAwait(false);
        return new GenerationJob(request, started, sources);
    }

    /// <summary>Generates the packages. A contract that is wrong ends in the report; only the output folder, when it cannot be written, throws.</summary>
    /// <param name="progress">Told of every step that starts or ends; null is nobody.</param>
    /// <param name="cancellationToken">Stops the run; packages that were written stay.</param>
    /// <exception cref="OutputFolderException">The output folder cannot be written.</exception>
    public async Task<GenerationReport> RunAsync(IProgress<RunEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        using var folder = _folder = PackageFolder.Open(_request.Output);
        var options = new ExecutorOptions { Time = _request.Time };
        await using var executor = new Executor(_request.MaxParallel is { } most ? options with { MaxParallel = most } : options);

        // The compiler is cold for most of a second; it warms up while the first contracts are read and rendered.
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var warmUp = Task.Run(() => _validator.WarmUp(done.Token), CancellationToken.None);
        using var run = await executor.RunAsync(
            Workflow, new RunOptions { FailFast = _request.FailFast, Progress = progress }, cancellationToken).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);

        // What is wrong with the compiler shows in the validate steps, which need it too.
        await warmUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Report.Of(run, _chains, _request.Time.GetElapsedTime(_started));
    }

    private Workflow Build()
    {
        var builder = Workflow.Create("generate");
        var parse = builder.AddStage(Parse);
        var models = builder.AddStage(Models);
        var validators = builder.AddStage(Validators);
        var tests = builder.AddStage(Tests);
        var validate = builder.AddStage(Validate);
        var package = builder.AddStage(Package);
        foreach (var (source, key) in _sources.Zip(Keys()))
        {
            var contract = parse.AddStep($"{Parse}[{key}]", context => Step(context, () => Read(source)));
            var code = models.AddStep($"{Models}[{key}]", contract, (read, context) => Step(context, () => new PackageCode(read, _templates).Models()));
            var checks = validators.AddStep($"{Validators}[{key}]", contract, (read, context) => Step(context, () => new PackageCode(read, _templates).Validators()));
            var proofs = tests.AddStep($"{Tests}[{key}]", contract, (read, context) => Step(context, () => new PackageCode(read, _templates).Tests()));
            var valid = validate.AddStep($"{Validate}[{key}]", contract, code, checks, (read, node, rules, context) =>
                Step(context, () => Check(read, [.. node, .. rules], context.CancellationToken)));
            var packed = package.AddStep($"{Package}[{key}]", valid, proofs, (checkedCode, written, context) =>
                Step(context, () => Pack(source, checkedCode, written)));
            _chains.Add(new Chain(source.Label, contract, proofs, packed));
        }

        return builder.Build();
    }

    // The work of a step is CPU-bound and short; the token is looked at between steps.
    private static ValueTask<T> Step<T>(StepContext context, Func<T> work)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(work());
    }

    private Contract Read(ContractSource source)
    {
        if (source.Bytes is null)
        {
            throw new ContractRefusedException(source.Problem!);
        }

        return ContractRefusedException.Demand(ContractReader.Read(source.Bytes, source.Label), _named.SameName(source));
    }

    private ValidatedCode Check(Contract contract, IReadOnlyList<GeneratedFile> files, CancellationToken cancellationToken)
    {
        var verdict = _validator.Validate(contract, new PackageNames(contract), files, cancellationToken);
        return verdict.Passed ? new ValidatedCode(contract, files, verdict) : throw new PackageRefusedException(verdict);
    }

    private GeneratedPackage Pack(
        ContractSource source, ValidatedCode code, (IReadOnlyList<GeneratedFile> Files, IReadOnlyList<Diagnostic> Warnings) tests)
    {
        var contract = code.Contract;
        _request.Access?.Demand(PermissionKind.Write, Path.Combine(_request.Output, contract.Name));
        var names = new PackageNames(contract);
        List<GeneratedFile> files = [.. code.Files, .. tests.Files, .. new ProjectFiles(contract, names, _templates, WeirVersion).Write()];
        files.Add(Manifest.Write(contract, files, _templates, WeirVersion));
        var warnings = contract.Warnings.Concat(tests.Warnings).Select(warning => warning.Message);
        var isAgain = _folder!.Has(contract.Name);
        var place = _folder.Put(
            contract.Name,
            [.. files, Manifest.WriteEvidence(_request.Time.GetUtcNow(), code.Verdict, warnings)],
            _request.Reference);
        var written = files.OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new PackageFile(file.Path, Hash.Of(File.ReadAllBytes(Path.Combine(place, file.Path)))))
            .ToArray();
        return new GeneratedPackage(source.Label, contract.Name, contract.Kind, place, written, code.Verdict)
        {
            Notes = isAgain ? OwnedBodies.Compare(contract, names, place) : [],
        };
    }

    // Names for steps: the file's own name, with a number where two folders have the same one.
    private List<string> Keys()
    {
        var keys = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in _sources)
        {
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(source.Label));
            var plain = new string([.. name.Select(character => char.IsControl(character) ? '_' : character).Take(120)]);
            var key = plain;
            for (var number = 2; !seen.Add(key); number++)
            {
                key = plain + "#" + number.ToString(CultureInfo.InvariantCulture);
            }

            keys.Add(key);
        }

        return keys;
    }
}
