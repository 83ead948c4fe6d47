using System.Globalization;
using System.Reflection;
using Weir.Generation.Packaging;
using Weir.Generation.Review;
using Weir.Generation.StepTypes;
using Weir.Generation.Templates;
using Weir.Generation.Validation;
using Weir.Yaml.StepTypes;

namespace Weir.Generation;

/// <summary>Contracts in, tested node packages out: one run of a workflow file for each contract.</summary>
/// <remarks>
/// No contract waits for another one but for a place to run. What does not pass <c>contract.validate</c> is never packaged.
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

    /// <summary>The stage that compiles the code and judges it.</summary>
    public const string Validate = "validate";

    /// <summary>The stage that writes the package.</summary>
    public const string Package = "package";

    private readonly GenerationRequest _request;
    private readonly IReadOnlyList<ContractSource> _sources;
    private readonly GenerationWorkflow _workflow;
    private readonly long _started;
    private readonly GenerationTools _tools;

    // Replaced as a whole when the run begins.
    private Dictionary<string, int> _steps = [];

    private GenerationJob(GenerationRequest request, long started, IReadOnlyList<ContractSource> sources, GenerationWorkflow workflow, ReviewQuorums quorums)
    {
        _request = request;
        _started = started;
        _sources = sources;
        _workflow = workflow;
        _tools = new GenerationTools(new Lazy<TemplateCatalog>(() => GenerationTemplates.Pin(request.Templates)), new ReferenceSet(), new PackageFolders(), quorums, request.Reference);
    }

    /// <summary>The version of Weir that packages are written for.</summary>
    public static string WeirVersion { get; } =
        typeof(Executor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>How many contracts were found, those that cannot be read included; every stage has its steps so many times.</summary>
    public int Contracts => _sources.Count;

    /// <summary>How many steps a stage has over all contracts.</summary>
    /// <param name="stage">The stage, such as <see cref="Validate"/>.</param>
    /// <returns>The number; 0 for one that the workflow has not, and before <see cref="RunAsync(IProgress{GenerationStep}?, CancellationToken)"/>.</returns>
    public int StepsOf(string stage) => _steps.GetValueOrDefault(stage);

    /// <summary>Finds the contracts and reads the workflow; nothing is written yet.</summary>
    /// <exception cref="ArgumentException">No contract is named.</exception>
    /// <exception cref="GenerationWorkflowException">The workflow file cannot be read, or the quorum file is wrong.</exception>
    /// <exception cref="TemplateException">The folder of templates is not there.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<GenerationJob> PrepareAsync(GenerationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Contracts.Count == 0)
        {
            throw new ArgumentException("At least one contract or folder is needed.", nameof(request));
        }

        if (request.Templates is { } templates)
        {
            GenerationTemplates.RequireFolder(templates);
        }

        var started = request.Time.GetTimestamp();
        var workflow = await GenerationWorkflow.ReadAsync(request.Workflow, cancellationToken).ConfigureAwait(false);
        var sources = await ContractFinder.FindAsync(request.Contracts, request.Output, request.Time, cancellationToken).ConfigureAwait(false);
        var quorums = new ReviewQuorums(request.Time);
        await CheckQuorumAsync(request, quorums, cancellationToken).ConfigureAwait(false);
        return new GenerationJob(request, started, sources, workflow, quorums);
    }

    /// <summary>Generates the packages. A contract that is wrong ends in the report; only the output folder, when it cannot be written, and a workflow file that is wrong throw.</summary>
    /// <param name="progress">Told of every step that ends, one at a time; null is nobody.</param>
    /// <param name="cancellationToken">Stops the run; packages that were written stay.</param>
    /// <exception cref="OutputFolderException">The output folder cannot be written.</exception>
    /// <exception cref="GenerationWorkflowException">The workflow file is wrong, takes other inputs, or gives no package.</exception>
    public async Task<GenerationReport> RunAsync(IProgress<GenerationStep>? progress = null, CancellationToken cancellationToken = default)
    {
        // Open as long as the job, so that its steps share it.
        using var folder = _tools.Folders.Open(_request.Output);

        // The compiler is cold for most of a second; it warms up while the first contracts are read and rendered.
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var warmUp = Task.Run(() => CodeCompilation.WarmUp(_tools.References, done.Token), CancellationToken.None);
        var chains = Chains(_tools, progress);
        _steps = chains.SelectMany(static chain => chain.Stages).GroupBy(static stage => stage.Name).ToDictionary(static stage => stage.Key, static stage => stage.Sum(static one => one.StepNames.Count), StringComparer.Ordinal);
        try
        {
            await RunAsync(chains, cancellationToken).ConfigureAwait(false);
            await RecoverAsync(chains, cancellationToken).ConfigureAwait(false);
            var report = Report.Of(chains, cancellationToken.IsCancellationRequested, _request.Time, _request.Time.GetElapsedTime(_started));
            return _request.Templates is null ? report : report with { Warnings = [.. _tools.Templates.Value.Unused(chains.SelectMany(static chain => chain.CustomTemplates())), .. report.Warnings] };
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);

            // What is wrong with the compiler shows in the steps that validate, which need it too.
            await warmUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            chains.ForEach(static chain => chain.Dispose());
        }
    }

    private bool IsFailFast => _request.FailFast || _request.Profile is { FailFast: true };

    private static async Task CheckQuorumAsync(GenerationRequest request, ReviewQuorums quorums, CancellationToken cancellationToken)
    {
        if (request.Quorum is null or ReviewQuorums.Off or ReviewQuorums.Local)
        {
            return;
        }

        try
        {
            await quorums.OfFileAsync(Path.GetFullPath(request.Quorum), request.Quorum, cancellationToken).ConfigureAwait(false);
        }
        catch (FormatException error)
        {
            throw new GenerationWorkflowException(error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GenerationWorkflowException($"{request.Quorum}: the quorum file cannot be read: {error.Message} --quorum takes the path of a quorum file, or off, local.");
        }
    }

    /// <summary>What did not pass with replaced templates is tried once more with the shipped ones: if that passes, they were the cause, and the package is written and called degraded.</summary>
    private async Task RecoverAsync(List<ContractChain> chains, CancellationToken cancellationToken)
    {
        if (_request.Templates is null || IsFailFast || _tools.Templates.Value.Replaced is not { Count: > 0 } replaced)
        {
            return;
        }

        foreach (var (index, failed) in chains.Index().Where(static one => one.Item.IsRefused).ToArray())
        {
            var why = $"Made of the shipped templates, because what {string.Join(", ", replaced)} of '{_request.Templates}' gave did not pass:\n{failed.Failure().Error}";
            var again = Chains(_tools with { Templates = new Lazy<TemplateCatalog>(_tools.Templates.Value.Shipped), Degradation = why }, progress: null)[index];
            failed.StandIn = again;
            await RunAsync([again], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(List<ContractChain> chains, CancellationToken cancellationToken)
    {
        var options = new ExecutorOptions { Time = _request.Time };
        await using var executor = new Executor(_request.MaxParallel is { } most ? options with { MaxParallel = most } : options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var places = executor.Options.MaxParallel;
        var how = new RunOptions { FailFast = IsFailFast, MaxParallel = Math.Max(1, places / Math.Max(1, chains.Count)) };

        // Without a token: those that come after the end are run all the same, and end as cancelled with each of their steps.
        await Parallel.ForEachAsync(chains, new ParallelOptions { MaxDegreeOfParallelism = places }, async (chain, _) =>
        {
            await chain.RunAsync(executor, how, stop.Token).ConfigureAwait(false);
            if (IsFailFast && chain.Run.Status == RunStatus.Failed)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private List<ContractChain> Chains(GenerationTools tools, IProgress<GenerationStep>? progress)
    {
        var observer = progress is null ? null : new OrderedProgress(progress);
        var types = new StepTypeCatalog([.. StandardStepTypes.All, .. GenerationStepTypes.Create(tools, new ContractSources(_sources))]);
        return [.. _sources.Zip(Keys(), (source, key) => new ContractChain(
            source.Label, key, _workflow.Bind(types, source.Label, _request), observer, _request.Time))];
    }

    /// <summary>Chains end their steps beside each other; the observer is told one after the other.</summary>
    private sealed class OrderedProgress(IProgress<GenerationStep> progress) : IProgress<GenerationStep>
    {
        private readonly Lock _gate = new();

        public void Report(GenerationStep value)
        {
            lock (_gate)
            {
                progress.Report(value);
            }
        }
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
