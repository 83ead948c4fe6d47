namespace Weir.Yaml.Files;

/// <summary>A workflow file that was read and checked. Immutable.</summary>
public sealed class WorkflowFile
{
    private WorkflowFile(string path, WorkflowDocument document, StepAccess access, WorkflowFileOptions options)
    {
        Path = path;
        Document = document;
        Access = access;
        Options = options;
    }

    /// <summary>Where it stands, as it was given.</summary>
    public string Path { get; }

    /// <summary>The name of the workflow.</summary>
    public string Name => Document.Name.Text;

    /// <summary>What it is for; null: it does not say.</summary>
    public string? Description => Document.Description;

    /// <summary>What its steps may touch: its own permissions and those it was read with.</summary>
    public IEnumerable<(PermissionKind Kind, string Value)> Permissions => Access.Entries;

    /// <summary>Prints it as a file that reads to the same workflow: keys in the order of the documentation, what has its default left out.</summary>
    /// <returns>The text, in UTF-16; files are UTF-8.</returns>
    public string ToYaml() => WorkflowWriter.Write(Document);

    /// <summary>Draws it for mermaid: a box for each stage with its steps in it, an arrow from each step to those that need it.</summary>
    /// <returns>The text of a flowchart.</returns>
    public string ToMermaid() => WorkflowDiagram.ToMermaid(Document);

    /// <summary>Draws it for Graphviz.</summary>
    /// <returns>The text of a digraph.</returns>
    public string ToDot() => WorkflowDiagram.ToDot(Document);

    internal WorkflowDocument Document { get; }

    internal StepAccess Access { get; }

    internal WorkflowFileOptions Options { get; }

    /// <summary>Reads and checks the content of a file. Nothing of it is run.</summary>
    /// <param name="utf8">The content.</param>
    /// <param name="path">Where it stands; its paths are relative to its folder.</param>
    /// <param name="options">What it is read with.</param>
    /// <returns>The workflow, or what is wrong.</returns>
    public static WorkflowFileReading Read(ReadOnlySpan<byte> utf8, string path, WorkflowFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return Read(YamlReader.Read(utf8, path, options.Limits), path, options);
    }

    /// <summary>Checks a file whose YAML was read already. Nothing of it is run.</summary>
    /// <param name="yaml">What reading gave.</param>
    /// <param name="path">Where it stands; its paths are relative to its folder.</param>
    /// <param name="options">What it is checked with.</param>
    /// <returns>The workflow, or what is wrong.</returns>
    public static WorkflowFileReading Read(YamlReading yaml, string path, WorkflowFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var bag = new DiagnosticBag();
        foreach (var diagnostic in yaml.Diagnostics)
        {
            bag.Add(diagnostic);
        }

        var file = Build(yaml, path, options, bag);
        return new WorkflowFileReading(bag.HasErrors ? null : file, bag.ToList());
    }

    private static WorkflowFile? Build(YamlReading yaml, string path, WorkflowFileOptions options, DiagnosticBag bag)
    {
        if (yaml.Root is not YamlMapping root)
        {
            if (yaml.Root is not null)
            {
                bag.Error(YamlCodes.WrongType, yaml.Root.Position, $"A workflow file is a map that begins with 'weir: 1', and this is {YamlFields.Shown(yaml.Root)}.");
            }

            return null;
        }

        if (new DocumentReader(root, new SourceText(yaml.Text), bag).Read() is not { } document)
        {
            return null;
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        var access = new StepAccess(folder, document.Permissions.Aggregate(options.Allowed, static (all, one) => all.With(one.Kind, one.Value.Text)));
        new DocumentChecker(document, options.Types, access, bag).Check();
        return new WorkflowFile(path, document, access, options);
    }
}
