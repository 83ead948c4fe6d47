using System.Buffers;
using System.Text.Json;

namespace Weir;

/// <summary>
/// The file of <see cref="LearnedDurations"/>: <c>{"version":1,"workflows":{"WORKFLOW":{"STEP":{"ms":12.5,"count":3}}}}</c>, the workflow that ran longest ago first.
/// </summary>
internal static class DurationsFile
{
    // Ten times what 20,000 steps with names of usual length take.
    private const long MaxBytes = 16 * 1024 * 1024;

    /// <exception cref="FormatException">It is no such file, or of another version.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static Dictionary<string, LearnedWorkflow> Read(string path)
    {
        if (new FileInfo(path).Length is > MaxBytes and var length)
        {
            throw new FormatException($"it has {length} bytes, and {MaxBytes} are the most.");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        try
        {
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("it is no file of learned durations.", error);
        }
    }

    public static byte[] Write(IReadOnlyDictionary<string, LearnedWorkflow> workflows)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version"u8, LearnedDurations.FormatVersion);
            writer.WriteStartObject("workflows"u8);
            foreach (var (name, workflow) in workflows.OrderBy(static one => one.Value.LastLesson))
            {
                writer.WriteStartObject(name);
                foreach (var (step, milliseconds, count) in workflow.Steps)
                {
                    writer.WriteStartObject(step);
                    writer.WriteNumber("ms"u8, milliseconds);
                    writer.WriteNumber("count"u8, count);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Puts a new file in the place of the old one; a reader sees the one or the other.</summary>
    public static async Task ReplaceAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            await File.WriteAllBytesAsync(beside, content, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static Dictionary<string, LearnedWorkflow> Read(JsonElement root)
    {
        var version = root.GetProperty("version"u8);
        if (!version.TryGetInt32(out var number) || number != LearnedDurations.FormatVersion)
        {
            throw new FormatException($"it has the version {version.GetRawText()}, and this version of Weir reads {LearnedDurations.FormatVersion}.");
        }

        var workflows = new Dictionary<string, LearnedWorkflow>(StringComparer.Ordinal);
        foreach (var named in root.GetProperty("workflows"u8).EnumerateObject())
        {
            // What was read counts as older than what this process learns, in the order of the file.
            var workflow = new LearnedWorkflow { LastLesson = workflows.Count - int.MaxValue };
            foreach (var step in named.Value.EnumerateObject())
            {
                var hasCount = step.Value.GetProperty("count"u8).TryGetInt64(out var count);
                if (!step.Value.GetProperty("ms"u8).TryGetDouble(out var milliseconds) || milliseconds is not (>= 0 and <= int.MaxValue) || !hasCount || count < 1)
                {
                    throw new FormatException($"the step '{step.Name}' of '{named.Name}' has a duration of {milliseconds} ms by {count} runs.");
                }

                workflow.Restore(step.Name, milliseconds, count);
            }

            workflows[named.Name] = workflow;
        }

        return workflows;
    }
}
