using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.Yaml.Files;

/// <summary>What a store has of a workflow file beside its run, so that the run is resumed from the store alone.</summary>
/// <remarks>
/// It is the first entry of the store: the text of the file and where it stands, its inputs and answers, what was allowed, and the profile. Secret inputs are not in it and must be
/// given again. Of files that it runs there is the SHA-256 of the text, and so of the file itself where a secret stands in its text; they must be as they were.
/// Templates and data are read anew.
/// </remarks>
public sealed class WorkflowJournal
{
    private const string Key = "weir-workflow-file";

    private readonly IReadOnlyDictionary<string, object?> _entry;

    private WorkflowJournal(IReadOnlyDictionary<string, object?> entry) => _entry = entry;

    /// <summary>The full path of the file.</summary>
    public string Path => (string)_entry["path"]!;

    /// <summary>The name of the workflow, which is that of its runs.</summary>
    public string Name => (string)_entry["name"]!;

    /// <summary>Writes the entry.</summary>
    /// <param name="store">A store that is new.</param>
    /// <param name="workflow">The workflow that is to run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends when it is written.</returns>
    /// <exception cref="RunConflictException">The store has one already.</exception>
    public static ValueTask BeginAsync(IRunStore store, BoundWorkflow workflow, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(time);
        using var entry = JsonDocument.Parse(StepValues.ToJson(EntryOf(workflow)));
        var started = new RunStarted(Key)
        {
            RunId = Key,
            Sequence = 0,
            Time = time.GetUtcNow(),
            DefinitionHash = HashOf(workflow.File.Text),
            Input = entry.RootElement.Clone(),
        };
        return store.AppendAsync(Key, -1, [started], cancellationToken);
    }

    /// <summary>Reads the entry.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>What it says; null: the store has none.</returns>
    public static async ValueTask<WorkflowJournal?> ReadAsync(IRunStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        await foreach (var one in store.ReadAsync(Key, 0, cancellationToken).ConfigureAwait(false))
        {
            if (one is RunStarted { Input: JsonElement { ValueKind: JsonValueKind.Object } input })
            {
                return new WorkflowJournal((IReadOnlyDictionary<string, object?>)StepValues.FromJson(input)!);
            }
        }

        return null;
    }

    /// <summary>Makes the workflow again, as it was when its run began.</summary>
    /// <param name="types">The step types that it may use.</param>
    /// <param name="binding">Its secret inputs; all else is taken from the entry.</param>
    /// <returns>The workflow, or what is wrong; that a file changed is wrong too.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public WorkflowBindingResult Bind(StepTypeCatalog types, WorkflowBinding binding)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(binding);
        var text = Text("text") ?? File.ReadAllText(Path);
        if (HashOf(text) != Text("sha256"))
        {
            return Changed(Path);
        }

        var allowed = Map("allowed").Aggregate(new PermissionSet(), static (all, kind) =>
            ((IReadOnlyList<object?>)kind.Value!).Aggregate(all, (more, value) => more.With(Enum.Parse<PermissionKind>(kind.Key), (string)value!)));
        var (file, diagnostics) = WorkflowFile.Read(Encoding.UTF8.GetBytes(text), Path, new WorkflowFileOptions { Types = types, Allowed = allowed });
        if (file is null)
        {
            return new WorkflowBindingResult(null, diagnostics);
        }

        var hashes = HashesOf(file);
        return Map("includes").FirstOrDefault(one => hashes.GetValueOrDefault(one.Key) as string != one.Value as string) is { Key: { } changed }
            ? Changed(changed)
            : file.Bind(binding with
            {
                Kept = Map("inputs"),
                Answers = Map("answers").ToDictionary(static pair => pair.Key, static pair => (string)pair.Value!, StringComparer.Ordinal),
                Profile = Profiles.All.FirstOrDefault(profile => profile.Name == Text("profile")),
                IsDurable = true,
            });
    }

    private static Dictionary<string, object?> EntryOf(BoundWorkflow workflow)
    {
        var (file, binding, secrets) = (workflow.File, workflow.Binding, workflow.Secrets);
        var inputs = workflow.OpenInputs.ToDictionary(static input => input.Key, input => secrets.Apply(input.Value));
        return new Dictionary<string, object?>
        {
            ["name"] = file.Name,
            ["path"] = System.IO.Path.GetFullPath(file.Path),
            ["sha256"] = HashOf(file.Text),
            ["text"] = secrets.Apply(file.Text) == file.Text ? file.Text : null,
            ["inputs"] = inputs,
            ["answers"] = binding.Answers.ToDictionary(static pair => pair.Key, static pair => (object?)pair.Value),
            ["allowed"] = file.Options.Allowed.Entries.GroupBy(static entry => entry.Kind.ToString())
                .ToDictionary(static kind => kind.Key, static kind => (object?)kind.Select(static entry => (object?)entry.Value).ToArray()),
            ["profile"] = binding.Profile?.Name,
            ["includes"] = HashesOf(file),
        };
    }

    /// <summary>The files that a file runs, and those that they do, by path.</summary>
    private static Dictionary<string, object?> HashesOf(WorkflowFile file)
    {
        var hashes = new Dictionary<string, object?>(StringComparer.Ordinal);
        var open = new Stack<WorkflowFile>(file.Includes.Values);
        while (open.TryPop(out var next))
        {
            hashes[System.IO.Path.GetFullPath(next.Path)] = HashOf(next.Text);
            foreach (var inner in next.Includes.Values)
            {
                open.Push(inner);
            }
        }

        return hashes;
    }

    private static WorkflowBindingResult Changed(string path) => new(null,
    [
        new Diagnostic(DiagnosticSeverity.Error, WorkflowCodes.Changed, "The file is not as it was when the run began; put it back, or begin a new run.", new SourcePosition(path, 1, 1)),
    ]);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string? Text(string name) => (string?)_entry.GetValueOrDefault(name);

    private IReadOnlyDictionary<string, object?> Map(string name) => (IReadOnlyDictionary<string, object?>)_entry[name]!;
}
