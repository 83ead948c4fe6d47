using System.Text;

namespace Weir.Yaml.StepTypes;

/// <summary><c>file.write</c>.</summary>
internal sealed class FileWriteStep() : StepType(
    "file.write",
    "Writes a file whole or not at all, and makes the folders that it lacks.",
    new StepParameter("path", ValueShape.Text, "The file, relative to the folder of the workflow; one that is there is replaced.") { IsRequired = true, Permission = PermissionKind.Write },
    new StepParameter("text", ValueShape.Text, "What it is to hold, written as UTF-8; either this or json."),
    new StepParameter("json", ValueShape.Any, "A value that is written as JSON, indented, with a line break at the end; either this or text."))
{
    private const string OneOfBoth = "file.write takes either 'text' or 'json'; ";

    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.MapOf(("path", ValueShape.Text), ("bytes", ValueShape.WholeNumber));

    public override IEnumerable<(string Parameter, string Message)> CheckGiven(IReadOnlySet<string> given)
    {
        if (given.Contains("text") == given.Contains("json"))
        {
            yield return given.Contains("text") ? ("json", $"{OneOfBoth}remove one of them.") : ("path", $"{OneOfBoth}add one of them.");
        }
    }

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        foreach (var (_, message) in CheckGiven(arguments.Values.Keys.ToHashSet()))
        {
            return context.Fail<object?>(message);
        }

        var path = arguments.Text("path");
        var full = arguments.Access.PathToWrite(path);
        var bytes = Encoding.UTF8.GetBytes(arguments.Values.ContainsKey("json") ? $"{StepValues.ToJson(arguments.Value("json"), indented: true)}\n" : arguments.Text("text"));
        try
        {
            await AtomicFile.WriteAsync(full, bytes, context.CancellationToken).ConfigureAwait(false);
            return new OrderedDictionary<string, object?> { ["path"] = path, ["bytes"] = (long)bytes.Length };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return context.Fail<object?>($"The file '{path}' cannot be written: {error.Message}");
        }
    }
}
