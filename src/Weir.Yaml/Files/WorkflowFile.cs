namespace Weir.Yaml.Files;

/// <summary>A workflow file that was read and checked. Immutable.</summary>
public sealed class WorkflowFile
{
    private WorkflowFile(string path, string text, WorkflowDocument document, StepAccess access, WorkflowFileOptions options)
    {
        Path = path;
        Text = text;
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

    /// <summary>Gives the file what it needs to run: its inputs, answers, and what an environment sets. Nothing of it is run.</summary>
    /// <param name="binding">What it is given.</param>
    /// <returns>The workflow, or what is wrong. Inputs of the type <c>files</c> are listed now.</returns>
    public WorkflowBindingResult Bind(WorkflowBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return new WorkflowBinder(this, binding).Bind();
    }

    /// <summary>The text that it was read from.</summary>
    internal string Text { get; }

    internal WorkflowDocument Document { get; }

    /// <summary>The files that its steps run, by the calls that do.</summary>
    internal IReadOnlyDictionary<CallDocument, WorkflowFile> Includes { get; private init; } = new Dictionary<CallDocument, WorkflowFile>();

    /// <summary>Whether a step of it, or of a file that it runs, takes a resource.</summary>
    internal bool TakesResources => Document.Steps.Any(static step => step.Resources.Count > 0) || Includes.Values.Any(static file => file.TakesResources);

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
        var file = Build(yaml, options, Inclusion.Of(path), bag);
        return new WorkflowFileReading(bag.HasErrors ? null : file, bag.ToList());
    }

    /// <summary>Checks a file that is read by itself or run by another one; null: there is nothing to go on with.</summary>
    internal static WorkflowFile? Build(YamlReading yaml, WorkflowFileOptions options, Inclusion inclusion, DiagnosticBag bag)
    {
        foreach (var diagnostic in yaml.Diagnostics)
        {
            bag.Add(diagnostic);
        }

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

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(inclusion.Path))!;
        var permissions = document.Permissions.Aggregate(options.Allowed, static (all, one) => all.With(one.Kind, one.Value.Text));
        var access = new StepAccess(folder, permissions, inclusion.Access);
        new DocumentChecker(document, options.Types, access, bag).Check();
        new PlaceChecker(document, inclusion.IsIncluded, bag).Check();
        return new WorkflowFile(inclusion.Path, yaml.Text, document, access, options)
        {
            Includes = new IncludeReader(document, access, options, inclusion, bag).Read(),
        };
    }
}
