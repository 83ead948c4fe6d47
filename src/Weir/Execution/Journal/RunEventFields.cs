using System.Text.Json;

namespace Weir;

/// <summary>The fields that are an event's own.</summary>
/// <param name="writer">Where to.</param>
/// <param name="leavesOut">Whether a value that nobody said how to write is left out; else it is refused.</param>
internal readonly ref struct RunEventFields(Utf8JsonWriter writer, bool leavesOut)
{
    public void Write(RunEvent one)
    {
        switch (one)
        {
            case RunStarted started:
                Write(started);
                break;
            case RunResumed:
                writer.WriteString("type"u8, "runResumed"u8);
                break;
            case StepStarted step:
                writer.WriteString("type"u8, "stepStarted"u8);
                writer.WriteString("path"u8, step.Path);
                WriteText("stage"u8, step.Stage);
                break;
            case AttemptDelayed delayed:
                writer.WriteString("type"u8, "attemptDelayed"u8);
                writer.WriteString("path"u8, delayed.Path);
                writer.WriteNumber("attempt"u8, delayed.Attempt);
                writer.WriteNumber("ms"u8, delayed.Delay.TotalMilliseconds);
                break;
            case AttemptRestarted attempt:
                writer.WriteString("type"u8, "attemptRestarted"u8);
                writer.WriteString("path"u8, attempt.Path);
                writer.WriteNumber("attempt"u8, attempt.Attempt);
                WriteText("feedback"u8, attempt.Feedback);
                break;
            case ChunkEmitted chunk:
                writer.WriteString("type"u8, "chunkEmitted"u8);
                writer.WriteString("path"u8, chunk.Path);
                writer.WriteNumber("attempt"u8, chunk.Attempt);
                WriteValue("chunk"u8, chunk.Chunk, chunk.Chunk.GetType(), chunk);
                break;
            case StepEnded ended:
                Write(ended);
                break;
            case RunPaused paused:
                writer.WriteString("type"u8, "runPaused"u8);
                writer.WriteString("path"u8, paused.Path);
                writer.WriteString("prompt"u8, paused.Prompt);
                writer.WriteString("answerType"u8, paused.AnswerType);
                break;
            case AnswerGiven answer:
                writer.WriteString("type"u8, "answerGiven"u8);
                writer.WriteString("path"u8, answer.Path);
                WriteValue("answer"u8, answer.Answer, answer.AnswerType ?? typeof(JsonElement), answer);
                break;
            case HookFailed failed:
                writer.WriteString("type"u8, "hookFailed"u8);
                writer.WriteString("hook"u8, failed.Hook);
                writer.WriteString("point"u8, failed.Point.ToString());
                WriteText("path"u8, failed.Path);
                WriteError(failed.Error);
                break;
            case RunEnded ended:
                writer.WriteString("type"u8, "runEnded"u8);
                writer.WriteString("status"u8, Text(ended.Status));
                break;
            default:
                throw new NotSupportedException($"An event of type {one.GetType().Name} has no form as JSON.");
        }
    }

    public static RunEvent Read(JsonElement line)
    {
        var type = line.GetProperty("type"u8).GetString();
        var (run, sequence, time) = (NeedText(line, "run"), line.GetProperty("seq"u8).GetInt64(), line.GetProperty("at"u8).GetDateTimeOffset());
        return type switch
        {
            "runStarted" => new RunStarted(NeedText(line, "name"))
            {
                RunId = run,
                Sequence = sequence,
                Time = time,
                IsWorkflow = ReadText(line, "kind") == "workflow",
                Input = ReadValue(line, "input"),
                DefinitionHash = ReadText(line, "hash"),
                Version = ReadText(line, "version"),
            },
            "runResumed" => new RunResumed { RunId = run, Sequence = sequence, Time = time },
            "stepStarted" => new StepStarted(Address(line), ReadText(line, "stage")) { RunId = run, Sequence = sequence, Time = time },
            "attemptDelayed" => new AttemptDelayed(Address(line), line.GetProperty("attempt"u8).GetInt32(), ReadTime(line))
            {
                RunId = run,
                Sequence = sequence,
                Time = time,
            },
            "attemptRestarted" => new AttemptRestarted(Address(line), line.GetProperty("attempt"u8).GetInt32(), ReadText(line, "feedback"))
            {
                RunId = run,
                Sequence = sequence,
                Time = time,
            },
            "chunkEmitted" => new ChunkEmitted(Address(line), line.GetProperty("attempt"u8).GetInt32(), line.GetProperty("chunk"u8).Clone())
            {
                RunId = run,
                Sequence = sequence,
                Time = time,
            },
            "stepEnded" => new StepEnded(ReadResult(line))
            {
                RunId = run,
                Sequence = sequence,
                Time = time,
                IsKept = line.TryGetProperty("kept"u8, out var kept) && kept.GetBoolean(),
                State = ReadValue(line, "state"),
            },
            "runPaused" => new RunPaused(NeedText(line, "path"), NeedText(line, "prompt"), NeedText(line, "answerType")) { RunId = run, Sequence = sequence, Time = time },
            "answerGiven" => new AnswerGiven(NeedText(line, "path"), ReadValue(line, "answer")) { RunId = run, Sequence = sequence, Time = time },
            "hookFailed" => new HookFailed(NeedText(line, "hook"), Parse<HookPoint>(line, "point"), ReadText(line, "path"), ReadError(line.GetProperty("error"u8)))
            {
                RunId = run,
                Sequence = sequence,
                Time = time,
            },
            "runEnded" => new RunEnded(Parse<RunStatus>(line, "status")) { RunId = run, Sequence = sequence, Time = time },
            _ => throw new FormatException($"the type '{type}' is unknown; this journal may be from a newer version of Weir"),
        };
    }

    private static StepResult ReadResult(JsonElement line) => new(Address(line), Parse<StepStatus>(line, "status"))
    {
        Stage = ReadText(line, "stage"),
        Attempts = line.GetProperty("attempts"u8).GetInt32(),
        Duration = ReadTime(line),
        Output = ReadValue(line, "output"),
        Usage = line.TryGetProperty("usage"u8, out var usage)
            ? new Usage(usage.GetProperty("in"u8).GetInt64(), usage.GetProperty("out"u8).GetInt64(), usage.GetProperty("cost"u8).GetDecimal())
            : default,
        Feedback = ReadText(line, "feedback"),
        FellBackTo = ReadText(line, "fellBackTo"),
        DegradedTo = ReadText(line, "degradedTo"),
        Reason = ReadText(line, "reason"),
        Error = line.TryGetProperty("error"u8, out var error) ? ReadError(error) : null,
    };

    private static TimeSpan ReadTime(JsonElement line) => TimeSpan.FromTicks(checked((long)Math.Round(line.GetProperty("ms"u8).GetDouble() * TimeSpan.TicksPerMillisecond)));

    private static KeptErrorException ReadError(JsonElement error) => new(NeedText(error, "type"), NeedText(error, "message"));

    private static StepAddress Address(JsonElement line)
    {
        var path = NeedText(line, "path");
        var slash = path.LastIndexOf('/');
        return slash < 0 ? new StepAddress(null, path) : new StepAddress(new StepAddress(null, path[..slash]), path[(slash + 1)..]);
    }

    private static T Parse<T>(JsonElement line, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(NeedText(line, name), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw new FormatException($"'{ReadText(line, name)}' is no {name}");

    private static string NeedText(JsonElement line, string name) =>
        ReadText(line, name) ?? throw new FormatException($"it has no '{name}'");

    private static string? ReadText(JsonElement line, string name) => line.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static JsonElement? ReadValue(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.Clone() : null;

    private static string Text(RunStatus status) => status.ToString().ToLowerInvariant();

    private void Write(RunStarted started)
    {
        writer.WriteString("type"u8, "runStarted"u8);
        writer.WriteString("name"u8, started.Name);
        WriteText("kind"u8, started.IsWorkflow ? "workflow" : null);
        WriteText("hash"u8, started.DefinitionHash);
        WriteText("version"u8, started.Version);
        if (started.DefinitionHash is not null)
        {
            WriteValue("input"u8, started.Input, started.InputType ?? typeof(JsonElement), started);
        }
    }

    private void Write(StepEnded ended)
    {
        var result = ended.Result;
        writer.WriteString("type"u8, "stepEnded"u8);
        writer.WriteString("path"u8, result.Path);
        WriteText("stage"u8, result.Stage);
        writer.WriteString("status"u8, result.Status.ToString().ToLowerInvariant());
        writer.WriteNumber("attempts"u8, result.Attempts);
        writer.WriteNumber("ms"u8, result.Duration.TotalMilliseconds);
        WriteText("feedback"u8, result.Feedback);
        WriteText("fellBackTo"u8, result.FellBackTo);
        WriteText("degradedTo"u8, result.DegradedTo);
        WriteText("reason"u8, result.Reason);
        if (result.Usage != default)
        {
            writer.WriteStartObject("usage"u8);
            writer.WriteNumber("in"u8, result.Usage.InputTokens);
            writer.WriteNumber("out"u8, result.Usage.OutputTokens);
            writer.WriteNumber("cost"u8, result.Usage.Cost);
            writer.WriteEndObject();
        }

        if (result.Error is { } error)
        {
            WriteError(error);
        }

        if (!ended.IsKept)
        {
            return;
        }

        writer.WriteBoolean("kept"u8, true);
        if (result.Status == StepStatus.Completed)
        {
            WriteValue("output"u8, result.Output, ended.OutputType ?? typeof(JsonElement), ended);
        }

        if (ended.StateType is { } state)
        {
            WriteValue("state"u8, ended.State, state, ended);
        }
        else if (ended.State is JsonElement text)
        {
            WriteValue("state"u8, text, typeof(JsonElement), ended);
        }
    }

    private void WriteError(Exception error)
    {
        writer.WriteStartObject("error"u8);
        writer.WriteString("type"u8, (error as KeptErrorException)?.TypeName ?? error.GetType().FullName);
        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
    }

    private void WriteText(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private void WriteValue(ReadOnlySpan<byte> name, object? value, Type type, RunEvent one)
    {
        if (leavesOut && !CanWrite(value, type, one))
        {
            return;
        }

        writer.WritePropertyName(name);
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonElement text:
                text.WriteTo(writer);
                break;
            default:
                var codecs = one.Codecs ?? (leavesOut ? CodecTable.Basic : throw new NotSupportedException(
                    $"The run '{one.RunId}' has values that nobody said how to write; make its pipeline or workflow durable, or keep it in memory."));
                codecs.Write(writer, value, type);
                break;
        }
    }

    private static bool CanWrite(object? value, Type type, RunEvent one) =>
        value is null or JsonElement || (one.Codecs ?? CodecTable.Basic).Has(type);
}
