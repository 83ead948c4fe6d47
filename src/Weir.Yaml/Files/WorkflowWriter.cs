using System.Globalization;
using Weir.Yaml.Parsing;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Weir.Yaml.Files;

/// <summary>Prints a workflow as a file that reads to the same: keys in the order of the documentation, what has its default left out.</summary>
internal sealed class WorkflowWriter(IEmitter emitter)
{
    public static string Write(WorkflowDocument document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
        var writer = new WorkflowWriter(emitter);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        writer.Map(() => writer.Workflow(document));
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private void Workflow(WorkflowDocument document)
    {
        Plain("weir", "1");
        Node("name", document.Name);
        Text("description", document.Description);
        MapOf("inputs", document.Inputs, input => Entry(input.Name, () => Input(input)));
        MapOf("permissions", document.Permissions.GroupBy(static permission => permission.Kind), group =>
            List(group.Key.ToString().ToLowerInvariant(), group, permission => Node(permission.Value)));
        if (document.Defaults is not { Timeout: null, Retry: null })
        {
            Map("defaults", () => Attempts(document.Defaults));
        }

        MapOf("resources", document.Resources, Resource);
        if (document.Budget is { } budget)
        {
            Map("budget", () => Budget(budget));
        }

        List("stages", document.Stages, stage => Map(() => Stage(stage)));
        MapOf("outputs", document.Outputs, output => Entry(output.Name, output.Value));
    }

    private void Input(InputDocument input)
    {
        Plain("type", InputValues.TypeNames[(int)input.Type]);
        Text("description", input.Description);
        if (input.HasDefault)
        {
            Key("default");
            Value(input.Default);
        }

        Number("minimum", input.Minimum);
        Number("maximum", input.Maximum);
        Flag("secret", input.IsSecret);
    }

    private void Budget(BudgetDocument budget)
    {
        Number("cost-usd", budget.Cost);
        Number("tokens", budget.Tokens);
        Number("steps", budget.Steps);
        Duration("time", budget.Time);
        Plain("on-breach", budget.OnBreach);
    }

    private void Stage(StageDocument stage)
    {
        Node("name", stage.Name);
        Number("parallel", stage.Parallel);
        Flag("barrier", stage.IsBarrier);
        Duration("timeout", stage.Timeout);
        if (stage.FailsFast)
        {
            Plain("fail", "fast");
        }

        Flag("allow-partial-failure", stage.AllowsPartialFailure);

        List("steps", stage.Steps, step => Map(() => Step(step)));
    }

    private void Step(StepDocument step)
    {
        Node("name", step.Name);
        Call(step.Call);
        Value("for-each", step.ForEach);
        List("needs", step.Needs, Node);
        Value("if", step.If);
        MapOf("resource", step.Resources, Resource);
        Attempts(step.Attempts);
        Inner("fallback", step.FallBack);
        Inner("cheaper", step.Cheaper);
        if (step.CacheTtl is { } ttl)
        {
            Map("cache", () => Duration("ttl", ttl));
        }

        if (step.OnFailure != FailureReaction.SkipDependents)
        {
            Plain("on-failure", step.OnFailure == FailureReaction.Stop ? "stop" : "continue");
        }
    }

    private void Call(CallDocument call)
    {
        Node("uses", call.Uses);
        MapOf("with", call.With, entry => Entry(entry.Name, entry.Value));
    }

    private void Inner(string key, CallDocument? call)
    {
        if (call is not null)
        {
            Map(key, () => Call(call));
        }
    }

    private void Attempts(AttemptDocument attempts)
    {
        Duration("timeout", attempts.Timeout);
        if (attempts.Retry is { } retry)
        {
            Map("retry", () => Retry(retry));
        }
    }

    private void Retry(RetryOptions retry)
    {
        var standard = new RetryOptions();
        Number("attempts", retry.MaxAttempts);
        Duration("delay", retry.Delay == TimeSpan.Zero ? null : retry.Delay);
        Duration("max-delay", retry.MaxDelay == standard.MaxDelay ? null : retry.MaxDelay);
        if (retry.Backoff != BackoffKind.Constant)
        {
            Plain("backoff", retry.Backoff.ToString().ToLowerInvariant());
        }

        Flag("jitter", retry.Jitter > 0);
    }

    private void Resource(ResourceDocument resource)
    {
        Node(resource.Name);
        Scalar(resource.Amount.ToString(CultureInfo.InvariantCulture), isPlain: true);
    }

    private void Entry(YamlScalar key, Action map)
    {
        Node(key);
        Map(map);
    }

    private void Entry(YamlScalar key, ValueTemplate value)
    {
        Node(key);
        Node(value.Source);
    }

    private void Value(string key, ValueTemplate? value)
    {
        if (value is not null)
        {
            Key(key);
            Node(value.Source);
        }
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                Map(() =>
                {
                    foreach (var (name, inner) in map)
                    {
                        Scalar(name, isPlain: false);
                        Value(inner);
                    }
                });
                break;
            case IReadOnlyList<object?> list:
                Sequence(list, Value);
                break;
            default:
                Scalar(value is null ? "null" : StepValues.ToText(value), isPlain: value is not string);
                break;
        }
    }

    private void Node(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                Scalar(scalar.Kind == YamlScalarKind.Null ? "null" : scalar.Text, isPlain: scalar.Kind != YamlScalarKind.Text || IsPlainText(scalar));
                break;
            case YamlSequence list:
                Sequence(list.Items, Node);
                break;
            case YamlMapping map:
                Map(() =>
                {
                    foreach (var entry in map.Entries)
                    {
                        Node(entry.Key);
                        Node(entry.Value);
                    }
                });
                break;
        }
    }

    /// <summary>Whether a text needs no quotes to be one.</summary>
    private static bool IsPlainText(YamlScalar scalar) => scalar.IsPlain && !scalar.Text.Contains('\n', StringComparison.Ordinal);

    private void Node(string key, YamlNode node)
    {
        Key(key);
        Node(node);
    }

    private void Text(string key, string? text)
    {
        if (text is not null)
        {
            Key(key);
            Scalar(text, isPlain: false);
        }
    }

    private void Plain(string key, string word)
    {
        Key(key);
        Scalar(word, isPlain: true);
    }

    private void Number(string key, decimal? number)
    {
        if (number is { } given)
        {
            Plain(key, given.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Flag(string key, bool isSet)
    {
        if (isSet)
        {
            Plain(key, "true");
        }
    }

    private void Duration(string key, TimeSpan? time)
    {
        if (time is { } given)
        {
            Plain(key, Durations.ToText(given));
        }
    }

    private void List<T>(string key, IEnumerable<T> items, Action<T> write)
    {
        T[] all = [.. items];
        if (all.Length > 0)
        {
            Key(key);
            Sequence(all, write);
        }
    }

    private void MapOf<T>(string key, IEnumerable<T> items, Action<T> write)
    {
        T[] all = [.. items];
        if (all.Length > 0)
        {
            Map(key, () => Array.ForEach(all, write));
        }
    }

    private void Map(string key, Action content)
    {
        Key(key);
        Map(content);
    }

    private void Map(Action content)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Any));
        content();
        emitter.Emit(new MappingEnd());
    }

    private void Sequence<T>(IEnumerable<T> items, Action<T> write)
    {
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Any));
        foreach (var item in items)
        {
            write(item);
        }

        emitter.Emit(new SequenceEnd());
    }

    private void Key(string key) => Scalar(key, isPlain: true);

    // Where the emitter cannot write a text plainly it takes single quotes, and leaves the separators in it that older parsers take for line breaks.
    private void Scalar(string text, bool isPlain) => emitter.Emit(new Scalar(
        AnchorName.Empty, TagName.Empty, text, isPlain && !LineSeparators.AreIn(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, isPlainImplicit: true, isQuotedImplicit: true));
}
