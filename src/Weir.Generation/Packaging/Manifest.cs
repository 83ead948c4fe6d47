using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.AI;
using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;
using Weir.Generation.Validation;

namespace Weir.Generation.Packaging;

/// <summary>Writes the two records of a package: the manifest, which the contract determines to the byte, and the evidence, which holds times and verdicts.</summary>
internal static class Manifest
{
    public const string FileName = "manifest.json";

    public const string EvidenceName = "evidence.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static GeneratedFile Write(Contract contract, IEnumerable<GeneratedFile> files, TemplateCatalog templates, string weirVersion)
    {
        var manifest = new
        {
            Format = 1,
            contract.Name,
            Kind = contract.Kind.ToString().ToLowerInvariant(),
            Version = contract.Version.ToString(),
            Weir = weirVersion,
            Contract = new { contract.SchemaVersion, Sha256 = Hash.Of(contract.Text) },
            Templates = new SortedDictionary<string, string>(templates.Hashes.ToDictionary(), StringComparer.Ordinal),
            Files = files.Where(file => !file.IsOwned).OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => new { file.Path, Sha256 = Hash.Of(file.Text) }).ToArray(),
            Owned = files.Where(file => file.IsOwned).Select(file => file.Path).Order(StringComparer.Ordinal).ToArray(),
        };
        return new GeneratedFile(FileName, JsonSerializer.Serialize(manifest, Format) + "\n");
    }

    public static GeneratedFile WriteEvidence(Evidence found)
    {
        var verdict = found.Verdict;
        var evidence = new
        {
            found.GeneratedAt,
            found.Degradation,
            Validation = new
            {
                verdict.Passed,
                verdict.Score,
                Validators = verdict.Validators.Select(one => new
                {
                    one.Name,
                    one.Passed,
                    one.Score,
                    DurationMs = Math.Round(one.Duration.TotalMilliseconds, 3),
                    one.Reason,
                    one.Issues,
                }).ToArray(),
            },
            found.Warnings,
            Quorum = found.Quorum is { } quorum ? Quorum(quorum) : null,
        };
        return new GeneratedFile(EvidenceName, JsonSerializer.Serialize(evidence, Format) + "\n");
    }

    private static object Quorum(QuorumVerdict verdict) => new
    {
        verdict.Passed,
        verdict.Score,
        verdict.Threshold,
        Votes = verdict.Votes.Select(static vote => new { vote.Member, vote.Weight, vote.Vote.Passes, vote.Vote.Confidence, vote.Vote.Reason }).ToArray(),
        Absent = verdict.Absent.Select(static one => new { one.Member, one.Weight, Why = one.Why.ToString(), one.Reason }).ToArray(),
        Dissent = verdict.Dissent.Select(static vote => vote.Member).ToArray(),
        verdict.DecidedBy,
        verdict.VetoedBy,
    };
}

/// <summary>What was found while a package was made.</summary>
/// <param name="GeneratedAt">When.</param>
/// <param name="Verdict">What the validators said.</param>
/// <param name="Quorum">What a quorum decided; null: nobody was asked.</param>
/// <param name="Degradation">Why shipped templates stand in for those that were asked for; null: they do not.</param>
/// <param name="Warnings">What was noticed besides.</param>
internal sealed record Evidence(DateTimeOffset GeneratedAt, ValidationVerdict Verdict, QuorumVerdict? Quorum, string? Degradation, IReadOnlyList<string> Warnings);
