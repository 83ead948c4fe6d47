using Weir.Yaml.StepTypes;

namespace Weir.Yaml.Files;

/// <summary>Reads the files that a file runs, and checks them with what it may touch.</summary>
internal sealed class IncludeReader(WorkflowDocument document, StepAccess access, WorkflowFileOptions options, Inclusion inclusion, DiagnosticBag bag)
{
    private readonly Dictionary<CallDocument, WorkflowFile> _files = [];

    public IReadOnlyDictionary<CallDocument, WorkflowFile> Read()
    {
        foreach (var step in document.Steps)
        {
            foreach (var call in step.Calls.Where(static call => call.Uses.Text == WorkflowRunStep.Id))
            {
                Read(step, call);
            }
        }

        return _files;
    }

    private void Read(StepDocument step, CallDocument call)
    {
        if (call.With.FirstOrDefault(static entry => entry.Name.Text == WorkflowRunStep.FileName).Value is not { } value)
        {
            return;
        }

        if (!value.IsLiteral)
        {
            bag.Error(WorkflowCodes.Place, value.Position, $"'{WorkflowRunStep.FileName}' of '{WorkflowRunStep.Id}' must stand in the file as it is, so that the other file is checked with this one; use one step for each file.");
            return;
        }

        if (value.Evaluate(null!) is string name && TryRead(name, value.Position) is { } file)
        {
            _files[call] = file;
            Check(step, call, file);
        }
    }

    /// <summary>Null: it cannot be read, which was reported.</summary>
    private WorkflowFile? TryRead(string name, SourcePosition position)
    {
        var path = Path.Join(Path.GetDirectoryName(inclusion.Path), name);
        if (Problem(path) is { } problem)
        {
            bag.Error(WorkflowCodes.IncludeLoop, position, problem);
            return null;
        }

        try
        {
            using var stream = File.OpenRead(access.PathOfPart(name));
            var buffer = new byte[Math.Min(stream.Length, options.Limits.MaxBytes + 1)];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return WorkflowFile.Build(YamlReader.Read(buffer.AsSpan(0, length), path, options.Limits), options, inclusion.Into(path, access), bag);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PermissionDeniedException)
        {
            // That it is not there, or leads out of the folder, was said where parts of the workflow are looked for.
            return null;
        }
    }

    private string? Problem(string path) =>
        inclusion.CircleTo(path) is { } circle ? $"Workflow files include one another in a circle: {string.Join(" → ", circle)}."
        : inclusion.Depth >= Inclusion.MaxDepth ? $"Workflow files are included more than {Inclusion.MaxDepth} deep; take a level out."
        : !inclusion.TryCount() ? $"More than {Inclusion.MaxFiles} workflow files are included; split the workflow."
        : null;

    private void Check(StepDocument step, CallDocument call, WorkflowFile file)
    {
        if (step.Resources.Count > 0 && file.TakesResources)
        {
            bag.Error(WorkflowCodes.Resource, step.Resources[0].Name.Position, $"The step '{step.Name.Text}' holds a resource while it runs '{file.Path}', whose steps take resources; two runs could wait for one another for ever. Take it from one of them.");
        }

        if (call.With.FirstOrDefault(static entry => entry.Name.Text == WorkflowRunStep.Inputs) is not { Value: null or MapValue } given)
        {
            return;
        }

        var names = (given.Value as MapValue)?.Fields.Select(static field => field.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        var known = file.Document.Inputs.Select(static input => input.Name.Text).ToArray();
        foreach (var name in names.Where(name => !known.Contains(name)))
        {
            bag.Error(WorkflowCodes.GivenInput, given.Value!.Position, $"The workflow '{file.Name}' has no input {DiagnosticText.Quote(name)}{bag.Suggestion(name, known)}");
        }

        foreach (var input in file.Document.Inputs.Where(input => !input.HasDefault && !names.Contains(input.Name.Text)))
        {
            bag.Error(WorkflowCodes.GivenInput, call.Uses.Position, $"The workflow '{file.Name}' needs the input '{input.Name.Text}'; give it in 'inputs'.");
        }
    }
}
