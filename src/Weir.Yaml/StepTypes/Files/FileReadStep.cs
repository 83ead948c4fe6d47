namespace Weir.Yaml.StepTypes;

/// <summary><c>file.read</c>.</summary>
/// <param name="maxBytes">The greatest size of a file.</param>
internal sealed class FileReadStep(int maxBytes = FileReadStep.DefaultMaxBytes) : StepType(
    "file.read",
    "Reads a file of UTF-8 text, JSON or YAML.",
    new StepParameter("path", ValueShape.Text, "The file, relative to the folder of the workflow.") { IsRequired = true, Permission = PermissionKind.Read },
    new StepParameter("as", ValueShape.Text, "What it is read as: text (default), or the value that its JSON or YAML stands for.") { Words = ["text", "json", "yaml"] })
{
    internal const int DefaultMaxBytes = 64 * 1024 * 1024;

    public override ValueShape OutputOf(IReadOnlySet<string> given) => given.Contains("as") ? ValueShape.Any : ValueShape.Text;

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var path = arguments.Text("path");
        var form = arguments.Text("as", "text");
        try
        {
            var (bytes, isAll) = await BoundedFile.ReadAsync(arguments.Access.PathToRead(path), maxBytes, context.CancellationToken).ConfigureAwait(false);
            return isAll
                ? FileContent.Read(bytes.Span, path, form)
                : context.Fail<object?>($"The file '{path}' has more than {maxBytes} bytes, which is as much as file.read reads; split it, or read it by a program.");
        }
        catch (FormatException error)
        {
            return context.Fail<object?>(error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return context.Fail<object?>($"The file '{path}' cannot be read: {error.Message}");
        }
    }
}
