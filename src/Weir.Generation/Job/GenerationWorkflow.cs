using Weir.Generation.Review;
using Weir.Generation.StepTypes;
using Weir.Yaml;
using Weir.Yaml.Files;
using Weir.Yaml.StepTypes;

namespace Weir.Generation;

/// <summary>The workflow file that makes a package of one contract: the one that is shipped, or one of the user's own.</summary>
internal sealed class GenerationWorkflow
{
    private const string Resource = "generate.weir.yaml";

    private readonly YamlReading _yaml;
    private readonly string _path;
    private readonly bool _isOwn;

    private GenerationWorkflow(byte[] utf8, string path, bool isOwn)
    {
        _yaml = YamlReader.Read(utf8, path);
        _path = path;
        _isOwn = isOwn;
    }

    /// <summary>Reads the file of the user, or the one that is shipped.</summary>
    /// <param name="file">The file of the user; null: the one that is shipped, as if it stood in the current folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="GenerationWorkflowException">The file cannot be read.</exception>
    public static async Task<GenerationWorkflow> ReadAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new GenerationWorkflow(Shipped(), Resource, isOwn: false);
        }

        try
        {
            // One byte more than a file may have is enough for the reader to refuse it.
            var (bytes, _) = await BoundedFile.ReadAsync(Path.GetFullPath(file), YamlLimits.Default.MaxBytes + 1, cancellationToken).ConfigureAwait(false);
            return new GenerationWorkflow(bytes.ToArray(), file, isOwn: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GenerationWorkflowException($"{file}: the file cannot be read: {error.Message}");
        }
    }

    /// <summary>The workflow for one contract.</summary>
    /// <param name="types">The stages, which know the contracts that were read.</param>
    /// <param name="contract">The contract, as it was named.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="GenerationWorkflowException">The file is wrong, or takes other inputs.</exception>
    public BoundWorkflow Bind(StepTypeCatalog types, string contract, GenerationRequest request)
    {
        // The paths of a file of the user's own begin elsewhere.
        var path = _isOwn ? Path.GetFullPath(contract) : contract;
        var folder = Path.GetFullPath(request.Output);
        var allowed = new PermissionSet().With(PermissionKind.Read, path).With(PermissionKind.Write, folder);
        var values = new Dictionary<string, object?> { ["contract"] = path, ["out"] = folder };
        if (request.Profile is { } profile)
        {
            values["profile"] = profile.Name;
        }

        if (QuorumOf(request) is { } quorum)
        {
            // Off and local are no files; a permission for such a path permits nothing else.
            values["quorum"] = quorum;
            allowed = allowed.With(PermissionKind.Read, quorum);
        }

        var reading = WorkflowFile.Read(_yaml, _path, new WorkflowFileOptions { Types = types, Allowed = allowed });
        if (reading.File is not { } file)
        {
            throw Wrong(reading.Diagnostics);
        }

        var binding = file.Bind(new WorkflowBinding { Values = values });
        return binding.Workflow ?? throw Wrong(binding.Diagnostics);
    }

    /// <summary>Who is to be asked: a word, or the full path of a quorum file; null: the workflow's own choice.</summary>
    internal static string? QuorumOf(GenerationRequest request) => request.Quorum switch
    {
        null => request.Profile is { IsStrict: true } ? ReviewQuorums.Local : null,
        ReviewQuorums.Off or ReviewQuorums.Local => request.Quorum,
        { } file => Path.GetFullPath(file),
    };

    private static GenerationWorkflowException Wrong(IEnumerable<Diagnostic> diagnostics) =>
        new(string.Join('\n', diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error)));

    private static byte[] Shipped()
    {
        using var stream = typeof(GenerationWorkflow).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
