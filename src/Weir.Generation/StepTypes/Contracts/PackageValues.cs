namespace Weir.Generation.StepTypes;

/// <summary>Packages that were written, as values of steps.</summary>
internal static class PackageValues
{
    private static readonly ValueShape Files = ValueShape.ListOf(ValueShape.MapOf(("path", ValueShape.Text), ("sha256", ValueShape.Text)));

    public static ValueShape Shape { get; } = ValueShape.MapOf(
        ("contract", ValueShape.Text),
        ("name", ValueShape.Text),
        ("kind", ValueShape.Text),
        ("path", ValueShape.Text),
        ("files", Files),
        ("validation", ValueShape.AnyMap),
        ("quorum", QuorumValues.Shape),
        ("degradation", ValueShape.Text),
        ("notes", DiagnosticValues.Shape));

    public static OrderedDictionary<string, object?> Of(GeneratedPackage package) => new()
    {
        ["contract"] = package.Contract,
        ["name"] = package.Name,
        ["kind"] = package.Kind.ToString().ToLowerInvariant(),
        ["path"] = package.Path,
        ["files"] = package.Files.Select(static file => (object?)new OrderedDictionary<string, object?> { ["path"] = file.Path, ["sha256"] = file.Sha256 }).ToArray(),
        ["validation"] = VerdictValues.Of(package.Verdict),
        ["quorum"] = package.Quorum is { } quorum ? QuorumValues.Of(quorum) : null,
        ["degradation"] = package.Degradation,
        ["notes"] = DiagnosticValues.Of(package.Notes),
    };

    /// <exception cref="ArgumentException">It is not what <see cref="Of"/> gives.</exception>
    public static GeneratedPackage Read(object? value)
    {
        var package = IssueValues.Fields(value, "A package");
        var files = package.List("files").Select(static file => IssueValues.Fields(file, "A file"))
            .Select(static file => new PackageFile(file.Text("path"), file.Text("sha256")));
        return new GeneratedPackage(
            package.Text("contract"),
            package.Text("name"),
            Enum.Parse<NodeKind>(package.Text("kind"), ignoreCase: true),
            package.Text("path"),
            [.. files],
            VerdictValues.Read(IssueValues.Fields(package.Value("validation"), "'validation'")))
        {
            Quorum = package.Has("quorum") ? QuorumValues.Read(IssueValues.Fields(package.Value("quorum"), "'quorum'")) : null,
            Degradation = package.Has("degradation") ? package.Text("degradation") : null,
            Notes = DiagnosticValues.Read(package.List("notes")),
        };
    }
}
