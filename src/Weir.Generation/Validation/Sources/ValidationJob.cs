using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Weir.Generation.Contracts;
using Weir.Generation.Validation.Sources;
using Weir.Yaml;
using Weir.Yaml.StepTypes;

namespace Weir.Generation.Validation;

/// <summary>Judges files, folders and generated packages: what <c>weir validate</c> does.</summary>
public sealed class ValidationJob
{
    private readonly ValidationRequest _request;
    private readonly ValidationProfile _profile;
    private readonly Validator[] _validators;
    private readonly List<RefusedSource> _refused = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _judged = [];
    private readonly Dictionary<string, SourceText> _texts = new(StringComparer.Ordinal);

    private ValidationJob(ValidationRequest request)
    {
        _request = request;
        IReadOnlyList<Validator> more = request.WithAnalyzers || request.Profile.IsStrict ? [.. request.Validators, StandardValidators.Analyzers] : request.Validators;
        _profile = request.Profile.Validators is { } names ? request.Profile with { Validators = [.. names, .. more.Select(static one => one.Name)] } : request.Profile;
        _validators = [.. StandardValidators.All, .. more];
    }

    /// <summary>Reads what is named, and judges it. What cannot be read is in the report, and the rest goes on.</summary>
    /// <param name="request">What, and how strictly.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentException">No path is named, two validators have one name, or the profile names one that is not there.</exception>
    /// <exception cref="ContractRefusedException">The contract that the request names cannot be read, or is wrong.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<ValidationReport> RunAsync(ValidationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Paths.Count == 0)
        {
            throw new ArgumentException("At least one file or folder is needed.", nameof(request));
        }

        return await new ValidationJob(request).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ValidationReport> RunAsync(CancellationToken cancellationToken)
    {
        var pipeline = new ValidationPipeline(_validators, _request.Options);
        var contract = _request.Contract is { } file ? await ReadContractAsync(file, cancellationToken).ConfigureAwait(false) : null;
        var found = SourceFinder.Find(_request.Paths, _refused);
        var reader = new SourceReader(_refused);
        var verdicts = new List<(string Name, ValidationVerdict Verdict)>();
        foreach (var group in found)
        {
            if (await SubjectAsync(group, reader, contract, cancellationToken).ConfigureAwait(false) is { } subject)
            {
                verdicts.Add((group.Name, await pipeline.ValidateAsync(subject, cancellationToken).ConfigureAwait(false)));
            }
        }

        return new ValidationReport
        {
            Verdict = Joined.Of(verdicts),
            Files = _judged,
            Refused = _refused,
            Notes = _notes,
            Rules = [.. _validators.Where(one => _profile.Validators is null || _profile.Validators.Contains(one.Name)).SelectMany(static one => one.Rules)],
            Texts = _texts,
        };
    }

    /// <summary>What is judged of a group; null: nothing of it could be read.</summary>
    private async Task<ValidationSubject?> SubjectAsync(SourceGroup group, SourceReader reader, Contract? contract, CancellationToken cancellationToken)
    {
        try
        {
            if (group.Folder is { } package)
            {
                contract ??= await ReadContractAsync(Path.Join(package, SourceFinder.Contract), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ContractRefusedException problem)
        {
            _refused.Add(new RefusedSource(group.Folder!, $"{group.Folder}: the package is not judged, for its contract is wrong; name another with --contract.\n{problem.Message}"));
            return null;
        }

        var trees = await TreesAsync(group.Judged, reader, cancellationToken).ConfigureAwait(false);
        _judged.AddRange(trees.Select(static tree => tree.FilePath));
        if (trees.Count == 0)
        {
            return null;
        }

        if (group.Folder is null)
        {
            var (packages, missing) = ProjectReferences.Of(group.Judged);
            _notes.AddRange(missing.Select(static project => $"{project}: its packages are not there, so code that needs them does not compile; 'dotnet restore {project}' gets them."));
            return new ValidationSubject(CodeCompilation.OfFiles(trees, ReferenceSet.Shared).AddReferences(packages), _profile, contract);
        }

        var references = RestoredReferences.Of(group.Judged);
        var code = CodeCompilation.OfPackage(group.Name, trees, [.. ReferenceSet.Shared.References, .. references]);
        return new ValidationSubject(code, _profile, contract) { AlsoCompiled = await TestsAsync(group, code, reader, cancellationToken).ConfigureAwait(false) };
    }

    private async Task<IReadOnlyList<CSharpCompilation>> TestsAsync(SourceGroup group, CSharpCompilation code, SourceReader reader, CancellationToken cancellationToken)
    {
        if (group.Compiled.Count == 0)
        {
            return [];
        }

        var references = RestoredReferences.Of(group.Compiled);
        if (references.Count == 0)
        {
            _notes.Add($"{group.Folder}: the tests were not compiled, for the test framework is not there; 'dotnet restore {group.Folder}' gets it.");
            return [];
        }

        var trees = await TreesAsync(group.Compiled, reader, cancellationToken).ConfigureAwait(false);
        return [CodeCompilation.OfTests(code, trees, [.. ReferenceSet.Shared.References, .. references])];
    }

    private async Task<List<SyntaxTree>> TreesAsync(IEnumerable<SourcePath> files, SourceReader reader, CancellationToken cancellationToken)
    {
        var trees = new List<SyntaxTree>();
        foreach (var file in files)
        {
            if (await reader.ReadAsync(file, cancellationToken).ConfigureAwait(false) is { } text)
            {
                _texts[file.Label] = text;
                trees.Add(CodeCompilation.Read(text, file.Label, cancellationToken));
            }
        }

        return trees;
    }

    private static async Task<Contract> ReadContractAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, _) = await BoundedFile.ReadAsync(Path.GetFullPath(path), YamlLimits.Default.MaxBytes + 1, cancellationToken).ConfigureAwait(false);
            return ContractRefusedException.Demand(ContractReader.Read(bytes.Span, path), []);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ContractRefusedException($"{path}: the contract cannot be read: {problem.Message}");
        }
    }
}
