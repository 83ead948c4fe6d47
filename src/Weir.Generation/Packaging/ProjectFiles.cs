using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;
using Weir.Yaml.Files;

namespace Weir.Generation.Packaging;

/// <summary>Writes what makes a folder of code a package: projects, solution, settings, and the page that explains it.</summary>
internal sealed class ProjectFiles(Contract contract, PackageNames names, TemplateCatalog templates, string weirVersion)
{
    public IReadOnlyList<GeneratedFile> Write()
    {
        var view = new
        {
            names.Package,
            names.Namespace,
            Version = contract.Version.ToString(),
            AssemblyVersion = AssemblyVersion(contract.Version).ToString(),
            Description = MsBuildText.Escape(contract.Description.ReplaceLineEndings(" ")),
            WeirVersion = weirVersion,
        };
        return
        [
            Owned($"{names.SourceFolder}{names.Package}.csproj", "package/project", view),
            Owned($"{names.TestFolder}{names.Package}.Tests.csproj", "package/tests", view),
            Owned($"{names.Package}.slnx", "package/solution", view),
            Owned("Directory.Build.props", "package/props", view),
            Owned("Directory.Build.targets", "package/targets", view),
            Owned("Directory.Packages.props", "package/versions", view),
            Owned(".editorconfig", "package/editorconfig", view),
            Owned(".gitignore", "package/gitignore", view),
            new GeneratedFile("Package.g.props", templates.Render("package/facts", view)),
            new GeneratedFile("contract.yaml", contract.Text),
            new GeneratedFile("README.md", templates.Render("package/readme", Readme())),
        ];
    }

    private GeneratedFile Owned(string path, string template, object view) => new(path, templates.Render(template, view), IsOwned: true);

    private object Readme() => new
    {
        names.Package,
        names.Namespace,
        names.Request,
        First = contract.Operations[0],
        Description = Markdown(contract.Description),
        Article = contract.Kind is NodeKind.Effect or NodeKind.Orchestrator ? "An" : "A",
        Kind = contract.Kind.ToString().ToLowerInvariant(),
        Version = contract.Version.ToString(),
        Operations = contract.Operations.Select(operation => new
        {
            Name = Code(operation.Name),
            operation.Input,
            operation.Output,
            Doc = Markdown(operation.Description),
        }).ToArray(),
        Sections = Sections().Where(section => section.Rows.Count > 0).ToArray(),
    };

    private IEnumerable<Section> Sections()
    {
        yield return new("Capabilities", "capability", [.. contract.Capabilities.Select(one => Row(one.Name, one.Description))]);
        yield return new("Services", "service", [.. contract.Services.Select(one => Row(one.Name, (one.Required ? "required. " : "optional. ") + one.Description))]);
        yield return new("Settings", "setting", [.. contract.Configuration.Select(one => Row(one.Name, $"{one.Description} Default: {one.DefaultJson ?? "none"}"))]);
        yield return new("Around each operation", "option", [.. Around(contract.Features)]);
        yield return new("Health checks", "component", [.. contract.HealthChecks.Select(one => Row(one.Name, one.Critical ? "critical" : "not critical"))]);
        yield return new("States", "from", [.. (contract.StateMachine?.Transitions ?? []).Select(one => Row(one.From, "to " + one.To))]);
        yield return new("Routes", "route", [.. contract.Routes.Select(one => Row(one, ""))]);
        yield return new("Mixins", "mixin", [.. contract.Mixins.Select(one => Row(one.Name, one.Enabled ? "on" : "off"))]);
        foreach (var group in contract.Notes.GroupBy(note => note.Field, StringComparer.Ordinal))
        {
            yield return new("Contract: " + Markdown(group.Key), "entry", [.. group.Select(note => Row(note.Name, note.Text))]);
        }
    }

    /// <summary>What the pipeline that the node is put into does when an operation fails.</summary>
    private static IEnumerable<Entry> Around(NodeOptions options)
    {
        if (options.Retry is { Enabled: true } retry)
        {
            var waits = FormattableString.Invariant($"{Durations.ToText(retry.InitialDelay)}, then {retry.BackoffMultiplier:0.##} times as long each, at most {Durations.ToText(retry.MaxDelay)}");
            yield return Row("retry", FormattableString.Invariant($"up to {retry.MaxAttempts} attempts; the first wait is {waits}"));
        }

        if (options.CircuitBreaker is { Enabled: true } breaker)
        {
            yield return Row("circuit breaker", FormattableString.Invariant(
                $"refuses calls after {breaker.FailureThreshold} failures for {Durations.ToText(breaker.RecoveryTimeout)}, then tries up to {breaker.HalfOpenMaxCalls}"));
        }
    }

    private static Entry Row(string name, string text) => new(Markdown(name), Markdown(text));

    // The parts of an assembly's version end at 65534 (CS7034); the version of the package does not.
    private static ContractVersion AssemblyVersion(ContractVersion version) =>
        new(Math.Min(version.Major, ushort.MaxValue - 1), Math.Min(version.Minor, ushort.MaxValue - 1), Math.Min(version.Patch, ushort.MaxValue - 1));

    // A name of letters, digits and the usual signs as code; any other would end the code, or the table.
    private static string Code(string name) =>
        name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? $"`{name}`" : Markdown(name);

    // One line that stands in a table and shows its markup as it is.
    private static string Markdown(string text)
    {
        var line = HiddenCharacters.Show(text.Trim().ReplaceLineEndings(" "));
        foreach (var mark in (string[])["\\", "|", "`", "*", "_", "<", ">", "[", "]", "#", "&", "~"])
        {
            line = line.Replace(mark, "\\" + mark, StringComparison.Ordinal);
        }

        return line;
    }

    private sealed record Section(string Title, string Head, IReadOnlyList<Entry> Rows);

    private sealed record Entry(string Name, string Text);
}
