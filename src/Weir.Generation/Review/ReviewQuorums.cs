using Weir.AI;
using Weir.Yaml;
using Weir.Yaml.Files;
using Weir.Yaml.StepTypes;

namespace Weir.Generation.Review;

/// <summary>The quorums of one catalog of step types: the local one, and those of files, each made once.</summary>
internal sealed class ReviewQuorums(TimeProvider? time = null)
{
    /// <summary>Nobody is asked.</summary>
    public const string Off = "off";

    /// <summary>The three local reviewers.</summary>
    public const string Local = "local";

    private readonly Dictionary<string, Quorum<ReviewCase>> _byFile = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private readonly Lazy<Quorum<ReviewCase>> _local = new(() => new Quorum<ReviewCase>(LocalReviewers.All, new QuorumOptions { Time = time ?? TimeProvider.System, DecidesEarly = false }));

    /// <summary>The local one.</summary>
    public Quorum<ReviewCase> LocalQuorum => _local.Value;

    /// <summary>The quorum of a file, which is read when it is first asked for.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="named">The path as the user named it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FormatException">The file is wrong; the message has every mistake with its place, one a line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async ValueTask<Quorum<ReviewCase>> OfFileAsync(string path, string named, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_byFile.TryGetValue(path, out var known))
            {
                return known;
            }
        }

        // One byte more than a file may have is enough for the reader to refuse it.
        var (bytes, _) = await BoundedFile.ReadAsync(path, YamlLimits.Default.MaxBytes + 1, cancellationToken).ConfigureAwait(false);
        var (quorum, diagnostics) = QuorumFile.Read(bytes.Span, named, time ?? TimeProvider.System);
        if (quorum is null)
        {
            throw new FormatException(string.Join('\n', diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error)));
        }

        lock (_gate)
        {
            // Two that read it at once go on with the same one.
            _byFile.TryAdd(path, quorum);
            return _byFile[path];
        }
    }
}
